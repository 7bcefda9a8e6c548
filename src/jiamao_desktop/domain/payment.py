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
    """One bank slip. ``amount`` is in hundredths of ``currency``."""

    number: str
    paid_on: dt.date | None
    payer: str
    payer_account: str
    payee: str
    payee_account: str
    amount: Money
    currency: str = "CNY"
    remark: str = ""
    document: DocumentId | None = None
