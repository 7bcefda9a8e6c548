"""The made-up books look as their page says: like measures as notices write them."""

from __future__ import annotations

import statistics

import pytest
from tests.allocation.realistic import RATES, realistic

from jiamao_desktop.domain.allocation import Model, Ratio, Tiers


@pytest.fixture(scope="module", params=[0, 1])
def book(request: pytest.FixtureRequest) -> Model:
    return realistic(request.param, 300)


def measures(model: Model) -> set[str]:
    return {leaf.key.split(" ")[0] for leaf in model.leaves}


def test_a_book_has_its_lines_and_measures(book: Model) -> None:
    assert len(book.items) == 300
    assert 30 <= len(measures(book)) <= 40
    assert realistic(0, 30, measures=5) == realistic(0, 30, measures=5)
    assert len(measures(realistic(0, 300, measures=5))) == 5


def test_a_line_has_one_to_three_measures_and_sometimes_two_together(book: Model) -> None:
    for item in book.items:
        single = [mode for mode in item.modes if len(mode) == 1]
        assert len(single) <= 3
        assert all(len(mode) == 2 for mode in item.modes if mode not in single)
        assert 1 <= item.vouchers <= 3
    assert sum(not item.modes for item in book.items) < 60  # at a fair that no measure is for
    books = [realistic(seed, 300) for seed in range(4)]
    assert any(len(mode) == 2 for model in books for item in model.items for mode in item.modes)


def test_amounts_are_log_normal_around_eight_thousand_yuan(book: Model) -> None:
    amounts = [item.modes[0][0][1] for item in book.items if item.modes]
    assert 600_000 <= statistics.median(amounts) <= 1_000_000
    assert statistics.mean(amounts) > 1.5 * statistics.median(amounts)


def test_rates_and_caps_are_those_of_notices(book: Model) -> None:
    first = [leaf.steps[0] for leaf in book.leaves]
    assert all(isinstance(one, Ratio) and (one.num, one.den) in RATES for one in first)
    assert any(isinstance(step, Tiers) for leaf in book.leaves for step in leaf.steps)
    names = {room.key for room in book.rooms}
    assert "city" in names
    assert {name for name in names if name.startswith("province")}
    assert all(room.leaves and room.fen >= 0 for room in book.rooms)


def test_the_caps_of_a_large_client_grow_with_its_lines() -> None:
    small, large = (realistic(seed, 1_500) for seed in (0, 1))
    pools = [max(r.fen for r in model.rooms) for model in (small, large)]
    assert pools[1] > 2 * pools[0]
