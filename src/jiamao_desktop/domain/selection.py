"""Which expenses count, how much of each, and why the others do not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.pack import ExpenseTerms, InForce
from jiamao_desktop.domain.steps import Base, Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An expense that counts.

    Attributes:
        fen: What of it counts, exact.
        day: The day that decides window and year; ``None`` while that is not known.
    """

    line: Line
    fen: Fraction
    day: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The expenses, told apart.

    Attributes:
        in_window: Whether something falls into the window; ``None``: nothing to go by yet.
        missing: The fact whose day decides the window, while it is unknown.
    """

    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]
    in_window: bool | None
    missing: frozenset[str]

    @property
    def has_expense(self) -> bool:
        """Tell whether there is an expense to support at all."""
        return any(one.fen > 0 for one in self.counted)


def select(terms: ExpenseTerms, window: InForce, case: Case, *, pays_once: bool) -> Selection:
    """Go through the expenses of a case.

    Args:
        terms: What the measure supports, under the readings chosen.
        window: When its notice applies.
        case: The case.
        pays_once: A line that other funds paid for does not count (不得多头重复奖励).
    """
    counted: list[Counted] = []
    left_out: list[LeftOut] = []
    outside = False
    for line in case.lines:
        reason = _why_not(line, terms, window, case, pays_once=pays_once)
        if reason is not None:
            left_out.append(reason)
            outside = outside or reason.code == "line.outside_window"
            continue
        if line.unsupported:
            left_out.append(_left_out(line, "line.partly_unsupported", amount=line.unsupported))
        counted.append(Counted(line=line, fen=_fen(line, terms.base), day=_day(line, terms, case)))
    by_fact = "." in terms.date
    missing = frozenset({terms.date}) if by_fact and terms.date not in case.facts else frozenset()
    in_window: bool | None = None
    if by_fact and not missing:
        in_window = window.covers(_fact_day(terms.date, case))
    elif not by_fact and any(one.fen > 0 for one in counted):
        in_window = True
    elif outside:
        in_window = False
    return Selection(
        counted=tuple(counted), left_out=tuple(left_out), in_window=in_window, missing=missing
    )


def _why_not(  # noqa: PLR0911 -- one return for each reason reads best in one place
    line: Line, terms: ExpenseTerms, window: InForce, case: Case, *, pays_once: bool
) -> LeftOut | None:
    if line.category not in terms.categories:
        return _left_out(line, "line.other_category", category=line.category)
    if case.project is not None and line.project != case.project:
        return _left_out(line, "line.other_project")
    if pays_once and (line.funded_by or line.other_funding):
        return _left_out(line, "line.funded_already", by=line.funded_by or "其他资金")
    if line.gross.fen < 0:
        return None  # a red 发票 takes away whatever its day: the careful side
    if line.paid_on is None:
        return _left_out(line, "line.unpaid")
    if terms.payer is Payer.APPLICANT and line.payer_is_applicant is False:
        return _left_out(line, "line.paid_by_other")
    if line.unsupported == line.gross:
        return _left_out(line, "line.wholly_unsupported", amount=line.unsupported)
    day = _day(line, terms, case)
    if day is None and "." not in terms.date:
        return _left_out(line, "line.undated")
    if day is not None and not window.covers(day):
        return _left_out(line, "line.outside_window", day=day, window=window.text)
    return None


def _left_out(line: Line, code: str, **details: object) -> LeftOut:
    return LeftOut(
        line=line.id,
        code=code,
        details=tuple((name, str(value)) for name, value in details.items()),
    )


def _fen(line: Line, base: Base) -> Fraction:
    """Return what counts; the tax within an unsupported part is left out with it."""
    amount = line.gross if base is Base.GROSS else line.net
    return Fraction(amount.fen * (line.gross.fen - line.unsupported.fen), line.gross.fen)


def _day(line: Line, terms: ExpenseTerms, case: Case) -> dt.date | None:
    if terms.date == "issued_on":
        return line.issued_on
    if terms.date == "paid_on":
        return line.paid_on
    return _fact_day(terms.date, case) if terms.date in case.facts else None


def _fact_day(fact: str, case: Case) -> dt.date:
    value = case.facts[fact]
    if not isinstance(value, dt.date):
        raise TypeError(fact)
    return value
