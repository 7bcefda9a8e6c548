"""What is left to decide of a part of a model, once all that is plain has been decided.

To the money it never does harm to use an item, nor to use it in more leaves. So an item with one
way to claim it takes it, a way that another covers is no way, and a leaf that is full without
what is contested plays no part in the contest. Items with the same ways, up to size, are of one
kind: most that has to be worked out is worked out once for each kind.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from jiamao_desktop.domain.allocating.joining import joined
from jiamao_desktop.domain.allocation import Leaf, Mode, Model, Room, gross_of
from jiamao_desktop.domain.payout import ceilings, payout

OFTEN = 2_000
"""After so many items somebody is told."""

Choice = dict[int, int]
"""Place of an item in the part of a model, and place of its mode among those of the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Items that differ in their size only, the largest first.

    Attributes:
        modes: Leaf and weight for an item of size 1; an item of size 7 weighs 7 times as much.
        sizes: For each item.
        items: Their places in the part.
        places: For each mode its place among the modes of the items.
    """

    modes: tuple[Mode, ...]
    sizes: tuple[int, ...]
    items: tuple[int, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Contested items, and the leaves and rooms that they may fill.

    Attributes:
        weights, counts: What is in each leaf already.
        most: What each leaf comes to with everything that could come to it.
        known, grosses: Totals and grosses that were worked out already.
    """

    leaves: tuple[Leaf, ...]
    rooms: tuple[Room, ...]
    kinds: tuple[Kind, ...]
    weights: tuple[int, ...]
    counts: tuple[int, ...]
    most: tuple[int, ...]
    known: dict[tuple[int, ...], tuple[int, bool]] = field(default_factory=dict)
    grosses: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def total(self, weights: Sequence[int], counts: Sequence[int]) -> tuple[int, bool]:
        """Return the most that can be paid for such weights, and whether it is proved."""
        gross = tuple(map(self._gross, range(len(self.leaves)), weights, counts))
        known = self.known.get(gross)
        if known is None:
            paid = payout(self, gross, frugal=False)
            known = self.known[gross] = sum(paid.paid), paid.exact
        return known

    def _gross(self, leaf: int, weight: int, count: int) -> int:
        key = (leaf, weight, count)
        known = self.grosses.get(key)
        if known is None:
            known = self.grosses[key] = gross_of(self.leaves[leaf], weight, count)
        return known

    def loads(self, choice: Choice) -> tuple[list[int], list[int]]:
        """Return weight and number of items for each leaf under a choice.

        Args:
            choice: Items that it does not name are left out.
        """
        weights, counts = list(self.weights), list(self.counts)
        for kind in self.kinds:
            modes = dict(zip(kind.places, kind.modes, strict=True))
            for item, size in zip(kind.items, kind.sizes, strict=True):
                if item in choice:
                    for leaf, weight in modes[choice[item]]:
                        weights[leaf] += weight * size
                        counts[leaf] += 1
        return weights, counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """What is left of a core with the plain things decided.

    Attributes:
        choice: The modes of the items that are decided.
        cores: What is contested, apart from each other.
        certain: What is paid outside the cores.
        exact: Whether that is no less than could be.
    """

    choice: Choice
    cores: tuple[Core, ...]
    certain: int
    exact: bool


def _nothing() -> None:
    """Report nothing."""


def core_of(model: Model, report: Callable[[], None] = _nothing) -> Core:
    """Return a part of a model, as ``components`` makes it, with everything contested.

    Args:
        model: The part.
        report: Called every few milliseconds; may raise to stop.
    """
    kinds = _kinds(model, report)
    nothing = (0,) * len(model.leaves)
    return Core(
        leaves=model.leaves,
        rooms=model.rooms,
        kinds=tuple(kinds),
        weights=nothing,
        counts=nothing,
        most=tuple(ceilings(model, _most(model.leaves, kinds, nothing, nothing))),
    )


def reduced(
    core: Core, worthless: Collection[int] = frozenset(), idle: Collection[int] = frozenset()
) -> Reduced:
    """Return what is left to decide of a core.

    Args:
        core: The core.
        worthless: Leaves that are left out.
        idle: Rooms that are left out, by place.
    """
    kinds: Sequence[Kind] = core.kinds
    weights, counts = list(core.weights), list(core.counts)
    choice: Choice = {}
    while True:
        most = _most(core.leaves, kinds, weights, counts)
        full = set(worthless)
        for leaf, figures in enumerate(zip(core.leaves, weights, counts, most, strict=True)):
            if gross_of(*figures[:3]) == figures[3]:
                full.add(leaf)
        contested = []
        for kind in kinds:
            fewer = _useful(kind, full)
            if len(fewer.modes) > 1:
                contested.append(fewer)
                continue
            choice.update(dict.fromkeys(kind.items, fewer.places[0]))
            size = sum(kind.sizes)
            for leaf, weight in kind.modes[kind.places.index(fewer.places[0])]:
                weights[leaf] += weight * size
                counts[leaf] += len(kind.items)
        settled = len(contested) == len(kinds)
        kinds = contested
        if settled:
            break
    left = [leaf for leaf in range(len(core.leaves)) if leaf not in worthless]
    whole = Core(
        leaves=core.leaves,
        rooms=tuple(
            replace(room, leaves=tuple(leaf for leaf in room.leaves if leaf not in worthless))
            for place, room in enumerate(core.rooms)
            if place not in idle
        ),
        kinds=tuple(kinds),
        weights=tuple(weights),
        counts=tuple(counts),
        most=tuple(map(min, most, core.most)),
    )
    return _apart(whole, left, choice)


