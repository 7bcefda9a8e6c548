"""The cushion: what is applied for stays covered whichever one voucher is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.allocating.model_making import (
    by_key,
    contested,
    item,
    leaf,
    lean,
    model,
    room,
    safest,
    shuffled,
    survives,
)

from jiamao_desktop.domain.allocating.cushion import Cushion, Unsafe, cushion
from jiamao_desktop.domain.allocating.obvious import careful
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Model,
    NothingBelow,
    Proof,
    Ratio,
    Rounded,
    Tiers,
    evaluate,
)


def plan(one: Model, *modes: int) -> Allocation:
    """Return what a choice comes to."""
    return evaluate(one, modes)


def in_use(one: Model, found: Cushion) -> list[str]:
    """Return the keys of the items that a cushion uses."""
    return [
        each.key
        for each, mode in zip(one.items, found.allocation.modes, strict=True)
        if mode != UNUSED
    ]


def test_one_voucher_more_carries_a_payment_over_a_loss() -> None:
    capped = model(
        [item("a", {0: 100}), item("b", {0: 100}), item("c", {0: 100})],
        [leaf("l")],
        room("cap", 100, 0),
    )
    found = cushion(capped, plan(capped, 0, UNUSED, UNUSED))
    assert in_use(capped, found) == ["a", "b"]
    assert found.extra_vouchers == 1
    assert found.safe == (0,)
    assert found.unsafe == ()
    assert found.certified
    assert found.proof is Proof.BOUND


def test_payments_stay_those_of_the_plan() -> None:
    capped = model(
        [item("a", {0: 100}), item("b", {0: 100})],
        [leaf("l")],
        room("cap", 80, 0),
    )
    best = plan(capped, 0, UNUSED)
    found = cushion(capped, best).allocation
    assert (found.paid, found.total, found.claims) == (best.paid, best.total, best.claims)
    assert found.gross == (200,)
    assert found.vouchers == 2


def test_it_is_the_largest_voucher_whose_loss_has_to_be_covered() -> None:
    # 100 + 60 + 50: without the 100 there is 110 left for a payment of 100.
    capped = model(
        [item(f"i{weight}", {0: weight}) for weight in (100, 60, 50, 40)],
        [leaf("l")],
        room("cap", 100, 0),
    )
    found = cushion(capped, plan(capped, 0, UNUSED, UNUSED, UNUSED))
    assert in_use(capped, found) == ["i100", "i60", "i50"]
    assert found.certified


def test_the_plan_may_give_way_to_fewer_and_larger_vouchers() -> None:
    # 100 and 60 fill 160; safe are 100, 90 and 80, not 100, 60 and two more.
    capped = model(
        [item(f"i{weight}", {0: weight}) for weight in (100, 60, 90, 80)],
        [leaf("l")],
        room("cap", 160, 0),
    )
    found = cushion(capped, plan(capped, 0, 0, UNUSED, UNUSED))
    assert in_use(capped, found) == ["i100", "i90", "i80"]


def test_where_every_voucher_counts_the_leaf_stays_and_is_named() -> None:
    spare = model(
        [item("a", {0: 100}), item("b", {0: 40}), item("c", {1: 60}), item("d", {1: 60})],
        [leaf("whole"), leaf("capped")],
        room("cap", 60, 1),
    )
    best = plan(spare, 0, 0, 0, UNUSED)
    found = cushion(spare, best)
    assert found.allocation.modes[:2] == best.modes[:2]
    assert found.unsafe == (Unsafe(leaf=0, item=0, loss=100),)
    assert found.safe == (1,)
    assert found.safe_sum == found.safe_at_most == 60
    assert found.certified


def test_the_worst_loss_is_what_is_paid_less_and_no_more() -> None:
    # Without the 90 there are 70 left of the 100 that are paid.
    capped = model([item("a", {0: 90}), item("b", {0: 70})], [leaf("l")], room("cap", 100, 0))
    found = cushion(capped, plan(capped, 0, 0))
    assert found.unsafe == (Unsafe(leaf=0, item=0, loss=30),)


def test_below_a_minimum_grant_everything_is_lost() -> None:
    least = model([item("a", {0: 90}), item("b", {0: 70})], [leaf("l", least=80)])
    found = cushion(least, plan(least, 0, 0))
    assert found.unsafe == (Unsafe(leaf=0, item=0, loss=160),)


def test_the_worst_losses_come_first() -> None:
    two = model(
        [item("a", {0: 10}), item("b", {1: 90})],
        [leaf("x"), leaf("y")],
    )
    found = cushion(two, plan(two, 0, 0))
    assert [one.loss for one in found.unsafe] == [90, 10]


def test_a_minimum_of_items_has_to_survive_too() -> None:
    pair = model(
        [item(f"i{n}", {0: 100}) for n in range(4)],
        [leaf("l", AtMost(50), Rounded(), least_items=2)],
    )
    found = cushion(pair, plan(pair, 0, 0, UNUSED, UNUSED))
    assert len(in_use(pair, found)) == 3
    assert found.certified


def test_a_tier_has_to_be_reached_without_any_one_item() -> None:
    # Three items pay 70 by tiers: with the least weight of 70, so four are safe.
    tiers = model(
        [item(f"i{n}", {0: 100}) for n in range(6)],
        [leaf("l", Tiers(50, 10, 3), Rounded())],
    )
    found = cushion(tiers, plan(tiers, 0, 0, 0, UNUSED, UNUSED, UNUSED))
    assert found.allocation.paid == (70,)
    assert len(in_use(tiers, found)) == 4


def test_a_threshold_has_to_be_passed_without_any_one_item() -> None:
    threshold = model(
        [item(f"i{n}", {0: 60}) for n in range(4)],
        [leaf("l", Rounded(), NothingBelow(100), AtMost(100))],
    )
    found = cushion(threshold, plan(threshold, 0, 0, UNUSED, UNUSED))
    assert len(in_use(threshold, found)) == 3
    assert found.unsafe == ()


def test_an_item_of_several_leaves_counts_in_each() -> None:
    stacked = model(
        [
            item("a", {0: 100, 1: 100}),
            item("b", {0: 100}),
            item("c", {1: 100}),
            item("d", {0: 100, 1: 100}),
        ],
        [leaf("x"), leaf("y")],
        room("cap x", 100, 0),
        room("cap y", 100, 1),
    )
    found = cushion(stacked, plan(stacked, 0, UNUSED, UNUSED, UNUSED))
    assert in_use(stacked, found) == ["a", "d"]
    assert found.safe == (0, 1)


def test_a_contested_spare_goes_where_it_is_needed() -> None:
    # The only spare for x is wanted by y too, which has another of its own.
    shared = model(
        [item("a", {0: 50}), item("b", {1: 50}), item("c", {0: 90}, {1: 90}), item("d", {1: 60})],
        [leaf("x"), leaf("y")],
        room("cap x", 50, 0),
        room("cap y", 50, 1),
    )
    found = cushion(shared, plan(shared, 0, 0, UNUSED, UNUSED))
    assert found.allocation.modes == (0, 0, 0, 0)
    assert found.safe == (0, 1)
    assert found.certified


def test_of_two_leaves_that_want_one_spare_the_one_that_is_paid_more_gets_it() -> None:
    shared = model(
        [item("a", {0: 50}), item("b", {1: 70}), item("c", {0: 90}, {1: 90})],
        [leaf("x"), leaf("y")],
        room("cap x", 50, 0),
        room("cap y", 70, 1),
    )
    found = cushion(shared, plan(shared, 0, 0, UNUSED))
    assert found.allocation.modes == (0, 0, 1)
    assert found.safe == (1,)
    assert found.unsafe == (Unsafe(leaf=0, item=0, loss=50),)
    assert found.certified
    assert found.proof is Proof.SEARCH


def test_fewer_vouchers_are_better_than_larger_expenses() -> None:
    papers = model(
        [
            item("a", {0: 100}),
            item("b", {0: 100}, vouchers=3),
            item("c", {0: 60}),
            item("d", {0: 50}),
        ],
        [leaf("l")],
        room("cap", 100, 0),
    )
    found = cushion(papers, plan(papers, 0, UNUSED, UNUSED, UNUSED))
    assert in_use(papers, found) == ["a", "c", "d"]
    assert found.extra_vouchers == 2
    assert found.certified


def test_what_takes_no_voucher_is_used_only_where_it_is_needed() -> None:
    awards = model(
        [item("a", {0: 100}), item("b", {0: 100}, vouchers=0), item("c", {0: 100}, vouchers=0)],
        [leaf("l")],
        room("cap", 100, 0),
    )
    found = cushion(awards, plan(awards, 0, UNUSED, UNUSED))
    assert len(in_use(awards, found)) == 2
    assert found.extra_vouchers == -1  # the plan was not the one of the least paper
    assert found.certified


def test_what_is_paid_nothing_needs_no_cushion() -> None:
    nothing = model([item("a", {0: 100})], [leaf("l")], room("cap", 0, 0))
    found = cushion(nothing, plan(nothing, UNUSED))
    assert (found.safe, found.unsafe, found.extra_vouchers) == ((), (), 0)
    assert found.certified


def test_without_any_expense_there_is_nothing_to_say() -> None:
    empty = Model(items=(), leaves=(), rooms=())
    found = cushion(empty, plan(empty))
    assert found.certified
    assert found.allocation.total == 0


def test_a_leaf_that_stays_keeps_its_items_from_others() -> None:
    # x cannot be safe, so a and b stay there; then y has one spare only, and is safe by it.
    stay = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 20}), item("c", {1: 30}), item("d", {1: 30})],
        [leaf("x"), leaf("y")],
        room("cap y", 30, 1),
    )
    found = cushion(stay, plan(stay, 0, 0, 0, UNUSED))
    assert found.allocation.modes == (0, 0, 0, 0)
    assert [one.leaf for one in found.unsafe] == [0]


def test_a_leaf_may_become_hopeless_because_of_another() -> None:
    # a stays on x with both its weights; y could only be safe with a itself.
    chain = model(
        [item("a", {0: 100}, {1: 50}), item("b", {1: 50})],
        [leaf("x"), leaf("y")],
        room("cap y", 50, 1),
    )
    found = cushion(chain, plan(chain, 0, 0))
    assert sorted(one.leaf for one in found.unsafe) == [0, 1]
    assert found.safe_at_most == 0
    assert found.certified


@pytest.mark.parametrize("first", [0, 80, 160])
def test_the_cushion_is_what_trying_everything_finds(first: int) -> None:
    for seed in range(first, first + 80):
        small = contested(seed, items=6)
        best = lean(small, careful(small))
        found = cushion(small, best)
        assert (found.safe_sum, found.allocation.vouchers) == safest(small, best), seed
        assert found.certified, seed


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_safe_leaves_survive_the_loss_of_any_one_item(seed: int) -> None:
    some = contested(seed, items=14, leaves=5)
    best = lean(some, careful(some))
    found = cushion(some, best)
    paid = {place: best.paid[place] for place in found.safe}
    assert survives(some, found.allocation.modes, paid)
    losses = {one.leaf for one in found.unsafe}
    assert losses.isdisjoint(found.safe)
    assert losses | set(found.safe) == {place for place, fen in enumerate(best.paid) if fen}
    assert all(0 < one.loss <= best.paid[one.leaf] for one in found.unsafe)
    assert all(gross >= fen for gross, fen in zip(found.allocation.gross, best.paid, strict=True))


def test_the_same_plan_has_the_same_cushion_in_any_order() -> None:
    for seed in range(30):
        small = contested(seed, items=9, leaves=4)
        best = lean(small, careful(small))
        other = shuffled(small, seed)
        modes = [
            next(
                (
                    mode
                    for mode in range(UNUSED, len(each.modes))
                    if by_key(
                        other, [*[UNUSED] * at, mode, *[UNUSED] * (len(other.items) - at - 1)]
                    )[each.key]
                    == by_key(small, best.modes)[each.key]
                ),
                UNUSED,
            )
            for at, each in enumerate(other.items)
        ]
        paid = {one.key: fen for one, fen in zip(small.leaves, best.paid, strict=True)}
        same = replace(evaluate(other, modes), paid=tuple(paid[one.key] for one in other.leaves))
        here, there = cushion(small, best), cushion(other, same)
        assert by_key(small, here.allocation.modes) == by_key(other, there.allocation.modes), seed
        assert here.vouchers_at_least == there.vouchers_at_least


def test_without_effort_there_is_an_honest_bound() -> None:
    openly = 0
    for seed in range(60):
        some = contested(seed, items=12, leaves=4)
        best = lean(some, careful(some))
        hurried, found = cushion(some, best, effort=0), cushion(some, best)
        assert found.certified, seed
        assert hurried.safe_sum <= found.safe_sum <= hurried.safe_at_most, seed
        if hurried.safe_sum == found.safe_sum:
            assert hurried.vouchers_at_least <= found.allocation.vouchers, seed
            assert hurried.allocation.vouchers >= found.allocation.vouchers, seed
        paid = {place: best.paid[place] for place in hurried.safe}
        assert survives(some, hurried.allocation.modes, paid), seed
        openly += hurried.proof is Proof.OPEN
        assert hurried.certified or hurried.proof is Proof.OPEN, seed
    assert openly


def test_it_can_be_stopped() -> None:
    some = model(
        [item(f"i{n:02}", {0: 100 + n}, {1: 90 + n}) for n in range(40)],
        [leaf("x", Ratio(1, 2), Rounded()), leaf("y")],
        room("cap x", 300, 0),
        room("cap y", 700, 1),
    )
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls > 5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        cushion(some, careful(some), report=stop)


def test_many_like_expenses_are_covered_at_once() -> None:
    many = model(
        [item(f"i{n:04}", {0: 1000 + n % 7}) for n in range(3000)],
        [leaf("l", Ratio(1, 2), Rounded())],
        room("cap", 100_000, 0),
    )
    best = plan(many, *[0] * 300, *[UNUSED] * 2700)
    found = cushion(many, best)
    assert found.safe == (0,)
    assert found.allocation.vouchers == 200  # of the largest; 300 were used
    assert found.certified
    assert found.proof is Proof.BOUND
