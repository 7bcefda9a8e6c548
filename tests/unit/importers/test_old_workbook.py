from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.biff_making import cells_xls, ole, rows_xls

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import old_workbook, sniff
from jiamao_desktop.importers.reading import read_bytes
from jiamao_desktop.importers.sheet_workbook import Rounded
from jiamao_desktop.importers.sniff import FileType


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as caught:
        old_workbook.load(data)
    return caught.value.code


def test_an_old_workbook_is_told_by_its_bytes() -> None:
    data = rows_xls([["海关编号"]])
    assert sniff.file_type(data) is FileType.OLE
    assert sniff.is_workbook(data)
    assert not sniff.is_encrypted(data)


def test_cells_are_texts_exact_numbers_and_days() -> None:
    row = ["连接器", 0.62, 1000, dt.date(2025, 3, 8), None, True]
    [sheet] = old_workbook.load(rows_xls([row])).sheets
    assert sheet.name == "S1"
    assert sheet.rows == [
        ("连接器", Decimal("0.62"), Decimal(1000), dt.date(2025, 3, 8), None, "TRUE")
    ]


def test_a_number_whose_digits_excel_has_lost_is_told() -> None:
    [sheet] = old_workbook.load(rows_xls([[25442000000000000073.0]])).sheets
    assert isinstance(sheet.rows[0][0], Rounded)


def test_rows_are_equally_long_and_empty_ends_are_cut() -> None:
    cells = {(0, 0): "a", (1, 2): "b", (4, 1): None}
    [sheet] = old_workbook.load(cells_xls(cells)).sheets
    assert sheet.rows == [("a", None, None), (None, None, "b")]


def test_all_sheets_are_read() -> None:
    book = old_workbook.load(rows_xls([["a"]], [["b"], ["c"]]))
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("S1", 1), ("S2", 2)]


def test_a_stray_cell_in_the_last_row_does_not_lay_out_a_grid() -> None:
    [sheet] = old_workbook.load(cells_xls({(0, 0): "a", (60_000, 0): "b"})).sheets
    assert len(sheet.rows) == 60_001
    assert sheet.at(60_000, 0) == "b"


def test_a_grid_that_is_too_large_is_refused() -> None:
    assert refusal(cells_xls({(0, 255): "a", (60_000, 0): "b"})) == "sheet.too_large"


def test_too_many_sheets_are_refused() -> None:
    assert refusal(rows_xls(*([[["a"]]] * 101))) == "sheet.too_many"


def test_a_list_of_declarations_is_read_from_an_old_workbook() -> None:
    heads = ["海关编号", "境内收发货人", "监管方式", "申报日期", "项号", "商品编号", "总价", "币制"]
    row = ["530120250000123456", "样例甲公司", "0615", dt.date(2025, 3, 8), 1, "8536690000", 620]
    [draft] = read_bytes("旧.xls", rows_xls([heads, [*row, "USD"]])).drafts
    assert draft.fields["number"].value == "530120250000123456"
    assert draft.fields["declared_on"].value == dt.date(2025, 3, 8)
    assert draft.lines[0]["hs_code"].value == "8536690000"


@pytest.mark.parametrize("data", [ole(b""), ole(b"\x09\x08\x10\0" + bytes(64)), ole(b"x" * 5000)])
def test_nonsense_in_a_container_is_refused(data: bytes) -> None:
    assert refusal(data) == "sheet.broken"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_is_refused_or_read_but_never_worse(data: st.DataObject) -> None:
    content = bytearray(rows_xls([["海关编号", 1.5, dt.date(2025, 1, 1)], ["x", None, True]]))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(512, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        book = old_workbook.load(bytes(content))
    except ImportRefused:
        return
    assert all(sheet.rows is not None for sheet in book.sheets)
