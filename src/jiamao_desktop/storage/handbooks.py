"""The processing-trade handbooks (手册) of a book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookId, HandbookUse
from jiamao_desktop.storage import provenance, rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("handbook", Handbook, apart=("materials", "products", "uses"))
_TABLES: Mapping[str, Shape[Any]] = {
    "materials": Shape("handbook_material", HandbookGoods),
    "products": Shape("handbook_product", HandbookGoods),
    "uses": Shape("handbook_use", HandbookUse),
}


def put(db: Database, handbook: Handbook, *, read: Provenance = TYPED) -> HandbookId:
    """Store a handbook, or what is new of one that the book has.

    Its three tables come as three files: a table that is not empty replaces the one there, and
    so does each particular of the head that is not blank. Must be called inside an operation.
    """
    columns = (*_SHAPE.columns, *provenance.COLUMNS)
    values = [*_SHAPE.row(handbook), *provenance.values(read)]
    number = by_number(db, handbook.number)
    if number is None:
        number = HandbookId(rows.insert(db, "handbook", columns, values))
    else:
        known = [pair for pair in zip(columns, values, strict=True) if pair[1] not in {None, ""}]
        names, given = zip(*known, strict=True)
        rows.update(db, "handbook", number, names, given)
    for field, shape in _TABLES.items():
        if records := getattr(handbook, field):
            rows.set_children(db, shape, "handbook", number, records)
    return number


def delete(db: Database, number: HandbookId) -> None:
    """Delete a handbook with its tables."""
    for shape in _TABLES.values():
        db.conn.execute(f"DELETE FROM {shape.table} WHERE handbook=?", [number])  # noqa: S608 -- from the shape
    rows.delete(db, "handbook", number)


def get_many(db: Database, ids: Iterable[HandbookId]) -> Mapping[HandbookId, Handbook]:
    """Return handbooks by id; one that is not there is simply absent."""
    parts = {field: (shape, "handbook") for field, shape in _TABLES.items()}
    found = rows.get_with(db, _SHAPE, ids, **parts)
    return {HandbookId(number): handbook for number, handbook in found.items()}


def by_number(db: Database, number: str) -> HandbookId | None:
    """Return the id of the handbook with this 备案号, if the book has it."""
    row = db.conn.execute("SELECT id FROM handbook WHERE number=?", [number]).fetchone()
    return HandbookId(row[0]) if row else None


def all_ids(db: Database) -> list[HandbookId]:
    """Return the id of every handbook, by number."""
    return [HandbookId(n) for [n] in db.conn.execute("SELECT id FROM handbook ORDER BY number")]
