"""报关: declarations, their items, sums by currency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.storage import declarations
from jiamao_desktop.ui import field_names
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.trade import TradeScreen


def current(pages: QStackedWidget) -> QWidget:
    widget = pages.currentWidget()
    assert widget is not None
    return widget


Show = Callable[[QWidget], None]
Settle = Callable[[], None]


def item(number: int, total: int | None = 123_45) -> DeclarationItem:
    return DeclarationItem(
        number=number,
        hs_code="8504401400",
        name=f"开关电源{number}",
        quantity=Decimal(10),
        unit="个",
        total=total,
        currency="USD",
    )


def declare(ws: Workspace, number: str, party: str, count: int) -> None:
    with ws.operation("declaration.add", "收入报关单") as operation:
        declarations.add(
            operation.db,
            Declaration(
                number=number,
                direction=Direction.EXPORT,
                declared_on=dt.date(2026, 3, len(party)),
                overseas_party=party,
                customs_regime="0615",
                customs_regime_name="进料对口",
                handbook="C53011234567",
                items=tuple(item(place) for place in range(1, count + 1)),
            ),
        )


@pytest.fixture
def screen(shell: Shell, shown: Show, settle: Settle) -> TradeScreen:
    declare(shell.workspace, "530120260000000001", "SAMPLE INC", 2)
    declare(shell.workspace, "530120260000000002", "香港样例贸易", 60)
    made = TradeScreen(shell)
    shown(made)
    settle()
    return made


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_an_empty_book_says_what_belongs_here(shell: Shell, shown: Show, settle: Settle) -> None:
    screen = TradeScreen(shell)
    shown(screen)
    settle()
    assert "还没有报关单" in labels(current(screen.pages))


def test_the_way_to_review_is_one_button(shell: Shell, shown: Show, qtbot: QtBot) -> None:
    screen = TradeScreen(shell)
    shown(screen)
    with qtbot.waitSignal(shell.gone_to) as gone:
        current(screen.pages).findChildren(QPushButton)[0].click()
    assert gone.args == ["review", None]


def test_all_declarations_are_listed_with_sums_by_currency(screen: TradeScreen) -> None:
    assert screen.list.model.rowCount() == 2
    assert screen.list.totals.text() == "2 份　出口 USD\u00a07,653.90"


def test_a_row_names_day_direction_regime_and_partner(screen: TradeScreen) -> None:
    row = [screen.list.model.data(screen.list.model.index(0, place)) for place in range(6)]
    assert row[1:] in (
        ["530120260000000001", "出口", "进料对口", "SAMPLE INC", "2"],
        ["530120260000000002", "出口", "进料对口", "香港样例贸易", "60"],
    )


def test_the_picked_one_shows_its_particulars_and_items(screen: TradeScreen) -> None:
    screen.list.view.go_to(1)
    words = labels(screen)
    assert "C53011234567" in words
    assert "商品 2 项" in words
    assert "123.45 USD" in words
    assert "0615 进料对口" in words


def test_very_many_items_are_counted_and_not_hidden_silently(screen: TradeScreen) -> None:
    screen.list.view.go_to(2)
    words = labels(screen)
    assert "商品 60 项" in words
    assert "……另有 10 项" in words


def test_a_search_finds_by_partner(screen: TradeScreen, settle: Settle) -> None:
    screen.search("香港")
    settle()
    assert screen.list.model.rowCount() == 1
    screen.search("")
    settle()
    assert screen.list.model.rowCount() == 2


def test_a_search_that_finds_nothing_shows_nothing_at_the_side(
    screen: TradeScreen, settle: Settle
) -> None:
    screen.search("没有这一家")
    settle()
    assert screen.list.model.rowCount() == 0
    assert screen.pages.currentIndex() == 1
    assert screen.list.body.count() == 0


def test_a_target_is_shown(screen: TradeScreen, settle: Settle) -> None:
    screen.show_target(2)
    settle()
    assert screen.list.view.chosen() == [2]


def test_a_declaration_without_number_says_so(shell: Shell, shown: Show, settle: Settle) -> None:
    with shell.workspace.operation("declaration.add", "收入报关单") as operation:
        declarations.add(operation.db, Declaration(number="", items=(item(1, None),)))
    screen = TradeScreen(shell)
    shown(screen)
    settle()
    assert "（海关还没有编号）" in labels(screen)
    assert screen.list.model.data(screen.list.model.index(0, 1)) == "未编号"


@pytest.mark.parametrize(
    ("direction", "word"), [(Direction.IMPORT, "进口"), (Direction.EXPORT, "出口"), (None, "")]
)
def test_directions_are_said_in_chinese(direction: Direction | None, word: str) -> None:
    assert field_names.direction_name(direction) == word
