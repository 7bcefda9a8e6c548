"""Workers on this machine: who dies takes nothing along."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.unit.app import odd_workers

from jiamao_desktop.app.crew import on_this_machine
from jiamao_desktop.app.portfolio_parts import MOST_TRIES, Planned, Task, Work
from jiamao_desktop.domain.errors import Cancelled, MachineError

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def done(work: Work, names: Sequence[str], workers: int = 1) -> tuple[Mapping[int, Planned], int]:
    """Return what became of each, and how many were told of."""
    told: list[Planned] = []
    tasks = [Task(Path(name), TODAY) for name in names]
    found = on_this_machine(workers)(work, tasks, told.append)
    assert sorted(map(repr, told)) == sorted(map(repr, found.values()))
    return found, len(told)


def test_each_task_is_done_once_and_answers_stand_at_its_place() -> None:
    found, told = done(odd_workers.names, "abcdef", workers=2)
    assert told == 6
    assert [found[place].name.split()[0] for place in range(6)] == list("abcdef")
    assert len({found[place].name.split()[1] for place in range(6)}) <= 2


def test_there_are_never_more_workers_than_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = done(odd_workers.names, ["only"], workers=50)
    assert list(found) == [0]
    assert done(odd_workers.names, [], workers=2) == ({}, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_book_that_kills_its_worker_is_named_after_a_few_tries_and_no_other_is_lost() -> None:
    found, told = done(odd_workers.dies_of_one, ["甲", "毒", "丙"])
    assert told == 3
    problem = found[1].problem
    assert problem is not None
    assert problem.code == "portfolio.worker_lost"
    assert dict(problem.details) == {"tries": str(MOST_TRIES)}
    assert [found[0], found[2]] == [Planned("甲"), Planned("丙")]


def test_a_fault_of_the_program_is_named_with_its_book_and_not_tried_again() -> None:
    found, told = done(odd_workers.fails_at_one, ["错", "乙"])
    problem = found[0].problem
    assert problem is not None
    assert (problem.code, dict(problem.details)) == (
        "portfolio.failed",
        {"kind": "ZeroDivisionError"},
    )
    assert (found[1], told) == (Planned("乙"), 2)


def test_stop_ends_every_worker_at_once() -> None:
    def stop(planned: Planned) -> None:
        raise Cancelled

    tasks = [Task(Path(name), TODAY) for name in ("second", "first", "third")]
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        on_this_machine(2)(odd_workers.never_ends, tasks, stop)
    assert time.monotonic() - begun < 30


def test_no_process_to_be_had_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    with pytest.raises(MachineError) as raised:
        done(odd_workers.names, ["a"])
    assert raised.value.code == "portfolio.no_worker"
    assert raised.value.details == {"reason": "BlockingIOError"}
