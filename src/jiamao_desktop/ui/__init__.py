"""The screens. The only Qt."""
