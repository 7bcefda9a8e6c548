"""One question at a time: order, back, not now, and what the answers changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import lay_out, make_card, texts, yuan

from jiamao_desktop.app.asking import OpenQuestion
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.ui.fields import ChoiceField, DateField, FlagField, MoneyField, SetField
from jiamao_desktop.ui.wizard import Wizard

Show = Callable[[QWidget], None]
CARDS = [make_card(Group.ASK, measure="a"), make_card(Group.NO, measure="b")]


def question(
    name: str, stake: Money = ZERO, kind: FactType = FactType.BOOL, measures: int = 1
) -> OpenQuestion:
    definition = FactDefinition(
        id=name, type=kind, question=f"{name}？", choices={"x": "甲", "y": "乙"}
    )
    return OpenQuestion(
        fact=definition,
        project=None,
        project_title="",
        stake=stake,
        measures=tuple(f"措施{number}" for number in range(measures)),
    )


DEAR, CHEAP, FREE = (
    question("dear", yuan("350000"), measures=6),
    question("cheap", yuan("100")),
    question("free", measures=2),
)


@pytest.fixture
def wizard(shown: Show) -> Wizard:
    made = Wizard()
    shown(made)
    made.start([FREE, CHEAP, DEAR], CARDS)
    lay_out()
    return made


def asked(wizard: Wizard) -> str:
    assert wizard.field is not None
    return wizard.field.name


def reply(wizard: Wizard, words: str) -> None:
    assert wizard.field is not None
    wizard.field.set_text(words)
    wizard.next.click()


def test_the_question_with_the_most_money_comes_first_and_says_what_hangs_on_it(
    wizard: Wizard,
) -> None:
    assert asked(wizard) == "dear"
    assert wizard.stake.text() == "与 6 项措施、最多 ¥350,000.00 有关"
    assert wizard.about.text() == "措施0、措施1、措施2、措施3、措施4、措施5"
    assert wizard.count.text() == "还剩 3 个"
    assert not wizard.back.isEnabled()


def test_a_question_without_money_says_that_it_decides_whether(wizard: Wizard) -> None:
    wizard.skip.click()
    wizard.skip.click()
    assert asked(wizard) == "free"
    assert wizard.stake.text() == "与 2 项措施能否使用有关"


def test_an_answer_is_sent_once_and_leads_on_when_it_has_been_taken_in(wizard: Wizard) -> None:
    sent: list[tuple[str, object, str]] = []
    wizard.answered.connect(lambda *given: sent.append(given))
    reply(wizard, "yes")
    assert sent == [("dear", None, "yes")]
    assert asked(wizard) == "dear"
    assert not wizard.next.isEnabled()
    wizard.refresh([FREE, CHEAP], CARDS)
    assert asked(wizard) == "cheap"
    assert wizard.next.isEnabled()
    assert wizard.count.text() == "还剩 2 个"


def test_not_now_passes_over_a_question_and_back_returns_to_it(wizard: Wizard) -> None:
    wizard.skip.click()
    assert asked(wizard) == "cheap"
    assert wizard.back.isEnabled()
    wizard.back.click()
    assert asked(wizard) == "dear"


def test_no_answer_at_all_is_not_now(wizard: Wizard) -> None:
    sent: list[object] = []
    wizard.answered.connect(lambda *given: sent.append(given))
    wizard.next.click()
    assert sent == []
    assert asked(wizard) == "cheap"


def test_back_shows_what_was_answered_and_lets_it_be_changed(wizard: Wizard) -> None:
    sent: list[tuple[str, object, str]] = []
    wizard.answered.connect(lambda *given: sent.append(given))
    reply(wizard, "yes")
    wizard.refresh([FREE, CHEAP], CARDS)
    wizard.back.click()
    assert asked(wizard) == "dear"
    assert wizard.field is not None
    assert wizard.field.text() == "yes"
    wizard.next.click()
    assert asked(wizard) == "cheap"
    wizard.back.click()
    reply(wizard, "no")
    assert [words for _fact, _project, words in sent] == ["yes", "no"]


def test_a_question_that_comes_up_meanwhile_is_asked_behind(wizard: Wizard) -> None:
    reply(wizard, "yes")
    wizard.refresh([question("new", yuan("999999")), FREE, CHEAP], CARDS)
    assert asked(wizard) == "cheap"
    assert wizard.count.text() == "还剩 3 个"
    for _ in range(2):
        wizard.skip.click()
    assert asked(wizard) == "new"


def test_a_refused_answer_is_refused_beside_its_question(wizard: Wizard) -> None:
    reply(wizard, "yes")
    error = UserError("fact.bad_value", field="dear", text="x", label="甲")
    assert wizard.show_problem(("dear", None), error)
    assert wizard.field is not None
    assert wizard.field.problem.isVisible()
    assert wizard.next.isEnabled()
    assert not wizard.show_problem(("other", None), error)


def test_at_the_end_it_says_which_cards_moved_and_what_that_is_worth(wizard: Wizard) -> None:
    reply(wizard, "yes")
    after = [make_card(Group.CAN, measure="a", title="甲措施"), CARDS[1]]
    wizard.refresh([], after)
    lay_out()
    said = texts(wizard)
    assert "回答了 1 个问题，1 项措施有了变化。" in said
    assert "现在可申报，不超过：¥0.00 → ¥50,000.00" in said
    assert {"? 待回答", "✓ 可申报"} <= set(said)
    wanted: list[tuple[str, object]] = []
    wizard.card_wanted.connect(lambda *given: wanted.append(given))
    moved = wizard.findChild(QWidget, "moved")
    assert isinstance(moved, QWidget)
    button = moved.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.text() == "甲措施"
    button.click()
    assert wanted == [("a", None)]


def test_ending_early_shows_what_has_changed_so_far(wizard: Wizard) -> None:
    reply(wizard, "yes")
    wizard.refresh([FREE, CHEAP], CARDS)
    wizard.end.click()
    lay_out()
    assert "回答了 1 个问题，0 项措施有了变化。" in texts(wizard)
    assert not wizard.end.isVisible()


def test_ending_without_an_answer_just_closes(wizard: Wizard) -> None:
    closed: list[bool] = []
    wizard.closed.connect(lambda: closed.append(True))
    wizard.end.click()
    assert closed == [True]


def test_starting_again_forgets_what_was_passed_over(wizard: Wizard) -> None:
    wizard.skip.click()
    wizard.start([DEAR], CARDS)
    assert asked(wizard) == "dear"
    assert wizard.texts() == {}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (FactType.BOOL, FlagField),
        (FactType.DATE, DateField),
        (FactType.MONEY, MoneyField),
        (FactType.SET, SetField),
        (FactType.CODE, ChoiceField),
    ],
)
def test_each_kind_of_fact_has_its_own_field(
    shown: Show, kind: FactType, field: type[QWidget]
) -> None:
    made = Wizard()
    shown(made)
    made.start([question("one", kind=kind)], CARDS)
    assert isinstance(made.field, field)


def test_a_day_that_is_none_is_not_sent(shown: Show) -> None:
    made = Wizard()
    shown(made)
    sent: list[object] = []
    made.answered.connect(lambda *given: sent.append(given))
    made.start([question("day", kind=FactType.DATE)], CARDS)
    reply(made, "2026-02-30")
    assert sent == []
    assert made.field is not None
    assert made.field.problem.text()


def test_many_moved_cards_are_counted_beyond_the_first(shown: Show) -> None:
    made = Wizard()
    shown(made)
    before: list[Card] = [make_card(Group.ASK, measure=str(number)) for number in range(20)]
    made.start([DEAR], before)
    reply(made, "yes")
    made.refresh([], [make_card(Group.CAN, measure=str(number)) for number in range(20)])
    lay_out()
    assert "另有 8 项，见左侧。" in texts(made)
