"""The figures that measures take by reference, as the person entered them with their source."""

from __future__ import annotations

from jiamao_desktop.domain.choice import ParameterEntry
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("parameter", ParameterEntry)


def put(db: Database, parameter: ParameterEntry) -> None:
    """Store a figure in place of the one there was; a blank one is taken out."""
    row = db.conn.execute(
        "SELECT id FROM parameter WHERE measure=? AND param=? AND coalesce(project, 0)=?",
        [parameter.measure, parameter.param, parameter.project or 0],
    ).fetchone()
    if row and not parameter.value:
        rows.delete(db, "parameter", row[0])
    elif row:
        rows.update(db, "parameter", row[0], _SHAPE.columns, _SHAPE.row(parameter))
    elif parameter.value:
        rows.insert(db, "parameter", _SHAPE.columns, _SHAPE.row(parameter))


def of(db: Database, measure: str, project: ProjectId | None = None) -> list[ParameterEntry]:
    """Return the figures that hold for a measure and a project.

    What was entered for the project stands behind what was entered for the whole measure, so
    that in a mapping by ``param`` it wins.
    """
    columns = ", ".join(_SHAPE.columns)
    found = db.conn.execute(
        f"SELECT {columns} FROM parameter WHERE measure=? "  # noqa: S608 -- constants
        "AND (project IS NULL OR project=?) ORDER BY project IS NOT NULL, param",
        [measure, project],
    )
    return [_SHAPE.record(values) for values in found]


def all(db: Database) -> list[ParameterEntry]:  # noqa: A001 -- parameters.all reads well
    """Return the figures of all measures, what was entered for a project behind the rest."""
    columns = ", ".join(_SHAPE.columns)
    found = db.conn.execute(
        f"SELECT {columns} FROM parameter ORDER BY measure, project IS NOT NULL, param"  # noqa: S608 -- constants
    )
    return [_SHAPE.record(values) for values in found]
