"""Read files and show them for a look (收单); :mod:`intake` takes them in."""

from __future__ import annotations

import dataclasses
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jiamao_desktop.app.identity import identity, known, merged, text_of
from jiamao_desktop.app.mapping import KnownTables, OwnTables
from jiamao_desktop.app.matching import matched
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.review import ReviewItem, checked
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, FileReading, Origin
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.matching.names import folded
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import worker
from jiamao_desktop.storage import applicants, bulk
from jiamao_desktop.storage.book import is_book

OTHER_BUYER = "import.other_buyer"
OTHER_TRADER = "import.other_trader"
"""A 发票 made out to somebody else is no expense of ours unless the person says so."""
_TAX_CLASS = re.compile(r"^\*[^*]+\*")
_KINDS_BY_NAME = {
    "合同": DocumentKind.CONTRACT,
    "协议": DocumentKind.CONTRACT,
    "回单": DocumentKind.BANK_SLIP,
    "付款": DocumentKind.BANK_SLIP,
    "证书": DocumentKind.CERTIFICATE,
    "执照": DocumentKind.LICENCE,
    "信用": DocumentKind.CREDIT_REPORT,
    "护照": DocumentKind.TRAVEL,
    "签证": DocumentKind.TRAVEL,
    "机票": DocumentKind.TRAVEL,
    "报关": DocumentKind.CUSTOMS_DECLARATION,
    "发票": DocumentKind.FAPIAO,
    "照片": DocumentKind.PHOTO,
}
_NO_TABLES = OwnTables()
_LITTER = (".", "~$", "__MACOSX")
"""How names begin that systems and offices leave behind; no person means them."""
_KIND_OF_DRAFT = {
    DraftKind.FAPIAO: DocumentKind.FAPIAO,
    DraftKind.PAYMENT: DocumentKind.BANK_SLIP,
    DraftKind.DECLARATION: DocumentKind.CUSTOMS_DECLARATION,
    DraftKind.CONTRACT: DocumentKind.CONTRACT,
}


def read_files(
    ws: Workspace, paths: Sequence[Path], report: Report = silent, own: OwnTables = _NO_TABLES
) -> Sequence[ReviewItem]:
    """Read files, each in the worker process, say what each seems to be, and match them.

    Folders are walked. A file that is broken, foreign or hostile becomes an item with the
    reason; the rest goes on. Nothing is stored, except that a file of the book that has got
    lost is put back when it turns up again. The order of the files changes nothing but the
    order of the items. A table with a header that was mapped before is read as it was then.

    Args:
        ws: The open book.
        paths: Files and folders.
        report: Told how far it is.
        own: Tables that were pasted, and what was chosen for tables among the files.

    Raises:
        UserError: ``import.is_a_book`` -- a book itself was handed in.
        Cancelled: Through ``report``.
    """
    files = list(_walked(paths))
    named: dict[str, list[Path]] = {}
    for path in files:
        named.setdefault(path.name, []).append(path)
    items: list[ReviewItem] = []
    with KnownTables(ws, own.chosen) as known_tables:
        for reading in worker.read_files(files, report):
            sources = named.get(reading.name.partition("/")[0], files)
            items += _looked_at(ws, len(items), known_tables.read(reading), tuple(sources))
        for table in own.pasted:
            items += _looked_at(ws, len(items), known_tables.read_table(table), ())
    return matched(ws, merged(items))


