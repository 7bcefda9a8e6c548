"""The cushion (防退票): a few vouchers more than the plan, so that losing one costs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jiamao_desktop.app.plan_findings import CushionedPlan, UnsafeClaim
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.app.plan_search import ticking
from jiamao_desktop.app.plan_views import View, Work, work_of
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.tied_lines import tied, tied_losses
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocating.cushion import Cushion
from jiamao_desktop.domain.allocating.cushion import cushion as cushion_of
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId

_Key = tuple[str, int | None]


def cushion(ws: Workspace, plan: BestPlan, report: Report = silent) -> CushionedPlan:
    """Return a plan with a cushion: what is applied for stays the same.

    Args:
        ws: The open book.
        plan: As :func:`~jiamao_desktop.app.planning.plan` made it.
        report: Progress; raises ``Cancelled`` to stop.
    """
    work = work_of(plan)
    found = cushion_of(work.model, work.allocation, report=ticking(report))
    cushioned = replace(work, allocation=found.allocation)
    safe = View(ws, cushioned, plan.scenario).plan()
    made = CushionedPlan(
        plan=safe,
        extra_vouchers=safe.vouchers - plan.vouchers,
        extra_pages=safe.pages - plan.pages,
        safe=Money(found.safe_sum),
        safe_at_most=Money(found.safe_at_most),
        vouchers_at_least=found.vouchers_at_least,
        unsafe=tuple(_unsafe(work, found)),
        certified=found.certified,
    )
    if not tied(cushioned):
        return made
    return _untied(made, plan, {_key(one): one for one in tied_losses(cushioned, safe)}, found)


def _untied(
    made: CushionedPlan,
    plan: BestPlan,
    losses: Mapping[_Key, UnsafeClaim],
    found: Cushion,
) -> CushionedPlan:
    """Return what is safe if of vouchers that a red 发票 ties together one is refused alone.

    The search lets them stand or fall together; so what it proved is not proved of these.

    Args:
        made: As the search sees it.
        plan: Without a cushion.
        losses: What the rules say that claims lose by one such voucher.
        found: What the search found.
    """
    work = work_of(plan)
    worst = {_key(one): one for one in made.unsafe}
    for key, one in losses.items():
        if key not in worst or worst[key].worst < one.worst:
            worst[key] = one
    subjects = work.offer.subjects
    owners = [subjects[work.compiled.leaves[leaf].subject] for leaf in found.safe]
    kept = [
        found.allocation.paid[leaf]
        for leaf, owner in zip(found.safe, owners, strict=True)
        if (owner.plan.measure.id, owner.project) not in losses
    ]
    return replace(
        made,
        safe=Money(sum(kept)),
        safe_at_most=plan.total,
        vouchers_at_least=plan.vouchers_at_least,
        unsafe=tuple(sorted(worst.values(), key=lambda one: (-one.worst.fen, *_order(one)))),
        certified=False,
    )


def _key(one: UnsafeClaim) -> _Key:
    return one.measure, one.project


def _order(one: UnsafeClaim) -> tuple[str, int]:
    return one.measure, one.project or 0


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
