"""From files to records: read, look, take in as one operation, undo, redo."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import SELLER, fapiao_xml, slip_xml, write

from jiamao_desktop.app import history
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.ledger import (
    ExpenseRow,
    LedgerFilter,
    expense_ids,
    expense_rows,
    ledger_totals,
)
from jiamao_desktop.app.papers import content, document_ids, document_rows
from jiamao_desktop.app.review import (
    ItemState,
    ReviewItem,
    Target,
    TargetKind,
    corrected,
    proving,
)
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.errors import Cancelled, UserError
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money

BOOTH = Money(8_480_000)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    write(folder, "1 发票.xml", fapiao_xml(1, gross=BOOTH))
    write(folder, "2 回单.xml", slip_xml(1, amount=BOOTH))
    write(folder, "3 展位合同.txt", "合同正文".encode())
    return folder


def all_rows(ws: Workspace) -> list[ExpenseRow]:
    return list(expense_rows(ws, expense_ids(ws, LedgerFilter())).values())


def only(ws: Workspace) -> ExpenseRow:
    [row] = all_rows(ws)
    return row


def by_name(items: Iterable[ReviewItem]) -> dict[str, ReviewItem]:
    return {item.reading.name: item for item in items}


def test_a_batch_is_recognised_before_anything_is_stored(workspace: Workspace, files: Path) -> None:
    items = by_name(read_files(workspace, [files]))
    assert {name: item.state for name, item in items.items()} == {
        "1 发票.xml": ItemState.READY,
        "2 回单.xml": ItemState.READY,
        "3 展位合同.txt": ItemState.DOCUMENT,
    }
    assert items["1 发票.xml"].category == "fair.booth"
    assert items["2 回单.xml"].partners == {items["1 发票.xml"].key}
    assert items["3 展位合同.txt"].document_kind is DocumentKind.CONTRACT
    assert all_rows(workspace) == []
    assert len(document_ids(workspace)) == 0


def test_a_batch_becomes_an_expense_with_its_chain(workspace: Workspace, files: Path) -> None:
    items = by_name(read_files(workspace, [files]))
    contract = proving(items["3 展位合同.txt"], partner=items["1 发票.xml"].key)
    take_in(workspace, [items["1 发票.xml"], items["2 回单.xml"], contract])
    row = only(workspace)
    expense = row.expense
    assert (expense.gross, expense.tax, expense.net) == (BOOTH, Money(480_000), Money(8_000_000))
    assert (expense.payee, expense.description) == (SELLER, "*会展服务*展位费")
    assert expense.paid_on is not None
    assert expense.payer_account_name == workspace.title
    assert {link.role for link in row.evidence} == {
        EvidenceRole.FAPIAO,
        EvidenceRole.PAYMENT,
        EvidenceRole.CONTRACT,
    }


def test_documents_are_kept_byte_for_byte(workspace: Workspace, files: Path) -> None:
    take_in(workspace, read_files(workspace, [files]))
    kept = document_rows(workspace, document_ids(workspace))
    found = {
        document.original_name: content(workspace, number) for number, document in kept.items()
    }
    assert found == {path.name: path.read_bytes() for path in files.iterdir()}


def test_undo_takes_the_whole_batch_back_and_redo_brings_it_again(
    workspace: Workspace, files: Path
) -> None:
    take_in(workspace, read_files(workspace, [files]))
    before = all_rows(workspace)
    assert history.undo_label(workspace) == "收入单证 3 件"
    history.undo(workspace)
    assert all_rows(workspace) == []
    assert len(document_ids(workspace)) == 0
    history.redo(workspace)
    assert all_rows(workspace) == before


def test_undo_of_a_thousand_invoices_survives_a_restart(
    open_copy: Callable[[], Workspace], tmp_path: Path
) -> None:
    ws = open_copy()
    folder = tmp_path / "一千张"
    for serial in range(1000):
        write(folder, f"{serial:04d}.xml", fapiao_xml(serial + 1))
    take_in(ws, read_files(ws, [folder]))
    assert ledger_totals(ws, LedgerFilter()).count == 1000
    taken = all_rows(ws)
    ws.close()

    ws = open_copy()
    history.undo(ws)
    assert (ledger_totals(ws, LedgerFilter()).count, len(document_ids(ws))) == (0, 0)
    ws.close()

    ws = open_copy()
    history.redo(ws)
    assert all_rows(ws) == taken


def test_the_same_file_again_is_named_and_not_taken(workspace: Workspace, files: Path) -> None:
    take_in(workspace, read_files(workspace, [files]))
    again = read_files(workspace, [files])
    assert {item.state for item in again} == {ItemState.DUPLICATE}
    assert {item.duplicate.code for item in again if item.duplicate} == {"import.same_file"}
    with pytest.raises(UserError, match="import.nothing_to_take"):
        take_in(workspace, again)


def test_the_same_invoice_in_another_file_is_named(workspace: Workspace, files: Path) -> None:
    take_in(workspace, read_files(workspace, [files]))
    other = write(files / "后来", "又一份.xml", fapiao_xml(1, gross=BOOTH) + b"\n")
    [item] = read_files(workspace, [other])
    assert item.duplicate
    assert item.duplicate.code == "import.same_fapiao"


def test_twins_within_a_batch_are_named(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    write(folder, "a.xml", fapiao_xml(7))
    write(folder, "b.xml", fapiao_xml(7))
    write(folder, "c.xml", fapiao_xml(7) + b"\n")
    items = by_name(read_files(workspace, [folder]))
    codes = {name: item.duplicate.code if item.duplicate else "" for name, item in items.items()}
    assert codes == {
        "a.xml": "",
        "b.xml": "import.same_file_in_batch",
        "c.xml": "import.same_number_in_batch",
    }


def test_a_broken_file_is_named_and_the_rest_goes_on(workspace: Workspace, files: Path) -> None:
    write(files, "0 坏文件.pdf", b"%PDF-1.7 broken")
    items = by_name(read_files(workspace, [files]))
    assert items["0 坏文件.pdf"].state is ItemState.REFUSED
    assert items["0 坏文件.pdf"].reading.problem
    take_in(workspace, list(items.values()))
    assert len(document_ids(workspace)) == 3


def test_a_slip_for_an_expense_already_in_the_book_finds_it(
    workspace: Workspace, files: Path
) -> None:
    take_in(workspace, read_files(workspace, [files / "1 发票.xml"]))
    [slip] = read_files(workspace, [files / "2 回单.xml"])
    [number] = expense_ids(workspace, LedgerFilter())
    assert slip.tied(Relation.PAYMENT) == (Target(TargetKind.EXPENSE, number),)
    take_in(workspace, [slip])
    assert only(workspace).expense.paid_on is not None


def test_two_equal_candidates_are_left_to_the_person(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    write(folder, "1.xml", fapiao_xml(1, gross=BOOTH))
    write(folder, "2.xml", fapiao_xml(2, gross=BOOTH))
    write(folder, "回单.xml", slip_xml(1, amount=BOOTH))
    slip = by_name(read_files(workspace, [folder]))["回单.xml"]
    assert (slip.ties, slip.state) == ((), ItemState.LOOK)
    assert len(slip.found) == 2


def test_a_corrected_amount_is_what_is_stored(workspace: Workspace, files: Path) -> None:
    [item] = read_files(workspace, [files / "1 发票.xml"])
    take_in(workspace, [corrected(item, "seller", "更正后的公司")])
    assert only(workspace).expense.payee == "更正后的公司"


def test_a_voucher_without_a_category_is_kept_without_an_expense(
    workspace: Workspace, files: Path
) -> None:
    [item] = read_files(workspace, [files / "1 发票.xml"])
    take_in(workspace, [dataclasses.replace(item, category="")])
    assert all_rows(workspace) == []
    [again] = read_files(workspace, [write(files, "x.xml", fapiao_xml(1, gross=BOOTH) + b" ")])
    assert again.state is ItemState.DUPLICATE


def test_a_stopped_intake_stores_nothing(workspace: Workspace, files: Path) -> None:
    items = read_files(workspace, [files])

    def stop(done: int, total: int | None = None, label: str = "") -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(workspace, items, stop)
    assert len(document_ids(workspace)) == 0
    assert history.undo_label(workspace) != "收入单证 3 件"


def test_an_unsupported_part_keeps_its_reason(workspace: Workspace, files: Path) -> None:
    [item] = read_files(workspace, [files / "1 发票.xml"])
    split = dataclasses.replace(item, unsupported=Money(100), unsupported_reason="餐费")
    take_in(workspace, [split])
    expense = only(workspace).expense
    assert (expense.unsupported, expense.unsupported_reason) == (Money(100), "餐费")


def test_an_invoice_to_somebody_else_is_pointed_out_and_no_expense(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, "别家.xml", fapiao_xml(9, buyer="别家公司"))
    [item] = read_files(workspace, [path])
    assert (item.state, item.category) == (ItemState.LOOK, "")
    assert item.draft
    assert [warning.code for warning in item.draft.warnings] == ["import.other_buyer"]
    take_in(workspace, [item])
    assert all_rows(workspace) == []
    assert len(document_ids(workspace)) == 1
