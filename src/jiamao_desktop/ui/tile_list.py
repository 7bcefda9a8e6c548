"""A list of tiles: title, figure, sentence, states; grouped under headings where asked.

A list with a delegate rather than a pile of widgets: arrow keys, screen readers and a
hundred fairs come for free, and a refresh keeps the tile that was open.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jiamao_desktop.ui.tile_paint import (
    BETWEEN,
    HEADER_HEIGHT,
    Heading,
    Row,
    Tile,
    height_of,
    paint_heading,
    paint_tile,
)

__all__ = ["Heading", "Row", "Tile", "TileDelegate", "TileList", "TileModel"]

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_FOLDING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


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
        """Override: a heading cannot be chosen; arrow keys stop there only to fold it."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            return Qt.ItemFlag.NoItemFlags if row.key is None else Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the whole tile in words; the delegate paints it."""
        said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if said and index.isValid():
            return _in_words(self._rows[index.row()])
        return None


def _in_words(row: Row) -> str:
    if isinstance(row, Heading):
        return f"{row.verdict.text} {row.count}　{row.note}".strip("　")
    chips = (chip.text for chip in row.chips)
    parts = (row.title, row.subtitle, row.verdict.text, row.figure, row.said, *chips, row.foot)
    return "，".join(part for part in parts if part)


class TileDelegate(QStyledItemDelegate):
    """Paints a tile."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override: titles wrap, they are never cut."""
        row = _row(index)
        width = _view_width(option)
        if isinstance(row, Heading):
            return QSize(width, HEADER_HEIGHT)
        return QSize(width, height_of(row, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override."""
        place = QRect(option.rect)
        state = QStyle.StateFlag(option.state)
        row = _row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            paint_heading(painter, place, row, focused=focused)
        else:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            paint_tile(painter, place.adjusted(0, 0, 0, -BETWEEN), row, chosen=chosen)
        painter.restore()


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
        folding: ``(key)`` of a heading that is to be folded, or unfolded again.
    """

    opened = Signal(object)
    folding = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = TileModel(self)
        self._open: Hashable | None = None
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
        if isinstance(row, Tile):
            return row.key
        return self._open

    @property
    def rows(self) -> Sequence[Row]:
        """Return what is shown, for a look at all of it."""
        return [self._tiles.row(number) for number in range(self._tiles.rowCount())]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the tile that was open stays open if it is still there."""
        key, bar = self.key, self.verticalScrollBar()
        before = bar.value()
        self._tiles.show(rows)
        if key is None or not self.open(key):
            self._open = None
            self.setCurrentIndex(self._tiles.first())
        bar.setValue(before)

    def show_found(self, rows: Sequence[Row]) -> None:
        """Show what a search found, from its best: nothing is opened while somebody types."""
        self._tiles.show(rows)
        self.scrollToTop()

    def refold(self, rows: Sequence[Row]) -> None:
        """Show these although the open tile may be out of sight: nothing else is opened for it."""
        heading, bar = self.currentIndex().row(), self.verticalScrollBar()
        key, before = self.key, bar.value()
        self._tiles.show(rows)
        index = self._tiles.find(key)
        if not index.isValid():
            index = self._tiles.index(min(max(heading, 0), len(rows) - 1))
        self.setCurrentIndex(index)
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a press on a heading folds its group."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._fold(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: so do Enter and the space bar on a heading."""
        if event.key() in _FOLDING_KEYS and self._fold(self.currentIndex()):
            return
        super().keyPressEvent(event)

    def _fold(self, index: QModelIndex) -> bool:
        row = self._tiles.row(index.row()) if index.isValid() else None
        if not isinstance(row, Heading) or row.key is None:
            return False
        self.folding.emit(row.key)
        return True

    def _chosen(self, now: QModelIndex) -> None:
        row = self._tiles.row(now.row()) if now.isValid() else None
        if isinstance(row, Tile):
            self._open = row.key
            self.opened.emit(row.key)
