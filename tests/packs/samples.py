"""Answers and books for every shipped measure, found by the conditions themselves."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.domain.assess import APPLICANT_KIND, Plan
from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.case import Case, EnteredParameter
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.nearest import nearest
from jiamao_desktop.domain.pack import Measure, Pack, ParameterType, Promise
from jiamao_desktop.domain.predicate import Comparison, Op, Predicate, Unjudged, parts_of
from jiamao_desktop.domain.steps import facts_of
from jiamao_desktop.domain.telling import telling_values

TODAY = dt.date(2026, 11, 20)
CATALOG = shipped_catalog()
NAMES = [measure.id for pack in CATALOG.packs.values() for measure in pack.measures]
PAYING = [
    measure.id
    for pack in CATALOG.packs.values()
    for measure in pack.measures
    if measure.steps and measure.promise is not Promise.RANKED
]
SPENDING = [
    measure.id
    for pack in CATALOG.packs.values()
    for measure in pack.measures
    if measure.steps and measure.expense and measure.promise is not Promise.RANKED
]
FIGURES: Mapping[ParameterType, Money | Fraction | int] = {
    ParameterType.MONEY: Money(5_000_000),
    ParameterType.RATIO: Fraction(1, 2),
    ParameterType.COUNT: 2,
}
ANY_VALUE: Mapping[FactType, FactValue] = {
    FactType.BOOL: True,
    FactType.INT: 2,
    FactType.MONEY: Money(100_000_00),
    FactType.RATIO: Fraction(1, 2),
    FactType.TEXT: "甲",
    FactType.SET: frozenset({"甲"}),
}


@cache
def plan_of(name: str) -> Plan:
    """Return a measure ready to be applied."""
    return Plan(CATALOG.pack_of(name), CATALOG.measure(name))


def predicates_of(plan: Plan) -> Iterator[Predicate]:
    """Yield every condition that can settle or open something in a measure."""
    measure = plan.measure
    kinds = tuple(kind.value for kind in measure.applicants)
    yield Comparison(fact=APPLICANT_KIND, op=Op.IN, values=kinds)
    yield from (one.predicate for one in measure.conditions)
    window = measure.in_force
    for day in day_facts(measure):
        yield Comparison(fact=day, op=Op.BETWEEN, values=(window.first, window.last or dt.date.max))
    for parameter in (*measure.parameters, *(one.amount for one in plan.pack.limits)):
        yield from (one.where for one in parameter.overlays)


def day_facts(measure: Measure) -> set[str]:
    """Return the facts whose day may decide whether a measure applies."""
    named = {measure.event} | ({measure.expense.date} if measure.expense else set())
    for word in measure.unsettled:
        named |= {one.value for one in word.options if word.sets == "expense.date"}
    return {name for name in named if "." in name}


def facts_read(plan: Plan) -> list[str]:
    """Return every fact that a measure can read, in the order of the notice."""
    named = [name for one in predicates_of(plan) for name in sorted(one.facts)]
    named += [name for step in plan.measure.steps for name in facts_of(step)]
    return list(dict.fromkeys(named))


@cache
def values_of(measure: str, name: str) -> tuple[FactValue, ...]:
    """Return values of a fact that tell all its values apart, for a measure."""
    plan = plan_of(measure)
    definition: FactDefinition = plan.pack.facts[name]
    leaves = [
        leaf
        for predicate in predicates_of(plan)
        for leaf in parts_of(predicate)
        if isinstance(leaf, Comparison)
    ]
    plain = [one for one in leaves if one.op is not Op.IN_CATALOGUE]
    if any(one.fact == name for one in plain):
        return telling_values(definition, plain)
    if definition.type is FactType.DATE:
        return (day_inside(plan.measure),)
    if definition.choices:
        return (
            tuple(definition.choices)[:2]
            if definition.type is FactType.CODE
            else (frozenset(list(definition.choices)[:1]),)
        )
    return (ANY_VALUE[definition.type],)


def day_inside(measure: Measure) -> dt.date:
    """Return a day on which a measure applies."""
    window = measure.in_force
    return TODAY if window.covers(TODAY) else window.last or window.first


def spending(plan: Plan, day: dt.date, yuan: int = 1_000_000) -> list[Line]:
    """Return one good expense on a day, if the measure needs one."""
    if plan.measure.expense is None:
        return []
    return [
        Line(
            id=1,
            category=plan.measure.expense.categories[0],
            gross=Money(yuan * 100),
            net=Money(yuan * 100),
            paid_on=day,
            issued_on=day,
            payer_is_applicant=True,
        )
    ]


def entered_for(measure: Measure) -> dict[str, EnteredParameter]:
    """Return every figure that a person would have to enter."""
    return {
        one.id: EnteredParameter(value=FIGURES[one.type], source="当年通知")
        for one in measure.parameters
        if one.entered
    }


@cache
def _favourable(name: str) -> tuple[tuple[str, FactValue], ...]:
    plan = plan_of(name)
    strict = dataclasses.replace(
        plan.measure,
        conditions=tuple(
            dataclasses.replace(one, severity=Severity.BLOCKS)
            for one in plan.measure.conditions
            if one.severity is not Severity.WARNS and not isinstance(one.predicate, Unjudged)
        ),
    )
    day = day_inside(plan.measure)
    known: dict[str, FactValue] = {APPLICANT_KIND: plan.measure.applicants[0].value}
    ways = nearest(plan.pack, strict, Case(facts=known, lines=spending(plan, day), today=day), 1)
    for change in ways[0].changes if ways else ():
        if change.value is not None:
            known[change.fact] = change.value
    for fact in facts_read(plan):
        if fact not in known:
            known[fact] = values_of(name, fact)[0]
    return tuple((known | dict.fromkeys(day_facts(plan.measure), day)).items())


def favourable(name: str, day: dt.date | None = None) -> dict[str, FactValue]:
    """Return answers under which the conditions hold, the days of events set to a day."""
    known = dict(_favourable(name))
    if day is not None:
        known |= dict.fromkeys(day_facts(plan_of(name).measure), day)
    return known


def good_case(name: str, day: dt.date | None = None, today: dt.date | None = None) -> Case:
    """Return a case that fulfils a measure, with what it is about on a day."""
    plan = plan_of(name)
    on = day or day_inside(plan.measure)
    return Case(
        facts=favourable(name, on),
        lines=spending(plan, on),
        entered=entered_for(plan.measure),
        today=today or on,
    )


def owner(name: str) -> Pack:
    """Return the pack of a measure."""
    return plan_of(name).pack
