"""The trade record: customs declarations in the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, DeclarationId, Direction
from jiamao_desktop.domain.trade import By, Wanted
from jiamao_desktop.storage import declarations, trade_sums

EVERYTHING = Wanted()


def declaration_ids(ws: Workspace, wanted: Wanted = EVERYTHING) -> Sequence[DeclarationId]:
    """Return the ids of the declarations with an item that is meant, newest first."""
    return cast("Sequence[DeclarationId]", trade_sums.ids(ws.reader, wanted))


def declaration_rows(
    ws: Workspace, ids: Sequence[DeclarationId]
) -> Mapping[DeclarationId, Declaration]:
    """Return declarations by id; one deleted meanwhile is simply absent."""
    return declarations.get_many(ws.reader, ids)


def trade_totals(
    ws: Workspace, wanted: Wanted = EVERYTHING
) -> Mapping[Direction | None, Mapping[str, int]]:
    """Return the items that are meant added up, by direction and currency, in its hundredths.

    Currencies stand in the order of their names; what has no amount in any item is left out.
    """
    sums: dict[Direction | None, dict[str, int]] = {}
    for cell in trade_sums.cells(ws.reader, wanted, By.CURRENCY):
        if cell.items > cell.unpriced:
            sums.setdefault(cell.direction, {})[cell.currency] = cell.hundredths
    return sums
