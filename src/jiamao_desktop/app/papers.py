"""Documents (单证): what they are, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents.preview import PageImage, render_document
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import documents

_BY_TITLE = {
    "attachment.missing": "document.file_missing",
    "attachment.damaged": "document.file_damaged",
}


def document_ids(ws: Workspace, contains: str = "") -> Sequence[DocumentId]:
    """Return the ids of the matching documents, newest first."""
    return cast("Sequence[DocumentId]", documents.ids(ws.reader, contains=contains))


def document_rows(ws: Workspace, ids: Sequence[DocumentId]) -> Mapping[DocumentId, Document]:
    """Return documents by id; one deleted meanwhile is simply absent."""
    return documents.get_many(ws.reader, ids)


def content(ws: Workspace, number: DocumentId) -> bytes:
    """Return a document byte for byte, decrypted in memory only.

    Raises:
        UserError: ``document.gone``.
        MachineError: As :func:`read_stored`.
    """
    return read_stored(ws, _document(ws, number))


def read_stored(ws: Workspace, document: Document) -> bytes:
    """Return the content of a document.

    Raises:
        MachineError: ``document.file_missing``, ``document.file_damaged`` -- by its title: the
            names of stored files say nothing to a person.
    """
    try:
        return ws.book.files.read(document.attachment)
    except MachineError as error:
        if error.code not in _BY_TITLE:
            raise
        raise MachineError(_BY_TITLE[error.code], title=document.title) from error


def _document(ws: Workspace, number: DocumentId) -> Document:
    found = documents.get_many(ws.reader, [number]).get(number)
    if found is None:
        raise UserError("document.gone")
    return found


def preview(ws: Workspace, number: DocumentId, page: int, width: int) -> PageImage:
    """Return one page of a document, counted from 0, as a picture ``width`` pixels wide."""
    document = _document(ws, number)
    return render_document(read_stored(ws, document), document.mime, page, width)


def set_kind(ws: Workspace, number: DocumentId, kind: DocumentKind) -> Changes:
    """Say what a document is."""
    with ws.operation("document.kind", "更改单证类别") as operation:
        documents.set_kind(operation.db, number, kind)
    return operation.changes
