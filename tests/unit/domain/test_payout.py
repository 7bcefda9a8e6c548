"""What is paid for given grosses: the most, in the fewest claims, under caps of every shape."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from jiamao_desktop.domain.allocation import Leaf, Model, Room
from jiamao_desktop.domain.payout import MANY, ceilings, pay, payout


def model_of(
    leaves: Sequence[tuple[str, int]], rooms: Sequence[tuple[int, Sequence[int]]]
) -> Model:
    """Return leaves (claim, least) and rooms (fen, places); items do not matter here."""
    return Model(
        items=(),
        leaves=tuple(
            Leaf(key=f"l{place:03}", claim=claim, steps=(), least=least)
            for place, (claim, least) in enumerate(leaves)
        ),
        rooms=tuple(
            Room(key=f"r{number}", fen=fen, leaves=tuple(places))
            for number, (fen, places) in enumerate(rooms)
        ),
    )


def every_payment(model: Model, gross: Sequence[int]) -> tuple[int, int]:
    """Return the largest sum and the fewest claims for it, by trying all amounts."""
    best = (0, 0)
    ways = [
        [fen for fen in range(most + 1) if not fen or fen >= leaf.least]
        for most, leaf in zip(gross, model.leaves, strict=True)
    ]
    for paid in itertools.product(*ways):
        if all(sum(paid[leaf] for leaf in set(room.leaves)) <= room.fen for room in model.rooms):
            claims = {leaf.claim for leaf, fen in zip(model.leaves, paid, strict=True) if fen}
            best = max(best, (sum(paid), -len(claims)))
    return best[0], -best[1]


def made_up(seed: int) -> tuple[Model, list[int]]:
    dice = random.Random(seed)
    count = dice.randint(1, 5)
    leaves = [
        (f"c{dice.randint(0, 3)}", dice.choice((0, 0, dice.randint(0, 6)))) for _ in range(count)
    ]
    rooms = [
        (dice.randint(0, 12), dice.sample(range(count), dice.randint(1, count)))
        for _ in range(dice.randint(0, 5))
    ]
    return model_of(leaves, rooms), [dice.randint(0, 6) for _ in range(count)]


def test_without_caps_everything_is_paid() -> None:
    assert pay(model_of([("a", 0), ("b", 0)], []), [5, 7]) == (5, 7)


def test_a_cap_holds_for_its_leaves_together() -> None:
    paid = pay(model_of([("a", 0), ("b", 0), ("c", 0)], [(9, (0, 1))]), [5, 7, 3])
    assert sum(paid[:2]) == 9
    assert paid[2] == 3


def test_a_cap_inside_a_cap_is_respected_and_neither_is_wasted() -> None:
    paid = pay(model_of([("a", 0), ("b", 0), ("c", 0)], [(4, (0, 1)), (6, (0, 1, 2))]), [5, 5, 5])
    assert sum(paid) == 6
    assert paid[0] + paid[1] <= 4


def test_a_leaf_that_is_named_twice_counts_once() -> None:
    assert pay(model_of([("a", 0)], [(5, (0, 0))]), [5]) == (5,)


def test_nothing_is_paid_below_the_least() -> None:
    assert pay(model_of([("a", 10)], []), [9]) == (0,)
    assert pay(model_of([("a", 10)], [(9, (0,))]), [50]) == (0,)
    assert pay(model_of([("a", 10)], []), [10]) == (10,)


def test_of_leasts_that_do_not_fit_together_the_better_one_is_paid() -> None:
    paid = pay(model_of([("a", 6), ("b", 7)], [(9, (0, 1))]), [8, 9])
    assert paid == (0, 9)


def test_a_least_that_fits_is_met_by_taking_from_the_others() -> None:
    paid = pay(model_of([("a", 0), ("b", 4)], [(10, (0, 1))]), [10, 5])
    assert sum(paid) == 10
    assert paid[1] == 0 or paid[1] >= 4


def test_of_payments_of_the_same_sum_those_in_fewer_claims_are_taken() -> None:
    paid = pay(model_of([("a", 0), ("b", 0), ("c", 0)], [(10, (0, 1, 2))]), [4, 6, 10])
    assert paid == (0, 0, 10)


def test_a_claim_that_is_paid_anyway_takes_what_another_would_need_a_claim_for() -> None:
    model = model_of([("a", 0), ("b", 0), ("a", 0)], [(5, (0, 1))])
    assert pay(model, [5, 5, 1]) == (5, 0, 1)
    model = model_of([("a", 0), ("b", 0), ("b", 0)], [(5, (0, 1))])
    assert pay(model, [5, 5, 1]) == (0, 5, 1)


def test_two_small_claims_do_for_a_full_cap_where_no_single_one_does() -> None:
    paid = pay(model_of([("a", 0), ("b", 0), ("c", 0)], [(9, (0, 1, 2))]), [5, 4, 3])
    assert paid == (5, 4, 0)


def test_caps_in_a_ring_pay_whole_fen_only() -> None:
    """Three caps of one fen, each over two of three leaves: halves would pay one and a half."""
    result = payout(model_of([("a", 0)] * 3, [(1, (0, 1)), (1, (1, 2)), (1, (0, 2))]), [1, 1, 1])
    assert sum(result.paid) == 1
    assert result.exact


def test_caps_that_cross_are_filled_together() -> None:
    """A year across projects, and a project across years."""
    rooms = [(7, (0, 1)), (5, (2, 3)), (6, (0, 2)), (6, (1, 3))]
    result = payout(model_of([("a", 0), ("b", 0), ("c", 0), ("d", 0)], rooms), [9, 9, 9, 9])
    assert sum(result.paid) == 12
    assert result.exact


def test_amounts_beyond_what_doubles_hold_are_paid_to_the_fen() -> None:
    large = 10**17 + 1
    rooms = [(large, (0, 1)), (large + 2, (1, 2)), (3, (0, 2))]
    result = payout(model_of([("a", 0), ("b", 0), ("c", 0)], rooms), [large] * 3)
    assert sum(result.paid) == large + 2
    assert result.exact


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_payments_are_those_that_trying_every_fen_finds(start: int) -> None:
    for seed in range(start, start + 100):
        model, gross = made_up(seed)
        paid = pay(model, gross)
        claims = {leaf.claim for leaf, fen in zip(model.leaves, paid, strict=True) if fen}
        assert (sum(paid), len(claims)) == every_payment(model, gross), seed
        for room in model.rooms:
            assert sum(paid[leaf] for leaf in set(room.leaves)) <= room.fen
        for leaf, most, fen in zip(model.leaves, gross, paid, strict=True):
            assert fen <= most
            assert not fen or fen >= leaf.least


def test_the_order_of_leaves_and_rooms_does_not_matter() -> None:
    for seed in range(40):
        model, gross = made_up(seed)
        dice = random.Random(seed)
        order = dice.sample(range(len(gross)), len(gross))
        moved = Model(
            items=(),
            leaves=tuple(model.leaves[place] for place in order),
            rooms=tuple(
                Room(
                    key=room.key,
                    fen=room.fen,
                    leaves=tuple(order.index(one) for one in room.leaves),
                )
                for room in dice.sample(model.rooms, len(model.rooms))
            ),
        )
        paid = pay(moved, [gross[place] for place in order])
        assert [paid[order.index(place)] for place in range(len(order))] == list(pay(model, gross))


def test_with_very_many_claims_large_ones_are_paid_first() -> None:
    count = MANY + 20
    model = model_of([(f"c{n}", 0) for n in range(count)], [(300, range(count))])
    paid = pay(model, [n + 1 for n in range(count)])
    assert sum(paid) == 300
    assert len([fen for fen in paid if fen]) == 6


def test_claims_do_not_matter_to_those_who_only_ask_for_the_sum() -> None:
    for seed in range(60):
        model, gross = made_up(seed)
        assert sum(payout(model, gross, frugal=False).paid) == sum(pay(model, gross))


def test_what_a_leaf_could_be_paid_alone_goes_by_its_smallest_cap() -> None:
    model = model_of([("a", 0), ("b", 5)], [(8, (0, 1)), (4, (1,))])
    assert ceilings(model, [20, 20]) == [8, 0]
