"""Years of every kind, over which caps add up, and when what is left under them ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.pack_making import (
    CLAUSE,
    FIRST,
    LAST,
    NOTICE,
    case,
    grant,
    half_up_to,
    line,
    measure,
    pack,
    yuan,
)

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment
from jiamao_desktop.domain.deadlines import months_after
from jiamao_desktop.domain.headroom import Headroom, headroom
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.pack import Ends, Measure
from jiamao_desktop.domain.steps import Per, Window
from jiamao_desktop.domain.windows import Use, last_day_of, part_of, used_in

JULY = measure(notice=replace(NOTICE, declaration_year=(7, 1)))
ROLLING, DECLARED = Window.ROLLING_YEAR, Window.DECLARATION_YEAR
NEW = dt.date(2025, 9, 10)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def used(kind: Window, on: str, *uses: str, about: Measure = JULY) -> str:
    """Return what is used on a day by ten yuan on each of some days."""
    return str(used_in(kind, [Use(day(one), yuan("10")) for one in uses], day(on), about))


@pytest.mark.parametrize(
    ("on", "use", "counts"),
    [
        ("2025-07-01", "2026-06-30", "10.00"),
        ("2025-07-01", "2025-06-30", "0.00"),
        ("2025-06-30", "2024-07-01", "10.00"),
        ("2026-06-30", "2025-07-01", "10.00"),
        ("2026-06-30", "2026-07-01", "0.00"),
    ],
)
def test_a_declaration_year_begins_on_the_day_the_notice_names(
    on: str, use: str, counts: str
) -> None:
    assert used(DECLARED, on, use) == counts


@pytest.mark.parametrize(
    ("on", "use", "counts"),
    [
        ("2025-09-10", "2024-09-11", "10.00"),
        ("2025-09-10", "2024-09-10", "0.00"),
        ("2025-09-10", "2026-09-09", "10.00"),
        ("2025-09-10", "2026-09-10", "0.00"),
        ("2025-02-28", "2024-02-29", "10.00"),
        ("2025-03-01", "2024-03-01", "0.00"),
        ("2024-02-29", "2023-03-01", "10.00"),
    ],
)
def test_twelve_months_run_back_from_the_day_and_from_later_support(
    on: str, use: str, counts: str
) -> None:
    assert used(ROLLING, on, use) == counts


def test_of_all_twelve_months_with_the_day_the_fullest_counts() -> None:
    assert used(ROLLING, "2025-09-10", "2024-10-01", "2026-05-01") == "10.00"
    assert used(ROLLING, "2025-09-10", "2025-01-01", "2025-12-01", "2024-10-01") == "20.00"
    assert used(ROLLING, "2025-09-10") == "0.00"


def test_days_of_one_window_have_a_number_in_common() -> None:
    assert part_of(DECLARED, day("2025-06-30"), JULY) == 2024
    assert part_of(DECLARED, day("2025-07-01"), JULY) == 2025
    assert part_of(Window.CALENDAR_YEAR, day("2025-12-31"), JULY) == 2025
    assert part_of(Window.DOCUMENT, FIRST, JULY) == part_of(Window.DOCUMENT, LAST, JULY)


def capped(window: Window, **more: Any) -> Measure:
    return replace(JULY, **half_up_to("100", window=window, **more))


def result(one: Measure, *lines: Any, **more: Any) -> Assessment:
    return assess(pack(one), one, case(*lines, **more))


def test_each_declaration_year_has_a_cap_of_its_own_and_is_named() -> None:
    one = capped(DECLARED)
    found = result(
        one, line(1, "1000", paid_on=day("2025-06-30")), line(2, "1000", paid_on=day("2025-07-01"))
    )
    assert found.ceiling == yuan("200")
    assert found.worksheet[0].text.startswith("2024 申报年度：")
    assert found.worksheet[4].text.startswith("2025 申报年度：")


def test_two_days_of_one_declaration_year_share_the_cap_over_new_year() -> None:
    found = result(
        capped(DECLARED),
        line(1, "1000", paid_on=day("2025-12-31")),
        line(2, "1000", paid_on=day("2026-01-01")),
    )
    assert found.ceiling == yuan("100")


def test_a_rolling_year_lets_support_in_again_when_the_oldest_has_dropped_out() -> None:
    first, same, next_ = "2025-03-10", "2026-03-09", "2026-03-10"
    lines = [line(1, "200", paid_on=day(first)), line(2, "200", paid_on=day(same))]
    assert result(capped(ROLLING), *lines).ceiling == yuan("100")
    lines[1] = line(2, "200", paid_on=day(next_))
    found = result(capped(ROLLING), *lines)
    assert found.ceiling == yuan("200")
    assert found.worksheet[0].text.startswith("2025-03-10：")


DAYS = st.dates(FIRST, LAST)
AMOUNTS = st.integers(1, 30_000)


@settings(max_examples=40, deadline=None)
@given(
    spent=st.lists(st.tuples(DAYS, AMOUNTS), max_size=7),
    granted=st.lists(st.tuples(DAYS, st.integers(1, 3_000)), max_size=3),
)
def test_no_twelve_months_ever_hold_more_than_the_cap(
    spent: list[tuple[dt.date, int]], granted: list[tuple[dt.date, int]]
) -> None:
    grants = [grant(str(Money(fen)), on) for on, fen in granted]
    lines = [line(n, str(Money(fen)), paid_on=on) for n, (on, fen) in enumerate(spent)]
    found = result(capped(ROLLING), *lines, grants=grants)
    paid = [(one.granted_on, one.amount) for one in grants]
    days = sorted({on for on, _ in spent})
    for on in days:
        own = [one for one in found.worksheet if one.text.startswith(f"{on}：") or len(days) == 1]
        paid.append((on, Money(int(own[-1].exact_fen))))
    assert total(amount for _, amount in paid[len(grants) :]) == found.ceiling
    for end, _ in paid:
        assert total(amount for on, amount in paid if back(end) < on <= end) <= yuan("100")


def back(end: dt.date) -> dt.date:
    return months_after(end, -12)


def room(one: Measure, today: str, *uses: str) -> Headroom:
    grants = [grant("10", day(use)) for use in uses]
    (found,) = headroom(pack(one), one, case(today=day(today), grants=grants))
    return found


@pytest.mark.parametrize(
    ("window", "today", "ends"),
    [
        (Window.CALENDAR_YEAR, "2026-11-20", "2026-12-31"),
        (Window.CALENDAR_YEAR, "2027-01-01", "2027-06-13"),
        (Window.DECLARATION_YEAR, "2025-11-20", "2026-06-30"),
        (Window.DECLARATION_YEAR, "2025-06-30", "2025-06-30"),
        (Window.DECLARATION_YEAR, "2026-11-20", "2027-06-13"),
        (Window.DOCUMENT, "2026-11-20", "2027-06-13"),
        (Window.LIFETIME, "2026-11-20", "2027-06-13"),
        (Window.ROLLING_YEAR, "2026-03-01", "2027-06-13"),
    ],
)
def test_what_is_left_ends_with_its_window_or_with_the_measure(
    window: Window, today: str, ends: str
) -> None:
    found = room(capped(window), today)
    assert str(found.ends_on) == ends
    assert found.clause is CLAUSE


@pytest.mark.parametrize(
    ("use", "ends"), [("2025-03-10", "2026-03-09"), ("2024-12-31", "2025-12-30")]
)
def test_of_a_rolling_year_what_is_left_stays_until_the_oldest_support_drops_out(
    use: str, ends: str
) -> None:
    found = room(capped(ROLLING), "2025-06-01", use, "2025-05-01")
    assert str(found.ends_on) == ends
    assert str(found.used) == "20.00"
    after = day(ends) + dt.timedelta(days=1)
    assert str(room(capped(ROLLING), str(after), use, "2025-05-01").used) == "10.00"


def test_without_any_end_there_is_none() -> None:
    endless = replace(NOTICE, in_force=replace(NOTICE.in_force, last=None, duration=""))
    assert last_day_of(Window.LIFETIME, NEW, measure(notice=endless)) is None


def test_a_measure_that_ends_before_its_notice_ends_its_headroom() -> None:
    one = replace(capped(Window.DOCUMENT), ends=Ends(on=day("2025-12-31"), clause=CLAUSE))
    assert str(room(one, "2025-06-01").ends_on) == "2025-12-31"


def test_a_cap_of_the_group_counts_what_the_others_received_and_one_of_the_firm_does_not() -> None:
    others = [grant("60", FIRST, group=True)]
    for per, left in ((Per.GROUP, "40.00"), (Per.FIRM, "100.00")):
        one = capped(Window.DOCUMENT, per=per)
        assert str(result(one, line(1, "1000"), grants=others).ceiling) == left
        (found,) = headroom(pack(one), one, case(grants=others))
        assert str(found.room) == left


def test_a_red_fapiao_takes_away_from_the_next_nearest_what_the_nearest_has_not() -> None:
    lines = [
        line(1, "1000", paid_on=day("2025-03-01")),
        line(2, "50", paid_on=day("2026-03-01")),
        line(3, "-1000", paid_on=day("2026-03-01"), issued_on=day("2026-03-01")),
    ]
    found = result(capped(Window.CALENDAR_YEAR), *lines)
    assert found.ceiling == yuan("25")  # half of 1000 + 50 - 1000
