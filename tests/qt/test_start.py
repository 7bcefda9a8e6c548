"""Starting: display, input method, language, what may not be loaded yet, one window at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jiamao_desktop.ui import program as programs
from jiamao_desktop.ui import start
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.recents import Recents
from jiamao_desktop.ui.screens.start import StartWindow

ROOT = Path(__file__).parents[2]
HEAVY = ("reportlab", "pikepdf", "pypdf", "pypdfium2", "keyring", "sqlite_utils", "sqlcipher3",
         "lxml", "PIL", "nacl", "openpyxl", "python_calamine", "zxingcpp",
         "tomllib", "decimal", "jiamao_desktop.app.messages", "jiamao_desktop.domain")  # fmt: skip


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> Iterator[None]:
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(form, scope, str(tmp_path / "settings"))
    yield
    QSettings.setPath(form, scope, str(tmp_path / "settings"))


@pytest.mark.parametrize(
    ("platform", "environment", "lacks"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ""}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("win32", {}, False),
        ("darwin", {}, False),
    ],
)
def test_only_linux_without_any_screen_lacks_a_display(
    platform: str, environment: dict[str, str], lacks: bool
) -> None:
    assert start.lacks_display(platform, environment) is lacks


@pytest.mark.parametrize(
    "environment",
    [{"QT_IM_MODULE": "fcitx"}, {"XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "fcitx5"}],
)
def test_fcitx_is_reached_through_the_ibus_plugin_and_the_portal(
    environment: dict[str, str],
) -> None:
    start.prepare_input_method("linux", environment)
    assert environment["QT_IM_MODULE"] == "ibus"
    assert environment["IBUS_USE_PORTAL"] == "1"


@pytest.mark.parametrize(
    ("platform", "environment"),
    [
        ("linux", {"QT_IM_MODULE": "ibus"}),
        ("linux", {"XMODIFIERS": "@im=ibus"}),
        ("linux", {}),
        ("win32", {"QT_IM_MODULE": "fcitx"}),
    ],
)
def test_other_input_methods_are_left_alone(platform: str, environment: dict[str, str]) -> None:
    before = dict(environment)
    start.prepare_input_method(platform, environment)
    assert environment == before


def test_without_a_display_it_says_so_and_points_to_the_demo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert start.run(["jiamao"], None) == 1
    said = capsys.readouterr().err
    assert "make demo" in said
    assert "图形界面" in said


def test_the_welcome_window_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from jiamao_desktop.ui import start\n"
        "assert 'PySide6' not in sys.modules\n"
        "app, program = start.begin(['jiamao'], None)\n"
        "app.processEvents()\n"
        "assert program.window.isVisible()\n"
        "program.end_jobs()\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == ""


def test_the_whole_application_speaks_chinese_first(qapp: QApplication) -> None:
    before = QLocale()
    programs.dress(qapp, "zh")
    assert qapp.property("language") == "zh"
    assert QLocale().name() == "zh_CN"
    assert qapp.applicationDisplayName() == "加贸申报"
    QLocale.setDefault(before)


@pytest.fixture
def program(dressed: QApplication) -> Iterator[programs.Program]:
    made = programs.Program()
    yield made
    if made.window is not None:
        made.window.close()
    made.end_jobs()


def test_without_a_book_the_program_begins_with_welcome(program: programs.Program) -> None:
    program.welcome()
    assert isinstance(program.window, StartWindow)
    assert program.window.isVisible()
    assert program.window.pages.currentWidget() is program.window.welcome


def test_opening_a_book_replaces_the_welcome_window(
    program: programs.Program, template_book: tuple[Path, str], tmp_path: Path, qtbot: QtBot
) -> None:
    open_by_code(program, template_book, qtbot)
    assert isinstance(program.window, MainWindow)
    assert program.window.isVisible()
    assert [book.folder for book in Recents().books()] == [template_book[0]]


def test_closing_a_book_for_another_leads_back_to_welcome(
    program: programs.Program, template_book: tuple[Path, str], qtbot: QtBot
) -> None:
    open_by_code(program, template_book, qtbot)
    assert isinstance(program.window, MainWindow)
    program.window.top_bar.other_book_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(program.window, StartWindow))
    assert not program.jobs.busy


def test_a_closed_book_can_be_opened_again_at_once(
    program: programs.Program, template_book: tuple[Path, str], qtbot: QtBot
) -> None:
    for _ in range(2):
        open_by_code(program, template_book, qtbot)
        assert isinstance(program.window, MainWindow)
        program.window._leave_for_other_book()
        qtbot.waitUntil(lambda: isinstance(program.window, StartWindow))


def test_a_window_fits_a_small_laptop(program: programs.Program, qtbot: QtBot) -> None:
    program.welcome()
    assert program.window is not None
    place = program.window.screen().availableGeometry()
    assert program.window.width() <= max(place.width(), 960)
    assert program.window.minimumWidth() <= 1366
    assert program.window.minimumHeight() <= 768


def open_by_code(program: programs.Program, book: tuple[Path, str], qtbot: QtBot) -> None:
    folder, code = book
    program.welcome(folder)
    window = program.window
    assert isinstance(window, StartWindow)
    page = window.open_book
    qtbot.waitUntil(lambda: not page.passphrase.isHidden(), timeout=10_000)
    page.switch.click()
    page.recovery.set_text(code)
    page.open_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=10_000)
