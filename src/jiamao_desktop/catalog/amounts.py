"""Figures and steps of a measure: read, and checked for what would compute nonsense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assessment import Basis, Clause
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.money import Rounding
from jiamao_desktop.domain.pack import (
    DatedValue,
    Parameter,
    ParameterType,
    ParameterValue,
    Practice,
)
from jiamao_desktop.domain.steps import (
    SPENT,
    Cap,
    Counts,
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
    Window,
    is_fact,
)
from jiamao_desktop.domain.worksheet import parameters_of


class StepOp(StrEnum):
    """The closed list of steps."""

    SUM = "sum"
    TIMES = "times"
    ROUND = "round"
    CAP = "cap"
    PER_UNIT = "per_unit"
    FIXED = "fixed"
    MIN_OF = "min_of"
    FLOOR_AT = "floor_at"
    INTEREST = "interest"


def read_parameters(measure: Table, context: Context, first: dt.date) -> tuple[Parameter, ...]:
    """Read the ``parameter`` entries; those without ``values`` are entered by a person."""
    found = []
    for entry in measure.tables("parameter"):
        kind = entry.choice("type", ParameterType)
        found.append(
            Parameter(
                id=entry.text("id"),
                type=kind,
                label=entry.text("label"),
                help=entry.text("help", ""),
                values=read_values(entry, kind, context, first) if entry.has("values") else (),
            )
        )
        if not found[-1].values and not found[-1].help:
            entry.wrong("help", "pack.entered_without_help")
        entry.close()
    return tuple(found)


def read_values(
    entry: Table, kind: ParameterType, context: Context, first: dt.date
) -> tuple[DatedValue, ...]:
    """Read dated figures, without gap or overlap.

    The first applies from the first day of the notice, and so needs no day of its own.
    """
    found: list[DatedValue] = []
    for number, value in enumerate(entry.tables("values", name="from")):
        clause = context.clause(value)
        day = value.day("from") if number or value.has("from") else first
        amount = figure(value, "value", kind)
        value.close()
        if not number and day != first:
            value.wrong("from", "pack.values_gap", day=day, first=first)
        if found and day <= found[-1].first:
            value.wrong("from", "pack.values_overlap", day=day)
        if clause is not None:
            found.append(DatedValue(first=day, value=amount, clause=clause))
    return tuple(found)


def read_practices(measure: Table, parameters: Sequence[Parameter]) -> tuple[Practice, ...]:
    """Read the ``practice`` entries: figures of another place or year, for entered ones only."""
    types = {one.id: one.type for one in parameters if one.entered}
    found = []
    for entry in measure.tables("practice"):
        values: dict[str, ParameterValue] = {}
        if entry.has("values"):
            table = entry.table("values")
            for name in table.items():
                if name in types:
                    values[name] = figure(table, name, types[name])
                else:
                    table.wrong(name, "pack.unknown_parameter", id=name)
        found.append(
            Practice(
                id=entry.text("id"),
                label=entry.text("label"),
                place=entry.text("place"),
                year=entry.whole("year"),
                source=entry.text("source"),
                note=entry.text("note", ""),
                values=values,
            )
        )
        entry.close()
    return tuple(found)


def read_steps(
    measure: Table, context: Context, parameters: Sequence[Parameter]
) -> tuple[Step, ...]:
    """Read the ``step`` entries and check their order."""
    reader = _StepReader(context, {one.id: one.type for one in parameters})
    entries = measure.tables("step")
    steps = tuple(reader.read(entry) for entry in entries)
    _check_order(entries, steps)
    return steps


def check_use(
    measure: Table, parameters: Sequence[Parameter], steps: Sequence[Step], others: Iterable[str]
) -> None:
    """Note every parameter that neither a step nor anything else names."""
    used = {name for step in steps for name in parameters_of(step)} | set(others)
    for parameter in parameters:
        if parameter.id not in used:
            measure.wrong(f"parameter.{parameter.id}", "pack.unused_parameter", id=parameter.id)


def parameter_named(
    entry: Table, key: str, parameters: Sequence[Parameter], kind: ParameterType
) -> str:
    """Return the parameter a key names, which has to be of a kind."""
    name = entry.text(key)
    if name and name not in {one.id for one in parameters if one.type is kind}:
        entry.wrong(key, "pack.unknown_parameter", id=name)
    return name


def figure(entry: Table, key: str, kind: ParameterType) -> ParameterValue:
    """Return a figure of the kind its parameter has."""
    match kind:
        case ParameterType.MONEY:
            return entry.money(key)
        case ParameterType.RATIO:
            return entry.ratio(key)
        case ParameterType.COUNT:
            return entry.whole(key)


class _StepReader:
    def __init__(self, context: Context, types: Mapping[str, ParameterType]) -> None:
        self._context = context
        self._types = types

    def read(self, entry: Table) -> Step:
        op = entry.choice("op", StepOp)
        basis, clause = (Basis.LAW, None) if op is StepOp.SUM else self._context.source(entry)
        step = self._readers[op](self, entry, entry.text("id"), basis, clause)
        entry.close()
        return step

    def _parameter(self, entry: Table, key: str, kind: ParameterType, *, must: bool = True) -> str:
        name = entry.text(key) if must or entry.has(key) else ""
        if name and self._types.get(name) is not kind:
            entry.wrong(key, "pack.unknown_parameter", id=name)
        return name

    def _amount(self, entry: Table, key: str) -> str:
        return self._parameter(entry, key, ParameterType.MONEY)

    def _count(self, entry: Table) -> str:
        return self._context.fact_of(entry, "count", FactType.INT)

    def _sum(self, _: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        return Sum(id=id_, basis=basis, clause=clause)

    def _times(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        by = self._parameter(entry, "by", ParameterType.RATIO)
        return Times(id=id_, basis=basis, clause=clause, by=by)

    def _round(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        return Round(id=id_, basis=basis, clause=clause, mode=entry.choice("mode", Rounding))

    def _cap(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        per = entry.choice("per", Per)
        units = per is Per.UNIT
        money = ParameterType.MONEY
        return Cap(
            id=id_,
            basis=basis,
            clause=clause,
            at=self._amount(entry, "at"),
            per=per,
            window=self._window(entry, id_) if per in {Per.FIRM, Per.GROUP} else None,
            counts=entry.choice("counts", Counts, Counts.GRANTED),
            count=self._count(entry) if units else "",
            more=self._parameter(entry, "more", money, must=False) if units else "",
            most=self._parameter(entry, "most", ParameterType.COUNT, must=False) if units else "",
        )

    def _window(self, entry: Table, id_: str) -> Window:
        return read_window(entry, f"step.{id_}.window", self._context)

    def _per_unit(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        amount = self._amount(entry, "amount")
        return PerUnit(id=id_, basis=basis, clause=clause, amount=amount, count=self._count(entry))

    def _fixed(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        return Fixed(id=id_, basis=basis, clause=clause, amount=self._amount(entry, "amount"))

    def _min_of(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        names = entry.texts("of")
        for name in names:
            if name != SPENT and self._types.get(name) is not ParameterType.MONEY:
                entry.wrong("of", "pack.unknown_parameter", id=name)
        return MinOf(id=id_, basis=basis, clause=clause, of=names)

    def _floor_at(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        strict = entry.flag("strict", default=False)
        return FloorAt(
            id=id_, basis=basis, clause=clause, at=self._amount(entry, "at"), strict=strict
        )

    def _interest(self, entry: Table, id_: str, basis: Basis, clause: Clause | None) -> Step:
        return Interest(
            id=id_,
            basis=basis,
            clause=clause,
            principal=self._figure(entry, "principal", FactType.MONEY, ParameterType.MONEY),
            rate=self._figure(entry, "rate", FactType.RATIO, ParameterType.RATIO),
            start=self._context.fact_of(entry, "from", FactType.DATE),
            end=self._context.fact_of(entry, "to", FactType.DATE),
            days=entry.choice("days", DayCount),
        )

    def _figure(self, entry: Table, key: str, of_fact: FactType, kind: ParameterType) -> str:
        """Return a fact, known by the point in its id, or else a parameter."""
        if is_fact(entry.text(key)):
            return self._context.fact_of(entry, key, of_fact)
        return self._parameter(entry, key, kind)

    _readers: ClassVar[
        Mapping[StepOp, Callable[[_StepReader, Table, str, Basis, Clause | None], Step]]
    ] = {
        StepOp.SUM: _sum,
        StepOp.TIMES: _times,
        StepOp.ROUND: _round,
        StepOp.CAP: _cap,
        StepOp.PER_UNIT: _per_unit,
        StepOp.FIXED: _fixed,
        StepOp.MIN_OF: _min_of,
        StepOp.FLOOR_AT: _floor_at,
        StepOp.INTEREST: _interest,
    }


def read_window(entry: Table, path: str, context: Context) -> Window:
    """Return a window written in place, or the default of the word that sets it."""
    if path in context.settled:
        if entry.has("window"):
            entry.wrong("window", "pack.set_twice", path=path)
            entry.raw("window")
        return Window(context.settled[path])
    return entry.choice("window", Window)


def _check_order(entries: Sequence[Table], steps: Sequence[Step]) -> None:
    """See to it that amounts start somewhere, never rise again and end in whole fen."""
    starts = [number for number, step in enumerate(steps) if isinstance(step, _STARTS)]
    if not steps:
        return
    if len(starts) != 1:
        entries[0].wrong("op", "pack.no_single_start")
        return
    start = starts[0]
    for entry, step in zip(entries[:start], steps[:start], strict=True):
        if not (isinstance(step, Times) or _caps_lines(step)):
            entry.wrong("op", "pack.step_before_start")
    if start and not isinstance(steps[start], Sum):
        entries[start].wrong("op", "pack.rises_again")
    for entry, step in zip(entries[start:], steps[start:], strict=True):
        if _caps_lines(step):
            entry.wrong("per", "pack.line_cap_after_sum")
    _check_rounding(entries, steps)


def _check_rounding(entries: Sequence[Table], steps: Sequence[Step]) -> None:
    rounds = [number for number, step in enumerate(steps) if isinstance(step, Round)]
    fractions = any(isinstance(step, Sum | Times | Interest) for step in steps)
    if len(rounds) != int(fractions):
        entries[-1].wrong("op", "pack.not_rounded")
        return
    last = rounds[0] if rounds else len(steps)
    for entry, step in zip(entries[last:], steps[last:], strict=True):
        if isinstance(step, Times) or (isinstance(step, MinOf) and SPENT in step.of):
            entry.wrong("op", "pack.fraction_after_round")


def _caps_lines(step: Step) -> bool:
    return isinstance(step, Cap) and step.per is Per.LINE


_STARTS = (Sum, Fixed, PerUnit, Interest)
