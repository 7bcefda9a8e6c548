"""A model with the words to it: what each leaf, room and item of it is in the packs and the book.

An allocation knows places and whole numbers only. Whoever shows one looks up here which claim a
leaf stands in, whose cap a room is and which expenses an item is made of, and what could not be
part of the model, and why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiamao_desktop.domain.allocation import Model
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Assessment, Clause
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.steps import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One measure for one project, or for the firm, that takes part in the plan.

    Attributes:
        assessment: What the measure came to in this very case, with all its expenses.
    """

    plan: Plan
    case: Case
    assessment: Assessment
    project: int | None = None
    project_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafInfo:
    """What a leaf is: one measure, one project, and the expenses that are worked out together.

    Attributes:
        subject: Place among the subjects that were given.
        day: A day of its expenses: it decides the year and the figures that apply.
        name: The year or the day, where the measure has several leaves; else blank.
        award: It needs no expense.
        rounded: Parts of its expenses were cut down to a fraction of a fen, because they have
            no common measure of a sensible size: it may come to a fen less than by the rules.
    """

    subject: int
    measure: str
    title: str
    pack: str
    project: int | None
    project_title: str
    day: dt.date
    name: str
    clause: Clause
    up_to: bool
    award: bool = False
    rounded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomInfo:
    """What a room is: a cap, in one of its windows, and what has used it up.

    Attributes:
        cap: Id of the step or of the shared limit.
        used: What was granted before, and what was filed and is undecided: while nobody has
            decided, it is treated as if it had been granted in full. pending: That part of it.
        window: ``None``: everything there ever was, or one project over all its years.
        day: A day of the window. ends_on: Last day on which what is left can be used.
        shared: Several measures share it. measure: Whose cap it is; blank if it is shared.
        others: Titles of measures whose support uses it up but that it does not hold back:
            what they bring is no part of it, and it shrinks if they are granted first.
    """

    cap: str
    title: str
    limit: Money
    used: Money
    pending: Money = ZERO
    window: Window | None
    day: dt.date
    ends_on: dt.date | None
    clause: Clause | None
    shared: bool
    pack: str
    measure: str = ""
    others: tuple[str, ...] = ()

    @property
    def overdrawn(self) -> bool:
        """Tell whether more was granted than the cap allows: what is left is nothing, not less."""
        return self.used > self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemInfo:
    """What an item is: an expense, several that stand or fall together, or an award.

    Attributes:
        expenses: Ids, in order; more than one if a red 发票 takes away from the others, or
            where they can only be claimed together. Empty: an award.
        gross: 价税合计 of all of them.
        silent: Several measures could support it, and no document says that they may do so
            together: the careful default is one of them.
        crowded: So many measures could support it together that not every combination is in
            the model.
    """

    expenses: tuple[int, ...]
    gross: Money
    silent: bool = False
    crowded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCompiled:
    """A measure that could not be part of the model; its own assessment stands.

    Attributes:
        subject: Place among the subjects that were given.
        why: With a sentence of its own for each reason.
    """

    subject: int
    measure: str
    project: int | None
    project_title: str
    why: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """An expense that no measure of the model can support.

    Attributes:
        measure: Whose reason it is; blank if it holds for all.
    """

    expense: int
    measure: str
    project: int | None
    why: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A model, and what everything in it is.

    Attributes:
        leaves, rooms, items: One for each of the model, in its order.
        left_out: In the order of the subjects.
        unused: By expense; the reasons nearest to counting first.
        practice_after: Places of subjects that the model may not say quite exactly: their guide
            has a minimum or a rounding that no leaf can say, or a red 发票 may take away from
            another year. Whoever uses an answer has to assess them again.
        remarks: What else is odd: caps that hold nothing back, caps that are overdrawn,
            minimum grants that no cap leaves room for, nothing at all to plan.
    """

    model: Model
    leaves: tuple[LeafInfo, ...]
    rooms: tuple[RoomInfo, ...]
    items: tuple[ItemInfo, ...]
    left_out: tuple[NotCompiled, ...]
    unused: tuple[Unused, ...] = ()
    practice_after: tuple[int, ...] = ()
    remarks: tuple[Problem, ...] = ()
