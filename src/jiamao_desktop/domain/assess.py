"""Applying a measure to a case: does it hold, for how much at most, and why.

One function for every measure there is or will be. Whatever is unclear in the notice is read
in every way it can be read; whatever is not known yet stays open. The result says both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain import readings
from jiamao_desktop.domain.assessment import (
    Assessment,
    Finding,
    LeftOut,
    Reading,
    Status,
    WorksheetLine,
)
from jiamao_desktop.domain.case import Case, EnteredParameter, Line
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import day_in
from jiamao_desktop.domain.limits import Batch, batches, open_overlays, telling_windows
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.pack import Condition, Measure, Pack, Promise
from jiamao_desktop.domain.practised import finish
from jiamao_desktop.domain.predicate import Comparison, LineGroup, Op, parts_of
from jiamao_desktop.domain.readings import Terms
from jiamao_desktop.domain.reckoning import Terrain, reckon, with_cost_cap
from jiamao_desktop.domain.selection import NOTHING, Selection, Sieve
from jiamao_desktop.domain.steps import Cap, facts_of
from jiamao_desktop.domain.verdicts import (
    Outlook,
    blamed,
    calculable,
    event_finding,
    inside,
    lapsed,
    note_on,
    outlook,
)
from jiamao_desktop.domain.wording import value_text
from jiamao_desktop.domain.worksheet import needs

__all__ = ["Case", "EnteredParameter", "Line", "assess"]

APPLICANT_KIND = "firm.kind"
"""The fact behind the condition that every measure has: who may apply."""

_GOOD = frozenset({Status.YES, Status.NOT_CALCULABLE, Status.READING})
_BAD = frozenset({Status.NO, Status.LAPSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """A measure under one way to read it."""

    status: Status
    findings: tuple[Finding, ...]
    missing: frozenset[str]
    worksheet: tuple[WorksheetLine, ...] = ()
    amount: Money = ZERO
    by_day: tuple[tuple[dt.date, Money], ...] = ()
    binding: str = ""
    selection: Selection

    @property
    def low(self) -> Money:
        """Return what is certain: nothing while a question or the officer's word is open."""
        return ZERO if self.status in {Status.ASK, Status.READING} else self.amount


def assess(pack: Pack, measure: Measure, case: Case) -> Assessment:
    """Apply a measure to a case under the readings chosen, and under all others.

    The status is settled only if no completion of the facts can change it. It is *reading*
    if the chosen way to read the notice says yes and another no, or the other way round.
    """
    return Plan(pack, measure).assess(case)


class Plan:
    """A measure made ready to be applied: its terms under every way to read its notice.

    They depend on the pack alone, so whoever assesses again keeps the plan.
    """

    def __init__(self, pack: Pack, measure: Measure) -> None:
        self.pack = pack
        self.measure = measure
        self.stacking = pack.stacking_for(measure)
        self.ways = {
            _key(way): with_cost_cap(readings.terms_of(measure, pack.limits, way), self.stacking)
            for way in readings.every(measure)
        }
        self.labels = {fact.id: fact.label for fact in pack.facts.values()}
        named = pack.facts[APPLICANT_KIND].choices
        self.kinds = "、".join(named.get(kind, kind) for kind in measure.applicants)
        self.categories = _categories(measure)
        caps = [step for one in self.ways.values() for step in one.steps if isinstance(step, Cap)]
        self._levels = {cap.level for cap in caps} - {""}
        self._rivals = {measure.id}.union(*(cap.measures for cap in caps))

    def concerned_by(self, grant: Grant) -> bool:
        """Tell whether support received before can use up a cap of the measure."""
        return grant.level in self._levels or grant.measure in self._rivals

    def terms_for(self, chosen: Mapping[str, str]) -> Terms:
        """Return the terms under the readings chosen, the careful ones where none was."""
        return self.ways[_key(readings.chosen(self.measure, chosen))]

    def assess(self, case: Case) -> Assessment:
        """Apply the measure to a case; see ``assess``."""
        measure = self.measure
        work = _Work(self, case)
        reading = readings.chosen(measure, case.readings)
        # First of all, so that its worksheet stands in what it shares with other readings.
        chosen = work.outcome(self.ways[_key(reading)], explained=True)
        ways = {key: work.outcome(terms) for key, terms in self.ways.items()}
        status = _settled(chosen, list(ways.values()))
        open_facts = frozenset[str]().union(*(one.missing for one in ways.values()))
        counted = chosen.selection.counted
        return Assessment(
            measure=measure.id,
            status=status,
            findings=chosen.findings,
            because=blamed(chosen.findings) if status is Status.NO else (),
            missing=_missing(measure, status, _in_order(chosen.findings, open_facts)),
            worksheet=chosen.worksheet,
            spent=total(one.line.gross for one in counted),
            ceiling=chosen.amount,
            by_day=chosen.by_day,
            low=min(one.low for one in ways.values()),
            high=max(one.amount for one in ways.values()),
            binding=chosen.binding,
            readings=_readings(measure, reading, ways),
            left_out=work.left_out(self.ways[_key(reading)]),
            counted=tuple(one.line.id for one in counted),
            bases=tuple(Fraction(one.fen) for one in counted),
            up_to=measure.promise not in {Promise.ENTITLED, Promise.GUIDANCE},
            to_enter=() if calculable(measure, case) else measure.calculable_with,
            note=note_on(measure, case, chosen.selection),
        )


