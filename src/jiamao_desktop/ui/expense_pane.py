"""One expense beside the ledger: what it is, its chain of evidence, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jiamao_desktop.app.chain import ChainView
from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.evidence_chain import EvidenceChain, chain_verdict


class ExpensePane(QWidget):
    """Shows an expense.

    Signals:
        edit_wanted, delete_wanted: The person pressed it.
    """

    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: ExpenseRow | None = None
        self.view: ChainView | None = None
        self.chain = EvidenceChain()
        self._head = QVBoxLayout()
        self._head.setSpacing(8)
        self._facts = QVBoxLayout()
        self.edit_button = widgets.button(self.tr("修改"), "secondary", "edit")
        self.edit_button.clicked.connect(self.edit_wanted)
        self.delete_button = widgets.button(self.tr("删除"), "danger", "trash")
        self.delete_button.clicked.connect(self.delete_wanted)
        inside = widgets.column(
            self._head,
            widgets.section(self.tr("证据链"), self.tr("合同 → 发票 → 付款 → 成果")),
            self.chain,
            widgets.section(self.tr("明细")),
            self._facts,
            1,
            gap=16,
        )
        inside.setContentsMargins(0, 0, 10, 0)
        self.setLayout(
            widgets.column(
                widgets.scrolled(widgets.holding(inside)),
                widgets.row(self.edit_button, 1, self.delete_button),
                gap=12,
            )
        )

    def show_row(self, row: ExpenseRow) -> None:
        """Show an expense; what its papers say comes with :meth:`show_chain`."""
        same = self.row is not None and self.row.id == row.id
        self.row = row
        expense = row.expense
        if not same:
            self.view = None
        widgets.clear(self._head)
        amount = widgets.text(self.tr("{0} 元").format(expense.gross), "figure")
        amount.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._head.addWidget(amount)
        self._head.addWidget(
            widgets.text(expense.description or expense.payee or row.category, wrap=True)
        )
        chips = widgets.FlowLayout()
        chips.addWidget(widgets.chip(row.category, "accent"))
        verdict = chain_verdict(row.chain)
        words = self.tr("{0} 证据链{1}").format(verdict.glyph, verdict.text)
        chips.addWidget(widgets.chip(words, verdict.tone))
        if row.project_title:
            chips.addWidget(widgets.chip(row.project_title, "calm"))
        if expense.paid_on is None:
            chips.addWidget(widgets.chip(self.tr("还没有付款日期"), "warn"))
        if row.claimed:
            chips.addWidget(widgets.chip(self.tr("已用于申报"), "info"))
        self._head.addWidget(widgets.holding(chips))
        self.chain.show_links(row.evidence, self.view)
        widgets.clear(self._facts)
        self._facts.addWidget(widgets.key_values(self._pairs(row)))

    def show_chain(self, number: ExpenseId, view: ChainView | None) -> None:
        """Show what the papers of an expense say, if it is still the one that is shown."""
        if self.row is not None and self.row.id == number and view is not None:
            self.view = view
            self.chain.show_links(self.row.evidence, view)

    def _pairs(self, row: ExpenseRow) -> list[tuple[str, str]]:
        expense = row.expense
        pairs = [
            (self.tr("收款方"), expense.payee),
            (self.tr("开票日期"), str(expense.issued_on or "")),
            (self.tr("付款日期"), str(expense.paid_on or "")),
            (self.tr("税额"), self.tr("{0} 元").format(expense.tax)),
            (self.tr("发票号码"), expense.fapiao_number),
            (self.tr("合同号"), expense.contract_number),
            (self.tr("回单号"), expense.bank_slip_number),
        ]
        if expense.unsupported:
            part = self.tr("{0} 元（{1}）").format(expense.unsupported, expense.unsupported_reason)
            pairs.append((self.tr("不支持"), part))
        if expense.other_funding:
            part = self.tr("{0} 元 {1}").format(expense.other_funding, expense.funded_by)
            pairs.append((self.tr("已获资金"), part.strip()))
        if expense.note:
            pairs.append((self.tr("备注"), expense.note))
        return pairs
