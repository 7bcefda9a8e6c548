from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.importers.sheet_making import cells_workbook, number_sheet, replaced

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import customs_form, customs_list
from jiamao_desktop.importers.sheet_workbook import load

HEAD: dict[str, object] = {
    "B2": "中华人民共和国海关出口货物报关单",
    "B3": "预录入编号：",
    "G3": "海关编号：",
    "L3": "530120250000123456",
    "P3": "页码/页数：",
    "R3": "1/2",
    "B4": "境内发货人",
    "D4": "91440300MA5F74BQ1L",
    "G4": "出境关别",
    "H4": 0,
    "J4": "出口日期",
    "M4": "申报日期",
    "O4": "备案号",
    "B5": "样例深圳加工贸易有限公司",
    "G5": "蛇口海关",
    "J5": "20250308",
    "M5": dt.date(2025, 3, 7),
    "O5": "C53015123456",
    "B6": "境外收货人",
    "D6": 0,
    "G6": "运输方式",
    "J6": "运输工具名称/及航次号",
    "M6": "提运单号",
    "B7": "SAMPLE  TRADING\nCO., LTD",
    "G7": "水路运输",
    "J7": "COSCO SAMPLE/025E",
    "M7": "SNKO010250300123",
    "B8": "生产销售单位",
    "G8": "监管方式",
    "J8": "征免性质",
    "M8": "许可证号",
    "B9": 0,
    "G9": "进料对口",
    "J9": "进料加工",
    "B10": "合同协议号",
    "G10": "贸易国(地区)",
    "J10": "运抵国(地区)",
    "M10": "指运港",
    "B11": "HT-2025-01",
    "G11": "香港",
    "J11": "美国",
    "B12": "包装种类",
    "G12": "件数",
    "H12": "毛重",
    "J12": "净重",
    "L12": "成交方式",
    "M12": "运费",
    "B13": "纸箱",
    "G13": 12,
    "H13": 330.5,
    "J13": 0,
    "L13": "FOB",
    "B19": "项号",
    "C19": "商品编号",
    "E19": "商品名称及规格型号",
    "H19": "数量及单位",
    "K19": "单价/总价/币制",
    "M19": "原产国(地区)",
    "N19": "最终目的国(地区)",
    "P19": "境内货源地",
    "R19": "征免",
    "B40": "报关人员",
    "D40": "样例",
}
FIRST: dict[str, object] = {
    "B20": 1,
    "C20": "8536690000",
    "E20": "连接器",
    "H20": 1000,
    "J20": "个",
    "K20": 0.62,
    "M20": "中国",
    "N20": "美国",
    "P20": "深圳特区",
    "R20": "全免",
    "E21": "4|3|电路连接|无品牌|C-01",
    "K21": 620,
    "K22": "美元",
}
SECOND: dict[str, object] = {
    "B23": 2,
    "C23": "3926909090",
    "E23": "塑料外壳",
    "H23": 200,
    "J23": "千克",
    "K23": 4.5,
    "K24": 900,
    "K25": "美元",
}
ITEMS = FIRST | SECOND


def read(cells: Mapping[str, object]) -> list[Draft]:
    return customs_form.read(load(cells_workbook(cells)))


def only(cells: dict[str, object]) -> Draft:
    [draft] = read(cells)
    return draft


def values(draft: Draft) -> dict[str, Any]:
    return {name: field.value for name, field in draft.fields.items()}


def item(draft: Draft, number: int = 0) -> dict[str, Any]:
    return {name: field.value for name, field in draft.lines[number].items()}


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def test_the_head_is_read_from_the_row_below_the_labels() -> None:
    draft = only(HEAD | ITEMS)
    assert draft.kind is DraftKind.DECLARATION
    assert values(draft) == {
        "number": "530120250000123456",
        "direction": Direction.EXPORT,
        "declared_on": dt.date(2025, 3, 7),
        "moved_on": dt.date(2025, 3, 8),
        "domestic_party": "样例深圳加工贸易有限公司",
        "domestic_code": "91440300MA5F74BQ1L",
        "overseas_party": "SAMPLE TRADING CO., LTD",
        "customs_regime": "0615",
        "customs_regime_name": "进料对口",
        "levy_kind": "进料加工",
        "handbook": "C53015123456",
        "contract": "HT-2025-01",
        "bill": "SNKO010250300123",
        "transport": "水路运输",
        "trade_country": "香港",
        "other_country": "美国",
        "terms": "FOB",
        "packages": "12",
        "gross_weight": "330.5",
        "wrapping": "纸箱",
    }
    assert codes(draft) == []


