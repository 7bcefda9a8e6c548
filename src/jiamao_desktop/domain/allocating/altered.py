"""The same model with one thing changed: an item more or less, a cap, a choice settled.

What-ifs and the worth of things are asked this way. Nothing is changed in place, and what is
named but not there is refused, never passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from jiamao_desktop.domain.allocation import Item, Model, Room


class UnknownKey(ValueError):
    """Something was named that the model does not have.

    Attributes:
        kind: ``item``, ``room``, or ``leaf`` (which stands for claims, too). key: What was named.
    """

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"no {kind} {key!r}")
        self.kind = kind
        self.key = key


class NotClaimable(ValueError):
    """An item was pinned to where it cannot be claimed.

    Attributes:
        item: Key of the item. target: Key of the leaf or claim that it was pinned to.
    """

    def __init__(self, item: str, target: str) -> None:
        super().__init__(f"{item!r} cannot be claimed in {target!r}")
        self.item = item
        self.target = target


def pinned(model: Model, pins: Mapping[str, str]) -> Model:
    """Return the model in which some items may be claimed in one place only, or not at all.

    Args:
        model: The model.
        pins: Key of an item → key of a leaf or of a claim that it has to stand in. Modes which
            enter other leaves besides are allowed.

    Raises:
        UnknownKey: There is no such item, or neither leaf nor claim of that key.
        NotClaimable: The item cannot be claimed there at all.
    """
    _known_items(model, pins)
    places = {target: _places(model, target) for target in set(pins.values())}
    items = list(model.items)
    for place, item in enumerate(items):
        target = pins.get(item.key)
        if target is None:
            continue
        wanted = places[target]
        modes = tuple(mode for mode in item.modes if any(leaf in wanted for leaf, _ in mode))
        if not modes:
            raise NotClaimable(item.key, target)
        items[place] = replace(item, modes=modes)
    return replace(model, items=tuple(items))


def forbidden(model: Model, pairs: Iterable[tuple[str, str | None]]) -> Model:
    """Return the model in which some items may not be claimed in some place, or nowhere.

    Args:
        model: The model.
        pairs: Key of an item, and the key of a leaf or claim that it must not stand in; ``None``:
            in none.

    Raises:
        UnknownKey: There is no such item, or neither leaf nor claim of that key.
    """
    shut: dict[str, set[str | None]] = {}
    for key, target in pairs:
        shut.setdefault(key, set()).add(target)
    _known_items(model, shut)
    places = {
        target: _places(model, target)
        for targets in shut.values()
        for target in targets
        if target is not None
    }
    items = list(model.items)
    for place, item in enumerate(items):
        targets = shut.get(item.key)
        if targets is None:
            continue
        barred = {leaf for target in targets if target is not None for leaf in places[target]}
        modes = tuple(
            mode
            for mode in item.modes
            if None not in targets and not any(leaf in barred for leaf, _ in mode)
        )
        items[place] = replace(item, modes=modes)
    return replace(model, items=tuple(items))


def without_item(model: Model, key: str) -> Model:
    """Return the model without one item.

    Raises:
        UnknownKey: There is none of that key.
    """
    _known_items(model, (key,))
    return replace(model, items=tuple(item for item in model.items if item.key != key))


def with_items(model: Model, items: Iterable[Item]) -> Model:
    """Return the model with further items.

    Raises:
        ValueError: A key is there already, or a mode enters a leaf that is not there.
    """
    added = tuple(items)
    keys = [item.key for item in (*model.items, *added)]
    if len(set(keys)) != len(keys):
        raise ValueError("two items of one key")
    if any(
        not 0 <= leaf < len(model.leaves)
        for item in added
        for mode in item.modes
        for leaf, _ in mode
    ):
        raise ValueError("a mode enters a leaf that is not there")
    return replace(model, items=model.items + added)


def with_room(model: Model, key: str, fen: int) -> Model:
    """Return the model in which a cap has so much left.

    Raises:
        UnknownKey: There is no room of that key.
        ValueError: The amount is negative.
    """
    if fen < 0:
        raise ValueError("a room is not negative")
    _known_room(model, key)
    return replace(
        model,
        rooms=tuple(replace(room, fen=fen) if room.key == key else room for room in model.rooms),
    )


def without_room(model: Model, key: str) -> Model:
    """Return the model in which one cap does not hold.

    Raises:
        UnknownKey: There is no room of that key.
    """
    _known_room(model, key)
    return replace(model, rooms=tuple(room for room in model.rooms if room.key != key))


def room_of(model: Model, key: str) -> Room:
    """Return the room of a key.

    Raises:
        UnknownKey: There is none.
    """
    _known_room(model, key)
    return next(room for room in model.rooms if room.key == key)


def _known_items(model: Model, keys: Collection[str]) -> None:
    known = {item.key for item in model.items}
    for key in sorted(keys):
        if key not in known:
            raise UnknownKey("item", key)


def _known_room(model: Model, key: str) -> None:
    if all(room.key != key for room in model.rooms):
        raise UnknownKey("room", key)


def _places(model: Model, target: str) -> frozenset[int]:
    """Return the leaf of a key, or the leaves of a claim of that key."""
    found = frozenset(
        place for place, leaf in enumerate(model.leaves) if target in (leaf.key, leaf.claim)
    )
    if not found:
        raise UnknownKey("leaf", target)
    return found
