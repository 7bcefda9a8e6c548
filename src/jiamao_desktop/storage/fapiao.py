"""The 发票 of a book, with their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoLine
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("fapiao", Fapiao, apart=("lines",))
_LINES = Shape("fapiao_line", FapiaoLine)


def add(db: Database, fapiao: Fapiao) -> FapiaoId:
    """Store a 发票 with its lines.

    Raises:
        UserError: ``fapiao.duplicate`` -- the book has this code and number.
    """
    if by_identity(db, fapiao.code, fapiao.number) is not None:
        raise UserError("fapiao.duplicate", number=fapiao.number)
    number = rows.insert(db, "fapiao", _SHAPE.columns, _SHAPE.row(fapiao))
    rows.set_children(db, _LINES, "fapiao", number, fapiao.lines)
    return FapiaoId(number)


def get(db: Database, number: FapiaoId) -> Fapiao | None:
    """Return one 发票, or ``None``."""
    return get_many(db, [number]).get(number)


def get_many(db: Database, ids: Iterable[FapiaoId]) -> Mapping[FapiaoId, Fapiao]:
    """Return 发票 by id; one that is not there is simply absent."""
    found = rows.get_with(db, _SHAPE, ids, lines=(_LINES, "fapiao"))
    return {FapiaoId(number): fapiao for number, fapiao in found.items()}


def by_identity(db: Database, code: str, number: str) -> FapiaoId | None:
    """Return the id of the 发票 with this code and number, if the book has it."""
    row = db.conn.execute(
        "SELECT id FROM fapiao WHERE number=? AND code=?", [number, code]
    ).fetchone()
    return FapiaoId(row[0]) if row else None
