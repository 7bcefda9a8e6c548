from __future__ import annotations

import hashlib

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.unit.importers.making import (
    NUMBER,
    changed,
    digital,
    item,
    older,
    pdf,
    png,
    qr_drawn,
    qr_image,
)
from tests.unit.importers.making_files import edrm, einvoice, ofd, zipped

from jiamao_desktop.domain.draft import DraftKind, FileReading, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import limits, reading
from jiamao_desktop.importers.reading import read_bytes

GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
CODE = f"01,31,,{NUMBER},7910.00,20250809,,A1B2,"
OTHER = "25442000000000000097"
BKER = (
    '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:bker="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/bker">'
    "<bker:NumberOfBankElectronicReceipt>20250203000123456789</bker:NumberOfBankElectronicReceipt>"
    "<bker:DateOfBookkeeping>2025-02-03</bker:DateOfBookkeeping><bker:AccountNameOfPayer>样例甲</bker:AccountNameOfPayer>"
    "<bker:AccountNameOfPayee>样例乙</bker:AccountNameOfPayee>"
    "<bker:TransactionAmountInFigures>10170.00</bker:TransactionAmountInFigures></xbrl>"
)


def problem(read: FileReading) -> str:
    assert read.problem is not None
    return read.problem.code


def test_a_reading_carries_name_digest_kind_and_content() -> None:
    data = einvoice().encode()
    read = read_bytes("发票.xml", data)
    assert read.name == "发票.xml"
    assert read.sha256 == hashlib.sha256(data).hexdigest()
    assert read.mime == "application/xml"
    assert read.content == data
    assert read.problem is None
    assert not read.refused


@pytest.mark.parametrize("name", ["发票.pdf", "x", "", "../../a.xlsx"])
def test_the_name_does_not_matter(name: str) -> None:
    assert len(read_bytes(name, einvoice().encode()).drafts) == 1


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        ("只是几句话".encode(), "text/plain"),
        (b"<note>hello</note>", "application/xml"),
        (b"<html><body>x</body></html>", "text/html"),
        (pdf([(50.0, 50.0, "参展合同")]), "application/pdf"),
        (ofd([(50.0, 50.0, "参展合同")]), "application/ofd"),
        (png(qr_image("https://example.invalid/")), "image/png"),
        (
            zipped({"word/document.xml": "<w/>"}),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"\0\1\2 something", "application/octet-stream"),
        (b"II*\0 a scan in layers", "image/tiff"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old letter", "application/x-ole-storage"),
    ],
)
def test_harmless_files_are_kept_as_documents(data: bytes, mime: str) -> None:
    read = read_bytes("附件", data)
    assert problem(read) == "file.not_recognised"
    assert read.mime == mime
    assert not read.refused
    assert read.content == data
    assert read.drafts == ()


def test_a_damaged_old_workbook_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    read = read_bytes("旧表.xls", data)
    assert problem(read) == "sheet.broken"
    assert read.refused


def test_an_encrypted_workbook_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    read = read_bytes("表.xlsx", data)
    assert problem(read) == "sheet.encrypted"
    assert read.refused


def test_an_empty_file_is_refused() -> None:
    assert problem(read_bytes("x", b"")) == "file.empty"


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    read = read_bytes("x", b"x" * 11)
    assert problem(read) == "file.too_large"
    assert read.content == b""


def test_a_code_on_a_pdf_that_agrees_is_silent() -> None:
    (draft,) = read_bytes("x", pdf(digital(*GOODS), draw=qr_drawn(CODE))).drafts
    assert draft.warnings == ()


def test_a_code_on_a_pdf_that_differs_is_told() -> None:
    forged = CODE.replace("7910.00", "791.00")
    (draft,) = read_bytes("x", pdf(digital(*GOODS), draw=qr_drawn(forged))).drafts
    assert {warning.code for warning in draft.warnings} == {
        "fapiao.qr_differs",
        "fapiao.sources_differ",
    }


