"""Cards made by hand, for the tests of panes: every field as short as it can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from jiamao_desktop.app.assessing import Card, Group, ParameterSlot
from jiamao_desktop.app.ledger import EvidenceLink, ExpenseRow
from jiamao_desktop.domain.assessment import (
    Assessment,
    Basis,
    Clause,
    Finding,
    Reading,
    Status,
    WorksheetLine,
)
from jiamao_desktop.domain.deadlines import After, Deadline, Due
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import ParameterType, Practice

CLAUSE = Clause(
    id="c9",
    number="永政办发〔2024〕8号",
    where="九、提高通关效率",
    quote="鼓励企业开展 AEO 高级认证，对认证费用给予不超过 50%、最高 15 万元的支持。",
)
OTHER_CLAUSE = Clause(
    id="c10", number="永政办发〔2024〕8号", where="十、强化保障激励", quote="不得多头重复奖励"
)


def yuan(text: str) -> Money:
    return Money.from_yuan(text)


def make_assessment(**given: Any) -> Assessment:
    """Return an assessment that says yes to 50,000 yuan, but for what is given."""
    usual: dict[str, Any] = {
        "measure": "aeo",
        "status": Status.YES,
        "findings": (make_finding(),),
        "spent": yuan("100000"),
        "ceiling": yuan("50000"),
        "low": yuan("50000"),
        "high": yuan("50000"),
    }
    return Assessment(**(usual | given))


def make_card(group: Group = Group.CAN, **given: Any) -> Card:
    """Return a card; what belongs to its assessment goes there."""
    fields = set(Assessment.__dataclass_fields__)
    inner = {name: value for name, value in given.items() if name in fields - {"measure", "note"}}
    outer = {name: value for name, value in given.items() if name not in inner}
    card = Card(
        measure="aeo",
        title="AEO 高级认证费用支持",
        summary="",
        project=None,
        project_title="",
        pack="pack",
        pack_version="2024.8.0",
        number=CLAUSE.number,
        clause=CLAUSE,
        assessment=make_assessment(**inner),
        group=group,
        in_force=(dt.date(2024, 6, 14), dt.date(2027, 6, 13)),
        derived=True,
        verified_on=dt.date(2026, 8, 20),
        parameters=(),
        practices=(),
        limits=(),
        facts={},
        note="",
    )
    return replace(card, **outer)


def make_finding(check: str = "city", holds: bool | None = True, **given: Any) -> Finding:
    usual: dict[str, Any] = {"label": "在永州市登记注册", "value": "永州市", "clause": CLAUSE}
    return Finding(check=check, holds=holds, **(usual | given))


def make_step(step: str, text: str, yuan_text: str, **given: Any) -> WorksheetLine:
    usual: dict[str, Any] = {"basis": Basis.LAW, "exact_fen": Fraction(yuan(yuan_text).fen)}
    return WorksheetLine(step=step, text=text, **(usual | given))


def make_reading(name: str = "base", low: str = "50000", high: str = "53000") -> Reading:
    return Reading(
        id=name,
        question="按价税合计还是不含税金额计算？",
        chosen="net",
        options=(("net", "按不含税金额（默认，审慎）"), ("gross", "按价税合计")),
        low=yuan(low),
        high=yuan(high),
        amounts=(yuan(low), yuan(high)),
        clause=CLAUSE,
    )


def make_due(day: dt.date | None, name: str = "declare") -> Due:
    deadline = Deadline(
        id=name, label="集中申报", start="trade.day", after=After.MONTHS, count="n", clause=CLAUSE
    )
    text = "自 2026-11-03 起满 1 个月" if day else ""
    return Due(deadline=deadline, day=day, text=text)


def make_slot(name: str = "rate", **given: Any) -> ParameterSlot:
    usual: dict[str, Any] = {
        "label": "补贴比例",
        "help": "请按当年申报通知填写。",
        "type": ParameterType.RATIO,
        "text": "",
        "source": "",
        "basis": Basis.ENTERED,
    }
    return ParameterSlot(id=name, **(usual | given))


def make_practice(name: str = "hn2017", values: Mapping[str, Any] | None = None) -> Practice:
    return Practice(
        id=name,
        label="湖南省 2017 年做法",
        place="湖南",
        year=2017,
        source="湖南省商务厅 2017 年申报通知",
        note="按省级财政标准，供参考。",
        values={"rate": Fraction(1, 2)} if values is None else values,
    )


def make_headroom(used: str = "250000") -> Headroom:
    return Headroom(
        title="市级外贸项目支持资金累计上限",
        limit=yuan("1000000"),
        used=yuan(used) if used != "0" else ZERO,
        shared=True,
        window=None,
    )


def make_row(number: int, gross: str = "106000", *, proved: bool = False) -> ExpenseRow:
    links = (EvidenceLink(DocumentId(7), EvidenceRole.PAYMENT, "银行回单.pdf"),) if proved else ()
    return ExpenseRow(
        id=ExpenseId(number),
        expense=Expense(
            category="certification.fee",
            gross=yuan(gross),
            payee="样例认证有限公司",
            paid_on=dt.date(2026, 4, 20),
        ),
        category="认证费",
        project_title="",
        evidence=links,
        claimed=False,
    )


def rows(numbers: Sequence[ExpenseId]) -> Mapping[ExpenseId, ExpenseRow]:
    """Return an expense for each number but for those above a thousand."""
    return {number: make_row(number) for number in numbers if number <= 1000}


def lay_out() -> None:
    """Let layouts show what was just put into them: Qt does so when events are next handled."""
    QApplication.processEvents()


def texts(widget: QWidget) -> list[str]:
    """Return what the labels within a widget say, those that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
