"""The declaration form as a workbook: a row of labels, a row of values below.

Brokers fill the paper form in a spreadsheet and send it for checking. Codes stand in
brackets behind a label or, for companies, in the cell beside it; a formula
without a value shows 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers import customs_draft, customs_goods, customs_labels
from jiamao_desktop.importers.layout import squeezed
from jiamao_desktop.importers.layouts import plain
from jiamao_desktop.importers.sheet_values import filled, is_rounded, shown
from jiamao_desktop.importers.sheet_workbook import Row, Sheet, Workbook

_USCC_LENGTHS = (10, 18)
_CODES_BESIDE = {"domestic_party": "domestic_code", "consumer": "consumer_code"}
"""Companies whose code stands in the cell beside their label."""
_ESSENTIAL = ("number", "domestic_party", "contract", "handbook", "bill")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of the head, where it stands and how far its value may reach.

    Attributes:
        end: First column that belongs to the next label.
    """

    field: str
    code: str
    row: int
    column: int
    end: int
    inline: str | None


@dataclass(slots=True)
class _Form:
    """What the sheets or pages of one declaration say, as far as they have been read."""

    texts: dict[str, str] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    items: list[Mapping[str, str]] = field(default_factory=list)


def read(workbook: Workbook) -> list[Draft]:
    """Return one draft for each declaration form in a workbook that is filled in."""
    return read_sheets(workbook.sheets, Origin.SHEET)


def read_sheets(sheets: Iterable[Sheet], origin: Origin) -> list[Draft]:
    """Return one draft for each filled form; a sheet that continues a form adds its items."""
    forms: list[_Form] = []
    for sheet in sheets:
        goods_row = _goods_row(sheet)
        if goods_row is None:
            continue
        labels = list(_labels(sheet, goods_row))
        form = _head(sheet, labels)
        form.items = list(customs_goods.items(_texts(sheet), goods_row))
        if forms and _continues(form, forms[-1]):
            known = {item["number"] for item in forms[-1].items} - {""}
            forms[-1].items += [item for item in form.items if item["number"] not in known]
        elif any(label.field == "customs_regime" for label in labels):
            form.texts["direction"] = _direction(sheet, labels)
            forms.append(form)
    return [
        customs_draft.build(form.texts, _numbered(form.items), origin, form.notes)
        for form in forms
        if form.items or any(form.texts.get(name) for name in _ESSENTIAL)
    ]


def _numbered(items: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Give items whose number could not be read the one of their place: they run from 1."""
    return [
        item if item["number"] else {**item, "number": str(place)}
        for place, item in enumerate(items, start=1)
    ]


def _continues(form: _Form, last: _Form) -> bool:
    """Tell whether a sheet or page is a further one of the form before it."""
    number = form.texts.get("number")
    if number:
        return number == last.texts.get("number")
    return "customs_regime" not in form.texts and not form.texts.get("domestic_party")


def _texts(sheet: Sheet) -> list[list[str]]:
    return [[filled(cell) for cell in row] for row in sheet.rows]


def _goods_row(sheet: Sheet) -> int | None:
    """Return the row with the heads of the goods table."""
    for number, row in enumerate(sheet.rows):
        found = {customs_labels.goods_field(cell) for cell in row if isinstance(cell, str)}
        if {"hs_code", "goods"} <= found:
            return number
    return None


def _labels(sheet: Sheet, below: int) -> Iterator[_Label]:
    for number, row in enumerate(sheet.rows[:below]):
        yield from _row_labels(number, row)


def _row_labels(number: int, row: Row) -> Iterator[_Label]:
    found = [
        (column, *known)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and (known := _known(cell)) is not None
    ]
    ends = [*(column for column, *_ in found[1:]), len(row)]
    for (column, name, code, inline), end in zip(found, ends, strict=False):
        yield _Label(name, code, number, column, end, inline)


def _known(cell: str) -> tuple[str, str, str | None] | None:
    """Return field, code and the value after the colon, if the cell begins with a label."""
    known = customs_labels.head_field(cell)
    if known is not None:
        return *known, "" if squeezed(cell).endswith(":") else None
    before, colon, after = squeezed(cell).partition(":")
    known = customs_labels.head_field(before) if colon else None
    return None if known is None else (*known, after)


def _head(sheet: Sheet, labels: Sequence[_Label]) -> _Form:
    head = _Form()
    for label in labels:
        if not label.field:
            continue
        text = label.inline or _value(sheet, label, head)
        if label.field == "customs_regime":
            text = f"{text}({label.code})" if label.code else text
        if text or label.code:
            head.texts.setdefault(label.field, text or label.code)
        if label.field in _CODES_BESIDE:
            code = label.code or _beside(sheet, label)
            if len(code) in _USCC_LENGTHS:
                head.texts.setdefault(_CODES_BESIDE[label.field], code)
    return head


def _value(sheet: Sheet, label: _Label, head: _Form) -> str:
    """Return the value of a label: beside it after a colon, else below it."""
    row = label.row if label.inline is not None else label.row + 1
    columns = range(label.column + (label.inline is not None), label.end)
    for column in columns:
        cell = sheet.at(row, column)
        if is_rounded(cell):
            head.notes.append(Problem.of("sheet.number_rounded", shown=shown(cell)))
            return ""
        text = filled(cell)
        if text:
            return "" if customs_labels.head_field(text) else text
    return ""


def _beside(sheet: Sheet, label: _Label) -> str:
    cells = (filled(sheet.at(label.row, column)) for column in range(label.column + 1, label.end))
    return squeezed(next((text for text in cells if text), "")).strip("()")


def _direction(sheet: Sheet, labels: Sequence[_Label]) -> str:
    """Tell from the title of the form, else from how it names the two parties."""
    first = labels[0].row if labels else 0
    for row in sheet.rows[: first + 1]:
        for cell in row:
            match = (
                customs_labels.FORM_TITLE.search(squeezed(cell)) if isinstance(cell, str) else None
            )
            if match:
                return match[1]
    names = {
        plain(cell)
        for label in labels
        if isinstance(cell := sheet.at(label.row, label.column), str)
    }
    if "境内发货人" in names:
        return "出口"
    return "进口" if "境内收货人" in names else ""
