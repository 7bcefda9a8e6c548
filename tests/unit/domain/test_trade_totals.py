"""Totals against an oracle that adds up in another way, on made-up cells."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.trade_making import declaration, goods

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.exchange import Rate, RateTable
from jiamao_desktop.domain.trade import (
    Cell,
    Total,
    Wanted,
    compared,
    counted_on,
    growth,
    share,
    steps_of,
    summed,
)

FIRST, SECOND = dt.date(2026, 3, 2), dt.date(2026, 3, 9)
USD = {FIRST: Fraction("7.1"), SECOND: Fraction("7.2")}
EUR = {FIRST: Fraction("7.8"), SECOND: Fraction("7.75")}
RATES = RateTable(
    [
        Rate(currency=name, day=day, value=f"{float(value):.2f}")
        for name, table in (("USD", USD), ("EUR", EUR))
        for day, value in table.items()
    ]
)


@st.composite
def cell_lists(draw: st.DrawFn) -> list[Cell]:
    return [
        Cell(
            key=draw(st.sampled_from(["a", "b", ""])),
            direction=draw(st.sampled_from([None, *Direction])),
            currency=draw(st.sampled_from(["USD", "EUR", "CNY"])),
            hundredths=draw(st.integers(-(10**6), 10**12)),
            items=draw(st.integers(1, 9)),
            unpriced=draw(st.integers(0, 1)),
            day=draw(st.sampled_from([FIRST, SECOND])),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]


def in_cny(cells: Sequence[Cell]) -> Fraction:
    """Return the sum in CNY: by currency and day, where ``summed`` goes cell by cell."""
    whole = Fraction(0)
    for name, table in (("USD", USD), ("EUR", EUR)):
        for day, rate in table.items():
            amount = sum(c.hundredths for c in cells if (c.currency, c.day) == (name, day))
            whole += amount * rate
    return whole + sum(cell.hundredths for cell in cells if cell.currency == "CNY")


@given(cell_lists())
@settings(max_examples=40)
def test_everything_in_one_currency_is_exact_until_it_is_rounded_down(cells: list[Cell]) -> None:
    found = summed(cells, "CNY", RATES)
    assert found.worth == math.floor(in_cny(cells))
    assert found.missing == ()


@given(cell_lists())
@settings(max_examples=40)
def test_parts_add_up_to_the_whole_in_each_currency(cells: list[Cell]) -> None:
    whole = summed(cells)
    parts = [summed([cell for cell in cells if cell.key == key]) for key in ("a", "b", "")]
    for name in ("USD", "EUR", "CNY"):
        assert whole.sums.get(name, 0) == sum(part.sums.get(name, 0) for part in parts)
    assert whole.items == sum(part.items for part in parts)
    assert whole.unpriced == sum(part.unpriced for part in parts)


@given(cell_lists(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_the_cells_does_not_matter(cells: list[Cell], dice: object) -> None:
    shuffled = list(cells)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random, which hypothesis names otherwise
    one, other = summed(cells, "USD", RATES), summed(shuffled, "USD", RATES)
    assert one == other
    assert list(one.sums) == list(other.sums)


@given(cell_lists())
@settings(max_examples=25)
def test_shares_of_parts_come_to_one(cells: list[Cell]) -> None:
    positive = [cell for cell in cells if cell.hundredths > 0 and cell.currency == "USD"]
    shares = [share(summed([cell]), summed(positive)) for cell in positive]
    assert not positive or sum(one or Fraction(0) for one in shares) == 1


def cell(currency: str, day: dt.date | None = FIRST, hundredths: int = 100) -> Cell:
    return Cell(key="", direction=None, currency=currency, hundredths=hundredths, items=1, day=day)


def worth(currency: str, into: str, day: dt.date | None = FIRST) -> Fraction:
    """Return what a unit is worth by the rates that lead to it."""
    found = Fraction(1)
    for rate, divided in steps_of(currency, day, into, RATES):
        found = found / rate.exact if divided else found * rate.exact
    return found


@pytest.mark.parametrize(
    ("currency", "into", "rate"),
    [
        ("CNY", "CNY", Fraction(1)),
        ("USD", "USD", Fraction(1)),
        ("USD", "CNY", Fraction("7.1")),
        ("CNY", "USD", 1 / Fraction("7.1")),
        ("EUR", "CNY", Fraction("7.8")),
        ("EUR", "USD", Fraction("7.8") / Fraction("7.1")),
    ],
)
def test_one_unit_is_worth_what_its_rate_says(currency: str, into: str, rate: Fraction) -> None:
    assert worth(currency, into) == rate


def test_the_rates_in_use_are_named_with_their_days_and_sources() -> None:
    table = RateTable(
        [
            Rate(currency="USD", day=FIRST, value="7.1", source="乙"),
            Rate(currency="USD", day=SECOND, value="7.2", source="甲"),
            Rate(currency="EUR", day=FIRST, value="7.8", source="甲"),
        ]
    )
    cells = [cell("USD"), cell("USD"), cell("USD", SECOND), cell("EUR"), cell("CNY")]
    found = summed(cells, "CNY", table).used
    assert [(one.currency, one.into, one.count) for one in found] == [
        ("EUR", "CNY", 1),
        ("USD", "CNY", 2),
    ]
    assert (found[1].first, found[1].last, found[1].sources) == (FIRST, SECOND, ("乙", "甲"))
    assert summed(cells).used == ()
    through = summed([cell("EUR")], "USD", table).used
    assert [(one.currency, one.into) for one in through] == [("EUR", "CNY"), ("USD", "CNY")]


def test_the_last_rate_before_a_day_counts_and_none_after_it() -> None:
    assert worth("USD", "CNY", dt.date(2026, 3, 8)) == USD[FIRST]
    assert worth("USD", "CNY", dt.date(2026, 3, 15)) == USD[SECOND]
    with pytest.raises(UserError, match=r"rate\.missing"):
        worth("USD", "CNY", dt.date(2026, 3, 1))


def test_what_has_no_amount_needs_no_rate() -> None:
    assert summed([cell("ZZZ", None, 0)], "CNY", RATES).worth == 0


def test_a_rate_to_cny_stands_in_for_one_to_usd_and_the_first_lack_is_said() -> None:
    only_cny = RateTable([Rate(currency="GBP", day=FIRST, value="9.1")])
    with pytest.raises(UserError, match=r"rate\.missing") as error:
        steps_of("GBP", FIRST, "USD", only_cny)
    assert error.value.details["currency"] == "GBP"


def test_the_first_day_without_a_rate_is_the_one_named() -> None:
    days = [dt.date(2026, 2, 3), dt.date(2026, 1, 2), dt.date(2026, 2, 1)]
    found = summed([cell("USD", day) for day in days], "CNY", RATES)
    assert [dict(problem.details)["day"] for problem in found.missing] == ["2026-01-02"]


def test_different_lacks_of_one_currency_are_both_named() -> None:
    found = summed([cell("USD", None), cell("USD", dt.date(2026, 1, 2))], "CNY", RATES)
    assert [problem.code for problem in found.missing] == ["trade.no_day", "rate.missing"]


def test_nothing_comes_to_nothing() -> None:
    assert summed([], "CNY", RATES) == Total(sums={}, into="CNY", worth=0)
    assert compared(summed([]), summed([])) == (0, 0)
    assert growth(summed([]), summed([])) is None
    assert share(summed([]), summed([])) is None


def test_a_sum_that_fell_below_nought_is_no_base_for_growth() -> None:
    assert growth(summed([cell("USD")]), summed([cell("USD", hundredths=-5)])) is None


def test_an_amount_that_could_not_be_converted_is_not_compared_with_one_that_could() -> None:
    mixed = summed([cell("USD"), cell("EUR")], "CNY", RATES)
    broken = summed([cell("USD"), cell("GBP")], "CNY", RATES)
    assert compared(mixed, broken) is None
    assert compared(mixed, summed([cell("CNY")], "CNY", RATES)) == (1490, 100)


def test_the_day_of_movement_counts_before_that_of_declaration() -> None:
    one = declaration("1", goods(), declared_on=SECOND, moved_on=FIRST)
    assert counted_on(one) == FIRST
    assert counted_on(declaration("1", declared_on=SECOND)) == SECOND
    assert counted_on(declaration("1", declared_on=None)) is None


@pytest.mark.parametrize("condition", ["countries", "hs", "currency", "serial"])
def test_only_some_conditions_are_about_items(condition: str) -> None:
    values = {"countries": frozenset({"日本"}), "hs": (2, "85"), "currency": "", "serial": ""}
    assert Wanted(**{condition: values[condition]}).about_items  # type: ignore[arg-type]  # one of each kind
    assert not Wanted(year="2026", handbook="C", regimes=frozenset()).about_items
