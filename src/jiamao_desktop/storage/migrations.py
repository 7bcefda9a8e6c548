"""The tables of a book, one step after another. A released step is never edited again."""

from __future__ import annotations

from typing import Any

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import search, steps_first, steps_import, triggers
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite, sqlite_utils

STEPS = sqlite_utils.Migrations("jiamao")
for _step in (*steps_first.STEPS, *steps_import.STEPS):
    STEPS()(_step)


def refuse_newer(db: Database, steps: Any = STEPS) -> None:
    """Refuse a book that a newer program has migrated, before anything is written.

    Raises:
        UserError: ``book.newer``.
    """
    known = set(_names(steps))
    if unknown := [step.name for step in steps.applied(db) if step.name not in known]:
        raise UserError("book.newer", step=unknown[-1])


def migrate(db: Database, steps: Any = STEPS) -> bool:
    """Bring a book's tables up to date; tell whether there was anything to do.

    Each step is one transaction with the record of it. Afterwards the triggers are made anew,
    because changing a table drops them, rows of tables that can be searched from now on are
    indexed, and the references are checked.

    Raises:
        MachineError: ``book.migration_failed``; the step that failed left nothing behind.
    """
    if not steps.pending(db):
        return False
    db.conn.execute("PRAGMA foreign_keys=OFF")
    try:
        steps.apply(db)
        triggers.install(db)
        search.fill(db)
        if db.conn.execute("PRAGMA foreign_key_check").fetchone():
            raise MachineError("book.migration_failed", reason="foreign_key_check")
    except sqlite.Error as error:
        raise MachineError("book.migration_failed", reason=type(error).__name__) from error
    finally:
        db.conn.execute("PRAGMA foreign_keys=ON")
    return True


def _names(steps: Any) -> list[str]:
    """Return the names of all steps: those pending on a database that has none applied."""
    with sqlite_utils.Database(memory=True, execute_plugins=False) as empty:
        return [step.name for step in steps.pending(empty)]
