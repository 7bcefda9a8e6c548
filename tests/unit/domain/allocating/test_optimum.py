"""The best answer: right, proved, the same for any order, and honest where it is not proved."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.allocation import brute
from tests.allocation.instances import middle, partition, tiny
from tests.unit.domain.allocating.test_components import shuffled

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.money_search import most_money
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import (
    UNUSED,
    AtMost,
    GrossStep,
    Item,
    Leaf,
    Model,
    NothingBelow,
    Proof,
    Ratio,
    Room,
    Rounded,
    Tiers,
    evaluate,
)


class Cancelled(Exception):
    """What a person who has waited long enough raises."""


def money(model: Model, *, effort: int = 200_000) -> tuple[int, int]:
    """Return the best sum and its bound, without looking for the least paper."""
    found = [
        most_money(part.model, [], StepsLeft(effort, lambda: None)) for part in components(model)
    ]
    return sum(one.total for one in found), sum(one.at_most for one in found)


def contest(
    *sizes: int, steps: tuple[GrossStep, ...] = (), rates: tuple[int, int] = (5, 3), fen: int = 0
) -> Model:
    """Return items that two leaves admit, the first at the higher rate and under a cap."""
    first = (Ratio(rates[0], 10), Rounded(), *steps)
    return Model(
        items=tuple(
            Item(key=f"i{at:02}", modes=(((0, size),), ((1, size),)))
            for at, size in enumerate(sizes)
        ),
        leaves=(
            Leaf(key="a", claim="a", steps=first),
            Leaf(key="b", claim="b", steps=(Ratio(rates[1], 10), Rounded())),
        ),
        rooms=(Room(key="cap", fen=fen, leaves=(0,)),) if fen else (),
    )


def test_nothing_to_claim_is_certified_as_nothing() -> None:
    found = optimum(Model(items=(), leaves=(), rooms=()))
    assert (found.allocation.total, found.at_most) == (0, 0)
    assert found.certified


def test_a_single_leaf_is_closed_form() -> None:
    model = Model(
        items=tuple(Item(key=f"{n}", modes=(((0, 100),),)) for n in range(9)),
        leaves=(Leaf(key="l", claim="c", steps=(Ratio(1, 2), Rounded(), AtMost(120))),),
        rooms=(),
    )
    found = optimum(model)
    assert found.allocation.total == 120
    assert found.money_proof is Proof.BOUND
    assert found.certified


def test_without_caps_every_item_goes_where_the_rate_is_higher() -> None:
    found = optimum(contest(1000, 501, 77))
    assert found.allocation.modes == (0, 0, 0)
    assert found.allocation.total == 789


def test_under_a_cap_items_are_chosen_that_fill_it_to_the_fen() -> None:
    """Half of 600 + 400 fills the cap of 500; the highest rate first would waste it."""
    found = optimum(contest(600, 400, 700, fen=500))
    assert found.allocation.total == 500 + 210
    assert found.money_certified


def test_it_may_be_better_to_leave_a_cap_unfilled() -> None:
    found = optimum(contest(1000, 900, fen=470))
    assert found.allocation.total == 450 + 300
    assert found.money_certified


def test_measures_that_may_be_enjoyed_together_are() -> None:
    model = Model(
        items=(Item(key="i", modes=(((0, 100),), ((1, 100),), ((0, 100), (1, 100)))),),
        leaves=tuple(Leaf(key=key, claim=key, steps=()) for key in "ab"),
        rooms=(),
    )
    assert optimum(model).allocation.total == 200


def test_a_leaf_below_its_threshold_is_given_up_for_the_other() -> None:
    assert optimum(contest(100, 90, steps=(NothingBelow(96),))).allocation.total == 57
    assert optimum(contest(100, 90, steps=(NothingBelow(95),))).allocation.total == 95


def test_a_minimum_count_is_met_if_it_pays() -> None:
    model = contest(100, 90, 80)
    needs_three = replace(model.leaves[0], least_items=3)
    assert optimum(replace(model, leaves=(needs_three, model.leaves[1]))).allocation.total == 135
    needs_four = replace(model.leaves[0], least_items=4)
    assert optimum(replace(model, leaves=(needs_four, model.leaves[1]))).allocation.total == 81


def test_a_ceiling_that_grows_with_the_items_is_used() -> None:
    model = contest(1000, 10, 10, steps=(Tiers(first=100, more=200),), rates=(5, 1))
    assert optimum(model).allocation.total == 500


def test_a_least_that_the_caps_do_not_allow_pays_nothing() -> None:
    model = Model(
        items=(Item(key="i", modes=(((0, 100),), ((1, 60),))),),
        leaves=(Leaf(key="a", claim="a", steps=(), least=90), Leaf(key="b", claim="b", steps=())),
        rooms=(Room(key="r", fen=80, leaves=(0,)),),
    )
    found = optimum(model)
    assert found.allocation.total == 60
    assert found.allocation.modes == (1,)


def test_items_that_bring_nothing_are_not_used() -> None:
    model = Model(
        items=(Item(key="i", modes=(((0, 100),),)), Item(key="j", modes=())),
        leaves=(Leaf(key="a", claim="a", steps=()),),
        rooms=(Room(key="r", fen=0, leaves=(0,)),),
    )
    assert optimum(model).allocation.modes == (UNUSED, UNUSED)


@pytest.mark.parametrize("start", range(5000, 5080, 40))
def test_small_models_come_to_what_trying_everything_comes_to(start: int) -> None:
    for seed in range(start, start + 40):
        model = tiny(seed)
        best = brute.best(model).total
        assert money(model) == (best, best), seed


def test_models_of_a_small_firm_are_certified() -> None:
    for seed in range(700, 715):
        total, at_most = money(middle(seed))
        assert total == at_most, seed


def test_the_answer_is_that_of_its_own_modes() -> None:
    for seed in range(5200, 5230):
        model = tiny(seed)
        found = optimum(model)
        assert evaluate(model, found.allocation.modes) == found.allocation


def test_the_answer_is_the_same_for_any_order_of_input() -> None:
    for seed in range(5300, 5330):
        model = tiny(seed)
        other = shuffled(model, seed)
        one, two = optimum(model), optimum(other)
        assert one.allocation.total == two.allocation.total
        assert (one.allocation.claims, one.allocation.vouchers) == (
            two.allocation.claims,
            two.allocation.vouchers,
        )
        used = {
            item.key: item.modes[mode]
            for item, mode in zip(model.items, one.allocation.modes, strict=True)
            if mode != UNUSED
        }
        again = {
            item.key: mode
            for item, mode in zip(other.items, two.allocation.modes, strict=True)
            if mode != UNUSED
        }
        assert used.keys() == again.keys()


def test_amounts_of_a_billion_yuan_are_certified_to_the_fen() -> None:
    model = contest(10**11 + 7, 10**11 - 3, 10**10 + 1, fen=10**11 // 2 + 10**10 // 2)
    total, at_most = money(model)
    assert total == at_most == brute.best(model).total


def test_many_like_lines_fill_a_cap_to_the_fen_and_the_bound_says_so() -> None:
    dice = random.Random(3)
    sizes = [dice.randint(10_000, 3_000_000) for _ in range(120)]
    model = contest(*sizes, fen=sum(sizes) // 5)
    (part,) = components(model)
    found = most_money(part.model, [], StepsLeft(200_000, lambda: None))
    assert found.total == found.at_most


def test_equal_lines_are_counted_not_tried() -> None:
    total, at_most = money(contest(*[1001] * 60, fen=12_345), effort=20_000)
    best = max(
        min(1001 * count // 2, 12_345) + 1001 * (60 - count) * 3 // 10 for count in range(61)
    )
    assert total == at_most == best


def test_a_hint_is_used_if_it_is_better_and_never_believed() -> None:
    model = partition(1)
    without = optimum(model, effort=10)
    (part,) = components(model)
    best = most_money(part.model, [], StepsLeft(60_000, lambda: None))
    hint = [part.modes[at][mode] for at, mode in enumerate(best.modes)]
    order = {place: at for at, place in enumerate(part.items)}
    told = [hint[order[place]] for place in range(len(model.items))]
    found = optimum(model, effort=10, hints=[told])
    assert found.allocation.total >= max(best.total, without.allocation.total)
    assert found.at_most >= found.allocation.total


@pytest.mark.parametrize("hint", [(), (99,) * 20, (-7,) * 20, (0,) * 500])
def test_a_hint_that_makes_no_sense_does_no_harm(hint: tuple[int, ...]) -> None:
    model = contest(600, 400, 700, fen=500)
    assert optimum(model, hints=[hint]).allocation.total == 710


def test_what_cannot_be_proved_in_time_is_not_called_the_optimum() -> None:
    model = partition(2)
    found = optimum(model, effort=3_000)
    assert found.allocation.total <= found.at_most
    if not found.money_certified:
        assert found.money_proof is Proof.OPEN
        assert not found.certified


def test_the_bound_of_an_unfinished_search_is_never_below_the_truth() -> None:
    for seed in range(730, 736):
        model = middle(seed)
        truth, proved = money(model)
        assert truth == proved
        for effort in (0, 50, 2_000):
            total, at_most = money(model, effort=effort)
            assert total <= truth <= at_most


def test_it_stops_when_whoever_is_told_wants_it_to() -> None:
    told = 0

    def stop() -> None:
        nonlocal told
        told += 1
        if told == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        optimum(partition(3), report=stop)
    assert told == 5


def test_a_proof_is_by_bound_or_by_search_or_none() -> None:
    found = [
        most_money(part.model, [], StepsLeft(200_000, lambda: None))
        for seed in range(5400, 5430)
        for part in components(tiny(seed))
    ]
    assert {one.proof for one in found} <= {Proof.BOUND, Proof.SEARCH}
    assert all(one.total == one.at_most for one in found)
