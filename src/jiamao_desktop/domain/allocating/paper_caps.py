"""Caps that lie inside each other, sorted into trees.

A tree is a family of caps of which any two are apart or one inside the other; for those the most
that can be paid is a plain sum from the leaves up. Caps that cross go into further trees.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cap = tuple[frozenset[int], int]


@dataclass(frozen=True, slots=True)
class Knot:
    """A cap in a tree.

    Attributes:
        inner: Places of the caps right inside it, earlier in the tree.
        leaves: The leaf, where it is the cap of one by itself.
        parent: The cap around it, or −1.
    """

    fen: int
    inner: tuple[int, ...]
    leaves: tuple[int, ...]
    parent: int


@dataclass(frozen=True, slots=True)
class Tree:
    """Nested caps, the inner ones first; the last holds all leaves and is no cap of its own.

    Attributes:
        leaves: The leaves, in the order of the caps that each has for itself; these come first.
        fens: What these caps let through.
        holder: For each leaf the place of the smallest cap around it, or −1 if it is closed.
    """

    knots: tuple[Knot, ...]
    leaves: tuple[int, ...]
    fens: tuple[int, ...]
    holder: tuple[int, ...]

    def paid(self, gross: Sequence[int]) -> int:
        """Return the most that these caps let through."""
        return min(self.wholes(gross)[-1], self.knots[-1].fen)

    def wholes(self, gross: Sequence[int]) -> list[int]:
        """Return what comes to each cap from within."""
        wholes = [gross[leaf] for leaf in self.leaves]
        sums = list(map(min, wholes, self.fens))
        for knot in self.knots[len(wholes) :]:
            whole = sum([sums[at] for at in knot.inner])
            wholes.append(whole)
            sums.append(min(whole, knot.fen))
        return wholes

    def paid_without(self, wholes: Sequence[int], leaves: Iterable[int]) -> int:
        """Return what would be let through if some leaves came to nothing.

        Args:
            wholes: What comes to each cap with them.
            leaves: Those that come to nothing.
        """
        less = {self.holder[leaf]: wholes[self.holder[leaf]] for leaf in leaves}
        waiting = sorted(less)
        while waiting:
            at = waiting.pop(0)
            knot = self.knots[at]
            lost = min(wholes[at], knot.fen) - min(wholes[at] - less[at], knot.fen)
            if lost and knot.parent >= 0:
                if knot.parent not in less:
                    insort(waiting, knot.parent)
                less[knot.parent] = less.get(knot.parent, 0) + lost
        return min(wholes[-1] - less.get(len(wholes) - 1, 0), self.knots[-1].fen)


def trees_of(caps: Sequence[Cap], leaves: Sequence[int], cap: Sequence[int]) -> tuple[Tree, ...]:
    """Return families without crossings; every cap is in one of them at least."""
    trees = list[Tree]()
    waiting = list(caps)
    while waiting or not trees:
        taken, crossing = list[Cap](), list[Cap]()
        for one in waiting:
            (taken if _fits(one, taken) else crossing).append(one)
        for one in caps:
            if one not in taken and _fits(one, taken):
                taken.append(one)
        trees.append(_tree(taken, leaves, cap))
        waiting = crossing
    return tuple(trees)


def _fits(cap: Cap, others: Iterable[Cap]) -> bool:
    held = cap[0]
    return all(held <= other or held >= other or not held & other for other, _ in others)


def _tree(caps: Iterable[Cap], leaves: Sequence[int], cap: Sequence[int]) -> Tree:
    everything = frozenset(leaves)
    order = [(frozenset({leaf}), cap[leaf]) for leaf in leaves]
    order += sorted(caps, key=lambda one: (len(one[0]), sorted(one[0])))
    order.append((everything, sum(cap[leaf] for leaf in leaves)))
    parent = [-1] * len(order)
    around = dict[int, int]()  # leaf: the outermost cap around it so far
    inner: list[list[int]] = [[] for _ in order]
    for at, (held, _) in enumerate(order):
        for leaf in sorted(held):
            inside = around.get(leaf)
            if inside is not None and parent[inside] < 0:
                parent[inside] = at
                inner[at].append(inside)
        around.update(dict.fromkeys(held, at))
    holder = [-1] * (max(leaves, default=-1) + 1)
    for at, leaf in enumerate(leaves):
        holder[leaf] = at
    knots = tuple(
        Knot(fen, tuple(inner[at]), (leaves[at],) if at < len(leaves) else (), parent[at])
        for at, (_, fen) in enumerate(order)
    )
    return Tree(knots, tuple(leaves), tuple([cap[leaf] for leaf in leaves]), tuple(holder))
