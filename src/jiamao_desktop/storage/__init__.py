"""The book: an encrypted folder. The only SQL, the only keys."""
