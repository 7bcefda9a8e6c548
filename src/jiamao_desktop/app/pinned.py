"""What a claim is pinned to: its version of the pack, and what it kept of its own figures."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Pack


def pack_of(ws: Workspace, claim: Claim) -> Pack:
    """Return the version of the pack that a claim was made with.

    Raises:
        UserError: ``pack.version_missing``.
    """
    return ws.catalog.pack(claim.pack, claim.pack_version)


def measure_of(ws: Workspace, claim: Claim, pack: Pack | None = None) -> Measure:
    """Return the measure of a claim as its version, or another one, has it.

    Raises:
        UserError: ``pack.version_missing``; ``measure.unknown``.
    """
    for measure in (pack or pack_of(ws, claim)).measures:
        if measure.id == claim.measure:
            return measure
    raise UserError("measure.unknown", measure=claim.measure)


def title_of(ws: Workspace, claim: Claim) -> str:
    """Return the title of a claim's measure; its id if its version is not on this computer."""
    try:
        return measure_of(ws, claim).title
    except JiamaoError:
        return ws.catalog.measure_title(claim.measure)


def level_of(ws: Workspace, claim: Claim) -> str:
    """Return whose money a claim asks for, even if its pack is not on this computer."""
    try:
        return pack_of(ws, claim).level
    except JiamaoError:
        return str(_kept(claim).get("level", ""))


def kept_worksheet(claim: Claim) -> Sequence[tuple[str, str, Fraction]]:
    """Return the lines that a claim's figures came from: step, text and result in fen."""
    assessment = _kept(claim).get("assessment", {})
    return [
        (str(line["step"]), str(line["text"]), Fraction(line["exact_fen"]))
        for line in assessment.get("worksheet", [])
    ]


def used_by_day(claim: Claim) -> Sequence[tuple[dt.date, Money]]:
    """Return how much of caps a claim uses up, and on which days: those of its expenses.

    A yearly cap is used up in the year that the expenses fall into, whenever the claim was made.
    Another amount than was worked out is spread over the years as that one was.
    """
    left = (claim.applied if claim.granted is None else claim.granted).fen
    parts = _worked_out(claim.snapshot)
    rest = sum(fen for _, fen in parts)
    if not rest:
        return [(claim.created_on, Money(left))]
    found = []
    for day, fen in parts:
        part = left * fen // rest
        left, rest = left - part, rest - fen
        found.append((day, Money(part)))
    return found


@functools.lru_cache(maxsize=1000)
def _worked_out(snapshot: str) -> tuple[tuple[dt.date, int], ...]:
    """Return the days of an assessment and what it came to on each, as far as it kept them."""
    found = json.loads(snapshot)
    assessment = found.get("assessment", {}) if isinstance(found, dict) else {}
    by_day = [
        (dt.date.fromisoformat(day), int(amount["fen"]))
        for day, amount in assessment.get("by_day", [])
    ]
    return tuple((day, fen) for day, fen in by_day if fen > 0)


def _kept(claim: Claim) -> Mapping[str, Any]:
    found = json.loads(claim.snapshot)
    return found if isinstance(found, dict) else {}
