"""A sheet with claims closed is the same however it was come by, and so is all it remembers."""

from __future__ import annotations

import random

import pytest
from tests.allocation import instances
from tests.allocation.realistic import contested, realistic

from jiamao_desktop.domain.allocating.paper_board import Board
from jiamao_desktop.domain.allocating.paper_entries import entries_of, shelf_in
from jiamao_desktop.domain.allocating.paper_sheet import Sheet, sheet_of
from jiamao_desktop.domain.allocating.paper_shelf import shelf_of
from jiamao_desktop.domain.allocation import Item, Leaf, Model, Room, Rounded

SEEDS = range(8)


def books(seed: int) -> list[Model]:
    return [instances.tiny(seed), instances.middle(seed), realistic(seed, 90), contested(seed, 60)]


def some_claims(model: Model, dice: random.Random, share: float) -> frozenset[str]:
    names = sorted({leaf.claim for leaf in model.leaves})
    return frozenset(name for name in names if dice.random() < share)


def shown(sheet: Sheet) -> list[object]:
    """Return what a search sees in the open leaves."""
    entries = entries_of(sheet)
    return [(leaf, entries[leaf]) for leaf in sheet.leaves]


@pytest.mark.parametrize("seed", SEEDS)
def test_closing_claims_gives_what_laying_out_anew_would(seed: int) -> None:
    dice = random.Random(seed)
    for model in books(seed):
        whole = sheet_of(model, frozenset())
        for share in (0.1, 0.5, 0.9):
            closed = some_claims(model, dice, share)
            anew, sooner = sheet_of(model, closed), whole.without(closed)
            assert sooner == anew
            assert shown(sooner) == shown(anew)


@pytest.mark.parametrize("seed", SEEDS)
def test_claims_may_be_closed_one_set_after_another(seed: int) -> None:
    dice = random.Random(seed)
    for model in books(seed):
        first, second = some_claims(model, dice, 0.3), some_claims(model, dice, 0.3)
        sheet = sheet_of(model, frozenset()).without(first)
        entries_of(sheet)
        sheet = sheet.without(first | second)
        assert sheet == sheet_of(model, first | second)
        assert shown(sheet) == shown(sheet_of(model, first | second))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shelf_that_is_remembered_is_that_of_its_leaf(seed: int) -> None:
    dice = random.Random(seed)
    for model in books(seed):
        whole = sheet_of(model, frozenset())
        sheet = whole.without(some_claims(model, dice, 0.3))
        for limit in (0, 3, 1, 40):
            for leaf in sheet.leaves:
                groups, top = entries_of(sheet)[leaf], sheet.cap[leaf]
                alone = shelf_of(model.leaves[leaf], (0, 0), groups, top, limit)
                shelf = shelf_in(sheet, leaf, limit)
                assert shelf.stairs == alone.stairs
                for vouchers in range(len(alone.stairs)):
                    assert shelf.picked(vouchers) == alone.picked(vouchers)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_board_asks_for_as_many_vouchers_whatever_was_asked_before(seed: int) -> None:
    dice = random.Random(seed)
    for model in books(seed):
        closed = some_claims(model, dice, 0.3)
        sheet = sheet_of(model, frozenset()).without(closed)
        total = max(sheet.trees[0].paid(sheet.cap) // 2, 1)
        for limit in (60, 5, 20):
            assert Board(sheet, total, limit).bound() == (
                Board(sheet_of(model, closed), total, limit).bound()
            )


def test_what_lies_in_a_closed_leaf_is_not_worth_anything() -> None:
    leaves = tuple(Leaf(key=key, claim=key, steps=(Rounded(),)) for key in "abc")
    items = (
        Item(key="0", modes=(((0, 5), (1, 7)), ((2, 9),))),
        Item(key="1", modes=(((0, 3),),)),
    )
    model = Model(items=items, leaves=leaves, rooms=(Room(key="r", fen=6, leaves=(1, 2)),))
    sheet = sheet_of(model, frozenset()).without(frozenset("a"))
    assert [[(way.mode, way.parts, way.worth) for way in ways] for ways in sheet.options] == [
        [(0, ((1, 7),), 7), (1, ((2, 9),), 9)],
        [],
    ]
    assert sheet.leaves == (1, 2)
    assert sheet.caps[-1] == (6, (1, 2))


def test_somebody_is_told_when_claims_are_closed() -> None:
    told = list[int]()
    model = instances.middle(1)
    sheet = sheet_of(model, frozenset(), report=lambda: told.append(1))
    before = len(told)
    sheet.without(some_claims(model, random.Random(1), 0.5))
    assert len(told) > before


@pytest.mark.parametrize("seed", SEEDS)
def test_contested_are_the_items_with_several_leaves_that_may_be_paid(seed: int) -> None:
    for model in books(seed):
        sheet = sheet_of(model, some_claims(model, random.Random(seed), 0.3))
        worth = [max((way.worth for way in ways), default=0) for ways in sheet.options]
        found = sheet.contested()
        assert [worth[item] for item, _ in found] == sorted(
            (worth[item] for item, _ in found), reverse=True
        )
        assert dict(found) == {
            item: homes
            for item, ways in enumerate(sheet.options)
            if len(homes := sorted({at for way in ways for at, _ in way.parts if sheet.cap[at]}))
            > 1
        }
