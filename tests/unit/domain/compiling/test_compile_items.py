from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.compiling.compile_making import subject
from tests.unit.domain.pack_making import (
    CLAUSE,
    case,
    half_up_to,
    law,
    line,
    measure,
    pack,
    yuan,
)

from jiamao_desktop.domain.allocation import Mode, Ratio
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.compiling.compiled import Compiled
from jiamao_desktop.domain.compiling.model import NONE_TAKEN, compile_model
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.pack import ExpenseTerms, Measure
from jiamao_desktop.domain.stacking import Allowance, Exclusion, ExclusionRule
from jiamao_desktop.domain.steps import SPENT, Base, MinOf, Payer, Window

TOGETHER = (Allowance(id="beside", title="可同时享受", clause=CLAUSE),)
DAY = dt.date(2025, 3, 10)


def of(name: str, *categories: str, **changes: Any) -> Measure:
    terms = ExpenseTerms(
        categories=categories or ("fee",), date="paid_on", base=Base.NET, payer=Payer.ANYONE
    )
    settings = {"id": name, "title": f"措施{name}", "conditions": (), "expense": terms}
    return measure(**{**settings, **changes})


def compiled(
    some: Sequence[Measure], *lines: Line, taken: Any = NONE_TAKEN, **rules: Any
) -> Compiled:
    """Return the model of some measures of one notice, which has no rule but these."""
    whole = replace(pack(some[0], once=False), measures=tuple(some), **rules)
    known = case(*lines)
    return compile_model([subject(Plan(whole, one), known) for one in some], taken=taken)


def named(found: Compiled, modes: Sequence[Mode]) -> list[str]:
    """Return the measures of each mode."""
    return ["+".join(found.leaves[leaf].measure for leaf, _ in mode) for mode in modes]


def groups(found: Compiled) -> list[tuple[int, ...]]:
    return [one.expenses for one in found.items]


def on(day: int, number: int, amount: str, **changes: Any) -> Line:
    return line(number, amount, paid_on=DAY + dt.timedelta(days=day), **changes)


def test_each_expense_is_an_item_with_a_mode_for_each_measure() -> None:
    found = compiled([of("a"), of("b")], line(2, "20"), line(1, "10"))
    assert groups(found) == [(1,), (2,)]
    assert [named(found, one.modes) for one in found.model.items] == [["a", "b"], ["a", "b"]]
    assert found.model.items[0].modes == (((0, 10_00),), ((1, 10_00),))
    assert [one.vouchers for one in found.model.items] == [1, 1]
    assert [one.gross for one in found.items] == [yuan("10"), yuan("20")]


def test_measures_that_may_be_enjoyed_together_make_a_mode_of_their_own() -> None:
    found = compiled([of("a"), of("b")], line(1, "10"), allowances=TOGETHER)
    assert named(found, found.model.items[0].modes) == ["a", "b", "a+b"]
    assert not found.items[0].silent


def test_where_no_document_speaks_it_is_one_measure_and_that_is_said() -> None:
    found = compiled([of("a"), of("b")], line(1, "10"))
    assert found.items[0].silent


def test_an_expense_that_counts_nowhere_is_no_item_and_has_its_reason() -> None:
    found = compiled([of("a")], line(1, "10"), line(2, "10", paid_on=None))
    assert groups(found) == [(1,)]
    assert [(one.expense, one.measure, one.why.code) for one in found.unused] == [
        (2, "a", "line.unpaid")
    ]


def test_only_the_reasons_nearest_to_counting_are_given() -> None:
    late = dt.date(2030, 1, 1)
    found = compiled([of("a"), of("b", "rent")], line(1, "10", paid_on=late), line(2, "10"))
    assert [(one.expense, one.measure, one.why.code) for one in found.unused] == [
        (1, "a", "line.outside_window")
    ]


def test_an_expense_in_a_filed_claim_is_barred_where_nothing_allows_it_again() -> None:
    found = compiled([of("a"), of("b")], line(1, "10"), line(2, "9"), taken={1: frozenset({"a"})})
    assert groups(found) == [(2,)]
    assert {(one.expense, one.why.code) for one in found.unused} == {(1, "model.expense_taken")}
    assert dict(found.unused[0].why.details) == {"measures": "措施a"}


