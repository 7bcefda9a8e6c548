"""The review list: what each file seems to be, before anything is taken in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jiamao_desktop.app import drafts
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.draft import Draft, DraftKind, FileReading
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.settlement import Sureness


class ItemState(StrEnum):
    """What a person should do with an item.

    Attributes:
        SAME: Another form of a voucher that is there; it will be kept with it.
    """

    READY = "ready"
    LOOK = "look"
    SAME = "same"
    DUPLICATE = "duplicate"
    DOCUMENT = "document"
    REFUSED = "refused"


class TargetKind(StrEnum):
    """What an item may belong to: another item of the batch, or a record of the book."""

    ITEM = "item"
    EXPENSE = "expense"
    FAPIAO = "fapiao"
    PAYMENT = "payment"
    CONTRACT = "contract"
    CUSTOMS = "customs"


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What an item may belong to; ``number`` is the key of an item or the id of a record."""

    kind: TargetKind
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What an item will be linked to when it is taken in.

    Attributes:
        relation: ``None``: a plain document that proves an expense.
    """

    relation: Relation | None
    target: Target
    sureness: Sureness = Sureness.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What matching says an item belongs to.

    Attributes:
        best: It is of the best assignment; otherwise one of the other choices.
        amount: How much of it is paid, for one of several payments.
        group: The same for the parts of a split payment; blank otherwise.
        along: Payments and bills of the same split payment that the book has both of: they
            are settled together with this one, or the sum would not be whole.
    """

    relation: Relation
    target: Target
    sureness: Sureness
    why: tuple[Problem, ...]
    best: bool = True
    points: int = 0
    amount: Money | None = None
    group: str = ""
    along: tuple[tuple[Target, Target], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """Says that an item is another form of a voucher: of an item, or of a record of the book."""

    problem: Problem
    target: Target


ASKED = frozenset({Relation.SAME, Relation.PAYMENT, Relation.RED})
"""Relations that change what is claimed: a person decides before the item is taken in blindly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One voucher, or one file that is only kept.

    Attributes:
        key: Its place in the batch; other items point to it.
        identity: What it is known by, as read: code and number, account and serial, or the
            digest of the file and the place in it. What a person types never changes it.
        sources: Where the file lies; it is read again when the item is taken in.
        size: Bytes of the file.
        duplicate: What is there already; the item can then not be taken in.
        same: What it is another form of; it is then kept as a document of that.
        blocked: What is still missing before it can be taken in.
        remarks: What is good to know, and asks for nothing.
        category: Expense category; blank: the voucher makes no expense.
        found: What matching says of it, the best first.
        ties: What it will be linked to: the sure ones of ``found``, or what a person chose.
        decided: A person has chosen ``ties``.
    """

    key: int
    reading: FileReading
    identity: str = ""
    sources: tuple[Path, ...] = ()
    size: int = 0
    draft: Draft | None = None
    duplicate: Problem | None = None
    same: Same | None = None
    blocked: Problem | None = None
    remarks: tuple[Problem, ...] = ()
    wanted: bool = True
    category: str = ""
    project: ProjectId | None = None
    document_kind: DocumentKind = DocumentKind.OTHER
    found: tuple[Suggestion, ...] = ()
    ties: tuple[Tie, ...] = ()
    decided: bool = False
    unsupported: Money = ZERO
    unsupported_reason: str = ""

    @property
    def state(self) -> ItemState:
        """Return what a person should do with it."""
        for holds, state in (
            (self.reading.refused, ItemState.REFUSED),
            (self.duplicate, ItemState.DUPLICATE),
            (self.same, ItemState.SAME),
        ):
            if holds:
                return state
        table = self.reading.table
        if table is None and self.draft is None:
            return ItemState.DOCUMENT
        odd = bool(table and table.notes) or bool(self.draft and self.draft.warnings)
        return ItemState.LOOK if odd or self.blocked or self.undecided else ItemState.READY

    @property
    def undecided(self) -> bool:
        """Tell whether matching is unsure of something that a person has not decided yet."""
        return not self.decided and any(
            one.best and one.sureness is Sureness.UNSURE and one.relation in ASKED
            for one in self.found
        )

    @property
    def is_red(self) -> bool:
        """Tell whether it is a red 发票 (红字)."""
        gross = self.draft.fields.get("gross") if self.draft else None
        return gross is not None and isinstance(gross.value, Money) and gross.value.fen < 0

    @property
    def take(self) -> bool:
        """Tell whether it will be taken in."""
        locked = self.reading.refused or self.duplicate or self.blocked
        return self.wanted and not locked

    @property
    def partners(self) -> frozenset[int]:
        """Return the keys of the items that it belongs to."""
        keys = {tie.target.number for tie in self.ties if tie.target.kind is TargetKind.ITEM}
        if self.same is not None and self.same.target.kind is TargetKind.ITEM:
            keys.add(self.same.target.number)
        return frozenset(keys)

    def tied(self, relation: Relation | None) -> tuple[Target, ...]:
        """Return what it will be linked to in one relation."""
        return tuple(tie.target for tie in self.ties if tie.relation is relation)


def proving(
    item: ReviewItem, *, partner: int | None = None, expense: ExpenseId | None = None
) -> ReviewItem:
    """Return the item as what a person says it proves: an item, an expense, or nothing."""
    targets: list[Target] = []
    if partner is not None:
        targets.append(Target(TargetKind.ITEM, partner))
    if expense is not None:
        targets.append(Target(TargetKind.EXPENSE, expense))
    return chosen(item, proof(item), targets)


def proof(item: ReviewItem) -> Relation | None:
    """Return the relation in which an item proves an expense: it pays it, or just shows it."""
    pays = item.draft is not None and item.draft.kind is DraftKind.PAYMENT
    return Relation.PAYMENT if pays else None


def chosen(item: ReviewItem, relation: Relation | None, targets: list[Target]) -> ReviewItem:
    """Return the item tied to just these in a relation, because a person said so."""
    kept = tuple(tie for tie in item.ties if tie.relation is not relation)
    said = tuple(Tie(relation=relation, target=target) for target in targets)
    return dataclasses.replace(item, ties=kept + said, decided=True)


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
    if draft is None or item.same is not None:
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
            case DraftKind.CONTRACT:
                drafts.contract_of(draft)
            case DraftKind.EXPENSE:
                typed_expense(item)
            case kind if kind in drafts.HANDBOOKS:
                drafts.handbook_of(draft)
            case _:
                drafts.rows_of(draft)
    except UserError as error:
        return Problem.from_error(error)
    return None


def typed_expense(item: ReviewItem) -> Expense:
    """Make the expense of a row of somebody's own list.

    Raises:
        UserError: ``import.category_missing`` -- nobody has said what it was for; ``expense.*``.
    """
    assert item.draft is not None  # noqa: S101 -- callers looked at its kind
    if not item.category:
        raise UserError("import.category_missing")
    expense = drafts.expense_of(item.draft, item.category)
    return dataclasses.replace(expense, category=item.category, project=item.project)


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
