"""Electronic VAT 发票 of 2019 to 2023 as XML (``eInvoice`` of www.edrm.org.cn).

Attached to the OFD as ``original_invoice.xml``.
"""

from __future__ import annotations

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.importers import values
from jiamao_desktop.importers.fapiao_sources import Source, Values
from jiamao_desktop.importers.xmltree import Element, children, find, local, text_at

_SPECIAL_SUFFIX = "13"
"""The last two digits of the code: 11 ordinary, 12 toll, 13 special."""


def read(root: Element, origin: Origin) -> Source | None:
    """Read the invoice, or return None when the XML is something else."""
    if local(root) != "eInvoice" or not text_at(root, "InvoiceNo"):
        return None
    code = text_at(root, "InvoiceCode")
    net = values.money(text_at(root, "TaxExclusiveTotalAmount"))
    gross = values.money(text_at(root, "TaxInclusiveTotalAmount"))
    tax = values.money(text_at(root, "TaxTotalAmount"))
    if tax is None and net == gross:
        tax = ZERO  # printed as *** when the goods are exempt
    goods = find(root, "GoodsInfos")
    return Source(
        origin=origin,
        values={
            "kind": kind_of(code).value,
            "number": text_at(root, "InvoiceNo"),
            "code": code,
            "issued_on": values.date(text_at(root, "IssueDate")),
            "seller": text_at(root, "Seller/SellerName"),
            "seller_id": text_at(root, "Seller/SellerTaxID"),
            "buyer": text_at(root, "Buyer/BuyerName"),
            "buyer_id": text_at(root, "Buyer/BuyerTaxID"),
            "net": net,
            "tax": tax,
            "gross": gross,
            "remark": text_at(root, "Note"),
        },
        lines=[] if goods is None else [_line(item) for item in children(goods, "GoodsInfo")],
        qr=text_at(root, "GraphCode"),
    )


def kind_of(code: str) -> FapiaoKind:
    """Tell special from ordinary by the code of an older electronic 发票."""
    if code.endswith(_SPECIAL_SUFFIX):
        return FapiaoKind.ELECTRONIC_SPECIAL
    return FapiaoKind.ELECTRONIC_ORDINARY


def _line(item: Element) -> Values:
    return {
        "name": text_at(item, "Item"),
        "specification": text_at(item, "Specification"),
        "unit": text_at(item, "MeasurementDimension"),
        "quantity": values.decimal(text_at(item, "Quantity")),
        "unit_price": values.decimal(text_at(item, "Price")),
        "net": values.money(text_at(item, "Amount")),
        "rate": values.rate(text_at(item, "TaxScheme")),
        "tax": values.money(text_at(item, "TaxAmount")),
    }
