"""A red 发票 ties expenses together; what one of them is worth by itself, and in a cushion."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.app.contest_book import DAY, contest, lower_pool, yuan

from jiamao_desktop.app import history, ledger, tied_lines
from jiamao_desktop.app.basis import without
from jiamao_desktop.app.plan_parts import Between, Scenario
from jiamao_desktop.app.plan_views import work_of
from jiamao_desktop.app.planning import cushion, details, plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import ZERO


def _spend(ws: Workspace, text: str, after: int = 0) -> ExpenseId:
    paid = DAY + dt.timedelta(days=after)
    number, _ = ledger.add_expense(
        ws, Expense(category="yunxi.testing", gross=yuan(text), paid_on=paid)
    )
    return number


def _tied_book(ws: Workspace, *texts: str) -> list[ExpenseId]:
    """Spend two amounts that the red one after them takes away from, and one much later."""
    contest(ws)
    first, second, red, apart = texts
    return [_spend(ws, first), _spend(ws, second, 1), _spend(ws, red), _spend(ws, apart, 60)]


def test_a_tied_voucher_is_worth_what_the_book_loses_without_it(workspace: Workspace) -> None:
    first, second, red, apart = _tied_book(workspace, "10000", "20000", "-25000", "30000")
    best = plan(workspace, seconds=0)
    assert best.total == yuan("21000")  # 60 % of 35,000
    assert sorted(tied_lines.tied(work_of(best))) == [first, second]
    weights = details(workspace, best).weights
    assert weights.keys() == {first, second, apart}
    for number in (first, second, apart):
        ledger.delete_expenses(workspace, [number])
        lost = best.total - plan(workspace, seconds=0).total
        history.undo(workspace)
        assert weights[number] == Between(at_least=lost, at_most=lost)
    assert weights[second].at_least == yuan("12000")  # not what the three come to together
    assert red not in weights


def test_what_a_scenario_pins_or_forbids_holds_for_the_weights_of_tied_vouchers(
    workspace: Workspace,
) -> None:
    first, second, _, apart = _tied_book(workspace, "10000", "20000", "-25000", "30000")
    supposed = Scenario(
        forbidden=frozenset({(apart, None)}), pinned={second: ("yunxi-quality", None)}
    )
    weights = details(workspace, plan(workspace, supposed, seconds=0)).weights
    # Without the second nothing is left that the red one does not take away.
    assert weights[second] == Between(at_least=yuan("2500"), at_most=yuan("2500"))
    assert apart not in weights
    assert first in weights


def test_of_very_many_tied_vouchers_only_the_first_have_a_weight(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tied_lines, "MOST", 1)
    first, second, _, _ = _tied_book(workspace, "10000", "20000", "-25000", "30000")
    weights = details(workspace, plan(workspace, seconds=0)).weights
    assert first in weights
    assert second not in weights


def test_a_cushion_is_not_called_safe_where_a_red_one_stays_behind(workspace: Workspace) -> None:
    _tied_book(workspace, "10000", "35000", "-30000", "30000")
    lower_pool(workspace, "7500")
    best = plan(workspace, seconds=0)
    found = cushion(workspace, best)
    # 50 % of 15,000 without either half; but without the 35,000 the red one leaves only 10,000.
    assert [one.worst for one in found.unsafe] == [yuan("2500")]
    assert (found.safe, found.safe_at_most) == (ZERO, best.total)
    assert not found.certified


def test_a_cushion_that_holds_with_a_red_one_is_kept_but_not_called_the_least(
    workspace: Workspace,
) -> None:
    _tied_book(workspace, "20000", "20000", "-25000", "30000")
    lower_pool(workspace, "7500")
    best = plan(workspace, seconds=0)
    found = cushion(workspace, best)
    assert found.unsafe == ()
    assert found.safe == best.total == yuan("7500")
    assert not found.certified


def test_without_an_expense_its_pile_is_gone_or_smaller_and_the_rest_is_the_same(
    workspace: Workspace,
) -> None:
    first, second, red, apart = _tied_book(workspace, "10000", "20000", "-25000", "30000")
    before = workspace.basis()
    after = without(before, first)
    assert after.lines.keys() == {second, red, apart}
    assert [line.id for pile in after.piles.values() for line in pile] == [apart, second, red]
    assert before.lines.keys() == {first, second, red, apart}
    for number in (second, red, apart):
        after = without(after, number)
    assert not after.piles
