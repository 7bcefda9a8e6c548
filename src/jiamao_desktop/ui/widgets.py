"""The parts every screen is made of, so that all screens look as if one hand had made them.

Functions return plain Qt widgets dressed by ``theme``; only what keeps a state of its own
is a class. Nothing in here knows what it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jiamao_desktop.ui import icons, theme
from jiamao_desktop.ui.theme import GRID

BoxT = TypeVar("BoxT", bound=QBoxLayout)

# By number, because naming any of QtCore.Qt makes all of its enums: 16 ms, a sixth of a start.
_PLAIN_TEXT = 0
_CENTRED = 0x84


def column(*parts: QWidget | QLayout | int, gap: int = GRID, margin: int = 0) -> QVBoxLayout:
    """Stack parts from top to bottom; a whole number is stretch."""
    return _filled(QVBoxLayout(), parts, gap, margin)


def row(*parts: QWidget | QLayout | int, gap: int = GRID, margin: int = 0) -> QHBoxLayout:
    """Set parts side by side; a whole number is stretch."""
    return _filled(QHBoxLayout(), parts, gap, margin)


def _filled(box: BoxT, parts: tuple[QWidget | QLayout | int, ...], gap: int, margin: int) -> BoxT:
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    return box


def holding(layout: QLayout, name: str = "") -> QWidget:
    """Return a bare widget around a layout."""
    widget = QWidget()
    widget.setObjectName(name)
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.setParent(None)
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def text(words: str, look: str = "body", *, wrap: bool = False) -> QLabel:
    """Return a label; with ``wrap`` long words take several lines.

    ``look`` is ``title``, ``section``, ``strong``, ``figure``, ``body``, ``soft``,
    ``label``, ``small``, ``problem`` or ``code``; see the style sheet.
    """
    label = QLabel(words)
    label.setProperty("look", look)
    label.setProperty("textFormat", _PLAIN_TEXT)
    label.setWordWrap(wrap)
    return label


def relook(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at, and dress the widget anew."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def chip(words: str, tone: str = "calm") -> QLabel:
    """Return a small rounded label with a state; see ``theme.TONES``."""
    label = text(words)
    label.setProperty("chip", "true")
    label.setProperty("tone", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    label.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
    return label


def button(words: str, look: str = "secondary", icon: str = "") -> QPushButton:
    """Return a button: ``primary`` (one a screen), ``secondary``, ``quiet`` or ``danger``."""
    made = QPushButton(words)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if icon:
        colours = {"primary": theme.SURFACE, "danger": theme.TONES["bad"][0]}
        made.setIcon(icons.icon(icon, colours.get(look, theme.ACCENT)))
        made.setIconSize(QSize(18, 18))
    return made


def tool(icon: str, name: str, tip: str = "") -> QToolButton:
    """Return a button that is only an icon; ``name`` is what it is called aloud."""
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(20, 20))
    made.setAccessibleName(name)
    made.setToolTip(tip or name)
    return made


def rule() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setProperty("rule", "true")
    line.setFixedHeight(1)
    return line


def picture(name: str, width: int, height: int, colour: str = theme.INK_SOFT) -> QLabel:
    """Return a label with an illustration or an icon."""
    label = QLabel()
    label.setPixmap(icons.picture(name, width, height, colour))
    label.setFixedSize(width, height)
    return label


class Card(QFrame):
    """A white, softly framed sheet; put things into ``body``."""

    def __init__(
        self, *parts: QWidget | QLayout | int, tone: str = "plain", gap: int = GRID
    ) -> None:
        super().__init__()
        self.setProperty("card", tone)
        self.body = column(*parts, gap=gap, margin=2 * GRID)
        self.setLayout(self.body)


def section(title: str, hint: str = "", *actions: QWidget) -> QWidget:
    """Return the head of a part of a screen: title, what it is about, actions at the right."""
    words = column(text(title, "section"), gap=2)
    if hint:
        words.addWidget(text(hint, "soft", wrap=True))
    line = row(words)
    line.setStretch(0, 1)
    for action in actions:
        line.addWidget(action, 0, QtCore.Qt.AlignmentFlag.AlignBottom)
    return holding(line)


def screen_head(title: str, hint: str, *actions: QWidget) -> QWidget:
    """Return the head of a whole screen."""
    words = column(text(title, "title"), text(hint, "soft", wrap=True), gap=4)
    line = row(words)
    line.setStretch(0, 1)
    for action in actions:
        line.addWidget(action, 0, QtCore.Qt.AlignmentFlag.AlignVCenter)
    return holding(line)


class EmptyState(QWidget):
    """What stands where nothing is yet: a picture, what this place is for, what to do next."""

    def __init__(self, illustration: str, title: str, hint: str, *actions: QPushButton) -> None:
        super().__init__()
        drawn = picture(illustration, 240, 160)
        self.title = text(title, "section")
        self.hint = text(hint, "soft", wrap=True)
        self.hint.setFixedWidth(480)
        for label in (self.title, self.hint):
            label.setProperty("alignment", _CENTRED)
        box = column(1, row(1, drawn, 1), gap=GRID)
        box.addSpacing(GRID)
        box.addWidget(self.title)
        # Between stretches, not aligned: only so is a wrapped text given the height it needs.
        box.addLayout(row(1, self.hint, 1, gap=0))
        if actions:
            box.addSpacing(GRID)
            box.addLayout(row(1, *actions, 1))
        box.addStretch(2)
        self.setLayout(box)


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls its widget up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


class Elided(QLabel):
    """One line that shortens itself with “…” where the place is too narrow; the tip has it all."""

    def __init__(self, words: str, look: str = "body") -> None:
        super().__init__()
        self.setProperty("look", look)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)
        self._whole = ""
        self.say(words)

    def say(self, words: str) -> None:
        """Show other words."""
        self._whole = words
        self.setAccessibleName(words)
        self._fit()

    def whole(self) -> str:
        """Return the words uncut."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: cut anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        metrics, shown = QFontMetrics(self.font()), self._whole
        if metrics.horizontalAdvance(shown) > self.width():
            elide = QtCore.Qt.TextElideMode.ElideRight
            shown = metrics.elidedText(shown, elide, self.width())
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setText(shown)


