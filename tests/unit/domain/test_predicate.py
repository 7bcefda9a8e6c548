"""Conditions: yes, no, or what is missing -- and a settled verdict stays settled."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import (
    ALLOWED,
    Comparison,
    Group,
    Op,
    Predicate,
    Quantifier,
    Unjudged,
    Verdict,
    combined,
)

DAY = dt.date(2024, 6, 14)
BEFORE = dt.date(2024, 6, 13)
AFTER = dt.date(2024, 6, 15)


def compare(op: Op, *values: Any) -> Comparison:
    return Comparison(fact="f", op=op, values=values)


@pytest.mark.parametrize(
    ("test", "value", "holds"),
    [
        (compare(Op.IS, True), True, True),
        (compare(Op.IS, True), False, False),
        (compare(Op.IS, "永州市"), "永州市", True),
        (compare(Op.IS, "永州市"), "永州", False),
        (compare(Op.IN, "a", "b"), "b", True),
        (compare(Op.IN, "a", "b"), "c", False),
        (compare(Op.NOT_IN, "a", "b"), "c", True),
        (compare(Op.NOT_IN, "a", "b"), "a", False),
        (compare(Op.IN, "0615"), frozenset({"0615", "0214"}), True),
        (compare(Op.IN, "0255"), frozenset({"0615", "0214"}), False),
        (compare(Op.NOT_IN, "0255"), frozenset({"0615"}), True),
        (compare(Op.AT_LEAST, 10), 10, True),
        (compare(Op.AT_LEAST, 10), 9, False),
        (compare(Op.AT_MOST, Money(100)), Money(100), True),
        (compare(Op.AT_MOST, Money(100)), Money(101), False),
        (compare(Op.AT_LEAST, Fraction(1, 3)), Fraction(1, 3), True),
        (compare(Op.AT_LEAST, Fraction(1, 3)), Fraction(33, 100), False),
        (compare(Op.BETWEEN, 2, 5), 2, True),
        (compare(Op.BETWEEN, 2, 5), 5, True),
        (compare(Op.BETWEEN, 2, 5), 1, False),
        (compare(Op.BETWEEN, 2, 5), 6, False),
        (compare(Op.BETWEEN, BEFORE, DAY), DAY, True),
        (compare(Op.BETWEEN, BEFORE, DAY), AFTER, False),
        (compare(Op.BEFORE, DAY), BEFORE, True),
        (compare(Op.BEFORE, DAY), DAY, False),
        (compare(Op.ON_OR_AFTER, DAY), DAY, True),
        (compare(Op.ON_OR_AFTER, DAY), BEFORE, False),
    ],
)
def test_a_comparison_includes_its_limits_where_its_name_says_so(
    test: Comparison, value: Any, holds: bool
) -> None:
    assert test.judge({"f": value}) == Verdict(holds)


@pytest.mark.parametrize("op", [op for op in Op if op is not Op.IN_CATALOGUE])
def test_an_absent_fact_is_unknown_and_not_false(op: Op) -> None:
    assert compare(op, 1, 2).judge({}) == Verdict(None, frozenset({"f"}))


def test_only_things_with_an_order_are_ordered() -> None:
    with pytest.raises(TypeError):
        compare(Op.AT_LEAST, "b").judge({"f": "a"})


def test_every_comparison_says_which_kinds_of_fact_it_takes() -> None:
    assert set(ALLOWED) == set(Op)
    assert FactType.TEXT not in ALLOWED[Op.AT_LEAST]
    assert FactType.BOOL in ALLOWED[Op.IS]
    assert FactType.SET not in ALLOWED[Op.IS]


A, B, C = (Comparison(fact=name, op=Op.IS, values=(True,)) for name in "abc")


def group(quantifier: Quantifier, *parts: Predicate) -> Group:
    return Group(quantifier=quantifier, parts=parts, count=2)


TRUTH: dict[Quantifier, Callable[[list[bool]], bool]] = {
    Quantifier.ALL: all,
    Quantifier.ANY: any,
    Quantifier.NONE: lambda values: not any(values),
    Quantifier.AT_LEAST_N: lambda values: sum(values) >= 2,
}


@pytest.mark.parametrize("quantifier", Quantifier)
@pytest.mark.parametrize("values", list(itertools.product([True, False, None], repeat=3)))
def test_a_settled_verdict_never_changes_and_an_open_one_can_go_either_way(
    quantifier: Quantifier, values: tuple[bool | None, ...]
) -> None:
    known = {name: value for name, value in zip("abc", values, strict=True) if value is not None}
    verdict = group(quantifier, A, B, C).judge(known)
    outcomes = {
        TRUTH[quantifier](
            [{**dict(zip("abc", completion, strict=True)), **known}[n] for n in "abc"]
        )
        for completion in itertools.product([True, False], repeat=3)
    }
    assert outcomes == ({True, False} if verdict.holds is None else {verdict.holds})
    unknown = {name for name, value in zip("abc", values, strict=True) if value is None}
    assert verdict.missing == (unknown if verdict.holds is None else frozenset())


@pytest.mark.parametrize("values", list(itertools.product([True, False, None], repeat=3)))
def test_groups_nest(values: tuple[bool | None, ...]) -> None:
    known = {name: value for name, value in zip("abc", values, strict=True) if value is not None}
    verdict = group(Quantifier.ALL, A, group(Quantifier.NONE, B, C)).judge(known)
    completions = [
        {**dict(zip("abc", completion, strict=True)), **known}
        for completion in itertools.product([True, False], repeat=3)
    ]
    outcomes = {one["a"] and not (one["b"] or one["c"]) for one in completions}
    assert outcomes == ({True, False} if verdict.holds is None else {verdict.holds})


def test_a_failed_part_makes_open_questions_moot() -> None:
    assert group(Quantifier.ALL, A, B).judge({"a": False}) == Verdict(False)
    assert group(Quantifier.ANY, A, B).judge({"a": True}) == Verdict(True)
    assert group(Quantifier.NONE, A, B).judge({"a": True}) == Verdict(False)


def test_a_condition_names_the_facts_it_reads() -> None:
    assert group(Quantifier.ALL, A, group(Quantifier.ANY, B, C)).facts == {"a", "b", "c"}


def test_of_three_parts_two_suffice_and_two_that_fail_rule_it_out() -> None:
    two = group(Quantifier.AT_LEAST_N, A, B, C)
    assert two.judge({"a": True, "c": True}) == Verdict(True)
    assert two.judge({"a": False, "c": False}) == Verdict(False)
    assert two.judge({"a": True}) == Verdict(None, frozenset({"b", "c"}))


IN_LIST = Comparison(fact="goods", op=Op.IN_CATALOGUE, values=("list",))
LIST = frozenset({"8479899990", "8486202100"})


def test_goods_stand_in_a_list_or_they_do_not() -> None:
    assert IN_LIST.judge({"goods": "8486202100", "list": LIST}) == Verdict(True)
    assert IN_LIST.judge({"goods": "8486202190", "list": LIST}) == Verdict(False)
    assert IN_LIST.judge({"goods": frozenset({"1", "8479899990"}), "list": LIST}) == Verdict(True)
    assert IN_LIST.judge({"goods": "8486202100", "list": frozenset()}) == Verdict(False)


def test_a_list_that_is_not_known_leaves_it_open_and_so_do_goods_that_are_not() -> None:
    assert IN_LIST.facts == {"goods", "list"}
    assert IN_LIST.judge({"goods": "8486202100"}) == Verdict(None, frozenset({"list"}))
    assert IN_LIST.judge({"list": LIST}) == Verdict(None, frozenset({"goods"}))
    assert IN_LIST.judge({}) == Verdict(None, frozenset({"goods", "list"}))


def test_what_is_not_a_list_is_no_catalogue() -> None:
    with pytest.raises(TypeError):
        IN_LIST.judge({"goods": "1", "list": "1"})


def test_what_only_the_officer_can_judge_stays_open_and_asks_nothing() -> None:
    assert Unjudged().judge({"a": True}) == Verdict(None)
    assert Unjudged().facts == frozenset()


def test_nothing_to_combine_holds_unless_one_must() -> None:
    assert combined([], settled_by=False) == Verdict(True)
    assert combined([], settled_by=True) == Verdict(False)
