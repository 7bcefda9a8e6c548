"""The applicant of the book."""

from __future__ import annotations

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.uscc import parse_uscc
from jiamao_desktop.storage import applicants


def applicant(ws: Workspace) -> Applicant:
    """Return who claims.

    Raises:
        UserError: ``applicant.missing`` -- the book has none yet.
    """
    found = applicants.get(ws.reader)
    if found is None:
        raise UserError("applicant.missing")
    return found


def save_applicant(ws: Workspace, changed: Applicant) -> Changes:
    """Store the applicant's particulars.

    Raises:
        UserError: ``applicant.no_name`` or ``uscc.*``.
    """
    if not changed.name.strip():
        raise UserError("applicant.no_name", field="name")
    parse_uscc(changed.uscc)
    with ws.operation("applicant.edit", f"修改申报主体：{changed.name}") as operation:
        applicants.put(operation.db, changed)
    return operation.changes
