"""Lines of text: nothing lost, nothing too wide, and Chinese rules at the edges."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.documents.reading import squeezed

from jiamao_desktop.documents.fonts import Face, printable
from jiamao_desktop.documents.text import Style, fit, fit_line, width_of, wrap

STYLE = Style(face=Face.SONG, size=10)
HAN = "永州样例进出口有限公司湖南自由贸易试验区"
MIXED = st.text(alphabet="永州样例，。（）“”、A1b2 .,-¥䶮𬱖\n", max_size=120)


def test_a_short_text_is_one_line() -> None:
    assert wrap("永州", STYLE, 100) == ["永州"]


def test_no_text_is_one_empty_line() -> None:
    assert wrap("", STYLE, 100) == [""]


def test_line_breaks_are_kept() -> None:
    assert wrap("甲\n\n乙", STYLE, 100) == ["甲", "", "乙"]


def test_a_line_holds_as_many_characters_as_fit() -> None:
    assert [len(line) for line in wrap("永" * 25, STYLE, 100)] == [10, 10, 5]


def test_a_closing_mark_does_not_begin_a_line() -> None:
    lines = wrap("永" * 10 + "，州", STYLE, 100)
    assert lines == ["永" * 9, "永，州"]


def test_an_opening_mark_does_not_end_a_line() -> None:
    lines = wrap("永" * 9 + "（州）", STYLE, 100)
    assert lines == ["永" * 9, "（州）"]


def test_many_closing_marks_may_begin_a_line_rather_than_leave_a_gap() -> None:
    lines = wrap("永" * 5 + "，" * 12, STYLE, 100)
    assert "".join(lines) == "永" * 5 + "，" * 12


def test_a_number_is_not_broken() -> None:
    lines = wrap("永" * 8 + "1,234,567.89", STYLE, 100)
    assert lines == ["永" * 8, "1,234,567.89"]


def test_a_day_is_not_broken() -> None:
    assert wrap("永" * 7 + "2026-03-08", STYLE, 100) == ["永" * 7, "2026-03-08"]


def test_a_hyphen_begins_a_line_because_readers_drop_one_at_the_end() -> None:
    lines = wrap("永" * 6 + "HT-2026-001", STYLE, 95)
    assert "".join(lines) == "永" * 6 + "HT-2026-001"
    assert len(lines) == 2
    assert not lines[0].endswith("-")
    assert lines[1].startswith("-")


def test_a_word_wider_than_the_line_is_broken() -> None:
    text = "x" * 60
    lines = wrap(text, STYLE, 100)
    assert len(lines) > 1
    assert "".join(lines) == text


def test_a_blank_at_a_break_takes_no_room() -> None:
    lines = wrap("word " * 10, STYLE, 60)
    assert all(line == line.strip() for line in lines)
    assert sum(line.count("word") for line in lines) == 10


def test_a_text_that_fits_keeps_its_size() -> None:
    fitted = fit(HAN, STYLE, 500, max_lines=1)
    assert fitted.style.size == 10
    assert fitted.complete


def test_a_text_that_does_not_fit_is_set_smaller() -> None:
    fitted = fit("永" * 12, STYLE, 100, max_lines=1)
    assert fitted.lines == ("永" * 12,)
    assert 7 <= fitted.style.size < 10
    assert fitted.complete


def test_a_text_too_long_even_when_small_says_so_and_loses_nothing() -> None:
    fitted = fit("永" * 100, STYLE, 100, max_lines=2)
    assert not fitted.complete
    assert fitted.style.size == 7
    assert "".join(fitted.lines) == "永" * 100


def test_without_a_limit_the_size_stays() -> None:
    fitted = fit("永" * 100, STYLE, 100)
    assert fitted.style.size == 10
    assert len(fitted.lines) == 10
    assert fitted.height == pytest.approx(10 * STYLE.line)


def test_one_line_is_wrapped_only_at_the_least_size() -> None:
    assert len(fit_line("永" * 14, STYLE, 100).lines) == 1
    assert len(fit_line("永" * 20, STYLE, 100).lines) == 2


def test_the_height_of_a_line_goes_with_its_size() -> None:
    assert Style(size=10, leading=1.5).line == 15
    assert STYLE.at(20).size == 20
    assert STYLE.at(20).face is STYLE.face


@example("1-）.11AA", 28.0)
@example("1““111A", 25.0)
@given(MIXED, st.floats(min_value=15, max_value=300))
def test_no_line_is_wider_than_asked_and_no_character_is_lost(text: str, width: float) -> None:
    lines = wrap(text, STYLE, width)
    assert squeezed("".join(lines)) == squeezed(printable(text))
    for line in lines:
        assert width_of(line, STYLE) <= width + 0.05


@given(st.text(alphabet=HAN, max_size=200), st.integers(min_value=1, max_value=6))
def test_a_fit_holds_its_promise(text: str, most: int) -> None:
    fitted = fit(text, STYLE, 120, max_lines=most)
    assert fitted.complete == (len(fitted.lines) <= most)
    assert STYLE.least <= fitted.style.size <= STYLE.size
    assert all(width_of(line, fitted.style) <= 120.02 for line in fitted.lines)
