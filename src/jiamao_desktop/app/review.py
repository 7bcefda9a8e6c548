"""The review list: what each file seems to be, before anything is taken in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.app import drafts
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.draft import Draft, DraftKind, FileReading
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId


class ItemState(StrEnum):
    """What a person should do with an item."""

    READY = "ready"
    LOOK = "look"
    DUPLICATE = "duplicate"
    DOCUMENT = "document"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One voucher, or one file that is only kept.

    Attributes:
        key: Its place in the batch; other items point to it.
        duplicate: What is there already; the item can then not be taken in.
        blocked: What is still missing before it can be taken in.
        category: Expense category; blank: the voucher makes no expense.
        expense: The expense in the book that a payment or document proves.
        partner: Key of the item of the same batch that it proves instead.
    """

    key: int
    reading: FileReading
    draft: Draft | None = None
    duplicate: Problem | None = None
    blocked: Problem | None = None
    wanted: bool = True
    category: str = ""
    project: ProjectId | None = None
    document_kind: DocumentKind = DocumentKind.OTHER
    expense: ExpenseId | None = None
    partner: int | None = None
    unsupported: Money = ZERO
    unsupported_reason: str = ""

    @property
    def state(self) -> ItemState:
        """Return what a person should do with it."""
        if self.reading.refused:
            return ItemState.REFUSED
        if self.duplicate:
            return ItemState.DUPLICATE
        if self.draft is None:
            return ItemState.DOCUMENT
        if self.draft.warnings or self.blocked:
            return ItemState.LOOK
        return ItemState.READY

    @property
    def take(self) -> bool:
        """Tell whether it will be taken in."""
        locked = self.reading.refused or self.duplicate or self.blocked
        return self.wanted and not locked


def checked(item: ReviewItem) -> ReviewItem:
    """Return the item with ``blocked`` as its draft now stands."""
    return dataclasses.replace(item, blocked=_what_is_wrong(item))


def corrected(item: ReviewItem, field: str, text: str) -> ReviewItem:
    """Return the item with a field as the person typed it; blank takes it out.

    Raises:
        UserError: ``money.bad_format`` or ``draft.bad_value``: shown beside the field.
    """
    if item.draft is None:
        return item
    return checked(dataclasses.replace(item, draft=drafts.with_field(item.draft, field, text)))


def _what_is_wrong(item: ReviewItem) -> Problem | None:
    """Return why no record can be made of an item; every fault the book would refuse."""
    draft = item.draft
    if draft is None:
        return None
    try:
        match draft.kind:
            case DraftKind.FAPIAO:
                record = drafts.fapiao_of(draft)
                if item.category:
                    expense_of(item, record)
            case DraftKind.PAYMENT:
                drafts.payment_of(draft)
            case DraftKind.DECLARATION:
                drafts.declaration_of(draft)
    except UserError as error:
        return Problem.from_error(error)
    return None


def expense_of(item: ReviewItem, record: Fapiao) -> Expense:
    """Make the expense that an item's 发票 stands for.

    Raises:
        UserError: ``expense.*``.
    """
    return Expense(
        category=item.category,
        gross=record.gross,
        tax=record.tax,
        description=record.lines[0].name if record.lines else "",
        payee=record.seller,
        issued_on=record.issued_on,
        fapiao_number=record.number,
        fapiao_code=record.code,
        project=item.project,
        unsupported=item.unsupported,
        unsupported_reason=item.unsupported_reason,
    )
