"""合同 → 发票 → 付款 → 成果: the four places of an expense's chain, filled or missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from jiamao_desktop.app.ledger import EvidenceLink
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.ui import field_names, theme, widgets

CHAIN = (
    EvidenceRole.CONTRACT,
    EvidenceRole.FAPIAO,
    EvidenceRole.PAYMENT,
    EvidenceRole.OUTCOME,
)


class EvidenceChain(QWidget):
    """The chain of one expense, from top to bottom.

    Signals:
        wanted: ``(EvidenceRole)`` a document shall be put there.
        opened: ``(DocumentId)``.
        dropped: ``(DocumentId, EvidenceRole)`` a document shall leave the chain.
    """

    wanted = Signal(object)
    opened = Signal(object)
    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._box = widgets.column(gap=8)
        self.setLayout(self._box)

    def show_links(self, links: Sequence[EvidenceLink]) -> None:
        """Show what proves an expense; anything outside the four places comes last."""
        widgets.clear(self._box)
        for role in CHAIN:
            self._box.addWidget(self._slot(role, [x for x in links if x.role is role]))
        others = [link for link in links if link.role not in CHAIN]
        if others:
            self._box.addWidget(self._slot(EvidenceRole.OTHER, others))

    def _slot(self, role: EvidenceRole, links: Sequence[EvidenceLink]) -> QFrame:
        card = widgets.Card(tone="plain" if links else "drop", gap=4)
        card.body.setContentsMargins(12, 6, 6, 6)
        name = field_names.role_name(role)
        tone = theme.TONES["ok" if links else "calm"][0]
        sign = widgets.picture("check" if links else "plus", 18, 18, tone)
        label = widgets.text(name, "strong")
        label.setMinimumWidth(40)
        add = widgets.button(self.tr("关联…") if not links else self.tr("再加…"), "quiet", "link")
        add.setAccessibleName(self.tr("为{0}关联单证").format(name))
        add.clicked.connect(lambda: self.wanted.emit(role))
        state = widgets.Elided(self._state(role, links), "soft")
        line = widgets.row(sign, label, state, add)
        line.setStretch(2, 1)
        card.body.addLayout(line)
        for link in links:
            card.body.addLayout(self._link(link))
        return card

    def _state(self, role: EvidenceRole, links: Sequence[EvidenceLink]) -> str:
        if len(links) > 1:
            return self.tr("{0} 份").format(len(links))
        return "" if links else self.tr("还没有{0}").format(field_names.role_name(role))

    def _link(self, link: EvidenceLink) -> QHBoxLayout:
        title = widgets.Elided(link.title)
        view = widgets.tool("eye", self.tr("查看 {0}").format(link.title))
        view.clicked.connect(lambda: self.opened.emit(link.document))
        drop = widgets.tool("close", self.tr("取消关联 {0}").format(link.title))
        drop.setToolTip(self.tr("取消关联，单证还在"))
        drop.clicked.connect(lambda: self.dropped.emit(link.document, link.role))
        line = widgets.row(title, view, drop, gap=0)
        line.setContentsMargins(26, 0, 0, 0)
        line.setStretch(0, 1)
        return line
