"""Tables of which a person says what the columns are: looking at one, checking, reading it.

What this computer or this book has been told once about a header is applied without asking.
"""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType, TracebackType
from typing import Self

from jiamao_desktop.app import column_memory
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.app.sources import content_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, FileReading, Origin
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.mapping import TableChoice, TablePlan, headings, signature
from jiamao_desktop.domain.table_preview import TablePreview
from jiamao_desktop.importers import table_process

_TABLES = ("spreadsheetml.sheet", "ole-storage", "text/html", "text/plain", "application/xml")
"""Words in the media types of files that may hold a table."""
_FEWEST_COLUMNS = 2
_UNKNOWN = "file.not_recognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Bytes that may be a table: a file that no reader knows, or what was pasted."""

    name: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """Return by what it is known in a batch."""
        return table_process.digest(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTables:
    """What belongs to a batch besides its files.

    Attributes:
        pasted: Tables from the clipboard.
        chosen: Digest of a file to what a person has chosen to be read in it.
    """

    pasted: tuple[Table, ...] = ()
    chosen: Mapping[str, Sequence[TableChoice]] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How a table begins, and what its columns seem to be.

    Attributes:
        columns: The map this header had before, else a guess; its header is that of ``head``.
    """

    table: Table
    preview: TablePreview
    head: int
    columns: ColumnMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One cell that cannot be read as its column should; row and column as in the preview."""

    row: int
    column: int
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What reading the whole table would bring.

    Attributes:
        drafts: How many vouchers or tables. rows: Of how many rows.
        problems: What is odd in them.
    """

    drafts: int
    rows: int
    problems: Sequence[Problem]


def is_mapped(draft: Draft | None) -> bool:
    """Tell whether a draft was read through a column map."""
    if draft is None:
        return False
    parts = (draft.fields, *draft.lines)
    return any(held.origin is Origin.MAPPED for part in parts for held in part.values())


def can_be_mapped(item: ReviewItem) -> bool:
    """Tell whether a person may say what the columns of an item's file are."""
    return not item.duplicate and (is_mapped(item.draft) or _may_be_table(item.reading))


def _may_be_table(reading: FileReading) -> bool:
    unread = reading.problem is not None and reading.problem.code == _UNKNOWN
    return unread and not reading.refused and reading.mime.endswith(_TABLES)


def table_of(item: ReviewItem) -> Table:
    """Return the bytes of an item's file.

    Raises:
        UserError: ``file.changing`` -- it is another file now.
    """
    return Table(name=item.reading.name, content=content_of(item))


def pasted(text: str, name: str) -> Table:
    """Return what was copied in a spreadsheet, as CSV.

    Raises:
        UserError: ``mapping.no_table``.
    """
    rows = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter="\t"))
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if width < _FEWEST_COLUMNS:
        raise UserError("mapping.no_table")
    out = io.StringIO(newline="")
    csv.writer(out).writerows([row + [""] * (width - len(row)) for row in rows])
    return Table(name=name, content=out.getvalue().encode("utf-8-sig", "replace"))


def looks_like_table(text: str) -> bool:
    """Tell whether a text on the clipboard was copied in a spreadsheet."""
    return "\t" in text


def look(ws: Workspace, table: Table, sheet: int = -1, report: Report = silent) -> Looked:
    """Look at how a table begins.

    Args:
        ws: Whose headers are known.
        table: What to look at.
        sheet: Which of its sheets; below nought: the likeliest.
        report: Called while the child reads.

    Raises:
        UserError: ``mapping.no_table``, or what the file is refused for.
    """
    reading = table_process.ask_preview(
        sheet, table.name, table.content, lambda: report(0, None, table.name)
    )
    preview = reading.preview
    if preview is None or not preview.rows:
        problem = reading.problem or Problem.of("mapping.no_table")
        raise UserError(problem.code, **dict(problem.details))
    known = {one.signature: one for one in column_memory.known(ws)}
    signed = {place: signature(preview.rows[place]) for place in preview.heads}
    head = next((place for place in preview.heads if signed[place] in known), None)
    if head is None:
        head = preview.heads[0] if preview.heads else 0
    return Looked(
        table=table,
        preview=preview,
        head=head,
        columns=_columns(preview.rows[head], known.get(signed.get(head, "")), table.name),
    )


def _columns(row: Sequence[str], known: ColumnMap | None, name: str) -> ColumnMap:
    from jiamao_desktop.importers import mapping  # noqa: PLC0415 -- loads readers of sheets

    one = mapping.guess(row) if known is None else mapping.fitting(known, row)
    return dataclasses.replace(one, title=name.rpartition(".")[0] or name)


def guessed(looked: Looked, *, head: int | None = None, target: DraftKind | None = None) -> Looked:
    """Return a look with another row of headings, or another target, and a fresh guess."""
    from jiamao_desktop.importers import mapping  # noqa: PLC0415 -- loads readers of sheets

    at = looked.head if head is None else head
    one = mapping.guess(looked.preview.rows[at], target)
    titled = dataclasses.replace(one, title=looked.columns.title)
    return dataclasses.replace(looked, head=at, columns=titled)