def test_every_field_names_the_sheet_as_its_origin() -> None:
    draft = only(HEAD | ITEMS)
    assert {field.origin for field in draft.fields.values()} == {Origin.SHEET}
    assert {field.origin for line in draft.lines for field in line.values()} == {Origin.SHEET}


def test_the_items_are_read_from_blocks_of_rows() -> None:
    draft = only(HEAD | ITEMS)
    assert len(draft.lines) == 2
    assert item(draft) == {
        "number": Decimal(1),
        "hs_code": "8536690000",
        "name": "连接器",
        "specification": "4|3|电路连接|无品牌|C-01",
        "quantity": Decimal(1000),
        "unit": "个",
        "unit_price": Decimal("0.62"),
        "total": Money(62000),
        "currency": "USD",
        "origin_country": "中国",
        "destination_country": "美国",
        "duty_mode": "全免",
    }
    assert item(draft, 1)["total"] == Money(90000)


def test_a_nought_in_a_cell_of_the_head_is_a_formula_without_a_value() -> None:
    found = values(only(HEAD | ITEMS | {"L3": 0, "O5": 0, "M7": 0, "J5": 0}))
    assert not found.keys() & {"number", "handbook", "bill", "moved_on", "net_weight"}


def test_a_broker_form_without_items_or_number_is_still_a_draft() -> None:
    draft = only(HEAD | {"L3": 0, "B20": 1, "C20": 0, "E20": 0, "H20": 1, "J20": "个", "K20": 0})
    assert draft.lines == ()
    assert codes(draft) == ["declaration.no_number", "declaration.no_items"]


def test_a_blank_form_is_nothing() -> None:
    labels = {place: text for place, text in HEAD.items() if text in LABELS}
    assert read(labels) == []


LABELS = {
    "中华人民共和国海关出口货物报关单",
    "海关编号：",
    "境内发货人",
    "监管方式",
    "项号",
    "商品编号",
    "商品名称及规格型号",
}


@pytest.mark.parametrize(
    ("changes", "direction"),
    [
        ({}, Direction.EXPORT),
        ({"B2": "中华人民共和国海关进口货物报关单"}, Direction.IMPORT),
        ({"B2": "报关单"}, Direction.EXPORT),
        ({"B2": "报关单", "B4": "境内收货人", "L3": ""}, Direction.IMPORT),
    ],
)
def test_the_direction_is_told_from_the_title_or_from_the_parties(
    changes: dict[str, object], direction: Direction
) -> None:
    assert values(only(HEAD | ITEMS | changes))["direction"] is direction


def test_a_title_that_contradicts_the_number_is_named() -> None:
    draft = only(HEAD | ITEMS | {"B2": "中华人民共和国海关进口货物报关单"})
    assert codes(draft) == ["declaration.direction_differs"]


def test_codes_in_brackets_behind_the_labels_are_read() -> None:
    draft = only(
        HEAD
        | ITEMS
        | {
            "B4": "境内发货人（91440300MA5F74BQ1L）",
            "D4": None,
            "G8": "监管方式(0615)",
            "G9": None,
            "J8": "征免性质 (503)",
            "J9": None,
            "L12": "成交方式(3)",
            "L13": None,
        }
    )
    found = values(draft)
    assert found["domestic_code"] == "91440300MA5F74BQ1L"
    assert (found["customs_regime"], found["customs_regime_name"]) == ("0615", "进料对口")
    assert (found["levy_kind"], found["terms"]) == ("进料加工", "FOB")


def test_the_value_may_stand_in_the_cell_of_the_label_behind_a_colon() -> None:
    draft = only(HEAD | ITEMS | {"G3": "海关编号：530120250000123457", "L3": None})
    assert values(draft)["number"] == "530120250000123457"


def test_an_empty_value_is_not_borrowed_from_the_next_label() -> None:
    draft = only(HEAD | ITEMS | {"L3": None})
    assert "number" not in draft.fields


def test_a_number_that_excel_has_rounded_is_left_out_and_named() -> None:
    draft = customs_form.read(load(number_sheet(HEAD | ITEMS, "L3", "5.30120250000123E+17")))[0]
    assert "number" not in draft.fields
    assert "sheet.number_rounded" in codes(draft)
    [warning] = [found for found in draft.warnings if found.code == "sheet.number_rounded"]
    assert dict(warning.details)["shown"].startswith("530120250000123")


