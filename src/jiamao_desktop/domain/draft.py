"""What a file seems to say, before a person has looked.

Importers produce drafts; the review list shows them with the origin of each field; only
then does a use case turn them into records. A draft is plain data, so that it crosses
from the worker process unchanged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.table_preview import TablePreview

Value = str | Money | Decimal | dt.date
"""A field's value; absent fields are left out, never empty text."""


class Origin(StrEnum):
    """Where a value was read, most trusted first."""

    XML = "xml"
    ATTACHMENT = "attachment"
    TAGS = "tags"
    SHEET = "sheet"
    LAYOUT = "layout"
    QR = "qr"
    MAPPED = "mapped"
    PERSON = "person"


class DraftKind(StrEnum):
    """What a draft would become.

    A table of a handbook or of refunds is one draft, its rows the draft's lines.
    """

    FAPIAO = "fapiao"
    PAYMENT = "payment"
    DECLARATION = "declaration"
    CONTRACT = "contract"
    EXPENSE = "expense"
    HANDBOOK_MATERIALS = "handbook_materials"
    HANDBOOK_PRODUCTS = "handbook_products"
    HANDBOOK_USES = "handbook_uses"
    DRAWBACK_EXPORTS = "drawback_exports"
    DRAWBACK_PURCHASES = "drawback_purchases"


@dataclass(frozen=True, slots=True)
class Field:
    """One value with its origin."""

    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One voucher as read.

    Attributes:
        kind: Decides the names of the fields: those of ``Fapiao``, ``Payment``,
            ``Declaration``, ``Contract``, ``Expense`` and ``Handbook`` (without those that are
            tuples or ids). Tables of refunds have none.
        fields: Name to value and origin.
        lines: Lines of a 发票, items of a declaration, fees of a contract, rows of a table;
            named like ``FapiaoLine``, ``DeclarationItem``, ``ContractFee``, ``HandbookGoods``,
            ``HandbookUse``, ``DrawbackExport`` and ``DrawbackPurchase``.
        warnings: What does not add up; each a message code with details.
    """

    kind: DraftKind
    fields: Mapping[str, Field]
    lines: Sequence[Mapping[str, Field]] = ()
    warnings: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedRows:
    """Up to a thousand records of one kind, packed where they were read.

    Attributes:
        fields: Names of their fields; one that is left out is blank in all of them.
        packed: JSON under zlib, a list for each of ``fields`` with its value in every row:
            text, whole numbers (money in hundredths), or null.
        same: Further fields, with what they hold in all of the rows.
    """

    fields: tuple[str, ...]
    count: int
    packed: bytes = field(repr=False)
    same: Mapping[str, str | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """A list of customs declarations that is too long to be looked at one by one.

    Attributes:
        declarations: How many. items: How many items they have together.
        heads: The declarations, by the fields of ``Declaration``.
        rows: The items, by the fields of ``DeclarationItem``, with ``declaration``, the place
            of theirs among the heads, and ``position`` within it, both from nought.
        notes: The first problem of each kind, and how often there is one.
    """

    declarations: int
    items: int
    heads: Sequence[PackedRows]
    rows: Sequence[PackedRows]
    notes: Sequence[tuple[Problem, int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What became of one file.

    Attributes:
        name: File name without folders; inside a bundle ``bundle.zip/inner.xml``.
        sha256: Digest of the whole file; blank if it could not even be read.
        mime: As sniffed from the content.
        drafts: What was read; empty for a file that is only kept as a document.
        problem: Why nothing was read, or why the file was refused.
        refused: Broken, hostile, encrypted or too large: not taken in at all.
        content: The bytes, to be stored; empty when refused.
        parts: For a bundle (zip), one reading for each file inside; the same invoice in
            several formats has its draft on one of them only.
        table: A long list, in place of its drafts.
        preview: How a table begins whose columns a person has to name.
    """

    name: str
    sha256: str = ""
    mime: str = ""
    drafts: Sequence[Draft] = ()
    problem: Problem | None = None
    refused: bool = False
    content: bytes = field(default=b"", repr=False)
    parts: Sequence[FileReading] = ()
    table: TableReading | None = None
    preview: TablePreview | None = None
