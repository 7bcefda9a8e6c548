"""The claims of a plan: the list at the left, the open one with its expenses at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from jiamao_desktop.app.plan_parts import BestPlan, Between, PlannedClaim, PlannedLine
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.ui import plan_words, theme, widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK, ClauseLink
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_supposed import fill_menu, targets
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.plan_words import ClaimKey, key_of, two_lines
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.tile_list import Tile, TileList
from jiamao_desktop.ui.wording import Verdict, tr

_LIST = (232, 320)
"""Narrowest and widest list."""
_NOTHING, _BODY = range(2)


class PlanClaims(QWidget):
    """Every claim of the plan, one of them open.

    Signals:
        expense_wanted: ``(expense)`` is to be opened in the ledger.
        card_wanted: ``((measure, project))`` is to be opened: why it can be claimed.
        supposed: ``(Supposed)`` of one expense is to be tried.
        review_wanted, measures_wanted: Where to begin while there is nothing to plan.
    """

    expense_wanted = Signal(int)
    card_wanted = Signal(object)
    supposed = Signal(object)
    review_wanted = Signal()
    measures_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BestPlan | None = None
        self._weights: Mapping[int, Between] | None = None
        self.list = TileList(self.tr("方案里的申报"))
        self.list.setMinimumWidth(_LIST[0])
        self.list.setMaximumWidth(_LIST[1])
        self.list.opened.connect(self._open)
        self.title = widgets.text("", "section", wrap=True)
        self.about = widgets.text("", "soft", wrap=True)
        self.years = widgets.text("", "small", wrap=True)
        self._clause = widgets.column(gap=0)
        self.card = widgets.when_clicked(
            widgets.button(self.tr("为什么能报"), "quiet", "policy"), self._go_to_card
        )
        self.ledger = widgets.when_clicked(
            widgets.button(self.tr("在台账中查看"), "quiet", "ledger"), self._go_to_ledger
        )
        self.suppose = widgets.button(self.tr("假如…"), "quiet", "question")
        self.table: PlanTable[PlannedLine] = PlanTable(self._columns(), self.tr("这项申报的费用"))
        self.table.sort_by(
            date=lambda line: str(line.date or ""),
            label=lambda line: (line.label, line.category),
            gross=lambda line: line.gross.fen,
            counted=lambda line: line.counted.fen,
            weight=self._weight_fen,
        )
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _number: self._go_to_ledger())
        self.pages = QStackedWidget()
        self._lay_out()

    def _columns(self) -> Sequence[Column[PlannedLine]]:
        return (
            Column(self.tr("付款日期"), lambda one: wording.day(one.date), sort="date", width=104),
            Column(
                self.tr("收款方和类别"),
                lambda one: two_lines(one.label, one.category),
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
            Column(
                self.tr("计入"),
                lambda one: wording.yuan(one.counted),
                align_right=True,
                sort="counted",
                width=122,
            ),
            Column(
                self.tr("若被退回少得"),
                self._weight,
                align_right=True,
                sort="weight",
                width=140,
                colour=self._weight_colour,
            ),
        )

    def _lay_out(self) -> None:
        head = widgets.row(widgets.column(self.title, self.about, self.years, gap=2), gap=GRID)
        head.setStretch(0, 1)
        head.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        for link in (self.card, self.ledger, self.suppose):
            link.setStyleSheet(LINK_LOOK)
        foot = widgets.row(
            widgets.text(self.tr("富余：有别的凭证可以顶上，被退也不少拿。"), "small", wrap=True),
            self.suppose,
            self.ledger,
            gap=2 * GRID,
        )
        foot.setStretch(0, 1)
        detail = widgets.column(head, self._clause, self.table, foot, gap=GRID)
        detail.setStretch(2, 1)
        body = widgets.row(self.list, gap=2 * GRID)
        body.setStretch(0, 2)
        body.addLayout(detail, 5)
        self.empty = widgets.EmptyState(
            "empty-claim",
            self.tr("现在没有可以申报的"),
            "",
            widgets.when_clicked(
                widgets.button(self.tr("去收单"), "secondary", "inbox"), self.review_wanted.emit
            ),
            widgets.when_clicked(
                widgets.button(self.tr("看有哪些政策"), "primary", "policy"),
                self.measures_wanted.emit,
            ),
        )
        self.pages.addWidget(self.empty)
        self.pages.addWidget(widgets.holding(body))
        box = widgets.column(self.pages)
        box.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(box)

    @property
    def claim(self) -> PlannedClaim | None:
        """Return the open claim."""
        if self._plan is None:
            return None
        return next((one for one in self._plan.claims if key_of(one) == self.list.key), None)

    def show_plan(self, plan: BestPlan) -> None:
        """Show the claims of a plan; the open one stays open. Weights come later."""
        self._plan, self._weights = plan, None
        if plan.claims:
            self.list.show_rows([_tile(one) for one in plan.claims])
            self._open(self.list.key)
            self.pages.setCurrentIndex(_BODY)
            return
        self.empty.hint.setText(
            say(plan.nothing) if plan.nothing else self.tr("“没有计入”里写着每一项的原因。")
        )
        self.pages.setCurrentIndex(_NOTHING)

    def show_weights(self, weights: Mapping[int, Between]) -> None:
        """Show what is lost with each expense."""
        self._weights = weights
        self.table.refill()

    def open(self, key: ClaimKey) -> bool:
        """Open a claim; tells whether it is in the plan."""
        return self.list.open(key)

    def _open(self, key: object) -> None:
        claim = self.claim
        if claim is None or key != key_of(claim):
            return
        self.title.setText(claim.title)
        self.about.setText(self._about(claim))
        self.years.setText(self._years(claim))
        self.years.setVisible(len(claim.years) > 1)
        widgets.clear(self._clause)
        self._clause.addWidget(ClauseLink(claim.clause))
        if claim.note:
            chip = widgets.chip(self.tr("! 请注意"), "warn")
            note = widgets.row(chip, widgets.text(claim.note, wrap=True), gap=GRID)
            note.setStretch(1, 1)
            self._clause.addLayout(note)
        self.table.show_records(claim.lines)
        self._pick(None)

    def _about(self, claim: PlannedClaim) -> str:
        parts = [claim.project_title] if claim.project_title else []
        amount = self.tr("申请 {amount}").format(amount=plan_words.amount_text(claim))
        if claim.ceiling > claim.amount:
            words = self.tr("{amount}（这些费用单独算有 {ceiling}，受上限限制）")
            amount = words.format(amount=amount, ceiling=wording.yuan(claim.ceiling))
        parts.append(amount)
        return self.tr("　·　").join(parts)

    def _years(self, claim: PlannedClaim) -> str:
        """Return what of a claim falls into each year, or on each day."""
        return self.tr("　·　").join(
            self.tr("{year}：{amount}").format(year=year, amount=wording.yuan(paid))
            for year, paid in claim.years
        )

    def _weight(self, line: PlannedLine) -> str:
        known = self._weights is not None
        return plan_words.weight_text((self._weights or {}).get(line.expense), known=known)

    def _weight_colour(self, line: PlannedLine) -> str | None:
        weight = (self._weights or {}).get(line.expense)
        return None if weight and weight.at_most > ZERO else theme.INK_SOFT

    def _weight_fen(self, line: PlannedLine) -> int:
        weight = (self._weights or {}).get(line.expense)
        return -1 if weight is None else weight.at_least.fen

    def _pick(self, _number: object) -> None:
        line, claim = self.table.picked_record(), self.claim
        self.ledger.setEnabled(line is not None and line.expense > 0)
        self.suppose.setEnabled(line is not None and line.expense > 0)
        if line is not None and claim is not None and self._plan is not None:
            others = targets(self._plan)
            fill_menu(self.suppose, line, key_of(claim), others, self.supposed.emit)

    def _go_to_ledger(self) -> None:
        line = self.table.picked_record()
        if line is not None and line.expense > 0:
            self.expense_wanted.emit(line.expense)

    def _go_to_card(self) -> None:
        self.card_wanted.emit(cast("ClaimKey", self.list.key))


def _tile(claim: PlannedClaim) -> Tile:
    return Tile(
        key=key_of(claim),
        title=claim.title,
        subtitle=claim.project_title,
        figure=plan_words.amount_text(claim),
        verdict=Verdict("", plan_words.vouchers_text(claim.vouchers), "calm"),
        foot=tr("{pages} 份附件").format(pages=claim.pages) if claim.pages else "",
    )
