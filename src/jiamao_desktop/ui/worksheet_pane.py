"""The computation itself, line by line: what was done, what it rests on, what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.assessing import Card
from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.domain.assessment import Assessment, LeftOut, WorksheetLine
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.expense_lines import ExpenseLines
from jiamao_desktop.ui.grounds import LINK_LOOK, ClauseLink, basis_chip
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.theme import GRID

FetchExpenses = Callable[[Sequence[ExpenseId]], Mapping[ExpenseId, ExpenseRow]]
_MOST_SHOWN = 50
"""Expenses shown behind one step; more are counted, and stand in the ledger."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class WorksheetPane(QWidget):
    """The worksheet of the open card, then what was left out.

    Signals:
        clause_wanted: ``(Clause)`` is to be shown in its notice.
        expense_wanted: ``(expense)`` is to be opened in the ledger.
        paper_wanted: ``(document)``, a voucher, is to be opened.
    """

    clause_wanted = Signal(object)
    expense_wanted = Signal(int)
    paper_wanted = Signal(int)

    def __init__(self, fetch: FetchExpenses, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        sheets = [widgets.Card(gap=gap) for gap in (0, 12)]
        self._steps, self._left_out = (sheet.body for sheet in sheets)
        self._steps.setContentsMargins(2 * GRID, 4, 2 * GRID, 2 * GRID)
        self._sheets = sheets
        self.setLayout(widgets.column(*sheets, 1, gap=12))

    def show_card(self, card: Card) -> None:
        """Lay out the computation of this card."""
        for box in (self._steps, self._left_out):
            widgets.clear(box)
        found = card.assessment
        self._sheets[1].setVisible(bool(found.left_out))
        if found.worksheet:
            self._show_steps(found)
        else:
            self._steps.addWidget(
                widgets.text(
                    self.tr(
                        "还没有可以计算的费用。在“台账”里把相关费用归到本项目，"
                        "并选好费用类别，这里就会逐步列出算法。"
                    ),
                    "soft",
                    wrap=True,
                )
            )
        if found.left_out:
            self._show_left_out(found.left_out)

    def _show_steps(self, found: Assessment) -> None:
        for line in found.worksheet:
            self._steps.addWidget(self._step(line, found))
            self._steps.addWidget(widgets.rule())
        total = widgets.row(gap=2 * GRID)
        total.setContentsMargins(0, 12, 0, 0)
        words = widgets.column(widgets.text(self.tr("测算上限"), "section"), gap=2)
        if found.low != found.high:
            others = self.tr("各种理解和答案下：{range}").format(
                range=wording.range_text(found.low, found.high)
            )
            words.addWidget(widgets.text(others, "small", wrap=True))
        total.addLayout(words, 1)
        figure = widgets.text(wording.at_most_text(found), "section")
        figure.setObjectName("ceiling")
        total.addWidget(figure, 0, _RIGHT)
        self._steps.addLayout(total)

    def _step(self, line: WorksheetLine, found: Assessment) -> QWidget:
        top = Qt.AlignmentFlag.AlignTop
        words = widgets.row(widgets.text(line.text, "strong", wrap=True), gap=GRID)
        words.setStretch(0, 1)
        if line.step == found.binding:
            words.addWidget(widgets.chip(self.tr("金额由此步决定"), "warn"), 0, top)
        left = widgets.column(words, gap=4)
        if line.note:
            left.addWidget(widgets.text(line.note, "small", wrap=True))
        amount = widgets.text(wording.exact_yuan(line.exact_fen), "strong")
        amount.setAlignment(_RIGHT)
        amount.setMinimumWidth(112)
        chip = basis_chip(line.basis)
        chip.setMinimumWidth(64)
        row = widgets.row(gap=12)
        row.addLayout(left, 1)
        row.addWidget(chip, 0, top)
        row.addWidget(amount, 0, top)
        box = widgets.column(row, gap=4)
        if line.clause is not None:
            link = ClauseLink(line.clause, placed=True)
            link.wanted.connect(self.clause_wanted)
            box.addWidget(link)
        if line.lines:
            behind = _ExpensesBehind([ExpenseId(n) for n in line.lines], self._fetch)
            behind.table.expense_wanted.connect(self.expense_wanted)
            behind.table.paper_wanted.connect(self.paper_wanted)
            box.addWidget(behind)
        box.setContentsMargins(0, 12, 0, 12)
        return widgets.holding(box, f"step.{line.step}")

    def _show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        self._left_out.addWidget(
            widgets.text(
                self.tr("没有计入的费用（{count} 笔）").format(count=len(left_out)), "section"
            )
        )
        shown = left_out[:_MOST_SHOWN]
        rows = self._fetch([ExpenseId(one.line) for one in shown])
        table = ExpenseLines(linked=True)
        table.expense_wanted.connect(self.expense_wanted)
        table.paper_wanted.connect(self.paper_wanted)
        for one in shown:
            table.add(rows.get(ExpenseId(one.line)), say(one))
        self._left_out.addWidget(table)
        table.say_more(len(left_out) - len(shown))


class _ExpensesBehind(QWidget):
    """“由 3 笔费用合计”: one press shows them, read only then."""

    def __init__(self, ids: Sequence[ExpenseId], fetch: FetchExpenses) -> None:
        super().__init__()
        self._ids, self._fetch = ids, fetch
        self._filled = False
        self.table = ExpenseLines(linked=True)
        self.table.hide()
        self.button = widgets.button(
            self.tr("由 {count} 笔费用合计").format(count=len(ids)), "quiet", "ledger"
        )
        self.button.setCheckable(True)
        self.button.setObjectName("behind")
        self.button.setStyleSheet(LINK_LOOK)
        self.button.toggled.connect(self._toggle)
        self.setLayout(widgets.column(widgets.row(self.button, 1), self.table, gap=4))

    def _toggle(self, shown: bool) -> None:
        if not self._filled:
            self._filled = True
            first = self._ids[:_MOST_SHOWN]
            rows = self._fetch(first)
            for number in first:
                row = rows.get(number)
                self.table.add(row, self._tax(row))
            self.table.say_more(len(self._ids) - len(first))
        self.table.setVisible(shown)

    def _tax(self, row: ExpenseRow | None) -> str:
        """Say how much of an expense is tax: the step may have added up without it."""
        if row is None or not row.expense.tax:
            return ""
        return self.tr("价税合计，其中税额 {tax}").format(tax=wording.yuan(row.expense.tax))
