"""Unsettled words: what a notice leaves open, read with their options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.pack import Option, UnsettledWord
from jiamao_desktop.domain.steps import Base, Payer, Window


class WordScope(Enum):
    """Where a word is declared, and so what it may set."""

    PACK = re.compile(r"expense\.(base|payer|date)|limit\.[^.]+\.window")
    MEASURE = re.compile(r"expense\.(base|payer|date)|step\.[^.]+\.window")


_FEWEST = 2


def read_words(root: Table, context: Context, scope: WordScope) -> tuple[UnsettledWord, ...]:
    """Read the ``unsettled`` entries of a pack or a measure."""
    found = []
    for entry in root.tables("unsettled"):
        sets = entry.text("sets", "")
        if sets and not scope.value.fullmatch(sets):
            entry.wrong("sets", "pack.cannot_set", path=sets)
        word = UnsettledWord(
            id=entry.text("id"),
            question=entry.text("question"),
            options=_options(entry, sets, context),
            sets=sets,
            clause=context.clause(entry),
            note=entry.text("note", ""),
        )
        entry.close()
        if word.options:
            found.append(word)
    return tuple(found)


def settled(words: Sequence[UnsettledWord]) -> dict[str, str]:
    """Return what words set, and to what by default."""
    return {one.sets: one.assumed_value for one in words if one.assumed_value}


def _options(entry: Table, sets: str, context: Context) -> tuple[Option, ...]:
    """Read the options; the one that ``assume`` names comes first."""
    found = []
    for table in entry.tables("options"):
        value = table.text("value") if sets else ""
        if sets and not _may_be(sets, value, context):
            table.wrong("value", "pack.cannot_set_to", path=sets, value=value)
            value = ""
        found.append(
            Option(
                id=table.text("id"),
                label=table.text("label"),
                value=value,
                adds=context.known_categories(table, "adds", optional=True),
            )
        )
        table.close()
    assumed = entry.text("assume")
    if len(found) < _FEWEST or assumed not in {one.id for one in found}:
        entry.wrong("assume", "pack.unknown_option")
    return tuple(sorted(found, key=lambda one: one.id != assumed))


def _may_be(sets: str, value: str, context: Context) -> bool:
    match sets.rpartition(".")[2]:
        case "window":
            return value in set(Window)
        case "base":
            return value in set(Base)
        case "payer":
            return value in set(Payer)
        case _:
            context.read_facts.add(value)  # a day that is asked for under this reading only
            return value in {"paid_on", "issued_on"} or value in context.facts
