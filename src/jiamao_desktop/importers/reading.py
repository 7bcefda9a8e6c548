"""The one way in: bytes and a name become a reading, whatever the bytes are.

The content decides what a file is, its name never does. Readers are tried in the order
of the tables below; each returns nothing when the content is not its kind, so a new
layout is a module and a line here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from jiamao_desktop.domain.draft import Draft, FileReading, TableReading
from jiamao_desktop.domain.errors import ImportRefused, Problem
from jiamao_desktop.importers import (
    bank_slip,
    bank_xbrl,
    bulk,
    bundle,
    customs_form,
    customs_list,
    customs_pdf,
    dec_message,
    drawback_list,
    fapiao_files,
    handbook_tables,
    html_sheet,
    limits,
    pdf_pages,
    qr,
    sheet_files,
    sniff,
    tax_export,
    xmltree,
)
from jiamao_desktop.importers.layout import Page
from jiamao_desktop.importers.ofd_package import OfdPackage
from jiamao_desktop.importers.sheet_workbook import Workbook
from jiamao_desktop.importers.sniff import FileType
from jiamao_desktop.importers.xmltree import Element

T = TypeVar("T")

_XML_READERS: tuple[Callable[[Element], Sequence[Draft]], ...] = (
    fapiao_files.read_xml,
    bank_xbrl.read,
    dec_message.read,
)
_SHEET_READERS: tuple[Callable[[Workbook], Sequence[Draft]], ...] = (
    tax_export.read,
    drawback_list.read,
    handbook_tables.read,
    customs_form.read,
    customs_list.read,
)
_PAGE_READERS: tuple[Callable[[Sequence[Page]], Sequence[Draft]], ...] = (
    customs_pdf.read,
    bank_slip.read,
)

_BAD_DATA = (ValueError, LookupError, ArithmeticError)
"""What a reader that trips over nonsense raises; anything else is a bug and stays one."""

_KEPT = frozenset({"pdf.too_many_pages"})
"""Harmless files that cannot be read, long contracts among them: kept, with the reason."""


def read_bytes(name: str, data: bytes) -> FileReading:
    """Read one file. Whatever it is, the answer is a reading and never an error.

    Args:
        name: The file's name, shown to the person; not used to tell what it is.
        data: The whole file.
    """
    digest = hashlib.sha256(data).hexdigest()
    mime = ""
    parts: Sequence[FileReading] = ()
    drafts: Sequence[Draft] = ()
    problem: Problem | None = None
    table: TableReading | None = None
    try:
        _check_size(data)
        kind = sniff.file_type(data)
        mime = kind.value
        if kind is FileType.ZIP:
            parts = bundle.read(name, data, read_bytes)
            drafts = [draft for part in parts for draft in part.drafts]
        elif kind is FileType.XLSX:
            table = bulk.read(data, _is_customs_list)
        if kind is not FileType.ZIP and table is None:
            drafts = _drafts(kind, data)
    except ImportRefused as error:
        problem = Problem.from_error(error)
    except _BAD_DATA:
        problem = Problem.of("file.broken")
    refused = problem is not None and problem.code not in _KEPT
    if problem is None and not drafts and table is None:
        problem = Problem.of("file.not_recognised")
    return FileReading(
        name=name,
        sha256=digest,
        mime=mime,
        drafts=tuple(drafts),
        problem=problem,
        refused=refused,
        content=b"" if refused else data,
        parts=tuple(parts),
        table=table,
    )


def _is_customs_list(beginning: Workbook) -> bool:
    """Tell whether the first rows of a sheet are those of a list of declarations."""
    first = next((read for read in _SHEET_READERS if read(beginning)), None)
    return first is customs_list.read


def _check_size(data: bytes) -> None:
    if not data:
        raise ImportRefused("file.empty")
    if len(data) > limits.FILE_BYTES:
        raise ImportRefused("file.too_large", most=limits.FILE_BYTES // limits.MIB)


def _drafts(kind: FileType, data: bytes) -> Sequence[Draft]:
    """Return what the readers of this type of file make of it; nothing if none knows it."""
    if kind is FileType.XML:
        root = xmltree.parse(data)
        if html_sheet.is_spreadsheet(root):
            return _first(_SHEET_READERS, html_sheet.load_xml(root))
        return _first(_XML_READERS, root)
    if kind is FileType.OFD:
        return _read_ofd(OfdPackage(data))
    if kind is FileType.PDF:
        return _read_pdf(data)
    if kind in sniff.PHOTOS:
        return fapiao_files.read_image(qr.opened_image(data))
    workbook = sheet_files.workbook_of(kind, data)
    return () if workbook is None else _first(_SHEET_READERS, workbook)


def _read_ofd(package: OfdPackage) -> Sequence[Draft]:
    drafts = fapiao_files.read_ofd(package)
    if drafts:
        return drafts
    for root in package.attached_xml():
        if found := bank_xbrl.read(root):
            return found
    return _first(_PAGE_READERS, [item.page for item in package.pages()])


def _read_pdf(data: bytes) -> Sequence[Draft]:
    with pdf_pages.opened(data) as document:
        pages = pdf_pages.pages(document)
        attached = [xmltree.parse(content) for content in pdf_pages.attached_xml(document)]
        drafts = fapiao_files.read_pdf(
            pages,
            attached,
            lambda key: pdf_pages.information(document, key),
            lambda index: pdf_pages.picture(document, index),
            lambda index: pdf_pages.squares(document, index),
        )
    if drafts:
        return drafts
    for root in attached:
        if found := bank_xbrl.read(root):
            return found
    return _first(_PAGE_READERS, pages)


def _first(readers: Sequence[Callable[[T], Sequence[Draft]]], content: T) -> Sequence[Draft]:
    for read in readers:
        if drafts := read(content):
            return drafts
    return ()
