"""An open book with what is needed to work on it: the catalogue and a clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jiamao_desktop.app.basis import Basis, Records
from jiamao_desktop.app.clock import Clock
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.storage import applicants, journal
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database


class Workspace:
    """What every use case takes first.

    One thread writes (``book.db``); every thread reads through a connection of its own.

    Attributes:
        records: What assessments look at, kept up to date by what changes.
        kept: What use cases worked out before, by what it is about; whoever keeps something
            here sees to it that it is still true.
    """

    def __init__(self, book: Book, catalog: Catalog, clock: Clock) -> None:
        self.book = book
        self.catalog = catalog
        self.clock = clock
        self.records = Records()
        self.kept: dict[object, object] = {}
        self._here = threading.local()
        self._readers: list[Database] = []

    @property
    def folder(self) -> Path:
        """Return the folder of the book."""
        return self.book.folder

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Return what was found and put right when the book was opened, and what was left out."""
        return self.book.notices + self.catalog.problems

    @property
    def title(self) -> str:
        """Return the applicant's name, or the folder's while there is none."""
        who = applicants.get(self.reader)
        return who.name if who else self.folder.name

    @property
    def reader(self) -> Database:
        """Return this thread's read-only connection."""
        found: Database | None = getattr(self._here, "reader", None)
        if found is None:
            found = self._here.reader = self.book.reader()
            self._readers.append(found)
        return found

    def basis(self) -> Basis:
        """Return what assessments look at in the book as it is now."""
        return self.records.current(self.reader)

    @contextmanager
    def operation(self, kind: str, summary: str) -> Iterator[Operation]:
        """Make everything in the ``with`` block one operation: all of it, or none.

        Args:
            kind: ``noun.verb``, for programs.
            summary: For people, in Chinese: it stands in the undo menu.
        """
        with journal.operation(self.book.db, kind, summary, self.clock.now()) as number:
            operation = Operation(number, self.book.db)
            yield operation
        operation.changes = journal.changes_of(self.book.db, number)

    def close(self) -> None:
        """Close the book; nothing may be asked of the workspace afterwards."""
        for reader in self._readers:
            reader.close()
        self.book.close()


class Operation:
    """An operation in progress; ``changes`` is there once it has been committed."""

    def __init__(self, number: int, db: Database) -> None:
        self.number = number
        self.db = db
        self.changes = Changes(operation_id=number, tables=frozenset())
