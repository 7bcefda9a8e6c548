"""The best plan of a book (最优方案): the most money by proof, then the least paper."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.app.cushioning import cushion
from jiamao_desktop.app.outlook import outlook
from jiamao_desktop.app.plan_details import details
from jiamao_desktop.app.plan_findings import ComparedClaim, Comparison
from jiamao_desktop.app.plan_parts import BestPlan, Scenario
from jiamao_desktop.app.plan_search import asked, worked_out
from jiamao_desktop.app.plan_views import View
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.scenarios import cases_of
from jiamao_desktop.app.solving import SECONDS
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocating.optimum import DEFAULT
from jiamao_desktop.domain.money import Money

__all__ = ["compare", "cushion", "details", "outlook", "plan"]

AS_IT_IS = Scenario()
"""Nothing is supposed."""


def plan(
    ws: Workspace,
    scenario: Scenario = AS_IT_IS,
    report: Report = silent,
    *,
    effort: int = DEFAULT,
    seconds: float = SECONDS,
) -> BestPlan:
    """Return the best plan of a book; nothing is stored.

    Args:
        ws: The open book.
        scenario: What is supposed beyond the book.
        report: Progress; raises ``Cancelled`` to stop.
        effort: Steps of search, see :func:`~jiamao_desktop.domain.allocating.optimum.optimum`.
        seconds: For a solver's hints where that is not enough; 0: the same answer everywhere.

    Raises:
        UserError: What the scenario names is not there, see
            :func:`~jiamao_desktop.app.scenarios.cases_of`; ``plan.pin_impossible``.
    """
    question = asked(cases_of(ws, scenario), scenario, report)
    work = worked_out(question, report, effort=effort, seconds=seconds)
    return View(ws, work, scenario).plan()


def compare(ws: Workspace, scenarios: Sequence[Scenario], report: Report = silent) -> Comparison:
    """Return plans side by side: the book as it is first, then each scenario.

    Raises:
        UserError: As :func:`plan`.
    """
    plans = tuple(plan(ws, one, report) for one in (AS_IT_IS, *scenarios))
    claims = [{(one.measure, one.project): one for one in found.claims} for found in plans]
    rows = []
    for key in dict.fromkeys(key for found in claims for key in found):
        named = next(found[key] for found in claims if key in found)
        rows.append(
            ComparedClaim(
                measure=named.measure,
                title=named.title,
                project=named.project,
                project_title=named.project_title,
                amounts=tuple(found[key].amount if key in found else None for found in claims),
            )
        )
    rows.sort(key=lambda one: (-_spread(one.amounts), one.measure, one.project or 0))
    return Comparison(plans=plans, rows=tuple(rows))


def _spread(amounts: Sequence[Money | None]) -> int:
    """Return by how much amounts differ."""
    fen = [amount.fen if amount else 0 for amount in amounts]
    return max(fen) - min(fen)
