"""Processing-trade handbooks of a book, and what became of their materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import trade_tables
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.handbook import Handbook, HandbookId
from jiamao_desktop.domain.handbook_balance import Balance, Part, Role, balance
from jiamao_desktop.domain.trade import Wanted
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
    """Return the handbooks of the book by number, then those that only declarations name."""
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
        for number in sorted({*ids, *named}, key=lambda one: (one not in ids, one))
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


def behind(number: str, part: Part, serial: int) -> Wanted:
    """Return the choice of the items that a column of a material is made of."""
    return Wanted(
        handbook=number,
        serial=str(serial),
        regimes=_regimes(_ROLES[part]),
        direction=_SIDES.get(part),
    )


def behind_product(number: str, serial: int) -> Wanted:
    """Return the choice of the items of a product, all that left and came back."""
    used = _regimes(Role.PRODUCTS, Role.PRODUCT_EXCHANGE)
    return Wanted(
        handbook=number,
        serial=str(serial),
        regimes=used | _regimes(Role.MAIN),
        direction=Direction.EXPORT,
    )


_ROLES = {
    Part.IMPORTED: Role.MAIN,
    Part.CARRIED_IN: Role.CARRIED,
    Part.CARRIED_OUT: Role.CARRIED,
    Part.EXCHANGED: Role.EXCHANGE,
    Part.RETURNED: Role.RETURNED,
    Part.SOLD: Role.SOLD,
    Part.SCRAPPED: Role.SCRAPPED,
}
_SIDES = {
    Part.IMPORTED: Direction.IMPORT,
    Part.CARRIED_IN: Direction.IMPORT,
    Part.CARRIED_OUT: Direction.EXPORT,
}


def _regimes(*roles: Role) -> frozenset[str]:
    known = trade_tables.tables().handbook
    return frozenset(regime for regime, role in known.items() if Role(role) in roles)


def delete_handbook(ws: Workspace, number: HandbookId) -> Changes:
    """Take a handbook with its tables out of the book; its declarations stay."""
    with ws.operation("handbook.delete", "删除手册") as operation:
        handbooks.delete(operation.db, number)
    return operation.changes
