"""Choosing one document of the book, with search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from jiamao_desktop.app import papers
from jiamao_desktop.domain.document import Document, DocumentId
from jiamao_desktop.ui import field_names, icons, widgets
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.screen import Shell


class DocumentPicker(QDialog):
    """Lists documents; ``chosen`` is the one that was taken."""

    def __init__(self, shell: Shell, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.chosen: DocumentId | None = None
        self.setWindowTitle(title)
        self.resize(640, 480)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("按文件名搜索"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._look)
        self.list: RecordTable[Document] = RecordTable(
            [
                Column(self.tr("名称"), lambda paper: paper.title, width=0),
                Column(self.tr("类别"), lambda paper: field_names.kind_name(paper.kind), width=110),
                Column(self.tr("收入日期"), lambda paper: paper.added_at[:10], width=110),
            ],
            self._fetch,
            self,
        )
        self.view = RecordView(self.list, self.tr("单证"))
        self.view.opened.connect(self._take)
        self.take_button = widgets.button(self.tr("关联"), "primary", "link")
        self.take_button.clicked.connect(self._take_current)
        self.take_button.setEnabled(False)
        self.view.picked.connect(lambda key: self.take_button.setEnabled(key is not None))
        cancel = widgets.button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.setLayout(
            widgets.column(
                widgets.text(title, "section"),
                self.search,
                self.view,
                widgets.row(1, cancel, self.take_button),
                gap=12,
                margin=20,
            )
        )
        self._look("")

    def _fetch(self, ids: Sequence[int]) -> dict[int, Document]:
        rows = papers.document_rows(self._shell.workspace, [DocumentId(key) for key in ids])
        return {int(key): document for key, document in rows.items()}

    def _look(self, words: str) -> None:
        ws = self._shell.workspace
        self._shell.jobs.read(
            lambda _: papers.document_ids(ws, words.strip()),
            on_done=self.list.show,
            on_error=self._shell.fail,
            channel="document-picker",
        )

    def _take_current(self) -> None:
        picked = self.view.chosen()
        if picked:
            self._take(picked[0])

    def _take(self, number: int) -> None:
        self.chosen = DocumentId(number)
        self.accept()
