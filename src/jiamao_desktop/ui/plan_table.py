"""Tables of expenses in a plan: two lines to a cell, so that narrow windows cut nothing dear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from jiamao_desktop.ui import plan_words, theme
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView

RecordT = TypeVar("RecordT")
Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 48
_PAD = 13


class TwoLines(QStyledItemDelegate):
    """Paints a cell's first line in ink and its second in small print, each cut with “…”."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override."""
        self.initStyleOption(option, index)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        option.text = ""
        control = QStyle.ControlElement.CE_ItemViewItem
        option.widget.style().drawControl(control, option, painter, option.widget)
        place = QRect(option.rect).adjusted(_PAD, 0, -_PAD, -1)
        first, _, second = words.partition(plan_words.LINE_BREAK)
        side = option.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        given = index.data(Qt.ItemDataRole.ForegroundRole)
        ink = given if isinstance(given, QColor) else QColor(theme.INK)
        painter.save()
        painter.setPen(ink)
        if second:
            half = place.height() // 2
            _write(painter, place.adjusted(0, 4, 0, -half), first, theme.BODY_PX, side)
            painter.setPen(QColor(theme.INK_SOFT))
            _write(painter, place.adjusted(0, half, 0, -5), second, theme.SMALL_PX, side)
        else:
            _write(painter, place, first, theme.BODY_PX, side)
        painter.restore()


def _write(
    painter: QPainter, place: QRect, words: str, pixels: int, side: Qt.AlignmentFlag
) -> None:
    font = theme.font(pixels)
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)


class PlanTable(RecordView[RecordT]):
    """A table of records that are all at hand, sorted by a press on a head."""

    def __init__(self, columns: Sequence[Column[RecordT]], name: str) -> None:
        self._shown: Sequence[RecordT] = ()
        self._keys: dict[str, Callable[[RecordT], object]] = {}
        super().__init__(RecordTable(columns, self._fetch), name)
        self.setItemDelegate(TwoLines(self))
        head = self.verticalHeader()
        head.setMinimumSectionSize(ROW_HEIGHT)
        head.setDefaultSectionSize(ROW_HEIGHT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sorted_by.connect(self._sort_by)

    def sort_by(self, **keys: Callable[[RecordT], object]) -> None:
        """Say how records are compared, by the names of the columns' sorts."""
        self._keys = keys

    def show_records(self, records: Sequence[RecordT]) -> None:
        """Show these; the row that was picked stays if it is still the same."""
        before = self.picked_record()
        self._shown = list(records)
        self.records.show(range(len(self._shown)))
        if before in self._shown:
            self.go_to(self._shown.index(before))

    def picked_record(self) -> RecordT | None:
        """Return the record under the cursor."""
        line = self.currentIndex().row()
        return self._shown[line] if 0 <= line < len(self._shown) else None

    def record_at(self, number: int) -> RecordT:
        """Return the record that signals name by its number."""
        return self._shown[number]

    def refill(self) -> None:
        """Ask for every text anew: what a column says has changed, the records have not."""
        self.viewport().update()

    def _fetch(self, numbers: Sequence[int]) -> dict[int, RecordT]:
        return {number: self._shown[number] for number in numbers}

    def _sort_by(self, name: str, descending: bool) -> None:
        key = self._keys[name]
        self.show_records(sorted(self._shown, key=key, reverse=descending))  # type: ignore[arg-type]  # each column compares its own kind
