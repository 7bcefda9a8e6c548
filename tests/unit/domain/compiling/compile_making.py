"""Measures of every shape that packs can have, and books for them, made up by chance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from tests.unit.domain.pack_making import (
    CLAUSE,
    FIRST,
    KNOWN,
    NOTICE,
    case,
    half_up_to,
    law,
    limit,
    line,
    measure,
    pack,
)

from jiamao_desktop.domain.allocation import UNUSED, Allocation, evaluate
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.compiling.compiled import Compiled, Subject
from jiamao_desktop.domain.compiling.model import compile_model
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO, Money, Rounding
from jiamao_desktop.domain.pack import ExpenseTerms, Limit, Measure, Pack, Parameter
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.stacking import Allowance, Exclusion, ExclusionRule
from jiamao_desktop.domain.steps import (
    SPENT,
    Base,
    Cap,
    Counts,
    Fixed,
    FloorAt,
    MinOf,
    Payer,
    Per,
    PerUnit,
    Round,
    Step,
    Sum,
    Times,
    Window,
)

PAYABLE = frozenset({Status.YES, Status.READING})
YEARLY = replace(NOTICE, declaration_year=(7, 1))
CATEGORIES = ("fee", "rent", "fair")
EARLY, LATE = dt.date(2025, 3, 10), dt.date(2026, 3, 10)
LINES = (line(1, "1000"), line(2, "3000", paid_on=LATE))
"""An expense in each of two years."""
NOBODY = Exclusion(id="two", title="最多两处", clause=CLAUSE)


def subject(one: Plan, about: Case) -> Subject:
    """Return a measure in its case."""
    return Subject(plan=one, case=about, assessment=one.assess(about), project=about.project)


def alone(one: Measure, about: Case, limits: Sequence[Limit] = ()) -> Compiled:
    """Return the model of one measure by itself."""
    return compile_model([subject(Plan(pack(one, limits), one), about)])


def claimed(found: Compiled, expenses: Iterable[int]) -> Allocation:
    """Return what it comes to if some expenses are claimed, each in its first mode."""
    wanted = set(expenses)
    modes = [0 if wanted.intersection(item.expenses) else UNUSED for item in found.items]
    return evaluate(found.model, modes)


def by_rules(one: Plan, about: Case, expenses: Iterable[int]) -> Money:
    """Return what the rules allow for a claim of some expenses of a case."""
    wanted = set(expenses)
    return payable(one.assess(replace(about, lines=[x for x in about.lines if x.id in wanted])))


def payable(found: Assessment) -> Money:
    """Return what a claim would bring as things stand; questions and a no bring nothing."""
    return found.ceiling if found.status in PAYABLE else ZERO


def of(name: str, **changes: Any) -> Measure:
    """Return a measure with a title of its own and no conditions."""
    return measure(**{"id": name, "title": f"措施{name}", "conditions": (), **changes})


def together(some: Sequence[Measure], limits: Sequence[Limit] = (), **changes: Any) -> Pack:
    """Return a pack of several measures."""
    return replace(pack(some[0], limits), measures=tuple(some), **changes)


def compiled(
    some: Sequence[Measure], *lines: Line, limits: Sequence[Limit] = (), **about: Any
) -> Compiled:
    """Return the model of measures of one pack, each with the same case."""
    whole = together(some, limits)
    known: Case = case(*(lines or LINES), **about)
    return compile_model([subject(Plan(whole, one), known) for one in some])


def caps(found: Compiled) -> dict[str, tuple[int, list[int]]]:
    """Return key → what is left, and years of the leaves, of each room."""
    return {
        room.key: (room.fen, [found.leaves[place].day.year for place in room.leaves])
        for room in found.model.rooms
    }


def raised(*values: Any, window: Window = Window.DOCUMENT) -> Measure:
    """Return a measure under one cap, whose height changed."""
    shape = half_up_to("900", window=window)
    return of("m", steps=shape["steps"], parameters=(shape["parameters"][0], law("cap", *values)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Some measures of one pack, and the cases they are to be applied to."""

    pack: Pack
    plans: tuple[Plan, ...]
    cases: tuple[Case, ...]

    def subjects(self) -> list[Subject]:
        """Return them as planning takes them: those that hold."""
        found = [subject(plan, about) for plan, about in zip(self.plans, self.cases, strict=True)]
        return [one for one in found if one.assessment.status in PAYABLE]


def book(seed: int, *, measures: int = 1, red: bool = True) -> Book:
    """Return a book made up by chance.

    Args:
        seed: Tells books apart.
        measures: How many there are.
        red: Some expenses are red 发票.
    """
    chance = Random(seed)
    limits = _limits(chance)
    ones = [_measure(chance, f"m{number}") for number in range(measures)]
    if measures > 1 and chance.random() < 0.5:
        ones[0] = replace(ones[0], project=ProjectKind.FAIR)
    whole = replace(
        pack(ones[0], limits, once=False),
        notices=(YEARLY,),
        measures=tuple(ones),
        exclusions=_exclusions(chance),
        allowances=(Allowance(id="beside", title="可同时享受", clause=CLAUSE),)
        if chance.random() < 0.3
        else (),
    )
    lines = tuple(_line(chance, number, red=red) for number in range(1, chance.randint(2, 9)))
    grants = _grants(chance)
    facts = {**KNOWN, "fair.booth_count": chance.randint(0, 4), "fair.ends_on": _day(chance)}
    known = case(*lines, facts=facts, grants=grants)
    applied = [
        (one, replace(known, project=project))
        for one in ones
        for project in ((1, 2) if one.project else (1 if chance.random() < 0.3 else None,))
    ]
    return Book(
        pack=whole,
        plans=tuple(Plan(whole, one) for one, _ in applied),
        cases=tuple(about for _, about in applied),
    )


