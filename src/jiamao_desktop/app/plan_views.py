"""From an allocation to a plan that people can read: claims, lines, caps, what is left over.

Whatever is shown has been put to the rules engine once more: a claim never shows more than its
own expenses come to when they are assessed alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app.plan_parts import (
    BestPlan,
    Meter,
    NotPlanned,
    Obvious,
    PlannedClaim,
    PlannedLine,
    Scenario,
    SpareLine,
)
from jiamao_desktop.app.plan_work import Offer
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocation import UNUSED, Allocation, Model, Optimum
from jiamao_desktop.domain.compiling.compiled import Compiled, Subject
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import expenses


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a plan was worked out from.

    Attributes:
        model: That of ``compiled``, with what the scenario pins and forbids.
        best: The best allocation that was found, with its proof.
        above: That of a model which is never below the truth: the same one, unless weights had
            to be cut down to parts of a fen.
        allocation: The one shown: the best, or one with a cushion.
        obvious: What the obvious choice comes to.
    """

    offer: Offer
    compiled: Compiled
    model: Model
    best: Optimum
    above: Optimum
    allocation: Allocation
    obvious: Allocation


def work_of(plan: BestPlan) -> Work:
    """Return what a plan was worked out from.

    Raises:
        TypeError: Nobody worked it out.
    """
    if not isinstance(plan.work, Work):
        raise TypeError("a plan made by hand")
    return plan.work


