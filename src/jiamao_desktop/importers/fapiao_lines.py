"""The table of goods and services on a printed 发票, column by column.

Headings are found by their words, also when every character stands alone. Numbers are
set flush right under or beyond their heading, so their right edge tells the column;
names, models and units go by where they begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import fapiao_labels, values
from jiamao_desktop.importers.fapiao_sources import Values
from jiamao_desktop.importers.layout import Line, Page, Row, Word, squeezed

_NUMERIC = ("quantity", "unit_price", "net", "rate", "tax")
_END = re.compile(r"价税合计|小计|合计|本页小计|总计|\(大写\)")
_TOTAL = re.compile(r"合计|总计|¥")
_LISTED = re.compile(r"详见.{0,6}清单")
_OTHER_TABLE = re.compile("运输工具种类|运输工具牌号|出行人|出行日期|产权证书|车船税|货物名称")
"""Headings of the second table that freight, travel and property 发票 have below the goods."""
_NEW_ITEM = re.compile(r"\*[^*]{1,20}\*")
_STARS = re.compile(r"\*+")
_INDENT = 15.0
_SLACK = 3.0

Cells = dict[str, str]


@dataclass(slots=True)
class Table:
    """What one page's table says.

    Attributes:
        lines: Goods and services; the first may only continue the page before.
        listed: A line that merely points at the list of goods (清单) on further pages.
        net: 金额 of the line 合计, if printed; tax likewise.
        starred: 税额 of the line 合计 is printed as ``***``: there is none.
    """

    lines: list[Cells] = field(default_factory=list)
    listed: list[Cells] = field(default_factory=list)
    net: Money | None = None
    tax: Money | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges of the headings, and where the name has to end."""

    left: Mapping[str, float]
    name_ends: float
    index_ends: float

    def of(self, word: Word, plain: str) -> str:
        """Tell a word's column by its place and look; blank for a column nobody needs."""
        numeric = [name for name in _NUMERIC if name in self.left]
        if _numeric(plain) and word.x1 > self.left[numeric[0]] + _SLACK:
            return [name for name in numeric if self.left[name] < word.x1 - 1][-1]
        if plain.isdigit() and word.middle < self.index_ends:
            return "index"
        if word.x0 < self.name_ends - _INDENT:
            return "name"
        if "unit" in self.left and word.middle > self.left["unit"] - _SLACK:
            return "unit" if word.x0 < self.left[numeric[0]] else ""
        return "specification" if "specification" in self.left else ""


def read_table(page: Page) -> Table:
    """Read the table of one page; empty when the page has none."""
    table = Table()
    columns: _Columns | None = None
    within = True
    for line in page.lines:
        if columns is None:
            columns = _columns(line)
            continue
        cells = _cells(line.words, columns)
        if _END.match(line.text) or (not cells.get("name") and "¥" in line.text):
            if _TOTAL.match(line.text):
                table.net = values.money(cells.get("net", ""))
                table.tax = values.money(cells.get("tax", ""))
                table.starred = bool(_STARS.fullmatch(cells.get("tax", "")))
            break
        within = within and not _OTHER_TABLE.search(line.text)
        if not within:
            continue
        if _LISTED.search(squeezed(cells.get("name", ""))):
            table.listed.append(cells)
        elif cells:
            _take(table.lines, cells)
    return table


def goods(tables: Sequence[Table]) -> list[Values]:
    """Return the lines of all pages; an item may go on over the end of a page."""
    found: list[Cells] = []
    for table in tables:
        for cells in table.lines:
            _take(found, dict(cells))
    listed = [cells for table in tables for cells in table.listed]
    return [_values(cells) for cells in found or listed]


def _columns(line: Line) -> _Columns | None:
    left: dict[str, float] = {}
    name_ends = index_ends = 0.0
    for name, pattern in fapiao_labels.HEADINGS.items():
        match = pattern.search(line.text)
        if match is None:
            continue
        left[name] = line.places[match.start()][0]
        if name == "name" and match.end() < len(line.places):
            name_ends = line.places[match.end()][0]
        elif name == "index":
            index_ends = line.places[match.end() - 1][1] + _SLACK
    if "net" not in left or not left.keys() & {"name", "tax"}:
        return None
    if "name" not in left:  # whatever it is called, it is the first
        left["name"] = line.left(0)
        name_ends = min((edge for edge in left.values() if edge > left["name"]), default=name_ends)
    return _Columns(left, name_ends, index_ends)


def _cells(row: Row, columns: _Columns) -> Cells:
    found: Cells = {}
    for word in row:
        plain = squeezed(word.text)
        if plain == "¥":
            continue
        column = columns.of(word, plain)
        if column and column != "index":
            before = found.get(column, "")
            gap = " " if before[-1:].isascii() and before and plain[:1].isascii() else ""
            found[column] = before + gap + word.text
    return found


def _take(lines: list[Cells], cells: Cells) -> None:
    """Start a line, or go on with the last one when this row only continues it."""
    last = lines[-1] if lines else None
    starts = _NEW_ITEM.match(squeezed(cells.get("name", ""))) is not None
    if last is None or ("net" in cells and "net" in last) or (starts and "name" in last):
        lines.append(cells)
        return
    for column, text in cells.items():
        last[column] = last.get(column, "") + text


def _numeric(plain: str) -> bool:
    return (
        values.looks_like_money(plain)
        or bool(values.rate(plain))
        or values.decimal(plain) is not None
        or _STARS.fullmatch(plain) is not None
    )


def _values(cells: Cells) -> Values:
    return {
        "name": cells.get("name", ""),
        "specification": cells.get("specification", ""),
        "unit": cells.get("unit", ""),
        "quantity": values.decimal(cells.get("quantity", "")),
        "unit_price": values.decimal(cells.get("unit_price", "")),
        "net": values.money(cells.get("net", "")),
        "rate": values.rate(cells.get("rate", "")),
        "tax": values.money(cells.get("tax", "")),
    }
