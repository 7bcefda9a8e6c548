"""What drafts and records are to matching: who the other side is, how much, which way."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.unit.app.fapiao_files import SELLER
from tests.unit.app.test_intake_tables import DECLARATION, GROSS, NUMBER, bill, item, slip, take

from jiamao_desktop.app.intake import loose_items
from jiamao_desktop.app.ledger import add_expense
from jiamao_desktop.app.match_vouchers import of_book, of_draft, own_names
from jiamao_desktop.app.review import ReviewItem, TargetKind, proving
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.draft import DraftKind, Value
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.matching.model import Relation, Voucher, VoucherKind
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import contracts

OWN = frozenset({"永州样例进出口有限公司"})
US = "永州样例进出口有限公司"


def vouchers(one: ReviewItem) -> list[Voucher]:
    assert one.draft is not None
    return list(of_draft(one, one.draft, OWN))


def only(one: ReviewItem) -> Voucher:
    [voucher] = vouchers(one)
    return voucher


def test_a_fapiao_is_known_by_code_and_number_and_owed_to_its_seller() -> None:
    voucher = only(bill(issued_on=dt.date(2026, 2, 10), seller_id="9143", remark="合同 HT-1"))
    assert voucher.key == f"fapiao:|{NUMBER}"
    assert (voucher.kind, voucher.party, voucher.tax_id) == (VoucherKind.FAPIAO, SELLER, "9143")
    assert (voucher.amount, voucher.day) == (GROSS, dt.date(2026, 2, 10))
    assert "HT-1" in voucher.text


def test_what_we_sold_ourselves_is_no_bill() -> None:
    assert vouchers(bill(seller=US)) == []
    assert vouchers(bill(seller=f" {US.replace('有限公司', '有限责任公司')}")) == []


@pytest.mark.parametrize(("state", "reversed_"), [("reversed", True), ("normal", False)])
def test_the_bureaus_word_on_a_reversal_is_passed_on(state: str, *, reversed_: bool) -> None:
    assert only(bill(state=state)).reversed is reversed_
    assert only(bill(red_number="26430000000000000009")).reverses == "26430000000000000009"


def test_money_that_left_is_owed_to_the_payee_and_money_that_came_counts_negative() -> None:
    out = only(slip(1, payer=US, payee_account="62220000000001"))
    assert (out.amount, out.party, out.accounts) == (GROSS, SELLER, ("62220000000001",))
    back = only(slip(1, payer=SELLER, payee=US, payer_account="62220000000002"))
    assert (back.amount, back.party, back.accounts) == (-GROSS, SELLER, ("62220000000002",))


def test_the_other_party_of_a_contract_is_not_us() -> None:
    for first, second in ((US, SELLER), (SELLER, US)):
        held = item(DraftKind.CONTRACT, first_party=first, second_party=second, number="HT-1")
        assert only(held).party == SELLER


def test_each_item_of_a_declaration_is_a_voucher_under_its_number() -> None:
    rows: list[dict[str, Value]] = [
        {"name": "连接器", "total": Money(5), "currency": "USD"},
        {"name": "粒子"},
    ]
    first, second = vouchers(item(DraftKind.DECLARATION, number=DECLARATION, rows=rows))
    assert (first.key, first.number) == (f"declaration:{DECLARATION}#1", DECLARATION)
    assert (first.amount, first.currency) == (Money(5), "USD")
    assert second.amount is None


def test_a_table_of_a_handbook_belongs_to_nothing() -> None:
    assert vouchers(item(DraftKind.HANDBOOK_USES, number="C53012600001")) == []


def test_a_row_of_an_own_list_is_an_expense() -> None:
    voucher = only(item(DraftKind.EXPENSE, gross=GROSS, payee=SELLER, fapiao_number=NUMBER))
    assert (voucher.kind, voucher.number, voucher.party) == (VoucherKind.EXPENSE, NUMBER, SELLER)


def in_book(ws: Workspace, *batch: ReviewItem) -> dict[TargetKind, list[Voucher]]:
    """Return what the book holds for a batch, by kind."""
    mine = {one.key: one for each in batch for one in vouchers(each)}
    found: dict[TargetKind, list[Voucher]] = {}
    for voucher, target in of_book(ws, mine, OWN):
        found.setdefault(target.kind, []).append(voucher)
    return found


def test_for_an_empty_batch_the_book_is_not_asked(workspace: Workspace) -> None:
    add_expense(workspace, Expense(category="fair.booth", gross=GROSS))
    assert in_book(workspace) == {}


def test_an_expense_lacks_what_it_has_not_got(workspace: Workspace) -> None:
    add_expense(workspace, Expense(category="fair.booth", gross=GROSS, payee=SELLER))
    [typed] = in_book(workspace, bill())[TargetKind.EXPENSE]
    assert typed.open == frozenset(Relation) - {Relation.RED}


def test_a_paid_expense_with_its_slip_takes_no_other(workspace: Workspace) -> None:
    add_expense(
        workspace,
        Expense(
            category="fair.booth",
            gross=GROSS,
            payee=SELLER,
            paid_on=dt.date(2026, 2, 10),
            bank_slip_number="S1",
        ),
    )
    [typed] = in_book(workspace, bill())[TargetKind.EXPENSE]
    assert Relation.PAYMENT not in typed.open
    assert Relation.SAME in typed.open


def test_slips_and_contracts_of_the_book_come_along(workspace: Workspace) -> None:
    take(workspace, slip(1))
    with workspace.operation("contract.add", "合同") as operation:
        contracts.add(operation.db, Contract(number="HT-1", first_party=US, second_party=SELLER))
    found = in_book(workspace, bill())
    assert [one.party for one in found[TargetKind.PAYMENT]] == [SELLER]
    assert [one.party for one in found[TargetKind.CONTRACT]] == [SELLER]


def test_our_own_name_is_known_once_it_has_been_said(workspace: Workspace) -> None:
    assert own_names(workspace) == OWN


def test_what_belongs_to_a_loose_item_is_loose_as_well() -> None:
    left_out = dataclasses.replace(bill(0), wanted=False)
    first = proving(slip(1), partner=0)
    second = proving(slip(2), partner=1)
    free = slip(3)
    assert [one.key for one in loose_items([left_out, first, second, free])] == [1, 2]
    assert loose_items([bill(0), first, second, free]) == []
