"""What happens when the program itself is wrong: plain words and a report without secrets.

The report names files of the program, lines and kinds of error. It never quotes the text
of an error, because that may hold names and amounts.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit

from jiamao_desktop import __version__
from jiamao_desktop.ui import theme, widgets

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def report_of(error: BaseException) -> str:
    """Return where the error arose and of what kind it is; nothing of what it says."""
    lines = [f"jiamao-desktop {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__name__)
        for frame in traceback.extract_tb(cause.__traceback__):
            short = "/".join(frame.filename.replace("\\", "/").split("/")[-3:])
            lines.append(f"  {short}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says that the program made a mistake, that nothing is lost, and gives the report."""

    def __init__(self, report: str) -> None:
        super().__init__(QApplication.activeWindow())
        theme.dress(self)  # there may be no window that it would share the looks of
        self.setWindowTitle(self.tr("程序出错"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setMinimumSize(560, 200)
        self.report.setAccessibleName(self.tr("错误报告"))
        copy = widgets.button(self.tr("复制报告"), "secondary", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = widgets.button(self.tr("继续"), "primary")
        close.clicked.connect(self.accept)
        words = self.tr(
            "这是程序自己的差错，不是您操作的问题。已保存的内容都在；刚才这一步没有做完，"
            "没有留下任何半成品。请把下面的报告发给我们：里面只有程序的位置，"
            "没有公司名称、金额和文件内容。"
        )
        self.setLayout(
            widgets.column(
                widgets.text(self.tr("程序出了一个错"), "section"),
                widgets.text(words, wrap=True),
                self.report,
                widgets.row(1, copy, close),
                gap=16,
                margin=24,
            )
        )


class _Hook(QObject):
    """Brings errors of any thread to the window's thread."""

    arose = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.arose.connect(lambda report: CrashDialog(report).open())

    def raised(
        self, kind: type[BaseException], error: BaseException, place: TracebackType | None
    ) -> None:
        """Be ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, place)
            return
        report = report_of(error)
        log.error("unexpected error\n%s", report)
        self.arose.emit(report)

    def raised_in_thread(self, args: threading.ExceptHookArgs) -> None:
        """Be ``threading.excepthook``."""
        if args.exc_value is not None:
            self.raised(args.exc_type, args.exc_value, args.exc_traceback)


def install() -> None:
    """Send every error nobody caught to the dialog, and Qt's own messages to the log."""
    hook = _Hook()
    hook.setParent(QApplication.instance())
    sys.excepthook = hook.raised
    threading.excepthook = hook.raised_in_thread
    qInstallMessageHandler(_note)


def _note(kind: QtMsgType, _place: QMessageLogContext, words: str) -> None:
    logging.getLogger("qt").log(_LEVELS[kind], "%s", words)
