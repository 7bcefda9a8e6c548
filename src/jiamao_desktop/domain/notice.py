"""A document of an authority, the days on which it applies, and an end before its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from jiamao_desktop.domain.assessment import Clause

STALE_AFTER = dt.timedelta(days=180)
"""Notices are amended; after half a year somebody should look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """When a notice applies.

    Attributes:
        last: Last day that belongs; ``None``: open-ended.
        duration: As the clause gives it (``P3Y``), or blank when the notice names the day.
        clause: What the days were read from.
        inferred: The last day is not written but follows, though not from a duration.
    """

    first: dt.date
    last: dt.date | None
    duration: str
    clause: Clause
    inferred: bool = False

    @property
    def derived(self) -> bool:
        """Tell whether the last day was worked out: people are to see both, clause and day."""
        return self.inferred or bool(self.duration)

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day belongs."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def text(self) -> str:
        """Return both days as people read them."""
        return f"{self.first} 至 {self.last or '长期'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A document of an authority (通知), kept with the pack word for word.

    Attributes:
        office: Who receives claims under it, as the clause beside it says.
        source: File of its text inside the pack. sha256: Digest of that file.
        verified_on: Last day a person checked that it still applies.
        declaration_year: Month and day on which its years begin (申报年度); ``None``: it
            speaks of calendar years only.
        text: That file, for reading and searching in it.
    """

    id: str
    number: str
    title: str
    issuer: str
    office: str
    office_clause: Clause
    issued_on: dt.date
    in_force: InForce
    source: str
    sha256: str
    verified_on: dt.date
    verified_by: str
    declaration_year: tuple[int, int] | None = None
    text: str = field(default="", repr=False, compare=False)

    def is_stale(self, today: dt.date) -> bool:
        """Tell whether nobody has checked for half a year that it still applies."""
        return today - self.verified_on > STALE_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """A measure ends before its notice does.

    Attributes:
        on: Last day that belongs. derived: Worked out from the clause rather than written.
    """

    on: dt.date
    clause: Clause
    derived: bool = False
