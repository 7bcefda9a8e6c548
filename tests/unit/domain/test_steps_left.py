"""Steps are counted, told of, and may be lent."""

from __future__ import annotations

import pytest

from jiamao_desktop.domain.steps_left import StepsLeft


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
