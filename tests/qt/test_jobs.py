"""Work off the window's thread: order, progress, Stop, and news of changes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import Cancelled, JiamaoError, UserError
from jiamao_desktop.ui.job_bar import JobBar
from jiamao_desktop.ui.jobs import Jobs, Progress


def fail(error: JiamaoError) -> None:
    pytest.fail(error.code)


def _same(number: int, _report: Report) -> int:
    return number


def ignore(_result: object) -> None:
    pass


def test_a_result_arrives_on_the_threads_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    jobs.start(
        lambda _: threads.append(threading.current_thread()),
        on_done=lambda _: threads.append(threading.current_thread()),
        on_error=fail,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_writing_jobs_run_one_after_another_in_the_order_asked(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.start(functools.partial(_same, number), on_done=done.append, on_error=fail)
    with qtbot.waitSignal(jobs.idle):
        pass
    assert done == list(range(20))


def test_all_writing_happens_on_one_thread(jobs: Jobs, qtbot: QtBot) -> None:
    names: list[str] = []
    for _ in range(5):
        jobs.start(lambda _: threading.current_thread().name, on_done=names.append, on_error=fail)
    with qtbot.waitSignal(jobs.idle):
        pass
    assert len(set(names)) == 1


def test_an_error_goes_to_its_own_handler_and_the_next_job_still_runs(
    jobs: Jobs, qtbot: QtBot
) -> None:
    errors: list[JiamaoError] = []
    results: list[str] = []

    def refuse(_report: Report) -> str:
        raise UserError("field.empty")

    jobs.start(refuse, on_done=ignore, on_error=errors.append)
    jobs.start(lambda _: "next", on_done=results.append, on_error=fail)
    with qtbot.waitSignal(jobs.idle):
        pass
    assert [error.code for error in errors] == ["field.empty"]
    assert results == ["next"]


def test_stop_ends_a_job_at_its_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    reached, go_on = threading.Event(), threading.Event()
    errors: list[JiamaoError] = []

    def work(report: Report) -> None:
        reached.set()
        assert go_on.wait(5)
        report(1, 2, "")
        pytest.fail("went on after Stop")

    job = jobs.start(work, on_done=ignore, on_error=errors.append)
    assert reached.wait(5)
    job.cancel()
    with qtbot.waitSignal(jobs.idle):
        go_on.set()
    assert [type(error) for error in errors] == [Cancelled]


def test_stop_pressed_too_late_changes_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[str] = []
    job = jobs.start(lambda _: "done", on_done=results.append, on_error=fail)
    qtbot.waitUntil(lambda: results == ["done"])
    job.cancel()
    job.cancel()
    assert job.stopped


def test_progress_is_told_while_a_job_runs(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[Progress] = []
    go_on = threading.Event()

    def work(report: Report) -> None:
        report(3, 7, "第三个")
        assert go_on.wait(5)

    jobs.progressed.connect(lambda job: seen.append(job.progress))
    jobs.start(work, on_done=ignore, on_error=fail)
    qtbot.waitUntil(lambda: Progress(3, 7, "第三个") in seen)
    assert jobs.busy
    assert jobs.current is not None
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert jobs.current is None


@pytest.mark.parametrize("alone", [True, False])
def test_changes_are_announced_before_the_result(jobs: Jobs, qtbot: QtBot, alone: bool) -> None:
    told: list[Any] = []
    changes = Changes(operation_id=1, tables=frozenset({"expense"}))
    jobs.changed.connect(lambda change: told.append(change.tables))
    jobs.start(
        lambda _: changes if alone else (7, changes),
        on_done=lambda _: told.append("done"),
        on_error=fail,
    )
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [{"expense"}, "done"]


def test_a_result_that_changed_nothing_is_not_announced(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(jobs.changed):
        jobs.start(lambda _: 1, on_done=ignore, on_error=fail)
        with qtbot.waitSignal(jobs.idle):
            pass


def test_the_newest_reading_of_a_channel_wins(jobs: Jobs, qtbot: QtBot) -> None:
    started, go_on = threading.Event(), threading.Event()
    results: list[str] = []

    def slow(_report: Report) -> str:
        started.set()
        assert go_on.wait(5)
        return "old"

    jobs.read(slow, on_done=results.append, on_error=fail, channel="search")
    assert started.wait(5)
    jobs.read(lambda _: "new", on_done=results.append, on_error=fail, channel="search")
    go_on.set()
    qtbot.waitUntil(lambda: not jobs._reading)
    assert results == ["new"]


def test_readings_of_different_channels_both_arrive(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[str] = []
    jobs.read(lambda _: "a", on_done=results.append, on_error=fail, channel="one")
    jobs.read(lambda _: "b", on_done=results.append, on_error=fail, channel="two")
    qtbot.waitUntil(lambda: not jobs._reading)
    assert results == ["a", "b"]


def test_reading_goes_on_while_something_is_written(jobs: Jobs, qtbot: QtBot) -> None:
    go_on = threading.Event()
    results: list[str] = []
    jobs.start(lambda _: go_on.wait(5), on_done=ignore, on_error=fail)
    jobs.read(lambda _: "read", on_done=results.append, on_error=fail, channel="x")
    qtbot.waitUntil(lambda: results == ["read"])
    assert jobs.busy
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_job_may_start_another_from_its_result(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[str] = []

    def again(_result: object) -> None:
        jobs.start(lambda _: "second", on_done=results.append, on_error=fail)

    jobs.start(lambda _: "first", on_done=again, on_error=fail)
    qtbot.waitUntil(lambda: results == ["second"])


def test_shutting_down_waits_and_then_does_one_last_thing(dressed: object) -> None:
    jobs = Jobs()
    order: list[str] = []
    started = threading.Event()

    def work(_report: Report) -> None:
        started.set()
        order.append("work")

    jobs.start(work, on_done=ignore, on_error=fail)
    assert started.wait(5)
    jobs.shut_down(lambda: order.append("last"))
    assert order == ["work", "last"]


def test_shutting_down_twice_is_harmless(dressed: object) -> None:
    jobs = Jobs()
    jobs.shut_down()
    jobs.shut_down()
    assert not jobs.busy


def test_nothing_waiting_is_begun_after_shutting_down(dressed: object) -> None:
    jobs = Jobs()
    begun: list[int] = []
    hold = threading.Event()
    jobs.start(lambda _: hold.wait(5), on_done=ignore, on_error=ignore)
    jobs.start(lambda _: begun.append(1), on_done=ignore, on_error=ignore)
    threading.Timer(0.05, hold.set).start()
    jobs.shut_down()
    assert begun == []


def _counting(seen: list[int], go_on: threading.Event) -> Callable[[Report], int]:
    def work(report: Report) -> int:
        for number in range(1, 4):
            report(number, 3, "")
            seen.append(number)
            if number == 1:
                assert go_on.wait(5)
        return len(seen)

    return work


def test_a_paused_job_waits_and_goes_on_where_it_was(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []
    done: list[int] = []
    go_on = threading.Event()
    job = jobs.start(_counting(seen, go_on), on_done=done.append, on_error=fail, title="收单")
    qtbot.waitUntil(lambda: seen == [1])
    job.pause()
    go_on.set()
    qtbot.waitUntil(lambda: job.progress == Progress(2, 3, ""))
    qtbot.wait(60)
    assert job.paused
    assert seen == [1], "nothing is done meanwhile"
    job.resume()
    qtbot.waitUntil(lambda: done == [3])
    assert seen == [1, 2, 3]


def test_a_paused_job_can_be_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []
    errors: list[JiamaoError] = []
    go_on = threading.Event()
    job = jobs.start(_counting(seen, go_on), on_done=ignore, on_error=errors.append)
    qtbot.waitUntil(lambda: seen == [1])
    job.pause()
    go_on.set()
    job.cancel()
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], Cancelled)
    job.pause()
    assert not job.paused, "what is stopped does not wait"


def test_a_paused_job_does_not_hold_up_the_closing_of_the_window(dressed: object) -> None:
    jobs = Jobs()
    seen: list[int] = []
    go_on = threading.Event()
    job = jobs.start(_counting(seen, go_on), on_done=ignore, on_error=ignore)
    job.pause()
    go_on.set()
    jobs.shut_down()
    assert len(seen) <= 1


def test_the_bar_pauses_and_resumes(jobs: Jobs, qtbot: QtBot) -> None:
    bar = JobBar(jobs)
    qtbot.addWidget(bar)
    seen: list[int] = []
    done: list[int] = []
    go_on = threading.Event()
    jobs.start(_counting(seen, go_on), on_done=done.append, on_error=fail, title="正在识读文件")
    qtbot.waitUntil(lambda: seen == [1] and not bar.isHidden())
    bar.pause.click()
    go_on.set()
    qtbot.waitUntil(lambda: "2 / 3" in bar.label.whole())
    assert bar.label.whole().startswith("已暂停：正在识读文件")
    assert bar.pause.text() == "继续"
    assert bar.stop.isEnabled()
    bar.pause.click()
    qtbot.waitUntil(lambda: done == [3])
    qtbot.waitUntil(bar.isHidden)


def test_stop_in_the_bar_ends_pausing_too(jobs: Jobs, qtbot: QtBot) -> None:
    bar = JobBar(jobs)
    qtbot.addWidget(bar)
    seen: list[int] = []
    errors: list[JiamaoError] = []
    go_on = threading.Event()
    jobs.start(_counting(seen, go_on), on_done=ignore, on_error=errors.append, title="收单")
    qtbot.waitUntil(lambda: seen == [1] and not bar.isHidden())
    bar.pause.click()
    bar.stop.click()
    assert not bar.pause.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: len(errors) == 1)
