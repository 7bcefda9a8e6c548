"""Conditions of a pack, checked against the dictionary of facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assessment import Basis, Severity
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Condition, UnsettledWord
from jiamao_desktop.domain.predicate import (
    ALLOWED,
    LINE_FIELDS,
    Comparison,
    Group,
    LineGroup,
    LineTest,
    Op,
    Predicate,
    Quantifier,
    Rows,
    Unjudged,
)

_LISTS = {Op.IN, Op.NOT_IN}
_RATIO = re.compile(r"(\d+)/([1-9]\d*)")


def read_conditions(
    measure: Table, context: Context, words: Sequence[UnsettledWord]
) -> tuple[Condition, ...]:
    """Read the ``eligible`` entries of a measure."""
    found = []
    for entry in measure.tables("eligible"):
        basis, clause = context.source(entry)
        note = entry.text("note", "")
        if basis is not Basis.LAW and not note:
            entry.wrong("note", "pack.no_note")
        severity = entry.choice("severity", Severity, Severity.BLOCKS)
        found.append(
            Condition(
                id=entry.text("id"),
                label=entry.text("label"),
                predicate=_judged(entry, context, severity),
                basis=basis,
                clause=clause,
                note=note,
                under=_under(entry, words),
                severity=severity,
            )
        )
        entry.close()
    return tuple(found)


def _judged(entry: Table, context: Context, severity: Severity) -> Predicate:
    """Return the rule of a condition; only what the officer decides may go without one."""
    written = any(entry.has(one) for one in ("fact", *Quantifier, *Rows))
    if severity is Severity.OFFICER_DECIDES and not written:
        return Unjudged()
    return read_predicate(entry, context)


def read_predicate(entry: Table, context: Context) -> Predicate:
    """Read one comparison, a group of conditions, or what expenses have to show."""
    groups = [one for one in (*Quantifier, *Rows) if entry.has(one)]
    if len(groups) > 1 or (groups and entry.has("fact")):
        entry.wrong(groups[0], "pack.bad_group")
    if not groups:
        return _comparison(entry, context)
    kind = groups[0]
    return _rows(entry, kind, context) if isinstance(kind, Rows) else _group(entry, kind, context)


def _group(entry: Table, quantifier: Quantifier, context: Context) -> Group:
    key, count = quantifier.value, 0
    if quantifier is Quantifier.AT_LEAST_N:
        key, count = "of", entry.whole(quantifier)
    parts = entry.tables(key, name="")
    if not parts:
        entry.wrong(key, "pack.bad_group")
    if quantifier is Quantifier.AT_LEAST_N and not 1 <= count <= len(parts):
        entry.wrong(quantifier, "pack.count_of_group", count=count, parts=len(parts))
    read = []
    for part in parts:
        read.append(read_predicate(part, context))
        part.close()
    return Group(quantifier=quantifier, parts=tuple(read), count=count)


def _rows(entry: Table, rows: Rows, context: Context) -> LineGroup:
    if not context.rows:
        entry.wrong(rows, "pack.no_rows")
    if rows is not Rows.COUNT_AT_LEAST:
        return LineGroup(rows=rows, where=_line_tests(entry, rows, context))
    table = entry.table(rows)
    count = table.whole("count")
    if count < 1:
        table.wrong("count", "pack.count_of_group", count=count, parts="…")
    found = LineGroup(rows=rows, where=_line_tests(table, "where", context), count=count)
    table.close()
    return found


def _line_tests(entry: Table, key: str, context: Context) -> tuple[LineTest, ...]:
    parts = entry.tables(key, name="")
    if not parts:
        entry.wrong(key, "pack.bad_group")
    tests = []
    for part in parts:
        field = _line_field(part, context)
        op, raw = part.choice("op", Op), part.raw("value")
        if field is not None:
            _check_op(part, field, op)
            tests.append(LineTest(field=field.id, op=op, values=_values(part, field, op, raw)))
        part.close()
    return tuple(tests)


def _line_field(entry: Table, context: Context) -> FactDefinition | None:
    """Return a field of an expense as a fact is described, so that it is checked as one."""
    name = entry.text("field")
    if name not in LINE_FIELDS:
        entry.wrong("field", "pack.unknown_field", id=name, allowed="、".join(LINE_FIELDS))
        return None
    choices = {one.value: one.value for one in EvidenceRole}
    if name == "category":
        choices = {one.id: one.label for one in context.categories.values()}
    return FactDefinition(id=name, type=LINE_FIELDS[name], question="", choices=choices)


def _check_op(entry: Table, fact: FactDefinition, op: Op) -> None:
    if fact.type not in ALLOWED[op]:
        allowed = "、".join(one.value for one in Op if fact.type in ALLOWED[one])
        entry.wrong("op", "pack.op_does_not_fit", op=op.value, fact=fact.id, allowed=allowed)


def fact_value(  # noqa: PLR0911 -- one branch for each kind of fact
    raw: Any, fact: FactDefinition
) -> FactValue | None:
    """Return a value as a fact's type has it; ``None`` if it is of another kind."""
    match fact.type, raw:
        case FactType.BOOL, bool():
            return raw
        case FactType.INT, int() if not isinstance(raw, bool):
            return raw
        case FactType.DATE, dt.date() if not isinstance(raw, dt.datetime):
            return raw
        case FactType.TEXT, str():
            return raw
        case FactType.CODE, str() if raw in fact.choices:
            return raw
        case FactType.SET, list() if all(_is_member(one, fact) for one in raw):
            return frozenset(raw)
        case FactType.MONEY, str():
            return _money(raw)
        case FactType.RATIO, str() if match := _RATIO.fullmatch(raw):
            return Fraction(int(match[1]), int(match[2]))
    return None


