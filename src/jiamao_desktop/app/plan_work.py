"""From the book to the best allocation: which measures take part, and what they are offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.app.assessing import Card, Group, at_stake, kept_card, plan_of
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_parts import Scenario
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.allocating import altered
from jiamao_desktop.domain.allocation import Model
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.domain.claim import Claim, ClaimState
from jiamao_desktop.domain.compiling.compiled import Compiled, Subject
from jiamao_desktop.domain.compiling.model import compile_model
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.steps import Cap, Per

_DECIDED = frozenset({Status.YES, Status.READING})
_FILED = frozenset({ClaimState.FILED, ClaimState.GRANTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A measure that takes no part in the plan, and why.

    Attributes:
        waits: It may take part once something that is open has been settled.
    """

    card: Card
    why: Problem
    alone: Money
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What there is to allocate.

    Attributes:
        subjects: Measures that come to something, each with its expenses.
        waiting: Those that may come to something once questions are answered.
        asides: All that take no part, those that wait among them.
        taken: Expense to the measures under which it has been filed.
    """

    cases: Cases
    subjects: tuple[Subject, ...]
    waiting: tuple[Subject, ...]
    asides: tuple[Aside, ...]
    taken: Mapping[int, frozenset[str]]

    def compiled(self, *, waiting: bool = False) -> Compiled:
        """Return the model of it all; with those that wait as if all went well, if wanted."""
        more = self.waiting if waiting else ()
        return compile_model([*self.subjects, *more], taken=self.taken)


def offer(cases: Cases, report: Report) -> Offer:
    """Look at every measure and return what there is to allocate.

    Args:
        cases: The book, as it is or as it is supposed to be.
        report: Progress; the cards take most of the time.
    """
    wanted = [
        (pack, measure, project)
        for pack in cases.ws.catalog.packs.values()
        for measure in pack.measures
        for project in cases.projects_for(measure)
    ]
    filed = [claim for claim in cases.basis.claims.values() if claim.state in _FILED]
    subjects: list[Subject] = []
    waiting: list[Subject] = []
    asides: list[Aside] = []
    for done, (pack, measure, project) in enumerate(wanted):
        report(done, len(wanted), measure.title)
        plan = plan_of(cases.ws, pack, measure)
        card = kept_card(cases, plan, project)
        why = _aside(cases, card, plan, filed)
        if why is not None:
            asides.append(why)
        if card.assessment.ceiling and (why is None or card.group is Group.ASK):
            into = subjects if why is None else waiting
            into.append(_subject(cases, plan, card))
    return Offer(
        cases=cases,
        subjects=tuple(subjects),
        waiting=tuple(waiting),
        asides=tuple(one for one in asides if one.waits or one.alone),
        taken=_taken(filed),
    )


def _subject(cases: Cases, plan: Plan, card: Card) -> Subject:
    return Subject(
        plan=plan,
        case=cases.case(plan, card.project),
        assessment=card.assessment,
        project=card.project,
        project_title=card.project_title,
    )


def _aside(cases: Cases, card: Card, plan: Plan, filed: Sequence[Claim]) -> Aside | None:
    """Return why a measure takes no part in the plan; ``None``: it does, or comes to nothing."""
    found, stake = card.assessment, at_stake(card)
    if found.status in _DECIDED and found.ceiling:
        before = _filed_already(plan.measure, card.project, filed)
        if before is None:
            return None
        left = _not_taken(cases, plan, card.project, _taken(filed))
        return Aside(
            card=card, why=Problem.of("plan.filed_already", title=before.title), alone=left
        )
    if found.status in _DECIDED and stake:
        why = Problem.of("plan.depends_on_reading")
    elif card.group is Group.ASK and stake:
        why = Problem.of("plan.waits_for_answers", count=len(found.missing))
    elif card.group is Group.NOT_CALCULABLE and found.to_enter:
        why = Problem.of("plan.figure_missing")
    elif card.group is Group.NOT_CALCULABLE:
        why = Problem.of("plan.not_calculable")
    else:
        return None
    return Aside(card=card, why=why, alone=stake, waits=True)


def _filed_already(
    measure: Measure, project: ProjectId | None, filed: Sequence[Claim]
) -> Claim | None:
    """Return a claim after which there is no second one of the same kind.

    What a project was claimed for uses up its caps, which are not kept from claim to claim, and
    an award is given once; claims of the firm add up under the caps of the firm.
    """
    yearly = any(isinstance(one, Cap) and one.per in {Per.FIRM, Per.GROUP} for one in measure.steps)
    if project is None and (measure.expense is not None or yearly):
        return None
    same = (one for one in filed if (one.measure, one.project) == (measure.id, project))
    return next(same, None)


def _not_taken(
    cases: Cases, plan: Plan, project: ProjectId | None, taken: Mapping[int, frozenset[str]]
) -> Money:
    """Return what the expenses come to that have not been filed under a measure yet."""
    case = cases.case(plan, project)
    left = [one for one in case.lines if plan.measure.id not in taken.get(one.id, ())]
    return plan.assess(replace(case, lines=left)).ceiling if left else ZERO


def _taken(filed: Sequence[Claim]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for claim in filed:
        for expense in claim.expenses:
            found.setdefault(expense, set()).add(claim.measure)
    return {expense: frozenset(measures) for expense, measures in found.items()}


def restricted(compiled: Compiled, scenario: Scenario, *, strict: bool = True) -> Model:
    """Return a model with what a scenario pins and forbids.

    Args:
        compiled: The model.
        scenario: The scenario.
        strict: Refuse a pin that cannot be; else its expense is not claimed at all.

    Raises:
        UserError: ``plan.pin_impossible`` -- an expense cannot be claimed as it is pinned.
    """
    model = compiled.model
    if not (scenario.pinned or scenario.forbidden):
        return model
    key_of = {
        number: item.key
        for item, info in zip(model.items, compiled.items, strict=True)
        for number in info.expenses
    }
    claims: dict[tuple[str, int | None], str] = {}
    for leaf, about in zip(model.leaves, compiled.leaves, strict=True):
        claims[about.measure, about.project] = leaf.claim
    impossible = []
    for number, (measure, project) in sorted(scenario.pinned.items()):
        try:
            target = {key_of[number]: claims[measure, project]}
            model = altered.pinned(model, target)
        except (KeyError, altered.NotClaimable) as error:
            if strict:
                raise UserError("plan.pin_impossible", number=number, measure=measure) from error
            impossible.append((number, None))
    banned: list[tuple[str, str | None]] = []
    for number, shut in (*scenario.forbidden, *impossible):
        if number not in key_of:
            continue  # it is not claimed under anything as it is
        if shut is None:
            banned.append((key_of[number], None))
        banned += [(key_of[number], claim) for (of, _), claim in claims.items() if of == shut]
    return altered.forbidden(model, banned)
