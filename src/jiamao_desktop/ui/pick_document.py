"""Choosing one of the book's documents, for instance as a paper that a claim lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from jiamao_desktop.app import papers
from jiamao_desktop.domain.document import Document, DocumentId
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import ChoiceField
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.screen import Shell


class PickDocument(QDialog):
    """A list of documents to search and pick from.

    Attributes:
        document: The one picked, after the dialog was accepted.
    """

    def __init__(
        self,
        shell: Shell,
        title: str,
        expenses: Mapping[ExpenseId, str],
        parent: QWidget | None = None,
    ) -> None:
        """Ask for a document.

        Args:
            shell: The window, with its book and jobs.
            title: What the document is wanted for.
            expenses: Whose chain it may join; asked only if there are several.
            parent: Over which the dialog stands.
        """
        super().__init__(parent)
        self._shell = shell
        self.document: DocumentId | None = None
        self.setWindowTitle(self.tr("选择单证"))
        ws = shell.workspace
        columns = (
            Column[Document](self.tr("名称"), lambda one: one.title, width=0),
            Column[Document](self.tr("原文件名"), lambda one: one.original_name, width=220),
            Column[Document](self.tr("收入日期"), lambda one: one.added_at[:10], width=110),
        )
        self.model = RecordTable(
            columns,
            lambda ids: {
                int(number): document
                for number, document in papers.document_rows(ws, [*map(DocumentId, ids)]).items()
            },
            self,
        )
        self.view = RecordView(self.model, self.tr("单证"))
        self.view.picked.connect(self._picked)
        self.view.opened.connect(self._take)
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("按名称查找"))
        self.search.textChanged.connect(self._look)
        self.expense = ChoiceField(
            "expense",
            self.tr("证明哪一笔费用"),
            {str(number): words for number, words in expenses.items()},
        )
        self.expense.setVisible(len(expenses) > 1)
        self.take = widgets.when_clicked(
            widgets.button(self.tr("用作此项材料"), "primary"), self._accept
        )
        self.take.setEnabled(False)
        refuse = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        self.hint = widgets.text(
            self.tr("没有找到文件。新文件请先拖进窗口“收单”，收进账套后就能在这里选用。"),
            "soft",
            wrap=True,
        )
        self.hint.hide()
        box = widgets.column(
            widgets.text(title, "section", wrap=True),
            self.search,
            self.view,
            self.hint,
            self.expense,
            widgets.row(1, refuse, self.take),
            gap=12,
            margin=24,
        )
        self.setLayout(box)
        self.resize(760, 520)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._look("")

    @property
    def chosen_expense(self) -> ExpenseId | None:
        """Return whose chain the document is to join."""
        return ExpenseId(int(self.expense.text())) if self.expense.text() else None

    def _look(self, words: str) -> None:
        ws = self._shell.workspace
        self._shell.jobs.read(
            lambda _report: papers.document_ids(ws, words.strip()),
            on_done=self._show,
            on_error=self._shell.fail,
            channel="pick_document",
        )

    def _show(self, ids: Sequence[DocumentId]) -> None:
        self.model.show(ids)
        self.view.setVisible(self.model.rowCount() > 0)
        self.hint.setVisible(self.model.rowCount() == 0)

    def _picked(self, number: DocumentId | None) -> None:
        self.document = number
        self.take.setEnabled(number is not None)

    def _take(self, number: DocumentId) -> None:
        self.document = number
        self._accept()

    def _accept(self) -> None:
        if self.document is not None:
            self.accept()
