"""The table of exchange rates, as the person entered or imported it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.exchange import Rate, RateId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("exchange_rate", Rate, columns={"into": "target"})


def put(db: Database, rates: Iterable[Rate]) -> int:
    """Store rates in place of those of the same currency, day and target; return how many."""
    count = 0
    for rate in rates:
        found = db.conn.execute(
            "SELECT id FROM exchange_rate WHERE currency=? AND day=? AND target=?",
            [rate.currency, rate.day.isoformat(), rate.into],
        ).fetchone()
        if found:
            rows.update(db, _SHAPE.table, found[0], _SHAPE.columns, _SHAPE.row(rate))
        else:
            rows.insert(db, _SHAPE.table, _SHAPE.columns, _SHAPE.row(rate))
        count += 1
    return count


def delete(db: Database, numbers: Iterable[RateId]) -> None:
    """Delete rates."""
    for number in numbers:
        rows.delete(db, _SHAPE.table, number)


def all(db: Database) -> Mapping[RateId, Rate]:  # noqa: A001 -- rates.all reads well
    """Return every rate, the latest day first."""
    found = db.conn.execute(
        f"SELECT {_SHAPE.selected} FROM {_SHAPE.table} ORDER BY day DESC, currency, target"  # noqa: S608 -- constants
    )
    return {RateId(number): _SHAPE.record(values) for number, *values in found}
