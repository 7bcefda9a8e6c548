"""Claims and how far to fill them, settled exactly: never too much, whatever the prices."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from tests.allocation import instances
from tests.unit.domain.allocating.model_making import item, leaf, room

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.paper_linked import UNIT, Linked, Toll
from jiamao_desktop.domain.allocating.paper_mix import Mix, Mixing
from jiamao_desktop.domain.allocating.paper_rungs import PARTS, Rungs
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocating.paper_tolls import Tolls
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Item,
    Model,
    Ratio,
    Rounded,
    Tiers,
    evaluate,
    gross_of,
)

SEEDS = range(12)
ENOUGH = 10_000
HALF = (Ratio(50, 100), Rounded())


def quiet() -> None:
    """Report nothing."""


def small(seed: int) -> Model:
    """Return the largest part of a tiny model with few enough choices to try them all."""
    while True:
        parts = components(instances.tiny(seed))
        model = max((part.model for part in parts), key=lambda one: len(one.items), default=None)
        if model is not None:
            choices = 1
            for one in model.items:
                choices *= len(one.modes) + 1
            if choices <= 400:
                return model
        seed += 1000


def answers(model: Model) -> Iterator[Allocation]:
    for modes in itertools.product(*(range(UNUSED, len(one.modes)) for one in model.items)):
        yield evaluate(model, modes)


def toll(dice: random.Random, linked: Linked) -> Toll:
    """Return any prices: some of nothing, some far too high."""

    def any_of(most: int) -> int:
        return dice.choice((0, dice.randrange(most + 1), 3 * most))

    each = 9 * UNIT // linked.total + 1
    return Toll(
        dice.choice((each, dice.randrange(each), 7 * each)),
        tuple(any_of(each) for _ in linked.caps),
        {one: [any_of(2 * UNIT) for _ in homes] for one, homes in linked.homes.items()},
    )


def mix_of(model: Model, total: int, size: int, limit: int, prices: Toll | None = None) -> Mix:
    """Lay out a question at given prices, or at the best ones without prices for items."""
    sheet = sheet_of(model, frozenset())
    linked = Linked(sheet, total, limit, priced=None if prices else 0)
    tolls = Tolls(linked, size, limit)
    bound = tolls.bound(prices) if prices else tolls.best(limit + 1, quiet)
    return Mixing(sheet, linked, limit, quiet).at(bound)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("counted", [True, False])
def test_no_prices_make_a_mix_that_takes_more_than_an_answer(seed: int, *, counted: bool) -> None:
    model, dice = small(seed), random.Random(seed)
    sheet = sheet_of(model, frozenset())
    for answer in dice.choices(list(answers(model)), k=10):
        if answer.total:
            takes = answer.vouchers if counted else answer.claims
            linked = Linked(sheet, answer.total, answer.vouchers, counted=counted)
            bound = Tolls(linked, answer.claims, 5).bound(toll(dice, linked))
            mix = Mixing(sheet, linked, answer.vouchers, quiet).at(bound)
            assert mix.units <= takes * UNIT
            found = mix.within(takes, ENOUGH)
            assert found is not None
            assert found.claims is not None
            assert found.least <= takes


@pytest.mark.parametrize("seed", SEEDS)
def test_claims_that_are_open_anyway_or_shut_are_so_in_every_mix(seed: int) -> None:
    model, dice = small(seed), random.Random(seed)
    every = list(answers(model))
    total = max(one.total for one in every)
    if not total:
        return
    sheet = sheet_of(model, frozenset())
    linked = Linked(sheet, total, 99)
    must = {at for at in range(len(linked.names)) if dice.random() < 0.3}
    shut = {at for at in range(len(linked.names)) if dice.random() < 0.3} - must
    bound = Tolls(linked, 3, 5, must=must, shut=shut).best(99, quiet)
    found = Mixing(sheet, linked, 99, quiet).at(bound).least(99, ENOUGH)
    for answer in every:
        paid = {one.claim for one, fen in zip(model.leaves, answer.paid, strict=True) if fen}
        opened = {at for at, name in enumerate(linked.names) if name in paid}
        if answer.total >= total and not opened & shut and len(opened | must) <= 3:
            assert found.least <= answer.vouchers


def alone(seed: int) -> Model:
    """Return a model whose items stand in one leaf each, with caps inside a pool."""
    dice = random.Random(seed)
    steps = ((Rounded(),), HALF, (Rounded(), AtMost(60)), (Rounded(), Tiers(30, 9)))
    leaves = [leaf(f"{at}", *dice.choice(steps)) for at in range(4)]
    items = [
        item(f"{at}", {dice.randrange(4): dice.randrange(5, 90)}, vouchers=dice.choice((1, 1, 2)))
        for at in range(8)
    ]
    rooms = (room("inner", dice.randrange(30, 120), 0, 1), room("pool", 150, 0, 1, 2, 3))
    return Model(items=tuple(items), leaves=tuple(leaves), rooms=rooms)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_nothing_is_contested_the_cheapest_mix_is_the_best_answer(seed: int) -> None:
    model = alone(seed)
    every = list(answers(model))
    total = max(one.total for one in every)
    for size in range(1, 5):
        takes = [one.vouchers for one in every if one.total >= total and one.claims <= size]
        found = mix_of(model, total, size, 20).least(20, ENOUGH)
        assert found.least == min(takes, default=21)
        assert (found.claims is None) == (not takes)


def pairs() -> Model:
    """Return two claims that bring 1,000 with one voucher each, two that bring 1,010 with three."""
    leaves = tuple(leaf(key) for key in "abcd")
    items = [item(f"{at}", {at: 1_000}) for at in range(2)]
    items += [item(f"{at} {size}", {at: size}) for at in (2, 3) for size in (338, 337, 335)]
    pool = room("pool", 2_015, 0, 1, 2, 3)
    return Model(items=tuple(items), leaves=leaves, rooms=(pool,))


def test_claims_that_would_be_opened_by_half_are_opened_or_not() -> None:
    model = pairs()
    sheet = sheet_of(model, frozenset())
    linked = Linked(sheet, 2_015, 9)
    bound = Tolls(linked, 2, 6).best(10, quiet)
    found = Mixing(sheet, linked, 9, quiet).at(bound).least(9, ENOUGH)
    assert bound.least == 5
    assert found.least == 6
    assert found.claims == [2, 3]


def test_with_too_few_steps_only_prices_tell() -> None:
    mix = mix_of(pairs(), 2_015, 2, 9)
    assert mix.within(9, 0) is None
    known = mix.least(9, 0)
    assert (known.least, known.claims) == (5, None)


def test_what_takes_more_than_the_limit_is_said_to_take_one_more() -> None:
    found = mix_of(pairs(), 2_015, 2, 9).least(5, ENOUGH)
    assert (found.least, found.claims) == (6, None)


def test_caps_that_cross_make_the_mix_too_cheap_never_too_dear() -> None:
    leaves = tuple(leaf(f"{at}") for at in range(3))
    items = tuple(item(f"{at}", {at % 3: 40}) for at in range(6))
    rooms = (room("left", 70, 0, 1), room("right", 70, 1, 2))
    model = Model(items=items, leaves=leaves, rooms=rooms)
    best = max(answers(model), key=lambda one: (one.total, -one.claims, -one.vouchers))
    found = mix_of(model, best.total, best.claims, 6).least(6, ENOUGH)
    assert found.least <= best.vouchers


def subsets(items: Sequence[Item], at: int) -> Iterator[list[Item]]:
    inside = [one for one in items if any(place == at for mode in one.modes for place, _ in mode)]
    for size in range(len(inside) + 1):
        yield from map(list, itertools.combinations(inside, size))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_items_bring_more_than_the_rungs_say_for_what_they_cost(seed: int) -> None:
    dice = random.Random(seed)
    made = alone(seed)
    shared = [
        replace(one, modes=(*one.modes, ((dice.randrange(4), 30),))) if at % 2 else one
        for at, one in enumerate(made.items)
    ]
    items = [one for one in shared if len({mode[0][0] for mode in one.modes}) == len(one.modes)]
    model = replace(made, items=tuple(items))
    sheet = sheet_of(model, frozenset())
    linked = Linked(sheet, 100, 20)
    prices = toll(dice, linked)
    rungs, _ = Rungs(sheet, linked, 20).at(prices)
    parts = PARTS if linked.homes else 1
    for at in sheet.leaves:
        for some in subsets(items, at):
            cost = weight = 0
            for one in some:
                place = items.index(one)
                weight += next(w for mode in one.modes for where, w in mode if where == at)
                if place in linked.homes:
                    price = prices.costs[place][linked.homes[place].index(at)]
                    cost += (price * parts + UNIT // 2) // UNIT
                else:
                    cost += one.vouchers * parts
            gross = min(gross_of(model.leaves[at], weight, len(some)), sheet.cap[at])
            assert max((fen for one, fen in rungs[at] if one <= cost), default=0) >= gross
