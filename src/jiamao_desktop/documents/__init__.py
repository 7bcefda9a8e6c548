"""Paper: packets, statements and recovery sheets as PDF."""
