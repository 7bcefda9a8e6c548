"""Files as careless people hand them in: nothing is lost, mis-linked, or kills the batch."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write
from tests.unit.app.test_intake import all_rows, by_name, only

from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.papers import content, document_ids
from jiamao_desktop.app.projects import delete_project
from jiamao_desktop.app.review import ItemState, corrected
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId

GROSS = Money(8_480_000)


def test_a_fapiao_of_nought_does_not_kill_the_batch(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    write(folder, "零.xml", fapiao_xml(1, gross=Money(0)))
    write(folder, "好.xml", fapiao_xml(2, gross=GROSS))
    items = by_name(read_files(workspace, [folder]))
    take_in(workspace, list(items.values()))
    assert only(workspace).expense.gross == GROSS


def test_more_tax_than_amount_is_said_before_anything_is_stored(
    workspace: Workspace, tmp_path: Path
) -> None:
    [item] = read_files(workspace, [write(tmp_path, "一.xml", fapiao_xml(1, gross=GROSS))])
    item = corrected(item, "tax", "999999")
    assert item.blocked is not None
    assert item.blocked.code == "expense.tax_over_gross"
    assert not item.take


def test_two_files_of_one_name_and_one_number_are_told_apart(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path / "来件" / "甲", "发票.xml", fapiao_xml(1, gross=GROSS))
    write(tmp_path / "来件" / "乙", "发票.xml", fapiao_xml(1, gross=GROSS) + b"\n")
    items = read_files(workspace, [tmp_path / "来件"])
    assert sorted(item.state for item in items) == [ItemState.DUPLICATE, ItemState.READY]
    take_in(workspace, items)
    assert len(all_rows(workspace)) == 1


def test_the_same_file_named_twice_is_read_once_or_a_duplicate(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, "发票.xml", fapiao_xml(1, gross=GROSS))
    items = read_files(workspace, [path, path])
    take_in(workspace, items)
    assert len(all_rows(workspace)) == 1


def test_two_slips_for_one_fapiao_are_left_to_the_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path / "来件", "1.xml", fapiao_xml(1, gross=GROSS))
    write(tmp_path / "来件", "2.xml", slip_xml(1, amount=GROSS))
    write(tmp_path / "来件", "3.xml", slip_xml(2, amount=GROSS))
    items = by_name(read_files(workspace, [tmp_path / "来件"]))
    assert not items["2.xml"].ties
    assert not items["3.xml"].ties


def test_one_slip_for_two_fapiao_is_left_to_the_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path / "来件", "1.xml", fapiao_xml(1, gross=GROSS))
    write(tmp_path / "来件", "2.xml", fapiao_xml(2, gross=GROSS))
    write(tmp_path / "来件", "3.xml", slip_xml(2, amount=GROSS))
    items = by_name(read_files(workspace, [tmp_path / "来件"]))
    assert not items["3.xml"].ties


def test_a_slip_in_dollars_does_not_pay_a_fapiao_in_yuan(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path / "来件", "1.xml", fapiao_xml(1, gross=GROSS))
    slip = slip_xml(1, amount=GROSS).replace(b">CNY<", b">USD<")
    write(tmp_path / "来件", "2.xml", slip)
    items = by_name(read_files(workspace, [tmp_path / "来件"]))
    assert not items["2.xml"].ties


def test_a_slip_whose_fapiao_is_not_taken_says_so(workspace: Workspace, tmp_path: Path) -> None:
    write(tmp_path / "来件", "1.xml", fapiao_xml(1, gross=GROSS))
    write(tmp_path / "来件", "2.xml", slip_xml(1, amount=GROSS))
    items = by_name(read_files(workspace, [tmp_path / "来件"]))
    unwanted = dataclasses.replace(items["1.xml"], wanted=False)
    with pytest.raises(UserError, match="import.partner_not_taken"):
        take_in(workspace, [unwanted, items["2.xml"]])
    assert len(document_ids(workspace)) == 0


def test_a_name_too_long_for_the_system_is_refused_in_words(workspace: Workspace) -> None:
    [item] = read_files(workspace, [Path("字" * 200)])
    assert item.state is ItemState.REFUSED


def test_a_name_that_is_no_text_is_taken_all_the_same(workspace: Workspace, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xc3\x28\xff\xb7\xa2.xml")
    items = read_files(workspace, [write(tmp_path / "来件", name, fapiao_xml(1, gross=GROSS))])
    take_in(workspace, items)
    [link] = only(workspace).evidence
    assert link.title.encode()


def test_a_folder_in_a_circle_is_walked_once(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    write(folder, "1.xml", fapiao_xml(1, gross=GROSS))
    (folder / "圈").symlink_to(folder)
    assert len(read_files(workspace, [folder])) == 1


def test_a_book_among_the_files_is_passed_over(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.folder.parent == tmp_path
    write(tmp_path, "1.xml", fapiao_xml(1, gross=GROSS))
    write(tmp_path, "~$合同.docx", b"lock")
    assert [item.reading.name for item in read_files(workspace, [tmp_path])] == ["1.xml"]


def test_a_book_handed_in_as_a_voucher_is_told_from_one(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"import\.is_a_book"):
        read_files(workspace, [workspace.folder])


def test_a_folder_that_may_not_be_looked_into_is_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "来件", "1.xml", fapiao_xml(1, gross=GROSS))
    (tmp_path / "来件" / "财务").mkdir()
    scan = os.scandir

    def forbidden(path: str) -> object:
        if Path(path).name == "财务":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    items = by_name(read_files(workspace, [tmp_path / "来件"]))
    problem = items["财务"].reading.problem
    assert problem is not None
    assert problem.code == "folder.unreadable"
    assert items["1.xml"].take


def test_a_category_that_makes_no_expense_is_named_before_anything_is_stored(
    workspace: Workspace, tmp_path: Path
) -> None:
    [item] = read_files(workspace, [write(tmp_path, "零.xml", fapiao_xml(1, gross=Money(0)))])
    with pytest.raises(UserError, match=r"import\.cannot_take") as caught:
        take_in(workspace, [dataclasses.replace(item, category="fair.booth")])
    assert caught.value.details["name"] == "零.xml"
    assert "不能是 0" in caught.value.details["reason"]
    assert len(document_ids(workspace)) == 0


def test_a_stored_file_that_got_lost_is_put_back_when_it_comes_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path, "合同.txt", "合同正文".encode())
    take_in(workspace, read_files(workspace, [path]))
    [number] = document_ids(workspace)
    [stored] = workspace.folder.glob("files/*/*.enc")
    stored.unlink()
    with pytest.raises(MachineError, match=r"document\.file_missing") as caught:
        content(workspace, number)
    assert caught.value.details == {"title": "合同"}
    [item] = read_files(workspace, [path])
    assert item.duplicate is not None
    assert item.duplicate.code == "import.same_file_restored"
    assert content(workspace, number) == "合同正文".encode()


def test_what_is_deleted_meanwhile_is_said_in_words(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"document\.gone"):
        content(workspace, DocumentId(7))
    with pytest.raises(UserError, match=r"project\.gone"):
        delete_project(workspace, ProjectId(7))
