"""What HiGHS says, asked in this very process; elsewhere it is asked in a child only."""

from __future__ import annotations

import time

import pytest
from tests.allocation import brute
from tests.allocation.instances import tiny

from jiamao_desktop.domain.allocation import (
    UNUSED,
    AtMost,
    Item,
    Leaf,
    Model,
    NothingBelow,
    Ratio,
    Room,
    Rounded,
    Tiers,
    evaluate,
)
from jiamao_desktop.solvers.highs import hints
from jiamao_desktop.solvers.process import Outcome, highs, solve


def found(model: Model) -> tuple[int, int, int]:
    """Return sum, claims and vouchers of the best hint, worked out anew."""
    answers = [evaluate(model, modes) for modes in hints(model, 5.0)]
    total, claims, vouchers = max((a.total, -a.claims, -a.vouchers) for a in answers)
    return total, -claims, -vouchers


def single(*steps: object, amounts: tuple[int, ...], least: int = 0, items: int = 0) -> Model:
    """A model of one leaf that every item goes to."""
    leaf = Leaf(key="l", claim="c", steps=steps, least=least, least_items=items)  # type: ignore[arg-type]  # any step
    own = tuple(Item(key=f"{n}", modes=(((0, fen),),)) for n, fen in enumerate(amounts))
    return Model(items=own, leaves=(leaf,), rooms=())


@pytest.mark.parametrize("seed", range(30))
def test_its_hint_is_the_best_of_a_tiny_model_with_every_feature(seed: int) -> None:
    model = tiny(seed)
    best = brute.best(model)
    assert found(model) == (best.total, best.claims, best.vouchers)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (single(Ratio(1, 2), Rounded(100), amounts=(399, 0)), (100, 1, 1)),
        (single(Ratio(1, 2), Rounded(100, half_up=True), amounts=(300,)), (200, 1, 1)),
        (single(AtMost(500), amounts=(300, 250, 10)), (500, 1, 2)),
        (single(NothingBelow(500), amounts=(300, 200)), (500, 1, 2)),
        (single(NothingBelow(500, strict=True), amounts=(300, 200)), (0, 0, 0)),
        (single(Tiers(100, 50), amounts=(300, 10, 10)), (200, 1, 3)),
        (single(Tiers(100, 50, 2), amounts=(300, 10, 10)), (150, 1, 2)),
        (single(Tiers(100, 500), amounts=(900, 10)), (600, 1, 2)),
        (single(amounts=(300,), least=301), (0, 0, 0)),
        (single(amounts=(300, 0), items=2), (300, 1, 2)),
        (single(amounts=(300,), items=2), (0, 0, 0)),
    ],
)
def test_each_feature_is_understood(model: Model, expected: tuple[int, int, int]) -> None:
    assert found(model) == expected


def test_least_paper_comes_second_and_never_costs_money() -> None:
    leaves = tuple(Leaf(key=key, claim=key, steps=(Rounded(1),)) for key in "ab")
    items = (
        Item(key="1", modes=(((0, 300),), ((1, 300),)), vouchers=3),
        Item(key="2", modes=(((1, 200),),)),
        Item(key="3", modes=(((1, 500),),)),
    )
    model = Model(items=items, leaves=leaves, rooms=(Room(key="r", fen=800, leaves=(0, 1)),))
    assert found(model) == (800, 1, 4)


def test_amounts_beyond_what_doubles_bear_are_scaled() -> None:
    huge = 10**11
    leaf = Leaf(key="l", claim="c", steps=(Ratio(1, 3), Rounded(1)))
    items = tuple(Item(key=f"{n}", modes=(((0, huge + n),),)) for n in range(6))
    model = Model(items=items, leaves=(leaf,), rooms=(Room(key="r", fen=huge, leaves=(0,)),))
    assert found(model) == (huge, 1, 3)


def test_nothing_to_claim_is_an_empty_hint() -> None:
    assert [set(modes) for modes in hints(single(amounts=()), 1.0)] in ([], [set(), set()])
    idle = Model(items=(Item(key="i", modes=()),), leaves=(), rooms=())
    assert all(modes == [UNUSED] for modes in hints(idle, 1.0))


def test_in_its_child_it_says_the_same() -> None:
    model = tiny(3)
    answer = solve(model, seconds=5.0)
    assert answer.outcome is Outcome.HINT
    assert [list(modes) for modes in answer.hints] == [list(modes) for modes in highs(model, 5.0)]


def test_its_time_is_kept() -> None:
    items = tuple(
        Item(key=f"{n:02}", modes=tuple(((leaf, 10**6 + 7919 * n),) for leaf in range(3)))
        for n in range(24)
    )
    leaves = tuple(Leaf(key=key, claim=key, steps=(Rounded(1),)) for key in "abc")
    rooms = tuple(Room(key=f"r{n}", fen=7_654_321 + n, leaves=(n,)) for n in range(3))
    begun = time.monotonic()
    hints(Model(items=items, leaves=leaves, rooms=rooms), 0.2)
    assert time.monotonic() - begun < 1.0
