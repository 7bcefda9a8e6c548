"""The bank slips (银行回单) of a book."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.payment import Payment, PaymentId
from jiamao_desktop.storage import provenance, rows, search
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("payment", Payment, columns={"amount": "amount_hundredths"})


def add(db: Database, payment: Payment, *, read: Provenance = TYPED) -> PaymentId:
    """Store a bank slip. Banks number their slips each in its own way: only its identity is one.

    Raises:
        UserError: ``payment.duplicate`` -- the book has a slip of this identity.
    """
    if by_identity(db, payment.identity) is not None:
        raise UserError("payment.duplicate", number=payment.number)
    columns = (*_SHAPE.columns, *provenance.COLUMNS)
    values = [*_SHAPE.row(payment), *provenance.values(read)]
    return PaymentId(rows.insert(db, "payment", columns, values))


def update(db: Database, number: PaymentId, payment: Payment) -> None:
    """Replace a slip's particulars.

    Raises:
        UserError: ``payment.gone``.
    """
    if not rows.update(db, "payment", number, _SHAPE.columns, _SHAPE.row(payment)):
        raise UserError("payment.gone")


def get_many(db: Database, ids: Iterable[PaymentId]) -> Mapping[PaymentId, Payment]:
    """Return bank slips by id; one that is not there is simply absent."""
    return {PaymentId(number): found for number, found in rows.get_many(db, _SHAPE, ids).items()}


def by_number(db: Database, number: str) -> PaymentId | None:
    """Return the id of the first slip with this number, if the book has one."""
    row = db.conn.execute(
        "SELECT id FROM payment WHERE number=? ORDER BY id LIMIT 1", [number]
    ).fetchone()
    return PaymentId(row[0]) if row else None


def by_identity(db: Database, identity: str) -> PaymentId | None:
    """Return the id of the slip with this identity; a blank one is nobody's."""
    row = db.conn.execute(
        "SELECT id FROM payment WHERE identity=? AND identity <> ''", [identity]
    ).fetchone()
    return PaymentId(row[0]) if row else None


def ids(db: Database, *, contains: str = "") -> array[int]:
    """Return the id of every matching slip, newest first."""
    where, parameters = search.matching("payment", contains)
    sql = f"SELECT id FROM payment WHERE {where} ORDER BY paid_on DESC, id DESC"  # noqa: S608 -- from search
    return rows.id_array(db, sql, parameters)


def all_ids(db: Database) -> list[PaymentId]:
    """Return the id of every slip, newest first."""
    rows_found = db.conn.execute("SELECT id FROM payment ORDER BY paid_on DESC, id DESC")
    return [PaymentId(number) for [number] in rows_found]
