"""What a book holds that newly read vouchers may belong to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.payment import PaymentId
from jiamao_desktop.storage import rows
from jiamao_desktop.storage.database import Database

_MOST = 20_000
"""So many open records at most are compared with a batch, the newest first."""
_UNSETTLED = "NOT EXISTS (SELECT 1 FROM settlement WHERE settlement.expense=expense.id)"
_PARTLY = (
    "fapiao IS NOT NULL AND (SELECT min(currency)='CNY' AND max(currency)='CNY' "
    "AND sum(amount_hundredths) BETWEEN 1 AND gross_fen-1 "
    "FROM settlement WHERE settlement.expense=expense.id)"
)


def open_expenses(db: Database, amounts: Collection[int]) -> list[ExpenseId]:
    """Return expenses that still lack a payment, a part of one or a 发票: a batch may bring it.

    Args:
        db: A reading connection.
        amounts: Fen that occur in the batch; what is paid already is asked for by amount only.
    """
    found = db.conn.execute(
        "SELECT id FROM expense WHERE paid_on IS NULL "  # noqa: S608 -- constants
        f"AND ({_UNSETTLED} OR ({_PARTLY})) "
        "UNION SELECT id FROM expense WHERE gross_fen IN (SELECT value FROM json_each(?)) "
        f"AND ((bank_slip_number='' AND {_UNSETTLED}) OR fapiao IS NULL) "
        "ORDER BY 1 DESC LIMIT ?",
        [rows.id_list(amounts), _MOST],
    )
    return [ExpenseId(number) for [number] in found]


def open_fapiao(db: Database, amounts: Collection[int]) -> list[FapiaoId]:
    """Return 发票 without an expense that nothing was paid for, by amount."""
    found = db.conn.execute(
        "SELECT id FROM fapiao WHERE gross_fen IN (SELECT value FROM json_each(?)) "
        "AND id NOT IN (SELECT fapiao FROM expense WHERE fapiao IS NOT NULL) "
        "AND NOT EXISTS (SELECT 1 FROM settlement WHERE settlement.fapiao=fapiao.id) "
        "ORDER BY id DESC LIMIT ?",
        [rows.id_list(amounts), _MOST],
    )
    return [FapiaoId(number) for [number] in found]


def open_payments(db: Database) -> list[PaymentId]:
    """Return payments that have not settled anything yet."""
    found = db.conn.execute(
        "SELECT id FROM payment WHERE id NOT IN (SELECT payment FROM settlement) "
        "ORDER BY id DESC LIMIT ?",
        [_MOST],
    )
    return [PaymentId(number) for [number] in found]


def blue(db: Database, amounts: Collection[int], numbers: Collection[str]) -> list[FapiaoId]:
    """Return the 发票 that red ones of a batch may take back: by amount, or by number."""
    found = db.conn.execute(
        "SELECT id FROM fapiao WHERE gross_fen > 0 AND "
        "(gross_fen IN (SELECT value FROM json_each(?)) "
        "OR number IN (SELECT value FROM json_each(?))) ORDER BY id DESC LIMIT ?",
        [rows.id_list(amounts), json.dumps(list(numbers)), _MOST],
    )
    return [FapiaoId(number) for [number] in found]


def red(db: Database) -> list[FapiaoId]:
    """Return the red 发票 whose blue ones the book has not found yet."""
    found = db.conn.execute(
        "SELECT id FROM fapiao WHERE gross_fen < 0 AND blue IS NULL ORDER BY id DESC LIMIT ?",
        [_MOST],
    )
    return [FapiaoId(number) for [number] in found]


def expenses_of(
    db: Database, fapiao: Iterable[FapiaoId]
) -> Mapping[FapiaoId, tuple[ExpenseId, ...]]:
    """Return the expenses that stand on each 发票; one without any is absent."""
    found: dict[FapiaoId, list[ExpenseId]] = {}
    links = db.conn.execute(
        "SELECT fapiao, id FROM expense WHERE fapiao IN (SELECT value FROM json_each(?)) "
        "ORDER BY id",
        [rows.id_list(fapiao)],
    )
    for number, expense in links:
        found.setdefault(FapiaoId(number), []).append(ExpenseId(expense))
    return {number: tuple(every) for number, every in found.items()}


def items_named(db: Database, numbers: Collection[str]) -> list[tuple[int, str, int]]:
    """Return the customs items of declarations with these numbers: id, number, place."""
    found = db.conn.execute(
        "SELECT declaration_item.id, declaration.number, declaration_item.number "
        "FROM declaration_item JOIN declaration ON declaration.id=declaration_item.declaration "
        "WHERE declaration.number IN (SELECT value FROM json_each(?)) "
        "ORDER BY declaration_item.id",
        [json.dumps(list(numbers))],
    )
    return [(int(number), str(name), int(place)) for number, name, place in found]


def with_fapiao(db: Database) -> list[ExpenseId]:
    """Return the expenses that name a 发票."""
    found = db.conn.execute("SELECT id FROM expense WHERE fapiao_number <> '' ORDER BY id")
    return [ExpenseId(number) for [number] in found]
