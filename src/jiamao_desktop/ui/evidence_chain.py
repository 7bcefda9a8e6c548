"""合同 → 发票 → 付款 → 成果: the four places of an expense's chain, filled, missing or amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from jiamao_desktop.app.chain import ChainView, CheckFinding
from jiamao_desktop.app.ledger import EvidenceLink
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.chain import PLACES, ChainState
from jiamao_desktop.domain.checks_base import Settled
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.settlement import Sureness
from jiamao_desktop.ui import field_names, theme, widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK
from jiamao_desktop.ui.wording import tr

CHAIN = PLACES
_INDENT = 26
_DOMESTIC = "CNY"


def chain_verdict(state: ChainState) -> wording.Verdict:
    """Say how a chain stands."""
    return {
        ChainState.COMPLETE: wording.Verdict("✓", tr("完整"), "ok"),
        ChainState.GAPS: wording.Verdict("○", tr("有缺口"), "warn"),
        ChainState.PROBLEM: wording.Verdict("!", tr("有问题"), "bad"),
    }[state]


class EvidenceChain(QWidget):
    """The chain of one expense, from top to bottom.

    Signals:
        wanted: ``(EvidenceRole)`` a document shall be put there.
        opened: ``(DocumentId)``.
        dropped: ``(DocumentId, EvidenceRole)`` a document shall leave the chain.
        contract_wanted: The contract shall be recorded, chosen or corrected.
        split_wanted: The 发票 shall be split.
        mended: ``(CheckFinding)`` the person wants to mend it.
    """

    wanted = Signal(object)
    opened = Signal(object)
    dropped = Signal(object, object)
    contract_wanted = Signal()
    split_wanted = Signal()
    mended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._box = widgets.column(gap=8)
        self.setLayout(self._box)

    def show_links(self, links: Sequence[EvidenceLink], view: ChainView | None = None) -> None:
        """Show what proves an expense; anything outside the four places comes last.

        ``view`` has what the papers say and what was found; it may come a moment later.
        """
        widgets.clear(self._box)
        for role in CHAIN:
            self._box.addWidget(self._slot(role, [x for x in links if x.role is role], view))
        others = [link for link in links if link.role not in CHAIN]
        if others:
            self._box.addWidget(self._slot(EvidenceRole.OTHER, others, view))

    def _slot(
        self, role: EvidenceRole, links: Sequence[EvidenceLink], view: ChainView | None
    ) -> QFrame:
        found = [one for one in view.findings if one.place is role] if view else []
        card = widgets.Card(tone="plain" if links or _has_record(role, view) else "drop", gap=4)
        card.body.setContentsMargins(12, 6, 6, 6 if view is None else 10)
        name = field_names.role_name(role)
        label = widgets.text(name, "strong")
        label.setMinimumWidth(40)
        add = widgets.button(self.tr("关联…") if not links else self.tr("再加…"), "quiet", "link")
        add.setAccessibleName(self.tr("为{0}关联单证").format(name))
        add.clicked.connect(lambda: self.wanted.emit(role))
        state = widgets.Elided(self._state(role, links, view), "soft")
        line = widgets.row(_sign(links, found), label, state, add)
        line.setStretch(2, 1)
        card.body.addLayout(line)
        for link in links:
            card.body.addLayout(self._link(link))
        if view is not None:
            for part in self._records(role, view):
                card.body.addLayout(_indented(part))
        for one in found:
            card.body.addLayout(_indented(self._finding(one)))
        return card

    def _state(
        self, role: EvidenceRole, links: Sequence[EvidenceLink], view: ChainView | None
    ) -> str:
        if len(links) > 1:
            return self.tr("{0} 份").format(len(links))
        if not links and _has_record(role, view):
            return self.tr("有登记，缺单证")
        return "" if links else self.tr("还没有{0}").format(field_names.role_name(role))

    def _link(self, link: EvidenceLink) -> QHBoxLayout:
        title = widgets.Elided(link.title)
        view = widgets.tool("eye", self.tr("查看 {0}").format(link.title))
        view.clicked.connect(lambda: self.opened.emit(link.document))
        drop = widgets.tool("close", self.tr("取消关联 {0}").format(link.title))
        drop.setToolTip(self.tr("取消关联，单证还在"))
        drop.clicked.connect(lambda: self.dropped.emit(link.document, link.role))
        line = widgets.row(title, view, drop, gap=0)
        line.setContentsMargins(_INDENT, 0, 0, 0)
        line.setStretch(0, 1)
        return line

    def _records(self, role: EvidenceRole, view: ChainView) -> Iterator[QWidget]:
        """Yield what the records behind a place say."""
        if role is EvidenceRole.CONTRACT:
            if view.contract is not None:
                yield _said(self._contract_words(view.contract))
            words = self.tr("查看或更换合同登记…") if view.contract else self.tr("登记合同…")
            yield self._jump(words, "edit" if view.contract else "plus", self.contract_wanted.emit)
        elif role is EvidenceRole.FAPIAO and view.fapiao is not None:
            found = view.fapiao
            amount = _money(found.gross, _DOMESTIC)
            yield _said(_lines((found.number, amount), (found.seller,)))
            if view.mixed:
                words = self.tr("含几类费用，拆分发票…")
                yield self._jump(words, "copy", self.split_wanted.emit)
        elif role is EvidenceRole.PAYMENT:
            yield from (self._settled(one) for one in view.settled)
            if len(view.settled) > 1:
                yield self._settled_sum(view.settled)
        elif role is EvidenceRole.OUTCOME:
            for one in view.declarations:
                number = one.number or one.unified_number
                regime = one.customs_regime_name or one.customs_regime
                goods = tr("、").join(item.name for item in one.items)
                yield _said(self.tr("报关单 {0}　{1}　{2}").format(number, regime, goods))

    def _contract_words(self, contract: Contract) -> str:
        term = ""
        if contract.starts_on or contract.ends_on:
            first, last = contract.starts_on or "…", contract.ends_on or "…"
            term = self.tr("{0} 至 {1}").format(first, last)
        amount = "" if contract.amount is None else _money(contract.amount, contract.currency)
        return _lines(
            (contract.number, amount), (contract.title,), (contract.second_party,), (term,)
        )

    def _settled(self, one: Settled) -> QWidget:
        words = tr("　").join(
            part
            for part in (
                wording.day(one.payment.paid_on),
                _money(one.amount, one.currency),
                one.payment.number,
            )
            if part
        )
        line = widgets.row(_said(words))
        line.setStretch(0, 1)
        if one.amount != one.payment.amount:
            whole = _money(one.payment.amount, one.payment.currency)
            chip = widgets.chip(self.tr("回单共 {0}").format(whole), "calm")
            line.addWidget(chip)
        if one.sureness is Sureness.UNSURE:
            line.addWidget(widgets.chip(self.tr("待确认"), "warn"))
        return widgets.holding(line)

    def _settled_sum(self, settled: Sequence[Settled]) -> QWidget:
        """Say what several slips come to; different currencies are never added up."""
        currencies = list(dict.fromkeys(one.currency for one in settled))
        sums = [
            _money(total(one.amount for one in settled if one.currency == name), name)
            for name in currencies
        ]
        words = self.tr("{count} 张回单，合计 {sum}")
        return widgets.text(words.format(count=len(settled), sum=" + ".join(sums)), "strong")

    def _finding(self, one: CheckFinding) -> QWidget:
        blocks = one.severity is Severity.BLOCK
        sheet = widgets.Card(tone="bad" if blocks else "warn", gap=2)
        sheet.body.setContentsMargins(10, 6, 10, 6)
        text = widgets.text(one.text, wrap=True)
        sheet.body.addWidget(text)
        sheet.body.addWidget(widgets.text(one.remedy, "small", wrap=True))
        mend = self._jump(self._mend_words(one), "right", partial(self.mended.emit, one))
        mend.setAccessibleName(f"{mend.text()}：{one.text}")
        sheet.body.addLayout(widgets.row(mend, 1))
        sheet.setObjectName(f"finding.{one.rule}")
        return sheet

    def _mend_words(self, one: CheckFinding) -> str:
        if one.field == "contract":
            return self.tr("打开合同登记")
        return self.tr("关联单证") if one.field == "evidence" else self.tr("去修改")

    def _jump(self, words: str, icon: str, go: Callable[[], None]) -> QPushButton:
        button = widgets.button(words, "quiet", icon)
        button.setStyleSheet(LINK_LOOK)
        return widgets.when_clicked(button, go)


def _sign(links: Sequence[EvidenceLink], found: Sequence[CheckFinding]) -> QWidget:
    if any(one.severity is Severity.BLOCK for one in found):
        return widgets.picture("warn", 18, 18, theme.TONES["bad"][0])
    if found:
        return widgets.picture("warn", 18, 18, theme.TONES["warn"][0])
    tone = theme.TONES["ok" if links else "calm"][0]
    return widgets.picture("check" if links else "plus", 18, 18, tone)


def _has_record(role: EvidenceRole, view: ChainView | None) -> bool:
    """Tell whether the book knows more of a place than that nothing stands there."""
    if view is None:
        return False
    return {
        EvidenceRole.CONTRACT: view.contract is not None,
        EvidenceRole.FAPIAO: view.fapiao is not None,
        EvidenceRole.PAYMENT: bool(view.settled),
        EvidenceRole.OUTCOME: bool(view.declarations),
    }.get(role, False)


def _lines(*lines: Sequence[str]) -> str:
    """Return what is there of each line, without lines of which nothing is."""
    joined = (tr("　").join(part for part in line if part) for line in lines)
    return "\n".join(line for line in joined if line)


def _said(words: str) -> QWidget:
    return widgets.text(words, "soft", wrap=True)


def _money(amount: Money, currency: str) -> str:
    return tr("{0} 元").format(amount) if currency == _DOMESTIC else f"{currency} {amount}"


def _indented(part: QWidget) -> QHBoxLayout:
    line = widgets.row(part)
    line.setContentsMargins(_INDENT, 2, 6, 0)
    return line