def test_an_expense_in_a_filed_claim_may_be_claimed_under_what_may_stand_beside_it() -> None:
    found = compiled(
        [of("a"), of("b")], line(1, "10"), taken={1: frozenset({"a"})}, allowances=TOGETHER
    )
    assert named(found, found.model.items[0].modes) == ["b"]
    assert found.unused == ()


def test_a_red_fapiao_stands_and_falls_with_the_expense_nearest_to_it() -> None:
    lines = (on(0, 1, "100"), on(5, 2, "100"), on(20, 3, "100"), on(7, 4, "-30"))
    found = compiled([of("a")], *lines)
    assert groups(found) == [(1,), (2, 4), (3,)]
    assert [one.modes[0][0][1] for one in found.model.items] == [100_00, 70_00, 100_00]
    assert [one.vouchers for one in found.model.items] == [1, 2, 1]
    assert found.items[1].gross == yuan("70")


def test_of_two_expenses_as_near_the_first_is_taken() -> None:
    found = compiled([of("a")], on(0, 1, "100"), on(10, 2, "100"), on(5, 3, "-30"))
    assert groups(found) == [(1, 3), (2,)]


def test_a_red_fapiao_takes_as_many_expenses_as_it_needs() -> None:
    lines = (on(0, 1, "100"), on(5, 2, "100"), on(20, 3, "100"), on(7, 4, "-130"))
    found = compiled([of("a")], *lines)
    assert groups(found) == [(1, 2, 4), (3,)]
    assert found.model.items[0].modes == (((0, 70_00),),)


def test_its_own_category_comes_before_nearer_ones_of_others() -> None:
    lines = (on(6, 1, "100", category="rent"), on(50, 2, "100"), on(7, 3, "-30"))
    found = compiled([of("a", "fee", "rent")], *lines)
    assert groups(found) == [(1,), (2, 3)]


def test_other_categories_of_its_measure_make_up_for_what_its_own_lacks() -> None:
    lines = (on(6, 1, "100", category="rent"), on(50, 2, "20"), on(7, 3, "-30"))
    found = compiled([of("a", "fee", "rent")], *lines)
    assert groups(found) == [(1, 2, 3)]
    assert found.model.items[0].modes == (((0, 90_00),),)


def test_a_red_fapiao_keeps_to_its_project() -> None:
    lines = (on(6, 1, "100", project=1), on(50, 2, "100", project=2), on(7, 3, "-30", project=2))
    assert groups(compiled([of("a")], *lines)) == [(1,), (2, 3)]


def test_two_red_fapiao_of_one_expense_are_one_item_with_it() -> None:
    lines = (on(0, 1, "100"), on(1, 2, "-30"), on(2, 3, "-30"), on(90, 4, "50"))
    found = compiled([of("a")], *lines)
    assert groups(found) == [(1, 2, 3), (4,)]


def test_red_fapiao_that_leave_nothing_leave_no_item() -> None:
    found = compiled([of("a")], on(0, 1, "100"), on(1, 2, "-300"))
    assert found.model.items == ()
    assert {one.why.code for one in found.unused} == {"model.red_takes_all"}
    assert [one.why.code for one in found.left_out] == ["model.nothing_counts"]


def test_red_fapiao_alone_are_nothing_to_claim() -> None:
    found = compiled([of("a"), of("b", "rent")], on(0, 1, "-5"), on(1, 2, "10", category="rent"))
    assert [(one.measure, one.why.code) for one in found.left_out] == [
        ("a", "model.nothing_counts")
    ]
    assert groups(found) == [(2,)]


def test_red_fapiao_of_one_expense_that_it_outlives_stay_with_it() -> None:
    lines = (on(0, 1, "100"), on(1, 2, "-90"), on(2, 3, "-90"), on(9, 4, "200"))
    found = compiled([of("a")], *lines)
    assert groups(found) == [(1, 2, 3, 4)]
    assert found.model.items[0].modes == (((0, 120_00),),)


def test_each_measure_counts_of_a_group_what_counts_under_it() -> None:
    lines = (on(0, 1, "100"), on(1, 2, "80", category="rent"), on(2, 3, "-130"))
    found = compiled([of("a", "fee", "rent"), of("b", "fee")], *lines)
    assert groups(found) == [(1, 2, 3)]
    assert found.model.items[0].modes == (((0, 50_00),),)


