"""The fingerprints of this computer: one file beside all books, its key in the keychain.

There is no file until somebody wants one. It holds nothing but keyed fingerprints; without the
keychain of this computer it says nothing at all.
"""

from __future__ import annotations

import secrets as chance
from collections.abc import Iterable
from pathlib import Path

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.domain.fingerprint import SIZE, Mark
from jiamao_desktop.storage import secrets
from jiamao_desktop.storage.disk import disk_faults, sync_folder, write_through

FILE = "fingerprints.bin"
_KEY = "fingerprints"
"""The name under which the keychain has the key; no book has such an id."""
_HEAD = b"jiamao fingerprints 1\n"


def wanted(folder: Path) -> bool:
    """Tell whether this computer keeps fingerprints."""
    return (folder / FILE).exists()


def start(folder: Path) -> None:
    """Make a key and an empty file; what is there already stays.

    Raises:
        MachineError: ``keychain.*``, ``book.disk_full``, ``book.read_only``.
    """
    if wanted(folder):
        return
    secrets.save(_KEY, chance.token_bytes(SIZE))
    write(folder, ())


def key() -> bytes:
    """Return the key of this computer.

    Raises:
        MachineError: ``keychain.*``.
    """
    return secrets.load(_KEY)


def read(folder: Path) -> frozenset[Mark]:
    """Return every mark; nothing where none are kept.

    Raises:
        MachineError: ``fingerprints.damaged``.
    """
    if not wanted(folder):
        return frozenset()
    with disk_faults():
        content = (folder / FILE).read_bytes()
    body = content.removeprefix(_HEAD)
    if body == content or len(body) % (2 * SIZE):
        raise MachineError("fingerprints.damaged")
    return frozenset(
        Mark(body[at : at + SIZE], body[at + SIZE : at + 2 * SIZE])
        for at in range(0, len(body), 2 * SIZE)
    )


def write(folder: Path, marks: Iterable[Mark]) -> None:
    """Replace every mark: the file is there whole or as it was.

    Raises:
        MachineError: ``book.disk_full``, ``book.read_only``, ``book.io_error``.
    """
    path = folder / FILE
    new = path.with_suffix(".new")
    with disk_faults():
        folder.mkdir(parents=True, exist_ok=True)
        write_through(new, _HEAD + b"".join(mark.line + mark.book for mark in sorted(marks)))
        new.replace(path)
        sync_folder(folder)


def erase(folder: Path) -> None:
    """Forget every mark, and the key with them.

    Raises:
        MachineError: ``keychain.*``, ``book.read_only``.
    """
    with disk_faults():
        (folder / FILE).unlink(missing_ok=True)
    secrets.forget(_KEY)
