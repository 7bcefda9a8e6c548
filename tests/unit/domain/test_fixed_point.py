"""The linear program whose limits change: its answers are hints, but good ones."""

from __future__ import annotations

import random

from jiamao_desktop.domain.fixed_point import ONE, TINY, Program


def near(one: int, other: int) -> bool:
    return abs(one - other) <= 1000 * TINY


def test_the_largest_sum_under_two_rows_is_found() -> None:
    program = Program([{0: ONE, 1: ONE}, {0: ONE}], [2 * ONE, ONE])
    assert program.solve([4 * ONE, 3 * ONE]) is None
    assert program.amounts() == [3 * ONE, ONE]
    assert program.prices() == [ONE, ONE]


def test_changed_limits_are_mended_from_where_the_last_answer_ended() -> None:
    program = Program([{0: ONE, 1: ONE}, {0: ONE}], [2 * ONE, ONE])
    program.solve([4 * ONE, 3 * ONE])
    before = program.pivots
    assert program.solve([4 * ONE, 5 * ONE]) is None
    assert program.amounts() == [4 * ONE, 0]
    assert program.solve([4 * ONE, ONE]) is None
    assert program.amounts() == [ONE, 3 * ONE]
    assert program.pivots - before <= 4


def test_limits_that_cannot_be_kept_give_prices_that_show_it() -> None:
    rows = [{0: ONE}, {0: -ONE}]
    program = Program(rows, [ONE])
    assert program.solve([2 * ONE, 0]) is None
    ray = program.solve([2 * ONE, -3 * ONE])
    assert ray is not None
    assert min(ray) >= 0
    assert ray[0] * 2 - ray[1] * 3 < 0
    assert ray[0] - ray[1] >= 0


def test_after_an_impossible_case_possible_ones_are_solved_again() -> None:
    program = Program([{0: ONE}, {0: -ONE}], [ONE])
    program.solve([2 * ONE, 0])
    program.solve([2 * ONE, -3 * ONE])
    assert program.solve([5 * ONE, -3 * ONE]) is None
    assert near(program.amounts()[0], 5 * ONE)


def test_what_limits_are_worth_at_their_prices_is_what_is_gained() -> None:
    for seed in range(30):
        dice = random.Random(seed)
        wide, high = dice.randint(1, 5), dice.randint(1, 5)
        rows = [{one: dice.randint(0, 4) * ONE // 3 for one in range(wide)} for _ in range(high)]
        rows.append(dict.fromkeys(range(wide), ONE))
        gains = [dice.randint(0, 5) * ONE for _ in range(wide)]
        program = Program(rows, gains)
        for _ in range(4):
            limits = [dice.randint(0, 9) * ONE for _ in rows]
            assert program.solve(limits) is None
            amounts, prices = program.amounts(), program.prices()
            worth = sum(price * limit for price, limit in zip(prices, limits, strict=True)) // ONE
            gained = sum(gain * one for gain, one in zip(gains, amounts, strict=True)) // ONE
            assert near(worth, gained), seed
            for row, limit in zip(rows, limits, strict=True):
                used = sum(slope * amounts[one] for one, slope in row.items()) // ONE
                assert used <= limit + 1000 * TINY
