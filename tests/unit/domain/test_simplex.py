"""The exact linear program behind caps that cross."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

from jiamao_desktop.domain.simplex import largest_sum


def test_without_rooms_each_amount_is_its_own_most() -> None:
    assert largest_sum([3, 4], []) == [3, 4]


def test_a_room_holds_for_its_amounts_together() -> None:
    found = largest_sum([3, 4], [(5, frozenset({0, 1}))])
    assert sum(found) == 5
    assert found[0] <= 3
    assert found[1] <= 4


def test_a_ring_of_rooms_is_filled_with_halves() -> None:
    ring = [(1, frozenset({0, 1})), (1, frozenset({1, 2})), (1, frozenset({0, 2}))]
    assert largest_sum([1, 1, 1], ring) == [Fraction(1, 2)] * 3


def test_nested_rooms_need_no_fractions() -> None:
    rooms = [(2, frozenset({0, 1})), (5, frozenset({0, 1, 2})), (4, frozenset({2}))]
    found = largest_sum([9, 9, 9], rooms)
    assert all(isinstance(one, int) for one in found)
    assert sum(found) == 5


def test_a_room_of_nothing_leaves_nothing() -> None:
    assert largest_sum([7, 7], [(0, frozenset({0, 1}))]) == [0, 0]


def test_no_better_amounts_are_found_by_trying() -> None:
    for seed in range(40):
        dice = random.Random(seed)
        most = [dice.randint(0, 4) for _ in range(3)]
        rooms = [
            (dice.randint(0, 6), frozenset(dice.sample(range(3), dice.randint(1, 3))))
            for _ in range(3)
        ]
        found = largest_sum(most, rooms)
        assert all(sum(found[one] for one in within) <= fen for fen, within in rooms)
        assert all(0 <= one <= limit for one, limit in zip(found, most, strict=True))
        tried = max(
            a + b + c
            for a in range(most[0] + 1)
            for b in range(most[1] + 1)
            for c in range(most[2] + 1)
            if all(sum((a, b, c)[one] for one in within) <= fen for fen, within in rooms)
        )
        assert tried <= sum(found) < tried + 1


def test_longer_rings_of_rooms_are_filled_with_halves_too() -> None:
    for size in (5, 7):
        ring = [(1, frozenset({at, (at + 1) % size})) for at in range(size)]
        found = largest_sum([1] * size, ring)
        assert sum(found) == Fraction(size, 2)
        assert all(sum(found[one] for one in within) <= 1 for _, within in ring)


def test_many_ties_end_all_the_same() -> None:
    rooms = [
        (1, frozenset(within))
        for size in (2, 3)
        for within in itertools.combinations(range(5), size)
    ]
    found = largest_sum([1] * 5, rooms)
    assert sum(found) == Fraction(5, 3)  # three of them share a room of one


def test_amounts_of_any_size_stay_exact() -> None:
    huge = 10**30
    found = largest_sum([huge, huge], [(huge + 1, frozenset({0, 1}))])
    assert sum(found) == huge + 1


def test_without_amounts_there_is_nothing_to_find() -> None:
    assert largest_sum([], []) == []
    assert largest_sum([0, 5], []) == [0, 5]
