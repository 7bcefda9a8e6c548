"""Tables as CSV that spreadsheet programs open as what they are: UTF-8 with its mark.

No text becomes a formula, and no long number loses its end: what a program would take for
either has an apostrophe or a tab in front, which such programs, and this one, pass over.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import BinaryIO

from jiamao_desktop.documents.export_table import Cell, ExportTable, number_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_BENDS = re.compile(r"0\d+|\d{16,}")
"""Digits that are no number: a spreadsheet would drop the nought or the last digits."""


def write(file: BinaryIO, table: ExportTable) -> None:
    """Write a table, row by row."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow([tame(name) for name in table.heading])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    text.flush()
    text.detach()


def tame(text: str) -> str:
    """Keep a text from being taken for a formula; a plain negative number is none.

    >>> tame("=1+1"), tame("-12.50"), tame("-A1")
    ("'=1+1", '-12.50', "'-A1")
    """
    if not text.startswith(_FORMULA) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return f"\t{cell}" if _BENDS.fullmatch(cell) else tame(cell)
        case dt.date():
            return cell.isoformat()
        case _:
            return number_text(cell)
