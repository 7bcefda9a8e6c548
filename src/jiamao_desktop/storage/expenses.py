"""The expenses (费用) of a book, the chain of evidence behind each, and their sums.

Lists ask for ids, eight bytes each, and fetch the rows of a page by id: half a million
expenses scroll as fast as fifty.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from typing import TypedDict, Unpack

from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId, ExpenseTotals
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import rows, search
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("expense", Expense, columns={"foreign_amount": "foreign_hundredths"})
SORTS = ("paid_on", "issued_on", "gross_fen", "payee", "category", "fapiao_number")
"""The columns a list may be sorted by; each has an index."""


class Wanted(TypedDict, total=False):
    """Which expenses.

    Attributes:
        contains: Words that must all occur; blank for any.
        categories: Any of these; ``None`` for all.
        project: Those of one project only.
        unclaimed: Only those that stand in no claim.
        unpaid: Only those not paid yet.
    """

    contains: str
    categories: Collection[str] | None
    project: ProjectId | None
    unclaimed: bool
    unpaid: bool


def add(db: Database, expense: Expense) -> ExpenseId:
    """Store an expense. Must be called inside an operation."""
    return ExpenseId(rows.insert(db, "expense", _SHAPE.columns, _SHAPE.row(expense)))


def add_all(db: Database, expenses: Iterable[Expense]) -> None:
    """Store many expenses inside the caller's operation."""
    rows.insert_many(db, "expense", _SHAPE.columns, map(_SHAPE.row, expenses))


def update(db: Database, number: ExpenseId, expense: Expense) -> None:
    """Replace an expense's particulars.

    Raises:
        UserError: ``expense.gone``.
    """
    if not rows.update(db, "expense", number, _SHAPE.columns, _SHAPE.row(expense)):
        raise UserError("expense.gone")


def delete(db: Database, number: ExpenseId) -> None:
    """Delete an expense and its links; the documents stay.

    Raises:
        UserError: ``expense.claimed`` -- it stands in a claim.
    """
    if db.conn.execute("SELECT 1 FROM claim_expense WHERE expense=?", [number]).fetchone():
        raise UserError("expense.claimed")
    db.conn.execute("DELETE FROM evidence WHERE expense=?", [number])
    rows.delete(db, "expense", number)


def get_many(db: Database, ids: Iterable[ExpenseId]) -> Mapping[ExpenseId, Expense]:
    """Return expenses by id, in the order asked; one that is not there is simply absent."""
    return {ExpenseId(number): found for number, found in rows.get_many(db, _SHAPE, ids).items()}


def unpaid(db: Database) -> Mapping[ExpenseId, Expense]:
    """Return the expenses that no payment has been recorded for."""
    return get_many(db, map(ExpenseId, ids(db, unpaid=True)))


def ids(
    db: Database, *, sort: str = "paid_on", descending: bool = True, **wanted: Unpack[Wanted]
) -> array[int]:
    """Return the id of every matching expense, in order.

    Args:
        sort: One of ``SORTS``; ``gross`` is taken for ``gross_fen``.

    Raises:
        ValueError: There is no such order.
    """
    column = "gross_fen" if sort == "gross" else sort
    if column not in SORTS:
        raise ValueError(sort)
    where, parameters = _where(wanted)
    order = "DESC" if descending else "ASC"
    sql = f"SELECT id FROM expense WHERE {where} ORDER BY {column} {order}, id {order}"  # noqa: S608 -- checked
    return rows.id_array(db, sql, parameters)


def totals(
    db: Database, ids: Iterable[ExpenseId] | None = None, **wanted: Unpack[Wanted]
) -> ExpenseTotals:
    """Return count and sums of the matching expenses, or of those with the given ids."""
    where, parameters = _where(wanted)
    if ids is not None:
        where += " AND id IN (SELECT value FROM json_each(?))"
        parameters.append(rows.id_list(ids))
    row = db.conn.execute(
        "SELECT count(*), coalesce(sum(gross_fen), 0), coalesce(sum(tax_fen), 0), "
        "coalesce(sum(unsupported_fen), 0), coalesce(sum(other_funding_fen), 0), "
        f"count(*) - count(paid_on) FROM expense WHERE {where}",  # noqa: S608 -- see _where
        parameters,
    ).fetchone()
    count, gross, tax, unsupported, other_funding, unpaid_count = row
    return ExpenseTotals(
        count=count,
        gross=Money(gross),
        tax=Money(tax),
        unsupported=Money(unsupported),
        other_funding=Money(other_funding),
        unpaid=unpaid_count,
    )


def evidence(db: Database, ids: Iterable[ExpenseId]) -> Mapping[ExpenseId, tuple[Evidence, ...]]:
    """Return the documents behind each expense, as linked; one without any is absent."""
    found: dict[ExpenseId, list[Evidence]] = {}
    links = db.conn.execute(
        "SELECT expense, document, role FROM evidence "
        "WHERE expense IN (SELECT value FROM json_each(?)) ORDER BY expense, id",
        [rows.id_list(ids)],
    )
    for number, document, role in links:
        link = Evidence(document=DocumentId(document), role=EvidenceRole(role))
        found.setdefault(ExpenseId(number), []).append(link)
    return {number: tuple(chain) for number, chain in found.items()}


def link(db: Database, number: ExpenseId, evidence: Evidence) -> None:
    """Put a document into the chain of an expense; linking twice does no harm."""
    db.conn.execute(
        "INSERT INTO evidence (expense, document, role) VALUES (?, ?, ?) "
        "ON CONFLICT (expense, document, role) DO NOTHING",
        [number, evidence.document, str(evidence.role)],
    )


def unlink(db: Database, number: ExpenseId, evidence: Evidence) -> None:
    """Take a document out of the chain of an expense; the document stays."""
    db.conn.execute(
        "DELETE FROM evidence WHERE expense=? AND document=? AND role=?",
        [number, evidence.document, str(evidence.role)],
    )


def _where(wanted: Wanted) -> tuple[str, list[str | int]]:
    """Return the condition for a choice of expenses, with its parameters."""
    sought, words = search.matching("expense", wanted.get("contains", ""))
    conditions, parameters = [sought], list[str | int](words)
    categories, project = wanted.get("categories"), wanted.get("project")
    if categories is not None:
        conditions.append(f"category IN ({rows.marks(categories)})")
        parameters.extend(categories)
    if project is not None:
        conditions.append("project=?")
        parameters.append(project)
    if wanted.get("unclaimed"):
        conditions.append(
            "NOT EXISTS (SELECT 1 FROM claim_expense WHERE claim_expense.expense=expense.id)"
        )
    if wanted.get("unpaid"):
        conditions.append("paid_on IS NULL")
    return " AND ".join(conditions), parameters
