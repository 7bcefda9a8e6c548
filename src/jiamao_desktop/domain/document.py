"""A file that proves something (单证), kept byte for byte and known by its digest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

DocumentId = NewType("DocumentId", int)


class DocumentKind(StrEnum):
    """What a document is, as far as anybody has said."""

    FAPIAO = "fapiao"
    BANK_SLIP = "bank_slip"
    CONTRACT = "contract"
    CERTIFICATE = "certificate"
    PHOTO = "photo"
    CUSTOMS_DECLARATION = "customs_declaration"
    LICENCE = "licence"
    CREDIT_REPORT = "credit_report"
    TRAVEL = "travel"
    OTHER = "other"


class EvidenceRole(StrEnum):
    """The place of a document in the chain of an expense: 合同 → 发票 → 付款 → 成果."""

    CONTRACT = "contract"
    FAPIAO = "fapiao"
    PAYMENT = "payment"
    OUTCOME = "outcome"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One stored file.

    Attributes:
        attachment: Name of the encrypted file: 64 hex digits, a keyed hash of the content.
        sha256: Plain digest of the content, 64 hex digits; kept inside the encrypted book only.
        size: Bytes.
        original_name: File name as it came, without folders.
        added_at: UTC, ``2026-11-20T08:30:00Z``.
    """

    kind: DocumentKind
    title: str
    attachment: str
    sha256: str
    size: int
    mime: str
    original_name: str
    added_at: str
