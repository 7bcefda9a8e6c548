"""Unsettled words: the options, what each is worth, and choosing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from tests.qt.card_samples import OTHER_CLAUSE, lay_out, make_reading, texts

from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.readings_pane import ReadingsPane

Show = Callable[[QWidget], None]


@pytest.fixture
def pane(shown: Show) -> ReadingsPane:
    made = ReadingsPane()
    shown(made)
    return made


@pytest.fixture
def choices(pane: ReadingsPane) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    pane.chosen.connect(lambda *given: heard.append(given))
    return heard


def test_a_reading_shows_its_question_options_and_effect_in_yuan(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading()])
    lay_out()
    card = pane.cards["base"]
    assert "按价税合计还是不含税金额计算？" in texts(card)
    assert [radio.text() for radio in card.options.values()] == [
        "按不含税金额（默认，审慎）",
        "按价税合计",
    ]
    assert card.effect.text() == "不同理解相差 ¥3,000.00，测算上限：¥50,000.00 – ¥53,000.00"


def test_the_option_that_is_used_is_marked(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading()])
    card = pane.cards["base"]
    assert card.options["net"].isChecked()
    assert not card.options["gross"].isChecked()


def test_choosing_another_option_is_told(
    pane: ReadingsPane, choices: list[tuple[str, str]]
) -> None:
    pane.show_readings([make_reading()])
    pane.cards["base"].options["gross"].click()
    assert choices == [("base", "gross")]


def test_choosing_the_same_option_again_is_nothing_new(
    pane: ReadingsPane, choices: list[tuple[str, str]]
) -> None:
    pane.show_readings([make_reading()])
    pane.cards["base"].options["net"].click()
    assert choices == []


def test_showing_what_was_chosen_emits_nothing(
    pane: ReadingsPane, choices: list[tuple[str, str]]
) -> None:
    pane.show_readings([make_reading()])
    pane.show_readings([replace(make_reading(), chosen="gross")])
    assert pane.cards["base"].options["gross"].isChecked()
    assert choices == []


def test_a_reading_that_changes_nothing_now_says_so(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading(low="50000", high="50000")])
    assert pane.cards["base"].effect.text() == "按现有费用，怎样理解金额都一样。"


def test_the_reading_worth_the_most_comes_first(pane: ReadingsPane) -> None:
    pane.show_readings(
        [
            make_reading("small", "50000", "50001"),
            make_reading("large", "0", "90000"),
            make_reading("none", "1", "1"),
        ]
    )
    assert list(pane.cards) == ["large", "small", "none"]


def test_a_refresh_keeps_cards_and_their_order(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading("a", "0", "2"), make_reading("b", "0", "1")])
    before = dict(pane.cards)
    pane.show_readings([make_reading("a", "0", "2"), make_reading("b", "0", "9")])
    assert list(pane.cards.items()) == list(before.items())
    assert pane.cards["b"].effect.text().startswith("不同理解相差 ¥9.00")


def test_a_clause_is_quoted_once_and_folded_after_that(pane: ReadingsPane) -> None:
    pane.show_readings(
        [
            make_reading("a", "0", "3"),
            make_reading("b", "0", "2"),
            replace(make_reading("c", "0", "1"), clause=OTHER_CLAUSE),
        ]
    )
    lay_out()
    links = [card.findChild(ClauseLink) for card in pane.cards.values()]
    assert [link.quote.isVisible() for link in links if isinstance(link, ClauseLink)] == [
        True,
        False,
        True,
    ]


def test_a_reading_of_no_single_clause_quotes_none(pane: ReadingsPane) -> None:
    pane.show_readings([replace(make_reading(), clause=None)])
    assert pane.cards["base"].findChild(ClauseLink) is None


def test_the_pane_explains_what_choosing_means(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading()])
    lay_out()
    assert "材料里会写明" in texts(pane)[0]


def test_without_readings_the_pane_says_so(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading()])
    pane.show_readings([])
    lay_out()
    assert texts(pane) == ["这项措施的条文没有需要选择的理解。"]
    assert pane.cards == {}


def test_options_are_read_aloud_with_their_question(pane: ReadingsPane) -> None:
    pane.show_readings([make_reading()])
    name = pane.cards["base"].options["gross"].accessibleName()
    assert name == "按价税合计还是不含税金额计算？：按价税合计"


def test_what_an_office_has_answered_cannot_be_clicked_away(pane: ReadingsPane) -> None:
    answered = replace(make_reading(), decided="按永州市商务局 2026-11-18 答复", answered=True)
    pane.show_readings([answered])
    card = pane.cards["base"]
    assert not any(radio.isEnabled() for radio in card.options.values())
    assert card.effect.text().startswith("按永州市商务局 2026-11-18 答复。")
    pane.show_readings([make_reading()])
    assert all(radio.isEnabled() for radio in pane.cards["base"].options.values())


def test_the_clause_of_a_reading_leads_to_its_place(pane: ReadingsPane) -> None:
    wanted: list[object] = []
    pane.clause_wanted.connect(wanted.append)
    pane.show_readings([make_reading()])
    link = pane.cards["base"].findChild(ClauseLink)
    assert isinstance(link, ClauseLink)
    link.source.click()
    assert wanted == [make_reading().clause]
