"""加工贸易手册: the handbooks of the book and the balance of the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from jiamao_desktop.app import handbooks
from jiamao_desktop.app.handbooks import HandbookRow
from jiamao_desktop.domain.handbook import Handbook
from jiamao_desktop.domain.handbook_balance import Balance
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.handbook_pane import HandbookPane
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.plan_words import LINE_BREAK
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.wording import tr

_NOTHING, _BALANCE, _WITHOUT = range(3)


class HandbookScreen(Screen):
    """The handbooks. Its target is the 备案号 of one."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("handbook", "handbook_material", "handbook_product", "handbook_use"),
            *("declaration", "declaration_item"),
        }
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted = ""
        self.list: PlanTable[HandbookRow] = PlanTable(_columns(), self.tr("手册"))
        self.list.picked.connect(self._pick)
        self.pane = HandbookPane()
        self.pane.list_wanted.connect(lambda wanted: self.shell.go("trade", wanted))
        self.side = QStackedWidget()
        self.pages = QStackedWidget()
        self.delete = widgets.when_clicked(
            widgets.button(self.tr("删除手册"), "danger", "trash"), self._delete
        )
        self._lay_out()

    def _lay_out(self) -> None:
        take = widgets.button(self.tr("去收单"), "primary", "inbox")
        take.clicked.connect(lambda: self.shell.go("review"))
        self.pages.addWidget(
            widgets.EmptyState(
                "empty-trade",
                self.tr("还没有加工贸易手册"),
                self.tr(
                    "把手册的料件表、成品表、单耗表（xlsx）拖进窗口。收进报关单后，这里按料件算平衡。"
                ),
                take,
            )
        )
        self.without = widgets.EmptyState(
            "empty-search",
            self.tr("这本手册只有报关单"),
            self.tr("收入它的料件表、成品表、单耗表以后，才能算料件平衡。"),
            widgets.when_clicked(
                widgets.button(self.tr("看它的报关单"), "secondary", "right"), self._list
            ),
        )
        for page in (widgets.holding(widgets.column()), self.pane, self.without):
            self.side.addWidget(page)
        self.list.setMinimumWidth(220)
        self.side.setMinimumWidth(640)
        self.pages.addWidget(widgets.side_by_side(self.list, self.side, (260, 900)))
        back = widgets.when_clicked(
            widgets.button(self.tr("回到报关"), "secondary", "left"), lambda: self.shell.go("trade")
        )
        head = widgets.screen_head(
            self.tr("加工贸易手册"),
            self.tr("进口料件 − 出口成品 × 单耗 − 其他转出 = 结余；单耗 = 净耗 ÷（1 − 损耗率）。"),
            ExportButton(self.shell, ["materials", "products", "uses"]),
            self.delete,
            back,
        )
        box = widgets.column(head, self.pages, gap=16)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def refresh(self) -> None:
        """Override: the handbooks, and anew the balance of the open one."""
        ws = self.workspace
        self.read("list", lambda _report: handbooks.handbook_list(ws), self._show)

    def _show(self, rows: Sequence[HandbookRow]) -> None:
        self.pages.setCurrentIndex(1 if rows else 0)
        before = self.list.picked_record()
        wanted = self._wanted or (before.number if before else "")
        self._wanted = ""
        self.list.show_records(rows)
        numbers = [row.number for row in rows]
        if not rows:
            self.delete.hide()
        elif not self.list.go_to(numbers.index(wanted) if wanted in numbers else 0):
            self.side.setCurrentIndex(_NOTHING)

    def show_target(self, target: object) -> None:
        """Override: the handbook with this 备案号."""
        self._wanted = str(target)
        self.refresh()

    def _pick(self, number: int | None) -> None:
        row = None if number is None else self.list.record_at(number)
        self.delete.setVisible(row is not None and row.id is not None)
        if row is None or row.id is None:
            self.side.setCurrentIndex(_WITHOUT if row else _NOTHING)
            return
        ws, handbook, number = self.workspace, row.handbook, row.id
        self.read(
            "balance",
            lambda _report: handbooks.balance_of(ws, number),
            lambda found: self._show_balance(handbook, found),
        )

    def _show_balance(self, handbook: Handbook | None, found: Balance | None) -> None:
        row = self.list.picked_record()
        still = row is not None and handbook is not None and row.number == handbook.number
        if still and handbook is not None and found is not None:
            self.pane.show_balance(handbook, found)
            self.side.setCurrentIndex(_BALANCE)

    def _list(self) -> None:
        row = self.list.picked_record()
        if row is not None:
            self.shell.go("trade", Wanted(handbook=row.number))

    def _delete(self) -> None:
        row = self.list.picked_record()
        if row is None or row.id is None:
            return
        ws, number = self.workspace, row.id
        self.write(
            self.tr("删除手册"),
            lambda _report: handbooks.delete_handbook(ws, number),
            lambda _changes: self.shell.say(self.tr("手册已删除，报关单还在。"), undoable=True),
        )


def _columns() -> Sequence[Column[HandbookRow]]:
    return [Column(tr("手册"), _row_text, width=0)]


def _row_text(row: HandbookRow) -> str:
    count = tr("{0} 份报关单").format(f"{row.declarations:,}")
    said = count if row.id else tr("{0}，没有备案表").format(count)
    return f"{row.number}{LINE_BREAK}{said}"
