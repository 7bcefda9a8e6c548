"""A 发票 that a book keeps in several forms is printed once: in the one that prints best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiamao_desktop.domain.document import Document, DocumentId, EvidenceRole
from jiamao_desktop.importers.sniff import FileType

PRINTED = (FileType.PDF.value, FileType.OFD.value, FileType.XML.value)
"""The forms that the tax bureau hands out, the one that prints best first."""
Chain = Sequence[tuple[EvidenceRole, DocumentId]]


def printed_once(chain: Chain, documents: Mapping[DocumentId, Document]) -> Chain:
    """Return the chain of an expense with each 发票 in its best form only.

    An expense stands on one 发票; what a person has put beside it in the same form stays.
    """
    mimes = {
        documents[number].mime
        for role, number in chain
        if role is EvidenceRole.FAPIAO and number in documents
    }
    best = next((mime for mime in PRINTED if mime in mimes), "")
    return [
        (role, number)
        for role, number in chain
        if role is not EvidenceRole.FAPIAO
        or number not in documents
        or documents[number].mime not in PRINTED
        or documents[number].mime == best
    ]
