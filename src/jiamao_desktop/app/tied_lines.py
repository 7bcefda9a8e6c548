"""What one voucher is worth where a red 发票 ties it to others.

In the model such vouchers stand or fall together. An office refuses one of them: then the red
one stays, and takes away from what is left. So the book is worked out again without that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jiamao_desktop.app.basis import without
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_carrying import carried, uses_of
from jiamao_desktop.app.plan_findings import UnsafeClaim
from jiamao_desktop.app.plan_parts import BestPlan, Between, Scenario
from jiamao_desktop.app.plan_search import asked, most_money
from jiamao_desktop.app.plan_views import Work
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocation import UNUSED
from jiamao_desktop.domain.compiling.compiled import Subject
from jiamao_desktop.domain.money import ZERO, Money

MOST = 24
"""For more vouchers than these nobody waits: the others have no weight."""


def tied(work: Work) -> Sequence[int]:
    """Return the expenses in use that are tied to others, without the red ones, in order."""
    lines = work.offer.cases.basis.lines
    return sorted(
        number
        for info, mode in zip(work.compiled.items, work.allocation.modes, strict=True)
        if mode != UNUSED and len(info.expenses) > 1
        for number in info.expenses
        if lines[number].gross > ZERO
    )


def tied_weights(
    ws: Workspace, work: Work, scenario: Scenario, report: Report
) -> Mapping[int, Between]:
    """Return what is lost if one of the tied expenses is refused and the red one stays.

    Args:
        ws: The open book.
        work: What a plan was worked out from.
        scenario: What it supposes.
        report: Progress; raises ``Cancelled`` to stop.
    """
    uses = uses_of(work.compiled, work.model, work.best.allocation.modes)
    cases = work.offer.cases
    found = {}
    for number in tied(work)[:MOST]:
        left = Cases(ws, without(cases.basis, number), cases.today)
        question = asked(left, scenario, report, strict=False)
        start = carried(uses, question.compiled, question.model)
        most = most_money(question.model, start, report)
        at_most = most.at_most
        if question.above is not question.model:
            at_most = most_money(question.above, most.modes, report).at_most
        found[number] = Between(
            at_least=Money(max(work.best.allocation.total - at_most, 0)),
            at_most=Money(max(work.above.at_most - most.at_least, 0)),
        )
    return found


def tied_losses(work: Work, plan: BestPlan) -> Iterator[UnsafeClaim]:
    """Yield the claims of a plan that lose by the loss of one tied voucher, by the rules.

    Args:
        work: What the plan was worked out from.
        plan: The plan.
    """
    numbers = frozenset(tied(work))
    subjects = {(one.plan.measure.id, one.project): one for one in work.offer.subjects}
    for claim in plan.claims:
        lines = frozenset(line.expense for line in claim.lines)
        subject = subjects[claim.measure, claim.project]
        worst = max(
            (claim.amount - _allowed(subject, lines - {one}) for one in sorted(lines & numbers)),
            default=ZERO,
        )
        if worst > ZERO:
            yield UnsafeClaim(
                measure=claim.measure,
                title=claim.title,
                project=claim.project,
                project_title=claim.project_title,
                worst=worst,
            )


def _allowed(subject: Subject, numbers: frozenset[int]) -> Money:
    kept = [one for one in subject.case.lines if one.id in numbers]
    return subject.plan.assess(replace(subject.case, lines=kept)).ceiling
