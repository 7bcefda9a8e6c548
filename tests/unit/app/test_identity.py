"""One voucher in several files is one, whatever the files are called and whenever they come."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import SELLER, fapiao_xml, slip_xml, write
from tests.unit.app.test_intake import all_rows, by_name, only

from jiamao_desktop.app import identity
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.matching import matched
from jiamao_desktop.app.papers import document_ids
from jiamao_desktop.app.review import ItemState, ReviewItem, Target, TargetKind, corrected
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import Draft, DraftKind, Field, FileReading, Origin, Value
from jiamao_desktop.domain.fapiao import FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.sniff import FileType
from jiamao_desktop.storage import documents, fapiao

BOOTH = Money(8_480_000)
NUMBER = "26432000000000000001"
MIMES = {
    Origin.XML: FileType.XML.value,
    Origin.TAGS: FileType.OFD.value,
    Origin.LAYOUT: FileType.PDF.value,
    Origin.SHEET: FileType.XLSX.value,
}


def form(origin: Origin, name: str, key: int, **values: Value) -> ReviewItem:
    """Return one form of a 发票 as reading would show it."""
    usual: dict[str, Value] = {
        "number": NUMBER,
        "seller": SELLER,
        "gross": BOOTH,
        "net": Money(8_000_000),
        "tax": Money(480_000),
    }
    fields = {name: Field(value, origin) for name, value in (usual | values).items()}
    lines = [] if origin is Origin.SHEET else [{"name": Field("*会展服务*展位费", origin)}]
    draft = Draft(kind=DraftKind.FAPIAO, fields=fields, lines=lines)
    content = f"{origin} {name}".encode()
    reading = FileReading(
        name=name, sha256=hashlib.sha256(content).hexdigest(), mime=MIMES[origin], content=content
    )
    return ReviewItem(
        key=key,
        reading=reading,
        identity=identity.identity(draft, reading.sha256, 0),
        draft=draft,
        document_kind=DocumentKind.FAPIAO,
        category="fair.booth" if lines else "",
    )


def states(items: Iterable[ReviewItem]) -> dict[str, ItemState]:
    return {item.reading.name: item.state for item in items}


FORMS = [
    form(Origin.SHEET, "a 清单.xlsx", 0),
    form(Origin.XML, "b 发票.xml", 1),
    form(Origin.LAYOUT, "c 发票.pdf", 2),
    form(Origin.TAGS, "d 发票.ofd", 3),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_whatever_the_order_the_paper_is_shown_and_the_xml_is_believed(
    order: tuple[int, ...],
) -> None:
    items = [dataclasses.replace(FORMS[at], key=key) for key, at in enumerate(order)]
    found = identity.merged(items)
    assert states(found) == {
        "a 清单.xlsx": ItemState.SAME,
        "b 发票.xml": ItemState.SAME,
        "c 发票.pdf": ItemState.READY,
        "d 发票.ofd": ItemState.SAME,
    }
    [shown] = [item for item in found if item.state is ItemState.READY]
    assert shown.draft is not None
    assert shown.draft.fields["gross"].origin is Origin.XML
    assert shown.category == "fair.booth"
    assert {item.same.target.number for item in found if item.same} == {shown.key}


def test_a_list_named_first_does_not_keep_the_expense_from_being_made() -> None:
    """The list has no names of lines, so no category: the XML beside it has."""
    found = identity.merged(FORMS[:2])
    assert states(found) == {"a 清单.xlsx": ItemState.SAME, "b 发票.xml": ItemState.READY}
    assert [item.category for item in found] == ["", "fair.booth"]


def test_forms_that_contradict_each_other_want_a_look() -> None:
    other = form(Origin.LAYOUT, "c 发票.pdf", 1, gross=Money(8_480_001))
    found = identity.merged([form(Origin.XML, "b 发票.xml", 0), other])
    [shown] = [item for item in found if item.same is None]
    assert shown.state is ItemState.LOOK
    assert shown.draft is not None
    assert [warning.code for warning in shown.draft.warnings] == ["import.forms_differ"]
    assert shown.draft.fields["gross"].value == BOOTH


def test_two_files_of_one_kind_are_a_duplicate_and_not_another_form() -> None:
    found = identity.merged([form(Origin.XML, "1.xml", 0), form(Origin.XML, "2.xml", 1)])
    assert [item.state for item in found] == [ItemState.READY, ItemState.DUPLICATE]


def test_slips_of_two_banks_with_one_serial_are_two() -> None:
    def slip(account: str) -> Draft:
        values: dict[str, Value] = {"number": "0001", "payer_account": account}
        fields = {name: Field(value, Origin.XML) for name, value in values.items()}
        return Draft(kind=DraftKind.PAYMENT, fields=fields)

    one, other = slip("6222 0001"), slip("6222 0002")
    assert identity.payment_identity(one) == "62220001|0001"
    assert identity.identity(one, "", 0) != identity.identity(other, "", 0)


def test_what_has_no_number_is_known_by_its_file_and_place() -> None:
    blank = Draft(kind=DraftKind.PAYMENT, fields={})
    assert identity.identity(blank, "ab", 2) == "file:ab:2"
    assert identity.identity(None, "ab", 0) == "file:ab:0"


def test_a_typed_number_does_not_make_another_voucher(workspace: Workspace, tmp_path: Path) -> None:
    [item] = read_files(workspace, [write(tmp_path, "1.xml", fapiao_xml(1, gross=BOOTH))])
    typed = corrected(item, "number", "26432000000000000099")
    assert typed.identity == item.identity == f"fapiao:|{NUMBER}"


def take(ws: Workspace, *items: ReviewItem) -> None:
    """Take items in as a batch of their own."""
    known = [identity.known(ws, item) for item in items]
    take_in(ws, matched(ws, identity.merged(known)))


def test_the_paper_that_comes_a_day_later_is_kept_with_its_fapiao(workspace: Workspace) -> None:
    take(workspace, FORMS[1])
    take(workspace, dataclasses.replace(FORMS[2], key=0))
    row = only(workspace)
    assert [link.role for link in row.evidence] == [EvidenceRole.FAPIAO] * 2
    number = fapiao.by_identity(workspace.reader, "", NUMBER)
    assert number is not None
    record = fapiao.get(workspace.reader, number)
    assert record is not None
    assert record.document is not None
    shown = documents.get_many(workspace.reader, [record.document])[record.document]
    assert shown.mime == FileType.PDF.value


def test_a_second_file_of_a_form_that_is_there_is_a_duplicate(workspace: Workspace) -> None:
    take(workspace, FORMS[1])
    again = identity.known(workspace, form(Origin.XML, "又一份.xml", 0))
    assert again.duplicate is not None
    assert again.duplicate.code == "import.same_fapiao"


def test_another_form_that_differs_says_so(workspace: Workspace) -> None:
    take(workspace, FORMS[1])
    other = form(Origin.LAYOUT, "错.pdf", 0, tax=Money(1))
    found = identity.known(workspace, other)
    assert found.state is ItemState.SAME
    assert [remark.code for remark in found.remarks] == ["import.forms_differ"]


def test_a_list_brings_only_news_of_what_is_there(workspace: Workspace) -> None:
    take(workspace, FORMS[1])
    plain = identity.known(workspace, dataclasses.replace(FORMS[0], key=0))
    assert plain.state is ItemState.DUPLICATE
    told = form(Origin.SHEET, "清单.xlsx", 0, state=FapiaoState.REVERSED)
    found = identity.known(workspace, told)
    assert found.same is not None
    assert found.same.target.kind is TargetKind.FAPIAO
    take_in(workspace, [found])
    number = fapiao.by_identity(workspace.reader, "", NUMBER)
    assert number is not None
    record = fapiao.get(workspace.reader, number)
    assert record is not None
    assert record.state is FapiaoState.REVERSED
    [row] = all_rows(workspace)
    assert len(row.evidence) == 1  # a list proves nothing about one of its rows


def test_all_forms_at_once_make_one_expense_with_all_its_papers(workspace: Workspace) -> None:
    take(workspace, *FORMS)
    assert len(only(workspace).evidence) == 3
    assert len(document_ids(workspace)) == 4


def test_imported_twice_is_imported_once(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    for serial in (1, 2):
        write(folder, f"票{serial}.xml", fapiao_xml(serial, gross=BOOTH))
    write(folder, "单.xml", slip_xml(1, amount=BOOTH))
    take_in(workspace, read_files(workspace, [folder]))
    before = all_rows(workspace), list(document_ids(workspace))
    assert {item.state for item in read_files(workspace, [folder])} == {ItemState.DUPLICATE}
    renamed = tmp_path / "另一处"
    for path in folder.iterdir():
        write(renamed, f"x{path.name}", path.read_bytes() + b"\n")
    again = read_files(workspace, [renamed])
    assert {item.state for item in again} == {ItemState.DUPLICATE}
    assert (all_rows(workspace), list(document_ids(workspace))) == before


def test_a_slip_of_the_same_serial_is_a_duplicate_even_if_renamed(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(
        workspace,
        read_files(workspace, [write(tmp_path / "1", "单.xml", slip_xml(1, amount=BOOTH))]),
    )
    other = write(tmp_path / "2", "别名.xml", slip_xml(1, amount=BOOTH) + b" ")
    [item] = read_files(workspace, [other])
    assert item.duplicate is not None
    assert item.duplicate.code == "import.same_payment"


def test_another_form_whose_voucher_is_left_out_comes_loose(workspace: Workspace) -> None:
    found = by_name(identity.merged(FORMS[1:3]))
    shown = found["c 发票.pdf"]
    assert found["b 发票.xml"].partners == {shown.key}
    assert found["b 发票.xml"].same is not None
    assert found["b 发票.xml"].same.target == Target(TargetKind.ITEM, shown.key)
    with pytest.raises(Exception, match=r"import\.partner_not_taken"):
        take_in(workspace, [found["b 发票.xml"], dataclasses.replace(shown, wanted=False)])
