"""What a batch and the book are to matching: each voucher in a few plain values."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from jiamao_desktop.app.identity import text_of
from jiamao_desktop.app.review import ReviewItem, Target, TargetKind
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import Contract, ContractId
from jiamao_desktop.domain.draft import Draft, DraftKind
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoState
from jiamao_desktop.domain.matching.evidence import tokens
from jiamao_desktop.domain.matching.model import DOMESTIC, Relation, Voucher, VoucherKind
from jiamao_desktop.domain.matching.names import folded
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.storage import (
    applicants,
    contracts,
    expenses,
    fapiao,
    matching,
    payments,
    settlements,
)

_TAKEN_BACK = frozenset({FapiaoState.REVERSED, FapiaoState.PART_REVERSED})
_MOST_ITEMS = 200
"""Items of one declaration that are compared one by one."""


def own_names(ws: Workspace) -> frozenset[str]:
    """Return the applicant's name, folded; nothing while nobody has said it."""
    who = applicants.get(ws.reader)
    return frozenset({folded(who.name)}) if who else frozenset()


def of_draft(item: ReviewItem, draft: Draft, own: frozenset[str]) -> Iterator[Voucher]:
    """Yield what an item is to matching."""
    values = {name: field.value for name, field in draft.fields.items()}
    usual: dict[str, Any] = {
        "key": item.identity,
        "currency": text_of(draft, "currency") or DOMESTIC,
        "number": text_of(draft, "number"),
        "contract": text_of(draft, "contract") or text_of(draft, "contract_number"),
        "text": " ".join(_texts(draft)),
    }
    match draft.kind:
        case DraftKind.FAPIAO if folded(text_of(draft, "seller")) not in own:
            yield Voucher(
                **usual,
                kind=VoucherKind.FAPIAO,
                amount=_money(values.get("gross")),
                party=text_of(draft, "seller"),
                tax_id=text_of(draft, "seller_id"),
                day=_day(values.get("issued_on")),
                reverses=text_of(draft, "red_number"),
                reversed=text_of(draft, "state") in _TAKEN_BACK,
            )
        case DraftKind.PAYMENT:
            yield _slip(usual, values, own)
        case DraftKind.EXPENSE:
            yield Voucher(
                **usual | {"number": text_of(draft, "fapiao_number")},
                kind=VoucherKind.EXPENSE,
                amount=_money(values.get("gross")),
                party=text_of(draft, "payee"),
                day=_day(values.get("issued_on")) or _day(values.get("paid_on")),
            )
        case DraftKind.CONTRACT:
            parties = (text_of(draft, "second_party"), text_of(draft, "first_party"))
            yield Voucher(
                **usual,
                kind=VoucherKind.CONTRACT,
                amount=_money(values.get("amount")),
                party=next((name for name in parties if folded(name) not in own), ""),
                day=_day(values.get("starts_on")) or _day(values.get("signed_on")),
                until=_day(values.get("ends_on")),
            )
        case DraftKind.DECLARATION:
            day = _day(values.get("moved_on")) or _day(values.get("declared_on"))
            for place, line in enumerate(draft.lines[:_MOST_ITEMS], start=1):
                yield Voucher(
                    **usual
                    | {
                        "key": f"{item.identity}#{place}",
                        "currency": str(line["currency"].value) if "currency" in line else "",
                    },
                    kind=VoucherKind.CUSTOMS,
                    amount=_money(line["total"].value) if "total" in line else None,
                    party=text_of(draft, "overseas_party"),
                    day=day,
                )


def _slip(usual: Mapping[str, Any], values: Mapping[str, Any], own: frozenset[str]) -> Voucher:
    """Return a bank slip as what left the account; what came in counts negative."""
    amount = _money(values.get("amount"))
    came_in = folded(str(values.get("payee", ""))) in own
    other = "payer" if came_in else "payee"
    account = str(values.get(f"{other}_account", ""))
    return Voucher(
        **usual,
        kind=VoucherKind.SLIP,
        amount=-amount if came_in and amount is not None else amount,
        party=str(values.get(other, "")),
        accounts=(account,) if account else (),
        day=_day(values.get("paid_on")),
    )


def _texts(draft: Draft) -> Iterator[str]:
    for name in ("remark", "bank_receipt", "bill", "description", "note"):
        if text := text_of(draft, name):
            yield text
    if draft.kind is DraftKind.FAPIAO:
        yield from (str(line["name"].value) for line in draft.lines if "name" in line)


