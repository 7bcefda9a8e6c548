"""What an answer cannot do without: held against every answer there is, and on small examples."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

import pytest
from tests.allocation import instances
from tests.unit.domain.allocating.model_making import contested, item, leaf, model, room

from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocating.paper_board import Purse
from jiamao_desktop.domain.allocating.paper_lines import Threshold
from jiamao_desktop.domain.allocating.paper_narrowing import MANY, Left, Narrowing
from jiamao_desktop.domain.allocating.paper_search import Search
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Model,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    evaluate,
    gross_of,
    weighed,
)

FREE = UNUSED - 1


def quiet() -> None:
    """Report nothing."""


def answers(asked: Model) -> list[Allocation]:
    """Return every choice there is, worked out."""
    ways = [range(UNUSED, len(one.modes)) for one in asked.items]
    return [evaluate(asked, modes) for modes in itertools.product(*ways)]


def left(asked: Model, total: int, state: Sequence[int] = (), closed: Sequence[int] = ()) -> Left:
    """Return what narrowing leaves; it has to leave something."""
    sheet = sheet_of(asked, frozenset())
    undecided = [FREE if options else UNUSED for options in sheet.options]
    found = Narrowing(sheet, total).left(state or undecided, closed)
    assert found is not None
    return found


def hopeless(asked: Model, total: int, closed: Sequence[int] = ()) -> bool:
    """Tell whether narrowing sees that a sum is out of reach."""
    sheet = sheet_of(asked, frozenset())
    undecided = [FREE if options else UNUSED for options in sheet.options]
    return Narrowing(sheet, total).left(undecided, closed) is None


def test_the_only_item_that_can_fill_a_leaf_is_settled() -> None:
    asked = model(
        [item("a", {0: 90}, {1: 90}), item("b", {0: 20}, {1: 20}), item("c", {1: 70})],
        [leaf("l"), leaf("m")],
        room("r", 85, 0),
        room("s", 80, 1),
    )
    assert left(asked, 165).ways == [[0], [1], [0]]


def test_what_one_item_loses_settles_the_next() -> None:
    asked = model(
        [item("a", {0: 50}, {1: 50}), item("b", {1: 40}, {2: 40}), item("c", {2: 30}, {0: 5})],
        [leaf("l"), leaf("m"), leaf("n")],
        room("r", 50, 0),
        room("s", 40, 1),
        room("t", 30, 2),
    )
    assert left(asked, 120).ways == [[0], [0], [0]]
    assert left(asked, 85).ways == [[0], [0], [UNUSED, 0, 1]]
    assert left(asked, 75, [1, FREE, FREE]).ways == [[1], [1], [1]]


def test_an_item_that_is_wanted_somewhere_may_not_stay_out() -> None:
    asked = model([item("a", {0: 50}, {1: 50}), item("b", {0: 10})], [leaf("l"), leaf("m")])
    assert left(asked, 60).ways == [[0, 1], [UNUSED, 0]]
    assert hopeless(asked, 61)
    assert left(asked, 50).ways == [[0, 1], [UNUSED, 0]]
    assert left(asked, 10).ways == [[UNUSED, 0, 1], [UNUSED, 0]]


def test_an_item_that_changes_nothing_keeps_every_way() -> None:
    asked = model(
        [item("a", {0: 80}), item("b", {0: 80}), item("c", {0: 80})], [leaf("l")], room("r", 80, 0)
    )
    found = left(asked, 80)
    assert found.ways == [[UNUSED, 0]] * 3
    assert found.needs == {0: Threshold(80, 1)}


def test_a_sum_out_of_reach_is_seen_at_once() -> None:
    asked = model([item("a", {0: 50}), item("b", {0: 30})], [leaf("l")])
    assert hopeless(asked, 81)
    assert not hopeless(asked, 80)


def test_a_sum_that_two_leaves_cannot_both_be_filled_for_is_out_of_reach() -> None:
    asked = model(
        [item("a", {0: 50}, {1: 50}), item("b", {0: 20}), item("c", {1: 20})],
        [leaf("l", NothingBelow(60), Rounded()), leaf("m", NothingBelow(60), Rounded())],
    )
    assert hopeless(asked, 71)
    assert left(asked, 70).ways == [[0, 1], [UNUSED, 0], [UNUSED, 0]]


def test_a_closed_leaf_brings_nothing() -> None:
    asked = model(
        [item("a", {0: 50}, {1: 50}), item("b", {0: 30})], [leaf("l"), leaf("m")], room("r", 70, 0)
    )
    assert left(asked, 50, closed=[0]).ways == [[1], [UNUSED, 0]]
    assert hopeless(asked, 51, closed=[0])


def test_crossing_caps_are_each_held_against_the_sum() -> None:
    asked = model(
        [item("a", {0: 50}, {1: 50}), item("b", {1: 50}, {2: 50}), item("c", {2: 50})],
        [leaf("l"), leaf("m"), leaf("n")],
        room("r", 60, 0, 1),
        room("s", 60, 1, 2),
    )
    assert len(sheet_of(asked, frozenset()).trees) == 2
    assert left(asked, 110).ways[0] == [0]
    assert hopeless(asked, 111)


def test_a_leaf_needs_what_all_others_fall_short_by() -> None:
    asked = model(
        [item(f"i{n}", {0: 10}) for n in range(9)] + [item("x", {1: 35})],
        [leaf("l", Ratio(1, 2), Rounded()), leaf("m")],
        room("r", 38, 0),
    )
    found = left(asked, 35 + 38)
    assert found.needs == {0: Threshold(76, 8), 1: Threshold(35, 1)}
    assert left(asked, 38).needs == {0: Threshold(6, 1)}


def test_booths_that_raise_a_ceiling_are_counted() -> None:
    asked = model(
        [item(f"i{n}", {0: 100}) for n in range(6)],
        [leaf("l", Tiers(40, 20), AtMost(120), Rounded())],
    )
    assert left(asked, 100).needs == {0: Threshold(100, 4)}


def test_no_less_than_its_minimum_is_needed_of_a_leaf() -> None:
    asked = model(
        [item("a", {0: 30}), item("b", {0: 30}), item("c", {1: 50})],
        [leaf("l", least=45), leaf("m")],
    )
    assert left(asked, 60).needs == {0: Threshold(45, 2)}


@pytest.mark.parametrize("seed", range(24))
def test_no_answer_that_brings_the_sum_is_lost(seed: int) -> None:
    asked = contested(seed, items=5) if seed % 3 else small(seed)
    every = answers(asked)
    best = max(answer.total for answer in every)
    dice = random.Random(f"narrow {seed}")
    sheet = sheet_of(asked, frozenset())
    places = [{way.mode: at for at, way in enumerate(ways)} for ways in sheet.options]
    for total in sorted({max(best * 9 // 10, 1), max(best, 1)}):
        reaching = [answer for answer in every if answer.total >= total]
        for state in states(dice, [bool(options) for options in sheet.options], places):
            found = Narrowing(sheet, total).left(state)
            for answer in reaching:
                ways = [places[at].get(mode, UNUSED) for at, mode in enumerate(answer.modes)]
                if all(at in {FREE, way} for at, way in zip(state, ways, strict=True)):
                    assert found is not None
                    assert all(way in some for way, some in zip(ways, found.ways, strict=True))
                    weights, counts = weighed(asked, answer.modes)
                    for where, need in found.needs.items():
                        assert answer.paid[where] > 0
                        assert weights[where] >= need.weight
                        assert counts[where] >= need.items


def states(
    dice: random.Random, usable: Sequence[bool], places: Sequence[dict[int, int]]
) -> Iterator[list[int]]:
    """Yield one state in which nothing is decided, and two in which something is."""
    for share in (0.0, 0.3, 0.6):
        yield [
            (dice.choice([UNUSED, *ways.values()]) if dice.random() < share else FREE)
            if able
            else UNUSED
            for able, ways in zip(usable, places, strict=True)
        ]


def small(seed: int) -> Model:
    """Return a tiny model with few enough choices to try them all in a moment."""
    while True:
        asked = instances.tiny(seed)
        count = 1
        for one in asked.items:
            count *= len(one.modes) + 1
        if count <= 200:
            return asked
        seed += 1000


@pytest.mark.parametrize("seed", range(8))
def test_what_is_left_is_the_same_for_any_order_of_leaves_and_items(seed: int) -> None:
    asked = contested(seed, items=6)
    best = max(answer.total for answer in answers(asked))
    if not best:
        return
    turned = Model(items=asked.items[::-1], leaves=asked.leaves, rooms=asked.rooms[::-1])
    there, back = left(asked, best), left(turned, best)
    assert there.ways == back.ways[::-1]
    assert there.needs == back.needs


@pytest.mark.parametrize("seed", range(6))
def test_a_needed_weight_is_the_least_that_does(seed: int) -> None:
    asked = contested(seed, items=6, leaves=2)
    best = max(answer.total for answer in answers(asked))
    found = left(asked, max(best, 1)) if best else None
    for where, need in found.needs.items() if found else ():
        kind = asked.leaves[where]
        items = len(asked.items)
        assert gross_of(kind, need.weight, items) > 0
        assert gross_of(kind, need.weight - 1, items) < gross_of(kind, need.weight, items)


def test_a_search_decides_what_the_sum_leaves_no_choice_about() -> None:
    asked = model(
        [item("a", {0: 90}, {1: 90}), item("b", {0: 20}, {1: 20}), item("c", {1: 70})],
        [leaf("l"), leaf("m")],
        room("r", 85, 0),
        room("s", 80, 1),
    )
    search = Search(sheet_of(asked, frozenset()), 165, 3, Purse(100, quiet))
    assert search.run(100) == (3, True)
    assert not search.decided
    assert search.board.best == (0, 1, 0)


def test_large_questions_are_not_narrowed() -> None:
    asked = model([item(f"i{n:03}", {0: 10}) for n in range(MANY + 1)], [leaf("l")])
    search = Search(sheet_of(asked, frozenset()), 10 * MANY + 10, MANY, Purse(1_000, quiet))
    assert search.run(1_000) == (MANY + 1, True)


@pytest.mark.parametrize(
    ("seed", "papers"),
    [(231, (6, 22)), (351, (4, 42)), (460, (7, 20)), (583, (2, 54))],
)
def test_books_that_used_to_stay_open_are_settled(seed: int, papers: tuple[int, int]) -> None:
    found = optimum(instances.middle(seed))
    assert found.certified
    assert (found.allocation.claims, found.allocation.vouchers) == papers
