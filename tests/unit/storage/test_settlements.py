"""What payments settled, told of books that knew only the number of the slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.storage.books import LATER, NOW, changing, sample_expense, sample_fapiao

from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment, PaymentId
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import (
    declarations,
    expenses,
    fapiao,
    journal,
    payments,
    settlements,
)
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite


def slip(number: str, fen: int, currency: str = "CNY") -> Payment:
    return Payment(
        number=number,
        paid_on=None,
        payer="永州样例电子有限公司",
        payer_account="",
        payee="长沙龙飞展览有限公司",
        payee_account="",
        amount=Money(fen),
        currency=currency,
    )


def cost(fen: int, number: str = "S-1", **changed: Any) -> Expense:
    usual = sample_expense(
        gross=Money(fen),
        tax=Money(0),
        unsupported=Money(0),
        unsupported_reason="",
        currency="CNY",
        foreign_amount=None,
        rate_note="",
        bank_slip_number=number,
    )
    return replace(usual, **changed)


def filled(db: Database, slips: Sequence[Payment], costs: Sequence[Expense]) -> dict[int, int]:
    """Store both, fill, and return what each expense was settled with, in hundredths."""
    with changing(db):
        for one in slips:
            payments.add(db, one)
        numbers = [expenses.add(db, one) for one in costs]
    settlements.fill(db)
    found = settlements.of_expenses(db, numbers).values()
    return {one.expense: one.amount.fen for one in found if one.expense is not None}


def test_a_slip_that_comes_to_just_its_expenses_settled_them(db: Database) -> None:
    assert filled(db, [slip("S-1", 300)], [cost(100), cost(200)]) == {1: 100, 2: 200}


@pytest.mark.parametrize("paid", [299, 301, -300])
def test_a_sum_that_is_off_by_a_fen_leaves_all_in_doubt(db: Database, paid: int) -> None:
    assert filled(db, [slip("S-1", paid)], [cost(100), cost(200)]) == {}


def test_two_slips_of_one_number_tell_nothing(db: Database) -> None:
    assert filled(db, [slip("S-1", 300), slip("S-1", 300)], [cost(300)]) == {}


def test_a_blank_number_is_no_number(db: Database) -> None:
    assert filled(db, [slip("", 300)], [cost(300, "")]) == {}


def test_each_slip_is_added_up_by_itself(db: Database) -> None:
    slips = [slip("S-1", 300), slip("S-2", 500)]
    costs = [cost(300), cost(400, "S-2"), cost(50, "S-3")]
    assert filled(db, slips, costs) == {1: 300}


def test_foreign_money_is_compared_in_foreign_money(db: Database) -> None:
    foreign: dict[str, Any] = {"currency": "USD", "foreign_amount": 148_012, "rate_note": "7.1"}
    assert filled(db, [slip("S-1", 148_012, "USD")], [cost(1_060_000, **foreign)]) == {1: 148_012}


def test_a_foreign_slip_says_nothing_of_an_expense_in_yuan(db: Database) -> None:
    assert filled(db, [slip("S-1", 300, "USD")], [cost(300)]) == {}


def test_a_part_of_unknown_foreign_amount_leaves_the_slip_in_doubt(db: Database) -> None:
    known: dict[str, Any] = {"currency": "USD", "foreign_amount": 300, "rate_note": "7.1"}
    unknown: dict[str, Any] = {"currency": "USD", "foreign_amount": None, "rate_note": ""}
    slips = [slip("S-1", 300, "USD")]
    assert filled(db, slips, [cost(2100, **known), cost(900, **unknown)]) == {}


def test_what_is_filled_names_the_fapiao_of_the_expense(db: Database) -> None:
    with changing(db):
        bill = fapiao.add(db, sample_fapiao())
        paid = payments.add(db, slip("S-1", 300))
        spent = expenses.add(db, cost(300, fapiao=bill))
    settlements.fill(db)
    [found] = settlements.of_fapiao(db, [bill]).values()
    assert found == Settlement(
        payment=paid, fapiao=bill, expense=spent, amount=Money(300), sureness=Sureness.SURE
    )


def test_filling_is_one_operation_at_the_time_of_the_last_one_and_comes_once(
    db: Database,
) -> None:
    assert filled(db, [slip("S-1", 300)], [cost(300)]) == {1: 300}
    done = journal.history(db, 10)
    assert (done[0].kind, done[0].at) == ("settlement.fill", NOW)
    settlements.fill(db)
    assert journal.history(db, 10) == done
    journal.undo(db, LATER)
    assert settlements.open_payments(db) == [PaymentId(1)]
    assert journal.replay_check(db) == ()


def test_an_empty_book_has_nothing_to_fill(db: Database) -> None:
    before = journal.history(db, 10)
    settlements.fill(db)
    assert journal.history(db, 10) == before


@dataclass(frozen=True)
class Made:
    """A small book: what slips paid, and which slip each expense names."""

    slips: list[tuple[str, int]]
    costs: list[tuple[str, int]]

    def expected(self) -> dict[int, int]:
        """Return what is beyond doubt, reckoned slowly."""
        found: dict[int, int] = {}
        names = [name for name, _ in self.slips]
        for name, paid in self.slips:
            of = {at: fen for at, (to, fen) in enumerate(self.costs, 1) if to == name}
            if names.count(name) == 1 and of and sum(of.values()) == paid:
                found |= of
        return found


NAMES = st.sampled_from(["A", "B"])
MADE = st.builds(
    Made,
    slips=st.lists(st.tuples(NAMES, st.integers(1, 6)), max_size=3),
    costs=st.lists(st.tuples(NAMES, st.integers(1, 3)), max_size=4),
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(MADE)
def test_only_what_adds_up_without_doubt_is_filled(db: Database, made: Made) -> None:
    with changing(db):
        for table in ("settlement", "expense", "payment"):
            db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 -- three names
    assert filled(
        db, [slip(*one) for one in made.slips], [cost(fen, name) for name, fen in made.costs]
    ) == {at + _first(db): fen for at, fen in made.expected().items()}


def _first(db: Database) -> int:
    [lowest] = db.conn.execute("SELECT coalesce(min(id), 1) - 1 FROM expense").fetchone()
    return int(lowest)


def test_one_payment_settles_one_bill_once(db: Database) -> None:
    with changing(db):
        paid = payments.add(db, slip("S-1", 300))
        spent = expenses.add(db, cost(300))
        one = Settlement(payment=paid, expense=spent, amount=Money(100), sureness=Sureness.PERSON)
        settlements.add(db, one)
    with pytest.raises(sqlite.IntegrityError), changing(db):
        settlements.add(db, replace(one, amount=Money(200)))
    assert list(settlements.of_payments(db, [paid]).values()) == [one]


def test_a_settlement_of_what_is_not_there_is_refused_whole(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError), changing(db):
        settlements.add(
            db,
            Settlement(
                payment=PaymentId(9),
                fapiao=FapiaoId(9),
                amount=Money(1),
                sureness=Sureness.SURE,
            ),
        )
    assert settlements.of_payments(db, [PaymentId(9)]) == {}


def test_nothing_is_settled_of_nobody(db: Database) -> None:
    assert settlements.of_payments(db, []) == {}
    assert settlements.of_expenses(db, [ExpenseId(77)]) == {}
    assert settlements.items_of(db, [ExpenseId(77)]) == {}


def test_the_items_of_an_expense_are_kept_in_order_and_can_be_taken_away(db: Database) -> None:
    goods = tuple(DeclarationItem(number=n, hs_code="", name="设备") for n in (1, 2, 3))
    with changing(db):
        declarations.add(db, Declaration(number="", items=goods))
        first, second = expenses.add(db, cost(1)), expenses.add(db, cost(2))
        settlements.set_items(db, first, [3, 1])
        settlements.set_items(db, second, [3])
    assert settlements.items_of(db, [second, first]) == {first: (1, 3), second: (3,)}
    with changing(db):
        settlements.set_items(db, first, [])
    assert settlements.items_of(db, [first, second]) == {second: (3,)}
    journal.undo(db, LATER)
    assert settlements.items_of(db, [first]) == {first: (1, 3)}


def test_payments_are_open_in_the_order_they_came(db: Database) -> None:
    with changing(db):
        numbers = [payments.add(db, slip(name, 1)) for name in ("Z", "A", "M")]
        spent = expenses.add(db, cost(1))
        settlements.add(
            db,
            Settlement(payment=numbers[1], expense=spent, amount=Money(1), sureness=Sureness.SURE),
        )
    assert settlements.open_payments(db) == [numbers[0], numbers[2]]
