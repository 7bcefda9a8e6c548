"""Read files and show them for a look (收单); :mod:`intake` takes them in."""

from __future__ import annotations

import dataclasses
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.review import ReviewItem, checked
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.draft import Draft, DraftKind, FileReading
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import worker
from jiamao_desktop.storage import applicants, declarations, documents, expenses, fapiao, payments
from jiamao_desktop.storage.book import is_book

OTHER_BUYER = "import.other_buyer"
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
_LITTER = (".", "~$", "__MACOSX")
"""How names begin that systems and offices leave behind; no person means them."""
_KIND_OF_DRAFT = {
    DraftKind.FAPIAO: DocumentKind.FAPIAO,
    DraftKind.PAYMENT: DocumentKind.BANK_SLIP,
    DraftKind.DECLARATION: DocumentKind.CUSTOMS_DECLARATION,
}


def read_files(
    ws: Workspace, paths: Sequence[Path], report: Report = silent
) -> Sequence[ReviewItem]:
    """Read files, each in the worker process, and say what each seems to be.

    Folders are walked. A file that is broken, foreign or hostile becomes an item with the
    reason; the rest goes on. Nothing is stored, except that a file of the book that has got
    lost is put back when it turns up again.

    Raises:
        UserError: ``import.is_a_book`` -- a book itself was handed in.
        Cancelled: Through ``report``.
    """
    files = list(_walked(paths))
    readings = worker.read_files(files, report)
    items = [
        _first_look(ws, key, reading, draft)
        for key, (reading, draft) in enumerate(_vouchers(readings))
    ]
    return _partnered(ws, _named_twice(items))


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


def _vouchers(readings: Iterable[FileReading]) -> Iterator[tuple[FileReading, Draft | None]]:
    for reading in readings:
        if reading.drafts:
            yield from ((reading, draft) for draft in reading.drafts)
        else:
            yield reading, None


def _first_look(ws: Workspace, key: int, reading: FileReading, draft: Draft | None) -> ReviewItem:
    draft = _ours(ws, draft) if draft else None
    item = ReviewItem(
        key=key,
        reading=reading,
        draft=draft,
        duplicate=None if reading.refused else _already_there(ws, reading, draft),
        document_kind=_KIND_OF_DRAFT[draft.kind] if draft else _kind_by_name(reading),
        category=_suggested_category(ws, draft),
    )
    return checked(item)


def _ours(ws: Workspace, draft: Draft) -> Draft:
    """Return the draft, with a warning if it is a 发票 made out to somebody else."""
    buyer, who = _text(draft, "buyer"), applicants.get(ws.reader)
    if draft.kind is not DraftKind.FAPIAO or who is None or buyer in {"", who.name}:
        return draft
    warning = Problem.of(OTHER_BUYER, buyer=buyer, name=who.name)
    return dataclasses.replace(draft, warnings=(*draft.warnings, warning))


def _kind_by_name(reading: FileReading) -> DocumentKind:
    for word, kind in _KINDS_BY_NAME.items():
        if word in reading.name:
            return kind
    return DocumentKind.PHOTO if reading.mime.startswith("image/") else DocumentKind.OTHER


def _suggested_category(ws: Workspace, draft: Draft | None) -> str:
    """Return the category that the lines of a 发票 name, if they name just one.

    What the seller wrote counts; the tax class between asterisks (``*会展服务*展位费``) is too
    broad to tell an audit fee from advice. A 发票 of nought is no expense.
    """
    if draft is None or draft.kind is not DraftKind.FAPIAO:
        return ""
    if not _amount(draft, "gross"):
        return ""
    if any(warning.code == OTHER_BUYER for warning in draft.warnings):
        return ""
    names = " ".join(
        _TAX_CLASS.sub("", str(line["name"].value)) for line in draft.lines if "name" in line
    )
    found = [
        category.id
        for category in ws.catalog.categories.values()
        if any(word in names for word in category.keywords)
    ]
    return found[0] if len(found) == 1 else ""


