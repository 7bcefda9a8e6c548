"""Files that are there whole or not at all, even after the power fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jiamao_desktop.domain.errors import MachineError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turn what the disk says into errors that people can act on.

    Raises:
        MachineError: ``book.disk_full``, ``book.read_only``, ``book.io_error``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise MachineError("book.disk_full") from error
        if error.errno in _FORBIDDEN:
            raise MachineError("book.read_only") from error
        raise MachineError("book.io_error") from error


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
