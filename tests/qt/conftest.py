"""What tests of the window share: the look, the two threads, a shell around a book."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.claim_book import fill_book

from jiamao_desktop.app import books
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.ui import field_names, import_words, review_words, theme
from jiamao_desktop.ui.collector import Collector
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screen import Shell

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Keep what the program remembers outside any book to the test."""
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(form, scope, str(tmp_path / "settings"))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the application in the program's own fonts and style."""
    Collector(qapp)
    theme.apply_theme(qapp)
    return qapp


@pytest.fixture
def english(dressed: QApplication) -> Iterator[QApplication]:
    """Return the application speaking English, until the test is over."""
    translator = QTranslator()
    assert translator.load(str(resources_folder() / "i18n" / "jiamao_en.qm"))
    dressed.installTranslator(translator)
    dressed.setProperty("language", "en")
    _forget_words()
    yield dressed
    dressed.setProperty("language", "zh")
    dressed.removeTranslator(translator)
    _forget_words()


def _forget_words() -> None:
    """Forget the words kept in the language they were first said in."""
    for module in (field_names, import_words, review_words):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.fixture
def jobs(dressed: QApplication) -> Iterator[Jobs]:
    """Return the two threads, ended after the test."""
    made = Jobs()
    yield made
    made.shut_down()


@pytest.fixture
def shell(workspace: Workspace, jobs: Jobs) -> Shell:
    """Return a shell around an empty book."""
    return Shell(workspace, jobs)


@pytest.fixture(scope="session")
def filled_book(
    template_book: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """Return a closed book with two fairs, a certification and a pilot, made once."""
    source, code = template_book
    folder = tmp_path_factory.mktemp("filled") / source.name
    shutil.copytree(source, folder)
    opened = books.open_book(folder, FixedClock(DAY), recovery_code=code)
    fill_book(opened)
    opened.close()
    return folder, code


@pytest.fixture
def filled_shell(filled_book: tuple[Path, str], tmp_path: Path, jobs: Jobs) -> Iterator[Shell]:
    """Return a shell around the test's own copy of the filled book."""
    source, code = filled_book
    folder = tmp_path / "filled" / source.name
    shutil.copytree(source, folder)
    opened = books.open_book(folder, FixedClock(DAY), recovery_code=code)
    yield Shell(opened, jobs)
    jobs.shut_down()
    opened.close()


@pytest.fixture
def settle(qtbot: QtBot, jobs: Jobs) -> Callable[[], None]:
    """Return a function that waits until both threads have nothing to do."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not jobs.busy and not jobs._reading, timeout=10_000)

    return wait


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication) -> Callable[[QWidget], None]:
    """Return a function that shows a widget in the size of a small laptop's window."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        theme.dress(widget)
        widget.resize(1286, 672)
        widget.show()
        qtbot.waitExposed(widget)

    return show


@pytest.fixture
def window(filled_shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> MainWindow:
    made = MainWindow(filled_shell)
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.go("home")
    settle()
    return made


@pytest.fixture
def bare(shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> MainWindow:
    made = MainWindow(shell)
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(1366, 768)
    made.show()
    made.go("home")
    settle()
    return made
