"""Lines above the steps of a leaf, and what it needs to be paid anything."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.allocating.model_making import HALF, contested, leaf

from jiamao_desktop.domain.allocating.pieces import Line, Threshold, lines, threshold
from jiamao_desktop.domain.allocation import (
    AtMost,
    Leaf,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    gross_of,
)


def line(weight: Fraction | int = 0, count: Fraction | int = 0, fen: Fraction | int = 0) -> Line:
    return Line(Fraction(weight), Fraction(count), Fraction(fen))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (leaf("whole"), [line(1)]),
        (leaf("half", *HALF), [line(Fraction(1, 2))]),
        (leaf("rates", Ratio(1, 2), Ratio(2, 3), Rounded()), [line(Fraction(1, 3))]),
        (leaf("low", AtMost(40), Rounded()), [line(1)]),
        (leaf("from", Rounded(), NothingBelow(100)), [line(1)]),
        (leaf("up", Ratio(1, 2), Rounded(10, half_up=True)), [line(Fraction(1, 2), 0, 5)]),
        (leaf("tiers", Tiers(30, 10), Rounded()), [line(1), line(0, 10, 20)]),
        (leaf("later", Tiers(30, 10), *HALF), [line(Fraction(1, 2)), line(0, 5, 10)]),
        (leaf("steep", Tiers(30, 50), Rounded()), [line(1), line(0, 50, 0)]),
        (leaf("once", Tiers(30, 0), Rounded()), [line(1)]),
    ],
)
def test_each_step_has_its_line_and_a_fixed_ceiling_has_none(
    one: Leaf, expected: list[Line]
) -> None:
    assert list(lines(one)) == expected


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_no_gross_lies_above_a_line(seed: int) -> None:
    for one in contested(seed, leaves=4).leaves:
        for items in (1, 2, 3, 7):
            for weight in (0, 1, 13, 49, 50, 120):
                gross = gross_of(one, weight, items)
                for each in lines(one):
                    assert gross <= each.weight * weight + each.count * items + each.fen


def test_a_leaf_without_a_minimum_needs_nothing() -> None:
    needed = threshold(leaf("half", *HALF), (0, 100), (0, 4))
    assert needed == Threshold(0, 0, 0)
    assert not needed.matters


def test_a_threshold_is_the_least_weight_that_is_paid_anything() -> None:
    from_100 = leaf("from", *HALF, NothingBelow(100))
    assert threshold(from_100, (0, 900), (0, 4)) == Threshold(200, 0, 0)
    above_100 = leaf("above", *HALF, NothingBelow(100, strict=True))
    assert threshold(above_100, (0, 900), (0, 4)) == Threshold(202, 0, 0)


def test_a_least_grant_is_a_threshold_and_is_named() -> None:
    needed = threshold(leaf("least", *HALF, least=100), (0, 900), (0, 4))
    assert needed == Threshold(200, 0, 100)
    assert needed.matters


def test_what_is_there_already_need_not_come() -> None:
    from_100 = leaf("from", *HALF, NothingBelow(100))
    assert threshold(from_100, (200, 900), (1, 4)) == Threshold(0, 0, 0)
    assert threshold(from_100, (199, 900), (1, 4)).weight == 200
    pair = leaf("pair", least_items=2)
    assert threshold(pair, (0, 900), (1, 4)).count == 2
    assert threshold(pair, (0, 900), (2, 4)).count == 0


def test_a_minimum_that_is_out_of_reach_is_no_threshold() -> None:
    assert threshold(leaf("least", *HALF, least=100), (0, 199), (0, 4)).weight == 0


def test_one_item_alone_is_no_threshold_of_items() -> None:
    assert not threshold(leaf("one", least_items=1), (0, 9), (0, 4)).matters
    assert threshold(leaf("two", least_items=2), (0, 9), (0, 4)).matters
