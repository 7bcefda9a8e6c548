"""What can be claimed, how much at most and why: every measure as a card (政策导航)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.app import guiding, pinned
from jiamao_desktop.app.choices import choices_for, options_chosen
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.record_facts import facts_about
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Basis, Clause, Status
from jiamao_desktop.domain.case import Case, EnteredParameter, Line
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState, Grant
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.facts import Facts
from jiamao_desktop.domain.guide import practices_for
from jiamao_desktop.domain.headroom import Headroom, headroom
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Measure, Pack, ParameterType, Practice, Promise
from jiamao_desktop.domain.parameters import parse_parameter
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.settled import noted
from jiamao_desktop.storage import (
    applicants,
    claims,
    expenses,
    grants,
    parameters,
    projects,
)


class Group(StrEnum):
    """What a card means to this applicant.

    ``BASIS`` (政策依据): guidance that holds for the applicant, without an amount of its own.
    """

    CAN = "can"
    NEARLY = "nearly"
    ASK = "ask"
    READING = "reading"
    NOT_CALCULABLE = "not_calculable"
    BASIS = "basis"
    NO = "no"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSlot:
    """A figure that the notice leaves to another document, and what was entered for it.

    Attributes:
        text: As typed; blank if nothing was entered. source: Where the person has it from.
    """

    id: str
    label: str
    help: str
    type: ParameterType
    text: str
    source: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One measure for one applicant and, where it is about one, one project.

    Attributes:
        number: 文号. in_force: First and last day; the last is derived if ``derived``.
        parameters: Figures to be entered. practices: Defaults of other places, labelled.
        limits: What is left of each shared limit.
        facts: What was known, as used.
        deadlines: Days worked out for the firm or the project, in the order of the pack.
        stacking: What the notice says on taking this together with other support.
        higher: Measures of a higher level for the same thing, which the notice wants applied
            for first.
        guide: Id of the guide whose list of materials is the labelled default; blank: none.
    """

    measure: str
    title: str
    summary: str
    project: ProjectId | None
    project_title: str
    pack: str
    pack_version: str
    number: str
    clause: Clause
    assessment: Assessment
    group: Group
    in_force: tuple[dt.date, dt.date | None]
    derived: bool
    verified_on: dt.date
    parameters: Sequence[ParameterSlot]
    practices: Sequence[Practice]
    limits: Sequence[Headroom]
    facts: Facts
    note: str
    deadlines: Sequence[object] = ()
    stacking: Sequence[tuple[str, Clause]] = ()
    higher: Sequence[str] = ()
    guide: str = ""


def cards(ws: Workspace, report: Report = silent) -> Sequence[Card]:
    """Return a card for every measure and, where it is about projects, for each project."""
    wanted = [
        (pack, measure, project)
        for pack in ws.catalog.packs.values()
        for measure in pack.measures
        for project in _projects_for(ws, measure)
    ]
    found = []
    for done, (pack, measure, project) in enumerate(wanted):
        report(done, len(wanted), measure.title)
        found.append(_card(ws, pack, measure, project))
    return found


def card(ws: Workspace, measure_id: str, project: ProjectId | None = None) -> Card:
    """Return the card of one measure.

    Without a project it is the only one of the measure's kind: expenses of two fairs must
    never be added up as if they were of one.

    Raises:
        UserError: ``measure.unknown``; ``project.choose`` -- there are several;
            ``project.not_for_measure`` -- it is of another kind, or gone.
    """
    measure = ws.catalog.measure(measure_id)
    fitting = _projects_for(ws, measure)
    if project is None and len(fitting) > 1:
        numbers = "、".join(map(str, fitting))
        raise UserError("project.choose", title=measure.title, numbers=numbers)
    if project is not None and project not in fitting:
        raise UserError("project.not_for_measure", title=measure.title, project=project)
    about = fitting[0] if project is None else project
    return _card(ws, ws.catalog.pack_of(measure_id), measure, about)


def card_of_claim(ws: Workspace, number: ClaimId, claim: Claim, pack: Pack | None = None) -> Card:
    """Return the card that a claim stands on, as the book is now.

    Args:
        ws: The open book.
        number: The claim; what it took out of limits itself does not stand in its way.
        claim: Its particulars.
        pack: The version to work with; by default the one that the claim is pinned to.

    Raises:
        UserError: ``pack.version_missing``; ``measure.unknown`` -- that version has no such
            measure.
    """
    under = pinned.pack_of(ws, claim) if pack is None else pack
    measure = pinned.measure_of(ws, claim, under)
    return _card(ws, under, measure, claim.project, without=number)


def _projects_for(ws: Workspace, measure: Measure) -> Sequence[ProjectId | None]:
    """Return the projects of the measure's kind; none yet is a card without a project."""
    if measure.project is None:
        return [None]
    fitting: list[ProjectId | None] = [
        number
        for number, project in projects.all(ws.reader).items()
        if project.kind is measure.project
    ]
    return fitting or [None]


