"""A list of tiles: title, figure, state, small print; grouped under headings where asked.

A list with a delegate rather than a pile of widgets: arrow keys, screen readers and a
hundred fairs come for free, and a refresh keeps the tile that was open.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jiamao_desktop.ui import theme
from jiamao_desktop.ui.wording import Verdict

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

_PAD = 12
_HEADER_HEIGHT = 40
_FIGURE_PX = 16
_CHIP_PAD = 10
_CHIP_HEIGHT = 22
_LINE = 26
_BETWEEN = theme.GRID


@dataclass(frozen=True, slots=True)
class Heading:
    """The row above a group of tiles."""

    verdict: Verdict
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One thing that can be opened.

    Attributes:
        key: What it is, through every refresh.
        faded: Shown in a softer ink: nothing can be done with it now.
    """

    key: Hashable
    title: str
    subtitle: str = ""
    figure: str = ""
    verdict: Verdict
    foot: str = ""
    faded: bool = False


Row = Heading | Tile


class TileModel(QAbstractListModel):
    """Headings and tiles, one row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Return what stands in a row."""
        return self._rows[number]

    def find(self, key: Hashable) -> QModelIndex:
        """Return where a tile is now; an invalid index if it is gone."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Tile) and row.key == key:
                return self.index(number)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """Return the first tile, past its heading."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Tile):
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Override: rows have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: a heading cannot be chosen, and arrow keys pass over it."""
        if not index.isValid() or isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the whole tile in words; the delegate paints it."""
        said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if said and index.isValid():
            return _in_words(self._rows[index.row()])
        return None


def _in_words(row: Row) -> str:
    if isinstance(row, Heading):
        return f"{row.verdict.text} {row.count}"
    parts = (row.title, row.subtitle, row.verdict.text, row.figure, row.foot)
    return "，".join(part for part in parts if part)