def test_a_scan_is_known_by_its_code_only() -> None:
    (draft,) = read_bytes("x", pdf([], draw=qr_drawn(CODE))).drafts
    assert draft.fields["number"].value == NUMBER
    assert draft.fields["gross"].origin is Origin.QR
    assert {warning.code for warning in draft.warnings} == {"fapiao.only_qr", "fapiao.incomplete"}


def test_a_long_scan_is_looked_at_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter([CODE, CODE.replace(NUMBER, OTHER)])

    def draw_next(canvas: Canvas) -> None:
        qr_drawn(next(codes))(canvas)

    data = pdf([], [], draw=draw_next)
    assert len(read_bytes("x", data).drafts) == 2
    monkeypatch.setattr(limits, "SCANNED_PAGES", 1)
    assert len(read_bytes("x", data).drafts) == 1


def test_a_scan_of_what_is_printed_already_is_no_second_draft() -> None:
    data = pdf(digital(*GOODS), [], draw=qr_drawn(CODE))
    (draft,) = read_bytes("x", data).drafts
    assert draft.fields["number"].origin is Origin.LAYOUT


def test_a_photo_is_known_by_its_code_only() -> None:
    (draft,) = read_bytes("照片.jpg", png(qr_image(CODE))).drafts
    assert draft.kind is DraftKind.FAPIAO
    assert draft.fields["number"].value == NUMBER


def test_several_invoices_in_one_pdf_are_several_drafts() -> None:
    data = pdf(digital(*GOODS), digital(*GOODS, number=OTHER), older())
    numbers = [draft.fields["number"].value for draft in read_bytes("x", data).drafts]
    assert numbers == [NUMBER, OTHER, "54041450"]


def attached(xml: str, *pages: list[tuple[float, float, str]]) -> bytes:
    def attach(document: object) -> None:
        document.attachments["a.xml"] = xml.encode()  # type: ignore[attr-defined]  # a pikepdf document

    return changed(pdf(*pages), attach)


def test_xml_inside_a_pdf_is_trusted_more_than_its_face() -> None:
    (draft,) = read_bytes("x", attached(einvoice(), digital(*GOODS))).drafts
    assert draft.fields["gross"].origin is Origin.ATTACHMENT
    assert draft.fields["kind"].value == "digital_special"
    assert len(draft.lines) == 1


def test_xml_inside_a_pdf_about_another_invoice_is_a_draft_of_its_own() -> None:
    data = attached(einvoice(number=OTHER), digital(*GOODS))
    numbers = [draft.fields["number"].value for draft in read_bytes("x", data).drafts]
    assert numbers == [NUMBER, OTHER]


def test_xml_inside_a_pdf_without_a_face_is_enough() -> None:
    (draft,) = read_bytes("x", attached(einvoice(), [])).drafts
    assert draft.fields["gross"].value == Money(791000)


@pytest.mark.parametrize("data", [BKER.encode(), attached(BKER, []), ofd(attached=BKER)])
def test_bank_slips_are_found_wherever_they_are_attached(data: bytes) -> None:
    (draft,) = read_bytes("回单", data).drafts
    assert draft.kind is DraftKind.PAYMENT
    assert draft.fields["amount"].value == Money(1017000)


def test_hostile_xml_inside_a_pdf_refuses_the_pdf() -> None:
    read = read_bytes("x", attached("<!DOCTYPE x><x/>", digital(*GOODS)))
    assert problem(read) == "xml.entities"
    assert read.refused


def test_nonsense_that_trips_a_reader_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object) -> None:
        raise OverflowError

    monkeypatch.setattr(reading, "_XML_READERS", (trip,))
    read = read_bytes("x", edrm().encode())
    assert problem(read) == "file.broken"
    assert read.refused


def test_a_bug_in_a_reader_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise TypeError

    monkeypatch.setattr(reading, "_XML_READERS", (stumble,))
    with pytest.raises(TypeError):
        read_bytes("x", edrm().encode())
