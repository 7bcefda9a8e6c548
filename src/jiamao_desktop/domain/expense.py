"""One cost that may be claimed (费用), with the evidence behind it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NewType

from jiamao_desktop.domain.contract import ContractId
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId

ExpenseId = NewType("ExpenseId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """One cost for one purpose, supported by at most one 发票.

    What was spent (实际发生额) and nothing else: ceilings, applied and granted amounts
    belong to assessments and claims.

    Attributes:
        category: Id from ``resources/categories.toml``, e.g. ``"fair.booth"``.
        gross: 价税合计 in CNY; positive, or negative for a red 发票.
        tax: 税额 within ``gross``; nought where none is shown.
        unsupported: Part of ``gross`` that no measure supports (不支持金额), with its reason.
        other_funding: What other funds already gave for this very line (已获其他资金).
        funded_by: Measure or fund that already paid this line; blank if none.
        contract: The contract itself, if the book has it.
        paid_on: Day the money left the account, ``None`` while unpaid.
        issued_on: Day of the 发票.
        currency: ISO code of the money that was paid; ``gross`` is always CNY.
        foreign_amount: In the foreign currency's hundredths, if not CNY.
        rate_note: Rate, day and source of the conversion, as it will be printed.
    """

    category: str
    gross: Money
    tax: Money = ZERO
    description: str = ""
    payee: str = ""
    paid_on: dt.date | None = None
    issued_on: dt.date | None = None
    fapiao_number: str = ""
    fapiao_code: str = ""
    fapiao: FapiaoId | None = None
    contract_number: str = ""
    contract: ContractId | None = None
    payment_method: str = ""
    bank_slip_number: str = ""
    payer_account_name: str = ""
    project: ProjectId | None = None
    unsupported: Money = ZERO
    unsupported_reason: str = ""
    other_funding: Money = ZERO
    funded_by: str = ""
    currency: str = "CNY"
    foreign_amount: int | None = None
    rate_note: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what no later layer should ever have to consider."""
        if not self.gross:
            raise UserError("expense.amount_zero")
        if abs(self.tax.fen) > abs(self.gross.fen):
            raise UserError("expense.tax_over_gross", tax=str(self.tax), gross=str(self.gross))
        if not 0 <= self.unsupported.fen <= max(self.gross.fen, 0):
            raise UserError("expense.unsupported_out_of_range", amount=str(self.unsupported))
        if self.unsupported and not self.unsupported_reason.strip():
            raise UserError("expense.unsupported_without_reason")
        if self.fapiao_number and not re.fullmatch(r"\d{20}|\d{8}", self.fapiao_number):
            raise UserError("expense.bad_fapiao_number", number=self.fapiao_number)

    @property
    def net(self) -> Money:
        """Return the amount without tax (不含税)."""
        return self.gross - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document in the chain of an expense."""

    document: DocumentId
    role: EvidenceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseTotals:
    """Count and sums of some expenses.

    Attributes:
        unpaid: How many of them have not been paid yet.
    """

    count: int
    gross: Money
    tax: Money
    unsupported: Money
    other_funding: Money
    unpaid: int
