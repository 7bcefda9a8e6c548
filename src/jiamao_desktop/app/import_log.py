"""The import log of a book (收单记录): every batch, and what became of each of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import BatchId, BatchSource, ImportBatch, ImportFile, Outcome
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import batches, documents, journal

KEPT = frozenset({Outcome.TAKEN, Outcome.MAPPED, Outcome.DOCUMENT, Outcome.SAME})
"""What became of files of which something is in the book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedBatch:
    """A batch as the log shows it.

    Attributes:
        files: Those that were asked for; with words or an outcome, not all of them.
        counts: How many files came to what, of all of them.
    """

    id: BatchId
    source: BatchSource
    at: str
    title: str
    files: Sequence[ImportFile] = field(repr=False)
    counts: Mapping[Outcome, int]

    @property
    def kept(self) -> int:
        """Return of how many files something is in the book."""
        return sum(count for outcome, count in self.counts.items() if outcome in KEPT)

    @property
    def total(self) -> int:
        """Return how many files it had."""
        return sum(self.counts.values())


class Place(StrEnum):
    """Where what a file became is looked at."""

    LEDGER = "ledger"
    TRADE = "trade"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Jump:
    """A record that was made of a file, and the place where it is looked at."""

    place: Place
    number: int


def import_log(ws: Workspace, contains: str = "", language: str = "zh") -> Sequence[LoggedBatch]:
    """Return the batches, newest first; with words only files whose line has them all.

    Args:
        ws: The open book.
        contains: Words looked for in the name of the file, of the batch, and in the reason.
        language: In which language reasons are said.
    """
    words = contains.casefold().split()
    ids = batches.all_ids(ws.reader)
    found = batches.get_many(ws.reader, ids)
    logged = (_logged(number, found[number], words, language) for number in ids if number in found)
    return [batch for batch in logged if batch.files or not words]


def _logged(
    number: BatchId, batch: ImportBatch, words: Sequence[str], language: str
) -> LoggedBatch:
    files = [file for file in batch.files if _has(file, batch.title, words, language)]
    return LoggedBatch(
        id=number,
        source=batch.source,
        at=batch.at,
        title=batch.title,
        files=files,
        counts=Counter(file.outcome for file in batch.files),
    )


def _has(file: ImportFile, title: str, words: Sequence[str], language: str) -> bool:
    if not words:
        return True
    reason = message(file.problem, language) if file.problem else ""
    line = f"{file.name}\n{title}\n{reason}".casefold()
    return all(word in line for word in words)


def where_is(ws: Workspace, file: ImportFile) -> Jump | None:
    """Return where to look at what a file became: an expense, a declaration, or the paper.

    For a duplicate it is what was there before. ``None``: nothing of it is in the book.
    """
    document = file.document or _kept_before(ws, file)
    if document is None or not documents.get_many(ws.reader, [document]):
        return None
    expense, declaration = batches.shown_by(ws.reader, document)
    if expense is not None:
        return Jump(Place.LEDGER, expense)
    if declaration is not None:
        return Jump(Place.TRADE, declaration)
    return Jump(Place.PAPERS, document)


def _kept_before(ws: Workspace, file: ImportFile) -> DocumentId | None:
    return documents.number_of(ws.reader, file.sha256) if file.sha256 else None


def undo_batch(ws: Workspace, number: BatchId) -> Changes:
    """Take a whole batch back, also if other work was done since.

    It is an operation of its own, which undo brings back.

    Raises:
        UserError: ``batch.gone``; ``batch.in_use`` -- a record of it was changed or used since,
            and what was done with it would be lost.
    """
    made = journal.made_by(ws.book.db, "import_batch", number)
    if made is None or not batches.get_many(ws.book.db, [number]):
        raise UserError("batch.gone")
    try:
        return journal.take_back(ws.book.db, made, "import.undo", ws.clock.now())
    except UserError as error:
        if error.code == "undo.changed_since":
            raise UserError("batch.in_use") from error
        raise
