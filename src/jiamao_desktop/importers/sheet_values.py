"""Cells turned into text, the way a person would read them off the screen."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from jiamao_desktop.importers.sheet_workbook import Cell, Rounded

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")


def text(cell: Cell) -> str:
    """Return what a cell says; blank for an empty one and for a rounded number.

    >>> text(Decimal("1000"))
    '1000'
    """
    if cell is None or is_rounded(cell):
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell).lstrip("'\t").strip()


def filled(cell: Cell) -> str:
    """Return what a cell of a form says; a lone nought is a formula without a value."""
    found = text(cell)
    return "" if found == "0" else found


def is_rounded(cell: Cell) -> bool:
    """Tell whether a cell held a long number whose last digits are lost for good."""
    return isinstance(cell, Rounded) or (
        isinstance(cell, str) and _SCIENTIFIC.fullmatch(cell.strip()) is not None
    )


def shown(cell: Cell) -> str:
    """Return a rounded number as far as it is left, to be named in a warning."""
    return cell.text if isinstance(cell, Rounded) else str(cell or "")
