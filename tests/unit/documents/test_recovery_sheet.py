"""The recovery sheet: paper alone opens the book."""

from __future__ import annotations

import datetime as dt
import json

import pypdfium2
import pytest
import zxingcpp
from tests.unit.documents.reading import (
    all_text,
    glyphs,
    own_fonts,
    page_size,
    page_texts,
    squeezed,
)

from jiamao_desktop.documents.recovery_sheet import recovery_sheet

BOOK = "0f8fad5b-d9cb-469f-a165-70867728950e"
CODE = "85P2-YVD3-4MEC-2DP6-XKG1-F64Y-HDHV"
DAY = dt.date(2026, 11, 20)
SLOT = json.dumps(
    {
        "id": "09a69d37",
        "type": "recovery",
        "created": "2026-11-20T08:00:00Z",
        "kdf": {"alg": "hkdf-sha256", "salt": "c2FtcGxlIHNhbHQgb25seSBmb3IgdGVzdHM="},
        "nonce": "bm9uY2Ugb2Ygc2FtcGxlIG9ubHkhISEh",
        "ct": "Y2lwaGVydGV4dCBvZiBhIHNhbXBsZSBrZXksIG5vdCBhIHJlYWwgb25lIGF0IGFsbCwgbm8u",
    },
    separators=(",", ":"),
)


def sheet(slot: str = SLOT) -> bytes:
    """Return a recovery sheet."""
    return recovery_sheet(BOOK, CODE, slot, DAY)


def test_it_is_one_page_with_everything_on_it() -> None:
    pdf = sheet()
    assert len(page_texts(pdf)) == 1
    text = all_text(pdf)
    for part in ("账套恢复单", BOOK, "2026年11月20日", "怎么用", "怎么保管", "恢复密钥"):
        assert part in text


def test_every_group_of_the_code_is_printed_in_order_and_large() -> None:
    pdf = sheet()
    text = page_texts(pdf)[0]
    places = [text.index(group) for group in CODE.split("-")]
    assert places == sorted(places)
    tall = [glyph for glyph in glyphs(pdf, 0) if glyph.top - glyph.bottom > 14]
    assert "".join(glyph.char for glyph in tall if glyph.char.isascii()) == CODE.replace("-", "")


def test_the_recovery_slot_is_printed_word_for_word() -> None:
    assert squeezed(SLOT) in all_text(sheet())


@pytest.mark.parametrize("slot", [SLOT, "short", "x" * 900])
def test_the_qr_code_holds_the_recovery_slot(slot: str) -> None:
    document = pypdfium2.PdfDocument(sheet(slot))
    try:
        picture = document[0].render(scale=4).to_pil()
    finally:
        document.close()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == slot


def test_it_says_how_to_use_and_how_to_keep_it() -> None:
    text = all_text(sheet())
    assert "book.keys.json" in text
    assert "像保管公章一样保管" in text
    assert "重新打印一张恢复单" in text


def test_its_fonts_are_embedded_and_nothing_leaves_the_page() -> None:
    pdf = sheet()
    assert all(own_fonts(pdf).values())
    width, height = page_size(pdf, 0)
    for glyph in glyphs(pdf, 0):
        assert 0 < glyph.left < glyph.right < width
        assert 0 < glyph.bottom < glyph.top < height


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert sheet() == sheet()
