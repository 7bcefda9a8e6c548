"""The made-up books look as their page says: like measures as notices write them."""

from __future__ import annotations

import statistics

import pytest
from tests.allocation.realistic import RATES, contested, realistic

from jiamao_desktop.domain.allocation import Item, Model, Ratio, Tiers


@pytest.fixture(scope="module", params=[0, 1])
def book(request: pytest.FixtureRequest) -> Model:
    return realistic(request.param, 300)


def measures(model: Model) -> set[str]:
    return {leaf.key.split(" ")[0] for leaf in model.leaves}


def ways(item: Item) -> int:
    return sum(len(mode) == 1 for mode in item.modes)


def test_a_book_has_its_lines_and_measures(book: Model) -> None:
    assert len(book.items) == 300
    assert 30 <= len(measures(book)) <= 40
    assert realistic(0, 30, measures=5) == realistic(0, 30, measures=5)
    assert contested(0, 30, measures=5) == contested(0, 30, measures=5)
    assert len(measures(realistic(1, 300, measures=5))) >= 4


def test_most_lines_go_one_way_and_some_two_or_three_or_two_together(book: Model) -> None:
    for item in book.items:
        assert ways(item) <= 3
        assert all(len(mode) <= 2 for mode in item.modes)
        assert 1 <= item.vouchers <= 3
    items = [item for seed in range(6) for item in realistic(seed, 300).items]
    share = {n: sum(ways(item) == n for item in items) / len(items) for n in range(4)}
    assert share[1] > 0.5
    assert 0.1 < share[2] + share[3] < 0.5
    assert share[0] < 0.1  # at a fair that no measure is for
    assert any(len(mode) == 2 for item in items for mode in item.modes)


def test_in_a_contested_book_most_lines_go_several_ways() -> None:
    items = [item for seed in range(4) for item in contested(seed, 300).items]
    assert sum(ways(item) > 1 for item in items) > 0.6 * len(items)
    assert max(ways(item) for item in items) == 3


def test_projects_do_not_grow_with_the_lines_without_end() -> None:
    fairs = {leaf.key[4:] for leaf in realistic(0, 4_000).leaves if "fair" in leaf.key}
    assert len(fairs) <= 36


def test_amounts_are_log_normal_around_eight_thousand_yuan(book: Model) -> None:
    amounts = [item.modes[0][0][1] for item in book.items if item.modes]
    assert 600_000 <= statistics.median(amounts) <= 1_000_000
    assert statistics.mean(amounts) > 1.5 * statistics.median(amounts)


def test_rates_and_caps_are_those_of_notices(book: Model) -> None:
    first = [leaf.steps[0] for leaf in book.leaves]
    assert all(isinstance(one, Ratio) and (one.num, one.den) in RATES for one in first)
    names = {room.key for room in book.rooms}
    assert "city" in names
    assert {name for name in names if name.startswith("province")}
    assert all(room.leaves and room.fen >= 0 for room in book.rooms)


def test_a_booth_more_raises_the_ceiling_of_some_fairs() -> None:
    steps = [
        step for seed in range(4) for leaf in contested(seed, 300).leaves for step in leaf.steps
    ]
    assert any(isinstance(step, Tiers) and step.more for step in steps)


def test_the_caps_of_a_large_client_grow_with_its_lines() -> None:
    small, large = (realistic(seed, 1_500) for seed in (0, 1))
    pools = [max(r.fen for r in model.rooms) for model in (small, large)]
    assert pools[1] > 2 * pools[0]
