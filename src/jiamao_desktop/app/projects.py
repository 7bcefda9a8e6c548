"""Fairs, certifications and pilots (项目)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.project import Project, ProjectId
from jiamao_desktop.storage import projects


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as lists show it."""

    id: ProjectId
    project: Project


def project_list(ws: Workspace) -> Sequence[ProjectRow]:
    """Return all projects, newest first."""
    return [ProjectRow(number, project) for number, project in projects.all(ws.reader).items()]


def add_project(ws: Workspace, project: Project) -> tuple[ProjectId, Changes]:
    """Record a project.

    Raises:
        UserError: ``project.no_title``.
    """
    _checked(project)
    with ws.operation("project.add", f"新增项目：{project.title}") as operation:
        number = projects.add(operation.db, project)
    return number, operation.changes


def edit_project(ws: Workspace, number: ProjectId, project: Project) -> Changes:
    """Replace a project's particulars.

    Raises:
        UserError: ``project.no_title``.
    """
    _checked(project)
    with ws.operation("project.edit", f"修改项目：{project.title}") as operation:
        projects.update(operation.db, number, project)
    return operation.changes


def delete_project(ws: Workspace, number: ProjectId) -> Changes:
    """Delete a project; its expenses stay, without a project.

    Raises:
        UserError: ``project.gone``, ``project.claimed``.
    """
    project = projects.get(ws.reader, number)
    if project is None:
        raise UserError("project.gone")
    with ws.operation("project.delete", f"删除项目：{project.title}") as operation:
        projects.delete(operation.db, number)
    return operation.changes


def _checked(project: Project) -> None:
    if not project.title.strip():
        raise UserError("project.no_title", field="title")
