"""报关: customs declarations with their items, and sums by currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from jiamao_desktop.app import trade
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.customs import (
    Declaration,
    DeclarationId,
    DeclarationItem,
    Direction,
)
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.screen import Screen, Shell

_MOST_ITEMS = 50
Sums = Mapping[str, int]


class TradeScreen(Screen):
    """The declarations. Its target is the id of one."""

    tables: ClassVar[frozenset[str]] = frozenset({"declaration", "declaration_item"})
    search_hint: ClassVar[str] = "报关单"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._words = ""
        self._wanted: DeclarationId | None = None
        self.model: RecordTable[Declaration] = RecordTable(_columns(), self._fetch, self)
        self.view = RecordView(self.model, self.tr("报关单"))
        self.view.picked.connect(self._pick)
        self.totals = widgets.text("", "soft")
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        self._body.setContentsMargins(0, 0, 10, 0)
        self.pages = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        take = widgets.button(self.tr("去收单"), "primary", "inbox")
        take.clicked.connect(lambda: self.shell.go("review"))
        empty = widgets.EmptyState(
            "empty-trade",
            self.tr("还没有报关单"),
            self.tr("把单一窗口导出的报关单（xlsx）拖进窗口，表头和每项商品会自动识读。"),
            take,
        )
        side = widgets.scrolled(widgets.holding(self._body))
        side.setMinimumWidth(340)
        split = widgets.side_by_side(self.view, side, (780, 400))
        self.pages.addWidget(empty)
        self.pages.addWidget(split)
        head = widgets.screen_head(
            self.tr("报关"),
            self.tr("报关单是贸易实绩的依据；金额按申报币种分别合计。"),
            self.totals,
        )
        box = widgets.column(head, self.pages, gap=16)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def _fetch(self, ids: Sequence[int]) -> dict[int, Declaration]:
        rows = trade.declaration_rows(self.workspace, [DeclarationId(number) for number in ids])
        return {int(number): declaration for number, declaration in rows.items()}

    def refresh(self) -> None:
        """Override."""
        ws, words = self.workspace, self._words

        def load(_report: Report) -> tuple[Sequence[int], Mapping[Direction | None, Sums]]:
            wanted = Wanted(contains=words)
            return trade.declaration_ids(ws, wanted), trade.trade_totals(ws, wanted)

        self.read("list", load, lambda loaded: self._show(*loaded))

    def _show(self, ids: Sequence[int], totals: Mapping[Direction | None, Sums]) -> None:
        self.model.show(ids)
        sums = "　".join(
            " ".join((field_names.direction_name(side) if side else "", currency, str(Money(sum_))))
            for side, sums in totals.items()
            for currency, sum_ in sums.items()
        )
        self.totals.setText(self.tr("{0} 份　{1}").format(f"{len(ids):,}", sums))
        self.pages.setCurrentIndex(1 if len(ids) or self._words else 0)
        if self._wanted is not None and self.view.go_to(self._wanted):
            self._wanted = None
        elif len(ids):
            self.view.go_to(ids[0])

    def search(self, words: str) -> None:
        """Override."""
        self._words = words
        self.refresh()

    def show_target(self, target: object) -> None:
        """Override: the declaration with this id."""
        if isinstance(target, int):
            self._wanted, self._words = DeclarationId(target), ""
            self.refresh()

    def _pick(self, number: int | None) -> None:
        widgets.clear(self._body)
        declaration = None if number is None else self._fetch([number]).get(number)
        if declaration is None:
            return
        title = declaration.number or self.tr("（海关还没有编号）")
        self._body.addWidget(widgets.Elided(title, "section"))
        chips = widgets.FlowLayout()
        if declaration.direction:
            chips.addWidget(
                widgets.chip(field_names.direction_name(declaration.direction), "accent")
            )
        regime = f"{declaration.customs_regime} {declaration.customs_regime_name}".strip()
        if regime:
            chips.addWidget(widgets.chip(regime, "calm"))
        self._body.addWidget(widgets.holding(chips))
        self._body.addWidget(widgets.key_values(_facts(declaration)))
        self._add_items(declaration.items)
        if declaration.document is not None:
            document = declaration.document
            view = widgets.button(self.tr("查看原件"), "secondary", "eye")
            view.clicked.connect(lambda: self.shell.go("papers", document))
            self._body.addLayout(widgets.row(view, 1))
        self._body.addStretch(1)

    def _add_items(self, items: Sequence[DeclarationItem]) -> None:
        self._body.addWidget(widgets.text(self.tr("商品 {0} 项").format(len(items)), "strong"))
        for item in items[:_MOST_ITEMS]:
            total = f"{Money(item.total)} {item.currency}" if item.total is not None else "–"
            quantity = f"{item.quantity or ''} {item.unit}".strip()
            first = widgets.row(
                widgets.Elided(f"{item.number}. {item.name}", "strong"), widgets.text(total)
            )
            first.setStretch(0, 1)
            card = widgets.Card(first, widgets.Elided(f"{item.hs_code}　{quantity}", "soft"), gap=2)
            card.body.setContentsMargins(12, 8, 12, 8)
            self._body.addWidget(card)
        rest = len(items) - _MOST_ITEMS
        if rest > 0:
            self._body.addWidget(widgets.text(self.tr("……另有 {0} 项").format(rest), "small"))


def _facts(declaration: Declaration) -> list[tuple[str, str]]:
    names = (
        "declared_on", "moved_on", "domestic_party", "overseas_party", "handbook", "contract",
        "bill", "transport", "trade_country", "other_country", "terms", "gross_weight",
        "net_weight",
    )  # fmt: skip
    values = [(name, str(getattr(declaration, name) or "")) for name in names]
    return [(field_names.field_name(name), value) for name, value in values if value]


def _columns() -> list[Column[Declaration]]:
    return [
        Column(
            QCoreApplication.translate("screen", "申报日期"),
            lambda d: str(d.declared_on or ""),
            width=108,
        ),
        Column(
            QCoreApplication.translate("screen", "海关编号"),
            lambda d: d.number or QCoreApplication.translate("screen", "未编号"),
            width=180,
        ),
        Column(
            QCoreApplication.translate("screen", "进出口"),
            lambda d: field_names.direction_name(d.direction),
            width=76,
        ),
        Column(
            QCoreApplication.translate("screen", "监管方式"),
            lambda d: d.customs_regime_name or d.customs_regime,
            width=110,
        ),
        Column(
            QCoreApplication.translate("screen", "境外收发货人"),
            lambda d: d.overseas_party,
            width=0,
        ),
        Column(
            QCoreApplication.translate("screen", "项数"),
            lambda d: str(len(d.items)),
            align_right=True,
            width=64,
        ),
    ]


def _regime(declaration: Declaration) -> str:
    return declaration.customs_regime_name or declaration.customs_regime
