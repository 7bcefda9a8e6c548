"""Turns a stranger's bytes into drafts with origins and warnings. Stores nothing."""
