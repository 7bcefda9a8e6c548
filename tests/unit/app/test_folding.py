"""Folding: what a search compares, and the way back to the original letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.app.folding import fold, folded_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("累计不\n超过 100 万元", "累计不超过100万元"),
        ("５０％", "50%"),
        ("AEO 高级认证", "aeo高级认证"),
        ("壹佰万圆", "100万圆"),
        ("一百万元", "100万元"),
        ("五百二十三家", "523家"),
        ("十五日", "15日"),
        ("二〇二四年", "2024年"),
        ("三年", "3年"),
        ("一千零五", "1005"),
        ("百货", "百货"),
        ("1,000,000.00 元", "1000000.00元"),
        ("甲，乙", "甲,乙"),
        ("永政办发〔2024〕8号", "永政办发(2024)8号"),
        ("萬億", "万亿"),
        ("", ""),
    ],
)
def test_what_means_the_same_folds_to_the_same(text: str, folded: str) -> None:
    assert fold(text).text == folded


def found(text: str, word: str) -> list[str]:
    """Return what stands in the original at each place of a word."""
    return [text[first:end] for first, end in fold(text).find(fold(word).text)]


def test_a_word_is_found_across_a_break_and_shown_as_it_stands() -> None:
    assert found("累计不\n超过 100 万元。", "不超过100万元") == ["不\n超过 100 万元"]


def test_a_number_in_words_is_shown_whole_when_found_by_its_figures() -> None:
    assert found("给予二十五万元奖励", "25万") == ["二十五万"]
    assert found("最高 25 万元", "贰拾伍万元") == ["25 万元"]


def test_a_number_is_never_found_inside_another() -> None:
    assert found("150000 元", "15") == []
    assert found("115 元", "15") == []
    assert found("1.15 元", "15") == []
    assert found("第15条", "15") == ["15"]
    assert found("2.4 万元", "2.4") == ["2.4"]


def test_every_place_of_a_word_is_found_once() -> None:
    assert found("展位费、展位费补贴", "展位费") == ["展位费", "展位费"]


def test_separators_fall_away_only_inside_numbers() -> None:
    assert found("¥52,830.19", "52830.19") == ["52,830.19"]
    assert found("一是,二是", "是,2") == ["是,二"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("展位费 七十%", ("展位费", "70%")),
        ("展位费，补贴、展位费", ("展位费", "补贴")),
        ("52,830.19", ("52830.19",)),
        ("　 ", ()),
        ("ＡＥＯ", ("aeo",)),
    ],
)
def test_words_are_apart_by_blanks_and_commas(typed: str, words: tuple[str, ...]) -> None:
    assert folded_words(typed) == words


@settings(max_examples=60)
@given(st.text(alphabet="一十百千万零五 0,.1条a〔\n", max_size=24))
def test_each_folded_letter_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.first) == len(folded.last)
    assert list(folded.first) == sorted(folded.first)
    assert all(0 <= a <= b < len(text) for a, b in zip(folded.first, folded.last, strict=True))


@settings(max_examples=60)
@given(st.text(alphabet="一十百千万零五 01条a〔\n", max_size=24))
def test_a_whole_text_is_found_in_itself(text: str) -> None:
    word = fold(text).text
    if word:
        [(first, end)] = fold(text).find(word)
        assert fold(text[first:end]).text == word
