from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.unit.importers.making import Placed, page

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import bank_slip, customs_pdf
from jiamao_desktop.importers.layout import Page

HEAD: tuple[Placed, ...] = (
    (300, 36, "中华人民共和国海关进口货物报关单"),
    (30, 60, "预录入编号：530120251000123456"),
    (250, 60, "海关编号：530120251000123456"),
    (30, 78, "境内收货人(91440300MA5F74BQ1L)"),
    (250, 78, "进境关别(5301)"),
    (370, 78, "进口日期"),
    (490, 78, "申报日期"),
    (610, 78, "备案号"),
    (30, 90, "样例深圳加工贸易有限公司"),
    (250, 90, "深圳湾口岸"),
    (370, 90, "20250309"),
    (490, 90, "20250308"),
    (610, 90, "C53015123456"),
    (30, 104, "境外发货人"),
    (250, 104, "运输方式(2)"),
    (490, 104, "提运单号"),
    (30, 116, "SAMPLE"),
    (60, 116, "TRADING"),
    (95, 116, "INC."),
    (250, 116, "水路运输"),
    (490, 116, "SNKO010250300123"),
    (250, 130, "监管方式(0615)"),
    (370, 130, "征免性质(503)"),
    (250, 142, "进料对口"),
    (370, 142, "进料加工"),
    (30, 156, "合同协议号"),
    (250, 156, "贸易国(地区)(KOR)"),
    (370, 156, "启运国(地区)(KOR)"),
    (30, 168, "HT-2025-01"),
    (250, 168, "韩国"),
    (370, 168, "韩国"),
)
TABLE: tuple[Placed, ...] = (
    (30, 268, "项号"),
    (56, 268, "商品编号"),
    (120, 268, "商品名称及规格型号"),
    (330, 268, "数量及单位"),
    (430, 268, "单价/总价/币制"),
    (530, 268, "原产国(地区)"),
    (610, 268, "最终目的国(地区)"),
    (690, 268, "境内目的地"),
    (770, 268, "征免"),
)
FOOT: tuple[Placed, ...] = ((30, 518, "特殊关系确认：否"), (30, 543, "报关人员"))


def goods(number: int, y: float) -> tuple[Placed, ...]:
    return (
        (34, y, str(number)),
        (56, y, "5407520091"),
        (120, y, "涤纶布"),
        (330, y, "31.5千克"),
        (430, y, "1.4000"),
        (530, y, "韩国"),
        (610, y, "中国"),
        (690, y, "(43111)永州"),
        (770, y, "全免"),
        (34, y + 11, f"({number})"),
        (120, y + 11, "1|3|染色|100%涤纶"),
        (330, y + 11, "2500米"),
        (430, y + 11, "3500.00"),
        (530, y + 11, "(KOR)"),
        (610, y + 11, "(CHN)"),
        (770, y + 11, "(3)"),
        (430, y + 22, "美元"),
    )


def form(*placed: Placed) -> Page:
    return page(*placed, width=842, height=595)


def only(*pages: Page) -> Draft:
    [draft] = customs_pdf.read(pages)
    return draft


def value(draft: Draft, name: str) -> Any:
    field = draft.fields.get(name)
    return None if field is None else field.value


def test_the_printed_form_is_read_like_the_workbook() -> None:
    draft = only(form(*HEAD, *TABLE, *goods(1, 282), *goods(2, 318), *FOOT))
    assert value(draft, "number") == "530120251000123456"
    assert value(draft, "direction") is Direction.IMPORT
    assert value(draft, "domestic_code") == "91440300MA5F74BQ1L"
    assert value(draft, "domestic_party") == "样例深圳加工贸易有限公司"
    assert value(draft, "customs_regime") == "0615"
    assert value(draft, "handbook") == "C53015123456"
    assert value(draft, "bill") == "SNKO010250300123"
    assert value(draft, "contract") == "HT-2025-01"
    assert value(draft, "other_country") == "韩国"
    assert len(draft.lines) == 2
    assert draft.warnings == ()


def test_every_field_names_the_layout_as_its_origin() -> None:
    draft = only(form(*HEAD, *TABLE, *goods(1, 282)))
    assert {field.origin for field in draft.fields.values()} == {Origin.LAYOUT}


def test_a_name_of_several_words_keeps_its_blanks() -> None:
    draft = only(form(*HEAD, *TABLE, *goods(1, 282)))
    assert value(draft, "overseas_party") == "SAMPLE TRADING INC."


