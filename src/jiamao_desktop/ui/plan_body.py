"""A plan as it is looked at: its head, and a tab for each way to look at it."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtWidgets import QTabWidget, QWidget

from jiamao_desktop.app.plan_parts import BestPlan, PlanDetails
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.plan_caps import PlanCaps
from jiamao_desktop.ui.plan_claims import PlanClaims
from jiamao_desktop.ui.plan_cushion import PlanCushion
from jiamao_desktop.ui.plan_head import PlanHead
from jiamao_desktop.ui.plan_left_out import PlanLeftOut
from jiamao_desktop.ui.plan_outlook import PlanOutlook
from jiamao_desktop.ui.plan_what_if import PlanWhatIf
from jiamao_desktop.ui.plan_words import Statement
from jiamao_desktop.ui.theme import GRID


class Tab(IntEnum):
    """What is shown of a plan, in the order of the tabs."""

    CLAIMS = 0
    CAPS = 1
    LEFT_OUT = 2
    OUTLOOK = 3
    CUSHION = 4
    WHAT_IF = 5


class PlanBody(QWidget):
    """Head and tabs. It shows what it is given; the screen works it out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PlanHead()
        self.claims = PlanClaims()
        self.caps = PlanCaps()
        self.left_out = PlanLeftOut()
        self.outlook = PlanOutlook()
        self.cushion = PlanCushion()
        self.what_if = PlanWhatIf()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for pane, name in (
            (self.claims, self.tr("申报")),
            (_scrolled(self.caps), self.tr("上限")),
            (self.left_out, self.tr("没有计入")),
            (_scrolled(self.outlook), self.tr("未定的事")),
            (self.cushion, self.tr("防退票")),
            (self.what_if, self.tr("假如")),
        ):
            self.tabs.addTab(pane, name)
        box = widgets.column(self.head, self.tabs, gap=GRID)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_plan(self, plan: BestPlan, variant: str, paper: Statement | None) -> None:
        """Show a plan: the best one, or a variant under its name. Details come later."""
        self.head.show_plan(plan, variant=variant, paper=paper)
        self.head.set_ready(ready=bool(plan.claims))
        self.claims.show_plan(plan)
        self.caps.show_plan(plan)
        self.left_out.show_plan(plan)
        self._name_tabs(plan)

    def show_details(self, found: PlanDetails) -> None:
        """Show what vouchers weigh, what caps cost and what more would bring."""
        self.claims.show_weights(found.weights)
        self.caps.show_details(found)

    def give_up_details(self) -> None:
        """Say that they have not been worked out."""
        self.claims.show_weights({})
        self.caps.give_up(self.unfinished())

    def unfinished(self) -> str:
        """Return what stands where something was stopped or failed."""
        return self.tr("没有算完。按上面的“重新计算”再来一次。")

    def _name_tabs(self, plan: BestPlan) -> None:
        left_out = len(plan.left_out) + len(plan.spare)
        full = sum(meter.full for meter in plan.meters)
        for tab, name, count in (
            (Tab.CLAIMS, self.tr("申报"), len(plan.claims)),
            (Tab.CAPS, self.tr("上限"), 0),
            (Tab.LEFT_OUT, self.tr("没有计入"), left_out),
        ):
            self.tabs.setTabText(tab, f"{name} {count}" if count else name)
        if full:
            self.tabs.setTabText(Tab.CAPS, self.tr("上限：{count} 个用满").format(count=full))


def _scrolled(pane: QWidget) -> QWidget:
    inside = widgets.column(pane, 1)
    inside.setContentsMargins(0, GRID, GRID, GRID)
    return widgets.scrolled(widgets.holding(inside))
