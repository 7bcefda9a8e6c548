"""A few models are judged by CP-SAT as well; ``make prove`` does five hundred."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.allocation.brute import Best, best
from tests.allocation.instances import middle, tiny

from jiamao_desktop.domain.allocating.optimum import optimum

ROOT = Path(__file__).resolve().parents[2]

if importlib.util.find_spec("ortools") is None:
    pytest.skip("ortools is not installed; it only judges", allow_module_level=True)

Said = dict[tuple[str, int], Best]


@pytest.fixture(scope="module")
def said() -> Said:
    """Return what CP-SAT says, asked in a process of its own: see tests/allocation/cpsat.py."""
    command = [sys.executable, "-m", "tests.allocation.judging_child", "10", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    rows = json.loads(done.stdout)
    return {(name, seed): Best(*figures) for name, seed, *figures, proved in rows if proved}


def test_the_two_judges_agree_on_tiny_models(said: Said) -> None:
    seeds = [seed for name, seed in said if name == "tiny"]
    assert len(seeds) > 4
    for seed in seeds:
        assert said["tiny", seed] == best(tiny(seed)), seed


def test_the_best_plan_of_middle_models_is_that_of_the_second_judge(said: Said) -> None:
    seeds = [seed for name, seed in said if name == "middle"]
    assert len(seeds) > 1
    for seed in seeds:
        ours = optimum(middle(seed))
        one = ours.allocation
        assert Best(one.total, one.claims, one.vouchers) == said["middle", seed], seed
        assert ours.certified
