"""A plan as it is looked at: its head, and a tab for each way to look at it.

The claims are there at once; what stands behind another tab is made when that is first opened.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from jiamao_desktop.app.plan_findings import PlanDetails
from jiamao_desktop.app.plan_parts import BestPlan
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


_NAMES = ("claims", "caps", "left_out", "outlook", "cushion", "what_if")
"""Attributes of the panes, by tab."""


class PlanBody(QWidget):
    """Head and tabs. It shows what it is given; the screen works it out.

    Signals:
        card_wanted: ``((measure, project))``. expense_wanted: ``(expense)``.
        words_wanted: ``(measure)``, its unclear words. word_wanted: ``((pack, key))``.
        questions_wanted: What measures wait for is to be answered.
        supposed: ``(Supposed)``. reading_supposed: ``((pack, key), option)``.
        robust_wanted: ``(BestPlan)`` for the worst case is to be shown.
        switched: ``(bool)`` the cushion is wanted, or not.
        compare_wanted: ``(scenarios)``. scenario_wanted, adopt_wanted: ``(BestPlan)`` of one.
    """

    card_wanted = Signal(object)
    expense_wanted = Signal(int)
    words_wanted = Signal(str)
    word_wanted = Signal(object)
    questions_wanted = Signal()
    supposed = Signal(object)
    reading_supposed = Signal(object, str)
    robust_wanted = Signal(object)
    switched = Signal(bool)
    compare_wanted = Signal(object)
    scenario_wanted = Signal(object)
    adopt_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BestPlan | None = None
        self._details: PlanDetails | None = None
        self._given_up = False
        self._places: list[QVBoxLayout] = []
        self.head = PlanHead()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        box = widgets.column(self.head, self.tabs, gap=GRID)
        box.setStretch(1, 1)
        self.setLayout(box)
        for name in (
            *(self.tr("申报"), self.tr("上限"), self.tr("没有计入")),
            *(self.tr("未定的事"), self.tr("防退票"), self.tr("假如")),
        ):
            self._places.append(widgets.column())
            self.tabs.addTab(widgets.holding(self._places[-1]), name)
        self.look(Tab.CLAIMS)
        self.tabs.currentChanged.connect(self.look)

    def look(self, tab: int) -> None:
        """See that the pane of a tab is there."""
        getattr(self, _NAMES[tab])

    def made(self, tab: Tab) -> bool:
        """Tell whether the pane of a tab has been made."""
        return _NAMES[tab] in self.__dict__

    @cached_property
    def claims(self) -> PlanClaims:
        """The planned claims."""
        pane = PlanClaims()
        self._places[Tab.CLAIMS].addWidget(pane)
        pane.card_wanted.connect(self.card_wanted)
        pane.expense_wanted.connect(self.expense_wanted)
        pane.supposed.connect(self.supposed)
        return pane

    @cached_property
    def caps(self) -> PlanCaps:
        """The caps as meters, and the next yuan."""
        pane = PlanCaps()
        self._places[Tab.CAPS].addWidget(_scrolled(pane))
        if self._plan is not None:
            pane.show_plan(self._plan)
        if self._details is not None:
            pane.show_details(self._details)
        elif self._given_up:
            pane.give_up(self.unfinished())
        return pane

    @cached_property
    def left_out(self) -> PlanLeftOut:
        """Measures and expenses that are not in the plan."""
        pane = PlanLeftOut()
        self._places[Tab.LEFT_OUT].addWidget(pane)
        pane.card_wanted.connect(self.card_wanted)
        pane.words_wanted.connect(self.words_wanted)
        pane.expense_wanted.connect(self.expense_wanted)
        pane.supposed.connect(self.supposed)
        if self._plan is not None:
            pane.show_plan(self._plan)
        return pane

    @cached_property
    def outlook(self) -> PlanOutlook:
        """How far what is open moves the sum."""
        pane = PlanOutlook()
        self._places[Tab.OUTLOOK].addWidget(_scrolled(pane))
        pane.word_wanted.connect(self.word_wanted)
        pane.questions_wanted.connect(self.questions_wanted)
        pane.supposed.connect(self.reading_supposed)
        pane.plan_wanted.connect(self.robust_wanted)
        return pane

    @cached_property
    def cushion(self) -> PlanCushion:
        """What it costs that no single refusal costs anything."""
        pane = PlanCushion()
        self._places[Tab.CUSHION].addWidget(pane)
        pane.switched.connect(self.switched)
        return pane

    @cached_property
    def what_if(self) -> PlanWhatIf:
        """What is supposed, beside the plan as it is."""
        pane = PlanWhatIf()
        self._places[Tab.WHAT_IF].addWidget(pane)
        pane.compare_wanted.connect(self.compare_wanted)
        pane.plan_wanted.connect(self.scenario_wanted)
        pane.adopt_wanted.connect(self.adopt_wanted)
        return pane

    def show_plan(self, plan: BestPlan, variant: str, paper: Statement | None) -> None:
        """Show a plan: the best one, or a variant under its name. Details come later."""
        self._plan, self._details, self._given_up = plan, None, False
        self.head.show_plan(plan, variant=variant, paper=paper)
        self.head.set_ready(ready=bool(plan.claims))
        self.claims.show_plan(plan)
        if self.made(Tab.CAPS):
            self.caps.show_plan(plan)
        if self.made(Tab.LEFT_OUT):
            self.left_out.show_plan(plan)
        self._name_tabs(plan)

    def show_details(self, found: PlanDetails) -> None:
        """Show what vouchers weigh, what caps cost and what more would bring."""
        self._details = found
        self.claims.show_weights(found.weights)
        if self.made(Tab.CAPS):
            self.caps.show_details(found)

    def wait(self) -> None:
        """Say that what rests on the plan before is worked out anew."""
        if self.made(Tab.OUTLOOK):
            self.outlook.wait()
        if self.made(Tab.CUSHION):
            self.cushion.wait()

    def give_up_details(self) -> None:
        """Say that they have not been worked out."""
        self._given_up = True
        self.claims.show_weights({})
        if self.made(Tab.CAPS):
            self.caps.give_up(self.unfinished())

    def unfinished(self) -> str:
        """Return what stands where something was stopped or failed."""
        return self.tr("没有算完。按上面的“重新计算”再来一次。")

    def switch_off(self) -> None:
        """Show that the cushion is not wanted."""
        if self.made(Tab.CUSHION):
            self.cushion.switch.setChecked(False)

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
