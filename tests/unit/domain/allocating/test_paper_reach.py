"""What of a large part can matter: never less than some best answer needs."""

from __future__ import annotations

import itertools
import random

import pytest
from tests.allocation.realistic import realistic
from tests.unit.domain.allocating.model_making import item, leaf, room

from jiamao_desktop.domain.allocating import paper_reach
from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.money_search import most_money
from jiamao_desktop.domain.allocating.paper import fewest
from jiamao_desktop.domain.allocating.paper_core import core_of
from jiamao_desktop.domain.allocating.paper_linked import Linked
from jiamao_desktop.domain.allocating.paper_question import Question
from jiamao_desktop.domain.allocating.paper_reach import reach
from jiamao_desktop.domain.allocating.paper_rungs import Rungs
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocating.paper_tolls import Tolls
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, AtMost, Model, Rounded, evaluate

SEEDS = range(10)


def quiet() -> None:
    """Report nothing."""


def pooled(seed: int) -> Model:
    """Return some claims under a pool; items stand in one leaf or two, in one at a time."""
    dice = random.Random(seed)
    leaves = [leaf(f"{at}", Rounded(), AtMost(dice.randrange(60, 200))) for at in range(5)]
    items = []
    for at in range(7):
        modes = [{one: dice.randrange(10, 90)} for one in dice.sample(range(5), 1 + at % 2)]
        items.append(item(f"{at}", *modes, vouchers=dice.choice((1, 1, 2))))
    return Model(
        items=tuple(items), leaves=tuple(leaves), rooms=(room("pool", 170, 0, 1, 2, 3, 4),)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_better_answer_has_more_vouchers_in_a_leaf_than_prices_let_in(seed: int) -> None:
    model, dice = pooled(seed), random.Random(seed)
    every = [
        evaluate(model, modes)
        for modes in itertools.product(*(range(UNUSED, len(one.modes)) for one in model.items))
    ]
    total = max(one.total for one in every)
    enough = [one for one in every if one.total >= total]
    size = min(one.claims for one in enough) + dice.randrange(2)
    limit = min(one.vouchers for one in enough if one.claims <= size) + dice.randrange(2)
    sheet = sheet_of(model, frozenset())
    linked = Linked(sheet, total, limit, priced=0)
    bound = Tolls(linked, size, limit).best(limit + 1, quiet)
    most = Rungs(sheet, linked, limit).most(bound, limit)
    for answer in enough:
        if answer.claims <= size and answer.vouchers <= limit:
            inside = [0] * len(model.leaves)
            for one, mode in zip(model.items, answer.modes, strict=True):
                if mode != UNUSED:
                    inside[one.modes[mode][0][0]] += one.vouchers
            for at, fen in enumerate(answer.paid):
                assert not fen or inside[at] <= most.get(at, 0)


def test_items_that_prices_keep_out_are_not_in_the_core() -> None:
    leaves = [leaf(f"{at}") for at in range(3)]
    items = [item(f"{at} {size}", {at: size}) for at in range(3) for size in (50, 40, 30)]
    model = Model(items=tuple(items), leaves=tuple(leaves), rooms=())
    answer = [0, UNUSED, UNUSED] * 3
    core = core_of(model, answer, 4, {0: 2, 2: 1})
    assert [one.key for one in core.model.items] == ["0 50", "0 40", "2 50"]
    assert [one.key for one in core.model.leaves] == ["0", "2"]
    assert core.moved(answer) == [0, UNUSED, 0]
    assert core.restored([0, 0, UNUSED]) == (0, 0, *[UNUSED] * 7)


def test_a_way_keeps_only_what_lies_in_leaves_that_can_be_paid() -> None:
    leaves = [leaf(f"{at}") for at in range(3)]
    model = Model(items=(item("0", {0: 5, 1: 7}, {1: 7}, {2: 9}),), leaves=tuple(leaves), rooms=())
    core = core_of(model, [0], 1, {1: 1, 2: 1})
    assert core.model.items[0].modes == (((0, 7),), ((1, 9),))
    assert core.moved([0]) == [0]
    assert core.restored([1]) == (2,)


def test_a_part_of_a_book_shrinks_and_its_least_paper_stays_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = max(components(realistic(4, 1_000)), key=lambda one: len(one.model.items)).model
    money = most_money(part, [], StepsLeft(400_000, quiet))
    whole = fewest(part, money.total, money.modes)
    sheet = sheet_of(part, frozenset())
    question = Question(sheet, money.total, 100, counted=True)
    core = reach(question, whole.modes, quiet)
    assert core is not None
    assert len(core.model.items) < len(part.items) // 2
    paper = fewest(core.model, money.total, core.moved(whole.modes))
    found = evaluate(part, core.restored(paper.modes))
    assert found.total == money.total
    assert (found.claims, found.vouchers) == (whole.claims_at_least, whole.vouchers_at_least)
    monkeypatch.setattr(paper_reach, "SMALLER", (0, 1))
    assert reach(question, whole.modes, quiet) is None
    claims = Question(sheet, money.total, 100, counted=False)
    assert reach(claims, whole.modes, quiet) is None
