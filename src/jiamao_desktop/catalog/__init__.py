"""Reads packs, forms and dictionaries from data files, and is their linter."""
