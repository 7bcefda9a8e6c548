from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.unit.importers.making import pdf
from tests.unit.importers.making_files import einvoice, ofd, zipped

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import sniff
from jiamao_desktop.importers.sniff import FileType


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (einvoice().encode(), FileType.XML),
        (b"\xef\xbb\xbf  \n<EInvoice/>", FileType.XML),
        ("<EInvoice/>".encode("utf-16"), FileType.XML),
        ("<EInvoice/>".encode("utf-16-le"), FileType.XML),
        ("<EInvoice/>".encode("utf-16-be"), FileType.XML),
        ("<EInvoice/>".encode("utf-32"), FileType.XML),
        (b"<!DOCTYPE html><html>", FileType.HTML),
        (b"<HTML><table>", FileType.HTML),
        (b"\n\n%PDF-1.4", FileType.PDF),
        (b"x" * 1000 + b"%PDF-1.4", FileType.PDF),
        (b"x" * 1100 + b"%PDF-1.4", FileType.TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", FileType.OLE),
        ("发票号码,金额".encode(), FileType.TEXT),
        ("发票号码,金额".encode("gb18030"), FileType.TEXT),
        (b"BM is how this text begins", FileType.TEXT),
        (b"\0\1\2\3", FileType.UNKNOWN),
        (b"MZ\x90\0", FileType.UNKNOWN),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(data: bytes, kind: FileType) -> None:
    assert sniff.file_type(data) is kind


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_are_told_apart(kind: str) -> None:
    found = sniff.file_type(picture(kind))
    assert found is FileType[kind]
    assert (found in sniff.PHOTOS) is (kind != "TIFF")


def test_a_real_pdf_is_a_pdf() -> None:
    assert sniff.file_type(pdf([])) is FileType.PDF


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], FileType.XLSX),
        (["[Content_Types].xml", "word/document.xml"], FileType.DOCX),
        (["OFD.xml", "xl/workbook.xml"], FileType.OFD),
        (["a.xml", "b.pdf"], FileType.ZIP),
        ([], FileType.ZIP),
    ],
)
def test_zips_are_told_apart_by_what_is_inside(names: list[str], kind: FileType) -> None:
    assert sniff.file_type(zipped(dict.fromkeys(names, b""))) is kind


def test_an_ofd_is_an_ofd() -> None:
    assert sniff.file_type(ofd()) is FileType.OFD


def test_a_broken_zip_is_refused_already_here() -> None:
    with pytest.raises(ImportRefused):
        sniff.file_type(ofd()[:-30])


@pytest.mark.parametrize(
    ("stream", "is_book"),
    [("Workbook", True), ("Book", True), ("EncryptedPackage", True), ("WordDocument", False)],
)
def test_old_workbooks_are_told_from_other_old_files(stream: str, is_book: bool) -> None:
    assert sniff.is_workbook(b"\xd0\xcf" + stream.encode("utf-16-le")) is is_book
