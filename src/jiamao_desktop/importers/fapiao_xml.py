"""数电票 as XML, the form the tax bureau delivers (root ``EInvoice``).

The most trusted source. Every value is looked up below its named container: special
businesses repeat names such as ``ItemName`` and ``Remark`` elsewhere in the tree.
"""

from __future__ import annotations

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.importers import values
from jiamao_desktop.importers.fapiao_sources import Source, Values
from jiamao_desktop.importers.xmltree import Element, children, find, local, text_at, text_of

_LABELS = "Header/InherentLabel"
_SPECIAL_CODE = "01"
_ORDINARY_CODE = "02"
_RED = "N"


def read(root: Element, origin: Origin) -> Source | None:
    """Read the invoice, or return None when the XML is something else."""
    if local(root) != "EInvoice":
        return None
    data = find(root, "EInvoiceData")
    number = text_at(root, "TaxSupervisionInfo/InvoiceNumber") or text_at(root, "Header/EIid")
    if data is None or not number:
        return None
    basic = "BasicInformation"
    issued = (
        text_at(root, "TaxSupervisionInfo/IssueTime")
        or text_at(data, f"{basic}/IssueTime")
        or text_at(data, f"{basic}/RequestTime")
    )
    return Source(
        origin=origin,
        values={
            "kind": _kind(root),
            "number": number,
            "issued_on": values.date(issued),
            "seller": text_at(data, "SellerInformation/SellerName"),
            "seller_id": text_at(data, "SellerInformation/SellerIdNum"),
            "buyer": text_at(data, "BuyerInformation/BuyerName"),
            "buyer_id": text_at(data, "BuyerInformation/BuyerIdNum"),
            "net": values.money(text_at(data, f"{basic}/TotalAmWithoutTax")),
            "tax": values.money(text_at(data, f"{basic}/TotalTaxAm")),
            "gross": values.money(text_at(data, f"{basic}/TotalTax-includedAmount")),
            "remark": text_at(data, "AdditionalInformation/Remark"),
        },
        lines=[_line(item) for item in children(data, "IssuItemInformation")],
        words=text_at(data, f"{basic}/TotalTax-includedAmountInChinese"),
        red=text_at(root, f"{_LABELS}/InIssuType/LabelCode") == _RED,
    )


def _kind(root: Element) -> str:
    label = find(root, f"{_LABELS}/GeneralOrSpecialVAT")
    code = "" if label is None else text_at(label, "LabelCode")
    name = "" if label is None else text_at(label, "LabelName")
    special = name or text_of(find(root, f"{_LABELS}/EInvoiceType/LabelName"))
    if code == _SPECIAL_CODE or "专用" in special:
        return FapiaoKind.DIGITAL_SPECIAL.value
    if code == _ORDINARY_CODE or "普通" in special:
        return FapiaoKind.DIGITAL_ORDINARY.value
    return FapiaoKind.OTHER.value


def _line(item: Element) -> Values:
    return {
        "name": text_at(item, "ItemName"),
        "specification": text_at(item, "SpecMod"),
        "unit": text_at(item, "MeaUnits"),
        "quantity": values.decimal(text_at(item, "Quantity")),
        "unit_price": values.decimal(text_at(item, "UnPrice")),
        "net": values.money(text_at(item, "Amount")),
        "rate": values.rate(text_at(item, "TaxRate")),
        "tax": values.money(text_at(item, "ComTaxAm")),
    }
