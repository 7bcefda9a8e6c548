"""统计 and 事实 of the trade screen: figures, charts, the rows behind them, facts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.test_nothing_is_cut import SIZES, cut, missing_glyphs, sized
from tests.qt.trade_book import declare, fill_trade
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.app import asking, books, exchanging
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.record_facts import facts_about
from jiamao_desktop.app.trade_adding import Unit
from jiamao_desktop.app.trade_figures import Asked
from jiamao_desktop.domain.trade import By, Wanted
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.rates_dialog import RatesDialog
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.trade import Tab, TradeScreen
from jiamao_desktop.ui.trade_facts_pane import FactCard
from jiamao_desktop.ui.trade_figures_pane import MOST_BARS

Show = Callable[[QWidget], None]
Settle = Callable[[], None]


@pytest.fixture(scope="module")
def kept(
    dressed: QApplication,
    template_book: tuple[Path, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[TradeScreen]:
    """Return one screen for all tests that change nothing in its book."""
    source, code = template_book
    folder = tmp_path_factory.mktemp("kept") / source.name
    shutil.copytree(source, folder)
    ws = books.open_book(folder, FixedClock(dt.date(2026, 11, 20)), recovery_code=code)
    fill_trade(ws)
    jobs = Jobs()
    made = TradeScreen(Shell(ws, jobs))
    theme.dress(made)
    made.show()
    yield made
    made.close()
    jobs.shut_down()
    ws.close()


@pytest.fixture
def settle(qtbot: QtBot, kept: TradeScreen, jobs: Jobs) -> Settle:
    """Return a function that waits until nothing is being read or written."""
    both = (kept.shell.jobs, jobs)

    def wait() -> None:
        qtbot.waitUntil(lambda: not any(one.busy or one.reading for one in both), timeout=10_000)

    return wait


@pytest.fixture
def screen(kept: TradeScreen, settle: Settle) -> TradeScreen:
    """Return the kept screen with its figures in view, as if nobody had touched it."""
    kept.resize(1286, 672)
    kept.asked, kept.wanted = Asked(), Wanted()
    kept.tabs.setCurrentIndex(Tab.FIGURES)
    kept.refresh()
    settle()
    return kept


@pytest.fixture
def fresh(shell: Shell, shown: Show, settle: Settle) -> TradeScreen:
    """Return a screen around a book of its own, with its figures in view."""
    fill_trade(shell.workspace)
    made = TradeScreen(shell)
    shown(made)
    made.tabs.setCurrentIndex(Tab.FIGURES)
    settle()
    return made


@pytest.fixture
def facts(screen: TradeScreen, settle: Settle) -> TradeScreen:
    """Return the kept screen with its facts in view."""
    screen.tabs.setCurrentIndex(Tab.FACTS)
    settle()
    return screen


def ask(screen: TradeScreen, settle: Settle, asked: Asked) -> None:
    screen.figures.asked.emit(asked)
    settle()


def cells(screen: TradeScreen) -> list[list[str]]:
    model = screen.figures.table.records
    return [
        [str(model.data(model.index(line, place))) for place in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def card(screen: TradeScreen, fact: str) -> FactCard:
    return screen.facts.cards[fact]


def test_years_are_a_table_and_the_same_chart(screen: TradeScreen) -> None:
    assert cells(screen) == [
        ["2024", "1,000.00", "–", "1"],
        ["2025", "2,000.00\n+100.0%", "–", "1"],
        ["2026", "3,400.00\n+70.0% 另 EUR\u00a0500.00", "600.00", "4"],
    ]
    chart = screen.figures.chart
    assert [one.label for one in chart.chart.bars] == ["2024", "2025", "2026"]
    assert chart.sentence(2) == "2026：出口 3,400.00，进口 600.00"
    assert not chart.lying


def test_the_latest_year_stands_above_with_growth_and_shares(screen: TradeScreen) -> None:
    tiles = screen.figures.tiles
    assert tiles.exports.name.whole() == "2026 出口"
    assert tiles.exports.figure.whole() == "USD 3,400.00"
    assert tiles.exports.about.whole() == "+70.0% 比上年同期（至 03-05）"
    assert tiles.exports.other.whole() == "另 EUR\u00a0500.00"
    assert tiles.imports.about.whole() == "没有上年可比"
    assert tiles.processed.figure.whole() == "75.0%"
    assert tiles.share.figure.whole() == "15.0%"


def test_what_is_not_counted_is_said(screen: TradeScreen) -> None:
    notes = screen.figures.notes.text()
    assert "1 项商品没有总价" in notes
    assert "2026 年另有 1 份属于结转、内销、退运等" in notes
    assert "不按成交方式调整" in notes
    assert screen.figures.totals.text() == "6 份　出口 USD\u00a06,400.00　进口 USD\u00a0600.00"


def test_everything_counts_when_asked(screen: TradeScreen, settle: Settle) -> None:
    screen.figures.everything.click()
    settle()
    assert cells(screen)[2][1].startswith("10,400.00")
    assert "结转" not in screen.figures.notes.text()


def test_another_table_has_its_largest_first_and_lying_bars(
    screen: TradeScreen, settle: Settle
) -> None:
    box = screen.figures.by
    box.setCurrentIndex(box.findData(By.COUNTRY))
    box.activated.emit(box.currentIndex())
    settle()
    assert [row[0] for row in cells(screen)] == ["美国", "日本", "中国香港", "德国"]
    assert cells(screen)[3][1] == "0.00\n另 EUR\u00a0500.00"
    assert screen.figures.chart.lying


def test_a_year_can_be_chosen(screen: TradeScreen, settle: Settle) -> None:
    ask(screen, settle, Asked(by=By.REGIME, year="2025"))
    assert cells(screen) == [["0615 进料对口\n加工贸易", "2,000.00", "–", "1"]]
    assert screen.figures.year.currentData() == "2025"
    assert screen.figures.tiles.exports.about.whole() == "+100.0% 比上年"


def test_amounts_can_be_looked_at_by_currency(screen: TradeScreen, settle: Settle) -> None:
    unit = screen.figures.unit
    names = [unit.itemText(place) for place in range(unit.count())]
    assert names == ["只看 USD", "只看 EUR", "全部折成 CNY", "全部折成 USD"]
    unit.setCurrentIndex(1)
    unit.activated.emit(1)
    settle()
    assert cells(screen)[2][1] == "500.00\n另 USD\u00a03,400.00"
    assert screen.figures.tiles.exports.figure.whole() == "EUR 500.00"


def test_a_missing_rate_is_named_and_the_way_to_enter_it_is_one_button(
    screen: TradeScreen, settle: Settle
) -> None:
    ask(screen, settle, Asked(unit=Unit("CNY", converted=True)))
    assert cells(screen)[0][1] == "缺汇率"
    assert "2024-05-06" in screen.figures.notes.text()
    assert screen.figures.tiles.exports.about.whole() == ""
    screen.figures.rates.click()
    settle()
    [dialog] = screen.findChildren(RatesDialog)
    dialog.close()


def test_with_the_rates_everything_is_one_sum(fresh: TradeScreen, settle: Settle) -> None:
    days = ("2024-05-06", "2025-03-02", "2026-02-01", "2026-03-01")
    rows = [f"{name},{day},7,1,CNY,公布" for day in days for name in ("USD", "EUR")]
    exchanging.import_rates(fresh.workspace, "\n".join(rows))
    ask(fresh, settle, Asked(unit=Unit("CNY", converted=True)))
    assert [row[1].split("\n")[0] for row in cells(fresh)] == [
        "7,000.00",
        "14,000.00",
        "27,300.00",
    ]
    assert fresh.figures.rates.isHidden()
    assert "USD→CNY 3 个，2024-05-06 至 2026-03-01，公布" in fresh.figures.notes.text()


def test_a_row_leads_to_its_declarations(screen: TradeScreen, settle: Settle) -> None:
    ask(screen, settle, Asked(by=By.COMMODITY))
    assert not screen.figures.rows_button.isEnabled()
    screen.figures.table.go_to(1)
    assert screen.figures.chart.current == 1
    screen.figures.rows_button.click()
    settle()
    assert screen.tabs.currentIndex() == Tab.LIST
    assert screen.list.model.rowCount() == 1
    words = [label.text() for label in screen.list.findChildren(QLabel)]
    assert "商品编号 8541100000" in words
    assert "商品 2 项，其中 1 项计入" in words
    assert screen.list.totals.text() == "1 份　出口 USD\u00a03,000.00"
    screen.list.free.click()
    settle()
    assert screen.list.model.rowCount() == 7
    assert screen.list.free.isHidden() or not screen.list.free.isVisible()


def test_a_bar_leads_to_its_declarations_by_the_keyboard(
    screen: TradeScreen, settle: Settle
) -> None:
    chart = screen.figures.chart
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert screen.figures.table.picked_record() is not None
    QTest.keyClick(chart, Qt.Key.Key_Return)
    settle()
    assert screen.tabs.currentIndex() == Tab.LIST
    assert screen.wanted.year == "2024"


def test_every_headline_leads_to_its_declarations(screen: TradeScreen, settle: Settle) -> None:
    tiles = screen.figures.tiles
    counts = {}
    for name in ("exports", "imports", "processed", "share"):
        tile = getattr(tiles, name)
        assert tile.rows.accessibleName().startswith("看报关单：2026 ")
        tile.rows.click()
        settle()
        counts[name] = screen.list.model.rowCount()
    assert counts == {"exports": 3, "imports": 1, "processed": 2, "share": 1}


def test_a_search_stays_within_what_is_chosen(screen: TradeScreen, settle: Settle) -> None:
    screen.figures.tiles.exports.rows.click()
    screen.search("没有这一家")
    settle()
    assert screen.list.model.rowCount() == 0
    screen.search("")
    settle()
    assert screen.list.model.rowCount() == 3


def test_more_rows_than_bars_are_in_the_table(fresh: TradeScreen, settle: Settle) -> None:
    items = [goods(place, 100, hs_code=f"{2000 + place}000000") for place in range(12)]
    declare(fresh.workspace, declaration("99", *items))
    ask(fresh, settle, Asked(by=By.HEADING))
    assert len(fresh.figures.chart.chart.bars) == MOST_BARS
    assert len(cells(fresh)) == 14
    assert f"图中是前 {MOST_BARS} 项" in fresh.figures.notes.text()


def test_bars_of_codes_say_what_goods_they_are(screen: TradeScreen, settle: Settle) -> None:
    ask(screen, settle, Asked(by=By.COMMODITY))
    labels = [one.label for one in screen.figures.chart.chart.bars]
    assert labels == ["8504401400 开关电源1等 2 种品名", "8541100000 开关电源1"]
    assert screen.figures.chart.sentence(1) == "8541100000 开关电源1：出口 3,000.00，进口 0.00"


def test_a_book_without_trade_that_counts_has_no_headline(
    shell: Shell, shown: Show, settle: Settle
) -> None:
    declare(shell.workspace, declaration("1", goods(), customs_regime="0654", declared_on=None))
    made = TradeScreen(shell)
    shown(made)
    made.tabs.setCurrentIndex(Tab.FIGURES)
    settle()
    assert made.figures.tiles.isHidden()
    assert cells(made) == []


def test_facts_say_what_the_declarations_say_and_lead_to_them(
    facts: TradeScreen, settle: Settle
) -> None:
    one = card(facts, "trade.deep_transfer")
    assert one.said.text() == "报关单得出：是"
    assert one.rows.text() == "看 1 份报关单"
    one.rows.click()
    settle()
    assert facts.list.model.rowCount() == 1
    assert card(facts, "trade.account_book").said.text() == "报关单里看不出，请回答。"


def test_a_figure_that_lacks_a_rate_says_which(facts: TradeScreen) -> None:
    said = card(facts, "leader.trade_volume").said.text()
    assert said.startswith("报关单得不出：")
    assert "USD" in said


def test_an_answer_stands_above_and_the_difference_comes_first(
    fresh: TradeScreen, settle: Settle
) -> None:
    fresh.tabs.setCurrentIndex(Tab.FACTS)
    settle()
    no = next(
        one
        for one in card(fresh, "trade.exports").field.findChildren(QRadioButton)
        if one.text() == "否"
    )
    no.click()
    settle()
    first = next(iter(fresh.facts.cards.values()))
    assert first.told.fact.id == "trade.exports"
    words = [label.text() for label in first.findChildren(QLabel)]
    assert "! 回答是“否”，与报关单不同，以回答为准" in words
    assert facts_about(fresh.workspace, None)["trade.exports"] is False
    first.back.click()
    settle()
    assert facts_about(fresh.workspace, None)["trade.exports"] is True


def test_an_answer_that_cannot_be_read_is_said_beside_it(
    facts: TradeScreen, settle: Settle
) -> None:
    one = card(facts, "leader.trade_volume")
    one.field.edited.emit("很多")
    settle()
    assert one.field.problem.text()
    assert not facts.facts.show_problem("no.such", ValueError())  # type: ignore[arg-type]  # never looked at


def test_an_answer_given_elsewhere_is_seen(fresh: TradeScreen, settle: Settle) -> None:
    fresh.tabs.setCurrentIndex(Tab.FACTS)
    settle()
    asking.answer(fresh.workspace, "trade.account_book", "是")
    fresh.refresh()
    settle()
    words = [label.text() for label in card(fresh, "trade.account_book").findChildren(QLabel)]
    assert "✓ 已回答" in words


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_the_trade_record_is_cut(
    screen: TradeScreen, settle: Settle, size: tuple[int, int]
) -> None:
    sized(screen, size)
    for tab in Tab:
        screen.tabs.setCurrentIndex(tab)
        settle()
        assert cut(screen) == [], tab
        assert missing_glyphs(screen) == set(), tab
