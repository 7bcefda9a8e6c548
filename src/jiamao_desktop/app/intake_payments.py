"""What each payment settles: whole bills, several bills, or a part of one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.matching.evidence import is_near
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.payment import Payment, PaymentId
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import expenses, fapiao, payments, settlements
from jiamao_desktop.storage.database import Database

Bill = tuple[FapiaoId | None, ExpenseId | None]
_DOMESTIC = "CNY"


class Payments:
    """Settles bills with payments inside one operation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def settle(self, number: PaymentId, bills: Sequence[Bill], sureness: Sureness) -> None:
        """Say that a payment settles bills, each as far as its money goes.

        A bill that is settled in full counts as paid on the day of its last payment. What is
        already settled gets only what the open bills leave.
        """
        payment = payments.get_many(self._db, [number])[number]
        for bill, expense in sorted(bills, key=self._is_settled) if len(bills) > 1 else bills:
            spent = total(
                one.amount for one in settlements.of_payments(self._db, [number]).values()
            )
            due = self._due(bill, expense)
            amount = _part(payment, payment.amount - spent, due)
            settlement = Settlement(
                payment=number,
                fapiao=bill,
                expense=expense,
                amount=amount,
                currency=payment.currency,
                sureness=sureness,
            )
            settlements.add(self._db, settlement)
            if expense is not None and _is_whole(payment, amount, due):
                self._paid(expense, payment)

    def _is_settled(self, bill: Bill) -> bool:
        due = self._due(*bill)
        return due is not None and not due

    def _due(self, bill: FapiaoId | None, expense: ExpenseId | None) -> Money | None:
        """Return what is still to be paid of a bill; ``None`` if that is not known."""
        if expense is not None:
            gross = expenses.get_many(self._db, [expense])[expense].gross
            paid = settlements.of_expenses(self._db, [expense])
        elif bill is not None:
            gross = fapiao.get_many(self._db, [bill])[bill].gross
            paid = settlements.of_fapiao(self._db, [bill])
        else:
            return None
        domestic = [one.amount for one in paid.values() if one.currency == _DOMESTIC]
        return gross - total(domestic)

    def _paid(self, number: ExpenseId, payment: Payment) -> None:
        held = expenses.get_many(self._db, [number])[number]
        days = [day for day in (held.paid_on, payment.paid_on) if day is not None]
        earlier = settlements.of_expenses(self._db, [number]).values()
        slips = payments.get_many(self._db, sorted({one.payment for one in earlier}))
        in_turn = sorted(slips.values(), key=lambda one: (str(one.paid_on), one.number))
        numbers = [slip.number for slip in in_turn if slip.number]
        days += [slip.paid_on for slip in slips.values() if slip.paid_on is not None]
        paid = dataclasses.replace(
            held,
            paid_on=max(days, default=None),
            bank_slip_number="、".join(dict.fromkeys(numbers)) or payment.number,
            payer_account_name=payment.payer,
            payment_method=payment.method or "银行转账",
        )
        expenses.update(self._db, number, paid)


def _part(payment: Payment, left: Money, due: Money | None) -> Money:
    """Return how much of what is left of a payment goes to a bill."""
    if due is None or payment.currency != _DOMESTIC or not left:
        return left
    if due.fen <= 0 or left.fen <= 0:
        return left
    return min(left, due)


def _is_whole(payment: Payment, amount: Money, due: Money | None) -> bool:
    """Tell whether a bill is settled in full; a fee that the bank kept is no debt."""
    if due is None or payment.currency != _DOMESTIC:
        return True
    return amount >= due or is_near(amount, due)
