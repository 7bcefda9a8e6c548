"""In which order a plan shows its caps and what it leaves out, and what it compares."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.app.contest_book import DAY, PACK, QUALITY, TESTING, contest, yuan

from jiamao_desktop.app import asking, ledger
from jiamao_desktop.app.adopting import adopt
from jiamao_desktop.app.assessing import kept_card, plan_of
from jiamao_desktop.app.claims import claim_list, set_state
from jiamao_desktop.app.plan_parts import BestPlan, PlannedExpense, Scenario
from jiamao_desktop.app.plan_views import View, work_of
from jiamao_desktop.app.plan_work import Aside
from jiamao_desktop.app.planning import compare, plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import ZERO


def with_asides(ws: Workspace, found: BestPlan, *asides: Aside) -> BestPlan:
    """Return a plan beside which these stand."""
    work = work_of(found)
    offer = dataclasses.replace(work.offer, asides=asides)
    return View(ws, dataclasses.replace(work, offer=offer), Scenario()).plan()


def aside(ws: Workspace, measure: str, alone: str, *, waits: bool) -> Aside:
    """Return a measure that stands aside."""
    pack = ws.catalog.packs[PACK]
    cases = work_of(plan(ws)).offer.cases
    card = kept_card(cases, plan_of(ws, pack, pack.measure(measure)), None)
    why = Problem.of("plan.waits_for_answers" if waits else "plan.depends_on_reading", count=1)
    return Aside(card=card, why=why, alone=yuan(alone), waits=waits)


def test_the_fullest_cap_stands_first(workspace: Workspace) -> None:
    contest(workspace, "140000", "100000")
    meters = plan(workspace).meters
    assert [one.free for one in meters] == sorted(one.free for one in meters)
    assert (meters[0].limit, meters[0].full) == (yuan("80000"), True)
    assert meters[0].planned + meters[0].used == yuan("80000")


def test_a_cap_that_the_plan_does_not_touch_is_not_shown(workspace: Workspace) -> None:
    contest(workspace, "100000")
    assert {one.limit for one in plan(workspace).meters} == {yuan("80000"), yuan("300000")}


def test_a_cap_that_leaves_nothing_is_shown_though_nothing_is_planned_under_it(
    workspace: Workspace,
) -> None:
    [first] = contest(workspace, "140000")
    adopt(workspace, plan(workspace, Scenario(forbidden=frozenset({(first, QUALITY)}))))
    [row] = claim_list(workspace)
    set_state(workspace, row.id, ClaimState.FILED)
    ledger.add_expense(
        workspace, Expense(category="yunxi.testing", gross=yuan("10000"), paid_on=DAY)
    )
    found = plan(workspace)
    assert [one.measure for one in found.claims] == [QUALITY]
    used_up = next(one for one in found.meters if one.limit == yuan("80000"))
    assert (used_up.used, used_up.planned, used_up.full) == (yuan("80000"), ZERO, True)
    assert used_up.measures == ()


def test_what_waits_stands_before_what_only_falls_short(workspace: Workspace) -> None:
    contest(workspace, "100000")
    found = with_asides(
        workspace,
        plan(workspace),
        aside(workspace, TESTING, "5", waits=False),
        aside(workspace, TESTING, "7", waits=True),
        aside(workspace, TESTING, "9", waits=True),
    )
    assert [(one.alone, one.waits) for one in found.left_out] == [
        (yuan("9"), True),
        (yuan("7"), True),
        (yuan("50000"), False),  # quality, whose expense goes elsewhere
        (yuan("5"), False),
    ]


@pytest.mark.parametrize(
    ("waits", "code"), [(True, "plan.only_waiting"), (False, "plan.all_used_up")]
)
def test_what_to_do_next_depends_on_what_stands_aside(
    workspace: Workspace, waits: bool, code: str
) -> None:
    [only] = contest(workspace, "100000")
    one = aside(workspace, TESTING, "5", waits=waits)
    asking.answer(workspace, "yunxi.export_product", "否", None, "")
    nothing = plan(workspace)
    assert nothing.nothing == Problem.of("plan.nothing_claimable")
    assert with_asides(workspace, nothing, one).nothing == Problem.of(code)
    assert [line.expense for line in nothing.spare] == [only]


def test_nothing_to_compare_is_the_book_by_itself(workspace: Workspace) -> None:
    contest(workspace, "100000", "50000")
    found = compare(workspace, [])
    assert found.plans == (plan(workspace),)
    assert [(row.measure, row.amounts) for row in found.rows] == [
        (QUALITY, (yuan("25000"),)),
        (TESTING, (yuan("60000"),)),
    ]


def test_what_only_a_what_if_claims_stands_beside_nothing(workspace: Workspace) -> None:
    contest(workspace)
    coming = PlannedExpense(
        category="yunxi.testing", gross=yuan("500000"), net=yuan("500000"), paid_on=DAY
    )
    found = compare(workspace, [Scenario(planned=(coming,)), Scenario(planned=(coming, coming))])
    assert [one.total for one in found.plans] == [ZERO, yuan("200000"), yuan("280000")]
    assert {row.measure: row.amounts for row in found.rows} == {
        QUALITY: (None, yuan("200000"), yuan("200000")),
        TESTING: (None, None, yuan("80000")),
    }
    assert found.rows[0].measure == QUALITY  # it differs most
    assert [row.project_title for row in found.rows] == ["", ""]


def test_a_comparison_tells_progress_of_every_plan(workspace: Workspace) -> None:
    contest(workspace, "100000")
    firsts = 0

    def note(done: int, total: int | None = None, label: str = "") -> None:
        nonlocal firsts
        firsts += total is not None and done == 0 and bool(label)

    compare(workspace, [Scenario(name="一"), Scenario(name="二")], note)
    assert firsts == 3


def test_a_measure_whose_expenses_are_all_filed_says_so_and_counts_for_nothing(
    workspace: Workspace,
) -> None:
    contest(workspace, "100000")
    adopt(workspace, plan(workspace, seconds=0))
    [claim] = claim_list(workspace)
    set_state(workspace, claim.id, ClaimState.FILED)
    left = {one.measure: one for one in plan(workspace, seconds=0).left_out}
    assert left[claim.claim.measure].why == Problem.of("plan.all_filed")
    assert left[claim.claim.measure].alone == ZERO


def test_an_expense_names_the_measure_that_waits_for_an_answer(workspace: Workspace) -> None:
    contest(workspace, "100000")
    asking.answer(workspace, "yunxi.export_product", None, None, "")
    [spare] = plan(workspace, seconds=0).spare
    assert spare.why.code == "plan.measure_waits"
    assert "出口产品检测支持" in dict(spare.why.details)["measures"]
