"""How the person settled the unsettled words of each measure."""

from __future__ import annotations

from collections.abc import Mapping

from jiamao_desktop.domain.choice import ChosenReading
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("reading", ChosenReading)


def put(db: Database, reading: ChosenReading) -> None:
    """Store a choice in place of the one there was. Must be called inside an operation."""
    row = db.conn.execute(
        "SELECT id FROM reading WHERE pack=? AND measure=? AND reading=?",
        [reading.pack, reading.measure, reading.reading],
    ).fetchone()
    if row:
        rows.update(db, "reading", row[0], _SHAPE.columns, _SHAPE.row(reading))
    else:
        rows.insert(db, "reading", _SHAPE.columns, _SHAPE.row(reading))


def chosen(db: Database, pack: str, measure: str) -> Mapping[str, str]:
    """Return the option chosen for each reading of a measure; what is not settled is absent."""
    found = db.conn.execute(
        "SELECT reading, option FROM reading WHERE pack=? AND measure=?", [pack, measure]
    )
    return dict(found.fetchall())


def all(db: Database) -> list[ChosenReading]:  # noqa: A001 -- readings.all reads well
    """Return every choice with its note, by measure."""
    columns = ", ".join(_SHAPE.columns)
    found = db.conn.execute(f"SELECT {columns} FROM reading ORDER BY pack, measure, reading")  # noqa: S608 -- constants
    return [_SHAPE.record(values) for values in found]
