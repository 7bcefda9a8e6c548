"""The expenses behind a figure, each with its vouchers one press away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import field_names, widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK
from jiamao_desktop.ui.theme import GRID

_WIDEST = 280
"""Of a voucher's name; the tip has all of it."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class ExpenseLines(QWidget):
    """A short, quiet table of expenses: day, payee, category, amount, a remark, the vouchers.

    Signals:
        expense_wanted: ``(expense)`` is to be opened in the ledger.
        paper_wanted: ``(document)``, a voucher, is to be opened.
    """

    expense_wanted = Signal(int)
    paper_wanted = Signal(int)

    def __init__(self, *, linked: bool = False) -> None:
        """Begin without lines; ``linked`` ones lead to ledger and vouchers."""
        super().__init__()
        self._linked = linked
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)

    def add(self, row: ExpenseRow | None, remark: str = "") -> None:
        """Add an expense; one deleted meanwhile says so."""
        line = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        if row is None:
            gone = widgets.text(self.tr("这笔费用已从台账删除"), "soft")
            self._grid.addWidget(gone, line, 0, 1, 3, top)
            return
        expense = row.expense
        what = expense.payee or expense.description or self.tr("（未填收款方）")
        self._grid.addWidget(
            widgets.text(wording.day(expense.paid_on or expense.issued_on), "soft"), line, 0, top
        )
        words = widgets.column(widgets.text(f"{what}　{row.category}", wrap=True), gap=2)
        if remark:
            words.addWidget(widgets.text(remark, "small", wrap=True))
        if self._linked:
            words.addWidget(self._vouchers(row))
        self._grid.addLayout(words, line, 1)
        amount: QLabel = widgets.text(wording.yuan(expense.gross))
        amount.setAlignment(_RIGHT)
        self._grid.addWidget(amount, line, 2, top)

    def _vouchers(self, row: ExpenseRow) -> QWidget:
        """Return a link for each voucher of an expense, and one to the expense itself."""
        flow = widgets.column(gap=0)
        for link in row.evidence:
            name = field_names.role_name(link.role)
            paper = int(link.document)
            flow.addWidget(
                self._jump(
                    self.tr("{0}：{1}").format(name, link.title),
                    "file",
                    partial(self.paper_wanted.emit, paper),
                )
            )
        ledger = partial(self.expense_wanted.emit, int(row.id))
        flow.addWidget(self._jump(self.tr("在台账中查看"), "ledger", ledger))
        return widgets.holding(flow)

    def _jump(self, words: str, icon: str, go: Callable[[], None]) -> QPushButton:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        button = widgets.when_clicked(widgets.button(shown, "quiet", icon), go)
        button.setStyleSheet(LINK_LOOK)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def add_total(self, amount: Money) -> None:
        """Add the sum of the lines, under a rule."""
        line = self._grid.rowCount()
        self._grid.addWidget(widgets.rule(), line, 0, 1, 3)
        self._grid.addWidget(widgets.text(self.tr("合计"), "strong"), line + 1, 0)
        shown = widgets.text(wording.yuan(amount), "strong")
        shown.setAlignment(_RIGHT)
        self._grid.addWidget(shown, line + 1, 2)

    def say_more(self, count: int) -> None:
        """Say how many more there are, if any."""
        if count > 0:
            words = self.tr("另有 {count} 笔，请在台账中查看。").format(count=count)
            self._grid.addWidget(widgets.text(words, "soft"), self._grid.rowCount(), 1)
