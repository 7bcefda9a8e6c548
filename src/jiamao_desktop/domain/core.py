"""What is left to decide of a part of a model, once all that is plain has been decided.

To the money it never does harm to use an item, nor to use it in more leaves. So an item with one
way to claim it takes it, a way that another covers is no way, and a leaf that is full without
what is contested plays no part in the contest. Items with the same ways, up to size, are of one
kind: most that has to be worked out is worked out once for each kind.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.allocation import Leaf, Mode, Model, Room, gross_of
from jiamao_desktop.domain.payout import ceilings, payout


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
    """

    leaves: tuple[Leaf, ...]
    rooms: tuple[Room, ...]
    kinds: tuple[Kind, ...]
    weights: tuple[int, ...]
    counts: tuple[int, ...]
    most: tuple[int, ...]
    _known: dict[tuple[int, ...], tuple[int, bool]] = field(default_factory=dict)

    def total(self, weights: Sequence[int], counts: Sequence[int]) -> tuple[int, bool]:
        """Return the most that can be paid for such weights, and whether it is proved."""
        gross = tuple(map(gross_of, self.leaves, weights, counts))
        known = self._known.get(gross)
        if known is None:
            paid = payout(self, gross)
            known = self._known[gross] = sum(paid.paid), paid.exact
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """A part of a model with the plain things decided.

    Attributes:
        modes: For each item its mode; of contested ones, some mode.
        cores: What is contested, apart from each other.
        certain: What is paid outside the cores; ``exact``: no less than could be.
    """

    modes: list[int]
    cores: tuple[Core, ...]
    certain: int
    exact: bool


def reduced(model: Model) -> Reduced:
    """Return what is left to decide of a part as ``components`` makes it."""
    kinds = _kinds(model)
    modes = [0] * len(model.items)
    weights, counts = [0] * len(model.leaves), [0] * len(model.leaves)
    settled = True
    while settled:
        settled = False
        most = _most(model, kinds, weights, counts)
        full = {
            leaf
            for leaf, figures in enumerate(zip(model.leaves, weights, counts, most, strict=True))
            if gross_of(*figures[:3]) == figures[3]
        }
        contested = []
        for kind in kinds:
            fewer = _useful(kind, full)
            if len(fewer.modes) > 1:
                contested.append(fewer)
                continue
            settled = True
            for item in kind.items:
                modes[item] = fewer.places[0]
                for leaf, weight in model.items[item].modes[fewer.places[0]]:
                    weights[leaf] += weight
                    counts[leaf] += 1
        kinds = contested
    for kind in kinds:
        for item in kind.items:
            modes[item] = kind.places[0]
    return _apart(model, kinds, modes, (weights, counts))


def _kinds(model: Model) -> list[Kind]:
    found: dict[tuple[Mode, ...], list[tuple[int, int]]] = {}
    for place, item in enumerate(model.items):
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
    model: Model, kinds: Sequence[Kind], weights: Sequence[int], counts: Sequence[int]
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
    return list(map(gross_of, model.leaves, weights, counts))


def _useful(kind: Kind, full: set[int]) -> Kind:
    """Return a kind without full leaves, and without modes that another one covers."""
    kept: list[tuple[dict[int, int], int]] = []
    for mode, place in zip(kind.modes, kind.places, strict=True):
        ours = {leaf: weight for leaf, weight in mode if leaf not in full}
        if any(_covers(theirs, ours) for theirs, _ in kept):
            continue
        kept = [(theirs, other) for theirs, other in kept if not _covers(ours, theirs)]
        kept.append((ours, place))
    return Kind(
        modes=tuple(tuple(mode.items()) for mode, _ in kept),
        sizes=kind.sizes,
        items=kind.items,
        places=tuple(place for _, place in kept),
    )


def _covers(more: dict[int, int], less: dict[int, int]) -> bool:
    return all(weight <= more.get(leaf, 0) for leaf, weight in less.items())


def _apart(
    model: Model, kinds: Sequence[Kind], modes: list[int], base: tuple[Sequence[int], Sequence[int]]
) -> Reduced:
    """Split what is contested into cores."""
    weights, counts = base
    raw = _most(model, kinds, weights, counts)
    most = ceilings(model, raw)
    rooms = [room for room in model.rooms if sum(most[leaf] for leaf in room.leaves) > room.fen]
    head = list(range(len(model.leaves)))

    def find(leaf: int) -> int:
        while head[leaf] != leaf:
            head[leaf] = leaf = head[head[leaf]]
        return leaf

    touched = [sorted({leaf for mode in kind.modes for leaf, _ in mode}) for kind in kinds]
    for group in (*(room.leaves for room in rooms), *touched):
        for leaf in group[1:]:
            low, high = sorted((find(group[0]), find(leaf)))
            head[high] = low
    contested = sorted({find(leaves[0]) for leaves in touched})
    inside = {find(leaf) for leaf in contested}
    gross = list(map(gross_of, model.leaves, weights, counts))
    outside = [0 if find(leaf) in inside else one for leaf, one in enumerate(gross)]
    paid = payout(model, outside)
    cores = []
    for first in contested:
        members = [leaf for leaf in range(len(head)) if find(leaf) == first]
        new = {leaf: at for at, leaf in enumerate(members)}
        cores.append(
            Core(
                leaves=tuple(model.leaves[leaf] for leaf in members),
                rooms=tuple(_moved(room, new) for room in rooms if room.leaves[0] in new),
                kinds=tuple(
                    _renamed(kind, new)
                    for kind, leaves in zip(kinds, touched, strict=True)
                    if leaves[0] in new
                ),
                weights=tuple(weights[leaf] for leaf in members),
                counts=tuple(counts[leaf] for leaf in members),
                most=tuple(most[leaf] for leaf in members),
            )
        )
    return Reduced(modes=modes, cores=tuple(cores), certain=sum(paid.paid), exact=paid.exact)


def _moved(room: Room, new: dict[int, int]) -> Room:
    return Room(key=room.key, fen=room.fen, leaves=tuple(new[leaf] for leaf in room.leaves))


def _renamed(kind: Kind, new: dict[int, int]) -> Kind:
    return Kind(
        modes=tuple(tuple((new[leaf], w) for leaf, w in mode) for mode in kind.modes),
        sizes=kind.sizes,
        items=kind.items,
        places=kind.places,
    )
