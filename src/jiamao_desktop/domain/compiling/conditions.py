"""Conditions on expenses, asked of every claim that could be made of some of them only.

A measure holds for all its expenses together; a plan claims some. What a condition says of facts
stays true. What it says of expenses has to be true of whatever is claimed: always, or as soon as
there are so many, or else nobody can promise it.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.pack import Condition
from jiamao_desktop.domain.predicate import (
    Group,
    LineGroup,
    Predicate,
    Quantifier,
    Rows,
    parts_of,
)


def lines_needed(
    conditions: Sequence[Condition], facts: Facts, lines: Sequence[Line]
) -> tuple[int | None, str]:
    """Return how many expenses a claim needs so that its conditions hold, whichever they are.

    Args:
        conditions: Those of a measure. What only warns does not matter, nor what an officer
            judges: neither can make a no.
        facts: What is known.
        lines: The expenses that may be claimed.

    Returns:
        The number, ``None`` if no number makes sure of it; and the label of the condition that
        says so, blank if none does.
    """
    passing = [line for line in lines if line.gross.fen > 0]
    most, label = 0, ""
    for condition in conditions:
        if condition.severity is not Severity.BLOCKS or not _of_lines(condition.predicate):
            continue
        needed = _needed(condition.predicate, facts, passing)
        if needed is None:
            return None, condition.label
        if needed > most:
            most, label = needed, condition.label
    return most, label


def _of_lines(predicate: Predicate) -> bool:
    return any(isinstance(part, LineGroup) for part in parts_of(predicate))


def _needed(predicate: Predicate, facts: Facts, lines: Sequence[Line]) -> int | None:
    """Return with how many expenses a condition holds; ``None``: nobody can promise it."""
    match predicate:
        case LineGroup():
            return _group_needed(predicate, facts, lines)
        case Group(quantifier=Quantifier.NONE):
            # Where parts speak of expenses, each further one may make one of them true.
            return None if _of_lines(predicate) else _settled(predicate, facts)
        case Group():
            return _combined(predicate, [_needed(part, facts, lines) for part in predicate.parts])
        case _:
            return _settled(predicate, facts)


def _settled(predicate: Predicate, facts: Facts) -> int | None:
    return 0 if predicate.judge(facts).holds else None


def _group_needed(group: LineGroup, facts: Facts, lines: Sequence[Line]) -> int | None:
    """Return how many expenses it takes if each of them passes; one more is then never worse."""
    each = LineGroup(rows=Rows.EVERY_LINE, where=group.where)
    if not each.judge(facts, lines).holds:
        return None
    return 1 if group.rows is Rows.EVERY_LINE else group.count


def _combined(group: Group, needed: Sequence[int | None]) -> int | None:
    """Return with how many expenses so many parts hold as the group wants."""
    wanted = {Quantifier.ALL: len(needed), Quantifier.ANY: 1}.get(group.quantifier, group.count)
    known = sorted(one for one in needed if one is not None)
    if len(known) < wanted:
        return None
    return known[wanted - 1] if wanted else 0
