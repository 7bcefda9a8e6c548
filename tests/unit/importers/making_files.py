"""Small XML, OFD and zip files made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from tests.unit.importers.making import BUYER, NUMBER, SELLER, SIZE, Placed

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_POINT = 25.4 / 72


def zipped(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return out.getvalue()


def ofd(
    placed: Sequence[Placed] = (),
    *,
    entries: Mapping[str, str] | None = None,
    attached: str = "",
    tags: str = "",
    extra: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """An OFD with one page of text objects, numbered from 100."""
    return zipped(
        ofd_parts(placed, entries=entries, attached=attached, tags=tags) | dict(extra or {})
    )


def ofd_parts(
    placed: Sequence[Placed] = (),
    *,
    entries: Mapping[str, str] | None = None,
    attached: str = "",
    tags: str = "",
) -> dict[str, bytes | str]:
    custom = "".join(_tag("CustomData", text, Name=name) for name, text in (entries or {}).items())
    objects = "".join(
        _tag(
            "TextObject",
            _tag("TextCode", _escaped(text), X="0", Y=str(SIZE * 0.86 * _POINT)),
            ID=str(100 + index),
            Boundary=f"{x * _POINT} {(y - SIZE / 2) * _POINT} 100 5",
            Size=str(SIZE * _POINT),
        )
        for index, (x, y, text) in enumerate(placed)
    )
    body = _tag("DocInfo", _tag("CustomDatas", custom)) + _tag("DocRoot", "Doc_0/Document.xml")
    box = _tag("PageArea", _tag("PhysicalBox", "0 0 210 140"))
    pages = _tag("Pages", _tag("Page", "", ID="1", BaseLoc="Pages/Page_0/Content.xml"))
    link = _tag("Attachments", "Attachs/Attachments.xml") if attached else ""
    parts: dict[str, bytes | str] = {
        "OFD.xml": _part("OFD", _tag("DocBody", body)),
        "Doc_0/Document.xml": _part("Document", _tag("CommonData", box) + pages + link),
        "Doc_0/Pages/Page_0/Content.xml": _part("Page", _tag("Content", _tag("Layer", objects))),
    }
    if attached:
        entry = _tag("Attachment", _tag("FileLoc", "original_invoice.xml"), Name="original")
        parts["Doc_0/Attachs/Attachments.xml"] = _part("Attachments", entry)
        parts["Doc_0/Attachs/original_invoice.xml"] = attached
    if tags:
        entry = _tag("CustomTag", _tag("FileLoc", "CustomTag.xml"))
        parts["Doc_0/Tags/CustomTags.xml"] = _part("CustomTags", entry)
        parts["Doc_0/Tags/CustomTag.xml"] = tags
    return parts


def _part(name: str, content: str) -> str:
    return f"<ofd:{name} {_OFD}>{content}</ofd:{name}>"


def _tag(name: str, content: str, **attributes: str) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<ofd:{name}{written}>{content}</ofd:{name}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def einvoice(
    *,
    number: str = NUMBER,
    net: str = "7000.00",
    tax: str = "910.00",
    gross: str = "7910.00",
    words: str = "柒仟玖佰壹拾圆整",
    items: str = "",
    label: str = "<LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName>",
    seller: tuple[str, str] = SELLER,
    more: str = "",
    space: str = "",
) -> str:
    """A 数电票 as the tax bureau delivers it."""
    return (
        f"<EInvoice{space}><Header><EIid>{number}</EIid><InherentLabel><GeneralOrSpecialVAT>{label}"
        "</GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData>"
        f"<SellerInformation><SellerIdNum>{seller[1]}</SellerIdNum><SellerName>{seller[0]}</SellerName></SellerInformation>"
        f"<BuyerInformation><BuyerIdNum>{BUYER[1]}</BuyerIdNum><BuyerName>{BUYER[0]}</BuyerName></BuyerInformation>"
        f"<BasicInformation><TotalAmWithoutTax>{net}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>"
        f"<TotalTax-includedAmount>{gross}</TotalTax-includedAmount>"
        f"<TotalTax-includedAmountInChinese>{words}</TotalTax-includedAmountInChinese>"
        "<RequestTime>2025-08-09 10:00:00</RequestTime></BasicInformation>"
        f"{items}{more}<AdditionalInformation><Remark>样例备注</Remark></AdditionalInformation></EInvoiceData>"
        f"<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber><IssueTime>2025-08-09</IssueTime></TaxSupervisionInfo></EInvoice>"
    )


def einvoice_item(
    name: str, net: str, tax: str, *, quantity: str = "", price: str = "", rate: str = "0.13"
) -> str:
    return (
        f"<IssuItemInformation><ItemName>{name}</ItemName><SpecMod>A2</SpecMod><MeaUnits>个</MeaUnits>"
        f"<Quantity>{quantity}</Quantity><UnPrice>{price}</UnPrice><Amount>{net}</Amount>"
        f"<TaxRate>{rate}</TaxRate><ComTaxAm>{tax}</ComTaxAm></IssuItemInformation>"
    )


def edrm(
    *,
    code: str = "033001800311",
    tax: str = "6.45",
    graph: str = "",
    net: str = "107.55",
    gross: str = "114.00",
) -> str:
    """An electronic 发票 of before 2023, as attached to its OFD."""
    return (
        '<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0">'
        f"<fp:InvoiceCode>{code}</fp:InvoiceCode><fp:InvoiceNo>54041450</fp:InvoiceNo><fp:IssueDate>2019年05月13日</fp:IssueDate>"
        f"<fp:Buyer><fp:BuyerName>{BUYER[0]}</fp:BuyerName><fp:BuyerTaxID>{BUYER[1]}</fp:BuyerTaxID></fp:Buyer>"
        f"<fp:Seller><fp:SellerName>{SELLER[0]}</fp:SellerName><fp:SellerTaxID>{SELLER[1]}</fp:SellerTaxID></fp:Seller>"
        f"<fp:TaxExclusiveTotalAmount>{net}</fp:TaxExclusiveTotalAmount><fp:TaxTotalAmount>{tax}</fp:TaxTotalAmount>"
        f"<fp:TaxInclusiveTotalAmount>{gross}</fp:TaxInclusiveTotalAmount><fp:GraphCode>{graph}</fp:GraphCode><fp:Note>样例</fp:Note>"
        "<fp:GoodsInfos><fp:GoodsInfo><fp:Item>*信息技术服务*软件服务费</fp:Item><fp:Quantity>1</fp:Quantity><fp:Price>107.55</fp:Price>"
        f"<fp:Amount>107.55</fp:Amount><fp:TaxScheme>6%</fp:TaxScheme><fp:TaxAmount>{tax}</fp:TaxAmount></fp:GoodsInfo></fp:GoodsInfos></eInvoice>"
    )
