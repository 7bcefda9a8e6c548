"""What an adopted guide does to an amount: lower it, tidy it, and say so line by line.

A guide never raises what the clause allows. It may refuse small amounts, round down, choose
between readings that the clause leaves open, and say by which rate foreign money was counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from jiamao_desktop.domain.assessment import Basis, WorksheetLine
from jiamao_desktop.domain.money import ZERO, Money, Rounding, total

MINIMUM, ROUNDING = "guide-minimum", "guide-rounding"
"""Ids of the steps a guide adds."""
_ROUNDINGS = {
    Rounding.DOWN_TO_FEN: "舍去不足一分",
    Rounding.HALF_UP_TO_FEN: "四舍五入到分",
    Rounding.DOWN_TO_YUAN: "舍去不足一元",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """An adopted guide, as far as an assessment has to know it.

    Attributes:
        note: Place, year and source, printed beside whatever rests on the guide.
        minimum: Below it nothing is granted. rounding: Of the amount in the end, never up.
        base: The guide, and not the person, chose 价税合计 or 不含税.
        conversions: Expense id to the rule, rate, day and source of its conversion.
    """

    note: str
    minimum: Money | None = None
    rounding: Rounding | None = None
    base: bool = False
    conversions: Mapping[int, str] = field(default_factory=dict)


Result = tuple[tuple[WorksheetLine, ...], tuple[tuple[dt.date, Money], ...], str]
"""Worksheet, amounts by the days of the expenses, binding step."""


def finish(result: Result, practised: Practised | None) -> Result:
    """Return what an assessment came to with what the guide does to it."""
    if practised is None:
        return result
    lines, by_day, binding = result
    amount = total(one for _, one in by_day)
    done = [_with_practice(line, practised) for line in lines]
    minimum = practised.minimum
    if minimum is not None:
        kept = amount if amount >= minimum else ZERO
        done.append(_line(MINIMUM, f"低于 {minimum} 不予支持", kept, practised))
        amount, binding = kept, MINIMUM if kept < amount else binding
    if practised.rounding is not None:
        rounded = min(amount, Money.rounded(Fraction(amount.fen), practised.rounding))
        done.append(_line(ROUNDING, _ROUNDINGS[practised.rounding], rounded, practised))
        amount, binding = rounded, ROUNDING if rounded < amount else binding
    return tuple(done), _lowered(by_day, amount), binding


def _lowered(
    by_day: Sequence[tuple[dt.date, Money]], amount: Money
) -> tuple[tuple[dt.date, Money], ...]:
    """Return the amounts of the days so that they add up to less, taken from the last."""
    excess = total(one for _, one in by_day) - amount
    left: list[tuple[dt.date, Money]] = []
    for day, one in reversed(by_day):
        taken = min(one, excess)
        left.append((day, one - taken))
        excess -= taken
    return tuple(reversed(left))


def _line(step: str, text: str, amount: Money, practised: Practised) -> WorksheetLine:
    return WorksheetLine(
        step=step,
        text=text,
        exact_fen=Fraction(amount.fen),
        basis=Basis.PRACTICE,
        note=practised.note,
    )


def _with_practice(line: WorksheetLine, practised: Practised) -> WorksheetLine:
    """Return the line that adds the records up with its base and its rates named."""
    rates = dict.fromkeys(
        practised.conversions[one] for one in line.lines if one in practised.conversions
    )
    if not line.lines or not (rates or practised.base):
        return line
    notes = [line.note, *rates, practised.note]
    return replace(line, basis=Basis.PRACTICE, note="；".join(dict.fromkeys(filter(None, notes))))
