"""加工贸易手册: the handbooks, the balance of one, how a line came about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.test_nothing_is_cut import SIZES, cut, missing_glyphs, sized
from tests.qt.trade_book import HANDBOOK, declare, fill_handbook
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app import history, trade
from jiamao_desktop.domain.handbook import HandbookGoods
from jiamao_desktop.domain.handbook_balance import Consumed
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui import handbook_words
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.handbook import HandbookScreen

Show = Callable[[QWidget], None]
Settle = Callable[[], None]


@pytest.fixture
def screen(shell: Shell, shown: Show, settle: Settle) -> HandbookScreen:
    fill_handbook(shell.workspace)
    made = HandbookScreen(shell)
    shown(made)
    settle()
    return made


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def cells(screen: HandbookScreen) -> list[list[str]]:
    model = screen.pane.table.records
    return [
        [str(model.data(model.index(line, place))) for place in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def links(screen: HandbookScreen) -> list[QPushButton]:
    return screen.pane.detail.findChildren(QPushButton)


def test_an_empty_book_says_what_belongs_here(
    shell: Shell, shown: Show, settle: Settle, qtbot: QtBot
) -> None:
    screen = HandbookScreen(shell)
    shown(screen)
    settle()
    page = screen.pages.currentWidget()
    assert page is not None
    assert "还没有加工贸易手册" in texts(page)
    with qtbot.waitSignal(shell.gone_to) as gone:
        page.findChildren(QPushButton)[0].click()
    assert gone.args == ["review", None]


def test_handbooks_are_listed_with_their_declarations(screen: HandbookScreen) -> None:
    model = screen.list.records
    assert [model.data(model.index(line, 0)) for line in range(model.rowCount())] == [
        f"{HANDBOOK}\n3 份报关单",
        "E53019999999\n1 份报关单，没有备案表",
    ]


def test_every_material_has_what_arrived_was_used_and_is_left(screen: HandbookScreen) -> None:
    # 60 × 1.030927835 × 50 % = 30.92783505; the item without serial makes it uncertain.
    assert cells(screen) == [
        ["1　铜线\n千克", "100\n备案 500", "≈ 30.928", "–", "≈ 69.072\n? 记录不全"],
        ["2　塑胶粒\n千克", "0", "30", "–", "-30\n? 记录不全"],
    ]


def test_a_line_says_how_it_came_about(screen: HandbookScreen) -> None:
    words = texts(screen.pane.detail)
    assert "1　铜线：怎么算出来的" in words
    assert "进口 100 千克" in words
    assert (
        "成品 1 开关电源（版本 0）：净出口 60 × 单耗 1.030927835 × 保税 50% = 30.92783505 千克"
        in words
    )
    assert "结余 69.07216495 千克" in words


def test_what_is_not_known_is_counted_and_listed_on_demand(screen: HandbookScreen) -> None:
    assert "! 2 处记录不全或对不上" in screen.pane.problems.findChildren(QLabel)[0].text()
    screen.pane.more.click()
    words = "\n".join(texts(screen.pane.detail))
    assert "没有备案序号" in words
    assert "耗用和转出多过进口" in words


def test_figures_lead_to_their_declarations(screen: HandbookScreen, qtbot: QtBot) -> None:
    behind = []
    for button in links(screen):
        with qtbot.waitSignal(screen.shell.gone_to) as gone:
            button.click()
        key, wanted = gone.args
        assert key == "trade"
        assert isinstance(wanted, Wanted)
        rows = trade.declaration_rows(
            screen.workspace, trade.declaration_ids(screen.workspace, wanted)
        )
        behind.append([one.number for one in rows.values()])
    assert behind == [["11"], ["12"]]


def test_a_handbook_without_tables_offers_its_declarations(
    screen: HandbookScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.show_target("E53019999999")
    settle()
    assert screen.side.currentWidget() is screen.without
    assert screen.delete.isHidden()
    with qtbot.waitSignal(screen.shell.gone_to) as gone:
        screen.without.findChildren(QPushButton)[0].click()
    assert gone.args == ["trade", Wanted(handbook="E53019999999")]


def test_a_handbook_can_be_taken_out_and_back(screen: HandbookScreen, settle: Settle) -> None:
    assert not screen.delete.isHidden()
    screen.delete.click()
    settle()
    screen.refresh()
    settle()
    assert screen.side.currentWidget() is screen.without
    history.undo(screen.workspace)
    screen.show_target(HANDBOOK)
    settle()
    assert screen.side.currentWidget() is screen.pane
    assert screen.pane.title.text() == HANDBOOK


def test_a_declaration_more_changes_the_balance(screen: HandbookScreen, settle: Settle) -> None:
    again = goods(quantity=Decimal(40), handbook_item="1")
    declare(screen.workspace, declaration("15", again, handbook=HANDBOOK))
    screen.refresh()
    settle()
    assert cells(screen)[1][2] == "50"


def test_the_way_back_is_one_button(screen: HandbookScreen, qtbot: QtBot) -> None:
    back = next(one for one in screen.findChildren(QPushButton) if one.text() == "回到报关")
    with qtbot.waitSignal(screen.shell.gone_to) as gone:
        back.click()
    assert gone.args == ["trade", None]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_a_balance_is_cut(
    screen: HandbookScreen, settle: Settle, size: tuple[int, int]
) -> None:
    sized(screen, size)
    settle()
    assert cut(screen) == []
    assert missing_glyphs(screen) == set()


def test_quantities_in_a_table_say_when_they_are_rounded(screen: HandbookScreen) -> None:
    assert handbook_words.about(Decimal("1.2345")) == "≈ 1.235"
    assert handbook_words.about(Decimal("1.234")) == "1.234"
    assert handbook_words.about(Decimal(12345)) == "12,345"


def test_a_use_of_bonded_goods_alone_says_no_share(screen: HandbookScreen) -> None:
    one = Consumed(
        product=1,
        version="0",
        exported=Decimal(2),
        each=Decimal("0.5"),
        share=Decimal(100),
        amount=Decimal(1),
    )
    assert handbook_words.consumed(one, "") == "净出口 2 × 单耗 0.5 = 1"
    assert handbook_words.goods_name(HandbookGoods(serial=3, name="铜")) == "3　铜\n"
