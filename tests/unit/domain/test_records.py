"""Records refuse what no later layer should have to consider."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Certification, Fair, Matter, Pilot, ProjectKind

GOOD: dict[str, Any] = {"category": "fair.booth", "gross": Money(10600), "tax": Money(600)}


def code(changes: dict[str, Any]) -> str:
    with pytest.raises(UserError) as refused:
        Expense(**{**GOOD, **changes})
    return refused.value.code


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"gross": Money(0), "tax": Money(0)}, "expense.amount_zero"),
        ({"tax": Money(10601)}, "expense.tax_over_gross"),
        ({"gross": Money(-100), "tax": Money(-101)}, "expense.tax_over_gross"),
        (
            {"unsupported": Money(10601), "unsupported_reason": "特装"},
            "expense.unsupported_out_of_range",
        ),
        (
            {"unsupported": Money(-1), "unsupported_reason": "特装"},
            "expense.unsupported_out_of_range",
        ),
        ({"unsupported": Money(1)}, "expense.unsupported_without_reason"),
        (
            {"unsupported": Money(1), "unsupported_reason": "　"},
            "expense.unsupported_without_reason",
        ),
        ({"fapiao_number": "1234567"}, "expense.bad_fapiao_number"),
        ({"fapiao_number": "2543200000001234567X"}, "expense.bad_fapiao_number"),
    ],
)
def test_an_expense_that_cannot_be_is_refused(changes: dict[str, Any], problem: str) -> None:
    assert code(changes) == problem


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"fapiao_number": "12345678"},
        {"fapiao_number": "25432000000012345678"},
        {"unsupported": Money(10600), "unsupported_reason": "全部为特装搭建"},
        {"gross": Money(-10600), "tax": Money(-600)},
    ],
)
def test_an_expense_that_can_be_is_taken(changes: dict[str, Any]) -> None:
    assert Expense(**{**GOOD, **changes}).category == "fair.booth"


def test_net_is_gross_without_tax() -> None:
    assert Expense(**GOOD).net == Money(10000)
    red = Expense(category="fair.booth", gross=Money(-10600), tax=Money(-600))
    assert red.net == Money(-10000)


def test_a_red_expense_has_no_unsupported_part() -> None:
    assert (
        code(
            {
                "gross": Money(-100),
                "tax": Money(0),
                "unsupported": Money(1),
                "unsupported_reason": "x",
            }
        )
        == "expense.unsupported_out_of_range"
    )


def test_a_fair_ends_on_or_after_the_day_it_starts() -> None:
    day = dt.date(2025, 4, 15)
    assert Fair(title="香港展", starts_on=day, ends_on=day).ends_on == day
    assert Fair(title="香港展", ends_on=day).starts_on is None
    with pytest.raises(UserError) as refused:
        Fair(title="香港展", starts_on=day, ends_on=day - dt.timedelta(days=1))
    assert refused.value.code == "project.ends_before_start"
    assert refused.value.details == {"title": "香港展"}


def test_a_project_knows_its_kind() -> None:
    assert Fair(title="x").kind is ProjectKind.FAIR
    assert Certification(title="x").kind is ProjectKind.CERTIFICATION
    assert Pilot(title="x").kind is ProjectKind.PILOT
    assert Matter(kind=ProjectKind.VEHICLE, title="x").kind is ProjectKind.VEHICLE


def test_code_and_number_make_a_fapiao_one_and_the_same() -> None:
    some: dict[str, Any] = {
        "kind": FapiaoKind.ELECTRONIC_ORDINARY,
        "net": Money(1),
        "tax": Money(0),
    }
    old = Fapiao(number="12345678", code="043001900111", gross=Money(1), **some)
    assert old.identity == ("043001900111", "12345678")
