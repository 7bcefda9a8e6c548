"""What the screen of the plan asks of the use cases, each in a job.

They are read in when they are first asked: planning brings half of the program's rules with it,
and the window's own thread must not wait for that.
"""

# ruff: noqa: PLC0415 -- that is the whole point: see above

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiamao_desktop.ui.plan_suppose_form import Choices

if TYPE_CHECKING:
    from jiamao_desktop.app.plan_findings import (
        Adoption,
        Comparison,
        CushionedPlan,
        Outlook,
        PlanDetails,
    )
    from jiamao_desktop.app.plan_parts import BestPlan, Scenario
    from jiamao_desktop.app.progress import Report
    from jiamao_desktop.app.workspace import Workspace
    from jiamao_desktop.domain.changes import Changes


def best(ws: Workspace, report: Report) -> BestPlan:
    """Return the best plan of the book as it stands."""
    from jiamao_desktop.app import planning

    return planning.plan(ws, report=report)


def details(ws: Workspace, plan: BestPlan, report: Report) -> PlanDetails:
    """Return what a plan is worth in its parts."""
    from jiamao_desktop.app import plan_details

    return plan_details.details(ws, plan, report)


def outlook(ws: Workspace, plan: BestPlan, report: Report) -> Outlook:
    """Return how far what is open moves the sum of a plan."""
    from jiamao_desktop.app import outlook as looking

    return looking.outlook(ws, plan, report)


def cushion(ws: Workspace, plan: BestPlan, report: Report) -> CushionedPlan:
    """Return a plan with its cushion."""
    from jiamao_desktop.app import cushioning

    return cushioning.cushion(ws, plan, report)


def compare(ws: Workspace, scenarios: Sequence[Scenario], report: Report) -> Comparison:
    """Return the plan of the book beside those of the scenarios."""
    from jiamao_desktop.app import planning

    return planning.compare(ws, scenarios, report)


def adoption(ws: Workspace, plan: BestPlan) -> Adoption:
    """Return what adopting a plan would do."""
    from jiamao_desktop.app import adopting

    return adopting.adoption(ws, plan)


def adopt(ws: Workspace, plan: BestPlan) -> Changes:
    """Make the claims of a plan."""
    from jiamao_desktop.app import adopting

    return adopting.adopt(ws, plan)


def choices(ws: Workspace) -> Choices:
    """Return what a supposition may be made of."""
    from jiamao_desktop.app import projects, unsettled

    return Choices(
        words={
            (item.pack, item.key): (
                item.question,
                {option.id: option.label for option in item.options},
            )
            for item in unsettled.unsettled_list(ws)
        },
        categories={one: known.label for one, known in ws.catalog.categories.items()},
        projects={row.id: row.project.title for row in projects.project_list(ws)},
    )
