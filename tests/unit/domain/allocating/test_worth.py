"""What a voucher, a cap and one yuan more are worth: differences between two best plans."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.allocation.brute import best
from tests.unit.domain.allocating.model_making import (
    HALF,
    contested,
    item,
    leaf,
    lean,
    model,
    room,
    shuffled,
)

from jiamao_desktop.domain.allocating.altered import (
    UnknownKey,
    with_items,
    without_item,
    without_room,
)
from jiamao_desktop.domain.allocating.grounds import grounds
from jiamao_desktop.domain.allocating.loosening import loosened
from jiamao_desktop.domain.allocating.obvious import careful
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocating.worth import (
    NONE,
    Probe,
    Worth,
    next_yuan,
    room_costs,
    weights,
)
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    Model,
    Optimum,
    Proof,
    evaluate,
)


def planned(one: Model, answer: Allocation | None = None) -> Optimum:
    """Return a plan as if somebody had proved it; without an answer the careful choice."""
    answer = lean(one, careful(one)) if answer is None else answer
    return Optimum(
        allocation=answer,
        at_most=answer.total,
        claims_at_least=answer.claims,
        vouchers_at_least=answer.vouchers,
        money_proof=Proof.BOUND,
        paper_proof=Proof.BOUND,
    )


def exactly(fen: int) -> Worth:
    return Worth(fen, fen)


def test_a_voucher_is_worth_what_falls_away_without_it() -> None:
    plain = model([item("a", {0: 100}), item("b", {0: 60})], [leaf("half", *HALF)])
    assert weights(plain, planned(plain)) == {"a": exactly(50), "b": exactly(30)}


def test_a_voucher_that_another_can_replace_is_worth_nothing() -> None:
    capped = model([item("a", {0: 100}), item("b", {0: 100})], [leaf("l")], room("cap", 100, 0))
    plan = planned(capped)
    assert plan.allocation.vouchers == 1
    assert weights(capped, plan) == {"a": NONE}


def test_what_is_left_is_planned_anew() -> None:
    # Without a, b moves to the whole: 90 instead of 100 + 45.
    swap = model(
        [item("a", {0: 100}), item("b", {0: 90}, {1: 90})],
        [leaf("whole"), leaf("half", *HALF)],
        room("cap", 100, 0),
    )
    plan = planned(swap, evaluate(swap, (0, 1)))
    assert weights(swap, plan)["a"] == exactly(145 - 90)


def test_below_a_minimum_one_voucher_is_worth_everything() -> None:
    least = model([item("a", {0: 60}), item("b", {0: 40})], [leaf("l", least=100)])
    assert weights(least, planned(least)) == {"a": exactly(100), "b": exactly(100)}


def test_only_what_is_asked_about_is_answered() -> None:
    plain = model([item(key, {0: 10}) for key in "abc"], [leaf("l")], room("cap", 15, 0))
    plan = planned(plain)
    used = [
        each.key
        for each, mode in zip(plain.items, plan.allocation.modes, strict=True)
        if mode != UNUSED
    ]
    idle = ({"a", "b", "c"} - set(used)).pop()
    assert weights(plain, plan, keys=[idle]) == {idle: NONE}
    assert weights(plain, plan, keys=[]) == {}


def test_what_is_not_there_has_no_worth() -> None:
    plain = model([item("a", {0: 10})], [leaf("l")], room("cap", 5, 0))
    plan = planned(plain)
    for ask, kind in ((weights, "item"), (room_costs, "room")):
        with pytest.raises(UnknownKey) as refused:
            ask(plain, plan, keys=["z"])
        assert (refused.value.kind, refused.value.key) == (kind, "z")


def test_a_cap_costs_what_more_could_be_had_without_it() -> None:
    capped = model(
        [item("a", {0: 100}), item("b", {1: 100})],
        [leaf("x"), leaf("y")],
        room("year", 30, 0),
        room("pool", 110, 0, 1),
    )
    costs = room_costs(capped, planned(capped))
    assert costs == {"pool": exactly(20), "year": NONE}


def test_a_cap_that_is_not_reached_may_cost_something() -> None:
    # Nothing stands under the cap, for the other measure brings more than the cap allows.
    avoided = model(
        [item("a", {0: 150}, {1: 240})],
        [leaf("whole"), leaf("half", *HALF)],
        room("cap", 100, 0),
    )
    plan = planned(avoided, evaluate(avoided, (1,)))
    assert plan.allocation.total == 120
    assert room_costs(avoided, plan) == {"cap": exactly(30)}


def test_the_next_yuan_brings_its_rate_until_a_cap_is_full() -> None:
    plain = model(
        [item("a", {0: 100}), item("b", {1: 900})],
        [leaf("half", *HALF), leaf("full")],
        room("cap", 500, 1),
    )
    probes = [
        Probe(name="fair", item=item("p1", {0: 1000}), fen=1000),
        Probe(name="freight", item=item("p2", {1: 1000}), fen=1000),
        Probe(name="rent", item=item("p3"), fen=1000),
    ]
    found = next_yuan(plain, planned(plain), probes)
    assert found["fair"].worth == exactly(500)
    assert found["fair"].per_yuan == (Fraction(1, 2), Fraction(1, 2))
    assert found["fair"].mode == 0
    assert found["freight"].worth == found["rent"].worth == NONE
    assert found["freight"].mode == found["rent"].mode == UNUSED


def test_probes_do_not_see_each_other() -> None:
    plain = model([item("a", {0: 10})], [leaf("l")], room("cap", 60, 0))
    probes = [Probe(name=name, item=item(name, {0: 50}), fen=50) for name in ("p", "q")]
    found = next_yuan(plain, planned(plain), probes)
    assert found["p"].worth == found["q"].worth == exactly(50)


def test_a_probe_with_a_key_that_is_taken_is_refused() -> None:
    plain = model([item("a", {0: 10})], [leaf("l")])
    with pytest.raises(ValueError, match="two items of one key"):
        next_yuan(plain, planned(plain), [Probe(name="p", item=item("a", {0: 1}), fen=1)])


def test_a_worth_is_certified_when_its_bounds_meet() -> None:
    assert exactly(7).certified
    assert not Worth(0, 7).certified
    assert Worth(10, 30).per(100) == (Fraction(1, 10), Fraction(3, 10))


@pytest.mark.parametrize("first", [0, 12, 24])
def test_every_worth_is_the_difference_that_trying_everything_shows(first: int) -> None:
    for seed in range(first, first + 12):
        small = contested(seed, items=5)
        plan = planned(small)
        if plan.allocation.total != (total := best(small).total):
            continue  # the careful choice is not the best here
        for key, worth in weights(small, plan).items():
            assert worth == exactly(total - best(without_item(small, key)).total), (seed, key)
        for key, worth in room_costs(small, plan).items():
            assert worth == exactly(best(without_room(small, key)).total - total), (seed, key)
        probe = Probe(name="p", item=item("zz", *map(dict, small.items[0].modes)), fen=10)
        more = best(with_items(small, [probe.item])).total - total
        assert next_yuan(small, plan, [probe])["p"].worth == exactly(more), seed


def test_without_effort_the_cost_of_a_cap_lies_within_honest_bounds() -> None:
    for seed in range(30):
        small = contested(seed, items=5)
        plan = planned(small)
        if plan.allocation.total != (total := best(small).total):
            continue
        for key, worth in room_costs(small, plan, effort=0).items():
            real = best(without_room(small, key)).total - total
            assert worth.at_least <= real <= worth.at_most, (seed, key)


def test_worth_does_not_depend_on_the_order_of_anything() -> None:
    for seed in range(12):
        small = contested(seed, items=6)
        other = shuffled(small, seed)
        here, there = planned(small), planned(other)
        if here.allocation.total != there.allocation.total:
            continue
        names = [each.key for each in small.items]
        assert room_costs(small, here) == room_costs(other, there), seed
        used = weights(small, here).keys() & weights(other, there).keys()
        mine, theirs = weights(small, here), weights(other, there)
        assert {key: mine[key] for key in used} == {key: theirs[key] for key in used}, seed
        assert used <= set(names)


def test_a_bound_by_letting_caps_go_is_never_below_the_best() -> None:
    close = 0
    for seed in range(40):
        small = contested(seed, items=6)
        start = careful(small)
        total = best(small).total
        loose = loosened(small, start.modes, StepsLeft(1_000, lambda: None))
        assert start.total <= loose.at_least <= total <= loose.at_most, seed
        assert evaluate(small, loose.modes).total == loose.at_least, seed
        close += loose.at_least == loose.at_most
    assert close > 30


def test_parts_hold_every_item_that_can_be_claimed_and_stay_apart() -> None:
    for seed in range(30):
        some = contested(seed, items=9, leaves=5)
        parts = grounds(some)
        items = [place for part in parts for place in part.items]
        leaves = [place for part in parts for place in part.leaves]
        assert sorted(items) == [at for at, each in enumerate(some.items) if each.modes]
        assert len(leaves) == len(set(leaves))
        apart = sum(best(part.model).total for part in parts)
        assert apart == best(some).total, seed


def test_weighing_can_be_stopped() -> None:
    some = contested(3, items=9, leaves=5)

    def stop() -> None:
        raise InterruptedError

    many = with_items(some, [item(f"z{n}", {0: 10 + n}) for n in range(400)])
    with pytest.raises(InterruptedError):
        weights(many, planned(many, evaluate(many, [0] * len(many.items))), report=stop)
