"""Which unclear words make a difference to a card: to its amount, or to whether it holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from jiamao_desktop.app.assessing import Card, Group, case_for, plan_of
from jiamao_desktop.app.explaining import for_officers
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Reading
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.verdicts import outlook


def swaying(ws: Workspace, card: Card) -> Sequence[Reading]:
    """Return the unclear words of a card whose options come to different results.

    Each is tried with the others as chosen. Where the card depends on how its notice is read
    and no word alone makes the difference, it takes several together: then all are returned.
    """
    pack = ws.catalog.pack_of(card.measure)
    measure = pack.measure(card.measure)
    plan = plan_of(ws, pack, measure)
    case = case_for(ws, pack, measure, card.project)
    readings = card.assessment.readings
    found = [one for one in readings if one.low != one.high or _turns(plan, case, one)]
    together = card.group is Group.READING and not for_officers(card)
    return readings if together and not found else found


def _turns(plan: Plan, case: Case, reading: Reading) -> bool:
    """Tell whether the options of a word lead to different verdicts."""
    return len({_verdict(plan, case, reading, option) for option, _ in reading.options}) > 1


def _verdict(plan: Plan, case: Case, reading: Reading, option: str) -> tuple[bool | None, bool]:
    """Return whether a measure holds under an option, and whether an officer has to say so."""
    tried = dataclasses.replace(case, readings={**case.readings, reading.id: option})
    found = outlook(plan.assess(tried).findings)
    return found.holds, found.doubtful
