"""A bound by letting go of caps: which are let go, which are believed, which are taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.allocation.brute import best
from tests.unit.domain.allocating.model_making import HALF, contested, item, leaf, model, room

from jiamao_desktop.domain.allocating import loosening
from jiamao_desktop.domain.allocating.loosening import Loose, loosened
from jiamao_desktop.domain.allocating.obvious import careful
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, Model, evaluate


def loose(one: Model, *start: int, effort: int = 5_000) -> Loose:
    """Let go of caps, beginning with some answer."""
    return loosened(one, start, StepsLeft(effort, lambda: None))


def kept(one: Model, found: Loose) -> list[str]:
    """Return the keys of the rooms that a bound needs."""
    return sorted(one.rooms[place].key for place in found.rooms)


def test_a_cap_that_is_not_reached_is_let_go() -> None:
    wide = model(
        [item("a", {0: 40}), item("b", {1: 50})],
        [leaf("x"), leaf("y")],
        room("wide", 95, 0, 1),
    )
    found = loose(wide, 0, 0)
    assert (found.at_least, found.at_most, kept(wide, found)) == (90, 90, [])
    assert len(found.pieces) == 2  # nothing holds them together any more


def test_a_cap_that_is_filled_and_more_is_taken_as_paid() -> None:
    full = model(
        [item("a", {0: 70}), item("b", {1: 70}), item("c", {2: 30})],
        [leaf("x"), leaf("y"), leaf("z")],
        room("pool", 100, 0, 1),
    )
    found = loose(full, 0, 0, 0)
    assert (found.at_least, found.at_most, kept(full, found)) == (130, 130, ["pool"])
    assert [piece.part.items for piece in found.pieces] == [(2,)]  # nothing is asked under it


def test_a_cap_that_is_filled_to_the_fen_stays_a_cap() -> None:
    exact = model([item("a", {0: 60}), item("b", {0: 40})], [leaf("x")], room("cap", 100, 0))
    found = loose(exact, 0, 0)
    assert (found.at_least, found.at_most) == (100, 100)
    assert all(0 in piece.part.leaves for piece in found.pieces)


def test_of_caps_in_one_another_the_one_over_more_leaves_is_believed_first() -> None:
    nested = model(
        [item("a", {0: 90}), item("b", {1: 90})],
        [leaf("x"), leaf("y")],
        room("own", 80, 0),
        room("pool", 100, 0, 1),
    )
    found = loose(nested, 0, 0)
    assert (found.at_least, found.at_most) == (100, 100)
    assert found.pieces == ()  # all that is under the pool is settled with it


def test_what_other_caps_keep_away_does_not_fill_a_cap() -> None:
    # 200 stand under the pool, but their own caps let by no more than it takes.
    clipped = model(
        [item("a", {0: 100}), item("b", {1: 100})],
        [leaf("x"), leaf("y")],
        room("own x", 30, 0),
        room("own y", 70, 1),
        room("pool", 100, 0, 1),
    )
    found = loose(clipped, 0, 0)
    assert (found.at_least, found.at_most) == (100, 100)


def test_a_cap_that_was_believed_too_soon_is_taken_back() -> None:
    # Both on the whole fill its cap. But a alone fills it as well, and b brings 45 elsewhere.
    early = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 90}, {1: 90})],
        [leaf("whole"), leaf("half", *HALF)],
        room("cap", 100, 0),
    )
    found = loose(early, 0, 0)
    assert found.at_least == found.at_most == 145
    assert found.modes == (0, 1)


def test_a_cap_that_was_let_go_too_soon_is_taken_back() -> None:
    # The start leaves the cap empty, so it is let go; then both would like to go there.
    soon = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 100}, {1: 100})],
        [leaf("whole"), leaf("half", *HALF)],
        room("cap", 120, 0),
    )
    found = loose(soon, 1, 1)
    assert found.at_least == found.at_most == 150
    assert kept(soon, found) == ["cap"]


def test_no_cap_is_taken_back_into_a_piece_that_would_be_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    soon = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 100}, {1: 100})],
        [leaf("whole"), leaf("half", *HALF)],
        room("cap", 120, 0),
    )
    monkeypatch.setattr(loosening, "LARGE", 1)
    found = loose(soon, 1, 1)
    assert kept(soon, found) == []
    assert (found.at_least, found.at_most) == (120, 200)  # honest, if not close


def test_an_item_that_the_start_leaves_out_is_used_all_the_same() -> None:
    idle = model([item("a", {0: 40}), item("b", {0: 50}), item("c")], [leaf("x")])
    found = loose(idle, UNUSED, UNUSED, UNUSED)
    assert (found.modes, found.at_least) == ((0, 0, UNUSED), 90)


def test_a_piece_knows_which_modes_of_the_whole_its_own_are() -> None:
    # Under the filled pool the first mode of a is worth nothing; one is left, the second.
    full = model(
        [item("a", {0: 90}, {2: 30}), item("b", {0: 70}), item("c", {1: 70})],
        [leaf("x"), leaf("y"), leaf("z")],
        room("pool", 100, 0, 1),
    )
    found = loose(full, 0, 0, 0)
    (piece,) = found.pieces
    assert (piece.part.items, piece.modes) == ((0,), ((1,),))
    assert (found.modes[0], found.at_least, found.at_most) == (1, 130, 130)


def test_the_start_decides_which_of_two_modes_that_look_alike_is_taken() -> None:
    # Outside the pool both modes of a are the same.
    alike = model(
        [item("a", {0: 50, 2: 30}, {1: 50, 2: 30}), item("b", {0: 90}), item("c", {1: 90})],
        [leaf("x"), leaf("y"), leaf("z")],
        room("pool", 100, 0, 1),
    )
    for start in (0, 1):
        assert loose(alike, start, 0, 0).modes[0] == start


def test_without_a_step_the_bound_is_still_above_the_best() -> None:
    for seed in range(40):
        small = contested(seed)
        start = careful(small)
        found = loose(small, *start.modes, effort=0)
        assert start.total <= found.at_least <= best(small).total <= found.at_most, seed


def test_the_bound_holds_with_no_other_caps_than_it_names() -> None:
    named = 0
    for seed in range(40):
        small = contested(seed)
        found = loose(small, *careful(small).modes)
        fewer = replace(
            small, rooms=tuple(one for at, one in enumerate(small.rooms) if at in found.rooms)
        )
        assert best(fewer).total <= found.at_most, seed
        named += len(found.rooms) < len(small.rooms)
    assert named > 10


def test_a_poor_start_ends_in_an_honest_answer_all_the_same() -> None:
    for seed in range(40):
        small = contested(seed)
        found = loose(small, *[UNUSED] * len(small.items))
        assert evaluate(small, found.modes).total == found.at_least, seed
        assert found.at_least <= best(small).total <= found.at_most, seed
        used = [mode != UNUSED for mode in found.modes]
        assert used == [bool(one.modes) for one in small.items], seed
