"""Whether an applicant qualifies for a measure, for how much at most, and why.

These are the results; ``rules`` modules produce them, screens and paper show them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.money import Money


class Status(StrEnum):
    """符合 / 不符合 / 待确认 / 取决于解释 / 已失效 / 不可测算."""

    YES = "yes"
    NO = "no"
    ASK = "ask"
    READING = "reading"
    LAPSED = "lapsed"
    NOT_CALCULABLE = "not_calculable"


class Basis(StrEnum):
    """What a figure or a step rests on.

    ``LAW``: a quoted clause. ``ASSUMED``: the text is silent, a careful default.
    ``PRACTICE``: practice of another place or year, labelled. ``ENTERED``: typed by the
    person, with its source. ``SETTLED``: the text is silent and somebody has settled how it
    is read; the note says who.
    """

    LAW = "law"
    ASSUMED = "assumed"
    PRACTICE = "practice"
    ENTERED = "entered"
    SETTLED = "settled"


class Severity(StrEnum):
    """What a condition means that does not hold.

    ``BLOCKS``: a no. ``WARNS``: shown, never a no. ``OFFICER_DECIDES``: it is for the
    authority to judge, so neither a yes nor a no.
    """

    BLOCKS = "blocks"
    WARNS = "warns"
    OFFICER_DECIDES = "officer_decides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A passage quoted word for word.

    Attributes:
        number: 文号 of its document, e.g. ``永政办发〔2024〕8号``.
        where: Place in the document, e.g. ``九、提高通关效率``.
    """

    id: str
    number: str
    where: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One condition with its verdict.

    Attributes:
        label: The condition as a sentence, in Chinese.
        holds: ``None``: not known yet.
        value: The value used, as text for people; blank if unknown.
        facts: Facts that would settle it; empty once settled.
        basis: ``LAW``, or what else it rests on; then ``note`` says why we ask for it.
        severity: Only what blocks can make a no.
    """

    check: str
    label: str
    holds: bool | None
    value: str = ""
    clause: Clause | None = None
    facts: tuple[str, ...] = ()
    basis: Basis = Basis.LAW
    note: str = ""
    severity: Severity = Severity.BLOCKS


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetLine:
    """One step of the computation: this line is the computation, not a report of it.

    Attributes:
        text: What was done, in Chinese, with its figures: ``× 50%``.
        exact_fen: Result after this step, exact.
        lines: Ids of the expenses behind it, where the step adds records up.
        note: Source of an entered rate, or name, place and year of a practice.
    """

    step: str
    text: str
    exact_fen: Fraction
    basis: Basis
    clause: Clause | None = None
    lines: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An unclear word and how it was read.

    Attributes:
        options: Option id to Chinese label, the careful default first.
        low, high: The ceiling over all options, all else equal.
        amounts: The ceiling under each option, in their order; nothing where it says no.
        decided: Who settled it, as printed: 按永州市商务局 2026-11-18 答复; blank: nobody has.
        answered: The authority itself has settled it.
    """

    id: str
    question: str
    chosen: str
    options: Sequence[tuple[str, str]]
    low: Money
    high: Money
    amounts: tuple[Money, ...] = ()
    clause: Clause | None = None
    decided: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An expense that does not count, and why: a message code with details as text."""

    line: int
    code: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One measure for one applicant (and one project, where the measure is about one).

    Attributes:
        findings: Every condition with its verdict, in the order of the notice.
        because: Ids of the conditions that settled a *no*; empty otherwise.
        missing: Facts still to be asked; empty once settled.
        spent: 实际发生额 of the lines that count.
        ceiling: 测算上限 under the chosen readings; what is at stake while questions are open.
        by_day: The ceiling in parts, each with a day of the expenses worked out together.
        low, high: Over all readings and open questions.
        binding: Id of the last step or limit that made the amount smaller; blank if none.
        up_to: The document says 不超过: always printed as "不超过".
        counted: Ids of the expenses that count. bases: What of each counts, in fen, exact.
        to_enter: Figures the notice does not name, of which one has to be entered first.
    """

    measure: str
    status: Status
    findings: Sequence[Finding]
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    worksheet: Sequence[WorksheetLine] = ()
    spent: Money
    ceiling: Money
    low: Money
    high: Money
    binding: str = ""
    readings: Sequence[Reading] = ()
    left_out: Sequence[LeftOut] = ()
    counted: tuple[int, ...] = ()
    bases: tuple[Fraction, ...] = ()
    by_day: tuple[tuple[dt.date, Money], ...] = ()
    up_to: bool = True
    to_enter: tuple[str, ...] = ()
    note: str = ""
