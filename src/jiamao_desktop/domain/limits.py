"""What is left of caps: earlier support, years of every kind, figures that change with the day.

Expenses are worked out in groups: one for each year if some cap is yearly, one for each day
if it goes by any twelve months, one for each set of dated figures. What earlier groups came
to uses up the caps of later ones, so no cap is ever passed, however the expenses are spread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.figures import in_effect, size_of
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import InForce, Measure, Parameter
from jiamao_desktop.domain.readings import Terms
from jiamao_desktop.domain.selection import Counted
from jiamao_desktop.domain.steps import Cap, Counts, Per, Step, Window
from jiamao_desktop.domain.windows import Use, part_of, used_in
from jiamao_desktop.domain.wording import LEVELS, figure_text
from jiamao_desktop.domain.worksheet import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Expenses that are worked out together.

    Attributes:
        day: A day of theirs: it decides the year and the figures that apply.
        name: What the worksheet calls them if there are several groups.
    """

    day: dt.date
    counted: tuple[Counted, ...]
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
    window = measure.in_force
    kinds = sorted({step.window for step in terms.steps if isinstance(step, Cap) and step.window})
    groups: dict[tuple[int, ...], list[Counted]] = {}
    for one in counted:
        if one.fen >= 0:
            day = _day(one, window)
            parts = (part_of(kind, day, measure) for kind in kinds)
            key = (*parts, *_figures_on(day, terms.parameters))
            groups.setdefault(key, []).append(one)
    found = [
        Batch(day=min(_day(one, window) for one in group), counted=tuple(group))
        for group in groups.values()
    ] or [Batch(day=event or window.first, counted=())]
    found.sort(key=lambda batch: batch.day)
    found = [replace(one, name=_named(kinds, one.day, measure)) for one in found]
    for one in counted:
        if one.fen < 0:
            _take_away(one, _day(one, window), found)
    return found


def _named(kinds: Sequence[Window], day: dt.date, measure: Measure) -> str:
    if Window.ROLLING_YEAR in kinds:
        return f"{day}"
    if Window.DECLARATION_YEAR in kinds:
        return f"{part_of(Window.DECLARATION_YEAR, day, measure)} 申报年度"
    return f"{day.year} 年"


def _take_away(one: Counted, day: dt.date, found: list[Batch]) -> None:
    """Let a red 发票 take away from the expenses nearest to it, as far as there are any."""
    left = -one.fen
    for batch in sorted(found, key=lambda batch: abs((batch.day - day).days)):
        taken = min(left, max(sum(other.fen for other in batch.counted), 0))
        if taken:
            less = replace(one, fen=-taken)
            place = found.index(batch)
            found[place] = replace(batch, counted=(*batch.counted, less))
            left -= taken


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
    before = [Use(day=other, amount=amount) for other, amount in earlier.items()]
    return {
        step.id: used_in(step.window, [*uses_of(step, measure, case), *before], day, measure)
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


def _figures_on(day: dt.date, parameters: Sequence[Parameter]) -> tuple[int, ...]:
    """Return which of the dated figures apply on a day."""
    return tuple(
        in_effect(values, day).first.toordinal()
        for parameter in parameters
        for values in (parameter.values, *(one.values for one in parameter.overlays))
        if values
    )


def _day(one: Counted, window: InForce) -> dt.date:
    return one.day or one.line.paid_on or one.line.issued_on or window.first
