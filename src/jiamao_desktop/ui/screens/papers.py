"""单证: every file in the book, with a look at its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QStackedWidget, QWidget

from jiamao_desktop.app import papers
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.contract_form import ContractDialog
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.fields import ChoiceField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.screen import Screen, Shell


class PapersScreen(Screen):
    """The documents. Its target is the id of one."""

    tables: ClassVar[frozenset[str]] = frozenset({"document"})
    search_hint: ClassVar[str] = "单证"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._words = ""
        self._wanted: DocumentId | None = None
        self.model: RecordTable[Document] = RecordTable(_columns(), self._fetch, self)
        self.view = RecordView(self.model, self.tr("单证"))
        self.view.picked.connect(self._pick)
        self.count = widgets.text("", "soft")
        self.preview = DocumentPreview(shell)
        self.preview.kind.edited.connect(self._set_kind)
        self.preview.save_button.clicked.connect(self._choose_file)
        self.preview.contract_button.clicked.connect(self._record_contract)
        self.pages = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        take = widgets.button(self.tr("去收单"), "primary", "inbox")
        take.clicked.connect(lambda: self.shell.go("review"))
        empty = widgets.EmptyState(
            "empty-papers",
            self.tr("还没有单证"),
            self.tr("发票、回单、合同、证书、照片……拖进窗口，原样加密存进账套。"),
            take,
        )
        split = widgets.side_by_side(self.view, self.preview, (600, 560))
        split.setStretchFactor(1, 1)
        self.pages.addWidget(empty)
        self.pages.addWidget(split)
        head = widgets.screen_head(
            self.tr("单证"),
            self.tr("每个文件逐字节保存；申报材料从这里取证据。"),
            self.count,
            ExportButton(self.shell, ["documents"]),
        )
        box = widgets.column(head, self.pages, gap=16)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def _fetch(self, ids: Sequence[int]) -> dict[int, Document]:
        rows = papers.document_rows(self.workspace, [DocumentId(number) for number in ids])
        return {int(number): document for number, document in rows.items()}

    def refresh(self) -> None:
        """Override."""
        ws, words = self.workspace, self._words
        self.read("list", lambda _: papers.document_ids(ws, words), self._show)

    def _show(self, ids: Sequence[int]) -> None:
        before = self._wanted or self.preview.number
        with QSignalBlocker(self.view):  # or the page that is open would be lost
            self.model.show(ids)
        self.count.setText(self.tr("{0} 份").format(f"{len(ids):,}"))
        self.pages.setCurrentIndex(1 if len(ids) or self._words else 0)
        if before is not None and self.view.go_to(before):
            self._wanted = None
        elif len(ids):
            self.view.go_to(ids[0])
        else:
            self.preview.clear()

    def search(self, words: str) -> None:
        """Override."""
        self._words = words
        self.refresh()

    def show_target(self, target: object) -> None:
        """Override: the document with this id."""
        if isinstance(target, int):
            self._wanted, self._words = DocumentId(target), ""
            self.refresh()

    def _pick(self, number: int | None) -> None:
        document = None if number is None else self._fetch([number]).get(number)
        if number is None or document is None:
            self.preview.clear()
        else:
            self.preview.show_document(DocumentId(number), document)

    def _set_kind(self, kind: str) -> None:
        number = self.preview.number
        if number is not None:
            self.write(
                self.tr("正在保存"),
                lambda _: papers.set_kind(self.workspace, number, DocumentKind(kind)),
                lambda _: self.shell.say(self.tr("已更改单证类别。"), undoable=True),
            )

    def _record_contract(self) -> None:
        number = self.preview.number
        if number is not None:
            dialog = ContractDialog(self.shell, None, (), self, number)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _choose_file(self) -> None:
        document = self.preview.document
        if document is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("另存单证"), document.original_name or document.title
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the shown document to a file outside the book, byte for byte."""
        number = self.preview.number
        if number is None:
            return
        self.read(
            "save",
            lambda _: file.write_bytes(papers.content(self.workspace, number)),
            lambda _: self.shell.say(self.tr("已另存为 {0}。").format(file.name)),
        )


