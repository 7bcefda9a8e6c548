"""Short news: what was done, with Undo; what went wrong, with its remedy."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from jiamao_desktop.domain.errors import Cancelled, JiamaoError, MachineError
from jiamao_desktop.ui import icons, theme, widgets
from jiamao_desktop.ui.messages import say

_STAYS_MS = 12_000


class Toast(QWidget):
    """A dark strip at the bottom; goes by itself, or by its cross.

    Signals:
        undo_wanted: The person wants what was said taken back.
    """

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        frame = QFrame()
        frame.setObjectName("toast")
        self.label = widgets.text("")
        self.undo = widgets.button(self.tr("撤销"))
        self.undo.clicked.connect(self._undo)
        cross = widgets.tool("close", self.tr("关闭提示"))
        cross.setIcon(icons.icon("close", "#ffffff"))
        cross.setIconSize(QSize(16, 16))
        cross.clicked.connect(self.hide)
        inner = widgets.row(self.label, 1, self.undo, cross, gap=12)
        inner.setContentsMargins(16, 6, 8, 6)
        frame.setLayout(inner)
        outer = widgets.row(frame)
        outer.setContentsMargins(24, 0, 24, 12)
        self.setLayout(outer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, undoable: bool) -> None:
        """Show a sentence, with Undo if it can be."""
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.undo.setVisible(undoable)
        self.show()
        self._timer.start()

    def _undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()


class ErrorBar(QWidget):
    """A strip above the screen: what went wrong and what to do; stays until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.frame = QFrame()
        self.label = widgets.text("", wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sign = widgets.picture("warn", 20, 20, theme.TONES["bad"][0])
        cross = widgets.tool("close", self.tr("关闭提示"))
        cross.clicked.connect(self.hide)
        inner = widgets.row(self._sign, self.label, cross, gap=12)
        inner.setStretch(1, 1)
        inner.setContentsMargins(16, 8, 8, 8)
        self.frame.setLayout(inner)
        outer = widgets.row(self.frame)
        outer.setContentsMargins(24, 12, 24, 0)
        self.setLayout(outer)
        self.hide()

    def show_error(self, error: JiamaoError) -> None:
        """Say what went wrong. A job the person stopped is no fault and looks like none."""
        tone = "calm" if isinstance(error, Cancelled) else "warn"
        if isinstance(error, MachineError):
            tone = "bad"
        self._sign.setPixmap(icons.picture("warn", 20, 20, theme.TONES[tone][0]))
        widgets.relook(self.frame, "card", tone)
        self.label.setText(say(error))
        self.setAccessibleName(self.label.text())
        self.show()
