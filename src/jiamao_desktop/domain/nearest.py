"""The nearest ways to qualify: the smallest sets of changes that turn a no into a yes.

Exact, for conditions are a closed language: each fact has finitely many values that conditions
can tell apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain import readings
from jiamao_desktop.domain.assess import APPLICANT_KIND
from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.facts import FactDefinition, FactValue
from jiamao_desktop.domain.pack import Category, ExpenseTerms, Measure, Pack
from jiamao_desktop.domain.predicate import (
    Comparison,
    Group,
    LineGroup,
    Op,
    Predicate,
    Unjudged,
    parts_of,
)
from jiamao_desktop.domain.repair import Assignment, Repair, Variable
from jiamao_desktop.domain.selection import Sieve
from jiamao_desktop.domain.telling import distance, telling_values
from jiamao_desktop.domain.wanted import now_text, wanted_text

_EXPENSE = "#expense"
_DONE = {"paid_on": "付款", "issued_on": "开票"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that would have to be otherwise.

    Attributes:
        fact: Id of the fact; blank if it is about expenses or a published list.
        now: As it is, for people. wanted: As it would have to be: 至少 10 家.
        value: The nearest value of the fact that will do.
    """

    fact: str
    label: str
    now: str
    wanted: str
    value: FactValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Changes that together are enough, none of which can be spared."""

    changes: tuple[Change, ...]


def nearest(
    pack: Pack,
    measure: Measure,
    case: Case,
    limit: int = 3,
    categories: Mapping[str, Category] | None = None,
) -> Sequence[Way]:
    """Return the smallest sets of changes after which every condition holds, fewest first.

    Under the readings chosen; ties in the order of the notice. A fact that is what it is
    (``fixed``) is never changed, one not known yet may be answered. Nothing means that there is
    no way, or that nothing stands in the way.

    Args:
        pack: The pack.
        measure: One of its measures.
        case: As it is.
        limit: So many ways at most.
        categories: The kinds of expense by id, for their names; by default those of the pack.
    """
    task = _Task(pack, measure, case, pack.categories if categories is None else categories)
    if task.over and measure.expense is None and not measure.event:
        return ()
    variables = {one.name: one for one in task.variables()}
    repair = Repair(task.wanted, variables)
    found = [one for one in repair.smallest(limit) if one]
    return [
        Way(
            changes=tuple(
                task.change(one, assignment, repair)
                for name, one in variables.items()
                if name in assignment
            )
        )
        for assignment in found
    ]


class _Task:
    """What has to hold, and what may be changed for it, for one measure and one case.

    Attributes:
        over: The last day of the measure has passed.
        wanted: Conditions on facts, and on stand-ins for what reads records or lists.
    """

    def __init__(
        self, pack: Pack, measure: Measure, case: Case, categories: Mapping[str, Category]
    ) -> None:
        self._pack, self._measure, self._case = pack, measure, case
        self._categories = categories
        self._window = measure.in_force
        self._stand_ins: dict[str, tuple[LineGroup | Comparison, str]] = {}
        reading = readings.chosen(measure, case.readings)
        terms = readings.terms_of(measure, pack.limits, reading)
        self._expense = terms.expense
        last = self._window.last
        self.over = last is not None and case.today > last
        kinds = tuple(kind.value for kind in measure.applicants)
        self.wanted: list[Predicate] = [Comparison(fact=APPLICANT_KIND, op=Op.IN, values=kinds)]
        for condition in terms.conditions:
            if condition.severity is Severity.BLOCKS:
                self.wanted.append(self._plain(condition.predicate, condition.label))
        if self._dated_by:
            span = (self._window.first, last or dt.date.max)
            self.wanted.append(Comparison(fact=self._dated_by, op=Op.BETWEEN, values=span))
        if terms.expense is not None and not self._has_expense(terms.expense):
            self.wanted.append(Comparison(fact=_EXPENSE, op=Op.IS, values=(True,)))

    @property
    def _dated_by(self) -> str:
        """Return the fact whose day has to fall into the days of the measure; blank: none."""
        if self._expense is not None and "." in self._expense.date:
            return self._expense.date
        return self._measure.event

    def variables(self) -> Iterator[Variable]:
        """Yield what the conditions read, in the order of the notice."""
        leaves = [
            leaf
            for predicate in self.wanted
            for leaf in parts_of(predicate)
            if isinstance(leaf, Comparison)
        ]
        for name in dict.fromkeys(leaf.fact for leaf in leaves):
            if name == _EXPENSE:
                yield Variable(
                    name=name, now=False, values=(True,), usable=() if self.over else (True,)
                )
            elif name in self._stand_ins:
                yield self._stand_in_variable(name)
            else:
                yield self._fact_variable(self._pack.facts[name], leaves)

    def change(self, variable: Variable, assignment: Assignment, repair: Repair) -> Change:
        """Return a change of a way as people read it."""
        name, value = variable.name, assignment[variable.name]
        if name == _EXPENSE:
            return Change(fact="", label="费用", now="没有可计入的费用", wanted=self._spending())
        if name in self._stand_ins:
            return self._stand_in_change(name, holds=bool(value))
        works = [one for one in variable.values if repair.holds_with({**assignment, name: one})]
        definition = self._pack.facts[name]
        return Change(
            fact=name,
            label=definition.label,
            now=now_text(definition, variable.now),
            wanted=wanted_text(definition, variable.now, variable.values, works, value),
            value=value,
        )

    def _has_expense(self, expense: ExpenseTerms) -> bool:
        """Tell whether there is an expense, once the fact that dates it has fallen in line."""
        case = self._case
        if "." in expense.date:
            case = replace(case, facts={**case.facts, expense.date: self._window.first})
        stacking = self._pack.stacking_for(self._measure)
        return Sieve(self._window, case, stacking).select(expense).has_expense

    def _plain(self, predicate: Predicate, label: str) -> Predicate:
        """Return a condition on facts alone: what reads records or lists becomes a yes or no."""
        match predicate:
            case Group():
                parts = tuple(self._plain(part, label) for part in predicate.parts)
                return replace(predicate, parts=parts)
            case LineGroup():
                return self._stand_in(predicate, label)
            case Comparison() if predicate.op is Op.IN_CATALOGUE:
                return self._stand_in(predicate, label)
            case Comparison() | Unjudged():
                return predicate

    def _stand_in(self, part: LineGroup | Comparison, label: str) -> Comparison:
        name = f"#{len(self._stand_ins)}"
        self._stand_ins[name] = part, label
        return Comparison(fact=name, op=Op.IS, values=(True,))

    def _stand_in_variable(self, name: str) -> Variable:
        """Return a yes or no in place of expenses or a list; what was spent stays spent."""
        part, _ = self._stand_ins[name]
        now = part.judge(self._case.facts, self._case.lines).holds
        values = (True, False) if isinstance(part, Comparison) else (True,)
        usable = tuple(one for one in values if one != now)
        return Variable(name=name, now=now, values=values, usable=usable)

    def _stand_in_change(self, name: str, *, holds: bool) -> Change:
        part, label = self._stand_ins[name]
        if isinstance(part, LineGroup):
            return Change(fact="", label="费用", now="现有费用不足以证明", wanted=label)
        wanted = "列入" if holds else "不列入"
        catalogue = self._pack.facts[str(part.values[0])].label
        definition = self._pack.facts[part.fact]
        return Change(
            fact="",
            label=definition.label,
            now=now_text(definition, self._case.facts.get(part.fact)),
            wanted=f"{wanted}“{catalogue}”",
        )

    def _fact_variable(self, definition: FactDefinition, leaves: Sequence[Comparison]) -> Variable:
        now = self._case.facts.get(definition.id)
        values = telling_values(definition, leaves, now)
        fixed = (
            definition.fixed
            or definition.id == APPLICANT_KIND
            or (self.over and definition.id == self._dated_by)
        )
        usable = sorted((one for one in values if one != now), key=lambda one: distance(one, now))
        return Variable(
            name=definition.id,
            now=now,
            values=values,
            usable=() if fixed and now is not None else tuple(usable),
        )

    def _spending(self) -> str:
        """Say which expense would do, and when it has to be paid."""
        if self._expense is None:
            raise ValueError(self._measure.id)
        known = self._categories
        labels = [known[one].label if one in known else one for one in self._expense.categories]
        kinds = "或".join(f"“{one}”" for one in labels)
        if self._expense.date not in _DONE:
            return f"一笔已付款的{kinds}费用"
        first, last = max(self._window.first, self._case.today), self._window.last
        days = f"在 {first} 至 {last} 之间" if last else f"在 {first} 或以后"
        return f"一笔{kinds}费用，{days}{_DONE[self._expense.date]}"
