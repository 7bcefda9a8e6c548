"""An assessment as it was on the day, kept with the claim.

Ten years later the claim still explains itself, whatever the pack says by then.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from fractions import Fraction
from typing import Any

from jiamao_desktop.app import guiding
from jiamao_desktop.app.assessing import Card
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.money import Money


def snapshot_of(ws: Workspace, card: Card) -> str:
    """Return facts, worksheet and readings as JSON with sorted keys."""
    content = {
        "on": ws.clock.today(),
        "pack": [card.pack, card.pack_version],
        "level": ws.catalog.pack(card.pack, card.pack_version).level,
        "facts": card.facts,
        "assessment": dataclasses.asdict(card.assessment),
        "guide": _guide(ws, card),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=_plain)


def _guide(ws: Workspace, card: Card) -> dict[str, Any] | None:
    """Return whose list of papers was used, and the list as it was."""
    measure = ws.catalog.pack(card.pack, card.pack_version).measure(card.measure)
    used = guiding.guide_in_use(ws, card.measure, card.project, measure)
    if used.guide is None:
        return None
    return {
        "id": used.guide.id,
        "label": used.guide.label,
        "adopted": used.adopted,
        "papers": [
            {"id": one.id, "title": one.title, "copies": one.copies}
            for one in guiding.materials_in_use(ws, measure, card.project)
        ],
    }


def _plain(value: object) -> Any:
    """Return exact values as exact text: money in fen, ratios as fractions, days as ISO."""
    match value:
        case Money():
            return value.fen
        case Fraction():
            return str(value)
        case dt.date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
    raise TypeError(type(value).__name__)
