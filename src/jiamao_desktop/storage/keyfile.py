"""The key file on disk, ``book.keys.json``, and the copy beside it.

Whatever moment the power fails, one of the two is whole. The copy is used only when the file
itself is missing or altered: an older passphrase does not open a book through it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.domain.errors import JiamaoError, MachineError, UserError
from jiamao_desktop.storage import envelope as envelopes
from jiamao_desktop.storage import keys
from jiamao_desktop.storage.disk import disk_faults, sync_folder, write_through
from jiamao_desktop.storage.envelope import Envelope, SlotType
from jiamao_desktop.storage.keys import BookKeys

NAME = "book.keys.json"
BACKUP = "book.keys.json.bak"
SET_ASIDE = "book.keys.json.altered"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key file with the key that was in it.

    Attributes:
        from_copy: The file itself was missing or altered; the copy beside it was used.
    """

    envelope: Envelope
    data_key: bytes
    keys: BookKeys
    from_copy: bool

    def __repr__(self) -> str:
        """Keep the key out of logs and tracebacks."""
        return f"Unlocked({self.envelope.book})"


def read(folder: Path) -> Envelope:
    """Return the first readable copy of the key file; nothing in it is proven yet.

    Raises:
        UserError: ``keyfile.missing``, ``keyfile.altered``, ``keyfile.newer``.
    """
    for envelope, _ in _copies(folder):
        return envelope
    raise _unreadable(folder)


def unlock(folder: Path, kind: SlotType, secret: bytes, *, wrong: JiamaoError) -> Unlocked:
    """Take the data key out of the slot of a type.

    Args:
        folder: Of the book.
        kind: Of the slot.
        secret: What the person or the keychain gave.
        wrong: Raised when the key file is sound and the secret is not the right one.

    Raises:
        UserError: ``keyfile.missing``, ``keyfile.altered``, ``keyfile.newer``,
            ``keyfile.no_slot`` -- this way in was never set up.
        MachineError: ``passphrase.not_enough_memory``.
    """
    for envelope, from_copy in _copies(folder):
        try:
            opened = _opened(envelope, kind, secret)
        except UserError as error:
            if error.code == "keyfile.altered":
                continue
            raise
        if opened is not None:
            return Unlocked(envelope, *opened, from_copy)
        if not from_copy:
            raise wrong
    raise _unreadable(folder)


def write(folder: Path, envelope: Envelope) -> None:
    """Replace the key file; what it said before becomes the copy.

    Raises:
        MachineError: ``book.disk_full``, ``book.read_only``, ``book.io_error``; the file
            there was still opens the book then.
    """
    path, content = folder / NAME, envelopes.to_json(envelope)
    with disk_faults():
        _replace(folder / BACKUP, path.read_bytes() if path.exists() else content)
        _replace(path, content)
        sync_folder(folder)


def mend(folder: Path, envelope: Envelope) -> None:
    """Put the copy in place of a missing or altered key file, which is set aside."""
    path = folder / NAME
    with disk_faults():
        if path.exists():
            path.replace(folder / SET_ASIDE)
        _replace(path, envelopes.to_json(envelope))
        sync_folder(folder)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.tmp")
    write_through(new, content)
    new.replace(path)


def _copies(folder: Path) -> Iterator[tuple[Envelope, bool]]:
    """Yield the readable copies, each with whether it is the one beside."""
    for name in (NAME, BACKUP):
        try:
            yield envelopes.from_json((folder / name).read_bytes()), name == BACKUP
        except FileNotFoundError:
            continue
        except UserError as error:
            if error.code == "keyfile.newer":
                raise
        except OSError as error:
            raise MachineError("keyfile.unreadable", reason=type(error).__name__) from error


def _unreadable(folder: Path) -> UserError:
    there = any((folder / name).exists() for name in (NAME, BACKUP))
    return UserError("keyfile.altered" if there else "keyfile.missing", folder=folder.name)


def _opened(envelope: Envelope, kind: SlotType, secret: bytes) -> tuple[bytes, BookKeys] | None:
    """Return the data key and what is derived from it, or ``None`` for a wrong secret."""
    slot = envelope.slot(kind)
    if slot is None:
        raise UserError("keyfile.no_slot", slot=str(kind))
    data_key = envelopes.unwrap(slot, envelope.book, secret)
    if data_key is None:
        return None
    book_keys = keys.derive(data_key, envelope.book)
    if not envelopes.opens(envelope, book_keys) or not envelopes.is_authentic(envelope, book_keys):
        raise UserError("keyfile.altered", folder="")
    return data_key, book_keys
