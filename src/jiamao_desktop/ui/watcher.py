"""Looks after the watched folder of the open book, without ever holding up the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from jiamao_desktop.app import watching
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.watching import Look, Settling
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui.screen import Shell

SETTLE_MS = 1500
"""Between two looks at files that may still be growing."""

ANYWAY_MS = 60_000
"""Folders on servers do not tell when something comes; so we look now and then."""


class Watcher(QObject):
    """Watches the folder that the book names, if it names one.

    Signals:
        found: ``(list of paths)`` new files, complete as far as can be told.
    """

    found = Signal(object)

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._folder: Path | None = None
        self._settling = Settling()
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(lambda _path: self._look())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        shell.jobs.changed.connect(self._note)
        self._look()

    def _note(self, changes: Changes) -> None:
        if "watched_folder" in changes.tables:
            self._look()

    def _look(self) -> None:
        ws = self._shell.workspace

        def work(_report: Report) -> Look | None:
            folder = watching.watched_folder(ws)
            return watching.look_into(ws, folder) if folder else None

        self._shell.jobs.read(work, on_done=self._take, on_error=self._wait, channel="watch")

    def _take(self, look: Look | None) -> None:
        self._follow(look.folder if look else None)
        if look is None:
            self._timer.stop()
            return
        ready = self._settling.settled(look.files)
        if ready:
            self.found.emit(list(ready))
        self._timer.start(SETTLE_MS if self._settling.waiting else ANYWAY_MS)

    def _wait(self, _error: JiamaoError) -> None:
        """Look once more later: the book may just be busy."""
        self._timer.start(ANYWAY_MS)

    def _follow(self, folder: Path | None) -> None:
        """Have the system tell when something comes into this folder."""
        if folder == self._folder:
            return
        if watched := self._system.directories():
            self._system.removePaths(watched)
        self._folder, self._settling = folder, Settling()
        if folder is not None:
            self._system.addPath(str(folder))
