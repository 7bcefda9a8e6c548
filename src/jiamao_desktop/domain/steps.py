"""The closed list of steps by which a measure comes to its amount, as data.

The order of the steps is the order of computation and of the printed worksheet. Before
``sum`` a step works on each expense by itself, after it on the sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.assessment import Basis, Clause
from jiamao_desktop.domain.money import Rounding


class Base(StrEnum):
    """价税合计 or 不含税."""

    GROSS = "gross"
    NET = "net"


class Payer(StrEnum):
    """Whose account the money must have left."""

    APPLICANT = "applicant"
    ANYONE = "anyone"


class Per(StrEnum):
    """What a cap holds for: each expense, each counted thing, each project, the firm.

    ``GROUP``: the firm and the others of its group together.
    """

    LINE = "line"
    UNIT = "unit"
    PROJECT = "project"
    FIRM = "firm"
    GROUP = "group"


class Window(StrEnum):
    """Over which time a cap of the firm adds up.

    ``DOCUMENT``: from the first day of the notice on. ``LIFETIME``: whenever.
    ``DECLARATION_YEAR``: a year that begins on the day the notice names (申报年度).
    ``ROLLING_YEAR``: any twelve months.
    """

    DOCUMENT = "document"
    CALENDAR_YEAR = "calendar_year"
    LIFETIME = "lifetime"
    DECLARATION_YEAR = "declaration_year"
    ROLLING_YEAR = "rolling_year"


class Counts(StrEnum):
    """What uses up a cap: what was granted, or also what is filed and not yet decided."""

    GRANTED = "granted"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    id: str
    basis: Basis = Basis.LAW
    clause: Clause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(_Step):
    """Add the expenses up; less than nothing counts as nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times(_Step):
    """Take a ratio; ``by`` names it."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(_Step):
    """Round, once and by name."""

    mode: Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(_Step):
    """Allow no more than what is left of an amount.

    Attributes:
        at: Parameter: the amount; with ``per`` unit that of the first one.
        window: For the firm and its group only.
        count: Fact that counts the units.
        more: Parameter: the amount of each further unit; blank: as the first.
        most: Parameter: more units than these do not count; blank: all do.
        level, measures: For a shared limit: what uses it up besides the measure's own grants.
    """

    at: str
    per: Per
    window: Window | None = None
    counts: Counts = Counts.GRANTED
    count: str = ""
    more: str = ""
    most: str = ""
    level: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PerUnit(_Step):
    """So much for each: parameter ``amount`` times fact ``count``."""

    amount: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(_Step):
    """A fixed sum, parameter ``amount``, whatever was spent."""

    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinOf(_Step):
    """The least of the amount so far and others.

    Attributes:
        of: Parameters, or ``spent``: the expenses themselves.
    """

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorAt(_Step):
    """Nothing at all below parameter ``at`` (低于此数不予支持).

    Attributes:
        strict: Nothing at ``at`` itself either (不超过此数的不予支持).
    """

    at: str
    strict: bool = False


class DayCount(StrEnum):
    """How many days the year of an interest rate has; ``ACTUAL``: as many as each year has."""

    D360 = "360"
    D365 = "365"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest(_Step):
    """Interest on a principal: the first day counts, the last does not.

    Attributes:
        principal: Parameter or fact: an amount. rate: Parameter or fact: a ratio for a year.
        start, end: Facts: the days.
    """

    principal: str
    rate: str
    start: str
    end: str
    days: DayCount


Step = Sum | Times | Round | Cap | PerUnit | Fixed | MinOf | FloorAt | Interest


def facts_of(step: Step) -> tuple[str, ...]:
    """Return the facts without which the amount of a step is not known."""
    match step:
        case Cap() | PerUnit():
            return (step.count,) if step.count else ()
        case Interest():
            named = (step.principal, step.rate, step.start, step.end)
            return tuple(name for name in named if is_fact(name))
        case _:
            return ()


def is_fact(name: str) -> bool:
    """Tell a fact from a parameter: ids of facts say what they are about, with a point."""
    return "." in name


SPENT = "spent"
"""What ``min_of`` calls the expenses themselves."""
