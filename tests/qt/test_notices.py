"""Notices, errors and the job bar."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jiamao_desktop.domain.errors import Cancelled, MachineError, UserError
from jiamao_desktop.ui.job_bar import JobBar
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.notices import ErrorBar, Toast

Settle = Callable[[], None]


@pytest.mark.parametrize(
    ("error", "tone"),
    [
        (UserError("field.empty"), "warn"),
        (MachineError("field.empty"), "bad"),
        (Cancelled(), "calm"),
    ],
)
def test_errors_look_as_grave_as_they_are(
    dressed: QApplication, qtbot: QtBot, error: UserError, tone: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("jiamao_desktop.ui.notices.say", lambda error: error.code)
    bar = ErrorBar()
    qtbot.addWidget(bar)
    bar.show_error(error)
    assert bar.frame.property("card") == tone
    assert bar.accessibleName() == error.code


def test_a_notice_goes_by_itself(dressed: QApplication, qtbot: QtBot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    toast._timer.setInterval(10)
    toast.say("已保存。", undoable=False)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_job_bar_shows_how_far_and_stops(window: MainWindow, qtbot: QtBot) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def work(report: Callable[[int, int | None, str], None]) -> None:
        report(3, 10, "第三个文件")
        reached.set()
        assert go_on.wait(5)
        report(4, 10, "")

    errors: list[object] = []
    window.shell.jobs.start(
        work, on_done=lambda _: None, on_error=errors.append, title="正在识读文件"
    )
    assert reached.wait(5)
    bar = window.job_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.whole() == "正在识读文件　3 / 10　第三个文件"
    assert (bar.bar.value(), bar.bar.maximum()) == (3, 10)
    bar.stop.click()
    assert not bar.stop.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert [type(error) for error in errors] == [Cancelled]


def test_work_too_short_to_mention_shows_no_bar(bare: MainWindow, settle: Settle) -> None:
    bare.shell.jobs.start(lambda _: None, on_done=lambda _: None, on_error=bare.shell.fail)
    settle()
    assert isinstance(bare.job_bar, JobBar)
    assert not bare.job_bar.isVisible()
