"""One fact beside its answer: every way they can stand to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.trade_told import TradeFact
from jiamao_desktop.domain.errors import MachineError, Problem, UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui.trade_facts_pane import FactCard, TradeFactsPane

Show = Callable[[QWidget], None]

EXPORTS = FactDefinition(
    id="trade.exports",
    type=FactType.BOOL,
    question="企业是否有出口业务？",
    label="有出口业务",
    choices={},
    from_record="trade.exporting",
)
VOLUME = FactDefinition(
    id="leader.trade_volume",
    type=FactType.MONEY,
    question="进出口总额是多少元？",
    label="进出口额",
    choices={},
    from_record="trade.last_year_volume",
)
SAID = TradeFact(fact=EXPORTS, said=True, wanted=Wanted(year="2026"), count=7)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def buttons(widget: QWidget) -> list[str]:
    return [button.text() for button in widget.findChildren(QPushButton)]


@pytest.fixture
def pane(shown: Show, dressed: object) -> TradeFactsPane:
    made = TradeFactsPane()
    shown(made)
    return made


def card(one: TradeFact) -> FactCard:
    return FactCard(one)


@pytest.mark.usefixtures("dressed")
def test_what_the_declarations_say_stands_with_their_number(qtbot: QtBot) -> None:
    made = card(SAID)
    qtbot.addWidget(made)
    assert made.said.text() == "报关单得出：是"
    assert buttons(made) == ["看 7 份报关单"]
    assert "✓ 由报关单得出" in words(made)
    with qtbot.waitSignal(made.list_wanted) as gone:
        made.rows.click()
    assert gone.args == [Wanted(year="2026")]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(
    ("answered", "chip"),
    [(True, "✓ 已回答"), (False, "! 回答是“否”，与报关单不同，以回答为准")],
)
def test_an_answer_agrees_or_differs(qtbot: QtBot, answered: bool, chip: str) -> None:
    made = card(replace(SAID, answered=answered))
    qtbot.addWidget(made)
    assert chip in words(made)
    with qtbot.waitSignal(made.answered) as taken:
        made.back.click()
    assert taken.args == ["trade.exports", None]


@pytest.mark.usefixtures("dressed")
def test_what_the_declarations_do_not_say_is_asked(qtbot: QtBot) -> None:
    made = card(TradeFact(fact=EXPORTS, said=None))
    qtbot.addWidget(made)
    assert made.said.text() == "报关单里看不出，请回答。"
    assert buttons(made) == []
    assert not any("✓" in one for one in words(made))


@pytest.mark.usefixtures("dressed")
def test_an_answer_alone_is_marked_and_can_be_taken_back(qtbot: QtBot) -> None:
    made = card(TradeFact(fact=VOLUME, said=None, answered=Money(5_000_00)))
    qtbot.addWidget(made)
    assert "✓ 已回答" in words(made)
    assert made.field.text() == "5,000.00"


@pytest.mark.usefixtures("dressed")
def test_a_missing_rate_is_named(qtbot: QtBot) -> None:
    lack = Problem.of("rate.missing", currency="USD", into="CNY", day="2025-03-01")
    made = card(TradeFact(fact=VOLUME, said=None, missing=(lack,)))
    qtbot.addWidget(made)
    assert made.said.text().startswith("报关单得不出：")
    assert "2025-03-01" in made.said.text()


@pytest.mark.usefixtures("dressed")
def test_an_answer_is_sent_once_and_again_after_a_mistake(qtbot: QtBot) -> None:
    made = card(TradeFact(fact=VOLUME, said=None))
    qtbot.addWidget(made)
    sent: list[tuple[str, object]] = []
    made.answered.connect(lambda fact, text: sent.append((fact, text)))
    for text in ("12", "12", ""):
        made.field.edited.emit(text)
    assert sent == [("leader.trade_volume", "12"), ("leader.trade_volume", None)]
    assert made.show_problem(UserError("money.bad_format", text="x"))
    assert made.field.problem.text()
    made.field.edited.emit("")
    assert len(sent) == 3
    assert not made.show_problem(MachineError("book.disk_full"))


def test_what_differs_comes_first_then_what_is_known(pane: TradeFactsPane) -> None:
    differs = replace(SAID, fact=replace(EXPORTS, id="c", label="丙"), answered=False)
    silent = TradeFact(fact=replace(EXPORTS, id="a", label="甲"), said=None)
    pane.show_facts([silent, SAID, differs])
    assert list(pane.cards) == ["c", "trade.exports", "a"]


def test_cards_stay_while_nothing_has_changed(pane: TradeFactsPane) -> None:
    pane.show_facts([SAID])
    before = pane.cards["trade.exports"]
    pane.show_facts([replace(SAID)])
    assert pane.cards["trade.exports"] is before
    pane.show_facts([replace(SAID, count=8)])
    assert pane.cards["trade.exports"] is not before


def test_an_error_goes_to_its_card_or_back(pane: TradeFactsPane) -> None:
    pane.show_facts([SAID])
    error = UserError("fact.bad_value", text="x", label="y")
    assert pane.show_problem("trade.exports", error)
    assert not pane.show_problem("no.such", error)
