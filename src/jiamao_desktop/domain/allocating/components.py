"""Parts of a model that have nothing to do with each other, each in one fixed order.

What cannot matter is left out first: leaves that can come to nothing, caps that cannot be
reached. Then the order of input is forgotten: items, modes, leaves and rooms are sorted, so that
whatever is worked out for a part is the same for any order of input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.joining import joined
from jiamao_desktop.domain.allocation import (
    AtMost,
    Item,
    Leaf,
    Mode,
    Model,
    Room,
    gross_of,
)
from jiamao_desktop.domain.payout import ceilings

OFTEN = 1_000
"""After so many items somebody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part of a model.

    Attributes:
        model: Its items, leaves and rooms by themselves, sorted by key. Modes name live leaves
            only; no leaf's gross passes what any one cap leaves it.
        items, leaves: Their places in the whole.
        modes: For each item: for each of its modes the place in the whole.
    """

    model: Model
    items: tuple[int, ...]
    leaves: tuple[int, ...]
    modes: tuple[tuple[int, ...], ...]


_FIRST: tuple[int, ...] = (0,)
_Ways = Sequence[tuple[Mode, int]]


@dataclass(frozen=True, slots=True)
class _Tidy:
    """What is left of a model: leaves and rooms by key, items by key.

    Attributes:
        rank: Of leaves of the whole their places here.
        items: Their places in the whole.
        ways: Of each item of the whole: modes and their places; ``None`` for its one live leaf.
    """

    leaves: Sequence[Leaf]
    rooms: Sequence[Room]
    rank: dict[int, int]
    items: Sequence[int]
    ways: Sequence[_Ways | None]


def _nothing() -> None:
    """Report nothing."""


def components(model: Model, report: Callable[[], None] = _nothing) -> tuple[Component, ...]:
    """Return the parts of a model, in the order of their first leaf's key.

    Parts are joined by items, by caps that might be reached, and by claims. Items that can bring
    nothing are in none.

    Args:
        model: The whole.
        report: Called every few milliseconds; may raise to stop.
    """
    raw = largest(model, report)
    most = ceilings(model, raw)
    order = sorted(
        (leaf for leaf, fen in enumerate(most) if fen), key=lambda i: model.leaves[i].key
    )
    rank = {leaf: at for at, leaf in enumerate(order)}
    rooms = []
    for room in model.rooms:
        within = sorted({rank[leaf] for leaf in room.leaves if leaf in rank})
        if sum(most[order[leaf]] for leaf in within) > room.fen:
            rooms.append(Room(key=room.key, fen=room.fen, leaves=tuple(within)))
    rooms.sort(key=lambda room: (room.key, room.fen, room.leaves))
    leaves = [
        model.leaves[leaf] if raw[leaf] == most[leaf] else _clipped(model.leaves[leaf], most[leaf])
        for leaf in order
    ]
    modes = _live_modes(model, rank, report)
    by_key = [place for place, ways in enumerate(modes) if ways is None or ways]
    by_key.sort(key=lambda place: model.items[place].key)
    if len({model.items[place].key for place in by_key}) < len(by_key):
        by_key.sort(key=lambda place: _full_key(model.items[place], modes[place], rank))
    tidy = _Tidy(leaves, rooms, rank, by_key, modes)
    return _split(model, order, tidy, _joined(tidy, report), report)


def largest(model: Model, report: Callable[[], None]) -> list[int]:
    """Return what each leaf comes to with every item that could come to it.

    Args:
        model: The model.
        report: Called every few milliseconds; may raise to stop.
    """
    weights, counts = [0] * len(model.leaves), [0] * len(model.leaves)
    for number, item in enumerate(model.items):
        if not number % OFTEN:
            report()
        if len(item.modes) == 1:
            most = dict(item.modes[0])
        else:
            most = {}
            for mode in item.modes:
                for leaf, weight in mode:
                    if weight > most.get(leaf, 0):
                        most[leaf] = weight
        for leaf, weight in most.items():
            weights[leaf] += weight
            counts[leaf] += 1
    return [
        gross_of(leaf, weight, count)
        for leaf, weight, count in zip(model.leaves, weights, counts, strict=True)
    ]


def _clipped(leaf: Leaf, fen: int) -> Leaf:
    return replace(leaf, steps=(*leaf.steps, AtMost(fen)))


def _live_modes(
    model: Model, rank: dict[int, int], report: Callable[[], None]
) -> list[_Ways | None]:
    """Return for each item its modes over live leaves, sorted, with their places in the whole.

    Most items have one mode of one leaf. For these nothing is made if the leaf is live: a hundred
    thousand objects more take the collector longer to look through than all else takes.
    """
    seen: dict[tuple[Mode, ...], _Ways] = {}
    found: list[_Ways | None] = []
    for number, item in enumerate(model.items):
        if not number % OFTEN:
            report()
        modes = item.modes
        if len(modes) == 1 and len(modes[0]) == 1:
            found.append(None if modes[0][0][0] in rank else ())
            continue
        ways = seen.get(modes)
        if ways is None:
            ways = seen[modes] = _ways(model, modes, rank)
        found.append(ways)
    return found


def _ways(model: Model, modes: Sequence[Mode], rank: dict[int, int]) -> list[tuple[Mode, int]]:
    order: Sequence[int] = range(len(modes))
    if len(modes) > 1:
        order = sorted(
            order, key=lambda place: sorted((model.leaves[leaf].key, w) for leaf, w in modes[place])
        )
    first: dict[Mode, int] = {}
    for place in order:
        live = tuple(
            sorted([(rank[leaf], weight) for leaf, weight in modes[place] if leaf in rank])
        )
        if live:
            first.setdefault(live, place)
    return sorted(first.items())


def _full_key(item: Item, ways: _Ways | None, rank: dict[int, int]) -> tuple[str, list[Mode], int]:
    if ways is None:
        ((leaf, weight),) = item.modes[0]
        return item.key, [((rank[leaf], weight),)], item.vouchers
    return item.key, [mode for mode, _ in ways], item.vouchers


def _joined(tidy: _Tidy, report: Callable[[], None]) -> list[int]:
    """Return for each leaf the first leaf of its part."""
    groups = {room.leaves for room in tidy.rooms}
    for number, place in enumerate(tidy.items):
        if not number % OFTEN:
            report()
        ways = tidy.ways[place]
        if ways is not None and (len(ways) > 1 or len(ways[0][0]) > 1):
            groups.add(tuple(sorted({leaf for mode, _ in ways for leaf, _ in mode})))
    by_claim: dict[str, list[int]] = {}
    for place, leaf in enumerate(tidy.leaves):
        by_claim.setdefault(leaf.claim, []).append(place)
    return joined(len(tidy.leaves), (*sorted(groups), *by_claim.values()))


def _split(
    model: Model,
    order: Sequence[int],
    tidy: _Tidy,
    heads: Sequence[int],
    report: Callable[[], None],
) -> tuple[Component, ...]:
    part_of = {head: number for number, head in enumerate(sorted(set(heads)))}
    members: list[list[int]] = [[] for _ in part_of]
    local = []
    for leaf, head in enumerate(heads):
        inside = members[part_of[head]]
        local.append(len(inside))
        inside.append(leaf)
    their_rooms: list[list[Room]] = [[] for _ in part_of]
    for room in tidy.rooms:
        their_rooms[part_of[heads[room.leaves[0]]]].append(
            replace(room, leaves=tuple(local[leaf] for leaf in room.leaves))
        )
    items: list[list[Item]] = [[] for _ in part_of]
    places: list[list[int]] = [[] for _ in part_of]
    modes: list[list[tuple[int, ...]]] = [[] for _ in part_of]
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    for number, place in enumerate(tidy.items):
        if not number % OFTEN:
            report()
        ways, old = tidy.ways[place], model.items[place]
        if ways is None:
            ((leaf, weight),) = old.modes[0]
            first, spots = tidy.rank[leaf], _FIRST
            moved: tuple[Mode, ...] = (((local[first], weight),),)
        else:
            first = ways[0][0][0][0]
            moved = tuple(
                [tuple([(local[leaf], weight) for leaf, weight in mode]) for mode, _ in ways]
            )
            spots = tuple([there for _, there in ways])
            spots = known.setdefault(spots, spots)
        part = part_of[heads[first]]
        items[part].append(Item(key=old.key, modes=moved, vouchers=old.vouchers))
        places[part].append(place)
        modes[part].append(spots)
    return tuple(
        Component(
            model=Model(
                items=tuple(items[part]),
                leaves=tuple(tidy.leaves[leaf] for leaf in inside),
                rooms=tuple(their_rooms[part]),
            ),
            items=tuple(places[part]),
            leaves=tuple(order[leaf] for leaf in inside),
            modes=tuple(modes[part]),
        )
        for part, inside in enumerate(members)
    )
