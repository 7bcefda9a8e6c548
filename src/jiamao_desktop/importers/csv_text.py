"""A CSV file as a sheet of texts: what bureaus, banks and brokers export for Excel.

Exporters shield long numbers from Excel with a tab, an apostrophe or a formula
(``="2531…"``); the shield is taken off. Nothing is ever turned into a number here.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers.sheet_workbook import Cell, Row, Sheet, Workbook

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 400
MOST_CELLS: Final = 4_000_000

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = ",\t;|"
_LOOKED_AT: Final = 30
_FORMULA: Final = re.compile(r'="(.*)"')
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HEAD_CHARACTERS: Final = 100_000


def load(data: bytes) -> Workbook | None:
    """Return the one sheet of a CSV file, or None when the text is no table.

    Raises:
        ImportRefused: ``csv.too_wide``, ``csv.too_long`` or ``csv.broken``.
    """
    text = decoded(data)
    if text is None:
        return None
    separator = _separator(text)
    if not separator:
        return None
    rows = list(_rows(text, separator))
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise ImportRefused("csv.too_long", rows=MOST_ROWS)
    return Workbook(sheets=(Sheet(name="", rows=[_filled(row, width) for row in rows]),))


def decoded(data: bytes) -> str | None:
    """Return the text, or None when the bytes are no text.

    A byte order mark decides; without one it is UTF-8 if it can be, else GB 18030, which
    is what Chinese Windows writes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    text = _decoded(data, "utf-8")
    return _decoded(data, "gb18030") if text is None else text


def unshielded(text: str) -> str:
    """Return a cell without what protects a long number from Excel.

    >>> unshielded('="25312000000123456789"')
    '25312000000123456789'
    """
    plain = text.strip().lstrip("'\t").strip()
    match = _FORMULA.fullmatch(plain)
    return match[1].strip() if match else plain


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _separator(text: str) -> str:
    """Return the character that parts most of the first lines; blank if none does."""
    lines = [line for line in text[:_HEAD_CHARACTERS].splitlines()[:_LOOKED_AT] if line.strip()]
    counts = {
        sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines))
        for sign in _SEPARATORS
    }
    best = max(_SEPARATORS, key=lambda sign: counts[sign])
    return best if any(counts[best]) else ""


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells = 0
    try:
        for number, row in enumerate(reader, start=1):
            cells += len(row)
            if len(row) > MOST_COLUMNS:
                raise ImportRefused("csv.too_wide", row=number, columns=MOST_COLUMNS)
            if number > MOST_ROWS or cells > MOST_CELLS:
                raise ImportRefused("csv.too_long", rows=MOST_ROWS)
            yield row
    except csv.Error as error:
        raise ImportRefused("csv.broken", row=reader.line_num) from error


def _filled(row: list[str], width: int) -> Row:
    cells: list[Cell] = [unshielded(text) or None for text in row]
    return tuple(cells + [None] * (width - len(cells)))
