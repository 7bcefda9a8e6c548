"""However a solver behaves, the answer is the program's own, or better and worked out anew."""

from __future__ import annotations

import functools
import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from tests.allocation.instances import partition
from tests.unit.solvers import fakes

from jiamao_desktop.app.solving import best
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocation import UNUSED, Item, Leaf, Model, evaluate
from jiamao_desktop.domain.errors import Cancelled
from jiamao_desktop.solvers import process
from jiamao_desktop.solvers.process import Answer, Outcome, Solver

LITTLE = 1
"""Steps of search: too few to prove anything about a hard model."""


def no_one(model: Model, *, seconds: float, report: Callable[[], None]) -> Answer:
    raise AssertionError("nobody should be asked")


def says(*hints: tuple[int, ...]) -> Callable[..., Answer]:
    """Return somebody who answers so, whatever the question."""

    def ask(model: Model, *, seconds: float, report: Callable[[], None]) -> Answer:
        return Answer(Outcome.HINT, hints)

    return ask


def spreads(model: Model, *, seconds: float, report: Callable[[], None]) -> Answer:
    """Give each item the next mode in turn: a fair hint for alike items and alike caps."""
    turn = tuple(place % len(item.modes) for place, item in enumerate(model.items))
    return Answer(Outcome.HINT, (turn,))


@pytest.fixture(scope="module")
def hard() -> Model:
    model = partition(0)
    assert not optimum(model, effort=LITTLE).certified
    return model


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_what_is_proved_is_asked_of_nobody() -> None:
    found = best(Model(items=(), leaves=(), rooms=()), ask=no_one)
    assert found.certified


def test_no_time_for_a_solver_means_that_none_is_asked(hard: Model) -> None:
    found = best(hard, seconds=0, effort=LITTLE, ask=no_one)
    assert found == optimum(hard, effort=LITTLE)


@pytest.mark.parametrize(
    ("solver", "seconds"),
    [
        (fakes.sleeping, 0.4),
        (fakes.printing, 0.4),
        (fakes.leaving, 5.0),
        (fakes.aborting, 5.0),
        (fakes.inventing, 5.0),
        (fakes.blurred, 5.0),
    ],
)
def test_a_solver_that_misbehaves_leaves_the_programs_own_answer(
    solver: Solver, seconds: float, hard: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiamao_desktop.solvers.process._GRACE_SECONDS", 0.1)
    asked = functools.partial(process.solve, solver=solver)
    alone = optimum(hard, effort=LITTLE)
    found = best(hard, seconds=seconds, effort=LITTLE, ask=asked)
    assert found == alone
    assert found.allocation.total < found.at_most


def test_a_hint_that_brings_less_is_not_taken(hard: Model) -> None:
    nothing = tuple(UNUSED for _ in hard.items)
    assert best(hard, effort=LITTLE, ask=says(nothing)) == optimum(hard, effort=LITTLE)


def test_a_better_hint_is_taken_and_worked_out_anew(hard: Model) -> None:
    alone = optimum(hard, effort=LITTLE)
    found = best(hard, effort=LITTLE, ask=spreads)
    fair = evaluate(hard, spreads(hard, seconds=1, report=process.nothing).hints[0])
    assert found.allocation.total >= max(alone.allocation.total, fair.total)
    assert found.allocation == evaluate(hard, found.allocation.modes)
    assert found.allocation.total <= found.at_most <= alone.at_most


def test_a_part_is_asked_about_alone_and_its_answer_is_put_in_its_place(hard: Model) -> None:
    apart = len(hard.leaves)
    easy = Item(key="0 before all others", modes=(((apart, 500),),))
    leaf = Leaf(key="0", claim="0", steps=hard.leaves[0].steps)
    both = replace(hard, items=(easy, *hard.items), leaves=(*hard.leaves, leaf))
    asked: list[Model] = []

    def ask(model: Model, *, seconds: float, report: Callable[[], None]) -> Answer:
        asked.append(model)
        return spreads(model, seconds=seconds, report=report)

    found = best(both, effort=LITTLE, ask=ask)
    assert max(len(model.items) for model in asked) == len(hard.items)
    assert found.allocation.modes[0] == 0
    alone = evaluate(hard, found.allocation.modes[1:]).total
    assert found.allocation.total == alone + evaluate(both, (0, *[UNUSED] * len(hard.items))).total


def test_parts_share_the_time_and_none_is_asked_when_it_is_over(hard: Model) -> None:
    count = len(hard.leaves)
    twin = replace(
        hard,
        items=hard.items
        + tuple(
            replace(
                item,
                key=f"twin {item.key}",
                modes=tuple(tuple((leaf + count, w) for leaf, w in mode) for mode in item.modes),
            )
            for item in hard.items
        ),
        leaves=hard.leaves
        + tuple(
            replace(leaf, key=f"twin {leaf.key}", claim=f"twin {leaf.claim}")
            for leaf in hard.leaves
        ),
        rooms=hard.rooms
        + tuple(
            replace(
                room, key=f"twin {room.key}", leaves=tuple(leaf + count for leaf in room.leaves)
            )
            for room in hard.rooms
        ),
    )
    given: list[float] = []

    def slow(model: Model, *, seconds: float, report: Callable[[], None]) -> Answer:
        given.append(seconds)
        time.sleep(0.2)
        return Answer(Outcome.NOTHING)

    best(twin, seconds=0.9, effort=LITTLE, ask=slow)
    assert len(given) == 2
    assert given[0] <= 0.45
    assert 0.5 < given[1] < 0.72
    given.clear()
    best(twin, seconds=0.45, effort=LITTLE, ask=slow)
    assert len(given) == 1


def test_stop_while_a_solver_hangs_is_quick_and_leaves_nothing(hard: Model) -> None:
    asked = functools.partial(process.solve, solver=fakes.spinning)
    begun = time.monotonic()
    pressed = 0.0

    def report() -> None:
        nonlocal pressed
        if time.monotonic() - begun > 0.5:
            pressed = pressed or time.monotonic()
            raise Cancelled

    with pytest.raises(Cancelled):
        best(hard, seconds=30, effort=LITTLE, report=report, ask=asked)
    assert time.monotonic() - pressed < 0.2
