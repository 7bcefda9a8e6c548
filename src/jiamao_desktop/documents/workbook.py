"""Tables as .xlsx, for people who read and sign them in a spreadsheet program.

A workbook of plain texts is a small zip of a few XML files; writing these here costs less than
a library would weigh. Every cell is an inline string, so that no content, whatever it begins
with, can become a formula, and the same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME, _LONGEST_CELL = 31, 32_000
_TITLE, _HEADING, _CELL, _PLAIN = 1, 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table.

    Attributes:
        title: Stands above it in large type. notes: Lines under the title.
        widths: Of the columns, in characters.
        rows: Under the heading; a line break stays one.
    """

    name: str
    title: str
    notes: Sequence[str] = ()
    heading: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx of these tables, each on a sheet of its own."""
    heads = [_heading_row(sheet) for sheet in sheets]
    parts = frame([sheet.name for sheet in sheets], _STYLES, heads)
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = HEAD + _sheet(sheet)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def frame(wanted: Sequence[str], styles: str, heads: Sequence[int] = ()) -> dict[str, str]:
    """Return the parts of a workbook that are no sheets.

    Args:
        wanted: What the sheets are to be called, in order; programs may not take all of it.
        styles: The style sheet.
        heads: For each sheet the row that is printed again on every page.
    """
    names, count = _names(wanted), len(wanted)
    parts = {
        "[Content_Types].xml": _content_types(count),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names, heads or [1] * count),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{one}.xml") for one in range(1, count + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": styles,
    }
    return {name: HEAD + content for name, content in parts.items()}


def _names(wanted: Sequence[str]) -> list[str]:
    """Return names that every program takes: short, without odd characters, none twice."""
    found: list[str] = []
    taken: set[str] = set()
    for number, one in enumerate(wanted, start=1):
        name = _NOT_IN_A_NAME.sub(" ", clean(one)).strip()[:_LONGEST_NAME] or f"{number}"
        if name.casefold() in taken:
            suffix = f" {number}"
            name = name[: _LONGEST_NAME - len(suffix)] + suffix
        taken.add(name.casefold())
        found.append(name)
    return found


def _content_types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{kind}.worksheet+xml"/>'
        for one in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f"{sheets}</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _book(names: Sequence[str], heads: Sequence[int]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    repeated = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
        f"{escape(quoted)}!${row}:${row}</definedName>"
        for number, (name, row) in enumerate(zip(names, heads, strict=True))
        for quoted in [f"'{name}'"]
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        f"<definedNames>{repeated}</definedNames></workbook>"
    )


def _heading_row(sheet: Sheet) -> int:
    return len(sheet.notes) + 2


def _sheet(sheet: Sheet) -> str:
    widths = "".join(
        f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
        for column, width in enumerate(sheet.widths, start=1)
    )
    columns = f"<cols>{widths}</cols>" if widths else ""  # an empty list is an error in Excel
    rows = [_row(1, [sheet.title], _TITLE)]
    rows += [_row(number, [note], _PLAIN) for number, note in enumerate(sheet.notes, start=2)]
    first = _heading_row(sheet)
    rows.append(_row(first, sheet.heading, _HEADING))
    rows += [_row(number, row, _CELL) for number, row in enumerate(sheet.rows, start=first + 1)]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{first}" '
        f'topLeftCell="A{first + 1}" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews>{columns}<sheetData>{''.join(rows)}</sheetData>"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[str], style: int) -> str:
    inner = "".join(
        f'<c r="{column(place)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(clean(text))}</t></is></c>'
        for place, text in enumerate(cells, start=1)
    )
    return f'<row r="{number}">{inner}</row>'


def column(place: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def clean(text: str) -> str:
    """Return a text without what a workbook cannot hold, and no longer than a cell may be."""
    return _NOT_IN_XML.sub("�", text)[:_LONGEST_CELL]


_FONT = '<name val="宋体"/><charset val="134"/>'
_BORDER = "".join(
    f'<{side} style="thin"><color rgb="FF9AA5B1"/></{side}>'
    for side in ("left", "right", "top", "bottom")
)
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_TEXT = 'numFmtId="49" applyNumberFormat="1" xfId="0" applyAlignment="1"'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="3">'
    f'<font><sz val="10"/>{_FONT}</font>'
    f'<font><b/><sz val="14"/>{_FONT}</font>'
    f'<font><b/><sz val="10"/>{_FONT}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{_BORDER}<diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    f'<xf fontId="1" fillId="0" borderId="0" {_TEXT}><alignment vertical="center"/></xf>'
    f'<xf fontId="2" fillId="2" borderId="1" {_TEXT}>{_WRAPPED}</xf>'
    f'<xf fontId="0" fillId="0" borderId="1" {_TEXT}>{_WRAPPED}</xf>'
    f'<xf fontId="0" fillId="0" borderId="0" {_TEXT}><alignment vertical="top"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
