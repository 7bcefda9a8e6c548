"""Every shipped measure compiles, and its model says what its rules say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.packs.samples import CATALOG, PAYING, SPENDING, good_case, plan_of
from tests.packs.test_shapes import examples, shapes

from jiamao_desktop.catalog.examples import Example
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocation import UNUSED, Allocation, evaluate
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.compiling.compiled import Compiled, Subject
from jiamao_desktop.domain.compiling.model import compile_model
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId

FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PAYABLE = frozenset({Status.YES, Status.READING})
TOO_MUCH_TO_ASK = {"w-training": "model.condition_on_lines"}
"""Measures of the invented packs whose conditions hang on which expenses are claimed."""


def subject(plan: Plan, case: Case) -> Subject:
    return Subject(plan=plan, case=case, assessment=plan.assess(case), project=case.project)


def payable(found: Assessment) -> Money:
    return found.ceiling if found.status in PAYABLE else ZERO


def claimed(found: Compiled, expenses: set[int]) -> Allocation:
    """Return what it comes to if some expenses are claimed, and every award."""
    modes = [
        0 if not item.expenses or expenses.intersection(item.expenses) else UNUSED
        for item in found.items
    ]
    return evaluate(found.model, modes)


@st.composite
def bills(draw: st.DrawFn, measure: str) -> list[Line]:
    """Return expenses of the kinds of a measure, over its years."""
    plan = plan_of(measure)
    terms = plan.measure.expense
    assert terms is not None
    first = plan.measure.in_force.first
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        gross = draw(st.one_of(st.integers(1, 900_000_00), st.just(100_000_00)))
        net = gross - draw(st.integers(0, gross // 10))
        day = first + dt.timedelta(days=draw(st.integers(0, 700)))
        found.append(
            Line(
                id=number,
                category=draw(st.sampled_from(terms.categories)),
                gross=Money(gross),
                net=Money(net),
                paid_on=day,
                issued_on=day,
                unsupported=Money(draw(st.sampled_from([0, 0, 0, gross // 3]))),
                payer_is_applicant=True,
            )
        )
    return found


@st.composite
def earlier(draw: st.DrawFn, measure: str) -> list[Grant]:
    """Return support received before, of the measure and of others of its level."""
    plan = plan_of(measure)
    return [
        Grant(
            measure=draw(st.sampled_from([measure, "elsewhere"])),
            level=plan.pack.level,
            amount=Money(draw(st.integers(1, 300_000_00))),
            granted_on=plan.measure.in_force.first + dt.timedelta(days=draw(st.integers(0, 700))),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]


@pytest.mark.parametrize("name", SPENDING)
@FEW
@given(data=st.data())
def test_any_expenses_of_a_shipped_measure_bring_what_its_rules_allow(
    name: str, data: st.DataObject
) -> None:
    plan = plan_of(name)
    lines, grants = data.draw(bills(name)), data.draw(earlier(name))
    case = replace(good_case(name), lines=lines, grants=grants)
    found = compile_model([subject(plan, case)])
    some = data.draw(st.sets(st.sampled_from([one.id for one in lines])))
    for chosen in (some, {one.id for one in lines}):
        inside = [one for one in lines if one.id in chosen]
        allowed = payable(plan.assess(replace(case, lines=inside)))
        assert claimed(found, chosen).total == allowed.fen


@pytest.mark.parametrize("name", PAYING)
def test_no_shipped_measure_has_steps_that_a_model_cannot_follow(name: str) -> None:
    found = compile_model([subject(plan_of(name), good_case(name))])
    assert found.left_out == ()
    assert found.remarks == ()
    assert found.practice_after == ()
    assert evaluate(found.model, [0]).total > 0


INVENTED = [
    pytest.param(pack, one, id=f"{one.measure}：{one.name}")
    for pack in ("shapes", "words")
    for one in examples(pack)
]


@pytest.mark.parametrize(("pack", "example"), INVENTED)
def test_an_invented_measure_comes_to_what_its_rules_say(pack: str, example: Example) -> None:
    whole = shapes(pack)
    plan = Plan(whole, whole.measure(example.measure))
    one = subject(plan, example.case)
    if one.assessment.status not in PAYABLE or not one.assessment.ceiling:
        return
    found = compile_model([one])
    if found.left_out:
        assert [left.why.code for left in found.left_out] == [TOO_MUCH_TO_ASK[plan.measure.id]]
        return
    everything = {number for item in found.items for number in item.expenses}
    for left_out in (0, *sorted(everything)[:2]):
        chosen = everything - {left_out}
        lines = [line for line in one.case.lines if line.id in chosen]
        allowed = payable(plan.assess(replace(one.case, lines=lines)))
        if not found.practice_after and not one.case.claimed:
            assert claimed(found, chosen).total == allowed.fen


def firm(lines: Sequence[Line], grants: Sequence[Grant] = ()) -> Iterator[Subject]:
    """Yield every spending measure for one firm that has all these expenses."""
    for number, name in enumerate(SPENDING, 1):
        plan = plan_of(name)
        project = ProjectId(number) if plan.measure.project else None
        here = [replace(one, project=project or one.project) for one in lines]
        case = replace(good_case(name), lines=here, grants=grants, project=project)
        one = subject(plan, case)
        if one.assessment.status in PAYABLE and one.assessment.ceiling:
            yield one


def all_categories() -> list[Line]:
    """Return one large expense of every kind that some measure supports."""
    named = sorted(
        {
            category
            for name in SPENDING
            for category in plan_of(name).measure.expense.categories  # type: ignore[union-attr]  # spending
        }
    )
    return [
        Line(
            id=number,
            category=category,
            gross=Money(2_000_000_00),
            net=Money(2_000_000_00),
            paid_on=dt.date(2025, 5, 5),
            issued_on=dt.date(2025, 5, 5),
            payer_is_applicant=True,
        )
        for number, category in enumerate(named, 1)
    ]


def test_all_shipped_measures_together_keep_to_the_limits_they_share() -> None:
    subjects = list(firm(all_categories()))
    found = compile_model(subjects)
    assert found.left_out == ()
    answer = optimum(found.model).allocation
    shared = [
        (room, info)
        for room, info in zip(found.model.rooms, found.rooms, strict=True)
        if info.shared
    ]
    assert {info.title for _, info in shared} == {
        limit.title for pack in CATALOG.packs.values() for limit in pack.limits
    }
    for room, info in shared:
        assert sum(answer.paid[leaf] for leaf in room.leaves) <= (info.limit - info.used).fen
    assert max(len({found.leaves[leaf].measure for leaf in room.leaves}) for room, _ in shared) > 5


def test_an_expense_is_never_in_two_claims_that_no_document_allows() -> None:
    found = compile_model(list(firm(all_categories())))
    together = {
        frozenset(found.leaves[leaf].measure for leaf, _ in mode)
        for item in found.model.items
        for mode in item.modes
    }
    for measures in together:
        packs = {CATALOG.pack_of(one).id for one in measures}
        numbers = {CATALOG.measure(one).notice.number for one in measures}
        allowed = {one.clause.number for pack in packs for one in CATALOG.packs[pack].allowances}
        assert len(measures) == 1 or numbers <= allowed


def test_a_limit_used_up_before_leaves_its_measures_nothing() -> None:
    [pool] = [limit for limit in plan_of(SPENDING[-1]).pack.limits if limit.level]
    height = pool.amount.values[0].value
    assert isinstance(height, Money)
    grants = [
        Grant(measure="elsewhere", level=pool.level, amount=height, granted_on=dt.date(2025, 1, 1))
    ]
    subjects = [one for one in firm(all_categories()) if one.plan.pack.level == pool.level]
    after = [
        replace(one, case=replace(one.case, grants=[*one.case.grants, *grants])) for one in subjects
    ]
    found = compile_model(after)
    assert optimum(found.model).allocation.total == 0
    codes = [one.code for one in found.remarks]
    assert codes.count("model.leaf_pays_nothing") == len(found.leaves)
