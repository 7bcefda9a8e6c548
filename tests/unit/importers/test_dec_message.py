from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import dec_message, xmltree
from jiamao_desktop.importers.reading import read_bytes

HEAD = {
    "SeqNo": "E20250000000123456",
    "IEFlag": "E",
    "EntryId": "530120250000123456",
    "IEDate": "20250309",
    "DDate": "20250308",
    "ManualNo": "C53015123456",
    "TradeCode": "4403961234",
    "TradeCoScc": "91440300MA5F74BQ1L",
    "TradeName": "样例深圳加工贸易有限公司",
    "OwnerCodeScc": "91440300MA5F74BQ1L",
    "OwnerName": "样例深圳加工贸易有限公司",
    "TrafMode": "2",
    "BillNo": "SNKO010250300123",
    "TradeMode": "0615",
    "CutMode": "503",
    "ContrNo": "HT-2025-01",
    "TradeAreaCode": "HKG",
    "TradeCountry": "USA",
    "WrapType": "22",
    "PackNo": "12",
    "GrossWet": "330",
    "NetWt": "310",
    "TransMode": "3",
}
ITEM = {
    "GNo": "1",
    "CodeTS": "8536690000",
    "ContrItem": "7",
    "GName": "连接器",
    "GModel": "4|3|电路连接",
    "GQty": "1000",
    "GUnit": "007",
    "FirstQty": "31.5",
    "FirstUnit": "035",
    "SecondQty": "1000",
    "SecondUnit": "007",
    "DeclPrice": "0.62",
    "DeclTotal": "620",
    "TradeCurr": "USD",
    "OriginCountry": "CHN",
    "DestinationCountry": "USA",
    "DutyMode": "3",
    "ExgVersion": "0",
}
PAPER = "<LicenseDocu><DocuCode>Y</DocuCode><CertCode>A1</CertCode></LicenseDocu>"


def elements(texts: dict[str, str]) -> str:
    return "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())


def message(
    head: dict[str, str] | None = None, items: tuple[dict[str, str], ...] = (ITEM,), space: str = ""
) -> str:
    lists = "".join(f"<DecList>{elements(item)}</DecList>" for item in items)
    return (
        f"<DecMessage{space}><DecHead>{elements(HEAD | (head or {}))}</DecHead>"
        f"<DecLists>{lists}</DecLists><DecLicenseDocus>{PAPER}</DecLicenseDocus></DecMessage>"
    )


def read(text: str) -> list[Draft]:
    return dec_message.read(xmltree.parse(text.encode()))


def test_the_head_of_a_message_is_read() -> None:
    [draft] = read(message())
    assert draft.kind is DraftKind.DECLARATION
    assert {name: field.value for name, field in draft.fields.items()} == {
        "number": "530120250000123456",
        "unified_number": "E20250000000123456",
        "direction": Direction.EXPORT,
        "declared_on": dt.date(2025, 3, 8),
        "moved_on": dt.date(2025, 3, 9),
        "domestic_party": "样例深圳加工贸易有限公司",
        "domestic_code": "91440300MA5F74BQ1L",
        "consumer": "样例深圳加工贸易有限公司",
        "consumer_code": "91440300MA5F74BQ1L",
        "customs_regime": "0615",
        "customs_regime_name": "进料对口",
        "levy_kind": "进料加工",
        "handbook": "C53015123456",
        "contract": "HT-2025-01",
        "bill": "SNKO010250300123",
        "transport": "水路运输",
        "trade_country": "HKG",
        "other_country": "USA",
        "terms": "FOB",
        "packages": "12",
        "gross_weight": "330",
        "net_weight": "310",
        "wrapping": "纸制或纤维板制盒/箱",
        "attached_papers": "Y:A1",
    }
    assert draft.warnings == ()
    assert {field.origin for field in draft.fields.values()} == {Origin.XML}


def test_an_item_of_a_message_is_read_with_codes_as_names() -> None:
    [draft] = read(message())
    assert {name: field.value for name, field in draft.lines[0].items()} == {
        "number": Decimal(1),
        "hs_code": "8536690000",
        "name": "连接器",
        "specification": "4|3|电路连接",
        "quantity": Decimal(1000),
        "unit": "个",
        "unit_price": Decimal("0.62"),
        "total": Money.from_yuan("620"),
        "currency": "USD",
        "origin_country": "CHN",
        "destination_country": "USA",
        "duty_mode": "全免",
        "handbook_item": "7",
        "handbook_version": "0",
        "first_quantity": Decimal("31.5"),
        "first_unit": "千克",
        "second_quantity": Decimal(1000),
        "second_unit": "个",
    }


def test_the_older_code_of_a_company_serves_where_there_is_no_newer() -> None:
    [draft] = read(message({"TradeCoScc": ""}))
    assert draft.fields["domestic_code"].value == "4403961234"


@pytest.mark.parametrize("space", [' xmlns="http://www.chinaport.gov.cn/dec"', ' Version="3.1"'])
def test_namespaces_and_versions_do_not_matter(space: str) -> None:
    assert len(read(message(space=space))) == 1


def test_several_messages_in_one_file_are_several_declarations() -> None:
    other = message({"EntryId": "530120250000123457"})
    drafts = read(f"<Package>{message()}{other}</Package>")
    assert [draft.fields["number"].value for draft in drafts] == [
        "530120250000123456",
        "530120250000123457",
    ]


def test_what_contradicts_itself_is_warned_about() -> None:
    [draft] = read(message({"IEFlag": "I", "ManualNo": "B53015123456"}, items=()))
    assert {warning.code for warning in draft.warnings} == {
        "declaration.direction_differs",
        "declaration.handbook_regime",
        "declaration.no_items",
    }


@pytest.mark.parametrize(
    "text",
    [
        "<DecMessage/>",
        "<DecMessage><DecHead/></DecMessage>",
        "<DecMessage><DecLists/></DecMessage>",
        "<Other><DecHead/></Other>",
    ],
)
def test_an_empty_message_or_other_xml_is_nothing(text: str) -> None:
    assert read(text) == []


def test_a_message_is_read_from_a_file() -> None:
    data = ('<?xml version="1.0" encoding="GB18030"?>' + message()).encode("gb18030")
    [draft] = read_bytes("报文.xml", data).drafts
    assert draft.fields["domestic_party"].value == "样例深圳加工贸易有限公司"
