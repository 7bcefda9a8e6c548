"""Whoever waits for a best plan of a large book is told often, and can stop it at any time."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest
from tests.allocation.realistic import realistic

from jiamao_desktop.domain.allocating.optimum import optimum

LONGEST = 0.5
"""Seconds of work without a word; about a tenth of a second is usual."""


class StopError(Exception):
    """Somebody does not want to wait any longer."""


@pytest.fixture(autouse=True)
def own_objects() -> Iterator[None]:
    """Keep the collector from looking through what other tests left behind."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def test_twenty_thousand_lines_never_keep_silent_for_long() -> None:
    silences, last = list[float](), time.process_time()

    def note() -> None:
        nonlocal last
        now = time.process_time()
        silences.append(now - last)
        last = now

    found = optimum(realistic(1, 20_000), report=note)
    note()
    assert found.money_certified
    assert max(silences[1:]) < LONGEST  # before the first the book was made up
    assert len(silences) > 100


@pytest.mark.parametrize("words", [1, 5, 20, 60, 200])
def test_a_report_that_raises_stops_the_work_there_and_then(words: int) -> None:
    model, said = realistic(2, 5_000), 0

    def stop() -> None:
        nonlocal said
        said += 1
        if said == words:
            raise StopError

    with pytest.raises(StopError):
        optimum(model, report=stop)
    assert said == words
