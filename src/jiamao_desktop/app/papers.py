"""Documents (单证): what they are, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents.preview import PageImage, render_document
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.storage import documents


def document_ids(ws: Workspace, contains: str = "") -> Sequence[DocumentId]:
    """Return the ids of the matching documents, newest first."""
    return cast("Sequence[DocumentId]", documents.ids(ws.reader, contains=contains))


def document_rows(ws: Workspace, ids: Sequence[DocumentId]) -> Mapping[DocumentId, Document]:
    """Return documents by id; one deleted meanwhile is simply absent."""
    return documents.get_many(ws.reader, ids)


def content(ws: Workspace, number: DocumentId) -> bytes:
    """Return a document byte for byte, decrypted in memory only."""
    document = documents.get_many(ws.reader, [number])[number]
    return ws.book.files.read(document.attachment)


def preview(ws: Workspace, number: DocumentId, page: int, width: int) -> PageImage:
    """Return one page of a document, counted from 0, as a picture ``width`` pixels wide."""
    document = documents.get_many(ws.reader, [number])[number]
    return render_document(ws.book.files.read(document.attachment), document.mime, page, width)


def set_kind(ws: Workspace, number: DocumentId, kind: DocumentKind) -> Changes:
    """Say what a document is."""
    with ws.operation("document.kind", "更改单证类别") as operation:
        documents.set_kind(operation.db, number, kind)
    return operation.changes
