"""Files that are there whole or not at all, even after the power fails."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; without it a renamed file may be gone after a cut."""
    if os.name == "nt":
        return  # Windows has no handle on a folder to flush; NTFS journals names itself.
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def write_through(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk. The name is not yet durable."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
