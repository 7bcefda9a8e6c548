"""The window. Qt lives in here and nowhere else."""
