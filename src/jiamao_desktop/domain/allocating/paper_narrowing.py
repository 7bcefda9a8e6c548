"""What an answer cannot do without: ways to claim items that leave the sum out of reach.

The sum that is asked for is the most there is, so there is little to give away. Every way to
claim an item is tried on its own: it takes the item away from all other leaves, and if these,
with everything else that might still come to them, can no longer reach the sum, no answer claims
the item so. Each way that falls leaves less to the others, until nothing falls any more. Often
this settles all large items, and prices have only the small ones to tell apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocating.paper_lines import Threshold
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocation import UNUSED, gross_of

MANY = 60
"""With more items than these it takes longer than it helps."""

Ways = list[list[int]]
"""For each item the places of the options that are left to it, and ``UNUSED``."""


@dataclass(frozen=True, slots=True)
class Left:
    """What leads to a sum.

    Attributes:
        ways: Of each item.
        needs: The leaves that no answer does without, and what it takes of each at least.
    """

    ways: Ways
    needs: dict[int, Threshold]


@dataclass(frozen=True, slots=True)
class _Loads:
    """What could come into each leaf at most: weights, items, and what these come to."""

    weights: list[int]
    counts: list[int]
    gross: list[int]


class Narrowing:
    """A sheet, and what has to be paid, seen way by way."""

    def __init__(self, sheet: Sheet, total: int) -> None:
        """Keep for each way of each item what it brings where.

        Args:
            sheet: The question.
            total: What has to be paid.
        """
        self._sheet = sheet
        self._total = total
        self._brings: list[dict[int, dict[int, int]]] = []
        for options in sheet.options:
            ways = {at: dict(option.parts) for at, option in enumerate(options)}
            self._brings.append({UNUSED: {}} | ways)
        self._cap: Sequence[int] = sheet.cap
        self._known: dict[tuple[int, int, int], int] = {}

    def left(self, state: Sequence[int], closed: Collection[int] = ()) -> Left | None:
        """Return the ways that may lead to the sum, or ``None``: it is out of reach.

        Args:
            state: For each item the place of its option, ``UNUSED``, or less: not decided.
            closed: Leaves that are to be paid nothing.
        """
        self._cap = [0 if at in closed else fen for at, fen in enumerate(self._sheet.cap)]
        ways = [
            list(brings) if at < UNUSED else [at]
            for brings, at in zip(self._brings, state, strict=True)
        ]
        open_ = [item for item, some in enumerate(ways) if len(some) > 1]
        loads = self._loads(ways)
        if not self._reaches(loads.gross):
            return None
        changed = True
        while changed:
            self._sheet.report()
            changed = False
            for item in open_:
                if self._narrow(ways, item, loads):
                    changed = True
                if not ways[item]:
                    return None
        return Left(ways, dict(self._needs(ways, loads)))

    def _needs(self, ways: Ways, loads: _Loads) -> Iterator[tuple[int, Threshold]]:
        """Yield what must come into a leaf, as all others together fall short without it."""
        within: dict[int, list[int]] = {leaf: [] for leaf in self._sheet.leaves}
        for item, some in enumerate(ways):
            for leaf, weight in self._most(item, some).items():
                if leaf in within:
                    within[leaf].append(weight)
        for leaf, some in within.items():
            rest = list(loads.gross)
            rest[leaf] = 0
            fen = self._total - min(tree.paid(rest) for tree in self._sheet.trees)
            if fen > 0:
                kind = self._sheet.model.leaves[leaf]
                fen = max(fen, kind.least)
                some.sort(reverse=True)
                items = weight = 0
                while gross_of(kind, weight, items) < fen:
                    weight += some[items]
                    items += 1
                least = self._weight(leaf, fen, loads.weights[leaf], loads.counts[leaf])
                yield leaf, Threshold(least, items)

    def _weight(self, leaf: int, fen: int, most: int, items: int) -> int:
        """Return the least weight that comes to so much."""
        known = self._known.get((leaf, fen, items))
        if known is None:
            kind = self._sheet.model.leaves[leaf]
            low, high = 0, most
            while low < high:
                middle = (low + high) // 2
                if gross_of(kind, middle, items) >= fen:
                    high = middle
                else:
                    low = middle + 1
            known = self._known[leaf, fen, items] = low
        return known

    def _loads(self, ways: Ways) -> _Loads:
        """Return what could come into each leaf at most."""
        count = len(self._sheet.model.leaves)
        weights, counts = [0] * count, [0] * count
        for item, some in enumerate(ways):
            for leaf, weight in self._most(item, some).items():
                weights[leaf] += weight
                counts[leaf] += 1
        gross = [self._gross(leaf, weights[leaf], counts[leaf]) for leaf in range(count)]
        return _Loads(weights, counts, gross)

    def _most(self, item: int, ways: Sequence[int]) -> dict[int, int]:
        """Return the leaves that an item could come into, and its greatest weight in each."""
        brings = self._brings[item]
        if len(ways) == 1:
            return brings[ways[0]]
        most = dict[int, int]()
        for at in ways:
            for leaf, weight in brings[at].items():
                if weight > most.get(leaf, 0):
                    most[leaf] = weight
        return most

    def _narrow(self, ways: Ways, item: int, loads: _Loads) -> bool:
        """Strike out ways of an item that put the sum out of reach; tell whether there were any."""
        some = ways[item]
        if len(some) == 1:
            return False
        most = self._most(item, some)
        left = []
        for at in some:
            gross = self._with(loads, most, self._brings[item][at])
            if gross == loads.gross or self._reaches(gross):
                left.append(at)
        if len(left) == len(some):
            return False
        ways[item] = left
        now = self._most(item, left) if left else {}
        loads.gross[:] = self._with(loads, most, now)
        for leaf, weight in most.items():
            one = now.get(leaf, 0)
            loads.weights[leaf] += one - weight
            loads.counts[leaf] -= not one
        return True

    def _with(self, loads: _Loads, most: dict[int, int], brings: dict[int, int]) -> list[int]:
        """Return what the leaves come to if an item brings no more than this of the most it may."""
        gross = list(loads.gross)
        for leaf, weight in most.items():
            one = brings.get(leaf, 0)
            if one < weight:
                gross[leaf] = self._gross(
                    leaf, loads.weights[leaf] - weight + one, loads.counts[leaf] - (not one)
                )
        return gross

    def _gross(self, leaf: int, weight: int, items: int) -> int:
        """Return what a leaf could be paid by itself."""
        cap = self._cap[leaf]
        if not cap:
            return 0
        kind = self._sheet.model.leaves[leaf]
        fen = min(gross_of(kind, weight, items), cap)
        return fen if fen >= kind.least else 0

    def _reaches(self, gross: Sequence[int]) -> bool:
        return all(tree.paid(gross) >= self._total for tree in self._sheet.trees)
