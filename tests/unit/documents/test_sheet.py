"""Paper: pages follow each other, numbered, and nothing falls off the edge."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from tests.unit.documents.reading import glyphs, page_size, page_texts, squeezed

from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import BOTTOM, LEFT, MM, RIGHT, TOP, Sheet, spread
from jiamao_desktop.documents.text import Style, fit

BODY = Style(face=Face.SONG, size=12)
LONG = "永州样例进出口有限公司，" * 30


def sheet(first_page: int = 1) -> Sheet:
    """Return a sheet of three pages to be."""
    made = Sheet(pages=3, header=("永州样例公司", "样例展会"), first_page=first_page)
    made.new_page()
    return made


def test_pages_are_numbered_from_the_first() -> None:
    paper = sheet()
    assert paper.new_page() == 2
    assert paper.new_page(landscape=True) == 3
    texts = [squeezed(text) for text in page_texts(paper.finish())]
    assert [f"第{number}页共3页" in text for number, text in enumerate(texts, start=1)] == [
        True
    ] * 3


def test_a_document_may_begin_later() -> None:
    paper = sheet(first_page=7)
    assert "第7页" in squeezed(page_texts(paper.finish())[0])


def test_a_page_without_header_still_has_its_number() -> None:
    paper = Sheet(pages=1, header=("永州样例公司", "样例展会"))
    paper.new_page(plain=True)
    (text,) = page_texts(paper.finish())
    assert "永州样例公司" not in text
    assert "第1页" in squeezed(text)


def test_an_unnumbered_sheet_carries_nothing_of_its_own() -> None:
    paper = Sheet(numbered=False)
    paper.new_page()
    assert page_texts(paper.finish())[0].strip() == ""


def test_a_sheet_without_pages_has_one() -> None:
    assert len(page_texts(Sheet(numbered=False).finish())) == 1


def test_lying_and_standing_pages_take_turns() -> None:
    paper = sheet()
    paper.new_page(landscape=True)
    paper.next_page()
    paper.new_page()
    pdf = paper.finish()
    sizes = [page_size(pdf, number) for number in range(4)]
    assert [width > height for width, height in sizes] == [False, True, True, False]


def test_a_page_of_another_size_is_that_size() -> None:
    paper = Sheet(numbered=False)
    paper.new_page_of_size((210 * MM, 140 * MM))
    paper.new_page_of_size((100, 200))
    pdf = paper.finish()
    assert page_size(pdf, 0) == pytest.approx((210 * MM, 140 * MM), abs=0.1)
    assert page_size(pdf, 1) == (100, 200)


def test_the_margins_leave_the_binding_more_room() -> None:
    paper = sheet()
    assert LEFT > RIGHT
    assert paper.width == pytest.approx(A4[0] - LEFT - RIGHT)
    assert paper.body_height == pytest.approx(A4[1] - TOP - BOTTOM)
    assert paper.room == pytest.approx(paper.body_height)


@pytest.mark.parametrize("length", [1, 20, 60, 120])
def test_a_long_name_in_the_header_is_never_cut(length: int) -> None:
    name, title = "甲" * length, "乙" * length
    paper = Sheet(pages=1, header=(name, title))
    paper.new_page()
    pdf = paper.finish()
    text = squeezed(page_texts(pdf)[0])
    assert text.count("甲") == length
    assert text.count("乙") == length
    assert all(glyph.top < A4[1] and glyph.left > 0 for glyph in glyphs(pdf, 0))


def test_a_paragraph_goes_on_over_pages_and_loses_nothing() -> None:
    paper = sheet()
    paper.paragraph(LONG * 12, BODY)
    pdf = paper.finish()
    texts = page_texts(pdf)
    assert len(texts) > 1
    assert sum(squeezed(text).count("，") for text in texts) == 360
    for number in range(len(texts)):
        assert all(glyph.bottom >= 30 for glyph in glyphs(pdf, number))


def test_a_first_line_is_indented() -> None:
    paper = sheet()
    paper.paragraph(LONG, BODY, first=2)
    found = [glyph for glyph in glyphs(paper.finish(), 0) if glyph.char in "永州样例"]
    body = [glyph for glyph in found if glyph.top < A4[1] - TOP]
    top = max(glyph.top for glyph in body)
    first = min(glyph.left for glyph in body if glyph.top > top - 3)
    assert first == pytest.approx(LEFT + 24, abs=2)


@pytest.mark.parametrize("align", ["left", "centre", "right"])
def test_lines_keep_to_their_side(align: str) -> None:
    paper = Sheet(numbered=False)
    paper.new_page()
    paper.paragraph("永州", BODY, align=align)
    left, right = [(glyph.left, glyph.right) for glyph in glyphs(paper.finish(), 0)]
    edges = {
        "left": left[0] - LEFT,
        "right": A4[0] - RIGHT - right[1],
        "centre": (left[0] - LEFT) - (A4[0] - RIGHT - right[1]),
    }
    assert abs(edges[align]) < 3


def test_need_moves_on_only_when_it_must() -> None:
    paper = sheet()
    paper.need(paper.body_height)
    assert paper.page == 1
    paper.y += 10
    paper.need(paper.body_height)
    assert paper.page == 2
    paper.need(paper.body_height * 2)
    assert paper.page == 2


def test_need_begins_the_first_page() -> None:
    paper = Sheet(pages=1)
    paper.need(10)
    assert paper.page == 1


def test_a_heading_does_not_stand_alone_at_the_foot() -> None:
    paper = sheet()
    paper.y = paper.size[1] - BOTTOM - 30
    paper.heading("二、条件", BODY)
    assert paper.page == 2


def test_a_title_takes_two_lines_rather_than_be_cut() -> None:
    paper = Sheet(numbered=False)
    paper.new_page()
    paper.title_block("永州样例" * 15, Style(face=Face.SONG_BOLD, size=22, least=10))
    assert page_texts(paper.finish())[0].count("永") == 15


def test_what_was_put_off_is_printed_in_full() -> None:
    paper = sheet()
    mark = paper.put_off("第 1 项　收款单位", LONG)
    assert "附页第1条" in mark
    assert "附页第2条" in paper.put_off("第 2 项", "乙")
    paper.print_addenda("费用明细表")
    assert paper.page == 2
    assert paper.addenda == []
    text = squeezed(page_texts(paper.finish())[1])
    assert "费用明细表附页" in text
    assert squeezed(LONG) in text
    assert "1.第1项收款单位" in text


def test_without_anything_put_off_there_is_no_addendum() -> None:
    paper = sheet()
    paper.print_addenda("x")
    assert paper.page == 1


def test_fitted_lines_stand_where_they_are_put() -> None:
    paper = Sheet(numbered=False)
    paper.new_page()
    fitted = fit("永州样例进出口", BODY, 40)
    paper.write_fitted(100, 200, 40, fitted)
    found = list(glyphs(paper.finish(), 0))
    assert min(glyph.left for glyph in found) >= 99
    assert max(glyph.right for glyph in found) <= 141
    assert max(glyph.top for glyph in found) <= A4[1] - 200
    assert min(glyph.bottom for glyph in found) >= A4[1] - 200 - fitted.height


def test_the_same_sheet_gives_the_same_bytes() -> None:
    def made() -> bytes:
        paper = sheet()
        paper.paragraph(LONG, BODY)
        paper.box(10, 10, 20, 20, fill=(0.5, 0.5, 0.5))
        return paper.finish()

    assert made() == made()


def test_title_and_author_are_in_the_file() -> None:
    paper = Sheet(title="样例材料", author="永州样例公司", pages=1)
    paper.new_page()
    with pikepdf.open(io.BytesIO(paper.finish())) as pdf:
        assert str(pdf.docinfo["/Title"]) == "样例材料"
        assert str(pdf.docinfo["/Author"]) == "永州样例公司"


def test_a_width_is_divided_by_shares() -> None:
    assert spread(100, (1, 1, 2)) == [25, 25, 50]
