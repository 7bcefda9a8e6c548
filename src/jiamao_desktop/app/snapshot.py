"""An assessment as it was on the day, kept with the claim.

Ten years later the claim still explains itself, whatever the pack says by then.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from fractions import Fraction
from typing import Any

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
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=_plain)


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
