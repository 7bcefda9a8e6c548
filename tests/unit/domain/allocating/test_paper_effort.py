"""Small parts may be tried longer, large ones less, and nobody looks closer at what is far off."""

from __future__ import annotations

import pytest

from jiamao_desktop.domain.allocating.paper_effort import MIDDLE, SMALL, TRIES, allowed, apart


def test_a_small_part_may_be_tried_longer() -> None:
    assert allowed(1_000, SMALL) == TRIES * 1_000
    assert allowed(1_000, SMALL + 1) == 1_000


def test_a_large_part_gets_less_the_larger_it_is() -> None:
    assert allowed(1_000, MIDDLE) == 1_000
    assert allowed(1_000, 2 * MIDDLE) == 500
    assert allowed(1_000, 10 * MIDDLE) == 100


@pytest.mark.parametrize(("least", "known", "far"), [(0, 1, True), (6, 8, True), (7, 8, False)])
def test_a_bound_below_seven_eighths_of_an_answer_is_far_from_it(
    least: int, known: int, far: bool
) -> None:
    assert apart(least, known) is far
