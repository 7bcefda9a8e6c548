"""The customs declarations (报关单) of a book, with their items."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.customs import Declaration, DeclarationId, DeclarationItem
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import provenance, rows, search
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("declaration", Declaration, apart=("items",))
_ITEMS = Shape("declaration_item", DeclarationItem, columns={"total": "total_hundredths"})


def add(db: Database, declaration: Declaration, *, read: Provenance = TYPED) -> DeclarationId:
    """Store a declaration with its items.

    Raises:
        UserError: ``declaration.duplicate`` -- the book has this number.
    """
    if declaration.number and by_number(db, declaration.number) is not None:
        raise UserError("declaration.duplicate", number=declaration.number)
    columns = (*_SHAPE.columns, *provenance.COLUMNS)
    values = [*_SHAPE.row(declaration), *provenance.values(read)]
    number = rows.insert(db, "declaration", columns, values)
    rows.set_children(db, _ITEMS, "declaration", number, declaration.items)
    return DeclarationId(number)


def get_many(db: Database, ids: Iterable[DeclarationId]) -> Mapping[DeclarationId, Declaration]:
    """Return declarations by id; one that is not there is simply absent."""
    found = rows.get_with(db, _SHAPE, ids, items=(_ITEMS, "declaration"))
    return {DeclarationId(number): declaration for number, declaration in found.items()}


def by_number(db: Database, number: str) -> DeclarationId | None:
    """Return the id of the declaration with this number, if the book has it."""
    row = db.conn.execute("SELECT id FROM declaration WHERE number=?", [number]).fetchone()
    return DeclarationId(row[0]) if row and number else None


def ids(db: Database, *, contains: str = "") -> array[int]:
    """Return the id of every matching declaration, newest first."""
    where, parameters = search.matching("declaration", contains)
    sql = f"SELECT id FROM declaration WHERE {where} ORDER BY declared_on DESC, id DESC"  # noqa: S608 -- from search
    return rows.id_array(db, sql, parameters)


def totals(db: Database) -> Mapping[str, int]:
    """Return the sum of all items by currency, in its hundredths."""
    sums = db.conn.execute(
        "SELECT currency, sum(total_hundredths) FROM declaration_item "
        "WHERE total_hundredths IS NOT NULL GROUP BY currency ORDER BY currency"
    )
    return dict(sums.fetchall())


def last_days(db: Database) -> Mapping[str, dt.date | None]:
    """Return every 监管方式 declared and the last day on which it was, if one is known."""
    found = db.conn.execute(
        "SELECT customs_regime, max(coalesce(moved_on, declared_on)) FROM declaration "
        "WHERE customs_regime <> '' GROUP BY customs_regime ORDER BY customs_regime"
    )
    return {regime: dt.date.fromisoformat(day) if day else None for regime, day in found}
