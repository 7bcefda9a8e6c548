"""What a plan is worth in its parts: each voucher, each cap, the next yuan in each category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jiamao_desktop.app.assessing import Group, kept_card, plan_of
from jiamao_desktop.app.basis import supposing
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_carrying import carried, uses_of
from jiamao_desktop.app.plan_findings import NextYuan, PlanDetails
from jiamao_desktop.app.plan_parts import BestPlan, Between, PlannedExpense, Scenario
from jiamao_desktop.app.plan_search import most_money, ticking
from jiamao_desktop.app.plan_views import Work, work_of
from jiamao_desktop.app.plan_work import offer, restricted
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.scenarios import as_line
from jiamao_desktop.app.tied_lines import tied_weights
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocating.worth import Probe, Worth, next_yuan, room_costs, weights
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Item,
    Mode,
    Model,
    Optimum,
    Proof,
    evaluate,
)
from jiamao_desktop.domain.compiling.compiled import Compiled
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId

THOUSAND = Money(1000_00)
"""What is supposed to be spent when the next yuan is asked about: one yuan alone often rounds
to nothing."""

_OUT_OF_REACH = frozenset({Group.NO, Group.LAPSED, Group.BASIS, Group.NOT_CALCULABLE})


def details(ws: Workspace, plan: BestPlan, report: Report = silent) -> PlanDetails:
    """Return what a plan is worth in its parts.

    Args:
        ws: The open book.
        plan: As :func:`~jiamao_desktop.app.planning.plan` made it.
        report: Progress; raises ``Cancelled`` to stop.
    """
    work = work_of(plan)
    tick = ticking(report)
    used = [
        (item, info)
        for item, info, mode in zip(
            work.model.items, work.compiled.items, work.allocation.modes, strict=True
        )
        if mode != UNUSED
    ]
    keys = [item.key for item, _ in used]
    lost = weights(work.model, work.best, keys=keys, report=tick)
    shown = {meter.key for meter in plan.meters}
    costs = room_costs(work.model, work.best, keys=shown, report=tick)
    alone = {
        info.expenses[0]: _between(lost[item.key]) for item, info in used if len(info.expenses) == 1
    }
    return PlanDetails(
        weights={**alone, **tied_weights(ws, work, plan.scenario, report)},
        costs={key: _between(worth) for key, worth in costs.items()},
        next_yuan=tuple(_next_yuan(ws, work, plan.scenario, report)),
    )


def _between(worth: Worth) -> Between:
    return Between(at_least=Money(worth.at_least), at_most=Money(worth.at_most))


def _next_yuan(ws: Workspace, work: Work, scenario: Scenario, report: Report) -> Iterator[NextYuan]:
    """Yield what another thousand yuan would bring, category by category, the most first."""
    cases = work.offer.cases
    # The planned expenses of the scenario have negative numbers, too; these come after them.
    first = min([0, *cases.basis.lines])
    places = {first - n: one for n, one in enumerate(_places(ws, cases), start=1)}
    compiled, asked = _probed(cases, places, report)
    model = restricted(compiled, scenario, strict=False)
    probes = set(asked.values())
    rest = tuple(item for place, item in enumerate(model.items) if place not in probes)
    bare = replace(model, items=rest)
    alike: dict[tuple[Mode, ...], str] = {}
    for number, place in asked.items():
        alike.setdefault(model.items[place].modes, str(number))
    found = next_yuan(
        bare,
        _most_of_book(work, compiled, bare, report),
        [
            Probe(name=name, item=model.items[asked[int(name)]], fen=THOUSAND.fen)
            for name in alike.values()
        ],
        report=ticking(report),
    )
    answers = []
    for number, place in asked.items():
        category, project = places[number]
        about = cases.basis.projects.get(project) if project is not None else None
        answer = found[alike[model.items[place].modes]]
        answers.append(
            NextYuan(
                category=category,
                label=ws.catalog.category_label(category),
                project=project,
                project_title=about.title if about else "",
                measures=_titles(compiled, model.items[place], answer.mode),
                per_thousand=_between(answer.worth),
            )
        )
    yield from sorted(
        answers, key=lambda one: (-one.per_thousand.at_least.fen, one.category, one.project or 0)
    )


def _most_of_book(work: Work, compiled: Compiled, bare: Model, report: Report) -> Optimum:
    """Return the most money of a model, starting from the answer of the plan."""
    uses = uses_of(work.compiled, work.model, work.best.allocation.modes)
    start = carried(uses, compiled, bare)
    most = most_money(bare, start, report)
    return Optimum(
        allocation=evaluate(bare, most.modes),
        at_most=most.at_most,
        claims_at_least=0,
        vouchers_at_least=0,
        money_proof=Proof.BOUND if most.at_least == most.at_most else Proof.OPEN,
        paper_proof=Proof.OPEN,
    )


def _titles(compiled: Compiled, item: Item, mode: int) -> tuple[str, ...]:
    if mode == UNUSED:
        return ()
    return tuple(dict.fromkeys(compiled.leaves[leaf].title for leaf, _ in item.modes[mode]))


def _places(ws: Workspace, cases: Cases) -> Iterator[tuple[str, ProjectId | None]]:
    """Yield the categories, each with its project, that a measure within reach counts."""
    seen: set[tuple[str, ProjectId | None]] = set()
    for pack in ws.catalog.packs.values():
        for measure in pack.measures:
            if measure.expense is None or not measure.steps:
                continue
            for project in cases.projects_for(measure):
                if measure.project is not None and project is None:
                    continue  # what it is about has to be entered first
                card = kept_card(cases, plan_of(ws, pack, measure), project)
                if card.group in _OUT_OF_REACH:
                    continue
                wanted = {(category, project) for category in measure.expense.categories}
                yield from sorted(wanted - seen)
                seen |= wanted


def _probed(
    cases: Cases, places: Mapping[int, tuple[str, ProjectId | None]], report: Report
) -> tuple[Compiled, Mapping[int, int]]:
    """Return the model with an expense for each place, and where these stand in it.

    An expense that a red 发票 would take away from says nothing of the next yuan; it is left out
    and all is asked again.
    """
    left = dict(places)
    while True:
        lines = [
            as_line(
                number,
                PlannedExpense(
                    category=category,
                    gross=THOUSAND,
                    net=THOUSAND,
                    paid_on=cases.today,
                    project=project,
                ),
            )
            for number, (category, project) in left.items()
        ]
        supposed = Cases(cases.ws, supposing(cases.basis, lines), cases.today)
        compiled = offer(supposed, report).compiled()
        asked: dict[int, int] = {}
        mixed: set[int] = set()
        for place, info in enumerate(compiled.items):
            own = left.keys() & set(info.expenses)
            if len(info.expenses) == 1:
                asked.update(dict.fromkeys(own, place))
            else:
                mixed |= own
        if not mixed:
            return compiled, asked
        left = {number: one for number, one in left.items() if number not in mixed}
