"""Deadlines of a measure: read, and checked for what they count from and how far."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.catalog.amounts import parameter_named
from jiamao_desktop.catalog.conditions import read_predicate
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.deadlines import After, Deadline
from jiamao_desktop.domain.facts import FactType
from jiamao_desktop.domain.pack import Parameter, ParameterType
from jiamao_desktop.domain.predicate import Predicate


def read_deadlines(
    measure: Table, context: Context, parameters: Sequence[Parameter]
) -> tuple[Deadline, ...]:
    """Read the ``deadline`` entries."""
    found = []
    for entry in measure.tables("deadline"):
        basis, clause = context.source(entry)
        found.append(
            Deadline(
                id=entry.text("id"),
                label=entry.text("label"),
                start=context.fact_of(entry, "from", FactType.DATE),
                after=entry.choice("after", After),
                count=parameter_named(entry, "count", parameters, ParameterType.COUNT),
                basis=basis,
                clause=clause,
                needed=read_needed(entry, context),
                note=entry.text("note", ""),
            )
        )
        entry.close()
    return tuple(found)


def read_needed(entry: Table, context: Context) -> Predicate | None:
    """Return for whom an entry is needed; ``None``: for everybody."""
    if not entry.has("needed"):
        return None
    table = entry.table("needed")
    needed = read_predicate(table, context)
    table.close()
    return needed