def key_values(pairs: list[tuple[str, str]], *, columns: int = 1) -> QWidget:
    """Return a quiet table of names and values; values can be selected and copied."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID)
    for place, (name, value) in enumerate(pairs):
        line, side = divmod(place, columns)
        grid.addWidget(text(name, "label"), line, side * 2, QtCore.Qt.AlignmentFlag.AlignTop)
        shown = text(value or "–", wrap=True)
        shown.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{name}：{value}")
        grid.addWidget(shown, line, side * 2 + 1)
        grid.setColumnStretch(side * 2 + 1, 1)
    return holding(grid)


class FlowLayout(QLayout):
    """Sets widgets side by side and begins a new line where the place ends."""

    def __init__(self, gap: int = GRID) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 -- Qt's name
        """Override."""
        self._items.append(item)

    def count(self) -> int:
        """Override."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 -- Qt's name
        """Override."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 -- Qt's name
        """Override."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 -- Qt's name
        """Override: fewer columns, more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 -- Qt's name
        """Override."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 -- Qt's name
        """Override."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Override."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 -- Qt's name
        """Override: the widest part decides."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + self.spacing(), max(line, size.height())
        return y + line - rect.y()


def side_by_side(left: QWidget, right: QWidget, widths: tuple[int, int]) -> QSplitter:
    """Return two panes with a movable gap; what the window gains goes to the left one."""
    split = QSplitter()
    split.setChildrenCollapsible(False)
    split.setHandleWidth(2 * GRID)
    split.addWidget(left)
    split.addWidget(right)
    split.setStretchFactor(0, 1)
    split.setSizes(list(widths))
    return split


def confirmed(parent: QWidget, title: str, words: str, action: str, refuse: str) -> bool:
    """Ask before something that is hard to take back; Esc and closing mean no.

    ``action`` is what the button that does it says: a verb, never “OK”.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    yes, no = button(action, "primary"), button(refuse)
    yes.clicked.connect(dialog.accept)
    no.clicked.connect(dialog.reject)
    dialog.setLayout(
        column(text(title, "section"), text(words, wrap=True), row(1, no, yes), gap=16, margin=24)
    )
    dialog.setMinimumWidth(420)
    yes.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def when_clicked(made: QPushButton, do: Callable[[], None]) -> QPushButton:
    """Connect a button and return it, without the ``checked`` that Qt passes along."""
    made.clicked.connect(lambda _checked=False: do())
    return made
