"""Holidays and shifted working days as the State Council published them, year by year."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from pathlib import Path

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_toml
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.deadlines import WEEKEND, WorkCalendar, WorkYear

WORKDAYS_FILE = "workdays.toml"


@functools.cache
def shipped_workdays() -> WorkCalendar:
    """Return the years that came with the program.

    Raises:
        PackError: The file is wrong.
    """
    return load_workdays(resources_folder())


def load_workdays(resources: Path) -> WorkCalendar:
    """Read ``workdays.toml``.

    Raises:
        PackError: With every mistake.
    """
    mistakes = Mistakes()
    root = Table(
        read_toml(resources / WORKDAYS_FILE, WORKDAYS_FILE, mistakes), WORKDAYS_FILE, "", mistakes
    )
    years: dict[int, WorkYear] = {}
    for entry in root.tables("year", name="year"):
        years[entry.whole("year")] = _year(entry)
        entry.close()
    root.close()
    mistakes.refuse()
    return WorkCalendar(years=years)


def _year(entry: Table) -> WorkYear:
    year = entry.whole("year")
    off = frozenset(day for span in entry.tables("off", name="name") for day in _days(span))
    on = frozenset(entry.days("on"))
    entry.day("published_on")
    for day in sorted(off | on):
        if day.year != year:
            entry.wrong("", "workdays.other_year", day=day, year=year)
    for day in sorted(on):
        if day.weekday() not in WEEKEND or day in off:
            entry.wrong("on", "workdays.not_shifted", day=day)
    return WorkYear(
        source=f"{entry.text('number')} {entry.text('title')}",
        off=frozenset(day for day in off if day.weekday() not in WEEKEND),
        on=on,
    )


def _days(span: Table) -> Iterator[dt.date]:
    span.text("name")
    first, last = span.day("from"), span.day("to")
    span.close()
    if last < first:
        span.wrong("to", "workdays.backwards", first=first, last=last)
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)
