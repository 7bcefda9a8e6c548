"""Tables that no reader knows: how they begin, and all of one as a column map reads it.

Everything here runs in the reading process; what travels back is a reading like any other.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import Draft, FileReading
from jiamao_desktop.domain.errors import ImportRefused, Problem
from jiamao_desktop.domain.mapping import TableChoice, TablePlan, signature
from jiamao_desktop.domain.table_preview import SheetName, TablePreview
from jiamao_desktop.importers import html_sheet, mapping, sheet_files, sniff, xmltree
from jiamao_desktop.importers.sheet_values import is_rounded, shown, text
from jiamao_desktop.importers.sheet_workbook import Cell, Row, Sheet, Workbook
from jiamao_desktop.importers.sniff import FileType

HEADS_WITHIN: Final = 30
SHOWN_ROWS: Final = 100
"""So many rows below the headings are shown before anything is read."""
_MOST_CELLS: Final = 40_000
_LONGEST: Final = 200
_FEWEST_HEADINGS: Final = 2
_SHORT: Final = 6

TABLES: Final = frozenset({FileType.XLSX, FileType.OLE, FileType.HTML, FileType.TEXT, FileType.XML})
"""Kinds of file that may hold a table."""


def read_preview(sheet: int, name: str, data: bytes) -> FileReading:
    """Return a reading that shows how a sheet begins; below nought: the likeliest sheet."""

    def read(workbook: Workbook) -> FileReading:
        place = sheet if 0 <= sheet < len(workbook.sheets) else _likeliest(workbook)
        return FileReading(name=name, preview=_preview(workbook, place))

    return _reading(name, data, read)


def read_as(plan: TablePlan, name: str, data: bytes) -> FileReading:
    """Return a reading of the sheets that were chosen, and of all others with a known header.

    Hidden sheets are only read when they were chosen, or when no other sheet is.
    """

    def read(workbook: Workbook) -> FileReading:
        chosen = {one.sheet: one for one in plan.choices}
        known = {one.signature: one for one in plan.known}
        known |= {one.columns.signature: one.columns for one in plan.choices}
        found: list[Draft] = []
        hidden: list[Draft] = []
        for place, sheet in enumerate(workbook.sheets):
            one = chosen.get(place) or _known(sheet, place, known)
            if one is not None:
                aside = sheet.hidden and place not in chosen
                (hidden if aside else found).extend(_drafts(sheet, one))
        return FileReading(name=name, drafts=tuple(found or hidden))

    return _reading(name, data, read)


def _known(sheet: Sheet, place: int, known: Mapping[str, ColumnMap]) -> TableChoice | None:
    """Return how a sheet is read whose header is known, wherever in its first rows it stands."""
    for number, row in enumerate(sheet.rows[:HEADS_WITHIN]):
        cells = shortened(row)
        one = known.get(signature(cells))
        if one is not None:
            return TableChoice(sheet=place, head=number, columns=mapping.fitting(one, cells))
    return None


def _drafts(sheet: Sheet, choice: TableChoice) -> Sequence[Draft]:
    rows = map(texts, sheet.rows[choice.head + 1 :])
    return mapping.drafts(choice.columns, rows, choice.head + 2)


def shortened(row: Row) -> tuple[str, ...]:
    """Return the cells of a row as they are shown and as headers are compared."""
    return tuple(cell[:_LONGEST] for cell in texts(row))


def texts(row: Row) -> tuple[str, ...]:
    """Return the cells of a row as a person sees them."""
    return tuple(map(_text, row))


def _text(cell: Cell) -> str:
    if not is_rounded(cell):
        return text(cell)
    digits = shown(cell)
    if not digits.lstrip("-").isdigit():
        return digits
    kept = digits.rstrip("0")
    return f"{kept[0]}.{kept[1:_SHORT]}E+{len(digits) - 1}".replace(".E", "E")


def _reading(name: str, data: bytes, read: Callable[[Workbook], FileReading]) -> FileReading:
    """Return what becomes of the workbook in some bytes, whatever they are."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        kind = sniff.file_type(data)
        workbook = _workbook(kind, data)
        if workbook is None or not any(sheet.rows for sheet in workbook.sheets):
            problem = Problem.of("mapping.no_table")
            return FileReading(name=name, sha256=digest, mime=kind.value, problem=problem)
        found = read(workbook)
    except ImportRefused as error:
        problem = Problem.from_error(error)
        return FileReading(name=name, sha256=digest, problem=problem, refused=True)
    except (ValueError, LookupError, ArithmeticError):
        problem = Problem.of("file.broken")
        return FileReading(name=name, sha256=digest, problem=problem, refused=True)
    nothing = found.preview is None and not found.drafts
    return dataclasses.replace(
        found,
        sha256=digest,
        mime=kind.value,
        content=data,
        problem=Problem.of("file.not_recognised") if nothing else None,
    )


def _workbook(kind: FileType, data: bytes) -> Workbook | None:
    if kind not in TABLES:
        return None
    if kind is FileType.XML:
        root = xmltree.parse(data)
        return html_sheet.load_xml(root) if html_sheet.is_spreadsheet(root) else None
    return sheet_files.workbook_of(kind, data)


def _likeliest(workbook: Workbook) -> int:
    """Return the sheet whose header is best understood; of equals one that is not hidden."""
    merits: Mapping[int, tuple[int, bool, int]] = {
        place: (_best_fit(sheet), not sheet.hidden, min(len(sheet.rows), SHOWN_ROWS))
        for place, sheet in enumerate(workbook.sheets)
    }
    return max(merits, key=lambda place: (merits[place], -place))


def _best_fit(sheet: Sheet) -> int:
    return max((mapping.fit(texts(row)) for row in sheet.rows[:HEADS_WITHIN]), default=0)


def _preview(workbook: Workbook, place: int) -> TablePreview:
    sheet = workbook.sheets[place]
    width = max(map(len, sheet.rows), default=0)
    count = min(HEADS_WITHIN + SHOWN_ROWS, max(HEADS_WITHIN, _MOST_CELLS // max(width, 1)))
    rows = tuple(map(shortened, sheet.rows[:count]))
    return TablePreview(
        sheets=tuple(
            SheetName(name=one.name, rows=len(one.rows), hidden=one.hidden)
            for one in workbook.sheets
        ),
        sheet=place,
        rows=rows,
        heads=_heads(rows),
        rounded=tuple(sorted(_rounded(sheet))),
    )


def _heads(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the rows that may hold the headings: best understood first, then fullest, highest."""
    merits = {
        place: (-mapping.fit(row), -len(set(filter(None, row))), place)
        for place, row in enumerate(rows[:HEADS_WITHIN])
        if len(set(filter(None, row))) >= _FEWEST_HEADINGS
    }
    return tuple(sorted(merits, key=lambda place: merits[place]))


def _rounded(sheet: Sheet) -> set[int]:
    return {place for row in sheet.rows for place, cell in enumerate(row) if is_rounded(cell)}
