"""A zip from a stranger, opened with gloves on.

Sizes in a zip's directory are claims, not facts: every byte is counted as it comes out.
Names are only ever keys of a dictionary; nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Sequence

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_CHUNK = 1 << 16
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)
"""What zipfile and the decompressors raise on a damaged or exotic archive."""


class Archive:
    """The members of one zip, read within the limits.

    Attributes:
        names: Files inside, in the order of the directory; folders are left out.
    """

    def __init__(self, data: bytes) -> None:
        """Look at the directory, unpack nothing yet.

        Raises:
            ImportRefused: ``zip.broken``, ``zip.too_many_files``, ``zip.too_large``,
                ``zip.bomb`` or ``file.encrypted``.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise ImportRefused("zip.broken") from error
        entries = self._zip.infolist()
        if len(entries) > limits.ZIP_ENTRIES:
            raise ImportRefused("zip.too_many_files", count=len(entries), most=limits.ZIP_ENTRIES)
        for entry in entries:
            _check_claims(entry)
        if sum(entry.file_size for entry in entries) > limits.ZIP_TOTAL_BYTES:
            raise ImportRefused("zip.too_large", most=limits.ZIP_TOTAL_BYTES // limits.MIB)
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self._room = limits.ZIP_TOTAL_BYTES

    @property
    def names(self) -> Sequence[str]:
        """Return the names of the files inside."""
        return tuple(self._entries)

    def title(self, name: str) -> str:
        """Return a file's name for people: Chinese zips often do not say that it is GBK."""
        if self._entries[name].flag_bits & _UTF8_NAME:
            return name
        try:
            return name.encode("cp437").decode("gb18030")
        except UnicodeError:
            return name

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Unpack one file, counting real bytes.

        Raises:
            ImportRefused: ``zip.part_missing``, ``zip.broken``, ``zip.too_large``,
                ``zip.bomb``.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ImportRefused("zip.part_missing", part=name)
        most = min(limits.ZIP_ENTRY_BYTES, self._room)
        content = bytearray()
        try:
            with self._zip.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    content += chunk
                    if len(content) > most:
                        raise ImportRefused("zip.too_large", most=most // limits.MIB)
        except _DAMAGE as error:
            raise ImportRefused("zip.broken") from error
        self._room -= len(content)
        return bytes(content)


def _check_claims(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise ImportRefused("file.encrypted")
    if entry.file_size > limits.ZIP_ENTRY_BYTES:
        raise ImportRefused("zip.too_large", most=limits.ZIP_ENTRY_BYTES // limits.MIB)
    if entry.file_size > limits.ZIP_RATIO_FROM and entry.file_size > limits.ZIP_RATIO * max(
        entry.compress_size, 1
    ):
        raise ImportRefused("zip.bomb", part=entry.filename)
