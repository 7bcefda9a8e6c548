"""Pictures of what comes in and what is made of it: batches, chains, contracts, the trade record.

``tools/make_manual.py`` opens the books; here is what is done in them before each picture.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog
from tools import demo_fapiao, demo_trade, make_batch
from tools.demo_story import Line
from tools.manual_grab import rest, take

from jiamao_desktop.app import chain, ledger
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.app.trade_adding import Unit
from jiamao_desktop.app.trade_figures import Asked
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import By
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screens.handbook import HandbookScreen
from jiamao_desktop.ui.screens.ledger import LedgerScreen
from jiamao_desktop.ui.screens.review import ReviewScreen
from jiamao_desktop.ui.screens.trade import Tab, TradeScreen

_COSTS = (
    "付款日,事由,对方,金额（元）,备注",
    "2026-03-12,摊位租金,样例会展服务（广州）有限公司,26500.00,春季展",
    "2026-04-02,认证辅导,湖南样例关务认证服务有限公司,18000.00,",
    "2026-05-20,平台服务费,样例跨境电商平台服务有限公司,9800.00,年费",
)


def intake(window: MainWindow) -> None:
    """Take a batch with pairs, a table to be mapped, the log; then the ledger and its dialogs."""
    jobs = window.shell.jobs
    folder = Path("十一月收到的文件")
    make_batch.write(folder, 60)
    for title, content in _odd_ones():
        (folder / title).write_bytes(content)
    window.shell.take_files([folder])
    rest(jobs)
    screen = window.page("review")
    assert isinstance(screen, ReviewScreen)  # noqa: S101 -- the registry says so
    screen.view.go_to(_paired(screen))
    rest(jobs)
    take(window, "matching")
    _mapper(window, screen)
    screen.accept()
    rest(jobs)
    window.go("imports")
    rest(jobs)
    take(window, "imports")
    _chains(window)


def _odd_ones() -> Iterator[tuple[str, bytes]]:
    """Yield a cost list in the firm's own words, and an invoice of which a part is supported."""
    yield "费用清单.csv", "\n".join(_COSTS).encode("gb18030")
    mixed = dataclasses.replace(
        make_batch.invoice(900),
        lines=(
            Line("*会展服务*展位费", Money.from_yuan("31800")),
            Line("*餐饮服务*餐费", Money.from_yuan("2120")),
            Line("*住宿服务*住宿费", Money.from_yuan("4240")),
        ),
        issued_on=dt.date(2026, 5, 8),
    )
    yield "展会发票.xml", demo_fapiao.xml(mixed)


def _paired(screen: ReviewScreen) -> int:
    """Return an item that goes together with another."""

    def pairs(item: ReviewItem) -> int:
        return len(item.found)

    return max(screen.items.values(), key=lambda item: (pairs(item), -item.key)).key


def _item(screen: ReviewScreen, name: str) -> ReviewItem:
    return next(item for item in screen.items.values() if item.reading.name == name)


def _mapper(window: MainWindow, screen: ReviewScreen) -> None:
    screen.view.go_to(_item(screen, "费用清单.csv").key)
    rest(window.shell.jobs)
    screen.mapping.open_dialog()
    rest(window.shell.jobs)
    dialog = screen.mapping.dialog
    assert dialog is not None  # noqa: S101 -- the table is one that no reader knows
    take(dialog, "mapper")
    dialog.close()


def _chains(window: MainWindow) -> None:
    """Take the ledger with its chains, a contract, and a 发票 that is split."""
    ws, jobs = window.shell.workspace, window.shell.jobs
    views = ((one, chain.view(ws, one)) for one in ledger.expense_ids(ws, LedgerFilter()))
    window.go("ledger", int(next(one for one, seen in views if seen is not None and seen.mixed)))
    rest(jobs)
    take(window, "chain")
    screen = window.page("ledger")
    assert isinstance(screen, LedgerScreen)  # noqa: S101 -- the registry says so
    for name, signal in (
        ("contract", screen.pane.chain.contract_wanted),
        ("split", screen.pane.chain.split_wanted),
    ):
        signal.emit()
        rest(jobs)
        dialog = next(one for one in screen.findChildren(QDialog) if one.isVisible())
        take(dialog, name)
        dialog.close()
        dialog.deleteLater()
        rest(jobs)


def trade(window: MainWindow) -> None:
    """Take the figures of a trade record, what they answer, and a handbook's balance."""
    jobs = window.shell.jobs
    demo_trade.fill(window.shell.workspace)
    window.go("trade")
    rest(jobs)
    screen = window.page("trade")
    assert isinstance(screen, TradeScreen)  # noqa: S101 -- the registry says so
    screen.tabs.setCurrentIndex(Tab.FIGURES)
    rest(jobs)
    take(window, "trade-years")
    for asked, name in (
        (Asked(by=By.COUNTRY, year="2026"), "trade-countries"),
        (Asked(by=By.HEADING, unit=Unit("CNY", converted=True)), "trade-goods"),
    ):
        screen.figures.asked.emit(asked)
        rest(jobs)
        take(window, name)
    screen.tabs.setCurrentIndex(Tab.FACTS)
    rest(jobs)
    take(window, "trade-facts")
    window.go("handbook")
    rest(jobs)
    assert isinstance(window.page("handbook"), HandbookScreen)  # noqa: S101 -- the same
    take(window, "handbook")
