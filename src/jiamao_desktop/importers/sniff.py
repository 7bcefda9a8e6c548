"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from jiamao_desktop.importers.archive import Archive

_PDF_WITHIN = 1024


class FileType(StrEnum):
    """The containers that readers know, as media types."""

    XML = "application/xml"
    PDF = "application/pdf"
    OFD = "application/ofd"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ZIP = "application/zip"
    OLE = "application/x-ole-storage"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    BMP = "image/bmp"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    HTML = "text/html"
    TEXT = "text/plain"
    UNKNOWN = "application/octet-stream"


_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"GIF8", FileType.GIF),
    (b"II*\0", FileType.TIFF),
    (b"MM\0*", FileType.TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileType.OLE),
)
_WORKBOOK_STREAMS = tuple(
    name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage")
)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE = re.compile(
    rb"\s*<(?:html|head|meta|body|table|div|style)\b|.*<(?:html\b|!doctype html)", re.DOTALL
)
"""A page, also one without a head, as systems write that call their tables .xls."""
_MARKUP_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)

PHOTOS = frozenset({FileType.PNG, FileType.JPEG, FileType.GIF, FileType.BMP, FileType.WEBP})
"""Pictures that are looked into for a QR code. TIFF is only kept: its decoders know dozens of
rare compressions, and no phone or tax bureau writes it."""


def file_type(data: bytes) -> FileType:
    """Tell what a file is.

    Raises:
        ImportRefused: It is a zip, but a broken, encrypted or hostile one.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileType.PDF
    if data.startswith(b"PK"):
        return _zip_type(Archive(data))
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return FileType.BMP
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return FileType.WEBP
    return _text_type(data)


def is_workbook(data: bytes) -> bool:
    """Tell whether an OLE file is an old workbook or an encrypted new one."""
    return any(name in data for name in _WORKBOOK_STREAMS)


def is_encrypted(data: bytes) -> bool:
    """Tell whether an OLE file is a workbook behind a password."""
    return _ENCRYPTED_STREAM in data


def _zip_type(archive: Archive) -> FileType:
    if "OFD.xml" in archive:
        return FileType.OFD
    if any(name.startswith("xl/") for name in archive.names):
        return FileType.XLSX
    if any(name.startswith("word/") for name in archive.names):
        return FileType.DOCX
    return FileType.ZIP


def _text_type(data: bytes) -> FileType:
    head = data[:_PDF_WITHIN]
    if head.startswith(_MARKUP_MARKS) or b"\0<" in head[:8] or b"<\0" in head[:8]:
        head = head.replace(b"\0", b"")
        markup = b"<" in head[:8]
    else:
        markup = head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")
    if markup:
        page = _PAGE.match(head.removeprefix(codecs.BOM_UTF8).lower())
        return FileType.HTML if page else FileType.XML
    if b"\0" in head and not head.startswith(_UTF16_MARKS):
        return FileType.UNKNOWN
    return FileType.TEXT
