"""Days worked out from other days: until when something has to be done, or lasts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.assessment import Basis, Clause
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
