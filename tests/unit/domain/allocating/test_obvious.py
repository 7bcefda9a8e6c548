"""What a person does: the highest rate for each expense, or the largest gain next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.allocation.brute import best, complaints
from tests.unit.domain.allocating.model_making import (
    HALF,
    by_key,
    contested,
    item,
    leaf,
    model,
    room,
    shuffled,
)

from jiamao_desktop.domain.allocating.obvious import careful, obvious
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Model,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    evaluate,
)

THIRD = (Ratio(1, 3), Rounded())


def test_each_expense_goes_where_its_rate_is_highest() -> None:
    two = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 60}, {1: 60})],
        [leaf("half", *HALF), leaf("third", *THIRD)],
    )
    answer = obvious(two)
    assert answer.modes == (0, 0)
    assert answer.total == 80


def test_the_obvious_choice_walks_into_a_shared_cap_and_loses() -> None:
    # The half is capped at 50: one expense fills it, the other should have gone to the third.
    capped = model(
        [item("a", {0: 100}, {1: 100}), item("b", {0: 90}, {1: 90})],
        [leaf("half", *HALF), leaf("third", *THIRD)],
        room("cap", 50, 0),
    )
    assert obvious(capped).total == 50
    assert careful(capped).total == best(capped).total == 80


def test_the_obvious_choice_hands_in_every_paper() -> None:
    full = model([item(f"i{n}", {0: 100}) for n in range(9)], [leaf("l")], room("cap", 100, 0))
    assert obvious(full).vouchers == 9
    assert careful(full).vouchers == 1


def test_a_ceiling_of_the_measure_itself_is_seen_when_choosing() -> None:
    low = model(
        [item("a", {0: 100}, {1: 100})],
        [leaf("whole", AtMost(20), Rounded()), leaf("half", *HALF)],
    )
    assert obvious(low).modes == (1,)


def test_a_ceiling_before_a_rate_counts_at_that_rate() -> None:
    # At most 80, of which a half: 40 for one, and a third of 150 is 50 for the other.
    later = model(
        [item("a", {0: 150}, {1: 150})],
        [leaf("capped", AtMost(80), Ratio(1, 2), Rounded()), leaf("third", *THIRD)],
    )
    assert obvious(later).modes == (1,)
    assert obvious(later).total == 50


def test_a_tier_is_seen_as_the_first_amount_when_choosing() -> None:
    tiers = model(
        [item("a", {0: 100}, {1: 100})],
        [leaf("booth", Tiers(30, 10), Rounded()), leaf("half", *HALF)],
    )
    assert obvious(tiers).modes == (1,)


def test_a_minimum_is_not_seen_before_everything_is_chosen() -> None:
    # Together the two pass the minimum, though neither does alone.
    together = model(
        [item("a", {0: 60}, {1: 60}), item("b", {0: 60}, {1: 60})],
        [leaf("whole", Rounded(), NothingBelow(100)), leaf("half", *HALF)],
    )
    assert obvious(together).modes == (0, 0)
    assert obvious(together).total == 120


def test_what_comes_to_nothing_by_itself_is_not_handed_in() -> None:
    below = model(
        [item("a", {0: 60}, {1: 60})],
        [leaf("whole", Rounded(), NothingBelow(100)), leaf("half", *HALF)],
    )
    assert obvious(below).modes == (UNUSED,)
    assert obvious(below).vouchers == 0


def test_where_items_are_too_few_nothing_is_handed_in_by_the_obvious_choice() -> None:
    few = model([item("a", {0: 60})], [leaf("l", least_items=2)])
    assert obvious(few).modes == careful(few).modes == (UNUSED,)


def test_measures_enjoyed_together_count_together() -> None:
    stacked = model(
        [item("a", {0: 90}, {1: 90, 2: 90})],
        [leaf("half", *HALF), leaf("third", *THIRD), leaf("other", *THIRD)],
    )
    assert obvious(stacked).modes == (1,)
    assert obvious(stacked).total == careful(stacked).total == 60


def test_of_equal_rates_the_smaller_key_is_taken() -> None:
    for order in (("x", "y"), ("y", "x")):
        equal = model([item("a", {0: 10}, {1: 10})], [leaf(key) for key in order])
        for choose in (obvious, careful):
            taken = choose(equal).modes[0]
            assert equal.leaves[taken].key == "x", choose


def test_an_expense_that_nothing_supports_stays_unused() -> None:
    lonely = model([item("a"), item("b", {0: 5})], [leaf("l")])
    assert obvious(lonely).modes == careful(lonely).modes == (UNUSED, 0)


@pytest.mark.parametrize("choose", [obvious, careful])
def test_nothing_to_claim_comes_to_nothing(choose: Callable[[Model], Allocation]) -> None:
    answer = choose(Model(items=(), leaves=(), rooms=()))
    assert (answer.total, answer.claims, answer.vouchers) == (0, 0, 0)


def test_the_careful_choice_takes_the_largest_gain_first() -> None:
    # 70 fits the cap best after 50 is taken elsewhere; by gain 70 goes first, then 30 of 50.
    gains = model(
        [item("a", {0: 50}), item("b", {0: 70}), item("c", {0: 40})],
        [leaf("l")],
        room("cap", 100, 0),
    )
    assert careful(gains).modes == (0, 0, UNUSED)


def test_the_careful_choice_gives_up_what_never_reaches_its_minimum() -> None:
    # The whole looks best, but 60 and 30 never come to 100; the halves bring 45.
    given_up = model(
        [item("a", {0: 60}, {1: 60}), item("b", {0: 30}, {1: 30})],
        [leaf("whole", Rounded(), NothingBelow(100)), leaf("half", *HALF)],
    )
    assert obvious(given_up).total == 0
    assert careful(given_up).total == best(given_up).total == 45


def test_the_careful_choice_gives_up_what_a_minimum_grant_forbids() -> None:
    least = model(
        [item("a", {0: 60}, {1: 60})],
        [leaf("whole", least=100), leaf("half", *HALF)],
    )
    assert careful(least).total == 30


def test_the_careful_choice_counts_each_further_item_of_a_tier() -> None:
    tiers = model(
        [item(f"i{n}", {0: 100}) for n in range(4)],
        [leaf("booths", Rounded(), Tiers(50, 20, 3))],
    )
    answer = careful(tiers)
    assert answer.total == 90
    assert answer.vouchers == 3


def test_the_careful_choice_sees_a_cap_over_measures_enjoyed_together() -> None:
    stacked = model(
        [item("a", {0: 100, 1: 100}, {2: 100})],
        [leaf("x", *HALF), leaf("y", *HALF), leaf("z", Ratio(7, 10), Rounded())],
        room("pool", 60, 0, 1),
    )
    answer = careful(stacked)
    assert answer.modes == (1,)
    assert answer.total == 70


def test_both_are_what_their_choice_comes_to_and_never_more_than_the_best() -> None:
    for seed in range(40):
        small = contested(seed, items=5)
        most = best(small).total
        for choose in (obvious, careful):
            answer = choose(small)
            assert answer == evaluate(small, answer.modes), seed
            assert not complaints(small, answer), seed
            assert answer.total <= most, (seed, choose)


def test_both_give_the_same_for_any_order() -> None:
    for seed in range(40):
        small = contested(seed, items=8)
        other = shuffled(small, seed)
        for choose in (obvious, careful):
            here, there = choose(small), choose(other)
            assert by_key(small, here.modes) == by_key(other, there.modes), (seed, choose)
            assert here.total == there.total


def test_the_careful_choice_is_never_worse_than_the_obvious_one() -> None:
    better = 0
    for seed in range(40):
        small = contested(seed, items=12, leaves=5)
        gained = careful(small).total - obvious(small).total
        assert gained >= 0, seed
        better += gained > 0
    assert better > 5
