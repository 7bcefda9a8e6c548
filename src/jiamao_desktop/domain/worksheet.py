"""Working out an amount, step by step: the worksheet *is* the computation.

Amounts are exact fractions of a fen until the measure's own rounding step. Every step leaves
a line; the figure on the form, the printed 测算表 and a failing example are these lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jiamao_desktop.domain.assessment import Basis, WorksheetLine
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.money import Exact, Money, Rounding, added
from jiamao_desktop.domain.steps import (
    SPENT,
    Base,
    Cap,
    DayCount,
    Fixed,
    FloorAt,
    Interest,
    MinOf,
    Per,
    PerUnit,
    Round,
    Step,
    Sum,
    Times,
    is_fact,
)

_BASES = {Base.GROSS: "按价税合计，", Base.NET: "按不含税金额，"}
_WHOLE = frozenset({Per.PROJECT, Per.FIRM, Per.GROUP})
_ROUNDINGS = {
    Rounding.DOWN_TO_FEN: "舍去不足一分",
    Rounding.HALF_UP_TO_FEN: "四舍五入到分",
    Rounding.DOWN_TO_YUAN: "舍去不足一元",
}

_YEAR_LENGTHS = {
    DayCount.D360: "360",
    DayCount.D365: "365",
    DayCount.ACTUAL: "当年实际天数",
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
        counts: Facts that count things, as far as they are known. facts: The other facts
            that a step reads, likewise.
        used: Cap id to what has used it up already.
        base: What of each expense is added up; blank where no expense is needed.
    """

    lines: Sequence[tuple[int, Exact]]
    settings: Mapping[str, Setting]
    labels: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)
    used: Mapping[str, Money] = field(default_factory=dict)
    base: Base | None = None
    facts: Facts = field(default_factory=dict)


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
    amounts: list[Exact] = [fen for _, fen in given.lines]
    after: Exact = added(amounts)
    lines: list[WorksheetLine] = []
    binding = ""
    for step in steps:
        before = after
        lacking = [name for name in needs(step) if name not in given.settings]
        if lacking:
            text = f"未填写“{given.labels[lacking[0]]}”，此步不计算"
        elif isinstance(step, PerUnit):
            amounts, text = _per_unit(step, steps, given)
        else:
            amounts, text = _done(step, amounts, given)
        after = added(amounts)
        if after < before and not isinstance(step, Sum):
            binding = step.id
        lines.append(_line(step, text, after, given))
    return Worksheet(lines=tuple(lines), exact_fen=Fraction(after), binding=binding)


def amount_of(steps: Sequence[Step], given: Given) -> Exact:
    """Return what the steps come to, without a line of explanation."""
    return added(amounts_of(steps, given))


def amounts_of(steps: Sequence[Step], given: Given) -> list[Exact]:
    """Return what each expense comes to, or one amount for all where the steps start anew."""
    amounts: list[Exact] = [fen for _, fen in given.lines]
    for step in steps:
        if not all(name in given.settings for name in needs(step)):
            continue
        if isinstance(step, PerUnit):
            amounts, _ = _per_unit(step, steps, given)
        else:
            amounts, _ = _done(step, amounts, given)
    return amounts


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
        case Interest():
            return tuple(name for name in (step.principal, step.rate) if not is_fact(name))
        case Sum() | Round():
            return ()


def _line(step: Step, text: str, after: Exact, given: Given) -> WorksheetLine:
    used = [given.settings[name] for name in parameters_of(step) if name in given.settings]
    entered = [setting for setting in used if setting.basis is not Basis.LAW]
    return WorksheetLine(
        step=step.id,
        text=text,
        exact_fen=Fraction(after),
        basis=entered[0].basis if entered else step.basis,
        clause=step.clause,
        lines=tuple(line for line, _ in given.lines) if isinstance(step, Sum) else (),
        note="；".join(dict.fromkeys(one.note for one in used if one.note)),
    )


def _per_unit(step: PerUnit, steps: Sequence[Step], given: Given) -> tuple[list[Exact], str]:
    """Take so much for each; while their number is open, as much as later caps leave."""
    each = _money(given, step.amount)
    count = given.counts.get(step.count)
    if count is not None:
        return [max(count, 0) * each.fen], f"{each} × {count}"
    open_count = f"{each} × “{given.labels[step.count]}”，个数未知，"
    later = [
        _money(given, one.at)
        for one in steps
        if isinstance(one, Cap) and one.per in _WHOLE and one.at in given.settings
    ]
    if not later:
        return [0], f"{open_count}暂不计"
    return [min(later).fen], f"{open_count}暂按上限 {min(later)}"


