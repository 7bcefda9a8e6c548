"""Which unclear words make a difference to a card."""

from __future__ import annotations

import pytest
from tests.qt.claim_book import AEO, FAIR, OTHER_BOOTH, answer, fill_book
from tests.qt.claim_book import project as project_named

from jiamao_desktop.app.asking import open_questions
from jiamao_desktop.app.assessing import Card, Group, card, cards
from jiamao_desktop.app.explaining import for_officers
from jiamao_desktop.app.settling import choose
from jiamao_desktop.app.swaying import swaying
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.verdicts import outlook

_ANSWERS = {
    FactType.INT: "5",
    FactType.MONEY: "5",
    FactType.RATIO: "5%",
    FactType.DATE: "2026-05-05",
    FactType.TEXT: "甲",
    FactType.SET: "甲",
}


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


def found(ws: Workspace, measure: str, title: str) -> Card:
    return card(ws, measure, project_named(ws, title))


def test_a_word_that_moves_the_amount_sways(book: Workspace) -> None:
    one = found(book, AEO, "AEO 高级认证")
    moving = swaying(book, one)
    assert moving
    assert [word for word in one.assessment.readings if word.low != word.high] == list(moving)


def test_a_word_whose_options_come_to_the_same_does_not(book: Workspace) -> None:
    answer(book, "firm.foreign_trader", "yes")
    one = found(book, OTHER_BOOTH, FAIR)
    idle = {word.id for word in one.assessment.readings if word.low == word.high}
    assert idle
    assert not idle & {word.id for word in swaying(book, one)}


def test_a_refusal_that_no_reading_turns_names_none(book: Workspace) -> None:
    answer(book, "firm.foreign_trader", "no")
    one = found(book, OTHER_BOOTH, FAIR)
    assert one.group is Group.NO
    assert one.assessment.readings
    assert swaying(book, one) == []


def test_whatever_depends_on_a_reading_names_one(book: Workspace) -> None:
    for one in cards(book):
        if one.group is Group.READING and not for_officers(one):
            assert swaying(book, one), one.measure


def answer_everything(ws: Workspace) -> None:
    """Answer every question in a way that serves the applicant, those that come up too."""
    while questions := open_questions(ws):
        for question in questions:
            words = next(iter(question.fact.choices), _ANSWERS.get(question.fact.type, "yes"))
            answer(ws, question.fact.id, words, question.project)


def test_a_word_that_decides_whether_a_measure_holds_sways_without_money(book: Workspace) -> None:
    answer_everything(book)
    turned = [
        (one, word) for one in cards(book) for word in swaying(book, one) if word.low == word.high
    ]
    assert turned
    for one, word in turned:
        assert one.group is Group.READING
        verdicts = set()
        for option, _ in word.options:
            choose(book, one.pack, f"{one.measure}/{word.id}", option)
            found = card(book, one.measure, one.project).assessment.findings
            verdicts.add(outlook(found).holds)
        assert len(verdicts) > 1, (one.measure, word.id)
