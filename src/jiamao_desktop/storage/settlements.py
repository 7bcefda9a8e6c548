"""What the payments of a book settled, and the customs items that its expenses bought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.payment import PaymentId
from jiamao_desktop.domain.settlement import Settlement, SettlementId
from jiamao_desktop.storage import journal, rows
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import Shape

_SHAPE = Shape("settlement", Settlement, columns={"amount": "amount_hundredths"})
_KNOWN = """
    WITH slip AS (SELECT min(id) AS id, number, currency, min(amount_hundredths) AS whole
                  FROM payment WHERE number <> '' GROUP BY number HAVING count(*) = 1),
    paid AS (
      SELECT slip.id AS payment, slip.currency, whole, expense.fapiao, expense.id AS expense,
             iif(slip.currency = 'CNY', gross_fen, foreign_hundredths) AS part
      FROM expense JOIN slip ON slip.number = expense.bank_slip_number
      WHERE slip.currency IN ('CNY', expense.currency)),
    summed AS (
      SELECT *, sum(part) OVER slips AS parts, min(part IS NOT NULL) OVER slips AS known
      FROM paid WINDOW slips AS (PARTITION BY payment))
    SELECT payment, fapiao, expense, part, currency, 'sure' FROM summed
    WHERE known AND parts = whole ORDER BY payment, expense"""
"""What is beyond doubt: one slip of a number, and its expenses come to just what it paid."""


def add(db: Database, settlement: Settlement) -> SettlementId:
    """Store what a payment settled. Must be called inside an operation."""
    number = rows.insert(db, "settlement", _SHAPE.columns, _SHAPE.row(settlement))
    return SettlementId(number)


def delete(db: Database, number: SettlementId) -> None:
    """Delete one settlement; payment, 发票 and expense stay."""
    rows.delete(db, "settlement", number)


def of_payments(db: Database, payments: Iterable[PaymentId]) -> Mapping[SettlementId, Settlement]:
    """Return what some payments settled."""
    return _found(db, "payment", payments)


def of_fapiao(db: Database, fapiao: Iterable[FapiaoId]) -> Mapping[SettlementId, Settlement]:
    """Return what was paid for some 发票."""
    return _found(db, "fapiao", fapiao)


def of_expenses(db: Database, expenses: Iterable[ExpenseId]) -> Mapping[SettlementId, Settlement]:
    """Return what was paid for some expenses."""
    return _found(db, "expense", expenses)


def open_payments(db: Database) -> Sequence[PaymentId]:
    """Return the payments that have not settled anything yet, in the order they came."""
    found = db.conn.execute(
        "SELECT id FROM payment WHERE id NOT IN (SELECT payment FROM settlement) ORDER BY id"
    )
    return [PaymentId(number) for [number] in found]


def set_items(db: Database, expense: ExpenseId, items: Sequence[int]) -> None:
    """Say which items of customs declarations an expense bought."""
    if sorted(items) == sorted(items_of(db, [expense]).get(expense, ())):
        return
    db.conn.execute("DELETE FROM expense_item WHERE expense=?", [expense])
    links = ([expense, item] for item in items)
    rows.insert_many(db, "expense_item", ("expense", "declaration_item"), links)


def items_of(db: Database, expenses: Iterable[ExpenseId]) -> Mapping[ExpenseId, tuple[int, ...]]:
    """Return the ids of the customs items behind each expense; one without any is absent."""
    found: dict[ExpenseId, list[int]] = {}
    links = db.conn.execute(
        "SELECT expense, declaration_item FROM expense_item "
        "WHERE expense IN (SELECT value FROM json_each(?)) ORDER BY expense, declaration_item",
        [rows.id_list(expenses)],
    )
    for expense, item in links:
        found.setdefault(ExpenseId(expense), []).append(item)
    return {expense: tuple(items) for expense, items in found.items()}


def fill(db: Database) -> None:
    """Note what payments settled in a book that knew only the number of the slip.

    Only where nothing is left to doubt. An operation like any other, at the time of the last
    one: that is the moment whose state it tells.
    """
    last = journal.history(db, 1)
    if not last or db.conn.execute("SELECT 1 FROM settlement").fetchone():
        return
    with journal.operation(db, "settlement.fill", "补记付款与费用的对应", last[0].at):
        rows.insert_many(db, "settlement", _SHAPE.columns, db.conn.execute(_KNOWN).fetchall())


def _found(db: Database, column: str, ids: Iterable[int]) -> Mapping[SettlementId, Settlement]:
    selected = db.conn.execute(
        f"SELECT {_SHAPE.selected} FROM settlement "  # noqa: S608 -- from the shape
        f"WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY id",
        [rows.id_list(ids)],
    )
    return {SettlementId(number): _SHAPE.record(values) for number, *values in selected}
