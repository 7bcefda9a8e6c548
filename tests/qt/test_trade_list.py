"""The list of declarations by itself: what was chosen, totals, the one under the cursor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.domain.customs import Declaration, Direction
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui.trade_list import TradeList

Show = Callable[[QWidget], None]

RECORDS = {
    1: declaration(
        "530120260000000001",
        goods(1, 100_00),
        goods(2, None, name="样品", hs_code="9999000000", quantity=None, unit=""),
        goods(3, 50_00, currency="EUR"),
        overseas_party="SAMPLE INC",
        handbook="C53011234567",
        moved_on=dt.date(2026, 3, 9),
        customs_regime_name="进料对口",
        document=DocumentId(5),
    ),
    2: declaration("", goods(), direction=None, customs_regime="", declared_on=None),
}


@pytest.fixture
def pane(shown: Show, dressed: object) -> TradeList:
    def fetch(ids: Sequence[int]) -> dict[int, Declaration]:
        return {number: RECORDS[number] for number in ids if number in RECORDS}

    made = TradeList(fetch)
    shown(made)
    made.show_list([1, 2], {Direction.EXPORT: {"EUR": 50_00, "USD": 100_00}}, Wanted())
    return made


def words(pane: TradeList) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel)]


def test_totals_stand_by_direction_and_currency(pane: TradeList) -> None:
    assert pane.totals.text() == "2 份　出口 EUR\u00a050.00、USD\u00a0100.00"


def test_a_list_without_amounts_has_a_count_only(pane: TradeList) -> None:
    pane.show_list([], {}, Wanted(contains="没有"))
    assert pane.totals.text() == "0 份"
    assert pane.free.isVisibleTo(pane) is False


def test_what_was_chosen_is_said_and_can_be_given_up(pane: TradeList, qtbot: QtBot) -> None:
    pane.show_list([1], {}, Wanted(year="2026", currency="EUR"))
    assert {"2026", "EUR"} <= set(words(pane))
    assert pane.free.isVisibleTo(pane)
    with qtbot.waitSignal(pane.freed):
        pane.free.click()
    pane.show_list([1], {}, Wanted())
    assert "EUR" not in words(pane)


def test_the_one_under_the_cursor_has_its_particulars(pane: TradeList) -> None:
    assert pane.go_to(1)
    found = words(pane)
    assert {"出口", "0615 进料对口", "SAMPLE INC", "C53011234567", "2026-03-09"} <= set(found)
    assert "商品 3 项" in found
    assert "100.00 USD" in found
    assert "–" in found


def test_only_the_items_that_are_meant_are_listed(pane: TradeList) -> None:
    pane.show_list([1], {}, Wanted(currency="EUR"))
    pane.go_to(1)
    found = words(pane)
    assert "商品 3 项，其中 1 项计入" in found
    assert "50.00 EUR" in found
    assert "100.00 USD" not in found


def test_an_original_is_one_press_away(pane: TradeList, qtbot: QtBot) -> None:
    pane.go_to(1)
    [button] = [one for one in pane.findChildren(QPushButton) if one.text() == "查看原件"]
    with qtbot.waitSignal(pane.paper_wanted) as wanted:
        button.click()
    assert wanted.args == [5]


def test_a_declaration_that_says_nothing_is_shown_as_it_is(pane: TradeList) -> None:
    pane.go_to(2)
    found = words(pane)
    assert "（海关还没有编号）" in found
    assert "查看原件" not in [one.text() for one in pane.findChildren(QPushButton)]
    row = [pane.model.data(pane.model.index(1, place)) for place in range(6)]
    assert row == ["", "未编号", "", "", "", "1"]


def test_one_that_is_gone_leaves_the_side_empty(pane: TradeList) -> None:
    pane.show_list([1, 7], {}, Wanted())
    pane.go_to(7)
    assert pane.body.count() == 0
    assert not pane.go_to(99)