def _measure(chance: Random, name: str) -> Measure:
    figures: list[Parameter] = []
    steps = _steps(chance, figures)
    categories = tuple(chance.sample(CATEGORIES, chance.randint(1, 3)))
    terms = ExpenseTerms(
        categories=categories,
        date=chance.choice(["paid_on", "paid_on", "issued_on", "fair.ends_on"]),
        base=chance.choice(list(Base)),
        payer=chance.choice(list(Payer)),
    )
    award = isinstance(steps[0], Fixed | PerUnit) and chance.random() < 0.7
    return measure(
        id=name,
        title=f"措施{name}",
        notice=YEARLY,
        expense=None if award else terms,
        parameters=tuple(figures),
        steps=steps,
        conditions=(),
    )


def _steps(chance: Random, figures: list[Parameter]) -> tuple[Step, ...]:
    """Return steps in an order that the loader lets pass, most of them such as packs have."""

    def amount(least: int, most: int, *, dated: bool = False) -> str:
        values: list[Any] = [Money(chance.randint(least, most))]
        if dated and chance.random() < 0.15:
            values.append((dt.date(2025, 5, 1), Money(chance.randint(least, most))))
        figures.append(law(f"p{len(figures)}", *values))
        return figures[-1].id

    def ratio() -> str:
        figures.append(
            law(f"p{len(figures)}", Fraction(chance.choice([1, 3, 5, 5, 7, 8, 10, 10, 12]), 10))
        )
        return figures[-1].id

    def maybe(share: float, *some: Step) -> list[Step]:
        return list(some) if chance.random() < share else []

    number = iter(range(100))

    def cap(per: Per, window: Window | None = None, **more: Any) -> Cap:
        at = amount(20_000, 900_000, dated=True)
        return Cap(id=f"s{next(number)}", at=at, per=per, window=window, **more)

    def firm() -> Cap:
        window = chance.choice([*Window, Window.CALENDAR_YEAR])
        return cap(chance.choice([Per.FIRM, Per.FIRM, Per.GROUP]), window)

    def floor() -> FloorAt:
        strict = chance.random() < 0.3
        return FloorAt(id=f"s{next(number)}", at=amount(1, 60_000), strict=strict)

    if chance.random() < 0.2:
        start: list[Step] = (
            [Fixed(id="base", amount=amount(1, 500_000))]
            if chance.random() < 0.5
            else [PerUnit(id="base", amount=amount(1, 200_000), count="fair.booth_count")]
        )
        return (*start, *maybe(0.3, floor()), *maybe(0.6, firm()), *maybe(0.2, floor()))
    return (
        *maybe(0.15, Times(id="each-share", by=ratio())),
        *maybe(0.15, Cap(id="each", at=amount(10_000, 300_000), per=Per.LINE)),
        Sum(id="base"),
        *maybe(0.9, Times(id="share", by=ratio())),
        *maybe(0.1, firm()),
        *maybe(0.1, MinOf(id="least-of", of=(amount(50_000, 900_000), SPENT))),
        *maybe(0.1, floor()),
        Round(id="rounded", mode=chance.choice(list(Rounding))),
        *maybe(0.2, cap(Per.UNIT, count="fair.booth_count", more=amount(0, 90_000))),
        *maybe(0.2, cap(Per.PROJECT)),
        *maybe(0.1, floor()),
        *maybe(0.6, firm()),
        *maybe(0.3, firm()),
        *maybe(0.1, MinOf(id="most", of=(amount(50_000, 900_000),))),
        *maybe(0.1, floor()),
    )


def _limits(chance: Random) -> tuple[Limit, ...]:
    if chance.random() < 0.4:
        return ()
    return (
        limit(
            chance.choice(["3000", "8000", "20000"]),
            window=chance.choice(list(Window)),
            counts=chance.choice(list(Counts)),
        ),
    )


def _exclusions(chance: Random) -> tuple[Exclusion, ...]:
    rules: Mapping[int, tuple[Exclusion, ...]] = {
        0: (NOBODY,),
        1: (replace(NOBODY, rule=ExclusionRule.AT_MOST_N, most=2),),
        2: (replace(NOBODY, rule=ExclusionRule.SUM_AT_MOST_COST),),
    }
    return rules.get(chance.randint(0, 4), ())


def _day(chance: Random) -> dt.date:
    return FIRST + dt.timedelta(days=chance.randint(0, 800))


def _line(chance: Random, number: int, *, red: bool) -> Line:
    gross = chance.choice([chance.randint(1, 90_000), chance.randint(90_000, 2_000_000), 100_000])
    net = gross - chance.randint(0, gross // 8)
    sign = -1 if red and chance.random() < 0.15 else 1
    return line(
        number,
        "1",
        category=chance.choice(CATEGORIES),
        gross=Money(sign * gross),
        net=Money(sign * net),
        paid_on=None if chance.random() < 0.05 else _day(chance),
        issued_on=_day(chance),
        unsupported=Money(chance.randint(0, gross)) if sign > 0 and chance.random() < 0.1 else ZERO,
        other_funding=Money(chance.randint(0, gross)) if chance.random() < 0.05 else ZERO,
        funded_by="别处" if chance.random() < 0.03 else "",
        payer_is_applicant=chance.choice([True, True, None, False]),
        project=chance.choice([None, 1, 1, 2]),
    )


def _grants(chance: Random) -> tuple[Grant, ...]:
    return tuple(
        Grant(
            measure=chance.choice(["m0", "m1", "elsewhere"]),
            level=chance.choice(["municipal", "provincial"]),
            amount=Money(chance.randint(1, 600_000)),
            granted_on=_day(chance),
            group=chance.random() < 0.2,
        )
        for _ in range(chance.choice([0, 0, 1, 3]))
    )
