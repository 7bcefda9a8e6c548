"""The window around an open book: rail, top bar, one screen, notices, the job bar.

Screens are named in :data:`SCREENS` and built when first visited, so that opening a book
costs one screen and not ten.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from jiamao_desktop.ui import icons, theme, widgets
from jiamao_desktop.ui.job_bar import JobBar
from jiamao_desktop.ui.notices import ErrorBar, Toast
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.top_bar import TopBar
from jiamao_desktop.ui.watcher import Watcher

if TYPE_CHECKING:
    from jiamao_desktop.ui.paste_dialog import TablePaste

_RAIL_HEIGHT = 52
"""Of a button: ten of them and the mark fill the smallest window."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A screen in the rail: its module under ``ui.screens`` holds the class of that name.

    Attributes:
        under: The entry that is lit while this screen shows, which then has no button of its
            own; blank: it stands in the rail itself.
    """

    key: str
    icon: str
    module: str
    kind: str
    under: str = ""


SCREENS = (
    Entry("home", "home", "home", "HomeScreen"),
    Entry("review", "inbox", "review", "ReviewScreen"),
    Entry("ledger", "ledger", "ledger", "LedgerScreen"),
    Entry("measures", "policy", "measures", "MeasuresScreen"),
    Entry("readings", "question", "readings", "ReadingsScreen"),
    Entry("plan", "plan", "plan", "PlanScreen"),
    Entry("claims", "claim", "claims", "ClaimsScreen"),
    Entry("papers", "papers", "papers", "PapersScreen"),
    Entry("trade", "trade", "trade", "TradeScreen"),
    Entry("profile", "profile", "profile", "ProfileScreen"),
    Entry("packet", "print", "packet", "PacketScreen", under="claims"),
    Entry("handbook", "ledger", "handbook", "HandbookScreen", under="trade"),
    Entry("imports", "inbox", "imports", "ImportsScreen", under="review"),
)


class MainWindow(QMainWindow):
    """An open book.

    Signals:
        left: The window has been closed; ``True`` if another book is wanted.
    """

    left = Signal(bool)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setAcceptDrops(True)
        self.setWindowIcon(icons.icon("app"))
        self.setWindowTitle(f"{shell.workspace.title} — {self.tr('加贸申报')}")
        self.pages: dict[str, Screen] = {}
        self.key = ""
        self._wants_other_book = False
        self.table_paste: TablePaste | None = None
        self.stack = QStackedWidget()
        self.top_bar = TopBar(shell)
        self.errors = ErrorBar()
        self.toast = Toast()
        self.job_bar = JobBar(shell.jobs)
        self._rail_buttons: dict[str, QToolButton] = {}
        self._names = {
            "home": self.tr("开始"),
            "review": self.tr("收单"),
            "ledger": self.tr("台账"),
            "measures": self.tr("政策"),
            "readings": self.tr("待明确"),
            "plan": self.tr("最优方案"),
            "claims": self.tr("申报"),
            "papers": self.tr("单证"),
            "trade": self.tr("报关"),
            "profile": self.tr("资料"),
            "imports": self.tr("收单记录"),
        }
        self._lay_out()
        self._drop_veil = _DropVeil(self)
        self._connect()
        self._make_actions()
        self.watcher = Watcher(shell, self)
        self.watcher.found.connect(self._queue)

    def _lay_out(self) -> None:
        middle = widgets.column(self.errors, self.stack, self.toast, gap=0)
        right = widgets.column(self.top_bar, middle, self.job_bar, gap=0)
        self.setCentralWidget(widgets.holding(widgets.row(self._rail(), right, gap=0)))
        self.setMinimumSize(1024, 640)
        self.setFocus()

    def _rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(80)
        group = QButtonGroup(rail)
        mark = widgets.picture("app", 40, 40)
        mark.setAccessibleName(self.tr("加贸申报"))
        box = widgets.column(gap=4)
        box.setContentsMargins(GRID, 12, GRID, GRID)
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(GRID)
        in_rail = [entry for entry in SCREENS if not entry.under]
        for place, entry in enumerate(in_rail, start=1):
            button = QToolButton()
            button.setProperty("look", "rail")
            name = self._names[entry.key]
            button.setText(name)
            button.setIcon(icons.icon(entry.icon, theme.INK_SOFT, theme.ACCENT, 24))
            button.setIconSize(QSize(24, 24))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setCheckable(True)
            button.setFixedSize(64, _RAIL_HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            keys = f"Ctrl+{place % 10}"  # the tenth is nought, where it is on the keyboard
            button.setShortcut(QKeySequence(keys))
            button.setToolTip(f"{name}　{keys}")
            button.clicked.connect(lambda _=False, key=entry.key: self.go(key))
            group.addButton(button)
            box.addWidget(button)
            self._rail_buttons[entry.key] = button
        for entry in SCREENS:
            if entry.under:
                self._rail_buttons[entry.key] = self._rail_buttons[entry.under]
        box.addStretch(1)
        rail.setLayout(box)
        return rail

    def _connect(self) -> None:
        self.shell.gone_to.connect(self.go)
        self.shell.said.connect(self.toast.say)
        self.shell.failed.connect(self.errors.show_error)
        self.toast.undo_wanted.connect(self.top_bar.undo)
        self.top_bar.searched.connect(self._search)
        self.top_bar.other_book_wanted.connect(self._leave_for_other_book)

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        for words, shortcuts, do in (
            (self.tr("撤销"), [QKeySequence(keys.Undo)], self.top_bar.undo),
            (
                self.tr("重做"),
                [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")],
                self.top_bar.redo,
            ),
            (self.tr("查找"), [QKeySequence(keys.Find)], self.top_bar.focus_search),
            (self.tr("收单"), [QKeySequence(keys.Open)], self.choose_files),
            (self.tr("粘贴表格"), [QKeySequence(keys.Paste)], self.paste),
        ):
            action = QAction(words, self)
            action.setShortcuts(shortcuts)
            action.triggered.connect(lambda _=False, do=do: do())
            self.addAction(action)

    def go(self, key: str, target: object = None) -> None:
        """Show a screen, and in it a certain thing."""
        screen = self.page(key)
        self._rail_buttons[key].setChecked(True)
        if key != self.key:
            self.key = key
            self.top_bar.look_through(self._names[key] if screen.search_hint else "")
        self.stack.setCurrentWidget(screen)
        if target is not None:
            screen.show_target(target)

    def page(self, key: str) -> Screen:
        """Return a screen, built if this is the first visit."""
        if key not in self.pages:
            entry = next(entry for entry in SCREENS if entry.key == key)
            module = importlib.import_module(f"jiamao_desktop.ui.screens.{entry.module}")
            self.pages[key] = cast("type[Screen]", getattr(module, entry.kind))(self.shell)
            self.stack.addWidget(self.pages[key])
        return self.pages[key]

    def _queue(self, paths: list[Path]) -> None:
        """Put what came into the watched folder into the review list, wherever the person is."""
        self.page("review").show_target(paths)
        words = self.tr("监视的文件夹里来了 {0} 个新文件，已放进收单，等您核对。")
        self.shell.say(words.format(len(paths)))

    def choose_files(self) -> None:
        """Let the person choose files to take in."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选择要收入的文件"))
        if names:
            self.shell.take_files([Path(name) for name in names])

    def paste(self) -> None:
        """Read a range of cells that was copied in a spreadsheet."""
        from jiamao_desktop.ui.paste_dialog import (  # noqa: PLC0415 -- few paste, and a start is short
            TablePaste,
        )

        if self.table_paste is None:
            self.table_paste = TablePaste(self.shell, self)
        self.table_paste.paste()

    def _search(self, words: str) -> None:
        if not self.page(self.key).search_hint:
            if not words:
                return
            self.go("ledger")
            self.top_bar.keep_searching(words)
        self.page(self.key).search(words)

    def _leave_for_other_book(self) -> None:
        self._wants_other_book = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Override: anything with files in it is welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._drop_veil.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Override."""
        self._drop_veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Override: read what was dropped, wherever it was dropped."""
        self._drop_veil.hide()
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.shell.take_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Override: nothing that is being written is left half done without asking."""
        if self.shell.jobs.busy and not widgets.confirmed(
            self,
            self.tr("还有工作没有完成"),
            self.tr("停止后，这一步已做的部分会整体退回，账套保持完整。"),
            self.tr("停止并关闭"),
            self.tr("继续等待"),
        ):
            self._wants_other_book = False
            event.ignore()
            return
        self.shell.jobs.shut_down(self.shell.workspace.close)
        event.accept()
        self.left.emit(self._wants_other_book)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the veil always covers everything."""
        super().resizeEvent(event)
        self._drop_veil.setGeometry(self.rect())


class _DropVeil(QWidget):
    """What the window looks like while files hang over it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("veil")
        self.setLayout(
            widgets.column(
                widgets.EmptyState(
                    "empty-drop",
                    self.tr("松开鼠标，开始收单"),
                    self.tr("文件先读出来给您看一眼，确认后才会收进账套。"),
                )
            )
        )
        self.hide()

    def cover(self) -> None:
        """Lie over everything."""
        self.raise_()
        self.show()
