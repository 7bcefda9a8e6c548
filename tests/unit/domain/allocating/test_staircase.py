"""Staircases: the most money for so many vouchers, added up and cut off exactly."""

from __future__ import annotations

import itertools
import random

import pytest

from jiamao_desktop.domain.allocating import staircase
from jiamao_desktop.domain.allocating.staircase import (
    Sum,
    capped,
    is_concave,
    majorant,
    rises,
    trimmed,
)


def made_up(dice: random.Random, *, concave: bool) -> list[int]:
    steps = [dice.randint(0, 30) for _ in range(dice.randint(0, 6))]
    if concave:
        steps.sort(reverse=True)
    return list(itertools.accumulate(steps, initial=dice.randint(0, 9)))


def best(parts: list[list[int]], vouchers: int) -> int:
    """Return the most by trying every way to share vouchers out."""
    top = 0
    for shares in itertools.product(*(range(len(part)) for part in parts)):
        if sum(shares) <= vouchers:
            top = max(top, sum(part[share] for part, share in zip(parts, shares, strict=True)))
    return top


def test_a_cap_cuts_a_staircase_off_where_it_is_reached() -> None:
    assert capped([0, 40, 70, 90], 70) == [0, 40, 70]
    assert capped([0, 40, 70, 90], 60) == [0, 40, 60]
    assert capped([0, 40, 70, 90], 0) == [0]


def test_a_cap_that_is_not_reached_changes_nothing() -> None:
    assert capped([0, 40, 70, 90], 90) == [0, 40, 70, 90]
    assert capped([5], 9) == [5]


def test_a_level_end_is_left_out_but_not_a_level_middle() -> None:
    assert trimmed([0, 3, 3, 5, 5, 5]) == [0, 3, 3, 5]
    assert trimmed([7, 7, 7]) == [7]
    assert trimmed([1, 2]) == [1, 2]


def test_concave_is_when_no_voucher_brings_more_than_the_one_before() -> None:
    assert is_concave([3])
    assert is_concave([0, 5, 9, 9])
    assert not is_concave([0, 0, 8])
    assert rises([2, 5, 5]) == [3, 0]


@pytest.mark.parametrize("seed", range(30))
def test_a_majorant_is_concave_and_lies_nowhere_below_and_has_the_same_ends(seed: int) -> None:
    stairs = made_up(random.Random(seed), concave=False)
    smooth = majorant(stairs)
    assert is_concave(smooth)
    assert (smooth[0], smooth[-1], len(smooth)) == (stairs[0], stairs[-1], len(stairs))
    assert all(one >= other for one, other in zip(smooth, stairs, strict=True))


def test_a_majorant_of_a_concave_staircase_is_the_staircase() -> None:
    assert majorant([1, 9, 12, 12]) == [1, 9, 12, 12]


def test_a_majorant_splits_a_jump_evenly_in_whole_numbers() -> None:
    assert majorant([0, 0, 0, 10]) == [0, 4, 7, 10]


@pytest.mark.parametrize("seed", range(40))
def test_a_sum_is_the_best_of_all_ways_to_share_vouchers_out(seed: int) -> None:
    dice = random.Random(seed)
    parts = [made_up(dice, concave=dice.random() < 0.5) for _ in range(dice.randint(1, 4))]
    whole = Sum(parts, 100)
    for vouchers in range(len(whole.stairs) + 2):
        most = whole.stairs[min(vouchers, len(whole.stairs) - 1)]
        assert most == best(parts, vouchers)
        shares = whole.split(vouchers)
        assert sum(shares) <= vouchers
        reached = sum(
            part[min(share, len(part) - 1)] for part, share in zip(parts, shares, strict=True)
        )
        assert reached == most


def test_no_more_vouchers_are_looked_at_than_asked() -> None:
    assert Sum([[0, 5, 9], [0, 7, 8]], 2).stairs == [0, 7, 12]
    assert Sum([[0, 0, 9], [0, 7, 8]], 2).stairs == [0, 7, 9]


def test_of_nothing_the_sum_is_nothing() -> None:
    assert Sum([], 5).stairs == [0]
    assert Sum([], 5).split(3) == []


def test_with_too_many_pairs_the_sum_never_says_too_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(staircase, "PAIRS", 4)
    for seed in range(40):
        dice = random.Random(seed)
        parts = [made_up(dice, concave=False) for _ in range(3)]
        whole = Sum(parts, 100)
        for vouchers in range(len(whole.stairs)):
            assert whole.stairs[vouchers] >= best(parts, vouchers)
        assert whole.stairs[-1] == sum(part[-1] for part in parts)
        assert sum(whole.split(len(whole.stairs))) <= len(whole.stairs)


@pytest.mark.parametrize("pairs", [2, 5_000])
@pytest.mark.parametrize("seed", range(20))
def test_what_must_be_reached_first_may_begin_below_nothing(
    seed: int, pairs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staircase, "PAIRS", pairs)
    dice = random.Random(seed)
    parts = [made_up(dice, concave=dice.random() < 0.5) for _ in range(2)]
    late = dice.randint(1, 3)
    parts.insert(dice.randint(0, 2), [-1_000] * late + [dice.randint(0, 30)])
    whole = Sum(parts, 100)
    for vouchers, most in enumerate(whole.stairs):
        assert most >= best(parts, vouchers) or vouchers < late
    assert whole.stairs[-1] == sum(part[-1] for part in parts)
    assert sum(whole.split(len(whole.stairs))) <= len(whole.stairs)


def test_it_does_not_matter_which_of_two_staircases_is_the_longer() -> None:
    short, long = [0, 0, 9], [0, 1, 8, 8, 20, 21, 21, 30]
    assert Sum([short, long], 100).stairs == Sum([long, short], 100).stairs
    assert Sum([short, long], 3).stairs == [0, 1, 9, 10]


def test_somebody_is_told_before_long_staircases_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staircase, "PAIRS", 4)
    told = list[int]()
    Sum([[0, 0, 9], [0, 0, 8], [0, 7]], 100, lambda: told.append(1))
    assert told == [1, 1]
