"""One way to the rows of any file that holds a table, whatever kind of file it is."""

from __future__ import annotations

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import csv_text, html_sheet, old_workbook, sheet_workbook, sniff
from jiamao_desktop.importers.sheet_workbook import Workbook
from jiamao_desktop.importers.sniff import FileType


def workbook_of(kind: FileType, data: bytes) -> Workbook | None:
    """Return the tables of a file, or None when it is of another kind or holds none.

    Workbooks of Excel 2003 are XML; see ``html_sheet.load_xml``.

    Args:
        kind: As sniffed from the content.
        data: The whole file.

    Raises:
        ImportRefused: ``sheet.encrypted``, or what the reader of this kind refuses.
    """
    if kind is FileType.XLSX:
        return sheet_workbook.load(data)
    if kind is FileType.OLE and sniff.is_workbook(data):
        if sniff.is_encrypted(data):
            raise ImportRefused("sheet.encrypted")
        return old_workbook.load(data)
    if kind is FileType.HTML:
        return html_sheet.load_html(data)
    if kind is FileType.TEXT:
        return csv_text.load(data)
    return None
