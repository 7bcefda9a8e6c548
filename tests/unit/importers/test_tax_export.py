from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.sheet_making import number_sheet, rows_workbook

from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.fapiao import FapiaoKind, FapiaoState
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.importers import customs_form, customs_list, tax_export
from jiamao_desktop.importers.sheet_workbook import load

DIGITAL = "25322000000000000011"
HEADS = (
    "序号",
    "发票代码",
    "发票号码",
    "数电发票号码",
    "销方识别号",
    "销方名称",
    "购方识别号",
    "购买方名称",
    "开票日期",
    "货物或应税劳务名称",
    "规格型号",
    "单位",
    "数量",
    "单价",
    "金额",
    "税率",
    "税额",
    "价税合计",
    "发票票种",
    "发票状态",
    "备注",
)
BASIC = tuple(head for head in HEADS if head != "货物或应税劳务名称")


def row(heads: Sequence[str] = HEADS, **changes: object) -> list[object]:
    cells: dict[str, object] = {
        "序号": 1,
        "发票代码": None,
        "发票号码": None,
        "数电发票号码": DIGITAL,
        "销方识别号": "91320594M00013F5Q5",
        "销方名称": "样例苏州电子科技有限公司",
        "购方识别号": "91350211M00013F5Q5",
        "购买方名称": "样例深圳加工贸易有限公司",
        "开票日期": "2025-03-12 10:00:00",
        "货物或应税劳务名称": "*电子元件*连接器",
        "规格型号": "C-01",
        "单位": "个",
        "数量": 1,
        "单价": 3500,
        "金额": 3500,
        "税率": "13%",
        "税额": 455,
        "价税合计": 3955,
        "发票票种": "数电发票（增值税专用发票）",
        "发票状态": "正常",
        "备注": None,
    }
    return [(cells | changes).get(head) for head in heads]


def read(*sheets: Sequence[Sequence[object]]) -> list[Draft]:
    return tax_export.read(load(rows_workbook(*sheets)))


def only(*rows: Sequence[object]) -> Draft:
    [draft] = read([HEADS, *rows])
    return draft


def value(draft: Draft, name: str) -> Any:
    field = draft.fields.get(name)
    return None if field is None else field.value


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def test_a_fapiao_is_read_from_its_row() -> None:
    draft = only(row())
    assert draft.kind is DraftKind.FAPIAO
    assert value(draft, "kind") == FapiaoKind.DIGITAL_SPECIAL
    assert value(draft, "number") == DIGITAL
    assert value(draft, "issued_on") == dt.date(2025, 3, 12)
    assert value(draft, "seller") == "样例苏州电子科技有限公司"
    assert value(draft, "buyer") == "样例深圳加工贸易有限公司"
    assert value(draft, "net") == Money.from_yuan("3500")
    assert value(draft, "tax") == Money.from_yuan("455")
    assert value(draft, "gross") == Money.from_yuan("3955")
    assert {field.origin for field in draft.fields.values()} == {Origin.SHEET}


def test_a_line_keeps_quantity_and_price_as_written() -> None:
    [line] = only(row(数量="2.5", 单价=1400)).lines
    assert line["name"].value == "*电子元件*连接器"
    assert line["quantity"].value == Decimal("2.5")
    assert line["unit_price"].value == Decimal(1400)
    assert line["rate"].value == "13%"


def test_rows_of_one_number_are_lines_of_one_fapiao() -> None:
    draft = only(
        row(),
        row(金额=-100, 税额=-13, 价税合计=-113),
        row(金额="2,000.00", 税额=260, 价税合计=2260),
    )
    assert len(draft.lines) == 3
    assert value(draft, "net") == Money.from_yuan("5400")
    assert value(draft, "gross") == Money.from_yuan("6102")


def test_an_older_fapiao_is_known_by_code_and_number() -> None:
    draft = only(
        row(
            数电发票号码=None,
            发票代码="032002300111",
            发票号码="00123456",
            发票票种="增值税电子普通发票",
        )
    )
    assert (value(draft, "code"), value(draft, "number")) == ("032002300111", "00123456")
    assert value(draft, "kind") == FapiaoKind.ELECTRONIC_ORDINARY


def test_one_number_under_two_codes_is_two_fapiao() -> None:
    codes_ = ("032002300111", "032002300112")
    rows = [row(数电发票号码=None, 发票号码="00123456", 发票代码=code) for code in codes_]
    assert len(read([HEADS, *rows])) == 2


def test_noughts_lost_from_the_front_of_number_and_code_come_back() -> None:
    draft = only(row(数电发票号码=None, 发票代码=32002300111, 发票号码=123456))
    assert (value(draft, "code"), value(draft, "number")) == ("032002300111", "00123456")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("数电发票（增值税专用发票）", FapiaoKind.DIGITAL_SPECIAL),
        ("数电发票（普通发票）", FapiaoKind.DIGITAL_ORDINARY),
        ("数电发票（铁路电子客票）", FapiaoKind.RAIL_TICKET),
        ("数电发票（航空运输电子客票行程单）", FapiaoKind.AIR_ITINERARY),
        ("机动车", FapiaoKind.OTHER),
        ("", FapiaoKind.OTHER),
    ],
)
def test_the_kind_is_told_from_its_name(name: str, kind: FapiaoKind) -> None:
    assert value(only(row(发票票种=name)), "kind") == kind


