"""Where a figure bends: found to the fen, whatever the step of the table."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.catalog.foreign_packs import YUNXI

from jiamao_desktop.catalog.examples import Example, read_examples
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.domain import grid
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Pack

yuan = Money.from_yuan


@cache
def loaded() -> tuple[Pack, tuple[Example, ...]]:
    mistakes = Mistakes()
    pack = load_pack(YUNXI)
    return pack, read_examples(read_raw(YUNXI, mistakes), pack, mistakes)


def rows(measure: str, values: range) -> list[grid.GridRow]:
    pack, examples = loaded()
    example = next(one for one in examples if one.measure == measure)
    return list(grid.amounts(pack, pack.measure(measure), example.case, values))


def days(measure: str, at: int | None = None) -> dict[dt.date, grid.DayRow]:
    pack, examples = loaded()
    example = next(one for one in examples if one.measure == measure)
    found = grid.days(pack, pack.measure(measure), example.case, at)
    return {one.day: one for one in found}


def test_a_cap_is_found_between_two_rows_to_the_fen() -> None:
    found = rows("yunxi-testing", range(5_000_000, 40_000_001, 35_000_000))
    assert [one.at for one in found] == [5_000_000, 13_333_334, 13_333_335, 40_000_000]
    assert [one.bends for one in found] == [False, False, True, False]
    assert [str(one.amount) for one in found] == [
        "30,000.00",
        "80,000.00",
        "80,000.00",
        "80,000.00",
    ]
    assert found[-1].bounds == ("capped",)


def test_a_count_varies_where_units_are_paid_for() -> None:
    found = rows("yunxi-warehouse", range(7))
    assert [one.amount.fen // 1_000_000 for one in found] == [0, 3, 6, 9, 12, 12, 12]
    assert [one.at for one in found if one.bends] == [5]


def test_a_principal_varies_where_interest_is_paid() -> None:
    found = rows("yunxi-loan", range(0, 2_000_000_001, 1_000_000_000))
    assert found[-1].amount == yuan("200000")
    [bend] = [one for one in found if one.bends]
    # 1.5 % of it is 200,000 yuan; two fifths of a fen more would be cut off anyway.
    assert bend.at == 1_333_333_400
    assert bend.bounds == ("capped",)


def test_nothing_varies_where_the_amount_is_fixed_or_there_is_none() -> None:
    for measure in ("yunxi-first-export", "yunxi-filing"):
        with pytest.raises(UserError, match=r"grid\.nothing_varies"):
            rows(measure, range(3))


@pytest.mark.parametrize(("values", "code"), [(range(0), "empty"), (range(2000), "too_many_rows")])
def test_a_range_that_cannot_be_listed_is_refused(values: range, code: str) -> None:
    with pytest.raises(UserError, match=rf"grid\.{code}"):
        rows("yunxi-testing", values)


def test_the_first_and_the_last_day_and_those_beside_them_are_listed() -> None:
    found = days("yunxi-testing", 5_000_000)
    assert {day.isoformat(): row.status for day, row in found.items()} == {
        "2026-02-28": Status.NO,
        "2026-03-01": Status.YES,
        "2028-02-29": Status.YES,
        "2028-03-01": Status.NO,
    }
    assert found[dt.date(2026, 3, 1)].amount == yuan("30000")
    assert found[dt.date(2028, 3, 1)].why == "期满后第一天"


def test_a_fact_is_moved_where_no_expense_decides() -> None:
    found = days("yunxi-warehouse", 2)
    assert [row.status for row in found.values()] == [Status.NO, Status.YES, Status.YES, Status.NO]
    assert days("yunxi-first-export")[dt.date(2026, 3, 1)].amount == yuan("20000")


@given(step=st.integers(min_value=100_000, max_value=9_000_000))
@settings(max_examples=15)
def test_the_step_changes_which_rows_are_listed_and_never_where_it_bends(step: int) -> None:
    found = rows("yunxi-testing", range(1_000_000, 20_000_001, step))
    assert [one.at for one in found] == sorted({one.at for one in found})
    reached = found[-1].at >= 13_333_335
    assert [one.at for one in found if one.bends] == ([13_333_335] if reached else [])
    assert all(a.amount <= b.amount for a, b in itertools.pairwise(found))
