"""Steps are counted, told of, and may be lent."""

from __future__ import annotations

import pytest

from jiamao_desktop.domain.allocating.steps_left import StepsLeft


class Cancelled(Exception):
    """What somebody raises who has had enough."""


def test_steps_are_counted_down() -> None:
    steps = StepsLeft(100, lambda: None)
    steps.spend(30)
    assert steps.left == 70


def test_somebody_is_told_every_few_hundred_steps() -> None:
    told = []
    steps = StepsLeft(10_000, lambda: told.append(1))
    for _ in range(1000):
        steps.spend(1)
    assert len(told) == 3
    steps.spend(5000)
    assert len(told) == 4


def test_what_is_spent_of_a_part_is_spent_of_the_whole() -> None:
    steps = StepsLeft(100, lambda: None)
    part = steps.part(60)
    part.part(30).spend(20)
    assert (part.left, steps.left) == (40, 80)


def test_whoever_is_told_may_stop_everything() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        StepsLeft(10_000, stop).part(10_000).spend(5_000)


def test_steps_may_be_overdrawn_by_the_last_stretch() -> None:
    steps = StepsLeft(10, lambda: None)
    steps.spend(25)
    assert steps.left == -15


def test_somebody_may_be_told_at_once() -> None:
    told = list[int]()
    steps = StepsLeft(100, lambda: told.append(1))
    steps.tell()
    assert (len(told), steps.left) == (1, 100)
    steps.part(50).tell()
    assert len(told) == 2


def test_whoever_is_told_hears_of_a_part_once_and_not_twice() -> None:
    told = list[int]()
    steps = StepsLeft(10_000, lambda: told.append(1))
    part = steps.part(5_000)
    for _ in range(600):
        part.spend(1)
    assert len(told) == 2


def test_a_part_that_is_spent_leaves_the_rest_to_others() -> None:
    steps = StepsLeft(100, lambda: None)
    first = steps.part(30)
    first.spend(40)
    assert (first.left, steps.left) == (-10, 60)
    assert steps.part(60).left == 60
