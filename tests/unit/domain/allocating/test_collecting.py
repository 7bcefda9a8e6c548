"""Garbage is looked for less often while a plan is worked out, and as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from jiamao_desktop.domain.allocating.collecting import SELDOM, seldom_collected


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_garbage_is_looked_for_seldom_inside_and_as_before_afterwards() -> None:
    gc.set_threshold(700, 11, 12)
    with seldom_collected():
        assert gc.get_threshold() == (SELDOM, 11, 12)
    assert gc.get_threshold() == (700, 11, 12)


def test_who_looks_more_seldom_already_is_left_alone() -> None:
    gc.set_threshold(2 * SELDOM, 11, 12)
    with seldom_collected():
        assert gc.get_threshold()[0] == 2 * SELDOM


def test_who_never_looks_is_left_alone() -> None:
    gc.set_threshold(0, 11, 12)
    with seldom_collected():
        assert gc.get_threshold()[0] == 0


def test_a_search_that_is_stopped_leaves_it_as_before_too() -> None:
    gc.set_threshold(700, 11, 12)
    with pytest.raises(KeyboardInterrupt), seldom_collected():
        raise KeyboardInterrupt
    assert gc.get_threshold() == (700, 11, 12)


def test_a_search_inside_another_leaves_the_outer_one_as_it_is() -> None:
    gc.set_threshold(700, 11, 12)
    with seldom_collected():
        with seldom_collected():
            pass
        assert gc.get_threshold()[0] == SELDOM
    assert gc.get_threshold() == (700, 11, 12)
