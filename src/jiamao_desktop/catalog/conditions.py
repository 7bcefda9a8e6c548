"""Conditions of a pack, checked against the dictionary of facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Condition, UnsettledWord
from jiamao_desktop.domain.predicate import ALLOWED, Comparison, Group, Op, Predicate, Quantifier

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
        found.append(
            Condition(
                id=entry.text("id"),
                label=entry.text("label"),
                predicate=read_predicate(entry, context),
                basis=basis,
                clause=clause,
                note=note,
                under=_under(entry, words),
            )
        )
        entry.close()
    return tuple(found)


def read_predicate(entry: Table, context: Context) -> Predicate:
    """Read one comparison, or a group of them under ``all``, ``any`` or ``none``."""
    quantifiers = [one for one in Quantifier if entry.has(one.value)]
    if not quantifiers:
        return _comparison(entry, context)
    quantifier = quantifiers[0]
    parts = entry.tables(quantifier.value, name="fact")
    if len(quantifiers) > 1 or not parts or entry.has("fact"):
        entry.wrong(quantifier.value, "pack.bad_group")
    read = []
    for part in parts:
        read.append(read_predicate(part, context))
        part.close()
    return Group(quantifier=quantifier, parts=tuple(read))


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
        case FactType.SET, list() if all(one in fact.choices for one in raw):
            return frozenset(raw)
        case FactType.MONEY, str():
            return _money(raw)
        case FactType.RATIO, str() if match := _RATIO.fullmatch(raw):
            return Fraction(int(match[1]), int(match[2]))
    return None


def _comparison(entry: Table, context: Context) -> Comparison:
    fact = context.fact(entry, "fact")
    op = entry.choice("op", Op)
    raw = entry.raw("value")
    if fact is None:
        return Comparison(fact="", op=op, values=())
    if fact.type not in ALLOWED[op]:
        allowed = "、".join(one.value for one in Op if fact.type in ALLOWED[one])
        entry.wrong("op", "pack.op_does_not_fit", op=op.value, fact=fact.id, allowed=allowed)
    return Comparison(fact=fact.id, op=op, values=_values(entry, fact, op, raw))


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
    return fact.type is FactType.SET and isinstance(raw, str) and raw in fact.choices


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
