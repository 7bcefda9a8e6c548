"""Parts of a model that stay apart, and the most money of each."""

from __future__ import annotations

import pytest
from tests.allocation.brute import best
from tests.unit.domain.allocating.model_making import (
    HALF,
    contested,
    item,
    leaf,
    model,
    room,
    shuffled,
)

from jiamao_desktop.domain.allocating.altered import without_item, without_room
from jiamao_desktop.domain.allocating.grounds import Ground, apart, everything, grounds, most_of
from jiamao_desktop.domain.allocating.obvious import careful, obvious
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, AtMost, Model, Rounded, evaluate


def steps(count: int = 5_000) -> StepsLeft:
    """Allow so many steps that nobody hears of."""
    return StepsLeft(count, lambda: None)


def named(one: Model, parts: tuple[Ground, ...]) -> list[tuple[list[str], list[str]]]:
    """Say in keys which items and leaves are in each part."""
    return [
        ([one.items[at].key for at in part.items], [one.leaves[at].key for at in part.leaves])
        for part in parts
    ]


def test_what_shares_neither_an_item_nor_a_cap_is_apart() -> None:
    two = model([item("a", {1: 5}), item("b", {0: 7})], [leaf("y"), leaf("x")])
    assert named(two, grounds(two)) == [(["a"], ["x"]), (["b"], ["y"])]


def test_an_item_that_could_go_to_either_joins_two_leaves() -> None:
    two = model([item("a", {0: 5}, {1: 5}), item("b", {0: 7})], [leaf("x"), leaf("y")])
    assert named(two, grounds(two)) == [(["a", "b"], ["x", "y"])]


def test_leaves_join_through_others() -> None:
    chain = model(
        [item("a", {0: 5, 2: 5}), item("b", {1: 5}, {2: 5})],
        [leaf("x"), leaf("y"), leaf("z"), leaf("alone")],
    )
    assert named(chain, grounds(chain)) == [(["a", "b"], ["x", "y", "z"])]


def test_a_cap_joins_leaves_only_if_it_could_be_passed() -> None:
    def book(fen: int) -> Model:
        return model(
            [item("a", {0: 40}), item("b", {1: 60})],
            [leaf("x"), leaf("y")],
            room("cap", fen, 0, 1),
        )

    assert len(grounds(book(99))) == 1
    assert len(grounds(book(100))) == 2


def test_a_cap_joins_leaves_even_where_another_keeps_it_from_being_reached() -> None:
    # Each leaf has a small cap, so the large one cannot be passed; but those may be taken away.
    under = model(
        [item("a", {0: 400}), item("b", {1: 600})],
        [leaf("x"), leaf("y")],
        room("small x", 10, 0),
        room("small y", 10, 1),
        room("large", 500, 0, 1),
    )
    assert len(grounds(under)) == 1


def test_a_ceiling_of_the_leaf_itself_keeps_a_cap_from_being_passed() -> None:
    low = model(
        [item("a", {0: 400}), item("b", {1: 60})],
        [leaf("x", AtMost(40), Rounded()), leaf("y")],
        room("cap", 100, 0, 1),
    )
    assert len(grounds(low)) == 2


def test_a_cap_over_several_parts_stands_in_each_with_the_leaves_there() -> None:
    two = model(
        [item("a", {0: 40}), item("b", {1: 60}), item("c", {2: 9})],
        [leaf("x"), leaf("y"), leaf("z")],
        room("cap", 100, 0, 1),
        room("own", 5, 2),
    )
    first, second, third = grounds(two)
    assert [(one.key, one.fen, one.leaves) for one in first.model.rooms] == [("cap", 100, (0,))]
    assert [(one.key, one.fen, one.leaves) for one in second.model.rooms] == [("cap", 100, (0,))]
    assert [(one.key, one.fen, one.leaves) for one in third.model.rooms] == [("own", 5, (0,))]


def test_a_part_is_a_model_by_itself_whose_leaves_have_their_own_places() -> None:
    two = model(
        [item("a", {0: 5}), item("b", {2: 7, 1: 3}, vouchers=4)],
        [leaf("x"), leaf("z", *HALF, least=2, claim="c"), leaf("y", claim="c")],
    )
    part = grounds(two)[1]
    assert (part.items, part.leaves) == ((1,), (2, 1))  # by key
    (moved,) = part.model.items
    assert (moved.key, moved.vouchers) == ("b", 4)
    assert moved.modes == (((0, 7), (1, 3)),)
    assert [one.key for one in part.model.leaves] == ["y", "z"]
    assert part.model.leaves[1].least == 2
    assert {one.claim for one in part.model.leaves} == {""}


