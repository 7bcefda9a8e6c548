"""The one applicant of a book."""

from __future__ import annotations

from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("applicant", Applicant)
_ONLY = 1


def get(db: Database) -> Applicant | None:
    """Return the applicant, or ``None`` while the book has none."""
    row = db.conn.execute(f"SELECT {_SHAPE.selected} FROM applicant").fetchone()  # noqa: S608 -- from the shape
    return _SHAPE.record(row[1:]) if row else None


def put(db: Database, applicant: Applicant) -> None:
    """Store the applicant in place of the one there was. Must be called inside an operation."""
    values = _SHAPE.row(applicant)
    if not rows.update(db, "applicant", _ONLY, _SHAPE.columns, values):
        rows.insert(db, "applicant", ("id", *_SHAPE.columns), [_ONLY, *values])