def test_a_red_fapiao_is_put_to_the_year_of_what_stands_with_it() -> None:
    one = of("a", **half_up_to("900", window=Window.CALENDAR_YEAR))
    lines = (on(0, 1, "100"), on(400, 2, "100"), on(330, 3, "-30"))
    found = compiled([one], *lines)
    assert groups(found) == [(1,), (2, 3)]
    assert found.model.items[1].modes == (((1, 70_00),),)
    assert found.practice_after == (0,)


def test_parts_of_a_fen_become_whole_in_smaller_units() -> None:
    thirds = line(1, "0.02", gross=yuan("0.03"), unsupported=yuan("0.01"))
    found = compiled([of("a")], thirds, line(2, "1"))
    assert [one.modes[0][0][1] for one in found.model.items] == [4, 300]
    assert found.model.leaves[0].steps[:2] == (Ratio(1, 3), Ratio(1, 2))
    assert not found.leaves[0].rounded


def test_parts_without_a_sensible_common_measure_are_cut_down_and_that_is_said() -> None:
    primes = (1_000_003, 1_000_033, 1_000_037, 1_000_039)
    lines = [
        line(place, "1", gross=yuan(f"{prime / 100:.2f}"), unsupported=yuan("0.01"))
        for place, prime in enumerate(primes, 1)
    ]
    found = compiled([of("a")], *lines)
    assert found.leaves[0].rounded
    [step, *_] = found.model.leaves[0].steps
    assert step == Ratio(1, 10**18)
    exact = Fraction(100 * (primes[0] - 1), primes[0])
    assert 0 <= exact - Fraction(found.model.items[0].modes[0][0][1], 10**18) < Fraction(1, 10**18)


COST = Exclusion(
    id="cost", title="不超过实际费用", clause=CLAUSE, rule=ExclusionRule.SUM_AT_MOST_COST
)


def at_rate(name: str, rate: Fraction) -> Measure:
    shape = half_up_to()
    return of(name, steps=shape["steps"], parameters=(law("rate", rate), law("cap", yuan("900"))))


def test_together_they_may_pay_the_cost_and_no_more() -> None:
    whole = (at_rate("a", Fraction(1, 2)), at_rate("b", Fraction(1, 2)))
    more = (at_rate("a", Fraction(1, 2)), at_rate("b", Fraction(51, 100)))
    within, beyond = (compiled(some, line(1, "10"), exclusions=(COST,)) for some in (whole, more))
    assert named(within, within.model.items[0].modes) == ["a", "b", "a+b"]
    assert named(beyond, beyond.model.items[0].modes) == ["a", "b"]


def test_other_funds_may_leave_too_little_of_the_cost_for_a_measure() -> None:
    enough = line(1, "10", other_funding=yuan("5"))
    short = line(1, "10", other_funding=yuan("5.01"))
    found = [compiled([of("a")], one, exclusions=(COST,)) for one in (enough, short)]
    assert [one.why.code for one in found[0].left_out] == []
    assert [one.why.code for one in found[1].left_out] == ["model.cost_may_bind"]
    assert [one.why.code for one in found[1].unused] == ["model.measure_left_out"]


@pytest.mark.parametrize(("rate", "codes"), [(1, []), (2, ["model.spent_may_bind"])])
def test_what_was_spent_is_passed_over_only_where_it_cannot_bind(
    rate: int, codes: list[str]
) -> None:
    shape = half_up_to()
    base, share, rounded, capped = shape["steps"]
    one = of(
        "a",
        steps=(base, share, MinOf(id="spent", of=(SPENT,)), rounded, capped),
        parameters=(law("rate", Fraction(rate)), law("cap", yuan("900"))),
    )
    found = compiled([one], line(1, "10"))
    assert [one.why.code for one in found.left_out] == codes


def test_items_are_in_the_order_of_their_expenses_planned_ones_first() -> None:
    found = compiled([of("a")], *(line(number, "10") for number in (12, -1, 3, -2)))
    assert groups(found) == [(-2,), (-1,), (3,), (12,)]
    assert len({one.key for one in found.model.items}) == 4
