"""The linear program whose limits change: its answers are hints, but good ones."""

from __future__ import annotations

import random

from jiamao_desktop.domain.allocating.fixed_point import ONE, TINY, Program


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


def test_where_nothing_is_gained_nothing_is_used() -> None:
    program = Program([{0: ONE, 1: ONE}], [0, -ONE])
    assert program.solve([5 * ONE]) is None
    assert (program.amounts(), program.prices(), program.pivots) == ([0, 0], [0], 0)


def test_a_limit_of_nothing_leaves_nothing_and_still_has_a_price() -> None:
    program = Program([{0: ONE}], [3 * ONE])
    assert program.solve([0]) is None
    assert (program.amounts(), program.prices()) == ([0], [3 * ONE])


def test_a_program_knows_how_large_it_is_and_counts_its_pivots() -> None:
    program = Program([{0: ONE}, {1: ONE}], [ONE, ONE])
    assert (program.size, program.pivots) == (4, 0)
    program.solve([ONE, ONE])
    assert program.pivots == 2
    program.solve([2 * ONE, 3 * ONE])
    assert program.amounts() == [2 * ONE, 3 * ONE]
    assert program.pivots == 2  # larger limits need no other way


def test_it_stops_when_it_is_told_to() -> None:
    asked = list[int]()

    def once() -> bool:
        asked.append(1)
        return len(asked) <= 1

    program = Program([{0: ONE}, {1: ONE}, {2: ONE}], [ONE] * 3, once)
    assert program.solve([ONE] * 3) is None
    assert program.pivots == 1
    assert sum(program.amounts()) == ONE


def test_a_program_that_could_go_round_in_circles_comes_to_an_end() -> None:
    # Beale's example, in quarters: the largest gain first would go round for ever.
    rows = [
        {0: ONE // 4, 1: -60 * ONE, 2: -ONE // 25, 3: 9 * ONE},
        {0: ONE // 2, 1: -90 * ONE, 2: -ONE // 50, 3: 3 * ONE},
        {2: ONE},
    ]
    gains = [3 * ONE // 4, -150 * ONE, ONE // 50, -6 * ONE]
    program = Program(rows, gains)
    assert program.solve([0, 0, ONE]) is None
    gained = sum(gain * one for gain, one in zip(gains, program.amounts(), strict=True)) // ONE
    assert near(gained, ONE // 20)


def test_a_ray_shows_of_every_variable_that_it_cannot_help() -> None:
    shown = 0
    for seed in range(40):
        dice = random.Random(seed)
        wide = dice.randint(1, 4)
        rows = [{one: dice.randint(-3, 3) * ONE for one in range(wide)} for _ in range(4)]
        rows.append(dict.fromkeys(range(wide), ONE))
        program = Program(rows, [ONE] * wide)
        assert program.solve([9 * ONE] * 5) is None
        limits = [dice.randint(-6, 6) * ONE for _ in rows]
        ray = program.solve(limits)
        if ray is None:
            continue
        shown += 1
        assert min(ray) >= 0
        assert sum(price * limit for price, limit in zip(ray, limits, strict=True)) < 0
        for one in range(wide):
            slope = sum(price * row.get(one, 0) for price, row in zip(ray, rows, strict=True))
            assert slope // ONE >= -1000 * TINY
    assert shown


def test_of_equal_gains_the_first_is_used() -> None:
    program = Program([{0: ONE, 1: ONE, 2: ONE}], [ONE, 2 * ONE, 2 * ONE])
    program.solve([3 * ONE])
    assert program.amounts() == [0, 3 * ONE, 0]
    assert program.pivots == 1


def test_of_limits_that_are_passed_as_far_the_first_is_mended_first() -> None:
    program = Program([{0: ONE, 1: ONE}, {0: -ONE}, {1: -ONE}], [ONE, ONE])
    program.solve([8 * ONE, 0, 0])
    assert program.solve([8 * ONE, -3 * ONE, -3 * ONE]) is None
    one, other = program.amounts()
    assert one + other == 8 * ONE
    assert min(one, other) >= 3 * ONE
