"""What the best plan of a book (最优方案) is made of: claims, lines, caps, what is left over.

A plan says what to claim for which expense so that the most money comes in, and among all
ways to get that much the one with the least paper. It is a proposal: nothing of it is stored
until it is adopted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.steps import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExpense:
    """An expense that is not in the book: one that may be made yet (假如).

    Attributes:
        label: What a person calls it; blank: its category.
    """

    category: str
    gross: Money
    net: Money
    paid_on: dt.date
    project: ProjectId | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is supposed beyond what the book says (假如); by default nothing.

    Attributes:
        planned: Expenses that may be made. The lines of a plan name them -1, -2, … in order.
        readings: (pack, key of the unclear word) to the option that is tried.
        today: Assess as of this day; ``None``: as of today.
        pinned: An expense to the measure, with its project, that it may be claimed under and
            under no other.
        forbidden: An expense and the measure that it must not be claimed under; ``None``: any.
    """

    name: str = ""
    planned: tuple[PlannedExpense, ...] = ()
    readings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    today: dt.date | None = None
    pinned: Mapping[int, tuple[str, ProjectId | None]] = field(default_factory=dict)
    forbidden: frozenset[tuple[int, str | None]] = frozenset()

    @property
    def supposes_nothing(self) -> bool:
        """Tell whether this is the book as it stands."""
        supposed = (self.planned, self.readings, self.pinned, self.forbidden)
        return self.today is None and not any(supposed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """An amount that is known exactly, or only between two bounds."""

    at_least: Money
    at_most: Money

    @property
    def exact(self) -> bool:
        """Tell whether both bounds are the same."""
        return self.at_least == self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """One expense within a planned claim.

    Attributes:
        expense: Its id; negative: the first, second, … planned expense of the scenario.
        label: Payee, or description where there is none.
        category: Name, in Chinese. date: The day it was paid.
        counted: What of it counts under the measure.
        pages: Documents attached to it; scanned pages are not known before they are printed.
    """

    expense: int
    date: dt.date | None
    label: str
    category: str
    gross: Money
    counted: Money
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedClaim:
    """One claim of the plan: a measure, for one project where it is about projects.

    Attributes:
        amount: What the plan applies for. ceiling: What its lines alone come to (测算上限).
        up_to: The document says 不超过.
        years: Years (or days) of its lines and what of the amount falls into each, in order.
        pages: Documents attached to its lines, each once.
        note: What a person should know before filing, e.g. that the document has lapsed.
    """

    measure: str
    title: str
    pack: str
    project: ProjectId | None
    project_title: str
    clause: Clause
    amount: Money
    ceiling: Money
    up_to: bool
    lines: tuple[PlannedLine, ...]
    years: tuple[tuple[str, Money], ...]
    pages: int
    note: str = ""

    @property
    def vouchers(self) -> int:
        """Return how many expenses it stands on."""
        return len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """One cap and how the plan fills it.

    Attributes:
        key: Names it within the plan.
        used: What was granted, or filed and is undecided, before. planned: What the plan adds.
        shared: It is shared by several measures. measures: Their titles, as far as planned.
        over: Over which time it adds up; ``None``: over everything. day: A day of that time.
        ends_on: Last day on which what is free can be used; ``None``: without end.
    """

    key: str
    title: str
    limit: Money
    used: Money
    planned: Money
    shared: bool
    measures: tuple[str, ...]
    over: Window | None
    day: dt.date
    ends_on: dt.date | None
    clause: Clause | None

    @property
    def free(self) -> Money:
        """Return what is left under it, never below nothing."""
        return max(self.limit - self.used - self.planned, ZERO)

    @property
    def full(self) -> bool:
        """Tell whether nothing is left under it."""
        return not self.free


@dataclass(frozen=True, slots=True, kw_only=True)
class SpareLine:
    """An expense that the plan does not use, and why."""

    expense: int
    date: dt.date | None
    label: str
    category: str
    gross: Money
    why: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlanned:
    """A measure that comes to something, or might, and is not in the plan.

    Attributes:
        alone: What it would come to by itself, with all its expenses.
        waits: It may come in once questions are answered, or an office has decided.
    """

    measure: str
    title: str
    project: ProjectId | None
    project_title: str
    why: Problem
    alone: Money
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Obvious:
    """What the obvious choice comes to: each expense where it alone brings most."""

    total: Money
    claims: int
    vouchers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BestPlan:
    """The most money for the least paper, and what is proved of it.

    Attributes:
        total: What all planned claims apply for together, at most.
        at_most: No allocation comes to more.
        claims: Largest first.
        vouchers: Expenses in use, each counted once. pages: Documents attached to them.
        claims_at_least, vouchers_at_least: No plan for as much needs fewer.
        certified: Sum, claims and vouchers are all proved to be the best.
        meters: Caps that the plan touches, fullest first.
        left_out: Those that wait first, then by what they would come to.
        lowered: Claims that the rules allow less for than the plan had computed, and by how
            much; then nothing is certified.
        remarks: What is odd about the caps: overdrawn, covering nothing, leaving no room.
        nothing: Why there is nothing to plan, and what to do next; ``None``: there is.
        operation: The last operation of the book that is in it.
        work: What it was worked out from; for ``details``, ``cushion`` and ``adopt``.
    """

    total: Money
    at_most: Money
    money_certified: bool
    certified: bool
    claims: tuple[PlannedClaim, ...]
    vouchers: int
    pages: int
    claims_at_least: int
    vouchers_at_least: int
    meters: tuple[Meter, ...]
    spare: tuple[SpareLine, ...]
    left_out: tuple[NotPlanned, ...]
    obvious: Obvious
    lowered: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    nothing: Problem | None = None
    operation: int
    scenario: Scenario = field(default_factory=Scenario)
    work: object = field(default=None, repr=False, compare=False)

    @property
    def gained(self) -> Money:
        """Return what the obvious choice would have lost."""
        return self.total - self.obvious.total