class DocumentPreview(QWidget):
    """One document: a picture of a page, what it is, and a way to take it out again."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.number: DocumentId | None = None
        self.document: Document | None = None
        self._page, self._pages = 0, 1
        self.title = widgets.Elided("", "section")
        self.kind = ChoiceField("kind", "", field_names.document_kinds())
        self.kind.editor.setAccessibleName(self.tr("单证类别"))
        self.save_button = widgets.tool("save", self.tr("另存为…"))
        self.contract_button = widgets.button(self.tr("登记合同"), "secondary", "edit")
        self.contract_button.setToolTip(self.tr("登记双方、日期和费用，自检时与发票、回单核对"))
        self.kind.edited.connect(self._offer_contract)
        self.back = widgets.tool("left", self.tr("上一页"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forth = widgets.tool("right", self.tr("下一页"))
        self.forth.clicked.connect(lambda: self._turn(1))
        self.where = widgets.text("", "small")
        self.facts = widgets.text("", "small", wrap=True)
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paper.setWordWrap(True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.paper)
        self.setMinimumWidth(380)
        head = widgets.row(self.title, self.contract_button, self.kind, self.save_button, gap=8)
        head.setStretch(0, 1)
        foot = widgets.row(self.facts, self.back, self.where, self.forth, gap=4)
        foot.setStretch(0, 1)
        box = widgets.column(head, self.area, foot, gap=12)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.number, self.document = None, None
        self.paper.setText(self.tr("在左边选一份单证。"))
        self.title.say("")
        for part in (self.kind, self.save_button, self.back, self.forth, self.where):
            part.hide()
        self.contract_button.hide()
        self.facts.setText("")

    def show_document(self, number: DocumentId, document: Document) -> None:
        """Show a document from its first page on."""
        same = number == self.number
        self.number, self.document = number, document
        self.title.say(document.title)
        self.kind.set_text(document.kind)
        self.facts.setText(
            self.tr("{0}　{1}　收入于 {2}").format(
                document.original_name, _size_text(document.size), document.added_at[:10]
            )
        )
        self.kind.show()
        self._offer_contract(document.kind)
        self.save_button.show()
        if not same:
            self._page, self._pages = 0, 1
            self._load()

    def _offer_contract(self, kind: str) -> None:
        self.contract_button.setVisible(kind == DocumentKind.CONTRACT)

    def _turn(self, by: int) -> None:
        self._page = min(max(self._page + by, 0), self._pages - 1)
        self._load()

    def _load(self) -> None:
        if self.number is None:
            return
        ws, number, page = self._shell.workspace, self.number, self._page
        width = max(320, self.area.viewport().width() - 16) * 2

        def draw(_report: Report) -> tuple[QImage, int]:
            drawn = papers.preview(ws, number, page, width)
            made = QImage(drawn.rgba, drawn.width, drawn.height, QImage.Format.Format_RGBA8888)
            return made.copy(), drawn.pages

        self.paper.setText(self.tr("正在打开…"))
        self._shell.jobs.read(
            draw, on_done=self._show_page, on_error=self._show_problem, channel="preview"
        )

    def _show_page(self, drawn: tuple[QImage, int]) -> None:
        image, self._pages = drawn
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(2)
        self.paper.setPixmap(pixmap)
        self.where.setText(f"{self._page + 1} / {self._pages}")
        for part in (self.back, self.forth, self.where):
            part.setVisible(self._pages > 1)
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page < self._pages - 1)

    def _show_problem(self, error: JiamaoError) -> None:
        self.paper.setText(say(error))
        for part in (self.back, self.forth, self.where):
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: a much wider pane gets a sharper page."""
        super().resizeEvent(event)
        before = event.oldSize().width()
        if 0 < before < event.size().width() - 120:
            self._load()


def _size_text(size: int) -> str:
    thousand = 1024
    if size < thousand:
        return f"{size} B"
    if size < thousand * thousand:
        return f"{size // thousand:,} KB"
    return f"{size / thousand / thousand:.1f} MB"


def _columns() -> list[Column[Document]]:
    return [
        Column(QCoreApplication.translate("screen", "名称"), lambda paper: paper.title, width=0),
        Column(
            QCoreApplication.translate("screen", "类别"),
            lambda paper: field_names.kind_name(paper.kind),
            width=110,
        ),
        Column(
            QCoreApplication.translate("screen", "收入日期"),
            lambda paper: paper.added_at[:10],
            width=110,
        ),
    ]
