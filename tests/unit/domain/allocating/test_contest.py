"""What is plain is decided at once; what is left keeps everything that could be had."""

from __future__ import annotations

import itertools
import random

from tests.allocation.instances import tiny

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.contest import Core, core_of, covers, reduced
from jiamao_desktop.domain.allocation import AtMost, Item, Leaf, Model, Room


def plain_leaf(key: str, most: int | None = None) -> Leaf:
    return Leaf(key=key, claim=key, steps=() if most is None else (AtMost(most),))


def core(
    modes: list[tuple[tuple[tuple[int, int], ...], ...]],
    leaves: list[Leaf],
    rooms: tuple[Room, ...] = (),
) -> Core:
    items = tuple(Item(key=f"i{at}", modes=one) for at, one in enumerate(modes))
    return core_of(Model(items=items, leaves=tuple(leaves), rooms=rooms))


def best_of(one: Core) -> int:
    """Return the most that a core comes to, by trying all."""
    items = [(item, kind.places) for kind in one.kinds for item in kind.items]
    return max(
        one.total(*one.loads({item: mode for (item, _), mode in zip(items, way, strict=True)}))[0]
        for way in itertools.product(*(places for _, places in items))
    )


def test_items_that_differ_in_size_only_are_of_one_kind() -> None:
    found = core(
        [(((0, 5),), ((1, 5),)), (((0, 20),), ((1, 20),)), (((0, 5),), ((1, 4),))],
        [plain_leaf("a"), plain_leaf("b")],
    )
    assert [(kind.sizes, kind.items) for kind in found.kinds] == [((20, 5), (1, 0)), ((1,), (2,))]


def test_an_item_with_one_mode_is_decided() -> None:
    left = reduced(core([(((0, 5),),), (((0, 9),), ((1, 9),))], [plain_leaf("a"), plain_leaf("b")]))
    assert left.choice == {0: 0}
    assert left.cores[0].weights == (5, 0)


def test_a_mode_that_another_covers_is_no_mode() -> None:
    left = reduced(core([(((0, 5),), ((0, 5), (1, 3)))], [plain_leaf("a"), plain_leaf("b")]))
    assert left.choice == {0: 1}
    assert left.cores == ()
    assert left.certain == 8
    assert left.exact


def test_of_two_equal_modes_the_first_is_taken() -> None:
    left = reduced(core([(((0, 5),), ((0, 5),))], [plain_leaf("a")]))
    assert left.choice == {0: 0}


def test_a_leaf_that_is_full_anyway_is_no_reason_to_choose_it() -> None:
    one = core([(((0, 50),),), (((0, 9),), ((1, 4),))], [plain_leaf("a", 40), plain_leaf("b")])
    left = reduced(one)
    assert left.choice == {0: 0, 1: 1}
    assert left.certain == 44


def test_what_one_decision_fills_may_settle_another() -> None:
    one = core(
        [(((0, 50),), ((0, 50), (1, 30))), (((1, 9),), ((2, 4),))],
        [plain_leaf("a"), plain_leaf("b", 30), plain_leaf("c")],
    )
    assert reduced(one).choice == {0: 1, 1: 1}


def test_contests_without_anything_in_common_are_cores_of_their_own() -> None:
    one = core(
        [(((0, 5),), ((1, 5),)), (((2, 5),), ((3, 5),))],
        [plain_leaf(key, 4) for key in "abcd"],
    )
    assert [len(part.leaves) for part in reduced(one).cores] == [2, 2]


def test_a_cap_over_two_contests_joins_them_unless_it_is_left_out() -> None:
    one = core(
        [(((0, 5),), ((1, 5),)), (((2, 5),), ((3, 5),))],
        [plain_leaf(key, 4) for key in "abcd"],
        (Room(key="pool", fen=7, leaves=(0, 1, 2, 3)),),
    )
    assert len(reduced(one).cores) == 1
    assert len(reduced(one, idle={0}).cores) == 2


def test_leaves_without_worth_are_left_out_of_everything() -> None:
    one = core(
        [(((0, 5),), ((1, 4),)), (((1, 5),), ((2, 5),))], [plain_leaf(key, 7) for key in "abc"]
    )
    left = reduced(one, worthless={0})
    assert left.choice == {0: 1}
    assert left.cores[0].leaves == (one.leaves[1], one.leaves[2])
    assert left.cores[0].weights == (4, 0)


def test_what_is_left_still_reaches_the_best() -> None:
    for seed in range(120):
        for part in components(tiny(seed)):
            one = core_of(part.model)
            left = reduced(one)
            assert left.certain + sum(best_of(some) for some in left.cores) == best_of(one), seed


def test_leaving_out_caps_and_full_leaves_only_raises_what_may_be_had() -> None:
    for seed in range(120):
        dice = random.Random(seed)
        for part in components(tiny(seed)):
            one = core_of(part.model)
            leaves = {leaf for leaf in range(len(one.leaves)) if dice.random() < 0.3}
            idle = {room for room in range(len(one.rooms)) if dice.random() < 0.5}
            left = reduced(one, leaves, idle)
            bound = left.certain + sum(one.most[leaf] for leaf in leaves)
            assert bound + sum(best_of(some) for some in left.cores) >= best_of(one), seed


def test_a_mode_covers_another_if_it_brings_as_much_everywhere() -> None:
    assert covers({0: 5, 1: 1}, {0: 5})
    assert covers({0: 5}, {})
    assert not covers({0: 4, 1: 9}, {0: 5})
