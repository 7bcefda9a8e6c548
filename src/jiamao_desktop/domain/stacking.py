"""Support beside support: what may not be paid twice, what may, and who is to be asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.line import Line


class ExclusionRule(StrEnum):
    """What is forbidden.

    ``AT_MOST_ONE``: a line of a 发票 that other funds paid for does not count at all.
    ``AT_MOST_N``: it counts until that many have paid for it. ``SUM_AT_MOST_COST``: it counts,
    but all support together may not pass what it cost.
    """

    AT_MOST_ONE = "at_most_one"
    AT_MOST_N = "at_most_n"
    SUM_AT_MOST_COST = "sum_at_most_cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """How often one line of one 发票 may be paid for (不得多头重复奖励).

    Attributes:
        most: With ``AT_MOST_N``: by how many, the measure at hand among them.
    """

    id: str
    title: str
    clause: Clause
    rule: ExclusionRule = ExclusionRule.AT_MOST_ONE
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The measures of one notice may be claimed side by side (可同时享受)."""

    id: str
    title: str
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """Whose money is to be asked for first (优先支持申报省级以上项目资金).

    Attributes:
        levels: First to last: what the ones before did not pay, the next may.
    """

    id: str
    title: str
    levels: tuple[str, ...]
    clause: Clause


OTHER_FUNDS = "其他资金"
"""What funds are called of which the record says no more than the amount."""

_BETWEEN_FUNDS = re.compile(r"[、,，;；/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacking:
    """What support of others means for the expenses of one measure.

    Attributes:
        most: By how many one line may be paid for, this measure among them; ``None``: by any.
        beside: Ids and titles of measures whose support does not count among them.
        within_cost: All support together may not pass the cost; ``None``: it may.
        own: Id and title of the measure itself: it never pays for one line twice.
    """

    most: int | None = None
    beside: frozenset[str] = frozenset()
    within_cost: Exclusion | None = None
    own: frozenset[str] = frozenset()

    def bars(self, line: Line) -> bool:
        """Tell whether a line has been paid for by so many that this measure may not."""
        if not (line.funded_by or line.other_funding):
            return False
        named = [one.strip() for one in _BETWEEN_FUNDS.split(line.funded_by)]
        if not self.own.isdisjoint(named):
            return True
        funds = [one for one in named if one] or [OTHER_FUNDS]
        others = [one for one in funds if one not in self.beside]
        return self.most is not None and len(others) >= self.most


def stacking_for(
    number: str,
    exclusions: Sequence[Exclusion],
    allowances: Sequence[Allowance],
    beside: Sequence[str],
) -> Stacking:
    """Return what the rules of one notice come to.

    Args:
        number: 文号 of the notice; a rule holds for the measures of its own notice.
        exclusions: Those of the pack.
        allowances: Likewise.
        beside: Ids and titles of the measures of the notice.
    """
    rules = [one for one in exclusions if one.clause.number == number]
    allowed = any(one.clause.number == number for one in allowances)
    counted = [one.most for one in rules if one.rule is not ExclusionRule.SUM_AT_MOST_COST]
    cost = [one for one in rules if one.rule is ExclusionRule.SUM_AT_MOST_COST]
    return Stacking(
        most=min(counted, default=None),
        beside=frozenset(beside) if allowed else frozenset(),
        within_cost=cost[0] if cost else None,
    )
