"""A long list is read row by row without drafts, and says just what drafts would have said."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from tests.unit.importers.sheet_making import raw_sheet, rows_workbook

from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.draft import Draft, PackedRows, TableReading
from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import bulk, customs_list, limits, reading
from jiamao_desktop.importers.sheet_workbook import Workbook, load

HEADS = (
    "统一编号",
    "海关编号",
    "境内收发货人名称",
    "境内收发货人代码",
    "进出口标志",
    "申报日期",
    "出口日期",
    "备案号",
    "监管方式",
    "征免性质",
    "运输方式",
    "成交方式",
    "合同协议号",
    "随附单证",
    "项号",
    "商品编号",
    "商品名称",
    "规格型号",
    "成交数量",
    "成交单位",
    "单价",
    "总价",
    "美元总价",
    "币制",
    "原产国",
    "征免",
)
PLAIN: dict[str, object] = {
    "统一编号": None,
    "海关编号": "530120250000123456",
    "境内收发货人名称": "样例深圳加工贸易有限公司",
    "境内收发货人代码": "4403160001",
    "进出口标志": "出口",
    "申报日期": "2025-03-08",
    "备案号": "C53015123456",
    "监管方式": "0615",
    "征免性质": "503",
    "运输方式": "2",
    "成交方式": "3",
    "项号": 1,
    "商品编号": "8536690000",
    "商品名称": "连接器",
    "成交数量": 1000,
    "成交单位": "个",
    "单价": 0.62,
    "总价": 620,
    "币制": "USD",
}
ODD: dict[str, tuple[object, ...]] = {
    "统一编号": ("I20250000000001", " I2025 0000000002 "),
    "海关编号": ("530120250000123457", "530120251000123458", "5301 20250000777777", "12345"),
    "境内收发货人名称": ("ACME  CO.,\nLTD", "", "'样例"),
    "境内收发货人代码": ("91440300MA5TE5T031", "x", 4403160001),
    "进出口标志": ("进口", "E", "1", "", "?"),
    "申报日期": (dt.date(2025, 3, 9), "20250310", "2025年3月11日", "昨天", "", 45000),
    "出口日期": (dt.date(2025, 3, 9), "三月"),
    "备案号": ("c53015123456", "E123", "B53015123456", "Z53015123456", ""),
    "监管方式": ("进料对口(0615)", "一般贸易", "0654", "9999", "来料加工", "", 615),
    "征免性质": ("进料加工", "101", "999", ""),
    "运输方式": ("水路运输(2)", "5", "飞机"),
    "成交方式": ("FOB", "1"),
    "合同协议号": ("HT-1", "1E10", 12, "6.1E+11"),
    "随附单证": ("K:123", ""),
    "项号": ("2", 3.0, "", "第四", 1.5),
    "商品编号": (8536690000, "85366900", "853669000", "8536.6900.00", "abc", "8536690000101"),
    "商品名称": ("连接器 端子", " 线束", "", 12),
    "规格型号": ("4|3|无品牌", "1E+5", 3.5),
    "成交数量": ("1,000", 0.1, 1e-7, 1e14, "", "许多", 12.3456, -5, "1E+5", dt.date(2025, 1, 1)),
    "成交单位": ("千 克", 1),
    "单价": (0.6200, "0.6200", 3.3333, "¥1", 1e-6, ""),
    "总价": (620.5, "620.00", "1,000.00", 620.123, "620.1230", "", "无", -0.5, 0.29, 1e13, 1.005),
    "美元总价": (5, "", "6.5"),
    "币制": ("美元", "142", "", "XX", "EUR", 502),
    "原产国": ("中 国", "CHN"),
    "征免": ("全免", "1", "3", "照章征税"),
}  # fmt: skip


def line(**changes: object) -> list[object]:
    return [(PLAIN | changes).get(head) for head in HEADS]


def lists(seed: int) -> list[list[object]]:
    """Return a list whose every third cell is odd, with declarations torn apart."""
    dice = random.Random(seed)
    rows = [line()]
    for at in range(120):
        kept = dice.choice((530120250000123456, 530120250000123499)) + at // 4
        changes: dict[str, object] = {"海关编号": str(kept), "项号": at % 4 + 1}
        for head in dice.sample(HEADS, dice.choice((0, 0, 1, 2, 5))):
            changes[head] = dice.choice(ODD[head])
        if dice.random() < 0.05:
            changes |= {"海关编号": None, "统一编号": None}
        if dice.random() < 0.03:
            changes |= {"统一编号": "合计"}
        rows.append(line(**changes))
    return rows


@pytest.fixture(autouse=True)
def short_lists_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FROM_ROWS", 0)
    monkeypatch.setattr(bulk, "_FROM_BYTES", 0)


def is_list(beginning: Workbook) -> bool:
    return bool(customs_list.read(beginning))


def read(data: bytes) -> TableReading:
    table = bulk.read(data, is_list)
    assert table is not None
    return table


def rows_of(packed: Sequence[PackedRows]) -> Iterator[dict[str, Any]]:
    for one in packed:
        found = json.loads(zlib.decompress(one.packed))
        assert {len(column) for column in found} == {one.count}
        for row in zip(*found, strict=True):
            yield {**dict(zip(one.fields, row, strict=True)), **one.same}


def declared(table: TableReading) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return each declaration with its items, as they would be stored."""
    found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
        (head, []) for head in rows_of(table.heads)
    ]
    for row in rows_of(table.rows):
        items = found[row.pop("declaration")][1]
        assert row.pop("position") == len(items)
        items.append(row)
    return found


