"""Processing-trade handbooks of a book, and what became of their materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.handbook import Handbook, HandbookId
from jiamao_desktop.domain.handbook_balance import Balance, balance
from jiamao_desktop.storage import handbook_sums, handbooks
from jiamao_desktop.storage.database import snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookRow:
    """A handbook in the list.

    Attributes:
        id: ``None``: declarations name it, but the book does not have its tables.
        declarations: How many name it.
    """

    id: HandbookId | None
    number: str
    handbook: Handbook | None
    declarations: int


def handbook_list(ws: Workspace) -> Sequence[HandbookRow]:
    """Return the handbooks of the book and those that its declarations name, by number."""
    db = ws.reader
    with snapshot(db):
        named = handbook_sums.declared(db)
        found = handbooks.get_many(db, handbooks.all_ids(db))
    ids: Mapping[str, HandbookId] = {one.number: number for number, one in found.items()}
    return [
        HandbookRow(
            id=ids.get(number),
            number=number,
            handbook=found[ids[number]] if number in ids else None,
            declarations=named.get(number, 0),
        )
        for number in sorted({*ids, *named})
    ]


def balance_of(ws: Workspace, number: HandbookId) -> Balance | None:
    """Return what became of the materials; ``None`` if the handbook was deleted meanwhile."""
    db = ws.reader
    with snapshot(db):
        handbook = handbooks.get_many(db, [number]).get(number)
        if handbook is None:
            return None
        items = handbook_sums.moved(db, handbook.number, trade_tables.tables().handbook)
    return balance(handbook, items)


def delete_handbook(ws: Workspace, number: HandbookId) -> Changes:
    """Take a handbook with its tables out of the book; its declarations stay."""
    with ws.operation("handbook.delete", "删除手册") as operation:
        handbooks.delete(operation.db, number)
    return operation.changes
