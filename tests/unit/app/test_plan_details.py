"""What a plan is worth in its parts, what open readings make of it, and what a cushion costs."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.app.contest_book import BASE, DAY, PACK, QUALITY, TESTING, contest, yuan
from tests.unit.app.plans_by_hand import plan_of_claims

from jiamao_desktop.app import asking, ledger
from jiamao_desktop.app.adopting import adopt
from jiamao_desktop.app.claims import claim_list
from jiamao_desktop.app.plan_parts import BestPlan, Between, PlannedExpense, Scenario
from jiamao_desktop.app.planning import cushion, details, outlook, plan
from jiamao_desktop.app.settling import choose
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import Cancelled
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import ZERO, Money


def tax(ws: Workspace, number: ExpenseId, text: str) -> None:
    """Say how much of an expense is tax."""
    row = ledger.expense_rows(ws, [number])[number]
    ledger.edit_expense(ws, number, dataclasses.replace(row.expense, tax=yuan(text)))


def stop(done: int, total: int | None = None, label: str = "") -> None:
    raise Cancelled


def test_the_weight_of_a_voucher_is_what_is_lost_without_it(workspace: Workspace) -> None:
    numbers = contest(workspace, "100000", "100000", "50000")
    found = plan(workspace)
    weights = details(workspace, found).weights
    assert weights.keys() == set(numbers)
    for number in numbers:
        without = plan(workspace, Scenario(forbidden=frozenset({(number, None)})))
        assert weights[number].exact
        assert weights[number].at_least == found.total - without.total


def test_a_full_cap_says_what_it_costs_and_a_free_one_nothing(workspace: Workspace) -> None:
    contest(workspace, "100000", "100000", "50000")
    found = plan(workspace)
    costs = details(workspace, found).costs
    by_limit = {one.limit: costs[one.key] for one in found.meters}
    # Without the cap on testing all three would go there: 60 % of 250,000 and not 135,000.
    assert by_limit[yuan("80000")].at_least == by_limit[yuan("80000")].at_most == yuan("15000")
    assert by_limit[yuan("200000")].at_most == Money(0)
    assert by_limit[yuan("300000")].at_most == Money(0)


def test_the_next_yuan_goes_where_it_brings_most(workspace: Workspace) -> None:
    contest(workspace, "100000", "50000")
    [one] = details(workspace, plan(workspace)).next_yuan
    assert (one.category, one.project) == ("yunxi.testing", None)
    assert one.label == workspace.catalog.category_label("yunxi.testing")
    assert one.per_thousand.exact
    assert one.per_thousand.at_least == yuan("600")
    assert one.measures == ("出口产品检测支持",)


def test_the_next_yuan_is_often_worth_nothing(workspace: Workspace) -> None:
    contest(workspace, "200000", "500000")
    [one] = details(workspace, plan(workspace)).next_yuan
    assert one.per_thousand.at_most == Money(0)
    assert one.measures == ()


def test_a_category_without_any_expense_yet_is_asked_about_too(workspace: Workspace) -> None:
    contest(workspace)
    found = plan(workspace)
    assert found.claims == ()
    [one] = details(workspace, found).next_yuan
    assert one.per_thousand.at_least == yuan("600")


def test_planned_expenses_do_not_get_in_the_way_of_the_next_yuan(workspace: Workspace) -> None:
    contest(workspace, "100000")
    coming = PlannedExpense(
        category="yunxi.testing", gross=yuan("500000"), net=yuan("500000"), paid_on=DAY
    )
    found = plan(workspace, Scenario(planned=(coming,)))
    [one] = details(workspace, found).next_yuan
    assert one.per_thousand.at_least == yuan("600")
    assert set(details(workspace, found).weights) == {1, -1}


def test_a_red_invoice_does_not_swallow_the_question_of_the_next_yuan(
    workspace: Workspace,
) -> None:
    contest(workspace, "100000", "-70000")
    found = plan(workspace)
    assert found.total == yuan("18000")
    assert len(found.claims[0].lines) == 2
    [paid] = [line.expense for line in found.claims[0].lines if line.gross > ZERO]
    assert details(workspace, found).weights == {
        paid: Between(at_least=yuan("18000"), at_most=yuan("18000"))
    }


def test_details_can_be_stopped(workspace: Workspace) -> None:
    first, _ = contest(workspace, "100000", "100000")
    tax(workspace, first, "40000")
    found = plan(workspace)
    for ask in (details, outlook, cushion):
        with pytest.raises(Cancelled):
            ask(workspace, found, stop)


def test_a_plan_made_by_hand_has_no_parts_to_weigh(workspace: Workspace) -> None:
    with pytest.raises(TypeError):
        details(workspace, plan_of_claims(workspace))


def test_an_open_reading_says_how_far_it_moves_the_sum(workspace: Workspace) -> None:
    first, _ = contest(workspace, "100000", "100000")
    tax(workspace, first, "40000")
    found = plan(workspace)
    assert found.total == yuan("90000")  # 60 % of 100,000 and half of 60,000
    ahead = outlook(workspace, found)
    [word] = ahead.effects
    assert (word.pack, word.key) == (PACK, BASE)
    assert [(one.id, one.total.at_least, one.chosen) for one in word.options] == [
        ("net", yuan("90000"), True),
        ("gross", yuan("110000"), False),
    ]
    assert (ahead.low, ahead.high, ahead.waiting) == (yuan("90000"), yuan("110000"), Money(0))


def test_the_plan_that_is_best_in_the_worst_case_is_found(workspace: Workspace) -> None:
    """Read with tax, the best plan gambles on it; read without, it would lose."""
    first, _ = contest(workspace, "100000", "100000")
    tax(workspace, first, "60000")
    choose(workspace, PACK, BASE, "gross")
    gamble = plan(workspace)
    assert gamble.total == yuan("110000")
    ahead = outlook(workspace, gamble)
    robust = ahead.robust
    assert robust is not None
    assert robust.worst == yuan("80000")  # 60 % of 100,000, half of 40,000
    assert robust.certified
    assert robust.reading == (PACK, BASE, "net")
    assert robust.plan.total == yuan("110000")
    assert robust.same


def test_where_readings_pull_apart_another_plan_is_safer(workspace: Workspace) -> None:
    """With tax counted, quality is worth a claim of its own; without, testing has it all."""
    taxed, plain = contest(workspace, "100000", "80000")
    tax(workspace, taxed, "60000")
    choose(workspace, PACK, BASE, "gross")
    best = plan(workspace)
    assert best.total == yuan("98000")  # half of 100,000 and 60 % of 80,000
    robust = outlook(workspace, best).robust
    assert robust is not None
    assert not robust.same
    assert robust.worst == robust.at_most == yuan("72000")  # 60 % of 40,000 and of 80,000
    assert robust.certified
    assert robust.reading is None  # it comes to the same either way
    [claim] = robust.plan.claims
    assert claim.measure == TESTING
    assert {line.expense for line in claim.lines} == {taxed, plain}
    gambled = _read_as(workspace, best, "net")
    assert gambled == yuan("68000") < robust.worst


def _read_as(ws: Workspace, found: BestPlan, option: str) -> Money:
    """Return what the same expenses under the same measures come to under another reading."""
    pins = {line.expense: (one.measure, None) for one in found.claims for line in one.lines}
    return plan(ws, Scenario(readings={(PACK, BASE): option}, pinned=pins)).total


def test_the_safer_plan_can_be_adopted_like_any_other(workspace: Workspace) -> None:
    taxed, _ = contest(workspace, "100000", "80000")
    tax(workspace, taxed, "60000")
    choose(workspace, PACK, BASE, "gross")
    robust = outlook(workspace, plan(workspace)).robust
    assert robust is not None
    adopt(workspace, robust.plan)
    [row] = claim_list(workspace)
    assert (row.claim.measure, row.claim.applied) == (TESTING, yuan("72000"))


def test_an_outlook_keeps_to_what_the_scenario_supposes(workspace: Workspace) -> None:
    taxed, plain = contest(workspace, "100000", "80000")
    tax(workspace, taxed, "60000")
    banned = Scenario(forbidden=frozenset({(plain, None)}))
    [word] = outlook(workspace, plan(workspace, banned)).effects
    assert [one.total.at_least for one in word.options] == [yuan("24000"), yuan("50000")]
    pinned = Scenario(pinned={taxed: (TESTING, None)})
    ahead = outlook(workspace, plan(workspace, pinned))
    assert ahead.effects == ()  # quality gets the other one, which has no tax
    assert ahead.low == ahead.high == yuan("72000")


def test_an_outlook_names_progress_by_the_words_it_tries(workspace: Workspace) -> None:
    taxed, _ = contest(workspace, "100000", "80000")
    tax(workspace, taxed, "60000")
    said: list[tuple[int, int | None, str]] = []

    def note(done: int, total: int | None = None, label: str = "") -> None:
        if total is not None:
            said.append((done, total, label))

    outlook(workspace, plan(workspace), note)
    assert said == [(0, 1, "按价税合计还是不含税？")]


def test_what_is_settled_alike_under_every_reading_is_no_effect(workspace: Workspace) -> None:
    contest(workspace, "100000")
    ahead = outlook(workspace, plan(workspace))
    assert ahead.effects == ()
    assert ahead.robust is None
    assert ahead.low == ahead.high == yuan("60000")


def test_open_answers_are_a_chance_and_not_counted(workspace: Workspace) -> None:
    contest(workspace, "100000")
    asking.answer(workspace, "yunxi.export_product", None, None, "")
    found = plan(workspace)
    assert found.total == Money(0)
    assert {one.measure for one in found.left_out if one.waits} == {TESTING, QUALITY}
    ahead = outlook(workspace, found)
    assert (ahead.low, ahead.waiting, ahead.high) == (Money(0), yuan("60000"), yuan("60000"))


def test_a_cushion_survives_the_loss_of_any_one_voucher(workspace: Workspace) -> None:
    contest(workspace, "70000", "70000", "70000", "250000", "250000", "250000")
    found = plan(workspace)
    assert (found.total, found.vouchers) == (yuan("280000"), 3)
    safe = cushion(workspace, found)
    assert safe.certified
    assert safe.unsafe == ()
    assert safe.safe == safe.safe_at_most == found.total
    assert safe.plan.total == found.total
    assert {one.measure: one.amount for one in safe.plan.claims} == {
        one.measure: one.amount for one in found.claims
    }
    assert safe.extra_vouchers == safe.plan.vouchers - found.vouchers == 3
    for claim in safe.plan.claims:
        counts = [line.counted.fen for line in claim.lines]
        rate = 60 if claim.measure == TESTING else 50
        assert (sum(counts) - max(counts)) * rate // 100 >= claim.amount.fen


def test_a_claim_whose_every_voucher_counts_is_named(workspace: Workspace) -> None:
    contest(workspace, "100000")
    safe = cushion(workspace, plan(workspace))
    assert safe.extra_vouchers == 0
    [unsafe] = safe.unsafe
    assert (unsafe.measure, unsafe.worst) == (TESTING, yuan("60000"))
    assert safe.safe == Money(0)


def test_the_weights_of_a_cushioned_plan_are_nothing(workspace: Workspace) -> None:
    contest(workspace, "70000", "70000", "70000", "250000", "250000", "250000")
    safe = cushion(workspace, plan(workspace)).plan
    found = details(workspace, safe)
    assert set(found.weights) == {line.expense for one in safe.claims for line in one.lines}
    assert {one.at_most for one in found.weights.values()} == {Money(0)}
