"""The fewest vouchers that carry payments over the loss of any one of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from tests.unit.domain.allocating.model_making import leaf

from jiamao_desktop.domain.allocating import cover as covering
from jiamao_desktop.domain.allocating.cover import Budget, Cover, Spare, Task, cover
from jiamao_desktop.domain.allocating.holding import Needs, Put, Stand
from jiamao_desktop.domain.allocation import Leaf, Ratio, Rounded, Tiers


def spare(key: str, *ways: dict[int, int], vouchers: int = 1, planned: int | None = None) -> Spare:
    """Make a spare; each way says leaf and weight."""
    puts = tuple(tuple(sorted(way.items())) for way in ways)
    return Spare(key=key, vouchers=vouchers, puts=puts, planned=planned)


def task(leaves: int, *spares: Spare, fixed: Sequence[Put] = ()) -> Task:
    """Make a task whose leaves all have to hold."""
    return Task(leaves=tuple(range(leaves)), fixed=tuple(fixed), spares=spares)


def needing(*paid: int, leaves: Sequence[Leaf] | None = None) -> Needs:
    """Return needs of leaves that come to their weight, or of these."""
    made = [leaf(f"l{place}") for place in range(len(paid))] if leaves is None else leaves
    return Needs(made, paid, [10_000] * len(paid))


def steps(count: int = 10_000) -> Budget:
    """Allow so many steps that nobody hears of."""
    return Budget(count, lambda: None)


def keys(given: Task, found: Cover) -> list[str]:
    """Return the keys of what a cover uses."""
    assert found.ways is not None
    return sorted(given.spares[place].key for place in found.ways)


def holds(given: Task, needs: Needs, ways: dict[int, int]) -> bool:
    """Tell whether everything holds if spares are used so."""
    stand = Stand(needs, given.leaves, given.fixed)
    for place, way in ways.items():
        stand.add(given.spares[place].puts[way])
    return all(stand.holds(one) for one in given.leaves)


def smallest(given: Task, needs: Needs) -> int | None:
    """Return the fewest vouchers by trying every way to use every spare."""
    fewest: int | None = None
    for chosen in itertools.product(*(range(-1, len(one.puts)) for one in given.spares)):
        ways = {place: way for place, way in enumerate(chosen) if way >= 0}
        vouchers = sum(given.spares[place].vouchers for place in ways)
        if (fewest is None or vouchers < fewest) and holds(given, needs, ways):
            fewest = vouchers
    return fewest


def made_up(seed: int, spares: int = 6) -> tuple[Task, Needs]:
    """Return a task in which much is contested."""
    dice = random.Random(f"cover {seed}")
    count = dice.randint(1, 3)
    leaves = [
        leaf(
            f"l{place}",
            *dice.choice(
                (
                    (Rounded(),),
                    (Ratio(1, 2), Rounded()),
                    (Tiers(20, 15), Rounded(dice.choice((1, 5)))),
                )
            ),
            least_items=dice.choice((0, 0, 2)),
        )
        for place in range(count)
    ]
    made = []
    for at in range(dice.randint(1, spares)):
        ways = set[tuple[Put, ...]]()
        for _ in range(dice.choice((1, 1, 2))):
            places = dice.sample(range(count), min(count, dice.choice((1, 1, 2))))
            ways.add(tuple((place, dice.randint(5, 40)) for place in sorted(places)))
        made.append(
            Spare(
                key=f"s{at}",
                vouchers=dice.choice((1, 1, 1, 0, 2, 3)),
                puts=tuple(sorted(ways)),
                planned=dice.choice((None, None, 0)),
            )
        )
    fixed = [(dice.randrange(count), dice.randint(5, 40)) for _ in range(dice.randint(0, 2))]
    paid = [dice.choice((5, 10, 20, 30)) for _ in range(count)]
    return task(count, *made, fixed=fixed), needing(*paid, leaves=leaves)


def test_what_holds_already_takes_no_voucher() -> None:
    found = cover(task(1, spare("a", {0: 9}), fixed=[(0, 50), (0, 50)]), needing(50), steps())
    assert found == Cover(ways={}, vouchers=0, at_least=0, known=True, searched=False)


def test_where_nothing_has_to_hold_nothing_is_used() -> None:
    assert cover(task(0), needing(), steps()).ways == {}


def test_what_no_use_of_everything_makes_hold_is_known_to_be_lost() -> None:
    found = cover(task(1, spare("a", {0: 100}), spare("b", {0: 49})), needing(50), steps(0))
    assert (found.ways, found.known) == (None, True)


def test_two_leaves_that_want_the_only_spare_are_known_to_be_lost_after_a_search() -> None:
    both = task(2, spare("a", {0: 50}, {1: 50}), fixed=[(0, 50), (1, 50)])
    found = cover(both, needing(50, 50), steps())
    assert (found.ways, found.known, found.searched) == (None, True, True)


def test_the_largest_come_first() -> None:
    some = task(1, *(spare(f"s{weight}", {0: weight}) for weight in (40, 100, 50, 60)))
    found = cover(some, needing(100), steps())
    assert keys(some, found) == ["s100", "s50", "s60"]
    assert (found.vouchers, found.at_least, found.known, found.searched) == (3, 3, True, False)


def test_a_large_one_of_many_papers_gives_way_to_small_ones_of_fewer() -> None:
    some = task(
        1,
        spare("big", {0: 100}, vouchers=5),
        *(spare(f"s{at}", {0: 50}) for at in range(3)),
        fixed=[(0, 100)],
    )
    found = cover(some, needing(100), steps())
    assert keys(some, found) == ["s0", "s1"]
    assert (found.vouchers, found.known) == (2, True)


def test_what_takes_no_paper_is_used_before_what_does_but_not_without_need() -> None:
    some = task(
        1,
        spare("paper", {0: 100}),
        *(spare(f"award {at}", {0: 60}, vouchers=0) for at in range(4)),
    )
    found = cover(some, needing(100), steps())
    assert keys(some, found) == ["award 0", "award 1", "award 2"]
    assert (found.vouchers, found.known) == (0, True)


def test_of_equals_the_one_that_the_plan_uses_is_taken_and_then_the_smaller_key() -> None:
    fixed = [(0, 50)]
    plain = task(1, spare("a", {0: 50}), spare("b", {0: 50}), fixed=fixed)
    assert keys(plain, cover(plain, needing(50), steps())) == ["a"]
    planned = task(1, spare("a", {0: 50}), spare("b", {0: 50}, planned=0), fixed=fixed)
    assert keys(planned, cover(planned, needing(50), steps())) == ["b"]


def test_the_plan_gives_way_where_others_take_fewer_vouchers() -> None:
    some = task(
        1,
        *(spare(f"p{at}", {0: 20}, planned=0) for at in range(5)),
        spare("x", {0: 100}),
        spare("y", {0: 100}),
    )
    assert keys(some, cover(some, needing(100), steps())) == ["x", "y"]


def test_one_that_serves_two_leaves_at_once_is_counted_once() -> None:
    fixed = [(0, 50), (1, 50)]
    some = task(
        2, spare("x", {0: 50}), spare("xy", {0: 50, 1: 50}), spare("y", {1: 50}), fixed=fixed
    )
    found = cover(some, needing(50, 50), steps())
    assert keys(some, found) == ["xy"]
    assert (found.vouchers, found.at_least) == (1, 1)


def test_a_spare_that_two_leaves_want_goes_to_the_one_that_has_no_other() -> None:
    fixed = [(0, 50), (1, 50)]
    some = task(2, spare("a", {0: 90}, {1: 90}), spare("b", {0: 50}), fixed=fixed)
    found = cover(some, needing(50, 50), steps())
    assert found.ways == {0: 1, 1: 0}
    assert found.known


def test_items_of_two_papers_are_shared_out_to_the_paper() -> None:
    # By threes: a covers both leaves for 3; b and c cover one each, for 1 and 1.
    fixed = [(0, 50), (1, 50)]
    some = task(
        2,
        spare("a", {0: 60, 1: 60}, vouchers=3),
        spare("b", {0: 50}),
        spare("c", {1: 50}),
        fixed=fixed,
    )
    found = cover(some, needing(50, 50), steps())
    assert (keys(some, found), found.vouchers, found.known) == (["b", "c"], 2, True)


def test_a_bound_that_cuts_items_up_spares_the_search() -> None:
    # 100 are lacking: two and a half of the small ones at least, so three papers either way.
    small = (spare(f"s{at}", {0: 40}) for at in range(3))
    some = task(1, spare("big", {0: 100}, vouchers=3), *small, fixed=[(0, 100)])
    found = cover(some, needing(100), steps(0))
    assert (found.vouchers, found.at_least, found.known, found.searched) == (3, 3, True, False)


@pytest.mark.parametrize("first", [0, 300, 600])
def test_a_cover_is_the_smallest_that_trying_everything_finds(first: int) -> None:
    for seed in range(first, first + 300):
        given, needs = made_up(seed)
        found = cover(given, needs, steps())
        fewest = smallest(given, needs)
        assert found.known, seed
        assert (None if found.ways is None else found.vouchers) == fewest, seed
        if found.ways is not None:
            ways = dict(found.ways)
            assert holds(given, needs, ways), seed
            assert found.at_least == found.vouchers, seed
            assert found.vouchers == sum(given.spares[place].vouchers for place in ways), seed


def test_nothing_is_in_a_cover_without_need() -> None:
    for seed in range(80):
        given, needs = made_up(seed)
        found = cover(given, needs, steps())
        for place in found.ways or ():
            fewer = {other: way for other, way in (found.ways or {}).items() if other != place}
            assert not holds(given, needs, fewer), seed


def test_the_order_in_which_spares_come_decides_nothing() -> None:
    for seed in range(60):
        given, needs = made_up(seed)
        mixed = random.Random(seed).sample(given.spares, len(given.spares))
        other = task(len(given.leaves), *mixed, fixed=given.fixed[::-1])
        here, there = cover(given, needs, steps()), cover(other, needs, steps())
        assert here.vouchers == there.vouchers
        assert {given.spares[at].key: way for at, way in (here.ways or {}).items()} == {
            other.spares[at].key: way for at, way in (there.ways or {}).items()
        }, seed


def test_without_steps_what_was_built_stays_with_an_honest_bound() -> None:
    openly = 0
    for seed in range(120):
        given, needs = made_up(seed)
        hurried, fewest = cover(given, needs, steps(0)), smallest(given, needs)
        assert fewest is None or hurried.at_least <= fewest, seed
        if hurried.ways is not None:
            assert fewest is not None, seed
            assert hurried.vouchers >= fewest, seed
            assert holds(given, needs, dict(hurried.ways)), seed
        if hurried.known:
            assert (None if hurried.ways is None else hurried.vouchers) == fewest, seed
        else:
            openly += 1
            assert hurried.searched, seed
    assert openly


def test_with_very_many_spares_nothing_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "SEARCHABLE", 1)
    calls = list[int]()
    both = task(2, spare("a", {0: 50}, {1: 50}), spare("b", {0: 9}), fixed=[(0, 50), (1, 50)])
    found = cover(both, needing(50, 50), Budget(10_000, lambda: calls.append(1)))
    assert (found.ways, found.known, found.searched) == (None, False, True)
    assert len(calls) < 20


def test_a_budget_says_whether_there_was_a_step_left() -> None:
    told = list[int]()
    budget = Budget(2, lambda: told.append(1))
    budget.tick()
    assert not budget.spent
    assert [budget.spend(), budget.spend()] == [True, True]
    assert budget.spent
    assert not budget.spend()
    assert len(told) == 4


def test_whoever_is_told_may_stop_a_cover() -> None:
    def stop() -> None:
        raise InterruptedError

    some = task(1, spare("a", {0: 50}), spare("b", {0: 50}))
    with pytest.raises(InterruptedError):
        cover(some, needing(50), Budget(10, stop))
