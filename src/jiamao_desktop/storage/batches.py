"""The import log of a book: each batch, and what became of each of its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from jiamao_desktop.domain.batch import BatchId, BatchSource, ImportBatch, ImportFile, Outcome
from jiamao_desktop.domain.customs import DeclarationId
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database

_FILE = ("name", "size", "sha256", "outcome", "code", "details", "records", "document")


def add(db: Database, batch: ImportBatch) -> BatchId:
    """Store a batch with its files. Must be called inside an operation."""
    number = rows.insert(
        db, "import_batch", ("source", "at", "title"), [str(batch.source), batch.at, batch.title]
    )
    add_files(db, BatchId(number), batch.files)
    return BatchId(number)


def add_files(db: Database, number: BatchId, files: Sequence[ImportFile]) -> None:
    """Say what became of some files; they follow those that the batch has already."""
    count = "SELECT count(*) FROM import_file WHERE batch=?"
    [there] = db.conn.execute(count, [number]).fetchone()
    rows.insert_many(
        db,
        "import_file",
        ("batch", "position", *_FILE),
        ([number, place, *_row(file)] for place, file in enumerate(files, start=there)),
    )


def get_many(db: Database, ids: Iterable[BatchId]) -> Mapping[BatchId, ImportBatch]:
    """Return batches by id, each with its files in order; one that is not there is absent."""
    wanted = rows.id_list(ids)
    among = "IN (SELECT value FROM json_each(?))"
    files: dict[int, list[ImportFile]] = {}
    selected = db.conn.execute(
        f"SELECT batch, {', '.join(_FILE)} FROM import_file WHERE batch {among} "  # noqa: S608 -- constants
        "ORDER BY batch, position",
        [wanted],
    )
    for number, *values in selected:
        files.setdefault(number, []).append(_file(values))
    heads = db.conn.execute(
        f"SELECT id, source, at, title FROM import_batch WHERE id {among}",  # noqa: S608 -- constants
        [wanted],
    )
    return {
        BatchId(number): ImportBatch(
            source=BatchSource(source), at=at, title=title, files=tuple(files.get(number, ()))
        )
        for number, source, at, title in heads
    }


def all_ids(db: Database) -> list[BatchId]:
    """Return the id of every batch, newest first."""
    return [BatchId(n) for [n] in db.conn.execute("SELECT id FROM import_batch ORDER BY id DESC")]


def shown_by(db: Database, document: DocumentId) -> tuple[ExpenseId | None, DeclarationId | None]:
    """Return the first expense that a document proves, and the first declaration read from it."""
    [expense] = db.conn.execute(
        "SELECT min(expense) FROM evidence WHERE document=?", [document]
    ).fetchone()
    [declaration] = db.conn.execute(
        "SELECT min(id) FROM declaration WHERE document=?", [document]
    ).fetchone()
    return (
        None if expense is None else ExpenseId(expense),
        None if declaration is None else DeclarationId(declaration),
    )


def _row(file: ImportFile) -> list[rows.SqlValue]:
    problem = file.problem
    return [
        file.name,
        file.size,
        file.sha256,
        str(file.outcome),
        problem.code if problem else "",
        json.dumps(problem.details if problem else [], ensure_ascii=False),
        file.records,
        file.document,
    ]


def _file(values: Sequence[object]) -> ImportFile:
    name, size, sha256, outcome, code, details, records, document = values
    pairs = tuple((key, value) for key, value in json.loads(str(details)))
    return ImportFile(
        name=str(name),
        size=int(str(size)),
        sha256=str(sha256),
        outcome=Outcome(str(outcome)),
        problem=Problem(str(code), pairs) if code else None,
        records=int(str(records)),
        document=None if document is None else DocumentId(int(str(document))),
    )
