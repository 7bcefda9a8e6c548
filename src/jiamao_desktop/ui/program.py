"""The application and its one window: the welcome window, or a book. Never two.

Only light modules are imported here and by the welcome window; what reads books, PDF and
spreadsheets is imported inside jobs. A test holds a list of what must not be loaded yet.
"""

from __future__ import annotations

import importlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.collector import Collector, set_aside
from jiamao_desktop.ui.recents import Recents
from jiamao_desktop.ui.screens.start import StartWindow

if TYPE_CHECKING:
    from jiamao_desktop.app.workspace import Workspace
    from jiamao_desktop.ui.jobs import Jobs

log = logging.getLogger(__name__)
_WIDEST, _HIGHEST = 1440, 900
TURN_SECONDS = 0.001
"""How long a thread computes before another may; Python's own five make a window stutter."""


def dress(app: QApplication, language: str) -> None:
    """Give the application its name, its looks and its language (``zh`` or ``en``)."""
    Collector(app)
    # Each call between Qt and Python waits its turn while a job computes: let turns be short.
    sys.setswitchinterval(TURN_SECONDS)
    app.setApplicationName("jiamao")
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
    app.setApplicationDisplayName(app.translate("StartWindow", "加贸申报"))


class Program(QObject):
    """Which window is open: the welcome window, or a book. Never two."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: Jobs | None = None
        self.window: QWidget | None = None

    @property
    def jobs(self) -> Jobs:
        """Return the threads of the open window, begun when they are first wanted."""
        if self._jobs is None:
            from jiamao_desktop.ui.jobs import Jobs  # noqa: PLC0415 -- not needed to say welcome

            self._jobs = Jobs(self)
        return self._jobs

    def end_jobs(self) -> None:
        """Stop whatever still runs, and wait for it."""
        if self._jobs is not None:
            self._jobs.shut_down()
            self._jobs = None

    def welcome(self, folder: Path | None = None) -> None:
        """Show the welcome window; open a book at once if one is named."""
        self.end_jobs()
        window = StartWindow(lambda: self.jobs, Recents())
        window.opened.connect(self.enter)
        self._show(window, 0.62)
        if folder is not None:
            window.open_folder(folder)

    def enter(self, workspace: Workspace) -> None:
        """Show an open book. Its jobs stay on the thread that opened it."""
        # By name: with a plain import the program would load every screen to say welcome.
        main_window = importlib.import_module("jiamao_desktop.ui.main_window")
        screen = importlib.import_module("jiamao_desktop.ui.screen")
        messages = importlib.import_module("jiamao_desktop.ui.messages")
        set_aside()
        Recents().add(workspace.folder, workspace.title)
        window = main_window.MainWindow(screen.Shell(workspace, self.jobs))
        window.left.connect(self._left)
        self._show(window, 0.94)
        window.go("home")
        for notice in workspace.notices:
            window.shell.say(messages.say(notice))

    def _left(self, wants_another: bool) -> None:
        if wants_another:
            # Not from inside the old window's closing.
            QTimer.singleShot(0, self.welcome)

    def _show(self, window: QWidget, share: float) -> None:
        before, self.window = self.window, window
        theme.dress(window)
        place = QGuiApplication.primaryScreen().availableGeometry()
        width = min(_WIDEST, max(1024, int(place.width() * share)), place.width())
        height = min(_HIGHEST, max(660, int(place.height() * share)), place.height())
        window.resize(width, height)
        window.move(place.center().x() - width // 2, place.center().y() - height // 2)
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()
