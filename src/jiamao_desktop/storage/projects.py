"""The projects (项目) of a book: fairs, certifications, pilots and other matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    Pilot,
    Project,
    ProjectId,
    ProjectKind,
)
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_FAIRS = Shape("fair", Fair, apart=("title", "booths", "participants"))
_CERTIFICATIONS = Shape("certification", Certification, apart=("title",))
_PILOTS = Shape("pilot", Pilot, apart=("title",))
_MATTERS = Shape("matter", Matter, apart=("kind", "title"))
_KINDS: tuple[Shape[Any], ...] = (_FAIRS, _CERTIFICATIONS, _PILOTS, _MATTERS)
_BOOTHS = Shape("booth", Booth)
_PARTICIPANTS = Shape("participant", Participant)
_APART = ("answer", "parameter", "adopted_guide", "booth", "participant")


def add(db: Database, project: Project) -> ProjectId:
    """Store a project with all that belongs to it."""
    number = rows.insert(db, "project", ("kind", "title"), [str(project.kind), project.title])
    shape = _shape(project)
    rows.insert(db, shape.table, ("id", *shape.columns), [number, *shape.row(project)])
    _set_children(db, number, project)
    return ProjectId(number)


def update(db: Database, number: ProjectId, project: Project) -> None:
    """Replace a project's particulars. What kind it is never changes.

    Raises:
        UserError: ``project.gone``.
    """
    shape = _shape(project)
    found = rows.update(db, "project", number, ("title",), [project.title])
    if not found or not rows.update(db, shape.table, number, shape.columns, shape.row(project)):
        raise UserError("project.gone")
    _set_children(db, number, project)


def delete(db: Database, number: ProjectId) -> None:
    """Delete a project with its answers and entered figures; its expenses stay, without one.

    Raises:
        UserError: ``project.claimed`` -- a claim is about it.
    """
    if db.conn.execute("SELECT 1 FROM claim WHERE project=?", [number]).fetchone():
        raise UserError("project.claimed")
    db.conn.execute("UPDATE expense SET project=NULL WHERE project=?", [number])
    for table in _APART:
        db.conn.execute(f"DELETE FROM {table} WHERE project=?", [number])  # noqa: S608 -- constants
    for shape in _KINDS:
        rows.delete(db, shape.table, number)
    rows.delete(db, "project", number)


def get(db: Database, number: ProjectId) -> Project | None:
    """Return one project, or ``None``."""
    return all(db).get(number)


def all(db: Database) -> Mapping[ProjectId, Project]:  # noqa: A001 -- projects.all reads well
    """Return every project, newest first."""
    heads = db.conn.execute("SELECT id, kind, title FROM project").fetchall()
    kinds = {number: ProjectKind(kind) for number, kind, _ in heads}
    titles = {number: title for number, _, title in heads}
    booths = rows.children(db, _BOOTHS, "project", titles)
    participants = rows.children(db, _PARTICIPANTS, "project", titles)
    found: dict[int, Project] = {}
    for shape in _KINDS:
        for number, *values in db.conn.execute(f"SELECT {shape.selected} FROM {shape.table}"):  # noqa: S608 -- from the shape
            apart: dict[str, object] = {"title": titles[number]}
            if shape is _FAIRS:
                apart["booths"] = booths.get(number, ())
                apart["participants"] = participants.get(number, ())
            elif shape is _MATTERS:
                apart["kind"] = kinds[number]
            found[number] = shape.record(values, **apart)
    return {ProjectId(number): found[number] for number in sorted(found, reverse=True)}


def _shape(project: Project) -> Shape[Any]:
    match project:
        case Fair():
            return _FAIRS
        case Certification():
            return _CERTIFICATIONS
        case Pilot():
            return _PILOTS
        case Matter():
            return _MATTERS


def _set_children(db: Database, number: int, project: Project) -> None:
    if isinstance(project, Fair):
        rows.set_children(db, _BOOTHS, "project", number, project.booths)
        rows.set_children(db, _PARTICIPANTS, "project", number, project.participants)