def as_stored(draft: Draft) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what becomes of a draft, with every field that a list can fill."""
    head = {name: stored(field.value) for name, field in draft.fields.items()}
    items = []
    for place, line_ in enumerate(draft.lines, start=1):
        item = {name: stored(field.value) for name, field in line_.items()}
        item["number"] = int(float(str(item.get("number", place))))
        items.append(item)
    return head, items


def stored(value: object) -> object:
    match value:
        case Money():
            return value.fen
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def without_blanks(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in {"", None}}


def kinds(drafts: Sequence[Draft]) -> Counter[str]:
    return Counter(problem.code for draft in drafts for problem in draft.warnings)


@pytest.mark.parametrize("seed", range(12))
def test_a_long_list_gives_the_very_records_that_a_short_one_gives(seed: int) -> None:
    data = rows_workbook([HEADS, *lists(seed)])
    drafts = customs_list.read(load(data))
    table = read(data)
    assert table.declarations == len(drafts)
    assert table.items == sum(len(draft.lines) for draft in drafts)
    for draft, (head, items) in zip(drafts, declared(table), strict=True):
        expected, lines = as_stored(draft)
        assert without_blanks(head) == without_blanks(expected)
        assert [without_blanks(item) for item in items] == [without_blanks(one) for one in lines]


@pytest.mark.parametrize("seed", range(12))
def test_a_long_list_tells_the_same_kinds_of_problems(seed: int) -> None:
    data = rows_workbook([HEADS, *lists(seed)])
    expected = kinds(customs_list.read(load(data)))
    told = Counter[str]()
    for problem, times in read(data).notes:
        told[problem.code] += times
    assert set(told) == set(expected)


def test_each_kind_of_problem_is_told_once_with_how_often() -> None:
    rows = [line(项号=n + 1, 总价=1) for n in range(7)]
    [(problem, times)] = read(rows_workbook([HEADS, *rows])).notes
    assert (problem.code, times) == ("declaration.price_differs", 7)
    assert dict(problem.details)["item"] == "1"


def test_an_honest_list_says_nothing() -> None:
    rows = [line(海关编号=str(530120250000123456 + n), 项号=1) for n in range(5)]
    table = read(rows_workbook([HEADS, *rows]))
    assert (table.declarations, table.items, table.notes) == (5, 5, ())


def test_packed_rows_hold_a_thousand_at_most() -> None:
    rows = [line(海关编号=str(530120250000123456 + n), 项号=1) for n in range(2100)]
    table = read(rows_workbook([HEADS, *rows]))
    assert [one.count for one in table.heads] == [1000, 1000, 100]
    assert [one.count for one in table.rows] == [1000, 1000, 100]


def test_what_all_rows_have_in_common_is_packed_once() -> None:
    rows = [line(项号=n + 1, 商品名称=f"件{n}") for n in range(3)]
    [packed] = read(rows_workbook([HEADS, *rows])).rows
    assert packed.fields == ("declaration", "position", "number", "name")
    assert packed.same["hs_code"] == "8536690000"
    assert packed.same["total"] == 62000


def test_the_lists_of_all_sheets_are_one() -> None:
    first = [HEADS, line(), line(项号=2)]
    second = [["说明"], HEADS, line(海关编号="530120250000123499")]
    table = read(rows_workbook(first, [["随便"], ["什么"]], second))
    assert [len(items) for _, items in declared(table)] == [2, 1]


def test_the_fields_are_those_of_the_records() -> None:
    heads = {field.name for field in dataclasses.fields(Declaration)}
    items = {field.name for field in dataclasses.fields(DeclarationItem)}
    table = read(rows_workbook([HEADS, line()]))
    assert {*table.heads[0].fields, *table.heads[0].same} <= heads
    assert {*table.rows[0].fields, *table.rows[0].same} <= items | {"declaration", "position"}


@pytest.mark.parametrize("number", [5.3012025e17, "5.3E+17"])
def test_numbers_that_a_spreadsheet_has_rounded_are_refused_with_what_is_left(
    number: object,
) -> None:
    data = rows_workbook([HEADS, line(), line(海关编号=number)])
    with pytest.raises(ImportRefused) as caught:
        bulk.read(data, is_list)
    assert caught.value.code == "sheet.number_rounded"


def test_other_tables_are_left_to_other_readers() -> None:
    assert bulk.read(rows_workbook([["甲", "乙"], [1, 2]]), is_list) is None


def test_a_short_list_is_left_to_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rows_workbook([HEADS, line()])
    monkeypatch.setattr(bulk, "FROM_ROWS", 1)
    assert bulk.read(data, is_list) is None
    monkeypatch.setattr(bulk, "_FROM_BYTES", 1 << 20)
    assert bulk.read(data, is_list) is None


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="AAA1"><v>1</v></c></row>',
        '<row r="999999"><c r="A999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>1</v></c></row>',
    ],
)
def test_a_sheet_with_anything_odd_is_looked_at_cell_by_cell(row: str) -> None:
    assert bulk.read(raw_sheet(row), is_list) is None


def test_a_document_type_is_never_passed_by() -> None:
    body = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'
    assert bulk.read(raw_sheet(body), is_list) is None


def test_a_whole_file_is_read_that_way(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rows_workbook([HEADS, line()])
    found = reading.read_bytes("清单.xlsx", data)
    assert found.table is not None
    assert (found.drafts, found.problem, found.content) == ((), None, data)
    monkeypatch.setattr(bulk, "FROM_ROWS", 10)
    short = reading.read_bytes("清单.xlsx", data)
    assert (short.table, len(short.drafts)) == (None, 1)


def test_a_tax_list_or_a_list_of_refunds_is_none_of_its_business() -> None:
    tax = [["发票号码", "开票日期", "销方名称", "购方名称", "金额", "税额", "价税合计"]]
    tax.append(["2" * 20, "2025-01-01", "甲", "乙", "1", "0", "1"])
    assert reading.read_bytes("a.xlsx", rows_workbook(tax)).table is None


def test_a_sheet_may_be_longer_than_other_parts_of_a_zip(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rows_workbook([HEADS, *(line(项号=n + 1) for n in range(50))])
    monkeypatch.setattr(limits, "ZIP_ENTRY_BYTES", 2_000)
    assert read(data).items == 50
    monkeypatch.setattr(limits, "SHEET_PART_BYTES", 2_000)
    with pytest.raises(ImportRefused) as caught:
        bulk.read(data, is_list)
    assert caught.value.code == "zip.too_large"
