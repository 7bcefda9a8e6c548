"""One batch on its way into the book: which item becomes which records, and what is tied."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from jiamao_desktop.app import drafts
from jiamao_desktop.app.forms import PRINTED
from jiamao_desktop.app.identity import payment_identity
from jiamao_desktop.app.intake_payments import Payments
from jiamao_desktop.app.review import (
    ReviewItem,
    Target,
    TargetKind,
    expense_of,
    typed_expense,
)
from jiamao_desktop.domain.batch import BatchId, Provenance
from jiamao_desktop.domain.contract import ContractId
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoState
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.payment import PaymentId
from jiamao_desktop.domain.settlement import Sureness
from jiamao_desktop.storage import (
    bulk,
    claims,
    contracts,
    declarations,
    documents,
    drawbacks,
    expenses,
    fapiao,
    handbooks,
    matching,
    payments,
    settlements,
)
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

_TRUST = tuple(Origin)
_PAPER = frozenset(PRINTED[:2])
_SHEETS = ("spreadsheet", "excel", "csv")


class Intake:
    """Remembers which item became which record, so that others can be tied to it.

    Attributes:
        documents: Digest of a file to where it is kept.
        records: Key of an item to how many records were made of it.
    """

    def __init__(self, db: Database, now: str, files: Mapping[str, str], batch: BatchId) -> None:
        self._db = db
        self._now = now
        self._files = files
        self._batch = batch
        self.documents: dict[str, DocumentId] = {}
        self.records: dict[int, int] = {}
        self._expenses: dict[int, ExpenseId] = {}
        self._fapiao: dict[int, FapiaoId] = {}
        self._contracts: dict[int, ContractId] = {}
        self._customs: dict[int, list[int]] = {}
        self._payments = Payments(db)

    def take(self, item: ReviewItem) -> None:
        """Store one item: its document, its records, and its place in a chain."""
        document = self._document(item)
        draft = item.draft
        if item.same is not None:
            self._same(item, item.same.target, document)
            return
        if item.reading.table is not None:
            read = Provenance(batch=self._batch)
            stored = bulk.store(self._db, item.reading.table, read=read, document=document)
            self.records[item.key] = stored.declarations
            return
        match draft.kind if draft else None:
            case None:
                self._prove(item, document)
            case DraftKind.FAPIAO:
                self._take_fapiao(item, _draft(item), document)
            case DraftKind.PAYMENT:
                self._take_payment(item, _draft(item), document)
            case DraftKind.DECLARATION:
                self._take_declaration(item, _draft(item), document)
            case DraftKind.CONTRACT:
                self._take_contract(item, _draft(item), document)
            case DraftKind.EXPENSE:
                number = expenses.add(self._db, typed_expense(item), read=self._read(_draft(item)))
                self._expenses[item.key] = number
                self.records[item.key] = 1
            case _:
                self.records[item.key] = self._take_table(_draft(item), document)

    def _read(self, draft: Draft) -> Provenance:
        """Say where each field of a record was read."""
        origins = {name: field.origin for name, field in draft.fields.items()}
        in_lines = [field.origin for line in draft.lines for field in line.values()]
        if in_lines:
            part = "items" if draft.kind is DraftKind.DECLARATION else "lines"
            origins[part] = max(in_lines, key=_TRUST.index)
        return Provenance(batch=self._batch, origins=origins)

    def _document(self, item: ReviewItem) -> DocumentId:
        digest = item.reading.sha256
        if digest not in self.documents:
            self.documents[digest] = documents.add(
                self._db, document_of(item, self._files[digest], self._now)
            )
        return self.documents[digest]

    def _take_fapiao(self, item: ReviewItem, draft: Draft, document: DocumentId) -> None:
        record = dataclasses.replace(drafts.fapiao_of(draft), document=document)
        blue = [self._fapiao_of(target) for target in item.tied(Relation.RED)]
        if item.is_red and blue and blue[0] is not None:
            record = dataclasses.replace(record, blue=blue[0])
        number = fapiao.add(self._db, record, read=self._read(draft))
        self._fapiao[item.key] = number
        self.records[item.key] = 1
        expense = self._expense(item, record, number)
        if expense is not None:
            self._expenses[item.key] = expense
            self._link(expense, document, EvidenceRole.FAPIAO)
            self._under_contract(item, expense)
            items = [one for t in item.tied(Relation.CUSTOMS) for one in self._customs_of(t)]
            if items:
                settlements.set_items(self._db, expense, items)
        for target in item.tied(Relation.PAYMENT):
            if target.kind is TargetKind.PAYMENT:
                self._settle_held(target, number, expense, _sureness(item, target))
        self._settle_along(item)
        if item.is_red and record.blue is not None:
            self._net(record, record.blue)
        elif not item.is_red:
            for red in blue:
                self._blue_found(red, number)

    def _expense(self, item: ReviewItem, record: Fapiao, number: FapiaoId) -> ExpenseId | None:
        """Return the expense of a 发票: the one that was typed by hand, or a new one."""
        for target in item.tied(Relation.SAME):
            typed = self._expense_of(target)
            if typed is not None:
                self._fill_in(typed, record, number)
                return typed
        if not item.category:
            return None
        expense = dataclasses.replace(expense_of(item, record), fapiao=number)
        return expenses.add(self._db, expense, read=Provenance(batch=self._batch))

    def _fill_in(self, number: ExpenseId, record: Fapiao, bill: FapiaoId) -> None:
        """Give an expense typed by hand its 发票, whose figures are to be trusted more."""
        held = expenses.get_many(self._db, [number])[number]
        known = dataclasses.replace(
            held,
            fapiao=bill,
            fapiao_number=record.number,
            fapiao_code=record.code,
            issued_on=record.issued_on or held.issued_on,
            payee=record.seller or held.payee,
            description=held.description or (record.lines[0].name if record.lines else ""),
        )
        try:
            known = dataclasses.replace(known, gross=record.gross, tax=record.tax)
        except UserError:  # what was typed as unsupported is more than the 发票 says
            known = dataclasses.replace(known, tax=held.tax)
        expenses.update(self._db, number, known)

    def _under_contract(self, item: ReviewItem, expense: ExpenseId) -> None:
        for target in item.tied(Relation.CONTRACT):
            contract = self._contract_of(target)
            if contract is None:
                continue
            held = contracts.get_many(self._db, [contract])[contract]
            cost = expenses.get_many(self._db, [expense])[expense]
            changed = dataclasses.replace(cost, contract=contract, contract_number=held.number)
            expenses.update(self._db, expense, changed)
            if held.document is not None:
                self._link(expense, held.document, EvidenceRole.CONTRACT)

    def _take_payment(self, item: ReviewItem, draft: Draft, document: DocumentId) -> None:
        payment = dataclasses.replace(
            drafts.payment_of(draft),
            document=document,
            identity=item.identity.partition(":")[2] if payment_identity(draft) else "",
        )
        number = payments.add(self._db, payment, read=self._read(draft))
        self.records[item.key] = 1
        bills = [
            (target, self._fapiao_of(target), self._expense_of(target))
            for target in item.tied(Relation.PAYMENT)
        ]
        for target, bill, expense in bills:
            if expense is not None:
                self._link(expense, document, EvidenceRole.PAYMENT)
            if bill is not None or expense is not None:
                self._payments.settle(number, [(bill, expense)], _sureness(item, target))
        self._settle_along(item)

    def _settle_held(
        self,
        target: Target,
        bill: FapiaoId | None,
        expense: ExpenseId | None,
        sureness: Sureness,
    ) -> None:
        """Settle a bill with a payment that the book has, and put its slip to the expense."""
        number = PaymentId(target.number)
        self._payments.settle(number, [(bill, expense)], sureness)
        slip = payments.get_many(self._db, [number])[number].document
        if expense is not None and slip is not None:
            self._link(expense, slip, EvidenceRole.PAYMENT)

    def _settle_along(self, item: ReviewItem) -> None:
        """Settle, once, what the book has of the split payments that an item belongs to."""
        chosen = item.tied(Relation.PAYMENT)
        for one in item.found:
            if one.relation is not Relation.PAYMENT or one.target not in chosen:
                continue
            for payment, target in one.along:
                bill, expense = self._fapiao_of(target), self._expense_of(target)
                known = settlements.of_payments(self._db, [PaymentId(payment.number)])
                if all((held.fapiao, held.expense) != (bill, expense) for held in known.values()):
                    self._settle_held(payment, bill, expense, _sureness(item, one.target))

    def _take_declaration(self, item: ReviewItem, draft: Draft, document: DocumentId) -> None:
        record = dataclasses.replace(drafts.declaration_of(draft), document=document)
        declarations.add(self._db, record, read=self._read(draft))
        self.records[item.key] = 1
        if record.number:
            found = matching.items_named(self._db, [record.number])
            self._customs[item.key] = [number for number, _, _ in found]

    def _take_contract(self, item: ReviewItem, draft: Draft, document: DocumentId) -> None:
        record = dataclasses.replace(drafts.contract_of(draft), document=document)
        number = contracts.add(self._db, record, read=self._read(draft))
        self._contracts[item.key] = number
        self.records[item.key] = 1

    def _take_table(self, draft: Draft, document: DocumentId) -> int:
        """Store a table of a handbook or of refunds; return how many rows it brought."""
        read = self._read(draft)
        if draft.kind in drafts.HANDBOOKS:
            record = dataclasses.replace(drafts.handbook_of(draft), document=document)
            handbooks.put(self._db, record, read=read)
            return len(draft.lines)
        rows = drafts.rows_of(draft)
        if draft.kind is DraftKind.DRAWBACK_EXPORTS:
            return drawbacks.add_exports(self._db, rows, read=read)
        return drawbacks.add_purchases(self._db, rows, read=read)

    def _same(self, item: ReviewItem, target: Target, document: DocumentId) -> None:
        """Keep another form of a voucher with it; take over what the bureau says of its state."""
        number = self._fapiao_of(target)
        if number is None:
            return
        record = fapiao.get_many(self._db, [number])[number]
        stated = item.draft.fields.get("state") if item.draft else None
        if stated is not None:
            record = dataclasses.replace(record, state=FapiaoState(str(stated.value)))
        if item.reading.mime in _PAPER and not self._is_paper(record.document):
            record = dataclasses.replace(record, document=document)
        fapiao.update(self._db, number, record)
        if not any(word in item.reading.mime for word in _SHEETS):
            for expense in matching.expenses_of(self._db, [number]).get(number, ()):
                self._link(expense, document, EvidenceRole.FAPIAO)

    def _is_paper(self, document: DocumentId | None) -> bool:
        if document is None:
            return False
        return documents.get_many(self._db, [document])[document].mime in _PAPER

    def _net(self, red: Fapiao, blue: FapiaoId) -> None:
        """Take what a red 发票 takes back, once, out of what the blue one's expenses may claim."""
        back = -red.gross
        for number in matching.expenses_of(self._db, [blue]).get(blue, ()):
            held = expenses.get_many(self._db, [number])[number]
            taken = min(back, held.gross - held.unsupported)
            if not taken:
                continue
            back -= taken
            reason = "；".join(
                filter(None, (held.unsupported_reason, f"红字发票 {red.number} 冲减"))
            )
            changed = dataclasses.replace(
                held, unsupported=held.unsupported + taken, unsupported_reason=reason
            )
            expenses.update(self._db, number, changed)

    def _blue_found(self, red: FapiaoId | None, blue: FapiaoId) -> None:
        """Tie a red 发票 that the book has to the blue one that came after it.

        While it stood alone it made a negative expense. That one goes, or it would be taken off
        twice; in a claim it has to stay, and does the netting itself.
        """
        if red is None:
            return
        record = fapiao.get_many(self._db, [red])[red]
        fapiao.update(self._db, red, dataclasses.replace(record, blue=blue))
        alone = matching.expenses_of(self._db, [red]).get(red, ())
        if claims.claimed_expenses(self._db, alone):
            return
        for number in alone:
            expenses.delete(self._db, number)
        self._net(record, blue)

    def _prove(self, item: ReviewItem, document: DocumentId) -> None:
        """Link a plain document to the expenses it proves, if any were named."""
        for target in item.tied(None):
            expense = self._expense_of(target)
            if expense is not None:
                self._link(expense, document, ROLES.get(item.document_kind, EvidenceRole.OTHER))

    def _link(self, expense: ExpenseId, document: DocumentId, role: EvidenceRole) -> None:
        expenses.link(self._db, expense, Evidence(document=document, role=role))

    def _expense_of(self, target: Target) -> ExpenseId | None:
        if target.kind is TargetKind.EXPENSE:
            return ExpenseId(target.number)
        if target.kind is TargetKind.FAPIAO:
            number = FapiaoId(target.number)
            return next(iter(matching.expenses_of(self._db, [number]).get(number, ())), None)
        return self._expenses.get(target.number) if target.kind is TargetKind.ITEM else None

    def _fapiao_of(self, target: Target) -> FapiaoId | None:
        if target.kind is TargetKind.FAPIAO:
            return FapiaoId(target.number)
        if target.kind is TargetKind.EXPENSE:
            number = ExpenseId(target.number)
            return expenses.get_many(self._db, [number])[number].fapiao
        return self._fapiao.get(target.number) if target.kind is TargetKind.ITEM else None

    def _contract_of(self, target: Target) -> ContractId | None:
        if target.kind is TargetKind.CONTRACT:
            return ContractId(target.number)
        return self._contracts.get(target.number) if target.kind is TargetKind.ITEM else None

    def _customs_of(self, target: Target) -> Iterable[int]:
        if target.kind is TargetKind.CUSTOMS:
            return [target.number]
        return self._customs.get(target.number, []) if target.kind is TargetKind.ITEM else []


def _draft(item: ReviewItem) -> Draft:
    assert item.draft is not None  # noqa: S101 -- take() looked at its kind
    return item.draft


def _sureness(item: ReviewItem, target: Target) -> Sureness:
    return next((tie.sureness for tie in item.ties if tie.target == target), Sureness.PERSON)


def document_of(item: ReviewItem, attachment: str, now: str) -> Document:
    """Return the document that an item's file becomes."""
    reading = item.reading
    name = reading.name.rpartition("/")[2]
    return Document(
        kind=item.document_kind,
        title=name.rpartition(".")[0] or name,
        attachment=attachment,
        sha256=reading.sha256,
        size=item.size or len(reading.content),
        mime=reading.mime,
        original_name=name,
        added_at=now,
    )
