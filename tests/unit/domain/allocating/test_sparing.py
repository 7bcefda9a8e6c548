"""Which leaves are made safe together, what is given up, and how that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.unit.domain.allocating.model_making import (
    HALF,
    contested,
    item,
    leaf,
    lean,
    model,
    room,
    safest,
)

from jiamao_desktop.domain.allocating.cover import Budget
from jiamao_desktop.domain.allocating.cushion import cushion
from jiamao_desktop.domain.allocating.holding import Needs
from jiamao_desktop.domain.allocating.obvious import careful
from jiamao_desktop.domain.allocating.sparing import Answer, InUse, Part, Sparing
from jiamao_desktop.domain.allocation import UNUSED, Model, Proof, evaluate


def plan(one: Model, *modes: int) -> InUse:
    """Return a plan in use."""
    return InUse(one, evaluate(one, modes))


def solved(
    using: InUse,
    *,
    fixed: Sequence[int] = (),
    leaves: Sequence[int] | None = None,
    effort: int = 10_000,
) -> Answer:
    """Make safe what can be, everything being one part unless leaves are named."""
    places = range(len(using.model.leaves)) if leaves is None else leaves
    part = Part(
        leaves=list(places),
        items=[place for place in range(len(using.model.items)) if place not in fixed],
    )
    most = [
        sum(using.largest[at][place] for at in takers) for place, takers in enumerate(using.takers)
    ]
    needs = Needs(using.model.leaves, using.best.paid, most)
    return Sparing(using, needs, fixed, Budget(effort, lambda: None)).solve(part)


@pytest.fixture
def rivals() -> Model:
    """Return two leaves, paid 50 and 70, that want the same single spare."""
    return model(
        [item("a", {0: 50}), item("b", {1: 70}), item("c", {0: 90}, {1: 90})],
        [leaf("x"), leaf("y")],
        room("cap x", 50, 0),
        room("cap y", 70, 1),
    )


def test_a_plan_knows_what_could_be_used_on_each_leaf_and_how_heavily() -> None:
    one = model(
        [item("a", {0: 5}, {0: 9, 1: 2}), item("b", {1: 7}), item("c")], [leaf("x"), leaf("y")]
    )
    using = plan(one, 0, UNUSED, UNUSED)
    assert using.largest == [{0: 9, 1: 2}, {1: 7}, {}]
    assert using.takers == [[0], [0, 1]]


def test_a_plan_knows_where_it_uses_what() -> None:
    one = model(
        [item("a", {0: 5, 1: 5}, vouchers=3), item("b", {1: 7}), item("c", {1: 8})],
        [leaf("x"), leaf("y")],
    )
    using = plan(one, 0, 0, UNUSED)
    assert (using.now(0), using.now(1), using.now(2)) == ({0: 5, 1: 5}, {1: 7}, {})
    assert list(using.used_on((0,))) == [0]
    assert sorted(set(using.used_on((0, 1)))) == [0, 1]
    assert using.vouchers([0, 1]) == 4


def test_everything_is_made_safe_where_that_can_be() -> None:
    one = model(
        [item("a", {0: 100}), item("b", {0: 100}), item("c", {0: 100})],
        [leaf("l")],
        room("cap", 100, 0),
    )
    found = solved(plan(one, UNUSED, UNUSED, 0))
    assert found.modes == {2: 0, 0: 0}  # c, which the plan uses, and the first of the others
    assert (found.safe_at_most, found.at_least, found.proof) == (100, 2, Proof.BOUND)


def test_the_leaf_that_is_paid_least_is_given_up(rivals: Model) -> None:
    found = solved(plan(rivals, 0, 0, UNUSED))
    assert found.modes == {0: 0, 1: 0, 2: 1}
    assert found.safe_at_most == 70
    assert found.at_least == 3  # what stays on the leaf given up is handed in as well
    assert found.proof is Proof.SEARCH


def test_of_leaves_that_are_paid_as_much_the_smaller_number_of_vouchers_decides() -> None:
    # Either may be safe: x by one paper more, y by two.
    one = model(
        [
            item("a", {0: 50}),
            item("b", {1: 50}),
            item("c", {0: 50}, {1: 25}),
            item("d", {1: 25}),
        ],
        [leaf("x"), leaf("y")],
        room("cap x", 50, 0),
        room("cap y", 50, 1),
    )
    found = solved(plan(one, 0, 0, UNUSED, UNUSED))
    assert (found.modes, found.safe_at_most, found.at_least) == ({0: 0, 1: 0, 2: 0}, 50, 3)


def test_where_nothing_can_be_safe_the_plan_stays() -> None:
    one = model([item("a", {0: 50}), item("b", {1: 70})], [leaf("x"), leaf("y")])
    found = solved(plan(one, 0, 0))
    assert (found.modes, found.safe_at_most, found.at_least) == ({0: 0, 1: 0}, 0, 2)


def test_what_is_fixed_carries_but_is_not_chosen() -> None:
    one = model(
        [item("a", {0: 50}), item("b", {0: 50}), item("c", {0: 60})],
        [leaf("l")],
        room("cap", 50, 0),
    )
    found = solved(plan(one, 0, UNUSED, UNUSED), fixed=(0,))
    assert found.modes == {2: 0}
    assert (found.safe_at_most, found.at_least) == (50, 1)


def test_what_stays_elsewhere_is_not_moved_to_make_a_leaf_safe() -> None:
    # c stands on a leaf outside the part and is fixed there; only d is left for x.
    one = model(
        [item("a", {0: 50}), item("c", {0: 90}, {1: 90}), item("d", {0: 50})],
        [leaf("x"), leaf("z")],
        room("cap", 50, 0),
    )
    found = solved(plan(one, 0, 1, UNUSED), fixed=(1,), leaves=(0,))
    assert found.modes == {0: 0, 2: 0}


def test_a_way_that_serves_more_beats_one_that_serves_less() -> None:
    one = model(
        [item("a", {0: 50, 1: 50}), item("b", {0: 50}, {0: 50, 1: 50}, {0: 60})],
        [leaf("x"), leaf("y")],
        room("cap x", 50, 0),
        room("cap y", 50, 1),
    )
    assert solved(plan(one, 0, UNUSED)).modes == {0: 0, 1: 1}


def test_of_ways_that_serve_the_same_the_one_of_the_plan_stays() -> None:
    # Both modes of b weigh as much on x; they differ in a leaf that is paid nothing.
    for order in ((0, 1), (1, 0)):
        modes: list[dict[int, int]] = [{0: 50, 1: 5}, {0: 50, 2: 5}]
        one = model(
            [item("a", {0: 50}), item("b", *(modes[at] for at in order))],
            [leaf("x"), leaf("y"), leaf("z")],
            room("cap", 50, 0),
            room("none y", 0, 1),
            room("none z", 0, 2),
        )
        for used in (0, 1):
            assert solved(plan(one, 0, used), leaves=(0,)).modes == {0: 0, 1: used}


def test_of_ways_that_serve_the_same_the_smaller_keys_are_taken_if_the_plan_uses_none() -> None:
    for names in (("y", "z"), ("z", "y")):
        one = model(
            [item("a", {0: 50}), item("b", {0: 50, 1: 5}, {0: 50, 2: 5})],
            [leaf("x"), leaf(names[0]), leaf(names[1])],
            room("cap", 50, 0),
        )
        chosen = solved(plan(one, 0, UNUSED), leaves=(0,)).modes[1]
        assert names[chosen] == "y"


def test_without_steps_leaves_are_given_up_and_it_is_said_that_more_may_be_safe(
    rivals: Model,
) -> None:
    found = solved(plan(rivals, 0, 0, UNUSED), effort=0)
    assert found.proof is Proof.OPEN
    assert found.safe_at_most >= 70
    safe = solved(plan(rivals, 0, 0, UNUSED))
    assert found.at_least <= len(safe.modes)


def test_what_a_bound_shows_is_proved_without_any_step() -> None:
    one = model([item("a", {0: 80}), item("b", {0: 90})], [leaf("l", *HALF)], room("cap", 40, 0))
    found = solved(plan(one, 0, UNUSED), effort=0)
    assert (found.modes, found.proof) == ({0: 0, 1: 0}, Proof.BOUND)


def test_with_many_leaves_and_no_steps_an_answer_is_there_all_the_same() -> None:
    # Eight leaves, each of which can only be safe with the one spare that all want.
    names = [f"l{at}" for at in range(8)]
    one = model(
        [
            *(item(f"own {at}", {at: 50 + at}) for at in range(8)),
            item("shared", *({at: 99} for at in range(8))),
        ],
        [leaf(name) for name in names],
        *(room(f"cap {at}", 50 + at, at) for at in range(8)),
    )
    using = plan(one, *[0] * 8, UNUSED)
    hurried, found = solved(using, effort=0), solved(using)
    assert (found.safe_at_most, found.modes[8], found.proof) == (57, 7, Proof.SEARCH)
    assert hurried.safe_at_most >= 57
    assert hurried.proof is Proof.OPEN
    assert set(range(8)) <= hurried.modes.keys()


def test_without_steps_a_leaf_that_is_paid_little_may_still_be_the_safe_one() -> None:
    # What is tried without a step is x, then x and y; but y alone is what has to be given up.
    one = model(
        [item("a", {0: 10}), item("b", {0: 10}), item("c", {1: 30})],
        [leaf("x"), leaf("y")],
        room("cap", 10, 0),
    )
    using = plan(one, 0, UNUSED, 0)
    assert (solved(using).safe_at_most, solved(using).proof) == (10, Proof.SEARCH)
    assert solved(using, effort=0).safe_at_most >= 10


def test_a_cushion_made_in_a_hurry_is_never_called_the_best_without_being_so() -> None:
    for seed in (270, 429, 1508):
        for size in ((12, 4), (9, 5)):
            some = contested(seed, *size)
            best = lean(some, careful(some))
            real = cushion(some, best)
            for effort in (0, 3, 5):
                hurried = cushion(some, best, effort=effort)
                assert real.safe_sum <= hurried.safe_at_most, (seed, effort)
                if hurried.certified:
                    assert hurried.safe_sum == real.safe_sum, (seed, effort)
                    assert hurried.allocation.vouchers == real.allocation.vouchers


def test_however_few_steps_there_are_what_is_said_is_true() -> None:
    openly = 0
    for seed in range(60):
        some = contested(seed, items=7)
        best = lean(some, careful(some))
        if not any(best.paid):
            continue
        using, real = InUse(some, best), safest(some, best)
        for effort in (0, 1, 2, 3, 5, 8):
            part = [place for place, fen in enumerate(best.paid) if fen]
            found = solved(using, leaves=part, effort=effort)
            paper = using.vouchers(found.modes)
            openly += found.proof is Proof.OPEN
            assert found.safe_at_most >= real[0], (seed, effort)
            assert found.at_least <= paper, (seed, effort)
            if found.safe_at_most == real[0]:
                assert found.at_least <= real[1], (seed, effort)
            if found.proof is not Proof.OPEN:
                assert (found.safe_at_most, paper) == real, (seed, effort)
    assert openly
