"""The rows of export refunds (出口退税) of a book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.drawback import (
    DrawbackExport,
    DrawbackExportId,
    DrawbackPurchase,
    DrawbackPurchaseId,
)
from jiamao_desktop.storage import provenance, rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_EXPORTS = Shape("drawback_export", DrawbackExport, columns={"usd": "usd_hundredths"})
_PURCHASES = Shape("drawback_purchase", DrawbackPurchase)


def add_exports(
    db: Database, exports: Sequence[DrawbackExport], *, read: Provenance = TYPED
) -> int:
    """Store exported items and return how many were new: cumulative lists repeat the old ones."""
    return _add(db, _EXPORTS, exports, read)


def add_purchases(
    db: Database, purchases: Sequence[DrawbackPurchase], *, read: Provenance = TYPED
) -> int:
    """Store purchases behind exports and return how many were new."""
    return _add(db, _PURCHASES, purchases, read)


def exports(db: Database) -> Mapping[DrawbackExportId, DrawbackExport]:
    """Return every exported item, by period, lot and serial."""
    return {DrawbackExportId(number): one for number, one in _all(db, _EXPORTS).items()}


def purchases(db: Database) -> Mapping[DrawbackPurchaseId, DrawbackPurchase]:
    """Return every purchase, by period, lot and serial."""
    return {DrawbackPurchaseId(number): one for number, one in _all(db, _PURCHASES).items()}


def delete_exports(db: Database, ids: Iterable[DrawbackExportId]) -> None:
    """Delete some exported items."""
    _delete(db, _EXPORTS, ids)


def delete_purchases(db: Database, ids: Iterable[DrawbackPurchaseId]) -> None:
    """Delete some purchases."""
    _delete(db, _PURCHASES, ids)


def _add(db: Database, shape: Shape[Any], records: Sequence[Any], read: Provenance) -> int:
    columns = ", ".join((*shape.columns, *provenance.COLUMNS))
    row = [*shape.columns, *provenance.COLUMNS]
    sql = f"INSERT OR IGNORE INTO {shape.table} ({columns}) VALUES ({rows.marks(row)})"  # noqa: S608 -- from the shape
    origin = provenance.values(read)
    count = f"SELECT count(*) FROM {shape.table}"  # noqa: S608 -- from the shape
    [before] = db.conn.execute(count).fetchone()
    db.conn.executemany(sql, ([*shape.row(record), *origin] for record in records))
    [after] = db.conn.execute(count).fetchone()
    return int(after - before)


def _all(db: Database, shape: Shape[Any]) -> dict[int, Any]:
    selected = db.conn.execute(
        f"SELECT {shape.selected} FROM {shape.table} ORDER BY period, lot, serial, id"  # noqa: S608 -- from the shape
    )
    return {number: shape.record(values) for number, *values in selected}


def _delete(db: Database, shape: Shape[Any], ids: Iterable[int]) -> None:
    db.conn.execute(
        f"DELETE FROM {shape.table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 -- from the shape
        [rows.id_list(ids)],
    )
