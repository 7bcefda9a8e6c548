from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest
from tests.unit.importers.sheet_making import rows_workbook

from jiamao_desktop.domain.draft import Draft, DraftKind
from jiamao_desktop.domain.drawback import DrawbackExport, DrawbackPurchase
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import drawback_list
from jiamao_desktop.importers.reading import read_bytes
from jiamao_desktop.importers.sheet_workbook import load

EXPORT_HEADS = (
    *("所属期", "申报批次", "序号", "关联号", "出口发票号", "出口货物报关单号", "代理证明号"),
    *("出口日期", "出口商品代码", "出口商品名称", "计量单位", "出口数量", "美元离岸价"),
)
EXPORT = (
    *("202503", "001", "00000001", "2025030001", "CI-25-01", "530120250000123456001", None),
    *("2025-03-08", "8536690000", "连接器", "个", 1000, 620.5),
)
PURCHASE_HEADS = (
    *("关联号", "税种", "进货凭证号", "开票日期", "供货方纳税号", "出口商品代码", "商品名称"),
    *("计量单位", "数量", "计税金额", "征税率", "退税率", "可退税额"),
)
PURCHASE = (
    *("2025030001", "V", "25442000000000000073", "2025-02-09", "91441900MA5TE5T029", "8536690000"),
    *("连接器", "个", 1000, 3500, 0.13, 0.13, 455),
)


def read(*sheets: Sequence[Sequence[object]]) -> list[Draft]:
    return drawback_list.read(load(rows_workbook(*sheets)))


def line(draft: Draft, number: int = 0) -> dict[str, object]:
    return {name: field.value for name, field in draft.lines[number].items()}


def test_an_export_row_is_read() -> None:
    [draft] = read([EXPORT_HEADS, EXPORT])
    assert draft.kind is DraftKind.DRAWBACK_EXPORTS
    assert draft.fields == {}
    assert line(draft) == {
        "period": "202503",
        "lot": "001",
        "serial": "00000001",
        "link": "2025030001",
        "fapiao_number": "CI-25-01",
        "declaration_number": "530120250000123456001",
        "exported_on": dt.date(2025, 3, 8),
        "hs_code": "8536690000",
        "name": "连接器",
        "unit": "个",
        "quantity": Decimal(1000),
        "usd": Money.from_yuan("620.50"),
    }
    assert draft.warnings == ()


def test_a_purchase_row_is_read_with_rates_in_per_cent() -> None:
    [draft] = read([PURCHASE_HEADS, PURCHASE])
    assert draft.kind is DraftKind.DRAWBACK_PURCHASES
    assert line(draft) == {
        "link": "2025030001",
        "tax_kind": "V",
        "voucher": "25442000000000000073",
        "issued_on": dt.date(2025, 2, 9),
        "seller_id": "91441900MA5TE5T029",
        "hs_code": "8536690000",
        "name": "连接器",
        "unit": "个",
        "quantity": Decimal(1000),
        "base": Money.from_yuan("3500"),
        "levy_rate": Decimal(13),
        "refund_rate": Decimal(13),
        "refundable": Money.from_yuan("455"),
    }


@pytest.mark.parametrize(
    ("written", "rate"), [(13, 13), ("13%", 13), ("0.5%", Decimal("0.5")), (0, 0), (0.09, 9)]
)
def test_a_rate_is_per_cent_however_it_is_written(written: object, rate: object) -> None:
    [draft] = read([PURCHASE_HEADS, [*PURCHASE[:10], written, *PURCHASE[11:]]])
    assert line(draft)["levy_rate"] == rate


def test_export_rows_are_no_declarations() -> None:
    """Each row would else become a declaration of 21 digits and be counted twice."""
    other = [*EXPORT[:5], "530120250000123456002", *EXPORT[6:]]
    [draft] = read_bytes("退税.xlsx", rows_workbook([EXPORT_HEADS, EXPORT, other])).drafts
    assert draft.kind is DraftKind.DRAWBACK_EXPORTS
    assert len(draft.lines) == 2


def test_a_list_of_declarations_is_no_refund() -> None:
    heads = ("海关编号", "监管方式", "商品编号", "商品名称", "成交数量", "总价", "币制")
    row = ("530120250000123456", "0615", "8536690000", "连接器", 1000, 620, "USD")
    assert read([heads, row]) == []
    [draft] = read_bytes("单.xlsx", rows_workbook([heads, row])).drafts
    assert draft.kind is DraftKind.DECLARATION


def test_both_tables_of_a_workbook_are_read() -> None:
    drafts = read([EXPORT_HEADS, EXPORT], [["进货明细"], PURCHASE_HEADS, PURCHASE])
    assert [draft.kind for draft in drafts] == [
        DraftKind.DRAWBACK_EXPORTS,
        DraftKind.DRAWBACK_PURCHASES,
    ]


@pytest.mark.parametrize("number", ["530120250000123456", "530120250000123456101", "X"])
def test_a_number_without_its_item_is_named_with_its_row(number: str) -> None:
    [draft] = read([EXPORT_HEADS, [*EXPORT[:5], number, *EXPORT[6:]]])
    [note] = draft.warnings
    assert (note.code, dict(note.details)) == (
        "drawback.bad_number",
        {"row": "2", "number": number},
    )


def test_a_number_that_excel_has_rounded_is_told() -> None:
    [draft] = read([EXPORT_HEADS, [*EXPORT[:5], 530120250000123456001, *EXPORT[6:]]])
    assert [note.code for note in draft.warnings] == ["sheet.number_rounded"]
    assert "declaration_number" not in draft.lines[0]


def test_what_does_not_parse_is_named_and_left_out() -> None:
    [draft] = read([EXPORT_HEADS, [*EXPORT[:7], "三月", *EXPORT[8:11], "约千", EXPORT[12]]])
    assert [dict(note.details)["text"] for note in draft.warnings] == ["三月", "约千"]
    assert "quantity" not in draft.lines[0]


def test_sums_and_empty_sheets_are_no_rows() -> None:
    [draft] = read([EXPORT_HEADS, EXPORT, ["合计", *([None] * 11), 620.5]])
    assert len(draft.lines) == 1
    assert read([EXPORT_HEADS]) == []


def test_fields_of_rows_are_named_as_the_records_are() -> None:
    kept = {field.name for field in dataclasses.fields(DrawbackExport)}
    assert set(drawback_list.LABELS["exports"]) == kept
    kept = {field.name for field in dataclasses.fields(DrawbackPurchase)}
    assert set(drawback_list.LABELS["purchases"]) == kept


@pytest.mark.parametrize(("written", "shown"), [(0.1, "10"), (0.2, "20"), ("10%", "10")])
def test_a_rate_of_ten_per_cent_is_not_written_with_an_exponent(
    written: object, shown: str
) -> None:
    row = [written if held == 0.13 else held for held in PURCHASE]
    [draft] = read([PURCHASE_HEADS, row])
    assert str(line(draft)["levy_rate"]) == shown
