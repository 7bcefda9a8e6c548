"""Facts that the records of a book already answer, and the answers a person gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jiamao_desktop.app import trade_facts
from jiamao_desktop.app.basis import Basis
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.facts import FactDefinition, Facts, FactValue
from jiamao_desktop.domain.project import Fair, Project, ProjectId
from jiamao_desktop.domain.trade import TradeRecord

STANDARD_BOOTH_DM2 = 900
"""A standard booth (标准展位) is nine square metres."""


def facts_about(ws: Workspace, project: ProjectId | None) -> Facts:
    """Return everything known of the firm and, if one is named, of a project."""
    return facts_in(ws.basis(), ws.catalog.facts.values(), project, ws.clock.today())


def facts_in(
    basis: Basis,
    facts: Iterable[FactDefinition],
    project: ProjectId | None,
    today: dt.date | None = None,
) -> dict[str, FactValue]:
    """Return everything that a book says of the firm and of a project.

    A record outweighs an answer: the record is what stands on paper. Only the declarations do
    not: a book need not have all of them, and the person may know better.
    """
    known: dict[str, FactValue] = {}
    for answer in basis.answers:
        if answer.project in {None, project} and answer.value is not None:
            known[answer.fact] = answer.value
    about = basis.projects.get(project) if project is not None else None
    for fact in facts:
        if fact.id in known and trade_facts.is_about_trade(fact):
            continue
        value = record_value(fact, basis.applicant, about, basis.trade, today)
        if value is not None:
            known[fact.id] = value
    return known


def record_value(
    fact: FactDefinition,
    who: Applicant | None,
    project: Project | None,
    trade: TradeRecord | None = None,
    today: dt.date | None = None,
) -> FactValue | None:
    """Return what the records say of a fact; ``None`` if they are silent.

    ``from_record`` names the record and its field: ``applicant.city``, ``fair.ends_on``.
    Two are counted: ``fair.participant_count``, and ``fair.booth_count`` in standard booths
    of nine square metres -- unless the area is no multiple of that, when the person decides.
    ``trade`` is what the customs declarations of the book say together; of its figures those
    of the last whole year before ``today``.
    """
    if trade_facts.is_about_trade(fact):
        said = trade_facts.said(fact, trade, today) if trade is not None else None
        return said.value if said else None
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
        seen = value if isinstance(value, frozenset) else frozenset({value})
        return True if seen.intersection(fact.true_for) else None
    return None if value == "" else value


def _standard_booths(fair: Fair) -> int | None:
    count, rest = divmod(sum(booth.area_dm2 for booth in fair.booths), STANDARD_BOOTH_DM2)
    return count if count and not rest else None
