"""Tables as .xlsx, written as the rows come: a million of them need no more memory than one.

Amounts and numbers are numbers, written digit by digit and never as a float; days are days; a
number with more digits than a spreadsheet keeps is text. Nothing is ever a formula. The same
rows give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from jiamao_desktop.documents import workbook
from jiamao_desktop.documents.export_table import Cell, ExportTable, number_text
from jiamao_desktop.domain.money import Money

MOST_ROWS = 1_048_575
"""Rows of one sheet below its heading; what is over goes on a further sheet."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST_DAY = dt.date(1899, 12, 30)
_DAYS_FROM = dt.date(1900, 3, 1)
"""Before it spreadsheets count a day too many."""
_EXACT_DIGITS = 15
_TEXT, _HEADING, _AMOUNT, _DAY, _NUMBER = 1, 2, 3, 4, 0
_AT_A_TIME = 500
_WIDTH = 16


def write(file: BinaryIO, tables: Iterable[ExportTable]) -> None:
    """Write tables, each on a sheet of its own."""
    names: list[str] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for table in tables:
            rows = iter(table.rows)
            for part in itertools.count(1):
                names.append(table.name if part == 1 else f"{table.name} {part}")
                _write_sheet(archive, len(names), table.heading, itertools.islice(rows, MOST_ROWS))
                following = next(rows, None)
                if following is None:
                    break
                rows = itertools.chain([following], rows)
        for name, content in workbook.frame(names, _STYLES).items():
            archive.writestr(_entry(name), content)


def _write_sheet(
    archive: zipfile.ZipFile, number: int, heading: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    letters = [workbook.column(place) for place in range(1, len(heading) + 1)]
    with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
        part.write(
            (
                f'{workbook.HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView '
                'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
                f'state="frozen"/></sheetView></sheetViews><cols><col min="1" '
                f'max="{max(len(heading), 1)}" width="{_WIDTH}" customWidth="1"/></cols><sheetData>'
            ).encode()
        )
        part.write(_row(1, letters, heading, _HEADING).encode())
        for batch in _batches(enumerate(rows, start=2)):
            part.write("".join(_row(at, letters, row, _TEXT) for at, row in batch).encode())
        part.write(b"</sheetData></worksheet>")


def _batches(
    rows: Iterator[tuple[int, Sequence[Cell]]],
) -> Iterator[list[tuple[int, Sequence[Cell]]]]:
    while batch := list(itertools.islice(rows, _AT_A_TIME)):
        yield batch


def _row(number: int, letters: Sequence[str], row: Sequence[Cell], text: int) -> str:
    inner = "".join(
        _cell(f"{letter}{number}", cell, text)
        for letter, cell in zip(letters, row, strict=True)
        if cell is not None and cell != ""
    )
    return f'<row r="{number}">{inner}</row>'


def _cell(place: str, cell: Cell, text: int) -> str:
    match cell:
        case str():
            return _words(place, cell, text)
        case dt.date() if cell < _DAYS_FROM:
            return _words(place, cell.isoformat(), text)
        case dt.date():
            return f'<c r="{place}" s="{_DAY}"><v>{(cell - _FIRST_DAY).days}</v></c>'
        case Money() | Decimal() | int():
            digits = number_text(cell)
            if len(digits.lstrip("-0.").replace(".", "")) > _EXACT_DIGITS:
                return _words(place, digits, text)
            style = _AMOUNT if isinstance(cell, Money) else _NUMBER
            return f'<c r="{place}" s="{style}"><v>{digits}</v></c>'
        case _:
            return ""


def _words(place: str, words: str, style: int) -> str:
    clean = escape(workbook.clean(words))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'
    )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    f'formatCode={quoteattr("yyyy-mm-dd")}/></numFmts><fonts count="2">'
    '<font><sz val="10"/><name val="宋体"/><charset val="134"/></font>'
    '<font><b/><sz val="10"/><name val="宋体"/><charset val="134"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="{form}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
        'applyNumberFormat="1"/>'
        for form, font, fill in ((49, 0, 0), (49, 1, 2), (4, 0, 0), (164, 0, 0))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
