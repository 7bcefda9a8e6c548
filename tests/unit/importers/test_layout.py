from __future__ import annotations

import re

import pytest
from tests.unit.importers.making import page, word

from jiamao_desktop.importers.layout import (
    Word,
    join,
    lines_of,
    meant,
    rows,
    side_letters,
    squeezed,
)
from jiamao_desktop.importers.layout_labels import labelled


def characters(x: float, y: float, text: str, step: float = 9.0) -> list[Word]:
    return [
        Word(char, x + i * step, y - 4.5, x + i * step + 9, y + 4.5) for i, char in enumerate(text)
    ]


def test_text_is_squeezed_to_half_width_without_blanks() -> None:
    assert squeezed("发票号码：　２５４４（1）") == "发票号码:2544(1)"


def test_characters_that_touch_become_a_word() -> None:
    (found,) = join(characters(100, 50, "发票号码"))
    assert found.text == "发票号码"
    assert (found.x0, found.x1) == (100, 136)


def test_a_gap_parts_words() -> None:
    assert [w.text for w in join(characters(100, 50, "金额", step=18))] == ["金", "额"]


def test_a_blank_parts_words_even_without_a_gap() -> None:
    run = [*characters(0, 50, "合"), Word(" ", 9, 45, 9, 54), *characters(9, 50, "计")]
    assert [w.text for w in join(run)] == ["合", "计"]


def test_a_jump_to_another_line_parts_words() -> None:
    run = [*characters(0, 50, "金"), *characters(9, 60, "额")]
    assert [w.text for w in join(run)] == ["金", "额"]


def test_drawing_backwards_parts_words() -> None:
    run = [*characters(90, 50, "额"), *characters(0, 50, "金")]
    assert [w.text for w in join(run)] == ["额", "金"]


@pytest.mark.parametrize(
    ("drawn", "char"),
    [("⾦", "金"), ("⽅", "方"), ("⻓", "长"), ("⻋", "车"), ("中", "中"), ("", "")],
)
def test_a_radical_is_read_as_the_character_that_is_meant(drawn: str, char: str) -> None:
    assert meant(drawn) == char


def test_rows_go_from_top_to_bottom_and_left_to_right() -> None:
    found = rows([word(90, 50, "b"), word(10, 80, "c"), word(10, 51, "a")])
    assert [[w.text for w in row] for row in found] == [["a", "b"], ["c"]]


def test_a_label_set_slightly_higher_than_its_value_shares_its_row() -> None:
    (row,) = rows([word(10, 50.0, "名称:"), word(60, 53.0, "样例公司")])
    assert [w.text for w in row] == ["名称:", "样例公司"]


def test_tight_lines_stay_apart() -> None:
    found = rows([word(10, 100.0 + 9.5 * i, f"第{i}行") for i in range(5)])
    assert [row[0].text for row in found] == [f"第{i}行" for i in range(5)]


def test_a_page_without_words_has_no_rows_and_no_text() -> None:
    empty = page()
    assert empty.rows == []
    assert empty.text == ""


def test_the_text_of_a_page_reads_line_by_line() -> None:
    assert page((50, 60, "二"), (90, 40, "一 "), (10, 40, "第")).text == "第一二"


def test_letters_down_the_side_are_told_from_letters_in_a_row() -> None:
    column = [word(17, 97 + 10 * i, char) for i, char in enumerate("购买方信息")]
    in_a_name = [word(60, 97, "方"), word(80, 97, "方")]
    assert side_letters([*column, *in_a_name]) == frozenset(column)


def test_a_single_letter_in_the_margin_is_left_alone() -> None:
    assert side_letters([word(17, 97, "方")]) == frozenset()


def test_values_come_out_as_printed_though_labels_match_half_width() -> None:
    (line,) = lines_of([word(33, 98, "名称："), word(60, 98, "样例（广州）公司")])
    assert line.text == "名称:样例(广州)公司"
    assert line.value(line.text.index(":") + 1) == "样例（广州）公司"


def test_latin_words_keep_the_blank_between_them() -> None:
    (line,) = lines_of([word(33, 98, "SAMPLE"), word(66, 98, "TRADING"), word(104, 98, "公司")])
    assert line.value(0) == "SAMPLE TRADING公司"


def test_letters_set_wide_are_one_word() -> None:
    (line,) = lines_of([word(33 + 9 * i, 98, "x") for i in range(4)])
    assert line.value(0) == "xxxx"


def test_a_value_ends_at_the_edge_given() -> None:
    (line,) = lines_of([word(33, 98, "样例公司"), word(381, 98, ">1+++/*1438")])
    assert line.value(0, None, 340) == "样例公司"


def test_a_labelled_value_is_found_on_the_same_line() -> None:
    lines = lines_of([word(10, 50, "发票 号码："), word(60, 50, "54041450")])
    assert labelled(lines, re.compile("发票号码:?"), re.compile(r"\d{8}")) == "54041450"


def test_a_value_set_half_a_line_lower_is_still_found() -> None:
    lines = lines_of([word(10, 50, "发票号码："), word(60, 56, "54041450")])
    assert len(lines) == 2
    assert labelled(lines, re.compile("发票号码:?"), re.compile(r"\d{8}")) == "54041450"


def test_a_value_left_of_its_label_is_not_taken() -> None:
    lines = lines_of([word(100, 50, "发票号码："), word(10, 56, "54041450")])
    assert labelled(lines, re.compile("发票号码:?"), re.compile(r"\d{8}")) == ""


def test_a_number_that_runs_into_the_next_word_is_found_word_by_word() -> None:
    lines = lines_of([word(10, 50, "发票号码："), word(60, 50, "54041450"), word(120, 50, "123")])
    pattern = re.compile(r"(?<!\d)\d{8}(?!\d)")
    assert labelled(lines, re.compile("发票号码:?"), pattern) == "54041450"


def test_what_is_not_there_is_blank() -> None:
    assert labelled([], re.compile("发票号码"), re.compile(r"\d{8}")) == ""
