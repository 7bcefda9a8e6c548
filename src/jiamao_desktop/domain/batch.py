"""Where records came from: batches of files, what became of each file, who read each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.draft import DraftKind, Origin
from jiamao_desktop.domain.errors import Problem

BatchId = NewType("BatchId", int)
ColumnMapId = NewType("ColumnMapId", int)


class BatchSource(StrEnum):
    """How a batch reached the program."""

    FILES = "files"
    FOLDER = "folder"
    WATCH = "watch"
    PASTE = "paste"


class Outcome(StrEnum):
    """What became of a file.

    Attributes:
        TAKEN: Records were made of it.
        MAPPED: Records were made of it through a column map.
        DOCUMENT: Kept, but nothing was read from it.
        SAME: Another form of a voucher that is there; kept with it.
        DUPLICATE: There already; not kept again.
        REFUSED: Broken, hostile, encrypted or too large.
        LEFT: The person left it out.
    """

    TAKEN = "taken"
    MAPPED = "mapped"
    DOCUMENT = "document"
    SAME = "same"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """One line of the import log.

    Attributes:
        name: File name without folders; inside a bundle ``bundle.zip/inner.xml``.
        size: Bytes. sha256: Digest; blank if the file could not be read.
        problem: Why nothing, or less than hoped for, came of it.
        records: How many records were made of it.
        document: Where the file itself is kept.
    """

    name: str
    size: int = 0
    sha256: str = ""
    outcome: Outcome
    problem: Problem | None = None
    records: int = 0
    document: DocumentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """What was taken in at once.

    Attributes:
        at: UTC, ``2026-11-20T08:30:00Z``.
        title: Name of the folder, or of the first file; no path.
    """

    source: BatchSource
    at: str
    title: str = ""
    files: tuple[ImportFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one record came from.

    Attributes:
        batch: ``None`` for what a person typed.
        origins: Name of a field to where it was read; ``lines`` and ``items`` name the least
            trusted origin among theirs.
    """

    batch: BatchId | None = None
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))


TYPED = Provenance()
"""Where a record comes from that no file was read for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """How the columns of a table that no reader knows become fields, remembered by its header.

    Attributes:
        signature: Digest of the header: the same for every table with these headings.
        title: Name by which people know the table.
        target: What a row, or the whole table, becomes.
        header: The headings as they stood.
        columns: Heading to the name of a field; a heading left out is not read.
    """

    signature: str
    title: str
    target: DraftKind
    header: tuple[str, ...]
    columns: Mapping[str, str]
