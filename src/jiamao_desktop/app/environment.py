"""What a script may hand to the program through its environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

DATA = "JIAMAO_DATA"
"""Another folder for what belongs to the person rather than to a book: imported packs."""

PASSPHRASE = "JIAMAO_PASSPHRASE"  # noqa: S105 -- the name of a variable, not a secret
"""The passphrase of the book to be opened; tried before the keychain, and never stored."""


def data_folder() -> Path:
    """Return the folder for what belongs to the person rather than to a book."""
    given = os.environ.get(DATA)
    return Path(given) if given else usual_data_folder(sys.platform, os.environ, Path.home())


def usual_data_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """Return where this system keeps the data of a person's programs."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA", home / "AppData" / "Local")) / "jiamao"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "jiamao"
    return Path(environment.get("XDG_DATA_HOME", home / ".local" / "share")) / "jiamao"
