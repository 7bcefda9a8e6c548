"""发票 and tickets as XBRL (电子凭证会计数据标准): ``inv``, ``einv``, ``rai``, ``atr``.

The taxonomy is known by the last part of its address; the date in it is never compared,
since a new one comes out nearly every year.
"""

from __future__ import annotations

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.importers import values
from jiamao_desktop.importers.fapiao_sources import Source, Values
from jiamao_desktop.importers.xmltree import Element, local, namespace, text_at, text_of

_TAXONOMY = "xbrl.mof.gov.cn/taxonomy/"
_ITEMS = "InformationOfTaxableGoodsOrServicesDetailItemsTuple"
_NOTED = (("ContractNumber", "合同号"), ("NumberOfBankElectronicReceipt", "银行回单号"))
"""What the receiver notes of a 数电票, so that it can be matched: kept as its remark."""
_YES = frozenset({"true", "1", "y", "是"})
_CHARGES = (
    ("Fare", "票价"),
    ("FuelSurcharge", "燃油附加费"),
    ("CivilAviationDevelopmentFund", "民航发展基金"),
    ("OtherTaxes", "其他税费"),
)
_TAX_ID = "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOf"


def taxonomy(root: Element) -> str:
    """Return the short name of the taxonomy in use, e.g. ``inv`` or ``bker``; blank if none."""
    if local(root) != "xbrl":
        return ""
    for child in root:
        address = namespace(child)
        if _TAXONOMY in address:
            return address.rstrip("/").rpartition("/")[2].partition("_")[0]
    return ""


def read(root: Element, origin: Origin) -> Source | None:
    """Read the invoice, or return None when the XML is something else."""
    match taxonomy(root):
        case "inv":
            return _older(root, origin)
        case "einv":
            return _digital(root, origin)
        case "rai":
            return _rail_ticket(root, origin)
        case "atr":
            return _air_itinerary(root, origin)
        case _:
            return None


def _older(root: Element, origin: Origin) -> Source | None:
    number = text_at(root, "NumberOfInvoice")
    if not number:
        return None
    special = "专用" in text_at(root, "TypeOfInvoice")
    kind = FapiaoKind.ELECTRONIC_SPECIAL if special else FapiaoKind.ELECTRONIC_ORDINARY
    return Source(
        origin=origin,
        values={
            "kind": kind.value,
            "number": number,
            "code": text_at(root, "CodeOfInvoice"),
            "issued_on": values.date(text_at(root, "DateOfIssue")),
            "seller": text_at(root, "NameOfSeller"),
            "seller_id": text_at(root, f"{_TAX_ID}Seller"),
            "buyer": text_at(root, "NameOfPurchaser"),
            "buyer_id": text_at(root, f"{_TAX_ID}Purchaser"),
            "net": values.money(text_at(root, "TotalAmountExcludingTax")),
            "tax": values.money(text_at(root, "TotalTaxAmount")),
            "gross": values.money(text_at(root, "TaxIncludedAmountInFigures")),
            "remark": text_at(root, "Remarks"),
        },
        lines=[_line(item) for item in root.iter() if local(item) == _ITEMS],
        words=text_at(root, "TaxIncludedAmountInWords"),
    )


def _digital(root: Element, origin: Origin) -> Source | None:
    """Read the receiver's side of a 数电票, which has no buyer."""
    found = _facts(root)
    number = found.get("InvoiceNumber")
    if not number:
        return None
    return Source(
        origin=origin,
        values={
            "number": number,
            "issued_on": values.date(found.get("IssueTime", "") or found.get("RequestTime", "")),
            "seller": found.get("SellerName", ""),
            "seller_id": found.get("SellerIdNum", ""),
            "net": values.money(found.get("TotalAmWithoutTax", "")),
            "tax": values.money(found.get("TotalTaxAm", "")),
            "gross": values.money(found.get("TotalTax-includedAmount", "")),
            "remark": "；".join(
                f"{title}{found[name]}" for name, title in _NOTED if found.get(name)
            ),
        },
        red=found.get("WhetherEinvoiceIsRedEinvoice", "").lower() in _YES,
    )


def _rail_ticket(root: Element, origin: Origin) -> Source | None:
    found = _facts(root)
    number = found.get("ElectronicInvoiceRailwayETicketNumber")
    if not number:
        return None
    return Source(
        origin=origin,
        values={
            "kind": FapiaoKind.RAIL_TICKET.value,
            "number": number,
            "issued_on": values.date(found.get("DateOfIssue", "")),
            "buyer": found.get("NameOfPurchaser", ""),
            "net": values.money(found.get("TotalAmountExcludingTax", "")),
            "tax": values.money(found.get("TaxAmount", "")),
            "gross": values.money(found.get("Fare", "")),
        },
    )


def _air_itinerary(root: Element, origin: Origin) -> Source | None:
    """Read an itinerary; 民航发展基金 and other charges bear no tax but belong to the sum."""
    found = _facts(root)
    number = found.get("ElectronicInvoiceAirTransportReceiptNumber")
    if not number:
        return None
    lines: list[Values] = [
        {"name": title, "net": amount}
        for name, title in _CHARGES
        if (amount := values.money(found.get(name, "")))
    ]
    return Source(
        origin=origin,
        values={
            "kind": FapiaoKind.AIR_ITINERARY.value,
            "number": number,
            "issued_on": values.date(found.get("IssueDate", "")),
            "seller": found.get("NameOfSeller", "") or found.get("IssueParty", ""),
            "seller_id": found.get("UnifiedSocialCreditCodeOfSeller", ""),
            "buyer": found.get("NameOfPurchaser", ""),
            "buyer_id": found.get("UnifiedSocialCreditCodeOfPurchaser", ""),
            "tax": values.money(found.get("VatTaxAmount", "")),
            "gross": values.money(found.get("TotalAmount", "")),
        },
        lines=lines,
    )


def _facts(root: Element) -> dict[str, str]:
    """Return the facts by local name; some makers nest them in tuples."""
    found: dict[str, str] = {}
    for element in root.iter():
        if text := text_of(element):
            found.setdefault(local(element), text)
    return found


def _line(item: Element) -> Values:
    return {
        "name": text_at(item, "NameOfTaxableGoodsOrServices"),
        "specification": text_at(item, "Specification"),
        "unit": text_at(item, "UnitOfGoodsOrServices"),
        "quantity": values.decimal(text_at(item, "QuantityOfGoodsOrServices")),
        "unit_price": values.decimal(text_at(item, "UnitPriceOfGoodsOrServices")),
        "net": values.money(text_at(item, "AmountExcludingTax")),
        "rate": values.rate(text_at(item, "TaxRate")),
        "tax": values.money(text_at(item, "TaxAmount")),
    }
