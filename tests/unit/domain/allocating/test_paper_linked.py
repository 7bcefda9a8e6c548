"""The bound that ties vouchers to claims: never above what an answer takes, whatever the prices."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from tests.allocation import brute, instances
from tests.allocation.realistic import contested, realistic

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocating.paper import fewest
from jiamao_desktop.domain.allocating.paper_board import Purse
from jiamao_desktop.domain.allocating.paper_linked import UNIT, Linked, Toll
from jiamao_desktop.domain.allocating.paper_question import Question
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocating.paper_tolls import Bound, Tolls
from jiamao_desktop.domain.allocating.paper_tree import Begun, ClaimTree
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Item,
    Leaf,
    Model,
    Proof,
    Ratio,
    Room,
    Rounded,
    evaluate,
    gross_of,
)

SEEDS = range(12)


def quiet() -> None:
    """Report nothing."""


def small(seed: int) -> Model:
    """Return the largest part of a tiny model with few enough choices to try them all."""
    while True:
        parts = components(instances.tiny(seed))
        model = max((part.model for part in parts), key=lambda one: len(one.items), default=None)
        if model is not None:
            choices = 1
            for item in model.items:
                choices *= len(item.modes) + 1
            if choices <= 400:
                return model
        seed += 1000


def answers(model: Model) -> Iterator[Allocation]:
    for modes in itertools.product(*(range(UNUSED, len(item.modes)) for item in model.items)):
        yield evaluate(model, modes)


def paid_claims(model: Model, answer: Allocation) -> set[str]:
    return {leaf.claim for leaf, fen in zip(model.leaves, answer.paid, strict=True) if fen}


def toll(dice: random.Random, linked: Linked) -> Toll:
    """Return any prices: some of nothing, some far too high."""

    def any_of(most: int) -> int:
        return dice.choice((0, dice.randrange(most + 1), 3 * most))

    each = 9 * UNIT // linked.total + 1
    return Toll(
        dice.choice((each, dice.randrange(each), 7 * each)),
        tuple(any_of(each) for _ in linked.caps),
        {item: [any_of(2 * UNIT) for _ in homes] for item, homes in linked.homes.items()},
    )


def bound_at(linked: Linked, prices: Toll, size: int) -> Bound:
    """Return what prices say of so many claims."""
    return Tolls(linked, size, 5).bound(prices)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_prices_ask_for_more_vouchers_than_an_answer_has(seed: int) -> None:
    model, dice = small(seed), random.Random(seed)
    sheet = sheet_of(model, frozenset())
    for answer in dice.choices(list(answers(model)), k=12):
        if answer.total:
            linked = Linked(sheet, answer.total, answer.vouchers)
            bound = bound_at(linked, toll(dice, linked), answer.claims)
            assert bound.units <= answer.vouchers * UNIT


@pytest.mark.parametrize("seed", SEEDS)
def test_no_prices_ask_for_more_claims_than_an_answer_has(seed: int) -> None:
    model, dice = small(seed), random.Random(seed)
    sheet = sheet_of(model, frozenset())
    for answer in dice.choices(list(answers(model)), k=12):
        if answer.total:
            linked = Linked(sheet, answer.total, 0, counted=False)
            bound = bound_at(linked, toll(dice, linked), answer.claims)
            assert bound.units <= answer.claims * UNIT


@pytest.mark.parametrize("seed", SEEDS)
def test_claims_are_settled_as_every_answer_within_the_limit_has_them(seed: int) -> None:
    model, dice = small(seed), random.Random(seed)
    sheet = sheet_of(model, frozenset())
    every = list(answers(model))
    total = max(one.total for one in every)
    if not total:
        return
    enough = [one for one in every if one.total >= total]
    size = min(one.claims for one in enough) + dice.randrange(2)
    limit = min(one.vouchers for one in enough if one.claims <= size) + dice.randrange(2)
    linked = Linked(sheet, total, limit)
    opened, shut = Tolls(linked, size, limit).best(limit + 1, quiet).settled(limit)
    for answer in enough:
        if answer.claims <= size and answer.vouchers <= limit:
            paid = paid_claims(model, answer)
            assert {linked.names[at] for at in opened} <= paid
            assert paid.isdisjoint(linked.names[at] for at in shut)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_settled_claim_changes_the_bound_only_for_answers_that_have_it_so(seed: int) -> None:
    model, dice = small(seed), random.Random(seed)
    best = brute.best(model)
    if not best.total:
        return
    linked = Linked(sheet_of(model, frozenset()), best.total, best.vouchers)
    must = {at for at in range(len(linked.names)) if dice.random() < 0.5}
    names = {linked.names[at] for at in must}
    bound = Tolls(linked, best.claims, best.vouchers, must=must).best(best.vouchers + 1, quiet)
    for answer in answers(model):
        if answer.total >= best.total and answer.claims <= best.claims:
            opened = paid_claims(model, answer) | names
            if len(opened) <= best.claims:
                assert bound.least <= answer.vouchers


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sets_of_a_tree_hold_every_answer_within_the_limit(seed: int) -> None:
    model = small(seed)
    best = brute.best(model)
    if not best.total:
        return
    sheet = sheet_of(model, frozenset())
    question = Question(sheet, best.total, best.vouchers, counted=True)
    tree = ClaimTree(question, best.claims, best.vouchers)
    whole = [
        set(one.names)
        for one in tree.branches(lambda: best.vouchers, Purse(10_000, quiet))
        if one.whole
    ]
    assert tree.least <= best.vouchers
    for answer in answers(model):
        fits = answer.claims == best.claims and answer.vouchers == best.vouchers
        if fits and answer.total >= best.total:
            assert any(paid_claims(model, answer) <= names for names in whole)


def books(claims: int, caps: int) -> Model:
    """Return so many claims of three expenses each, of which ``caps`` claims fill the pool."""
    leaves = tuple(
        Leaf(
            key=f"{at:02}", claim=f"{at:02}", steps=(Ratio(50, 100), Rounded(), AtMost(1_000 + at))
        )
        for at in range(claims)
    )
    items = tuple(
        Item(key=f"{at:02}-{size}", modes=(((at, size),),), vouchers=1)
        for at in range(claims)
        for size in (1_500, 1_100, 300)
    )
    pool = Room(key="pool", fen=1_000 * caps, leaves=tuple(range(claims)))
    return Model(items=items, leaves=leaves, rooms=(pool,))


def test_a_pool_filled_from_many_claims_is_proved_at_once() -> None:
    model = books(20, 5)
    every = tuple(0 for _ in model.items)
    paper = fewest(model, 5_000, every)
    assert paper.proof is not Proof.OPEN
    assert evaluate(model, paper.modes).total == 5_000
    assert (paper.claims_at_least, paper.vouchers_at_least) == (5, 10)
    assert evaluate(model, paper.modes).vouchers == 10


def test_vouchers_are_tied_to_the_claims_that_may_be_open() -> None:
    model = books(20, 5)
    linked = Linked(sheet_of(model, frozenset()), 5_000, 60)
    assert Tolls(linked, 5, 10).best(11, quiet).least == 10
    assert Tolls(linked, 20, 10).best(11, quiet).least < 10


def test_an_item_wanted_in_two_leaves_is_not_counted_in_both() -> None:
    leaves = tuple(Leaf(key=key, claim=key, steps=(Rounded(),)) for key in "ab")
    shared = Item(key="0", modes=(((0, 600),), ((1, 600),)), vouchers=1)
    others = [Item(key=f"{at}", modes=(((at % 2, 300),),), vouchers=1) for at in range(1, 5)]
    rooms = (
        Room(key="a", fen=600, leaves=(0,)),
        Room(key="b", fen=600, leaves=(1,)),
    )
    model = Model(items=(shared, *others), leaves=leaves, rooms=rooms)
    linked = Linked(sheet_of(model, frozenset()), 1_200, 9)
    assert linked.homes == {0: [0, 1]}
    assert Tolls(linked, 2, 3).best(4, quiet).least == 3


def test_an_item_that_counts_in_two_leaves_at_once_is_paid_for_once() -> None:
    leaves = tuple(Leaf(key=key, claim=key, steps=(Rounded(),)) for key in "ab")
    both = Item(key="0", modes=(((0, 500), (1, 400)),), vouchers=2)
    model = Model(items=(both,), leaves=leaves, rooms=())
    linked = Linked(sheet_of(model, frozenset()), 900, 2)
    assert Tolls(linked, 2, 2).best(3, quiet).least == 2


def test_a_very_large_part_is_bounded_by_its_claims_and_answered_near_the_bound() -> None:
    dice = random.Random(7)
    leaves = tuple(
        Leaf(key=f"{at:02}", claim=f"{at:02}", steps=(Ratio(50, 100), Rounded(), AtMost(40_000)))
        for at in range(30)
    )
    items = []
    for at in range(1_600):
        weight, leaf = dice.randrange(500, 9_000), dice.randrange(30)
        others = {leaf, dice.randrange(30)} if at % 3 == 0 else {leaf}
        ways = tuple(((one, weight),) for one in sorted(others))
        items.append(Item(key=f"{at:04}", modes=ways, vouchers=1))
    pool = Room(key="pool", fen=400_000, leaves=tuple(range(30)))
    model = Model(items=tuple(items), leaves=leaves, rooms=(pool,))
    paper = fewest(model, 400_000, [0] * len(items))
    answer = evaluate(model, paper.modes)
    assert answer.total == 400_000
    assert answer.claims == paper.claims_at_least == 10
    assert answer.vouchers <= 1.1 * paper.vouchers_at_least


def test_work_is_counted_and_the_report_is_called() -> None:
    calls = []
    linked = Linked(sheet_of(books(20, 5), frozenset()), 5_000, 60)
    tolls = Tolls(linked, 5, 10)
    tolls.best(11, lambda: calls.append(1))
    assert calls
    assert tolls.work > 1


def test_a_tree_without_steps_leaves_out_and_says_so() -> None:
    question = Question(sheet_of(books(12, 5), frozenset()), 5_000, 12, counted=True)
    tree = ClaimTree(question, 5, 12)
    assert len(list(tree.branches(lambda: 12, Purse(0, quiet)))) == 1
    assert tree.left_out
    assert tree.least == 10


def test_what_was_asked_about_a_whole_question_is_not_asked_again() -> None:
    question = Question(sheet_of(books(12, 5), frozenset()), 5_000, 12, counted=True)
    begun: Begun = {}
    first, again = Purse(10_000, quiet), Purse(10_000, quiet)
    before = next(ClaimTree(question, 5, 12, begun).branches(lambda: 12, first))
    tree = ClaimTree(question, 5, 12, begun)
    assert next(tree.branches(lambda: 12, again)) == before
    assert tree.least == before.least
    assert first.left < again.left == 10_000


def test_with_another_limit_or_size_it_is_asked_anew() -> None:
    question = Question(sheet_of(books(12, 5), frozenset()), 5_000, 12, counted=True)
    begun: Begun = {}
    for size, limit in ((5, 12), (5, 11), (4, 12)):
        purse = Purse(10_000, quiet)
        next(ClaimTree(question, size, 12, begun).branches(lambda: limit, purse), None)  # noqa: B023 -- asked at once
        assert purse.left < 10_000
    assert len(begun) == 3


def test_what_was_broken_off_is_not_kept() -> None:
    question = Question(sheet_of(books(12, 5), frozenset()), 5_000, 12, counted=True)
    begun: Begun = {}
    list(ClaimTree(question, 5, 12, begun).branches(lambda: 12, Purse(0, quiet)))
    assert begun == {}


@pytest.mark.parametrize(
    ("seed", "claims", "vouchers"),
    [(1, 46, 103), (4, 40, 99), (9, 73, 199)],  # found by another solver too
)
def test_a_book_of_300_lines_is_proved_to_take_the_least_paper(
    seed: int, claims: int, vouchers: int
) -> None:
    answer = optimum(realistic(seed, 300))
    assert answer.certified
    assert (answer.allocation.claims, answer.allocation.vouchers) == (claims, vouchers)


@pytest.mark.parametrize("seed", range(6))
def test_a_claim_says_what_its_best_vouchers_save(seed: int) -> None:
    dice = random.Random(seed)
    sizes = sorted((dice.randint(1, 900) for _ in range(8)), reverse=True)
    leaf = Leaf(
        key="a", claim="a", steps=(Ratio(50, 100), Rounded(), AtMost(dice.randint(1, 2_000)))
    )
    items = tuple(Item(key=f"{at}", modes=(((0, size),),)) for at, size in enumerate(sizes))
    model = Model(items=items, leaves=(leaf,), rooms=())
    linked = Linked(sheet_of(model, frozenset()), 1, 8)
    pay = [gross_of(leaf, sum(sizes[:count]), count) for count in range(9)]
    for price in (UNIT // 1_000, UNIT // 200, UNIT // 50):
        said = linked.said(Toll(price, (), {}))
        best = min((count * UNIT - price * fen, fen) for count, fen in enumerate(pay))
        assert (said.saved[0], said.paid[0]) == (min(best[0], 0), best[1])
        assert said.own[0] == pay.index(best[1]) * UNIT


def test_a_contested_item_costs_as_much_as_its_dearest_way() -> None:
    leaves = tuple(Leaf(key=key, claim=key, steps=(Rounded(),)) for key in "abc")
    either = Item(key="0", modes=(((0, 5),), ((1, 7),)), vouchers=1)
    both = Item(key="1", modes=(((0, 5), (1, 7)), ((2, 9),)), vouchers=1)
    model = Model(items=(either, both), leaves=leaves, rooms=())
    linked = Linked(sheet_of(model, frozenset()), 12, 9)
    assert linked.single == {0}
    costs = {0: [2 * UNIT, 3 * UNIT], 1: [UNIT, UNIT, UNIT]}
    assert linked.said(Toll(0, (), costs)).base == -(3 - 1) * UNIT - (2 - 1) * UNIT


@pytest.mark.parametrize("seed", range(6))
def test_items_that_cost_nothing_fill_a_leaf_together_as_they_would_one_by_one(seed: int) -> None:
    dice = random.Random(seed)
    sizes = [dice.randint(1, 900) for _ in range(8)]
    leaf = Leaf(key="a", claim="a", steps=(Rounded(), AtMost(dice.randint(1, 3_000))))
    other = Leaf(key="b", claim="b", steps=(Rounded(),))
    items = tuple(
        Item(key=f"{at}", modes=(((0, size),), ((1, 1),))) for at, size in enumerate(sizes)
    )
    model = Model(items=items, leaves=(leaf, other), rooms=())
    linked = Linked(sheet_of(model, frozenset()), 1, 8, counted=False, priced=0)
    said = linked.said(Toll(UNIT, (), {}))
    assert said.paid[0] == gross_of(leaf, sum(sizes), 8)
    assert said.own[0] == 0


def test_prices_may_begin_with_those_that_say_nothing_of_contested_items() -> None:
    model = contested(1, 60)
    sheet = sheet_of(model, frozenset())
    total = evaluate(model, [0 if one.modes else UNUSED for one in model.items]).total
    linked, free = Linked(sheet, total, 60), Linked(sheet, total, 60, priced=0)
    assert linked.homes
    size = len(linked.names)
    known = Tolls(free, size, 30).best(60, quiet)
    begun = Tolls(linked, size, 30).best(known.least, quiet, known.toll)
    assert set(begun.toll.costs) == set(linked.homes)
    assert begun.units >= known.units  # an item costs as much in each leaf as it does without


def test_the_last_fen_of_a_sum_may_be_worth_more_than_is_thought_at_first() -> None:
    # of two large leaves under one cap only what is left over counts, and that lies in twenty
    # small ones with an item of a fen each: nineteen of these and one large item, not one less
    big = tuple(Item(key=f"big {at}", modes=(((at, 10**6),),)) for at in range(2))
    tiny = tuple(
        Item(key=f"tiny {at:02}", modes=(((2 + at, 1),), ((2 + (at + 1) % 20, 1),)))
        for at in range(20)
    )
    leaves = tuple(Leaf(key=f"{at:02}", claim=f"{at:02}", steps=(Rounded(),)) for at in range(22))
    cap = Room(key="r", fen=10**6, leaves=(0, 1))
    model = Model(items=big + tiny, leaves=leaves, rooms=(cap,))
    linked = Linked(sheet_of(model, frozenset()), 10**6 + 19, 22)
    assert Tolls(linked, 22, 20).best(22, quiet).least == 20
