"""What a part loses with each of its items, by its pieces or anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.allocation.brute import best
from tests.unit.domain.allocating.model_making import HALF, contested, item, leaf, lean, model, room

from jiamao_desktop.domain.allocating import refusals as refusing
from jiamao_desktop.domain.allocating.altered import without_item
from jiamao_desktop.domain.allocating.grounds import Most, grounds
from jiamao_desktop.domain.allocating.loosening import Loose, loosened
from jiamao_desktop.domain.allocating.obvious import careful
from jiamao_desktop.domain.allocating.refusals import Refusals, closest
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, Model, evaluate


def steps(count: int = 5_000) -> StepsLeft:
    """Allow so many steps that nobody hears of."""
    return StepsLeft(count, lambda: None)


def refused(one: Model, *modes: int, effort: int = 5_000) -> Refusals:
    """Ask about a plan of a model that is one part."""
    (part,) = grounds(one)
    assert part.items == tuple(range(len(one.items)))
    return Refusals(part, evaluate(one, modes), steps(effort))


def test_an_item_that_nothing_replaces_is_lost_with_all_it_brings() -> None:
    plain = model([item("a", {0: 100}), item("b", {0: 60})], [leaf("half", *HALF)])
    lost = refused(plain, 0, 0)
    assert (lost.of(0), lost.of(1)) == ((50, 50), (30, 30))


def test_an_item_that_an_idle_one_replaces_is_lost_without_loss() -> None:
    capped = model([item("a", {0: 100}), item("b", {0: 100})], [leaf("l")], room("cap", 100, 0))
    assert refused(capped, 0, UNUSED).of(0) == (0, 0)


def test_an_idle_one_that_is_smaller_replaces_a_part() -> None:
    capped = model([item("a", {0: 100}), item("b", {0: 70})], [leaf("l")], room("cap", 100, 0))
    assert refused(capped, 0, UNUSED).of(0) == (30, 30)


def test_what_is_left_moves_where_it_brings_most_then() -> None:
    # Without a its place on the whole is free, and b brings 90 there, not 45.
    swap = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 90}, {1: 90})],
        [leaf("whole"), leaf("half", *HALF)],
        room("cap", 100, 0),
    )
    lost = refused(swap, 0, 1)
    assert (lost.of(0), lost.of(1)) == ((55, 55), (45, 45))


def test_one_too_few_loses_everything_on_the_leaf() -> None:
    pair = model([item("a", {0: 60}), item("b", {0: 40})], [leaf("l", least_items=2)])
    lost = refused(pair, 0, 0)
    assert lost.of(0) == lost.of(1) == (100, 100)


def test_items_of_the_same_modes_are_worked_out_once() -> None:
    told = list[int]()
    alike = model([item(f"i{at}", {0: 10}) for at in range(5)], [leaf("l")], room("cap", 45, 0))
    (part,) = grounds(alike)
    left = StepsLeft(5_000, lambda: told.append(1))
    lost = Refusals(part, evaluate(alike, [0] * 5), left)
    assert lost.of(0) == (5, 5)
    spent = left.left
    assert [lost.of(place) for place in range(1, 5)] == [(5, 5)] * 4
    assert left.left == spent


def every_loss(seed: int, effort: int) -> list[tuple[int, int, int]]:
    """Return for each item in use of a best plan the real loss, and what is said of it."""
    small = contested(seed)
    plan = lean(small, careful(small))
    if plan.total != (total := best(small).total):
        return []
    found = []
    for part in grounds(small):
        lost = Refusals(part, plan, steps(effort))
        for local, place in enumerate(part.items):
            if plan.modes[place] != UNUSED:
                real = total - best(without_item(small, small.items[place].key)).total
                found.append((real, *lost.of(local)))
    return found


def test_every_loss_is_the_difference_that_trying_everything_shows() -> None:
    losses = [loss for seed in range(40) for loss in every_loss(seed, 5_000)]
    assert len(losses) > 50
    assert all(real == at_least == at_most for real, at_least, at_most in losses)


def test_without_steps_every_loss_lies_within_what_is_said() -> None:
    losses = [loss for seed in range(40) for loss in every_loss(seed, 0)]
    assert all(0 <= at_least <= real <= at_most for real, at_least, at_most in losses)
    assert sum(at_least == at_most for _, at_least, at_most in losses) > len(losses) // 2


def test_the_most_money_of_a_part_is_close_on_both_sides() -> None:
    for seed in range(40):
        small = contested(seed)
        found = closest(small, [UNUSED] * len(small.items), steps())
        assert found.at_least == found.at_most == best(small).total, seed
        assert evaluate(small, found.modes).total == found.at_least, seed


def test_the_most_money_is_no_less_than_the_start_and_bounded_without_a_step() -> None:
    for seed in range(40):
        small = contested(seed)
        start = careful(small)
        found = closest(small, start.modes, steps(0))
        assert start.total <= found.at_least <= best(small).total <= found.at_most, seed


@pytest.fixture
def left_open(monkeypatch: pytest.MonkeyPatch) -> Model:
    """Return a model of the best sum 100 whose pieces are made to say: at most 5 fen more."""

    def loosely(one: Model, start: Sequence[int], left: StepsLeft) -> Loose:
        found = loosened(one, start, left)
        return replace(found, modes=tuple(start), at_least=100, at_most=found.at_most + 5)

    monkeypatch.setattr(refusing, "loosened", loosely)
    return model(
        [item("a", {0: 100}, {1: 60}), item("b", {0: 70})],
        [leaf("x"), leaf("half", *HALF)],
        room("cap", 100, 0),
    )


def test_a_small_part_that_its_pieces_leave_open_is_searched(left_open: Model) -> None:
    found = closest(left_open, (0, 0), steps())
    assert (found.at_least, found.at_most) == (100, 100)
    swap = replace(left_open, leaves=(leaf("x"), leaf("whole")))
    found = closest(swap, (0, 0), steps())
    assert (found.modes, found.at_least, found.at_most) == ((1, 0), 130, 130)


def test_a_part_that_its_pieces_leave_open_stays_so_if_it_is_large_or_no_step_is_left(
    left_open: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried = closest(left_open, (0, 0), steps(0))
    monkeypatch.setattr(refusing, "LARGE", 1)
    large = closest(left_open, (0, 0), steps())
    assert hurried == large == Most((0, 0), 100, 105)
