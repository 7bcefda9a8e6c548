"""The contracts (合同) of a book, with the fees they itemise."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.contract import Contract, ContractFee, ContractId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import provenance, rows, search
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_AMOUNT = {"amount": "amount_hundredths"}
_SHAPE = Shape("contract", Contract, columns=_AMOUNT, apart=("fees",))
_FEES = Shape("contract_fee", ContractFee, columns=_AMOUNT)


def add(db: Database, contract: Contract, *, read: Provenance = TYPED) -> ContractId:
    """Store a contract with its fees. Must be called inside an operation."""
    columns = (*_SHAPE.columns, *provenance.COLUMNS)
    values = [*_SHAPE.row(contract), *provenance.values(read)]
    number = rows.insert(db, "contract", columns, values)
    rows.set_children(db, _FEES, "contract", number, contract.fees)
    return ContractId(number)


def update(db: Database, number: ContractId, contract: Contract) -> None:
    """Replace a contract's particulars and its fees.

    Raises:
        UserError: ``contract.gone``.
    """
    if not rows.update(db, "contract", number, _SHAPE.columns, _SHAPE.row(contract)):
        raise UserError("contract.gone")
    rows.set_children(db, _FEES, "contract", number, contract.fees)


def delete(db: Database, number: ContractId) -> None:
    """Delete a contract; expenses under it stay, without one."""
    db.conn.execute("UPDATE expense SET contract=NULL WHERE contract=?", [number])
    db.conn.execute("DELETE FROM contract_fee WHERE contract=?", [number])
    rows.delete(db, "contract", number)


def get_many(db: Database, ids: Iterable[ContractId]) -> Mapping[ContractId, Contract]:
    """Return contracts by id; one that is not there is simply absent."""
    found = rows.get_with(db, _SHAPE, ids, fees=(_FEES, "contract"))
    return {ContractId(number): contract for number, contract in found.items()}


def by_number(db: Database, number: str) -> Sequence[ContractId]:
    """Return the contracts with this number: each firm numbers its own, so there may be more."""
    found = db.conn.execute(
        "SELECT id FROM contract WHERE number=? AND number <> '' ORDER BY id", [number]
    )
    return [ContractId(row) for [row] in found]


def ids(db: Database, *, contains: str = "") -> array[int]:
    """Return the id of every matching contract, the latest signed first."""
    where, parameters = search.matching("contract", contains)
    sql = f"SELECT id FROM contract WHERE {where} ORDER BY signed_on DESC, id DESC"  # noqa: S608 -- from search
    return rows.id_array(db, sql, parameters)
