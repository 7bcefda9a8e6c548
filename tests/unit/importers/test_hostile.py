"""Files made to hurt: each is refused with its reason, quickly, and nothing is kept of it."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Callable

import pytest
from tests.unit.importers.making import digital, pdf
from tests.unit.importers.making_files import edrm, einvoice, ofd, ofd_parts, zipped

from jiamao_desktop.importers import limits
from jiamao_desktop.importers.reading import read_bytes

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]><EInvoice>&j;</EInvoice>"
)
XXE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]><EInvoice>&out;</EInvoice>'


def forged(data: bytes, signature: bytes, offset: int, value: int, width: str) -> bytes:
    changed = bytearray(data)
    struct.pack_into(width, changed, changed.find(signature) + offset, value)
    return bytes(changed)


def bomb() -> bytes:
    return zipped({"OFD.xml": bytes(30 * limits.MIB)})


def lying_bomb() -> bytes:
    return forged(forged(bomb(), b"PK\x01\x02", 24, 99, "<I"), b"PK\x03\x04", 22, 99, "<I")


def png_bomb() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "billion laughs": (LAUGHS.encode, "xml.entities"),
    "outside entity": (XXE.encode, "xml.entities"),
    "outside entity in UTF-16": (lambda: XXE.encode("utf-16"), "xml.entities"),
    "outside entity in UTF-16 without a mark": (lambda: XXE.encode("utf-16-le"), "xml.entities"),
    "nesting": (lambda: b"<a>" * 100_000 + b"</a>" * 100_000, "xml.too_deep"),
    "unfinished nesting": (lambda: b"<a>" * 50_000, "xml.too_deep"),
    "laughs in an OFD": (lambda: ofd(attached=LAUGHS), "xml.entities"),
    "laughs as OFD.xml": (lambda: zipped(ofd_parts() | {"OFD.xml": LAUGHS}), "xml.entities"),
    "bomb": (bomb, "zip.bomb"),
    "bomb in an OFD": (lambda: ofd(extra={"x.png": bytes(30 * limits.MIB)}), "zip.bomb"),
    "bomb that lies about its size": (lying_bomb, "zip.broken"),
    "encrypted zip": (
        lambda: forged(zipped({"a": b"x"}), b"PK\x01\x02", 8, 1, "<H"),
        "file.encrypted",
    ),
    "truncated OFD": (lambda: ofd(digital())[:-200], "zip.broken"),
    "OFD without a document": (lambda: zipped({"OFD.xml": "<OFD/>"}), "ofd.broken"),
    "encrypted PDF": (lambda: pdf(digital(), encrypt="x"), "file.encrypted"),
    "truncated PDF": (lambda: pdf(digital())[:600], "pdf.broken"),
    "PDF head only": (lambda: b"%PDF-1.7\n" + b"\0" * 500, "pdf.broken"),
    "picture of 3.6 thousand million pixels": (png_bomb, "image.too_large"),
    "truncated picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image.broken"),
    "empty": (lambda: b"", "file.empty"),
    "truncated XML": (lambda: einvoice().encode()[:900], "xml.broken"),
    "unknown encoding": (lambda: b"<?xml version='1.0' encoding='x-none'?><a/>", "xml.broken"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_with_their_reason(what: str) -> None:
    make, code = HOSTILE[what]
    data = make()
    started = time.process_time()
    read = read_bytes("文件", data)
    assert time.process_time() - started < 3
    assert read.refused
    assert read.problem is not None
    assert read.problem.code == code
    assert read.drafts == ()
    assert read.content == b""
    assert len(read.sha256) == 64


def test_a_pdf_of_many_pages_is_kept_and_not_read() -> None:
    contract = pdf(*([] for _ in range(limits.PDF_PAGES + 1)))
    read = read_bytes("x", contract)
    assert read.problem is not None
    assert read.problem.code == "pdf.too_many_pages"
    assert (read.refused, read.content, read.drafts) == (False, contract, ())


def test_a_pdf_full_of_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_CHARS", 2_000)
    dense = [(10.0, 10.0 + 9 * y, "税" * 60) for y in range(40)]
    read = read_bytes("x", pdf(dense))
    assert read.problem is not None
    assert read.problem.code == "pdf.too_much_text"


def test_a_file_outside_is_never_read() -> None:
    for encoding in ("utf-8", "utf-16", "utf-32"):
        assert read_bytes("x", XXE.encode(encoding)).refused


def test_amounts_beyond_reason_are_unknown_and_not_an_error() -> None:
    (draft,) = read_bytes("x", einvoice(gross="9" * 40).encode()).drafts
    assert "gross" in draft.fields
    assert str(draft.fields["gross"].value) == "7,910.00"


def test_text_of_control_characters_stays_text() -> None:
    hostile = edrm().replace("<fp:Note>样例</fp:Note>", "<fp:Note>=cmd|'/c calc'!A0</fp:Note>")
    (draft,) = read_bytes("x", hostile.encode()).drafts
    assert draft.fields["remark"].value == "=cmd|'/c calc'!A0"
