"""Foreign money in CNY: exact, by the rule that is named, never by a later rate."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.exchange import (
    LONGEST_GAP,
    NAMES,
    Amount,
    ExchangeRule,
    Rate,
    RateTable,
    RuleKind,
    convert,
    exchanged,
    is_foreign,
)
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money

FRIDAY, SUNDAY = dt.date(2024, 6, 28), dt.date(2024, 6, 30)
PBOC = "中国人民银行授权公布"


def rate(value: str = "7.1268", day: dt.date = FRIDAY, **changes: Any) -> Rate:
    values: dict[str, Any] = {"currency": "USD", "day": day, "value": value, "source": PBOC}
    return Rate(**{**values, **changes})


def usd(hundredths: int, paid_on: dt.date | None = FRIDAY, **changes: Any) -> Amount:
    values: dict[str, Any] = {"currency": "USD", "booked": Money(700), "paid_on": paid_on}
    return Amount(**{**values, "hundredths": hundredths, **changes})


def rule(kind: RuleKind, **changes: Any) -> ExchangeRule:
    return ExchangeRule(kind=kind, **changes)


TABLE = RateTable([rate()])
ON_PAYMENT = rule(RuleKind.MID_ON_PAYMENT)


def test_the_vector_of_import_interest_comes_out_to_the_fen() -> None:
    """USD 5,000,000 × 7.1268 × 3.45 % (illustrative rates)."""
    found = convert(usd(500_000_000), ON_PAYMENT, TABLE)
    assert found.money == Money.from_yuan("35634000.00")
    assert Money(int(found.exact * Fraction(345, 10_000))) == Money.from_yuan("1229373.00")


def test_a_rate_for_a_hundred_units_is_the_same_as_one_for_one() -> None:
    by_hundred = RateTable([rate("712.68", per=100)])
    assert convert(usd(123_456), ON_PAYMENT, by_hundred).money == (
        convert(usd(123_456), ON_PAYMENT, TABLE).money
    )


def test_a_sunday_takes_the_friday_before_and_says_so() -> None:
    found = convert(usd(100, SUNDAY), ON_PAYMENT, TABLE)
    assert found.money == Money(712)
    assert "2024-06-28" in found.note
    assert "2024-06-30 未公布，取此前最近一日" in found.note
    assert PBOC in found.note
    assert "舍去不足一分" in found.note


def test_a_later_rate_never_counts() -> None:
    later = RateTable([rate(day=dt.date(2024, 7, 1))])
    found = convert(usd(100, SUNDAY), ON_PAYMENT, later)
    assert found.problem is not None
    assert found.problem.code == "rate.missing"
    assert found.money == Money(700)
    assert "暂按登记的人民币金额" in found.note


def test_ten_days_without_a_rate_are_bridged_and_eleven_are_an_error() -> None:
    assert TABLE.on("USD", FRIDAY + LONGEST_GAP).day == FRIDAY
    with pytest.raises(UserError, match=r"rate\.gap"):
        TABLE.on("USD", FRIDAY + LONGEST_GAP + dt.timedelta(days=1))


def test_what_was_debited_stands_as_it_was_booked() -> None:
    found = convert(usd(100, slip="A123"), rule(RuleKind.BANK_SLIP), RateTable([]))
    assert (found.money, found.exact) == (Money(700), Fraction(700))
    assert found.problem is None
    assert found.note == "按银行回单实际扣款的人民币（回单 A123）"


@pytest.mark.parametrize("kind", [RuleKind.MID_ON_DAY, RuleKind.MID_ON_ACCEPTANCE])
def test_a_fixed_day_is_used_whatever_the_payment(kind: RuleKind) -> None:
    found = convert(usd(100, dt.date(2023, 1, 1)), rule(kind, day=SUNDAY), TABLE)
    assert found.money == Money(712)
    assert found.note.startswith(NAMES[kind])


def test_year_end_takes_the_last_rate_of_the_year_of_payment() -> None:
    table = RateTable([rate(), rate("7.0827", dt.date(2023, 12, 29))])
    found = convert(usd(10_000, dt.date(2023, 3, 1)), rule(RuleKind.YEAR_END), table)
    assert found.money == Money(70_827)
    assert "2023-12-31 未公布" in found.note


def test_a_fixed_rate_carries_its_own_source() -> None:
    fixed = {"USD": rate("7.2", source="市商务局当年使用的汇率")}
    found = convert(usd(100), rule(RuleKind.FIXED, fixed=fixed), RateTable([]))
    assert found.money == Money(720)
    assert "市商务局当年使用的汇率" in found.note
    other = convert(usd(100, currency="EUR"), rule(RuleKind.FIXED, fixed=fixed), TABLE)
    assert other.problem is not None
    assert other.problem.code == "rate.not_fixed"


def test_other_money_goes_through_usd_by_two_days() -> None:
    """广东2024: the table of rates to USD of one day, then the mid rate of another."""
    table = RateTable([rate(), rate("1.0708", FRIDAY, currency="EUR", into="USD")])
    through = rule(RuleKind.THROUGH_USD, table_day=FRIDAY, day=SUNDAY)
    euros = convert(usd(10_000, currency="EUR"), through, table)
    assert euros.exact == 10_000 * Fraction("1.0708") * Fraction("7.1268")
    assert euros.money == Money(76_313)
    assert "1 EUR = 1.0708 USD" in euros.note
    assert "1 USD = 7.1268 CNY" in euros.note
    assert convert(usd(10_000), through, table).money == Money(71_268)


@pytest.mark.parametrize(
    ("amount", "by", "code"),
    [
        (usd(100, None), ON_PAYMENT, "rate.unpaid"),
        (usd(100, None), rule(RuleKind.YEAR_END), "rate.unpaid"),
        (usd(100), rule(RuleKind.MID_ON_ACCEPTANCE), "rate.no_day"),
        (usd(100, currency="EUR"), rule(RuleKind.THROUGH_USD, day=SUNDAY), "rate.no_day"),
        (usd(100, currency="JPY"), ON_PAYMENT, "rate.missing"),
    ],
)
def test_a_rule_that_cannot_be_followed_says_why(
    amount: Amount, by: ExchangeRule, code: str
) -> None:
    found = convert(amount, by, TABLE)
    assert found.problem is not None
    assert found.problem.code == code
    assert found.money == amount.booked


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"currency": "usd"}, "rate.bad_currency"),
        ({"currency": "CNY"}, "rate.bad_currency"),
        ({"currency": "USD", "into": "USD"}, "rate.bad_currency"),
        ({"value": "7,1"}, "rate.bad_value"),
        ({"value": "0.00"}, "rate.bad_value"),
        ({"value": "-7"}, "rate.bad_value"),
        ({"per": 10}, "rate.bad_per"),
        ({"into": "EUR"}, "rate.bad_target"),
    ],
)
def test_what_is_no_rate_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError, match=code):
        rate(**changes)


EXPENSE = Expense(
    category="fair.booth",
    gross=Money(1_060_00),
    tax=Money(60_00),
    unsupported=Money(106_00),
    unsupported_reason="注册费",
    other_funding=Money(5_00),
    currency="USD",
    foreign_amount=150_00,
    paid_on=FRIDAY,
)


def test_an_expense_keeps_the_shares_of_tax_and_of_what_is_not_supported() -> None:
    found, conversion = exchanged(EXPENSE, ON_PAYMENT, TABLE)
    assert found.gross == conversion.money == Money(106_902)
    assert found.net == Money(100_850)
    assert found.gross - found.unsupported == Money(96_211)
    assert found.other_funding == EXPENSE.other_funding
    assert found.rate_note == conversion.note


def test_an_expense_in_cny_is_not_foreign() -> None:
    assert is_foreign(EXPENSE)
    assert not is_foreign(Expense(category="other", gross=Money(1)))
    assert not is_foreign(Expense(category="other", gross=Money(1), currency="USD"))


def test_an_expense_whose_rate_is_missing_keeps_what_was_booked_and_says_so() -> None:
    found, conversion = exchanged(EXPENSE, ON_PAYMENT, RateTable([]))
    assert conversion.problem is not None
    assert (found.gross, found.tax) == (EXPENSE.gross, EXPENSE.tax)
    assert "未能" in found.rate_note


DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31))
VALUES = (
    st.integers(1, 10**8)
    .map(lambda n: f"{n // 10_000}.{n % 10_000:04d}")
    .filter(lambda text: Fraction(text) > 0)
)
RATES = st.lists(
    st.builds(lambda day, value: rate(value, day), DAYS, VALUES),
    max_size=8,
    unique_by=lambda r: r.day,
)


@given(RATES, DAYS)
@settings(max_examples=60, deadline=None)
def test_the_rate_used_is_the_last_one_not_after_the_day(found: list[Rate], day: dt.date) -> None:
    past = [one.day for one in found if one.day <= day]
    table = RateTable(found)
    if past and day - max(past) <= LONGEST_GAP:
        assert table.on("USD", day).day == max(past)
    else:
        with pytest.raises(UserError, match="rate.gap" if past else "rate.missing"):
            table.on("USD", day)


@given(st.integers(1, 10**10), st.integers(1, 10**10), VALUES, st.sampled_from([1, 100]))
@settings(max_examples=60, deadline=None)
def test_conversion_is_exact_and_never_falls_as_the_amount_rises(
    one: int, other: int, value: str, per: int
) -> None:
    table = RateTable([rate(value, per=per)])
    less, more = sorted((one, other))
    small, large = (convert(usd(n), ON_PAYMENT, table) for n in (less, more))
    assert small.money <= large.money
    for amount, found in ((less, small), (more, large)):
        assert found.exact == Fraction(value) * amount / per
        assert 0 <= found.exact - found.money.fen < 1


@given(
    st.integers(100, 10**9),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(100, 10**9),
    VALUES,
)
@settings(max_examples=60, deadline=None)
def test_tax_and_unsupported_stay_within_the_whole(
    gross: int, tax: int, unsupported: int, foreign: int, value: str
) -> None:
    before = Expense(
        category="other",
        gross=Money(gross),
        tax=Money(gross * tax // 100),
        unsupported=Money(gross * unsupported // 100),
        unsupported_reason="注册费",
        currency="USD",
        foreign_amount=foreign,
        paid_on=FRIDAY,
    )
    after, _ = exchanged(before, ON_PAYMENT, RateTable([rate(value)]))
    assert abs(after.tax.fen) <= after.gross.fen
    assert 0 <= after.unsupported.fen <= after.gross.fen
