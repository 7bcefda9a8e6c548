"""Where the figure of a measure bends: its result over a range of amounts, and of days.

A case that qualifies is worked out again and again with one thing changed. Between two amounts
that are bounded by different caps the exact fen is sought at which the change happens, so that
a table with a coarse step still shows every bend.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.steps import Interest, PerUnit, Round, Step, Sum, Times, is_fact

SPENT = "spent"
"""What varies where expenses decide; elsewhere it is a fact."""

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One amount, or number, and what it comes to.

    Attributes:
        at: In fen where it is money, else a count.
        bounds: Texts of the steps that bounded the amount, in their order.
        bends: Here it begins to be bounded by other steps than below.
    """

    at: int
    status: Status
    amount: Money
    low: Money
    high: Money
    bounds: tuple[str, ...]
    bends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day and what the case comes to on it."""

    day: dt.date
    why: str
    status: Status
    amount: Money


def varies(measure: Measure) -> str:
    """Return what the amount depends on: ``spent``, a fact that counts, or a principal.

    Raises:
        UserError: ``grid.nothing_varies`` -- the amount is fixed, or there is none.
    """
    if measure.expense is not None and measure.steps:
        return SPENT
    for step in measure.steps:
        if isinstance(step, PerUnit):
            return step.count
        if isinstance(step, Interest) and is_fact(step.principal):
            return step.principal
    raise UserError("grid.nothing_varies", title=measure.title)


def amounts(pack: Pack, measure: Measure, case: Case, values: range) -> Sequence[GridRow]:
    """Return a row for every value of a range and for every bend between them.

    Raises:
        UserError: ``grid.nothing_varies``, ``grid.too_many_rows``, ``grid.empty``.
    """
    what = varies(measure)
    if not values:
        raise UserError("grid.empty")
    if len(values) > MOST_ROWS:
        raise UserError("grid.too_many_rows", count=len(values), most=MOST_ROWS)

    def row(at: int) -> GridRow:
        return _row(measure, at, assess(pack, measure, with_value(case, what, at, measure)))

    rows = [row(values[0])]
    for at in values[1:]:
        above = row(at)
        rows += _bends(rows[-1], above, row)
        if rows[-1].at != at:
            rows.append(above)
    return rows


def _bends(last: GridRow, above: GridRow, row: Callable[[int], GridRow]) -> Iterator[GridRow]:
    """Yield the rows on both sides of every bend between two others, sought to the fen."""
    while _kind(last) != _kind(above):
        below, found = last, above
        while found.at - below.at > 1:
            middle = row((found.at + below.at) // 2)
            if _kind(middle) == _kind(below):
                below = middle
            else:
                found = middle
        if below.at > last.at:
            yield below
        last = replace(found, bends=True)
        yield last


def days(pack: Pack, measure: Measure, case: Case, at: int | None) -> Sequence[DayRow]:
    """Return what the case comes to on each day on which a rule begins or ends, and beside it.

    ``at`` is the value of what varies; ``None``: as in the case.
    """
    if at is not None:
        case = with_value(case, varies(measure), at, measure)
    found = []
    for day, why in sorted(_turning_days(pack, measure).items()):
        result = assess(pack, measure, _on(case, measure, day))
        found.append(DayRow(day=day, why=why, status=result.status, amount=result.ceiling))
    return found


def with_value(case: Case, what: str, at: int, measure: Measure) -> Case:
    """Return a case with one amount spent, or one count or principal, in place of its own."""
    if what == SPENT:
        amount = Money(at)
        line = replace(
            case.lines[0], gross=amount, net=amount, unsupported=ZERO, other_funding=ZERO
        )
        return replace(case, lines=(line,))
    principal = any(isinstance(one, Interest) and one.principal == what for one in measure.steps)
    return replace(case, facts={**case.facts, what: Money(at) if principal else at})


def _row(measure: Measure, at: int, result: Assessment) -> GridRow:
    return GridRow(
        at=at,
        status=result.status,
        amount=result.ceiling,
        low=result.low,
        high=result.high,
        bounds=_bounds(measure, result),
    )


def _bounds(measure: Measure, result: Assessment) -> tuple[str, ...]:
    """Return the steps that made the amount smaller, other than taking a share or rounding."""
    shares: set[str] = {one.id for one in measure.steps if isinstance(one, _SHARES)}
    found, before = [], None
    for line in result.worksheet:
        if before is not None and line.exact_fen < before and line.step not in shares:
            found.append(line.step)
        before = line.exact_fen
    return tuple(found)


_SHARES: tuple[type[Step], ...] = (Sum, Times, Round)


def _kind(row: GridRow) -> tuple[object, ...]:
    return row.status, row.bounds


def _turning_days(pack: Pack, measure: Measure) -> dict[dt.date, str]:
    found: dict[dt.date, str] = {}
    one_day = dt.timedelta(days=1)
    force = measure.in_force
    figures = [*measure.parameters, *(limit.amount for limit in pack.limits)]
    for figure in figures:
        for value in figure.values[1:]:
            found[value.first - one_day] = f"“{figure.label}”改变的前一天"
            found[value.first] = f"“{figure.label}”改变的当天"
    found[force.first - one_day] = "施行的前一天"
    found[force.first] = "施行的第一天"
    if force.last is not None:
        found[force.last] = "有效期的最后一天"
        found[force.last + one_day] = "期满后第一天"
    return found


def _on(case: Case, measure: Measure, day: dt.date) -> Case:
    """Return a case moved to a day: its expenses, and the fact that decides in their place."""
    lines = tuple(replace(one, paid_on=day, issued_on=day) for one in case.lines)
    decides = measure.expense.date if measure.expense is not None else measure.event
    facts = {**case.facts, decides: day} if is_fact(decides) else case.facts
    return replace(case, lines=lines, facts=facts)
