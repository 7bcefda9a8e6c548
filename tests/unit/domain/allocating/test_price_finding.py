"""Prices by the simplex method: close to the best, whatever the sets, rows and demands."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from jiamao_desktop.domain.allocating.price_finding import NOTHING, ONE, SHIFT, Column, Simplex


def column(gain: Fraction | int, *taken: Fraction | int) -> Column:
    rows = tuple((row, _fixed(one)) for row, one in enumerate(taken) if one)
    return _fixed(gain), rows


def _fixed(one: Fraction | int) -> int:
    value = Fraction(one)
    return value.numerator * ONE // value.denominator


def quiet() -> None:
    """Report nothing."""


def upper(limits: list[int], sets: list[list[Column]], prices: list[int]) -> int:
    """Return what prices prove: the limits at their prices, and what the best ways leave over."""
    said = sum(price * limit >> SHIFT for price, limit in zip(prices, limits, strict=True))
    for ways in sets:
        left = [
            gain - sum(prices[row] * one >> SHIFT for row, one in taken) for gain, taken in ways
        ]
        said += max(0, *left)
    return said


def taken(sets: list[list[Column]], parts: list[dict[int, int]]) -> int:
    """Return the profit of what is taken."""
    return sum(
        part * ways[way][0] >> SHIFT
        for ways, some in zip(sets, parts, strict=True)
        for way, part in some.items()
        if way != NOTHING
    )


def test_one_set_takes_its_better_way() -> None:
    sets = [[column(3, 1), column(5, 1)]]
    found = Simplex([_fixed(2)], sets, []).run(50, quiet)
    assert found.parts == [{1: ONE}]
    assert found.prices == [0]


def test_a_limit_that_binds_has_a_price_and_splits_a_way() -> None:
    sets = [[column(6, 2)], [column(2, 1)]]
    found = Simplex([_fixed(1)], sets, []).run(50, quiet)
    assert abs(found.prices[0] - 3 * ONE) < ONE >> 20
    assert abs(found.parts[0][0] - ONE // 2) < ONE >> 20


def test_an_activity_may_free_what_a_limit_holds() -> None:
    sets = [[column(5, 1)], [column(4, 1)]]
    loss = column(-1, -1)
    found = Simplex([_fixed(1)], sets, [loss]).run(50, quiet)
    assert abs(found.prices[0] - ONE) < ONE >> 20
    assert taken(sets, found.parts) >= 9 * ONE - (ONE >> 20)


def test_a_row_that_demands_something_is_met_if_it_can_be() -> None:
    sets = [[column(0, 0, -1)], [column(1, 1)]]
    found = Simplex([_fixed(1), _fixed(-1)], sets, []).run(50, quiet)
    assert found.parts[0][0] >= ONE - (ONE >> 20)


def test_a_demand_that_cannot_be_met_gets_a_high_price() -> None:
    found = Simplex([_fixed(-1)], [[column(1, Fraction(-1, 2))]], []).run(50, quiet)
    assert found.prices[0] >= 3 * ONE


@pytest.mark.parametrize("seed", range(25))
def test_what_is_taken_and_what_prices_prove_meet(seed: int) -> None:
    dice = random.Random(seed)
    rows = dice.randint(1, 5)
    limits = [_fixed(Fraction(dice.randint(1, 30), 10)) for _ in range(rows)]
    sets = [
        [
            column(
                dice.randint(1, 9),
                *(Fraction(dice.randint(0, 9), 10) for _ in range(rows)),
            )
            for _ in range(dice.randint(1, 3))
        ]
        for _ in range(dice.randint(1, 12))
    ]
    found = Simplex(limits, sets, []).run(500, quiet)
    gap = upper(limits, sets, found.prices) - taken(sets, found.parts)
    assert abs(gap) < ONE >> 12
    for ways, some in zip(sets, found.parts, strict=True):
        assert sum(some.values()) <= ONE + (ONE >> 20)
        assert all(0 <= at < len(ways) for at in some if at != NOTHING)
    assert all(price >= 0 for price in found.prices)


@pytest.mark.parametrize("seed", range(10))
def test_prices_never_prove_less_than_whole_ways_bring(seed: int) -> None:
    dice = random.Random(100 + seed)
    limits = [_fixed(Fraction(dice.randint(1, 20), 10)) for _ in range(2)]
    costs = [
        [[Fraction(dice.randint(1, 9), 10) for _ in range(2)] for _ in range(2)] for _ in range(4)
    ]
    gains = [[dice.randint(1, 9) for _ in range(2)] for _ in range(4)]
    sets = [
        [column(gain, *cost) for gain, cost in zip(some, many, strict=True)]
        for some, many in zip(gains, costs, strict=True)
    ]
    found = Simplex(limits, sets, []).run(3, quiet)  # broken off: still a bound
    said = upper(limits, sets, found.prices)
    for choice in itertools.product((NOTHING, 0, 1), repeat=4):
        used = [(at, way) for at, way in enumerate(choice) if way != NOTHING]
        loads = [sum(_fixed(costs[at][way][row]) for at, way in used) for row in range(2)]
        if all(load <= limit for load, limit in zip(loads, limits, strict=True)):
            assert sum(gains[at][way] for at, way in used) * ONE <= said + (ONE >> 20)


def test_the_search_may_be_stopped_from_outside() -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Simplex([ONE], [[column(1, 1)]], []).run(5, stop)


def test_only_ways_that_are_named_are_taken_in() -> None:
    sets = [[column(3, 1), column(5, 1)], [column(4, 1)]]
    found = Simplex([_fixed(5)], sets, []).run(50, quiet, [(0, 0)])
    assert found.parts == [{0: ONE}, {}]


def test_ways_that_come_later_improve_what_was_found() -> None:
    sets = [[column(3, 2)], [column(2, 2)]]
    program = Simplex([_fixed(2)], sets, [])
    first = program.run(50, quiet)
    assert taken(sets, first.parts) == 3 * ONE
    sets[1].append(column(4, 1))
    sets[0].append(column(2, 1))
    second = program.run(50, quiet, [(1, 1), (0, 1)])
    assert taken(sets, second.parts) == 6 * ONE
    assert upper([_fixed(2)], sets, second.prices) == 6 * ONE


def test_only_limits_that_bind_have_a_price() -> None:
    dice = random.Random(7)
    sets = [[column(dice.randint(1, 9), *([0] * at + [1]))] for at in range(60)]
    limits = [_fixed(Fraction(1 + 2 * (at % 2), 2)) for at in range(60)]
    found = Simplex(limits, sets, []).run(200, quiet)
    assert [bool(price) for price in found.prices] == [at % 2 == 0 for at in range(60)]


def test_what_rounding_leaves_over_is_no_price_and_no_part() -> None:
    third, seventh = Fraction(1, 3), Fraction(1, 7)
    sets = [[column(1, third, seventh)], [column(1, seventh, third)]] * 4
    limits = [_fixed(2 * third)] * 2
    found = Simplex(limits, sets, []).run(99, quiet)
    amounts = [part for some in found.parts for part in some.values()]
    assert all(amount == 0 or amount > ONE >> 40 for amount in amounts)
    assert abs(upper(limits, sets, found.prices) - taken(sets, found.parts)) < ONE >> 40
