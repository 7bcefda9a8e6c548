"""When the program itself is wrong: plain words, and a report that tells nobody's secrets."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from jiamao_desktop import __version__
from jiamao_desktop.ui import crash

SECRET = "永州样例公司 6222000011112222"


def error() -> BaseException:
    try:
        try:
            dict[str, int]()[SECRET]
        except KeyError as cause:
            raise ValueError(SECRET) from cause
    except ValueError as caught:
        return caught
    raise AssertionError


def test_a_report_names_kinds_files_and_lines() -> None:
    report = crash.report_of(error())
    assert "ValueError" in report
    assert "KeyError" in report
    assert "tests/qt/test_crash.py:" in report
    assert __version__ in report


def test_a_report_never_quotes_what_the_error_says() -> None:
    report = crash.report_of(error())
    assert "永州" not in report
    assert "6222" not in report


def test_a_report_names_no_folder_of_the_persons_machine() -> None:
    lines = crash.report_of(error()).splitlines()
    places = [line.strip().split(":")[0] for line in lines if line.startswith("  ")]
    assert places
    assert all(place.count("/") <= 2 for place in places)


def test_the_dialog_says_that_nothing_is_lost_and_gives_the_report(
    dressed: QApplication, qtbot: QtBot
) -> None:
    dialog = crash.CrashDialog("报告内容")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.report.toPlainText() == "报告内容"
    assert dialog.report.isReadOnly()
    buttons = {made.text(): made for made in dialog.findChildren(QPushButton)}
    buttons["复制报告"].click()
    assert QGuiApplication.clipboard().text() == "报告内容"


def test_an_error_of_any_thread_ends_in_the_dialog(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    hook = crash._Hook()
    reports: list[str] = []
    hook.arose.disconnect()
    hook.arose.connect(reports.append)
    with caplog.at_level(logging.CRITICAL):
        caught = error()
        hook.raised(type(caught), caught, caught.__traceback__)
        args = threading.ExceptHookArgs((type(caught), caught, caught.__traceback__, None))
        hook.raised_in_thread(args)
    qtbot.waitUntil(lambda: len(reports) == 2)
    assert all("ValueError" in report for report in reports)


def test_ctrl_c_in_a_terminal_is_no_crash(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, _error, _place: told.append(kind))
    hook = crash._Hook()
    hook.raised(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [KeyboardInterrupt]


def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="qt"):
        crash._note(QtMsgType.QtDebugMsg, None, "something small")  # type: ignore[arg-type]  # unused
    assert [(record.name, record.levelno) for record in caplog.records] == [("qt", logging.DEBUG)]
