"""Facts that the records of a book already answer, and the answers a person gave."""

from __future__ import annotations

from collections.abc import Iterator

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.facts import FactDefinition, Facts, FactValue
from jiamao_desktop.domain.project import Fair, Project, ProjectId
from jiamao_desktop.storage import answers, applicants, projects

STANDARD_BOOTH_DM2 = 900
"""A standard booth (标准展位) is nine square metres."""


def facts_about(ws: Workspace, project: ProjectId | None) -> Facts:
    """Return everything known of the firm and, if one is named, of a project.

    A record outweighs an answer: the record is what stands on paper.
    """
    known: dict[str, FactValue] = {}
    for answer in answers.all(ws.reader):
        if answer.project in {None, project} and answer.value is not None:
            known[answer.fact] = answer.value
    who = applicants.get(ws.reader)
    about = projects.get(ws.reader, project) if project is not None else None
    known |= dict(_from_records(ws, who, about))
    return known


def _from_records(
    ws: Workspace, who: Applicant | None, project: Project | None
) -> Iterator[tuple[str, FactValue]]:
    for fact in ws.catalog.facts.values():
        value = record_value(fact, who, project)
        if value is not None:
            yield fact.id, value


def record_value(
    fact: FactDefinition, who: Applicant | None, project: Project | None
) -> FactValue | None:
    """Return what the records say of a fact; ``None`` if they are silent.

    ``from_record`` names the record and its field: ``applicant.city``, ``fair.ends_on``.
    Two are counted: ``fair.participant_count``, and ``fair.booth_count`` in standard booths
    of nine square metres -- unless the area is no multiple of that, when the person decides.
    """
    record_name, _, field = fact.from_record.partition(".")
    record: Applicant | Project | None = None
    if record_name == "applicant":
        record = who
    elif project is not None and record_name == project.kind:
        record = project
    if record is None:
        return None
    if isinstance(record, Fair) and field == "booth_count":
        return _standard_booths(record)
    if isinstance(record, Fair) and field == "participant_count":
        return len(record.participants) or None
    value = getattr(record, field)
    if fact.true_for:
        return True if value in fact.true_for else None
    return None if value == "" else value


def _standard_booths(fair: Fair) -> int | None:
    count, rest = divmod(sum(booth.area_dm2 for booth in fair.booths), STANDARD_BOOTH_DM2)
    return count if count and not rest else None
