"""Days that follow from other days, counted as the clause says and over real holidays."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.pack_making import CLAUSE, entered, law

from jiamao_desktop.catalog.workdays import shipped_workdays
from jiamao_desktop.domain.deadlines import (
    After,
    Deadline,
    Due,
    WorkCalendar,
    WorkYear,
    day_after,
    due,
    months_after,
)
from jiamao_desktop.domain.pack import Parameter, ParameterType
from jiamao_desktop.domain.predicate import Comparison, Op

NONE = WorkCalendar()
CALENDAR = shipped_workdays()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def after(start: str, kind: After, count: int, days: WorkCalendar = NONE) -> str:
    return str(day_after(day(start), kind, count, days))


@pytest.mark.parametrize(
    ("start", "kind", "count", "end"),
    [
        ("2025-03-10", After.YEARS, 5, "2030-03-10"),
        ("2024-02-29", After.YEARS, 5, "2029-02-28"),
        ("2024-02-29", After.YEARS, 4, "2028-02-29"),
        ("2025-01-31", After.MONTHS, 1, "2025-02-28"),
        ("2025-11-30", After.MONTHS, 3, "2026-02-28"),
        ("2025-12-15", After.MONTHS, 1, "2026-01-15"),
        ("2025-12-31", After.DAYS, 1, "2026-01-01"),
        ("2024-02-28", After.DAYS, 2, "2024-03-01"),
        ("2025-01-31", After.MONTH_END, 1, "2025-02-28"),
        ("2024-01-31", After.MONTH_END, 1, "2024-02-29"),
        ("2025-12-01", After.MONTH_END, 0, "2025-12-31"),
        ("2025-12-31", After.MONTH_END, 1, "2026-01-31"),
    ],
)
def test_years_months_and_days_end_safely(start: str, kind: After, count: int, end: str) -> None:
    assert after(start, kind, count) == end


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-09-26", 1, "2025-09-28"),  # a Sunday that is worked
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-26", 4, "2025-10-09"),  # behind eight days of holiday
        ("2024-02-09", 1, "2024-02-18"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 3, "2026-02-26"),
        ("2024-12-31", 1, "2025-01-02"),
        ("2025-12-31", 2, "2026-01-05"),  # 4 January is worked
        ("2026-11-20", 4, "2026-11-26"),
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_working_days_follow_the_announcements_of_the_state_council(
    start: str, count: int, end: str
) -> None:
    assert after(start, After.WORKING_DAYS, count, CALENDAR) == end


def test_a_year_that_is_not_announced_knows_weekends_only() -> None:
    assert after("2027-09-30", After.WORKING_DAYS, 1, CALENDAR) == "2027-10-01"
    assert after("2027-10-01", After.WORKING_DAYS, 1, CALENDAR) == "2027-10-04"
    assert CALENDAR.unpublished(day("2026-12-30"), day("2027-01-05")) == [2027]
    assert CALENDAR.unpublished(day("2025-12-30"), day("2026-01-05")) == []


@settings(max_examples=50, deadline=None)
@given(start=st.dates(dt.date(2023, 12, 1), dt.date(2027, 3, 1)), count=st.integers(1, 15))
def test_so_many_days_are_worked_up_to_the_deadline_and_it_is_one_of_them(
    start: dt.date, count: int
) -> None:
    end = CALENDAR.add(start, count)
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(CALENDAR.works, between)) == count
    assert CALENDAR.works(end)


@settings(max_examples=50, deadline=None)
@given(start=st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), count=st.integers(-30, 400))
def test_months_never_spill_into_the_month_behind(start: dt.date, count: int) -> None:
    end = months_after(start, count)
    assert (end.year - start.year) * 12 + end.month - start.month == count
    assert end.day == start.day or (end + dt.timedelta(days=1)).day == 1


def test_a_day_may_be_off_by_announcement_and_on_by_announcement() -> None:
    year = WorkYear(source="样例", off=frozenset({day("2030-01-01")}), on=frozenset())
    one = WorkCalendar(years={2030: year})
    assert not one.works(day("2030-01-01"))
    assert one.works(day("2030-01-02"))


DEADLINE = Deadline(
    id="by",
    label="最迟办结日",
    start="refund.filed_on",
    after=After.WORKING_DAYS,
    count="n",
    clause=CLAUSE,
)
FILED = {"refund.filed_on": day("2025-09-26")}


def worked_out(
    facts: dict[str, dt.date | bool | str],
    deadline: Deadline = DEADLINE,
    n: Parameter | None = None,
) -> tuple[Due, ...]:
    return due([deadline], [n or law("n", 4)], facts, CALENDAR)


def test_a_deadline_says_from_which_day_and_how_it_was_counted() -> None:
    (found,) = worked_out(dict(FILED))
    assert found.day == day("2025-10-09")
    assert found.start == day("2025-09-26")
    assert found.text == "自 2025-09-26 起第 4 个工作日"
    assert found.missing == ()


def test_a_deadline_in_a_year_not_announced_says_so() -> None:
    (found,) = worked_out({"refund.filed_on": day("2026-12-30")})
    assert "2027 年放假安排尚未收录" in found.text


@pytest.mark.parametrize(
    ("kind", "count", "text"),
    [
        (After.YEARS, 5, "自 2025-09-26 起满 5 年"),
        (After.MONTHS, 3, "自 2025-09-26 起满 3 个月"),
        (After.DAYS, 30, "自 2025-09-26 起第 30 天"),
        (After.MONTH_END, 1, "自 2025-09-26 起 1 个月后的月末"),
        (After.MONTH_END, 0, "2025-09-26 当月的月末"),
    ],
)
def test_the_way_of_counting_is_said_in_chinese(kind: After, count: int, text: str) -> None:
    deadline = Deadline(id="d", label="d", start="refund.filed_on", after=kind, count="n")
    (found,) = worked_out(dict(FILED), deadline, law("n", count))
    assert found.text == text


def test_without_its_day_a_deadline_names_the_fact_that_is_missing() -> None:
    (found,) = worked_out({})
    assert (found.day, found.missing) == (None, ("refund.filed_on",))


FAST = Deadline(
    id="fast",
    label="快",
    start="refund.filed_on",
    after=After.WORKING_DAYS,
    count="n",
    needed=Comparison(fact="firm.class", op=Op.IN, values=("一类", "二类")),
)


def test_a_deadline_for_others_is_left_out_and_one_that_may_concern_asks() -> None:
    assert worked_out({**FILED, "firm.class": "三类"}, FAST) == ()
    (found,) = worked_out(dict(FILED), FAST)
    assert (found.day, found.missing) == (None, ("firm.class",))
    (found,) = worked_out({**FILED, "firm.class": "一类"}, FAST, law("n", 3))
    assert found.day == day("2025-09-30")


def test_the_count_is_that_of_the_day_it_starts_on() -> None:
    shorter = law("n", 4, (day("2026-01-01"), 3))
    (before,) = worked_out({"refund.filed_on": day("2025-12-31")}, n=shorter)
    (behind,) = worked_out({"refund.filed_on": day("2026-01-04")}, n=shorter)
    assert before.text.endswith("第 4 个工作日")
    assert behind.text.endswith("第 3 个工作日")


def test_a_count_that_a_person_has_to_enter_leaves_the_day_open() -> None:
    (found,) = worked_out(dict(FILED), n=entered("n", ParameterType.COUNT))
    assert found.day is None


def test_what_is_no_count_and_what_is_no_day_are_bugs() -> None:
    with pytest.raises(TypeError):
        worked_out(dict(FILED), n=law("n", Fraction(1, 2)))
    with pytest.raises(TypeError):
        worked_out({"refund.filed_on": "昨天"})
