"""What the fields of a customs declaration are called, by whoever made the file.

The labels stand in ``resources/layouts/customs.toml``: a new broker's export is a new alias
there, not new code.
"""

from __future__ import annotations

import re
from typing import Final

from jiamao_desktop.importers import layouts
from jiamao_desktop.importers.layouts import fields_of, plain

_HEAD_FIELDS_KNOWN: Final = (
    "number",
    "unified_number",
    "direction",
    "declared_on",
    "moved_on",
    "domestic_party",
    "domestic_code",
    "overseas_party",
    "customs_regime",
    "customs_regime_name",
    "levy_kind",
    "handbook",
    "contract",
    "bill",
    "transport",
    "trade_country",
    "other_country",
    "terms",
    "packages",
    "gross_weight",
    "net_weight",
    "wrapping",
    "consumer",
    "consumer_code",
    "attached_papers",
)
_ITEM_FIELDS_KNOWN: Final = (
    "number",
    "hs_code",
    "name",
    "specification",
    "quantity",
    "unit",
    "unit_price",
    "total",
    "total_usd",
    "currency",
    "origin_country",
    "destination_country",
    "duty_mode",
    "handbook_item",
    "handbook_version",
    "first_quantity",
    "first_unit",
    "second_quantity",
    "second_unit",
)
_GOODS_KNOWN: Final = (
    "number",
    "hs_code",
    "goods",
    "measures",
    "prices",
    "origin_country",
    "destination_country",
    "district",
    "duty_mode",
)
TABLES: Final = layouts.load(
    "customs",
    {
        "head": _HEAD_FIELDS_KNOWN,
        "item": _ITEM_FIELDS_KNOWN,
        "goods": _GOODS_KNOWN,
        "other": ("labels",),
        "foot": ("labels",),
    },
)

OTHER: Final = frozenset(TABLES["other"]["labels"])
"""Labels whose values are not kept; they still end the value before them."""

FOOT: Final = tuple(TABLES["foot"]["labels"])
"""What begins the foot of the form, below the last item."""

FORM_TITLE: Final = re.compile(r"(进口|出口)货物报关单")

_BRACKET = re.compile(r"(.+?)\(([^()]*)\)")
_HEAD_FIELDS: Final = fields_of(TABLES["head"])
_ITEM_FIELDS: Final = fields_of(TABLES["item"])
_GOODS_FIELDS: Final = fields_of(TABLES["goods"])


def title(field: str) -> str:
    """Return how the paper form calls a field, to name it to a person."""
    return {**TABLES["item"], **TABLES["head"]}[field][0]


def head_field(text: str) -> tuple[str, str] | None:
    """Return the field a label of the head names, and a code printed in its brackets.

    The field is blank for a known label whose value is not kept.

    >>> head_field("监管方式 (0615)")
    ('customs_regime', '0615')
    """
    label = plain(text)
    for name, code in ((label, ""), *_without_bracket(label)):
        if name in _HEAD_FIELDS:
            return _HEAD_FIELDS[name], code
        if name in OTHER:
            return "", code
    return None


def item_field(text: str) -> str | None:
    """Return the field of an item that a column's head names."""
    return _ITEM_FIELDS.get(plain(text))


def goods_field(text: str) -> str | None:
    """Return which column of the form's goods table a head names."""
    return _GOODS_FIELDS.get(plain(text))


def begins_foot(text: str) -> bool:
    """Tell whether the goods table ends at this text."""
    return plain(text).startswith(FOOT)


def _without_bracket(label: str) -> list[tuple[str, str]]:
    match = _BRACKET.fullmatch(label)
    return [(match[1], match[2])] if match else []
