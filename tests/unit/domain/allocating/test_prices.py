"""A bound from prices holds whatever the prices, whatever the steps."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

from tests.allocation.instances import tiny

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.contest import Core, Kind, core_of
from jiamao_desktop.domain.allocating.pieces import Line, lines, threshold
from jiamao_desktop.domain.allocating.prices import SHIFT, UNIT, Prices, Status
from jiamao_desktop.domain.allocating.relaxation import Relaxation, Slope
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import (
    AtMost,
    GrossStep,
    Leaf,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    gross_of,
)


def leaf(*steps: GrossStep, least: int = 0, least_items: int = 0) -> Leaf:
    return Leaf(key="l", claim="c", steps=steps, least=least, least_items=least_items)


def relaxation(core: Core) -> Relaxation:
    return Relaxation(core, StepsLeft(10**6, lambda: None))


def any_prices(core: Core, some: Relaxation, dice: random.Random) -> Prices:
    """Return prices that nobody would ask."""

    def price() -> int:
        return dice.choice((0, 0, UNIT, dice.randrange(2 * UNIT), dice.randrange(UNIT // 100)))

    places = range(len(core.leaves))
    return Prices(
        rooms=tuple(price() for _ in core.rooms),
        most=tuple(price() for _ in places),
        lines=tuple(tuple(price() for _ in some.scarce.lines[at]) for at in places),
        weight=tuple(price() for _ in places),
        count=tuple(price() for _ in places),
        least=tuple(price() for _ in places),
    )


def ways(core: Core) -> list[tuple[int, list[int], list[int]]]:
    """Return for every choice: what it comes to, weights and counts."""
    items = [(item, kind.places) for kind in core.kinds for item in kind.items]
    found = []
    for way in itertools.product(*(places for _, places in items)):
        loads = core.loads({item: mode for (item, _), mode in zip(items, way, strict=True)})
        found.append((core.total(*loads)[0], *loads))
    return found


def cores(seeds: range) -> list[Core]:
    return [core_of(part.model) for seed in seeds for part in components(tiny(seed))]


def bound(core: Core, some: Relaxation, prices: Prices, statuses: tuple[Status, ...]) -> int:
    worth = some.scarce.worth(prices, statuses)
    total = worth.held(core.weights, core.counts)
    for kind in core.kinds:
        total += sum(max(worth.of(mode, size) for mode in kind.modes) for size in kind.sizes)
    return total >> SHIFT


def test_steps_become_lines_that_the_gross_stays_under() -> None:
    found = lines(leaf(Ratio(1, 2), Tiers(first=30, more=10), Rounded(half_up=True)))
    half = Fraction(1, 2)
    assert found == (Line(half, Fraction(0), half), Line(Fraction(0), Fraction(10), 20 + half))


def test_a_first_tier_below_the_others_does_not_pass_the_line() -> None:
    (_, tier) = lines(leaf(Tiers(first=1, more=10)))
    assert tier == Line(Fraction(0), Fraction(10), Fraction(0))


def test_no_gross_passes_a_line() -> None:
    dice = random.Random(1)
    for _ in range(300):
        steps: list[GrossStep] = [
            dice.choice(
                (
                    Ratio(dice.randint(1, 9), 10),
                    Tiers(
                        first=dice.randint(0, 90),
                        more=dice.randint(0, 90),
                        most=dice.choice((None, 2)),
                    ),
                    AtMost(dice.randint(0, 200)),
                    NothingBelow(dice.randint(0, 50)),
                )
            )
            for _ in range(dice.randint(0, 3))
        ]
        one = leaf(*steps, Rounded(dice.choice((1, 10)), half_up=dice.random() < 0.5))
        for _ in range(10):
            weight, count = dice.randint(0, 400), dice.randint(1, 5)
            for line in lines(one):
                most = line.weight * weight + line.count * count + line.fen
                assert gross_of(one, weight, count) <= most


def test_a_threshold_is_the_least_weight_that_is_paid_anything() -> None:
    one = leaf(Ratio(1, 2), Rounded(), NothingBelow(100))
    needs = threshold(one, (0, 1000), (0, 5))
    assert (needs.weight, needs.count, needs.fen) == (200, 0, 0)
    assert needs.matters


def test_a_threshold_that_is_passed_already_is_none() -> None:
    one = leaf(NothingBelow(100), least_items=2)
    assert not threshold(one, (100, 1000), (2, 5)).matters


def test_a_least_counts_as_a_threshold_of_what_is_paid() -> None:
    needs = threshold(leaf(least=70, least_items=3), (0, 100), (1, 4))
    assert (needs.weight, needs.count, needs.fen) == (70, 3, 70)


def test_whatever_the_prices_no_choice_passes_the_bound() -> None:
    dice = random.Random(5)
    for core in cores(range(60)):
        some = relaxation(core)
        best = max(total for total, _, _ in ways(core))
        for _ in range(5):
            prices = any_prices(core, some, dice)
            assert bound(core, some, prices, (Status.ANY,) * len(core.leaves)) >= best


def test_a_bound_under_assumptions_holds_for_the_choices_that_meet_them() -> None:
    dice = random.Random(6)
    for core in cores(range(40)):
        some = relaxation(core)
        found = ways(core)
        for _ in range(4):
            statuses = tuple(dice.choice(list(Status)) for _ in core.leaves)
            most = bound(core, some, any_prices(core, some, dice), statuses)
            for _, weights, counts in found:
                gross = list(map(gross_of, core.leaves, weights, counts))
                for place, status in enumerate(statuses):
                    if status is Status.SHUT:
                        gross[place] = 0
                if (
                    all(
                        gross[place] >= max(one.least, 1)
                        for place, one in enumerate(core.leaves)
                        if statuses[place] is Status.OPEN
                    )
                    and not core.rooms
                ):
                    paid = [
                        fen if fen >= one.least else 0
                        for fen, one in zip(gross, core.leaves, strict=True)
                    ]
                    assert sum(paid) <= most


def test_the_prices_of_the_program_bound_as_low_as_splitting_items_allows() -> None:
    """One cap over one of two leaves: what is over goes to the lower rate, fen by fen."""
    core = Core(
        leaves=(leaf(Ratio(1, 2), Rounded()), leaf(Ratio(1, 4), Rounded())),
        rooms=(),
        kinds=core_of_two(),
        weights=(0, 0),
        counts=(0, 0),
        most=(300, 500),
    )
    some = relaxation(core)
    prices, ray = some.solve(some.start())
    assert ray is None
    assert bound(core, some, prices, (Status.ANY, Status.ANY)) == 300 + (2000 - 600) // 4
    assert some.leaves() == [300, 350]
    assert [share >> 93 for share in some.shares()[0]] == [2, 5]


def core_of_two() -> tuple[Kind, ...]:
    """Return one kind of two items that two leaves admit."""
    return (Kind(modes=(((0, 1),), ((1, 1),)), sizes=(1200, 800), items=(0, 1), places=(0, 1)),)


def test_prices_on_top_of_others_add_up() -> None:
    one = Prices(rooms=(1,), most=(2,), lines=((3, 4),), weight=(5,), count=(6,), least=(7,))
    assert one.raised(one, 2) == Prices(
        rooms=(3,), most=(6,), lines=((9, 12),), weight=(15,), count=(18,), least=(21,)
    )


def test_a_slope_is_its_line_rounded_down_in_fixed_point() -> None:
    dice = random.Random(3)
    for _ in range(50):
        line = Line(*(Fraction(dice.randrange(9), dice.randint(1, 12)) for _ in range(3)))
        slope, weight, count = Slope.of(line), dice.randrange(10**11), dice.randrange(99)
        whole = line.weight * weight + line.count * count
        assert slope.at(weight, count, 7) == math.floor(whole * 128)
        assert slope.at(weight, count, 7, slope.fen) == math.floor((whole + line.fen) * 128)
