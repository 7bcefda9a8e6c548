"""The welcome window: recent books, a new one, another one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QVBoxLayout, QWidget

from jiamao_desktop.ui import icons, widgets
from jiamao_desktop.ui.recents import Recent, Recents

if TYPE_CHECKING:
    from jiamao_desktop.app.books import NewBook
    from jiamao_desktop.ui.jobs import Jobs
    from jiamao_desktop.ui.new_book import NewBookPage, RecoveryPage
    from jiamao_desktop.ui.open_book import OpenBookPage


class StartWindow(QWidget):
    """Until a book is open.

    Signals:
        opened: ``(Workspace)``.
    """

    opened = Signal(object)

    def __init__(self, jobs: Callable[[], Jobs], recents: Recents) -> None:
        super().__init__()
        self._jobs = jobs
        self.setWindowTitle(self.tr("加贸申报"))
        self.setWindowIcon(icons.icon("app"))
        self.setMinimumSize(960, 620)
        self.recents = recents
        self._made: NewBook | None = None
        self.welcome = WelcomePage(recents)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        right = widgets.row(self.pages)
        right.setContentsMargins(48, 40, 48, 32)
        self.setLayout(widgets.row(_brand(), widgets.holding(right), gap=0))
        self.welcome.new_wanted.connect(self.make_book)
        self.welcome.folder_chosen.connect(self.open_folder)

    @functools.cached_property
    def new_book(self) -> NewBookPage:
        """Return the form for a new book, built when it is first wanted."""
        from jiamao_desktop.ui.new_book import NewBookPage  # noqa: PLC0415 -- not to say welcome

        page = NewBookPage(self._jobs())
        page.made.connect(self._show_recovery)
        page.refused.connect(self._back)
        self.pages.addWidget(page)
        return page

    @functools.cached_property
    def recovery(self) -> RecoveryPage:
        """Return the page with the recovery code, built when there is one."""
        from jiamao_desktop.ui.new_book import RecoveryPage  # noqa: PLC0415 -- not to say welcome

        page = RecoveryPage(self._jobs())
        page.proven.connect(self._enter_made)
        self.pages.addWidget(page)
        return page

    @functools.cached_property
    def open_book(self) -> OpenBookPage:
        """Return the page that opens a book, built when it is first wanted."""
        from jiamao_desktop.ui.open_book import OpenBookPage  # noqa: PLC0415 -- not to say welcome

        page = OpenBookPage(self._jobs())
        page.refused.connect(self._back)
        page.opened.connect(self.opened)
        self.pages.addWidget(page)
        return page

    def make_book(self) -> None:
        """Show the form for a new book."""
        self.pages.setCurrentWidget(self.new_book)

    def open_folder(self, folder: Path) -> None:
        """Try to open the book in a folder."""
        self.pages.setCurrentWidget(self.open_book)
        self.open_book.open_folder(folder)

    def _show_recovery(self, book: NewBook) -> None:
        self._made = book
        self.recovery.show_book(book)
        self.pages.setCurrentWidget(self.recovery)

    def _enter_made(self) -> None:
        if self._made is not None:
            self.opened.emit(self._made.workspace)

    def _back(self) -> None:
        self.welcome.show_recents()
        self.pages.setCurrentWidget(self.welcome)


class WelcomePage(QWidget):
    """What to do first.

    Signals:
        new_wanted: A new book.
        folder_chosen: ``(Path)`` of a book.
    """

    new_wanted = Signal()
    folder_chosen = Signal(object)

    def __init__(self, recents: Recents) -> None:
        super().__init__()
        self._recents = recents
        self.new_button = widgets.button(self.tr("新建账套"), "primary", "plus")
        self.new_button.clicked.connect(self.new_wanted)
        self.other_button = widgets.button(self.tr("打开其他账套…"), "secondary", "folder")
        self.other_button.clicked.connect(self._choose)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        head = widgets.screen_head(
            self.tr("欢迎使用"), self.tr("打开一个账套继续，或者为一家企业新建账套。")
        )
        buttons = widgets.row(self.new_button, self.other_button, 1)
        self.setLayout(widgets.column(head, self._list, buttons, 1, gap=24))
        self.show_recents()

    def show_recents(self) -> None:
        """Read the list of recent books anew."""
        widgets.clear(self._list)
        books = self._recents.books()
        if not books:
            self._list.addWidget(
                widgets.EmptyState(
                    "welcome",
                    self.tr("还没有账套"),
                    self.tr(
                        "账套是一家企业的加密文件夹：单证、台账、测算和申报材料都在里面。"
                        "不联网，不上传。"
                    ),
                )
            )
            return
        self._list.addWidget(widgets.text(self.tr("最近的账套"), "strong"))
        for book in books[:5]:
            self._list.addWidget(self._tile(book))

    def _tile(self, book: Recent) -> QFrame:
        card = widgets.Card(gap=2)
        there = book.folder.is_dir()
        name = widgets.Elided(book.title or book.folder.name, "strong")
        place = widgets.Elided(
            str(book.folder) if there else self.tr("找不到了：{0}").format(book.folder), "small"
        )
        open_button = widgets.button(self.tr("打开"), "secondary")
        open_button.setEnabled(there)
        open_button.setAccessibleName(self.tr("打开 {0}").format(book.title))
        open_button.clicked.connect(lambda: self.folder_chosen.emit(book.folder))
        forget = widgets.tool("close", self.tr("从列表移除 {0}").format(book.title))
        forget.setToolTip(self.tr("从列表移除，账套本身不动"))
        forget.clicked.connect(lambda: self._forget(book))
        line = widgets.row(widgets.column(name, place, gap=2), open_button, forget)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        card.body.setContentsMargins(16, 10, 10, 10)
        return card

    def _forget(self, book: Recent) -> None:
        self._recents.forget(book.folder)
        self.show_recents()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("选择账套所在的文件夹"))
        if name:
            self.folder_chosen.emit(Path(name))


def _brand() -> QFrame:
    """Return the coloured side of the window: what this is, in three lines."""
    side = QFrame()
    side.setObjectName("brand")
    side.setFixedWidth(320)
    points = (
        ("inbox", QCoreApplication.translate("window", "发票、回单、报关单，自动识读")),
        ("policy", QCoreApplication.translate("window", "逐条对照政策，算到分，说明理由")),
        ("claim", QCoreApplication.translate("window", "打印整套申报材料，页码编好")),
        ("shield", QCoreApplication.translate("window", "不联网，加密存在这台电脑上")),
    )
    box = widgets.column(gap=16)
    box.setContentsMargins(40, 48, 32, 40)
    mark = widgets.picture("app-light", 64, 64)
    box.addWidget(mark)
    box.addWidget(widgets.text(QCoreApplication.translate("window", "加贸申报"), "brand"))
    box.addWidget(
        widgets.text(
            QCoreApplication.translate("window", "加工贸易企业的扶持资金申报助手"),
            "brand-soft",
            wrap=True,
        )
    )
    box.addStretch(1)
    for icon, words in points:
        label = widgets.text(words, "brand-soft", wrap=True)
        sign = widgets.picture(icon, 22, 22, "#a8dad3")
        line = widgets.row(widgets.column(sign, 1), label, gap=12)
        line.setStretch(1, 1)
        box.addLayout(line)
    side.setLayout(box)
    return side
