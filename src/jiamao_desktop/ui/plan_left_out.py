"""What is not in a plan: measures with their own single result, and expenses, each with why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from jiamao_desktop.app.plan_parts import BestPlan, NotPlanned, SpareLine
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_supposed import fill_menu, targets
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.plan_words import key_of, two_lines
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.tile_list import Heading, Row, Tile, TileList
from jiamao_desktop.ui.wording import Verdict, tr

_LIST = (260, 380)
_NOTHING, _BODY = range(2)
_UNANSWERED, _UNREAD = "plan.waits_for_answers", "plan.depends_on_reading"
"""Why a measure waits: what the link below the list then leads to."""


class PlanLeftOut(QWidget):
    """Measures at the left, expenses at the right.

    Signals:
        card_wanted: ``((measure, project))``. words_wanted: ``(measure)``: its unclear words.
        expense_wanted: ``(expense)`` is to be opened in the ledger.
        supposed: ``(Supposed)`` of one expense is to be tried.
    """

    card_wanted = Signal(object)
    words_wanted = Signal(str)
    expense_wanted = Signal(int)
    supposed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BestPlan | None = None
        self.list = TileList(self.tr("没有进方案的措施"))
        self.list.setMinimumWidth(_LIST[0])
        self.list.setMaximumWidth(_LIST[1])
        self.list.opened.connect(lambda _key: self._name_card())
        self.card = widgets.when_clicked(
            widgets.button(self.tr("打开这项措施"), "quiet", "policy"), self._go_to_card
        )
        self.table: PlanTable[SpareLine] = PlanTable(self._columns(), self.tr("没有用上的费用"))
        self.table.sort_by(
            label=lambda line: (line.label, line.category),
            gross=lambda line: line.gross.fen,
            why=lambda line: (line.why.code, line.why.details),
        )
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _number: self._go_to_ledger())
        self.why = widgets.text("", "soft", wrap=True)
        self.ledger = widgets.when_clicked(
            widgets.button(self.tr("在台账中查看"), "quiet", "ledger"), self._go_to_ledger
        )
        self.suppose = widgets.button(self.tr("假如…"), "quiet", "question")
        self._measures = widgets.text("", "strong", wrap=True)
        self._expenses = widgets.text("", "strong", wrap=True)
        self.pages = QStackedWidget()
        self._lay_out()

    def _columns(self) -> Sequence[Column[SpareLine]]:
        return (
            Column(
                self.tr("收款方和类别"),
                lambda one: two_lines(
                    one.label,
                    self.tr("{day}　{category}").format(
                        day=wording.day(one.date), category=one.category
                    ),
                ),
                sort="label",
                width=0,
            ),
            Column(
                self.tr("金额"),
                lambda one: wording.yuan(one.gross),
                align_right=True,
                sort="gross",
                width=122,
            ),
            Column(self.tr("为什么没有用上"), lambda one: say(one.why), sort="why", width=280),
        )

    def _lay_out(self) -> None:
        for link in (self.card, self.ledger, self.suppose):
            link.setStyleSheet(LINK_LOOK)
        left = widgets.column(self._measures, self.list, widgets.row(self.card, 1), gap=GRID)
        left.setStretch(1, 1)
        foot = widgets.row(self.why, self.suppose, self.ledger, gap=2 * GRID)
        foot.setStretch(0, 1)
        right = widgets.column(self._expenses, self.table, foot, gap=GRID)
        right.setStretch(1, 1)
        self._left = widgets.holding(left)
        self._left.setMaximumWidth(_LIST[1])
        body = widgets.row(self._left, gap=2 * GRID)
        body.setStretch(0, 2)
        body.addLayout(right, 5)
        all_in = widgets.EmptyState(
            "empty-search",
            self.tr("没有落下的"),
            self.tr("能报的措施都在方案里，每笔费用也都用上了。"),
        )
        self.pages.addWidget(all_in)
        self.pages.addWidget(widgets.holding(body))
        box = widgets.column(self.pages)
        box.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(box)

    def show_plan(self, plan: BestPlan) -> None:
        """Show what a plan leaves out."""
        self._plan = plan
        self.pages.setCurrentIndex(_BODY if plan.left_out or plan.spare else _NOTHING)
        count = len(plan.left_out)
        self._measures.setText(
            self.tr("没有进方案的措施 {count}").format(count=count)
            if count
            else self.tr("能报的措施都在方案里。")
        )
        self.list.show_rows(_rows(plan.left_out))
        self.list.setVisible(bool(count))
        self.card.setVisible(bool(count))
        spare = len(plan.spare)
        self._expenses.setText(
            self.tr("没有用上的费用 {count} 笔").format(count=spare)
            if spare
            else self.tr("每笔费用都用上了。")
        )
        self.table.show_records(plan.spare)
        self.table.setVisible(bool(spare))
        for part in (self.why, self.ledger, self.suppose):
            part.setVisible(bool(spare))
        self._pick(None)
        self._name_card()

    def _pick(self, _number: object) -> None:
        line = self.table.picked_record()
        real = line is not None and line.expense > 0
        self.ledger.setEnabled(real)
        self.suppose.setEnabled(real)
        self.why.setText(
            say(line.why) if line is not None else self.tr("选中一笔，看为什么没有用上。")
        )
        if line is not None and self._plan is not None:
            fill_menu(self.suppose, line, None, targets(self._plan), self.supposed.emit)

    def _one(self) -> NotPlanned | None:
        found = self._plan.left_out if self._plan is not None else ()
        return next((one for one in found if key_of(one) == self.list.key), None)

    def _name_card(self) -> None:
        one = self._one()
        words = {_UNANSWERED: self.tr("去回答问题"), _UNREAD: self.tr("去看待明确的口径")}
        code = "" if one is None else one.why.code
        self.card.setText(words.get(code, self.tr("打开这项措施")))
        self.card.setEnabled(one is not None)

    def _go_to_card(self) -> None:
        one = self._one()
        if one is None:
            return
        if one.why.code == _UNREAD:
            self.words_wanted.emit(one.measure)
        else:
            self.card_wanted.emit(key_of(one))

    def _go_to_ledger(self) -> None:
        line = self.table.picked_record()
        if line is not None and line.expense > 0:
            self.expense_wanted.emit(line.expense)


def _rows(found: Sequence[NotPlanned]) -> Sequence[Row]:
    """Return those that wait first, each group under its heading."""
    rows: list[Row] = []
    for verdict, waits in (
        (Verdict("?", tr("等答复或认定"), "info"), True),
        (Verdict("—", tr("没有采用"), "calm"), False),
    ):
        group = [one for one in found if one.waits is waits]
        if group:
            rows.append(Heading(verdict, len(group)))
            rows += [_tile(one, verdict) for one in group]
    return rows


def _tile(one: NotPlanned, verdict: Verdict) -> Tile:
    alone = tr("单独可得 {amount}").format(amount=wording.yuan(one.alone)) if one.alone else ""
    return Tile(
        key=key_of(one),
        title=one.title,
        subtitle=one.project_title,
        figure=alone,
        verdict=verdict,
        said=say(one.why),
        badged=True,
    )
