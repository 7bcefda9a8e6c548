"""The trade record: customs declarations in the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.customs import Declaration, DeclarationId
from jiamao_desktop.storage import declarations


def declaration_ids(ws: Workspace, contains: str = "") -> Sequence[DeclarationId]:
    """Return the ids of the matching declarations, newest first."""
    return cast("Sequence[DeclarationId]", declarations.ids(ws.reader, contains=contains))


def declaration_rows(
    ws: Workspace, ids: Sequence[DeclarationId]
) -> Mapping[DeclarationId, Declaration]:
    """Return declarations by id; one deleted meanwhile is simply absent."""
    return declarations.get_many(ws.reader, ids)


def trade_totals(ws: Workspace) -> Mapping[str, int]:
    """Return the sum of all items by currency, in its hundredths."""
    return declarations.totals(ws.reader)
