"""How much weight a leaf needs, and whether it stands the loss of any one item."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.allocating.model_making import HALF, contested, leaf

from jiamao_desktop.domain.allocating.holding import Needs, Stand
from jiamao_desktop.domain.allocation import (
    AtMost,
    Leaf,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    gross_of,
)


def needs(one: Leaf, paid: int, most: int = 1000) -> Needs:
    """Return the needs of a single leaf."""
    return Needs([one], [paid], [most])


def standing(one: Leaf, paid: int, *weights: int) -> Stand:
    """Return a single leaf with items on it that stay."""
    return Stand(needs(one, paid), (0,), [(0, weight) for weight in weights])


@pytest.mark.parametrize(
    ("one", "paid", "weight"),
    [
        (leaf("whole"), 50, 50),
        (leaf("half", *HALF), 50, 100),
        (leaf("third", Ratio(1, 3), Rounded()), 10, 30),
        (leaf("tens", *HALF[:1], Rounded(10)), 20, 40),
        (leaf("up", *HALF[:1], Rounded(half_up=True)), 5, 9),
        (leaf("from", Rounded(), NothingBelow(100), AtMost(40)), 40, 100),
        (leaf("above", Rounded(), NothingBelow(100, strict=True), AtMost(40)), 40, 101),
        (leaf("nothing"), 0, 0),
    ],
)
def test_a_leaf_needs_the_least_weight_that_comes_to_what_it_is_paid(
    one: Leaf, paid: int, weight: int
) -> None:
    assert needs(one, paid).least(0, 1) == weight


def test_a_payment_above_everything_that_could_be_there_is_covered_by_no_weight() -> None:
    assert needs(leaf("half", *HALF), 50, most=99).least(0, 1) is None
    assert needs(leaf("half", *HALF), 50, most=100).least(0, 1) == 100


def test_a_payment_above_the_ceiling_of_the_leaf_is_covered_by_no_weight() -> None:
    assert needs(leaf("low", AtMost(40), Rounded()), 41).least(0, 9) is None


def test_without_an_item_not_even_a_payment_of_nothing_is_covered() -> None:
    assert needs(leaf("l"), 0).least(0, 0) is None


def test_below_the_least_number_of_items_no_weight_is_enough() -> None:
    pair = needs(leaf("pair", least_items=2), 50)
    assert [pair.least(0, items) for items in (0, 1, 2, 3)] == [None, None, 50, 50]


def test_with_tiers_it_depends_on_the_number_of_items() -> None:
    booths = needs(leaf("booths", Tiers(30, 20, 3), Rounded()), 60)
    assert [booths.least(0, items) for items in (1, 2, 3, 9)] == [None, None, 60, 60]
    four = needs(leaf("booths", Tiers(30, 20, 3), Rounded()), 80)
    assert four.least(0, 9) is None  # the fourth item raises it no further


def test_each_leaf_has_a_payment_and_a_most_of_its_own() -> None:
    two = Needs([leaf("x"), leaf("y", *HALF)], [30, 40], [100, 79])
    assert (two.least(0, 1), two.least(1, 1)) == (30, None)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(0, 4))
def test_one_fen_of_weight_less_does_not_cover_it(seed: int, paid: int, items: int) -> None:
    for one in contested(seed, leaves=4).leaves:
        least = needs(one, paid, most=500).least(0, items)
        if least is None:
            assert gross_of(one, 500, items) < paid
        else:
            assert gross_of(one, least, items) >= paid
            assert least == 0 or gross_of(one, least - 1, items) < paid


def test_a_leaf_holds_if_the_rest_covers_it_without_the_largest() -> None:
    assert standing(leaf("l"), 60, 100, 60).holds(0)
    assert not standing(leaf("l"), 61, 100, 60).holds(0)
    assert standing(leaf("l"), 100, 60, 50, 50).holds(0)


def test_a_single_item_never_holds_and_neither_does_none() -> None:
    assert not standing(leaf("l"), 1, 1000).holds(0)
    assert not standing(leaf("l"), 0).holds(0)


def test_a_least_number_of_items_has_to_be_left_after_the_loss() -> None:
    pair = leaf("pair", least_items=2)
    assert not standing(pair, 50, 100, 100).holds(0)
    assert standing(pair, 50, 100, 25, 25).holds(0)


def test_what_is_added_can_be_taken_away_again() -> None:
    stand = standing(leaf("l"), 60, 100)
    stand.add([(0, 60), (0, 20), (0, 60)])
    assert stand.holds(0)
    stand.remove([(0, 60)])
    assert (stand.weights[0], stand.sums[0]) == ([20, 60, 100], 180)
    stand.remove([(0, 60)])
    assert not stand.holds(0)
    stand.remove([(0, 20)])
    assert (stand.weights[0], stand.sums[0]) == ([100], 100)


def test_an_item_of_two_leaves_stands_on_both() -> None:
    stand = Stand(Needs([leaf("x"), leaf("y")], [10, 10], [99, 99]), (0, 1), [(0, 10), (1, 10)])
    stand.add([(0, 10), (1, 9)])
    assert stand.holds(0)
    assert not stand.holds(1)


def test_it_can_be_asked_whether_so_many_would_hold() -> None:
    stand = standing(leaf("pair", least_items=2), 50)
    assert stand.carries(0, 3, 150, 100)
    assert not stand.carries(0, 3, 149, 100)
    assert not stand.carries(0, 2, 500, 100)  # one is left, and two have to be


def test_what_lacks_is_counted_without_the_largest_that_stands() -> None:
    assert standing(leaf("l"), 100).lacks(0, 2) == 100
    assert standing(leaf("l"), 100, 70).lacks(0, 1) == 100
    assert standing(leaf("l"), 100, 70, 60).lacks(0, 1) == 40
    assert standing(leaf("l"), 100, 100, 100).lacks(0, 1) == 0


def test_where_too_few_come_nothing_is_said_to_lack() -> None:
    three = standing(leaf("three", least_items=3), 50, 10)
    assert three.lacks(0, 1) == 0
    assert three.lacks(0, 3) == 50


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_leaf_holds_exactly_if_it_survives_every_single_loss(seed: int) -> None:
    dice = random.Random(seed)
    one = contested(seed, leaves=1).leaves[0]
    paid = dice.randint(1, 60)
    stand, there = standing(one, paid), list[int]()
    for _ in range(12):
        if there and dice.random() < 0.3:
            gone = there.pop(dice.randrange(len(there)))
            stand.remove([(0, gone)])
        else:
            there.append(dice.randint(1, 50))
            stand.add([(0, there[-1])])
        survives = all(
            gross_of(one, sum(there) - lost, len(there) - 1) >= paid for lost in set(there)
        )
        assert stand.weights[0] == sorted(there)
        assert stand.holds(0) == (bool(there) and survives)
