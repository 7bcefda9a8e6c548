"""The search for the fewest vouchers: bounds, what is taken back, what is tried."""

from __future__ import annotations

import pytest
from tests.allocation import instances

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.paper_board import FREE, Assumption, Board, Purse
from jiamao_desktop.domain.allocating.paper_offer import Opening
from jiamao_desktop.domain.allocating.paper_search import Search
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Item,
    Leaf,
    Model,
    NothingBelow,
    Room,
    Rounded,
    evaluate,
)


def purse(steps: int = 10**6) -> Purse:
    return Purse(steps, lambda: None)


def contested(weights: tuple[int, ...], caps: tuple[int, ...], *, vouchers: int = 1) -> Model:
    """Return items that may go to any of some leaves with a cap each."""
    return Model(
        items=tuple(
            Item(
                key=f"i{at}",
                modes=tuple(((leaf, weight),) for leaf in range(len(caps))),
                vouchers=vouchers,
            )
            for at, weight in enumerate(weights)
        ),
        leaves=tuple(
            Leaf(key=f"l{leaf}", claim=f"c{leaf}", steps=(Rounded(),)) for leaf in range(len(caps))
        ),
        rooms=tuple(Room(key=f"r{leaf}", fen=fen, leaves=(leaf,)) for leaf, fen in enumerate(caps)),
    )


def board(model: Model, total: int, limit: int) -> Board:
    return Board(sheet_of(model, frozenset()), total, limit)


def test_without_decisions_each_item_may_serve_every_leaf() -> None:
    one = board(contested((50, 40, 30, 20), (60, 50)), 110, 10)
    assert one.bound() == 3  # 50 + 40 in the first leaf, the same 50 in the second
    assert one.further() == 3


def test_a_decision_counts_its_vouchers_and_takes_the_item_from_other_leaves() -> None:
    one = board(contested((50, 40, 30, 20), (60, 50), vouchers=2), 110, 20)
    assert one.bound() == 6
    one.decide([(0, 0)])
    assert one.spent == 2
    assert one.bound() == 8


def test_what_cannot_reach_the_sum_is_beyond_any_limit() -> None:
    one = board(contested((50, 40), (60, 50)), 111, 10)
    assert one.bound() == 11


def test_everything_decided_is_taken_back_as_it_was() -> None:
    one = board(contested((50, 40, 30, 20), (60, 50)), 100, 10)
    before = one.bound(), list(one.state), list(one.weight), one.spent
    mark = one.mark()
    one.price(purse())
    one.decide([(0, 1), (3, UNUSED)])
    one.decide([(1, 0)])
    assert one.state == [1, 0, FREE, UNUSED]
    assert one.weight == [40, 50]
    one.back(mark)
    assert (one.bound(), one.state, one.weight, one.spent) == before


def test_a_leaf_that_is_assumed_shut_brings_nothing() -> None:
    one = board(contested((50, 40, 30, 20), (60, 50)), 60, 10)
    mark = one.mark()
    one.decide(Assumption(0, Opening.CLOSED))
    assert one.bound() == 11
    one.back(mark)
    assert one.bound() == 2


def test_a_leaf_that_is_assumed_open_needs_what_its_threshold_needs() -> None:
    model = Model(
        items=tuple(Item(key=f"i{at}", modes=(((at // 3, 10),),)) for at in range(6)),
        leaves=(
            Leaf(key="a", claim="a", steps=(NothingBelow(25), Rounded())),
            Leaf(key="b", claim="b", steps=(Rounded(),)),
        ),
        rooms=(Room(key="r", fen=30, leaves=(0, 1)),),
    )
    one = board(model, 20, 10)
    assert one.bound() == 2
    one.decide(Assumption(0, Opening.OPEN))
    assert one.bound() == 3


def test_an_attempt_is_taken_only_within_the_limit_and_if_it_reaches_the_sum() -> None:
    one = board(contested((50, 40, 30, 20), (60, 50)), 100, 3)
    assert one.attempt({0: 1, 1: 0}) == -1
    assert one.attempt({0: 1, 1: 0, 2: 0, 3: 0}) == -1
    assert one.attempt({0: 1, 1: 0, 3: 0}) == 3
    assert one.best == (1, 0, UNUSED, 0)
    assert one.limit == 2


def test_prices_forbid_what_would_lose_money_that_is_needed() -> None:
    one = board(contested((50, 40, 30), (60, 60)), 120, 10)
    one.price(purse())
    assert not one.allowed(0, UNUSED)
    assert one.allowed(0, 0)


@pytest.mark.parametrize("limit", [2, 3, 4])
def test_a_search_finds_the_fewest_vouchers_or_proves_that_there_are_none(limit: int) -> None:
    model = contested((50, 40, 30, 20, 10), (60, 50, 30))
    search = Search(sheet_of(model, frozenset()), 140, limit, purse())
    low, done = search.run(10**6)
    assert done
    if limit == 4:
        assert low == 4
        assert search.board.best is not None
        assert evaluate(model, search.board.best).total == 140
    else:
        assert low == limit + 1
        assert search.board.best is None


def test_a_search_without_steps_says_what_it_knows() -> None:
    part = max(components(instances.middle(10)), key=lambda one: len(one.model.items)).model
    total = evaluate(part, (0,) * len(part.items)).total
    search = Search(sheet_of(part, frozenset()), total, 50, purse(0))
    low, done = search.run(0)
    assert not done
    assert 0 < low <= 51
    assert search.least == low


def test_a_search_tells_whether_it_had_to_decide_anything() -> None:
    single = contested((50, 40, 30, 20), (60,))
    search = Search(sheet_of(single, frozenset()), 60, 4, purse())
    assert search.run(10**6) == (2, True)
    assert not search.decided


def test_looking_mends_a_relaxed_answer_that_uses_items_twice() -> None:
    model = contested((50, 40, 30, 20), (60, 50))
    search = Search(sheet_of(model, frozenset()), 110, 4, purse())
    assert search.look()
    assert search.board.best is not None
    assert evaluate(model, search.board.best).total >= 110


def test_looking_finds_nothing_where_nothing_is() -> None:
    model = contested((50, 40), (60, 50))
    assert not Search(sheet_of(model, frozenset()), 110, 4, purse()).look()


def test_a_purse_reports_and_says_when_it_is_empty() -> None:
    calls = list[int]()
    one = Purse(3, lambda: calls.append(1))
    assert one.spend(2)
    assert one.spend(1)
    assert not one.spend(1)
    assert len(calls) == 3
