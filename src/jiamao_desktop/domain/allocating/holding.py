"""Whether a leaf holds: covers what it is paid even when the item that weighs most is lost.

That is the worst loss, for a larger weight never comes to less.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from jiamao_desktop.domain.allocation import Leaf, Tiers, gross_of

Put = tuple[int, int]
"""A leaf, and the weight that an item brings to it."""


class Needs:
    """How much weight a leaf needs to be paid what it is paid, by the number of its items."""

    def __init__(self, leaves: Sequence[Leaf], paid: Sequence[int], most: Sequence[int]) -> None:
        """Take the payments.

        Args:
            leaves: Of the model.
            paid: Fen, for each of them.
            most: The weight that all items of each could bring together.
        """
        self._leaves = leaves
        self._paid = paid
        self._most = most
        self._tiered = {
            place
            for place, leaf in enumerate(leaves)
            if any(isinstance(step, Tiers) for step in leaf.steps)
        }
        self._known: dict[tuple[int, int], int | None] = {}

    def least(self, place: int, items: int) -> int | None:
        """Return the least weight that covers the payment, or ``None`` if no weight does."""
        leaf = self._leaves[place]
        if items < max(leaf.least_items, 1):
            return None
        if place not in self._tiered:
            items = max(leaf.least_items, 1)  # more of them change nothing
        if (place, items) not in self._known:
            self._known[place, items] = self._search(place, items)
        return self._known[place, items]

    def _search(self, place: int, items: int) -> int | None:
        leaf, paid = self._leaves[place], self._paid[place]
        low, high = 0, self._most[place]
        if gross_of(leaf, high, items) < paid:
            return None
        while low < high:
            middle = (low + high) // 2
            if gross_of(leaf, middle, items) >= paid:
                high = middle
            else:
                low = middle + 1
        return low


class Stand:
    """What stands on each leaf; weights are kept sorted, for the largest is the worst to lose."""

    def __init__(self, needs: Needs, leaves: Sequence[int], fixed: Sequence[Put]) -> None:
        """Begin with what is used anyway.

        Args:
            needs: How much each leaf needs.
            leaves: Those that have to hold.
            fixed: Leaf and weight of each item on them that stays.
        """
        self._needs = needs
        self.weights: dict[int, list[int]] = {leaf: [] for leaf in leaves}
        self.sums = dict.fromkeys(leaves, 0)
        self.add(fixed)

    def add(self, puts: Sequence[Put]) -> None:
        """Let items stand."""
        for leaf, weight in puts:
            insort(self.weights[leaf], weight)
            self.sums[leaf] += weight

    def remove(self, puts: Sequence[Put]) -> None:
        """Take items away again."""
        for leaf, weight in puts:
            weights = self.weights[leaf]
            del weights[bisect_left(weights, weight)]
            self.sums[leaf] -= weight

    def carries(self, leaf: int, items: int, total: int, largest: int) -> bool:
        """Tell whether so many items would hold a leaf."""
        need = self._needs.least(leaf, items - 1)
        return need is not None and total - largest >= need

    def holds(self, leaf: int) -> bool:
        """Tell whether any one item of a leaf could be lost."""
        weights = self.weights[leaf]
        return bool(weights) and self.carries(leaf, len(weights), self.sums[leaf], weights[-1])

    def lacks(self, leaf: int, further: int) -> int:
        """Return how much weight is lacking if up to so many items more come."""
        weights = self.weights[leaf]
        need = self._needs.least(leaf, len(weights) + further - 1)
        spared = self.sums[leaf] - (weights[-1] if weights else 0)
        return 0 if need is None else max(need - spared, 0)
