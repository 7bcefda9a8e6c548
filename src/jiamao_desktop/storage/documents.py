"""The documents (单证) of a book: what is known of each stored file."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping

from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import rows, search
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("document", Document)


def add(db: Database, document: Document) -> DocumentId:
    """Store a document whose file is already in the attachment store.

    Raises:
        UserError: ``document.duplicate`` -- the book has this very file.
    """
    if by_sha256(db, document.sha256) is not None:
        raise UserError("document.duplicate", title=document.title)
    return DocumentId(rows.insert(db, "document", _SHAPE.columns, _SHAPE.row(document)))


def set_kind(db: Database, number: DocumentId, kind: DocumentKind) -> None:
    """Say what a document is."""
    rows.update(db, "document", number, ("kind",), [str(kind)])


def get_many(db: Database, ids: Iterable[DocumentId]) -> Mapping[DocumentId, Document]:
    """Return documents by id; one that is not there is simply absent."""
    return {DocumentId(number): found for number, found in rows.get_many(db, _SHAPE, ids).items()}


def by_sha256(db: Database, sha256: str) -> Document | None:
    """Return the document with this content, if the book has it."""
    row = db.conn.execute(
        f"SELECT {_SHAPE.selected} FROM document WHERE sha256=?",  # noqa: S608 -- from the shape
        [sha256],
    ).fetchone()
    return _SHAPE.record(row[1:]) if row else None


def ids(db: Database, *, contains: str = "") -> array[int]:
    """Return the id of every document whose title or file name contains a text, newest first."""
    where, parameters = search.matching("document", contains)
    sql = f"SELECT id FROM document WHERE {where} ORDER BY id DESC"  # noqa: S608 -- from search
    return rows.id_array(db, sql, parameters)


def of_kinds(db: Database, kinds: Collection[DocumentKind]) -> list[DocumentId]:
    """Return the ids of the documents of some kinds, in the order they came."""
    found = db.conn.execute(
        f"SELECT id FROM document WHERE kind IN ({rows.marks(kinds)}) ORDER BY id",  # noqa: S608 -- question marks
        [str(kind) for kind in kinds],
    )
    return [DocumentId(number) for [number] in found]


def number_of(db: Database, sha256: str) -> DocumentId | None:
    """Return the id of the document with this content, if the book has it."""
    row = db.conn.execute("SELECT id FROM document WHERE sha256=?", [sha256]).fetchone()
    return DocumentId(row[0]) if row else None
