"""What a tree of caps lets through is what adding up leaf by leaf, cap by cap, comes to."""

from __future__ import annotations

import random

import pytest

from jiamao_desktop.domain.allocating.paper_caps import Tree, trees_of

LEAVES = (1, 2, 4, 5, 7)
CAP = [0, 30, 30, 0, 50, 10, 0, 40]
INSIDE = [(frozenset({1, 2}), 45), (frozenset({1, 2, 4}), 80), (frozenset({5, 7}), 45)]


def slowly(tree: Tree, gross: list[int]) -> list[int]:
    """Return what comes to each cap, each reckoned by itself."""

    def inside(at: int) -> int:
        knot = tree.knots[at]
        own = sum(gross[leaf] for leaf in knot.leaves)
        return own + sum(min(inside(one), tree.knots[one].fen) for one in knot.inner)

    return [inside(at) for at in range(len(tree.knots))]


@pytest.mark.parametrize("seed", range(20))
def test_what_comes_to_each_cap_is_what_those_inside_let_through(seed: int) -> None:
    dice = random.Random(seed)
    [tree] = trees_of(INSIDE, LEAVES, CAP)
    gross = [dice.randrange(60) for _ in CAP]
    assert tree.wholes(gross) == slowly(tree, gross)
    assert tree.paid(gross) == min(slowly(tree, gross)[-1], 170)


def test_leaves_come_first_each_with_the_cap_that_is_its_own() -> None:
    [tree] = trees_of(INSIDE, LEAVES, CAP)
    assert [knot.leaves for knot in tree.knots[:5]] == [(leaf,) for leaf in LEAVES]
    assert tree.leaves == LEAVES
    assert tree.fens == (30, 30, 50, 10, 40)
    assert not any(knot.leaves for knot in tree.knots[5:])


def test_caps_that_cross_go_into_trees_of_their_own_and_none_is_left_out() -> None:
    crossing = [*INSIDE, (frozenset({4, 5}), 20)]
    first, second = trees_of(crossing, LEAVES, CAP)
    assert first.paid([60] * 8) == 80 + 45
    assert second.paid([60] * 8) == 45 + 20 + 40  # with every cap that fits into it


def test_leaves_that_are_closed_bring_nothing() -> None:
    [tree] = trees_of([], (1, 4), CAP)
    assert tree.paid([1000] * 8) == 80
    assert tree.holder == (-1, 0, -1, -1, 1)
