"""Cells turned into text, the way a person would read them off the screen."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Final

from jiamao_desktop.importers.sheet_workbook import Cell, Rounded

_EXACT_DIGITS: Final = 15
"""So many digits of a number a spreadsheet keeps; the rest it turns into noughts."""
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


def exact(number: float) -> Cell:
    """Return a number as a spreadsheet shows it at its fullest, or what is left of it.

    >>> exact(0.62)
    Decimal('0.62')
    """
    if not math.isfinite(number):
        return str(number)
    if abs(number) < 10**_EXACT_DIGITS:
        return Decimal(f"{number:.{_EXACT_DIGITS}g}")
    return Rounded(f"{number:.0f}")
