"""Working out an amount, step by step: the worksheet *is* the computation.

Amounts are exact fractions of a fen until the measure's own rounding step. Every step leaves
a line; the figure on the form, the printed 测算表 and a failing example are these lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jiamao_desktop.domain.assessment import Basis, WorksheetLine
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.steps import (
    SPENT,
    Base,
    Cap,
    Fixed,
    FloorAt,
    MinOf,
    Per,
    PerUnit,
    Round,
    Step,
    Sum,
    Times,
)

_BASES = {Base.GROSS: "按价税合计，", Base.NET: "按不含税金额，"}
_ROUNDINGS = {
    Rounding.DOWN_TO_FEN: "舍去不足一分",
    Rounding.HALF_UP_TO_FEN: "四舍五入到分",
    Rounding.DOWN_TO_YUAN: "舍去不足一元",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A figure in use: the law's own, or one that was entered.

    Attributes:
        note: Source of an entered figure, or name, place and year of a practice.
    """

    value: Money | Fraction | int
    basis: Basis = Basis.LAW
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the steps work on.

    Attributes:
        lines: Expense id and what of it counts, in fen.
        settings: Figures by parameter id. A parameter that is not in here was not entered;
            a step that needs it is left out, and its line says so.
        labels: Parameter or fact id to Chinese name.
        counts: Facts that count things, as far as they are known.
        used: Cap id to what has used it up already.
        base: What of each expense is added up; blank where no expense is needed.
    """

    lines: Sequence[tuple[int, Fraction]]
    settings: Mapping[str, Setting]
    labels: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)
    used: Mapping[str, Money] = field(default_factory=dict)
    base: Base | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """The lines and what they come to.

    Attributes:
        binding: Id of the last step that made the amount smaller; blank if none did.
    """

    lines: tuple[WorksheetLine, ...]
    exact_fen: Fraction
    binding: str


def work_out(steps: Sequence[Step], given: Given) -> Worksheet:
    """Do the steps in their order."""
    amounts = [fen for _, fen in given.lines]
    lines: list[WorksheetLine] = []
    binding = ""
    for step in steps:
        before = sum(amounts, Fraction(0))
        lacking = [name for name in needs(step) if name not in given.settings]
        if lacking:
            text = f"未填写“{given.labels[lacking[0]]}”，此步不计算"
        else:
            amounts, text = _done(step, amounts, given)
        after = sum(amounts, Fraction(0))
        if after < before and not isinstance(step, Sum):
            binding = step.id
        lines.append(_line(step, text, after, given))
    return Worksheet(lines=tuple(lines), exact_fen=sum(amounts, Fraction(0)), binding=binding)


def percent(ratio: Fraction) -> str:
    """Return a ratio as people read it: ``50%``, or ``1/3`` if it is not whole percents."""
    hundredths = ratio * 100
    return f"{hundredths}%" if hundredths.denominator == 1 else str(ratio)


def parameters_of(step: Step) -> tuple[str, ...]:
    """Return every parameter a step names."""
    if isinstance(step, Cap):
        return tuple(name for name in (step.at, step.more, step.most) if name)
    return needs(step)


def needs(step: Step) -> tuple[str, ...]:
    """Return the parameters without which a step cannot be done."""
    match step:
        case Times():
            return (step.by,)
        case Cap() | FloorAt():
            return (step.at,)
        case PerUnit() | Fixed():
            return (step.amount,)
        case MinOf():
            return tuple(name for name in step.of if name != SPENT)
        case Sum() | Round():
            return ()


def _line(step: Step, text: str, after: Fraction, given: Given) -> WorksheetLine:
    used = [given.settings[name] for name in parameters_of(step) if name in given.settings]
    entered = [setting for setting in used if setting.basis is not Basis.LAW]
    return WorksheetLine(
        step=step.id,
        text=text,
        exact_fen=after,
        basis=entered[0].basis if entered else step.basis,
        clause=step.clause,
        lines=tuple(line for line, _ in given.lines) if isinstance(step, Sum) else (),
        note="；".join(dict.fromkeys(setting.note for setting in entered)),
    )


def _done(  # noqa: PLR0911 -- one branch for each kind of step
    step: Step, amounts: list[Fraction], given: Given
) -> tuple[list[Fraction], str]:
    match step:
        case Sum():
            added = sum(amounts, Fraction(0))
            named = _BASES[given.base] if given.base else ""
            text = f"{named}合计 {len(given.lines)} 笔" + ("，为负，按 0 计" if added < 0 else "")
            return [max(added, Fraction(0))], text
        case Times():
            ratio = _ratio(given, step.by)
            return [amount * ratio for amount in amounts], f"× {percent(ratio)}"
        case Round():
            rounded = [Fraction(Money.rounded(amount, step.mode).fen) for amount in amounts]
            return rounded, _ROUNDINGS[step.mode]
        case Cap():
            return _capped(step, amounts, given)
        case PerUnit():
            count, each = given.counts.get(step.count, 0), _money(given, step.amount)
            return [Fraction(count * each.fen)], f"{each} × {count}"
        case Fixed():
            award = _money(given, step.amount)
            return [Fraction(award.fen)], f"定额 {award}"
        case MinOf():
            return _least(step, amounts, given)
        case FloorAt():
            least = _money(given, step.at)
            kept = [amount if amount >= least.fen else Fraction(0) for amount in amounts]
            return kept, f"低于 {least} 不予支持"


def _least(step: MinOf, amounts: list[Fraction], given: Given) -> tuple[list[Fraction], str]:
    spent = max(sum((fen for _, fen in given.lines), Fraction(0)), Fraction(0))
    others = {
        name: spent if name == SPENT else Fraction(_money(given, name).fen) for name in step.of
    }
    names = "、".join("实际发生额" if name == SPENT else given.labels[name] for name in step.of)
    return [min(amount, *others.values()) for amount in amounts], f"与{names}比较，取最小"


def _capped(step: Cap, amounts: list[Fraction], given: Given) -> tuple[list[Fraction], str]:
    at = _money(given, step.at)
    if step.per is Per.LINE:
        return [min(amount, Fraction(at.fen)) for amount in amounts], f"每笔不超过 {at}"
    if step.per is Per.UNIT:
        count = _units(step, given)
        if count is None:
            return amounts, f"“{given.labels[step.count]}”未知，暂不封顶"
        ceiling = at + Money(_more(step, at, given).fen * (count - 1)) if count else Money(0)
        text = f"{count} × 单位标准，不超过 {ceiling}"
    else:
        ceiling, text = at, f"不超过 {at}"
    used = given.used.get(step.id, Money(0))
    room = max(ceiling - used, Money(0))
    if used:
        text += f"，已用 {used}，余 {room}"
    return [min(amount, Fraction(room.fen)) for amount in amounts], text


def _units(step: Cap, given: Given) -> int | None:
    """Return how many units count; while their number is open, the most there can be."""
    known = given.counts.get(step.count)
    most = given.settings.get(step.most)
    if most is None:
        return known
    if not isinstance(most.value, int):
        raise TypeError(step.most)
    return most.value if known is None else min(known, most.value)


def _more(step: Cap, at: Money, given: Given) -> Money:
    """Return the amount of each further unit; named but not entered, it is nothing."""
    if not step.more:
        return at
    return _money(given, step.more) if step.more in given.settings else Money(0)


def _money(given: Given, name: str) -> Money:
    value = given.settings[name].value
    if not isinstance(value, Money):
        raise TypeError(name)
    return value


def _ratio(given: Given, name: str) -> Fraction:
    value = given.settings[name].value
    if not isinstance(value, Fraction):
        raise TypeError(name)
    return value
