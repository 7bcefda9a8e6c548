"""The question of the least paper, laid out for a search: who may go where, and how caps nest.

Claims that stay closed are left out: their leaves are paid nothing. Caps are sorted into *trees*,
families in which any two are apart or one inside the other; for those the most that can be paid
is a plain sum from the leaves up. Caps that cross go into further trees: each tree alone never
says too little, and what it says is weighed again by ``pay``.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jiamao_desktop.domain.allocating.paper_lines import Threshold, threshold_of
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Leaf,
    Model,
    Ratio,
    gross_of,
)
from jiamao_desktop.domain.payout import payout

Parts = tuple[tuple[int, int], ...]


OFTEN = 2_000
"""After so many items somebody is told."""


class Option(NamedTuple):
    """One way to claim an item: the place of its mode, and what of it lies in open leaves."""

    mode: int
    parts: Parts
    worth: int


def _nothing() -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A cap in a tree.

    Attributes:
        inner: Places of the caps right inside it, earlier in the tree.
        leaves: Leaves that lie in none of these.
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
        holder: For each leaf the place of the smallest cap around it, or −1 if it is closed.
    """

    knots: tuple[Knot, ...]
    holder: tuple[int, ...]

    def paid(self, gross: Sequence[int]) -> int:
        """Return the most that these caps let through."""
        return min(self.wholes(gross)[-1], self.knots[-1].fen)

    def wholes(self, gross: Sequence[int]) -> list[int]:
        """Return what comes to each cap from within."""
        wholes, sums = list[int](), list[int]()
        for knot in self.knots:
            whole = sum([gross[leaf] for leaf in knot.leaves]) + sum(
                [sums[at] for at in knot.inner]
            )
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a search for the least paper looks at.

    Attributes:
        leaves: Places of the open leaves.
        options: For each item the ways left to claim it; without any it stays unused.
        most: For each leaf what it could come to; nothing if it is closed.
        cap: For each leaf the smallest cap that holds it alone or with others.
        thresholds: For each leaf what it needs before it is paid at all.
        caps: All caps that might be reached, those of one leaf too: what passes, and where.
        trees: At least one.
        plain: The first tree says exactly what is paid.
        doubts: What answers fell short by where that is not proved; then nothing is exhausted.
        report: Called every few milliseconds of work with it; may raise to stop.
    """

    model: Model
    leaves: tuple[int, ...]
    options: tuple[tuple[Option, ...], ...]
    most: tuple[int, ...]
    cap: tuple[int, ...]
    thresholds: tuple[Threshold | None, ...]
    caps: tuple[tuple[int, tuple[int, ...]], ...]
    trees: tuple[Tree, ...]
    plain: bool
    doubts: list[int] = field(default_factory=list, compare=False)
    report: Callable[[], None] = field(default=_nothing, compare=False)

    def reaches(self, gross: Sequence[int], total: int) -> bool:
        """Tell whether so much can be paid of these grosses in open leaves."""
        if any(tree.paid(gross) < total for tree in self.trees):
            return False
        if self.plain:
            return True
        inside = [0] * len(gross)
        for leaf in self.leaves:
            inside[leaf] = gross[leaf]
        answer = payout(self.model, inside, frugal=False)
        paid = sum(answer.paid)
        if paid < total and not answer.exact:
            self.doubts.append(total - paid)
        return paid >= total


def sheet_of(
    model: Model,
    closed: frozenset[str],
    only: Sequence[int] | None = None,
    report: Callable[[], None] = _nothing,
) -> Sheet:
    """Lay out a model.

    Args:
        model: The model.
        closed: Claims that nothing may be paid in.
        only: For each item the one mode that is left to it, or ``UNUSED``; ``None``: all.
        report: Called every few milliseconds; may raise to stop.
    """
    opened = [leaf.claim not in closed for leaf in model.leaves]
    rates = [_rate(leaf) for leaf in model.leaves]
    options = list[tuple[Option, ...]]()
    weights, counts = [0] * len(opened), [0] * len(opened)
    for number, item in enumerate(model.items):
        if not number % OFTEN:
            report()
        modes: Iterable[tuple[int, Parts]] = enumerate(item.modes)
        if only is not None:
            chosen = only[number]
            modes = ((chosen, item.modes[chosen]),) if chosen != UNUSED else ()
        ways = list[Option]()
        for mode, parts in modes:
            kept, worth = parts, 0
            for leaf, weight in parts:
                if opened[leaf]:
                    num, den = rates[leaf]
                    worth += weight * num // den
                else:
                    kept = ()
            if not kept:
                kept = tuple([(leaf, weight) for leaf, weight in parts if opened[leaf]])
            if kept:
                ways.append(Option(mode, kept, worth))
        options.append(tuple(ways))
        for leaf, weight in _heaviest(ways):
            weights[leaf] += weight
            counts[leaf] += 1
    return _laid(model, opened, options, (weights, counts), report)


def _heaviest(ways: Sequence[Option]) -> Iterable[tuple[int, int]]:
    """Return the leaves that an item could come into, and its greatest weight in each."""
    if len(ways) == 1:
        return ways[0].parts
    heaviest = dict[int, int]()
    for way in ways:
        for leaf, weight in way.parts:
            if weight > heaviest.get(leaf, 0):
                heaviest[leaf] = weight
    return heaviest.items()


def _laid(
    model: Model,
    opened: Sequence[bool],
    options: Sequence[tuple[Option, ...]],
    loads: tuple[Sequence[int], Sequence[int]],
    report: Callable[[], None],
) -> Sheet:
    weights, counts = loads
    places = range(len(opened))
    gross = [gross_of(model.leaves[j], weights[j], counts[j]) if opened[j] else 0 for j in places]
    rooms = [(room.fen, frozenset(j for j in room.leaves if gross[j])) for room in model.rooms]
    cap = list(gross)
    for fen, held in rooms:
        for leaf in held:
            cap[leaf] = min(cap[leaf], fen)
    for leaf in places:
        if cap[leaf] < model.leaves[leaf].least:
            cap[leaf] = 0
    leaves = tuple(leaf for leaf in places if cap[leaf])
    rooms = [(fen, held.intersection(leaves)) for fen, held in rooms]
    biting = {held: min(f for f, h in rooms if h == held) for fen, held in rooms}
    over = sorted(
        (fen - sum(cap[leaf] for leaf in held), tuple(sorted(held)), fen)
        for held, fen in biting.items()
        if len(held) > 1 and fen < sum(cap[leaf] for leaf in held)
    )
    trees = _trees([(frozenset(held), fen) for _, held, fen in over], leaves, cap)
    if any(live and not cap[leaf] for leaf, live in enumerate(opened)):
        options = [
            tuple([way for way in ways if any(cap[leaf] for leaf, _ in way.parts)])
            for ways in options
        ]
    return Sheet(
        model=model,
        leaves=leaves,
        options=tuple(options),
        most=tuple(gross),
        cap=tuple(cap),
        thresholds=tuple(
            threshold_of(model.leaves[j], weights[j], counts[j]) if cap[j] else None for j in places
        ),
        caps=(*((cap[leaf], (leaf,)) for leaf in leaves), *((fen, held) for _, held, fen in over)),
        trees=trees,
        plain=len(trees) == 1 and all(model.leaves[leaf].least <= 1 for leaf in leaves),
        report=report,
    )


Cap = tuple[frozenset[int], int]


def _trees(caps: Sequence[Cap], leaves: Sequence[int], cap: Sequence[int]) -> tuple[Tree, ...]:
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
    return Tree(knots, tuple(holder))


def _rate(leaf: Leaf) -> tuple[int, int]:
    """Return what a unit of weight is worth before ceilings."""
    num = den = 1
    for step in leaf.steps:
        if isinstance(step, Ratio):
            num, den = num * step.num, den * step.den
    return num, den


def lesser_of(sheet: Sheet) -> Callable[[int], Sequence[int]]:
    """Return what tells the items that need not be used where a given one is not used.

    These could come where it could, with no more weight and no fewer vouchers.
    """
    alike: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    shape: dict[int, tuple[tuple[int, ...], ...]] = {}
    weights: dict[int, list[int]] = {}
    for item, options in enumerate(sheet.options):
        if options:
            ways = sorted(option.parts for option in options)
            shape[item] = tuple(tuple(leaf for leaf, _ in way) for way in ways)
            weights[item] = [weight for way in ways for _, weight in way]
            alike.setdefault(shape[item], []).append(item)
    known: dict[int, Sequence[int]] = {}

    def lesser(item: int) -> Sequence[int]:
        if item not in known:
            known[item] = [
                other for other in alike[shape[item]] if other != item and _bows(other, item)
            ]
        return known[item]

    def _bows(other: int, item: int) -> bool:
        vouchers = sheet.model.items[other].vouchers - sheet.model.items[item].vouchers
        pairs = list(zip(weights[other], weights[item], strict=True))
        if vouchers < 0 or any(one > mine for one, mine in pairs):
            return False
        equal = not vouchers and all(one == mine for one, mine in pairs)
        return not equal or other > item

    return lesser
