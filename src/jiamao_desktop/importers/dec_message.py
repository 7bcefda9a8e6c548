"""Customs declarations as the single window's message (海关总署公告 2018/67): root ``DecMessage``.

Broker clients save what they send, and what customs answered with. A message may hold one
declaration; some clients wrap several in one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.importers import customs_draft
from jiamao_desktop.importers.xmltree import Element, children, find, local, text_at

_HEAD: Final[Mapping[str, Sequence[str]]] = {
    "number": ("EntryId",),
    "unified_number": ("SeqNo",),
    "direction": ("IEFlag",),
    "declared_on": ("DDate",),
    "moved_on": ("IEDate",),
    "domestic_party": ("TradeName",),
    "domestic_code": ("TradeCoScc", "TradeCode"),
    "overseas_party": (
        "OverseasConsignorCname",
        "OverseasConsigneeEname",
        "OverseasConsignorEname",
    ),
    "consumer": ("OwnerName",),
    "consumer_code": ("OwnerCodeScc", "OwnerCode"),
    "customs_regime": ("TradeMode",),
    "levy_kind": ("CutMode",),
    "handbook": ("ManualNo",),
    "contract": ("ContrNo",),
    "bill": ("BillNo",),
    "transport": ("TrafMode",),
    "trade_country": ("TradeAreaCode",),
    "other_country": ("TradeCountry",),
    "terms": ("TransMode",),
    "packages": ("PackNo",),
    "gross_weight": ("GrossWet", "GrossWt"),
    "net_weight": ("NetWt",),
    "wrapping": ("WrapType",),
}
_ITEM: Final[Mapping[str, Sequence[str]]] = {
    "number": ("GNo",),
    "hs_code": ("CodeTS",),
    "name": ("GName",),
    "specification": ("GModel",),
    "quantity": ("GQty",),
    "unit": ("GUnit",),
    "unit_price": ("DeclPrice",),
    "total": ("DeclTotal",),
    "currency": ("TradeCurr",),
    "origin_country": ("OriginCountry",),
    "destination_country": ("DestinationCountry",),
    "duty_mode": ("DutyMode",),
    "handbook_item": ("ContrItem",),
    "handbook_version": ("ExgVersion",),
    "first_quantity": ("FirstQty",),
    "first_unit": ("FirstUnit",),
    "second_quantity": ("SecondQty",),
    "second_unit": ("SecondUnit",),
}
"""Field to element names, the better one first."""


def read(root: Element, origin: Origin = Origin.XML) -> list[Draft]:
    """Return the declarations in a message; nothing when the XML is something else."""
    return [draft for message in _messages(root) if (draft := _draft(message, origin))]


def _messages(root: Element) -> Iterator[Element]:
    if local(root) == "DecMessage":
        yield root
        return
    for child in root:
        if local(child) == "DecMessage":
            yield child


def _draft(message: Element, origin: Origin) -> Draft | None:
    head = find(message, "DecHead")
    lists = find(message, "DecLists")
    if head is None:
        return None
    texts = _texts(head, _HEAD)
    texts["attached_papers"] = ";".join(_papers(message))
    items = [] if lists is None else [_texts(item, _ITEM) for item in children(lists, "DecList")]
    if not items and not texts["number"] and not texts["domestic_party"]:
        return None
    return customs_draft.build(texts, items, origin)


def _texts(element: Element, names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        field: next((text for name in known if (text := text_at(element, name))), "")
        for field, known in names.items()
    }


def _papers(message: Element) -> Iterator[str]:
    """Yield code and number of each paper that goes with the declaration."""
    papers = find(message, "DecLicenseDocus")
    if papers is not None:
        for paper in children(papers, "LicenseDocu"):
            parts = (text_at(paper, "DocuCode"), text_at(paper, "CertCode"))
            yield ":".join(part for part in parts if part)
