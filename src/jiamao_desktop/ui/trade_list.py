"""The declarations of a choice, their total, and the one under the cursor with its items."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import Wanted, is_meant
from jiamao_desktop.ui import field_names, trade_words, widgets
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.wording import tr

_MOST_ITEMS = 50
Fetch = Callable[[Sequence[int]], dict[int, Declaration]]
Totals = Mapping[Direction | None, Mapping[str, int]]


class TradeList(QWidget):
    """Table and particulars.

    Signals:
        freed: The choice is to be given up: every declaration is wanted.
        paper_wanted: ``(document)`` the original is to be shown.
    """

    freed = Signal()
    paper_wanted = Signal(object)

    def __init__(self, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self.wanted = Wanted()
        self.model: RecordTable[Declaration] = RecordTable(_columns(), fetch, self)
        self.view = RecordView(self.model, self.tr("报关单"))
        self.view.picked.connect(self._pick)
        self.chips = widgets.FlowLayout()
        self.free = widgets.when_clicked(
            widgets.button(self.tr("看全部报关单"), "quiet", "close"), self.freed.emit
        )
        line = widgets.row(widgets.holding(self.chips), self.free)
        line.setStretch(0, 1)
        self._chosen = widgets.holding(line)
        self.totals = widgets.text("", "soft", wrap=True)
        self.totals.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.setContentsMargins(0, 0, 10, 0)
        side = widgets.scrolled(widgets.holding(self.body))
        side.setMinimumWidth(340)
        table = widgets.column(self._chosen, self.totals, self.view, gap=8)
        table.setStretch(2, 1)
        split = widgets.side_by_side(widgets.holding(table), side, (780, 400))
        box = widgets.column(split)
        box.setContentsMargins(0, 12, 0, 0)
        self.setLayout(box)

    def show_list(self, ids: Sequence[int], totals: Totals, wanted: Wanted) -> None:
        """Show the declarations of a choice with their total."""
        self.wanted = wanted
        self.model.show(ids)
        count = self.tr("{0} 份").format(f"{len(ids):,}")
        self.totals.setText("　".join(filter(None, (count, trade_words.both(totals)))))
        self._show_chosen(trade_words.chosen(wanted))

    def _show_chosen(self, said: Sequence[str]) -> None:
        widgets.clear(self.chips)
        self._chosen.setVisible(bool(said))
        for words in said:
            self.chips.addWidget(widgets.chip(words, "accent"))

    def go_to(self, number: int) -> bool:
        """Set the cursor on a declaration; ``False`` if it is not in the list."""
        return self.view.go_to(number)

    def _pick(self, number: int | None) -> None:
        widgets.clear(self.body)
        declaration = None if number is None else self._fetch([number]).get(number)
        if declaration is None:
            return
        title = declaration.number or self.tr("（海关还没有编号）")
        self.body.addWidget(widgets.Elided(title, "section"))
        chips = widgets.FlowLayout()
        if declaration.direction:
            words = field_names.direction_name(declaration.direction)
            chips.addWidget(widgets.chip(words, "accent"))
        regime = f"{declaration.customs_regime} {declaration.customs_regime_name}".strip()
        if regime:
            chips.addWidget(widgets.chip(regime, "calm"))
        self.body.addWidget(widgets.holding(chips))
        self.body.addWidget(widgets.key_values(_facts(declaration)))
        self._add_items(declaration)
        if declaration.document is not None:
            document = declaration.document
            view = widgets.button(self.tr("查看原件"), "secondary", "eye")
            view.clicked.connect(lambda: self.paper_wanted.emit(document))
            self.body.addLayout(widgets.row(view, 1))
        self.body.addStretch(1)

    def _add_items(self, declaration: Declaration) -> None:
        """List the items; where only some are meant, those come first and the rest is counted."""
        items = declaration.items
        meant = [item for item in items if is_meant(self.wanted, declaration, item)]
        title = self.tr("商品 {0} 项").format(len(items))
        if self.wanted.about_items and len(meant) < len(items):
            title = self.tr("商品 {0} 项，其中 {1} 项计入").format(len(items), len(meant))
            items = tuple(meant)
        self.body.addWidget(widgets.text(title, "strong"))
        for item in items[:_MOST_ITEMS]:
            self.body.addWidget(_item_card(item))
        rest = len(items) - _MOST_ITEMS
        if rest > 0:
            self.body.addWidget(widgets.text(self.tr("……另有 {0} 项").format(rest), "small"))


def _item_card(item: DeclarationItem) -> QWidget:
    total = f"{Money(item.total)} {item.currency}" if item.total is not None else "–"
    quantity = f"{item.quantity or ''} {item.unit}".strip()
    first = widgets.row(
        widgets.Elided(f"{item.number}. {item.name}", "strong"), widgets.text(total)
    )
    first.setStretch(0, 1)
    card = widgets.Card(first, widgets.Elided(f"{item.hs_code}　{quantity}", "soft"), gap=2)
    card.body.setContentsMargins(12, 8, 12, 8)
    return card


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
        Column(tr("申报日期"), lambda d: str(d.declared_on or ""), width=108),
        Column(tr("海关编号"), lambda d: d.number or tr("未编号"), width=180),
        Column(tr("进出口"), lambda d: field_names.direction_name(d.direction), width=76),
        Column(tr("监管方式"), lambda d: d.customs_regime_name or d.customs_regime, width=110),
        Column(tr("境外收发货人"), lambda d: d.overseas_party, width=0),
        Column(tr("项数"), lambda d: str(len(d.items)), align_right=True, width=64),
    ]
