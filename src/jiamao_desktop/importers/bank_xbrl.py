"""Bank slips as structured data: 财政部《电子凭证会计数据标准》, voucher ``bker``.

The taxonomy's date changes from year to year; only prefix and names are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.importers import bank_draft
from jiamao_desktop.importers.xmltree import Element, local, namespace, text_of

_TAXONOMY: Final = "xbrl.mof.gov.cn/taxonomy/"
_VOUCHER: Final = "/bker"
_NAMES: Final[Mapping[str, Sequence[str]]] = {
    "number": ("NumberOfBankElectronicReceipt", "BusinessSerialNumber"),
    "paid_on": ("DateOfBookkeeping", "IssueDate"),
    "payer": ("AccountNameOfPayer",),
    "payer_account": ("AccountNumberOfPayer",),
    "payee": ("AccountNameOfPayee",),
    "payee_account": ("AccountNumberOfPayee",),
    "amount": ("TransactionAmountInFigures",),
    "words": ("TransactionAmountInWords",),
    "currency": ("Currency",),
    "remark": ("Usage", "Notes"),
    "serial": ("BusinessSerialNumber",),
}
"""Field to element names, the better one first."""


def read(root: Element, origin: Origin = Origin.XML) -> list[Draft]:
    """Return the slip, or nothing when the XML is something else or nearly empty."""
    if local(root) != "xbrl":
        return []
    facts: dict[str, str] = {}
    for element in root:
        if _TAXONOMY in namespace(element) and namespace(element).endswith(_VOUCHER):
            text = text_of(element)
            if text and text.lower() != "null":
                facts.setdefault(local(element), text)
    texts = {
        field: next((facts[name] for name in names if name in facts), "")
        for field, names in _NAMES.items()
    }
    draft = bank_draft.build(texts, origin)
    return [] if draft is None else [draft]
