"""How a measure that is refused today could be had: the nearest ways to qualify."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.app.assessing import Card, Group, case_for
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.nearest import Way, nearest

_MOST = 3


def may_have_ways(card: Card) -> bool:
    """Tell whether asking for ways makes sense: only a *no* can be turned."""
    return card.group is Group.NO


def ways(ws: Workspace, card: Card, most: int = _MOST) -> Sequence[Way]:
    """Return the smallest changes that would turn a card's *no* into a yes, fewest first."""
    if not may_have_ways(card):
        return ()
    pack = ws.catalog.pack_of(card.measure)
    measure = pack.measure(card.measure)
    case = case_for(ws, pack, measure, card.project)
    return nearest(pack, measure, case, most, ws.catalog.categories)
