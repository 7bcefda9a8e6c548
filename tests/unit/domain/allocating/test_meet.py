"""Meeting in the middle sees every way that might win, and no more than it has to."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from jiamao_desktop.domain.allocating.meet import Unit, settle
from jiamao_desktop.domain.allocating.steps_left import StepsLeft


def nothing() -> None:
    """Report to nobody."""


def seen(
    units: Sequence[Unit], slack: list[int], *, most: int = 10_000, effort: int = 10**6
) -> tuple[bool, list[tuple[int, ...]]]:
    found: list[tuple[int, ...]] = []
    steps = StepsLeft(effort, nothing)
    all_seen = settle(
        units, slack, lambda picks: found.append(tuple(picks)), most=most, visits=10**6, steps=steps
    )
    return all_seen, sorted(found)


def possible(units: Sequence[Unit], slack: Sequence[int]) -> list[tuple[int, ...]]:
    """Return all ways that lose no more than the slack, by trying them."""
    return sorted(
        picks
        for picks in itertools.product(*(range(len(unit.losses)) for unit in units))
        if all(
            sum(unit.losses[pick][at] for unit, pick in zip(units, picks, strict=True)) <= most
            for at, most in enumerate(slack)
        )
    )


def made_up(seed: int) -> tuple[list[Unit], list[int]]:
    dice = random.Random(seed)
    bounds = dice.randint(1, 4)
    units = [
        Unit(
            tuple(
                tuple(dice.randint(0, 20) for _ in range(bounds)) for _ in range(dice.randint(1, 3))
            )
        )
        for _ in range(dice.randint(0, 6))
    ]
    return units, [dice.randint(0, 60) for _ in range(bounds)]


def test_nothing_to_settle_is_one_way() -> None:
    assert seen([], [0]) == (True, [()])


def test_exactly_the_ways_within_the_slack_are_seen() -> None:
    for seed in range(80):
        units, slack = made_up(seed)
        assert seen(units, slack) == (True, possible(units, slack)), seed


def test_slack_that_shrinks_on_the_way_spares_the_rest() -> None:
    units = [Unit(((0,), (1,), (2,)))] * 4
    slack = [8]
    visited = 0

    def visit(picks: Sequence[int]) -> None:
        nonlocal visited
        visited += 1
        slack[0] = min(slack[0], sum(picks) - 1)

    assert settle(units, slack, visit, most=100, visits=100, steps=StepsLeft(10**5, nothing))
    assert slack == [-1]
    assert visited < 10


def test_more_ways_than_may_be_listed_are_not_called_all() -> None:
    units = [Unit(((0,), (1,)))] * 10
    assert seen(units, [100], most=8)[0] is False


def test_without_steps_left_not_all_are_seen() -> None:
    units = [Unit(((0,), (1,)))] * 10
    assert seen(units, [100], effort=5)[0] is False


def test_where_nearly_everything_might_win_nothing_is_listed() -> None:
    units = [Unit(((0,), (1,)))] * 40
    assert seen(units, [1000]) == (False, [])


def test_a_needle_among_a_million_is_found_by_two_bounds() -> None:
    """Twenty amounts of which some come to a sum: too much loses here, too little there."""
    dice = random.Random(7)
    sizes = [dice.randrange(10**8) for _ in range(20)]
    aim = sum(dice.sample(sizes, 9))
    units = [Unit(((size, 0), (0, size))) for size in sizes]
    all_seen, found = seen(units, [aim, sum(sizes) - aim])
    assert all_seen
    assert found
    for picks in found:
        assert sum(size for size, pick in zip(sizes, picks, strict=True) if pick == 0) == aim
