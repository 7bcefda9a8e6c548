"""Support received before (已获支持): it uses up caps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiamao_desktop.domain.claim import Grant, GrantId, GrantLine
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("received_grant", Grant, columns={"group": "of_group"})
_LINES = Shape("grant_line", GrantLine)


def add(db: Database, grant: Grant) -> GrantId:
    """Store a grant. Must be called inside an operation."""
    return GrantId(rows.insert(db, _SHAPE.table, _SHAPE.columns, _SHAPE.row(grant)))


def update(db: Database, number: GrantId, grant: Grant) -> None:
    """Replace a grant's particulars.

    Raises:
        UserError: ``grant.gone``.
    """
    if not rows.update(db, _SHAPE.table, number, _SHAPE.columns, _SHAPE.row(grant)):
        raise UserError("grant.gone")


def delete(db: Database, number: GrantId) -> None:
    """Delete a grant with its lines."""
    db.conn.execute("DELETE FROM grant_line WHERE received_grant=?", [number])
    rows.delete(db, _SHAPE.table, number)


def all(db: Database) -> Mapping[GrantId, Grant]:  # noqa: A001 -- grants.all reads well
    """Return every grant, the latest first."""
    selected = db.conn.execute(
        f"SELECT {_SHAPE.selected} FROM {_SHAPE.table} ORDER BY granted_on DESC, id DESC"  # noqa: S608 -- constants
    )
    return {GrantId(number): _SHAPE.record(values) for number, *values in selected}


def set_lines(db: Database, number: GrantId, lines: Sequence[GrantLine]) -> None:
    """Say which lines of 发票 a grant was given for."""
    rows.set_children(db, _LINES, "received_grant", number, lines)


def lines(db: Database) -> Mapping[GrantId, tuple[GrantLine, ...]]:
    """Return the lines of every grant that names any."""
    found = rows.children(db, _LINES, "received_grant", all(db))
    return {GrantId(number): named for number, named in sorted(found.items())}
