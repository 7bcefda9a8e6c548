"""Days worked out from other days: until when something has to be done, or lasts."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jiamao_desktop.domain.assessment import Basis, Clause
from jiamao_desktop.domain.facts import Facts, day_in
from jiamao_desktop.domain.figures import Parameter, in_effect
from jiamao_desktop.domain.predicate import Predicate


class After(StrEnum):
    """How far behind the first day the day is.

    ``MONTH_END``: the end of the month that comes so many months after.
    """

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTH_END = "month_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day that follows from a fact, as a clause says.

    Attributes:
        start: Fact of type date that it is counted from.
        count: Parameter: how many years, months or days.
        needed: It concerns only those for whom this holds; ``None``: everybody.
    """

    id: str
    label: str
    start: str
    after: After
    count: str
    basis: Basis = Basis.LAW
    clause: Clause | None = None
    needed: Predicate | None = None
    note: str = ""


WEEKEND = (calendar.SATURDAY, calendar.SUNDAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkYear:
    """The working days of one year as the State Council published them.

    Attributes:
        source: 文号 and title of the announcement.
        off: Weekdays that are holidays. on: Days of a weekend that are worked instead.
    """

    source: str
    off: frozenset[dt.date]
    on: frozenset[dt.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Which days are worked; of a year that is not published only the weekends are known."""

    years: Mapping[int, WorkYear] = field(default_factory=dict)

    def works(self, day: dt.date) -> bool:
        """Tell whether a day is worked."""
        year = self.years.get(day.year)
        if year is not None and (day in year.off or day in year.on):
            return day in year.on
        return day.weekday() not in WEEKEND

    def add(self, start: dt.date, count: int) -> dt.date:
        """Return the day so many working days after another; the first one does not count."""
        day = start
        while count > 0:
            day += dt.timedelta(days=1)
            count -= self.works(day)
        return day

    def unpublished(self, start: dt.date, end: dt.date) -> Sequence[int]:
        """Return the years between two days whose holidays are not known."""
        return [year for year in range(start.year, end.year + 1) if year not in self.years]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a deadline comes to.

    Attributes:
        day: Last day; ``None`` while facts are missing.
        missing: Those facts.
        start: The day it was counted from.
        text: How it was counted, in Chinese, with what is uncertain about it.
    """

    deadline: Deadline
    day: dt.date | None
    missing: tuple[str, ...] = ()
    start: dt.date | None = None
    text: str = ""


_COUNTED = {
    After.YEARS: "满 {count} 年",
    After.MONTHS: "满 {count} 个月",
    After.DAYS: "第 {count} 天",
    After.WORKING_DAYS: "第 {count} 个工作日",
    After.MONTH_END: " {count} 个月后的月末",
}


def due(
    deadlines: Sequence[Deadline],
    parameters: Sequence[Parameter],
    facts: Facts,
    days: WorkCalendar,
) -> tuple[Due, ...]:
    """Work deadlines out; those that do not concern the applicant are left out.

    Args:
        deadlines: Those of a measure.
        parameters: Likewise.
        facts: What is known.
        days: Which days are worked.
    """
    counts = {one.id: one for one in parameters}
    found = (_due(one, counts[one.count], facts, days) for one in deadlines)
    return tuple(one for one in found if one is not None)


def _due(deadline: Deadline, count: Parameter, facts: Facts, days: WorkCalendar) -> Due | None:
    missing: frozenset[str] = frozenset()
    if deadline.needed is not None:
        needed = deadline.needed.judge(facts)
        if needed.holds is False:
            return None
        missing = needed.missing
    start = day_in(facts, deadline.start)
    if start is None:
        missing |= {deadline.start}
    if start is None or missing or not count.values:
        return Due(deadline=deadline, day=None, missing=tuple(sorted(missing)))
    number = in_effect(count.values, start).value
    if not isinstance(number, int):
        raise TypeError(count.id)
    day = day_after(start, deadline.after, number, days)
    return Due(
        deadline=deadline,
        day=day,
        start=start,
        text=_text(deadline.after, number, start, day, days),
    )


def day_after(start: dt.date, after: After, count: int, days: WorkCalendar) -> dt.date:
    """Return the day that lies so far behind another.

    Years and months end on the same day of the month, or on its last if it has no such day:
    five years after a 29 February is a 28 February.
    """
    match after:
        case After.YEARS:
            return months_after(start, 12 * count)
        case After.MONTHS:
            return months_after(start, count)
        case After.DAYS:
            return start + dt.timedelta(days=count)
        case After.WORKING_DAYS:
            return days.add(start, count)
        case After.MONTH_END:
            month = months_after(start.replace(day=1), count)
            return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def months_after(start: dt.date, count: int) -> dt.date:
    """Return the day so many months after another, or before it with a count below nothing."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))


def _text(after: After, count: int, start: dt.date, day: dt.date, days: WorkCalendar) -> str:
    text = f"自 {start} 起{_COUNTED[after].format(count=count)}"
    if after is After.MONTH_END and not count:
        text = f"{start} 当月的月末"
    if after is After.WORKING_DAYS and (years := days.unpublished(start, day)):
        named = "、".join(map(str, years))
        text += f"（{named} 年放假安排尚未收录，只按周一至周五计算）"
    return text
