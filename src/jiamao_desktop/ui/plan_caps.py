"""The caps a plan touches, as meters: used, planned, free, the cost; and the next yuan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.app.plan_findings import NextYuan, PlanDetails
from jiamao_desktop.app.plan_parts import BestPlan, Between
from jiamao_desktop.app.plan_parts import Meter as CapMeter
from jiamao_desktop.ui import plan_words, widgets, wording
from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.headroom_pane import Meter
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_head import StatementRow
from jiamao_desktop.ui.theme import GRID

_TWO_WIDE = 1080
"""From this width on, two meters stand side by side."""
_TOP = Qt.AlignmentFlag.AlignTop


class MeterCard(widgets.Card):
    """One cap."""

    def __init__(self, meter: CapMeter) -> None:
        super().__init__(gap=6)
        self.setObjectName("cap")
        self.meter = meter
        self.cost = StatementRow()
        head = widgets.row(widgets.text(meter.title, "strong", wrap=True), gap=GRID)
        head.setStretch(0, 1)
        if meter.shared:
            head.addWidget(widgets.chip(self.tr("多项共用"), "info"), 0, _TOP)
        bar = Meter(meter.limit, meter.used, meter.planned)
        free = plan_words.free_text(meter)
        bar.setAccessibleName(f"{meter.title}：{free}")
        self.body.addLayout(head)
        self.body.addWidget(bar)
        self.body.addLayout(self._figures())
        left = widgets.row(widgets.text(free, "strong", wrap=True), gap=GRID)
        left.setStretch(0, 1)
        left.addWidget(widgets.text(plan_words.window_text(meter), "small"), 0, _TOP)
        self.body.addLayout(left)
        self.body.addWidget(self.cost)
        if meter.measures:
            names = self.tr("、").join(meter.measures)
            words = (
                self.tr("这次共用的措施：{titles}") if meter.shared else self.tr("措施：{titles}")
            )
            self.body.addWidget(widgets.text(words.format(titles=names), "small", wrap=True))
        if meter.clause is not None:
            self.body.addWidget(ClauseLink(meter.clause))
        self.show_cost(None)

    def _figures(self) -> widgets.FlowLayout:
        """Return the four amounts, each with its name, in as many lines as they need."""
        flow = widgets.FlowLayout(gap=2 * GRID)
        for name, amount in (
            (self.tr("上限"), self.meter.limit),
            (self.tr("以前已用"), self.meter.used),
            (self.tr("本方案（斜线）"), self.meter.planned),
        ):
            flow.addWidget(widgets.text(f"{name} {wording.yuan(amount)}", "soft"))
        return flow

    def show_cost(self, costs: Mapping[str, Between] | None) -> None:
        """Show what the cap costs; ``None``: that is still being worked out."""
        found = (costs or {}).get(self.meter.key)
        self.cost.show_statement(plan_words.cost_said(found, known=costs is not None))


class PlanCaps(QWidget):
    """All meters of a plan, and below them the value of the next yuan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[MeterCard] = []
        self.remarks = widgets.text("", wrap=True)
        self._odd = widgets.Card(self.remarks, tone="warn")
        self.none = widgets.text(self.tr("方案没有碰到任何合计上限。"), "soft", wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._more = widgets.Card(gap=GRID)
        self._columns = 0
        box = widgets.column(
            self._odd,
            self.none,
            self._grid,
            widgets.section(
                self.tr("再多花一元，值多少"),
                self.tr("按每一类费用再多 1,000 元重新安排一遍算出。"),
            ),
            self._more,
            1,
            gap=12,
        )
        self.setLayout(box)

    def show_plan(self, plan: BestPlan) -> None:
        """Show the meters of a plan; what they cost comes later."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self.cards = [MeterCard(meter) for meter in plan.meters]
        self.none.setVisible(not self.cards)
        self.remarks.setText("\n".join(say(one) for one in plan.remarks))
        self._odd.setVisible(bool(plan.remarks))
        self._columns = 0
        self._arrange()
        self._say_more(self.tr("正在计算…"))

    def show_details(self, details: PlanDetails) -> None:
        """Show what the caps cost, and what more expenses would bring."""
        for card in self.cards:
            card.show_cost(details.costs)
        if not details.next_yuan:
            self._say_more(self.tr("没有可以再多花的类别。"))
            return
        self._show_next(details.next_yuan)

    def give_up(self, words: str) -> None:
        """Say that what the caps cost has not been worked out."""
        for card in self.cards:
            card.show_cost({})
        self._say_more(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: one column of meters where two would be narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= _TWO_WIDE else 1
        if columns == self._columns:
            return
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns, _TOP)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns

    def _say_more(self, words: str) -> None:
        widgets.clear(self._more.body)
        self._more.body.addWidget(widgets.text(words, "soft", wrap=True))

    def _show_next(self, found: Sequence[NextYuan]) -> None:
        widgets.clear(self._more.body)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        for line, more in enumerate(found):
            what = widgets.column(widgets.text(more.label, wrap=True), gap=2)
            about = self.tr("　·　").join(
                part for part in (more.project_title, *more.measures) if part
            )
            if about:
                what.addWidget(widgets.text(about, "small", wrap=True))
            brings = bool(more.per_thousand.at_most)
            said = widgets.text(plan_words.next_text(more), "strong" if brings else "soft")
            said.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addLayout(what, line, 0, _TOP)
            grid.addWidget(said, line, 1, _TOP)
        grid.setColumnStretch(0, 1)
        self._more.body.addLayout(grid)
