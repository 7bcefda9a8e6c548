"""An expense typed by hand: every field as people write it, every mistake beside its field."""

from __future__ import annotations

import datetime as dt

import pytest

from jiamao_desktop.app.ledger import parse_expense
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money


def typed(**changes: str) -> dict[str, str]:
    return {"category": "fair.booth", "gross": "80,000"} | changes


def test_a_typed_expense_is_read_exactly() -> None:
    expense = parse_expense(
        typed(tax="4528.30", paid_on="2025年3月5日", issued_on="20250301", payee=" 甲公司 ")
    )
    assert expense.gross == Money(8000000)
    assert expense.net == Money(7547170)
    assert (expense.paid_on, expense.issued_on) == (dt.date(2025, 3, 5), dt.date(2025, 3, 1))
    assert expense.payee == "甲公司"


def test_blank_amounts_are_nought_and_blank_days_unknown() -> None:
    expense = parse_expense(typed(tax="", paid_on=" "))
    assert (expense.tax, expense.paid_on) == (Money(0), None)


def test_an_edit_keeps_what_was_not_on_the_form() -> None:
    before = parse_expense(typed(payee="甲", note="第一次"))
    after = parse_expense({"payee": "乙"}, before)
    assert (after.payee, after.note, after.gross) == ("乙", "第一次", before.gross)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"gross": "八万"}, "money.bad_format", "gross"),
        ({"tax": "1.234"}, "money.bad_format", "tax"),
        ({"paid_on": "2025-02-30"}, "date.bad_format", "paid_on"),
        ({"issued_on": "昨天"}, "date.bad_format", "issued_on"),
        ({"category": " "}, "expense.no_category", "category"),
    ],
)
def test_a_mistake_names_its_field(changes: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_expense(typed(**changes))
    assert (caught.value.code, caught.value.details["field"]) == (code, field)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"gross": ""}, "expense.amount_zero"),
        ({"tax": "90000"}, "expense.tax_over_gross"),
        ({"unsupported": "5"}, "expense.unsupported_without_reason"),
        (
            {"unsupported": "80001", "unsupported_reason": "餐费"},
            "expense.unsupported_out_of_range",
        ),
        ({"fapiao_number": "123"}, "expense.bad_fapiao_number"),
    ],
)
def test_an_impossible_expense_is_refused(changes: dict[str, str], code: str) -> None:
    with pytest.raises(UserError, match=code):
        parse_expense(typed(**changes))
