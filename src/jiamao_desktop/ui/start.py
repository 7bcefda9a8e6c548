"""Starting the window: display, input method, typeface, language; then one window at a time.

Only light modules are imported here and by the welcome window; what reads books, PDF and
spreadsheets is imported inside jobs. A test holds a list of what must not be loaded yet.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.ui import crash, theme
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.recents import Recents
from jiamao_desktop.ui.screens.start import StartWindow

if TYPE_CHECKING:
    from jiamao_desktop.app.workspace import Workspace

log = logging.getLogger(__name__)
_NO_DISPLAY = (
    "没有可用的图形界面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），窗口打不开。\n"
    "可以不用窗口：make demo 会在这里演示从收单到打印申报材料的全过程。\n"
    "No display found, so the window cannot open. Without one, run: make demo"
)
_WIDEST, _HIGHEST = 1440, 900


def run(argv: list[str], folder: Path | None) -> int:
    """Open the window and stay until the last one is closed.

    Args:
        argv: As given to the program.
        folder: The book to open at once; ``None`` for the welcome window.

    Returns:
        The exit code: 1 if there is no display.
    """
    if lacks_display(sys.platform, os.environ):
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 1
    prepare_input_method(sys.platform, os.environ)
    app = QApplication(argv)
    dress(app, Recents().language())
    crash.install()
    program = Program()
    program.welcome(folder)
    code = app.exec()
    program.jobs.shut_down()
    return code


def lacks_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether Qt would abort for want of a screen."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform == "linux" and not any(environment.get(name) for name in named)


def prepare_input_method(platform: str, environment: MutableMapping[str, str]) -> None:
    """Let fcitx users type Chinese: Qt ships only the ibus plugin, which fcitx understands.

    Without the portal the plugin looks for an ibus daemon that is not there. Somebody who
    really runs ibus keeps their own setting.
    """
    method = environment.get("QT_IM_MODULE", "")
    fcitx = "fcitx" in method or "fcitx" in environment.get("XMODIFIERS", "")
    if platform == "linux" and fcitx:
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def dress(app: QApplication, language: str) -> None:
    """Give the application its name, its looks and its language (``zh`` or ``en``)."""
    app.setApplicationName("jiamao")
    app.setApplicationDisplayName("加贸申报")
    app.setProperty("language", language)
    theme.apply_theme(app)
    locale = QLocale("en_US" if language == "en" else "zh_CN")
    QLocale.setDefault(locale)
    own = resources_folder() / "i18n" / "jiamao_en.qm"
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = [str(own)] if language == "en" else [f"{qt}/qtbase_zh_CN.qm"]
    for file in wanted:
        translator = QTranslator(app)
        if translator.load(file):
            app.installTranslator(translator)
        else:
            log.warning("translation not found: %s", Path(file).name)


class Program(QObject):
    """Which window is open: the welcome window, or a book. Never two."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = Jobs(self)
        self.window: QWidget | None = None

    def welcome(self, folder: Path | None = None) -> None:
        """Show the welcome window; open a book at once if one is named."""
        self.jobs.shut_down()
        self.jobs = Jobs(self)
        window = StartWindow(self.jobs, Recents())
        window.opened.connect(self.enter)
        self._show(window, 0.62)
        if folder is not None:
            window.open_folder(folder)

    def enter(self, workspace: Workspace) -> None:
        """Show an open book. Its jobs stay on the thread that opened it."""
        # By name: with a plain import the program would load every screen to say welcome.
        main_window = importlib.import_module("jiamao_desktop.ui.main_window")
        screen = importlib.import_module("jiamao_desktop.ui.screen")
        Recents().add(workspace.folder, workspace.title)
        window = main_window.MainWindow(screen.Shell(workspace, self.jobs))
        window.left.connect(self._left)
        self._show(window, 0.94)
        window.go("home")

    def _left(self, wants_another: bool) -> None:
        if wants_another:
            # Not from inside the old window's closing.
            QTimer.singleShot(0, self.welcome)

    def _show(self, window: QWidget, share: float) -> None:
        before, self.window = self.window, window
        place = QGuiApplication.primaryScreen().availableGeometry()
        width = min(_WIDEST, max(1024, int(place.width() * share)), place.width())
        height = min(_HIGHEST, max(660, int(place.height() * share)), place.height())
        window.resize(width, height)
        window.move(place.center().x() - width // 2, place.center().y() - height // 2)
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()
