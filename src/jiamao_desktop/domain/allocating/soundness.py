"""What every search takes for granted of a model, looked at once before anything is proved.

A proof about a model that cannot be, with a weight of nothing or a leaf that is not there, would
be a proof of nothing. Such a model is a fault of whoever made it, and is refused.
"""

from __future__ import annotations

from jiamao_desktop.domain.allocation import (
    AtMost,
    GrossStep,
    Item,
    Leaf,
    Model,
    NothingBelow,
    Ratio,
    Room,
    Rounded,
    Tiers,
)


def demand_sound(model: Model) -> None:
    """Refuse a model that no answer could be proved of.

    Args:
        model: What there is to claim.

    Raises:
        ValueError: The key of the first item, leaf or room that is not as it has to be: weights
            are positive, places exist, nothing is negative, and steps never fall.
    """
    count = len(model.leaves)
    for item in model.items:
        if not _item_is_sound(item, count):
            raise ValueError(item.key)
    for leaf in model.leaves:
        if not _leaf_is_sound(leaf):
            raise ValueError(leaf.key)
    for room in model.rooms:
        if not _room_is_sound(room, count):
            raise ValueError(room.key)


def _item_is_sound(item: Item, leaves: int) -> bool:
    if item.vouchers < 0:
        return False
    for mode in item.modes:
        for leaf, weight in mode:
            if weight <= 0 or not 0 <= leaf < leaves:
                return False
    return True


def _leaf_is_sound(leaf: Leaf) -> bool:
    return leaf.least >= 0 and leaf.least_items >= 0 and all(map(_step_is_sound, leaf.steps))


def _step_is_sound(step: GrossStep) -> bool:
    match step:
        case Ratio():
            return step.num >= 0 and step.den > 0
        case Rounded():
            return step.unit > 0
        case AtMost() | NothingBelow():
            return step.fen >= 0
        case Tiers():
            return step.first >= 0 and step.more >= 0 and (step.most is None or step.most > 0)


def _room_is_sound(room: Room, leaves: int) -> bool:
    return room.fen >= 0 and all(0 <= leaf < leaves for leaf in room.leaves)
