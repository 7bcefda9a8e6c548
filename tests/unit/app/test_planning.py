"""The best plan of a book: what it says, what it leaves out, and why."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.unit.app.contest_book import DAY, FILING, PACK, QUALITY, TESTING, contest, yuan
from tests.unit.app.test_assessing import certification, measure_for

from jiamao_desktop.app import history, ledger
from jiamao_desktop.app.adopting import adopt
from jiamao_desktop.app.assessing import card
from jiamao_desktop.app.claims import claim_list, set_state, start_claim
from jiamao_desktop.app.plan_parts import BestPlan, PlannedExpense, Scenario
from jiamao_desktop.app.planning import compare, plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.errors import Cancelled, UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.steps import Window


def amounts(found: BestPlan) -> dict[str, Money]:
    return {one.measure: one.amount for one in found.claims}


def lines(found: BestPlan) -> dict[str, set[int]]:
    return {one.measure: {line.expense for line in one.lines} for one in found.claims}


def test_an_empty_book_says_what_to_do_first(workspace: Workspace) -> None:
    found = plan(workspace)
    assert found.nothing is not None
    assert found.nothing.code == "plan.no_expense"
    assert (found.total, found.claims, found.spare) == (Money(0), (), ())
    assert found.certified


def test_the_best_plan_beats_the_highest_rate_and_says_by_how_much(workspace: Workspace) -> None:
    first, second, third = contest(workspace, "100000", "100000", "50000")
    found = plan(workspace)
    assert found.total == found.at_most == yuan("135000")
    assert found.certified
    assert amounts(found) == {TESTING: yuan("60000"), QUALITY: yuan("75000")}
    assert {len(one) for one in lines(found).values()} == {1, 2}
    assert set().union(*lines(found).values()) == {first, second, third}
    assert found.obvious.total == yuan("80000")
    assert found.gained == yuan("55000")


def test_of_equal_sums_the_one_with_the_least_paper_is_taken(workspace: Workspace) -> None:
    contest(workspace, "140000", "20000", "20000", "410000", "9000")
    found = plan(workspace)
    assert found.total == yuan("280000")  # both caps are full
    assert (found.vouchers, found.vouchers_at_least, len(found.claims)) == (2, 2, 2)
    assert {one.why.code for one in found.spare} == {"plan.needless"}
    assert [one.gross for one in found.spare] == [yuan("20000"), yuan("20000"), yuan("9000")]


def test_every_claim_is_borne_out_by_the_rules_on_its_own_expenses(workspace: Workspace) -> None:
    contest(workspace, "100000", "100000", "50000.55")
    found = plan(workspace)
    adopt(workspace, found)
    for row in claim_list(workspace):
        assert row.claim.applied <= row.claim.ceiling
    assert sum(row.claim.applied.fen for row in claim_list(workspace)) == found.total.fen
    assert found.lowered == ()


def test_lines_say_what_counts_and_how_many_papers_lie_behind(workspace: Workspace) -> None:
    [number] = contest(workspace, "100000")
    row = ledger.expense_rows(workspace, [number])[number]
    taxed = dataclasses.replace(row.expense, tax=yuan("6000"), payee="检测中心")
    ledger.edit_expense(workspace, number, taxed)
    [claim] = plan(workspace).claims
    [line] = claim.lines
    assert (line.expense, line.label, line.category, line.date) == (
        number,
        "检测中心",
        workspace.catalog.category_label("yunxi.testing"),
        DAY,
    )
    assert (line.gross, line.counted, line.pages) == (yuan("100000"), yuan("94000"), 0)
    assert claim.amount == yuan("56400")
    assert claim.years == (("2026", yuan("56400")),)
    assert claim.up_to


def test_caps_are_meters_with_what_was_used_before(workspace: Workspace) -> None:
    contest(workspace, "140000", "410000")
    number, _ = start_claim(workspace, "yunxi-testing")
    set_state(workspace, number, ClaimState.FILED)
    set_state(workspace, number, ClaimState.GRANTED, "30000")
    for gross in ("410000", "100000"):
        spent = Expense(category="yunxi.testing", gross=yuan(gross), paid_on=DAY)
        ledger.add_expense(workspace, spent)
    found = plan(workspace)
    meters = {(one.title, one.limit): one for one in found.meters}
    testing = meters["每年最高", yuan("80000")]
    assert (testing.used, testing.planned, testing.free) == (
        yuan("30000"),
        yuan("50000"),
        yuan("0"),
    )
    assert testing.full
    assert not testing.shared
    shared = next(one for one in found.meters if one.shared)
    assert shared.limit == yuan("300000")
    assert shared.used == yuan("30000")
    assert shared.planned == found.total
    assert shared.over is Window.CALENDAR_YEAR
    assert shared.ends_on == dt.date(2026, 12, 31)
    assert len(shared.measures) == 2


def test_what_was_filed_is_neither_planned_again_nor_forgotten(workspace: Workspace) -> None:
    first, second = contest(workspace, "100000", "50000")
    adopt(workspace, plan(workspace, Scenario(forbidden=frozenset({(second, None)}))))
    [row] = claim_list(workspace)
    set_state(workspace, row.id, ClaimState.FILED)
    found = plan(workspace)
    assert all(first not in one for one in lines(found).values())
    assert amounts(found) == {QUALITY: yuan("25000")}  # of testing 20,000 are left
    [gone] = found.spare
    assert gone.expense == first
    assert gone.why.code == "model.expense_taken"


def test_a_project_that_was_claimed_for_is_not_planned_twice(workspace: Workspace) -> None:
    project = certification(workspace)
    measure = measure_for(workspace, "certification.fee")
    number, _ = start_claim(workspace, measure, project)
    set_state(workspace, number, ClaimState.FILED)
    found = plan(workspace)
    assert found.claims == ()
    assert found.nothing is not None
    assert found.nothing.code in {"plan.all_used_up", "plan.only_waiting"}
    again = Expense(
        category="certification.fee",
        gross=yuan("10000"),
        paid_on=dt.date(2026, 6, 20),
        project=project,
    )
    ledger.add_expense(workspace, again)
    [left] = [one for one in plan(workspace).left_out if one.measure == measure]
    assert left.why.code == "plan.filed_already"
    assert left.alone == yuan("5000")


def test_what_waits_for_an_answer_is_named_and_not_counted(workspace: Workspace) -> None:
    project = certification(workspace, certified_on=None)
    found = plan(workspace)
    assert found.total == Money(0)
    waits = [one for one in found.left_out if one.project == project and one.waits]
    assert "plan.waits_for_answers" in {one.why.code for one in waits}
    assert found.nothing is not None
    assert found.nothing.code == "plan.only_waiting"


def test_claims_of_several_projects_stand_apart_largest_first(workspace: Workspace) -> None:
    certification(workspace, "20000", title="小证")
    certification(workspace, "200000", title="大证")
    found = plan(workspace)
    assert [one.project_title for one in found.claims] == ["大证", "小证"]
    assert [one.amount for one in found.claims] == [yuan("100000"), yuan("10000")]


def test_unpaid_expenses_are_spare_with_their_own_reason(workspace: Workspace) -> None:
    contest(workspace, "100000")
    unpaid = Expense(category="yunxi.testing", gross=yuan("7"), payee="某公司")
    number, _ = ledger.add_expense(workspace, unpaid)
    other = Expense(category="fair.booth", gross=yuan("9"), paid_on=DAY)
    stray, _ = ledger.add_expense(workspace, other)
    why = {one.expense: (one.why.code, one.label) for one in plan(workspace).spare}
    assert why == {number: ("line.unpaid", "某公司"), stray: ("plan.no_measure", "")}


def test_a_pinned_expense_is_claimed_where_it_is_pinned(workspace: Workspace) -> None:
    first, second = contest(workspace, "100000", "50000")
    pinned = plan(workspace, Scenario(pinned={first: (QUALITY, None)}))
    assert lines(pinned)[QUALITY] == {first}
    assert lines(pinned)[TESTING] == {second}
    assert pinned.total == yuan("80000")
    with pytest.raises(UserError, match=r"plan\.pin_impossible"):
        plan(workspace, Scenario(pinned={first: (FILING, None)}))
    with pytest.raises(UserError, match=r"measure\.unknown"):
        plan(workspace, Scenario(pinned={first: ("nothing", None)}))
    with pytest.raises(UserError, match=r"plan\.no_such_expense"):
        plan(workspace, Scenario(pinned={4711: (QUALITY, None)}))


def test_a_forbidden_expense_is_kept_out_and_that_is_the_reason_given(
    workspace: Workspace,
) -> None:
    first, second = contest(workspace, "100000", "50000")
    kept_out = plan(workspace, Scenario(forbidden=frozenset({(first, None)})))
    assert lines(kept_out) == {TESTING: {second}}
    [spare] = kept_out.spare
    assert (spare.expense, spare.why.code) == (first, "plan.forbidden")
    elsewhere = plan(workspace, Scenario(forbidden=frozenset({(first, TESTING)})))
    assert lines(elsewhere)[QUALITY] == {first}


def test_a_planned_expense_is_planned_with_and_nothing_is_stored(workspace: Workspace) -> None:
    [first] = contest(workspace, "100000")
    coming = PlannedExpense(
        category="yunxi.testing", gross=yuan("53000"), net=yuan("50000"), paid_on=DAY, label="复测"
    )
    before = history.undo_label(workspace), len(workspace.basis().lines)
    found = plan(workspace, Scenario(name="再测一次", planned=(coming,)))
    assert found.total == yuan("85000")  # 60 % of one and half of the other
    [line] = [line for one in found.claims for line in one.lines if line.expense != first]
    assert (line.expense, line.label, line.gross) == (-1, "复测", yuan("53000"))
    assert (history.undo_label(workspace), len(workspace.basis().lines)) == before
    assert plan(workspace).total == yuan("60000")
    assert card(workspace, TESTING).assessment.counted == (first,)


def test_what_a_scenario_names_has_to_be_there(workspace: Workspace) -> None:
    contest(workspace)
    good = PlannedExpense(category="yunxi.testing", gross=yuan("5"), net=yuan("5"), paid_on=DAY)
    for scenario, code in (
        (Scenario(planned=(dataclasses.replace(good, category="no"),)), "expense.unknown_category"),
        (Scenario(planned=(dataclasses.replace(good, net=yuan("6")),)), "plan.planned_not_pos"),
        (Scenario(planned=(dataclasses.replace(good, net=Money(0)),)), "plan.planned_not_pos"),
        (Scenario(planned=(dataclasses.replace(good, project=9),)), "plan.no_such_project"),  # type: ignore[arg-type]  # any number
        (Scenario(readings={(PACK, "no"): "net"}), "word.unknown"),
        (Scenario(readings={(PACK, "tax"): "no"}), "reading.unknown"),
    ):
        with pytest.raises(UserError, match=code):
            plan(workspace, scenario)


def test_another_reading_is_tried_without_choosing_it(workspace: Workspace) -> None:
    [number] = contest(workspace, "100000")
    row = ledger.expense_rows(workspace, [number])[number]
    ledger.edit_expense(workspace, number, dataclasses.replace(row.expense, tax=yuan("30000")))
    assert amounts(plan(workspace)) == {TESTING: yuan("42000")}
    tried = plan(workspace, Scenario(readings={(PACK, "tax"): "gross"}))
    assert amounts(tried) == {QUALITY: yuan("50000")}
    assert amounts(plan(workspace)) == {TESTING: yuan("42000")}


def test_another_day_is_tried(workspace: Workspace) -> None:
    contest(workspace, "100000")
    assert plan(workspace, Scenario(today=dt.date(2027, 3, 1))).total == yuan("60000")
    assert workspace.clock.today() == dt.date(2026, 11, 20)


def test_scenarios_stand_side_by_side_with_what_moved_most_first(workspace: Workspace) -> None:
    first, second = contest(workspace, "100000", "50000")
    without = Scenario(name="不用第一笔", forbidden=frozenset({(first, None)}))
    found = compare(workspace, [without, Scenario(name="照旧")])
    assert [one.total for one in found.plans] == [yuan("85000"), yuan("30000"), yuan("85000")]
    assert [row.measure for row in found.rows] == [TESTING, QUALITY]
    assert found.rows[0].amounts == (yuan("60000"), yuan("30000"), yuan("60000"))
    assert found.rows[1].amounts == (yuan("25000"), None, yuan("25000"))
    assert second in {line.expense for line in found.plans[1].claims[0].lines}


def test_planning_can_be_stopped(workspace: Workspace) -> None:
    contest(workspace, "100000")
    said: list[tuple[int, int | None, str]] = []

    def stop(done: int, total: int | None = None, label: str = "") -> None:
        said.append((done, total, label))
        if total is None:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan(workspace, report=stop)
    assert said[0][0] == 0
    assert len(said) == 4  # every measure is told by its name
    assert all(label for _, total, label in said if total is not None)


def test_the_same_book_gives_the_same_plan(workspace: Workspace) -> None:
    contest(workspace, "70000", "110000", "30000", "70000")
    first, again = plan(workspace), plan(workspace)
    workspace.kept.clear()
    assert first == again == plan(workspace)
