"""The most money of a small part: is there an answer with a fen more?"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from tests.allocation import instances
from tests.unit.domain.allocating.model_making import contested, item, leaf, model, room

from jiamao_desktop.domain.allocating.components import components
from jiamao_desktop.domain.allocating.money_closing import WORTH, closed, settled_money
from jiamao_desktop.domain.allocating.money_search import Money, most_money
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocating.paper_narrowing import MANY
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, Model, Proof, evaluate


def quiet() -> None:
    """Report nothing."""


def poor(asked: Model) -> Money:
    """Return the first answer that comes to mind, and a bound that anybody can see."""
    modes = (0,) * len(asked.items)
    return Money(
        modes=modes,
        total=evaluate(asked, modes).total,
        at_most=10**6,
        proof=Proof.OPEN,
    )


def best(asked: Model) -> int:
    """Return the most money by trying every choice."""
    ways = [range(UNUSED, len(one.modes)) for one in asked.items]
    return max(evaluate(asked, modes).total for modes in itertools.product(*ways))


def parts(seed: int) -> list[Model]:
    """Return the parts of a small model."""
    return [part.model for part in components(contested(seed, items=6))]


@pytest.mark.parametrize("seed", range(24))
def test_a_poor_answer_is_made_the_best_and_proved(seed: int) -> None:
    for asked in parts(seed):
        found = closed(asked, poor(asked), 5_000, StepsLeft(10**6, quiet))
        assert found.total == found.at_most == best(asked)
        assert evaluate(asked, found.modes).total == found.total
        assert found.proof is Proof.SEARCH


@pytest.mark.parametrize("seed", range(12))
def test_without_steps_nothing_is_claimed_that_does_not_hold(seed: int) -> None:
    for asked in parts(seed):
        start = poor(asked)
        found = closed(asked, start, 0, StepsLeft(0, quiet))
        assert start.total <= found.total <= best(asked) <= found.at_most
        assert evaluate(asked, found.modes).total == found.total
        assert (found.proof is Proof.OPEN) == (found.total < found.at_most)


@pytest.mark.parametrize("effort", [1, 300, 20_000])
def test_both_ways_together_hold_for_any_effort(effort: int) -> None:
    for seed in range(12):
        for asked in parts(seed):
            starts = [(0,) * len(asked.items)]
            found = settled_money(asked, starts, StepsLeft(effort, quiet))
            assert evaluate(asked, starts[0]).total <= found.total <= best(asked) <= found.at_most
            assert (found.proof is Proof.OPEN) == (found.total < found.at_most)


def test_an_answer_that_meets_the_bound_is_proved_by_it() -> None:
    asked = model(
        [item("a", {0: 60}, {1: 60}), item("b", {0: 50}, {1: 50})],
        [leaf("l"), leaf("m")],
        room("r", 60, 0),
        room("s", 60, 1),
    )
    start = Money(modes=(0, 0), total=60, at_most=110, proof=Proof.OPEN)
    found = closed(asked, start, 1_000, StepsLeft(10_000, quiet))
    assert (found.total, found.proof) == (110, Proof.BOUND)


def test_what_the_second_way_takes_is_spent() -> None:
    (asked,) = (part.model for part in components(instances.partition(0)))
    steps = StepsLeft(100_000, quiet)
    found = closed(asked, replace(poor(asked), at_most=10**12), 40, steps)
    assert found.proof is Proof.OPEN
    assert 40 * WORTH <= 100_000 - steps.left <= 200 * WORTH


def test_large_parts_are_left_to_the_first_way() -> None:
    asked = model(
        [item(f"i{n:03}", {n % 2: 10 + n}, {1 - n % 2: 10 + n}) for n in range(MANY + 1)],
        [leaf("l"), leaf("m")],
        room("r", 1_000, 0),
        room("s", 1_001, 1),
    )
    found = settled_money(asked, [], StepsLeft(50_000, quiet))
    assert found == most_money(asked, [], StepsLeft(50_000, quiet))


def test_it_can_be_stopped() -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    asked = contested(3, items=6)
    with pytest.raises(StoppedError):
        closed(asked, poor(asked), 5_000, StepsLeft(100_000, stop))


def test_a_book_whose_sum_used_to_stay_open_is_settled() -> None:
    found = optimum(instances.middle(727))
    assert found.certified
    assert found.allocation.total == 88526144
    assert (found.allocation.claims, found.allocation.vouchers) == (3, 45)
