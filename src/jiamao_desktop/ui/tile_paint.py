"""How a tile and the heading above a group look."""

from __future__ import annotations

import functools
import math
from collections.abc import Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from jiamao_desktop.ui import theme
from jiamao_desktop.ui.wording import Verdict

PAD = 12
HEADER_HEIGHT = 40
BETWEEN = theme.GRID
_FIGURE_PX = 16
_CHIP_PAD = 10
_CHIP_HEIGHT = 22
_CHIP_GAP = 6
_LINE = 26
_ARROW = 16
_BADGE = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """The row above a group of tiles.

    Attributes:
        key: What it is called where it can be folded; ``None``: it cannot.
        note: Small print at the right.
    """

    verdict: Verdict
    count: int
    key: Hashable = None
    folded: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One thing that can be opened.

    Attributes:
        key: What it is, through every refresh.
        said: One sentence; ``marked`` are its letters to be shown strong.
        chips: Further states, beside which the foot stands.
        badged: The verdict is a glyph before the title, where a heading above has its word.
        faded: Shown in a softer ink: nothing can be done with it now.
    """

    key: Hashable
    title: str
    subtitle: str = ""
    figure: str = ""
    verdict: Verdict
    said: str = ""
    marked: tuple[tuple[int, int], ...] = field(default=())
    chips: tuple[Verdict, ...] = ()
    foot: str = ""
    badged: bool = False
    faded: bool = False


Row = Heading | Tile


def _metrics(pixels: int, *, bold: bool = False) -> QFontMetrics:
    return QFontMetrics(theme.font(pixels, bold=bold))


def _laid_out(
    text: str, font: QFont, width: int, marked: tuple[tuple[int, int], ...] = ()
) -> QTextLayout:
    """Break a text into lines: between words, and inside one only where it is wider than all."""
    layout = QTextLayout(text, font)
    layout.setFormats([_mark(first, end) for first, end in marked])
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


@dataclass(frozen=True, slots=True)
class _Block:
    """A text in its place."""

    place: QPoint
    text: QTextLayout


class Layout:
    """Where the parts of a tile go; the same sums give its height and its picture."""

    def __init__(self, tile: Tile, place: QRect) -> None:
        self._inner = place.adjusted(PAD, PAD, -PAD, 0)
        self._top = self._inner.top()
        self.badge = QRect(self._inner.left(), self._top, _BADGE, _BADGE) if tile.badged else None
        beside = _BADGE + _CHIP_GAP if tile.badged else 0
        small = theme.font(theme.SMALL_PX)
        self.title = self._block(tile.title, theme.font(bold=True), 2, beside)
        self.subtitle = self._block(tile.subtitle, small, 2, beside)
        self._top += 4
        self.figure, verdict = self._figure_and_verdict(tile)
        self.said = self._block(tile.said, theme.font(theme.SMALL_PX + 1), 6, marked=tile.marked)
        self.chips = [(verdict, tile.verdict)] if verdict else []
        self.foot = self._chips_and_foot(tile, small)
        self.height = self._top - place.top() + PAD

    def _block(
        self,
        text: str,
        font: QFont,
        gap: int,
        indent: int = 0,
        marked: tuple[tuple[int, int], ...] = (),
    ) -> _Block | None:
        if not text:
            return None
        laid_out = _laid_out(text, font, self._inner.width() - indent, marked)
        block = _Block(QPoint(self._inner.left() + indent, self._top), laid_out)
        self._top += math.ceil(laid_out.boundingRect().height()) + gap
        return block

    def _figure_and_verdict(self, tile: Tile) -> tuple[QRect, QRect | None]:
        """Set the verdict at the right of the figure, below it where both are too wide."""
        inner = self._inner
        figure = QRect(inner.left(), self._top, inner.width(), _LINE)
        if tile.badged:
            self._top += _LINE + 2 if tile.figure else 0
            return figure, None
        chip = _chip_width(tile.verdict)
        width = _metrics(_FIGURE_PX, bold=True).horizontalAdvance(tile.figure)
        if tile.figure and width + PAD + chip > inner.width():
            self._top += _LINE
        left = inner.right() + 1 - chip if tile.figure else inner.left()
        verdict = QRect(left, self._top + 2, chip, _CHIP_HEIGHT)
        self._top += _LINE + 4
        return figure, verdict

    def _chips_and_foot(self, tile: Tile, font: QFont) -> _Block | None:
        """Set the chips side by side and the foot behind them; a new line where the place ends."""
        left = self._inner.left()
        end = self._inner.right() + 1
        for number, verdict in enumerate(tile.chips):
            width = _chip_width(verdict)
            if number and left + width > end:
                left, self._top = self._inner.left(), self._top + _LINE
            self.chips.append((QRect(left, self._top, width, _CHIP_HEIGHT), verdict))
            left += width + _CHIP_GAP
        beside = left - self._inner.left()
        width = QFontMetrics(font).horizontalAdvance(tile.foot)
        if tile.chips and tile.foot and left + width <= end:
            block = _Block(QPoint(left, self._top + 2), _laid_out(tile.foot, font, end - left))
            self._top += _LINE - 4
            return block
        self._top += _LINE if beside else 0
        return self._block(tile.foot, font, 0)


def _chip_width(verdict: Verdict) -> int:
    return _metrics(theme.SMALL_PX).horizontalAdvance(chip_text(verdict)) + 2 * _CHIP_PAD


def chip_text(verdict: Verdict) -> str:
    """Return what a chip says: glyph and word, never colour alone."""
    return f"{verdict.glyph} {verdict.text}".strip()


@functools.lru_cache(maxsize=2048)
def height_of(tile: Tile, width: int) -> int:
    """Return how high a tile is; a list of hundreds asks again and again."""
    return Layout(tile, QRect(0, 0, width, 0)).height + BETWEEN


def paint_heading(painter: QPainter, place: QRect, row: Heading, *, focused: bool) -> None:
    """Paint a heading: arrow if it folds, glyph and word, count, small print."""
    verdict = row.verdict
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    line = place.adjusted(2, 8, -2, 0)
    if focused:
        painter.setPen(QPen(QColor(theme.ACCENT), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(place.adjusted(0, 6, -1, -1)), 4, 4)
    if row.key is not None:
        _paint_arrow(painter, line, folded=row.folded)
        line.setLeft(line.left() + _ARROW)
    painter.setFont(theme.font(theme.SMALL_PX + 1, bold=True))
    painter.setPen(QColor(theme.TONES[verdict.tone][0]))
    text = f"{verdict.glyph}  {verdict.text}".strip()
    painter.drawText(line, middle, text)
    width = painter.fontMetrics().horizontalAdvance(text)
    painter.setPen(QColor(theme.INK_SOFT))
    painter.setFont(theme.font(theme.SMALL_PX))
    painter.drawText(line.adjusted(width + 8, 0, 0, 0), middle, str(row.count))
    end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line.adjusted(0, 0, -4, 0), end, row.note)


def _paint_arrow(painter: QPainter, line: QRect, *, folded: bool) -> None:
    painter.setPen(QPen(QColor(theme.INK_SOFT), 1.6))
    x, y = line.left() + 4, line.center().y()
    tips = (
        ((x, y - 4), (x + 4, y), (x, y + 4))
        if folded
        else ((x - 2, y - 2), (x + 2, y + 2), (x + 6, y - 2))
    )
    painter.drawPolyline([QPointF(*tip) for tip in tips])


def paint_tile(painter: QPainter, place: QRect, tile: Tile, *, chosen: bool) -> None:
    """Paint a tile."""
    layout = Layout(tile, place)
    edge = QPen(QColor(theme.ACCENT if chosen else theme.LINE), 2 if chosen else 1)
    painter.setPen(edge)
    painter.setBrush(QColor(theme.SURFACE))
    inset = edge.widthF() / 2
    painter.drawRoundedRect(QRectF(place).adjusted(inset, inset, -inset, -inset), 8, 8)
    soft, ink = QColor(theme.INK_SOFT), QColor(theme.INK_SOFT if tile.faded else theme.INK)
    for block, colour in ((layout.title, ink), (layout.subtitle, soft), (layout.foot, soft)):
        _paint_block(painter, block, colour)
    _paint_block(painter, layout.said, soft)
    painter.setPen(ink)
    painter.setFont(theme.font(_FIGURE_PX, bold=True))
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(layout.figure, middle, tile.figure)
    if layout.badge is not None:
        paint_badge(painter, layout.badge, tile.verdict)
    for box, verdict in layout.chips:
        _paint_chip(painter, box, verdict)


def paint_badge(painter: QPainter, place: QRect, verdict: Verdict) -> None:
    """Paint a glyph on a soft disc."""
    ink, ground = theme.TONES[verdict.tone]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QColor(ink))
    painter.setFont(theme.font(theme.BODY_PX, bold=True))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, verdict.glyph)


def _paint_block(painter: QPainter, block: _Block | None, colour: QColor) -> None:
    if block is not None:
        painter.setPen(colour)
        block.text.draw(painter, QPointF(block.place))


def _mark(first: int, end: int) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    strong = QTextCharFormat()
    strong.setBackground(QColor(theme.TONES["warn"][1]))
    strong.setForeground(QColor(theme.INK))
    mark.start, mark.length, mark.format = first, end - first, strong
    return mark


def _paint_chip(painter: QPainter, box: QRect, verdict: Verdict) -> None:
    ink, ground = theme.TONES[verdict.tone]
    painter.setFont(theme.font(theme.SMALL_PX))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip_text(verdict))