class _Work:
    """One case under every reading; what two readings share is worked out once."""

    def __init__(self, plan: Plan, case: Case) -> None:
        self._plan = plan
        self._pack = plan.pack
        self._measure = plan.measure
        self._case = case
        self._window = plan.measure.in_force
        self._sieve = Sieve(self._window, case, plan.stacking)
        self._lines = [
            line for line in case.lines if case.project is None or line.project == case.project
        ]
        self._judged: dict[str, Finding] = {}
        self._outcomes: dict[tuple[object, ...], _Outcome] = {}
        self._batches: dict[tuple[object, ...], Sequence[Batch]] = {}

    def outcome(self, terms: Terms, *, explained: bool = False) -> _Outcome:
        """Return what the measure comes to under one reading; with a worksheet if it is wanted.

        Readings multiply, and most make no difference to a case: those that leave the same
        expenses, conditions and windows are worked out once.
        """
        selection = NOTHING if terms.expense is None else self._sieve.select(terms.expense)
        key = (
            id(selection),
            *(one.id for one in terms.conditions),
            *(step.window for step in terms.steps if isinstance(step, Cap)),
        )
        if key not in self._outcomes:
            self._outcomes[key] = self._worked_out(terms, selection, explained=explained)
        return self._outcomes[key]

    def left_out(self, terms: Terms) -> tuple[LeftOut, ...]:
        """Return the expenses that do not count under one reading, and why."""
        return () if terms.expense is None else self._sieve.left_out(terms.expense)

    def _groups(self, terms: Terms, selection: Selection) -> Sequence[Batch]:
        """Return the expenses in groups; readings with windows of the same kinds share them."""
        key = (id(selection), telling_windows(terms.steps))
        if key not in self._batches:
            event = self._measure.event
            day = day_in(self._case.facts, event) if event else None
            self._batches[key] = batches(selection.counted, terms, self._measure, day)
        return self._batches[key]

    def _worked_out(self, terms: Terms, selection: Selection, *, explained: bool) -> _Outcome:
        findings = self._findings(terms, selection)
        verdict = outlook(findings)
        counts, unknown = self._counts(terms)
        missing = verdict.missing | (unknown if verdict.holds is not False else frozenset())
        status = self._status(replace(verdict, missing=missing), selection)
        outcome = _Outcome(status=status, findings=findings, missing=missing, selection=selection)
        if status in _BAD or not terms.steps or not calculable(self._measure, self._case):
            return outcome
        about = Terrain(
            measure=self._measure,
            case=self._case,
            stacking=self._plan.stacking,
            labels=self._plan.labels,
            counts=counts,
        )
        result = reckon(terms, self._groups(terms, selection), about, explained=explained)
        worksheet, by_day, binding = finish(result, self._case.practised)
        amount = total(one for _, one in by_day)
        return replace(outcome, worksheet=worksheet, amount=amount, by_day=by_day, binding=binding)

    def _findings(self, terms: Terms, selection: Selection) -> tuple[Finding, ...]:
        applicant = Condition(
            id="applicant",
            label=f"申报主体是{self._plan.kinds}",
            predicate=Comparison(
                fact=APPLICANT_KIND,
                op=Op.IN,
                values=tuple(kind.value for kind in self._measure.applicants),
            ),
            clause=self._measure.clause,
        )
        found = [self._finding(one) for one in (applicant, *terms.conditions)]
        if self._measure.event:
            found.append(event_finding(self._measure, self._case.facts))
        if self._measure.promise is Promise.GUIDANCE and self._case.today < self._window.first:
            found.append(
                Finding(
                    check="in_force",
                    label=f"文件已经施行（{self._window.text}）",
                    holds=False,
                    clause=self._window.clause,
                )
            )
        if terms.expense is None:
            return tuple(found)
        in_force = Finding(
            check="in_force",
            label=f"发生在文件有效期内（{self._window.text}）",
            holds=selection.in_window,
            clause=self._window.clause,
            facts=tuple(selection.missing),
        )
        expense = Finding(
            check="expense",
            label="有已付款且可计入的费用",
            holds=True if selection.has_expense else None,
            value=f"{len(selection.counted)} 笔",
            clause=self._measure.clause,
        )
        return (*found, in_force, expense)

    def _finding(self, condition: Condition) -> Finding:
        if condition.id not in self._judged:
            self._judged[condition.id] = self._newly_judged(condition)
        return self._judged[condition.id]

    def _newly_judged(self, condition: Condition) -> Finding:
        verdict = condition.predicate.judge(self._case.facts, self._lines)
        return Finding(
            check=condition.id,
            label=condition.label,
            holds=verdict.holds,
            value=value_text(condition.predicate, self._case.facts, self._pack.facts),
            clause=condition.clause,
            facts=tuple(sorted(verdict.missing)),
            basis=condition.basis,
            note=condition.note,
            severity=condition.severity,
        )

    def _counts(self, terms: Terms) -> tuple[dict[str, int], frozenset[str]]:
        """Return the facts that count things, and which of those that steps need are unknown."""
        blank = {
            one.id
            for one in self._measure.parameters
            if one.entered and one.id not in self._case.entered
        }
        names = {
            name
            for step in terms.steps
            if not blank.intersection(needs(step))
            for name in facts_of(step)
        }
        known = {
            name: value for name in names if isinstance(value := self._case.facts.get(name), int)
        }
        unknown = {name for name in names if name not in self._case.facts}
        return known, frozenset(unknown) | open_overlays(terms.parameters, self._case.facts)

    def _status(self, verdict: Outlook, selection: Selection) -> Status:
        if lapsed(self._measure, self._case) and not inside(self._measure, self._case, selection):
            return Status.LAPSED
        if verdict.holds is False:
            return Status.NO
        if verdict.holds is None or verdict.missing:
            return Status.ASK
        if verdict.doubtful:
            return Status.READING
        ranked = self._measure.promise is Promise.RANKED
        if ranked or not calculable(self._measure, self._case):
            return Status.NOT_CALCULABLE
        return Status.YES


