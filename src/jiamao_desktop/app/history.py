"""Undo, redo, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes, OperationInfo
from jiamao_desktop.storage import journal


def undo(ws: Workspace) -> Changes:
    """Take the last operation back, as an operation of its own.

    Raises:
        UserError: ``undo.nothing``, or ``undo.changed_since`` when a later change to the
            same record would be lost.
    """
    return journal.undo(ws.book.db, ws.clock.now())


def redo(ws: Workspace) -> Changes:
    """Do again what was undone last.

    Raises:
        UserError: ``redo.nothing``.
    """
    return journal.redo(ws.book.db, ws.clock.now())


def undo_label(ws: Workspace) -> str | None:
    """Return what undo would take back, in words; ``None`` if there is nothing."""
    target = journal.undo_target(ws.reader)
    return target.summary if target else None


def redo_label(ws: Workspace) -> str | None:
    """Return what redo would bring back, in words; ``None`` if there is nothing."""
    target = journal.redo_target(ws.reader)
    return target.summary if target else None


def history(ws: Workspace, limit: int = 200) -> Sequence[OperationInfo]:
    """Return the latest operations, newest first."""
    return journal.history(ws.reader, limit)
