"""What left the account: bank slips (银行回单)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NewType

from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.money import Money

PaymentId = NewType("PaymentId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One bank slip.

    Attributes:
        number: 回单编号, or whatever the bank calls the number of its slip.
        amount: In hundredths of ``currency``.
        serial: 交易流水号, where the slip has one beside its number.
        method: How it was paid, as printed: 转账, 现金, 支票.
        identity: What makes it one and the same: account and serial as the file said, never as
            a person corrected it; blank where the file does not say. One per book.
    """

    number: str
    paid_on: dt.date | None
    payer: str
    payer_account: str
    payee: str
    payee_account: str
    amount: Money
    currency: str = "CNY"
    remark: str = ""
    serial: str = ""
    payer_bank: str = ""
    payee_bank: str = ""
    method: str = ""
    identity: str = ""
    document: DocumentId | None = None


def identity_of(account: str, serial: str) -> str:
    """Return what makes a slip one and the same; blank where either part is missing."""
    folded = ["".join(filter(str.isalnum, part)) for part in (account, serial)]
    return "|".join(folded) if all(folded) else ""
