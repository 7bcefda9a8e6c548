"""What a verdict or a figure rests on: its glyph, and the clause word for word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from jiamao_desktop.domain.assessment import Basis, Clause
from jiamao_desktop.ui import theme, widgets, wording
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.tile_paint import paint_badge

_QUOTE_LOOK = (
    f"QFrame#quote {{ background: {theme.GROUND}; border: 0;"
    f" border-left: 3px solid {theme.LINE_STRONG}; }}"
)

LINK_LOOK = "QPushButton { padding: 0; min-height: 24px; text-align: left; }"
"""A quiet button that stands in a column of text, without the room of a button."""


class Badge(QWidget):
    """A round glyph in the colour of its verdict; read aloud as the word."""

    def __init__(self, verdict: wording.Verdict, side: int = 22) -> None:
        super().__init__()
        self.verdict = verdict
        self._side = side
        self.setFixedSize(side, side)
        self.setAccessibleName(verdict.text)
        self.setToolTip(verdict.text)

    def sizeHint(self) -> QSize:
        """Override."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override: the glyph on a soft disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, self.rect(), self.verdict)
        painter.end()


def verdict_chip(verdict: wording.Verdict) -> QWidget:
    """Return a chip with glyph and word."""
    return widgets.chip(f"{verdict.glyph} {verdict.text}", verdict.tone)


def basis_chip(basis: Basis) -> QWidget:
    """Return the badge 条文/默认/参考/自填, explained in its tip."""
    chip = verdict_chip(wording.basis_verdict(basis))
    chip.setToolTip(wording.basis_meaning(basis))
    return chip


class Quote(QFrame):
    """A clause word for word, with its notice and place."""

    def __init__(self, clause: Clause, source: str | None = None) -> None:
        """Quote a clause.

        Args:
            clause: What to quote.
            source: Small print below; ``None``: notice and place.
        """
        super().__init__()
        self.setObjectName("quote")
        self.setStyleSheet(_QUOTE_LOOK)
        words = widgets.text(f"“{clause.quote}”", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said = wording.source_text(clause) if source is None else source
        box = widgets.column(words, widgets.text(said, "small", wrap=True), gap=4)
        box.setContentsMargins(12, GRID, 12, GRID)
        self.setLayout(box)


class ClauseLink(QWidget):
    """A clause behind a link that names its place; one press shows the quote, another hides it.

    Signals:
        wanted: ``(Clause)`` is to be shown in its place in the notice.
    """

    wanted = Signal(object)

    def __init__(self, clause: Clause, *, shown: bool = False, placed: bool = False) -> None:
        """Offer a clause.

        Args:
            clause: What to quote.
            shown: Whether it is quoted at once.
            placed: Whether a second link offers it in its place in the notice.
        """
        super().__init__()
        self.button = widgets.button(f"§ {clause.where or clause.number}", "quiet")
        self.button.setCheckable(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.setToolTip(self.tr("查看或收起条文原文"))
        self.button.setStyleSheet(LINK_LOOK)
        self.source = widgets.when_clicked(
            widgets.button(self.tr("看原文"), "quiet", "papers"), lambda: self.wanted.emit(clause)
        )
        self.source.setStyleSheet(LINK_LOOK)
        self.source.setAccessibleName(
            self.tr("在文件原文中查看：{where}").format(where=clause.where)
        )
        if not placed:
            self.source.hide()
        self.quote = Quote(clause, clause.number)
        if not shown:
            self.quote.hide()
        self.button.setChecked(shown)
        self.button.toggled.connect(self.quote.setVisible)
        line = widgets.row(self.button, self.source, 1, gap=2 * GRID)
        self.setLayout(widgets.column(line, self.quote, gap=4))