def _money(value: object) -> Money | None:
    return value if isinstance(value, Money) else None


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def of_book(
    ws: Workspace, batch: Mapping[str, Voucher], own: frozenset[str]
) -> Iterator[tuple[Voucher, Target]]:
    """Yield what the book holds that the batch may belong to."""
    if not batch:
        return
    db = ws.reader
    fen = {one.amount.fen for one in batch.values() if one.amount is not None}
    amounts = sorted(fen | {-amount for amount in fen})
    found = expenses.get_many(db, matching.open_expenses(db, amounts))
    paid: dict[ExpenseId, Money] = {}
    for one in settlements.of_expenses(db, found).values():
        if one.expense is not None and one.currency == DOMESTIC:
            paid[one.expense] = paid.get(one.expense, ZERO) + one.amount
    for expense, cost in found.items():
        voucher = _expense(f"expense:{expense}", cost)
        if cost.fapiao is not None and paid.get(expense):
            voucher = dataclasses.replace(voucher, amount=cost.gross - paid[expense])
        yield voucher, Target(TargetKind.EXPENSE, expense)
    named = sorted({one.reverses for one in batch.values() if one.reverses})
    back = sorted(-amount for amount in fen if amount < 0)
    open_ones = set(matching.open_fapiao(db, sorted(fen)))
    wanted = [*open_ones, *matching.red(db), *(matching.blue(db, back, named) if back else [])]
    for bill, record in fapiao.get_many(db, sorted(set(wanted))).items():
        relations = {Relation.RED} | ({Relation.PAYMENT} if bill in open_ones else set())
        key = f"{DraftKind.FAPIAO}:{record.code}|{record.number}"
        yield _fapiao(key, record, frozenset(relations)), Target(TargetKind.FAPIAO, bill)
    for payment, slip in payments.get_many(db, matching.open_payments(db)).items():
        key = f"{DraftKind.PAYMENT}:{slip.identity}" if slip.identity else f"payment:{payment}"
        yield _payment(key, slip, own), Target(TargetKind.PAYMENT, payment)
    held_ones = contracts.get_many(db, map(ContractId, contracts.ids(db)))
    for contract, held in held_ones.items():
        yield _contract(f"contract:{contract}", held, own), Target(TargetKind.CONTRACT, contract)
    told = frozenset[str]().union(*(tokens(one.text) for one in batch.values()))
    for item, declaration, place in matching.items_named(db, sorted(told)):
        voucher = Voucher(
            key=f"customs:{declaration}#{place}", kind=VoucherKind.CUSTOMS, number=declaration
        )
        yield voucher, Target(TargetKind.CUSTOMS, item)


def _expense(key: str, cost: Expense) -> Voucher:
    lacks = {Relation.CUSTOMS}
    if cost.paid_on is None or not cost.bank_slip_number:
        lacks.add(Relation.PAYMENT)
    if cost.fapiao is None:
        lacks.add(Relation.SAME)
    if cost.contract is None:
        lacks.add(Relation.CONTRACT)
    return Voucher(
        key=key,
        kind=VoucherKind.EXPENSE,
        amount=cost.gross,
        party=cost.payee,
        day=cost.issued_on or cost.paid_on,
        number=cost.fapiao_number,
        contract=cost.contract_number,
        text=f"{cost.description} {cost.note}",
        open=frozenset(lacks),
    )


def _fapiao(key: str, record: Fapiao, relations: frozenset[Relation]) -> Voucher:
    return Voucher(
        key=key,
        kind=VoucherKind.FAPIAO,
        amount=record.gross,
        party=record.seller,
        tax_id=record.seller_id,
        day=record.issued_on,
        number=record.number,
        reverses=record.red_number,
        reversed=record.state in _TAKEN_BACK,
        text=record.remark,
        open=relations,
    )


def _payment(key: str, slip: Payment, own: frozenset[str]) -> Voucher:
    values = {field.name: getattr(slip, field.name) for field in dataclasses.fields(slip)}
    usual = {
        "key": key,
        "currency": slip.currency,
        "number": slip.number,
        "text": slip.remark,
    }
    return _slip(usual, values, own)


def _contract(key: str, held: Contract, own: frozenset[str]) -> Voucher:
    parties = (held.second_party, held.first_party)
    return Voucher(
        key=key,
        kind=VoucherKind.CONTRACT,
        amount=held.amount,
        currency=held.currency,
        party=next((name for name in parties if folded(name) not in own), ""),
        day=held.starts_on or held.signed_on,
        until=held.ends_on,
        number=held.number,
    )
