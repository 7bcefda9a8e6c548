"""A zip from a stranger, opened with gloves on.

Sizes in a zip's directory are claims, not facts: every byte is counted as it comes out.
Names are only ever keys of a dictionary; nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_CHUNK = 1 << 18
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
        sheets = any(entry.filename.startswith("xl/worksheets/") for entry in entries)
        self._most = limits.SHEET_PART_BYTES if sheets else limits.ZIP_ENTRY_BYTES
        total = limits.SHEET_TOTAL_BYTES if sheets else limits.ZIP_TOTAL_BYTES
        for entry in entries:
            _check_claims(entry, self._most)
        if sum(entry.file_size for entry in entries) > total:
            raise ImportRefused("zip.too_large", most=total // limits.MIB)
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self._room = total

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

    def claimed_size(self, name: str) -> int:
        """Return how long the directory says a file is."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """Unpack one file, counting real bytes.

        Raises:
            ImportRefused: As :meth:`chunks`.
        """
        content = bytearray()
        for chunk in self.chunks(name):
            content += chunk
        return bytes(content)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one file piece by piece, counting real bytes.

        Raises:
            ImportRefused: ``zip.part_missing``, ``zip.broken``, ``zip.too_large``,
                ``zip.bomb``.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ImportRefused("zip.part_missing", part=name)
        most = min(self._most, self._room)
        count = 0
        try:
            with self._zip.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    count += len(chunk)
                    if count > most:
                        raise ImportRefused("zip.too_large", most=most // limits.MIB)
                    yield chunk
        except _DAMAGE as error:
            raise ImportRefused("zip.broken") from error
        self._room -= count


def _check_claims(entry: zipfile.ZipInfo, most: int) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise ImportRefused("file.encrypted")
    if entry.file_size > most:
        raise ImportRefused("zip.too_large", most=most // limits.MIB)
    if entry.file_size > limits.ZIP_RATIO_FROM and entry.file_size > limits.ZIP_RATIO * max(
        entry.compress_size, 1
    ):
        raise ImportRefused("zip.bomb", part=entry.filename)
