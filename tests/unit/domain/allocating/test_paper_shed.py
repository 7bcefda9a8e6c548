"""An answer sheds what its payments do not need, and is paid the same."""

from __future__ import annotations

import pytest
from tests.allocation.instances import tiny
from tests.allocation.realistic import contested

from jiamao_desktop.domain.allocating.optimum import nothing
from jiamao_desktop.domain.allocating.paper_shed import shed
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


def leaf(key: str, ceiling: int, least_items: int = 0) -> Leaf:
    return Leaf(key=key, claim=key, steps=(AtMost(ceiling),), least_items=least_items)


def item(key: str, *modes: tuple[tuple[int, int], ...], vouchers: int = 1) -> Item:
    return Item(key=key, modes=modes, vouchers=vouchers)


def kept(model: Model, modes: tuple[int, ...]) -> list[str]:
    found = shed(model, modes, nothing)
    return [one.key for one, mode in zip(model.items, found, strict=True) if mode != UNUSED]


def test_the_smallest_go_first() -> None:
    items = tuple(item(f"{size}", ((0, size),)) for size in (3, 9, 1, 8))
    assert kept(Model(items=items, leaves=(leaf("a", 17),), rooms=()), (0,) * 4) == ["9", "8"]


def test_what_brings_least_for_a_voucher_goes_before_what_is_smaller() -> None:
    items = (item("dear", ((0, 9),), vouchers=3), item("cheap", ((0, 8),)))
    model = Model(items=items, leaves=(leaf("a", 8),), rooms=())
    assert kept(model, (0, 0)) == ["cheap"]


def test_what_takes_no_voucher_stays_where_a_voucher_can_be_saved() -> None:
    items = (item("award", ((0, 9),), vouchers=0), item("bill", ((0, 9),)))
    model = Model(items=items, leaves=(leaf("a", 9),), rooms=())
    assert kept(model, (0, 0)) == ["award"]


def test_of_equal_items_the_first_stay() -> None:
    items = tuple(item(key, ((0, 5),)) for key in "abc")
    assert kept(Model(items=items, leaves=(leaf("x", 10),), rooms=()), (0,) * 3) == ["a", "b"]


def test_an_item_stays_if_one_of_its_leaves_needs_it() -> None:
    items = (item("both", ((0, 5), (1, 5))), item("one", ((0, 5),)))
    model = Model(items=items, leaves=(leaf("a", 5), leaf("b", 5)), rooms=())
    assert kept(model, (0, 0)) == ["both"]


def test_a_rate_tells_what_an_item_brings() -> None:
    leaves = (
        Leaf(key="a", claim="a", steps=(Ratio(1, 10), Rounded())),
        Leaf(key="b", claim="b", steps=(Ratio(8, 10), Rounded())),
    )
    rooms = (Room(key="r", fen=8, leaves=(0, 1)),)
    items = (item("low", ((0, 20),)), item("high", ((1, 10),)))
    model = Model(items=items, leaves=leaves, rooms=rooms)
    assert evaluate(model, shed(model, (0, 0), nothing)).total == 8


def test_no_fewer_stay_than_a_claim_asks_for() -> None:
    items = tuple(item(key, ((0, 5),)) for key in "abcd")
    model = Model(items=items, leaves=(leaf("x", 5, least_items=3),), rooms=())
    assert len(kept(model, (0,) * 4)) == 3


@pytest.mark.parametrize("make", [tiny, lambda seed: contested(seed, 200)])
def test_the_same_is_paid_with_no_more_vouchers(make: object) -> None:
    fewer = 0
    for seed in range(40 if make is tiny else 3):
        model = make(seed) if callable(make) else tiny(seed)
        modes = tuple(0 if one.modes else UNUSED for one in model.items)
        before, after = evaluate(model, modes), evaluate(model, shed(model, modes, nothing))
        assert (after.total, after.claims) == (before.total, before.claims), seed
        assert after.vouchers <= before.vouchers, seed
        again = shed(model, after.modes, nothing)
        assert evaluate(model, again).total == after.total
        fewer += after.vouchers < before.vouchers
    assert fewer


def test_whatever_is_told_to_stop_stops() -> None:
    def enough() -> None:
        raise KeyboardInterrupt

    model = Model(items=(item("a", ((0, 5),)),), leaves=(leaf("x", 5),), rooms=())
    with pytest.raises(KeyboardInterrupt):
        shed(model, (0,), enough)
