"""Guides in use, and the firm's own versions of them."""

from __future__ import annotations

from collections.abc import Mapping

from jiamao_desktop.domain.guide import AdoptedGuide, OwnGuide, OwnGuideId
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_ADOPTED = Shape("adopted_guide", AdoptedGuide)
_OWN = Shape("own_guide", OwnGuide)
_FOR = "WHERE measure=? AND coalesce(project, 0)=?"


def adopt(db: Database, adopted: AdoptedGuide) -> None:
    """Put a guide to use in place of the one there was. Must be called inside an operation."""
    found = _row(db, adopted.measure, adopted.project)
    if found is None:
        rows.insert(db, _ADOPTED.table, _ADOPTED.columns, _ADOPTED.row(adopted))
    else:
        rows.update(db, _ADOPTED.table, found, _ADOPTED.columns, _ADOPTED.row(adopted))


def leave(db: Database, measure: str, project: ProjectId | None) -> None:
    """Use none; the firm's own versions stay."""
    found = _row(db, measure, project)
    if found is not None:
        rows.delete(db, _ADOPTED.table, found)


def adopted(db: Database, measure: str, project: ProjectId | None) -> AdoptedGuide | None:
    """Return the guide in use: that of the project, else that of the whole measure."""
    columns = ", ".join(_ADOPTED.columns)
    found = db.conn.execute(
        f"SELECT {columns} FROM adopted_guide WHERE measure=? "  # noqa: S608 -- constants
        "AND (project IS NULL OR project=?) ORDER BY project IS NULL",
        [measure, project],
    ).fetchone()
    return _ADOPTED.record(found) if found else None


def adopters(db: Database) -> frozenset[str]:
    """Return the measures that a guide is in use for, whatever the project."""
    found = db.conn.execute("SELECT DISTINCT measure FROM adopted_guide")
    return frozenset(measure for [measure] in found)


def add_own(db: Database, own: OwnGuide) -> OwnGuideId:
    """Store a version of the firm's own. Must be called inside an operation."""
    return OwnGuideId(rows.insert(db, _OWN.table, _OWN.columns, _OWN.row(own)))


def update_own(db: Database, number: OwnGuideId, own: OwnGuide) -> None:
    """Replace a version of the firm's own."""
    rows.update(db, _OWN.table, number, _OWN.columns, _OWN.row(own))


def own(db: Database) -> Mapping[OwnGuideId, OwnGuide]:
    """Return every version of the firm's own, oldest first."""
    found = db.conn.execute(f"SELECT {_OWN.selected} FROM {_OWN.table} ORDER BY id")  # noqa: S608 -- constants
    return {OwnGuideId(number): _OWN.record(values) for number, *values in found}


def _row(db: Database, measure: str, project: ProjectId | None) -> int | None:
    found = db.conn.execute(
        f"SELECT id FROM adopted_guide {_FOR}",  # noqa: S608 -- constants
        [measure, project or 0],
    ).fetchone()
    return found[0] if found else None
