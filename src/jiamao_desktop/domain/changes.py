"""What an operation changed: the news that screens refresh by, and the undo menu's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one operation touched.

    Attributes:
        tables: Names of the tables with at least one changed row; empty if nothing changed.
    """

    operation_id: int
    tables: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationInfo:
    """One thing a person did, as the history and the undo menu show it.

    Attributes:
        kind: ``noun.verb``, e.g. ``expense.add``; ``undo`` and ``redo`` for those two.
        summary: For people, in Chinese. An undo carries the summary of what it took back.
        at: UTC, ``2026-11-20T08:30:00Z``.
        actor: Who did it; blank while the book has one user.
        undoes: The operation that this one reversed, or ``None``.
        changes: Number of rows changed.
    """

    id: int
    kind: str
    summary: str
    at: str
    actor: str = ""
    undoes: int | None = None
    changes: int = 0
