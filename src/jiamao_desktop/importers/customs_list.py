"""Flat lists of customs declarations: one row for each item, the head repeated.

Which maker calls what by which name is in ``customs_labels``; a list is told by its
heads, wherever in the first rows they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import customs_draft, customs_labels
from jiamao_desktop.importers.sheet_values import is_rounded, shown, text
from jiamao_desktop.importers.sheet_workbook import Row, Sheet, Workbook

_HEADS_WITHIN = 30
_FEWEST_KNOWN = 5
_KEYS = ("number", "unified_number")
SUMS = frozenset({"合计", "总计", "小计"})
"""What the rows begin with that only add up others."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field of the head, and which of an item."""

    head: Mapping[str, int]
    item: Mapping[str, int]


@dataclass(slots=True)
class _Group:
    """The rows of one declaration, as far as they have been seen.

    Attributes:
        lost: What is left of its number if the spreadsheet has rounded it.
    """

    key: str
    lost: str = ""
    head: dict[str, str] = field(default_factory=dict)
    items: list[dict[str, str]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read(workbook: Workbook) -> list[Draft]:
    """Return one draft for each declaration of every sheet that is such a list."""
    return [draft for sheet in workbook.sheets for draft in _read_sheet(sheet)]


def _read_sheet(sheet: Sheet) -> Iterator[Draft]:
    for number, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        columns = columns_of(row)
        if columns is not None:
            for group in _groups(sheet.rows, number + 1, columns):
                yield customs_draft.build(group.head, group.items, Origin.SHEET, group.notes)
            return


def columns_of(row: Row) -> Columns | None:
    """Return the columns if these are the heads of a list; the first of equal heads counts."""
    head: dict[str, int] = {}
    item: dict[str, int] = {}
    for column, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        if name := customs_labels.item_field(cell):
            item.setdefault(name, column)
        elif known := customs_labels.head_field(cell):
            head.setdefault(known[0], column)
    head.pop("", None)
    is_list = "hs_code" in item and any(key in head for key in _KEYS)
    return Columns(head, item) if is_list and len(head) + len(item) >= _FEWEST_KNOWN else None


def _groups(rows: Sequence[Row], start: int, columns: Columns) -> Iterator[_Group]:
    """Yield the declarations in the order of their first rows."""
    groups: dict[str, _Group] = {}
    current: _Group | None = None
    for number, row in enumerate(rows[start:], start=start + 1):
        head = _texts(row, columns.head)
        item = _texts(row, columns.item)
        if not item.get("hs_code") or any(text(cell) in SUMS for cell in row[:2]):
            continue
        lost = _lost_number(row, columns)
        key = _key(number, head, item, lost, current)
        current = groups.setdefault(key, _Group(key, lost))
        _add(current, number, head, item)
    for group in groups.values():
        if group.lost:
            group.notes.append(Problem.of("sheet.number_rounded", shown=group.lost))
        yield group


def _texts(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    cells = ((name, text(row[column])) for name, column in columns.items())
    return {name: found for name, found in cells if found}


def _lost_number(row: Row, columns: Columns) -> str:
    """Return what is left of a 海关编号 that the spreadsheet has rounded, or blank."""
    column = columns.head.get("number")
    return shown(row[column]) if column is not None and is_rounded(row[column]) else ""


def _key(
    number: int, head: Mapping[str, str], item: Mapping[str, str], lost: str, last: _Group | None
) -> str:
    """Tell which declaration a row belongs to.

    A row without any number goes with the row above it (merged cells). Rounded numbers
    are all alike, so there a 项号 that does not rise begins the next declaration.
    """
    stated = next((head[name] for name in _KEYS if head.get(name)), "")
    if stated or last is None:
        return stated or f"{lost} {number}"
    if not lost or (last.lost and _ordinal(item) > _ordinal(last.items[-1])):
        return last.key
    return f"{lost} {number}"


def _ordinal(item: Mapping[str, str]) -> int:
    number = item.get("number", "")
    return int(number) if number.isdecimal() else 0


def _add(group: _Group, number: int, head: Mapping[str, str], item: dict[str, str]) -> None:
    for name, value in head.items():
        if group.head.setdefault(name, value) != value:
            group.notes.append(
                Problem.of(
                    "declaration.rows_differ",
                    field=customs_labels.title(name),
                    row=number,
                    value=value,
                )
            )
    group.items.append(item)
