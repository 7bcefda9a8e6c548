"""Lists of 发票 exported from the tax bureau's site (全量发票查询, 用途确认).

The sheet with one row for each line is preferred; where only the sheet with one row for
each fapiao is filled, that is taken. Sums come from the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.fapiao import FapiaoKind, FapiaoState
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.importers import fapiao_sources, layouts, values
from jiamao_desktop.importers.fapiao_sources import Source, Values
from jiamao_desktop.importers.layouts import plain
from jiamao_desktop.importers.sheet_values import is_rounded, shown, text
from jiamao_desktop.importers.sheet_workbook import Row, Sheet, Workbook

COLUMNS: Final = layouts.load(
    "tax",
    {
        "columns": (
            "digital_number",
            "code",
            "number",
            "issued_on",
            "seller",
            "seller_id",
            "buyer",
            "buyer_id",
            "name",
            "specification",
            "unit",
            "quantity",
            "unit_price",
            "net",
            "rate",
            "tax",
            "gross",
            "kind",
            "state",
            "positive",
            "remark",
        )
    },
)["columns"]
"""Field to the heads its column may have, the better one first."""

_HEADS_WITHIN: Final = 30
_NEEDED: Final = ("seller_id", "issued_on", "net")
_KINDS: Final = (
    ("铁路", FapiaoKind.RAIL_TICKET, FapiaoKind.RAIL_TICKET),
    ("航空", FapiaoKind.AIR_ITINERARY, FapiaoKind.AIR_ITINERARY),
    ("专用", FapiaoKind.DIGITAL_SPECIAL, FapiaoKind.ELECTRONIC_SPECIAL),
    ("普通", FapiaoKind.DIGITAL_ORDINARY, FapiaoKind.ELECTRONIC_ORDINARY),
)
"""Word in 发票票种, and the kind it means with a 20-digit number and without."""
_DIGITAL: Final = re.compile(r"\d{20}")
_STATES: Final = (
    ("部分", FapiaoState.PART_REVERSED),
    ("红冲", FapiaoState.REVERSED),
    ("作废", FapiaoState.VOID),
    ("正常", FapiaoState.NORMAL),
)
"""Word in 发票状态 (正常, 已红冲-全额, 已红冲-部分, 作废) and what it means, the first found."""
_NOT_POSITIVE: Final = ("否", "N", "0")


@dataclass(slots=True)
class _Fapiao:
    head: Mapping[str, str]
    lost: str
    lines: list[Mapping[str, str]] = field(default_factory=list)


def read(workbook: Workbook) -> list[Draft]:
    """Return one draft for each 发票 listed, or nothing when the workbook is no such list."""
    tables = [found for sheet in workbook.sheets if (found := _table(sheet)) is not None]
    with_lines = [table for table in tables if "name" in table[0] and table[1]]
    for columns, rows in with_lines[:1] or tables:
        return [_draft(fapiao, "name" in columns) for fapiao in _fapiao_of(columns, rows)]
    return []


def _table(sheet: Sheet) -> tuple[Mapping[str, int], Sequence[Row]] | None:
    """Return the columns and the rows below their heads, wherever the heads stand."""
    for number, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        columns = _columns(row)
        if all(name in columns for name in _NEEDED) and columns.keys() & {
            "digital_number",
            "number",
        }:
            return columns, sheet.rows[number + 1 :]
    return None


def _columns(row: Row) -> dict[str, int]:
    places: dict[str, int] = {}
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            places.setdefault(plain(cell), column)
    return {
        name: next(places[head] for head in heads if head in places)
        for name, heads in COLUMNS.items()
        if any(head in places for head in heads)
    }


def _fapiao_of(columns: Mapping[str, int], rows: Sequence[Row]) -> Iterator[_Fapiao]:
    """Yield the fapiao in the order of their first rows."""
    found: dict[tuple[str, str], _Fapiao] = {}
    for at, row in enumerate(rows):
        cells = {name: row[column] for name, column in columns.items()}
        texts = {name: text(cell) for name, cell in cells.items()}
        lost = next(
            (
                shown(cells[name])
                for name in ("digital_number", "number")
                if name in cells and is_rounded(cells[name])
            ),
            "",
        )
        number = texts.get("digital_number") or _restored(texts.get("number", ""), (8,))
        if number or lost:
            code = _restored(texts.get("code", ""), (10, 12))
            head = {**texts, "number": number, "code": code}
            key = (code, number or f"{lost} {at}")
            found.setdefault(key, _Fapiao(head, lost)).lines.append(texts)
    yield from found.values()


def _restored(digits: str, lengths: Sequence[int]) -> str:
    """Put back the noughts that a spreadsheet takes from the front of a number.

    >>> _restored("123456", (8,))
    '00123456'
    """
    longer = [length for length in lengths if len(digits) <= length]
    return digits.zfill(longer[0]) if digits.isdecimal() and longer else digits


def _draft(fapiao: _Fapiao, has_lines: bool) -> Draft:
    head = fapiao.head
    notes: list[Problem] = []
    if fapiao.lost:
        notes.append(Problem.of("sheet.number_rounded", shown=fapiao.lost))
    state = next((kind for word, kind in _STATES if word in head.get("state", "")), None)
    if state not in (None, FapiaoState.NORMAL) or (head.get("state") and state is None):
        notes.append(Problem.of("fapiao.not_in_force", number=head["number"], state=head["state"]))
    source = Source(
        origin=Origin.SHEET,
        values={
            "kind": kind_of(head).value,
            "number": head["number"],
            "code": head.get("code", ""),
            "issued_on": values.date(head.get("issued_on", "")),
            "seller": head.get("seller", ""),
            "seller_id": head.get("seller_id", ""),
            "buyer": head.get("buyer", ""),
            "buyer_id": head.get("buyer_id", ""),
            "net": _sum(fapiao.lines, "net"),
            "tax": _sum(fapiao.lines, "tax"),
            "gross": _sum(fapiao.lines, "gross"),
            "remark": head.get("remark", ""),
            "state": state,
        },
        lines=[_line(line) for line in fapiao.lines] if has_lines else (),
        notes=notes,
        red=head.get("positive") in _NOT_POSITIVE,
    )
    return fapiao_sources.merge([source])


def _sum(lines: Sequence[Mapping[str, str]], name: str) -> Money | None:
    """Add a column up, or return None when one of its cells is no amount."""
    amounts = [values.money(line.get(name, "")) for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return total(known) if len(known) == len(amounts) else None


def kind_of(head: Mapping[str, str]) -> FapiaoKind:
    """Return what a 发票 is by its ``number`` and by what its ``kind`` is called in the list."""
    digital = _DIGITAL.fullmatch(head["number"]) is not None
    for word, if_digital, if_not in _KINDS:
        if word in head.get("kind", ""):
            return if_digital if digital else if_not
    return FapiaoKind.OTHER


def _line(texts: Mapping[str, str]) -> Values:
    return {
        "name": texts.get("name", ""),
        "specification": texts.get("specification", ""),
        "unit": texts.get("unit", ""),
        "quantity": values.decimal(texts.get("quantity", "")),
        "unit_price": values.decimal(texts.get("unit_price", "")),
        "net": values.money(texts.get("net", "")),
        "rate": values.rate(texts.get("rate", "")),
        "tax": values.money(texts.get("tax", "")),
    }
