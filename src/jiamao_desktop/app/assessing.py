"""What can be claimed, how much at most and why: every measure as a card (政策导航)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from jiamao_desktop.app import pinned
from jiamao_desktop.app.cases import AskedFacts, Cases
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Assessment, Basis, Clause, Status
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.claim import Claim, ClaimId
from jiamao_desktop.domain.deadlines import Due, due
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import Facts, FactValue
from jiamao_desktop.domain.guide import practices_for
from jiamao_desktop.domain.headroom import Headroom, headroom
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Limit, Measure, Pack, ParameterType, Practice, Promise
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.settled import noted
from jiamao_desktop.domain.stacking import Allowance, Exclusion, Priority


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


_OUT_OF_REACH = frozenset({Group.NO, Group.LAPSED})


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
    deadlines: Sequence[Due] = ()
    stacking: Sequence[tuple[str, Clause]] = ()
    higher: Sequence[str] = ()
    guide: str = ""


def cards(ws: Workspace, report: Report = silent) -> Sequence[Card]:
    """Return a card for every measure and, where it is about projects, for each project."""
    book = Cases(ws)
    wanted = [
        (pack, measure, project)
        for pack in ws.catalog.packs.values()
        for measure in pack.measures
        for project in book.projects_for(measure)
    ]
    found = []
    for done, (pack, measure, project) in enumerate(wanted):
        report(done, len(wanted), measure.title)
        found.append(_card(book, pack, measure, project))
    return found


def card(ws: Workspace, measure_id: str, project: ProjectId | None = None) -> Card:
    """Return the card of one measure.

    Without a project it is the only one of the measure's kind: expenses of two fairs must
    never be added up as if they were of one.

    Raises:
        UserError: ``measure.unknown``; ``project.choose`` -- there are several;
            ``project.not_for_measure`` -- it is of another kind, or gone.
    """
    book = Cases(ws)
    measure = ws.catalog.measure(measure_id)
    fitting = book.projects_for(measure)
    if project is None and len(fitting) > 1:
        numbers = "、".join(map(str, fitting))
        raise UserError("project.choose", title=measure.title, numbers=numbers)
    if project is not None and project not in fitting:
        raise UserError("project.not_for_measure", title=measure.title, project=project)
    about = fitting[0] if project is None else project
    return _card(book, ws.catalog.pack_of(measure_id), measure, about)


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
    return _card(Cases(ws), under, measure, claim.project, without=number, only=claim.only)


def card_on(book: Cases, measure_id: str, project: ProjectId | None, only: frozenset[int]) -> Card:
    """Return the card of a measure as if the book had some of its expenses alone.

    Raises:
        UserError: ``measure.unknown``.
    """
    measure, pack = book.ws.catalog.measure(measure_id), book.ws.catalog.pack_of(measure_id)
    return _card(book, pack, measure, project, only=only)


def case_for(ws: Workspace, pack: Pack, measure: Measure, project: ProjectId | None) -> Case:
    """Return everything that an assessment of a measure looks at."""
    return Cases(ws).case(plan_of(ws, pack, measure), project)


def plan_of(ws: Workspace, pack: Pack, measure: Measure) -> Plan:
    """Return a measure made ready to be applied; kept as long as its pack is the same one."""
    key = ("plan", pack.id, pack.version, measure.id)
    kept = ws.kept.get(key)
    if not (isinstance(kept, Plan) and kept.pack is pack and kept.measure is measure):
        kept = ws.kept[key] = Plan(pack, measure)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A card with what it was worked out from: while that is the same, so is the card.

    Attributes:
        asked: The facts that it rests on, as they were. inputs: Everything else.
    """

    plan: Plan
    asked: Mapping[str, FactValue | None]
    inputs: tuple[object, ...]
    card: Card


def _card(
    book: Cases,
    pack: Pack,
    measure: Measure,
    project: ProjectId | None,
    *,
    without: ClaimId | None = None,
    only: frozenset[int] | None = None,
) -> Card:
    """Return a card as it is now."""
    plan = plan_of(book.ws, pack, measure)
    found = kept_card(book, plan, project, without=without, only=only)
    return replace(found, facts=book.facts(project), higher=_higher(book, plan, project))


