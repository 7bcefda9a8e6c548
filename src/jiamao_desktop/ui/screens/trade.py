"""报关: the customs declarations, their figures, and the facts that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QTabWidget

from jiamao_desktop.app import asking, trade, trade_figures, trade_told
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.trade_figures import Asked, Seen
from jiamao_desktop.app.trade_told import TradeFact
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, DeclarationId
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.rates_dialog import RatesDialog
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.trade_facts_pane import TradeFactsPane
from jiamao_desktop.ui.trade_figures_pane import TradeFiguresPane
from jiamao_desktop.ui.trade_list import Totals, TradeList


class Tab(IntEnum):
    """The ways to look at the trade record, in the order of the tabs."""

    LIST = 0
    FIGURES = 1
    FACTS = 2


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list of a choice, read in one go."""

    wanted: Wanted
    ids: Sequence[int]
    totals: Totals


class TradeScreen(Screen):
    """The trade record. Its target is the id of a declaration, or a ``Wanted``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"declaration", "declaration_item", "exchange_rate", "answer"}
    )
    search_hint: ClassVar[str] = "报关单"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.wanted = Wanted()
        self.asked = Asked()
        self._target: DeclarationId | None = None
        self.list = TradeList(self._fetch)
        self._places = [widgets.column() for _ in Tab]
        self.tabs = QTabWidget()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        take = widgets.button(self.tr("去收单"), "primary", "inbox")
        take.clicked.connect(lambda: self.shell.go("review"))
        empty = widgets.EmptyState(
            "empty-trade",
            self.tr("还没有报关单"),
            self.tr("把单一窗口导出的报关单（xlsx）拖进窗口，表头和每项商品会自动识读。"),
            take,
        )
        self.tabs.setDocumentMode(True)
        names = (self.tr("报关单"), self.tr("统计"), self.tr("事实"))
        for place, name in zip(self._places, names, strict=True):
            self.tabs.addTab(widgets.holding(place), name)
        self._places[Tab.LIST].addWidget(self.list)
        self.pages.addWidget(empty)
        self.pages.addWidget(self.tabs)
        self.handbooks = widgets.when_clicked(
            widgets.button(self.tr("加工贸易手册"), "secondary", "ledger"),
            lambda: self.shell.go("handbook"),
        )
        head = widgets.screen_head(
            self.tr("报关"),
            self.tr("报关单是贸易实绩的依据；金额按申报币种分别合计，不同币种不相加。"),
            ExportButton(
                self.shell, ["declarations", "items", "refund-exports", "refund-purchases"]
            ),
            self.handbooks,
        )
        box = widgets.column(head, self.pages, gap=12)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def _connect(self) -> None:
        self.list.freed.connect(lambda: self._list(Wanted(contains=self.wanted.contains)))
        self.list.paper_wanted.connect(lambda number: self.shell.go("papers", number))
        self.tabs.currentChanged.connect(lambda _: self._refresh_tab())

    @cached_property
    def figures(self) -> TradeFiguresPane:
        """The figures; made when they are first looked at, which keeps opening the screen quick."""
        pane = TradeFiguresPane()
        self._places[Tab.FIGURES].addWidget(pane)
        pane.asked.connect(self._ask)
        pane.list_wanted.connect(self._show_behind)
        pane.rates_wanted.connect(self._open_rates)
        return pane

    @cached_property
    def facts(self) -> TradeFactsPane:
        """The facts; made when they are first looked at."""
        pane = TradeFactsPane()
        self._places[Tab.FACTS].addWidget(pane)
        pane.list_wanted.connect(self._show_behind)
        pane.answered.connect(self._answer)
        return pane

    def _fetch(self, ids: Sequence[int]) -> dict[int, Declaration]:
        rows = trade.declaration_rows(self.workspace, [DeclarationId(number) for number in ids])
        return {int(number): declaration for number, declaration in rows.items()}

    def refresh(self) -> None:
        """Override: the list, and what else is in view."""
        ws, wanted = self.workspace, self.wanted
        self.read("list", lambda report: _listed(ws, wanted, report), self._show_list)
        self._refresh_tab()

    def _refresh_tab(self) -> None:
        ws, asked = self.workspace, self.asked
        if self.tabs.currentIndex() == Tab.FIGURES:
            self.read("figures", lambda _: trade_figures.look(ws, asked), self._show_figures)
        elif self.tabs.currentIndex() == Tab.FACTS:
            self.read("facts", lambda _: trade_told.trade_told(ws), self._show_facts)

    def _show_list(self, found: _Listed) -> None:
        self.list.show_list(found.ids, found.totals, found.wanted)
        everything = found.wanted == Wanted()
        self.pages.setCurrentIndex(0 if everything and not found.ids else 1)
        if self._target is not None and self.list.go_to(self._target):
            self._target = None
        elif len(found.ids):
            self.list.go_to(found.ids[0])

    def _show_figures(self, seen: Seen) -> None:
        self.figures.show_seen(seen)

    def _show_facts(self, found: Sequence[TradeFact]) -> None:
        self.facts.show_facts(found)

    def search(self, words: str) -> None:
        """Override: declarations with these words, within what is chosen."""
        self._list(replace(self.wanted, contains=words))

    def show_target(self, target: object) -> None:
        """Override: the declaration with this id, or those of a choice."""
        if isinstance(target, Wanted):
            self._show_behind(target)
        elif isinstance(target, int):
            self._target = DeclarationId(target)
            self._show_behind(Wanted())

    def _show_behind(self, wanted: Wanted) -> None:
        """List the declarations that made a figure."""
        self.tabs.setCurrentIndex(Tab.LIST)
        self._list(wanted)

    def _list(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.refresh()

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self._refresh_tab()

    def _open_rates(self) -> None:
        dialog = RatesDialog(self.shell, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _answer(self, fact: str, words: str | None) -> None:
        ws = self.workspace

        def fail(error: JiamaoError) -> None:
            if not self.facts.show_problem(fact, error):
                self.shell.fail(error)

        self.write(
            self.tr("记下回答"),
            lambda _report: asking.answer(ws, fact, words),
            lambda _changes: self.shell.say(self.tr("已记下，测算按您的回答。"), undoable=True),
            fail,
        )


def _listed(ws: Workspace, wanted: Wanted, _report: Report) -> _Listed:
    return _Listed(wanted, trade.declaration_ids(ws, wanted), trade.trade_totals(ws, wanted))
