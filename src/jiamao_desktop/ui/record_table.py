"""A table of any number of records: all ids at once, the records a page at a time.

Eight bytes an id, so half a million rows are four megabytes and the scroll bar is honest;
a page is read when a view first shows one of its rows. The model knows nothing of
expenses: a column is a title and a function from record to text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

PAGE = 100
KEPT_PAGES = 20
RecordT = TypeVar("RecordT")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[RecordT]):
    """One column.

    Attributes:
        sort: What to sort by when its head is clicked; blank: cannot be sorted.
        width: In pixels; nought takes what the others leave.
        colour: Colour of the text, or ``None`` for the usual one.
    """

    title: str
    text: Callable[[RecordT], str]
    align_right: bool = False
    sort: str = ""
    width: int = 120
    colour: Callable[[RecordT], str | None] | None = None


class RecordTable(QAbstractTableModel, Generic[RecordT]):
    """Shows the records with the given ids, in that order."""

    def __init__(
        self,
        columns: Sequence[Column[RecordT]],
        fetch: Callable[[Sequence[int]], Mapping[int, RecordT]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._fetch = fetch
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, Mapping[int, RecordT]] = OrderedDict()

    def show(self, ids: Sequence[int]) -> None:
        """Show these records instead."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def record(self, line: int) -> RecordT | None:
        """Return the record in a row, or ``None`` if it was deleted meanwhile."""
        start = line - line % PAGE
        if start in self._pages:
            self._pages.move_to_end(start)
        else:
            self._pages[start] = self._fetch(self._ids[start : start + PAGE])
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages[start].get(self._ids[line])

    def forget_page(self, line: int) -> None:
        """Read the page of a row again: one of its records is not what it was."""
        start = line - line % PAGE
        self._pages.pop(start, None)
        last = min(start + PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(last, len(self.columns) - 1))

    def id_at(self, line: int) -> int:
        """Return the id in a row."""
        return self._ids[line]

    def line_of(self, number: int) -> int | None:
        """Return the row of an id, or ``None`` if it is not shown."""
        try:
            return self._ids.index(number)
        except ValueError:
            return None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Override: rows have no children."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Override: rows have no children."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                record = self.record(index.row())
                return "" if record is None else column.text(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(right=column.align_right)
            case Qt.ItemDataRole.ForegroundRole if column.colour is not None:
                record = self.record(index.row())
                colour = None if record is None else column.colour(record)
                return QColor(colour) if colour else None
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Override: titles above, no numbers at the side."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(right=self.columns[section].align_right)
        return None


def _alignment(*, right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class RecordView(QTableView, Generic[RecordT]):
    """The table on the screen: whole rows are picked, heads sort.

    Signals:
        picked: ``(id or None)`` the row under the cursor.
        opened: ``(id)`` by Enter or a double click.
        sorted_by: ``(name of the sort, descending)``.
    """

    picked = Signal(object)
    opened = Signal(object)
    sorted_by = Signal(str, bool)

    def __init__(self, model: RecordTable[RecordT], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.records = model
        self._sort_name, self._descending = "", True
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(40)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress_head()
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.activated.connect(lambda index: self.opened.emit(model.id_at(index.row())))
        model.modelReset.connect(lambda: self.picked.emit(None))

    def _dress_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(56)
        for place, column in enumerate(self.records.columns):
            if column.width:
                self.setColumnWidth(place, column.width)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        head.sectionClicked.connect(self._sort)

    def mark_sort(self, name: str, *, descending: bool) -> None:
        """Show by which column the records are sorted."""
        self._sort_name, self._descending = name, descending
        for place, column in enumerate(self.records.columns):
            if column.sort == name:
                order = Qt.SortOrder
                self.horizontalHeader().setSortIndicator(
                    place, order.DescendingOrder if descending else order.AscendingOrder
                )
                self.horizontalHeader().setSortIndicatorShown(True)

    def chosen(self) -> list[int]:
        """Return the ids of all picked rows, from top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.id_at(line) for line in lines]

    def go_to(self, number: int) -> bool:
        """Pick a record and scroll to it; ``False`` if it is not in the list."""
        line = self.records.line_of(number)
        if line is None:
            return False
        index = self.records.index(line, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def _sort(self, place: int) -> None:
        name = self.records.columns[place].sort
        if name:
            descending = not self._descending if name == self._sort_name else True
            self.sorted_by.emit(name, descending)
        else:
            name, descending = self._sort_name, self._descending
        # Qt has already turned the arrow on its own; put it where our order is.
        self.mark_sort(name, descending=descending)

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.picked.emit(self.records.id_at(index.row()) if index.isValid() else None)
