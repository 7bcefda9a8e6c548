"""The times over which caps add up: which support falls into one, and when it ends."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.deadlines import months_after
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.steps import Window

_YEAR = 12

YEARS = frozenset({Window.CALENDAR_YEAR, Window.DECLARATION_YEAR, Window.ROLLING_YEAR})
"""Windows of which there are several one after another."""


@dataclass(frozen=True, slots=True)
class Use:
    """What uses up a cap, and its day."""

    day: dt.date
    amount: Money


def used_in(kind: Window | None, uses: Iterable[Use], day: dt.date, measure: Measure) -> Money:
    """Return how much of a cap is used up for something new on a day.

    Args:
        kind: Over which time the cap adds up; ``None``: over everything.
        uses: What uses it up.
        day: The day of what is new.
        measure: For the days of its notice.
    """
    if kind is Window.ROLLING_YEAR:
        return _fullest_year(list(uses), day)
    if kind is Window.DOCUMENT:
        # Support for the last expenses is granted after the notice has ended.
        first = measure.notice.in_force.first
        return Money(sum([use.amount.fen for use in uses if use.day >= first]))
    if kind not in YEARS:
        return Money(sum([use.amount.fen for use in uses]))
    year = part_of(kind, day, measure)
    return total(use.amount for use in uses if part_of(kind, use.day, measure) == year)


def part_of(kind: Window | None, day: dt.date, measure: Measure) -> int:
    """Return a number that days have in common which fall into the same window."""
    match kind:
        case Window.CALENDAR_YEAR:
            return day.year
        case Window.DECLARATION_YEAR:
            return _declaration_year(day, measure)
        case Window.ROLLING_YEAR:
            return day.toordinal()
        case _:
            return 0


def last_day_of(
    kind: Window | None, day: dt.date, measure: Measure, uses: Sequence[Use] = ()
) -> dt.date | None:
    """Return until when what is free under a cap stays as it is; ``None``: without end.

    It cannot be used after the measure has ended. Of any twelve months the oldest support
    drops out first.
    """
    end: dt.date | None = None
    match kind:
        case Window.CALENDAR_YEAR:
            end = dt.date(day.year, 12, 31)
        case Window.DECLARATION_YEAR:
            year = _declaration_year(day, measure) + 1
            end = dt.date(year, *_begins(measure)) - dt.timedelta(days=1)
        case Window.ROLLING_YEAR:
            inside = [use.day for use in uses if year_back(day) < use.day <= day and use.amount]
            end = _leaves(min(inside)) if inside else None
        case _:
            pass
    last = measure.in_force.last
    return min((one for one in (end, last) if one is not None), default=None)


def _fullest_year(uses: Sequence[Use], day: dt.date) -> Money:
    """Return the most that was used in any twelve months which the day belongs to."""
    ends = {day, *(use.day for use in uses if day <= use.day and year_back(use.day) < day)}
    spans = [(year_back(end), end) for end in ends]
    return Money(
        max(sum([use.amount.fen for use in uses if back < use.day <= end]) for back, end in spans)
    )


@functools.lru_cache(maxsize=5000)
def year_back(end: dt.date) -> dt.date:
    """Return the day before the twelve months that end on a day."""
    return months_after(end, -_YEAR)


def _leaves(day: dt.date) -> dt.date:
    """Return the last day on which support of a day still counts among twelve months."""
    last = months_after(day, _YEAR) + dt.timedelta(days=1)
    while year_back(last) >= day:
        last -= dt.timedelta(days=1)
    return last


def _declaration_year(day: dt.date, measure: Measure) -> int:
    return day.year - ((day.month, day.day) < _begins(measure))


def _begins(measure: Measure) -> tuple[int, int]:
    """Return month and day on which the years of a notice begin; the loader demands them."""
    return measure.notice.declaration_year or (1, 1)
