"""Tables in HTML and in SpreadsheetML 2003: what many systems export under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lxml import etree

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import csv_text, values
from jiamao_desktop.importers.sheet_values import exact
from jiamao_desktop.importers.sheet_workbook import Cell, Row, Sheet, Workbook
from jiamao_desktop.importers.xmltree import Element, children, local, namespace

MOST_CELLS: Final = 4_000_000
MOST_COLUMNS: Final = 400
MOST_ROWS: Final = 200_000
_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_SPAN: Final = re.compile(r"[0-9]{1,5}")
_PLACE: Final = re.compile(r"[0-9]{1,7}")
"""A superscript two is a digit as well, and no whole number."""
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def load_html(data: bytes) -> Workbook | None:
    """Return the tables of a page, each as a sheet; None when it has none.

    Raises:
        ImportRefused: ``sheet.too_large``, ``file.broken``.
    """
    text = csv_text.decoded(data)
    if text is None:
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_DECLARED.sub("", text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused("file.broken") from error
    tables = [] if root is None else list(root.iter("table"))
    return _workbook([("", list(_html_rows(table))) for table in tables]) if tables else None


def is_spreadsheet(root: Element) -> bool:
    """Tell whether an XML tree is a workbook of Excel 2003."""
    return local(root) == "Workbook" and namespace(root) == _SPREADSHEET


def load_xml(root: Element) -> Workbook:
    """Return the sheets of a workbook of Excel 2003.

    Raises:
        ImportRefused: ``sheet.too_large``.
    """
    sheets = [
        (sheet.get(f"{{{_SPREADSHEET}}}Name", ""), list(_xml_rows(sheet)))
        for sheet in children(root, "Worksheet")
    ]
    return _workbook(sheets)


def _workbook(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]]) -> Workbook:
    room = MOST_CELLS
    found: list[Sheet] = []
    for name, rows in sheets:
        width = max(map(len, rows), default=0)
        room -= width * len(rows)
        if room < 0 or width > MOST_COLUMNS or len(rows) > MOST_ROWS:
            raise ImportRefused("sheet.too_large", cells=MOST_CELLS)
        even: list[Row] = [(*row, *([None] * (width - len(row)))) for row in rows]
        found.append(Sheet(name=name, rows=even))
    return Workbook(sheets=found)


def _html_rows(table: Element) -> Iterator[Sequence[Cell]]:
    """Yield the rows of one table; a cell over several rows or columns stands in its first."""
    taken: dict[int, int] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue  # of a table inside this one
        cells: list[Cell] = []
        below: dict[int, int] = {}
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while taken.get(len(cells), 0):
                cells.append(None)
            place, wide = len(cells), _span(element, "colspan")
            if place + wide > MOST_COLUMNS:
                raise ImportRefused("sheet.too_large", cells=MOST_CELLS)
            cells += [_html_text(element), *([None] * (wide - 1))]
            if (high := _span(element, "rowspan")) > 1:
                below |= dict.fromkeys(range(place, place + wide), high)
        taken = {place: rows - 1 for place, rows in {**taken, **below}.items() if rows > 1}
        yield cells


def _span(element: Element, name: str) -> int:
    stated = element.get(name, "")
    return max(int(stated), 1) if re.fullmatch(_SPAN, stated) else 1


def _html_text(cell: Element) -> Cell:
    """Return a cell's text without that of a table inside it."""
    return csv_text.unshielded(" ".join(" ".join(_texts(cell)).split())) or None


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in ("table", "style", "script"):
            yield from _texts(child)
        yield child.tail or ""


def _xml_rows(sheet: Element) -> Iterator[Sequence[Cell]]:
    """Yield the rows; ``Index`` skips rows and cells that are empty."""
    number = 0
    for table in children(sheet, "Table"):
        for row in children(table, "Row"):
            stated = _index(row)
            if stated > MOST_ROWS:
                raise ImportRefused("sheet.too_large", cells=MOST_CELLS)
            for _ in range(number + 1, stated):
                yield ()
            number = max(number + 1, stated)
            yield _xml_cells(row)


def _xml_cells(row: Element) -> Sequence[Cell]:
    cells: list[Cell] = []
    for cell in children(row, "Cell"):
        empty = max(_index(cell) - 1 - len(cells), 0)
        across = cell.get(f"{{{_SPREADSHEET}}}MergeAcross", "")
        wide = int(across) if re.fullmatch(_SPAN, across) else 0
        if len(cells) + empty + wide >= MOST_COLUMNS:
            raise ImportRefused("sheet.too_large", cells=MOST_CELLS)
        cells += [None] * empty
        data = next(children(cell, "Data"), None)
        cells += [None if data is None else _xml_value(data), *([None] * wide)]
    return cells


def _index(element: Element) -> int:
    stated = element.get(f"{{{_SPREADSHEET}}}Index", "")
    return int(stated) if re.fullmatch(_PLACE, stated) else 0


def _xml_value(data: Element) -> Cell:
    text = "".join(data.itertext()).strip()
    match data.get(f"{{{_SPREADSHEET}}}Type", "String"):
        case "Number":
            return _xml_number(text)
        case "DateTime":
            return values.date(text) or text or None
        case "Boolean":
            return "TRUE" if text == "1" else "FALSE"
        case _:
            return csv_text.unshielded(text) or None


def _xml_number(text: str) -> Cell:
    """Return a number; one of more than fifteen digits is what Excel has left of it."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    try:
        return exact(float(text))
    except ValueError:
        return text or None
