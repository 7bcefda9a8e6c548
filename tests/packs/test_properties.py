"""What must hold for every measure of every pack, whatever the books look like."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
from collections.abc import Mapping
from copy import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.packs.samples import CATALOG, NAMES, plan_of

from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case, EnteredParameter, Line
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.pack import Measure, Pack, Parameter, ParameterType, Promise
from jiamao_desktop.domain.steps import Cap, Per, Times, Window, facts_of

TODAY = dt.date(2026, 11, 20)
FIRST, LAST = dt.date(2024, 6, 1), dt.date(2027, 6, 30)
MEASURES = [measure for pack in CATALOG.packs.values() for measure in pack.measures]
PAID = [measure.id for measure in MEASURES if measure.expense or measure.steps]
SPENT = [measure.id for measure in MEASURES if measure.expense]
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def about(name: str) -> tuple[Pack, Measure]:
    return CATALOG.pack_of(name), CATALOG.measure(name)


def facts_read(measure: Measure) -> set[str]:
    read = {"firm.kind"}.union(*(one.predicate.facts for one in measure.conditions))
    for word in measure.unsettled:
        if word.sets == "expense.date":
            read |= {one.value for one in word.options if "." in one.value}
    if measure.event:
        read.add(measure.event)
    return read.union(*(facts_of(step) for step in measure.steps))


def today(measure: Measure) -> dt.date:
    """Return a day of the books: today, or the last day of a measure that has ended."""
    last = measure.in_force.last
    return TODAY if last is None else min(TODAY, last)


def values(fact: FactDefinition) -> st.SearchStrategy[FactValue]:
    names = sorted(fact.choices) or ["A1"]
    kinds: Mapping[FactType, st.SearchStrategy[Any]] = {
        FactType.BOOL: st.booleans(),
        FactType.INT: st.integers(0, 6),
        FactType.DATE: st.dates(FIRST, LAST),
        FactType.CODE: st.sampled_from(names),
        FactType.SET: st.frozensets(st.sampled_from(names), max_size=3),
        FactType.MONEY: st.integers(0, 900_000_000_00).map(Money),
        FactType.RATIO: st.integers(0, 100).map(lambda n: Fraction(n, 100)),
        FactType.TEXT: st.sampled_from(["永州市", "长沙市"]),
    }
    return kinds[fact.type]


def candidates(fact: FactDefinition, measure: Measure) -> list[FactValue]:
    """Return answers among which one that a notice wants can be found."""
    kinds: Mapping[FactType, list[FactValue]] = {
        FactType.BOOL: [True, False],
        FactType.INT: [2, 10, 1, 0, 1000],
        FactType.DATE: [today(measure), FIRST],
        FactType.CODE: list(fact.choices),
        FactType.SET: [frozenset({one}) for one in (*fact.choices, "A1")],
        FactType.MONEY: [Money(2_000_000_000_00), ZERO],
        FactType.RATIO: [Fraction(1), Fraction(0)],
        FactType.TEXT: ["永州市", "长沙市", "郴州市", "A1"],
    }
    return kinds[fact.type]


def some_facts(pack: Pack, measure: Measure) -> st.SearchStrategy[dict[str, FactValue]]:
    """Return answers to some of the questions of a measure."""
    return st.fixed_dictionaries(
        {}, optional={name: values(pack.facts[name]) for name in sorted(facts_read(measure))}
    )


def favourable(pack: Pack, measure: Measure) -> dict[str, FactValue]:
    """Return answers under which every condition holds, found by trying."""
    known: dict[str, FactValue] = {"firm.kind": measure.applicants[0].value}
    for condition in measure.conditions:
        names = sorted(condition.predicate.facts - set(known))
        ways = itertools.product(*(candidates(pack.facts[name], measure) for name in names))
        tries = (known | dict(zip(names, way, strict=True)) for way in ways)
        known = next((one for one in tries if condition.predicate.judge(one).holds), known)
    for name in sorted(facts_read(measure) - set(known)):
        known[name] = candidates(pack.facts[name], measure)[0]
    return known


def lines(measure: Measure, *, sign: int = 1) -> st.SearchStrategy[list[Line]]:
    if measure.expense is None:
        return st.just([])
    categories = [*measure.expense.categories, "other"]
    added = [name for word in measure.unsettled for one in word.options for name in one.adds]
    amounts = st.integers(1, 3_000_000_00)
    one = st.builds(
        lambda category, gross, tax, day, own: Line(
            id=0,
            category=category,
            gross=Money(sign * gross),
            net=Money(sign * (gross - gross * tax // 100)),
            paid_on=day,
            issued_on=day,
            payer_is_applicant=own,
        ),
        st.sampled_from(categories + added),
        amounts,
        st.integers(0, 13),
        st.one_of(st.none(), st.dates(FIRST, LAST)),
        st.sampled_from([True, True, None, False]),
    )
    return st.lists(one, max_size=6).map(
        lambda found: [dataclasses.replace(x, id=n) for n, x in enumerate(found, start=1)]
    )


def grants(measure: Measure) -> st.SearchStrategy[list[Grant]]:
    one = st.builds(
        Grant,
        measure=st.sampled_from([measure.id, "别的措施"]),
        level=st.sampled_from(["municipal", "provincial"]),
        amount=st.integers(0, 600_000_00).map(Money),
        granted_on=st.dates(FIRST, LAST),
    )
    return st.lists(one, max_size=3)


def figures(measure: Measure) -> st.SearchStrategy[dict[str, EnteredParameter]]:
    kinds: dict[ParameterType, st.SearchStrategy[Any]] = {
        ParameterType.MONEY: st.integers(1, 200_000_00).map(Money),
        ParameterType.RATIO: st.integers(1, 100).map(lambda n: Fraction(n, 100)),
        ParameterType.COUNT: st.integers(1, 5),
    }

    def one(parameter: Parameter) -> st.SearchStrategy[EnteredParameter]:
        return kinds[parameter.type].map(lambda v: EnteredParameter(value=v, source="通知"))

    blank = [parameter for parameter in measure.parameters if parameter.entered]
    return st.fixed_dictionaries({}, optional={one_.id: one(one_) for one_ in blank})


def readings(measure: Measure) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {word.id: st.sampled_from([one.id for one in word.options]) for word in measure.unsettled}
    )


@functools.cache
def parts(name: str, *, good: bool) -> tuple[st.SearchStrategy[Any], ...]:
    pack, measure = about(name)
    facts = st.just(favourable(pack, measure)) if good else some_facts(pack, measure)
    return facts, lines(measure), grants(measure), readings(measure), figures(measure)


@st.composite
def cases(draw: st.DrawFn, name: str, *, good: bool = True) -> Case:
    """Draw a case; a good one fulfils every condition."""
    names, day = ("facts", "lines", "grants", "readings", "entered"), today(about(name)[1])
    drawn = zip(names, map(draw, parts(name, good=good)), strict=True)
    return Case(today=day, **{name: copy(part) for name, part in drawn})


def result(name: str, case: Case) -> Assessment:
    return plan_of(name).assess(case)


def cap_height(step: Cap, case: Case, measure: Measure, pack: Pack) -> Money | None:
    parameters = {one.id: one for one in (*measure.parameters, *(x.amount for x in pack.limits))}
    if parameters[step.at].entered:
        entered = case.entered.get(step.at)
        value: object = entered.value if entered else None
    else:
        value = parameters[step.at].values[-1].value
    return value if isinstance(value, Money) else None


def years(case: Case) -> int:
    return len({one.paid_on.year for one in case.lines if one.paid_on}) or 1


@pytest.mark.parametrize("name", PAID)
@FEW
@given(data=st.data())
def test_an_amount_is_never_negative_never_over_what_was_spent_and_never_over_a_cap(
    name: str, data: st.DataObject
) -> None:
    case = data.draw(cases(name))
    pack, measure = about(name)
    found = result(name, case)
    assert ZERO <= found.low <= found.ceiling <= found.high
    assert measure.expense is None or found.ceiling <= found.spent
    for step in measure.steps:
        if isinstance(step, Cap) and step.per in {Per.FIRM, Per.PROJECT}:
            height = cap_height(step, case, measure, pack)
            times = years(case) if step.per is Per.FIRM else 1
            assert height is None or found.high <= Money(height.fen * times)


@pytest.mark.parametrize("name", PAID)
@FEW
@given(data=st.data())
def test_with_what_was_granted_before_the_firm_never_gets_more_than_the_shared_limit(
    name: str, data: st.DataObject
) -> None:
    case = dataclasses.replace(data.draw(cases(name)), readings={})
    pack, measure = about(name)
    shared = [one for one in pack.limits if one.clause.number == measure.notice.number]
    for limit in shared:
        height = limit.amount.values[0].value
        assert isinstance(height, Money)
        first = measure.notice.in_force.first
        before = total(
            one.amount
            for one in case.grants
            if (one.level == limit.level if limit.level else one.measure in limit.measures)
            and one.granted_on >= first
        )
        if limit.window is Window.DOCUMENT:
            assert result(name, case).ceiling <= max(height - before, ZERO)
        else:
            assert result(name, case).ceiling <= Money(height.fen * years(case))


@pytest.mark.parametrize("name", SPENT)
@FEW
@given(data=st.data())
def test_a_ratio_is_never_passed(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name))
    _, measure = about(name)
    found = result(name, case)
    for step in measure.steps:
        if isinstance(step, Times):
            parameter = next(one for one in measure.parameters if one.id == step.by)
            entered = case.entered.get(step.by)
            ratio = entered.value if entered else None
            if not parameter.entered:
                ratio = parameter.values[-1].value
            assert not isinstance(ratio, Fraction) or found.ceiling.fen <= found.spent.fen * ratio


@pytest.mark.parametrize("name", SPENT)
@FEW
@given(data=st.data())
def test_one_more_expense_never_lowers_the_amount(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name))
    _, measure = about(name)
    more = [dataclasses.replace(one, id=one.id + 100) for one in data.draw(lines(measure))]
    before = result(name, case)
    after = result(name, dataclasses.replace(case, lines=[*case.lines, *more]))
    assert after.ceiling >= before.ceiling
    assert after.low >= before.low
    assert after.high >= before.high


@pytest.mark.parametrize("name", SPENT)
@FEW
@given(data=st.data())
def test_a_red_fapiao_never_raises_the_amount(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name))
    _, measure = about(name)
    red = [dataclasses.replace(one, id=one.id + 100) for one in data.draw(lines(measure, sign=-1))]
    after = result(name, dataclasses.replace(case, lines=[*case.lines, *red]))
    assert ZERO <= after.ceiling <= result(name, case).ceiling


@pytest.mark.parametrize("name", SPENT)
@FEW
@given(data=st.data())
def test_the_order_of_expenses_makes_no_difference(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name))
    shuffled = data.draw(st.permutations(list(case.lines)))
    one, other = result(name, case), result(name, dataclasses.replace(case, lines=shuffled))
    assert (one.status, one.ceiling, one.low, one.high) == (
        other.status,
        other.ceiling,
        other.low,
        other.high,
    )
    assert set(one.counted) == set(other.counted)
    assert set(one.left_out) == set(other.left_out)


@pytest.mark.parametrize("name", PAID)
@FEW
@given(data=st.data())
def test_the_last_line_of_the_worksheet_is_the_amount_to_the_fen(
    name: str, data: st.DataObject
) -> None:
    found = result(name, data.draw(cases(name)))
    if found.worksheet:
        assert found.worksheet[-1].exact_fen == found.ceiling.fen


@pytest.mark.parametrize("name", SPENT)
@FEW
@given(data=st.data())
def test_every_expense_is_counted_or_named_as_left_out(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name, good=False))
    found = result(name, case)
    assert set(found.counted) | {one.line for one in found.left_out} == {
        one.id for one in case.lines
    }


SETTLED = {Status.YES, Status.NO, Status.READING, Status.LAPSED}


def completions(pack: Pack, measure: Measure, known: Mapping[str, FactValue]) -> list[Any]:
    """Return every way to answer what is open, with two answers to each question."""
    open_facts = sorted(facts_read(measure) - set(known))[:5]
    options = [candidates(pack.facts[name], measure)[:2] for name in open_facts]
    return [
        {**known, **dict(zip(open_facts, answers, strict=True))}
        for answers in itertools.product(*options)
    ]


@pytest.mark.parametrize("name", NAMES)
@settings(FEW, max_examples=6)
@given(data=st.data())
def test_a_settled_status_stays_however_the_open_questions_are_answered(
    name: str, data: st.DataObject
) -> None:
    case = data.draw(cases(name, good=False))
    found = result(name, case)
    if found.status in SETTLED:
        assert found.missing == ()
        for facts in completions(*about(name), case.facts):
            later = result(name, dataclasses.replace(case, facts=facts))
            assert later.status is found.status, facts


@pytest.mark.parametrize("name", NAMES)
@settings(FEW, max_examples=6)
@given(data=st.data())
def test_what_is_at_stake_covers_whatever_the_answers_bring(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(name, good=False))
    found = result(name, case)
    if found.status is Status.ASK:
        for facts in completions(*about(name), case.facts):
            later = result(name, dataclasses.replace(case, facts=facts))
            assert found.low <= later.low
            assert later.high <= found.high


@pytest.mark.parametrize("name", NAMES)
def test_the_favourable_case_is_a_yes_once_figures_and_an_expense_are_there(name: str) -> None:
    pack, measure = about(name)
    categories = measure.expense.categories[:1] if measure.expense else ()
    some = [
        Line(
            id=1,
            category=one,
            gross=Money(1000000),
            net=Money(1000000),
            paid_on=max(measure.in_force.first, dt.date(2025, 5, 5)),
        )
        for one in categories
    ]
    entered = {
        one: EnteredParameter(value=Fraction(1, 2), source="通知")
        for one in measure.calculable_with[:1]
    }
    known = favourable(pack, measure)
    case = Case(facts=known, lines=some, entered=entered, today=today(measure))
    found = result(name, case)
    ranked = measure.promise is Promise.RANKED
    assert found.status is (Status.NOT_CALCULABLE if ranked else Status.YES)
    assert (found.ceiling > ZERO) is (bool(measure.steps) and not ranked)


@pytest.mark.parametrize("name", NAMES)
def test_windows_of_the_firm_are_the_only_ones_that_are_named(name: str) -> None:
    _, measure = about(name)
    for step in measure.steps:
        if isinstance(step, Cap):
            assert (step.window is not None) == (step.per is Per.FIRM)
            assert step.window in {None, Window.DOCUMENT, Window.CALENDAR_YEAR, Window.LIFETIME}
