"""Bank slips and statements as XBRL: 财政部《电子凭证会计数据标准》, ``bker`` and ``bkrs``.

The taxonomy's date changes from year to year; only prefix and names are compared. Of a
statement (对账单), what left the account becomes payments; what came in is nobody's expense.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.importers import bank_draft
from jiamao_desktop.importers.fapiao_xbrl import taxonomy
from jiamao_desktop.importers.xmltree import Element, local, text_of

_SLIP: Final[Mapping[str, Sequence[str]]] = {
    "number": ("NumberOfBankElectronicReceipt", "BusinessSerialNumber"),
    "paid_on": ("DateOfBookkeeping", "IssueDate"),
    "payer": ("AccountNameOfPayer",),
    "payer_account": ("AccountNumberOfPayer",),
    "payer_bank": ("DepositoryBankOfPayer",),
    "payee": ("AccountNameOfPayee",),
    "payee_account": ("AccountNumberOfPayee",),
    "payee_bank": ("DepositoryBankOfPayee",),
    "amount": ("TransactionAmountInFigures",),
    "words": ("TransactionAmountInWords",),
    "currency": ("Currency",),
    "remark": ("Usage", "Notes"),
    "serial": ("BusinessSerialNumber",),
}
_STATEMENT: Final[Mapping[str, Sequence[str]]] = {
    "payer": ("NameOfCustomerAccount",),
    "payer_account": ("CustomerSettlementBankAccount",),
    "currency": ("Currency",),
}
_DETAIL: Final[Mapping[str, Sequence[str]]] = {
    "number": ("NumberOfBankElectronicReceipt", "BusinessSerialNumber"),
    "paid_on": ("DateOfBookkeeping", "TimeOfBookkeeping"),
    "payee": ("NameOfCounterparty",),
    "payee_account": ("AccountOfCounterparty",),
    "payee_bank": ("DepositoryBankOfCounterparty",),
    "amount": ("TransactionAmount",),
    "remark": ("NotesOfBankElectronicReceipt",),
    "serial": ("BusinessSerialNumber",),
}
"""Field to element names, the better one first."""

_DETAILS: Final = "InformationOfReconcileDetailsTuple"
_DIRECTION: Final = "IdentificationOfCreditOrDebit"
_PAID: Final = "0"
"""借: what left the account. 1 is 贷: what came in."""


def read(root: Element, origin: Origin = Origin.XML) -> list[Draft]:
    """Return the slips, or nothing when the XML is something else or nearly empty."""
    match taxonomy(root):
        case "bker":
            found = [_texts(_facts(root), _SLIP)]
        case "bkrs":
            found = list(_paid(root))
        case _:
            return []
    drafts = (bank_draft.build(texts, origin) for texts in found)
    return [draft for draft in drafts if draft is not None]


def _paid(root: Element) -> Iterator[dict[str, str]]:
    head = _texts(_facts(root), _STATEMENT)
    for detail in root.iter():
        if local(detail) == _DETAILS:
            facts = _facts(detail)
            if facts.get(_DIRECTION) == _PAID:
                yield head | _texts(facts, _DETAIL)


def _facts(element: Element) -> dict[str, str]:
    facts: dict[str, str] = {}
    for child in element:
        text = text_of(child)
        if text and text.lower() != "null":
            facts.setdefault(local(child), text)
    return facts


def _texts(facts: Mapping[str, str], names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        field: next((facts[name] for name in known if name in facts), "")
        for field, known in names.items()
    }
