"""The expenses (费用) of a book, the chain of evidence behind each, and their sums.

Lists ask for ids, eight bytes each, and fetch the rows of a page by id: half a million
expenses scroll as fast as fifty.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from typing import TypedDict, Unpack

from jiamao_desktop.domain.batch import TYPED, Provenance
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId, ExpenseTotals
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.storage import orders, provenance, rows, search
from jiamao_desktop.storage.database import Database, snapshot
from jiamao_desktop.storage.orders import Choice, Order
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("expense", Expense, columns={"foreign_amount": "foreign_hundredths"})
SORTS = ("paid_on", "issued_on", "gross_fen", "payee", "category", "fapiao_number")
"""The columns a list may be sorted by; each has an index."""
_FEW = 5000
"""Up to so many matches are sorted by themselves; more are picked out of the sorted list."""
_SUMS = ("gross_fen", "tax_fen", "unsupported_fen", "other_funding_fen")


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


def add(db: Database, expense: Expense, *, read: Provenance = TYPED) -> ExpenseId:
    """Store an expense. Must be called inside an operation."""
    columns = (*_SHAPE.columns, *provenance.COLUMNS)
    values = [*_SHAPE.row(expense), *provenance.values(read)]
    return ExpenseId(rows.insert(db, "expense", columns, values))


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
    """Delete an expense and its links; documents, payments and customs items stay.

    Raises:
        UserError: ``expense.claimed`` -- it stands in a claim.
    """
    if db.conn.execute("SELECT 1 FROM claim_expense WHERE expense=?", [number]).fetchone():
        raise UserError("expense.claimed")
    for table in ("evidence", "expense_item", "settlement"):
        db.conn.execute(f"DELETE FROM {table} WHERE expense=?", [number])  # noqa: S608 -- constants
    rows.delete(db, "expense", number)


def get_many(db: Database, ids: Iterable[ExpenseId]) -> Mapping[ExpenseId, Expense]:
    """Return expenses by id, in the order asked; one that is not there is simply absent."""
    return {ExpenseId(number): found for number, found in rows.get_many(db, _SHAPE, ids).items()}


def labels(db: Database, ids: Iterable[int]) -> dict[int, str]:
    """Return whom expenses were paid to; what they were for, where nobody is named.

    Long lists need no more of a record than this.
    """
    found = db.conn.execute(
        "SELECT id, iif(payee <> '', payee, description) FROM expense "
        "WHERE id IN (SELECT value FROM json_each(?))",
        [rows.id_list(ids)],
    )
    return dict(found.fetchall())


def unpaid(db: Database) -> Mapping[ExpenseId, Expense]:
    """Return the expenses that no payment has been recorded for."""
    return get_many(db, map(ExpenseId, ids(db, unpaid=True)))


def foreign(db: Database) -> Mapping[ExpenseId, Expense]:
    """Return what was paid in foreign money; few among many."""
    found = db.conn.execute("SELECT id FROM expense WHERE currency <> 'CNY'")
    return get_many(db, [ExpenseId(number) for [number] in found])


def ids(
    db: Database, *, sort: str = "paid_on", descending: bool = True, **wanted: Unpack[Wanted]
) -> array[int]:
    """Return the id of every matching expense, in order.

    Args:
        db: A reading connection.
        descending: The newest or largest first.
        sort: One of ``SORTS``; ``gross`` is taken for ``gross_fen``.

    Raises:
        ValueError: There is no such order.
    """
    column = "gross_fen" if sort == "gross" else sort
    if column not in SORTS:
        raise ValueError(sort)
    order = "DESC" if descending else "ASC"
    by = f"ORDER BY {column} {order}, id {order}"
    with snapshot(db):
        text = wanted.pop("contains", "")
        sought = search.selecting("expense", text)
        few = _few(db, sought)
        if few is not None and len(few) <= _FEW:
            return _sorted(db, by, wanted, few)
        whole = orders.kept(db, f"SELECT id FROM expense {by}")  # noqa: S608 -- from SORTS
        chosen = _chosen(db, whole, wanted)
        if sought and few and not _in_every_row(db, whole, text, few):
            chosen.append(whole.chosen(orders.ids_of(db, *sought)))
        return whole.picked(chosen)


def _few(db: Database, sought: tuple[str, list[str]] | None) -> list[int] | None:
    """Return the first ids that contain what is sought; one more than a few if there are more."""
    if sought is None:
        return None
    sql, parameters = sought
    return orders.ids_of(db, f"{sql} LIMIT {_FEW + 1}", parameters)


def _sorted(db: Database, by: str, wanted: Wanted, among: list[int]) -> array[int]:
    """Return those of a few ids that are wanted, in order."""
    where, parameters = _where(wanted)
    where += f" AND id IN ({rows.marks(among)})"
    sql = f"SELECT id FROM expense WHERE {where} {by}"  # noqa: S608 -- see _where
    return rows.id_array(db, sql, [*parameters, *among])


def _chosen(db: Database, whole: Order, wanted: Wanted) -> list[Choice]:
    """Return a choice for each filter; every one is answered by an index alone."""
    chosen: list[Choice] = []
    categories, project = wanted.get("categories"), wanted.get("project")
    if categories is not None:
        among = f"SELECT id FROM expense WHERE category IN ({rows.marks(categories)})"  # noqa: S608 -- question marks
        chosen.append(orders.choice(db, whole, among, sorted(categories)))
    if project is not None:
        of = "SELECT id FROM expense WHERE project=?"
        chosen.append(orders.choice(db, whole, of, [project]))
    if wanted.get("unclaimed"):
        claimed = "SELECT DISTINCT expense AS id FROM claim_expense"
        chosen.append(orders.inverted(orders.choice(db, whole, claimed, [])))
    if wanted.get("unpaid"):
        open_ = "SELECT id FROM expense WHERE paid_on IS NULL"
        chosen.append(orders.choice(db, whole, open_, []))
    return chosen


def _in_every_row(db: Database, whole: Order, text: str, few: list[int]) -> bool:
    """Tell whether a word stands in every row, such as 公司; asked only where it looks so."""
    dense = few[-1] - few[0] + 1 == len(few)
    return dense and search.count(db, "expense", text) == len(whole.ids)


def totals(
    db: Database, ids: Iterable[ExpenseId] | None = None, **wanted: Unpack[Wanted]
) -> ExpenseTotals:
    """Return count and sums of the matching expenses, or of those with the given ids."""
    where, parameters = _where(wanted)
    if ids is not None:
        where += " AND id IN (SELECT value FROM json_each(?))"
        parameters.append(rows.id_list(ids))
    sums = ", ".join(f"coalesce(sum({column}), 0)" for column in _SUMS)
    row = db.conn.execute(
        f"SELECT count(*), {sums}, count(*) - count(paid_on) FROM expense WHERE {where}",  # noqa: S608 -- see _where
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
    conditions: list[str] = []
    parameters: list[str | int] = []
    if wanted.get("contains"):
        sought, words = search.matching("expense", wanted["contains"])
        conditions.append(sought)
        parameters.extend(words)
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
    return " AND ".join(conditions) or "1", parameters
