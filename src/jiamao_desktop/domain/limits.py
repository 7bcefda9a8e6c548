"""What is left of caps: earlier support, years of every kind, figures that change with the day.

Expenses are worked out in groups: one for each year if some cap is yearly, one for each day
if it goes by any twelve months, one for each set of dated figures. What earlier groups came
to uses up the caps of later ones, so no cap is ever passed, however the expenses are spread.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.figures import DatedValue, in_effect, size_of
from jiamao_desktop.domain.money import Exact, Money, added
from jiamao_desktop.domain.pack import InForce, Measure, Parameter
from jiamao_desktop.domain.readings import Terms
from jiamao_desktop.domain.selection import Counted
from jiamao_desktop.domain.steps import Cap, Counts, Per, Step, Window
from jiamao_desktop.domain.windows import YEARS, Use, part_of, used_in
from jiamao_desktop.domain.wording import LEVELS, figure_text
from jiamao_desktop.domain.worksheet import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Expenses that are worked out together.

    Attributes:
        day: A day of theirs: it decides the year and the figures that apply.
        spent: What they count for together.
        name: What the worksheet calls them if there are several groups.
    """

    day: dt.date
    counted: tuple[Counted, ...]
    spent: Exact = 0
    name: str = ""


def batches(
    counted: Sequence[Counted], terms: Terms, measure: Measure, event: dt.date | None = None
) -> list[Batch]:
    """Return the expenses in groups, earliest first; one empty group if there are none.

    Args:
        counted: The expenses.
        terms: The windows of whose caps and the days of whose figures tell groups apart.
        measure: For the days of its notice.
        event: Day of what is awarded where no expense is needed; it dates the empty group.
    """
    window, kinds = measure.in_force, telling_windows(terms.steps)
    dated = _changing(terms.parameters)
    groups: dict[tuple[int, ...], list[Counted]] = {}
    keys: dict[dt.date, tuple[int, ...]] = {}
    red = []
    for one in counted:
        if one.fen < 0:
            red.append(one)
            continue
        day = _day(one, window)
        key = keys.get(day)
        if key is None:
            parts = tuple([part_of(kind, day, measure) for kind in kinds])
            key = keys[day] = parts + _figures_on(day, dated) if dated else parts
        if key in groups:
            groups[key].append(one)
        else:
            groups[key] = [one]
    first: dict[tuple[int, ...], dt.date] = {}
    for day, key in keys.items():
        first[key] = min(day, first.get(key, day))
    found = [
        Batch(
            day=first[key],
            counted=tuple(group),
            spent=added([one.fen for one in group]),
            name=_named(kinds, first[key], measure),
        )
        for key, group in groups.items()
    ] or [Batch(day=event or window.first, counted=())]
    found.sort(key=lambda batch: batch.day)
    return _lessened(found, red, window) if red else found


def telling_windows(steps: Sequence[Step]) -> tuple[Window, ...]:
    """Return the windows that tell one group of expenses from another."""
    windows = {step.window for step in steps if isinstance(step, Cap)}
    return tuple(sorted(one for one in windows if one in YEARS))


def _named(kinds: Sequence[Window], day: dt.date, measure: Measure) -> str:
    if Window.ROLLING_YEAR in kinds:
        return f"{day}"
    if Window.DECLARATION_YEAR in kinds:
        return f"{part_of(Window.DECLARATION_YEAR, day, measure)} 申报年度"
    return f"{day.year} 年"


def _lessened(found: Sequence[Batch], red: Sequence[Counted], window: InForce) -> list[Batch]:
    """Let each red 发票 take away from the expenses nearest to it, as far as there are any."""
    left = [max(batch.spent, 0) for batch in found]
    taken: list[list[Counted]] = [[] for _ in found]
    days = [batch.day for batch in found]
    for one in red:
        day, open_fen = _day(one, window), -one.fen
        for place in _outward(days, day):
            part = min(open_fen, left[place])
            if part:
                taken[place].append(replace(one, fen=-part))
                left[place] -= part
                open_fen -= part
            if not open_fen:
                break
    return [
        replace(batch, counted=(*batch.counted, *less), spent=rest) if less else batch
        for batch, less, rest in zip(found, taken, left, strict=True)
    ]


def _outward(days: Sequence[dt.date], day: dt.date) -> Iterator[int]:
    """Yield the places of days, which are in order, from the nearest on; of two the earlier."""
    after = bisect.bisect_left(days, day)
    before = after - 1
    while before >= 0 or after < len(days):
        if after == len(days) or (before >= 0 and day - days[before] <= days[after] - day):
            yield before
            before -= 1
        else:
            yield after
            after += 1


def stays(parameters: Sequence[Parameter]) -> bool:
    """Tell whether the figures are the same on all days."""
    return all(len(one.values) <= 1 and not one.overlays for one in parameters)


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
    figure, overlay = max(raised, key=lambda pair: size_of(pair[0].value))
    note = (
        f"{LEVELS[overlay.over]} {figure_text(base)}，{LEVELS[overlay.level]}提升至 "
        f"{figure_text(figure.value)}（{figure.clause.number}）"
    )
    return Setting(value=figure.value, note=note)


def used_up(
    steps: Sequence[Step],
    measure: Measure,
    case: Case,
    day: dt.date,
    earlier: Sequence[Use],
) -> dict[str, Money]:
    """Return for each cap what has used it up: earlier support, and earlier groups.

    Args:
        steps: The steps; only caps matter.
        measure: Whose own grants count.
        case: For the support received before.
        day: A day of the group at hand.
        earlier: What the groups before it came to, if they came to anything.
    """
    return {
        step.id: used_in(step.window, [*uses_of(step, measure, case), *earlier], day, measure)
        for step in steps
        if isinstance(step, Cap) and step.per is not Per.LINE
    }


def uses_of(cap: Cap, measure: Measure, case: Case) -> list[Use]:
    """Return the support received before that uses up a cap of the firm or of its group."""
    if cap.per not in {Per.FIRM, Per.GROUP}:
        return []
    support = [*case.grants, *(case.claimed if cap.counts is Counts.CLAIMED else ())]
    return [
        Use(day=grant.granted_on, amount=grant.amount)
        for grant in support
        if _uses_up(grant, cap, measure.id) and (cap.per is Per.GROUP or not grant.group)
    ]


def _uses_up(grant: Grant, cap: Cap, measure: str) -> bool:
    if cap.level:
        return grant.level == cap.level
    return grant.measure in (cap.measures or (measure,))


def _changing(parameters: Sequence[Parameter]) -> list[Sequence[DatedValue]]:
    """Return the figures that are not the same on all days."""
    every = (
        values
        for parameter in parameters
        for values in (parameter.values, *(one.values for one in parameter.overlays))
    )
    return [values for values in every if len(values) > 1]


def _figures_on(day: dt.date, dated: Sequence[Sequence[DatedValue]]) -> tuple[int, ...]:
    """Return which of the dated figures apply on a day."""
    return tuple(in_effect(values, day).first.toordinal() for values in dated)


def _day(one: Counted, window: InForce) -> dt.date:
    return one.day or one.line.paid_on or one.line.issued_on or window.first
