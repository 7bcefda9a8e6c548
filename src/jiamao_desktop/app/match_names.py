"""What the records of the book that items may belong to are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from jiamao_desktop.app.review import ReviewItem, Target, TargetKind
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import ContractId
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import PaymentId
from jiamao_desktop.storage import contracts, expenses, fapiao, payments


def names_of(ws: Workspace, items: Iterable[ReviewItem]) -> Mapping[Target, str]:
    """Return each record that a suggestion or a tie points to, in words: whom, and how much."""
    ids: dict[TargetKind, set[int]] = {}
    for item in items:
        for target in (*(one.target for one in item.found), *(tie.target for tie in item.ties)):
            ids.setdefault(target.kind, set()).add(target.number)
    db, found = ws.reader, dict[Target, str]()

    def wanted(kind: TargetKind) -> Sequence[int]:
        return sorted(ids.get(kind, ()))

    for expense, cost in expenses.get_many(db, map(ExpenseId, wanted(TargetKind.EXPENSE))).items():
        who = cost.payee or cost.description or ws.catalog.category_label(cost.category)
        found[Target(TargetKind.EXPENSE, expense)] = _told(
            who, cost.gross, cost.issued_on or cost.paid_on
        )
    for bill, record in fapiao.get_many(db, map(FapiaoId, wanted(TargetKind.FAPIAO))).items():
        found[Target(TargetKind.FAPIAO, bill)] = _told(
            record.seller, record.gross, record.issued_on
        )
    for slip, paid in payments.get_many(db, map(PaymentId, wanted(TargetKind.PAYMENT))).items():
        found[Target(TargetKind.PAYMENT, slip)] = _told(paid.payee, paid.amount, paid.paid_on)
    for number, held in contracts.get_many(
        db, map(ContractId, wanted(TargetKind.CONTRACT))
    ).items():
        found[Target(TargetKind.CONTRACT, number)] = f"{held.number} {held.title}".strip()
    return found


def _told(who: str, amount: Money, day: dt.date | None) -> str:
    return f"{who}　{amount}　{day or ''}".rstrip()
