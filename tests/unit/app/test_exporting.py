"""Every table leaves the book whole, and can come back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml

from jiamao_desktop.app import export_tables, exporting, mapping
from jiamao_desktop.app.export_columns import COLUMNS
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.mapping import Table
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import Contract, ContractFee, FeeKind
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.errors import Cancelled, MachineError, UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import contracts, expenses, handbooks


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a book with something in several tables."""
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "发票.xml").write_bytes(fapiao_xml(1))
    (folder / "回单.xml").write_bytes(slip_xml(1, amount=Money(5_000)))
    take_in(workspace, read_files(workspace, [folder]))
    with workspace.operation("test.fill", "填入") as operation:
        for place in range(3):
            expenses.add(
                operation.db,
                Expense(
                    category="fair.booth",
                    gross=Money(100_000 + place),
                    payee="=甲公司",
                    paid_on=dt.date(2026, 3, 5),
                    fapiao_number=f"2531200000012345678{place}",
                ),
            )
        fee = ContractFee(name="服务费", amount=Money(5), kind=FeeKind.AGENT)
        contracts.add(operation.db, Contract(number="HT-1", title="展位", fees=(fee,)))
        goods = HandbookGoods(serial=1, hs_code="3926909090", name="塑料件")
        handbooks.put(operation.db, Handbook(number="B53012600001", materials=(goods,)))
    return workspace


def test_every_table_has_a_name_columns_and_rows(filled: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "全部.xlsx"
    assert exporting.export(filled, [], path) >= 10
    book = load_workbook(path)
    assert book.sheetnames == list(export_tables.titles().values())
    for (title, columns), sheet in zip(COLUMNS.values(), book, strict=True):
        assert sheet.title == title
        assert [cell.value for cell in sheet[1]] == [heading for heading, _ in columns]
    assert book["合同费用"]["F2"].value == "是"
    assert book["手册料件"]["D2"].value == "3926909090"
    assert book["导入日志"]["D2"].value == "已收入"
    assert book["发票"]["C2"].value


def test_no_heading_stands_twice_in_a_table() -> None:
    for title, columns in COLUMNS.values():
        headings = [heading for heading, _ in columns]
        assert len(set(headings)) == len(headings), title


def test_expenses_leave_as_csv_with_exact_amounts_and_words_for_ids(
    filled: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "费用.csv"
    rows = exporting.export(filled, ["expenses"], path)
    read = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert len(read) == rows
    booth = [row for row in read if row["收款方"] == "'=甲公司"]
    assert {row["价税合计"] for row in booth} == {"1000.00", "1000.01", "1000.02"}
    assert {row["费用类别"] for row in booth} == {"展位费"}
    assert {row["付款日期"] for row in booth} == {"2026-03-05"}


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("expenses", DraftKind.EXPENSE),
        ("fapiao", DraftKind.FAPIAO),
        ("payments", DraftKind.PAYMENT),
        ("contracts", DraftKind.CONTRACT),
        ("items", DraftKind.DECLARATION),
        ("uses", DraftKind.HANDBOOK_USES),
        ("refund-exports", DraftKind.DRAWBACK_EXPORTS),
        ("refund-purchases", DraftKind.DRAWBACK_PURCHASES),
    ],
)
def test_the_mapper_knows_the_headings_of_exported_tables(key: str, target: DraftKind) -> None:
    from jiamao_desktop.importers.mapping import guess  # noqa: PLC0415 -- what app asks lazily

    headings = [heading for heading, _ in COLUMNS[key][1]]
    found = guess(headings)
    assert found.target is target
    assert len(found.columns) >= len(headings) // 2


def test_an_exported_table_can_be_mapped_again(filled: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "费用.xlsx"
    exporting.export(filled, ["expenses"], path)
    looked = mapping.look(filled, Table(name=path.name, content=path.read_bytes()))
    assert looked.columns.target is DraftKind.EXPENSE
    checked = mapping.check(looked.table, [mapping.choice_of(looked)])
    assert checked.drafts >= 3
    assert not checked.problems


@pytest.mark.parametrize(
    ("keys", "name", "code"),
    [
        (["nonsense"], "a.xlsx", "export.unknown_table"),
        (["fapiao"], "a.ods", "export.bad_ending"),
        ([], "a.csv", "export.one_table"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    workspace: Workspace, tmp_path: Path, keys: list[str], name: str, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        exporting.export(workspace, keys, tmp_path / name)
    assert caught.value.code == code
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_stopped_export_leaves_the_old_file(filled: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "费用.xlsx"
    path.write_text("old")

    def stop(_done: int, _total: int | None = None, _label: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        exporting.export(filled, ["expenses"], path, stop)
    assert path.read_text() == "old"
    assert not list(tmp_path.glob(".*new"))


def test_a_place_that_cannot_be_written_is_said(filled: Workspace, tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        exporting.export(filled, ["expenses"], tmp_path / "no" / "a.xlsx")
    assert caught.value.code == "export.not_written"
