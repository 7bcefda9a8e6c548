"""What a script may hand to the program through its environment."""

from __future__ import annotations

PASSPHRASE = "JIAMAO_PASSPHRASE"  # noqa: S105 -- the name of a variable, not a secret
"""The passphrase of the book to be opened; tried before the keychain, and never stored."""
