"""What a search over a core works with: bounds of what is decided, and answers near a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiamao_desktop.domain.allocating.contest import Core
from jiamao_desktop.domain.allocating.core_node import Alike, Free, Node, splits_of
from jiamao_desktop.domain.allocating.fixed_point import ONE
from jiamao_desktop.domain.allocating.prices import SHIFT, Prices, Status, Worth
from jiamao_desktop.domain.allocating.relaxation import Held, Relaxation, bulk
from jiamao_desktop.domain.allocating.steps_left import StepsLeft

KEPT = 64
"""Prices whose worth is kept."""

Values = list[list[tuple[int, int]]]
"""For each kind and mode: worth for each unit of size, and besides."""


class CoreDesk:
    """A core, its program, and what both say of a node.

    Attributes:
        items: Kind and size of each contested item, kind by kind.
    """

    def __init__(self, core: Core, relaxation: Relaxation, steps: StepsLeft) -> None:
        """Set up."""
        self.core = core
        self.steps = steps
        self.relaxation = relaxation
        self.items = [
            (number, size) for number, kind in enumerate(core.kinds) for size in kind.sizes
        ]
        self._rates = [
            (some[0].weight.numerator << SHIFT) // some[0].weight.denominator if some else 0
            for some in relaxation.scarce.lines
        ]
        self._worths: dict[tuple[Prices, tuple[Status, ...]], tuple[Worth, Values]] = {}

    def held(self, node: Node) -> Held:
        """Return what a node has decided, as the program wants to know it."""
        relaxation = self.relaxation
        shares = [0] * (max(relaxation.group_of) + 1)
        if len(node.free) == len(self.items):
            shares = [ONE] * len(shares)
        else:
            for item, _ in node.free:
                kind, size = self.items[item]
                shares[relaxation.group_of[kind]] += relaxation.share(kind, size)
        return Held(node.weights, node.counts, shares, node.statuses)

    def values(self, worth: Worth) -> Values:
        """Return for each kind and mode: worth for each unit of size, and besides."""
        return [
            [
                (
                    sum([worth.weight[leaf] * w for leaf, w in mode]),
                    sum([worth.count[leaf] for leaf, _ in mode]),
                )
                for mode in kind.modes
            ]
            for kind in self.core.kinds
        ]

    def reach(self, node: Node, prices: Prices) -> tuple[int, Values]:
        """Return an upper bound of a node, in parts of a fen, and the values behind it."""
        known = self._worths.get((prices, node.statuses))
        if known is None:
            worth = self.relaxation.scarce.worth(prices, node.statuses)
            known = worth, self.values(worth)
            if len(self._worths) > KEPT:
                self._worths.clear()
            self._worths[prices, node.statuses] = known
        worth, values = known
        bound = worth.held(node.weights, node.counts)
        for number, (item, modes) in enumerate(node.free):
            kind, size = self.items[item]
            of_kind = values[kind]
            bound += max([of_kind[mode][0] * size + of_kind[mode][1] for mode in modes])
            if not number % 500:
                self.steps.spend(25)
        return bound, values

    def rounded(self, node: Node, targets: Sequence[Sequence[int]]) -> list[int]:
        """Return an answer near the split of the program: large items first, where most is due."""
        chosen = list(node.chosen)
        relaxation = self.relaxation
        due = [list(split) for split in targets]
        for item, modes in node.free:
            kind, size = self.items[item]
            split = due[relaxation.group_of[kind]]
            mode = max(modes, key=split.__getitem__) if len(modes) > 1 else modes[0]
            chosen[item] = mode
            split[mode] -= relaxation.share(kind, size)
        return chosen

    def poured(self, node: Node, aims: Sequence[int]) -> list[int]:
        """Return an answer that fills the leaves as the program does: large items first.

        Args:
            node: What is decided.
            aims: The weight that the program puts into each leaf.
        """
        chosen = list(node.chosen)
        missing = [aim - weight for aim, weight in zip(aims, node.weights, strict=True)]
        order = sorted(node.free, key=lambda one: (-self.bulk_of(one[0]), one[0]))
        for item, modes in order:
            kind, size = self.items[item]
            ways = self.core.kinds[kind].modes
            gains = [
                sum(
                    [
                        min(weight * size, max(missing[leaf], 0)) * self._rates[leaf]
                        for leaf, weight in ways[mode]
                    ]
                )
                for mode in modes
            ]
            mode = modes[gains.index(max(gains))]
            chosen[item] = mode
            for leaf, weight in ways[mode]:
                missing[leaf] -= weight * size
        return chosen

    def bulk_of(self, item: int) -> int:
        """Return what an item weighs in all its modes together."""
        kind, size = self.items[item]
        return bulk(self.core.kinds[kind]) * size

    def loads(self, chosen: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return weight and number of items for each leaf under a full choice."""
        weights, counts = list(self.core.weights), list(self.core.counts)
        modes = [kind.modes for kind in self.core.kinds]
        for (kind, size), mode in zip(self.items, chosen, strict=True):
            for leaf, weight in modes[kind][mode]:
                weights[leaf] += weight * size
                counts[leaf] += 1
        return weights, counts

    def with_items(self, node: Node, items: Sequence[tuple[int, tuple[int, ...]]]) -> Node:
        """Return a node with further items; those with one mode left are put into it."""
        chosen = list(node.chosen)
        weights, counts = list(node.weights), list(node.counts)
        free = []
        for item, modes in items:
            if len(modes) > 1:
                free.append((item, modes))
                continue
            kind, size = self.items[item]
            chosen[item] = modes[0]
            for leaf, weight in self.core.kinds[kind].modes[modes[0]]:
                weights[leaf] += weight * size
                counts[leaf] += 1
        return replace(
            node,
            chosen=tuple(chosen),
            weights=tuple(weights),
            counts=tuple(counts),
            free=(*node.free, *free),
        )

    def alike(self, free: Free, most: int) -> list[Alike]:
        """Return equal items together, with how they may be spread; see ``splits_of``."""
        equal: dict[tuple[int, int, tuple[int, ...]], list[int]] = {}
        for item, modes in free:
            equal.setdefault((*self.items[item], modes), []).append(item)
        return [
            Alike(kind, size, modes, tuple(items), tuple(splits_of(len(items), len(modes), most)))
            for (kind, size, modes), items in sorted(equal.items())
        ]
