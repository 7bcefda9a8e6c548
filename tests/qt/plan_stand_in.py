"""A planner that answers with samples, fails, or hangs: for tests of the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from tests.qt.plan_samples import (
    make_comparison,
    make_cushion,
    make_details,
    make_outlook,
    make_plan,
)

from jiamao_desktop.app import (
    cushioning,
    outlook,
    plan_details,
    planning,
    unsettled,
)
from jiamao_desktop.app.plan_parts import BestPlan, Scenario
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import JiamaoError

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
TICK_MS, LONGEST_MS = 50, 200


@dataclass
class Planner:
    """Stands in for the use cases: answers with samples, fails or hangs where it is told to.

    Attributes:
        calls: What was asked for, in order.
        words: Unclear ones that a what-if may be about.
        hangs: What does not end but reports; ``fails``: What is refused.
    """

    plan: BestPlan = field(default_factory=make_plan)
    calls: list[str] = field(default_factory=list)
    hangs: set[str] = field(default_factory=set)
    fails: dict[str, JiamaoError] = field(default_factory=dict)
    words: Sequence[UnsettledItem] = ()
    begun: threading.Event = field(default_factory=threading.Event)

    def answer(self, name: str, report: Report, result: Callable[[], Any]) -> Any:
        self.calls.append(name)
        if name in self.fails:
            raise self.fails[name]
        while name in self.hangs:
            report(1, None, "")
            self.begun.set()
            time.sleep(0.002)
        return result()


def stand_in(monkeypatch: pytest.MonkeyPatch) -> Planner:
    """Put a planner in the place of every use case that plans."""
    made = Planner()

    def plan(_ws: Workspace, scenario: Scenario | None = None, *, report: Report) -> BestPlan:
        return cast("BestPlan", made.answer("plan", report, lambda: made.plan))

    def details(_ws: Workspace, _plan: BestPlan, report: Report) -> object:
        return made.answer("details", report, make_details)

    def look_out(_ws: Workspace, plan: BestPlan, report: Report) -> object:
        return made.answer("outlook", report, lambda: make_outlook(plan))

    def cushion(_ws: Workspace, plan: BestPlan, report: Report) -> object:
        return made.answer("cushion", report, lambda: make_cushion(plan))

    def compare(_ws: Workspace, scenarios: Sequence[Scenario], report: Report) -> object:
        return made.answer("compare", report, lambda: make_comparison(made.plan, *scenarios))

    monkeypatch.setattr(unsettled, "unsettled_list", lambda _ws: made.words)
    monkeypatch.setattr(planning, "plan", plan)
    monkeypatch.setattr(planning, "compare", compare)
    monkeypatch.setattr(plan_details, "details", details)
    monkeypatch.setattr(outlook, "outlook", look_out)
    monkeypatch.setattr(cushioning, "cushion", cushion)
    return made
