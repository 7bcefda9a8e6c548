"""The items and leaves that can matter for the fewest vouchers, where an answer is known already.

Of items that can be claimed in the same leaves with the same vouchers, each with more weight than
the next in all of them, no answer uses more than the vouchers allow; so the heaviest will do, in
the leaves where the others would have been. What is allowed is the vouchers of the known answer
or, often much less, those that prices let into the leaves in question.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocation import UNUSED, Item, Mode, Model

Most = Mapping[int, int]
"""For each leaf how many vouchers any better answer has there at most; nothing: it stays empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """A model without what cannot matter.

    Attributes:
        whole: The model with it.
        model: The items and leaves that can matter.
        items: Their places in the whole.
        leaves: For each leaf of the whole that can matter its place.
        modes: For each item the places of its modes in the whole.
    """

    whole: Model
    model: Model
    items: Sequence[int]
    leaves: Mapping[int, int]
    modes: Sequence[Sequence[int]]

    def moved(self, modes: Sequence[int]) -> list[int]:
        """Return an answer of the whole, without what lies outside of the core."""
        found = []
        for place, item in zip(self.items, self.model.items, strict=True):
            parts: Mode = ()
            if modes[place] != UNUSED:
                parts = _within(self.whole.items[place].modes[modes[place]], self.leaves)
            found.append(item.modes.index(parts) if parts else UNUSED)
        return found

    def restored(self, modes: Sequence[int]) -> tuple[int, ...]:
        """Return an answer of the core as one of the whole."""
        found = [UNUSED] * len(self.whole.items)
        for place, places, mode in zip(self.items, self.modes, modes, strict=True):
            if mode != UNUSED:
                found[place] = places[mode]
        return tuple(found)


def core_of(model: Model, answer: Sequence[int], vouchers: int, most: Most | None = None) -> Core:
    """Return a core in which there is a best answer with no more vouchers than the known one.

    Args:
        model: A model in which as few claims as in the known answer are needed.
        answer: The known answer; what it uses is kept.
        vouchers: Of that answer.
        most: What is known of leaves; ``None``: nothing.
    """
    used = {at for at, mode in enumerate(answer) if mode != UNUSED}
    kept = sorted(used.union(core_items(model, vouchers, most)))
    every = range(len(model.leaves))
    open_ = [leaf for leaf in every if most is None or most.get(leaf, 0)]
    leaves = {leaf: at for at, leaf in enumerate(open_)}
    items, places, modes = list[Item](), list[int](), list[list[int]]()
    for place in kept:
        item = model.items[place]
        first: dict[Mode, int] = {}
        for at, mode in enumerate(item.modes):
            parts = _within(mode, leaves)
            if parts:
                first.setdefault(parts, at)
        if first:
            items.append(replace(item, modes=tuple(first)))
            places.append(place)
            modes.append(list(first.values()))
    rooms = [
        replace(room, leaves=tuple([leaves[leaf] for leaf in room.leaves if leaf in leaves]))
        for room in model.rooms
    ]
    part = Model(
        items=tuple(items),
        leaves=tuple([model.leaves[leaf] for leaf in open_]),
        rooms=tuple([room for room in rooms if room.leaves]),
    )
    return Core(whole=model, model=part, items=places, leaves=leaves, modes=modes)


def core_items(model: Model, vouchers: int, most: Most | None = None) -> list[int]:
    """Return items among which there is a best answer with no more vouchers than these.

    Args:
        model: A model in which as few claims as in the known answer are needed.
        vouchers: Of the known answer.
        most: What is known of leaves; ``None``: nothing.
    """
    alike: dict[object, list[tuple[tuple[int, ...], int]]] = {}
    for at, item in enumerate(model.items):
        shape, weights = _form(item)
        alike.setdefault((shape, item.vouchers), []).append((weights, -at))
    kept = list[int]()
    for some in alike.values():
        some.sort(reverse=True)
        one = model.items[-some[0][1]]
        if one.vouchers and _falling([weights for weights, _ in some]):
            allowed = vouchers
            if most is not None and all(len(mode) == 1 for mode in one.modes):
                homes = {leaf for mode in one.modes for leaf, _ in mode}
                allowed = min(allowed, sum(most.get(leaf, 0) for leaf in homes))
            some = some[: allowed // one.vouchers]  # noqa: PLW2901 -- the rest is not needed
        kept += [-at for _, at in some]
    return sorted(kept)


def _within(mode: Mode, leaves: Mapping[int, int]) -> Mode:
    """Return what of a mode lies in some leaves, by their new places."""
    return tuple([(leaves[leaf], weight) for leaf, weight in mode if leaf in leaves])


def _form(item: Item) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Return the leaves of every way to claim an item, and its weights in them."""
    ways = sorted(item.modes)
    return (
        tuple(tuple(leaf for leaf, _ in way) for way in ways),
        tuple(weight for way in ways for _, weight in way),
    )


def _falling(weights: Iterable[Sequence[int]]) -> bool:
    """Tell whether each is nowhere above the one before."""
    return all(
        all(one >= other for one, other in zip(before, after, strict=True))
        for before, after in itertools.pairwise(weights)
    )
