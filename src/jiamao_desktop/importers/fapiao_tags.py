"""What the makers of OFD and PDF 发票 note beside the printed text.

数电票 as OFD carry no XML, but entries of the maker (``CustomData``) and tags that point
at text objects; PDFs may carry entries in their document information.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import values
from jiamao_desktop.importers.fapiao_sources import Source
from jiamao_desktop.importers.ofd_package import OfdPage
from jiamao_desktop.importers.xmltree import Element, local

_ENTRIES = {
    "发票号码": "number",
    "发票代码": "code",
    "开票日期": "issued_on",
    "合计金额": "net",
    "合计税额": "tax",
    "价税合计": "gross",
    "销售方名称": "seller",
    "销售方纳税人识别号": "seller_id",
    "购买方名称": "buyer",
    "购买方纳税人识别号": "buyer_id",
}
_TAGS = {
    "InvoiceNo": "number",
    "InvoiceCode": "code",
    "IssueDate": "issued_on",
    "TaxExclusiveTotalAmount": "net",
    "TaxTotalAmount": "tax",
    "TaxInclusiveTotalAmount": "gross",
    "SellerName": "seller",
    "SellerTaxID": "seller_id",
    "BuyerName": "buyer",
    "BuyerTaxID": "buyer_id",
}
_INFORMATION_NUMBER = "InvoiceNumber"
_INFORMATION = {
    _INFORMATION_NUMBER: "number",
    "IssueTime": "issued_on",
    "SellerIdNum": "seller_id",
    "TotalAmWithoutTax": "net",
    "TotalTaxAm": "tax",
    "TotalTax-includedAmount": "gross",
}
_AMOUNTS = {"net", "tax", "gross"}


def read_entries(entries: Mapping[str, str]) -> Source | None:
    """Read the maker's entries of an OFD, or return None when they are no invoice's."""
    return _source({field: entries.get(name, "") for name, field in _ENTRIES.items()})


def read_information(entry: Callable[[str], str]) -> Source | None:
    """Read the document information of a PDF, or return None when it is no invoice's."""
    if not entry(_INFORMATION_NUMBER):
        return None
    return _source({field: entry(name) for name, field in _INFORMATION.items()})


def read_tags(roots: Sequence[Element], pages: Sequence[OfdPage]) -> Source | None:
    """Read the text that tags point at, or return None when they are no invoice's."""
    texts = {(page.id, item.id): item.text for page in pages for item in page.objects}
    found: dict[str, str] = {}
    for root in roots:
        for element in root.iter():
            field = _TAGS.get(local(element), "")
            parts = [
                texts.get((reference.get("PageRef", ""), (reference.text or "").strip()), "")
                for reference in element.iter()
                if local(reference) == "ObjectRef"
            ]
            if field and parts:
                found.setdefault(
                    field, _last_amount(parts) if field in _AMOUNTS else "".join(parts)
                )
    return _source(found)


def _last_amount(parts: Sequence[str]) -> str:
    """Return the amount among 大写, ``¥`` and figures."""
    return next((part for part in reversed(parts) if values.money(part) is not None), "")


def _source(texts: Mapping[str, str]) -> Source | None:
    if not texts.get("number"):
        return None
    amounts: dict[str, Money | None] = {
        field: values.money(texts.get(field, "")) for field in sorted(_AMOUNTS)
    }
    plain = {
        field: text.strip()
        for field, text in texts.items()
        if field not in _AMOUNTS and field != "issued_on"
    }
    issued = values.date(texts.get("issued_on", ""))
    return Source(origin=Origin.TAGS, values={**plain, **amounts, "issued_on": issued})
