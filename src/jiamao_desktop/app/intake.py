"""Take a reviewed batch into the book: one operation, undone whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.app import drafts
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.review import ReviewItem, checked, expense_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import DraftKind, FileReading
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, ExpenseId
from jiamao_desktop.storage import declarations, documents, expenses, fapiao, payments
from jiamao_desktop.storage.database import Database

ROLES: Mapping[DocumentKind, EvidenceRole] = {
    DocumentKind.FAPIAO: EvidenceRole.FAPIAO,
    DocumentKind.BANK_SLIP: EvidenceRole.PAYMENT,
    DocumentKind.CONTRACT: EvidenceRole.CONTRACT,
    DocumentKind.CERTIFICATE: EvidenceRole.OUTCOME,
    DocumentKind.PHOTO: EvidenceRole.OUTCOME,
    DocumentKind.TRAVEL: EvidenceRole.OUTCOME,
}
"""The place in the chain that a kind of document takes by itself."""


def take_in(ws: Workspace, items: Sequence[ReviewItem], report: Report = silent) -> Changes:
    """Store what the review list marks to be taken, as one operation.

    The encrypted files are written first and the rows last, so that no row ever points to
    a file that is not there.

    Raises:
        UserError: ``import.nothing_to_take``; ``import.cannot_take`` -- what was chosen for
            an item makes no record; ``import.partner_not_taken`` -- what it proves is left out.
        Cancelled: Through ``report``; nothing has then been stored.
    """
    taken = [item for item in items if item.take]
    if not taken:
        raise UserError("import.nothing_to_take")
    _check(taken)
    files = _written(ws, taken, report)
    with ws.operation("import", f"收入单证 {len(taken)} 件") as operation:
        intake = _Intake(operation.db, ws.clock.now(), files)
        for done, item in enumerate(sorted(taken, key=_vouchers_first)):
            report(done, len(taken), item.reading.name)
            intake.take(item)
    return operation.changes


def _check(taken: Sequence[ReviewItem]) -> None:
    """Refuse before anything is written what would otherwise fail or come loose halfway."""
    for item in taken:
        if problem := checked(item).blocked:
            raise UserError("import.cannot_take", name=item.reading.name, reason=message(problem))
    if loose := loose_items(taken):
        raise UserError("import.partner_not_taken", name=loose[0].reading.name)


def loose_items(items: Sequence[ReviewItem]) -> Sequence[ReviewItem]:
    """Return what is to be taken in and proves an item of the batch that is not."""
    keys = {item.key for item in items if item.take}
    return [
        item
        for item in items
        if item.take and item.partner is not None and item.partner not in keys
    ]


def _vouchers_first(item: ReviewItem) -> tuple[bool, int]:
    """Order expenses before what proves them."""
    is_fapiao = item.draft is not None and item.draft.kind is DraftKind.FAPIAO
    return not is_fapiao, item.key


def _written(ws: Workspace, items: Sequence[ReviewItem], report: Report) -> dict[str, str]:
    """Write each file once; return digest → name of the encrypted file."""
    readings = {item.reading.sha256: item.reading for item in items}

    def contents() -> Iterator[bytes]:
        for done, reading in enumerate(readings.values()):
            report(done, len(readings), reading.name)
            yield reading.content

    return dict(zip(readings, ws.book.files.store_all(contents()), strict=True))


class _Intake:
    """One batch on its way in: remembers which item became which record."""

    def __init__(self, db: Database, now: str, files: Mapping[str, str]) -> None:
        self._db = db
        self._now = now
        self._files = files
        self._documents: dict[str, DocumentId] = {}
        self._expenses: dict[int, ExpenseId] = {}

    def take(self, item: ReviewItem) -> None:
        """Store one item: its document, its voucher, and its place in a chain."""
        document = self._document(item)
        kind = item.draft.kind if item.draft else None
        match kind:
            case DraftKind.FAPIAO:
                self._fapiao(item, document)
            case DraftKind.PAYMENT:
                self._payment(item, document)
            case DraftKind.DECLARATION:
                self._declaration(item, document)
            case None:
                self._prove(item, document)

    def _document(self, item: ReviewItem) -> DocumentId:
        reading = item.reading
        if reading.sha256 not in self._documents:
            self._documents[reading.sha256] = documents.add(
                self._db, _document(reading, item.document_kind, self._files, self._now)
            )
        return self._documents[reading.sha256]

    def _fapiao(self, item: ReviewItem, document: DocumentId) -> None:
        assert item.draft is not None  # noqa: S101 -- take() looked at its kind
        record = dataclasses.replace(drafts.fapiao_of(item.draft), document=document)
        number = fapiao.add(self._db, record)
        if not item.category:
            return
        expense = dataclasses.replace(expense_of(item, record), fapiao=number)
        self._expenses[item.key] = expenses.add(self._db, expense)
        self._link(self._expenses[item.key], document, EvidenceRole.FAPIAO)

    def _payment(self, item: ReviewItem, document: DocumentId) -> None:
        assert item.draft is not None  # noqa: S101 -- take() looked at its kind
        payment = dataclasses.replace(drafts.payment_of(item.draft), document=document)
        payments.add(self._db, payment)
        proved = self._prove(item, document)
        if proved is None:
            return
        expense = expenses.get_many(self._db, [proved])[proved]
        paid = dataclasses.replace(
            expense,
            paid_on=payment.paid_on,
            bank_slip_number=payment.number,
            payer_account_name=payment.payer,
            payment_method="银行转账",
        )
        expenses.update(self._db, proved, paid)

    def _declaration(self, item: ReviewItem, document: DocumentId) -> None:
        assert item.draft is not None  # noqa: S101 -- take() looked at its kind
        record = dataclasses.replace(drafts.declaration_of(item.draft), document=document)
        declarations.add(self._db, record)

    def _prove(self, item: ReviewItem, document: DocumentId) -> ExpenseId | None:
        """Link a document to the expense it proves, if one was named."""
        proved = item.expense
        if item.partner is not None:
            proved = self._expenses.get(item.partner)
        if proved is not None:
            self._link(proved, document, ROLES.get(item.document_kind, EvidenceRole.OTHER))
        return proved

    def _link(self, expense: ExpenseId, document: DocumentId, role: EvidenceRole) -> None:
        expenses.link(self._db, expense, Evidence(document=document, role=role))


def _document(
    reading: FileReading, kind: DocumentKind, files: Mapping[str, str], now: str
) -> Document:
    name = reading.name.rpartition("/")[2]
    return Document(
        kind=kind,
        title=name.rpartition(".")[0] or name,
        attachment=files[reading.sha256],
        sha256=reading.sha256,
        size=len(reading.content),
        mime=reading.mime,
        original_name=name,
        added_at=now,
    )
