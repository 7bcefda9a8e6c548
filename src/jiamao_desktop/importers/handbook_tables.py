"""Tables of a processing-trade handbook (手册、账册): 料件, 成品 and 单耗, from any workbook.

A table of goods is one of 料件 or of 成品 by a word in the name of its sheet, above its heads
or in them; where there is none, it is left to the person who maps columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import customs_codes, customs_labels, layouts, sheet_heads, values
from jiamao_desktop.importers.layout import squeezed
from jiamao_desktop.importers.layouts import plain
from jiamao_desktop.importers.sheet_heads import Table
from jiamao_desktop.importers.sheet_values import is_rounded, shown, text
from jiamao_desktop.importers.sheet_workbook import Row, Sheet, Workbook

_GOODS_TEXTS: Final = ("part_number", "name", "specification", "unit", "law_unit", "country")
LABELS: Final = layouts.load(
    "handbook",
    {
        "head": ("number", "party", "starts_on", "ends_on"),
        "kinds": ("materials", "products"),
        "goods": (
            "serial",
            *_GOODS_TEXTS,
            "hs_code",
            "unit_price",
            "currency",
            "quantity",
            "duty_mode",
            "change",
        ),
        "uses": (
            "product",
            "product_part",
            "material",
            "material_part",
            "version",
            "net",
            "gross",
            "tangible",
            "intangible",
            "bonded",
            "state",
            "change",
        ),
    },
)
_GOODS_KINDS: Final = {
    "materials": DraftKind.HANDBOOK_MATERIALS,
    "products": DraftKind.HANDBOOK_PRODUCTS,
}
_NUMBER: Final = re.compile(r"(?<![0-9A-Z])[A-Z]\d{4}[0-9A-Z]{7}(?![0-9A-Z])")
_OF_DECLARATIONS: Final = ("number", "unified_number")
_DELETED: Final = ("2", "删除")
_WHOLE: Final = Decimal(100)
_PLACES: Final = Decimal("0.000000001")
"""单耗 is declared to nine places."""


@dataclass(slots=True)
class _Read:
    """The rows of one table that belong to one handbook."""

    lines: list[Mapping[str, Field]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    deleted: int = 0


def read(workbook: Workbook) -> list[Draft]:
    """Return one draft for each table of each handbook."""
    return [draft for sheet in workbook.sheets for draft in _read_sheet(sheet)]


def gross_of(net: Decimal, tangible: Decimal, intangible: Decimal) -> Decimal | None:
    """Return 单耗: 净耗 and what is lost on the way; None where all of it would be lost.

    >>> gross_of(Decimal("0.95"), Decimal(5), Decimal(0))
    Decimal('1.000000000')
    """
    kept = _WHOLE - tangible - intangible
    return (net * _WHOLE / kept).quantize(_PLACES) if 0 < kept <= _WHOLE else None


def _read_sheet(sheet: Sheet) -> Iterator[Draft]:
    uses = sheet_heads.find(sheet, {**LABELS["head"], **LABELS["uses"]}, _are_uses)
    if uses is not None:
        yield from _drafts(uses, DraftKind.HANDBOOK_USES, _use)
        return
    goods = sheet_heads.find(sheet, {**LABELS["head"], **LABELS["goods"]}, _are_goods)
    kind = None if goods is None or _declares(goods.heads()) else _kind(sheet.name, goods)
    if goods is not None and kind is not None:
        yield from _drafts(goods, kind, _goods)


def _are_uses(found: Collection[str]) -> bool:
    return {"product", "material", "net"} <= set(found)


def _are_goods(found: Collection[str]) -> bool:
    """Tell a table of goods; a number of a part or the unit of the law is in no packing list."""
    return {"serial", "hs_code", "name", "unit"} <= set(found) and bool(
        {"part_number", "law_unit", "number"} & set(found)
    )


def _declares(heads: Row) -> bool:
    """Tell whether rows name declarations: a list of them has most columns of a handbook too."""
    known = (customs_labels.head_field(cell) for cell in heads if isinstance(cell, str))
    return any(found is not None and found[0] in _OF_DECLARATIONS for found in known)


def _kind(name: str, table: Table) -> DraftKind | None:
    """Tell 料件 from 成品; a sheet that names both, or neither, is not guessed at."""
    for row in (table.heads(), (name,), *reversed(table.above())):
        texts = [plain(text(cell)) for cell in row]
        said = {
            kind
            for kind, words in LABELS["kinds"].items()
            if any(word in cell for word in words for cell in texts)
        }
        if len(said) == 1:
            return _GOODS_KINDS[said.pop()]
    return None


Reader = Callable[[int, Mapping[str, str], _Read], Mapping[str, Value | None] | None]


def _drafts(table: Table, kind: DraftKind, reader: Reader) -> Iterator[Draft]:
    """Yield one draft for each handbook named in the rows, or above them for all."""
    above = _above(table.above())
    found: dict[str, _Read] = {}
    for number, row, texts in table.lines():
        own = squeezed(texts.get("number", "")).upper() or above.get("number", "")
        part = found.setdefault(own, _Read())
        if texts.get("change") in _DELETED:
            part.deleted += 1
            continue
        for name, column in table.columns.items():
            if is_rounded(row[column]) and name in ("hs_code", "part_number", "number"):
                part.notes.append(Problem.of("sheet.number_rounded", shown=shown(row[column])))
        line = reader(number, texts, part)
        if line is not None:
            part.lines.append(
                {
                    name: Field(value, Origin.SHEET)
                    for name, value in line.items()
                    if value is not None and value != ""
                }
            )
    for own, part in found.items():
        if part.lines:
            yield _draft(kind, {**above, "number": own}, part)


def _draft(kind: DraftKind, texts: Mapping[str, str], part: _Read) -> Draft:
    head: dict[str, Value | None] = {
        "number": texts["number"],
        "party": texts.get("party", ""),
        "starts_on": values.date(texts.get("starts_on", "")),
        "ends_on": values.date(texts.get("ends_on", "")),
    }
    notes = list(part.notes)
    if not texts["number"]:
        notes.insert(0, Problem.of("handbook.no_number"))
    elif texts["number"][0] not in customs_codes.tables().handbook:
        notes.insert(0, Problem.of("declaration.bad_handbook", handbook=texts["number"]))
    if part.deleted:
        notes.append(Problem.of("handbook.rows_deleted", count=part.deleted))
    return Draft(
        kind=kind,
        fields={name: Field(value, Origin.SHEET) for name, value in head.items() if value},
        lines=tuple(part.lines),
        warnings=tuple(dict.fromkeys(notes)),
    )


def _above(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return what the rows above a table say of its handbook."""
    fields = layouts.fields_of(LABELS["head"])
    found: dict[str, str] = {}
    for row in rows:
        texts = [text(cell) for cell in row]
        for place, cell in enumerate(texts):
            before, colon, after = squeezed(cell).partition(":")
            name = fields.get(plain(before if colon else cell))
            value = after or next((one for one in texts[place + 1 :] if one), "")
            if name and value and plain(value) not in fields:
                found.setdefault(name, value)
            if match := _NUMBER.search(squeezed(cell).upper()):
                found.setdefault("number", match.group())
    if "number" in found:
        found["number"] = squeezed(found["number"]).upper()
    return found