def _already_there(ws: Workspace, reading: FileReading, draft: Draft | None) -> Problem | None:
    if known := documents.by_sha256(ws.reader, reading.sha256):
        if ws.book.files.mend(reading.content):
            return Problem.of("import.same_file_restored", title=known.title)
        return Problem.of("import.same_file", title=known.title, day=known.added_at[:10])
    return _number_already_there(ws, draft) if draft else None


def _number_already_there(ws: Workspace, draft: Draft) -> Problem | None:
    number = _text(draft, "number")
    if not number:
        return None
    match draft.kind:
        case DraftKind.FAPIAO if fapiao.by_identity(ws.reader, _text(draft, "code"), number):
            return Problem.of("import.same_fapiao", number=number)
        case DraftKind.PAYMENT if payments.by_number(ws.reader, number):
            return Problem.of("import.same_payment", number=number)
        case DraftKind.DECLARATION if declarations.by_number(ws.reader, number):
            return Problem.of("import.same_declaration", number=number)
    return None


def _named_twice(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Mark an item whose file or number came earlier in the same batch."""
    seen_numbers: dict[tuple[object, ...], str] = {}
    seen_files: dict[str, int] = {}
    marked: list[ReviewItem] = []
    for item in items:
        problem = item.duplicate
        if not item.reading.refused and problem is None:
            first = seen_files.setdefault(item.reading.sha256, id(item.reading))
            if first != id(item.reading):
                problem = Problem.of("import.same_file_in_batch", name=item.reading.name)
            elif item.draft and (number := _text(item.draft, "number")):
                identity = (item.draft.kind, _text(item.draft, "code"), number)
                if earlier := seen_numbers.get(identity):
                    problem = Problem.of("import.same_number_in_batch", number=number, name=earlier)
                seen_numbers.setdefault(identity, item.reading.name)
        marked.append(dataclasses.replace(item, duplicate=problem))
    return marked


def _partnered(ws: Workspace, items: Sequence[ReviewItem]) -> Sequence[ReviewItem]:
    """Suggest what each bank slip pays, where payee and amount name exactly one 发票.

    A 发票 that two slips would pay is left to the person: one of them is for something else.
    """
    unpaid = expenses.unpaid(ws.reader)
    suggested = [_with_partner(item, items, unpaid) if _is_slip(item) else item for item in items]
    claims = Counter((item.expense, item.partner) for item in suggested if _is_slip(item))
    return [
        dataclasses.replace(item, expense=None, partner=None)
        if claims[item.expense, item.partner] > 1
        else item
        for item in suggested
    ]


def _is_slip(item: ReviewItem) -> bool:
    """Tell whether an item is a bank slip that may be taken in."""
    paid = item.draft is not None and item.draft.kind is DraftKind.PAYMENT
    return paid and item.duplicate is None


def _with_partner(
    item: ReviewItem, items: Sequence[ReviewItem], unpaid: Mapping[ExpenseId, Expense]
) -> ReviewItem:
    if item.draft is None:
        return item
    payee, amount = _text(item.draft, "payee"), _amount(item.draft, "amount")
    if amount is None or _text(item.draft, "currency") not in {"", "CNY"}:
        return item
    in_book = [
        number
        for number, expense in unpaid.items()
        if (expense.payee, expense.gross) == (payee, amount)
    ]
    in_batch = [
        other.key
        for other in items
        if other.draft
        and other.draft.kind is DraftKind.FAPIAO
        and not other.duplicate
        and _text(other.draft, "seller") == payee
        and _amount(other.draft, "gross") == amount
    ]
    if len(in_book) + len(in_batch) != 1:
        return item
    return dataclasses.replace(
        item,
        expense=in_book[0] if in_book else None,
        partner=in_batch[0] if in_batch else None,
    )


def _amount(draft: Draft, name: str) -> Money | None:
    field = draft.fields.get(name)
    return field.value if field and isinstance(field.value, Money) else None


def _text(draft: Draft, name: str) -> str:
    field = draft.fields.get(name)
    return str(field.value) if field else ""
