"""The rows of the linear program that prices for caps and vouchers come from."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.allocating.paper_offer import Opening
from jiamao_desktop.domain.allocating.price_finding import SHIFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is left of a question once some items are decided.

    Attributes:
        limit: The vouchers that may still be spent.
        voucher: The price of a voucher that is given instead of a limit, or ``None``.
        items: Those that are not decided.
        weights, counts: What the others bring into each leaf, before caps, and how many.
        opening: What is assumed of each leaf.
        floors: For each leaf that is open the weight that it needs, as it counts before prices,
            and the items.
    """

    limit: int
    voucher: int | None
    items: Sequence[int]
    weights: Sequence[int]
    counts: Sequence[int]
    opening: Sequence[Opening]
    floors: dict[int, tuple[int, int]]

    def missing(self, leaf: int) -> int:
        """Return the weight that an open leaf still needs: no item helps it by more."""
        return max(self.floors[leaf][0] - self.weights[leaf], 0)


@dataclass(slots=True)
class Rows:
    """The rows of a problem: what they allow, in which units, and what each kind is about."""

    limits: list[int] = field(default_factory=list)
    scales: list[int] = field(default_factory=list)
    money: dict[int, list[int]] = field(default_factory=dict)
    spills: dict[int, int] = field(default_factory=dict)
    tiers: dict[int, int] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)

    def add(self, limit: int, scale: int) -> int:
        """Take in a row and return its place."""
        self.limits.append((limit << SHIFT) // scale)
        self.scales.append(scale)
        return len(self.limits) - 1


def crossed(caps: Sequence[tuple[int, tuple[int, ...]]]) -> set[int]:
    """Return the leaves that lie in caps of which none holds the other."""
    groups = [frozenset(leaves) for _, leaves in caps]
    return {
        leaf
        for one, other in itertools.combinations(groups, 2)
        if not (one <= other or other <= one)
        for leaf in one & other
    }
