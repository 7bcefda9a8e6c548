"""The bench of the best plan: its linear bound holds, its figures are what they say."""

from __future__ import annotations

import dataclasses

import pytest
from tests.allocation.brute import best
from tests.allocation.instances import tiny
from tests.allocation.realistic import realistic
from tools import bench_plan
from tools.bench_plan import Measured, measured, slope, told
from tools.plan_lp import lp_bound

from jiamao_desktop.domain.allocation import (
    AtMost,
    Item,
    Leaf,
    Model,
    Ratio,
    Room,
    Rounded,
    Tiers,
)


def test_the_linear_bound_is_never_below_the_best() -> None:
    for seed in range(20):
        model = tiny(seed)
        assert lp_bound(model) >= best(model).total * (1 - 1e-9) - 1e-3, seed


def test_the_linear_bound_knows_rates_rooms_and_ceilings_that_grow() -> None:
    items = tuple(Item(key=f"i{n}", modes=(((0, 100_00),), ((1, 100_00),))) for n in range(6))
    leaves = (
        Leaf(key="a", claim="a", steps=(Ratio(1, 2), Rounded())),
        Leaf(key="b", claim="b", steps=(Rounded(), Tiers(90_00, 60_00), AtMost(300_00))),
    )
    free = Model(items=items, leaves=leaves, rooms=())
    assert lp_bound(free) == pytest.approx(300_00 + 75_00)  # four and a half booths are enough
    tight = Model(items=items, leaves=leaves, rooms=(Room(key="r", fen=250_00, leaves=(0, 1)),))
    assert lp_bound(tight) == pytest.approx(250_00)
    assert lp_bound(Model(items=(), leaves=(), rooms=())) == 0


def test_growth_in_proportion_has_slope_one() -> None:
    assert slope([(100, 0.1), (1_000, 1.0), (10_000, 10.0)]) == pytest.approx(1)
    assert slope([(100, 0.1), (1_000, 10.0), (10_000, 1_000.0)]) == pytest.approx(2)


@pytest.fixture(scope="module")
def run() -> Measured:
    return measured(realistic(3, 40, measures=8))


def test_a_size_is_told_with_what_is_gained_over_people(
    run: Measured, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(40, [run], limit=60.0)
    said = capsys.readouterr().out
    assert "certified 1/1" in said
    gained = (run.best.allocation.total - run.obvious.total) / 100
    assert f"over obvious  {gained:>12,.0f} yuan" in said
    assert "NOT KEPT" not in said


def test_a_limit_that_is_not_kept_is_marked(
    run: Measured, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not told(40, [dataclasses.replace(run, ours=2.0)], limit=1.0)
    assert "limit 1.0 s  NOT KEPT" in capsys.readouterr().out


def test_what_is_not_proved_is_told_with_its_seed(
    run: Measured, capsys: pytest.CaptureFixture[str]
) -> None:
    best_known = dataclasses.replace(run.best, at_most=run.best.at_most + 12_345)
    assert not told(40, [run, dataclasses.replace(run, best=best_known)], limit=None)
    assert "not proved out of reach, by seed: 1: 123.45 yuan" in capsys.readouterr().out


def test_the_bench_prints_a_row_for_each_size_and_the_growth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench_plan.main(["--lines", "20", "40", "--contested", "25", "--seeds", "1"])
    said = capsys.readouterr().out
    assert "     20  " in said
    assert "     40  " in said
    assert "contested:\n     25  " in said
    assert "growth: time ~ lines^" in said
