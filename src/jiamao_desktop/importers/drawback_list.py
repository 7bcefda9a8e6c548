"""Rows of export refunds (出口退税): exported items, and the purchases behind them.

The export rows name declarations by 21 digits (18, a nought, two of the item), so they are
tried before lists of declarations, which would take each row for a declaration of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import layouts, sheet_heads, values
from jiamao_desktop.importers.layout import squeezed
from jiamao_desktop.importers.sheet_heads import Table
from jiamao_desktop.importers.sheet_values import is_rounded, shown
from jiamao_desktop.importers.sheet_workbook import Sheet, Workbook

_DAYS: Final = ("exported_on", "issued_on")
_AMOUNTS: Final = ("usd", "base", "refundable")
_DECIMALS: Final = ("quantity", "levy_rate", "refund_rate")
_NUMBERS: Final = ("declaration_number", "voucher")
_EXPORTS: Final = (
    "period",
    "lot",
    "serial",
    "link",
    "fapiao_number",
    "declaration_number",
    "exported_on",
    "hs_code",
    "name",
    "unit",
    "quantity",
    "usd",
)
_PURCHASES: Final = (
    "period",
    "lot",
    "serial",
    "link",
    "tax_kind",
    "voucher",
    "issued_on",
    "seller_id",
    "hs_code",
    "name",
    "unit",
    "quantity",
    "base",
    "levy_rate",
    "refund_rate",
    "refundable",
)
LABELS: Final = layouts.load("drawback", {"exports": _EXPORTS, "purchases": _PURCHASES})
_DECLARATION: Final = re.compile(r"\d{8}[01]\d{9}0\d{2}")
_RATE_MOST: Final = 1
"""A rate up to one is a share (0.13), above it is per cent (13)."""


def read(workbook: Workbook) -> list[Draft]:
    """Return one draft for each sheet of refund rows; nothing when there is none."""
    return [draft for sheet in workbook.sheets if (draft := _read_sheet(sheet)) is not None]


def _read_sheet(sheet: Sheet) -> Draft | None:
    purchases = sheet_heads.find(sheet, LABELS["purchases"], _are_purchases)
    if purchases is not None:
        return _draft(purchases, DraftKind.DRAWBACK_PURCHASES)
    exports = sheet_heads.find(sheet, LABELS["exports"], _are_exports)
    return None if exports is None else _draft(exports, DraftKind.DRAWBACK_EXPORTS)


def _are_purchases(found: Collection[str]) -> bool:
    return {"voucher", "base"} <= set(found)


def _are_exports(found: Collection[str]) -> bool:
    needed = {"declaration_number", "hs_code", "quantity"} <= set(found)
    return needed and "usd" in found and bool({"link", "period", "fapiao_number"} & set(found))


def _draft(table: Table, kind: DraftKind) -> Draft | None:
    lines: list[Mapping[str, Field]] = []
    notes: list[Problem] = []
    for number, row, texts in table.lines():
        for name in _NUMBERS:
            column = table.columns.get(name)
            if column is not None and is_rounded(row[column]):
                notes.append(Problem.of("sheet.number_rounded", shown=shown(row[column])))
        declaration = squeezed(texts.get("declaration_number", ""))
        if declaration and not _DECLARATION.fullmatch(declaration):
            notes.append(Problem.of("drawback.bad_number", row=number, number=declaration))
        lines.append(
            {
                name: Field(value, Origin.SHEET)
                for name, written in texts.items()
                if written and (value := _value(name, written, number, notes)) is not None
            }
        )
    if not lines:
        return None
    return Draft(kind=kind, fields={}, lines=tuple(lines), warnings=tuple(dict.fromkeys(notes)))


def _value(name: str, written: str, row: int, notes: list[Problem]) -> Value | None:
    value: Value | None
    if name in _DAYS:
        value = values.date(written)
    elif name in _AMOUNTS:
        value = values.money(written)
    elif name in ("levy_rate", "refund_rate"):
        value = values.decimal(written.removesuffix("%"))
        if value is not None and value < _RATE_MOST and "%" not in written:
            value = values.per_cent(value)
    elif name in _DECIMALS:
        value = values.decimal(written)
    else:
        value = " ".join(written.split()) if name == "name" else squeezed(written)
    if value is None:
        notes.append(Problem.of("drawback.unreadable", row=row, text=written))
    return value
