"""The least paper: as few claims, then as few vouchers, as trying everything finds."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.allocation import brute, instances

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.paper import Paper, fewest
from jiamao_desktop.domain.allocating.paper_core import core_items
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Item,
    Leaf,
    Model,
    Proof,
    Ratio,
    Room,
    Rounded,
    evaluate,
)


def richest(model: Model) -> tuple[int, Sequence[int]]:
    """Return the highest sum and one choice that reaches it, every item being in use."""
    tried = (
        evaluate(model, modes)
        for modes in itertools.product(*(range(len(item.modes)) for item in model.items))
    )
    best = max(tried, key=lambda one: one.total)
    return best.total, best.modes


@pytest.mark.parametrize("seed", range(30))
def test_no_choice_does_with_less_paper(seed: int) -> None:
    model = instances.tiny(seed)
    claims = vouchers = 0
    for part in components(model):
        total, start = richest(part.model)
        paper = fewest(part.model, total, start)
        answer = evaluate(part.model, paper.modes)
        assert answer.total == total
        assert paper.proof != Proof.OPEN
        assert (answer.claims, answer.vouchers) == (paper.claims_at_least, paper.vouchers_at_least)
        claims, vouchers = claims + answer.claims, vouchers + answer.vouchers
    truth = brute.best(model)
    assert (claims, vouchers) == (truth.claims, truth.vouchers)


def shuffled(model: Model, seed: int) -> Model:
    """Return the same model with everything in another order."""
    dice = random.Random(seed)
    order = dice.sample(range(len(model.leaves)), len(model.leaves))
    place = {old: new for new, old in enumerate(order)}
    items = [
        replace(
            item,
            modes=tuple(
                dice.sample(
                    [tuple(sorted((place[at], w) for at, w in mode)) for mode in item.modes],
                    len(item.modes),
                )
            ),
        )
        for item in model.items
    ]
    rooms = [replace(room, leaves=tuple(place[at] for at in room.leaves)) for room in model.rooms]
    return Model(
        items=tuple(dice.sample(items, len(items))),
        leaves=tuple(model.leaves[old] for old in order),
        rooms=tuple(dice.sample(rooms, len(rooms))),
    )


def used(model: Model, modes: Sequence[int]) -> set[tuple[str, frozenset[tuple[str, int]]]]:
    """Return which items are used, and how, by keys."""
    return {
        (item.key, frozenset((model.leaves[at].key, w) for at, w in item.modes[mode]))
        for item, mode in zip(model.items, modes, strict=True)
        if mode != UNUSED
    }


@pytest.mark.parametrize("seed", range(12))
def test_the_answer_is_the_same_for_any_order_of_input(seed: int) -> None:
    answers = []
    model = instances.tiny(seed)
    for number in range(3):
        mixed = shuffled(model, number)
        chosen = set[tuple[str, frozenset[tuple[str, int]]]]()
        for part in components(mixed):
            total, start = richest(part.model)
            chosen |= used(part.model, fewest(part.model, total, start).modes)
        answers.append({key for key, _ in chosen})
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_in_use_can_be_left_out(seed: int) -> None:
    for part in components(instances.tiny(seed)):
        total, start = richest(part.model)
        modes = list(fewest(part.model, total, start).modes)
        for at, mode in enumerate(modes):
            if mode != UNUSED:
                less = [*modes[:at], UNUSED, *modes[at + 1 :]]
                assert evaluate(part.model, less).total < total


def one_leaf(weights: Sequence[int], vouchers: Sequence[int], fen: int) -> Model:
    return Model(
        items=tuple(
            Item(key=f"i{at:05}", modes=(((0, weight),),), vouchers=papers)
            for at, (weight, papers) in enumerate(zip(weights, vouchers, strict=True))
        ),
        leaves=(Leaf(key="l", claim="c", steps=(Ratio(1, 2), Rounded())),),
        rooms=(Room(key="r", fen=fen, leaves=(0,)),),
    )


def test_of_one_leaf_the_largest_items_are_taken_until_its_cap_is_reached() -> None:
    dice = random.Random(5)
    weights = [dice.randint(1, 10_000) for _ in range(2_000)]
    model = one_leaf(weights, [1] * 2_000, 1_000_000)
    paper = fewest(model, 1_000_000, (0,) * 2_000)
    largest = sorted(weights, reverse=True)
    enough = next(n for n in range(2_000) if sum(largest[:n]) >= 2_000_000)
    assert paper.vouchers_at_least == enough == evaluate(model, paper.modes).vouchers
    assert paper.proof == Proof.BOUND


def test_items_of_several_vouchers_are_weighed_against_each_other() -> None:
    model = one_leaf([100, 60, 60, 50], [3, 1, 1, 1], 80)
    paper = fewest(model, 80, (0, 0, 0, 0))
    assert paper.modes == (UNUSED, 0, 0, 0)
    model = one_leaf([100, 60, 55, 50], [1, 1, 1, 1], 80)
    assert evaluate(model, fewest(model, 80, (0, 0, 0, 0)).modes).vouchers == 2


def test_an_award_takes_no_voucher_and_is_taken_first() -> None:
    model = one_leaf([100, 60], [1, 0], 30)
    assert fewest(model, 30, (0, 0)).modes == (UNUSED, 0)


def test_fewer_claims_come_before_fewer_vouchers() -> None:
    model = Model(
        items=(
            *(Item(key=f"a{at}", modes=(((0, 10),),)) for at in range(4)),
            *(Item(key=f"b{at}", modes=(((1 + at, 20),),)) for at in range(2)),
        ),
        leaves=tuple(Leaf(key=f"l{n}", claim=f"c{n}", steps=(Rounded(),)) for n in range(3)),
        rooms=(Room(key="r", fen=40, leaves=(0, 1, 2)),),
    )
    paper = fewest(model, 40, (0,) * 6)
    assert (paper.claims_at_least, paper.vouchers_at_least) == (1, 4)
    assert evaluate(model, paper.modes).paid == (40, 0, 0)


def test_where_nothing_is_paid_nothing_is_used() -> None:
    paper = fewest(one_leaf([5], [1], 0), 0, (0,))
    assert paper == Paper(
        modes=(UNUSED,), claims_at_least=0, vouchers_at_least=0, proof=Proof.BOUND
    )


def test_without_steps_the_answer_is_honest() -> None:
    model = instances.middle(12)
    for part in components(model):
        start = (0,) * len(part.model.items)
        total = evaluate(part.model, start).total
        paper = fewest(part.model, total, start, effort=1)
        answer = evaluate(part.model, paper.modes)
        assert answer.total >= total
        assert paper.claims_at_least <= answer.claims
        assert paper.vouchers_at_least <= answer.vouchers
        again = fewest(part.model, total, start, effort=1)
        assert again == paper


def test_more_steps_never_make_a_proved_bound_smaller() -> None:
    part = max(components(instances.middle(3)), key=lambda one: len(one.model.items)).model
    start = (0,) * len(part.items)
    total = evaluate(part, start).total
    few, many = (fewest(part, total, start, effort=steps) for steps in (50, 2_000))
    assert evaluate(part, few.modes).claims >= many.claims_at_least
    assert evaluate(part, many.modes).claims >= few.claims_at_least


def test_large_contested_books_get_a_good_answer_and_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jiamao_desktop.domain.allocating.paper.LARGE", 20)
    dice = random.Random(3)
    items = tuple(
        Item(
            key=f"i{at:03}",
            modes=(((0, weight),), ((1, weight * 4 // 5),)),
            vouchers=dice.randint(1, 3),
        )
        for at, weight in enumerate(dice.randint(100, 5_000) for _ in range(200))
    )
    model = Model(
        items=items,
        leaves=tuple(Leaf(key=f"l{n}", claim=f"c{n}", steps=(Rounded(),)) for n in range(2)),
        rooms=tuple(Room(key=f"r{n}", fen=40_000, leaves=(n,)) for n in range(2)),
    )
    start = tuple(at % 2 for at in range(200))
    paper = fewest(model, 80_000, start)
    answer = evaluate(model, paper.modes)
    assert answer.total == 80_000
    assert answer.claims == paper.claims_at_least == 2
    assert paper.vouchers_at_least <= answer.vouchers < sum(item.vouchers for item in items) // 4


def test_whoever_asked_may_stop_it() -> None:
    def stop() -> None:
        raise InterruptedError

    model = instances.middle(12)
    part = max(components(model), key=lambda one: len(one.model.items)).model
    start = (0,) * len(part.items)
    with pytest.raises(InterruptedError):
        fewest(part, evaluate(part, start).total, start, report=stop)


def test_only_the_heaviest_of_like_items_can_matter() -> None:
    model = one_leaf([10, 50, 30, 40, 20], [1, 1, 1, 2, 0], 60)
    assert core_items(model, 2) == [1, 2, 3, 4]
    assert core_items(model, 1) == [1, 4]


def test_items_that_are_not_ordered_by_weight_are_all_kept() -> None:
    leaves = tuple(Leaf(key=f"l{n}", claim=f"c{n}", steps=(Rounded(),)) for n in range(2))
    items = tuple(
        Item(key=f"i{at}", modes=(((0, one),), ((1, other),)))
        for at, (one, other) in enumerate(((9, 1), (8, 2), (7, 3)))
    )
    assert core_items(Model(items=items, leaves=leaves, rooms=()), 1) == [0, 1, 2]


def test_leaving_out_what_cannot_matter_changes_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(8)
    items = tuple(
        Item(key=f"i{at:03}", modes=(((0, weight),), ((1, weight),)))
        for at, weight in enumerate(dice.randint(1, 1_000) for _ in range(120))
    )
    model = Model(
        items=items,
        leaves=tuple(Leaf(key=f"l{n}", claim=f"c{n}", steps=(Rounded(),)) for n in range(2)),
        rooms=tuple(Room(key=f"r{n}", fen=4_000 + n, leaves=(n,)) for n in range(2)),
    )
    start = tuple(at % 2 for at in range(120))
    whole = fewest(model, 8_001, start)
    monkeypatch.setattr("jiamao_desktop.domain.allocating.paper.LARGE", 30)
    part = fewest(model, 8_001, start)
    vouchers = evaluate(model, whole.modes).vouchers
    assert whole.proof != Proof.OPEN
    assert evaluate(model, part.modes).total == 8_001
    assert part.vouchers_at_least <= vouchers <= evaluate(model, part.modes).vouchers
