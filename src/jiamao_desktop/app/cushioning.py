"""The cushion (防退票): a few vouchers more than the plan, so that losing one costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jiamao_desktop.app.plan_findings import CushionedPlan, UnsafeClaim
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.app.plan_search import ticking
from jiamao_desktop.app.plan_views import View, Work, work_of
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.cushion import Cushion
from jiamao_desktop.domain.cushion import cushion as cushion_of
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId


def cushion(ws: Workspace, plan: BestPlan, report: Report = silent) -> CushionedPlan:
    """Return a plan with a cushion: what is applied for stays the same.

    Args:
        ws: The open book.
        plan: As :func:`~jiamao_desktop.app.planning.plan` made it.
        report: Progress; raises ``Cancelled`` to stop.
    """
    work = work_of(plan)
    found = cushion_of(work.model, work.allocation, report=ticking(report))
    safe = View(ws, replace(work, allocation=found.allocation), plan.scenario).plan()
    return CushionedPlan(
        plan=safe,
        extra_vouchers=safe.vouchers - plan.vouchers,
        extra_pages=safe.pages - plan.pages,
        safe=Money(found.safe_sum),
        safe_at_most=Money(found.safe_at_most),
        vouchers_at_least=found.vouchers_at_least,
        unsafe=tuple(_unsafe(work, found)),
        certified=found.certified,
    )


def _unsafe(work: Work, found: Cushion) -> Iterator[UnsafeClaim]:
    """Yield the claims that lose by the loss of one voucher; an award stands on none."""
    worst: dict[int, int] = {}
    for one in found.unsafe:
        info = work.compiled.leaves[one.leaf]
        if not info.award and one.loss:
            worst[info.subject] = max(one.loss, worst.get(info.subject, 0))
    for place, loss in sorted(worst.items(), key=lambda one: (-one[1], one[0])):
        subject = work.offer.subjects[place]
        yield UnsafeClaim(
            measure=subject.plan.measure.id,
            title=subject.plan.measure.title,
            project=None if subject.project is None else ProjectId(subject.project),
            project_title=subject.project_title,
            worst=Money(loss),
        )
