"""An .xls workbook (BIFF, Excel 97 to 2003) as plain rows, like ``sheet_workbook``.

Rows stay as long as they are in the file, so that one stray cell in the last row does not
lay out a grid; they are made equally long only after the limits have been checked.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator
from typing import Final

import xlrd

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers.sheet_values import exact
from jiamao_desktop.importers.sheet_workbook import Cell, Row, Sheet, Workbook

MOST_CELLS: Final = 4_000_000
_MOST_SHEETS: Final = 100
_DAMAGE: Final = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    ValueError,
    LookupError,
    ArithmeticError,
    AssertionError,
    TypeError,
    AttributeError,
)
"""What xlrd raises on a damaged file."""
_ENCRYPTED: Final = "encrypted"


def load(data: bytes) -> Workbook:
    """Read a workbook within limits.

    Raises:
        ImportRefused: ``sheet.encrypted``, ``sheet.broken``, ``sheet.too_many`` or
            ``sheet.too_large``.
    """
    try:
        with xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        ) as book:
            if book.nsheets > _MOST_SHEETS:
                raise ImportRefused("sheet.too_many", count=book.nsheets, most=_MOST_SHEETS)
            return Workbook(sheets=tuple(_sheets(book)))
    except _DAMAGE as error:
        if isinstance(error, xlrd.XLRDError) and _ENCRYPTED in str(error):
            raise ImportRefused("sheet.encrypted") from error
        raise ImportRefused("sheet.broken", part="Workbook") from error


def _sheets(book: xlrd.Book) -> Iterator[Sheet]:
    room = MOST_CELLS
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        rows = [_row(book, sheet, row) for row in range(sheet.nrows)]
        book.unload_sheet(number)
        while rows and not rows[-1]:
            rows.pop()
        width = max(map(len, rows), default=0)
        room -= width * len(rows)
        if room < 0:
            raise ImportRefused("sheet.too_large", cells=MOST_CELLS)
        yield Sheet(name=sheet.name, rows=[row + (None,) * (width - len(row)) for row in rows])


def _row(book: xlrd.Book, sheet: xlrd.sheet.Sheet, number: int) -> Row:
    cells = [_cell(book, cell) for cell in sheet.row(number)]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _cell(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value).strip() or None
        case xlrd.XL_CELL_NUMBER:
            return exact(cell.value)
        case xlrd.XL_CELL_DATE:
            return _day(book, cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case _:
            return None


def _day(book: xlrd.Book, value: float) -> Cell:
    """Return the day of a date; a bare time or an impossible day stays the number it is."""
    try:
        return dt.date(*xlrd.xldate_as_tuple(value, book.datemode)[:3])
    except (xlrd.XLDateError, ValueError):
        return exact(value)
