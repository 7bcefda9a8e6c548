"""A model that cannot be is refused by the name of what is wrong; an odd one is not."""

from __future__ import annotations

from typing import Any

import pytest

from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocating.soundness import demand_sound
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


def _item(*parts: tuple[int, int], **changes: Any) -> Item:
    return Item(**{"key": "expense", "modes": (parts,), **changes})


def _leaf(*steps: GrossStep, **changes: Any) -> Leaf:
    return Leaf(**{"key": "line", "claim": "claim", "steps": steps or (Rounded(),), **changes})


def _model(item: Item | None = None, leaf: Leaf | None = None, room: Room | None = None) -> Model:
    return Model(
        items=(item or _item((0, 100)), _item((0, 50), key="other")),
        leaves=(leaf or _leaf(),),
        rooms=(room,) if room else (),
    )


@pytest.mark.parametrize(
    "item",
    [_item((0, 0)), _item((0, -50)), _item((1, 5)), _item((-1, 5)), _item((0, 5), vouchers=-1)],
    ids=["weightless", "negative", "no such leaf", "a leaf from behind", "less than no paper"],
)
def test_an_item_that_cannot_be_is_named(item: Item) -> None:
    with pytest.raises(ValueError, match=r"^expense$"):
        optimum(_model(item=item))


@pytest.mark.parametrize(
    "leaf",
    [
        _leaf(Ratio(-1, 2), Rounded()),
        _leaf(Ratio(1, 0), Rounded()),
        _leaf(Rounded(0)),
        _leaf(Rounded(), AtMost(-1)),
        _leaf(Rounded(), NothingBelow(-1)),
        _leaf(Rounded(), Tiers(100, -40)),
        _leaf(Rounded(), Tiers(-1, 40)),
        _leaf(Rounded(), Tiers(100, 40, 0)),
        _leaf(least=-1),
        _leaf(least_items=-1),
    ],
    ids=repr,
)
def test_a_leaf_whose_steps_could_fall_is_named(leaf: Leaf) -> None:
    with pytest.raises(ValueError, match=r"^line$"):
        optimum(_model(leaf=leaf))


@pytest.mark.parametrize(
    "room",
    [
        Room(key="cap", fen=-5, leaves=(0,)),
        Room(key="cap", fen=5, leaves=(4,)),
        Room(key="cap", fen=5, leaves=(-1,)),
    ],
    ids=["overdrawn", "no such leaf", "a leaf from behind"],
)
def test_a_room_that_cannot_be_is_named(room: Room) -> None:
    with pytest.raises(ValueError, match=r"^cap$"):
        optimum(_model(room=room))


@pytest.mark.parametrize(
    ("model", "total"),
    [
        (Model(items=(), leaves=(), rooms=()), 0),
        (_model(item=_item(modes=())), 50),
        (_model(item=_item()), 50),
        (_model(room=Room(key="cap", fen=0, leaves=(0,))), 0),
        (_model(room=Room(key="cap", fen=5, leaves=())), 150),
        (_model(room=Room(key="cap", fen=60, leaves=(0, 0))), 60),
        (_model(item=_item((0, 100), key="other")), 150),
        (_model(item=_item((0, 30), (0, 40))), 120),
        (_model(leaf=_leaf(Ratio(0, 1), Rounded())), 0),
    ],
    ids=[
        "nothing",
        "no mode",
        "empty mode",
        "closed",
        "covers nothing",
        "doubled",
        "one name",
        "twice",
        "nought",
    ],
)
def test_an_odd_model_has_an_answer_all_the_same(model: Model, total: int) -> None:
    demand_sound(model)
    found = optimum(model)
    assert found.certified
    assert found.allocation.total == total
