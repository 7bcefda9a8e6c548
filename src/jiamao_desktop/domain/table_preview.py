"""The beginning of a table that no reader knows, for a person to say what its columns are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetName:
    """One sheet of a workbook; ``rows`` is how many it has."""

    name: str
    rows: int
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """The sheets of a file, and how one of them begins.

    Attributes:
        sheet: Which of the sheets the rows are of.
        rows: The first rows as texts, all equally long; a number that a spreadsheet has
            rounded is written as it shows it: ``2.531E+19``.
        heads: Rows that may hold the headings, the likeliest first, counted from nought.
        rounded: Columns in which some row, shown here or not, holds such a number.
    """

    sheets: tuple[SheetName, ...]
    sheet: int
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[int, ...] = ()
    rounded: tuple[int, ...] = ()
