"""What stands beside the measures of a pack: exclusions, allowances, priorities, overlays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from jiamao_desktop.catalog.amounts import read_values
from jiamao_desktop.catalog.conditions import read_predicate
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.pack import (
    Allowance,
    Exclusion,
    Notice,
    Overlay,
    ParameterType,
    Priority,
)
from jiamao_desktop.domain.stacking import ExclusionRule


class Level(StrEnum):
    """Whose money it is."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"
    PARK = "park"


RAISING = frozenset({Level.COUNTY, Level.PARK})
"""Who may raise the figure of another."""


def read_exclusions(root: Table, context: Context) -> tuple[Exclusion, ...]:
    """Read the ``exclusion`` entries: how often a line may be paid for."""
    found = []
    for entry in root.tables("exclusion"):
        rule = entry.choice("rule", ExclusionRule)
        most = entry.whole("most") if rule is ExclusionRule.AT_MOST_N else 1
        if most < 1 + (rule is ExclusionRule.AT_MOST_N):
            entry.wrong("most", "pack.exclusion_most")
        name, title, clause = entry.text("id"), entry.text("title"), context.clause(entry)
        if clause is not None:
            found.append(Exclusion(id=name, title=title, clause=clause, rule=rule, most=most))
        entry.close()
    return tuple(found)


def read_allowances(root: Table, context: Context) -> tuple[Allowance, ...]:
    """Read the ``allow`` entries: the measures of a notice may stand side by side."""
    found = []
    for entry in root.tables("allow"):
        name, title, clause = entry.text("id"), entry.text("title"), context.clause(entry)
        if clause is not None:
            found.append(Allowance(id=name, title=title, clause=clause))
        entry.close()
    return tuple(found)


def read_priorities(root: Table, context: Context) -> tuple[Priority, ...]:
    """Read the ``priority`` entries: whose money is to be asked for first."""
    found = []
    for entry in root.tables("priority"):
        name, title, clause = entry.text("id"), entry.text("title"), context.clause(entry)
        levels = entry.texts("levels")
        for level in levels:
            if level not in set(Level):
                entry.wrong("levels", "pack.unknown_level", id=level, allowed="、".join(Level))
        if len(levels) <= 1:
            entry.wrong("levels", "pack.priority_levels")
        if clause is not None:
            found.append(Priority(id=name, title=title, levels=levels, clause=clause))
        entry.close()
    return tuple(found)


def read_overlays(
    root: Table, context: Context, notices: Mapping[str, Notice]
) -> tuple[Overlay, ...]:
    """Read the ``overlay`` entries; whether their target exists, only the catalogue knows."""
    level = root.choice("level", Level)
    found = []
    for entry in root.tables("overlay", name="of"):
        if level not in RAISING:
            entry.wrong("", "pack.overlay_level")
        clause = context.clause(entry)
        days = [one.in_force for one in notices.values() if clause and one.number == clause.number]
        first = days[0].first if days else dt.date.min
        where = entry.table("where")
        found.append(
            Overlay(
                of=entry.text("of"),
                level=level.value,
                where=read_predicate(where, context),
                values=read_values(entry, _kind(entry), context, first),
                last=days[0].last if days else None,
            )
        )
        if not found[-1].values:
            entry.wrong("values", "pack.no_value")
        where.close()
        entry.close()
    return tuple(found)


def _kind(entry: Table) -> ParameterType:
    """Return the kind of figure, which shows in the way it is written."""
    written = entry.raw("values")
    first = written[0] if isinstance(written, list) and written else None
    value = first.get("value") if isinstance(first, dict) else None
    if isinstance(value, int):
        return ParameterType.COUNT
    return ParameterType.RATIO if isinstance(value, str) and "/" in value else ParameterType.MONEY
