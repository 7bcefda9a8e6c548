"""Unclear words as tiles: order, headings, states, what is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.qt.unsettled_samples import ANSWERED, CHOSEN, DAY, make_item, make_letter

from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.tile_list import Heading, Tile
from jiamao_desktop.ui.unsettled_rows import (
    WITHOUT_EFFECT,
    Key,
    decided_verdict,
    key_of,
    letter_verdict,
    word_rows,
)

DEAR = make_item("vat")
CHEAP = make_item("payer", "100", "100")


def tile(item: UnsettledItem, picked: tuple[Key, ...] = ()) -> Tile:
    rows = word_rows([item], picked=picked, folded=False)
    assert isinstance(rows[1], Tile)
    return rows[1]


def test_words_with_effect_stand_above_those_without() -> None:
    rows = word_rows([DEAR, CHEAP], picked=(), folded=False)
    assert [type(row) for row in rows] == [Heading, Tile, Heading, Tile]
    first, second = (row for row in rows if isinstance(row, Heading))
    assert (first.verdict.text, first.count, first.key) == ("影响金额", 1, None)
    assert (second.verdict.text, second.count) == ("按现有费用没有影响", 1)
    assert second.key == WITHOUT_EFFECT


def test_folded_words_leave_their_heading_with_the_count() -> None:
    rows = word_rows([DEAR, CHEAP, replace(CHEAP, key="other")], picked=(), folded=True)
    assert [type(row) for row in rows] == [Heading, Tile, Heading]
    last = rows[-1]
    assert isinstance(last, Heading)
    assert (last.count, last.folded) == (2, True)


def test_without_words_there_are_no_rows() -> None:
    assert word_rows([], picked=(), folded=True) == []


def test_only_dear_words_need_no_second_heading() -> None:
    assert len(word_rows([DEAR], picked=(), folded=False)) == 2


def test_a_tile_shows_question_effect_notice_and_count_of_measures() -> None:
    shown = tile(DEAR)
    assert shown.title == "vat怎样理解？"
    assert shown.figure == "相差 ¥150.00"
    assert shown.foot == "样例〔2024〕1号　2 项措施"
    assert shown.key == key_of(DEAR) == ("p", "vat")
    assert not shown.faded


def test_a_word_without_effect_shows_no_figure_and_is_soft() -> None:
    shown = tile(CHEAP)
    assert shown.figure == ""
    assert shown.faded


def test_a_word_that_was_answered_is_soft() -> None:
    assert tile(replace(DEAR, choice=ANSWERED, chosen="gross")).faded
    assert not tile(replace(DEAR, choice=CHOSEN, chosen="gross")).faded


@pytest.mark.parametrize(
    ("item", "words", "tone"),
    [
        (DEAR, "暂按默认", "warn"),
        (CHEAP, "暂按默认", "calm"),
        (replace(DEAR, choice=CHOSEN), "自行选定", "info"),
        (replace(DEAR, choice=ANSWERED), "已有答复", "ok"),
    ],
)
def test_a_tile_says_who_decided(item: UnsettledItem, words: str, tone: str) -> None:
    verdict = decided_verdict(item)
    assert (verdict.text, verdict.tone) == (words, tone)
    assert verdict.glyph
    assert tile(item).verdict == verdict


def test_every_state_of_a_letter_has_a_word_a_glyph_and_a_tone() -> None:
    verdicts = [letter_verdict(state) for state in InquiryState]
    assert [one.text for one in verdicts] == ["已起草", "已寄出", "已答复"]
    assert len({one.glyph for one in verdicts}) == len(verdicts)
    assert all(one.tone in theme.TONES for one in verdicts)


def test_a_word_in_the_next_letter_is_marked() -> None:
    assert [chip.text for chip in tile(DEAR, (key_of(DEAR),)).chips] == ["列入咨询函"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [({}, ["已起草"]), ({"sent_on": DAY}, ["已寄出"]), ({"answered_on": DAY}, [])],
)
def test_a_word_already_asked_about_says_how_far_the_letter_is(
    changes: dict[str, object], words: list[str]
) -> None:
    asked = replace(DEAR, letter=make_letter(**changes))
    assert [chip.text for chip in tile(asked).chips] == words
