"""A cluster without a line: what is done with its answers, and with none."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Self

import pytest

from jiamao_desktop.app import cluster
from jiamao_desktop.app.cluster import on_cluster
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.portfolio import plan_book
from jiamao_desktop.app.portfolio_parts import MOST_TRIES, Planned, Task, Work
from jiamao_desktop.domain.errors import Cancelled, MachineError, Problem

TODAY = dt.date(2026, 11, 20)
ADDRESS = "tls://there:1"


class Future:
    """What a scheduler hands back for a task: here it is done at once."""

    def __init__(self, key: str, work: Work, task: Task) -> None:
        self.key = key
        self.released = False
        self.ready = task.folder.name != "永"
        self._answer: Planned | None = None
        self._error: Exception | None = None
        try:
            self._answer = work(task)
        except (KeyError, FakeLibrary.scheduler.KilledWorker) as error:
            self._error = error

    def exception(self) -> Exception | None:
        return self._error

    def result(self) -> Planned | None:
        return self._answer

    def release(self) -> None:
        self.released = True


class FakeLibrary:
    """The library without a line: tasks come back the last first."""

    futures: ClassVar[list[Future]] = []
    knocked: ClassVar[list[str]] = []

    class Security:
        @staticmethod
        def get_connection_args(role: str) -> dict[str, object]:
            assert role == "client"
            return {"ssl_context": None}

    class comm:  # noqa: N801 -- a module of the library
        @staticmethod
        async def connect(address: str, **how: object) -> FakeLibrary:
            assert how.keys() == {"timeout", "ssl_context"}
            if address == "tls://nowhere:1":
                raise OSError(address)
            FakeLibrary.knocked.append(address)
            return FakeLibrary()

    async def close(self) -> None:
        """Hang up."""

    class scheduler:  # noqa: N801 -- a module of the library
        class KilledWorker(Exception):
            pass

    class Client:
        loop = None

        def __init__(self, address: str, **more: object) -> None:
            assert FakeLibrary.knocked.pop() == address
            self.address = address
            self.scheduler = self

        def nthreads(self) -> dict[str, int]:
            return {}

        def wait_for_workers(self, count: int, timeout: float) -> None:
            if self.address == "tls://idle:1":
                raise TimeoutError

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def map(self, work: Work, tasks: Sequence[Task], *, pure: bool) -> list[Future]:
            """Do the tasks; one that waits behind a killer is blamed for the death as well."""
            assert not pure, "a book may have changed since it was last planned"
            names = ["", *(task.folder.name for task in tasks)]
            futures = [
                Future(f"{place}", blamed if names[place] == "毒" else work, task)
                for place, task in enumerate(tasks)
            ]
            FakeLibrary.futures += futures
            return futures

    class as_completed:  # noqa: N801 -- the library's name
        def __init__(self, futures: Sequence[Future], loop: object) -> None:
            self._left = list(futures)

        def is_empty(self) -> bool:
            return not self._left

        def has_ready(self) -> bool:
            return self._left[-1].ready

        def __next__(self) -> Future:
            return self._left.pop()


def blamed(task: Task) -> Planned:
    raise FakeLibrary.scheduler.KilledWorker


def odd(task: Task) -> Planned:
    match task.folder.name:
        case "毒":
            raise FakeLibrary.scheduler.KilledWorker
        case "错":
            raise KeyError(task.folder.name)
        case name:
            return Planned(name)


def test_on_a_cluster_a_book_that_kills_its_workers_or_fails_is_named_and_no_other_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_library", lambda: FakeLibrary)
    monkeypatch.setattr(FakeLibrary, "futures", [])
    told: list[Planned] = []
    tasks = [Task(Path(name), TODAY) for name in ("毒", "乙", "错", "丙")]
    found = on_cluster(ADDRESS)(odd, tasks, told.append)
    assert found[0] == Planned("毒", problem=Problem.of("portfolio.worker_lost", tries=MOST_TRIES))
    assert found[1] == Planned("乙"), "it only waited where another died"
    assert found[2] == Planned("错", problem=Problem.of("portfolio.failed", kind="KeyError"))
    assert found[3] == Planned("丙")
    assert told == [found[3], found[2], found[0], found[1]]
    assert len(FakeLibrary.futures) == 4 + 2
    assert all(future.released for future in FakeLibrary.futures)


def test_a_cluster_whose_workers_are_all_gone_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_library", lambda: FakeLibrary)
    monkeypatch.setattr(cluster, "_GONE_SECONDS", 0.01)
    told: list[Planned] = []
    tasks = [Task(Path(name), TODAY) for name in ("永", "丙")]
    with pytest.raises(MachineError) as raised:
        on_cluster(ADDRESS)(odd, tasks, told.append)
    assert raised.value.code == "cluster.no_workers"
    assert told == [Planned("丙")]


@pytest.mark.parametrize(
    ("address", "code"),
    [("tls://nowhere:1", "cluster.not_reached"), ("tls://idle:1", "cluster.no_workers")],
)
def test_a_cluster_that_is_not_there_or_has_nobody_to_work_is_named(
    address: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_library", lambda: FakeLibrary)
    with pytest.raises(MachineError) as raised:
        on_cluster(address)(plan_book, [], lambda planned: None)
    assert (raised.value.code, raised.value.details) == (code, {"address": address})


def test_without_the_library_a_cluster_is_refused_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MachineError) as raised:
        on_cluster("tls://x:1")
    assert raised.value.code == "cluster.not_installed"
    assert "--cluster" in message(raised.value)


def test_the_library_of_clusters_is_not_loaded_before_an_address_is_given() -> None:
    assert "distributed" not in vars(cluster)


def test_every_task_is_done_once_and_answers_stand_at_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_library", lambda: FakeLibrary)
    told: list[Planned] = []
    tasks = [Task(Path(name), TODAY) for name in "甲乙丙丁"]
    found = on_cluster(ADDRESS)(odd, tasks, told.append)
    assert [found[place].name for place in range(4)] == list("甲乙丙丁")
    assert [one.name for one in told] == list("丁丙乙甲")


def test_stop_passes_through_and_nothing_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_library", lambda: FakeLibrary)
    told: list[Planned] = []

    def stop(planned: Planned) -> None:
        told.append(planned)
        raise Cancelled

    with pytest.raises(Cancelled):
        on_cluster(ADDRESS)(odd, [Task(Path(name), TODAY) for name in "甲乙"], stop)
    assert len(told) == 1
