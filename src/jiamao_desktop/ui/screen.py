"""What screens share: the shell they stand in, and when they must look again.

A screen never touches another one. It asks the shell: to go somewhere, to say something,
to read or write in a job. It names the tables it shows, and is refreshed when one of them
changed -- at once if it is in view, else when it next comes into view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from jiamao_desktop.app.workspace import Workspace

T = TypeVar("T")

PROJECT_TABLES = frozenset(
    {"project", "fair", "booth", "participant", "certification", "pilot", "matter"}
)
"""Where projects lie."""
CLAIM_TABLES = PROJECT_TABLES | {
    *("claim", "claim_expense", "expense", "evidence", "document", "payment", "fapiao"),
    *("applicant", "answer", "parameter", "reading", "received_grant"),
    *("adopted_guide", "own_guide", "exchange_rate", "declaration", "declaration_item"),
    *("fapiao_line", "settlement", "contract", "contract_fee", "expense_item"),
}
"""Whatever a claim, and so its packet, is worked out from or printed with."""


class Shell(QObject):
    """The open book and the frame around all screens.

    Signals:
        gone_to: ``(screen key, what to show there or None)``.
        said: ``(sentence, can it be undone)`` a short notice at the bottom.
        failed: ``(JiamaoError)`` shown as a bar above the screen.
    """

    gone_to = Signal(str, object)
    said = Signal(str, bool)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs) -> None:
        super().__init__()
        self.workspace = workspace
        self.jobs = jobs

    def go(self, key: str, target: object = None) -> None:
        """Show a screen by its key in ``main_window.SCREENS``."""
        self.gone_to.emit(key, target)

    def say(self, sentence: str, *, undoable: bool = False) -> None:
        """Tell the person what has been done."""
        self.said.emit(sentence, undoable)

    def fail(self, error: JiamaoError) -> None:
        """Tell the person what went wrong, with the remedy; a stopped job only says so."""
        self.failed.emit(error)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Have these files and folders read and shown for review."""
        self.go("review", list(paths))


class Screen(QWidget):
    """One page of the main window.

    Attributes:
        tables: Tables of the book it shows.
        search_hint: What its search looks through; blank: nothing to search here.
    """

    tables: ClassVar[frozenset[str]] = frozenset()
    search_hint: ClassVar[str] = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.workspace = shell.workspace
        self._stale = True
        shell.jobs.changed.connect(self._note)

    def refresh(self) -> None:
        """Read anew what is shown. Called before it first shows, and after changes."""

    def show_target(self, target: object) -> None:
        """Show a certain record; what ``target`` is, the screen says in its docstring."""

    def search(self, words: str) -> None:
        """Show only what contains these words; blank: everything."""

    def read(
        self, channel: str, work: Callable[[Report], T], on_done: Callable[[T], None]
    ) -> Job[T]:
        """Read in the background; newest request on the channel wins."""
        return self.shell.jobs.read(
            work,
            on_done=on_done,
            on_error=self.shell.fail,
            channel=f"{type(self).__name__}.{channel}",
        )

    def write(
        self,
        title: str,
        work: Callable[[Report], T],
        on_done: Callable[[T], None],
        on_error: Callable[[JiamaoError], None] | None = None,
    ) -> Job[T]:
        """Change the book in the background.

        ``title`` stands in the job bar if it takes long; ``on_error`` stands in for the
        bar of errors, for instance to set the sentence beside its field.
        """
        return self.shell.jobs.start(
            work, on_done=on_done, on_error=on_error or self.shell.fail, title=title
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Override: catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _note(self, changes: Changes) -> None:
        if not changes.tables & self.tables:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
