from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.sheet_making import number_sheet, rows_workbook

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import customs_form, customs_list, tax_export
from jiamao_desktop.importers.sheet_workbook import load

Rows = Sequence[Sequence[object]]
HEADS = (
    "统一编号",
    "海关编号",
    "境内收发货人名称",
    "进出口标志",
    "申报日期",
    "备案号",
    "监管方式",
    "征免性质",
    "运输方式",
    "成交方式",
    "项号",
    "商品编号",
    "商品名称",
    "成交数量",
    "成交单位",
    "单价",
    "总价",
    "币制",
)
ONE = "530120250000123456"
TWO = "530120250000123457"


def row(number: object = ONE, item: object = 1, **changes: object) -> list[object]:
    cells: dict[str, object] = {
        "统一编号": None,
        "海关编号": number,
        "境内收发货人名称": "样例深圳加工贸易有限公司",
        "进出口标志": "出口",
        "申报日期": "2025-03-08",
        "备案号": "C53015123456",
        "监管方式": "0615",
        "征免性质": "503",
        "运输方式": "2",
        "成交方式": "3",
        "项号": item,
        "商品编号": "8536690000",
        "商品名称": "连接器",
        "成交数量": 1000,
        "成交单位": "个",
        "单价": 0.62,
        "总价": 620,
        "币制": "USD",
    }
    return [(cells | changes)[head] for head in HEADS]


def read(rows: Rows) -> list[Draft]:
    return customs_list.read(load(rows_workbook(rows)))


def only(*rows: Sequence[object]) -> Draft:
    [draft] = read([HEADS, *rows])
    return draft


def value(draft: Draft, name: str) -> Any:
    field = draft.fields.get(name)
    return None if field is None else field.value


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def numbers(drafts: Sequence[Draft]) -> list[Any]:
    return [value(draft, "number") for draft in drafts]


def test_rows_of_one_number_are_one_declaration() -> None:
    drafts = read([HEADS, row(), row(item=2), row(TWO)])
    assert numbers(drafts) == [ONE, TWO]
    assert [len(draft.lines) for draft in drafts] == [2, 1]


def test_codes_are_read_as_what_they_mean() -> None:
    draft = only(row())
    assert value(draft, "customs_regime_name") == "进料对口"
    assert value(draft, "levy_kind") == "进料加工"
    assert value(draft, "transport") == "水路运输"
    assert value(draft, "terms") == "FOB"
    assert value(draft, "direction") is Direction.EXPORT
    assert value(draft, "declared_on") == dt.date(2025, 3, 8)
    assert draft.lines[0]["total"].value == Money(62000)
    assert codes(draft) == []


def test_rows_of_one_declaration_need_not_stand_together() -> None:
    drafts = read([HEADS, row(), row(TWO), row(item=2)])
    assert [len(draft.lines) for draft in drafts] == [2, 1]


def test_titles_above_and_sums_below_are_passed_over() -> None:
    rows = [["报关数据导出"], [], HEADS, row(), ["合计", None, None], ["总计"]]
    assert numbers(read(rows)) == [ONE]


def test_the_head_of_merged_cells_stands_in_the_first_row_alone() -> None:
    draft = only(row(), row(None, 2, 境内收发货人名称=None, 进出口标志=None))
    assert len(draft.lines) == 2


def test_before_customs_numbers_it_the_unified_number_keeps_rows_together() -> None:
    rows = [
        row(None, 1, 统一编号="E20250000000000001"),
        row(None, 2, 统一编号="E20250000000000001"),
        row(None, 1, 统一编号="E20250000000000002"),
    ]
    drafts = read([HEADS, *rows])
    assert [len(draft.lines) for draft in drafts] == [2, 1]
    assert all("declaration.no_number" in codes(draft) for draft in drafts)


def test_rows_that_contradict_the_first_are_named() -> None:
    draft = only(row(), row(item=2, 备案号="C53015999999"))
    assert value(draft, "handbook") == "C53015123456"
    [warning] = draft.warnings
    assert dict(warning.details) == {"field": "备案号", "row": "3", "value": "C53015999999"}


@pytest.mark.parametrize(
    ("head", "alias"),
    [
        ("海关编号", "报关单号"),
        ("商品编号", "HS编码"),
        ("商品编号", "H.S.编码"),
        ("商品编号", " 商品编码 * "),
        ("总价", "申报总价"),
        ("监管方式", "贸易方式"),
        ("备案号", "手册号"),
        ("币制", "币种"),
        ("成交数量", "申报数量"),
    ],
)
def test_makers_may_call_a_column_by_another_name(head: str, alias: str) -> None:
    renamed = [alias if name == head else name for name in HEADS]
    [draft] = read([renamed, row()])
    assert draft == only(row())


def test_a_total_in_dollars_by_its_head_needs_no_currency() -> None:
    renamed = [{"总价": "美元离岸价", "币制": "备用"}.get(name, name) for name in HEADS]
    [draft] = read([renamed, row()])
    assert draft.lines[0]["currency"].value == "USD"
    assert draft.lines[0]["total"].value == Money(62000)


