"""What each payment settled: one slip may pay several 发票, several slips may pay one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import PaymentId

SettlementId = NewType("SettlementId", int)


class Sureness(StrEnum):
    """How far a pair may be relied on: nothing speaks against it, something does, a person said."""

    SURE = "sure"
    UNSURE = "unsure"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A part of one payment, and the 发票 or the expense that it settled.

    Attributes:
        fapiao: What was settled; may be absent where only the expense is known.
        expense: The cost behind it; absent for a 发票 that makes no expense.
        amount: In hundredths of ``currency``; negative where money came back.
    """

    payment: PaymentId
    fapiao: FapiaoId | None = None
    expense: ExpenseId | None = None
    amount: Money
    currency: str = "CNY"
    sureness: Sureness

    def __post_init__(self) -> None:
        """Refuse a settlement of nothing."""
        if self.fapiao is None and self.expense is None:
            raise ValueError(self.payment)
