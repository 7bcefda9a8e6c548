"""The bank slips (银行回单) of a book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.payment import Payment, PaymentId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("payment", Payment, columns={"amount": "amount_hundredths"})


def add(db: Database, payment: Payment) -> PaymentId:
    """Store a bank slip. Banks number their slips each in its own way: none is unique."""
    return PaymentId(rows.insert(db, "payment", _SHAPE.columns, _SHAPE.row(payment)))


def get_many(db: Database, ids: Iterable[PaymentId]) -> Mapping[PaymentId, Payment]:
    """Return bank slips by id; one that is not there is simply absent."""
    return {PaymentId(number): found for number, found in rows.get_many(db, _SHAPE, ids).items()}


def by_number(db: Database, number: str) -> PaymentId | None:
    """Return the id of the first slip with this number, if the book has one."""
    row = db.conn.execute(
        "SELECT id FROM payment WHERE number=? ORDER BY id LIMIT 1", [number]
    ).fetchone()
    return PaymentId(row[0]) if row else None


def all_ids(db: Database) -> list[PaymentId]:
    """Return the id of every slip, newest first."""
    rows_found = db.conn.execute("SELECT id FROM payment ORDER BY paid_on DESC, id DESC")
    return [PaymentId(number) for [number] in rows_found]
