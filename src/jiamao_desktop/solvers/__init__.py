"""Solvers that reckon in doubles: asked for a hint in a process of their own, never believed."""