class TileDelegate(QStyledItemDelegate):
    """Paints a tile."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override: titles wrap, they are never cut."""
        row = _row(index)
        width = _view_width(option)
        if isinstance(row, Heading):
            return QSize(width, _HEADER_HEIGHT)
        return QSize(width, _Layout(row, QRect(0, 0, width, 0)).height + _BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override."""
        place = QRect(option.rect)
        state = QStyle.StateFlag(option.state)
        row = _row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            _paint_heading(painter, place, row)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            _paint_tile(painter, place.adjusted(0, 0, 0, -_BETWEEN), row, chosen)
        painter.restore()


class _Layout:
    """Where the parts of a tile go; the same sums give its height and its picture."""

    def __init__(self, tile: Tile, place: QRect) -> None:
        inner = place.adjusted(_PAD, _PAD, -_PAD, 0)
        self.title_font = theme.font(bold=True)
        self.small = theme.font(theme.SMALL_PX)
        self.figure_font = theme.font(_FIGURE_PX, bold=True)
        wrap = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
        top = inner.top()

        def block(font_metrics: QFontMetrics, text: str, gap: int) -> QRect:
            nonlocal top
            if not text:
                return QRect()
            box = QRect(inner.left(), top, inner.width(), 10_000)
            height = font_metrics.boundingRect(box, wrap, text).height()
            top += height + gap
            return QRect(inner.left(), top - height - gap, inner.width(), height)

        self.wrap = wrap
        self.title = block(QFontMetrics(self.title_font), tile.title, 2)
        self.subtitle = block(QFontMetrics(self.small), tile.subtitle, 2)
        top += 4
        self.chip_text = f"{tile.verdict.glyph} {tile.verdict.text}"
        chip = QFontMetrics(self.small).horizontalAdvance(self.chip_text) + 2 * _CHIP_PAD
        figure = QFontMetrics(self.figure_font).horizontalAdvance(tile.figure)
        self.figure = QRect(inner.left(), top, inner.width(), _LINE)
        if tile.figure and figure + _PAD + chip > inner.width():
            top += _LINE
        self.chip = QRect(inner.right() + 1 - chip, top + 2, chip, _CHIP_HEIGHT)
        if not tile.figure:
            self.chip.moveLeft(inner.left())
        top += _LINE + 4
        self.foot = block(QFontMetrics(self.small), tile.foot, 0)
        self.height = top - place.top() + _PAD


def _paint_heading(painter: QPainter, place: QRect, row: Heading) -> None:
    verdict = row.verdict
    painter.setFont(theme.font(theme.SMALL_PX + 1, bold=True))
    painter.setPen(QColor(theme.TONES[verdict.tone][0]))
    text = f"{verdict.glyph}  {verdict.text}"
    line = place.adjusted(2, 8, -2, 0)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    width = painter.fontMetrics().horizontalAdvance(text)
    painter.setPen(QColor(theme.INK_SOFT))
    painter.setFont(theme.font(theme.SMALL_PX))
    painter.drawText(
        line.adjusted(width + 8, 0, 0, 0),
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        str(row.count),
    )


def _paint_tile(painter: QPainter, place: QRect, tile: Tile, chosen: bool) -> None:
    layout = _Layout(tile, place)
    edge = QPen(QColor(theme.ACCENT if chosen else theme.LINE), 2 if chosen else 1)
    painter.setPen(edge)
    painter.setBrush(QColor(theme.SURFACE))
    inset = edge.widthF() / 2
    painter.drawRoundedRect(QRectF(place).adjusted(inset, inset, -inset, -inset), 8, 8)
    painter.setPen(QColor(theme.INK_SOFT if tile.faded else theme.INK))
    painter.setFont(layout.title_font)
    painter.drawText(layout.title, layout.wrap, tile.title)
    painter.setPen(QColor(theme.INK_SOFT))
    painter.setFont(layout.small)
    painter.drawText(layout.subtitle, layout.wrap, tile.subtitle)
    painter.drawText(layout.foot, layout.wrap, tile.foot)
    painter.setFont(layout.figure_font)
    painter.setPen(QColor(theme.INK_SOFT if tile.faded else theme.INK))
    painter.drawText(
        layout.figure,
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        tile.figure,
    )
    ink, ground = theme.TONES[tile.verdict.tone]
    painter.setFont(layout.small)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(layout.chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    painter.setPen(QColor(ink))
    painter.drawText(layout.chip, Qt.AlignmentFlag.AlignCenter, layout.chip_text)


def _row(index: Index) -> Row:
    model = index.model()
    if not isinstance(model, TileModel):
        raise TypeError(type(model).__name__)
    return model.row(index.row())


def _view_width(option: QStyleOptionViewItem) -> int:
    view = option.widget
    return view.viewport().width() if isinstance(view, QListView) else 320


class TileList(QListView):
    """The tiles, one of them open.

    Signals:
        opened: ``(key)`` of the tile that was chosen by mouse, by key or by :meth:`open`.
    """

    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = TileModel(self)
        self.setModel(self._tiles)
        self.setItemDelegate(TileDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.selectionModel().currentChanged.connect(self._chosen)

    @property
    def key(self) -> Hashable | None:
        """Return which tile is open."""
        index = self.currentIndex()
        row = self._tiles.row(index.row()) if index.isValid() else None
        return row.key if isinstance(row, Tile) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the tile that was open stays open if it is still there."""
        key, bar = self.key, self.verticalScrollBar()
        before = bar.value()
        self._tiles.show(rows)
        if key is None or not self.open(key):
            self.setCurrentIndex(self._tiles.first())
        bar.setValue(before)

    def open(self, key: Hashable) -> bool:
        """Open a tile; tells whether it was there."""
        index = self._tiles.find(key)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: another width, other line breaks."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _chosen(self, now: QModelIndex) -> None:
        row = self._tiles.row(now.row()) if now.isValid() else None
        if isinstance(row, Tile):
            self.opened.emit(row.key)
