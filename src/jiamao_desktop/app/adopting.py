"""Adopting a plan (采用最优方案): all its claims at once, taken back by one undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.app.assessing import card_on
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.checking import stands_beside
from jiamao_desktop.app.pinned import title_of
from jiamao_desktop.app.plan_findings import Adoption
from jiamao_desktop.app.plan_parts import BestPlan, PlannedClaim
from jiamao_desktop.app.settling import choice_of, word_named
from jiamao_desktop.app.snapshot import snapshot_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.storage import claims

_OPEN = frozenset({ClaimState.DRAFT, ClaimState.READY})


def adoption(ws: Workspace, plan: BestPlan) -> Adoption:
    """Return what adopting a plan would do; nothing is changed."""
    drafts = _drafts(ws)
    replaced = _replaced(plan, drafts)
    stay = {number: one for number, one in drafts.items() if number not in replaced}
    return Adoption(
        made=tuple(_said(one.title, _title(one)) for one in plan.claims),
        replaced=tuple(_said(title_of(ws, one), one.title) for one in replaced.values()),
        double=tuple(_double(ws, plan, list(stay.values()))),
        obstacles=tuple(_obstacles(ws, plan)),
    )


def adopt(ws: Workspace, plan: BestPlan) -> Changes:
    """Make the claims of a plan, each on exactly its expenses, as one operation.

    Drafts of the same measure and project make way; what has been filed is not touched.

    Raises:
        UserError: ``plan.stale`` -- the book has changed since the plan was made;
            ``plan.nothing_to_adopt``; ``plan.holds_planned``, ``plan.other_reading``,
            ``plan.other_day`` -- it rests on what is only supposed.
    """
    for problem in _obstacles(ws, plan):
        raise UserError(problem.code, **dict(problem.details))
    book = Cases(ws)
    made = [_made(book, one) for one in plan.claims]
    replaced = _replaced(plan, _drafts(ws))
    with ws.operation("plan.adopt", f"采用最优方案：{len(made)} 项申报") as operation:
        for number in replaced:
            claims.delete(operation.db, number)
        for claim in made:
            claims.add(operation.db, claim)
    return operation.changes


def _made(book: Cases, planned: PlannedClaim) -> Claim:
    """Return the draft of a planned claim, assessed on its own expenses."""
    only = frozenset(line.expense for line in planned.lines)
    found = card_on(book, planned.measure, planned.project, only)
    return Claim(
        measure=planned.measure,
        pack=found.pack,
        pack_version=found.pack_version,
        title=_title(planned),
        state=ClaimState.DRAFT,
        created_on=book.today,
        project=planned.project,
        expenses=tuple(ExpenseId(line) for line in found.assessment.counted),
        spent=found.assessment.spent,
        ceiling=found.assessment.ceiling,
        applied=planned.amount,
        snapshot=snapshot_of(book.ws, found),
        chosen=True,
    )


def _title(planned: PlannedClaim) -> str:
    return planned.project_title or planned.title


def _said(measure: str, title: str) -> str:
    """Return a name that tells apart the claims of one project under several measures."""
    return measure if title == measure else f"{measure}（{title}）"


def _drafts(ws: Workspace) -> Mapping[ClaimId, Claim]:
    return {
        number: claim for number, claim in claims.all(ws.reader).items() if claim.state in _OPEN
    }


def _replaced(plan: BestPlan, drafts: Mapping[ClaimId, Claim]) -> Mapping[ClaimId, Claim]:
    """Return the drafts of the measures and projects that the plan has claims for."""
    same = {(one.measure, one.project) for one in plan.claims}
    return {
        number: claim for number, claim in drafts.items() if (claim.measure, claim.project) in same
    }


def _double(
    ws: Workspace, plan: BestPlan, stay: Sequence[Claim]
) -> Iterator[tuple[ExpenseId, str]]:
    """Yield expenses of the plan that stand in drafts beside which they must not be claimed."""
    used = {line.expense for one in plan.claims for line in one.lines}
    contested = [(claim, used.intersection(claim.expenses)) for claim in stay]
    if not any(shared for _, shared in contested):
        return
    for one in plan.claims:
        mine = {line.expense for line in one.lines}
        for claim, shared in contested:
            both = mine & shared
            if both and not _side_by_side(ws, one, claim):
                for number in sorted(both):
                    yield ExpenseId(number), _said(title_of(ws, claim), claim.title)


def _side_by_side(ws: Workspace, planned: PlannedClaim, claim: Claim) -> bool:
    """Tell whether the notices let a planned claim and a draft stand on the same expense."""
    pack = ws.catalog.pack_of(planned.measure)
    beside = pack.stacking_for(ws.catalog.measure(planned.measure)).beside
    return claim.measure in beside and stands_beside(ws, claim, planned.measure)


def _obstacles(ws: Workspace, plan: BestPlan) -> Iterator[Problem]:
    """Yield why a plan cannot be adopted."""
    if plan.operation != ws.basis().operation:
        yield Problem.of("plan.stale")
        return
    if not plan.claims:
        yield Problem.of("plan.nothing_to_adopt")
    scenario = plan.scenario
    planned = sorted(
        {-line.expense for one in plan.claims for line in one.lines} & {*_places(plan)}
    )
    if planned:
        names = "、".join(_name(ws, plan, place) for place in planned)
        yield Problem.of("plan.holds_planned", count=len(planned), names=names)
    if scenario.today is not None and scenario.today != ws.clock.today():
        yield Problem.of("plan.other_day", day=scenario.today)
    for (pack, name), option in sorted(scenario.readings.items()):
        word = word_named(ws, pack, name)
        choice = choice_of(ws, pack, word)
        if word.word.option(choice.option if choice else "").id != option:
            label = word.word.option(option).label
            yield Problem.of("plan.other_reading", question=word.word.question, option=label)


def _places(plan: BestPlan) -> range:
    return range(1, len(plan.scenario.planned) + 1)


def _name(ws: Workspace, plan: BestPlan, place: int) -> str:
    planned = plan.scenario.planned[place - 1]
    return planned.label or ws.catalog.category_label(planned.category)
