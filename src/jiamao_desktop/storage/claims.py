"""The claims (申报) of a book, each with the expenses it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiamao_desktop.domain.claim import Claim, ClaimId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("claim", Claim, apart=("expenses",))


def add(db: Database, claim: Claim) -> ClaimId:
    """Store a claim. Must be called inside an operation."""
    number = ClaimId(rows.insert(db, "claim", _SHAPE.columns, _SHAPE.row(claim)))
    _set_expenses(db, number, claim)
    return number


def update(db: Database, number: ClaimId, claim: Claim) -> None:
    """Replace a claim's particulars.

    Raises:
        UserError: ``claim.gone``.
    """
    if not rows.update(db, "claim", number, _SHAPE.columns, _SHAPE.row(claim)):
        raise UserError("claim.gone")
    _set_expenses(db, number, claim)


def delete(db: Database, number: ClaimId) -> None:
    """Delete a claim; its expenses stay."""
    db.conn.execute("DELETE FROM claim_expense WHERE claim=?", [number])
    rows.delete(db, "claim", number)


def get(db: Database, number: ClaimId) -> Claim | None:
    """Return one claim, or ``None``."""
    return _found(db, "WHERE id=?", [number]).get(number)


def all(db: Database) -> Mapping[ClaimId, Claim]:  # noqa: A001 -- claims.all reads well
    """Return every claim, newest first."""
    return _found(db, "ORDER BY id DESC", [])


def claimed_expenses(db: Database, ids: Iterable[ExpenseId]) -> frozenset[ExpenseId]:
    """Return those of some expenses that stand in a claim."""
    found = db.conn.execute(
        "SELECT DISTINCT expense FROM claim_expense "
        "WHERE expense IN (SELECT value FROM json_each(?))",
        [rows.id_list(ids)],
    )
    return frozenset(ExpenseId(number) for [number] in found)


def _found(db: Database, rest: str, parameters: list[int]) -> dict[ClaimId, Claim]:
    selected = db.conn.execute(f"SELECT {_SHAPE.selected} FROM claim {rest}", parameters)  # noqa: S608 -- constants
    return {
        ClaimId(number): _SHAPE.record(values, expenses=_expenses(db, number))
        for number, *values in selected.fetchall()
    }


def _expenses(db: Database, number: int) -> tuple[ExpenseId, ...]:
    found = db.conn.execute(
        "SELECT expense FROM claim_expense WHERE claim=? ORDER BY position", [number]
    )
    return tuple(ExpenseId(expense) for [expense] in found)


def _set_expenses(db: Database, number: ClaimId, claim: Claim) -> None:
    """Write which expenses a claim stands on, if that has changed."""
    if _expenses(db, number) == claim.expenses:
        return
    db.conn.execute("DELETE FROM claim_expense WHERE claim=?", [number])
    links = ([number, place, expense] for place, expense in enumerate(claim.expenses))
    rows.insert_many(db, "claim_expense", ("claim", "position", "expense"), links)