def _categories(measure: Measure) -> frozenset[str] | None:
    """Return the kinds of expense it can look at under any reading; ``None``: all of them.

    A condition on expenses that names no kind means those of the measure, if it has any.
    """
    tests = [
        [one for one in group.where if one.field == "category" and one.op in {Op.IS, Op.IN}]
        for condition in measure.conditions
        for group in parts_of(condition.predicate)
        if isinstance(group, LineGroup)
    ]
    if measure.expense is None and not all(tests):
        return None
    named = {str(value) for group in tests for one in group for value in one.values}
    named.update(measure.expense.categories if measure.expense else ())
    for word in measure.unsettled:
        named.update(name for option in word.options for name in option.adds)
    return frozenset(named)


def _in_order(findings: Sequence[Finding], facts: frozenset[str]) -> tuple[str, ...]:
    """Return facts in the order of the conditions that ask for them; those of figures last."""
    asked = dict.fromkeys(fact for one in findings for fact in one.facts if fact in facts)
    return (*asked, *sorted(facts - set(asked)))


def _key(reading: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(reading.values())


def _settled(chosen: _Outcome, ways: Sequence[_Outcome]) -> Status:
    """Return the status that no completion of the facts can change."""
    statuses = {one.status for one in ways}
    if statuses & _GOOD and statuses & _BAD:
        return Status.READING
    if any(one.status is Status.ASK and one.missing for one in ways):
        return Status.ASK
    if chosen.status is Status.ASK and statuses & _GOOD:
        return Status.READING
    if chosen.status is Status.NO and Status.ASK in statuses:
        return Status.READING  # under another reading only an expense is missing
    return chosen.status


def _missing(measure: Measure, status: Status, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is still to be asked; of an ended measure, whether its event fell inside."""
    if status is Status.LAPSED:
        return tuple(one for one in asked if one == measure.event)
    return asked if status is Status.ASK else ()


def _readings(
    measure: Measure, chosen: Mapping[str, str], ways: Mapping[tuple[str, ...], _Outcome]
) -> tuple[Reading, ...]:
    found = []
    for word in measure.unsettled:
        amounts = tuple(
            ways[_key({**chosen, word.id: option.id})].amount for option in word.options
        )
        found.append(
            Reading(
                id=word.id,
                question=word.question,
                chosen=chosen[word.id],
                options=tuple((option.id, option.label) for option in word.options),
                low=min(amounts),
                high=max(amounts),
                amounts=amounts,
                clause=word.clause,
            )
        )
    return tuple(found)
