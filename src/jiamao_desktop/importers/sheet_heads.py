"""Tables on a sheet, found by the heads of their columns, wherever these stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiamao_desktop.importers.layouts import plain
from jiamao_desktop.importers.sheet_values import text
from jiamao_desktop.importers.sheet_workbook import Row, Sheet

_HEADS_WITHIN: Final = 30
_SUMS: Final = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table by field, and where its rows begin.

    Attributes:
        columns: Of two columns that one field may mean, the one whose label is the better.
        start: First row below the heads.
    """

    columns: Mapping[str, int]
    start: int
    rows: Sequence[Row]

    def above(self) -> Sequence[Row]:
        """Return the rows above the heads: titles, numbers, dates."""
        return self.rows[: self.start - 1]

    def heads(self) -> Row:
        """Return the row of heads."""
        return self.rows[self.start - 1]

    def lines(self) -> Iterator[tuple[int, Row, Mapping[str, str]]]:
        """Yield number (from one), cells and texts by field of each row that says something.

        Rows of sums are left out.
        """
        for number, row in enumerate(self.rows[self.start :], start=self.start + 1):
            texts = {name: text(row[column]) for name, column in self.columns.items()}
            if any(texts.values()) and not any(text(cell) in _SUMS for cell in row[:3]):
                yield number, row, texts


def find(
    sheet: Sheet,
    labels: Mapping[str, Sequence[str]],
    fits: Callable[[Collection[str]], bool],
) -> Table | None:
    """Return the table whose heads stand highest on a sheet, or None.

    Args:
        sheet: Where to look.
        labels: Field to its labels, the better one first.
        fits: Tells whether these fields make up the table that is looked for.
    """
    for number, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        places: dict[str, int] = {}
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                places.setdefault(plain(cell), column)
        columns = {
            name: next(places[label] for label in known if label in places)
            for name, known in labels.items()
            if any(label in places for label in known)
        }
        if fits(columns.keys()):
            return Table(columns, number + 1, sheet.rows)
    return None
