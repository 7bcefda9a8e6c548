"""Texts read from a customs declaration turned into a draft, whatever file they were in.

Workbooks, lists and printed forms all end here: a mapping of texts for the head and one
for each item. What cannot be read as its kind becomes a warning, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import customs_checks, customs_codes, customs_labels, values
from jiamao_desktop.importers.layout import squeezed

Texts = Mapping[str, str]
"""Field name to text as written; blank or absent is unknown."""

_TEXT_HEAD: Final = (
    "domestic_party",
    "overseas_party",
    "packages",
    "gross_weight",
    "net_weight",
    "consumer",
)
_CODE_HEAD: Final = (
    "contract",
    "bill",
    "trade_country",
    "other_country",
    "unified_number",
    "attached_papers",
)
_HS_DIGITS: Final = (8, 10, 13)
_HS_LOST_NOUGHT: Final = (9, 12)
_EXPORT: Final = ("出口", "E", "0", "EXPORT")
_IMPORT: Final = ("进口", "I", "1", "IMPORT")


def build(
    head: Texts, items: Sequence[Texts], origin: Origin, notes: Sequence[Problem] = ()
) -> Draft:
    """Make a draft of one declaration.

    Args:
        head: By the field names of ``Declaration``. ``customs_regime`` may hold code,
            name or both.
        items: By the field names of ``DeclarationItem``; also ``total_usd``.
        origin: Where all of it was read.
        notes: Warnings found on the way.
    """
    warnings = list(notes)
    found: dict[str, Value | None] = {name: _tidy(head, name) for name in _TEXT_HEAD}
    found |= {name: squeezed(head.get(name, "")) for name in _CODE_HEAD}
    found["number"] = squeezed(head.get("number", ""))
    found["handbook"] = squeezed(head.get("handbook", "")).upper()
    for name in ("domestic_code", "consumer_code"):
        found[name] = squeezed(head.get(name, "")).upper()
    for name in ("declared_on", "moved_on"):
        found[name] = _read(values.date, head, name, warnings)
    found |= _coded(head)
    found["direction"] = _direction(head)
    fields = {name: Field(value, origin) for name, value in found.items() if value}
    lines = [_item(item, warnings) for item in items]
    warnings += customs_checks.check({name: field.value for name, field in fields.items()}, lines)
    return Draft(
        kind=DraftKind.DECLARATION,
        fields=fields,
        lines=tuple(_fields(line, origin) for line in lines),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _fields(values_: Mapping[str, Value], origin: Origin) -> Mapping[str, Field]:
    return {name: Field(value, origin) for name, value in values_.items()}


def _tidy(texts: Texts, name: str) -> str:
    """Return text on one line; blanks inside a company's English name stay."""
    return " ".join(texts.get(name, "").split())


def _coded(head: Texts) -> dict[str, Value | None]:
    codes = customs_codes.tables()
    code, name = codes.regime_of(head.get("customs_regime", ""))
    return {
        "customs_regime": code,
        "customs_regime_name": name or squeezed(head.get("customs_regime_name", "")),
        "levy_kind": codes.name_of(codes.levy, head.get("levy_kind", "")),
        "transport": codes.name_of(codes.transport, head.get("transport", "")),
        "terms": codes.name_of(codes.terms, head.get("terms", "")),
        "wrapping": codes.name_of(codes.wrapping, head.get("wrapping", "")),
    }


def _direction(head: Texts) -> Direction | None:
    stated = squeezed(head.get("direction", "")).upper()
    if stated in _EXPORT or "出口" in stated:
        return Direction.EXPORT
    if stated in _IMPORT or "进口" in stated:
        return Direction.IMPORT
    return customs_checks.direction_of(squeezed(head.get("number", "")))


def _item(texts: Texts, warnings: list[Problem]) -> dict[str, Value]:
    codes = customs_codes.tables()
    currency_text = texts.get("currency", "")
    total_text, currency = texts.get("total", ""), codes.currency_of(currency_text)
    if not total_text and texts.get("total_usd"):
        total_text, currency = texts["total_usd"], "USD"
    if currency_text and not currency:
        warnings.append(
            Problem.of("declaration.unknown_currency", item=_number(texts), text=currency_text)
        )
    total_texts = {"total": total_text, "number": texts.get("number", "")}
    found: dict[str, Value | None] = {
        "number": values.decimal(texts.get("number", "")),
        "hs_code": _hs_code(texts, warnings),
        "name": _tidy(texts, "name"),
        "specification": _tidy(texts, "specification"),
        "quantity": _read(values.decimal, texts, "quantity", warnings),
        "unit": codes.name_of(codes.unit, texts.get("unit", "")),
        "unit_price": _read(values.decimal, texts, "unit_price", warnings),
        "total": _read(values.money, total_texts, "total", warnings),
        "currency": currency,
        "origin_country": squeezed(texts.get("origin_country", "")),
        "destination_country": squeezed(texts.get("destination_country", "")),
        "duty_mode": codes.name_of(codes.duty, texts.get("duty_mode", "")),
        "handbook_item": squeezed(texts.get("handbook_item", "")),
        "handbook_version": squeezed(texts.get("handbook_version", "")),
        "first_quantity": _read(values.decimal, texts, "first_quantity", warnings),
        "first_unit": codes.name_of(codes.unit, texts.get("first_unit", "")),
        "second_quantity": _read(values.decimal, texts, "second_quantity", warnings),
        "second_unit": codes.name_of(codes.unit, texts.get("second_unit", "")),
    }
    return {name: value for name, value in found.items() if value is not None and value != ""}


def _hs_code(texts: Texts, warnings: list[Problem]) -> str:
    """Return the commodity code; a nought that a spreadsheet took from its front comes back."""
    code = re.sub(r"[.\s]", "", squeezed(texts.get("hs_code", "")))
    if code.isdigit() and len(code) in _HS_LOST_NOUGHT:
        code = f"0{code}"
        warnings.append(
            Problem.of("declaration.hs_nought_restored", item=_number(texts), hs_code=code)
        )
    if code and not (code.isdigit() and len(code) in _HS_DIGITS):
        warnings.append(Problem.of("declaration.bad_hs_code", item=_number(texts), hs_code=code))
    return code


def _number(texts: Texts) -> str:
    return texts.get("number", "") or "?"


def _read(
    reader: Callable[[str], Value | None], texts: Texts, name: str, warnings: list[Problem]
) -> Value | None:
    """Read one text by its kind, with a warning when something stands there but does not parse."""
    text = texts.get(name, "").strip()
    value = reader(text) if text else None
    if text and value is None:
        warnings.append(
            Problem.of("declaration.unreadable", field=customs_labels.title(name), text=text)
        )
    return value
