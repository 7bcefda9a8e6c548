"""What a claim still lacks: the checklist of its papers and what a reviewer would object to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from jiamao_desktop.app.checking import CheckFinding, ChecklistItem
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.fields import ChoiceField
from jiamao_desktop.ui.grounds import Badge
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.wording import tr


class ChecklistPane(QWidget):
    """Papers in their order, present or missing.

    Signals:
        paper_wanted: ``(ChecklistItem)`` the person wants to add one.
        opened: ``(DocumentId)`` the person wants to look at one.
    """

    paper_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sheet = widgets.Card(gap=0)
        sheet.body.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        self._box = sheet.body
        self.setLayout(widgets.column(sheet, 1))

    def show_items(self, items: Sequence[ChecklistItem], titles: Mapping[DocumentId, str]) -> None:
        """Show these papers."""
        widgets.clear(self._box)
        for number, item in enumerate(items):
            if number:
                self._box.addWidget(widgets.rule())
            self._box.addWidget(self._line(item, titles))

    def _line(self, item: ChecklistItem, titles: Mapping[DocumentId, str]) -> QWidget:
        verdict = self._verdict(item)
        name = widgets.text(item.title, "strong", wrap=True)
        copies = self.tr("{count} 份").format(count=item.copies)
        about = self.tr("　·　").join(part for part in (verdict.text, copies, item.basis) if part)
        words = widgets.column(name, widgets.text(about, "small", wrap=True), gap=2)
        if item.help and not item.present:
            words.addWidget(widgets.text(item.help, "soft", wrap=True))
        if item.documents:
            words.addWidget(self._documents(item, titles))
        line = widgets.row(gap=12)
        line.setContentsMargins(0, 12, 0, 12)
        line.addWidget(Badge(verdict), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if not item.made:
            add = widgets.button(
                self.tr("再加一份") if item.present else self.tr("选用单证"),
                "quiet" if item.present else "secondary",
            )
            add.setAccessibleName(f"{add.text()}：{item.title}")
            widgets.when_clicked(add, lambda: self.paper_wanted.emit(item))
            line.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return widgets.holding(line, f"paper.{item.title}")

    def _documents(self, item: ChecklistItem, titles: Mapping[DocumentId, str]) -> QWidget:
        flow = widgets.FlowLayout(gap=4)
        for number in item.documents:
            link = widgets.button(titles.get(number, self.tr("单证")), "quiet", "file")
            link.setToolTip(self.tr("查看这份单证"))
            widgets.when_clicked(link, partial(self.opened.emit, number))
            flow.addWidget(link)
        return widgets.holding(flow)

    def _verdict(self, item: ChecklistItem) -> wording.Verdict:
        if item.made:
            return wording.Verdict("✓", self.tr("由程序生成"), "calm")
        if item.present:
            return wording.Verdict("✓", self.tr("已有"), "ok")
        return wording.Verdict("×", self.tr("缺"), "bad")


class SelfCheckPane(QWidget):
    """Findings of the self-check, those that would send the packet back first.

    Signals:
        jumped: ``(CheckFinding)`` the person wants to mend it.
    """

    jumped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sheet = widgets.Card(gap=0)
        sheet.body.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        self._box = sheet.body
        self.setLayout(widgets.column(sheet, 1))

    def show_findings(self, findings: Sequence[CheckFinding]) -> None:
        """Show these findings."""
        widgets.clear(self._box)
        ordered = sorted(findings, key=lambda one: one.severity is not Severity.BLOCK)
        for number, finding in enumerate(ordered):
            if number:
                self._box.addWidget(widgets.rule())
            self._box.addWidget(self._line(finding))
        if not findings:
            fine = widgets.row(
                Badge(wording.Verdict("✓", self.tr("通过"), "ok")),
                widgets.text(self.tr("没有发现会被退回的问题。签字盖章前，请再看一遍预览。")),
                1,
                gap=12,
            )
            fine.setContentsMargins(0, 12, 0, 12)
            self._box.addWidget(widgets.holding(fine))

    def _line(self, finding: CheckFinding) -> QWidget:
        verdict = severity_verdict(finding.severity)
        words = widgets.column(
            widgets.text(finding.text, "strong", wrap=True),
            widgets.text(finding.remedy, wrap=True),
            widgets.text(
                self.tr("{verdict}　·　{rule}　·　见于：{basis}").format(
                    verdict=verdict.text, rule=finding.rule, basis=finding.basis
                ),
                "small",
                wrap=True,
            ),
            gap=4,
        )
        line = widgets.row(gap=12)
        line.setContentsMargins(0, 12, 0, 12)
        line.addWidget(Badge(verdict), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        mend = widgets.button(self.tr("去修改"))
        mend.setAccessibleName(f"{mend.text()}：{finding.text}")
        widgets.when_clicked(mend, lambda: self.jumped.emit(finding))
        line.addWidget(mend, 0, Qt.AlignmentFlag.AlignTop)
        return widgets.holding(line, f"finding.{finding.rule}")


class PaperPicker(DocumentPicker):
    """Chooses the document for an item of the checklist, and the expense it proves."""

    def __init__(
        self, shell: Shell, item: ChecklistItem, expenses: Mapping[ExpenseId, str], parent: QWidget
    ) -> None:
        """Ask for a document.

        Args:
            shell: The window, with its book and jobs.
            item: What is asked for.
            expenses: Whose chain it may join; asked only if there are several.
            parent: Over which the dialog stands.
        """
        super().__init__(shell, self.tr("“{title}”用哪份单证？").format(title=item.title), parent)
        self.take_button.setText(self.tr("用作此项材料"))
        self.expense = ChoiceField(
            "expense",
            self.tr("证明哪一笔费用"),
            {str(number): words for number, words in expenses.items()},
        )
        box = self.layout()
        if isinstance(box, QBoxLayout):
            box.insertWidget(box.count() - 1, self.expense)
        self.expense.setVisible(len(expenses) > 1)

    @property
    def chosen_expense(self) -> ExpenseId | None:
        """Return whose chain the document is to join."""
        return ExpenseId(int(self.expense.text())) if self.expense.text() else None


def severity_verdict(severity: Severity) -> wording.Verdict:
    """Say how serious a finding is."""
    if severity is Severity.BLOCK:
        return wording.Verdict("×", tr("会被退回"), "bad")
    return wording.Verdict("!", tr("请留意"), "warn")
