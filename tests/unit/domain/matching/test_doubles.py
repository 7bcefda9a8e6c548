"""The same line used twice is named, with how the uses differ; an honest split is not."""

from __future__ import annotations

from typing import Any

from jiamao_desktop.domain.matching.doubles import Clash, Use, find
from jiamao_desktop.domain.money import Money

NUMBER = "26430000000000000001"
WHOLE = {
    ("", NUMBER, 0): Money(10_000),
    ("", NUMBER, 1): Money(6_000),
    ("", NUMBER, 2): Money(4_000),
}


def use(expense: int, measure: str = "甲", **more: Any) -> Use:
    usual: dict[str, Any] = {
        "code": "",
        "number": NUMBER,
        "expense": expense,
        "title": f"申报{measure}",
        "measure": measure,
        "level": "municipal",
        "year": 2026,
        "amount": Money(10_000),
    }
    return Use(**usual | more)


def grant(**more: Any) -> Use:
    return use(0, "旧", granted=True, year=2024, level="provincial", **more)


def clashes(*uses: Use) -> set[Clash]:
    return set().union(*(one.clashes for one in find(uses, WHOLE)))


def test_one_use_is_no_double() -> None:
    assert find([use(1)], WHOLE) == []


def test_one_expense_in_two_claims_is_named_with_the_differences() -> None:
    [double] = find([use(1), use(1, "乙", level="provincial", year=2025)], WHOLE)
    assert (double.number, double.line) == (NUMBER, 0)
    assert double.clashes == {Clash.EXPENSE, Clash.MEASURE, Clash.LEVEL, Clash.YEAR}
    assert len(double.uses) == 2


def test_two_claims_under_one_measure_clash_as_well() -> None:
    assert clashes(use(1), use(1, title="另一份申报")) == {Clash.EXPENSE}


def test_two_expenses_that_use_the_bill_twice_are_named() -> None:
    assert clashes(use(1), use(2, "乙")) == {Clash.AMOUNT, Clash.MEASURE}


def test_two_expenses_entered_twice_are_named_before_any_claim() -> None:
    unclaimed: dict[str, Any] = {"title": "", "measure": "", "level": "", "year": 0}
    assert clashes(use(1, **unclaimed), use(2, **unclaimed)) == {Clash.AMOUNT}


def test_an_honest_split_of_a_bill_is_no_double() -> None:
    parts = [use(1, amount=Money(6_000)), use(2, "乙", amount=Money(4_000))]
    assert find(parts, WHOLE) == []
    lines = [use(1, line=1, amount=Money(6_000)), use(2, "乙", line=2, amount=Money(4_000))]
    assert find(lines, WHOLE) == []


def test_the_same_line_twice_is_named_by_its_line() -> None:
    uses = [use(1, line=1, amount=Money(6_000)), use(2, "乙", line=1, amount=Money(6_000))]
    [double] = find(uses, WHOLE)
    assert double.line == 1
    assert double.clashes == {Clash.AMOUNT, Clash.MEASURE}


def test_a_line_and_the_whole_bill_get_in_each_others_way() -> None:
    uses = [use(1, line=1, amount=Money(6_000)), use(2, "乙")]
    assert clashes(*uses) == {Clash.AMOUNT, Clash.MEASURE}


def test_what_was_granted_before_is_named() -> None:
    assert clashes(use(1), grant()) == {Clash.GRANT, Clash.MEASURE, Clash.LEVEL, Clash.YEAR}


def test_a_grant_for_another_line_is_not() -> None:
    assert find([use(1, line=1, amount=Money(6_000)), grant(line=2)], WHOLE) == []


def test_two_grants_of_the_past_are_history() -> None:
    assert find([grant(), grant(title="又一笔")], WHOLE) == []


def test_other_bills_do_not_matter_nor_does_the_order() -> None:
    uses = [use(1), use(1, "乙"), use(3, number="26430000000000000009"), use(4, number="")]
    assert find(uses, WHOLE) == find(uses[::-1], WHOLE)
    assert len(find(uses, WHOLE)) == 1