def test_a_number_typed_as_a_figure_but_written_in_full_is_read() -> None:
    draft = customs_form.read(load(number_sheet(HEAD | ITEMS, "L3", "530120250000123456")))[0]
    assert values(draft)["number"] == "530120250000123456"


# Goods


@pytest.mark.parametrize(
    "measures",
    [
        {"H20": 31.5, "J20": "千克", "H21": 1000, "J21": "个"},
        {"H20": 1000, "J20": "个", "H21": 31.5, "J21": "千克"},
        {"H20": "31.5千克", "J20": None, "H21": None, "H22": "1000个"},
        {"H20": "1,000个", "J20": None, "H21": "31.5千克"},
    ],
)
def test_the_quantity_sold_is_the_one_that_multiplies_to_the_total(
    measures: dict[str, object],
) -> None:
    found = item(only(HEAD | ITEMS | measures))
    assert (found["quantity"], found["unit"]) == (Decimal(1000), "个")


def test_when_no_quantity_multiplies_to_the_total_the_last_is_taken_and_named() -> None:
    draft = only(HEAD | ITEMS | {"H20": 31.5, "J20": "千克", "H21": 999, "J21": "个"})
    assert item(draft)["quantity"] == Decimal(999)
    assert codes(draft) == ["declaration.price_differs"]


@pytest.mark.parametrize(
    "prices",
    [
        {"K20": "0.62/620/USD", "K21": None, "K22": None},
        {"K20": "0.62\n620.00\n美元", "K21": None, "K22": None},
        {"K20": 0.62, "K21": "620.00", "K22": "502"},
        {"K20": "0.6200", "K21": 620, "K22": "USD"},
    ],
)
def test_price_total_and_currency_are_told_apart(prices: dict[str, object]) -> None:
    found = item(only(HEAD | ITEMS | prices))
    assert found["unit_price"] == Decimal("0.62")
    assert found["total"] == Money(62000)


def test_the_foot_of_the_form_is_no_item() -> None:
    draft = only(
        HEAD | ITEMS | {"B27": "特殊关系确认：否", "B28": 3, "C28": "1234567890", "E28": "x"}
    )
    assert len(draft.lines) == 2


def test_an_item_without_a_total_is_named() -> None:
    draft = only(HEAD | ITEMS | {"K23": 4.5, "K24": None})
    assert "declaration.no_total" in codes(draft)


# Several sheets


def two_sheets(second: dict[str, object]) -> list[Draft]:
    first = cells_workbook(HEAD | FIRST)
    other = cells_workbook(second)
    drafts = load(first).sheets[0], load(other).sheets[0]
    return customs_form.read_sheets(drafts, Origin.SHEET)


def test_a_second_page_of_the_same_declaration_adds_its_items() -> None:
    [draft] = two_sheets(HEAD | SECOND)
    assert [item(draft, at)["number"] for at in (0, 1)] == [Decimal(1), Decimal(2)]


def test_a_second_page_with_nothing_but_goods_belongs_to_the_first() -> None:
    goods = {place: value for place, value in HEAD.items() if place.endswith("19")}
    [draft] = two_sheets(goods | SECOND)
    assert len(draft.lines) == 2


def test_a_copy_of_the_sheet_does_not_double_the_items() -> None:
    [draft] = two_sheets(HEAD | FIRST)
    assert len(draft.lines) == 1


def test_another_number_is_another_declaration() -> None:
    drafts = two_sheets(HEAD | SECOND | {"L3": "530120250000123999"})
    assert [draft.fields["number"].value for draft in drafts] == [
        "530120250000123456",
        "530120250000123999",
    ]


def test_other_workbooks_are_not_forms() -> None:
    assert read({"A1": "品名", "B1": "数量", "A2": "连接器", "B2": 3}) == []
    goods_only = {place: value for place, value in HEAD.items() if place.endswith("19")}
    assert read(goods_only | FIRST) == []


def test_a_form_is_not_taken_for_a_list() -> None:
    assert customs_list.read(load(cells_workbook(HEAD | ITEMS))) == []


def test_a_sheet_of_labels_in_a_wild_order_does_not_break_the_reader() -> None:
    shuffled = dict(zip(HEAD, reversed(list(HEAD.values())), strict=True))
    for draft in read(shuffled | ITEMS):
        assert draft.kind is DraftKind.DECLARATION
    assert replaced(cells_workbook(HEAD), "x.xml", b"<x/>")
