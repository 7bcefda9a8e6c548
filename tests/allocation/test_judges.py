"""The judges are judged: by a plainer way still, and by each other."""

from __future__ import annotations

import dataclasses
import itertools
import random

import pytest
from tests.allocation.brute import Best, best, complaints, most_within
from tests.allocation.instances import middle, partition, tiny

from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    Item,
    Leaf,
    Mode,
    Model,
    Room,
    Rounded,
    gross_of,
    weighed,
)


def every_payment(model: Model) -> Best:
    """Return the best of all choices and all payments, fen by fen: for a few fen only."""
    found = [(0, 0, 0)]
    for modes in itertools.product(*(range(-1, len(item.modes)) for item in model.items)):
        figures = zip(model.leaves, *weighed(model, modes), strict=True)
        gross = [gross_of(leaf, weight, count) for leaf, weight, count in figures]
        used = [i for i, mode in zip(model.items, modes, strict=True) if mode != UNUSED]
        papers = sum(item.vouchers for item in used)
        for paid in itertools.product(*(range(most + 1) for most in gross)):
            pairs = list(zip(model.leaves, paid, strict=True))
            if all(sum(paid[p] for p in room.leaves) <= room.fen for room in model.rooms) and all(
                not one or one >= leaf.least for leaf, one in pairs
            ):
                claims = len({leaf.claim for leaf, one in pairs if one})
                found.append((sum(paid), -claims, -papers))
    total, claims, papers = max(found)
    return Best(total, -claims, -papers)


def few_fen(seed: int) -> Model:
    """Return a model so small that every payment can be tried."""
    dice = random.Random(seed)
    leaves = tuple(
        Leaf(
            key=f"l{n}",
            claim=f"c{n // 2 if seed % 2 else n}",
            steps=(Rounded(),),
            least=dice.choice((0, 0, 2, 4)),
            least_items=dice.choice((0, 0, 2)),
        )
        for n in range(3)
    )
    items = []
    for n in range(4):
        modes: list[Mode] = [((p, dice.randint(1, 3)),) for p in range(3) if dice.random() < 0.6]
        if dice.random() < 0.4:
            modes.append(((0, dice.randint(1, 2)), (2, dice.randint(1, 3))))
        items.append(Item(key=f"i{n}", modes=tuple(modes), vouchers=dice.randint(0, 2)))
    groups = [(0, 1), (1, 2), (0, 2), (0, 1, 2), (1,)]
    rooms = tuple(
        Room(key=f"r{group}", fen=dice.randint(0, 5), leaves=group)
        for group in groups
        if dice.random() < 0.6
    )
    return Model(items=tuple(items), leaves=leaves, rooms=rooms)


@pytest.mark.parametrize("seed", range(12))
def test_brute_force_agrees_with_trying_every_payment_fen_by_fen(seed: int) -> None:
    model = few_fen(seed)
    assert best(model) == every_payment(model)


def test_what_caps_let_through_is_exact_where_the_caps_run_in_a_ring() -> None:
    ring = [(frozenset({0, 1}), 7), (frozenset({1, 2}), 7), (frozenset({0, 2}), 7)]
    assert most_within([0, 0, 0], [9, 9, 9], ring) == 10  # in fractions it would be 10.5
    assert most_within([0, 4, 4], [9, 9, 9], ring) is None
    assert most_within([3, 3, 3], [9, 9, 9], ring) == 10
    assert most_within([0, 2, 0], [9, 1, 9], ring) is None


def test_what_caps_let_through_is_exact_for_amounts_beyond_floats() -> None:
    huge = 10**20
    caps = [(frozenset({0, 1}), huge + 1), (frozenset({1, 2}), huge + 1), (frozenset({0, 2}), huge)]
    assert most_within([0, 0, 0], [huge] * 3, caps) == 3 * huge // 2 + 1


def test_the_same_seed_makes_the_same_model_and_another_another() -> None:
    for make in (tiny, middle, partition):
        assert make(7) == make(7)
        assert make(7) != make(8)


def test_tiny_models_have_every_feature() -> None:
    models = [tiny(seed) for seed in range(150)]
    leaves = [leaf for model in models for leaf in model.leaves]
    items = [item for model in models for item in model.items]
    steps = {type(step).__name__ for leaf in leaves for step in leaf.steps}
    assert steps == {"Ratio", "Rounded", "AtMost", "NothingBelow", "Tiers"}
    assert {item.vouchers for item in items} == {0, 1, 2, 3}
    assert {len(mode) for item in items for mode in item.modes} >= {1, 2, 3}
    assert any(leaf.least for leaf in leaves)
    assert any(leaf.least_items > 1 for leaf in leaves)
    assert any(room.fen == 0 for model in models for room in model.rooms)
    weights = [weight for item in items for mode in item.modes for _, weight in mode]
    assert min(weights) == 1
    assert max(weights) > 5 * 10**10
    assert max(len(model.items) for model in models) == 8
    assert any(not item.modes for item in items)
    assert len({best(model).claims for model in models[:25]}) > 3


@pytest.mark.parametrize("make", [tiny, middle, partition])
def test_a_made_up_model_keeps_to_the_shapes(make: type) -> None:
    for seed in range(40):
        model: Model = make(seed)
        for names in (model.items, model.leaves, model.rooms):
            assert len({one.key for one in names}) == len(names)
        for item in model.items:
            for mode in item.modes:
                places = [place for place, _ in mode]
                assert places == sorted(set(places))
                assert all(weight > 0 for _, weight in mode)
        for leaf in model.leaves:
            rising = [gross_of(leaf, weight, 4) for weight in range(0, 10**9, 77_777_777)]
            assert rising == sorted(rising)
            more = [gross_of(leaf, 10**8, count) for count in range(8)]
            assert more == sorted(more)


def test_an_answer_that_passes_a_cap_or_counts_wrongly_is_found_out() -> None:
    model = Model(
        items=(Item(key="i", modes=(((0, 100),),)),),
        leaves=(Leaf(key="l", claim="c", steps=(), least=50),),
        rooms=(Room(key="r", fen=80, leaves=(0,)),),
    )
    right = Allocation(modes=(0,), gross=(100,), paid=(80,), total=80, claims=1, vouchers=1)
    assert complaints(model, right) == []
    for change, said in (
        ({"paid": (90,), "total": 90}, "r is passed"),
        ({"paid": (40,), "total": 40}, "l is paid 40, less than 50"),
        ({"paid": (101,), "total": 101}, "l is paid 101 of 100"),
        ({"total": 81}, "total 81, not 80"),
        ({"vouchers": 2}, "vouchers 2, not 1"),
        ({"claims": 0}, "claims 0, not 1"),
        ({"gross": (99,)}, "gross (99,), not (100,)"),
        ({"modes": (1,)}, "i has no mode 1"),
        ({"modes": ()}, "0 modes for 1 items"),
    ):
        assert said in complaints(model, dataclasses.replace(right, **change))
