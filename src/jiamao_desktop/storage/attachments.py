"""Received files, encrypted one by one beside the database.

A file's name is a keyed hash of its content: the same file is stored once, and nobody who
merely has the folder can tell whether a known document is in it. A stored file is never
changed. It is complete under its name before any row may point to it.

Format: ``JZF1``, one byte of version, the header of libsodium's secretstream, then segments
of 256 KiB, the last one tagged final; each bound to the book and to the file's name.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import nacl.exceptions
from nacl import bindings

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage.disk import disk_faults, sync_folder, write_through
from jiamao_desktop.storage.keys import BookKeys

_MAGIC = b"JZF1\x01"
_SEGMENT = 256 * 1024
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class AttachmentStore:
    """The folder ``files`` of a book."""

    def __init__(self, folder: Path, keys: BookKeys) -> None:
        """Use the folder; it must exist."""
        self._folder = folder
        self._keys = keys

    def store(self, content: bytes) -> str:
        """Encrypt one file and return its name, 64 hex digits.

        Raises:
            MachineError: ``book.disk_full``, ``book.read_only``, ``book.io_error``; nothing is
                stored then.
        """
        [name] = self.store_all([content])
        return name

    def store_all(self, contents: Iterable[bytes]) -> list[str]:
        """Encrypt many files, each durable before this returns; folders are flushed once.

        Raises:
            MachineError: As ``store``; what was already written is found again by its name.
        """
        names: list[str] = []
        touched: set[Path] = set()
        with disk_faults():
            for content in contents:
                name = self._name(content)
                path = self.path(name)
                names.append(name)
                if path.exists() and path.stat().st_size == _encrypted_size(len(content)):
                    continue
                if not path.parent.exists():
                    path.parent.mkdir()
                    touched.add(self._folder)
                new = self._folder / f"{secrets.token_hex(8)}.tmp"
                write_through(new, b"".join(self._encrypted(name, content)))
                new.replace(path)
                touched.add(path.parent)
            for folder in touched:
                sync_folder(folder)
        return names

    def read(self, name: str) -> bytes:
        """Return a file's content, decrypted in memory only.

        Raises:
            MachineError: ``attachment.missing``; ``attachment.damaged`` -- cut off, altered,
                or another file under this name.
        """
        if not self.has(name):
            raise MachineError("attachment.missing", name=name)
        with disk_faults():
            encrypted = self.path(name).read_bytes()
        try:
            return b"".join(self._decrypted(name, encrypted))
        except (nacl.exceptions.CryptoError, ValueError) as error:
            raise MachineError("attachment.damaged", name=name) from error

    def mend(self, content: bytes) -> bool:
        """Store a file again if what is stored of it is missing or damaged; tell whether it was.

        Raises:
            MachineError: As ``store``.
        """
        name = self._name(content)
        try:
            self.read(name)
        except MachineError:
            with disk_faults():
                self.path(name).unlink(missing_ok=True)
            self.store(content)
            return True
        return False

    def has(self, name: str) -> bool:
        """Tell whether a file of this name is stored."""
        return self.path(name).is_file()

    def path(self, name: str) -> Path:
        """Return where the encrypted file of a name lies."""
        return self._folder / name[:2] / f"{name}.enc"

    def sweep(self) -> int:
        """Remove what an interrupted writing left behind; return how many."""
        left = list(self._folder.glob("*.tmp"))
        for path in left:
            path.unlink()
        return len(left)

    def _name(self, content: bytes) -> str:
        return hmac.digest(self._keys.filenames, content, "sha256").hex()

    def _bound_to(self, name: str) -> bytes:
        return f"{self._keys.book}|{name}".encode()

    def _encrypted(self, name: str, content: bytes) -> Iterator[bytes]:
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, self._keys.files)
        yield _MAGIC + header
        for start in range(0, max(len(content), 1), _SEGMENT):
            last = start + _SEGMENT >= len(content)
            yield bindings.crypto_secretstream_xchacha20poly1305_push(
                state,
                content[start : start + _SEGMENT],
                self._bound_to(name),
                _FINAL if last else _MESSAGE,
            )

    def _decrypted(self, name: str, encrypted: bytes) -> Iterator[bytes]:
        start = len(_MAGIC) + _HEADER
        if not encrypted.startswith(_MAGIC) or len(encrypted) < start + _OVERHEAD:
            raise ValueError(name)
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(
            state, encrypted[len(_MAGIC) : start], self._keys.files
        )
        tag = _MESSAGE
        for at in range(start, len(encrypted), _SEGMENT + _OVERHEAD):
            segment, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                state, encrypted[at : at + _SEGMENT + _OVERHEAD], self._bound_to(name)
            )
            yield segment
        if tag != _FINAL:
            raise ValueError(name)


def _encrypted_size(size: int) -> int:
    segments = max(-(-size // _SEGMENT), 1)
    return len(_MAGIC) + _HEADER + size + segments * _OVERHEAD
