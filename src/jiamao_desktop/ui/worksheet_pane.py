"""The computation itself, line by line: what was done, what it rests on, what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from jiamao_desktop.app.assessing import Card
from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.domain.assessment import Assessment, LeftOut, WorksheetLine
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK, ClauseLink, basis_chip
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.theme import GRID

FetchExpenses = Callable[[Sequence[ExpenseId]], Mapping[ExpenseId, ExpenseRow]]
_MOST_SHOWN = 50
"""Expenses shown behind one step; more are counted, and stand in the ledger."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class WorksheetPane(QWidget):
    """The worksheet of the open card, then what was left out and what limits still allow."""

    def __init__(self, fetch: FetchExpenses, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        sheets = [widgets.Card(gap=gap) for gap in (0, 12, 12)]
        self._steps, self._left_out, self._limits = (sheet.body for sheet in sheets)
        self._steps.setContentsMargins(2 * GRID, 4, 2 * GRID, 2 * GRID)
        self._sheets = sheets
        self.setLayout(widgets.column(*sheets, 1, gap=12))

    def show_card(self, card: Card) -> None:
        """Lay out the computation of this card."""
        for box in (self._steps, self._left_out, self._limits):
            widgets.clear(box)
        found = card.assessment
        self._sheets[1].setVisible(bool(found.left_out))
        self._sheets[2].setVisible(bool(card.limits))
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
        if card.limits:
            self._limits.addWidget(widgets.text(self.tr("共用上限"), "section"))
            for headroom in card.limits:
                self._limits.addWidget(self._headroom(headroom))

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
        words = widgets.row(widgets.text(line.text, "strong", wrap=True), gap=GRID)
        words.setStretch(0, 1)
        if line.step == found.binding:
            mark = widgets.chip(self.tr("金额由此步决定"), "warn")
            words.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        left = widgets.column(words, gap=4)
        if line.note:
            left.addWidget(widgets.text(line.note, "small", wrap=True))
        links = widgets.row(gap=0)
        if line.clause is not None:
            links.addWidget(ClauseLink(line.clause), 0, Qt.AlignmentFlag.AlignTop)
        if line.lines:
            left.addWidget(_ExpensesBehind([ExpenseId(n) for n in line.lines], self._fetch))
        if links.count():
            left.addLayout(links)
        amount = widgets.text(wording.exact_yuan(line.exact_fen), "strong")
        amount.setAlignment(_RIGHT)
        amount.setMinimumWidth(128)
        chip = basis_chip(line.basis)
        chip.setMinimumWidth(64)
        row = widgets.row(gap=2 * GRID)
        row.setContentsMargins(0, 12, 0, 12)
        row.addLayout(left, 1)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
        return widgets.holding(row, f"step.{line.step}")

    def _show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        self._left_out.addWidget(
            widgets.text(
                self.tr("没有计入的费用（{count} 笔）").format(count=len(left_out)), "section"
            )
        )
        shown = left_out[:_MOST_SHOWN]
        rows = self._fetch([ExpenseId(one.line) for one in shown])
        table = ExpenseLines()
        for one in shown:
            table.add(rows.get(ExpenseId(one.line)), say(one))
        self._left_out.addWidget(table)
        table.say_more(len(left_out) - len(shown))

    def _headroom(self, headroom: Headroom) -> QWidget:
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 1000)
        limit = max(headroom.limit.fen, 1)
        bar.setValue(min(1000, headroom.used.fen * 1000 // limit))
        bar.setAccessibleName(headroom.title)
        figures = self.tr("上限 {limit}，已用 {used}").format(
            used=wording.yuan(headroom.used), limit=wording.yuan(headroom.limit)
        )
        room = self.tr("还可用 {room}").format(room=wording.yuan(headroom.room))
        head = widgets.row(widgets.text(headroom.title, "strong", wrap=True), gap=GRID)
        head.setStretch(0, 1)
        head.addWidget(widgets.text(room, "strong"), 0, Qt.AlignmentFlag.AlignRight)
        return widgets.holding(widgets.column(head, bar, widgets.text(figures, "small"), gap=4))


class ExpenseLines(QWidget):
    """A short, quiet table of expenses: day, payee, category, amount, and a remark."""

    def __init__(self) -> None:
        super().__init__()
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
        self._grid.addLayout(words, line, 1)
        amount: QLabel = widgets.text(wording.yuan(expense.gross))
        amount.setAlignment(_RIGHT)
        self._grid.addWidget(amount, line, 2, top)

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


class _ExpensesBehind(QWidget):
    """“由 3 笔费用合计”: one press shows them, read only then."""

    def __init__(self, ids: Sequence[ExpenseId], fetch: FetchExpenses) -> None:
        super().__init__()
        self._ids, self._fetch = ids, fetch
        self._table: ExpenseLines | None = None
        self.button = widgets.button(
            self.tr("由 {count} 笔费用合计").format(count=len(ids)), "quiet", "ledger"
        )
        self.button.setCheckable(True)
        self.button.setObjectName("behind")
        self.button.setStyleSheet(LINK_LOOK)
        self.button.toggled.connect(self._toggle)
        line = widgets.row(self.button, 1)
        self._box = widgets.column(line, gap=4)
        self.setLayout(self._box)

    def _toggle(self, shown: bool) -> None:
        if self._table is None:
            self._table = ExpenseLines()
            first = self._ids[:_MOST_SHOWN]
            rows = self._fetch(first)
            for number in first:
                row = rows.get(number)
                self._table.add(row, self._tax(row))
            self._table.say_more(len(self._ids) - len(first))
            self._box.addWidget(self._table)
        self._table.setVisible(shown)

    def _tax(self, row: ExpenseRow | None) -> str:
        """Say how much of an expense is tax: the step may have added up without it."""
        if row is None or not row.expense.tax:
            return ""
        return self.tr("价税合计，其中税额 {tax}").format(tax=wording.yuan(row.expense.tax))
