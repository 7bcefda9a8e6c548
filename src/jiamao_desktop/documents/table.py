"""Tables that never cut a text: rows grow, heads are repeated, and sums stand on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.documents.sheet import LEFT, SHADE, Sheet
from jiamao_desktop.documents.text import Colour, Fitted, Style, fit, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One box of a table.

    Attributes:
        style: Instead of the table's.
        span: Columns it covers.
        max_lines: More than that at the least size go to the addendum under ``label``.
            Nought: as many as it takes.
        measured_as: Text whose height counts instead, for what is only known later.
        least_height: In points.
    """

    text: str
    style: Style | None = None
    align: str = ""
    span: int = 1
    shaded: bool = False
    max_lines: int = 0
    label: str = ""
    measured_as: str = ""
    least_height: float = 0.0


Row = Sequence[Cell]
PageSum = Callable[[Sequence[int]], Row]
"""Given the numbers of the rows on a page, returns the row of their sums (本页小计)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns and how they are set.

    Attributes:
        widths: In points.
        aligns: ``left``, ``centre`` or ``right``, one per column.
        pad: Between text and line, in points.
    """

    widths: Sequence[float]
    aligns: Sequence[str]
    style: Style
    head: Sequence[Row] = ()
    head_style: Style | None = None
    pad: float = 3.0
    head_fill: Colour = SHADE

    def draw(self, sheet: Sheet, rows: Sequence[Row], page_sum: PageSum | None = None) -> None:
        """Draw rows, on as many pages as they need, with the head on each."""
        heads = [
            [
                replace(c, shaded=True, style=self.head_style or self.style, align="centre")
                for c in r
            ]
            for r in self.head
        ]
        self._draw_heads(sheet, heads, self._height(rows[0]) if rows else 0)
        on_page: list[int] = []
        reserve = self._height(page_sum([0])) if page_sum and rows else 0.0
        for number, row in enumerate(rows):
            shown = [self._shortened(sheet, cell, column) for column, cell in _placed(row)]
            height = self._height(shown)
            if on_page and sheet.room < height + reserve:
                if page_sum:
                    self._draw_row(sheet, page_sum(on_page))
                on_page.clear()
                sheet.next_page()
                self._draw_heads(sheet, heads, height)
            self._draw_row(sheet, shown)
            on_page.append(number)
        if page_sum and on_page:
            self._draw_row(sheet, page_sum(on_page))

    def draw_rows(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        """Draw rows that stay together on one page where a page can hold them."""
        shown = [
            [self._shortened(sheet, cell, column) for column, cell in _placed(row)] for row in rows
        ]
        sheet.need(sum(self._height(row) for row in shown))
        for row in shown:
            sheet.need(self._height(row))
            self._draw_row(sheet, row)

    def _draw_heads(self, sheet: Sheet, heads: Sequence[Row], following: float) -> None:
        sheet.need(sum(self._height(head) for head in heads) + following)
        for head in heads:
            self._draw_row(sheet, head)

    def _width(self, column: int, cell: Cell) -> float:
        return sum(self.widths[column : column + cell.span])

    def _fitted(self, cell: Cell, column: int, text: str) -> Fitted:
        style = cell.style or self.style
        return fit(text, style, self._width(column, cell) - 2 * self.pad, cell.max_lines)

    def _shortened(self, sheet: Sheet, cell: Cell, column: int) -> Cell:
        """Return the cell with as much as fits, the rest being put off to the addendum."""
        fitted = self._fitted(cell, column, cell.measured_as or cell.text)
        if fitted.complete:
            return replace(cell, style=fitted.style) if cell.measured_as else cell
        mark = sheet.put_off(cell.label, cell.text)
        width = self._width(column, cell) - 2 * self.pad
        kept = list(fitted.lines[: cell.max_lines])
        while kept and len(wrap("".join(kept) + mark, fitted.style, width)) > cell.max_lines:
            kept.pop()
        return replace(cell, text="".join(kept) + mark, style=fitted.style)

    def _height(self, row: Row) -> float:
        heights = [
            max(
                self._fitted(cell, column, cell.measured_as or cell.text).height + 2 * self.pad,
                cell.least_height,
            )
            for column, cell in _placed(row)
        ]
        return max(heights, default=0.0)

    def _draw_row(self, sheet: Sheet, row: Row) -> None:
        height = self._height(row)
        for column, cell in _placed(row):
            x = LEFT + sum(self.widths[:column])
            width = self._width(column, cell)
            sheet.box(x, sheet.y, width, height, fill=self.head_fill if cell.shaded else None)
            fitted = self._fitted(cell, column, cell.text)
            top = sheet.y + (height - fitted.height) / 2
            align = cell.align or self.aligns[column]
            sheet.note_missing(cell.text)
            sheet.write_fitted(x + self.pad, top, width - 2 * self.pad, fitted, align)
        sheet.y += height


def _placed(row: Row) -> list[tuple[int, Cell]]:
    """Return each cell with the number of its first column."""
    placed, column = [], 0
    for cell in row:
        placed.append((column, cell))
        column += cell.span
    return placed
