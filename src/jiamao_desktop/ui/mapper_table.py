"""The beginning of a table whose columns a person names: a chooser in the head of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from jiamao_desktop.app import mapping
from jiamao_desktop.app.mapping import Looked
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.messages import say

Index = QModelIndex | QPersistentModelIndex

_HEAD_HEIGHT = 64
_ROW_HEIGHT = 32
_PAD = 10
_NARROWEST, _WIDEST = 112, 240
_MEASURED_ROWS = 20
_PILL = 26


class MapperModel(QAbstractTableModel):
    """The rows below the headings, with what is wrong in them.

    Attributes:
        titles: What the fields of the target are called.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.looked: Looked | None = None
        self.titles: Mapping[str, str] = {}
        self._rows: Sequence[Sequence[str]] = ()
        self._header: Sequence[str] = ()
        self._faults: Mapping[tuple[int, int], str] = {}

    def show(self, looked: Looked, faults: Sequence[mapping.Fault]) -> None:
        """Show a table as it is now mapped."""
        self.beginResetModel()
        self.looked = looked
        self.titles = mapping.field_titles(looked.columns.target)
        self._header = mapping.header_of(looked)
        self._rows = looked.preview.rows[looked.head + 1 :]
        first = looked.head + 1
        self._faults = {(one.row - first, one.column): say(one.problem) for one in faults}
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Override."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Override."""
        return 0 if parent is not None and parent.isValid() else len(self._header)

    def heading(self, column: int) -> str:
        """Return what the table calls a column."""
        return self._header[column]

    def field(self, column: int) -> str:
        """Return which field a column is read as; blank if it is not read."""
        columns = self.looked.columns.columns if self.looked else {}
        return columns.get(self._header[column], "")

    def field_title(self, column: int) -> str:
        """Return what that field is called."""
        name = self.field(column)
        unread = QCoreApplication.translate("MapperTable", "不读")
        return self.titles.get(name, name) if name else unread

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        fault = self._faults.get((index.row(), index.column()))
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"▲ {words}" if fault else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return fault or words
        if role == Qt.ItemDataRole.ForegroundRole:
            unread = theme.INK_SOFT if not self.field(index.column()) else theme.INK
            return QBrush(QColor(theme.TONES["bad"][0] if fault else unread))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: columns by heading and field, rows by their number in the sheet."""
        if orientation == Qt.Orientation.Vertical:
            first = self.looked.head + 2 if self.looked else 1
            return f"{section + first}" if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._header[section]}：{self.field_title(section)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._header[section]
        return None


class _Head(QHeaderView):
    """Draws a heading, and below it what the column is read as, like a choice."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(_NARROWEST)
        self.setStretchLastSection(True)

    def sizeHint(self) -> QSize:
        """Override: two lines."""
        return QSize(super().sizeHint().width(), _HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 -- Qt's names
        """Override."""
        model = self.model()
        if not isinstance(model, MapperModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor("#f7f9fa"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(theme.LINE))
        ink, ground = theme.TONES["accent" if model.field(logicalIndex) else "calm"]
        inner = rect.adjusted(_PAD + 3, 6, -_PAD, 0)
        self._words(painter, inner, 20, model.heading(logicalIndex), theme.INK_SOFT)
        pill = QRect(rect.x() + 6, rect.y() + 29, rect.width() - 12, _PILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, 5, 5)
        words = pill.adjusted(7, 0, -18, 0)
        self._words(painter, words, _PILL, model.field_title(logicalIndex), ink)
        painter.setPen(QColor(ink))
        painter.drawText(pill.adjusted(0, 0, -6, 0), _END, "▾")
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, height: int, words: str, ink: str) -> None:
        painter.setPen(QColor(ink))
        line = QRect(rect.x(), rect.y(), rect.width(), height)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(line, _BEGIN, shown)


_BEGIN = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class MapperTable(QTableView):
    """The grid. A click on a head, or Enter in a column, offers the fields.

    Signals:
        chosen: ``(heading, field)``; a blank field: the column is not read.
    """

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = MapperModel(self)
        self.setHorizontalHeader(_Head(self))
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("表格的前几行"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().sectionClicked.connect(self.offer)

    def show_table(self, looked: Looked, faults: Sequence[mapping.Fault]) -> None:
        """Show a table; columns stay as wide as they are while it is the same one."""
        before = self.rows.looked
        self.rows.show(looked, faults)
        if before is None or before.preview is not looked.preview or before.head != looked.head:
            self._fit(looked)

    def _fit(self, looked: Looked) -> None:
        metrics = QFontMetrics(theme.font())
        for column in range(self.rows.columnCount()):
            texts = [self.rows.heading(column), self.rows.field_title(column) + "　　"]
            below = looked.preview.rows[looked.head + 1 :][:_MEASURED_ROWS]
            texts += [row[column] for row in below]
            wanted = max(map(metrics.horizontalAdvance, texts)) + 3 * _PAD
            self.setColumnWidth(column, min(max(wanted, _NARROWEST), _WIDEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter offers the fields of the column under the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            index = self.currentIndex()
            if index.isValid():
                self.offer(index.column())
            return
        super().keyPressEvent(event)

    def offer(self, column: int) -> None:
        """Open the choice of fields below a column's head."""
        head = self.horizontalHeader()
        x = head.sectionViewportPosition(column)
        self.menu(column).popup(head.mapToGlobal(head.rect().topLeft()) + QPoint(x, _HEAD_HEIGHT))

    def menu(self, column: int) -> QMenu:
        """Return the choice of fields for a column; those in use elsewhere say so."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = self.rows.heading(column)
        held = self.rows.field(column)
        used = set(self.rows.looked.columns.columns.values()) if self.rows.looked else set()
        for name, words in {"": self.tr("不读这一列"), **self.rows.titles}.items():
            elsewhere = name and name in used and name != held
            shown = self.tr("{0}（已有一列）").format(words) if elsewhere else words
            action = menu.addAction(shown)
            action.setCheckable(True)
            action.setChecked(name == held)
            action.triggered.connect(lambda _=False, name=name: self.chosen.emit(heading, name))
        return menu
