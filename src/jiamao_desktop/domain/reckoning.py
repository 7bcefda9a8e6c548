"""Working out what a measure comes to under one reading, group by group of its expenses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain.assessment import Basis, WorksheetLine
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.limits import Batch, settings_on, stays, used_up
from jiamao_desktop.domain.money import ZERO, Money, Rounding, total
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.practised import Result
from jiamao_desktop.domain.readings import Terms
from jiamao_desktop.domain.stacking import Stacking
from jiamao_desktop.domain.steps import Cap, Per, Step, Sum
from jiamao_desktop.domain.windows import Use
from jiamao_desktop.domain.worksheet import Given, Setting, amount_of, work_out

_DOWN = Rounding.DOWN_TO_FEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """What stays the same for all groups.

    Attributes:
        labels: Parameter or fact id to Chinese name.
        counts: Facts that count things, as far as they are known.
    """

    measure: Measure
    case: Case
    stacking: Stacking
    labels: Mapping[str, str]
    counts: Mapping[str, int]


def with_cost_cap(terms: Terms, stacking: Stacking) -> Terms:
    """Return terms with a last step that holds all support within the cost, where a rule does.

    An award has no cost.
    """
    rule = stacking.within_cost
    if rule is None or terms.expense is None or not terms.steps:
        return terms
    cap = Cap(id=rule.id, clause=rule.clause, at=_cost_of(rule.id), per=Per.PROJECT)
    return replace(terms, steps=(*terms.steps, cap))


def reckon(
    terms: Terms, groups: Sequence[Batch], about: Terrain, *, explained: bool = True
) -> Result:
    """Do the steps for each group, earliest first: what one comes to uses up caps of the next.

    Args:
        terms: The terms.
        groups: The expenses in groups; see ``batches``.
        about: The measure and the case.
        explained: Whether a worksheet is wanted, or only what it comes to.
    """
    measure, case = about.measure, about.case
    labels = {**about.labels, **{one.id: one.label for one in terms.parameters}}
    added_up = not explained and bool(terms.steps) and isinstance(terms.steps[0], Sum)
    lines: list[WorksheetLine] = []
    amounts: dict[dt.date, Money] = {}
    earlier: list[Use] = []
    binding, cost = "", ZERO
    settings = settings_on(groups[0].day, terms.parameters, case)
    for group in groups:
        used = used_up(terms.steps, measure, case, group.day, earlier)
        if not stays(terms.parameters):
            settings = settings_on(group.day, terms.parameters, case)
        if not explained and _used_out(terms.steps, settings, used):
            amounts[group.day] = ZERO
            continue
        if about.stacking.within_cost is not None:
            cost += _cost(group)
        given = Given(
            lines=[(0, group.spent)]
            if added_up
            else [(one.line.id, one.fen) for one in group.counted],
            settings={**settings, **_within(cost, about.stacking)},
            labels=labels,
            counts=about.counts,
            facts=case.facts,
            base=terms.expense.base if terms.expense else None,
            used=used,
        )
        if explained:
            sheet = work_out(terms.steps, given)
            named = f"{group.name}：" if len(groups) > 1 else ""
            lines += [replace(line, text=named + line.text) for line in sheet.lines]
            binding = sheet.binding or binding
            amount = _whole(sheet.exact_fen)
        else:
            amount = _whole(Fraction(amount_of(terms.steps, given)))
        amounts[group.day] = amount
        if amount:
            earlier.append(Use(day=group.day, amount=amount))
    if explained and len(groups) > 1:
        lines.append(_added(total(amounts.values())))
    return tuple(lines), tuple(amounts.items()), binding


def _used_out(
    steps: Sequence[Step], settings: Mapping[str, Setting], used: Mapping[str, Money]
) -> bool:
    """Tell whether some cap has nothing left: no step raises an amount again."""
    return any(
        isinstance(step, Cap)
        and step.per in {Per.FIRM, Per.GROUP}
        and isinstance(height := settings[step.at].value if step.at in settings else None, Money)
        and used[step.id] >= height
        for step in steps
    )


def _added(amount: Money) -> WorksheetLine:
    return WorksheetLine(
        step="total", text="各年合计", exact_fen=Fraction(amount.fen), basis=Basis.LAW
    )


def _cost(group: Batch) -> Money:
    """Return what the expenses of a group cost beyond what other funds paid of them."""
    paid_by_others = sum(one.line.other_funding.fen for one in group.counted)
    return Money.rounded(max(Fraction(group.spent - paid_by_others), Fraction(0)), _DOWN)


def _within(cost: Money, stacking: Stacking) -> Mapping[str, Setting]:
    if stacking.within_cost is None:
        return {}
    note = f"{stacking.within_cost.title}：可计入的费用减去其他资金为 {cost} 元"
    return {_cost_of(stacking.within_cost.id): Setting(value=cost, note=note)}


def _cost_of(rule: str) -> str:
    return f"exclusion.{rule}"


def _whole(exact_fen: Fraction) -> Money:
    if exact_fen.denominator != 1:
        raise ValueError(exact_fen)  # the loader demands a rounding step
    return Money(exact_fen.numerator)
