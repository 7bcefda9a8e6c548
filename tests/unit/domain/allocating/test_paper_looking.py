"""Answers in claims that prices favour."""

from __future__ import annotations

import pytest
from tests.unit.domain.allocating.model_making import item, leaf, room

from jiamao_desktop.domain.allocating.paper_board import Purse
from jiamao_desktop.domain.allocating.paper_claims import ClaimSets
from jiamao_desktop.domain.allocating.paper_entries import entries_of
from jiamao_desktop.domain.allocating.paper_looking import Looking
from jiamao_desktop.domain.allocating.paper_mending import Mending, tidied
from jiamao_desktop.domain.allocating.paper_sheet import sheet_of
from jiamao_desktop.domain.allocation import UNUSED, AtMost, Model, Rounded, evaluate


def quiet() -> None:
    """Report nothing."""


def pooled() -> Model:
    """Return claims of 100, 90, 60 and 50 in small items, under a pool of 150."""
    leaves = tuple(
        leaf(key, Rounded(), AtMost(fen)) for key, fen in zip("abcd", SIZES, strict=True)
    )
    items = [item(f"{at} {n}", {at: 10 + n % 2}) for at in range(4) for n in range(12)]
    return Model(items=tuple(items), leaves=leaves, rooms=(room("pool", 150, 0, 1, 2, 3),))


SIZES = (100, 90, 60, 50)


def looking(model: Model, total: int) -> Looking:
    sheet = sheet_of(model, frozenset())
    return Looking(sheet, ClaimSets(sheet, total, quiet), total)


def test_claims_that_do_are_filled_with_few_vouchers() -> None:
    model = pooled()
    found = looking(model, 150).answer(["a", "c"], 2, 40, Purse(100, quiet), 0)
    assert found is not None
    assert (found.total, found.claims, found.vouchers) == (150, 2, 14)


def test_claims_that_do_not_come_to_the_sum_are_no_answer() -> None:
    assert looking(pooled(), 150).answer(["c", "d"], 2, 40, Purse(100, quiet), 50) is None


def test_of_too_many_claims_some_are_closed_and_the_others_filled_further() -> None:
    model = pooled()
    found = looking(model, 150).answer(["a", "b", "c", "d"], 2, 40, Purse(100, quiet), 0)
    assert found is not None
    assert found.total == 150
    assert found.claims == 2
    assert found.vouchers <= 15


def test_looking_is_paid_for() -> None:
    purse = Purse(100, quiet)
    looking(pooled(), 150).answer(["a", "c"], 2, 40, purse, 0)
    assert purse.left < 100


def test_hundreds_of_items_are_added_where_that_many_are_missing() -> None:
    items = tuple(item(f"{n:03}", {n % 35: 1}) for n in range(700))
    model = Model(items=items, leaves=tuple(leaf(f"{at:02}") for at in range(35)), rooms=())
    sheet = sheet_of(model, frozenset())
    mending = Mending(sheet, entries_of(sheet), {}, 500)
    assert mending.mended()
    mending.trimmed()
    assert len(mending.answer) == 500


def test_a_tidy_answer_has_nothing_that_brings_nothing() -> None:
    model = pooled()
    modes = [0] * len(model.items)
    found = tidied(model, modes, 150, quiet)
    assert evaluate(model, found).total == 150
    assert all(
        evaluate(model, [*found[:at], UNUSED, *found[at + 1 :]]).total < 150
        for at, mode in enumerate(found)
        if mode != UNUSED
    )


@pytest.mark.parametrize("free", [0, 5])
def test_of_very_many_items_only_those_go_that_take_no_voucher_or_are_paid_nowhere(
    free: int,
) -> None:
    items = [item(f"{n:04}", {n % 2: 1}) for n in range(3_200)]
    items += [item(f"free {n}", {0: 1}, vouchers=0) for n in range(free)]
    leaves = (leaf("a"), leaf("b"))
    model = Model(items=tuple(items), leaves=leaves, rooms=(room("r", 0, 1),))
    found = tidied(model, [0] * len(items), 700, quiet)
    assert found == [0, UNUSED] * 1_600 + [UNUSED] * free
