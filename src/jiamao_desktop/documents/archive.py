"""Looking into ZIP containers (OFD, xlsx) and XML from strangers, with limits.

The importer has refused hostile files already; a packet does not rely on that.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from jiamao_desktop.domain.errors import UserError

_MOST_ENTRIES = 2000
_MOST_BYTES = 40_000_000
_MOST_BYTES_IN_ALL = 160_000_000
_MOST_RATIO = 250
_SMALL = 1_000_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)
"""What zipfile and the decompressors raise on entries that are not what the directory says."""
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archive:
    """The entries of a container, by name without a leading slash."""

    zip: zipfile.ZipFile
    names: frozenset[str]

    def read(self, name: str) -> bytes:
        """Return one entry, stopping hard where its header lied about the size.

        Raises:
            UserError: ``evidence.incomplete`` -- no such entry, or it is damaged;
                ``evidence.too_large``.
        """
        if name not in self.names:
            raise UserError("evidence.incomplete", entry=name)
        try:
            with self.zip.open(name) as entry:
                content = entry.read(_MOST_BYTES + 1)
        except _DAMAGE as error:
            raise UserError("evidence.incomplete", entry=name) from error
        if len(content) > _MOST_BYTES:
            raise UserError("evidence.too_large")
        return content


def open_archive(content: bytes) -> Archive:
    """Open a ZIP container.

    Raises:
        UserError: ``evidence.broken``, ``evidence.encrypted``, ``evidence.too_large``.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UserError("evidence.broken") from error
    entries = opened.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UserError("evidence.encrypted")
    sizes = [entry.file_size for entry in entries]
    bomb = any(
        entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO) for entry in entries
    )
    if len(entries) > _MOST_ENTRIES or bomb or sum(sizes) > _MOST_BYTES_IN_ALL:
        raise UserError("evidence.too_large")
    return Archive(opened, frozenset(entry.filename for entry in entries))


def parse_xml(content: bytes) -> etree._Element:
    """Parse XML that may declare nothing and fetch nothing.

    Raises:
        UserError: ``evidence.broken`` -- not well-formed, or with a document type.
    """
    plain = content.replace(b"\0", b"")
    if _FORBIDDEN.search(plain):
        raise UserError("evidence.broken")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UserError("evidence.broken") from error


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; blank for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
