"""How the unsettled words of each measure were settled, and by whom.

A word that measures share has one row for each of them, all alike: what applies to a measure
stands beside it, whatever later versions of a pack put together or take apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from jiamao_desktop.domain.choice import ChosenReading
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("reading", ChosenReading)


def put(db: Database, reading: ChosenReading) -> None:
    """Store a choice in place of the one there was. Must be called inside an operation."""
    remove(db, reading.pack, [reading.measure], reading.reading)
    rows.insert(db, "reading", _SHAPE.columns, _SHAPE.row(reading))


def remove(db: Database, pack: str, measures: Iterable[str], reading: str) -> None:
    """Take the choice of a word back for some measures: the careful default applies again."""
    for measure in measures:
        db.conn.execute(
            "DELETE FROM reading WHERE pack=? AND measure=? AND reading=?",
            [pack, measure, reading],
        )


def all(db: Database) -> list[ChosenReading]:  # noqa: A001 -- readings.all reads well
    """Return every choice, the latest last."""
    columns = ", ".join(_SHAPE.columns)
    found = db.conn.execute(f"SELECT {columns} FROM reading ORDER BY id")  # noqa: S608 -- constants
    return [_SHAPE.record(values) for values in found]
