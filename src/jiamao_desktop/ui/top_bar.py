"""The line above every screen: whose book, search, undo and redo."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QToolButton

from jiamao_desktop.app import history
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.ui import icons, widgets
from jiamao_desktop.ui.recents import Recents
from jiamao_desktop.ui.screen import Shell

_TYPING_PAUSE_MS = 180
_UNDO_WIDTH = 190


class TopBar(QFrame):
    """Book, search, undo, redo.

    Signals:
        searched: ``(words)`` a moment after the last key.
        other_book_wanted: The person wants to close this book and open another.
    """

    searched = Signal(str)
    other_book_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(56)
        self._shell = shell
        self.book = self._book_button()
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(300)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text().strip()))
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.undo_button = self._history_button("undo", self.tr("撤销"), self.undo)
        self.redo_button = self._history_button("redo", self.tr("重做"), self.redo)
        box = widgets.row(self.book, 1, self.search, self.undo_button, self.redo_button, gap=8)
        box.setContentsMargins(24, 0, 16, 0)
        self.setLayout(box)
        self.look_through("")
        shell.jobs.changed.connect(self._look)
        self._look(None)

    def _book_button(self) -> QToolButton:
        book = QToolButton()
        book.setText(self._shell.workspace.title)
        book.setIcon(icons.icon("down"))
        book.setIconSize(QSize(16, 16))
        book.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        book.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        book.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        book.setToolTip(str(self._shell.workspace.folder))
        book.setAccessibleName(self.tr("账套：{0}").format(book.text()))
        strong = book.font()
        strong.setBold(True)
        strong.setPixelSize(15)
        book.setFont(strong)
        menu = QMenu(book)
        menu.addAction(self.tr("申报主体资料"), lambda: self._shell.go("profile"))
        menu.addAction(self.tr("导入政策包…"), self.import_pack)
        menu.addAction(self.tr("关闭并打开其他账套…"), self.other_book_wanted.emit)
        menu.addSeparator()
        for language, words in (("zh", "中文"), ("en", "English")):
            menu.addAction(words, functools.partial(self._speak, language))
        book.setMenu(menu)
        return book

    def import_pack(self) -> None:
        """Let the person bring a pack in."""
        from jiamao_desktop.ui.pack_import import (  # noqa: PLC0415 -- seldom wanted, never at once
            PackImportDialog,
        )

        dialog = PackImportDialog(self._shell, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _speak(self, language: str) -> None:
        Recents().set_language(language)
        self._shell.say("下次启动时改用所选语言。 The language changes at the next start.")

    def _history_button(self, icon: str, name: str, do: Callable[[], None]) -> QToolButton:
        button = widgets.tool(icon, name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda _=False: do())
        button.setEnabled(False)
        return button

    def look_through(self, hint: str) -> None:
        """Say what the search looks through; blank: the ledger."""
        words = self.tr("搜索{0}（Ctrl+F）").format(hint or self.tr("台账"))
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.keep_searching("")

    def keep_searching(self, words: str) -> None:
        """Let these words stand in the search without searching for them."""
        with QSignalBlocker(self.search):
            self.search.setText(words)

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def undo(self) -> None:
        """Take the last operation back."""
        self._step(self.undo_button, history.undo, self.tr("已撤销：{0}"))

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(self.redo_button, history.redo, self.tr("已重做：{0}"))

    def _step(self, button: QToolButton, do: Callable[..., Changes], words: str) -> None:
        if not button.isEnabled():
            return
        label = str(button.property("label"))
        # Off until the history has been read again: two quick presses are two decisions.
        button.setEnabled(False)
        self._shell.jobs.start(
            lambda _: do(self._shell.workspace),
            on_done=lambda _: self._shell.say(words.format(label)),
            on_error=self._refused,
            title=words.format(label),
        )

    def _refused(self, error: object) -> None:
        self._shell.failed.emit(error)
        self._look(None)

    def _look(self, _changes: object) -> None:
        ws = self._shell.workspace
        self._shell.jobs.read(
            lambda _: [history.undo_label(ws), history.redo_label(ws), ws.title],
            on_done=self._show,
            on_error=self._shell.fail,
            channel="history",
        )

    def _show(self, labels: list[str | None]) -> None:
        undo, redo, title = labels
        for button, verb, keys, label in (
            (self.undo_button, self.tr("撤销"), "Ctrl+Z", undo),
            (self.redo_button, self.tr("重做"), "Ctrl+Y", redo),
        ):
            button.setEnabled(label is not None)
            button.setProperty("label", label or "")
            whole = self.tr("{0}：{1}").format(verb, label) if label else verb
            button.setToolTip(self.tr("{0}（{1}）").format(whole, keys))
            button.setAccessibleName(whole)
            elide = Qt.TextElideMode.ElideRight
            shown = QFontMetrics(button.font()).elidedText(whole, elide, _UNDO_WIDTH)
            button.setText(shown if label else "")
        self.book.setText(title or "")
