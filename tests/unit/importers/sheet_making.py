"""Workbooks for tests: honest ones through openpyxl, hostile ones written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def rows_workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these rows on its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def cells_workbook(cells: Mapping[str, object], name: str = "报关单") -> bytes:
    """A workbook with one sheet and these cells."""
    book = openpyxl.Workbook()
    book.active.title = name
    for place, value in cells.items():
        book.active[place] = value
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raw_sheet(
    body: str | bytes, *, shared: str = "", extra: Mapping[str, bytes] | None = None
) -> bytes:
    """A minimal workbook whose only sheet is exactly this XML (or these rows)."""
    if isinstance(body, str):
        body = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode()
    links = f'<Relationship Type="{REL}/worksheet" Target="worksheets/sheet1.xml" Id="rId1"/>'
    if shared:
        links += f'<Relationship Type="{REL}/sharedStrings" Target="sharedStrings.xml" Id="rId2"/>'
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        ).encode(),
        "xl/worksheets/sheet1.xml": body,
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'.encode()
    return zipped({**parts, **(extra or {})})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return out.getvalue()


def replaced(workbook: bytes, part: str, content: bytes) -> bytes:
    """The same workbook with one part exchanged."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    return zipped({**parts, part: content})


def number_sheet(cells: Mapping[str, object], place: str, written: str) -> bytes:
    """A workbook where the number at ``place`` stands in the file exactly as ``written``."""
    marked = cells_workbook({**cells, place: 123456.5})
    with zipfile.ZipFile(io.BytesIO(marked)) as bundle:
        part = bundle.read("xl/worksheets/sheet1.xml")
    return replaced(marked, "xl/worksheets/sheet1.xml", part.replace(b"123456.5", written.encode()))
