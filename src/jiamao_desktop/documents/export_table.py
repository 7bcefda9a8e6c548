"""A table on its way out: what may stand in its cells, whatever kind of file it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from jiamao_desktop.domain.money import Money

Cell: TypeAlias = str | int | Decimal | Money | dt.date | None
"""Amounts, numbers and days stay what they are; ``None`` is blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTable:
    """One table; its rows are asked for once, one after the other, and never kept."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def number_text(cell: int | Decimal | Money) -> str:
    """Return a number exactly, with a point and nothing else.

    >>> number_text(Money(-123456))
    '-1234.56'
    """
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell).replace(",", "")
