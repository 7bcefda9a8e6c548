"""A cushion in words: what it costs, what it does not reach, and that the rules bear it out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from tests.unit.app.contest_book import DAY, QUALITY, TESTING, contest, yuan
from tests.unit.app.test_plan_views import paper

from jiamao_desktop.app import ledger
from jiamao_desktop.app.adopting import adopt
from jiamao_desktop.app.claims import claim_list
from jiamao_desktop.app.plan_findings import CushionedPlan
from jiamao_desktop.app.plan_parts import BestPlan, PlannedExpense, Scenario
from jiamao_desktop.app.plan_views import work_of
from jiamao_desktop.app.planning import cushion, plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import ZERO, Money


def lines(found: BestPlan) -> dict[str, set[int]]:
    return {one.measure: {line.expense for line in one.lines} for one in found.claims}


def without_each(found: BestPlan) -> Iterator[tuple[str, Money, Money]]:
    """Yield measure, amount applied for, and what the rules grant without one of the lines."""
    offer = work_of(found).offer
    for claim in found.claims:
        [subject] = [one for one in offer.subjects if one.plan.measure.id == claim.measure]
        for lost in claim.lines:
            left = {line.expense for line in claim.lines} - {lost.expense}
            case = dataclasses.replace(
                subject.case, lines=[one for one in subject.case.lines if one.id in left]
            )
            yield claim.measure, claim.amount, subject.plan.assess(case).ceiling


def test_the_worst_loss_of_a_claim_is_that_of_its_worst_year(workspace: Workspace) -> None:
    contest(workspace, "50000")
    later = Expense(category="yunxi.testing", gross=yuan("30000"), paid_on=dt.date(2027, 5, 1))
    ledger.add_expense(workspace, later)
    [unsafe] = cushion(workspace, plan(workspace)).unsafe
    assert (unsafe.measure, unsafe.title, unsafe.project) == (TESTING, "出口产品检测支持", None)
    assert unsafe.worst == yuan("30000")  # 60 % of 50,000, not of both


def test_the_claim_with_the_worst_loss_stands_first(workspace: Workspace) -> None:
    first, _ = contest(workspace, "130000", "400000")
    pinned = Scenario(pinned={first: (TESTING, None)})
    safe = cushion(workspace, plan(workspace, pinned))
    assert [(one.measure, one.worst) for one in safe.unsafe] == [
        (QUALITY, yuan("200000")),
        (TESTING, yuan("78000")),
    ]
    assert (safe.safe, safe.safe_at_most, safe.certified) == (ZERO, ZERO, True)


def test_an_award_stands_on_no_voucher_that_could_be_lost(workspace: Workspace) -> None:
    contest(workspace, "100000")
    found = plan(workspace)
    work = work_of(found)
    awards = tuple(dataclasses.replace(one, award=True) for one in work.compiled.leaves)
    compiled = dataclasses.replace(work.compiled, leaves=awards)
    given = dataclasses.replace(found, work=dataclasses.replace(work, compiled=compiled))
    assert cushion(workspace, found).unsafe
    assert cushion(workspace, given).unsafe == ()


def test_pages_are_counted_for_the_vouchers_that_come_in_and_go_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    numbers = contest(workspace, "140000", "140000", "140000")
    papers = [paper(workspace, tmp_path / "来件", f"{number}.txt") for number in numbers]
    for number, document in zip(numbers, papers, strict=True):
        ledger.link_evidence(workspace, number, document, EvidenceRole.CONTRACT)
    only = Scenario(forbidden=frozenset((number, QUALITY) for number in numbers))
    found = plan(workspace, only)
    safe = cushion(workspace, found)
    assert (found.vouchers, found.pages) == (1, 1)
    assert (safe.extra_vouchers, safe.extra_pages, safe.plan.pages) == (1, 1, 2)
    assert safe.vouchers_at_least == safe.plan.vouchers == 2


def test_what_a_scenario_forbids_is_no_cushion_either(workspace: Workspace) -> None:
    first, second, third = contest(workspace, "140000", "140000", "500")
    banned = frozenset({(second, None), (first, QUALITY), (third, QUALITY)})
    safe = cushion(workspace, plan(workspace, Scenario(forbidden=banned)))
    assert second not in set().union(*lines(safe.plan).values())
    assert [one.measure for one in safe.unsafe] == [TESTING]


def test_a_planned_expense_may_be_the_cushion(workspace: Workspace) -> None:
    [first] = contest(workspace, "140000")
    coming = PlannedExpense(
        category="yunxi.testing", gross=yuan("140000"), net=yuan("140000"), paid_on=DAY
    )
    banned = frozenset({(first, QUALITY), (-1, QUALITY)})
    supposed = Scenario(name="再测一次", planned=(coming,), forbidden=banned)
    safe = cushion(workspace, plan(workspace, supposed))
    assert lines(safe.plan) == {TESTING: {first, -1}}
    assert safe.plan.scenario == supposed
    assert (safe.unsafe, safe.certified) == ((), True)


def test_where_nothing_is_planned_there_is_nothing_to_lose(workspace: Workspace) -> None:
    contest(workspace)
    found = plan(workspace)
    safe = cushion(workspace, found)
    assert (safe.plan.claims, safe.unsafe, safe.extra_vouchers, safe.extra_pages) == ((), (), 0, 0)
    assert safe.certified


def cushioned(ws: Workspace, dice: random.Random) -> CushionedPlan:
    """Spend at random and return the cushion of the plan."""
    for _ in range(dice.randrange(2, 5)):
        gross = Money(dice.randrange(1_000_000, 20_000_000))
        ledger.add_expense(ws, Expense(category="yunxi.testing", gross=gross, paid_on=DAY))
    return cushion(ws, plan(ws, seconds=0))


def test_by_the_rules_a_safe_claim_loses_nothing_with_any_one_line(workspace: Workspace) -> None:
    contest(workspace)
    dice, safe_ones = random.Random(3), 0
    for _ in range(4):
        safe = cushioned(workspace, dice)
        unsafe = {one.measure: one.worst for one in safe.unsafe}
        worst: dict[str, Money] = {}
        for measure, amount, left in without_each(safe.plan):
            worst[measure] = max(amount - min(left, amount), worst.get(measure, ZERO))
        for measure, loss in worst.items():
            assert loss == unsafe.get(measure, ZERO)
        safe_ones += sum(not loss for loss in worst.values())
        assert safe.safe <= safe.safe_at_most <= safe.plan.total
        assert safe.vouchers_at_least <= safe.plan.vouchers
    assert safe_ones


def test_a_cushioned_plan_is_adopted_like_any_other(workspace: Workspace) -> None:
    contest(workspace, "70000", "70000", "70000", "250000", "250000", "250000")
    safe = cushion(workspace, plan(workspace))
    adopt(workspace, safe.plan)
    made = {row.claim.measure: row.claim for row in claim_list(workspace)}
    assert {one: set(claim.expenses) for one, claim in made.items()} == lines(safe.plan)
    assert sum(claim.applied.fen for claim in made.values()) == safe.plan.total.fen