def _goods(number: int, texts: Mapping[str, str], part: _Read) -> Mapping[str, Value | None] | None:
    serial = _serial(texts, "serial")
    if serial is None:
        part.notes.append(Problem.of("handbook.row_unread", row=number))
        return None
    codes = customs_codes.tables()
    return {
        "serial": serial,
        "hs_code": squeezed(texts.get("hs_code", "")),
        **{name: " ".join(texts.get(name, "").split()) for name in _GOODS_TEXTS},
        "unit_price": values.decimal(texts.get("unit_price", "")),
        "currency": codes.currency_of(texts.get("currency", "")),
        "quantity": values.decimal(texts.get("quantity", "")),
        "duty_mode": codes.name_of(codes.duty, texts.get("duty_mode", "")),
    }


def _use(number: int, texts: Mapping[str, str], part: _Read) -> Mapping[str, Value | None] | None:
    product, material = _serial(texts, "product"), _serial(texts, "material")
    net = values.decimal(texts.get("net", ""))
    if product is None or material is None or net is None:
        part.notes.append(Problem.of("handbook.row_unread", row=number))
        return None
    tangible, intangible = _percent(texts, "tangible"), _percent(texts, "intangible")
    gross = gross_of(net, tangible or Decimal(0), intangible or Decimal(0))
    stated = values.decimal(texts.get("gross", ""))
    if gross is None:
        part.notes.append(Problem.of("handbook.all_lost", row=number))
    elif stated is not None and abs(stated - gross) > _half_step(stated):
        part.notes.append(
            Problem.of("handbook.use_differs", row=number, stated=stated, gross=f"{gross:f}")
        )
    return {
        "product": product,
        "material": material,
        "version": squeezed(texts.get("version", "")),
        "net": net,
        "tangible": tangible,
        "intangible": intangible,
        "bonded": _percent(texts, "bonded"),
        "state": squeezed(texts.get("state", "")),
    }


def _serial(texts: Mapping[str, str], name: str) -> Decimal | None:
    found = values.decimal(texts.get(name, ""))
    return found if found is not None and found > 0 and found == int(found) else None


def _percent(texts: Mapping[str, str], name: str) -> Decimal | None:
    return values.decimal(texts.get(name, "").removesuffix("%"))


def _half_step(number: Decimal) -> Decimal:
    """Return how far a number may be off that was rounded to as many places as it shows."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