def _comparison(entry: Table, context: Context) -> Comparison:
    fact = context.fact(entry, "fact")
    op = entry.choice("op", Op)
    if op is Op.IN_CATALOGUE:
        listed = context.fact(entry, "value")
        if listed is not None and (listed.type is not FactType.SET or listed.choices):
            entry.wrong("value", "pack.not_a_list", id=listed.id)
        values: tuple[FactValue, ...] = (listed.id,) if listed else ()
    else:
        raw = entry.raw("value")
        values = _values(entry, fact, op, raw) if fact else ()
    if fact is None:
        return Comparison(fact="", op=op, values=())
    _check_op(entry, fact, op)
    return Comparison(fact=fact.id, op=op, values=values)


def _values(entry: Table, fact: FactDefinition, op: Op, raw: Any) -> tuple[FactValue, ...]:
    if isinstance(raw, list) != (op in _LISTS or op is Op.BETWEEN):
        entry.wrong("value", "pack.value_count", op=op.value)
        return ()
    listed = raw if isinstance(raw, list) else [raw]
    if not listed or (op is Op.BETWEEN and len(listed) != len(("first", "last"))):
        entry.wrong("value", "pack.value_count", op=op.value)
        return ()
    found = []
    for one in listed:
        value = one if _is_member(one, fact) else fact_value(one, fact)
        if value is None:
            entry.wrong("value", "pack.value_does_not_fit", value=one, type=fact.type.value)
        else:
            found.append(value)
    return tuple(found)


def _is_member(raw: Any, fact: FactDefinition) -> bool:
    """Tell whether a value is one member of a set fact: that is what ``in`` compares."""
    if fact.type is not FactType.SET or not isinstance(raw, str):
        return False
    return raw in fact.choices or not fact.choices


def _money(raw: str) -> Money | None:
    try:
        return Money.from_yuan(raw)
    except UserError:
        return None  # the caller notes it, with its place


def _under(entry: Table, words: Sequence[UnsettledWord]) -> tuple[str, str] | None:
    if not entry.has("under"):
        return None
    table = entry.table("under")
    options: Mapping[str, set[str]] = {word.id: {o.id for o in word.options} for word in words}
    pairs = [(name, table.text(name)) for name in table.items()]
    if len(pairs) != 1 or pairs[0][1] not in options.get(pairs[0][0], set()):
        entry.wrong("under", "pack.unknown_option")
        return None
    return pairs[0]
