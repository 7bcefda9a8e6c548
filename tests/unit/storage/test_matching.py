"""What a book holds that new vouchers may belong to: open records only, and by amount."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.storage.books import changing, sample_expense, sample_fapiao

from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import declarations, expenses, fapiao, matching, payments, settlements
from jiamao_desktop.storage.database import Database

GROSS = 777_700


def payment(number: str = "S1") -> Payment:
    return Payment(
        number=number,
        paid_on=None,
        payer="",
        payer_account="",
        payee="样例公司",
        payee_account="",
        amount=Money(GROSS),
    )


def test_an_unpaid_expense_is_open_whatever_its_amount(db: Database) -> None:
    with changing(db):
        unpaid = expenses.add(db, sample_expense(paid_on=None))
    assert matching.open_expenses(db, []) == [unpaid]


def test_a_paid_expense_is_open_by_amount_while_it_lacks_a_slip_or_a_fapiao(db: Database) -> None:
    paid = sample_expense(gross=Money(GROSS), tax=Money(0), unsupported=Money(0))
    with changing(db):
        bare = expenses.add(db, replace(paid, bank_slip_number="", fapiao=None))
    assert matching.open_expenses(db, []) == []
    assert matching.open_expenses(db, [GROSS]) == [bare]


def test_a_settled_expense_with_its_fapiao_is_closed(db: Database) -> None:
    with changing(db):
        bill = fapiao.add(db, sample_fapiao())
        paid = sample_expense(gross=Money(GROSS), tax=Money(0), unsupported=Money(0))
        cost = expenses.add(db, replace(paid, bank_slip_number="", fapiao=bill))
        slip = payments.add(db, payment())
        settlements.add(
            db,
            Settlement(payment=slip, expense=cost, amount=Money(GROSS), sureness=Sureness.SURE),
        )
    assert matching.open_expenses(db, [GROSS]) == []
    assert matching.open_payments(db) == []
    assert matching.expenses_of(db, [bill]) == {bill: (cost,)}
    assert matching.with_fapiao(db) == [cost]


def test_an_expense_with_its_fapiao_is_open_until_the_whole_of_it_is_paid(db: Database) -> None:
    with changing(db):
        bill = fapiao.add(db, sample_fapiao())
        bare = sample_expense(gross=Money(GROSS), tax=Money(0), unsupported=Money(0), paid_on=None)
        cost = expenses.add(db, replace(bare, fapiao=bill))
        slip = payments.add(db, payment())
        part = Settlement(payment=slip, expense=cost, amount=Money(1), sureness=Sureness.SURE)
        settlements.add(db, part)
    assert matching.open_expenses(db, []) == [cost]
    with changing(db):
        rest = payments.add(db, payment("S2"))
        settlements.add(db, replace(part, payment=rest, amount=Money(GROSS - 1)))
    assert matching.open_expenses(db, []) == []


def test_an_expense_paid_in_part_in_foreign_money_is_not_reckoned_with(db: Database) -> None:
    with changing(db):
        bill = fapiao.add(db, sample_fapiao())
        bare = sample_expense(gross=Money(GROSS), tax=Money(0), unsupported=Money(0), paid_on=None)
        cost = expenses.add(db, replace(bare, fapiao=bill))
        slip = payments.add(db, payment())
        paid = Settlement(
            payment=slip, expense=cost, amount=Money(1), currency="USD", sureness=Sureness.SURE
        )
        settlements.add(db, paid)
    assert matching.open_expenses(db, []) == []


def test_a_fapiao_is_open_while_nothing_stands_on_it(db: Database) -> None:
    with changing(db):
        bill = fapiao.add(db, sample_fapiao(gross=Money(GROSS)))
        other = fapiao.add(db, sample_fapiao(2, gross=Money(GROSS)))
        expenses.add(db, replace(sample_expense(), fapiao=other))
    assert matching.open_fapiao(db, [GROSS]) == [bill]
    assert matching.open_fapiao(db, [1]) == []
    with changing(db):
        slip = payments.add(db, payment())
        paid = Settlement(payment=slip, fapiao=bill, amount=Money(1), sureness=Sureness.PERSON)
        settlements.add(db, paid)
    assert matching.open_fapiao(db, [GROSS]) == []


def test_payments_that_settled_nothing_are_open_the_newest_first(db: Database) -> None:
    with changing(db):
        first, second = payments.add(db, payment("S1")), payments.add(db, payment("S2"))
    assert matching.open_payments(db) == [second, first]


def test_red_and_blue_are_found_by_amount_and_by_number(db: Database) -> None:
    with changing(db):
        blue = fapiao.add(db, sample_fapiao(gross=Money(GROSS)))
        red = fapiao.add(db, sample_fapiao(2, gross=Money(-GROSS)))
        tied = fapiao.add(db, replace(sample_fapiao(3, gross=Money(-1)), blue=blue))
    number = fapiao.get_many(db, [blue])[blue].number
    assert matching.blue(db, [GROSS], []) == [blue]
    assert matching.blue(db, [], [number]) == [blue]
    assert matching.blue(db, [1], []) == []
    assert matching.red(db) == [red]
    assert tied not in matching.red(db)


def test_customs_items_are_found_by_the_number_of_their_declaration(db: Database) -> None:
    goods = tuple(DeclarationItem(number=n, hs_code="", name=f"第{n}项") for n in (1, 2))
    with changing(db):
        declarations.add(db, Declaration(number="530120260001234567", items=goods))
        declarations.add(db, Declaration(number="530120260007654321", items=goods))
    found = matching.items_named(db, ["530120260001234567", "unknown"])
    assert [(number, place) for _, number, place in found] == [
        ("530120260001234567", 1),
        ("530120260001234567", 2),
    ]


def test_nothing_is_asked_of_an_empty_book(db: Database) -> None:
    assert matching.open_expenses(db, [GROSS]) == []
    assert matching.expenses_of(db, []) == {}
    assert matching.items_named(db, []) == []