def with_columns(looked: Looked, columns: Mapping[str, str]) -> Looked:
    """Return a look with other columns: heading to field."""
    one = dataclasses.replace(looked.columns, columns=columns)
    return dataclasses.replace(looked, columns=one)


def field_titles(target: DraftKind) -> Mapping[str, str]:
    """Return what a column may be, by field, in the order in which to offer it."""
    from jiamao_desktop.importers import mapping  # noqa: PLC0415 -- loads readers of sheets

    return {name: known[0] for name, known in mapping.labels(target).items()}


def faults(looked: Looked) -> Sequence[Fault]:
    """Return what is wrong in the rows that are shown."""
    from jiamao_desktop.importers import mapping  # noqa: PLC0415 -- loads readers of sheets

    shown = looked.preview.rows[looked.head + 1 :]
    return [
        Fault(row=row.number - 1, column=column, problem=problem)
        for row in mapping.rows_read(looked.columns, shown, looked.head + 2)
        for column, problem in row.problems
    ]


def check(table: Table, choices: Sequence[TableChoice], report: Report = silent) -> Checked:
    """Read a whole table as chosen, and say what would come of it.

    Raises:
        UserError: ``mapping.nothing_read`` -- no row has anything in these columns; or what
            the file is refused for.
    """
    plan = TablePlan(choices=tuple(choices))
    with table_process.PlannedReading(plan) as process:
        reading = process.read(table.name, table.content, lambda: report(0, None, table.name))
    if reading.problem is not None and reading.problem.code != _UNKNOWN:
        raise UserError(reading.problem.code, **dict(reading.problem.details))
    if not reading.drafts:
        raise UserError("mapping.nothing_read")
    return Checked(
        drafts=len(reading.drafts),
        rows=sum(max(1, len(draft.lines)) for draft in reading.drafts),
        problems=[problem for draft in reading.drafts for problem in draft.warnings],
    )


def choice_of(looked: Looked) -> TableChoice:
    """Return what has been chosen, to be read."""
    return TableChoice(sheet=looked.preview.sheet, head=looked.head, columns=looked.columns)


def header_of(looked: Looked) -> tuple[str, ...]:
    """Return what the columns are called."""
    return headings(looked.preview.rows[looked.head])


class KnownTables:
    """Reads what no reader knows as it was read before; starts a child only if it has to.

    Example:
        with KnownTables(ws, {}) as known:
            reading = known.read(reading)
    """

    def __init__(self, ws: Workspace, chosen: Mapping[str, Sequence[TableChoice]]) -> None:
        """Take the maps of book and computer.

        Args:
            ws: The open book.
            chosen: Digest of a file to what a person has chosen for it.
        """
        self._ws = ws
        self._chosen = chosen
        self._known = tuple(column_memory.known(ws))
        self._process = table_process.PlannedReading(TablePlan(known=self._known))

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the child, if there is one."""
        self._process.__exit__(kind, error, traceback)

    def read(self, reading: FileReading) -> FileReading:
        """Return the reading with what a column map makes of it, or as it is."""
        if not _may_be_table(reading):
            return reading
        choices = self._chosen.get(reading.sha256, ())
        if choices:
            plan = TablePlan(choices=tuple(choices), known=self._known)
            with table_process.PlannedReading(plan) as process:
                return self._taken(reading, process.read(reading.name, reading.content))
        if not self._known:
            return reading
        return self._taken(reading, self._process.read(reading.name, reading.content))

    def read_table(self, table: Table) -> FileReading:
        """Return the reading of what was pasted."""
        empty = FileReading(
            name=table.name, mime="text/plain", content=table.content, problem=Problem.of(_UNKNOWN)
        )
        return self.read(dataclasses.replace(empty, sha256=table.digest))

    def _taken(self, reading: FileReading, mapped: FileReading) -> FileReading:
        if not mapped.drafts:
            return reading
        drafts = tuple(_with_category(self._ws, draft) for draft in mapped.drafts)
        return dataclasses.replace(reading, drafts=drafts, problem=None)


def _with_category(ws: Workspace, draft: Draft) -> Draft:
    """Return an expense with the category that its words name, if they name just one."""
    if draft.kind is not DraftKind.EXPENSE:
        return draft
    for name in ("category", "description"):
        found = set(_categories(ws, str(draft.fields[name].value))) if name in draft.fields else ()
        if len(found) == 1:
            named = Field(next(iter(found)), Origin.MAPPED)
            return dataclasses.replace(draft, fields={**draft.fields, "category": named})
    return draft


def _categories(ws: Workspace, words: str) -> Collection[str]:
    known = ws.catalog.categories
    exact = [key for key in known if words in (key, ws.catalog.category_label(key))]
    return exact or list(_named(ws, words))


def _named(ws: Workspace, words: str) -> Iterator[str]:
    for category in ws.catalog.categories.values():
        if any(word in words for word in category.keywords):
            yield category.id
