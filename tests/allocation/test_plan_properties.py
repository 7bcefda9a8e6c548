"""What holds for every best plan, whatever the model; the judges say what is best."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.allocation.brute import Best, best, complaints
from tests.allocation.instances import middle, partition, tiny

from jiamao_desktop.domain.allocating.cushion import cushion
from jiamao_desktop.domain.allocating.obvious import careful, obvious
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocating.worth import Worth, room_costs, weights
from jiamao_desktop.domain.allocation import UNUSED, Item, Leaf, Model, Optimum, Room, evaluate

FIRST, LAST = 10_000, 10**9
SEEDS = st.integers(FIRST, LAST)
"""Other models than the first thousands, which ``make prove`` tries."""


def some(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True)


def figures(answer: Optimum) -> Best:
    one = answer.allocation
    return Best(one.total, one.claims, one.vouchers)


def shuffled(model: Model, dice: random.Random) -> Model:
    """Return the same model in another order and under other names."""
    items = dice.sample(range(len(model.items)), len(model.items))
    leaves = dice.sample(range(len(model.leaves)), len(model.leaves))
    now = {old: new for new, old in enumerate(leaves)}
    claims = sorted({leaf.claim for leaf in model.leaves})
    called = dict(zip(claims, dice.sample(claims, len(claims)), strict=True))

    def moved(item: Item, key: str) -> Item:
        modes = [tuple(sorted((now[at], weight) for at, weight in mode)) for mode in item.modes]
        return Item(key=key, modes=tuple(dice.sample(modes, len(modes))), vouchers=item.vouchers)

    def renamed(leaf: Leaf, key: str) -> Leaf:
        return dataclasses.replace(leaf, key=key, claim=called[leaf.claim])

    rooms = [
        Room(key=f"x{n}", fen=room.fen, leaves=tuple(dice.sample(places, len(places))))
        for n, room in enumerate(dice.sample(model.rooms, len(model.rooms)))
        if (places := [now[at] for at in room.leaves])
    ]
    return Model(
        items=tuple(moved(model.items[old], f"y{new}") for new, old in enumerate(items)),
        leaves=tuple(renamed(model.leaves[old], f"z{new}") for new, old in enumerate(leaves)),
        rooms=tuple(rooms),
    )


def without(modes: Sequence[int], place: int) -> list[int]:
    return [UNUSED if at == place else mode for at, mode in enumerate(modes)]


def test_a_hundred_and_fifty_tiny_models_are_solved_as_by_trying_every_choice() -> None:
    for seed in range(150):
        model = tiny(seed)
        ours = optimum(model)
        assert figures(ours) == best(model), seed
        assert ours.certified, seed


@some(10)
@given(SEEDS)
def test_no_cap_is_passed_and_the_payments_add_up_to_the_total(seed: int) -> None:
    for model in (tiny(seed), middle(seed)) if seed % 8 == 0 else (tiny(seed),):
        ours = optimum(model)
        assert complaints(model, ours.allocation) == []
        assert ours.allocation.total <= ours.at_most


@some(10)
@given(SEEDS, st.randoms(use_true_random=False))
def test_order_and_names_change_neither_sum_nor_paper(seed: int, dice: random.Random) -> None:
    model = tiny(seed)
    other = shuffled(model, dice)
    assert figures(optimum(other)) == figures(optimum(model))


@some(10)
@given(SEEDS, st.randoms(use_true_random=False))
def test_order_alone_changes_no_payment_and_no_item(seed: int, dice: random.Random) -> None:
    model = tiny(seed)
    items = dice.sample(range(len(model.items)), len(model.items))
    rooms = tuple(dice.sample(model.rooms, len(model.rooms)))
    other = dataclasses.replace(model, items=tuple(model.items[at] for at in items), rooms=rooms)
    ours, theirs = optimum(model).allocation, optimum(other).allocation
    assert theirs.paid == ours.paid
    assert theirs.modes == tuple(ours.modes[at] for at in items)


@some(10)
@given(SEEDS)
def test_one_item_more_never_lowers_the_sum(seed: int) -> None:
    model = tiny(seed)
    ours = optimum(model)
    for place in range(len(model.items)):
        fewer = model.items[:place] + model.items[place + 1 :]
        less = optimum(dataclasses.replace(model, items=fewer))
        assert less.allocation.total <= ours.allocation.total


@some(10)
@given(SEEDS, st.integers(1, 10**11))
def test_a_larger_room_never_lowers_the_sum(seed: int, more: int) -> None:
    model = tiny(seed)
    ours = optimum(model)
    for place, room in enumerate(model.rooms):
        wider = dataclasses.replace(room, fen=room.fen + more)
        rooms = (*model.rooms[:place], wider, *model.rooms[place + 1 :])
        raised = optimum(dataclasses.replace(model, rooms=rooms))
        assert raised.allocation.total >= ours.allocation.total


@some(10)
@given(SEEDS)
def test_no_choice_of_a_person_is_better(seed: int) -> None:
    for model in (tiny(seed), middle(seed)) if seed % 8 == 0 else (tiny(seed),):
        ours = optimum(model).allocation
        for other in (obvious(model), careful(model)):
            assert complaints(model, other) == []
            assert (ours.total, -ours.claims, -ours.vouchers) >= (
                other.total,
                -other.claims,
                -other.vouchers,
            )


@some(10)
@given(SEEDS)
def test_no_item_is_in_use_without_need(seed: int) -> None:
    model = tiny(seed)
    ours = optimum(model).allocation
    for place, mode in enumerate(ours.modes):
        if mode != UNUSED:
            rest = evaluate(model, without(ours.modes, place))
            assert (rest.total, -rest.claims) < (ours.total, -ours.claims), model.items[place].key


@some(10)
@given(SEEDS, st.sampled_from([0, 1, 3, 10, 40]))
def test_bounds_hold_however_soon_the_search_has_to_stop(seed: int, effort: int) -> None:
    model = tiny(seed)
    truth, hurried = best(model), optimum(model, effort=effort)
    assert complaints(model, hurried.allocation) == []
    assert hurried.allocation.total <= truth.total <= hurried.at_most
    if hurried.allocation.total == truth.total:
        least = (hurried.claims_at_least, hurried.vouchers_at_least)
        assert least <= (truth.claims, truth.vouchers)
    if hurried.certified:
        assert figures(hurried) == truth


@some(10)
@given(SEEDS, st.randoms(use_true_random=False))
def test_hints_of_a_stranger_change_nothing_where_the_best_is_known(
    seed: int, dice: random.Random
) -> None:
    model = tiny(seed)
    good = optimum(model)
    wild = [dice.randint(-1, max(0, len(item.modes) - 1)) for item in model.items]
    assert optimum(model, hints=[wild, [], [99] * len(model.items)]) == good


def test_a_partition_like_model_ends_with_an_honest_bound() -> None:
    model = partition(1)
    ours = optimum(model, effort=2_000)
    assert complaints(model, ours.allocation) == []
    assert ours.allocation.total <= ours.at_most <= sum(room.fen for room in model.rooms)
    assert ours.allocation.total * 100 >= ours.at_most * 98


@some(10)
@given(SEEDS)
def test_a_refused_line_loses_exactly_what_is_said(seed: int) -> None:
    model = tiny(seed)
    ours = optimum(model)
    said = weights(model, ours)
    for place, mode in enumerate(ours.allocation.modes):
        item = model.items[place]
        assert (item.key in said) == (mode != UNUSED)
        if mode != UNUSED:
            fewer = model.items[:place] + model.items[place + 1 :]
            rest = best(dataclasses.replace(model, items=fewer)).total
            lost = ours.allocation.total - rest
            assert said[item.key] == Worth(lost, lost), item.key


@some(10)
@given(SEEDS)
def test_a_cap_costs_exactly_what_is_said(seed: int) -> None:
    model = tiny(seed)
    ours = optimum(model)
    said = room_costs(model, ours)
    assert set(said) == {room.key for room in model.rooms}
    for place, room in enumerate(model.rooms):
        rooms = model.rooms[:place] + model.rooms[place + 1 :]
        more = best(dataclasses.replace(model, rooms=rooms)).total - ours.allocation.total
        assert said[room.key] == Worth(more, more), room.key


@some(10)
@given(SEEDS)
def test_a_cushion_survives_the_loss_of_any_one_voucher(seed: int) -> None:
    model = tiny(seed)
    ours = optimum(model).allocation
    cushioned = cushion(model, ours)
    kept = cushioned.allocation
    assert kept.paid == ours.paid
    assert kept.vouchers - ours.vouchers == cushioned.extra_vouchers
    for place, mode in enumerate(kept.modes):
        if mode != UNUSED:
            rest = evaluate(model, without(kept.modes, place))
            for leaf in cushioned.safe:
                assert rest.gross[leaf] >= kept.paid[leaf]
    unsafe = {one.leaf for one in cushioned.unsafe}
    assert unsafe | set(cushioned.safe) == {at for at, one in enumerate(ours.paid) if one}