def _done(  # noqa: PLR0911 -- one branch for each kind of step
    step: Sum | Times | Round | Cap | Fixed | MinOf | FloorAt | Interest,
    amounts: list[Exact],
    given: Given,
) -> tuple[list[Exact], str]:
    match step:
        case Sum():
            whole = added(amounts)
            named = _BASES[given.base] if given.base else ""
            text = f"{named}合计 {len(given.lines)} 笔" + ("，为负，按 0 计" if whole < 0 else "")
            return [max(whole, 0)], text
        case Times():
            ratio = _ratio(given, step.by)
            return [amount * ratio for amount in amounts], f"× {percent(ratio)}"
        case Round():
            rounded = [Money.rounded(Fraction(amount), step.mode).fen for amount in amounts]
            return list(rounded), _ROUNDINGS[step.mode]
        case Cap():
            return _capped(step, amounts, given)
        case Fixed():
            award = _money(given, step.amount)
            return [award.fen], f"定额 {award}"
        case MinOf():
            return _least(step, amounts, given)
        case FloorAt():
            return _floored(step, amounts, given)
        case Interest():
            return _interest(step, given)


def _floored(step: FloorAt, amounts: list[Exact], given: Given) -> tuple[list[Exact], str]:
    least = _money(given, step.at)
    kept = [
        amount if amount > least.fen or (amount == least.fen and not step.strict) else 0
        for amount in amounts
    ]
    return kept, f"{'不超过' if step.strict else '低于'} {least} 不予支持"


def _interest(step: Interest, given: Given) -> tuple[list[Exact], str]:
    """Reckon interest; while a fact is open it is nothing, and the line says which."""
    for name in (step.principal, step.rate, step.start, step.end):
        if is_fact(name) and name not in given.facts:
            return [0], f"“{given.labels[name]}”未知，暂不计息"
    principal, rate = _value(given, step.principal), _value(given, step.rate)
    start, end = given.facts[step.start], given.facts[step.end]
    if not (isinstance(principal, Money) and isinstance(rate, Fraction)):
        raise TypeError(step.id)
    if not (isinstance(start, dt.date) and isinstance(end, dt.date)):
        raise TypeError(step.id)
    days = max((end - start).days, 0)
    text = f"{principal} × 年利率 {percent(rate)} × {days} 天（{start} 至 {end}，算头不算尾）"
    years = years_between(start, end, step.days)
    return [principal.fen * rate * years], f"{text} ÷ {_YEAR_LENGTHS[step.days]}"


def years_between(start: dt.date, end: dt.date, days: DayCount) -> Fraction:
    """Return the time from a day to another in years, exactly; nothing if it runs backwards."""
    if end <= start:
        return Fraction(0)
    if days is not DayCount.ACTUAL:
        return Fraction((end - start).days, int(days.value))
    years = Fraction(0)
    for year in range(start.year, end.year + 1):
        first, last = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        inside = (min(end, last) - max(start, first)).days
        years += Fraction(inside, (last - first).days)
    return years


def _least(step: MinOf, amounts: list[Exact], given: Given) -> tuple[list[Exact], str]:
    spent: Exact = max(added(fen for _, fen in given.lines), 0)
    others = {name: spent if name == SPENT else _money(given, name).fen for name in step.of}
    names = "、".join("实际发生额" if name == SPENT else given.labels[name] for name in step.of)
    return [min(amount, *others.values()) for amount in amounts], f"与{names}比较，取最小"


def _capped(step: Cap, amounts: list[Exact], given: Given) -> tuple[list[Exact], str]:
    at = _money(given, step.at)
    if step.per is Per.LINE:
        return [min(amount, at.fen) for amount in amounts], f"每笔不超过 {at}"
    ceiling = ceiling_of(step, given)
    if ceiling is None:
        return amounts, f"“{given.labels[step.count]}”未知，暂不封顶"
    units = f"{_units(step, given)} × 单位标准，" if step.per is Per.UNIT else ""
    text = f"{units}不超过 {ceiling}"
    used = given.used.get(step.id, Money(0))
    room = max(ceiling - used, Money(0))
    if used:
        text += f"，已用 {used}，余 {room}"
    return [min(amount, room.fen) for amount in amounts], text


def ceiling_of(step: Cap, given: Given) -> Money | None:
    """Return the height of a cap, before anything has used it up; ``None``: it is open."""
    at = _money(given, step.at)
    if step.per is not Per.UNIT:
        return at
    count = _units(step, given)
    if count is None:
        return None
    return at + Money(_more(step, at, given).fen * (count - 1)) if count else Money(0)


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


def _value(given: Given, name: str) -> object:
    return given.facts[name] if is_fact(name) else given.settings[name].value


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
