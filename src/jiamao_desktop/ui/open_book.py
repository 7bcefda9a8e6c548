"""Opening a book: the keychain first, else the passphrase or the recovery code."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.environment import PASSPHRASE
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import TextField
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.messages import say

if TYPE_CHECKING:
    from jiamao_desktop.app.progress import Report
    from jiamao_desktop.app.workspace import Workspace

_ASKS_FOR_SECRET = ("keychain.", "passphrase.", "recovery.")


class OpenBookPage(QWidget):
    """Tries to open a book, and asks for what it needs.

    Signals:
        opened: ``(Workspace)``.
        refused: The person does not want to after all.
    """

    opened = Signal(object)
    refused = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.book = Path()
        self.title = widgets.text("", "title", wrap=True)
        self.place = widgets.Elided("", "soft")
        self.notice = widgets.text("", wrap=True)
        self.notice_card = widgets.Card(self.notice, tone="info")
        self.passphrase = TextField("passphrase", self.tr("口令"), secret=True)
        self.recovery = TextField(
            "recovery", self.tr("恢复码"), self.tr("整串输入，连字符可以省略"), placeholder="XXXX-…"
        )
        self.switch = widgets.button(self.tr("改用恢复码"), "quiet", "key")
        self.switch.clicked.connect(self._switch)
        self.open_button = widgets.button(self.tr("打开账套"), "primary")
        self.open_button.clicked.connect(self._open_with_secret)
        for field in (self.passphrase, self.recovery):
            field.line.returnPressed.connect(self._open_with_secret)
        back = widgets.button(self.tr("返回"), "secondary")
        back.clicked.connect(self.refused)
        self.setLayout(
            widgets.column(
                self.title,
                self.place,
                self.notice_card,
                self.passphrase,
                self.recovery,
                widgets.row(self.switch, 1),
                1,
                widgets.row(back, 1, self.open_button),
                gap=16,
            )
        )

    def open_folder(self, folder: Path) -> None:
        """Try to open a book with what a script handed over, or the keychain holds."""
        self.book = folder
        self.title.setText(self.tr("打开“{0}”").format(folder.name))
        self.place.say(str(folder))
        self._ask(secret=False)
        given = os.environ.pop(PASSPHRASE, None)  # for the first book only
        self._say(self.tr("正在打开…") if given else self.tr("正在用系统钥匙串打开…"), "info")
        self._start(given, None)

    def _open_with_secret(self) -> None:
        by_code = self.recovery.isVisible()
        field = self.recovery if by_code else self.passphrase
        if not field.text():
            field.setFocus()
            return
        field.set_problem("")
        if by_code:
            self._start(None, field.text())
        else:
            self._start(field.text(), None)

    def _start(self, passphrase: str | None, recovery_code: str | None) -> None:
        self.open_button.setEnabled(False)
        self.open_button.setText(self.tr("正在打开…"))
        self._jobs.start(
            functools.partial(_open, self.book, passphrase, recovery_code),
            on_done=self._opened,
            on_error=self._show_problem,
            title=self.tr("正在打开账套"),
        )

    def _opened(self, workspace: Workspace) -> None:
        self.passphrase.set_text("")
        self.recovery.set_text("")
        self.opened.emit(workspace)

    def _show_problem(self, error: JiamaoError) -> None:
        asked = not self.passphrase.isHidden() or not self.recovery.isHidden()
        if not error.code.startswith(_ASKS_FOR_SECRET) and not _names_secret(error):
            self._ask(secret=asked)
            self._say(say(error), "bad")
        elif asked:
            field = self.passphrase if self.recovery.isHidden() else self.recovery
            field.set_problem(say(error))
            self._ready()
            field.setFocus()
        else:
            self._ask(secret=True)
            self._say(say(error), "info")
            self.passphrase.setFocus()

    def _ask(self, *, secret: bool) -> None:
        self.passphrase.setVisible(secret)
        self.recovery.hide()
        self.recovery.set_problem("")
        self.passphrase.set_problem("")
        self.switch.setVisible(secret)
        self.switch.setText(self.tr("改用恢复码"))
        self.open_button.setVisible(secret)
        self._ready()

    def _ready(self) -> None:
        self.open_button.setEnabled(True)
        self.open_button.setText(self.tr("打开账套"))

    def _switch(self) -> None:
        to_code = self.recovery.isHidden()
        self.recovery.setVisible(to_code)
        self.passphrase.setVisible(not to_code)
        self.switch.setText(self.tr("改用口令") if to_code else self.tr("改用恢复码"))
        (self.recovery if to_code else self.passphrase).setFocus()

    def _say(self, sentence: str, tone: str) -> None:
        self.notice.setText(sentence)
        widgets.relook(self.notice_card, "card", tone)


def _names_secret(error: JiamaoError) -> bool:
    """Tell whether another secret may help: a book's own codes for that end in these."""
    return error.code.endswith(("passphrase", "recovery_code", "keychain_unavailable", "_stale"))


def _open(
    folder: Path, passphrase: str | None, recovery_code: str | None, _report: Report
) -> Workspace:
    from jiamao_desktop.app import books  # noqa: PLC0415 -- heavy: only inside the job
    from jiamao_desktop.app.clock import SystemClock  # noqa: PLC0415 -- with it

    return books.open_book(
        folder, SystemClock(), passphrase=passphrase, recovery_code=recovery_code
    )
