from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.unit.importers.making import BUYER, NUMBER, SELLER
from tests.unit.importers.making_files import edrm, einvoice, einvoice_item

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.importers import (
    fapiao_edrm,
    fapiao_sources,
    fapiao_xbrl,
    fapiao_xml,
    xmltree,
)
from jiamao_desktop.importers.fapiao_sources import Source

READERS = (fapiao_xml.read, fapiao_edrm.read, fapiao_xbrl.read)


def read(text: str) -> Source:
    root = xmltree.parse(text.encode())
    (found,) = [source for reader in READERS if (source := reader(root, Origin.XML)) is not None]
    return found


def xbrl(prefix: str, facts: str, day: str = "2023-12-31") -> str:
    space = f"http://xbrl.mof.gov.cn/taxonomy/{day}/{prefix}"
    return f'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:p="{space}">{facts}</xbrl>'


def facts(**values: str) -> str:
    return "".join(f"<p:{name}>{value}</p:{name}>" for name, value in values.items())


def test_a_digital_fapiao_is_read_whole() -> None:
    source = read(
        einvoice(
            items=einvoice_item("*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
        )
    )
    assert source.values == {
        "kind": "digital_special",
        "number": NUMBER,
        "issued_on": dt.date(2025, 8, 9),
        "seller": SELLER[0],
        "seller_id": SELLER[1],
        "buyer": BUYER[0],
        "buyer_id": BUYER[1],
        "net": Money(700000),
        "tax": Money(91000),
        "gross": Money(791000),
        "remark": "样例备注",
    }
    assert source.words == "柒仟玖佰壹拾圆整"
    assert source.lines == [
        {
            "name": "*塑料制品*外壳",
            "specification": "A2",
            "unit": "个",
            "quantity": Decimal(100),
            "unit_price": Decimal(70),
            "net": Money(700000),
            "rate": "13%",
            "tax": Money(91000),
        }
    ]


def test_a_namespace_changes_nothing() -> None:
    assert read(einvoice(space=' xmlns="urn:sample"')) == read(einvoice())


def test_names_of_special_businesses_are_not_taken_for_goods_or_remarks() -> None:
    special = (
        "<SpecificInformation><ConstructionServices><ItemName>某工程</ItemName>"
        "<Remark>工程备注</Remark></ConstructionServices></SpecificInformation>"
    )
    source = read(einvoice(more=special))
    assert source.lines == []
    assert source.values["remark"] == "样例备注"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("<LabelCode>01</LabelCode>", "digital_special"),
        ("<LabelCode>02</LabelCode>", "digital_ordinary"),
        ("<LabelName>增值税专用发票</LabelName>", "digital_special"),
        ("<LabelName>普通发票</LabelName>", "digital_ordinary"),
        ("<LabelName>机动车发票</LabelName>", "other"),
        ("", "other"),
    ],
)
def test_the_kind_comes_from_code_or_name(label: str, kind: str) -> None:
    assert read(einvoice(label=label)).values["kind"] == kind


def test_a_red_fapiao_is_negative() -> None:
    source = read(einvoice(net="-35.00", tax="-4.55", gross="-39.55"))
    assert source.values["gross"] == Money(-3955)


def test_the_head_stands_in_for_a_missing_number() -> None:
    text = einvoice().replace(f"<InvoiceNumber>{NUMBER}</InvoiceNumber>", "")
    assert read(text).values["number"] == NUMBER


def test_the_time_of_request_stands_in_for_a_missing_date() -> None:
    text = einvoice().replace("<IssueTime>2025-08-09</IssueTime>", "")
    assert read(text).values["issued_on"] == dt.date(2025, 8, 9)


@pytest.mark.parametrize("text", ["<EInvoice/>", "<EInvoice><EInvoiceData/></EInvoice>", "<x/>"])
def test_other_xml_is_left_alone(text: str) -> None:
    root = xmltree.parse(text.encode())
    assert all(reader(root, Origin.XML) is None for reader in READERS)


def test_an_older_fapiao_is_read_whole() -> None:
    graph = "01,10,033001800311,54041450,107.55,20190513,83592048932460248787,0000,"
    source = read(edrm(graph=graph))
    assert source.values["kind"] == "electronic_ordinary"
    assert source.values["code"] == "033001800311"
    assert source.values["number"] == "54041450"
    assert source.values["issued_on"] == dt.date(2019, 5, 13)
    assert source.values["net"] == Money(10755)
    assert source.values["gross"] == Money(11400)
    assert source.values["buyer"] == BUYER[0]
    assert source.qr == graph
    assert [line["rate"] for line in source.lines] == ["6%"]


def test_the_code_tells_a_special_fapiao() -> None:
    assert read(edrm(code="044032000113")).values["kind"] == "electronic_special"


def test_starred_tax_is_none_at_all_when_the_sums_agree() -> None:
    assert read(edrm(tax="***", net="114.00")).values["tax"] == ZERO


def test_starred_tax_stays_unknown_when_the_sums_differ() -> None:
    assert read(edrm(tax="***")).values["tax"] is None


def test_an_older_fapiao_without_number_is_none() -> None:
    text = edrm().replace("54041450", "")
    assert fapiao_edrm.read(xmltree.parse(text.encode()), Origin.XML) is None