def _kinds(model: Model, report: Callable[[], None]) -> list[Kind]:
    found: dict[tuple[Mode, ...], list[tuple[int, int]]] = {}
    for place, item in enumerate(model.items):
        if not place % OFTEN:
            report()
        size = math.gcd(*[weight for mode in item.modes for _, weight in mode])
        unit = tuple([tuple([(leaf, w // size) for leaf, w in mode]) for mode in item.modes])
        found.setdefault(unit, []).append((-size, place))
    kinds = []
    for modes, members in sorted(found.items()):
        members.sort()
        kinds.append(
            Kind(
                modes=modes,
                sizes=tuple([-size for size, _ in members]),
                items=tuple([place for _, place in members]),
                places=tuple(range(len(modes))),
            )
        )
    return kinds


def _most(
    leaves: Sequence[Leaf], kinds: Sequence[Kind], weights: Sequence[int], counts: Sequence[int]
) -> list[int]:
    """Return what each leaf comes to with all that could come to it."""
    weights, counts = list(weights), list(counts)
    for kind in kinds:
        size = sum(kind.sizes)
        largest: dict[int, int] = {}
        for leaf, weight in itertools.chain(*kind.modes):
            largest[leaf] = max(weight, largest.get(leaf, 0))
        for leaf, weight in largest.items():
            weights[leaf] += size * weight
            counts[leaf] += len(kind.sizes)
    return list(map(gross_of, leaves, weights, counts))


def _useful(kind: Kind, full: set[int]) -> Kind:
    """Return a kind without full leaves, and without modes that another one covers."""
    kept: list[tuple[dict[int, int], int]] = []
    for mode, place in zip(kind.modes, kind.places, strict=True):
        ours = {leaf: weight for leaf, weight in mode if leaf not in full}
        if any(covers(theirs, ours) for theirs, _ in kept):
            continue
        kept = [(theirs, other) for theirs, other in kept if not covers(ours, theirs)]
        kept.append((ours, place))
    return Kind(
        modes=tuple(tuple(mode.items()) for mode, _ in kept),
        sizes=kind.sizes,
        items=kind.items,
        places=tuple(place for _, place in kept),
    )


def covers(more: dict[int, int], less: dict[int, int]) -> bool:
    """Tell whether a mode brings at least as much as another to every leaf."""
    return all(weight <= more.get(leaf, 0) for leaf, weight in less.items())


def _apart(whole: Core, leaves: Sequence[int], choice: Choice) -> Reduced:
    """Split what is contested into cores."""
    most = whole.most
    rooms = [room for room in whole.rooms if sum(most[leaf] for leaf in room.leaves) > room.fen]
    touched = [_leaves_of(kind) for kind in whole.kinds]
    head = joined(len(whole.leaves), [*(room.leaves for room in rooms), *touched])
    contested = sorted({head[leaves[0]] for leaves in touched})
    outside = [0] * len(whole.leaves)
    for leaf in leaves:
        if head[leaf] not in contested:
            outside[leaf] = gross_of(whole.leaves[leaf], whole.weights[leaf], whole.counts[leaf])
    paid = payout(whole, outside, frugal=False)
    cores = tuple(
        _core(whole, [leaf for leaf in leaves if head[leaf] == first], rooms) for first in contested
    )
    return Reduced(choice=choice, cores=cores, certain=sum(paid.paid), exact=paid.exact)


def _leaves_of(kind: Kind) -> list[int]:
    return sorted({leaf for mode in kind.modes for leaf, _ in mode})


def _core(whole: Core, members: Sequence[int], rooms: Sequence[Room]) -> Core:
    """Return the core of some leaves, with the rooms and kinds that are theirs."""
    new = {leaf: at for at, leaf in enumerate(members)}
    return Core(
        leaves=tuple(whole.leaves[leaf] for leaf in members),
        rooms=tuple(_moved(room, new) for room in rooms if room.leaves[0] in new),
        kinds=tuple(
            _renamed(kind, new)
            for kind in whole.kinds
            if any(leaf in new for mode in kind.modes for leaf, _ in mode)
        ),
        weights=tuple(whole.weights[leaf] for leaf in members),
        counts=tuple(whole.counts[leaf] for leaf in members),
        most=tuple(whole.most[leaf] for leaf in members),
    )


def _moved(room: Room, new: dict[int, int]) -> Room:
    return Room(key=room.key, fen=room.fen, leaves=tuple(new[leaf] for leaf in room.leaves))


def _renamed(kind: Kind, new: dict[int, int]) -> Kind:
    return Kind(
        modes=tuple(tuple((new[leaf], w) for leaf, w in mode) for mode in kind.modes),
        sizes=kind.sizes,
        items=kind.items,
        places=kind.places,
    )
