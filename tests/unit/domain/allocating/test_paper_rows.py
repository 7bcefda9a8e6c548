"""The rows that prices come from: caps that cross, leaves that are needed, what is decided."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from tests.unit.domain.allocating.model_making import contested, item, leaf, model, room

from jiamao_desktop.domain.allocating.paper_board import FREE, Board, Purse
from jiamao_desktop.domain.allocating.paper_lines import FINE, Threshold
from jiamao_desktop.domain.allocating.paper_narrowing import Narrowing
from jiamao_desktop.domain.allocating.paper_offer import Opening
from jiamao_desktop.domain.allocating.paper_prices import WHOLE, Market
from jiamao_desktop.domain.allocating.paper_rows import Need, Rows, crossed
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocating.price_finding import SHIFT
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    Model,
    Ratio,
    Rounded,
    Tiers,
    evaluate,
)

SLACK = 1_000
"""Prices are hints in fixed point: so many parts of FINE × WHOLE a bound may miss the best by."""


def quiet() -> None:
    """Report nothing."""


def answers(asked: Model) -> Iterator[Allocation]:
    """Yield every choice there is, worked out."""
    ways = [range(UNUSED, len(one.modes)) for one in asked.items]
    for modes in itertools.product(*ways):
        yield evaluate(asked, modes)


def test_caps_inside_caps_cross_nothing() -> None:
    assert crossed([(9, (0, 1, 2)), (5, (0, 1)), (3, (0,)), (4, (3, 4))]) == set()


def test_what_lies_in_two_caps_that_cross_is_told() -> None:
    assert crossed([(9, (0, 1)), (5, (1, 2)), (3, (2,)), (4, (3, 4)), (8, (0, 3))]) == {0, 1, 3}


def test_a_row_is_reckoned_in_its_own_unit() -> None:
    rows = Rows()
    assert rows.add(50, 100) == 0
    assert rows.add(-30, 10) == 1
    assert rows.limits == [1 << (SHIFT - 1), -3 << SHIFT]


def test_no_more_weight_is_missing_than_is_needed() -> None:
    need = Need(
        limit=1,
        voucher=None,
        items=[],
        weights=[30, 80],
        counts=[1, 1],
        opening=[Opening.OPEN, Opening.OPEN],
        floors={0: (70, 2), 1: (70, 2)},
    )
    assert need.missing(0) == 40
    assert need.missing(1) == 0


def bound(asked: Model, state: list[int] | None = None, limit: int = 99) -> int:
    """Return what prices prove to be the most, in fen, with so many vouchers."""
    sheet = sheet_of(asked, frozenset())
    state = state or [FREE] * len(asked.items)
    market = Market(sheet, 100)
    prices = market.offer(state, [Opening.ANY] * len(asked.leaves), limit, quiet).prices
    lost = sum(prices.losses[at][one] for at, one in enumerate(state) if one != FREE)
    return -(-(prices.most - lost + limit * prices.voucher - SLACK * FINE) // (WHOLE * FINE))


def test_what_spills_from_a_leaf_makes_no_room_in_two_caps_at_once() -> None:
    asked = model(
        [item("a", {0: 10}), item("b", {1: 100}), item("c", {2: 100})],
        [leaf("l"), leaf("m"), leaf("n")],
        room("r", 60, 0, 1),
        room("s", 60, 0, 2),
    )
    assert len(sheet_of(asked, frozenset()).trees) == 2
    assert bound(asked) == 120


def test_caps_of_years_and_projects_are_priced_together() -> None:
    asked = model(
        [item(f"i{n}", {n: 100}) for n in range(4)],
        [leaf(f"l{n}") for n in range(4)],
        room("year 1", 120, 0, 1),
        room("year 2", 50, 2, 3),
        room("project 1", 60, 0, 2),
        room("project 2", 90, 1, 3),
    )
    assert max(answer.total for answer in answers(asked)) == 150
    assert bound(asked) == 150


def test_what_passes_a_ceiling_already_leaves_room_for_what_raises_it() -> None:
    """Each further item raises the ceiling by 20, however little it weighs itself."""
    asked = model(
        [item("a", {0: 200}), *(item(f"i{n}", {0: 1}) for n in range(4)), item("x", {1: 70})],
        [leaf("l", Tiers(30, 20), Rounded()), leaf("m")],
    )
    assert bound(asked, [0, *[FREE] * 5], limit=2) <= 30 + 20 + 70 + 1
    assert bound(asked, [0, *[FREE] * 5], limit=4) <= 30 + 3 * 20 + 70 + 1


def test_what_passes_an_inner_cap_takes_nothing_of_the_outer_one() -> None:
    asked = model(
        [item("a", {0: 50}), item("b", {1: 50}), item("c", {2: 40})],
        [leaf("l"), leaf("m"), leaf("n")],
        room("inner", 60, 0, 1),
        room("outer", 90, 0, 1, 2),
    )
    assert bound(asked, [0, 0, FREE], limit=1) == 90
    assert bound(asked, [0, 0, UNUSED], limit=0) == 60


def test_no_item_helps_a_leaf_by_more_than_it_needs() -> None:
    """One large item may fill it; half of that is no answer, whatever it weighs."""
    asked = model(
        [item("a", {0: 1_000}, vouchers=4), *(item(f"i{n}", {0: 5}) for n in range(4))],
        [leaf("l", Ratio(1, 1), Rounded())],
        room("r", 20, 0),
    )
    sheet = sheet_of(asked, frozenset())
    market = Market(sheet, 20)
    floors = [Threshold(20, 1)]
    prices = market.offer([FREE] * 5, [Opening.OPEN], 3, quiet, floors=floors).prices
    assert prices.most + 3 * prices.voucher < 20 * WHOLE * FINE


@pytest.mark.parametrize("seed", range(20))
def test_no_answer_is_ruled_out_whatever_is_decided(seed: int) -> None:
    asked = contested(seed, items=5)
    every = list(answers(asked))
    total = max(answer.total for answer in every)
    if not total:
        return
    dice = random.Random(f"rows {seed}")
    sheet = sheet_of(asked, frozenset())
    places = [{way.mode: at for at, way in enumerate(ways)} for ways in sheet.options]
    market = Market(sheet, total)
    for share in (0.0, 0.4):
        chosen = dice.choice([answer for answer in every if answer.total == total])
        state = [
            places[at].get(mode, UNUSED) if not places[at] or dice.random() < share else FREE
            for at, mode in enumerate(chosen.modes)
        ]
        found = Narrowing(sheet, total).left(state)
        assert found is not None
        opening = [
            Opening.OPEN if at in found.needs else Opening.ANY for at in range(len(asked.leaves))
        ]
        floors = [found.needs.get(at, sheet.thresholds[at]) for at in range(len(asked.leaves))]
        for limit in (1, 3):
            prices = market.offer(state, opening, limit, quiet, floors=floors).prices
            for answer in every:
                ways = [places[at].get(mode, UNUSED) for at, mode in enumerate(answer.modes)]
                inside = all(one in {FREE, way} for one, way in zip(state, ways, strict=True))
                if answer.total == total and inside:
                    said = prices.most - sum(prices.losses[at][way] for at, way in enumerate(ways))
                    spent = sum(
                        one.vouchers for one, way in zip(asked.items, ways, strict=True) if way >= 0
                    )
                    assert total * WHOLE * FINE <= said + prices.voucher * spent


def test_what_is_demanded_of_leaves_is_taken_back() -> None:
    asked = model(
        [item("a", {0: 30}, {1: 30}), item("b", {0: 30}), item("c", {1: 30})],
        [leaf("l"), leaf("m", least=20)],
    )
    board = Board(sheet_of(asked, frozenset()), 90, 3)
    before = list(board.floors)
    mark = board.mark()
    board.demand({0: Threshold(60, 2), 1: Threshold(30, 1)})
    assert board.floors == [Threshold(60, 2), Threshold(30, 1)]
    assert board.opening == [Opening.OPEN, Opening.OPEN]
    inner = board.mark()
    board.demand({0: Threshold(60, 2)})
    board.price(Purse(1_000, quiet))
    board.back(inner)
    assert board.floors == [Threshold(60, 2), Threshold(30, 1)]
    board.back(mark)
    assert board.floors == before
    assert board.opening == [Opening.ANY, Opening.ANY]
