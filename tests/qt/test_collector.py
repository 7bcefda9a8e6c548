"""Garbage with widgets in it is collected on the window's thread, and only there."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.ui.collector import MOST_AT_ONCE, Collector, collect_if_due, set_aside
from jiamao_desktop.ui.jobs import Jobs


class Ring:
    """Something only the cyclic collector can take away; says on which thread it went."""

    def __init__(self, told: list[threading.Thread]) -> None:
        self.me = self
        weakref.finalize(self, lambda: told.append(threading.current_thread()))


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    was_on, limits = gc.isenabled(), gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*limits)
    if was_on:
        gc.enable()
    else:
        gc.disable()


def test_the_automatic_collector_is_off_while_ours_lives(dressed: QApplication) -> None:
    gc.enable()
    Collector(dressed).deleteLater()
    assert not gc.isenabled()


def test_rings_are_collected_on_the_windows_thread(dressed: QApplication, qtbot: QtBot) -> None:
    gc.collect()
    told: list[threading.Thread] = []
    collector = Collector(dressed)
    collector._timer.setInterval(5)
    gc.set_threshold(1, 1, 1)
    Ring(told)
    litter = [[] for _ in range(50)]  # type: ignore[var-annotated]  # anything that is tracked
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]
    assert litter
    collector.deleteLater()


def test_work_on_a_job_thread_collects_nothing(
    dressed: QApplication, jobs: Jobs, qtbot: QtBot
) -> None:
    collector = Collector(dressed)
    collector._timer.stop()
    gc.collect()
    told: list[threading.Thread] = []
    Ring(told)
    done: list[int] = []
    jobs.start(
        lambda _: len([[number] for number in range(30_000)]),
        on_done=done.append,
        on_error=lambda error: pytest.fail(error.code),
    )
    qtbot.waitUntil(lambda: done == [30_000])
    gc.collect()
    assert told == [threading.main_thread()], "wherever it went, not on the job's thread"
    collector.deleteLater()


def test_nothing_is_collected_before_it_is_due(dressed: QApplication) -> None:
    gc.disable()
    gc.collect()
    gc.set_threshold(100_000, 100_000, 100_000)
    told: list[threading.Thread] = []
    Ring(told)
    collect_if_due()
    assert told == []


def test_what_is_there_when_a_book_is_opened_is_looked_at_no_more() -> None:
    gc.disable()
    gc.collect()
    told: list[threading.Thread] = []
    Ring(told)
    before = len(gc.get_objects())
    set_aside()
    assert gc.get_freeze_count() >= before
    assert len(gc.get_objects()) < before / 10
    gc.collect()
    assert told == []


def test_what_was_set_aside_for_one_book_is_let_go_with_it() -> None:
    gc.disable()
    told: list[threading.Thread] = []
    set_aside()
    Ring(told)
    gc.collect()
    assert len(told) == 1, "what came later is collected as ever"
    Ring(told)
    set_aside()
    gc.collect()
    assert len(told) == 1
    gc.unfreeze()
    gc.collect()
    assert len(told) == 2


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_the_oldest_generation_that_is_due_is_taken(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch, generation: int
) -> None:
    counts = [5, 5, 5]
    limits = [10, 10, 10]
    limits[generation] = 1
    taken: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: tuple(counts))
    monkeypatch.setattr(gc, "get_threshold", lambda: tuple(limits))
    monkeypatch.setattr(gc, "collect", taken.append)
    monkeypatch.setattr(gc, "get_objects", lambda generation: [generation] * 100)
    assert not collect_if_due()
    assert taken == [generation]


@pytest.mark.parametrize(
    ("due", "sizes"),
    [
        (0, (MOST_AT_ONCE + 1, 0, 0)),
        (1, (10, MOST_AT_ONCE, 0)),
        (2, (10, MOST_AT_ONCE // 2, MOST_AT_ONCE // 2)),
    ],
)
def test_what_is_too_much_to_be_looked_through_is_set_aside(
    monkeypatch: pytest.MonkeyPatch, due: int, sizes: tuple[int, int, int]
) -> None:
    counts = [sizes[0], 0, 0]
    counts[due] = max(counts[due], 11)
    taken: list[str] = []
    monkeypatch.setattr(gc, "get_count", lambda: tuple(counts))
    monkeypatch.setattr(gc, "get_threshold", lambda: (5 if due == 0 else 10**9, 10, 10))
    monkeypatch.setattr(gc, "get_objects", lambda generation: range(sizes[generation]))
    monkeypatch.setattr(gc, "collect", lambda *_: taken.append("collected"))
    monkeypatch.setattr(gc, "freeze", lambda: taken.append("set aside"))
    assert collect_if_due()
    assert taken == ["set aside"]


def test_a_large_batch_that_lives_is_not_looked_through(dressed: QApplication) -> None:
    gc.disable()
    gc.collect()
    gc.freeze()
    batch = [[number] for number in range(2 * MOST_AT_ONCE)]
    gc.set_threshold(1, 1, 1)
    assert collect_if_due()
    assert len(gc.get_objects()) < MOST_AT_ONCE
    told: list[threading.Thread] = []
    Ring(told)
    while not told:
        assert not collect_if_due()
        batch.append([])
    assert told == [threading.main_thread()], "what comes later is collected as ever"


def test_what_was_set_aside_is_looked_through_while_the_person_is_elsewhere(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = Collector(dressed)
    collector._timer.stop()
    done: list[str] = []
    for step in ("unfreeze", "collect", "freeze"):
        monkeypatch.setattr(gc, step, lambda step=step: done.append(step))
    collector._tidy(Qt.ApplicationState.ApplicationInactive)
    assert done == [], "nothing was set aside"
    collector._put_by = True
    collector._tidy(Qt.ApplicationState.ApplicationActive)
    assert done == [], "somebody is looking"
    collector._tidy(Qt.ApplicationState.ApplicationInactive)
    assert done == ["unfreeze", "collect", "freeze"]
    collector._tidy(Qt.ApplicationState.ApplicationInactive)
    assert len(done) == 3, "once is enough"
    collector.deleteLater()


def test_closed_windows_in_rings_do_not_trouble_a_job_thread(
    dressed: QApplication, jobs: Jobs, qtbot: QtBot
) -> None:
    collector = Collector(dressed)
    done: list[int] = []
    for _ in range(20):
        window = QWidget()
        window.destroyed.connect(lambda _=None, window=window: None)
        window.close()
        del window
        jobs.start(
            lambda _: len([[number] for number in range(20_000)]),
            on_done=done.append,
            on_error=lambda error: pytest.fail(error.code),
        )
    qtbot.waitUntil(lambda: len(done) == 20)
    collector.deleteLater()
