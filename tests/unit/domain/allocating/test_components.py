"""A model falls into parts; what cannot matter is left out, and the order of input is forgotten."""

from __future__ import annotations

import random

from tests.allocation.instances import tiny

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.contest import core_of
from jiamao_desktop.domain.allocating.joining import joined
from jiamao_desktop.domain.allocation import (
    AtMost,
    Item,
    Leaf,
    Model,
    Room,
    evaluate,
)


def leaf(key: str, claim: str = "", least: int = 0) -> Leaf:
    return Leaf(key=key, claim=claim or key, steps=(), least=least)


def item(key: str, *modes: tuple[tuple[int, int], ...]) -> Item:
    return Item(key=key, modes=modes)


def shuffled(model: Model, seed: int) -> Model:
    """Return the same model in another order."""
    dice = random.Random(seed)
    order = dice.sample(range(len(model.leaves)), len(model.leaves))
    items = [
        Item(
            key=one.key,
            vouchers=one.vouchers,
            modes=tuple(
                tuple(sorted((order.index(place), weight) for place, weight in mode))
                for mode in dice.sample(one.modes, len(one.modes))
            ),
        )
        for one in dice.sample(model.items, len(model.items))
    ]
    rooms = [
        Room(key=room.key, fen=room.fen, leaves=tuple(order.index(one) for one in room.leaves))
        for room in dice.sample(model.rooms, len(model.rooms))
    ]
    return Model(
        items=tuple(items), leaves=tuple(model.leaves[one] for one in order), rooms=tuple(rooms)
    )


def test_items_of_different_leaves_have_nothing_to_do_with_each_other() -> None:
    model = Model(
        items=(item("x", ((0, 5),)), item("y", ((1, 7),))), leaves=(leaf("a"), leaf("b")), rooms=()
    )
    assert [part.items for part in components(model)] == [(0,), (1,)]


def test_an_item_of_two_leaves_joins_them() -> None:
    model = Model(items=(item("x", ((0, 5),), ((1, 5),)),), leaves=(leaf("a"), leaf("b")), rooms=())
    assert len(components(model)) == 1


def test_a_claim_of_two_leaves_joins_them() -> None:
    model = Model(
        items=(item("x", ((0, 5),)), item("y", ((1, 7),))),
        leaves=(leaf("a", "same"), leaf("b", "same")),
        rooms=(),
    )
    assert len(components(model)) == 1


def test_a_cap_joins_only_if_it_can_be_reached() -> None:
    def parts(fen: int) -> int:
        room = Room(key="pool", fen=fen, leaves=(0, 1))
        items = (item("x", ((0, 5),)), item("y", ((1, 7),)))
        return len(components(Model(items=items, leaves=(leaf("a"), leaf("b")), rooms=(room,))))

    assert parts(12) == 2
    assert parts(11) == 1


def test_a_cap_of_one_leaf_becomes_a_step_of_it() -> None:
    model = Model(
        items=(item("x", ((0, 50),)),),
        leaves=(leaf("a"),),
        rooms=(Room(key="year", fen=20, leaves=(0,)),),
    )
    (part,) = components(model)
    assert part.model.leaves[0].steps == (AtMost(20),)
    assert part.model.rooms == ()


def test_leaves_that_come_to_nothing_are_left_out_of_every_mode() -> None:
    model = Model(
        items=(item("x", ((0, 5), (1, 5)), ((1, 5),)), item("y", ((1, 9),))),
        leaves=(leaf("a"), leaf("b", least=100)),
        rooms=(),
    )
    (part,) = components(model)
    assert part.items == (0,)
    assert part.model.items[0].modes == (((0, 5),),)
    assert part.modes == ((0,),)


def test_without_items_there_are_no_parts() -> None:
    assert components(Model(items=(), leaves=(leaf("a"),), rooms=())) == ()


def test_parts_are_the_same_for_any_order_of_input() -> None:
    for seed in range(60):
        model = tiny(seed)
        parts = [part.model for part in components(model)]
        assert [part.model for part in components(shuffled(model, seed))] == parts


def test_parts_together_come_to_what_the_whole_comes_to() -> None:
    for seed in range(60):
        model = tiny(seed)
        dice = random.Random(seed)
        whole, total = [-1] * len(model.items), 0
        for part in components(model):
            chosen = [dice.randrange(len(one.modes)) for one in part.model.items]
            total += evaluate(part.model, chosen).total
            for place, modes, mode in zip(part.items, part.modes, chosen, strict=True):
                whole[place] = modes[mode]
        assert evaluate(model, whole).total == total, seed


def test_no_leaf_of_a_part_passes_what_a_single_cap_leaves_it() -> None:
    for seed in range(40):
        model = tiny(seed)
        for part in components(model):
            for place, most in zip(part.leaves, core_of(part.model).most, strict=True):
                caps = [room.fen for room in model.rooms if place in room.leaves]
                assert most <= min(caps, default=most)


def test_joining_names_the_first_of_what_belongs_together() -> None:
    assert joined(6, [(1, 3), (3, 5), (2,)]) == [0, 1, 2, 1, 4, 1]
    assert joined(3, [(2, 1), (1, 0)]) == [0, 0, 0]
    assert joined(2, []) == [0, 1]
