"""What people do without a solver: the highest rate for each expense, or the largest gain first.

Neither is the best; how far they fall short is what the best plan is worth. Both are worked out
again by ``evaluate``, so what they come to is exact, and both give the same for any order.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Item,
    Leaf,
    Mode,
    Model,
    Ratio,
    Tiers,
    evaluate,
    gross_of,
    weighed,
)

ROUNDS = 4
"""How often leaves are given up before all that are too small are."""


@dataclass(frozen=True, slots=True)
class _Ceiling:
    """A ceiling of a leaf, and by how much later steps change it; it grows with the items."""

    first: int
    more: int
    most: int | None
    num: int
    den: int

    def fen(self, items: int) -> int:
        """Return it for so many items."""
        counted = items if self.most is None else min(items, self.most)
        return (self.first + self.more * (counted - 1)) * self.num // self.den


@dataclass(frozen=True, slots=True)
class _Rate:
    """What a leaf seems to pay: its rate and its ceilings, without minimums and rounding."""

    num: int
    den: int
    ceilings: tuple[_Ceiling, ...]

    def fen(self, weight: int, items: int) -> int:
        """Return what so much seems to come to, in whole fen downwards."""
        fen = weight * self.num // self.den
        for ceiling in self.ceilings:
            fen = min(fen, ceiling.fen(items))
        return fen


def _rate_of(leaf: Leaf) -> _Rate:
    """Take from a leaf what a person goes by when choosing."""
    num, den = 1, 1
    ceilings: list[_Ceiling] = []
    for step in reversed(leaf.steps):  # a ceiling is multiplied by the ratios that follow it
        match step:
            case Ratio():
                num, den = num * step.num, den * step.den
            case AtMost():
                ceilings.append(_Ceiling(step.fen, 0, None, num, den))
            case Tiers():
                ceilings.append(_Ceiling(step.first, step.more, step.most, num, den))
    return _Rate(num, den, tuple(ceilings))


def obvious(model: Model) -> Allocation:
    """Claim each item where it alone comes to most, and hand in every paper.

    This is what "take the highest rate" means: caps that are shared, minimums and rounding are
    not looked at before everything has been chosen. What then comes to nothing by itself is left
    out; what a shared cap takes away is handed in all the same.
    """
    rates = [_rate_of(leaf) for leaf in model.leaves]
    keys = [leaf.key for leaf in model.leaves]
    modes = [_highest(item, rates, keys) for item in model.items]
    weights, counts = weighed(model, modes)
    nothing = {
        place
        for place, leaf in enumerate(model.leaves)
        if not gross_of(leaf, weights[place], counts[place])
    }
    for place, mode in enumerate(modes):
        if mode != UNUSED and all(leaf in nothing for leaf, _ in model.items[place].modes[mode]):
            modes[place] = UNUSED
    return evaluate(model, modes)


def _highest(item: Item, rates: Sequence[_Rate], keys: Sequence[str]) -> int:
    """Return the mode in which an item alone comes to most, of equals the one of smaller keys."""
    best, most = UNUSED, 0
    for place, mode in enumerate(item.modes):
        alone = 0
        for leaf, weight in mode:
            alone += rates[leaf].fen(weight, 1)
        if alone > most or (
            alone and alone == most and _named(mode, keys) < _named(item.modes[best], keys)
        ):
            best, most = place, alone
    return best


def _named(mode: Mode, keys: Sequence[str]) -> list[tuple[str, int]]:
    """Order modes that come to as much: by the keys of their leaves, the larger weight first."""
    return sorted((keys[leaf], -weight) for leaf, weight in mode)


def careful(model: Model) -> Allocation:
    """Claim the item and the measure that bring most next, until nothing brings more.

    Shared caps are looked at. A leaf that then stays below its minimum is given up, the emptiest
    first, and everything is chosen anew; the best of these rounds and of the obvious choice is
    taken.
    """
    closed: set[int] = set()
    best = obvious(model)
    for left in range(ROUNDS, -1, -1):
        modes = _Greedy(model, closed).choose()
        found = evaluate(model, modes)
        if (found.total, -found.vouchers) > (best.total, -best.vouchers):
            best = found
        weights, _ = weighed(model, modes)
        failed = [leaf for leaf, weight in enumerate(weights) if weight and not found.paid[leaf]]
        if not failed or not left:
            break
        failed.sort(key=lambda leaf: (weights[leaf], model.leaves[leaf].key))
        closed.update(failed[: -(-len(failed) // left)])
    return best


class _Greedy:
    """One round of choosing by the gain, with sums kept as it goes."""

    def __init__(self, model: Model, closed: set[int]) -> None:
        self._model = model
        self._closed = closed
        self._rates = [_rate_of(leaf) for leaf in model.leaves]
        self._keys = [leaf.key for leaf in model.leaves]
        self._rooms: list[list[int]] = [[] for _ in model.leaves]
        for place, room in enumerate(model.rooms):
            for leaf in room.leaves:
                self._rooms[leaf].append(place)
        self._free = [room.fen for room in model.rooms]
        self._weights = [0] * len(model.leaves)
        self._counts = [0] * len(model.leaves)
        self._paid = [0] * len(model.leaves)

    def choose(self) -> list[int]:
        """Return a mode for each item.

        A gain seldom grows while caps fill, so the largest gain known is worked out again and
        taken if it is still not less than the next: no item is looked at more often than needed.
        """
        items = self._model.items
        chosen = [UNUSED] * len(items)
        queue = [
            (-gain, item.key, place)
            for place, item in enumerate(items)
            if (gain := self._most(item)[0]) > 0
        ]
        heapq.heapify(queue)
        while queue:
            known, key, place = queue[0]
            gain, mode = self._most(items[place])
            if gain <= 0:
                heapq.heappop(queue)
            elif gain >= -known:
                heapq.heappop(queue)
                chosen[place] = mode
                self._take(items[place].modes[mode])
            else:
                heapq.heapreplace(queue, (-gain, key, place))
        return chosen

    def _most(self, item: Item) -> tuple[int, int]:
        """Return the largest gain that an item brings now, and its mode; smaller keys win."""
        best, most = UNUSED, 0
        for place, mode in enumerate(item.modes):
            gain = self._gain(mode)
            if gain > most or (
                gain
                and gain == most
                and _named(mode, self._keys) < _named(item.modes[best], self._keys)
            ):
                best, most = place, gain
        return most, best

    def _gain(self, mode: Mode) -> int:
        """Return by how much more could be paid."""
        if len(mode) == 1:
            leaf, weight = mode[0]
            return self._step(leaf, weight)
        steps: list[tuple[int, int]] = []
        for leaf, weight in mode:
            step = self._step(leaf, weight)
            self._pay(leaf, step)
            steps.append((leaf, step))
        for leaf, step in steps:
            self._pay(leaf, -step)
        return sum(step for _, step in steps)

    def _step(self, leaf: int, weight: int) -> int:
        """Return how much more one leaf could be paid with so much more weight."""
        if leaf in self._closed:
            return 0
        reached = self._rates[leaf].fen(self._weights[leaf] + weight, self._counts[leaf] + 1)
        step = reached - self._paid[leaf]
        for room in self._rooms[leaf]:
            step = min(step, self._free[room])
        return step

    def _pay(self, leaf: int, fen: int) -> None:
        self._paid[leaf] += fen
        for room in self._rooms[leaf]:
            self._free[room] -= fen

    def _take(self, mode: Mode) -> None:
        for leaf, weight in mode:
            self._pay(leaf, self._step(leaf, weight))
            self._weights[leaf] += weight
            self._counts[leaf] += 1
