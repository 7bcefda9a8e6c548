"""What-ifs of a model: one thing is changed, everything else and the model itself stay."""

from __future__ import annotations

import pytest
from tests.allocation.brute import best
from tests.unit.domain.allocating.model_making import contested, item, leaf, model, room

from jiamao_desktop.domain.allocating.altered import (
    NotClaimable,
    UnknownKey,
    forbidden,
    pinned,
    room_of,
    with_items,
    with_room,
    without_item,
    without_room,
)
from jiamao_desktop.domain.allocation import AtMost, Model, Ratio, Rounded, Tiers


@pytest.fixture
def book() -> Model:
    """Return two expenses, three leaves in two claims, two caps."""
    return model(
        [item("a", {0: 1}, {1: 1}, {0: 1, 2: 1}), item("b", {2: 5})],
        [
            leaf("2025", Ratio(1, 2), AtMost(9), Rounded(), claim="booth"),
            leaf("2026", Tiers(4, 1), Rounded(), claim="booth"),
            leaf("other"),
        ],
        room("year", 10, 0, 1),
        room("pool", 20, 0, 1, 2),
    )


def test_a_pin_to_a_leaf_leaves_only_what_enters_it(book: Model) -> None:
    assert pinned(book, {"a": "2025"}).items[0].modes == (((0, 1),), ((0, 1), (2, 1)))


def test_a_pin_to_a_claim_leaves_all_its_leaves(book: Model) -> None:
    assert pinned(book, {"a": "booth"}) == book
    assert pinned(book, {"a": "other"}).items[0].modes == (((0, 1), (2, 1)),)


def test_what_is_not_pinned_stays_as_it_is(book: Model) -> None:
    changed = pinned(book, {"a": "2026"})
    assert changed.items[1] is book.items[1]
    assert (changed.leaves, changed.rooms) == (book.leaves, book.rooms)
    assert pinned(book, {}) == book


def test_a_pin_that_cannot_be_is_said_with_both_names(book: Model) -> None:
    with pytest.raises(NotClaimable, match="'b' cannot be claimed in '2025'") as refused:
        pinned(book, {"b": "2025"})
    assert (refused.value.item, refused.value.target) == ("b", "2025")


@pytest.mark.parametrize(
    ("pins", "kind", "key"),
    [({"z": "2025"}, "item", "z"), ({"a": "2031"}, "leaf", "2031"), ({"a": ""}, "leaf", "")],
)
def test_a_pin_of_something_unknown_is_refused(
    book: Model, pins: dict[str, str], kind: str, key: str
) -> None:
    with pytest.raises(UnknownKey) as refused:
        pinned(book, pins)
    assert (refused.value.kind, refused.value.key) == (kind, key)


def test_a_forbidden_leaf_takes_every_mode_that_enters_it(book: Model) -> None:
    changed = forbidden(book, {("a", "2025")})
    assert changed.items[0].modes == (((1, 1),),)
    assert changed.items[1] == book.items[1]


def test_a_forbidden_claim_takes_all_its_leaves(book: Model) -> None:
    assert forbidden(book, [("a", "booth")]).items[0].modes == ()


def test_several_places_may_be_forbidden_to_one_item(book: Model) -> None:
    changed = forbidden(book, [("a", "2026"), ("a", "other"), ("b", "2025")])
    assert changed.items[0].modes == (((0, 1),),)
    assert changed.items[1] == book.items[1]


def test_an_item_may_be_forbidden_everywhere(book: Model) -> None:
    changed = forbidden(book, [("b", None), ("b", "2025")])
    assert [one.modes for one in changed.items] == [book.items[0].modes, ()]


@pytest.mark.parametrize(
    ("pair", "kind"), [(("z", None), "item"), (("z", "2025"), "item"), (("a", "x"), "leaf")]
)
def test_what_is_unknown_cannot_be_forbidden(
    book: Model, pair: tuple[str, str | None], kind: str
) -> None:
    with pytest.raises(UnknownKey) as refused:
        forbidden(book, [pair])
    assert refused.value.kind == kind


def test_an_item_can_be_left_away(book: Model) -> None:
    assert [one.key for one in without_item(book, "a").items] == ["b"]
    with pytest.raises(UnknownKey, match="no item 'c'"):
        without_item(book, "c")


def test_items_can_be_added_behind_the_others(book: Model) -> None:
    further = item("c", {1: 7})
    assert with_items(book, [further]).items == (*book.items, further)
    assert with_items(book, []) == book


@pytest.mark.parametrize(
    "added",
    [
        [item("a", {0: 1})],
        [item("c", {0: 1}), item("c", {1: 1})],
        [item("c", {3: 1})],
        [item("c", {-1: 1})],
    ],
)
def test_items_that_do_not_fit_cannot_be_added(book: Model, added: list[object]) -> None:
    with pytest.raises(ValueError, match=r"two items of one key|not there"):
        with_items(book, added)  # type: ignore[arg-type]  # made by item() above


def test_a_cap_can_be_given_another_height(book: Model) -> None:
    changed = with_room(book, "year", 0)
    assert [one.fen for one in changed.rooms] == [0, 20]
    assert changed.rooms[0].leaves == (0, 1)
    with pytest.raises(UnknownKey, match="no room 'month'"):
        with_room(book, "month", 5)
    with pytest.raises(ValueError, match="not negative"):
        with_room(book, "year", -1)


def test_a_cap_can_be_lifted(book: Model) -> None:
    assert [one.key for one in without_room(book, "year").rooms] == ["pool"]
    with pytest.raises(UnknownKey):
        without_room(book, "2025")


def test_a_room_is_found_by_its_key(book: Model) -> None:
    assert room_of(book, "pool").fen == 20
    with pytest.raises(UnknownKey):
        room_of(book, "lake")


def test_an_error_is_a_value_error_for_whoever_does_not_care(book: Model) -> None:
    for wrong in (UnknownKey("item", "a"), NotClaimable("a", "b")):
        assert isinstance(wrong, ValueError)


def test_what_narrows_a_model_never_brings_more_and_what_widens_it_never_less() -> None:
    for seed in range(25):
        some = contested(seed, items=5)
        most = best(some).total
        for one in some.items:
            target = some.leaves[one.modes[0][0][0]].key
            assert best(pinned(some, {one.key: target})).total <= most, seed
            assert best(forbidden(some, [(one.key, target)])).total <= most, seed
            assert best(without_item(some, one.key)).total <= most, seed
        for cap in some.rooms:
            assert best(with_room(some, cap.key, cap.fen // 2)).total <= most, seed
            assert best(with_room(some, cap.key, cap.fen + 9)).total >= most, seed
            assert best(without_room(some, cap.key)).total >= most, seed
        assert best(with_items(some, [item("zz", {0: 30})])).total >= most, seed


def test_an_item_is_pinned_or_forbidden_in_its_leaf_and_the_best_goes_one_of_the_two_ways() -> None:
    for seed in range(25):
        some = contested(seed, items=5)
        one = some.items[0]
        target = some.leaves[one.modes[0][0][0]].key
        there = best(pinned(some, {one.key: target})).total
        elsewhere = best(forbidden(some, [(one.key, target)])).total
        assert best(some).total == max(there, elsewhere), seed
