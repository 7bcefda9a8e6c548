"""Which batch a record came with, and where each of its fields was read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.batch import BatchId, Provenance
from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import SqlValue

COLUMNS = ("batch", "origins")
TABLES = frozenset(
    {
        "contract",
        "declaration",
        "drawback_export",
        "drawback_purchase",
        "expense",
        "fapiao",
        "handbook",
        "payment",
    }
)
"""The tables whose rows keep it."""


def values(read: Provenance) -> list[SqlValue]:
    """Return the values of ``COLUMNS``."""
    origins = {name: str(origin) for name, origin in sorted(read.origins.items())}
    return [read.batch, json.dumps(origins, separators=(",", ":")) if origins else ""]


def of(db: Database, table: str, ids: Iterable[int]) -> Mapping[int, Provenance]:
    """Return where records came from, by id; one that is not there is absent.

    Raises:
        ValueError: No such table keeps it.
    """
    if table not in TABLES:
        raise ValueError(table)
    found = db.conn.execute(
        f"SELECT id, batch, origins FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 -- one of TABLES
        [rows.id_list(ids)],
    )
    return {
        number: Provenance(
            batch=None if batch is None else BatchId(batch),
            origins={name: Origin(origin) for name, origin in json.loads(origins or "{}").items()},
        )
        for number, batch, origins in found
    }
