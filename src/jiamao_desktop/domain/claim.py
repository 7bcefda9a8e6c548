"""What is filed (申报). Four amounts, never mixed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId

ClaimId = NewType("ClaimId", int)
GrantId = NewType("GrantId", int)


class ClaimState(StrEnum):
    """Where a claim stands."""

    DRAFT = "draft"
    READY = "ready"
    FILED = "filed"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One filing under one measure, pinned to the pack version it was made with.

    Attributes:
        spent: 实际发生额. ceiling: 测算上限. applied: 申请金额. granted: 核定金额, once known.
        snapshot: The assessment as it was, as JSON: facts, worksheet, readings.
        chosen: Its expenses were chosen among those that would count: whoever works it out
            again looks at these alone.
    """

    measure: str
    pack: str
    pack_version: str
    title: str
    state: ClaimState
    created_on: dt.date
    project: ProjectId | None
    expenses: tuple[ExpenseId, ...]
    spent: Money
    ceiling: Money
    applied: Money
    granted: Money | None = None
    snapshot: str = "{}"
    chosen: bool = False

    @property
    def only(self) -> frozenset[ExpenseId] | None:
        """Return the expenses it may be worked out from; ``None``: whatever counts."""
        return frozenset(self.expenses) if self.chosen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Support received before, here or elsewhere: it uses up caps (已获支持).

    Attributes:
        measure: Measure id, or any text for support from outside the packs.
        level: ``central``, ``provincial``, ``municipal`` or ``county``.
        group: Given to another firm of the group: it uses up what the group shares, no more.
    """

    measure: str
    level: str
    amount: Money
    granted_on: dt.date
    note: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """One line of a 发票 that a grant was given for; it must not be claimed again.

    Attributes:
        line: Place of the line, from one; ``None``: the whole 发票.
    """

    fapiao_number: str
    fapiao_code: str = ""
    line: int | None = None
    amount: Money