def test_the_quantity_sold_is_told_from_the_one_of_the_law() -> None:
    line = only(form(*HEAD, *TABLE, *goods(1, 282))).lines[0]
    assert line["quantity"].value == Decimal(2500)
    assert line["unit"].value == "米"
    assert line["total"].value == Money(350000)
    assert line["currency"].value == "USD"


def test_codes_below_names_are_left_out() -> None:
    line = only(form(*HEAD, *TABLE, *goods(1, 282))).lines[0]
    assert line["origin_country"].value == "韩国"
    assert line["duty_mode"].value == "全免"


def test_a_code_may_stand_away_from_its_label() -> None:
    apart = [place for place in HEAD if not place[2].startswith("境内收货人")]
    apart += [(30, 78, "境内收货人"), (110, 78, "（91440300MA5F74BQ1L）")]
    draft = only(form(*apart, *TABLE, *goods(1, 282)))
    assert value(draft, "domestic_code") == "91440300MA5F74BQ1L"
    assert value(draft, "domestic_party") == "样例深圳加工贸易有限公司"


def test_a_value_may_begin_a_little_left_of_its_label() -> None:
    moved = [(x - 2 if text == "C53015123456" else x, y, text) for x, y, text in HEAD]
    assert value(only(form(*moved, *TABLE, *goods(1, 282))), "handbook") == "C53015123456"


def test_an_item_whose_number_is_lost_gets_the_one_of_its_place() -> None:
    lost = [
        place
        for place in (*goods(1, 282), *goods(2, 318))
        if not place[2].isdecimal() or len(place[2]) > 1
    ]
    draft = only(form(*HEAD, *TABLE, *lost))
    assert [line["number"].value for line in draft.lines] == [Decimal(1), Decimal(2)]


def test_lost_numbers_run_on_over_pages() -> None:
    lost = [place for place in goods(1, 282) if place[2] != "1"]
    second = form(*HEAD[:3], *TABLE, *lost)
    draft = only(form(*HEAD, *TABLE, *lost), second)
    assert [line["number"].value for line in draft.lines] == [Decimal(1), Decimal(2)]


def test_a_second_page_adds_its_items() -> None:
    first = form(*HEAD, *TABLE, *goods(1, 282), *FOOT)
    second = form(HEAD[0], *HEAD[1:3], *TABLE, *goods(2, 282), *FOOT)
    assert len(only(first, second).lines) == 2


def test_two_declarations_in_one_file_are_two() -> None:
    first = form(*HEAD, *TABLE, *goods(1, 282))
    other = [(x, y, text.replace("123456", "999999")) for x, y, text in HEAD]
    drafts = customs_pdf.read([first, form(*other, *TABLE, *goods(1, 282))])
    assert [value(draft, "number")[-6:] for draft in drafts] == ["123456", "999999"]


@pytest.mark.parametrize(
    "placed",
    [
        (),
        ((100, 100, "合同"), (100, 130, "甲方：样例公司")),
        ((100, 40, "货物报关单"),),
        ((300, 36, "中华人民共和国海关出口货物报关单"), (100, 100, "填制规范说明")),
        TABLE,
    ],
)
def test_other_pages_are_no_declaration(placed: tuple[Placed, ...]) -> None:
    assert customs_pdf.read([form(*placed)]) == []


def test_a_declaration_is_no_bank_slip() -> None:
    assert bank_slip.read([form(*HEAD, *TABLE, *goods(1, 282), *FOOT)]) == []


def test_no_pages_are_no_declaration() -> None:
    assert customs_pdf.read([]) == []


def test_words_at_the_very_edge_of_the_page_do_no_harm() -> None:
    edge = ((-3.0, 300, "边"), (841.5, 300, "缘"), (900.0, 310, "外"))
    assert len(customs_pdf.read([form(*HEAD, *TABLE, *goods(1, 282), *edge)])) == 1


def test_heads_of_narrow_columns_are_two_heads_however_close() -> None:
    tight = [(x, y, text) for x, y, text in TABLE if text not in ("项号", "商品编号")]
    together = only(form(*HEAD, (38, 268, "项号商品编号"), *tight, *goods(1, 282), *FOOT))
    apart = only(
        form(*HEAD, (36, 268, "项号"), (55, 268, "商品编号"), *tight, *goods(1, 282), *FOOT)
    )
    for draft in (together, apart):
        assert len(draft.lines) == 1
        assert draft.lines[0]["hs_code"].value == "5407520091"
        assert draft.warnings == ()
