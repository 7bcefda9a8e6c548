"""Totals that never mix currencies, what they come to, growth and shares."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.exchange import Rate, RateTable
from jiamao_desktop.domain.trade import (
    Cell,
    Total,
    TradeRecord,
    Wanted,
    compared,
    country_of,
    growth,
    is_meant,
    share,
    summed,
)

DAY = dt.date(2026, 3, 5)
RATES = RateTable(
    [
        Rate(currency="USD", day=DAY, value="7.1"),
        Rate(currency="EUR", day=DAY, value="783.33", per=100),
        Rate(currency="THB", day=DAY, value="0.0305", into="USD"),
    ]
)


def cell(hundredths: int, currency: str = "USD", day: dt.date | None = DAY, **more: Any) -> Cell:
    return Cell(
        key="",
        direction=Direction.EXPORT,
        currency=currency,
        hundredths=hundredths,
        items=more.get("items", 1),
        unpriced=more.get("unpriced", 0),
        day=day,
    )


def total(worth: int | None, into: str = "CNY", **sums: int) -> Total:
    return Total(sums=sums, items=1, into=into, worth=worth)


def test_each_currency_has_a_sum_of_its_own() -> None:
    found = summed([cell(5), cell(7, "EUR"), cell(1), cell(2, "")])
    assert found.sums == {"": 2, "EUR": 7, "USD": 6}
    assert (found.items, found.worth, found.into) == (4, None, "")


def test_items_without_an_amount_are_counted() -> None:
    found = summed([cell(0, items=3, unpriced=2), cell(1)])
    assert (found.items, found.unpriced) == (4, 2)


def test_foreign_money_is_converted_by_the_rate_of_its_day_and_rounded_once() -> None:
    # 0.01 USD = 0.071 CNY each: three are 0.213, not three times 0.07.
    assert summed([cell(1), cell(1), cell(1)], "CNY", RATES).worth == 21


def test_cny_stays_as_it_is() -> None:
    assert summed([cell(12345, "CNY", None)], "CNY", RATES).worth == 12345


def test_the_only_rate_of_a_currency_may_lead_through_usd() -> None:
    assert summed([cell(100_00, "THB")], "CNY", RATES).worth == 21_65  # 100 × 0.0305 × 7.1 = 21.655


def test_into_usd_cny_is_divided_and_eur_goes_through_cny() -> None:
    assert summed([cell(710, "CNY")], "USD", RATES).worth == 100
    assert summed([cell(710_00, "EUR")], "USD", RATES).worth == 783_33


def test_a_missing_rate_is_named_once_for_each_currency_and_nothing_is_guessed() -> None:
    found = summed([cell(1, "GBP"), cell(2, "GBP", dt.date(2026, 3, 6)), cell(3)], "CNY", RATES)
    assert found.worth is None
    [problem] = found.missing
    assert problem.code == "rate.missing"
    assert dict(problem.details) == {"currency": "GBP", "into": "CNY", "day": "2026-03-05"}


def test_an_old_rate_is_no_rate() -> None:
    [problem] = summed([cell(1, day=dt.date(2026, 5, 1))], "CNY", RATES).missing
    assert problem.code == "rate.gap"


def test_without_a_day_or_a_currency_nothing_is_converted() -> None:
    assert [one.code for one in summed([cell(1, day=None)], "CNY", RATES).missing] == [
        "trade.no_day"
    ]
    assert [one.code for one in summed([cell(1, "")], "CNY", RATES).missing] == [
        "trade.no_currency"
    ]


def test_the_same_sum_in_any_order() -> None:
    cells = [cell(3, "EUR"), cell(1, "GBP"), cell(2, "THB", None), cell(9)]
    found = summed(cells, "CNY", RATES)
    assert summed(reversed(cells), "CNY", RATES) == found
    assert list(found.sums) == ["EUR", "GBP", "THB", "USD"]


def test_one_currency_is_compared_as_declared_and_several_as_converted() -> None:
    assert compared(total(None, USD=5), total(None, USD=3)) == (5, 3)
    assert compared(total(50, USD=5, EUR=1), total(21, USD=3)) == (50, 21)
    assert compared(total(None, USD=5, EUR=1), total(21, USD=3)) is None
    assert compared(total(5, "USD", USD=5, EUR=1), total(21, USD=3)) is None


def test_growth_is_exact_and_needs_something_to_grow_from() -> None:
    assert growth(total(None, USD=4), total(None, USD=3)) == Fraction(1, 3)
    assert growth(total(None, USD=1), total(None, USD=4)) == Fraction(-3, 4)
    assert growth(total(None, USD=1), total(None)) is None
    assert growth(total(None, USD=1), total(None, EUR=1)) is None


def test_a_share_of_nothing_is_none_and_a_share_that_is_nothing_is_nought() -> None:
    assert share(total(None, USD=1), total(None, USD=3)) == Fraction(1, 3)
    assert share(total(None), total(None, USD=3)) == 0
    assert share(total(None, USD=1), total(None)) is None


def test_an_import_counts_for_its_origin_and_an_export_for_where_it_ends_up() -> None:
    item = goods(origin_country="韩国", destination_country="德国")
    assert country_of(declaration("1", direction=Direction.IMPORT), item) == "韩国"
    assert country_of(declaration("1"), item) == "德国"
    assert country_of(declaration("1"), goods(destination_country="")) == "美国"


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (Wanted(), True),
        (Wanted(year="2026", until="03-05"), True),
        (Wanted(year="2026", until="03-04"), False),
        (Wanted(hs=(4, "8504"), currency="USD"), True),
        (Wanted(hs=(2, "84")), False),
        (Wanted(without=frozenset({"0615"})), False),
        (Wanted(regimes=frozenset()), False),
    ],
)
def test_an_item_is_meant_if_every_condition_holds(wanted: Wanted, meant: bool) -> None:
    item = goods()
    assert is_meant(wanted, declaration("1", item), item) is meant


def test_the_record_names_its_modes_and_the_last_transfer() -> None:
    record = TradeRecord(last_days={"0615": DAY, "0654": dt.date(2025, 1, 1), "0255": None})
    assert record.modes == frozenset({"0255", "0615", "0654"})
    assert record.last_transfer_on == dt.date(2025, 1, 1)
    assert TradeRecord(last_days={}).modes is None