@pytest.mark.parametrize("day", ["2021-09-30", "2023-12-31", "2031-01-01"])
def test_xbrl_is_known_by_its_taxonomy_whatever_the_date(day: str) -> None:
    items = "<p:{0}>{{}}</p:{0}>".format("InformationOfTaxableGoodsOrServicesDetailItemsTuple")
    line = items.format(
        facts(
            NameOfTaxableGoodsOrServices="*金属制品*螺丝批",
            AmountExcludingTax="9.91",
            TaxRate="13.00%",
        )
    )
    text = facts(
        TypeOfInvoice="增值税电子专用发票",
        CodeOfInvoice="033002200211",
        NumberOfInvoice="99934328",
        DateOfIssue="2022-09-01",
        NameOfSeller=SELLER[0],
        NameOfPurchaser=BUYER[0],
        TotalAmountExcludingTax="9.91",
        TotalTaxAmount="1.29",
        TaxIncludedAmountInWords="壹拾壹圆贰角",
        TaxIncludedAmountInFigures="11.20",
    )
    source = read(xbrl("inv", text + line, day))
    assert source.values["kind"] == "electronic_special"
    assert source.values["gross"] == Money(1120)
    assert source.words == "壹拾壹圆贰角"
    assert [line["net"] for line in source.lines] == [Money(991)]


def test_the_receivers_side_has_no_buyer_but_the_sums() -> None:
    inner = facts(InvoiceNumber=NUMBER, SellerName=SELLER[0], RequestTime="2025-08-09")
    text = f"<p:Tuple>{inner}</p:Tuple><p:TotalTax-includedAmount>7910</p:TotalTax-includedAmount>"
    source = read(xbrl("einv", text))
    assert source.values["number"] == NUMBER
    assert source.values["gross"] == Money(791000)
    assert "buyer" not in source.values


def test_what_the_receiver_notes_of_a_digital_fapiao_becomes_its_remark() -> None:
    text = facts(
        InvoiceNumber=NUMBER, ContractNumber="HT-1", NumberOfBankElectronicReceipt="20250203"
    )
    assert read(xbrl("einv", text)).values["remark"] == "合同号HT-1；银行回单号20250203"
    assert read(xbrl("einv", facts(InvoiceNumber=NUMBER))).values["remark"] == ""


@pytest.mark.parametrize(("flag", "red"), [("true", True), ("1", True), ("false", False)])
def test_the_receiver_notes_whether_a_fapiao_is_red(flag: str, red: bool) -> None:
    text = facts(InvoiceNumber=NUMBER, WhetherEinvoiceIsRedEinvoice=flag)
    assert read(xbrl("einv", text)).red is red


def test_an_itinerary_has_charges_that_add_up_to_its_sum() -> None:
    text = facts(
        ElectronicInvoiceAirTransportReceiptNumber=NUMBER,
        IssueDate="2025-07-04",
        Fare="550.46",
        FuelSurcharge="9.17",
        VatRate="0.09",
        VatTaxAmount="50.37",
        CivilAviationDevelopmentFund="50.00",
        OtherTaxes="0.00",
        TotalAmount="660.00",
        NameOfSeller="样例航空有限公司",
        NameOfPurchaser=BUYER[0],
        UnifiedSocialCreditCodeOfPurchaser=BUYER[1],
    )
    source = read(xbrl("atr", text))
    assert source.values["kind"] == "air_itinerary"
    assert (source.values["number"], source.values["issued_on"]) == (NUMBER, dt.date(2025, 7, 4))
    assert (source.values["seller"], source.values["buyer"]) == ("样例航空有限公司", BUYER[0])
    assert [(line["name"], str(line["net"])) for line in source.lines] == [
        ("票价", "550.46"),
        ("燃油附加费", "9.17"),
        ("民航发展基金", "50.00"),
    ]
    draft = fapiao_sources.merge([source])
    assert draft.fields["net"].value == Money.from_yuan("609.63")
    assert draft.warnings == ()


def test_a_rail_ticket_has_a_fare_that_includes_the_tax() -> None:
    text = facts(
        ElectronicInvoiceRailwayETicketNumber=NUMBER,
        DateOfIssue="2025-08-09",
        NameOfPurchaser=BUYER[0],
        Fare="123.50",
        TaxAmount="10.20",
        TotalAmountExcludingTax="113.30",
    )
    source = read(xbrl("rai", text))
    assert source.values["kind"] == "rail_ticket"
    assert source.values["gross"] == Money(12350)
    assert source.values["net"] == Money(11330)


@pytest.mark.parametrize(
    "text",
    [
        xbrl("rai", facts(Fare="1.00")),
        xbrl("inv", facts(NumberOfInvoice="")),
        xbrl("einv", facts(SellerName="x")),
        xbrl("bkrs", facts(NumberOfInvoice="99934328")),
        "<xbrl/>",
        '<xbrl xmlns:p="urn:other"><p:InvoiceNumber>1</p:InvoiceNumber></xbrl>',
    ],
)
def test_nearly_empty_or_foreign_xbrl_is_none(text: str) -> None:
    assert fapiao_xbrl.read(xmltree.parse(text.encode()), Origin.XML) is None


def test_the_taxonomy_has_a_short_name() -> None:
    assert fapiao_xbrl.taxonomy(xmltree.parse(xbrl("bker", facts(A="1")).encode())) == "bker"
    assert fapiao_xbrl.taxonomy(xmltree.parse(b"<a/>")) == ""