@pytest.mark.parametrize(("text", "letters"), [("502", "USD"), ("美元", "USD"), ("欧元", "EUR")])
def test_a_currency_may_be_letters_an_old_number_or_a_name(text: str, letters: str) -> None:
    assert only(row(币制=text)).lines[0]["currency"].value == letters


def test_an_unknown_currency_is_named_and_left_out() -> None:
    draft = only(row(币制="贝壳"))
    assert "currency" not in draft.lines[0]
    assert codes(draft) == ["declaration.unknown_currency"]


# What spreadsheets do to numbers


def test_numbers_that_excel_rounded_are_split_where_the_items_start_anew() -> None:
    cells: dict[str, object] = {}
    for line, cellsofrow in enumerate([HEADS, row(0, 1), row(0, 2), row(0, 1)], start=1):
        for column, cell in enumerate(cellsofrow):
            cells[f"{chr(ord('A') + column)}{line}"] = cell
    for line in (2, 3, 4):
        cells[f"B{line}"] = 5.30120250000123e17
    drafts = customs_list.read(load(number_sheet(cells, "Z9", "1")))
    assert [len(draft.lines) for draft in drafts] == [2, 1]
    assert numbers(drafts) == [None, None]
    assert all(codes(draft).count("sheet.number_rounded") == 1 for draft in drafts)


def test_a_number_in_scientific_writing_as_text_is_lost_too() -> None:
    draft = only(row("5.3012E+17"))
    assert value(draft, "number") is None
    assert "sheet.number_rounded" in codes(draft)


def test_a_rounded_number_does_not_part_rows_that_the_unified_number_joins() -> None:
    rows = [row("5.3012E+17", at, 统一编号="E20250000000000001") for at in (2, 1)]
    [draft] = read([HEADS, *rows])
    assert len(draft.lines) == 2


def test_a_nought_lost_from_the_front_of_a_commodity_code_comes_back() -> None:
    draft = only(row(商品编号=101210010, 商品名称="马"))
    assert draft.lines[0]["hs_code"].value == "0101210010"
    assert codes(draft) == ["declaration.hs_nought_restored"]


def test_a_commodity_code_as_a_figure_is_read() -> None:
    assert only(row(商品编号=8536690000)).lines[0]["hs_code"].value == "8536690000"


@pytest.mark.parametrize("code", ["85366", "8536.69.00.00.9", "插头"])
def test_what_is_no_commodity_code_is_kept_and_named(code: str) -> None:
    assert "declaration.bad_hs_code" in codes(only(row(商品编号=code)))


def test_dots_in_a_commodity_code_are_dropped() -> None:
    assert only(row(商品编号="8536.6900.00")).lines[0]["hs_code"].value == "8536690000"


def test_a_leading_apostrophe_or_tab_is_no_part_of_the_number() -> None:
    assert value(only(row(f"'{ONE}")), "number") == ONE


def test_a_total_finer_than_a_cent_is_named_instead_of_rounded() -> None:
    draft = only(row(总价="620.005"))
    assert "total" not in draft.lines[0]
    assert "declaration.unreadable" in codes(draft)


def test_a_day_that_is_none_is_named() -> None:
    draft = only(row(申报日期="三月八日"))
    [warning] = draft.warnings
    assert dict(warning.details) == {"field": "申报日期", "text": "三月八日"}


# What is no list


@pytest.mark.parametrize(
    "rows",
    [
        [["海关编号", "商品编号"], [ONE, "8536690000"]],
        [
            ["商品编号", "商品名称", "数量", "单位", "单价", "总价"],
            ["8536690000", "x", 1, "个", 1, 1],
        ],
        [["姓名", "电话"], ["张三", "1"]],
        [],
    ],
)
def test_other_tables_are_not_taken_for_customs_lists(rows: Rows) -> None:
    assert read(rows) == []


def test_a_list_is_neither_a_form_nor_a_tax_export() -> None:
    book = load(rows_workbook([HEADS, row()]))
    assert customs_form.read(book) == []
    assert tax_export.read(book) == []


def test_heads_too_far_down_are_not_looked_for() -> None:
    assert read([["x"]] * 40 + [list(HEADS), row()]) == []


def test_each_sheet_is_a_list_of_its_own() -> None:
    book = load(rows_workbook([HEADS, row()], [["说明"]], [HEADS, row(TWO)]))
    assert numbers(customs_list.read(book)) == [ONE, TWO]


CELL = st.none() | st.sampled_from([ONE, "0615", "合计", "5.3E+17", "出口", "x"]) | st.integers()


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, max_size=len(HEADS)), max_size=6))
def test_whatever_stands_below_the_heads_is_read_without_trouble(rows: list[list[object]]) -> None:
    drafts = read([HEADS, *rows])
    assert all(isinstance(line["hs_code"].value, str) for d in drafts for line in d.lines)


@settings(max_examples=60)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_quantity_times_price_never_warns_when_it_is_the_total(quantity: int, cents: int) -> None:
    total = Decimal(quantity * cents) / 100
    draft = only(row(成交数量=quantity, 单价=Decimal(cents) / 100, 总价=str(total)))
    assert codes(draft) == []