class View:
    """Puts one piece of work into words."""

    def __init__(self, ws: Workspace, work: Work, scenario: Scenario) -> None:
        self._ws = ws
        self._work = work
        self._scenario = scenario
        self._cases = work.offer.cases
        self._lines = self._cases.basis.lines
        self._used = self._claimed()

    def plan(self) -> BestPlan:
        """Return the plan."""
        work = self._work
        claims, lowered = self._claims()
        amount = total(one.amount for one in claims)
        used = {line.expense for one in claims for line in one.lines}
        at_most = max(Money(work.above.at_most), amount)
        same = work.above.allocation.total == work.allocation.total
        fewest_claims = work.above.claims_at_least if same else 0
        fewest_vouchers = work.above.vouchers_at_least if same else 0
        paper = (len(claims), len(used)) == (fewest_claims, fewest_vouchers)
        return BestPlan(
            total=amount,
            at_most=at_most,
            money_certified=amount == at_most,
            certified=amount == at_most and paper,
            claims=claims,
            vouchers=len(used),
            pages=len(self._documents(used)),
            claims_at_least=fewest_claims,
            vouchers_at_least=fewest_vouchers,
            meters=tuple(self._meters()),
            spare=tuple(self._spare(used)),
            left_out=tuple(self._left_out({(one.measure, one.project) for one in claims})),
            obvious=Obvious(
                total=Money(work.obvious.total),
                claims=work.obvious.claims,
                vouchers=work.obvious.vouchers,
            ),
            lowered=lowered,
            remarks=tuple(one for one in work.compiled.remarks if one.code not in _SAID),
            nothing=None if claims else self._nothing(),
            operation=self._cases.basis.operation,
            scenario=self._scenario,
            work=work,
        )

    def _claimed(self) -> Mapping[int, Sequence[int]]:
        """Return, for each subject that is paid anything, the places of its items in use."""
        work, found = self._work, dict[int, list[int]]()
        for leaf, info in enumerate(work.compiled.leaves):
            if work.allocation.paid[leaf]:
                found.setdefault(info.subject, [])
        for place, (item, mode) in enumerate(
            zip(work.model.items, work.allocation.modes, strict=True)
        ):
            if mode == UNUSED:
                continue
            paid = {
                work.compiled.leaves[leaf].subject
                for leaf, _ in item.modes[mode]
                if work.allocation.paid[leaf]
            }
            for subject in sorted(paid):
                found[subject].append(place)
        return found

    def _claims(self) -> tuple[tuple[PlannedClaim, ...], tuple[Problem, ...]]:
        made: list[PlannedClaim] = []
        lowered: list[Problem] = []
        numbers = {number for places in self._used.values() for number in self._expenses(places)}
        labels = self._labels(numbers)
        papers = self._chains(numbers)
        for subject, places in sorted(self._used.items()):
            one, planned = self._claim(subject, self._expenses(places), labels, papers)
            if one.amount != planned:
                name = one.project_title or one.title
                lowered.append(
                    Problem.of("plan.lowered", title=name, planned=planned, allowed=one.amount)
                )
            if one.amount:
                made.append(one)
        made.sort(key=lambda one: (-one.amount.fen, one.measure, one.project or 0))
        return tuple(made), tuple(lowered)

    def _claim(
        self,
        place: int,
        wanted: frozenset[int],
        labels: Mapping[int, str],
        papers: Mapping[int, frozenset[DocumentId]],
    ) -> tuple[PlannedClaim, Money]:
        """Return a claim as the rules bear it out, and what had been planned for it."""
        subject = self._work.offer.subjects[place]
        paid = [
            (info.name or f"{info.day.year}", Money(fen))
            for info, fen in zip(
                self._work.compiled.leaves, self._work.allocation.paid, strict=True
            )
            if info.subject == place and fen
        ]
        planned = total(amount for _, amount in paid)
        found = subject.plan.assess(
            replace(subject.case, lines=[one for one in subject.case.lines if one.id in wanted])
        )
        amount = min(planned, found.ceiling)
        lines = [
            self._line(number, labels, papers, Money(math.floor(counts)))
            for number, counts in zip(found.counted, found.bases, strict=True)
        ]
        measure = subject.plan.measure
        return PlannedClaim(
            measure=measure.id,
            title=measure.title,
            pack=subject.plan.pack.id,
            project=_project(subject),
            project_title=subject.project_title,
            clause=measure.clause,
            amount=amount,
            ceiling=found.ceiling,
            up_to=found.up_to,
            lines=tuple(lines),
            years=_lowered(paid, planned - amount),
            pages=len(
                frozenset[DocumentId]().union(*(papers.get(one.expense, ()) for one in lines))
            ),
            note=found.note,
        ), planned

    def _line(
        self,
        number: int,
        labels: Mapping[int, str],
        papers: Mapping[int, frozenset[DocumentId]],
        counted: Money,
    ) -> PlannedLine:
        line = self._lines[number]
        return PlannedLine(
            expense=number,
            date=line.paid_on or line.issued_on,
            label=labels.get(number, ""),
            category=self._category(line),
            gross=line.gross,
            counted=counted,
            pages=len(papers.get(number, ())),
        )

    def _expenses(self, places: Iterable[int]) -> frozenset[int]:
        items = self._work.compiled.items
        return frozenset(number for place in places for number in items[place].expenses)

    def _category(self, line: Line) -> str:
        return self._ws.catalog.category_label(line.category)

    def _labels(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return what expenses are called, the planned ones too."""
        wanted = set(numbers)
        found = expenses.labels(self._ws.reader, [number for number in wanted if number > 0])
        for place, planned in enumerate(self._scenario.planned, start=1):
            if -place in wanted:
                found[-place] = planned.label or self._ws.catalog.category_label(planned.category)
        return found

    def _chains(self, numbers: Iterable[int]) -> Mapping[int, frozenset[DocumentId]]:
        chains = expenses.evidence(self._ws.reader, [ExpenseId(one) for one in numbers if one > 0])
        return {
            number: frozenset(link.document for link in chain) for number, chain in chains.items()
        }

    def _documents(self, numbers: Iterable[int]) -> frozenset[DocumentId]:
        return frozenset[DocumentId]().union(*self._chains(numbers).values())

    def _meters(self) -> Iterator[Meter]:
        """Yield the caps that the plan touches or that leave it nothing, fullest first."""
        work = self._work
        found = []
        for room, info in zip(work.model.rooms, work.compiled.rooms, strict=True):
            planned = Money(sum(work.allocation.paid[leaf] for leaf in room.leaves))
            if not planned and room.fen:
                continue
            titles = [
                work.compiled.leaves[leaf].title
                for leaf in room.leaves
                if work.allocation.paid[leaf]
            ]
            found.append(
                Meter(
                    key=room.key,
                    title=info.title,
                    limit=info.limit,
                    used=info.used,
                    planned=planned,
                    shared=info.shared,
                    measures=tuple(dict.fromkeys(titles)),
                    over=info.window,
                    day=info.day,
                    ends_on=info.ends_on,
                    clause=info.clause,
                )
            )
        yield from sorted(found, key=lambda one: (one.free, -one.limit.fen, one.key))

    def _spare(self, used: set[int]) -> Iterator[SpareLine]:
        """Yield the expenses that are not in the plan, the largest first, each with a reason."""
        work = self._work
        why = {one.expense: one.why for one in reversed(work.compiled.unused)}
        offered = {number for one in work.compiled.items for number in one.expenses}
        waiting = self._wanted_by_waiting()
        left = [line for number, line in self._lines.items() if number not in used]
        labels = self._labels(line.id for line in left)
        left.sort(key=lambda line: (-line.gross.fen, line.id))
        for line in left:
            needless = line.id in offered
            reason = self._needless(line.id) if needless else why.get(line.id, _UNWANTED)
            if reason.code in _BESIDE:
                reason = _UNWANTED
            if reason == _UNWANTED:
                reason = waiting.get(line.id, _UNWANTED)
            yield SpareLine(
                expense=line.id,
                date=line.paid_on or line.issued_on,
                label=labels.get(line.id, ""),
                category=self._category(line),
                gross=line.gross,
                why=reason,
            )

    def _wanted_by_waiting(self) -> Mapping[int, Problem]:
        """Return expenses that would count under measures that wait, and which these are."""
        found: dict[int, list[str]] = {}
        for one in self._work.offer.asides:
            for number in one.card.assessment.counted if one.waits else ():
                found.setdefault(number, []).append(one.card.title)
        return {
            number: Problem.of("plan.measure_waits", measures="、".join(dict.fromkeys(titles)))
            for number, titles in found.items()
        }

    def _needless(self, number: int) -> Problem:
        """Say why an expense that could be claimed is not."""
        scenario = self._scenario
        if any(number == banned for banned, _ in scenario.forbidden):
            return _FORBIDDEN
        return _NEEDLESS

    def _left_out(self, planned: set[tuple[str, ProjectId | None]]) -> Iterator[NotPlanned]:
        work = self._work
        found = [
            NotPlanned(
                measure=one.card.measure,
                title=one.card.title,
                project=one.card.project,
                project_title=one.card.project_title,
                why=one.why,
                alone=one.alone,
                waits=one.waits,
            )
            for one in work.offer.asides
        ]
        told = {one.subject for one in work.compiled.left_out}
        for missing in work.compiled.left_out:
            subject = work.offer.subjects[missing.subject]
            if self._all_filed(subject):
                found.append(replace(_not_planned(subject, _ALL_FILED), alone=ZERO))
            else:
                found.append(_not_planned(subject, missing.why))
        for place, subject in enumerate(work.offer.subjects):
            key = (subject.plan.measure.id, _project(subject))
            if place not in told and key not in planned:
                found.append(_not_planned(subject, Problem.of("plan.others_bring_more")))
        yield from sorted(
            found, key=lambda one: (not one.waits, -one.alone.fen, one.measure, one.project or 0)
        )

    def _all_filed(self, subject: Subject) -> bool:
        """Tell whether all that counts under a measure stands in claims that were filed."""
        counted = subject.assessment.counted
        return bool(counted) and self._work.offer.taken.keys() >= set(counted)

    def _nothing(self) -> Problem:
        """Say what to do next where there is nothing to plan."""
        if not self._lines:
            return Problem.of("plan.no_expense")
        if any(one.waits for one in self._work.offer.asides):
            return Problem.of("plan.only_waiting")
        if self._work.offer.asides or self._work.offer.subjects:
            return Problem.of("plan.all_used_up")
        return Problem.of("plan.nothing_claimable")


_SAID = frozenset({"model.no_measures", "model.no_items"})
"""What ``nothing`` says better, for it says what to do next."""
_BESIDE = frozenset({"line.other_category", "line.other_project"})
"""Reasons of measures that are about something else."""
_UNWANTED = Problem.of("plan.no_measure")
_NEEDLESS = Problem.of("plan.needless")
_FORBIDDEN = Problem.of("plan.forbidden")
_ALL_FILED = Problem.of("plan.all_filed")


def _project(subject: Subject) -> ProjectId | None:
    return None if subject.project is None else ProjectId(subject.project)


def _not_planned(subject: Subject, why: Problem) -> NotPlanned:
    return NotPlanned(
        measure=subject.plan.measure.id,
        title=subject.plan.measure.title,
        project=_project(subject),
        project_title=subject.project_title,
        why=why,
        alone=subject.assessment.ceiling,
    )


def _lowered(parts: Sequence[tuple[str, Money]], excess: Money) -> tuple[tuple[str, Money], ...]:
    """Return the amounts of the years so that they add up to less, taken from the last."""
    left: list[tuple[str, Money]] = []
    for name, amount in reversed(parts):
        less = min(amount, excess)
        excess -= less
        if amount != less:
            left.append((name, amount - less))
    return tuple(reversed(left))
