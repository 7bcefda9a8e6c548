"""From files to pairs to the book: who pays what, in any order, today or a day later."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import SELLER, fapiao_xml, slip_xml, write
from tests.unit.app.test_intake import all_rows, by_name, only

from jiamao_desktop.app import history
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.ledger import LedgerFilter, add_expense, delete_expenses, expense_ids
from jiamao_desktop.app.match_names import names_of
from jiamao_desktop.app.matching import matched
from jiamao_desktop.app.review import (
    ItemState,
    ReviewItem,
    Target,
    TargetKind,
    chosen,
    corrected,
)
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import contracts, fapiao, payments, settlements

BOOTH = Money(8_480_000)
NUMBER = "26432000000000000001"


def settled(ws: Workspace) -> list[Settlement]:
    return list(settlements.of_payments(ws.reader, payments.all_ids(ws.reader)).values())


def ties(item: ReviewItem) -> list[tuple[Relation | None, Target]]:
    return [(tie.relation, tie.target) for tie in item.ties]


def remark(slip: bytes, words: str) -> bytes:
    tag = b"</b:Currency>"
    return slip.replace(tag, tag + f"<b:Remark>{words}</b:Remark>".encode())


def red_xml(serial: int, gross: Money, takes_back: str) -> bytes:
    """Return a red 发票 that says in its remark which blue one it takes back."""
    content = fapiao_xml(serial, gross=-gross).decode()
    words = f"被红冲蓝字数电票号码：{takes_back}"
    return content.replace(
        "</EInvoiceData>",
        f"<AdditionalInformation><Remark>{words}</Remark></AdditionalInformation></EInvoiceData>",
    ).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "来件"


def test_a_sure_pair_is_settled_with_what_was_paid(workspace: Workspace, folder: Path) -> None:
    write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))
    write(folder, "2.xml", slip_xml(1, amount=BOOTH))
    items = by_name(read_files(workspace, [folder]))
    bill = Target(TargetKind.ITEM, items["1.xml"].key)
    assert ties(items["2.xml"]) == [(Relation.PAYMENT, bill)]
    [found] = items["2.xml"].found
    assert found.sureness is Sureness.SURE
    assert [why.code for why in found.why][:2] == ["match.amount_equal", "match.party_same"]
    take_in(workspace, list(items.values()))
    [settlement] = settled(workspace)
    assert (settlement.amount, settlement.sureness) == (BOOTH, Sureness.SURE)
    assert (settlement.fapiao is not None, settlement.expense is not None) == (True, True)


def test_two_slips_that_make_up_a_bill_pay_it_on_the_day_of_the_last(
    workspace: Workspace, folder: Path
) -> None:
    write(folder, "1.xml", fapiao_xml(1, gross=Money(8_481_240)))
    write(folder, "2.xml", slip_xml(1, amount=Money(2_544_372)))
    later = slip_xml(2, amount=Money(5_936_868)).replace(b"2026-02-13", b"2026-03-30")
    write(folder, "3.xml", later)
    take_in(workspace, read_files(workspace, [folder]))
    row = only(workspace)
    assert str(row.expense.paid_on) == "2026-03-30"
    assert row.expense.bank_slip_number == "SLIP000000000001、SLIP000000000002"
    assert sorted(one.amount for one in settled(workspace)) == [
        Money(2_544_372),
        Money(5_936_868),
    ]


def test_one_slip_for_two_bills_pays_both(workspace: Workspace, folder: Path) -> None:
    write(folder, "1.xml", fapiao_xml(1, gross=Money(1_060_106)))
    write(folder, "2.xml", fapiao_xml(2, gross=Money(2_120_333)))
    write(folder, "3.xml", slip_xml(1, amount=Money(3_180_439)))
    take_in(workspace, read_files(workspace, [folder]))
    assert [row.expense.paid_on is not None for row in all_rows(workspace)] == [True, True]
    assert sorted(one.amount for one in settled(workspace)) == [
        Money(1_060_106),
        Money(2_120_333),
    ]


def test_a_bill_paid_in_part_is_not_paid_yet(workspace: Workspace, folder: Path) -> None:
    write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))
    take_in(workspace, read_files(workspace, [folder / "1.xml"]))
    write(folder, "2.xml", slip_xml(1, amount=Money(3_000_000)))
    [slip] = read_files(workspace, [folder / "2.xml"])
    assert slip.ties == ()
    [number] = expense_ids(workspace, LedgerFilter())
    take_in(
        workspace,
        [chosen(slip, Relation.PAYMENT, [Target(TargetKind.EXPENSE, number)])],
    )
    assert only(workspace).expense.paid_on is None
    [settlement] = settled(workspace)
    assert (settlement.amount, settlement.sureness) == (Money(3_000_000), Sureness.PERSON)


def test_a_fapiao_that_comes_after_its_slip_finds_it(workspace: Workspace, folder: Path) -> None:
    write(folder, "1.xml", slip_xml(1, amount=BOOTH))
    take_in(workspace, read_files(workspace, [folder]))
    [number] = payments.all_ids(workspace.reader)
    [item] = read_files(workspace, [write(folder / "后来", "2.xml", fapiao_xml(1, gross=BOOTH))])
    slip = Target(TargetKind.PAYMENT, number)
    assert ties(item) == [(Relation.PAYMENT, slip)]
    assert names_of(workspace, [item])[slip] == f"{SELLER}　84,800.00　2026-02-13"
    take_in(workspace, [item])
    assert only(workspace).expense.paid_on is not None
    assert len(settled(workspace)) == 1


def test_a_fapiao_for_an_expense_typed_by_hand_makes_no_second_one(
    workspace: Workspace, folder: Path
) -> None:
    typed = Expense(category="fair.booth", gross=BOOTH, payee=SELLER, note="先记一笔")
    number, _ = add_expense(workspace, typed)
    write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))
    write(folder, "2.xml", slip_xml(1, amount=BOOTH))
    items = by_name(read_files(workspace, [folder]))
    assert items["1.xml"].tied(Relation.SAME) == (Target(TargetKind.EXPENSE, number),)
    take_in(workspace, list(items.values()))
    row = only(workspace)
    assert (row.expense.fapiao_number, row.expense.note) == (NUMBER, "先记一笔")
    assert (row.expense.tax, row.expense.paid_on is not None) == (Money(480_000), True)
    assert len(row.evidence) == 2
    history.undo(workspace)
    assert only(workspace).expense.fapiao is None


def test_two_typed_expenses_that_fit_are_left_to_the_person(
    workspace: Workspace, folder: Path
) -> None:
    for _ in range(2):
        add_expense(workspace, Expense(category="fair.booth", gross=BOOTH, payee=SELLER))
    [item] = read_files(workspace, [write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))])
    assert (item.state, item.tied(Relation.SAME)) == (ItemState.LOOK, ())
    assert len([one for one in item.found if one.relation is Relation.SAME]) == 2


def test_a_contract_in_the_book_takes_its_bills(workspace: Workspace, folder: Path) -> None:
    with workspace.operation("contract.add", "合同") as operation:
        contracts.add(
            operation.db,
            Contract(number="HT-2026-07", title="展位", second_party=SELLER, amount=BOOTH),
        )
    [item] = read_files(workspace, [write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))])
    assert [target.kind for target in item.tied(Relation.CONTRACT)] == [TargetKind.CONTRACT]
    take_in(workspace, [item])
    assert only(workspace).expense.contract_number == "HT-2026-07"
    assert only(workspace).expense.contract is not None


def test_a_red_fapiao_takes_its_amount_out_of_what_the_blue_one_may_claim(
    workspace: Workspace, folder: Path
) -> None:
    write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))
    take_in(workspace, read_files(workspace, [folder]))
    red = write(folder / "后来", "2.xml", red_xml(2, Money(1_060_000), NUMBER))
    [item] = read_files(workspace, [red])
    assert item.draft is not None
    if "red_number" not in item.draft.fields:
        item = corrected(item, "red_number", NUMBER)
        [item] = matched(workspace, [item])
    assert [target.kind for target in item.tied(Relation.RED)] == [TargetKind.FAPIAO]
    assert item.category == ""
    take_in(workspace, [item])
    expense = only(workspace).expense
    assert (expense.gross, expense.unsupported) == (BOOTH, Money(1_060_000))
    assert expense.unsupported_reason.startswith("红字发票")
    [number] = fapiao.reds_of(workspace.reader, "", NUMBER)
    record = fapiao.get(workspace.reader, number)
    assert record is not None
    assert record.blue is not None
    history.undo(workspace)
    assert only(workspace).expense.unsupported == Money(0)


def test_a_red_fapiao_that_came_first_nets_the_blue_one_when_it_comes(
    workspace: Workspace, folder: Path
) -> None:
    red = write(folder, "2.xml", red_xml(2, BOOTH, NUMBER))
    [item] = read_files(workspace, [red])
    take_in(workspace, [dataclasses.replace(item, category="")])
    [blue] = read_files(workspace, [write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))])
    tied = blue.tied(Relation.RED) or tuple(
        one.target for one in blue.found if one.relation is Relation.RED
    )
    take_in(workspace, [chosen(blue, Relation.RED, list(tied))])
    assert only(workspace).expense.unsupported == BOOTH


def shapes(items: Sequence[ReviewItem]) -> dict[str, tuple[str, str, list[str]]]:
    """Return what became of each file, by names instead of places in the batch."""
    names = {item.key: item.reading.name for item in items}
    return {
        item.reading.name: (
            item.state,
            item.category,
            sorted(names[key] for key in item.partners),
        )
        for item in items
    }


def test_any_order_of_the_files_gives_the_same_result(workspace: Workspace, folder: Path) -> None:
    for serial in range(1, 5):
        gross = Money(106 * 10_000 * (1 + serial // 3))
        write(folder, f"票{serial}.xml", fapiao_xml(serial, gross=gross))
        write(folder, f"单{serial}.xml", slip_xml(serial, amount=gross))
    write(folder, "又一份.xml", fapiao_xml(1, gross=Money(106 * 10_000)) + b"\n")
    paths = sorted(folder.iterdir())
    first = shapes(read_files(workspace, paths))
    chance = random.Random(5)
    for _ in range(2):
        chance.shuffle(paths)
        assert shapes(read_files(workspace, paths)) == first


def test_what_a_person_chose_stays_when_the_rest_is_matched_again(
    workspace: Workspace, folder: Path
) -> None:
    for serial in (1, 2):
        write(folder, f"票{serial}.xml", fapiao_xml(serial, gross=BOOTH))
        write(folder, f"单{serial}.xml", slip_xml(serial, amount=BOOTH))
    items = by_name(read_files(workspace, [folder]))
    second = Target(TargetKind.ITEM, items["票2.xml"].key)
    items["单1.xml"] = chosen(items["单1.xml"], Relation.PAYMENT, [second])
    again = by_name(matched(workspace, list(items.values())))
    assert again["单1.xml"].tied(Relation.PAYMENT) == (second,)
    first = Target(TargetKind.ITEM, items["票1.xml"].key)
    assert again["单2.xml"].tied(Relation.PAYMENT) == (first,)


def test_what_a_person_refused_does_not_come_again(workspace: Workspace, folder: Path) -> None:
    write(folder, "票.xml", fapiao_xml(1, gross=BOOTH))
    write(folder, "单.xml", slip_xml(1, amount=BOOTH))
    items = by_name(read_files(workspace, [folder]))
    items["单.xml"] = chosen(items["单.xml"], Relation.PAYMENT, [])
    again = by_name(matched(workspace, list(items.values())))
    assert (again["单.xml"].ties, again["单.xml"].state) == ((), ItemState.READY)


def test_money_that_came_in_pays_nothing(workspace: Workspace, folder: Path) -> None:
    write(folder, "票.xml", fapiao_xml(1, gross=BOOTH))
    incoming = slip_xml(1, amount=BOOTH, payee=workspace.title, payer=SELLER)
    write(folder, "单.xml", incoming)
    assert not by_name(read_files(workspace, [folder]))["单.xml"].found


def test_a_named_record_that_is_gone_has_no_name(workspace: Workspace, folder: Path) -> None:
    [item] = read_files(workspace, [write(folder, "单.xml", slip_xml(1, amount=BOOTH))])
    gone = chosen(item, Relation.PAYMENT, [Target(TargetKind.EXPENSE, ExpenseId(99))])
    assert names_of(workspace, [gone]) == {}


def test_an_expense_that_was_paid_and_tied_can_still_be_deleted(
    workspace: Workspace, folder: Path
) -> None:
    write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))
    write(folder, "2.xml", slip_xml(1, amount=BOOTH))
    take_in(workspace, read_files(workspace, [folder]))
    delete_expenses(workspace, [only(workspace).id])
    assert all_rows(workspace) == []
    history.undo(workspace)
    assert len(settled(workspace)) == 1
