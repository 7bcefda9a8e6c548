"""Support beside support: what may not be paid twice, what may, and who is to be asked first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.assessment import Clause


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
