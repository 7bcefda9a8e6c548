"""Caps over any twelve months: a room for each that tells something."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.unit.domain.compiling.compile_making import compiled, of, raised
from tests.unit.domain.pack_making import NOTICE, grant, half_up_to, limit, line, yuan

from jiamao_desktop.domain.compiling.compiled import Compiled
from jiamao_desktop.domain.compiling.rooms import MOST_WINDOWS
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.steps import Window

ROLLING = half_up_to("900", window=Window.ROLLING_YEAR)
DAYS = (dt.date(2025, 1, 10), dt.date(2025, 8, 10), dt.date(2026, 3, 10))
SPREAD = tuple(line(place, "4000", paid_on=day) for place, day in enumerate(DAYS, 1))


def days(found: Compiled) -> list[tuple[int, list[dt.date]]]:
    return [
        (room.fen, [found.leaves[place].day for place in room.leaves]) for room in found.model.rooms
    ]


def test_any_twelve_months_are_a_room_each() -> None:
    found = compiled([of("m", **ROLLING)], *SPREAD)
    assert days(found) == [(900_00, list(DAYS[:2])), (900_00, list(DAYS[1:]))]
    assert [one.day for one in found.rooms] == [DAYS[1], DAYS[2]]


def test_earlier_support_is_in_the_twelve_months_that_hold_its_day() -> None:
    grants = [grant("100", dt.date(2026, 2, 1))]
    found = compiled([of("m", **ROLLING)], *SPREAD, grants=grants)
    assert days(found) == [
        (900_00, list(DAYS[:2])),
        (800_00, list(DAYS[1:])),
    ]


def test_support_after_an_expense_opens_twelve_months_of_its_own() -> None:
    grants = [grant("850", dt.date(2025, 12, 1))]
    found = compiled([of("m", **ROLLING)], SPREAD[0], grants=grants)
    assert days(found) == [(50_00, [DAYS[0]])]


def test_twelve_months_that_cannot_be_filled_are_left_out_but_for_the_nearest() -> None:
    lines = [line(place, "100", paid_on=day) for place, day in enumerate(DAYS, 1)]
    found = compiled([of("m", **ROLLING)], *lines)
    assert len(found.rooms) == 1


def test_twelve_months_under_a_cap_that_changed_are_left_out() -> None:
    one = raised(yuan("300"), (dt.date(2026, 1, 1), yuan("900")), window=Window.ROLLING_YEAR)
    found = compiled([one], *SPREAD)
    assert [one.why.code for one in found.left_out] == ["model.cap_changes"]


def crossing(number: int) -> list[Line]:
    """Return expenses on so many days that twelve months around each of them can be filled."""
    first = dt.date(2024, 7, 1)
    return [
        line(place, "1800", paid_on=first + dt.timedelta(days=8 * place)) for place in range(number)
    ]


def test_windows_that_cross_too_often_leave_a_measure_out() -> None:
    found = compiled([of("m", **ROLLING)], *crossing(80))
    assert [one.why.code for one in found.left_out] == ["model.too_many_windows"]
    assert found.model.items == ()
    few = compiled([of("m", **ROLLING)], *crossing(60))
    assert few.left_out == ()
    assert 2 < len(few.rooms) <= MOST_WINDOWS


def test_a_shared_limit_whose_windows_cross_too_often_leaves_out_all_that_it_holds() -> None:
    pool = limit("900", window=Window.ROLLING_YEAR)
    other = of("b", notice=replace(NOTICE, number="别处〔2024〕2号"))
    found = compiled([of("a"), other], *crossing(80), limits=[pool])
    assert [(one.measure, one.why.code) for one in found.left_out] == [
        ("a", "model.too_many_windows")
    ]
    assert {one.measure for one in found.leaves} == {"b"}


def test_what_is_under_way_within_twelve_months_is_told_apart() -> None:
    found = compiled(
        [of("m", **ROLLING)],
        SPREAD[0],
        grants=[grant("100", DAYS[0])],
        claimed=[grant("50", DAYS[0])],
    )
    assert [(one.used, one.pending) for one in found.rooms] == [(yuan("150"), yuan("50"))]
