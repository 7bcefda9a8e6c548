"""What is left of caps: earlier support, calendar years, figures that change with the day.

Expenses are worked out in groups: one for each calendar year if some cap is yearly, one for
each set of dated figures. What earlier groups came to uses up the caps of later ones, so no
cap is ever passed, however the expenses are spread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.figures import ParameterValue, in_effect
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.pack import InForce, Measure, Parameter
from jiamao_desktop.domain.readings import Terms
from jiamao_desktop.domain.selection import Counted
from jiamao_desktop.domain.steps import Cap, Counts, Per, Step, Window
from jiamao_desktop.domain.wording import LEVELS, figure_text
from jiamao_desktop.domain.worksheet import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Expenses that are worked out together.

    Attributes:
        day: A day of theirs: it decides the year and the figures that apply.
    """

    day: dt.date
    counted: tuple[Counted, ...]


def batches(
    counted: Sequence[Counted], terms: Terms, window: InForce, event: dt.date | None = None
) -> list[Batch]:
    """Return the expenses in groups, earliest first; one empty group if there are none.

    Args:
        counted: The expenses that count.
        terms: The measure as read.
        window: Its days.
        event: The day that decides where no expense does.
    """
    yearly = any(isinstance(step, Cap) and step.window is _YEAR for step in terms.steps)
    groups: dict[tuple[int, ...], list[Counted]] = {}
    reductions = [one for one in counted if one.fen < 0]
    for one in counted:
        if one.fen >= 0:
            day = _day(one, window)
            groups.setdefault(_key(day, terms.parameters, yearly=yearly), []).append(one)
    found = [
        Batch(day=min(_day(one, window) for one in group), counted=tuple(group))
        for _, group in sorted(groups.items())
    ] or [Batch(day=event or window.first, counted=())]
    for one in reductions:
        # Beside the expenses it takes away from, or else it would take away nothing.
        nearest = min(found, key=lambda batch: abs((batch.day - _day(one, window)).days))
        found[found.index(nearest)] = Batch(day=nearest.day, counted=(*nearest.counted, one))
    return found


def settings_on(day: dt.date, parameters: Sequence[Parameter], case: Case) -> dict[str, Setting]:
    """Return the figures that apply on a day, the law's own and the entered ones."""
    found: dict[str, Setting] = {}
    for parameter in parameters:
        if parameter.entered:
            if entered := case.entered.get(parameter.id):
                found[parameter.id] = Setting(
                    value=entered.value, basis=entered.basis, note=entered.source
                )
        else:
            found[parameter.id] = _raised(parameter, day, case.facts)
    return found


def open_overlays(parameters: Sequence[Parameter], facts: Facts) -> frozenset[str]:
    """Return the facts that would tell whether a county raises one of the figures."""
    verdicts = (one.where.judge(facts) for parameter in parameters for one in parameter.overlays)
    return frozenset[str]().union(*(verdict.missing for verdict in verdicts))


def _raised(parameter: Parameter, day: dt.date, facts: Facts) -> Setting:
    """Return the figure of the law, or what the county makes of it.

    While it is open whether the county concerns the applicant, its figure is what is at stake.
    """
    base = in_effect(parameter.values, day).value
    raised = [
        (in_effect(one.values, day), one)
        for one in parameter.overlays
        if one.values[0].first <= day
        and (one.last is None or day <= one.last)
        and one.where.judge(facts).holds is not False
    ]
    if not raised:
        return Setting(value=base)
    figure, overlay = max(raised, key=lambda pair: _size(pair[0].value))
    note = (
        f"{LEVELS[overlay.over]} {figure_text(base)}，{LEVELS[overlay.level]}提升至 "
        f"{figure_text(figure.value)}（{figure.clause.number}）"
    )
    return Setting(value=figure.value, note=note)


def _size(value: ParameterValue) -> Fraction:
    return Fraction(value.fen if isinstance(value, Money) else value)


def used_up(
    steps: Sequence[Step],
    measure: Measure,
    case: Case,
    day: dt.date,
    earlier: Mapping[dt.date, Money],
) -> dict[str, Money]:
    """Return for each cap what has used it up: earlier support, and earlier groups.

    Args:
        steps: The steps; only caps matter.
        measure: Whose own grants count.
        case: For the support received before.
        day: A day of the group at hand.
        earlier: What the groups before it came to, by their days.
    """
    return {
        step.id: _granted(step, measure, case, day.year)
        + total(
            amount
            for other, amount in earlier.items()
            if step.window is not _YEAR or other.year == day.year
        )
        for step in steps
        if isinstance(step, Cap) and step.per is not Per.LINE
    }


_YEAR = Window.CALENDAR_YEAR


def _granted(cap: Cap, measure: Measure, case: Case, year: int) -> Money:
    if cap.per is not Per.FIRM:
        return ZERO
    support = [*case.grants, *(case.claimed if cap.counts is Counts.CLAIMED else ())]
    return total(
        grant.amount
        for grant in support
        if _uses_up(grant, cap, measure.id)
        and _falls_into(grant, cap.window, measure.notice.in_force, year)
    )


def _uses_up(grant: Grant, cap: Cap, measure: str) -> bool:
    if cap.level:
        return grant.level == cap.level
    return grant.measure in (cap.measures or (measure,))


def _falls_into(grant: Grant, kind: Window | None, window: InForce, year: int) -> bool:
    match kind:
        case Window.CALENDAR_YEAR:
            return grant.granted_on.year == year
        case Window.DOCUMENT:
            # Support for the last expenses is granted after the notice has ended.
            return grant.granted_on >= window.first
        case _:
            return True


def _key(day: dt.date, parameters: Sequence[Parameter], *, yearly: bool) -> tuple[int, ...]:
    figures = (
        in_effect(values, day).first.toordinal()
        for parameter in parameters
        for values in (parameter.values, *(one.values for one in parameter.overlays))
        if values
    )
    return (day.year if yearly else 0, *figures)


def _day(one: Counted, window: InForce) -> dt.date:
    return one.day or one.line.paid_on or one.line.issued_on or window.first
