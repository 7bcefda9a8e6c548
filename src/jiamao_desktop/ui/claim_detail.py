"""One claim opened: its four amounts, the self-check, its papers and its expenses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabWidget, QWidget

from jiamao_desktop.app.checking import CheckFinding, ChecklistItem
from jiamao_desktop.app.claims import ClaimRow
from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import total
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.amounts import AmountsStrip
from jiamao_desktop.ui.claim_papers import ChecklistPane, SelfCheckPane
from jiamao_desktop.ui.expense_lines import ExpenseLines
from jiamao_desktop.ui.field_names import role_name
from jiamao_desktop.ui.grounds import verdict_chip
from jiamao_desktop.ui.theme import GRID

_CHAIN = (EvidenceRole.CONTRACT, EvidenceRole.FAPIAO, EvidenceRole.PAYMENT, EvidenceRole.OUTCOME)


class Tab(IntEnum):
    """What is shown of a claim, in the order of the tabs."""

    CHECK = 0
    PAPERS = 1
    EXPENSES = 2


class ClaimDetail(QWidget):
    """The open claim: amounts, self-check, papers, expenses."""

    def __init__(self, parent: QWidget | None = None, *, guide: QWidget | None = None) -> None:
        """Lay out an empty claim; ``guide`` stands above its papers."""
        super().__init__(parent)
        self.title = widgets.text("", "section", wrap=True)
        self.about = widgets.text("", "soft", wrap=True)
        self.packet = widgets.button(self.tr("生成申报材料"), "primary", "print")
        self.state = widgets.button(self.tr("更改状态"), icon="down")
        self.state.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.amounts = AmountsStrip()
        self.check = SelfCheckPane()
        self.papers = ChecklistPane()
        sheet = widgets.Card(gap=0)
        self.lines = sheet.body
        self._expenses = widgets.holding(widgets.column(sheet, 1))
        self.tabs = QTabWidget()
        self._chip = widgets.row(gap=0)
        self._lay_out(guide)

    def _lay_out(self, guide: QWidget | None) -> None:
        words = widgets.column(widgets.row(self.title, self._chip, 1, gap=12), self.about, gap=4)
        head = widgets.row(gap=12)
        head.addLayout(words, 1)
        for one in (self.state, self.packet):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        for pane in (self.check, self.papers, self._expenses):
            inside = widgets.column(gap=2 * GRID)
            if pane is self.papers and guide is not None:
                inside.addWidget(guide)
            inside.addWidget(pane)
            inside.setContentsMargins(0, GRID, GRID, GRID)
            self.tabs.addTab(widgets.scrolled(widgets.holding(inside)), "")
        self.tabs.setDocumentMode(True)
        box = widgets.column(head, self.amounts, self.tabs, gap=2 * GRID)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_claim(self, row: ClaimRow, states: QMenu) -> None:
        """Show the head and the four amounts."""
        claim = row.claim
        self.title.setText(claim.title)
        about = (
            row.measure_title if row.measure_title != claim.title else "",
            self.tr("{day} 发起").format(day=wording.day(claim.created_on)),
            self.tr("政策包版本 {version}").format(version=claim.pack_version),
        )
        self.about.setText(self.tr("　·　").join(part for part in about if part))
        widgets.clear(self._chip)
        self._chip.addWidget(verdict_chip(wording.state_verdict(claim.state)))
        before = self.state.menu()
        self.state.setMenu(states)
        if before is not None:
            before.deleteLater()
        self.amounts.show_claim(claim)

    def show_lists(
        self,
        items: Sequence[ChecklistItem],
        findings: Sequence[CheckFinding],
        titles: Mapping[DocumentId, str],
    ) -> None:
        """Show self-check and papers, and on the tabs how much there is to do."""
        self.check.show_findings(findings)
        self.papers.show_items(items, titles)
        blocks = sum(one.severity is Severity.BLOCK for one in findings)
        brought = [item for item in items if not item.made]
        here = sum(item.present for item in brought)
        check = self.tr("自查")
        if blocks:
            check = self.tr("自查：{count} 处须改").format(count=blocks)
        elif findings:
            check = self.tr("自查：{count} 处留意").format(count=len(findings))
        self.tabs.setTabText(Tab.CHECK, check)
        self.tabs.setTabText(
            Tab.PAPERS,
            self.tr("材料清单 {here}/{all}").format(here=here, all=len(brought)),
        )

    def show_expenses(
        self, numbers: Sequence[ExpenseId], rows: Mapping[ExpenseId, ExpenseRow]
    ) -> None:
        """Show the lines of the claim with their evidence, and their sum."""
        widgets.clear(self.lines)
        table = ExpenseLines()
        for number in numbers:
            row = rows.get(number)
            table.add(row, "" if row is None else self._evidence(row))
        table.add_total(total(row.expense.gross for row in rows.values()))
        self.lines.addWidget(table)
        self.tabs.setTabText(Tab.EXPENSES, self.tr("费用明细 {count}").format(count=len(numbers)))

    def _evidence(self, row: ExpenseRow) -> str:
        roles = {link.role for link in row.evidence}
        return self.tr("　").join(
            f"{role_name(role)} {'✓' if role in roles else '×'}" for role in _CHAIN
        )
