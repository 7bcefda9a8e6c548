"""What bounds the paper from below, and what only looks like an answer: never too little money."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from tests.allocation import instances

from jiamao_desktop.domain.allocating.paper_claims import ClaimSets
from jiamao_desktop.domain.allocating.paper_entries import entries_of
from jiamao_desktop.domain.allocating.paper_lines import FINE, line_of, threshold_of
from jiamao_desktop.domain.allocating.paper_mending import Mending
from jiamao_desktop.domain.allocating.paper_offer import Opening
from jiamao_desktop.domain.allocating.paper_prices import SETS, WHOLE, Market
from jiamao_desktop.domain.allocating.paper_sheet import lesser_of, sheet_of
from jiamao_desktop.domain.allocating.paper_shelf import Entry, shelf_of
from jiamao_desktop.domain.allocation import (
    UNUSED,
    AtMost,
    Item,
    Leaf,
    Model,
    NothingBelow,
    Ratio,
    Room,
    Rounded,
    Tiers,
    evaluate,
    gross_of,
)

SEEDS = range(16)


def quiet() -> None:
    """Report nothing."""


def small(seed: int) -> Model:
    """Return a tiny model with few enough choices to try them all in a moment."""
    while True:
        model = instances.tiny(seed)
        choices = 1
        for item in model.items:
            choices *= len(item.modes) + 1
        if choices <= 400:
            return model
        seed += 1000


def choices(model: Model) -> Iterator[tuple[int, ...]]:
    return itertools.product(*(range(UNUSED, len(item.modes)) for item in model.items))


def leaf(key: str, *steps: object, claim: str = "", least: int = 0, least_items: int = 0) -> Leaf:
    return Leaf(
        key=key,
        claim=claim or key,
        steps=steps,  # type: ignore[arg-type]  # any steps
        least=least,
        least_items=least_items,
    )


def item(key: str, *modes: tuple[tuple[int, int], ...], vouchers: int = 1) -> Item:
    return Item(key=key, modes=modes, vouchers=vouchers)


@pytest.mark.parametrize(
    "steps",
    [
        (Ratio(1, 3), Rounded()),
        (Ratio(2, 7), Rounded(half_up=True)),
        (Rounded(100, half_up=True), Ratio(1, 2), Rounded()),
        (Tiers(500, 200), Ratio(1, 2), Rounded()),
        (Tiers(100, 400, most=3), Rounded(half_up=True)),
        (AtMost(700), Ratio(9, 10), Rounded(10)),
        (NothingBelow(300), Ratio(1, 2), Rounded(half_up=True)),
    ],
)
def test_a_line_lies_nowhere_below_the_gross(steps: tuple[object, ...]) -> None:
    one = leaf("l", *steps)
    line = line_of(one)
    for weight in range(0, 2_000, 37):
        for items in range(1, 6):
            straight = weight * line.num * FINE // line.den + line.extra + 1
            gross = gross_of(one, weight, items) * FINE
            assert gross <= straight
            if line.tier is not None:
                assert gross <= line.tier[0] + line.tier[1] * items


def test_a_threshold_is_the_least_weight_that_is_paid_anything() -> None:
    one = leaf("l", NothingBelow(300, strict=True), Ratio(1, 2), Rounded(), least=200)
    threshold = threshold_of(one, 10_000, 3)
    assert threshold is not None
    assert threshold.weight == 400
    assert gross_of(one, 399, 3) < 200 <= gross_of(one, 400, 3)


def test_a_leaf_that_pays_any_item_has_no_threshold() -> None:
    assert threshold_of(leaf("l", Ratio(1, 2), Rounded()), 900, 3) is None
    threshold = threshold_of(leaf("l", Rounded(), least_items=2), 900, 3)
    assert threshold is not None
    assert threshold.items == 2


def test_caps_inside_caps_are_one_tree_that_says_what_is_paid() -> None:
    leaves = tuple(leaf(f"l{n}", Rounded()) for n in range(3))
    items = tuple(item(f"i{n}", ((n, 100),)) for n in range(3))
    rooms = (Room(key="a", fen=150, leaves=(0, 1)), Room(key="b", fen=220, leaves=(0, 1, 2)))
    sheet = sheet_of(Model(items=items, leaves=leaves, rooms=rooms), frozenset())
    assert sheet.plain
    (tree,) = sheet.trees
    assert tree.paid((100, 100, 100)) == 220
    assert tree.paid((100, 100, 0)) == 150
    assert tree.paid((10, 20, 30)) == 60


@pytest.mark.parametrize("seed", range(20))
def test_what_is_paid_without_some_leaves_is_what_the_others_are_paid(seed: int) -> None:
    sheet = sheet_of(instances.middle(seed), frozenset())
    dice = random.Random(seed)
    for tree in sheet.trees:
        gone = dice.sample(sheet.leaves, dice.randint(0, len(sheet.leaves)))
        rest = [0 if at in gone else fen for at, fen in enumerate(sheet.cap)]
        assert tree.paid_without(tree.wholes(sheet.cap), gone) == tree.paid(rest)


def test_caps_that_cross_go_into_different_trees() -> None:
    leaves = tuple(leaf(f"l{n}", Rounded()) for n in range(3))
    items = tuple(item(f"i{n}", ((n, 100),)) for n in range(3))
    rooms = (Room(key="a", fen=150, leaves=(0, 1)), Room(key="b", fen=120, leaves=(1, 2)))
    sheet = sheet_of(Model(items=items, leaves=leaves, rooms=rooms), frozenset())
    assert len(sheet.trees) == 2
    assert not sheet.plain
    assert sheet.reaches((100, 100, 100), 220)
    assert not sheet.reaches((100, 100, 100), 221)


def test_a_closed_claim_is_paid_nothing_and_its_ways_are_gone() -> None:
    leaves = (leaf("a", Rounded(), claim="c"), leaf("b", Rounded(), claim="d"))
    items = (item("i", ((0, 5),), ((0, 5), (1, 3))), item("j", ((0, 9),)))
    sheet = sheet_of(Model(items=items, leaves=leaves, rooms=()), frozenset({"c"}))
    assert sheet.leaves == (1,)
    assert [[way.parts for way in ways] for ways in sheet.options] == [[((1, 3),)], []]


@pytest.mark.parametrize("seed", SEEDS)
def test_trees_never_say_less_than_is_paid(seed: int) -> None:
    model = small(seed)
    sheet = sheet_of(model, frozenset())
    for modes in itertools.islice(choices(model), 0, None, 7):
        answer = evaluate(model, modes)
        assert sheet.reaches(answer.gross, answer.total)
        assert not sheet.reaches(answer.gross, answer.total + 1)


def test_an_item_that_is_lighter_and_not_cheaper_bows_to_another() -> None:
    model = Model(
        items=(
            item("a", ((0, 9),)),
            item("b", ((0, 7),)),
            item("c", ((0, 8),), vouchers=0),
            item("d", ((0, 7),)),
            item("e", ((1, 1),)),
        ),
        leaves=(leaf("l", Rounded()), leaf("m", Rounded())),
        rooms=(),
    )
    lesser = lesser_of(sheet_of(model, frozenset()))
    assert list(lesser(0)) == [1, 3]
    assert list(lesser(1)) == [3]
    assert list(lesser(2)) == [1, 3]
    assert list(lesser(4)) == []


@pytest.mark.parametrize("seed", range(15))
def test_a_shelf_knows_the_most_for_any_number_of_vouchers(seed: int) -> None:
    dice = random.Random(seed)
    one = leaf("l", Ratio(1, 2), Rounded(), AtMost(dice.randint(50, 400)))
    some = [Entry(dice.randint(1, 200), dice.randint(0, 3), at) for at in range(6)]
    groups = [
        (
            cost,
            sorted((entry for entry in some if entry.cost == cost), key=lambda one: -one.weight),
        )
        for cost in range(4)
        if any(entry.cost == cost for entry in some)
    ]
    shelf = shelf_of(one, (0, 0), groups, 10**9, 20)
    for vouchers in range(len(shelf.stairs)):
        most = 0
        for used in itertools.product((False, True), repeat=len(some)):
            mine = [entry for entry, use in zip(some, used, strict=True) if use]
            if sum(entry.cost for entry in mine) <= vouchers:
                most = max(most, gross_of(one, sum(entry.weight for entry in mine), len(mine)))
        assert shelf.stairs[vouchers] == most
        picked = [*shelf.picked(vouchers), *shelf.free]
        assert gross_of(one, sum(entry.weight for entry in picked), len(picked)) == most
        assert sum(entry.cost for entry in picked) <= vouchers


def test_an_item_of_measures_enjoyed_together_is_charged_once() -> None:
    model = Model(
        items=(item("a", ((0, 9), (1, 4)), ((0, 9),), vouchers=2),),
        leaves=(leaf("l", Rounded()), leaf("m", Rounded())),
        rooms=(),
    )
    costs = [[cost for cost, _ in groups] for groups in entries_of(sheet_of(model, frozenset()))]
    assert costs == [[2], [0]]


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_prove_no_less_than_any_choice_is_paid(seed: int) -> None:
    model = small(seed)
    sheet = sheet_of(model, frozenset())
    best = max(evaluate(model, modes).total for modes in choices(model))
    state = [UNUSED - 1 if ways else UNUSED for ways in sheet.options]
    opening = [Opening.ANY] * len(model.leaves)
    market = Market(sheet, max(best, 1))
    places = [{way.mode: at for at, way in enumerate(ways)} for ways in sheet.options]
    for limit, voucher in ((1, None), (3, None), (0, 0), (0, 10**9)):
        prices = market.offer(state, opening, limit, quiet, voucher=voucher).prices
        for modes in choices(model):
            answer = evaluate(model, modes)
            said = prices.most - sum(
                prices.losses[at][places[at].get(mode, UNUSED)] for at, mode in enumerate(modes)
            )
            spent = sum(
                model.items[at].vouchers for at, mode in enumerate(modes) if mode in places[at]
            )
            assert answer.total * WHOLE * FINE <= said + prices.voucher * spent


@pytest.mark.parametrize("seed", SEEDS)
def test_what_closing_leaves_costs_is_never_overstated(seed: int) -> None:
    model = small(seed)
    sheet = sheet_of(model, frozenset())
    state = [UNUSED - 1 if ways else UNUSED for ways in sheet.options]
    market = Market(sheet, max(sum(sheet.cap), 1))
    offer = market.offer(state, [Opening.ANY] * len(model.leaves), 0, quiet, voucher=0)
    for name in sorted({one.claim for one in model.leaves}):
        closed = {at for at in sheet.leaves if model.leaves[at].claim == name}
        lost = market.losses(offer.state, closed)
        assert lost >= 0
        for modes in itertools.islice(choices(model), 0, None, 3):
            inside = [
                0 if at in closed else fen for at, fen in enumerate(evaluate(model, modes).gross)
            ]
            bound = (offer.prices.most - lost) // (WHOLE * FINE)
            assert not sheet.reaches(inside, bound + 1)


def test_many_alike_items_are_priced_in_bundles() -> None:
    items = tuple(item(f"i{n:04}", ((n % 2, 100 + n),)) for n in range(3 * SETS))
    model = Model(
        items=items,
        leaves=(leaf("l", Rounded()), leaf("m", Rounded())),
        rooms=(Room(key="r", fen=30_000, leaves=(0, 1)),),
    )
    sheet = sheet_of(model, frozenset())
    market = Market(sheet, 30_000)
    offer = market.offer([UNUSED - 1] * len(items), [Opening.ANY] * 2, 20, quiet)
    assert set(offer.parts) == set(range(len(items)))
    said = offer.prices.most + 20 * offer.prices.voucher
    assert said < 30_000 * WHOLE * FINE  # the 20 largest come to less than 20 × 700


@pytest.mark.parametrize("seed", SEEDS)
def test_claims_that_a_sum_must_have_are_in_every_answer(seed: int) -> None:
    model = small(seed)
    answers = [evaluate(model, modes) for modes in choices(model)]
    total = max(answer.total for answer in answers)
    if not total:
        return
    sets = ClaimSets(sheet_of(model, frozenset()), total, quiet)
    least = sets.fewest(sets.must, [])
    for answer in answers:
        if answer.total == total:
            paid = {one.claim for one, fen in zip(model.leaves, answer.paid, strict=True) if fen}
            assert paid >= set(sets.must)
            assert least is not None
            assert len(paid) >= least
            asked = [opened for opened in sets.sets(len(paid), lambda: True) if opened]
            assert any(paid <= set(opened) for opened in asked)
            opened, moved = sets.fewer(answer.modes, answer.paid)
            assert evaluate(model, moved).total == total
            assert len(opened) <= len(paid)


def test_without_steps_left_sets_of_claims_end_with_a_sign() -> None:
    model = Model(
        items=tuple(item(f"i{n}", ((n, 10),)) for n in range(4)),
        leaves=tuple(leaf(f"l{n}", Rounded()) for n in range(4)),
        rooms=(Room(key="r", fen=20, leaves=(0, 1, 2, 3)),),
    )
    sets = ClaimSets(sheet_of(model, frozenset()), 20, quiet)
    assert list(sets.sets(2, lambda: False)) == [None]
    assert len([one for one in sets.sets(2, lambda: True) if one]) == 6
    assert [one for one in sets.sets(1, lambda: True) if one] == []


def mending(answer: dict[int, int]) -> Mending:
    weights = (50, 40, 30, 20, 10)
    model = Model(
        items=tuple(item(f"i{weight}", ((0, weight),)) for weight in weights),
        leaves=(leaf("l", Rounded()),),
        rooms=(Room(key="r", fen=100, leaves=(0,)),),
    )
    sheet = sheet_of(model, frozenset())
    return Mending(sheet, entries_of(sheet), answer, 100)


def test_an_answer_that_falls_short_gets_the_largest_items_that_help() -> None:
    one = mending({4: 0, 3: 0})
    assert one.mended()
    assert one.answer == {4: 0, 3: 0, 0: 0, 1: 0}
    one.trimmed()
    assert one.answer == {3: 0, 0: 0, 1: 0}


def test_what_cannot_be_mended_is_said() -> None:
    one = mending({})
    one._total = 101
    assert not one.mended()
