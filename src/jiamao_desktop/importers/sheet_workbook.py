"""An .xlsx workbook as plain rows: text, exact numbers, days. Never a float.

Formulas are not computed: a cell holds what the spreadsheet program last computed, and a
text that looks like a formula stays text.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import sheet_scan

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_EXACT_DIGITS: Final = 15
"""So many digits of a number a spreadsheet keeps; the rest it turns into noughts."""
_EXACT_BELOW: Final = 10**_EXACT_DIGITS
_MOST_SHEETS: Final = 100


@dataclass(frozen=True, slots=True)
class Rounded:
    """A long number whose last digits the spreadsheet has already thrown away.

    Attributes:
        text: What is left of it, to show to the person who must export again.
    """

    text: str


Cell: TypeAlias = str | Decimal | dt.date | Rounded | None
"""``None`` for an empty cell; text is stripped and never empty."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; ``rows[0][0]`` is cell A1, and all rows are equally long."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, empty when it lies outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets of one file in their order, hidden ones included."""

    sheets: Sequence[Sheet]


def load(data: bytes) -> Workbook:
    """Read a workbook within limits.

    Raises:
        ImportRefused: ``sheet.encrypted``, ``sheet.old_format``, ``sheet.broken``,
            ``sheet.far_cell``, ``sheet.too_large``, ``xml.entities``, or what the zip
            around it is refused for.
    """
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED_STREAM in data
        raise ImportRefused("sheet.encrypted" if encrypted else "sheet.old_format")
    parts = sheet_scan.scan(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(parts.packed)) as book:
            return Workbook(sheets=tuple(_sheets(book, parts)))
    except (CalamineError, ValueError, OverflowError) as error:
        raise ImportRefused("sheet.broken", part="xl/workbook.xml") from error


def _sheets(book: CalamineWorkbook, parts: sheet_scan.SheetParts) -> Iterator[Sheet]:
    if len(book.sheets_metadata) > _MOST_SHEETS:
        raise ImportRefused("sheet.too_many", count=len(book.sheets_metadata), most=_MOST_SHEETS)
    for metadata in book.sheets_metadata:
        if metadata.typ is SheetTypeEnum.WorkSheet:
            grid = book.get_sheet_by_name(metadata.name).to_python(skip_empty_area=False)
            rows = tuple(
                tuple(
                    _cell(raw, parts.long_numbers.get((r, c), ())) for c, raw in enumerate(row, 1)
                )
                for r, row in enumerate(grid, 1)
            )
            hidden = metadata.visible is not SheetVisibleEnum.Visible
            yield Sheet(name=metadata.name, rows=rows, hidden=hidden)


def cell_of(raw: object) -> Cell:
    """Return a cell as the reader of sheets hands it out, without knowing its long numbers."""
    return _cell(raw, ())


def _cell(raw: object, long_numbers: Collection[str]) -> Cell:
    match raw:
        case str():
            return raw.strip() or None
        case bool():
            return str(raw).upper()
        case float():
            return _number(raw, long_numbers)
        case dt.datetime():
            return raw.date()
        case dt.date():
            return raw
        case _:
            return str(raw)


def _number(raw: float, long_numbers: Collection[str]) -> Cell:
    """Return a number as the spreadsheet shows it at its fullest, fifteen digits."""
    if not math.isfinite(raw):
        return str(raw)
    if abs(raw) < _EXACT_BELOW:
        return Decimal(f"{raw:.{_EXACT_DIGITS}g}")
    written = [text for text in long_numbers if float(text) == raw]
    if len(written) == 1 and written[0][_EXACT_DIGITS:].strip("0"):
        return written[0]
    return Rounded(f"{raw:.0f}")
