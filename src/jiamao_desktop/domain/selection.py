"""Which expenses count, how much of each, and why the others do not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain.assessment import LeftOut
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.money import Exact
from jiamao_desktop.domain.pack import ExpenseTerms, InForce
from jiamao_desktop.domain.stacking import OTHER_FUNDS, Stacking
from jiamao_desktop.domain.steps import Base, Payer


@dataclass(frozen=True, slots=True)
class Counted:
    """An expense that counts.

    Attributes:
        fen: What of it counts, exact.
        day: The day that decides window and year; ``None`` while that is not known.
    """

    line: Line
    fen: Exact
    day: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The expenses that count.

    Attributes:
        in_window: Whether something falls into the window; ``None``: nothing to go by yet.
        has_expense: Whether there is an expense to support at all.
        missing: The fact whose day decides the window, while it is unknown.
    """

    counted: tuple[Counted, ...]
    in_window: bool | None
    has_expense: bool
    missing: frozenset[str]


NOTHING = Selection(counted=(), in_window=None, has_expense=False, missing=frozenset())
"""What a measure selects that needs no expense."""


class Sieve:
    """The expenses of a case, looked at once for all ways to read a measure.

    What no reading can change is judged here; ``select`` judges the rest, and ``left_out``
    gives the reasons, which only the chosen reading needs.
    """

    def __init__(self, window: InForce, case: Case, stacking: Stacking) -> None:
        """Look at the expenses.

        Args:
            window: When the measure applies.
            case: The case.
            stacking: What it means that other funds paid for a line (不得多头重复奖励).
        """
        self._window = window
        self._case = case
        self._stacking = stacking
        self._barred = {
            line.id: reason for line in case.lines if (reason := self._never(line)) is not None
        }
        self._live = [line for line in case.lines if line.id not in self._barred]
        self._taxed = any(line.gross != line.net for line in self._live)
        self._foreign = any(line.payer_is_applicant is False for line in self._live)
        self._categories = frozenset(line.category for line in self._live)
        self._place = {line.id: place for place, line in enumerate(case.lines)}
        self._found: dict[ExpenseTerms, Selection] = {}
        self._counted: dict[tuple[Base, str], list[Counted]] = {}

    def select(self, terms: ExpenseTerms) -> Selection:
        """Return the expenses that count under one way to read the measure.

        Terms that differ only in what no expense of the case shows select the same.
        """
        alike = replace(
            terms,
            categories=tuple(sorted(self._categories.intersection(terms.categories))),
            base=terms.base if self._taxed else Base.NET,
            payer=terms.payer if self._foreign else Payer.ANYONE,
        )
        if alike not in self._found:
            self._found[alike] = self._selected(alike)
        return self._found[alike]

    def left_out(self, terms: ExpenseTerms) -> tuple[LeftOut, ...]:
        """Return each expense that does not count, wholly or partly, and why."""
        reasons = (self._reason(line, terms) for line in self._case.lines)
        return tuple(reason for reason in reasons if reason is not None)

    def _selected(self, terms: ExpenseTerms) -> Selection:
        """Go through the expenses; a red 发票 takes away whatever its day and its payer."""
        categories, own_only = set(terms.categories), terms.payer is Payer.APPLICANT
        wanted = [one for one in self._counting(terms) if one.line.category in categories]
        red = [one for one in wanted if one.line.gross.fen < 0]
        paid = [
            one
            for one in wanted
            if one.line.gross.fen >= 0
            and not (own_only and one.line.payer_is_applicant is False)
            and (one.day is not None or "." in terms.date)
        ]
        first, last = self._window.first, self._window.last or dt.date.max
        inside = [one for one in paid if one.day is None or first <= one.day <= last]
        has_expense = any(one.fen > 0 for one in inside)
        counted = tuple(inside)
        if red:
            counted = tuple(sorted((*inside, *red), key=lambda one: self._place[one.line.id]))
        return Selection(
            counted=counted,
            in_window=self._in_window(terms.date, has_expense, outside=len(inside) < len(paid)),
            has_expense=has_expense,
            missing=frozenset({terms.date})
            if "." in terms.date and terms.date not in self._case.facts
            else frozenset(),
        )

    def _in_window(self, date: str, has_expense: bool, *, outside: bool) -> bool | None:
        """Tell whether something falls into the window; ``None``: nothing to go by yet."""
        if "." in date:
            day = _day_of_fact(date, self._case)
            return None if day is None else self._window.covers(day)
        if has_expense:
            return True
        return False if outside else None

    def _counting(self, terms: ExpenseTerms) -> list[Counted]:
        """Return what every expense would count for; its days and amounts are worked out once."""
        key = (terms.base, terms.date)
        if key not in self._counted:
            self._counted[key] = [
                Counted(line, _fen(line, terms.base), day_of(line, terms.date, self._case))
                for line in self._live
            ]
        return self._counted[key]

    def _never(self, line: Line) -> LeftOut | None:
        """Return why an expense cannot count under any reading."""
        if self._case.project is not None and line.project != self._case.project:
            return _left_out(line, "line.other_project")
        if self._stacking.bars(line):
            return _left_out(line, "line.funded_already", by=line.funded_by or OTHER_FUNDS)
        if line.gross.fen < 0:
            return None  # a red 发票 takes away whatever its day: the careful side
        if line.paid_on is None:
            return _left_out(line, "line.unpaid")
        if line.unsupported == line.gross:
            return _left_out(line, "line.wholly_unsupported", amount=line.unsupported)
        return None

    def _reason(self, line: Line, terms: ExpenseTerms) -> LeftOut | None:
        if line.category not in terms.categories:
            return _left_out(line, "line.other_category", category=line.category)
        if line.id in self._barred or line.gross.fen < 0:
            return self._barred.get(line.id)
        day = day_of(line, terms.date, self._case)
        if terms.payer is Payer.APPLICANT and line.payer_is_applicant is False:
            return _left_out(line, "line.paid_by_other")
        if day is None and "." not in terms.date:
            return _left_out(line, "line.undated")
        if day is not None and not self._window.covers(day):
            return _left_out(line, "line.outside_window", day=day, window=self._window.text)
        part = line.unsupported
        return _left_out(line, "line.partly_unsupported", amount=part) if part else None


def _left_out(line: Line, code: str, **details: object) -> LeftOut:
    return LeftOut(
        line=line.id,
        code=code,
        details=tuple((name, str(value)) for name, value in details.items()),
    )


def _fen(line: Line, base: Base) -> Exact:
    """Return what counts; the tax within an unsupported part is left out with it."""
    amount = line.gross.fen if base is Base.GROSS else line.net.fen
    if not line.unsupported:
        return amount
    return Fraction(amount * (line.gross.fen - line.unsupported.fen), line.gross.fen)


def day_of(line: Line, date: str, case: Case) -> dt.date | None:
    """Return the day of an expense that decides window and year; ``None``: it is not known.

    Args:
        line: The expense.
        date: ``paid_on``, ``issued_on``, or a fact of type date.
        case: For the fact.
    """
    if date == "issued_on":
        return line.issued_on
    return line.paid_on if date == "paid_on" else _day_of_fact(date, case)


def _day_of_fact(fact: str, case: Case) -> dt.date | None:
    value = case.facts.get(fact)
    if value is not None and not isinstance(value, dt.date):
        raise TypeError(fact)
    return value