def test_a_red_fapiao_is_negative() -> None:
    draft = only(row(金额=-35, 税额=-4.55, 价税合计=-39.55))
    assert value(draft, "gross") == Money(-3955)


@pytest.mark.parametrize("state", ["作废", "已红冲-全额", "已红冲-部分"])
def test_a_fapiao_that_is_no_longer_in_force_is_named(state: str) -> None:
    draft = only(row(发票状态=state))
    [warning] = [found for found in draft.warnings if found.code == "fapiao.not_in_force"]
    assert dict(warning.details) == {"number": DIGITAL, "state": state}


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("正常", FapiaoState.NORMAL),
        ("作废", FapiaoState.VOID),
        ("已红冲-全额", FapiaoState.REVERSED),
        ("已红冲-部分", FapiaoState.PART_REVERSED),
    ],
)
def test_the_state_at_the_tax_bureau_is_kept(written: str, state: FapiaoState) -> None:
    assert only(row(发票状态=written)).fields["state"].value is state


def test_a_state_that_nobody_knows_is_named_but_not_kept() -> None:
    draft = only(row(发票状态="异常"))
    assert "state" not in draft.fields
    assert "fapiao.not_in_force" in {found.code for found in draft.warnings}


def test_a_list_that_is_silent_about_the_state_has_none() -> None:
    assert "state" not in only(row(发票状态=None)).fields


def test_sums_that_do_not_add_up_leave_a_warning() -> None:
    assert codes(only(row(价税合计=4000))) != []


def test_a_cell_that_is_no_amount_leaves_the_sum_open() -> None:
    draft = only(row(), row(金额="见附件", 税额=0, 价税合计=1))
    assert value(draft, "net") != Money.from_yuan("3500")


# Which sheet, which row


def test_the_sheet_with_lines_is_preferred() -> None:
    basic = [BASIC, row(BASIC, 金额=1)]
    [draft] = read(basic, [HEADS, row()])
    assert value(draft, "net") == Money.from_yuan("3500")
    assert len(draft.lines) == 1


def test_the_sheet_of_heads_alone_is_taken_where_there_are_no_lines() -> None:
    [draft] = read([BASIC, row(BASIC)], [HEADS])
    assert value(draft, "number") == DIGITAL
    assert draft.lines == ()


def test_the_heads_may_stand_below_a_title_and_carry_stars() -> None:
    rows: list[list[object]] = [
        ["税款所属期", "202503"],
        [
            "勾选状态",
            "数电发票号码*",
            "开票日期*",
            "销售方纳税人识别号",
            "销售方纳税人名称",
            "金额*",
            "票面税额",
        ],
        ["是", DIGITAL, "2025-03-12", "91320594M00013F5Q5", "样例苏州电子科技有限公司", 3500, 455],
    ]
    [draft] = read(rows)
    assert value(draft, "number") == DIGITAL
    assert value(draft, "gross") == Money.from_yuan("3955")
    assert value(draft, "buyer") is None


def test_rows_without_a_number_such_as_sums_are_passed_over() -> None:
    total_row = row(数电发票号码=None, 序号="合计", 金额=9999)
    assert value(only(row(), total_row), "net") == Money.from_yuan("3500")


def test_a_number_that_excel_rounded_is_left_out_and_named() -> None:
    places: dict[str, object] = {f"{chr(ord('A') + at)}1": head for at, head in enumerate(HEADS)}
    places |= {f"{chr(ord('A') + at)}2": cell for at, cell in enumerate(row()) if cell is not None}
    [draft] = tax_export.read(load(number_sheet(places, "D2", "2.5322E+19")))
    assert value(draft, "number") is None
    assert "sheet.number_rounded" in codes(draft)


def test_two_rounded_numbers_are_never_put_together() -> None:
    drafts = read([HEADS, row(数电发票号码="2.5322E+19"), row(数电发票号码="2.5322E+19")])
    assert len(drafts) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["发票号码", "金额"], ["00123456", 1]],
        [["姓名", "开票日期"]],
        [["x"]] * 40 + [list(HEADS)],
    ],
)
def test_other_tables_are_not_taken_for_tax_exports(rows: Sequence[Sequence[object]]) -> None:
    assert read(rows) == []


def test_an_export_is_no_customs_file() -> None:
    book = load(rows_workbook([HEADS, row()]))
    assert customs_form.read(book) == []
    assert customs_list.read(book) == []


@settings(max_examples=50)
@given(st.lists(st.integers(-(10**9), 10**9).filter(bool), min_size=1, max_size=8))
def test_the_sum_of_a_fapiao_is_the_sum_of_its_lines(fens: list[int]) -> None:
    rows = [
        row(金额=str(Money(fen)), 税额=0, 价税合计=str(Money(fen)), 税率="免税") for fen in fens
    ]
    assert value(only(*rows), "gross") == total(Money(fen) for fen in fens)
