"""The 发票 of a book, with their lines."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoLine
from jiamao_desktop.storage import provenance, rows, search
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("fapiao", Fapiao, apart=("lines",))
_LINES = Shape("fapiao_line", FapiaoLine)


def add(db: Database, fapiao: Fapiao, *, read: Provenance = TYPED) -> FapiaoId:
    """Store a 发票 with its lines.

    Raises:
        UserError: ``fapiao.duplicate`` -- the book has this code and number.
    """
    if by_identity(db, fapiao.code, fapiao.number) is not None:
        raise UserError("fapiao.duplicate", number=fapiao.number)
    columns = (*_SHAPE.columns, *provenance.COLUMNS)
    values = [*_SHAPE.row(fapiao), *provenance.values(read)]
    number = rows.insert(db, "fapiao", columns, values)
    rows.set_children(db, _LINES, "fapiao", number, fapiao.lines)
    return FapiaoId(number)


def update(db: Database, number: FapiaoId, fapiao: Fapiao) -> None:
    """Replace the particulars and the lines of a 发票.

    Raises:
        UserError: ``fapiao.gone``.
    """
    if not rows.update(db, "fapiao", number, _SHAPE.columns, _SHAPE.row(fapiao)):
        raise UserError("fapiao.gone")
    rows.set_children(db, _LINES, "fapiao", number, fapiao.lines)


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


def reds_of(db: Database, code: str, number: str) -> Sequence[FapiaoId]:
    """Return the red 发票 that say they reverse the one with this code and number."""
    found = db.conn.execute(
        "SELECT id FROM fapiao WHERE red_number=? AND red_number <> '' AND red_code=? ORDER BY id",
        [number, code],
    )
    return [FapiaoId(row) for [row] in found]


def ids(db: Database, *, contains: str = "") -> array[int]:
    """Return the id of every matching 发票, the latest issued first."""
    where, parameters = search.matching("fapiao", contains)
    sql = f"SELECT id FROM fapiao WHERE {where} ORDER BY issued_on DESC, id DESC"  # noqa: S608 -- from search
    return rows.id_array(db, sql, parameters)
