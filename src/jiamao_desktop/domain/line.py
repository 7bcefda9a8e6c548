"""An expense as the rules see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An expense as the rules see it; the fields mean what they mean in ``Expense``.

    Attributes:
        evidence: Which parts of the chain are there.
        payer_is_applicant: Whether the money left the applicant's own account; ``None``: the
            voucher does not say.
    """

    id: int
    category: str
    gross: Money
    net: Money
    paid_on: dt.date | None = None
    issued_on: dt.date | None = None
    unsupported: Money = ZERO
    other_funding: Money = ZERO
    funded_by: str = ""
    evidence: frozenset[EvidenceRole] = frozenset()
    project: int | None = None
    payer_is_applicant: bool | None = None
