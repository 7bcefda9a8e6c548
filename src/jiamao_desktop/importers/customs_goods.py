"""The goods table of the declaration form: several rows to an item, several values to a column.

Works on rows of texts, so that the workbook and the printed form share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import customs_checks, customs_codes, customs_labels, values
from jiamao_desktop.importers.layout import squeezed

Grid = Sequence[Sequence[str]]

_ITEM_NUMBER = re.compile(r"\d{1,3}")
_HS_CODE = re.compile(r"\d{8,13}")
_MEASURE = re.compile(r"([\d,]+(?:\.\d+)?)(\D.*)?")
_BELOW_NUMBER = re.compile(r"\(?(\d{1,5})\)?")
_CODED = re.compile(r"\(([0-9A-Z]+)\)")


def items(grid: Grid, head: int) -> Iterator[Mapping[str, str]]:
    """Yield the texts of each item below the heads in row ``head``; blank items are skipped.

    An item begins with its number or with its commodity code: PDFium loses a lone digit
    whose font is neither embedded nor on the machine. Its number is then blank.
    """
    columns = _columns(grid[head])
    block: list[dict[str, list[str]]] = []
    for row in grid[head + 1 :]:
        if any(customs_labels.begins_foot(text) for text in row if text):
            break
        cells = {name: [text for text in row[start:end] if text] for name, start, end in columns}
        if _begins_item(cells):
            yield from _item(block)
            block = []
        block.append(cells)
    yield from _item(block)


def _begins_item(cells: Mapping[str, list[str]]) -> bool:
    number = squeezed("".join(cells.get("number", ())))
    codes = map(squeezed, cells.get("hs_code", ()))
    return bool(_ITEM_NUMBER.fullmatch(number)) or any(map(_HS_CODE.fullmatch, codes))


def _columns(row: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return name, first column and end of each column of the table."""
    heads = [(column, customs_labels.goods_field(text)) for column, text in enumerate(row) if text]
    ends = [*(column for column, _ in heads[1:]), len(row)]
    return [(name, start, end) for (start, name), end in zip(heads, ends, strict=False) if name]


def _item(block: Sequence[Mapping[str, list[str]]]) -> Iterator[Mapping[str, str]]:
    if not block or not _begins_item(block[0]):
        return
    codes = [text for text in _all(block, "hs_code") if _HS_CODE.fullmatch(squeezed(text))]
    goods = _all(block, "goods")
    if not codes and not goods:
        return
    price, total, currency = _prices(block)
    measures = [found for cells in block for found in _measures(cells.get("measures", ()))]
    quantity, unit = _priced_measure(measures, price, total)
    yield {
        "number": squeezed("".join(block[0].get("number", ()))),
        "hs_code": codes[0] if codes else "",
        "name": goods[0] if goods else "",
        "specification": "".join(goods[1:]),
        "quantity": quantity,
        "unit": unit,
        "unit_price": price,
        "total": total,
        "currency": currency,
        "origin_country": _name(block, "origin_country"),
        "destination_country": _name(block, "destination_country"),
        "duty_mode": _name(block, "duty_mode"),
        "handbook_item": _handbook_item(block[1:]),
        **_legal(measures),
    }


def _all(block: Sequence[Mapping[str, list[str]]], name: str) -> list[str]:
    return [text for cells in block for text in cells.get(name, ())]


def _name(block: Sequence[Mapping[str, list[str]]], name: str) -> str:
    """Return a name and leave the code in brackets out, unless there is only the code."""
    text = squeezed("".join(_all(block, name)))
    code = _CODED.search(text)
    return _CODED.sub("", text) or (code[1] if code else "")


def _prices(block: Sequence[Mapping[str, list[str]]]) -> tuple[str, str, str]:
    """Tell unit price, total and currency apart: two numbers in this order, and a name."""
    texts = [part for text in _all(block, "prices") for part in re.split(r"[\n/]", text)]
    numbers = [text for text in map(squeezed, texts) if values.decimal(text) is not None]
    names = [text for text in map(squeezed, texts) if text and values.decimal(text) is None]
    codes = customs_codes.tables()
    currency = next((text for text in names if codes.currency_of(text)), "".join(names))
    price, total = (*numbers, "", "")[:2]
    return price, total, currency


def _handbook_item(below: Sequence[Mapping[str, list[str]]]) -> str:
    """Return 备案序号, in brackets below the number of the item."""
    matches = (_BELOW_NUMBER.fullmatch(squeezed(text)) for text in _all(below, "number"))
    return next((match[1] for match in matches if match), "")


def _legal(measures: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Return the quantities in the units of the law: what stands above the one sold."""
    found: dict[str, str] = {}
    for name, (quantity, unit) in zip(("first", "second"), measures[:-1], strict=False):
        found |= {f"{name}_quantity": quantity, f"{name}_unit": unit}
    return found


def _priced_measure(measures: Sequence[tuple[str, str]], price: str, total: str) -> tuple[str, str]:
    """Return the quantity that the price is for, with its unit.

    Up to three stand below each other: two in the units of the law and the one sold. The
    one that multiplies to the total is it; failing that the last, where the form has it.
    """
    unit_price, amount = values.decimal(price), values.money(total)
    for quantity, unit in measures:
        if _fits(values.decimal(quantity), unit_price, amount):
            return quantity, unit
    return measures[-1] if measures else ("", "")


def _fits(quantity: Decimal | None, price: Decimal | None, total: Money | None) -> bool:
    if quantity is None or price is None or total is None:
        return False
    return customs_checks.matches(quantity, price, total)


def _measures(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield quantity and unit, whether they share a cell or stand side by side."""
    for line in "".join(f"{text}\n" if _whole(text) else text for text in texts).split("\n"):
        match = _MEASURE.fullmatch(squeezed(line))
        if match:
            yield match[1].replace(",", ""), match[2] or ""


def _whole(text: str) -> bool:
    """Tell whether a text has both a quantity and a unit, so that it stands for itself."""
    match = _MEASURE.fullmatch(squeezed(text))
    return match is not None and bool(match[2])
