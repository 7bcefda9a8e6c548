"""Items that cannot matter are told beforehand, and leaving them out costs nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from tests.allocation.brute import best
from tests.allocation.instances import tiny
from tests.allocation.realistic import realistic
from tests.unit.domain.allocating.test_components import shuffled

from jiamao_desktop.domain.allocating import optimum as module
from jiamao_desktop.domain.allocating.optimum import nothing, optimum
from jiamao_desktop.domain.allocating.thinning import thinned
from jiamao_desktop.domain.allocation import (
    UNUSED,
    AtMost,
    Item,
    Leaf,
    Model,
    Ratio,
    Room,
    Rounded,
    Tiers,
    evaluate,
)


def leaf(key: str, *, ceiling: int | None = None, least_items: int = 0) -> Leaf:
    steps = () if ceiling is None else (AtMost(ceiling),)
    return Leaf(key=key, claim=key, steps=steps, least_items=least_items)


def item(key: str, *modes: tuple[tuple[int, int], ...], vouchers: int = 1) -> Item:
    return Item(key=key, modes=modes, vouchers=vouchers)


def left(model: Model) -> list[str]:
    return [model.items[place].key for place in thinned(model, nothing).kept]


def row(weights: Sequence[int], ceiling: int, least_items: int = 0) -> Model:
    """Return a model of one leaf and items of these weights."""
    return Model(
        items=tuple(item(f"{at:02}", ((0, weight),)) for at, weight in enumerate(weights)),
        leaves=(leaf("a", ceiling=ceiling, least_items=least_items),),
        rooms=(),
    )


def crowded(seed: int) -> Model:
    """Return a few rows of many items, under caps that some of them fill."""
    dice = random.Random(f"crowded {seed}")
    places = dice.randint(1, 3)
    steps = (Ratio(1, 2), Rounded(dice.choice((1, 1, 7))))
    leaves = [
        Leaf(
            key=f"l{at}",
            claim=f"c{dice.randrange(places)}",
            steps=(*steps, *((Tiers(dice.randint(1, 9), 4),) if not dice.randrange(3) else ())),
            least=dice.choice((0, 0, 4)),
            least_items=dice.choice((0, 0, 2)),
        )
        for at in range(places)
    ]
    forms = [
        [tuple(sorted(dice.sample(range(places), dice.randint(1, min(2, places)))))]
        for _ in range(2)
    ]
    forms[0] += [one for one in [(dice.randrange(places),)] if one not in forms[0]]
    vouchers = dice.choice(((1,), (1, 2), (0, 1)))
    items = []
    for number in range(dice.randint(5, 8)):
        form, size = dice.choice(forms), dice.randint(1, 12)
        modes = tuple(tuple((place, size * (1 + place)) for place in way) for way in form)
        items.append(item(f"i{number}", *modes, vouchers=dice.choice(vouchers)))
    rooms = [
        Room(key=f"r{at}", fen=dice.randint(0, 15), leaves=tuple(range(at, places)))
        for at in range(dice.randint(1, places))
    ]
    return Model(items=tuple(items), leaves=tuple(leaves), rooms=tuple(rooms))


def test_of_items_alike_those_that_fill_the_leaf_are_kept() -> None:
    assert left(row([3, 9, 4, 8, 2], ceiling=20)) == ["01", "02", "03"]


def test_of_equal_items_those_with_the_smaller_keys_are_kept() -> None:
    model = row([5, 5, 5, 5], ceiling=10)
    assert left(model) == ["00", "01"]
    turned = Model(items=tuple(reversed(model.items)), leaves=model.leaves, rooms=())
    assert sorted(left(turned)) == ["00", "01"]


def test_so_many_are_kept_as_a_claim_asks_for() -> None:
    assert len(left(row([9, 5, 4, 3], ceiling=9, least_items=3))) == 3


def test_all_are_kept_where_all_together_do_not_fill_the_leaf() -> None:
    model = row([3, 4], ceiling=100)
    assert left(model) == ["00", "01"]
    assert not thinned(model, nothing).shortened


def test_items_that_can_bring_nothing_are_left_out() -> None:
    dead = Room(key="r", fen=0, leaves=(0,))
    model = Model(items=(item("x", ((0, 5),)), item("y")), leaves=(leaf("a"),), rooms=(dead,))
    assert left(model) == []


def test_items_with_other_vouchers_are_no_stand_ins() -> None:
    model = row([9, 9, 9], ceiling=9)
    dear = item("dear", ((0, 9),), vouchers=2)
    assert left(Model(items=(*model.items, dear), leaves=model.leaves, rooms=())) == ["00", "dear"]


def test_where_items_may_go_two_ways_enough_is_kept_for_both() -> None:
    items = tuple(item(f"{at}", ((0, 5),), ((1, 5),)) for at in range(9))
    rooms = (Room(key="r", fen=10, leaves=(0,)), Room(key="s", fen=15, leaves=(1,)))
    kept = left(Model(items=items, leaves=(leaf("a"), leaf("b")), rooms=rooms))
    assert kept == ["0", "1", "2", "3", "4"]


def test_items_of_which_none_is_the_larger_all_stay() -> None:
    items = (item("x", ((0, 9),), ((1, 1),)), item("y", ((0, 1),), ((1, 9),)))
    rooms = tuple(Room(key=f"{at}", fen=1, leaves=(at,)) for at in range(2))
    assert left(Model(items=items, leaves=(leaf("a"), leaf("b")), rooms=rooms)) == ["x", "y"]


@pytest.mark.parametrize("make", [crowded, tiny])
def test_the_best_is_as_good_without_what_is_left_out(make: object) -> None:
    shorter = 0
    for seed in range(150):
        model = crowded(seed) if make is crowded else tiny(seed)
        if len(model.items) > 7:
            continue
        thin = thinned(model, nothing)
        if thin.shortened or len(thin.kept) < len(model.items):
            shorter += 1
            whole, part = best(model), best(thin.model)
            assert (whole.total, whole.claims, whole.vouchers) == (
                part.total,
                part.claims,
                part.vouchers,
            ), seed
    assert shorter > 5


def test_an_answer_for_what_is_kept_is_one_for_the_whole() -> None:
    model = realistic(0, 1_500)
    thin = thinned(model, nothing)
    assert thin.shortened
    found = optimum(model)
    assert found.allocation == evaluate(model, found.allocation.modes)
    kept = set(thin.kept)
    assert all(mode == UNUSED or at in kept for at, mode in enumerate(found.allocation.modes))


def test_a_hint_with_other_items_of_the_same_size_is_worth_as_much() -> None:
    model = row([5, 5, 5, 5], ceiling=10)
    thin = thinned(model, nothing)
    moved = thin.moved([UNUSED, UNUSED, 0, 0])
    assert moved == (0, 0)
    assert thin.restored(moved) == (0, 0, UNUSED, UNUSED)


def test_a_hint_finds_the_mode_with_the_same_leaves_wherever_it_stands() -> None:
    one, two = ((0, 5),), ((1, 5),)
    items = (item("a", one, two), item("b", two, one), item("c", two, one), item("d", one, two))
    rooms = tuple(Room(key=f"{at}", fen=5, leaves=(at,)) for at in range(2))
    model = Model(items=items, leaves=(leaf("a"), leaf("b")), rooms=rooms)
    thin = thinned(model, nothing)
    assert thin.kept == (0, 1)
    assert thin.moved([UNUSED, UNUSED, 0, 0]) == (1, 1)


def test_what_a_hint_says_that_does_not_exist_is_not_used() -> None:
    thin = thinned(row([5, 5, 5], ceiling=10), nothing)
    assert thin.moved([7]) == (UNUSED, UNUSED)
    assert thin.moved([0, 0, -5, 0, 0]) == (0, 0)


def test_a_hint_is_taken_as_it_stands_where_moving_it_would_lose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # All of the first are used, but where they are too many; only the last fills the other leaf.
    items = tuple(item(f"{at}", ((0, 5),), ((1, 5),)) for at in range(4))
    rooms = tuple(Room(key=f"{at}", fen=5, leaves=(at,)) for at in range(2))
    model = Model(items=items, leaves=(leaf("a"), leaf("b")), rooms=rooms)
    assert thinned(model, nothing).moved([0, 0, UNUSED, 1]) is None
    monkeypatch.setattr(module, "MANY", 1)
    found = optimum(model, hints=[[0, 0, UNUSED, 1]])
    assert found.certified
    assert (found.allocation.total, found.allocation.vouchers) == (10, 2)


def test_whatever_is_told_to_stop_stops() -> None:
    def enough() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        thinned(row([5, 5], ceiling=5), enough)


def test_what_can_matter_is_the_same_for_any_order_of_input() -> None:
    model = realistic(0, 1_500)
    other = shuffled(model, 1)
    kept = sorted(left(model))
    assert 0 < len(kept) < len(model.items)
    assert sorted(left(other)) == kept
