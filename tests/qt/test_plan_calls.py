"""What the screen asks of the use cases: each call reaches its own, and none is read in early."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.qt.plan_samples import make_adoption, make_cushion, make_details, make_outlook, make_plan
from tests.qt.unsettled_samples import make_item

from jiamao_desktop.app import (
    adopting,
    cushioning,
    outlook,
    plan_details,
    planning,
    unsettled,
)
from jiamao_desktop.app.plan_parts import Scenario
from jiamao_desktop.app.progress import silent
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.ui import plan_calls

UI = Path(__file__).parents[2] / "src" / "jiamao_desktop" / "ui"
HEAVY = {"planning", "plan_details", "outlook", "cushioning", "adopting", "unsettled"}


def at_once(file: Path) -> Iterator[str]:
    """Yield what a module of ``app`` is imported when this file is."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module == "jiamao_desktop.app":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.rpartition("jiamao_desktop.app.")[2]


def test_nothing_that_plans_is_read_in_before_it_is_asked() -> None:
    files = [*UI.glob("plan_*.py"), UI / "screens" / "plan.py"]
    assert len(files) > 10
    early = {(file.name, name) for file in files for name in set(at_once(file)) & HEAVY}
    assert early == set()


@pytest.mark.parametrize(
    ("call", "module", "name", "result"),
    [
        (plan_calls.details, plan_details, "details", make_details()),
        (plan_calls.outlook, outlook, "outlook", make_outlook(make_plan())),
        (plan_calls.cushion, cushioning, "cushion", make_cushion(make_plan())),
    ],
    ids=["details", "outlook", "cushion"],
)
def test_what_follows_a_plan_is_asked_about_that_plan(
    call: object, module: object, name: str, result: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def answer(*given: object) -> object:
        asked.append(given)
        return result

    monkeypatch.setattr(module, name, answer)
    assert callable(call)
    assert call("book", "plan", silent) is result
    assert asked == [("book", "plan", silent)]


def test_the_best_plan_is_asked_for_without_a_scenario(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    plan = make_plan()

    def answer(*given: object, **named: object) -> object:
        asked.append((given, named))
        return plan

    monkeypatch.setattr(planning, "plan", answer)
    assert plan_calls.best(workspace, silent) is plan
    assert asked == [((workspace,), {"report": silent})]


def test_scenarios_are_compared_in_the_order_they_stand_in(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(planning, "compare", lambda *given: asked.append(given))
    scenarios = [Scenario(name="假如 A"), Scenario(name="假如 B")]
    plan_calls.compare(workspace, scenarios, silent)
    assert asked == [(workspace, scenarios, silent)]


def test_adopting_is_looked_at_before_it_is_done(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    monkeypatch.setattr(adopting, "adoption", lambda _ws, _plan: make_adoption())
    monkeypatch.setattr(adopting, "adopt", lambda _ws, plan: done.append(plan))
    plan = make_plan()
    assert plan_calls.adoption(workspace, plan) == make_adoption()
    assert done == []
    plan_calls.adopt(workspace, plan)
    assert done == [plan]


def test_the_choices_name_words_categories_and_projects(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsettled, "unsettled_list", lambda _ws: [make_item()])
    found = plan_calls.choices(workspace)
    assert dict(found.words) == {
        ("p", "vat"): ("vat怎样理解？", {"net": "按不含税金额", "gross": "按价税合计"})
    }
    assert found.categories["fair.booth"] == "展位费"
    assert dict(found.projects) == {}
