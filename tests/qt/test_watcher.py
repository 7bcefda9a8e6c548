"""New files of the watched folder stand in the review list, and nothing is taken in by itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.unit.app.fapiao_files import fapiao_xml, write

from jiamao_desktop.app import ledger, watching
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.ui import watcher
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screens.imports import ImportsScreen
from jiamao_desktop.ui.screens.review import ReviewScreen
from jiamao_desktop.ui.watcher import Watcher

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SETTLE_MS", 20)


def imports(window: MainWindow, settle: Settle) -> ImportsScreen:
    window.go("imports")
    settle()
    page = window.page("imports")
    assert isinstance(page, ImportsScreen)
    return page


def test_a_new_file_is_queued_for_review_and_not_taken_in(
    bare: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    folder = tmp_path / "扫描件"
    folder.mkdir()
    page = imports(bare, settle)
    page.set_watched(folder)
    settle()
    assert page.watched.text().startswith("正在监视“扫描件”")
    bare.go("home")
    with qtbot.waitSignal(bare.watcher.found, timeout=10_000) as found:
        write(folder, "发票1.xml", fapiao_xml(1))
    assert found.args == [[folder / "发票1.xml"]]
    review = bare.page("review")
    assert isinstance(review, ReviewScreen)
    qtbot.waitUntil(lambda: len(review.items) == 1, timeout=20_000)
    assert bare.key == "home", "the person stays where they are"
    assert bare.toast.isVisible()
    assert ledger.ledger_totals(bare.shell.workspace, LedgerFilter()).count == 0
    settle()


def test_what_lies_there_already_is_found_when_the_book_is_opened(
    bare: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    folder = tmp_path / "扫描件"
    write(folder, "发票1.xml", fapiao_xml(1))
    watching.watch(bare.shell.workspace, folder)
    again = Watcher(bare.shell)
    with qtbot.waitSignal(again.found, timeout=10_000) as found:
        pass
    assert found.args == [[folder / "发票1.xml"]]
    settle()


def test_watching_ends_when_it_is_turned_off(
    bare: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    folder = tmp_path / "扫描件"
    folder.mkdir()
    page = imports(bare, settle)
    page.set_watched(folder)
    settle()
    qtbot.waitUntil(lambda: bare.watcher._folder == folder)
    page.unwatch.click()
    settle()
    qtbot.waitUntil(lambda: bare.watcher._folder is None)
    assert page.watched.isHidden()
    assert page.unwatch.isHidden()
    with qtbot.assertNotEmitted(bare.watcher.found, wait=120):
        write(folder, "发票1.xml", fapiao_xml(1))


def test_a_growing_file_is_waited_for(
    bare: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    folder = tmp_path / "扫描件"
    path = write(folder, "发票1.xml", fapiao_xml(1)[:200])
    told: list[list[Path]] = []
    bare.watcher.found.connect(told.append)
    bare.watcher._timer.stop()
    watching.watch(bare.shell.workspace, folder)
    bare.watcher._look()
    settle()
    path.write_bytes(fapiao_xml(1))
    os.utime(path, ns=(1, 1))
    bare.watcher._look()
    settle()
    assert told == []
    qtbot.waitUntil(lambda: told == [[path]], timeout=10_000)
    settle()


def test_a_file_that_comes_while_the_window_closes_asks_nobody(
    bare: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    monkeypatch.setattr(bare.shell.jobs, "ended", True)
    bare.watcher._look()
    assert not bare.shell.jobs.reading
    monkeypatch.setattr(bare.shell.jobs, "ended", False)
    bare.watcher._look()
    assert bare.shell.jobs.reading
    settle()
