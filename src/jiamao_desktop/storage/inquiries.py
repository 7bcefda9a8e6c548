"""The letters of inquiry (咨询函) of a book."""

from __future__ import annotations

from collections.abc import Mapping

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import AskedWord, Inquiry, InquiryId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("inquiry", Inquiry, apart=("words",))
_WORDS = Shape("inquiry_word", AskedWord)


def add(db: Database, inquiry: Inquiry) -> InquiryId:
    """Store a letter. Must be called inside an operation."""
    number = InquiryId(rows.insert(db, "inquiry", _SHAPE.columns, _SHAPE.row(inquiry)))
    rows.set_children(db, _WORDS, "inquiry", number, inquiry.words)
    return number


def update(db: Database, number: InquiryId, inquiry: Inquiry) -> None:
    """Replace what is known of a letter.

    Raises:
        UserError: ``inquiry.missing``.
    """
    if not rows.update(db, "inquiry", number, _SHAPE.columns, _SHAPE.row(inquiry)):
        raise UserError("inquiry.missing", number=number)
    rows.set_children(db, _WORDS, "inquiry", number, inquiry.words)


def all(db: Database) -> Mapping[InquiryId, Inquiry]:  # noqa: A001 -- inquiries.all reads well
    """Return every letter, newest first."""
    numbers = [number for [number] in db.conn.execute("SELECT id FROM inquiry ORDER BY id DESC")]
    found = rows.get_with(db, _SHAPE, numbers, words=(_WORDS, "inquiry"))
    return {InquiryId(number): inquiry for number, inquiry in found.items()}


def next_number(db: Database) -> int:
    """Return the number that the next letter will have; a number is never given twice."""
    row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name='inquiry'").fetchone()
    return (row[0] if row else 0) + 1
