"""Tables: every word is printed, inside its box, under its head, on every page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.documents.reading import all_text, glyphs, page_texts, squeezed

from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import LEFT, Sheet
from jiamao_desktop.documents.table import Cell, Row, Table
from jiamao_desktop.documents.text import Style

STYLE = Style(face=Face.HEI, size=9)


def table(widths: Sequence[float] = (60, 200, 100)) -> Table:
    """Return a table of three columns with a head."""
    return Table(
        widths=widths,
        aligns=["centre", "left", "right"][: len(widths)],
        style=STYLE,
        head=[[Cell(text=text) for text in ("序号", "名称", "金额")][: len(widths)]],
    )


def row(*texts: str, max_lines: int = 0) -> Row:
    """Return a row of plain cells."""
    return [Cell(text=text, max_lines=max_lines, label=f"格{n}") for n, text in enumerate(texts, 1)]


def drawn(rows: Sequence[Row], made: Table | None = None) -> Sheet:
    """Return a sheet with a table on it."""
    sheet = Sheet(numbered=False)
    sheet.new_page()
    (made or table()).draw(sheet, rows)
    return sheet


def test_every_cell_is_printed_under_the_head() -> None:
    text = page_texts(drawn([row("1", "样例", "10.00"), row("2", "其他", "20.00")]).finish())[0]
    assert text.split() == ["序号", "名称", "金额", "1", "样例", "10.00", "2", "其他", "20.00"]


def test_the_head_is_repeated_on_every_page() -> None:
    texts = page_texts(drawn([row(str(n), "样例", "1.00") for n in range(120)]).finish())
    assert len(texts) > 2
    assert all("序号" in text and "金额" in text for text in texts)


def test_no_row_is_lost_between_pages() -> None:
    pdf = drawn([row(f"R{n:03d}", "样例" * (n % 40), "1.00") for n in range(90)]).finish()
    text = all_text(pdf)
    assert all(text.count(f"R{n:03d}") == 1 for n in range(90))


def test_the_sum_of_each_page_adds_its_own_rows() -> None:
    made: list[list[int]] = []

    def page_sum(numbers: Sequence[int]) -> Row:
        made.append(list(numbers))
        return row("小计", "", str(len(numbers)))

    sheet = Sheet(numbered=False)
    sheet.new_page()
    table().draw(sheet, [row(str(n), "样例", "1.00") for n in range(100)], page_sum)
    texts = page_texts(sheet.finish())
    assert all(text.count("小计") == 1 for text in texts)
    printed = [numbers for numbers in made if numbers != [0]]
    assert [n for numbers in printed for n in numbers] == list(range(100))


def test_a_sum_stands_on_the_page_of_its_rows() -> None:
    sheet = Sheet(numbered=False)
    sheet.new_page()
    table().draw(
        sheet,
        [row(f"R{n}", "样例", "1") for n in range(100)],
        lambda numbers: row("小计", f"R{numbers[0]}至R{numbers[-1]}", ""),
    )
    for text in page_texts(sheet.finish()):
        listed = [word for word in text.split() if word.startswith("R") and "至" not in word]
        assert f"{listed[0]}至{listed[-1]}" in text


def test_text_stays_inside_its_column() -> None:
    pdf = drawn([row("一二三四五六七八九十" * 2, "x" * 90, "1,234,567,890.00" * 2)]).finish()
    for glyph in glyphs(pdf, 0):
        inside = [
            LEFT + start <= glyph.left + 0.5 and glyph.right - 0.5 <= LEFT + end
            for start, end in ((0, 60), (60, 260), (260, 360))
        ]
        assert any(inside), glyph


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    sheet = drawn([row("1", "短", "1")])
    low = sheet.y
    assert drawn([row("1", "很长的名称" * 20, "1")]).y > low + 30


def test_a_cell_over_its_lines_is_put_off_and_printed_whole() -> None:
    long = "永州样例进出口有限公司" * 30
    sheet = drawn([row("1", long, "1", max_lines=3)])
    assert [each.label for each in sheet.addenda] == ["格2"]
    assert sheet.addenda[0].text == long
    sheet.print_addenda("样例")
    pages = [squeezed(text) for text in page_texts(sheet.finish())]
    assert "全文见附页第1条" in pages[0]
    assert pages[1].count("永州样例进出口有限公司") == 30


def test_a_cell_is_shrunk_before_it_is_put_off() -> None:
    sheet = drawn([row("1", "永" * 24, "1", max_lines=1)])
    assert not sheet.addenda
    assert "永" * 24 in page_texts(sheet.finish())[0]


def test_a_span_covers_its_columns() -> None:
    sheet = drawn([[Cell(text="合计", span=2), Cell(text="9.99")]])
    found = {glyph.char: glyph for glyph in glyphs(sheet.finish(), 0)}
    assert found["9"].left > LEFT + 260


def test_a_least_height_is_kept() -> None:
    low = drawn([row("1", "2", "3")]).y
    high = drawn([[Cell(text="1", least_height=80), Cell(text="2"), Cell(text="3")]]).y
    assert high > low + 50


def test_a_height_can_be_measured_by_another_text() -> None:
    def at(text: str) -> float:
        cell = Cell(text=text, measured_as="0000、" * 20, max_lines=9)
        return drawn([[Cell(text="1"), Cell(text="2"), cell]]).y

    assert at("1") == at("12、123、1234")


def test_rows_that_belong_together_stay_on_one_page() -> None:
    sheet = Sheet(numbered=False)
    sheet.new_page()
    sheet.y = sheet.size[1] - 100
    table().draw_rows(sheet, [row("甲", "x", "1"), row("乙", "x", "1"), row("丙", "x", "1")])
    assert "甲" not in page_texts(sheet.finish())[0]


def test_an_empty_table_has_only_its_head() -> None:
    assert page_texts(drawn([]).finish())[0].split() == ["序号", "名称", "金额"]


def test_a_head_is_not_left_alone_at_the_foot() -> None:
    sheet = Sheet(numbered=False)
    sheet.new_page()
    sheet.y = sheet.size[1] - 95
    table().draw(sheet, [row("1", "样例" * 100, "1")])
    first, second = page_texts(sheet.finish())
    assert "序号" not in first
    assert "序号" in second


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="永州样例ABC，。 12", max_size=80),
            st.text(alphabet="永州样例x（）䶮", max_size=80),
            st.text(alphabet="0123456789.,", max_size=16),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_whatever_is_in_the_cells_is_on_the_paper(texts: list[tuple[str, str, str]]) -> None:
    sheet = drawn([row(*each) for each in texts])
    printed = all_text(sheet.finish())
    heads = len("序号名称金额")
    assert len(printed) >= sum(len(squeezed("".join(each))) for each in texts) + heads
    for each in texts:
        for text in each:
            assert squeezed(text)[:4] in printed


@pytest.mark.parametrize("align", ["left", "right", "centre"])
def test_a_cell_may_have_its_own_alignment(align: str) -> None:
    sheet = drawn([[Cell(text="1"), Cell(text="永", align=align), Cell(text="3")]])
    glyph = next(each for each in glyphs(sheet.finish(), 0) if each.char == "永")
    expected = {"left": 63, "right": 257 - 9, "centre": 160 - 4.5}[align]
    assert glyph.left - LEFT == pytest.approx(expected, abs=2)
