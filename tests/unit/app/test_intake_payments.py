"""How far a payment goes: each bill gets its due, and nothing is given twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiamao_desktop.app import history
from jiamao_desktop.app.intake_payments import Bill, Payments
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment, PaymentId
from jiamao_desktop.domain.settlement import Sureness
from jiamao_desktop.storage import expenses, fapiao, payments, settlements
from jiamao_desktop.storage.database import Database

MARCH = dt.date(2026, 3, 1)
APRIL = dt.date(2026, 4, 1)


def slip(
    fen: int, day: dt.date | None = MARCH, number: str = "S-1", currency: str = "CNY"
) -> Payment:
    return Payment(
        number=number,
        paid_on=day,
        payer="永州样例进出口有限公司",
        payer_account="1",
        payee="样例会展服务有限公司",
        payee_account="2",
        amount=Money(fen),
        currency=currency,
    )


def spend(db: Database, fen: int) -> ExpenseId:
    return expenses.add(db, Expense(category="fair.booth", gross=Money(fen)))


def billed(db: Database, fen: int, number: str = "26430000000000000001") -> FapiaoId:
    return fapiao.add(
        db,
        Fapiao(
            kind=FapiaoKind.DIGITAL_ORDINARY,
            number=number,
            seller="样例会展服务有限公司",
            net=Money(fen),
            tax=Money(0),
            gross=Money(fen),
        ),
    )


def settle(
    ws: Workspace, paid: Sequence[Payment], gross: Sequence[int]
) -> tuple[list[PaymentId], list[ExpenseId]]:
    """Let each payment settle all the expenses, in order."""
    with ws.operation("test", "付款") as operation:
        numbers = [payments.add(operation.db, one) for one in paid]
        costs = [spend(operation.db, fen) for fen in gross]
        bills: list[Bill] = [(None, one) for one in costs]
        made = Payments(operation.db)
        for number in numbers:
            made.settle(number, bills, Sureness.SURE)
    return numbers, costs


def given_to(ws: Workspace, cost: ExpenseId) -> list[int]:
    found = settlements.of_expenses(ws.reader, [cost]).values()
    return [one.amount.fen for one in found]


def held(ws: Workspace, cost: ExpenseId) -> Expense:
    return expenses.get_many(ws.reader, [cost])[cost]


def test_a_bill_gets_its_due_and_the_next_one_what_is_left(workspace: Workspace) -> None:
    _, (first, second) = settle(workspace, [slip(500)], [300, 400])
    assert (given_to(workspace, first), given_to(workspace, second)) == ([300], [200])
    assert held(workspace, first).paid_on == MARCH
    assert held(workspace, second).paid_on is None


def test_the_second_slip_pays_what_the_first_left_open(workspace: Workspace) -> None:
    _, [cost] = settle(workspace, [slip(200), slip(100, APRIL, "S-2")], [300])
    assert given_to(workspace, cost) == [200, 100]
    paid = held(workspace, cost)
    assert (paid.paid_on, paid.bank_slip_number) == (APRIL, "S-1、S-2")


def test_the_last_day_counts_whichever_slip_came_first(workspace: Workspace) -> None:
    _, [cost] = settle(workspace, [slip(200, APRIL), slip(100, MARCH, "S-2")], [300])
    assert held(workspace, cost).paid_on == APRIL


def test_who_paid_and_how_comes_from_the_slip(workspace: Workspace) -> None:
    _, [cost] = settle(workspace, [slip(300)], [300])
    paid = held(workspace, cost)
    assert paid.payer_account_name == "永州样例进出口有限公司"
    assert paid.payment_method == "银行转账"


def test_a_slip_without_a_day_pays_and_leaves_the_day_open(workspace: Workspace) -> None:
    _, [cost] = settle(workspace, [slip(300, None)], [300])
    assert given_to(workspace, cost) == [300]
    assert held(workspace, cost).paid_on is None
    assert held(workspace, cost).bank_slip_number == "S-1"


def test_foreign_money_goes_whole_and_says_that_it_is_paid(workspace: Workspace) -> None:
    [number], [cost] = settle(workspace, [slip(148, currency="USD")], [1000])
    [found] = settlements.of_payments(workspace.reader, [number]).values()
    assert (found.amount, found.currency) == (Money(148), "USD")
    assert held(workspace, cost).paid_on == MARCH


def test_money_that_came_back_goes_to_the_red_bill(workspace: Workspace) -> None:
    _, [cost] = settle(workspace, [slip(-300)], [-300])
    assert given_to(workspace, cost) == [-300]


def test_a_fapiao_without_an_expense_is_settled_by_itself(workspace: Workspace) -> None:
    with workspace.operation("test", "付款") as operation:
        number = payments.add(operation.db, slip(500))
        bill = billed(operation.db, 300)
        Payments(operation.db).settle(number, [(bill, None)], Sureness.UNSURE)
    [found] = settlements.of_fapiao(workspace.reader, [bill]).values()
    assert (found.amount, found.expense, found.sureness) == (Money(300), None, Sureness.UNSURE)


def test_a_fapiao_paid_in_part_is_owed_the_rest(workspace: Workspace) -> None:
    with workspace.operation("test", "付款") as operation:
        numbers = [payments.add(operation.db, slip(200, number=name)) for name in ("A", "B")]
        bill = billed(operation.db, 300)
        for number in numbers:
            Payments(operation.db).settle(number, [(bill, None)], Sureness.SURE)
    found = settlements.of_fapiao(workspace.reader, [bill]).values()
    assert [one.amount.fen for one in found] == [200, 100]


def test_a_batch_that_settled_is_undone_whole(workspace: Workspace) -> None:
    _, [cost] = settle(workspace, [slip(300)], [300])
    history.undo(workspace)
    assert given_to(workspace, cost) == []
    history.redo(workspace)
    assert given_to(workspace, cost) == [300]
    assert held(workspace, cost).paid_on == MARCH


@pytest.mark.parametrize("paid", [299_99, 300_01])
def test_a_bill_of_which_much_is_open_is_not_paid_and_one_overpaid_is(
    workspace: Workspace, paid: int
) -> None:
    _, [cost] = settle(workspace, [slip(paid)], [60_000])
    assert held(workspace, cost).paid_on is None


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.integers(1, 900_000), min_size=1, max_size=3),
    st.lists(st.integers(1, 900_000), min_size=1, max_size=4),
)
def test_no_slip_gives_more_than_it_has_and_no_bill_lacks_what_was_paid(
    workspace: Workspace, paid: list[int], gross: list[int]
) -> None:
    numbers, costs = settle(
        workspace, [slip(fen, number=f"S-{at}") for at, fen in enumerate(paid)], gross
    )
    by_slip = [
        sum(one.amount.fen for one in settlements.of_payments(workspace.reader, [number]).values())
        for number in numbers
    ]
    lacking = [fen - sum(given_to(workspace, cost)) for cost, fen in zip(costs, gross, strict=True)]
    assert all(spent <= fen for spent, fen in zip(by_slip, paid, strict=True))
    assert sum(max(fen, 0) for fen in lacking) == max(sum(gross) - sum(paid), 0)


def test_a_bill_that_is_settled_already_takes_nothing_from_an_open_one(
    workspace: Workspace,
) -> None:
    with workspace.operation("test", "付款") as operation:
        first, second = (payments.add(operation.db, slip(300, number=name)) for name in "AB")
        paid, due = spend(operation.db, 300), spend(operation.db, 300)
        made = Payments(operation.db)
        made.settle(first, [(None, paid)], Sureness.SURE)
        made.settle(second, [(None, paid), (None, due)], Sureness.PERSON)
    assert given_to(workspace, due) == [300]
    assert held(workspace, due).paid_on == MARCH
    assert sum(given_to(workspace, paid)) == 300
