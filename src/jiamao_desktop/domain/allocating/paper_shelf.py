"""What vouchers bring in one leaf, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiamao_desktop.domain.allocating.staircase import Sum
from jiamao_desktop.domain.allocation import Leaf, gross_of


class Entry(NamedTuple):
    """An item that could come into a leaf.

    Attributes:
        cost: Vouchers it is charged here; nothing if it is charged in another leaf of its modes.
    """

    weight: int
    cost: int
    item: int


Groups = list[tuple[int, list[Entry]]]
"""Items by cost, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What further vouchers bring in one leaf.

    Attributes:
        stairs: The most gross, by vouchers.
        groups: Items by cost, the heaviest first.
        weights: How the vouchers are shared out among the groups.
        free: Items that cost nothing here.
    """

    stairs: list[int]
    groups: tuple[tuple[int, list[Entry]], ...]
    weights: Sum
    free: list[Entry]

    def picked(self, vouchers: int) -> list[Entry]:
        """Return the items that bring the most for so many vouchers."""
        if vouchers >= len(self.stairs):
            vouchers = len(self.stairs) - 1
        found = list[Entry]()
        for (cost, entries), share in zip(self.groups, self.weights.split(vouchers), strict=True):
            found += entries[: -(-share // cost)]
        return found


EMPTY = Shelf([0], (), Sum([], 0), [])


def shelf_of(
    leaf: Leaf,
    base: tuple[int, int],
    groups: Sequence[tuple[int, list[Entry]]],
    top: int,
    limit: int,
) -> Shelf:
    """Return what so many vouchers bring in a leaf.

    Args:
        leaf: The leaf.
        base: Weight and number of the items that are settled to be in it.
        groups: The others by cost, the heaviest first.
        top: More than this is of no use.
        limit: The most vouchers that are asked for.
    """
    weight, count = base
    free: list[Entry] = []
    paid = [(cost, entries[: limit // cost]) for cost, entries in groups if cost]
    for cost, entries in groups:
        if not cost:
            free = entries
            weight += sum(one.weight for one in free)
            count += len(free)
    weights = Sum([_spread([one.weight for one in some], cost) for cost, some in paid], limit)
    if [cost for cost, _ in paid] == [1]:
        counts = list(range(len(weights.stairs)))
    else:
        counts = Sum([_spread([1] * len(some), cost) for cost, some in paid], limit).stairs
    stairs: list[int] = []
    for vouchers, more in enumerate(weights.stairs):
        items = count + counts[min(vouchers, len(counts) - 1)]
        gross = gross_of(leaf, weight + more, items)
        stairs.append(gross if gross >= leaf.least else 0)
        if gross >= top:
            break
    return Shelf(stairs, tuple(paid), weights, free)


def _spread(values: Sequence[int], cost: int) -> list[int]:
    """Return the staircase of things that each cost so many vouchers, in their order."""
    stairs, top = [0], 0
    for value in values:
        stairs += [top] * (cost - 1)
        top += value
        stairs.append(top)
    return stairs
