"""The column maps of a book: how tables that no reader knows were read the last time."""

from __future__ import annotations

import json
from collections.abc import Sequence

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.storage.database import Database

_COLUMNS = "signature, title, target, header, columns"


def put(db: Database, one: ColumnMap) -> None:
    """Remember a map, in place of the one for the same header."""
    db.conn.execute(
        f"INSERT INTO column_map ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) "  # noqa: S608 -- constants
        "ON CONFLICT (signature) DO UPDATE SET title=excluded.title, target=excluded.target, "
        "header=excluded.header, columns=excluded.columns",
        [
            one.signature,
            one.title,
            str(one.target),
            json.dumps(one.header, ensure_ascii=False),
            json.dumps(dict(one.columns), ensure_ascii=False, sort_keys=True),
        ],
    )


def remove(db: Database, signature: str) -> None:
    """Forget a map; nothing happens if there is none."""
    db.conn.execute("DELETE FROM column_map WHERE signature=?", [signature])


def by_signature(db: Database, signature: str) -> ColumnMap | None:
    """Return the map for a header, if one is remembered."""
    return next(iter(_found(db, "WHERE signature=?", [signature])), None)


def all(db: Database) -> Sequence[ColumnMap]:  # noqa: A001 -- column_maps.all reads well
    """Return every map, by title."""
    return _found(db, "ORDER BY title, signature", [])


def _found(db: Database, rest: str, parameters: Sequence[str]) -> list[ColumnMap]:
    selected = db.conn.execute(f"SELECT {_COLUMNS} FROM column_map {rest}", parameters)  # noqa: S608 -- constants
    return [
        ColumnMap(
            signature=signature,
            title=title,
            target=DraftKind(target),
            header=tuple(json.loads(header)),
            columns=json.loads(columns),
        )
        for signature, title, target, header, columns in selected
    ]
