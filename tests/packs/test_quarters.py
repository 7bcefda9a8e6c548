"""Quarter by quarter from 2023-10 to 2028-03: no gap, no clash, nothing after the end."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from tests.packs.samples import NAMES, PAYING, good_case, plan_of

from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.figures import in_effect
from jiamao_desktop.domain.money import ZERO

DAY = dt.timedelta(days=1)
STARTS = [
    dt.date(year, month, 1)
    for year in range(2023, 2029)
    for month in (1, 4, 7, 10)
    if dt.date(2023, 10, 1) <= dt.date(year, month, 1) <= dt.date(2028, 4, 1)
]
QUARTERS = [(first, after - DAY) for first, after in itertools.pairwise(STARTS)]


def on(name: str, day: dt.date, today: dt.date | None = None) -> Assessment:
    """Apply a measure to what happened on a day; nothing else stands in its way."""
    return plan_of(name).assess(good_case(name, day, today))


def test_the_quarters_are_the_eighteen_from_the_autumn_of_2023_on() -> None:
    assert len(QUARTERS) == 18
    assert (QUARTERS[0][0], QUARTERS[-1][1]) == (dt.date(2023, 10, 1), dt.date(2028, 3, 31))


@pytest.mark.parametrize("name", NAMES)
def test_in_each_quarter_exactly_one_figure_applies(name: str) -> None:
    plan = plan_of(name)
    for parameter in (*plan.measure.parameters, *(one.amount for one in plan.pack.limits)):
        days = [one.first for one in parameter.values]
        assert days == sorted(set(days)), parameter.id
        for day in itertools.chain.from_iterable(QUARTERS):
            if parameter.values and plan.measure.in_force.covers(day):
                applies = in_effect(parameter.values, day)
                last = [one for one in parameter.values if one.first <= max(day, days[0])][-1]
                assert applies is last


@pytest.mark.parametrize("name", PAYING)
def test_there_is_an_amount_for_what_falls_into_the_days_and_none_for_what_does_not(
    name: str,
) -> None:
    window = plan_of(name).measure.in_force
    for day in itertools.chain.from_iterable(QUARTERS):
        found = on(name, day)
        if window.covers(day):
            assert found.high > ZERO, day
        else:
            assert (found.low, found.ceiling, found.high) == (ZERO, ZERO, ZERO), day


@pytest.mark.parametrize("name", PAYING)
def test_the_first_and_the_last_day_belong_and_the_days_beside_them_do_not(name: str) -> None:
    window = plan_of(name).measure.in_force
    assert on(name, window.first).high > ZERO
    assert on(name, window.first - DAY).high == ZERO
    if window.last is not None:
        assert on(name, window.last).high > ZERO
        assert on(name, window.last + DAY).high == ZERO


@pytest.mark.parametrize("name", PAYING)
def test_what_happened_in_time_keeps_its_amount_after_the_end(name: str) -> None:
    window = plan_of(name).measure.in_force
    if window.last is not None:
        later = on(name, window.last, today=window.last + 400 * DAY)
        assert later.high == on(name, window.last).high > ZERO
        assert str(window.last) in later.note


@pytest.mark.parametrize("name", NAMES)
def test_after_the_end_a_measure_has_lapsed_and_says_when_and_whether_that_is_derived(
    name: str,
) -> None:
    plan = plan_of(name)
    window = plan.measure.in_force
    for day in (one for quarter in QUARTERS for one in quarter):
        if window.last is None or day <= window.last:
            continue
        case = good_case(name, day)
        found = plan.assess(dataclasses.replace(case, lines=()))
        assert found.status is Status.LAPSED, day
        assert found.high == ZERO
        assert str(window.last) in found.note
        assert ("推算" in found.note) is window.derived