def _walked(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        folder = _is_folder(path)
        if folder and is_book(path):
            raise UserError("import.is_a_book", folder=path.name)
        yield from _files_in(path) if folder else (path,)


def _is_folder(path: Path) -> bool:
    """Tell whether to look inside; what cannot be asked is for the reader to refuse."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _files_in(folder: Path) -> Sequence[Path]:
    """Return the files below a folder, and the folders that may not be looked into.

    Books are passed over: what is in them is encrypted and taken in already.
    """
    found: list[Path] = []
    closed: list[Path] = []
    for name, folders, files in os.walk(
        folder, onerror=lambda error: closed.append(Path(error.filename))
    ):
        here = Path(name)
        folders[:] = [
            inner
            for inner in folders
            if not inner.startswith(_LITTER) and not is_book(here / inner)
        ]
        if not is_book(here):
            found += [here / inner for inner in files if not inner.startswith(_LITTER)]
    return sorted(found + closed)


def _looked_at(
    ws: Workspace, first: int, reading: FileReading, sources: tuple[Path, ...]
) -> Iterator[ReviewItem]:
    """Yield an item for each voucher of a file, or one for the file.

    Its bytes are let go, unless they were pasted and lie nowhere else.
    """
    reading = _with_strangers(ws, reading)
    light = dataclasses.replace(reading, content=b"" if sources else reading.content, parts=())
    drafts = reading.drafts or (None,)
    for place, read in enumerate(drafts):
        draft = _ours(ws, read) if read else None
        item = ReviewItem(
            key=first + place,
            reading=light,
            identity=identity(draft, reading.sha256, place),
            sources=sources,
            size=len(reading.content),
            draft=draft,
            document_kind=_document_kind(reading, draft),
            remarks=tuple(_about_table(ws, reading)),
            category=_suggested_category(ws, draft),
        )
        marked = known(ws, dataclasses.replace(item, reading=reading))
        yield checked(dataclasses.replace(marked, reading=light))


def _document_kind(reading: FileReading, draft: Draft | None) -> DocumentKind:
    if reading.table is not None:
        return DocumentKind.CUSTOMS_DECLARATION
    return _KIND_OF_DRAFT.get(draft.kind, DocumentKind.OTHER) if draft else _kind_by_name(reading)


def _about_table(ws: Workspace, reading: FileReading) -> Iterator[Problem]:
    """Yield what a long list of declarations brings, and what is odd in it."""
    table = reading.table
    if table is None:
        return
    known_already = len(bulk.known_among(ws.reader, table))
    yield Problem.of(
        "import.table", declarations=table.declarations, items=table.items, known=known_already
    )
    for problem, count in table.notes:
        yield problem
        if count > 1:
            yield Problem.of("import.more_like_this", count=count - 1)


def _ours(ws: Workspace, draft: Draft) -> Draft:
    """Return the draft, with a warning if it is a 发票 or a declaration of somebody else.

    The bureau's list of what was bought does not say by whom: it is the applicant's own.
    """
    buyer, who = text_of(draft, "buyer"), applicants.get(ws.reader)
    if draft.kind is DraftKind.DECLARATION and who is not None:
        trader, user = text_of(draft, "domestic_party"), text_of(draft, "consumer")
        if not _is_strangers(trader, user, who.name):
            return draft
        warning = Problem.of(OTHER_TRADER, trader=trader or user, name=who.name)
        return dataclasses.replace(draft, warnings=(*draft.warnings, warning))
    if draft.kind is not DraftKind.FAPIAO or who is None or folded(buyer) == folded(who.name):
        return draft
    if not buyer:
        return _bought_by(draft, who.name) if folded(text_of(draft, "seller")) else draft
    warning = Problem.of(OTHER_BUYER, buyer=buyer, name=who.name)
    return dataclasses.replace(draft, warnings=(*draft.warnings, warning))


def _with_strangers(ws: Workspace, reading: FileReading) -> FileReading:
    """Return a reading; a long list says how many of its declarations are of somebody else."""
    table, who = reading.table, applicants.get(ws.reader)
    if table is None or who is None:
        return reading
    theirs = {
        names: count
        for names, count in bulk.traders(table).items()
        if _is_strangers(*names, who.name)
    }
    if not theirs:
        return reading
    trader, user = max(theirs, key=lambda names: (theirs[names], names))
    said = Problem.of(OTHER_TRADER, trader=trader or user, name=who.name)
    notes = (*table.notes, (said, sum(theirs.values())))
    return dataclasses.replace(reading, table=dataclasses.replace(table, notes=notes))


def _is_strangers(trader: str, user: str, name: str) -> bool:
    """Tell whether a declaration names firms, and the applicant is none of them.

    Who declares through an agent stands in it as 生产销售单位 or 消费使用单位.
    """
    named = {folded(trader), folded(user)} - {""}
    return bool(named) and folded(name) not in named


def _bought_by(draft: Draft, name: str) -> Draft:
    """Return a row of a list with its buyer, unless it is what the applicant itself sold."""
    origins = {field.origin for field in draft.fields.values()}
    if origins != {Origin.SHEET} or folded(text_of(draft, "seller")) == folded(name):
        return draft
    lacking = Problem.of("fapiao.incomplete", fields="购买方名称")
    return dataclasses.replace(
        draft,
        fields={**draft.fields, "buyer": Field(name, Origin.PERSON)},
        warnings=tuple(warning for warning in draft.warnings if warning != lacking),
    )


def _kind_by_name(reading: FileReading) -> DocumentKind:
    for word, kind in _KINDS_BY_NAME.items():
        if word in reading.name:
            return kind
    return DocumentKind.PHOTO if reading.mime.startswith("image/") else DocumentKind.OTHER


def _suggested_category(ws: Workspace, draft: Draft | None) -> str:
    """Return the category that the lines of a 发票 name; of several that of the largest line.

    A 发票 of several kinds can be split afterwards, in the ledger. What the seller wrote counts;
    the tax class between asterisks (``*会展服务*展位费``) is too broad to tell an audit fee from
    advice. A 发票 of nought is no expense.
    """
    if draft is not None and draft.kind is DraftKind.EXPENSE:
        stated = text_of(draft, "category")
        return stated if stated in ws.catalog.categories else ""
    if draft is None or draft.kind is not DraftKind.FAPIAO:
        return ""
    if not _amount(draft, "gross"):
        return ""
    if any(warning.code == OTHER_BUYER for warning in draft.warnings):
        return ""
    named = [(_net(line), _named(ws, line)) for line in draft.lines if "name" in line]
    if any(len(found) > 1 for _, found in named):
        return ""
    sums = Counter[str]()
    for fen, found in named:
        sums.update(dict.fromkeys(found, fen))
    return max(sums, key=lambda name: (sums[name], name)) if sums else ""


def _named(ws: Workspace, line: Mapping[str, Field]) -> list[str]:
    """Return the categories whose words a line shows."""
    words = _TAX_CLASS.sub("", str(line["name"].value))
    categories = ws.catalog.categories.values()
    return [one.id for one in categories if any(word in words for word in one.keywords)]


def _net(line: Mapping[str, Field]) -> int:
    net = line.get("net")
    return net.value.fen if net and isinstance(net.value, Money) else 0


def _amount(draft: Draft, name: str) -> Money | None:
    field = draft.fields.get(name)
    return field.value if field and isinstance(field.value, Money) else None
