"""The question of the least paper, laid out for a search: who may go where, and how caps nest.

Claims that stay closed are left out: their leaves are paid nothing. Caps are sorted into *trees*,
families in which any two are apart or one inside the other; for those the most that can be paid
is a plain sum from the leaves up. Caps that cross go into further trees: each tree alone never
says too little, and what it says is weighed again by ``pay``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jiamao_desktop.domain.allocating.paper_caps import Tree, trees_of
from jiamao_desktop.domain.allocating.paper_lines import Threshold, threshold_of
from jiamao_desktop.domain.allocating.paper_shelf import Groups, Shelf
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Leaf,
    Model,
    Ratio,
    gross_of,
)
from jiamao_desktop.domain.payout import ceilings, payout

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


@dataclass(slots=True)
class Kept:
    """What was worked out of a sheet when somebody first asked for it.

    Attributes:
        parent: The sheet that this one was made of by closing claims.
        several: The items that it is otherwise for and that could stand in several leaves at once.
        holders: For each leaf the items that could come into it; all that could stand in several.
        contested: The items that could stand in several leaves, and these leaves.
        entries: The items of each leaf by what they cost, and ...
        shelves: ... what they bring, by leaf and vouchers; both are filled by
            ``paper_entries``.
    """

    parent: Sheet | None = None
    several: Collection[int] = ()
    holders: tuple[list[list[int]], set[int]] | None = None
    contested: list[tuple[int, list[int]]] | None = None
    entries: list[Groups] | None = None
    shelves: dict[tuple[int, int], Shelf] = field(default_factory=dict)


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
        kept: What need not be worked out twice.
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
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)

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

    def without(self, claims: frozenset[str]) -> Sheet:
        """Return what ``sheet_of`` would with these claims closed too, sooner.

        What is left of an open leaf is as it was, so only items that could come into leaves
        that are closed now are looked at.
        """
        self.report()
        model = self.model
        opened = [leaf.claim not in claims for leaf in model.leaves]
        cap = [fen if opened[leaf] else 0 for leaf, fen in enumerate(self.cap)]
        holders, several = self._holders()
        changed = {item for leaf, live in enumerate(opened) if not live for item in holders[leaf]}
        options = list(self.options)
        for item in changed:
            if item in several:
                ways = [_reduced(way, model, opened) for way in options[item]]
                options[item] = _alive(ways, cap)
            else:
                options[item] = tuple([way for way in options[item] if opened[way.parts[0][0]]])
        return _laid(
            model,
            options,
            [fen if opened[leaf] else 0 for leaf, fen in enumerate(self.most)],
            cap,
            thresholds=[one if opened[leaf] else None for leaf, one in enumerate(self.thresholds)],
            rooms=self.caps,
            report=self.report,
            kept=Kept(parent=self, several=changed & several),
        )

    def contested(self) -> list[tuple[int, list[int]]]:
        """Return the items that could stand in several leaves, those worth most first.

        With each come the leaves that could be paid anything.
        """
        if self.kept.contested is None:
            found = list[tuple[int, int, list[int]]]()
            for item, ways in enumerate(self.options):
                if len(ways) > 1 or (ways and len(ways[0].parts) > 1):
                    homes = {leaf for way in ways for leaf, _ in way.parts if self.cap[leaf]}
                    if len(homes) > 1:
                        found.append((-max([way.worth for way in ways]), item, sorted(homes)))
            self.kept.contested = [(item, homes) for _, item, homes in sorted(found)]
        return self.kept.contested

    def _holders(self) -> tuple[list[list[int]], set[int]]:
        """Return for each leaf the items that could come into it, and those with large ways."""
        if self.kept.holders is None:
            holders: list[list[int]] = [[] for _ in self.cap]
            several = set[int]()
            for item, ways in enumerate(self.options):
                for way in ways:
                    for leaf, _ in way.parts:
                        holders[leaf].append(item)
                    if len(way.parts) > 1:
                        several.add(item)
            self.kept.holders = holders, several
        return self.kept.holders


def _reduced(way: Option, model: Model, opened: Sequence[bool]) -> Option:
    """Return a way to claim an item without what lies in leaves that are not open."""
    worth = way.worth
    for leaf, weight in way.parts:
        if not opened[leaf]:
            num, den = _rate(model.leaves[leaf])
            worth -= weight * num // den
    return Option(way.mode, tuple([part for part in way.parts if opened[part[0]]]), worth)


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
    places = range(len(opened))
    most = [gross_of(model.leaves[j], weights[j], counts[j]) for j in places]
    cap = ceilings(model, most)
    dead = any(live and not cap[leaf] for leaf, live in enumerate(opened))
    return _laid(
        model,
        [_alive(ways, cap) for ways in options] if dead else options,
        most,
        cap,
        thresholds=[
            threshold_of(model.leaves[j], weights[j], counts[j]) if cap[j] else None for j in places
        ],
        rooms=[(room.fen, room.leaves) for room in model.rooms],
        report=report,
        kept=Kept(),
    )


def _alive(ways: Iterable[Option], cap: Sequence[int]) -> tuple[Option, ...]:
    """Return the ways that lie in a leaf that may be paid."""
    return tuple([way for way in ways if any(cap[leaf] for leaf, _ in way.parts)])


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
    options: Sequence[tuple[Option, ...]],
    most: Sequence[int],
    cap: Sequence[int],
    *,
    thresholds: Sequence[Threshold | None],
    rooms: Iterable[tuple[int, Iterable[int]]],
    report: Callable[[], None],
    kept: Kept,
) -> Sheet:
    """Return a sheet: of the rooms only what might be reached counts, sorted into trees."""
    biting = dict[frozenset[int], int]()
    for fen, within in rooms:
        held = frozenset([leaf for leaf in within if cap[leaf]])
        if len(held) > 1:
            biting[held] = min(fen, biting.get(held, fen))
    over = sorted(
        (fen - whole, tuple(sorted(held)), fen)
        for held, fen in biting.items()
        if fen < (whole := sum([cap[leaf] for leaf in held]))
    )
    leaves = tuple([leaf for leaf, fen in enumerate(cap) if fen])
    trees = trees_of([(frozenset(held), fen) for _, held, fen in over], leaves, cap)
    return Sheet(
        model=model,
        leaves=leaves,
        options=tuple(options),
        most=tuple(most),
        cap=tuple(cap),
        thresholds=tuple(thresholds),
        caps=(*((cap[leaf], (leaf,)) for leaf in leaves), *((fen, held) for _, held, fen in over)),
        trees=trees,
        plain=len(trees) == 1 and all(model.leaves[leaf].least <= 1 for leaf in leaves),
        report=report,
        kept=kept,
    )


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
