"""The rules. Standard library only; no input, no output."""
