"""A small table that is edited in place: booths, people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import CheckedField


@dataclass(frozen=True, slots=True)
class Cell:
    """A column: what it is called, and what its text must read as."""

    name: str
    label: str
    read: Callable[[str], object] = str
    placeholder: str = ""


class RowsEditor(QWidget):
    """Rows of short texts, with a button for one more; blank rows do not count."""

    def __init__(self, cells: Sequence[Cell], more: str) -> None:
        super().__init__()
        self._cells = cells
        self.rows: list[dict[str, CheckedField]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._line = 1
        for place, cell in enumerate(cells):
            self._grid.addWidget(widgets.text(cell.label, "label"), 0, place)
            self._grid.setColumnStretch(place, 1)
        self.add_button = widgets.button(more, "quiet", "plus")
        self.add_button.clicked.connect(lambda: self.add_row({}))
        box = widgets.column(self._grid, widgets.row(self.add_button, 1), gap=6)
        self.setLayout(box)

    def add_row(self, values: dict[str, str]) -> None:
        """Add a row at the end."""
        row: dict[str, CheckedField] = {}
        for place, cell in enumerate(self._cells):
            field = CheckedField(cell.name, "", cell.read, placeholder=cell.placeholder)
            field.editor.setAccessibleName(cell.label)
            field.set_text(values.get(cell.name, ""))
            self._grid.addWidget(field, self._line, place, Qt.AlignmentFlag.AlignTop)
            row[cell.name] = field
        away = widgets.tool("close", self.tr("删除这一行"))
        away.clicked.connect(lambda: self._remove(row, away))
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(away, self._line, len(self._cells), top)
        self._line += 1
        self.rows.append(row)

    def fill(self, rows: Sequence[dict[str, str]]) -> None:
        """Show these rows instead."""
        for row in list(self.rows):
            self._drop(row)
        for values in rows:
            self.add_row(values)

    def values(self) -> list[dict[str, str]]:
        """Return the texts of all rows that are not blank.

        Raises:
            UserError: Of the first cell that does not read; its sentence stands beside it.
        """
        wrong = [field for row in self.rows for field in row.values() if not field.check()]
        if wrong:
            wrong[0].setFocus()
            raise UserError("form.look_at_marked")
        texts = [{name: field.text() for name, field in row.items()} for row in self.rows]
        return [row for row in texts if any(row.values())]

    def _remove(self, row: dict[str, CheckedField], button: QWidget) -> None:
        button.deleteLater()
        self._drop(row)

    def _drop(self, row: dict[str, CheckedField]) -> None:
        self.rows.remove(row)
        last = next(iter(row.values()))
        place = self._grid.indexOf(last)
        line, *_ = cast("tuple[int, int, int, int]", self._grid.getItemPosition(place))
        for column in range(self._grid.columnCount()):
            item = self._grid.itemAtPosition(line, column)
            if item is not None and (widget := item.widget()):
                widget.setParent(None)
                widget.deleteLater()
