"""A model says what the rules say: for one claim, for any of its expenses, for several claims."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.domain.compiling.compile_checks import check_alone, check_together
from tests.unit.domain.compiling.compile_making import (
    Book,
    alone,
    book,
    by_rules,
    claimed,
    subject,
)
from tests.unit.domain.pack_making import (
    FIRST,
    case,
    entered,
    grant,
    half_up_to,
    law,
    limit,
    line,
    measure,
    pack,
    word,
    yuan,
)

from jiamao_desktop.domain.allocation import Model, evaluate
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.compiling.compiled import Compiled, Subject
from jiamao_desktop.domain.compiling.model import compile_model
from jiamao_desktop.domain.figures import ParameterType
from jiamao_desktop.domain.money import Rounding
from jiamao_desktop.domain.pack import Condition, Measure, Promise
from jiamao_desktop.domain.practised import Practised
from jiamao_desktop.domain.predicate import LineGroup, LineTest, Op, Rows
from jiamao_desktop.domain.steps import Cap, Fixed, Per, PerUnit, Window

LATE = dt.date(2026, 3, 10)


@pytest.mark.parametrize("red", [False, True])
def test_any_expenses_of_a_measure_bring_what_the_rules_allow_for_them(*, red: bool) -> None:
    found = [check_alone(seed, red=red) for seed in range(80)]
    assert [wrong for one in found for wrong in one.wrong] == []
    assert sum(one.paying for one in found) > 80


def test_claims_granted_in_any_order_bring_what_is_planned_and_no_more() -> None:
    found = [check_together(seed) for seed in range(50)]
    assert [wrong for one in found for wrong in one.wrong] == []
    assert any(one.stacked for one in found)
    assert sum(one.paying for one in found) > 50


def turned(whole: Book) -> list[Subject]:
    """Return the subjects of a book with everything in another order."""
    return [
        subject(one.plan, replace(one.case, lines=one.case.lines[::-1]))
        for one in whole.subjects()[::-1]
    ]


def test_no_order_of_measures_or_expenses_changes_the_model() -> None:
    for seed in range(16):
        whole = book(seed, measures=3)
        here, there = compile_model(whole.subjects()), compile_model(turned(whole))
        assert here.model == there.model
        assert here.items == there.items
        assert [one.why for one in here.unused] == [one.why for one in there.unused]
        assert sorted(one.measure for one in here.left_out) == sorted(
            one.measure for one in there.left_out
        )


def test_everything_in_a_model_has_its_words() -> None:
    for seed in range(12):
        subjects = book(seed, measures=3, red=False).subjects()
        found = compile_model(subjects)
        model = found.model
        assert len(found.leaves) == len(model.leaves)
        assert len(found.rooms) == len(model.rooms)
        assert len(found.items) == len(model.items)
        assert all(leaf.title == f"措施{leaf.measure}" for leaf in found.leaves)
        places = {one.subject for one in found.leaves} | {one.subject for one in found.left_out}
        assert places == set(range(len(subjects)))
        assert all(weight > 0 for item in model.items for mode in item.modes for _, weight in mode)
        assert all(list(mode) == sorted(mode) for item in model.items for mode in item.modes)


def why(found: Compiled) -> list[str]:
    return [one.why.code for one in found.left_out]


def test_without_a_measure_there_is_nothing_to_plan() -> None:
    found = compile_model([])
    assert found.model == Model(items=(), leaves=(), rooms=())
    assert [one.code for one in found.remarks] == ["model.no_measures"]


def test_without_an_expense_there_is_nothing_to_plan() -> None:
    found = alone(measure(conditions=()), case())
    assert found.model.items == ()
    assert why(found) == ["model.nothing_counts"]
    assert [one.code for one in found.remarks] == ["model.no_items"]


def test_a_measure_whose_figure_was_not_entered_has_no_amount() -> None:
    rate = entered("rate", ParameterType.RATIO)
    one = measure(
        conditions=(),
        promise=Promise.BY_REFERENCE,
        parameters=(rate, half_up_to()["parameters"][1]),
        calculable_with=("rate",),
    )
    assert why(alone(one, case(line(1, "10")))) == ["model.no_amount"]


def test_guidance_without_steps_has_no_amount() -> None:
    one = measure(conditions=(), steps=(), parameters=(), expense=None, promise=Promise.GUIDANCE)
    assert why(alone(one, case())) == ["model.no_amount"]


AWARD = {"expense": None, "conditions": (), "parameters": (law("award", yuan("50")),)}


def test_an_award_is_an_item_without_vouchers() -> None:
    found = alone(measure(steps=(Fixed(id="award", amount="award"),), **AWARD), case())
    [item], [info], [leaf] = found.model.items, found.items, found.leaves
    assert item.modes == (((0, 50_00),),)
    assert item.vouchers == 0
    assert info.expenses == ()
    assert leaf.award
    assert evaluate(found.model, [0]).total == 50_00


def test_an_award_that_was_granted_before_leaves_no_room() -> None:
    once = Cap(id="once", at="award", per=Per.FIRM, window=Window.LIFETIME)
    one = measure(steps=(Fixed(id="award", amount="award"), once), **AWARD)
    found = alone(one, case(grants=[grant("50", FIRST)]))
    assert evaluate(found.model, [0]).total == 0
    assert [one.code for one in found.remarks] == ["model.leaf_pays_nothing"]


def test_an_award_of_nothing_is_no_item() -> None:
    each = PerUnit(id="award", amount="award", count="fair.booth_count")
    one = measure(steps=(each,), **AWARD)
    found = alone(one, case(facts={"firm.kind": "enterprise", "fair.booth_count": 0}))
    assert found.model.items == ()
    assert why(found) == ["model.nothing_counts"]


def test_a_fixed_sum_for_those_who_spent_anything_comes_with_the_first_expense() -> None:
    one = measure(
        conditions=(),
        steps=(Fixed(id="award", amount="award"),),
        parameters=(law("award", yuan("50")),),
    )
    found = alone(one, case(line(1, "10"), line(2, "900")))
    assert [claimed(found, some).total for some in ([], [1], [1, 2])] == [0, 50_00, 50_00]


LARGE = LineTest(field="gross", op=Op.AT_LEAST, values=(yuan("100"),))


def asking(count: int) -> Measure:
    rows = LineGroup(rows=Rows.COUNT_AT_LEAST, where=(LARGE,), count=count)
    return measure(conditions=(Condition(id="times", label="不少于三次", predicate=rows),))


def test_a_claim_that_needs_three_expenses_pays_nothing_for_two() -> None:
    about = case(*(line(number, "100") for number in range(1, 5)))
    found = alone(asking(3), about)
    assert found.model.leaves[0].least_items == 3
    plan = Plan(pack(asking(3)), asking(3))
    for some in ([1, 2], [1, 2, 4], [1, 2, 3, 4]):
        assert claimed(found, some).total == by_rules(plan, about, some).fen
    assert claimed(found, [1, 2]).total == 0


def test_a_condition_that_some_expenses_fail_leaves_the_measure_out() -> None:
    found = alone(asking(3), case(*(line(number, "100") for number in (1, 2, 3)), line(4, "99")))
    assert why(found) == ["model.condition_on_lines"]
    assert dict(found.left_out[0].why.details) == {"label": "不少于三次"}


def test_a_count_over_several_years_leaves_the_measure_out() -> None:
    one = replace(asking(2), **half_up_to("900", window=Window.CALENDAR_YEAR))
    found = alone(one, case(line(1, "100"), line(2, "100", paid_on=LATE)))
    assert why(found) == ["model.condition_on_lines"]


def test_a_count_with_a_red_fapiao_leaves_the_measure_out() -> None:
    lines = (line(1, "100"), line(2, "100"), line(3, "-10"))
    assert why(alone(asking(2), case(*lines))) == ["model.condition_on_lines"]


def guided(one: Measure, *lines: Any, **practice: Any) -> tuple[Compiled, Plan, Case]:
    about = case(*lines, practised=Practised(note="长沙 2025", **practice))
    return alone(one, about), Plan(pack(one), one), about


@pytest.mark.parametrize(
    "practice",
    [
        {"minimum": yuan("300")},
        {"rounding": Rounding.DOWN_TO_YUAN},
        {"minimum": yuan("300"), "rounding": Rounding.DOWN_TO_YUAN},
        {"rounding": Rounding.DOWN_TO_FEN},
    ],
)
def test_what_a_guide_does_to_a_claim_of_one_leaf_is_in_the_model(
    practice: dict[str, Any],
) -> None:
    lines = [line(1, "599.99"), line(2, "0.09"), line(3, "4000")]
    found, plan, about = guided(measure(conditions=(), **half_up_to("900")), *lines, **practice)
    assert found.practice_after == ()
    for some in ([1], [1, 2], [1, 2, 3], [2], [3]):
        assert claimed(found, some).total == by_rules(plan, about, some).fen


@pytest.mark.parametrize(
    ("practice", "after"),
    [({"minimum": yuan("300")}, (0,)), ({"rounding": Rounding.DOWN_TO_FEN}, ())],
)
def test_what_a_guide_does_to_a_claim_of_several_leaves_is_for_a_new_assessment(
    practice: dict[str, Any], after: tuple[int, ...]
) -> None:
    one = measure(conditions=(), **half_up_to("900", window=Window.CALENDAR_YEAR))
    found, _, _ = guided(one, line(1, "700"), line(2, "700", paid_on=LATE), **practice)
    assert found.practice_after == after


def test_odd_fen_left_of_a_cap_are_for_a_new_assessment_where_a_guide_wants_whole_yuan() -> None:
    one = measure(conditions=(), **half_up_to("900.50"))
    found, _, _ = guided(one, line(1, "4000"), rounding=Rounding.DOWN_TO_YUAN)
    assert found.practice_after == (0,)


def test_a_minimum_of_odd_fen_is_for_a_new_assessment_where_a_guide_wants_whole_yuan() -> None:
    one = measure(conditions=(), **half_up_to("900"))
    practice = {"minimum": yuan("1.50"), "rounding": Rounding.DOWN_TO_YUAN}
    found, _, _ = guided(one, line(1, "4000"), **practice)
    assert found.practice_after == (0,)
    assert found.model.leaves[0].least == 0


def test_the_model_is_that_of_the_readings_chosen() -> None:
    base = word("base", "expense.base", "net", "gross")
    one = measure(conditions=(), unsettled=(base,))
    taxed = line(1, "100", gross=yuan("113"))
    careful = alone(one, case(taxed))
    chosen = alone(one, case(taxed, readings={"base": "gross"}))
    assert [evaluate(one.model, [0]).total for one in (careful, chosen)] == [50_00, 56_50]


def test_a_leaf_tells_what_it_is_a_claim_for() -> None:
    one = measure(conditions=())
    plan = Plan(pack(one, [limit("1000")]), one)
    about = case(replace(line(1, "10"), project=7), project=7)
    given = replace(subject(plan, about), project_title="某展会")
    assert given.assessment.status is Status.YES
    [leaf] = compile_model([given]).leaves
    assert (leaf.measure, leaf.pack, leaf.project, leaf.project_title) == ("m", "p", 7, "某展会")
    assert leaf.up_to
    assert leaf.name == ""
