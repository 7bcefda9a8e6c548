"""Any choice of modes, worked out again from nothing but the choice."""

from __future__ import annotations

import pytest

from jiamao_desktop.domain.allocation import (
    UNUSED,
    AtMost,
    Item,
    Leaf,
    Model,
    Ratio,
    Room,
    Rounded,
    evaluate,
)

MODEL = Model(
    items=(
        Item(key="fair", modes=(((0, 1000),), ((1, 1000),), ((0, 1000), (1, 500)))),
        Item(key="stand", modes=(((1, 333),),), vouchers=3),
        Item(key="award", modes=(((2, 50),),), vouchers=0),
    ),
    leaves=(
        Leaf(key="a", claim="one", steps=(Ratio(1, 2), Rounded())),
        Leaf(key="b", claim="two", steps=(Ratio(7, 10), Rounded())),
        Leaf(key="c", claim="one", steps=(AtMost(40),)),
    ),
    rooms=(Room(key="pool", fen=600, leaves=(0, 1)),),
)


def test_a_choice_comes_to_what_its_leaves_come_to() -> None:
    found = evaluate(MODEL, (0, 0, 0))
    assert found.gross == (500, 233, 40)
    assert found.total == 640
    assert sum(found.paid) == 640
    assert (found.claims, found.vouchers) == (2, 4)


def test_an_item_in_two_leaves_is_one_voucher() -> None:
    found = evaluate(MODEL, (2, UNUSED, UNUSED))
    assert found.gross == (500, 350, 0)
    assert found.vouchers == 1
    assert found.total == 600


def test_nothing_claimed_is_nothing_paid() -> None:
    found = evaluate(MODEL, (UNUSED, UNUSED, UNUSED))
    assert (found.total, found.claims, found.vouchers) == (0, 0, 0)


@pytest.mark.parametrize("modes", [(3, 0, 0), (-2, 0, 0), (0, 1, 0), (0, 0), (0, 0, 0, 0)])
def test_a_choice_that_does_not_exist_is_refused(modes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="fair|stand|argument"):
        evaluate(MODEL, modes)
