"""Unclear words for tests of the screen's parts: as little as a test needs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.unit.domain.pack_making import CLAUSE, NOTICE

from jiamao_desktop.app.unsettled import ReadingOption, UnsettledItem
from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.inquiry import AskedWord, Inquiry, InquiryId
from jiamao_desktop.domain.money import Money

DAY = dt.date(2026, 11, 18)
CHOSEN = ChosenReading(
    pack="p", measure="m", reading="vat", option="gross", decided_on=dt.date(2026, 11, 20)
)
ANSWERED = ChosenReading(
    pack="p",
    measure="m",
    reading="vat",
    option="gross",
    decided_by=DecidedBy.OFFICER,
    office="样例商务局",
    officer="王科长",
    decided_on=DAY,
    note="书面答复",
    document=DocumentId(7),
)


def option(name: str, yuan: str, label: str = "", remark: str = "") -> ReadingOption:
    return ReadingOption(id=name, label=label or name, remark=remark, amount=Money.from_yuan(yuan))


def make_item(
    key: str = "vat", low: str = "100", high: str = "250", **changes: Any
) -> UnsettledItem:
    """Return a word with two readings, except as changed."""
    settings: dict[str, Any] = {
        "pack": "p",
        "pack_title": "样例包",
        "key": key,
        "word": key,
        "question": f"{key}怎样理解？",
        "remark": "文件未写明。",
        "notice": NOTICE,
        "measures": (("m", "样例措施"), ("n", "另一项措施")),
        "paying": 1,
        "clauses": (CLAUSE,),
        "options": (
            option("net", low, "按不含税金额", "某市2024年即如此"),
            option("gross", high, "按价税合计"),
        ),
        "chosen": "net",
        "choice": None,
        "letter": None,
        **changes,
    }
    return UnsettledItem(**settings)


def make_letter(**changes: Any) -> tuple[InquiryId, Inquiry]:
    """Return a letter that has been drafted, except as changed."""
    settings: dict[str, Any] = {
        "office": "样例商务局",
        "words": (AskedWord(pack="p", measure="m", word="vat"),),
        "made_on": dt.date(2026, 11, 10),
        "document": DocumentId(3),
        **changes,
    }
    return InquiryId(1), Inquiry(**settings)
