from __future__ import annotations

import datetime as dt

from tests.unit.importers.making import BUYER, NUMBER, Placed, digital, page, right

from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import air_itinerary, fapiao_sources
from jiamao_desktop.importers.fapiao_sources import Source

HEADINGS: list[Placed] = [
    (114, 310, "票价"),
    (179, 310, "燃油附加费"),
    (244, 310, "增值税税率"),
    (290, 310, "增值税税额"),
    (355, 310, "民航发展基金"),
    (420, 310, "其他税费"),
    (484, 310, "合计"),
]
CHARGES: list[Placed] = [
    (134, 325, "CNY"),
    right(179, 325, "477.06"),
    (203, 325, "CNY"),
    right(244, 325, "45.87"),
    right(290, 325, "9%"),
    right(355, 325, "47.07"),
    right(420, 325, "50.00"),
    right(484, 325, "0.00"),
    right(575, 325, "620.00"),
]
ITINERARY: list[Placed] = [
    (162, 37, "电子发票（航空运输电子客票行程单）"),
    (425, 83, "发票号码："),
    (470, 83, NUMBER),
    *HEADINGS,
    *CHARGES,
    (200, 366, "填开单位："),
    (244, 366, "样例航空股份有限公司"),
    (476, 366, "填开日期："),
    (520, 366, "2021-07-28"),
    (20, 388, "购买方名称："),
    (75, 388, BUYER[0]),
    (298, 388, "统一社会信用代码/纳税人识别号："),
    (440, 388, BUYER[1]),
]


def read(placed: list[Placed]) -> Source:
    source = air_itinerary.read([page(*placed, width=595, height=420)])
    assert source is not None
    return source


def test_an_itinerary_is_read_whole() -> None:
    source = read(ITINERARY)
    assert source.values == {
        "kind": "air_itinerary",
        "number": NUMBER,
        "issued_on": dt.date(2021, 7, 28),
        "seller": "样例航空股份有限公司",
        "buyer": BUYER[0],
        "buyer_id": BUYER[1],
        "tax": Money(4707),
        "gross": Money(62000),
    }


def test_the_charges_without_the_tax_are_the_lines() -> None:
    assert read(ITINERARY).lines == [
        {"name": "票价", "net": Money(47706)},
        {"name": "燃油附加费", "net": Money(4587)},
        {"name": "民航发展基金", "net": Money(5000)},
    ]


def test_what_is_left_after_the_tax_is_the_net_amount() -> None:
    draft = fapiao_sources.merge([read(ITINERARY)])
    assert draft.fields["net"].value == Money(57293)
    assert draft.warnings == ()


def test_an_itinerary_without_a_total_is_not_guessed_at() -> None:
    placed = [p for p in ITINERARY if p[2] not in {"620.00", "合计"}]
    assert air_itinerary.read([page(*placed)]) is None


def test_a_rail_ticket_has_a_fare() -> None:
    source = read(
        [
            (162, 37, "电子发票（铁路电子客票）"),
            (20, 60, "发票号码:"),
            (65, 60, NUMBER),
            (420, 60, "开票日期:"),
            (465, 60, "2025年08月09日"),
            (20, 150, "票价:"),
            (45, 150, "￥"),
            (54, 150, "123.50"),
            (20, 200, "购买方名称:"),
            (75, 200, BUYER[0]),
            (300, 200, "统一社会信用代码:"),
            (390, 200, BUYER[1]),
        ]
    )
    assert source.values["kind"] == "rail_ticket"
    assert source.values["gross"] == Money(12350)
    assert source.values["buyer"] == BUYER[0]
    assert source.values["buyer_id"] == BUYER[1]
    assert source.values["issued_on"] == dt.date(2025, 8, 9)


def test_a_rail_ticket_without_a_fare_is_none() -> None:
    placed: list[Placed] = [(162, 37, "电子发票（铁路电子客票）"), (20, 60, f"发票号码:{NUMBER}")]
    assert air_itinerary.read([page(*placed)]) is None


def test_goods_are_no_journey() -> None:
    assert air_itinerary.read([page(*digital()), page()]) is None
