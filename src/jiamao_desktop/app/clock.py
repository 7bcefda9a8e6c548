"""The time, as a thing that is handed in: no rule and no use case asks the machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Tells the day and the moment."""

    def today(self) -> dt.date:
        """Return the local calendar day."""

    def now(self) -> str:
        """Return the moment in UTC, to the second: ``2026-11-20T08:30:00Z``."""


class SystemClock:
    """The machine's own time."""

    def today(self) -> dt.date:
        """Return the local calendar day."""
        return dt.datetime.now().astimezone().date()  # noqa: TID251 -- the one place that asks

    def now(self) -> str:
        """Return the moment in UTC, to the second."""
        moment = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the one place that asks
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A pretended day, for tests, demonstrations and “as of” assessments."""

    day: dt.date

    def today(self) -> dt.date:
        """Return the pretended day."""
        return self.day

    def now(self) -> str:
        """Return noon of the pretended day."""
        return f"{self.day.isoformat()}T12:00:00Z"