def test_items_and_leaves_that_nothing_can_be_claimed_in_are_in_no_part() -> None:
    idle = model([item("a"), item("b", {1: 5})], [leaf("x"), leaf("y")], room("cap", 9, 0))
    assert named(idle, grounds(idle)) == [(["b"], ["y"])]
    assert grounds(Model(items=(), leaves=(), rooms=())) == ()


def test_parts_stay_apart_when_an_item_or_a_cap_is_taken_away() -> None:
    for seed in range(25):
        some = contested(seed, items=7, leaves=5)
        before = [set(part.leaves) for part in grounds(some)]
        changed = [without_item(some, one.key) for one in some.items]
        changed += [without_room(some, one.key) for one in some.rooms]
        for other in changed:
            for part in grounds(other):
                assert any(set(part.leaves) <= leaves for leaves in before), seed


def test_parts_do_not_depend_on_the_order_of_anything() -> None:
    for seed in range(25):
        some = contested(seed, items=7, leaves=5)
        other = shuffled(some, seed)
        mine = [(sorted(items), leaves) for items, leaves in named(some, grounds(some))]
        assert mine == [(sorted(items), leaves) for items, leaves in named(other, grounds(other))]


def test_everything_counts_an_item_once_on_each_leaf_with_its_largest_weight() -> None:
    one = model(
        [item("a", {0: 5}, {0: 9, 1: 2}, {1: 4}), item("b", {0: 1}), item("c")],
        [leaf("x"), leaf("y"), leaf("z")],
    )
    assert everything(one) == ([10, 4, 0], [2, 1, 0])


def test_apart_makes_every_leaf_a_claim_of_its_own() -> None:
    one = model([item("a", {0: 5})], [leaf("x", claim="c"), leaf("y", claim="c")])
    assert [each.claim for each in apart(one).leaves] == ["x", "y"]
    assert apart(one).items == one.items


def test_the_most_money_is_what_trying_everything_finds() -> None:
    for seed in range(40):
        small = contested(seed)
        found = most_of(small, [], steps())
        assert found.at_least == found.at_most == best(small).total, seed
        assert evaluate(small, found.modes).total == found.at_least, seed


def test_the_most_money_is_no_less_than_any_answer_known_before() -> None:
    for seed in range(40):
        some = contested(seed, items=12, leaves=5)
        starts = [obvious(some), careful(some)]
        hurried = most_of(some, [one.modes for one in starts], steps(0))
        assert hurried.at_least >= max(one.total for one in starts), seed
        assert hurried.at_most >= most_of(some, [], steps()).at_least, seed


def test_what_can_bring_nothing_has_no_mode() -> None:
    dead = model(
        [item("a", {0: 100}), item("b", {1: 5}), item("c", {2: 5}), item("d")],
        [leaf("x"), leaf("none"), leaf("pair", least_items=2)],
        room("none", 0, 1),
    )
    assert most_of(dead, [[0, 0, 0, UNUSED]], steps()).modes == (0, UNUSED, UNUSED, UNUSED)


def test_a_start_in_a_mode_that_the_part_has_lost_does_no_harm() -> None:
    # The second mode leads where a cap of nothing lets nothing by.
    dead = model(
        [item("a", {0: 50}, {1: 90}), item("b", {0: 40}, {1: 90})],
        [leaf("x"), leaf("y")],
        room("none", 0, 1),
        room("cap", 80, 0),
    )
    for start in ((1, 1), (UNUSED, 1), (0, 0)):
        assert most_of(dead, [start], steps()).at_most == 80


def test_looking_for_the_most_money_can_be_stopped() -> None:
    def stop() -> None:
        raise InterruptedError

    many = model(
        [item(f"i{at}", {at: 5}) for at in range(400)], [leaf(f"{at}") for at in range(400)]
    )
    with pytest.raises(InterruptedError):
        most_of(many, [], StepsLeft(400, stop))
