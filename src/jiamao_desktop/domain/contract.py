"""Contracts (合同): who agreed with whom, on what fee, for what time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.money import Money

ContractId = NewType("ContractId", int)


class FeeKind(StrEnum):
    """What a fee of a contract is for: the agent's service (代理服务费), or the thing itself."""

    FEE = "fee"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFee:
    """One fee that a contract itemises. ``amount`` is in hundredths of the contract's currency."""

    name: str
    amount: Money
    kind: FeeKind = FeeKind.FEE


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One contract.

    Attributes:
        number: As printed; blank on one without.
        first_party: 甲方. second_party: 乙方.
        amount: In hundredths of ``currency``; ``None`` where no sum is agreed.
        starts_on: First day of its term. ends_on: Last day.
        document: The file, if it is there.
    """

    number: str
    title: str = ""
    first_party: str = ""
    second_party: str = ""
    signed_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    amount: Money | None = None
    currency: str = "CNY"
    note: str = ""
    fees: tuple[ContractFee, ...] = ()
    document: DocumentId | None = None
