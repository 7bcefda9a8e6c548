"""Parts of a model between which nothing moves, whatever is taken away; and what each can pay.

To ask what one item or one cap is worth, only its part is worked out again. Parts are coarser
than ``components``: a cap belongs to one even where another cap keeps it from being reached,
for that other may be the one that is taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.components import Component, components
from jiamao_desktop.domain.allocating.money_search import most_money
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, Item, Leaf, Model, gross_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A part of a model.

    Attributes:
        model: Its items, leaves and rooms by themselves. Claims are not told apart: only money
            is asked about.
        items, leaves: Their places in the whole.
    """

    model: Model
    items: tuple[int, ...]
    leaves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """The most money of a model.

    Attributes:
        modes: How the least below is reached; items that can bring nothing have none.
        at_least, at_most: Fen; equal if it is proved.
    """

    modes: tuple[int, ...]
    at_least: int
    at_most: int


def most_of(model: Model, starts: Sequence[Sequence[int]], steps: StepsLeft) -> Most:
    """Return the most money that a model can pay, whatever paper it takes.

    Args:
        model: The model.
        starts: Answers known already; the result is no less than any of them.
        steps: What it may cost.
    """
    modes = [UNUSED] * len(model.items)
    at_least = at_most = 0
    for part in components(apart(model)):
        steps.spend(1)
        money = most_money(_one_claim(part.model), [_start(part, start) for start in starts], steps)
        at_least += money.total
        at_most += money.at_most
        for place, whole, mode in zip(part.items, part.modes, money.modes, strict=True):
            modes[place] = UNUSED if mode == UNUSED else whole[mode]
    return Most(tuple(modes), at_least, at_most)


def apart(model: Model) -> Model:
    """Let every leaf be a claim of its own, so that claims join no parts."""
    return replace(model, leaves=tuple(replace(leaf, claim=leaf.key) for leaf in model.leaves))


def _one_claim(model: Model) -> Model:
    """Let all leaves be one claim, so that nobody looks for the fewest."""
    return replace(model, leaves=tuple(replace(leaf, claim="") for leaf in model.leaves))


def _start(part: Component, modes: Sequence[int]) -> list[int]:
    """Return what an answer says of a part; an item that it does not use takes its first mode."""
    return [
        whole.index(modes[place]) if modes[place] in whole else 0
        for place, whole in zip(part.items, part.modes, strict=True)
    ]


def grounds(model: Model) -> tuple[Ground, ...]:
    """Return the parts of a model, by the key of their first leaf.

    They stay apart when items, or rooms, are taken away. A room that is given less may join some.
    Items that can be claimed nowhere are in none.
    """
    head = _joined(model)
    order = sorted(range(len(model.leaves)), key=lambda leaf: model.leaves[leaf].key)
    members: dict[int, list[int]] = {}
    for leaf in order:
        members.setdefault(head[leaf], []).append(leaf)
    theirs: dict[int, list[int]] = {}
    for place, item in enumerate(model.items):
        if item.modes:
            theirs.setdefault(head[item.modes[0][0][0]], []).append(place)
    rooms: dict[int, list[int]] = {}
    for number, room in enumerate(model.rooms):
        for one in {head[leaf] for leaf in room.leaves}:
            rooms.setdefault(one, []).append(number)
    return tuple(
        _ground(model, leaves, theirs[one], rooms.get(one, ()))
        for one, leaves in members.items()
        if one in theirs
    )


def _joined(model: Model) -> list[int]:
    """Return for each leaf one that stands for its part."""
    head = list(range(len(model.leaves)))

    def find(leaf: int) -> int:
        while head[leaf] != leaf:
            head[leaf] = leaf = head[head[leaf]]
        return leaf

    most = [gross_of(*three) for three in zip(model.leaves, *everything(model), strict=True)]
    groups = {
        tuple(sorted({leaf for mode in modes for leaf, _ in mode}))
        for modes in {item.modes for item in model.items}
    }
    groups |= {
        room.leaves for room in model.rooms if sum(most[leaf] for leaf in room.leaves) > room.fen
    }
    for group in groups:
        for one in group[1:]:
            low, high = sorted((find(group[0]), find(one)))
            head[high] = low
    return [find(leaf) for leaf in range(len(head))]


def everything(model: Model) -> tuple[list[int], list[int]]:
    """Return weight and number of items for each leaf if every item came to it that could."""
    weights, counts = [0] * len(model.leaves), [0] * len(model.leaves)
    for item in model.items:
        most: dict[int, int] = {}
        for mode in item.modes:
            for leaf, weight in mode:
                most[leaf] = max(weight, most.get(leaf, 0))
        for leaf, weight in most.items():
            weights[leaf] += weight
            counts[leaf] += 1
    return weights, counts


def _ground(
    model: Model, leaves: Sequence[int], items: Sequence[int], rooms: Sequence[int]
) -> Ground:
    local = {leaf: number for number, leaf in enumerate(leaves)}
    return Ground(
        model=Model(
            items=tuple(_moved(model.items[place], local) for place in items),
            leaves=tuple(_unnamed(model.leaves[leaf]) for leaf in leaves),
            rooms=tuple(
                replace(
                    model.rooms[number],
                    leaves=tuple(
                        local[leaf] for leaf in model.rooms[number].leaves if leaf in local
                    ),
                )
                for number in rooms
            ),
        ),
        items=tuple(items),
        leaves=tuple(leaves),
    )


def _moved(item: Item, local: dict[int, int]) -> Item:
    return replace(
        item,
        modes=tuple(
            tuple(sorted((local[leaf], weight) for leaf, weight in mode)) for mode in item.modes
        ),
    )


def _unnamed(leaf: Leaf) -> Leaf:
    return replace(leaf, claim="")
