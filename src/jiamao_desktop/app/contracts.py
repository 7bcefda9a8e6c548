"""Contracts (合同): recorded by hand or from files, and put behind expenses."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.checks_base import same_name
from jiamao_desktop.domain.contract import Contract, ContractFee, ContractId, FeeKind
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import applicants, chains, contracts, expenses
from jiamao_desktop.storage.database import Database

_TEXTS = ("number", "title", "first_party", "second_party", "currency", "note")
_DAYS = ("signed_on", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """A contract as it is listed.

    Attributes:
        expenses: How many expenses were charged under it.
    """

    id: ContractId
    contract: Contract
    expenses: int


def contract_ids(ws: Workspace, contains: str = "") -> Sequence[ContractId]:
    """Return the ids of the matching contracts, the latest signed first."""
    return cast("Sequence[ContractId]", contracts.ids(ws.reader, contains=contains))


def contract_rows(ws: Workspace, ids: Sequence[ContractId]) -> Mapping[ContractId, ContractRow]:
    """Return contracts by id; one deleted meanwhile is simply absent."""
    used = chains.count_under(ws.reader, ids)
    return {
        number: ContractRow(id=number, contract=found, expenses=used.get(number, 0))
        for number, found in contracts.get_many(ws.reader, ids).items()
    }


def likely(ws: Workspace, expense: Expense | None) -> Sequence[ContractId]:
    """Return the contracts that an expense may belong to, the best first, then all others.

    The number speaks first, then the other party.
    """
    every = contract_ids(ws)
    if expense is None:
        return every
    found = contracts.get_many(ws.reader, every)

    def points(number: ContractId) -> int:
        one = found[number]
        by_number = bool(one.number) and one.number == expense.contract_number
        sides = (one.first_party, one.second_party)
        by_party = any(expense.payee and same_name(side, expense.payee) for side in sides)
        return -(2 * by_number + by_party)

    return sorted(every, key=points)


def begun(ws: Workspace, expense: Expense | None, document: DocumentId | None = None) -> Contract:
    """Return what can be filled in of a contract that is yet to be recorded.

    Args:
        ws: The book.
        expense: An expense charged under it, if it is recorded for one.
        document: Its paper, if it is recorded from one.
    """
    who = applicants.get(ws.reader)
    own = who.name if who else ""
    if expense is None:
        return Contract(number="", first_party=own, document=document)
    return Contract(
        number=expense.contract_number,
        first_party=own,
        second_party=expense.payee,
        amount=expense.gross if expense.gross.fen > 0 else None,
        document=document,
    )


def of_paper(ws: Workspace, document: DocumentId) -> ContractId | None:
    """Return the contract that was recorded from a document, if one was."""
    return chains.contract_of(ws.reader, document)


def set_paper(ws: Workspace, number: ContractId, document: DocumentId) -> Changes:
    """Say which document is the paper of a contract; it joins the chains of its expenses.

    Raises:
        UserError: ``contract.gone``.
    """
    found = contracts.get_many(ws.reader, [number]).get(number)
    if found is None:
        raise UserError("contract.gone")
    return edit_contract(ws, number, replace(found, document=document))


def parse_contract(
    values: Mapping[str, str], fees: Sequence[Mapping[str, str]], base: Contract | None = None
) -> Contract:
    """Read a contract from typed text.

    Args:
        values: Field name to text; blank means not known.
        fees: Rows of ``name``, ``amount`` and ``kind`` (blank: ``fee``).
        base: The contract being edited; fields not in ``values`` are kept.

    Raises:
        UserError: ``contract.*``, ``money.*``, ``date.bad_format``, with ``field`` in its
            details where one field is to blame.
    """
    texts = {name: values[name].strip() for name in _TEXTS if name in values}
    days = {name: _day(name, values[name]) for name in _DAYS if name in values}
    read = replace(
        base or Contract(number=""),
        **texts,  # type: ignore[arg-type]  # texts and days by name
        **days,  # type: ignore[arg-type]  # likewise
        fees=tuple(_fee(row) for row in fees),
    )
    if "amount" in values:
        read = replace(read, amount=_money("amount", values["amount"]))
    if not read.currency:
        read = replace(read, currency="CNY")
    if not read.number and not read.title:
        raise UserError("contract.no_name", field="number")
    if read.first_party and same_name(read.first_party, read.second_party):
        raise UserError("contract.same_parties", field="second_party", name=read.first_party)
    if read.starts_on and read.ends_on and read.ends_on < read.starts_on:
        raise UserError("contract.ends_before_start", field="ends_on")
    return read


def _fee(row: Mapping[str, str]) -> ContractFee:
    return ContractFee(
        name=row.get("name", "").strip(),
        amount=Money.from_yuan(row.get("amount", "") or "0"),
        kind=FeeKind(row.get("kind") or FeeKind.FEE),
    )


def _day(field: str, text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": field})) from error


def _money(field: str, text: str) -> Money | None:
    if not text.strip():
        return None
    try:
        return Money.from_yuan(text)
    except UserError as error:
        raise UserError(error.code, **(error.details | {"field": field})) from error


def add_contract(
    ws: Workspace, contract: Contract, under: Sequence[ExpenseId] = ()
) -> tuple[ContractId, Changes]:
    """Record a contract, and put it behind expenses."""
    with ws.operation("contract.add", f"登记合同：{_named(contract)}") as operation:
        number = contracts.add(operation.db, contract)
        _put_under(operation.db, under, number, contract)
    return number, operation.changes


def edit_contract(ws: Workspace, number: ContractId, contract: Contract) -> Changes:
    """Replace a contract's particulars; the expenses under it show its number.

    Raises:
        UserError: ``contract.gone``.
    """
    with ws.operation("contract.edit", f"修改合同：{_named(contract)}") as operation:
        contracts.update(operation.db, number, contract)
        _put_under(operation.db, chains.under(operation.db, number), number, contract)
    return operation.changes


def delete_contract(ws: Workspace, number: ContractId) -> Changes:
    """Delete a contract; expenses and documents stay."""
    with ws.operation("contract.delete", "删除合同登记") as operation:
        contracts.delete(operation.db, number)
    return operation.changes


def link_contract(ws: Workspace, under: Sequence[ExpenseId], number: ContractId) -> Changes:
    """Put a contract behind expenses, and its paper into their chains.

    Raises:
        UserError: ``contract.gone``.
    """
    with ws.operation("contract.link", "关联合同") as operation:
        found = contracts.get_many(operation.db, [number]).get(number)
        if found is None:
            raise UserError("contract.gone")
        _put_under(operation.db, under, number, found)
    return operation.changes


def unlink_contract(ws: Workspace, under: Sequence[ExpenseId]) -> Changes:
    """Take the contract from behind expenses; its papers stay in their chains."""
    with ws.operation("contract.unlink", "取消关联合同") as operation:
        for number, found in expenses.get_many(operation.db, under).items():
            if found.contract is not None:
                expenses.update(operation.db, number, dataclasses.replace(found, contract=None))
    return operation.changes


def _put_under(
    db: Database, under: Sequence[ExpenseId], number: ContractId, contract: Contract
) -> None:
    for expense, found in expenses.get_many(db, under).items():
        named = contract.number or found.contract_number
        linked = dataclasses.replace(found, contract=number, contract_number=named)
        if linked != found:
            expenses.update(db, expense, linked)
        if contract.document is not None:
            role = EvidenceRole.CONTRACT
            expenses.link(db, expense, Evidence(document=contract.document, role=role))


def _named(contract: Contract) -> str:
    return contract.title or contract.number
