"""The ledger (台账): expenses, their evidence, and their sums."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from jiamao_desktop.app import chain
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.chain import ChainState
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import claims, documents, expenses, projects


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """Which expenses, in which order; ``chain``: only those whose evidence stands so."""

    contains: str = ""
    category: str = ""
    project: ProjectId | None = None
    chain: ChainState | None = None
    sort: str = "paid_on"
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Tell whether it leaves anything out."""
        return bool(self.contains or self.category or self.project or self.chain)


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A document in the chain of an expense, with its title."""

    document: DocumentId
    role: EvidenceRole
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseRow:
    """An expense as the ledger shows it; ``chain``: how its evidence stands."""

    id: ExpenseId
    expense: Expense
    category: str
    project_title: str
    evidence: tuple[EvidenceLink, ...]
    claimed: bool
    chain: ChainState = ChainState.GAPS


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTotals:
    """The line under the table, from SQL and not from what the table holds."""

    count: int
    gross: Money
    tax: Money
    unpaid: int


def expense_ids(ws: Workspace, wanted: LedgerFilter) -> Sequence[ExpenseId]:
    """Return the id of every matching expense, in order: eight bytes each."""
    found = expenses.ids(
        ws.reader,
        contains=wanted.contains,
        categories=[wanted.category] if wanted.category else None,
        project=wanted.project,
        sort=wanted.sort,
        descending=wanted.descending,
    )
    if wanted.chain is not None:
        among = chain.ids_in(ws, wanted.chain)
        found = array("q", [number for number in found if number in among])
    return cast("Sequence[ExpenseId]", found)


def expense_rows(ws: Workspace, ids: Sequence[ExpenseId]) -> Mapping[ExpenseId, ExpenseRow]:
    """Return expenses by id; one deleted meanwhile is simply absent."""
    found = expenses.get_many(ws.reader, ids)
    chains = expenses.evidence(ws.reader, list(found))
    titles = documents.get_many(
        ws.reader, sorted({link.document for links in chains.values() for link in links})
    )
    project_titles = {number: item.title for number, item in projects.all(ws.reader).items()}
    claimed = claims.claimed_expenses(ws.reader, list(found))
    states = chain.chains_of(ws, list(found))
    return {
        number: ExpenseRow(
            id=number,
            expense=expense,
            category=ws.catalog.category_label(expense.category),
            project_title=project_titles.get(expense.project, "") if expense.project else "",
            evidence=tuple(
                EvidenceLink(link.document, link.role, titles[link.document].title)
                for link in chains.get(number, ())
            ),
            claimed=number in claimed,
            chain=states[number].state if number in states else ChainState.GAPS,
        )
        for number, expense in found.items()
    }


def ledger_totals(ws: Workspace, wanted: LedgerFilter) -> LedgerTotals:
    """Return count and sums of the matching expenses."""
    sums = expenses.totals(
        ws.reader,
        None if wanted.chain is None else expense_ids(ws, wanted),
        contains=wanted.contains,
        categories=[wanted.category] if wanted.category else None,
        project=wanted.project,
    )
    return LedgerTotals(count=sums.count, gross=sums.gross, tax=sums.tax, unpaid=sums.unpaid)


def add_expense(ws: Workspace, expense: Expense) -> tuple[ExpenseId, Changes]:
    """Record one expense."""
    _known_category(ws, expense)
    with ws.operation("expense.add", f"新增费用：{_named(expense)}") as operation:
        number = expenses.add(operation.db, expense)
    return number, operation.changes


def edit_expense(ws: Workspace, number: ExpenseId, expense: Expense) -> Changes:
    """Replace an expense's particulars."""
    _known_category(ws, expense)
    with ws.operation("expense.edit", f"修改费用：{_named(expense)}") as operation:
        expenses.update(operation.db, number, expense)
    return operation.changes


def delete_expenses(ws: Workspace, numbers: Sequence[ExpenseId]) -> Changes:
    """Delete expenses; their documents stay.

    Raises:
        UserError: ``expense.claimed`` -- one of them stands in a claim.
    """
    with ws.operation("expense.delete", f"删除费用 {len(numbers)} 笔") as operation:
        for number in numbers:
            expenses.delete(operation.db, number)
    return operation.changes


def link_evidence(
    ws: Workspace, number: ExpenseId, document: DocumentId, role: EvidenceRole
) -> Changes:
    """Put a document into the chain of an expense."""
    with ws.operation("evidence.link", "关联凭证") as operation:
        expenses.link(operation.db, number, Evidence(document=document, role=role))
    return operation.changes


def unlink_evidence(
    ws: Workspace, number: ExpenseId, document: DocumentId, role: EvidenceRole
) -> Changes:
    """Take a document out of the chain of an expense; the document stays."""
    with ws.operation("evidence.unlink", "取消关联凭证") as operation:
        expenses.unlink(operation.db, number, Evidence(document=document, role=role))
    return operation.changes


_MONEY = ("gross", "tax", "unsupported", "other_funding")
_DAYS = ("paid_on", "issued_on")
_TEXTS = (
    "category", "description", "payee", "fapiao_number", "fapiao_code", "contract_number",
    "payment_method", "bank_slip_number", "payer_account_name", "unsupported_reason",
    "funded_by", "currency", "rate_note", "note",
)  # fmt: skip


def parse_expense(values: Mapping[str, str], base: Expense | None = None) -> Expense:
    """Read an expense from typed text.

    Args:
        values: Field name to text; blank amounts are nought, blank days are not known.
        base: The expense being edited; fields not in ``values`` are kept.

    Raises:
        UserError: ``money.*``, ``date.bad_format``, ``expense.*``, with ``field`` in its
            details where one field is to blame.
    """
    read: dict[str, Any] = {name: values[name].strip() for name in _TEXTS if name in values}
    for name in _MONEY:
        if name in values:
            read[name] = _money(name, values[name])
    for name in _DAYS:
        if name in values:
            read[name] = _day(name, values[name])
    if not read.get("category", base.category if base else ""):
        raise UserError("expense.no_category", field="category")
    if base is None:
        read.setdefault("gross", ZERO)
        return Expense(**read)
    return replace(base, **read)


def _money(field: str, text: str) -> Money:
    if not text.strip():
        return ZERO
    try:
        return Money.from_yuan(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": field})) from error


def _day(field: str, text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": field})) from error


def _known_category(ws: Workspace, expense: Expense) -> None:
    if expense.category not in ws.catalog.categories:
        raise UserError("expense.unknown_category", field="category", category=expense.category)


def _named(expense: Expense) -> str:
    return expense.description or expense.payee or str(expense.gross)
