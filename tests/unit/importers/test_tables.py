"""How an unknown table begins, and what a plan reads in it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from jiamao_desktop.domain.batch import ColumnMap
from jiamao_desktop.domain.draft import DraftKind, FileReading
from jiamao_desktop.domain.mapping import TableChoice, TablePlan, headings, signature
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.table_preview import TablePreview
from jiamao_desktop.importers import tables
from jiamao_desktop.importers.sheet_workbook import Rounded

HEADER = ("哪天", "给谁", "多少")
COLUMNS = {"哪天": "issued_on", "给谁": "payee", "多少": "gross"}


def expense_map(*header: str) -> ColumnMap:
    return ColumnMap(
        signature=signature(header),
        title="",
        target=DraftKind.EXPENSE,
        header=headings(header),
        columns=COLUMNS,
    )


def workbook(
    *sheets: tuple[str, Sequence[Sequence[object]]], hidden: tuple[str, ...] = ()
) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def preview(data: bytes, sheet: int = -1) -> TablePreview:
    found = tables.read_preview(sheet, "a", data).preview
    assert found is not None
    return found


def parties(reading: FileReading) -> list[str]:
    return [str(draft.fields["payee"].value) for draft in reading.drafts]


MONTH: list[list[object]] = [list(HEADER), [dt.date(2026, 3, 5), "甲", 12.5]]


def test_a_workbook_of_forty_sheets_lists_them_all_and_shows_the_likeliest() -> None:
    sheets: list[tuple[str, list[list[object]]]] = [
        (f"第{number}张", [["随便", "写写"], ["a", "b"]]) for number in range(40)
    ]
    sheets[17] = ("费用", [["2026 年"], ["供应商", "金额", "发票号码"], ["甲", 1, "1"]])
    found = preview(workbook(*sheets, hidden=("第3张",)))
    assert len(found.sheets) == 40
    assert [one.name for one in found.sheets if one.hidden] == ["第3张"]
    assert found.sheet == 17
    assert found.rows[found.heads[0]] == ("供应商", "金额", "发票号码")
    other = preview(workbook(*sheets), 2)
    assert other.sheet == 2
    assert other.rows[1] == ("a", "b")


def test_cells_show_as_a_person_sees_them() -> None:
    rows: list[list[object]] = [["甲", "乙"], [dt.date(2026, 3, 5), 0.1], [None, 1000]]
    assert preview(workbook(("a", rows))).rows == (
        ("甲", "乙"),
        ("2026-03-05", "0.1"),
        ("", "1000"),
    )


def test_a_column_that_excel_has_rounded_is_named_wherever_the_row_stands() -> None:
    rows: list[list[object]] = [["票号", "金额"], *([["1", 1]] * 300), [25312000000123456789, 2]]
    found = preview(workbook(("a", rows)))
    assert found.rounded == (0,)
    assert len(found.rows) == tables.HEADS_WITHIN + tables.SHOWN_ROWS
    assert tables.texts((Rounded("25312000000123456512"),)) == ("2.53120E+19",)


def test_a_wide_table_shows_fewer_rows_and_long_cells_their_beginning() -> None:
    row = ",".join(["列" * 300, *map(str, range(399))])
    found = preview("\n".join([row] * 140).encode())
    assert len(found.rows) == 100
    assert len(found.rows[0][0]) == 200


@pytest.mark.parametrize("data", [b"", b"word", b"PK\x03\x04", b"%PDF-1.7", b"<a><b/></a>"])
def test_what_holds_no_table_gives_a_reason_and_never_an_error(data: bytes) -> None:
    for reading in (
        tables.read_preview(-1, "a", data),
        tables.read_as(TablePlan(known=(expense_map(*HEADER),)), "a", data),
    ):
        assert reading.preview is None
        assert not reading.drafts
        assert reading.problem is not None


def test_an_empty_workbook_holds_no_table() -> None:
    reading = tables.read_preview(-1, "a", workbook(("a", [])))
    assert reading.problem is not None
    assert reading.problem.code == "mapping.no_table"


def test_every_sheet_with_a_known_header_is_read_wherever_it_stands() -> None:
    later: list[list[object]] = [["二月"], [], ["多少", "给谁", "哪天"], [3, "乙", "2026-02-01"]]
    data = workbook(("一月", MONTH), ("封面", [["说明", "无"]]), ("二月", later))
    reading = tables.read_as(TablePlan(known=(expense_map(*HEADER),)), "a", data)
    assert parties(reading) == ["甲", "乙"]
    assert reading.drafts[1].fields["gross"].value == Money(300)
    assert reading.problem is None


def test_hidden_sheets_are_read_only_when_nothing_else_is() -> None:
    plan = TablePlan(known=(expense_map(*HEADER),))
    hidden: list[list[object]] = [list(HEADER), ["2026-01-01", "隐", 1]]
    both = workbook(("一月", MONTH), ("旧", hidden), hidden=("旧",))
    assert parties(tables.read_as(plan, "a", both)) == ["甲"]
    alone = workbook(("封面", [["x", "y"]]), ("旧", hidden), hidden=("旧",))
    assert parties(tables.read_as(plan, "a", alone)) == ["隐"]


def test_what_was_chosen_for_a_sheet_goes_before_what_is_known() -> None:
    data = workbook(("一月", MONTH), ("二月", MONTH))
    other = ColumnMap(
        signature=signature(HEADER),
        title="",
        target=DraftKind.PAYMENT,
        header=HEADER,
        columns={"给谁": "payee", "多少": "amount"},
    )
    choice = TableChoice(sheet=0, head=0, columns=other)
    plan = TablePlan(choices=(choice,), known=(expense_map(*HEADER),))
    reading = tables.read_as(plan, "a", data)
    assert [draft.kind for draft in reading.drafts] == [DraftKind.PAYMENT] * 2
