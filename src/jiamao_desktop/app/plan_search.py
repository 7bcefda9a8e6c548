"""The search behind a plan: from the cases of a book to its best allocation."""

from __future__ import annotations

from collections.abc import Callable

from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_parts import Scenario
from jiamao_desktop.app.plan_views import Work
from jiamao_desktop.app.plan_work import offer, restricted
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.solving import SECONDS, best
from jiamao_desktop.domain.obvious import obvious
from jiamao_desktop.domain.optimum import DEFAULT


def worked_out(
    cases: Cases,
    scenario: Scenario,
    report: Report = silent,
    *,
    effort: int = DEFAULT,
    seconds: float = SECONDS,
    strict: bool = True,
) -> Work:
    """Return the best allocation of what there is to claim, not yet put into words.

    Args:
        cases: The book as the scenario supposes it.
        scenario: For what it pins and forbids.
        report: Progress.
        effort: Steps of search.
        seconds: For a solver's hints where that is not enough.
        strict: Refuse a pin that cannot be; else its expense is not claimed.

    Raises:
        UserError: ``plan.pin_impossible``.
    """
    offered = offer(cases, report)
    compiled = offered.compiled()
    model = restricted(compiled, scenario, strict=strict)
    found = best(model, seconds=seconds, effort=effort, report=ticking(report))
    return Work(
        offer=offered,
        compiled=compiled,
        model=model,
        best=found,
        allocation=found.allocation,
        obvious=obvious(model),
    )


def ticking(report: Report) -> Callable[[], None]:
    """Return a report for searches, of which nobody knows how long they take."""
    return lambda: report(0, None, "")