def _card(
    ws: Workspace,
    pack: Pack,
    measure: Measure,
    project: ProjectId | None,
    *,
    without: ClaimId | None = None,
) -> Card:
    case = case_for(ws, pack, measure, project, without=without)
    assessment = assess(pack, measure, case)
    if case.readings:
        assessment = noted(assessment, measure, choices_for(ws, pack, measure))
    about = projects.get(ws.reader, project) if project is not None else None
    force = measure.notice.in_force
    return Card(
        measure=measure.id,
        title=measure.title,
        summary=measure.summary,
        project=project,
        project_title=about.title if about else "",
        pack=pack.id,
        pack_version=pack.version,
        number=measure.notice.number,
        clause=measure.clause,
        assessment=assessment,
        group=group_of(assessment, measure.promise),
        in_force=(force.first, force.last),
        derived=bool(force.duration),
        verified_on=measure.notice.verified_on,
        parameters=_slots(ws, measure, project),
        practices=practices_for(measure, ws.catalog.guides.values()),
        limits=headroom(pack, measure, case),
        facts=case.facts,
        note=measure.note,
    )


def group_of(assessment: Assessment, promise: Promise) -> Group:
    """Tell what an assessment means to the applicant.

    *Nearly*: every condition that can be judged is met; only an expense is missing.
    """
    match assessment.status:
        case Status.YES if promise is Promise.GUIDANCE:
            return Group.BASIS
        case Status.YES:
            return Group.CAN if assessment.high else Group.NEARLY
        case Status.ASK if not assessment.missing:
            return Group.NEARLY
        case other:
            return Group(other.value)


def case_for(
    ws: Workspace,
    pack: Pack,
    measure: Measure,
    project: ProjectId | None,
    *,
    without: ClaimId | None = None,
) -> Case:
    """Return everything that an assessment of a measure looks at.

    ``without`` is a claim that is assessed itself: what it was granted is not in its way.
    """
    counting = guiding.counted(
        ws, measure, project, _lines(ws, measure, project), options_chosen(ws, pack, measure)
    )
    return Case(
        facts=facts_about(ws, project),
        lines=counting.lines,
        grants=list(grants.all(ws.reader).values())
        + list(_grants_of(ws, {ClaimState.GRANTED}, without)),
        claimed=list(_grants_of(ws, {ClaimState.FILED}, without)),
        readings=counting.readings,
        entered=_entered(ws, measure, project),
        today=ws.clock.today(),
        project=project,
        practised=counting.practised,
    )


def _lines(ws: Workspace, measure: Measure, project: ProjectId | None) -> Sequence[Line]:
    if measure.expense is None:
        return []
    categories = set(measure.expense.categories)
    for word in measure.unsettled:
        for option in word.options:
            categories |= set(option.adds)
    numbers = expenses.ids(ws.reader, categories=sorted(categories), project=project)
    found = expenses.get_many(ws.reader, map(ExpenseId, numbers))
    chains = expenses.evidence(ws.reader, list(found))
    who = applicants.get(ws.reader)
    return [
        Line(
            id=number,
            category=expense.category,
            gross=expense.gross,
            net=expense.net,
            paid_on=expense.paid_on,
            issued_on=expense.issued_on,
            unsupported=expense.unsupported,
            other_funding=expense.other_funding,
            funded_by=expense.funded_by,
            evidence=frozenset(link.role for link in chains.get(number, ())),
            project=expense.project,
            payer_is_applicant=_is_applicant(expense.payer_account_name, who),
        )
        for number, expense in found.items()
    ]


def _is_applicant(account_name: str, who: Applicant | None) -> bool | None:
    if not account_name or who is None:
        return None
    return account_name in {who.name, who.account_name}


def _grants_of(ws: Workspace, states: set[ClaimState], without: ClaimId | None) -> Iterator[Grant]:
    """Yield the claims in some states as what they take out of limits."""
    for number, claim in claims.all(ws.reader).items():
        if claim.state in states and number != without:
            yield Grant(
                measure=claim.measure,
                level=pinned.level_of(ws, claim),
                amount=claim.applied if claim.granted is None else claim.granted,
                granted_on=claim.created_on,
                note=claim.title,
            )


def _entered(
    ws: Workspace, measure: Measure, project: ProjectId | None
) -> Mapping[str, EnteredParameter]:
    types = {one.id: one.type for one in measure.parameters}
    borrowed = guiding.figures_in_use(ws, measure, project)
    return dict(borrowed) | {
        stored.param: EnteredParameter(
            value=parse_parameter(types[stored.param], stored.value),
            source=stored.source,
            basis=stored.basis,
        )
        for stored in parameters.of(ws.reader, measure.id, project)
        if stored.param in types
    }


def _slots(ws: Workspace, measure: Measure, project: ProjectId | None) -> Sequence[ParameterSlot]:
    stored = {one.param: one for one in guiding.figures_as_typed(ws, measure, project)}
    stored |= {one.param: one for one in parameters.of(ws.reader, measure.id, project)}
    return [
        ParameterSlot(
            id=parameter.id,
            label=parameter.label,
            help=parameter.help,
            type=parameter.type,
            text=stored[parameter.id].value if parameter.id in stored else "",
            source=stored[parameter.id].source if parameter.id in stored else "",
            basis=stored[parameter.id].basis if parameter.id in stored else Basis.ENTERED,
        )
        for parameter in measure.parameters
        if parameter.entered
    ]


def at_stake(found: Card) -> Money:
    """Return what a card is worth if every open question goes the applicant's way."""
    return max(found.assessment.high, found.assessment.ceiling, ZERO)