def kept_card(
    book: Cases,
    plan: Plan,
    project: ProjectId | None,
    *,
    without: ClaimId | None = None,
    only: frozenset[int] | None = None,
) -> Card:
    """Return a card without what others make of it: the kept one if what it rests on is.

    What is only supposed never takes the place of what is so; but where both rest on the same,
    they are the same.
    """
    about = (plan.pack.id, plan.pack.version, plan.measure.id, project, without)
    key = ("card", *about, only is not None)
    apart = (*key, "supposed") if book.supposed else key
    inputs, facts = book.inputs(plan, project, without, only), book.facts(project)
    for place in dict.fromkeys([key, apart]):
        kept = book.ws.kept.get(place)
        if (
            isinstance(kept, _Kept)
            and kept.plan is plan
            and kept.inputs == inputs
            and all(facts.get(name) == value for name, value in kept.asked.items())
        ):
            return kept.card
    asked = AskedFacts(facts)
    case = replace(book.case(plan, project, without=without, only=only), facts=asked)
    made = _made(book, plan, case)
    book.ws.kept[apart] = _Kept(plan=plan, asked=asked.asked, inputs=inputs, card=made)
    return made


def _made(book: Cases, plan: Plan, case: Case) -> Card:
    pack, measure = plan.pack, plan.measure
    project = None if case.project is None else ProjectId(case.project)
    assessment = plan.assess(case)
    if case.readings:
        assessment = noted(assessment, measure, book.choices(pack, measure))
    about = book.basis.projects.get(project) if project is not None else None
    force = measure.in_force
    days = book.ws.catalog.workdays
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
        derived=force.derived,
        verified_on=measure.notice.verified_on,
        parameters=_slots(book, measure, project),
        practices=practices_for(measure, book.ws.catalog.guides.values()),
        limits=headroom(pack, measure, case),
        facts=case.facts,
        note=measure.note,
        deadlines=due(measure.deadlines, measure.parameters, case.facts, days),
        stacking=_stacking(pack, measure),
        guide=measure.guide,
    )


def _stacking(pack: Pack, measure: Measure) -> tuple[tuple[str, Clause], ...]:
    """Return what the notice of a measure says on taking it together with other support."""
    rules: list[Exclusion | Allowance | Priority | Limit] = [
        *pack.exclusions,
        *pack.allowances,
        *pack.priorities,
        *pack.limits,
    ]
    number = measure.notice.number
    return tuple((one.title, one.clause) for one in rules if one.clause.number == number)


def _higher(book: Cases, plan: Plan, project: ProjectId | None) -> tuple[str, ...]:
    """Return the measures of a higher level that pay for the same, where they come first."""
    measure, number = plan.measure, plan.measure.notice.number
    rule = next((one for one in plan.pack.priorities if one.clause.number == number), None)
    if rule is None or plan.pack.level not in rule.levels:
        return ()
    before = rule.levels[: rule.levels.index(plan.pack.level)]
    return tuple(
        other.id
        for level in before
        for pack in book.ws.catalog.packs.values()
        if pack.level == level
        for other in pack.measures
        if _same_cause(measure, other)
        and kept_card(book, plan_of(book.ws, pack, other), project).group not in _OUT_OF_REACH
    )


def _same_cause(one: Measure, other: Measure) -> bool:
    """Tell whether two measures pay for the same kind of expense, or the same undertaking."""
    if one.project is not other.project:
        return False
    if one.expense and other.expense:
        return bool(set(one.expense.categories) & set(other.expense.categories))
    return bool(one.form) and one.form == other.form and bool(one.project)


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


def _slots(book: Cases, measure: Measure, project: ProjectId | None) -> Sequence[ParameterSlot]:
    stored = {one.param: one for one in book.typed(measure, project)}
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


def answerable(catalog: Catalog, found: Card) -> Sequence[str]:
    """Return the facts that a card waits for and that can be answered now, in their order.

    What is asked of a project can be answered only once there is one.
    """
    return [
        fact
        for fact in found.assessment.missing
        if found.project is not None or catalog.facts[fact].scope != "project"
    ]


def at_stake(found: Card) -> Money:
    """Return what a card is worth if every open question goes the applicant's way."""
    return max(found.assessment.high, found.assessment.ceiling, ZERO)
