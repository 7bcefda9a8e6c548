"""What others paid for a line: it bars the line, counts, or is held within the cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.pack_making import (
    CLAUSE,
    PAID,
    case,
    half_up_to,
    law,
    line,
    measure,
    pack,
    yuan,
)

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.pack import Pack
from jiamao_desktop.domain.stacking import (
    Allowance,
    Exclusion,
    ExclusionRule,
    Stacking,
    stacking_for,
)
from jiamao_desktop.domain.steps import Fixed, Window

ELSEWHERE = replace(CLAUSE, number="别的〔2024〕2号")


def exclusion(rule: ExclusionRule, most: int = 1, **more: Any) -> Exclusion:
    return Exclusion(**{"id": "x", "title": "规则", "clause": CLAUSE, **more}, rule=rule, most=most)


ONCE = exclusion(ExclusionRule.AT_MOST_ONE)
TWICE = exclusion(ExclusionRule.AT_MOST_N, 2)
COST = exclusion(ExclusionRule.SUM_AT_MOST_COST, title="不超过实际费用")
BESIDE = Allowance(id="a", title="可同时享受", clause=CLAUSE)


@pytest.mark.parametrize(
    ("most", "funded_by", "other", "barred"),
    [
        (1, "", "0", False),
        (1, "", "5", True),
        (1, "省级", "0", True),
        (2, "省级", "5", False),
        (2, "省级、县级", "5", True),
        (2, "省级, 县级", "0", True),
        (3, "省级；县级", "0", False),
        (None, "省级、县级、中央", "5", False),
    ],
)
def test_so_many_may_pay_for_one_line(
    most: int | None, funded_by: str, other: str, *, barred: bool
) -> None:
    paid = line(1, "100", funded_by=funded_by, other_funding=yuan(other))
    assert Stacking(most=most).bars(paid) is barred


def test_measures_that_may_stand_side_by_side_do_not_count_as_others() -> None:
    side_by_side = Stacking(most=1, beside=frozenset({"hn-fair", "境内展会支持"}))
    for name in ("hn-fair", "境内展会支持", "hn-fair、境内展会支持"):
        assert not side_by_side.bars(line(1, "100", funded_by=name, other_funding=yuan("1")))
    assert side_by_side.bars(line(1, "100", funded_by="hn-fair、县级"))


def test_a_rule_holds_for_the_measures_of_its_own_notice() -> None:
    number = CLAUSE.number
    assert stacking_for(number, [ONCE], [BESIDE], ["m"]) == Stacking(
        most=1, beside=frozenset({"m"})
    )
    assert stacking_for("别的", [ONCE, COST], [BESIDE], ["m"]) == Stacking()
    assert stacking_for(number, [ONCE], [replace(BESIDE, clause=ELSEWHERE)], ["m"]).beside == (
        frozenset()
    )


def test_of_several_rules_the_strictest_holds() -> None:
    found = stacking_for(CLAUSE.number, [TWICE, ONCE, COST], [], [])
    assert found == Stacking(most=1, within_cost=COST)
    assert stacking_for(CLAUSE.number, [COST], [], []).most is None


def test_a_pack_names_the_other_measures_and_the_measure_itself_by_id_and_title() -> None:
    rules = with_rules(ONCE, allowances=(BESIDE,)).stacking_for
    one, other = with_rules().measures
    assert rules(one).beside == rules(other).own == {"other", "另一项措施"}
    assert rules(one).own == rules(other).beside == {"m", "样例措施"}


@pytest.mark.parametrize("rules", [(), (ONCE,), (TWICE,), (COST,)])
def test_a_measure_never_pays_for_one_line_twice_whatever_else_is_allowed(
    rules: tuple[Exclusion, ...],
) -> None:
    about = with_rules(*rules, allowances=(BESIDE,))
    for name in ("m", "样例措施", "省级；样例措施"):
        found = result(about, line(1, "100", funded_by=name))
        assert [one.code for one in found.left_out] == ["line.funded_already"]


def with_rules(*rules: Exclusion, allowances: tuple[Allowance, ...] = (), **changes: Any) -> Pack:
    one = measure(**changes)
    return replace(
        pack(one, once=False),
        measures=(one, measure(id="other", title="另一项措施")),
        exclusions=rules,
        allowances=allowances,
    )


def result(rules: Pack, *lines: Any, **more: Any) -> Assessment:
    return assess(rules, rules.measures[0], case(*lines, **more))


def test_the_opposite_rules_on_one_and_the_same_line() -> None:
    shared = line(1, "100", funded_by="other", other_funding=yuan("10"))
    assert result(with_rules(ONCE), shared).left_out[0].code == "line.funded_already"
    assert result(with_rules(ONCE, allowances=(BESIDE,)), shared).ceiling == yuan("50")
    assert result(with_rules(), shared).ceiling == yuan("50")


@pytest.mark.parametrize(
    ("other", "ceiling", "binding"),
    [
        ("0", "50.00", "share"),
        ("50", "50.00", "share"),
        ("50.01", "49.99", "x"),
        ("100", "0.00", "x"),
    ],
)
def test_all_support_together_stays_within_the_cost(other: str, ceiling: str, binding: str) -> None:
    found = result(with_rules(COST), line(1, "100", other_funding=yuan(other)))
    assert (str(found.ceiling), found.binding) == (ceiling, binding)
    last = found.worksheet[-1]
    assert (last.step, last.clause) == ("x", CLAUSE)
    assert last.note.startswith("不超过实际费用：可计入的费用减去其他资金为 ")


def test_over_several_years_the_cost_is_that_of_all_of_them() -> None:
    lines = [
        line(1, "100", other_funding=yuan("80")),
        line(2, "100", paid_on=LATER, other_funding=yuan("40")),
    ]
    found = result(with_rules(COST, **YEARLY), *lines)
    assert found.ceiling == yuan("70")  # 20 of the first year, 50 of 60 in the second


LATER = PAID.replace(year=2026)
YEARLY = half_up_to("1000", window=Window.CALENDAR_YEAR)


def test_an_award_has_no_cost_to_stay_within() -> None:
    rules = with_rules(
        COST,
        expense=None,
        parameters=(law("award", yuan("100")),),
        steps=(Fixed(id="award", amount="award", clause=CLAUSE),),
    )
    assert result(rules).ceiling == yuan("100")


FEN = st.integers(1, 100_000)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(FEN, FEN, FEN), min_size=1, max_size=5))
def test_what_is_granted_and_what_others_paid_never_pass_the_cost(
    spent: list[tuple[int, int, int]],
) -> None:
    lines = [
        line(
            n,
            str(Money(gross + other)),
            other_funding=Money(other if n % 2 else gross),
            unsupported=Money(min(part, gross)),
        )
        for n, (gross, other, part) in enumerate(spent)
    ]
    found = result(with_rules(COST), *lines)
    cost = total(one.gross - one.unsupported for one in lines)
    paid = total(one.other_funding for one in lines)
    assert found.ceiling == Money(0) or found.ceiling + paid <= cost
