"""The assignment is the best there is, and says truly what each pair is worth."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.matching.assign import Chosen, Edges, assign

SOME_EDGES = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(-6, 2), max_size=10
)


def least(edges: Edges) -> int:
    """Return the least cost there is, by trying every set of pairs."""
    useful = list(edges)
    best = 0
    for size in range(1, min(len(useful), 4) + 1):
        for some in itertools.combinations(useful, size):
            lefts, rights = {left for left, _ in some}, {right for _, right in some}
            if len(lefts) == len(rights) == size:
                best = min(best, sum(edges[edge] for edge in some))
    return best


def cost(edges: Edges, chosen: list[Chosen]) -> int:
    return sum(edges[one.left, one.right] for one in chosen)


@settings(max_examples=60)
@given(SOME_EDGES)
def test_no_other_assignment_costs_less(edges: dict[tuple[int, int], int]) -> None:
    assert cost(edges, list(assign(edges))) == least(edges)


@settings(max_examples=60)
@given(SOME_EDGES)
def test_a_margin_is_what_doing_without_the_pair_costs(
    edges: dict[tuple[int, int], int],
) -> None:
    best = least(edges)
    for one in assign(edges):
        rest = {edge: price for edge, price in edges.items() if edge != (one.left, one.right)}
        assert one.margin == least(rest) - best


@settings(max_examples=30)
@given(SOME_EDGES, st.randoms())
def test_the_order_of_the_edges_changes_nothing(
    edges: dict[tuple[int, int], int], chance: random.Random
) -> None:
    shuffled = list(edges.items())
    chance.shuffle(shuffled)
    assert assign(dict(shuffled)) == assign(edges)


def test_nobody_is_paired_at_a_loss() -> None:
    assert assign({(0, 0): 0, (1, 1): 3}) == []


def test_one_gives_way_so_that_both_find_a_partner() -> None:
    edges = {(0, 0): -10, (0, 1): -9, (1, 0): -8}
    assert [(one.left, one.right) for one in assign(edges)] == [(0, 1), (1, 0)]


def test_in_a_tie_no_pair_has_a_margin() -> None:
    tied = assign({(left, right): -5 for left in range(3) for right in range(3)})
    assert len(tied) == 3
    assert {one.margin for one in tied} == {0}


def test_a_lonely_pair_is_worth_its_whole_gain() -> None:
    assert assign({(7, 3): -12}) == [Chosen(7, 3, 12)]


def test_many_equal_ones_are_assigned_in_no_time() -> None:
    edges = {(left, right): -50 for left in range(120) for right in range(left, left + 8)}
    assert len(assign(edges)) == 120
