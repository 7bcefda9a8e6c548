"""The packet of a claim (申报材料): made, looked through, saved and printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.errors import Cancelled, JiamaoError
from jiamao_desktop.domain.packet import Packet
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.jobs import Job
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.pdf_view import PageSource, PageView, Thumbnails
from jiamao_desktop.ui.screen import CLAIM_TABLES, Screen, Shell
from jiamao_desktop.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from jiamao_desktop.ui.printing import PrintRun

_SIDE = 300
_WAITING, _STOPPED, _READY = range(3)
_PAGE_COLUMN = 64
"""What page numbers, padding and frame of the contents take."""
_MANY = 3
"""More warnings than this scroll."""
_PAGE_ROLE = Qt.ItemDataRole.UserRole


class PacketScreen(Screen):
    """One packet. ``show_target`` takes the ``ClaimId`` to make it for."""

    tables = CLAIM_TABLES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.packet: Packet | None = None
        self._claim: ClaimId | None = None
        self._job: Job[tuple[Packet, str]] | None = None
        self._title = ""
        self._run: PrintRun | None = None
        self.source = PageSource(shell.jobs, self)
        self.source.failed.connect(shell.fail)
        self.view = PageView(self.source)
        self.thumbnails = Thumbnails(self.source, self.view.go)
        self.view.page_changed.connect(self._page_changed)
        self.view.zoomed.connect(lambda percent: self.zoom.setText(f"{percent}%"))
        shell.jobs.progressed.connect(self._progressed)
        self._make_controls()
        self.pages = QStackedWidget()
        self._lay_out()

    def _make_controls(self) -> None:
        self.back = widgets.button(self.tr("返回申报"), "quiet", "left")
        widgets.when_clicked(self.back, lambda: self.shell.go("claims", self._claim))
        self.title = widgets.text("", "section", wrap=True)
        self.page_box = QLineEdit()
        self.page_box.setAccessibleName(self.tr("页码"))
        self.page_box.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.page_box.setFixedWidth(56)
        self.page_box.editingFinished.connect(self._go_to_typed)
        self.of_pages = widgets.text("", "soft")
        self.previous = widgets.tool("left", self.tr("上一页"), self.tr("上一页（PgUp）"))
        self.previous.clicked.connect(lambda: self.view.go(self.view.page - 1))
        self.following = widgets.tool("right", self.tr("下一页"), self.tr("下一页（PgDn）"))
        self.following.clicked.connect(lambda: self.view.go(self.view.page + 1))
        self.smaller = widgets.tool("minus", self.tr("缩小"), self.tr("缩小（Ctrl+滚轮）"))
        self.smaller.clicked.connect(lambda: self.view.zoom(self.view.percent - 10))
        self.larger = widgets.tool("plus", self.tr("放大"), self.tr("放大（Ctrl+滚轮）"))
        self.larger.clicked.connect(lambda: self.view.zoom(self.view.percent + 10))
        self.zoom = widgets.text("", "soft")
        self.zoom.setFixedWidth(44)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fit = widgets.when_clicked(widgets.button(self.tr("适合宽度"), "quiet"), self.view.fit)
        self.save = widgets.when_clicked(
            widgets.button(self.tr("保存 PDF"), "primary", "save"), self._choose_target
        )
        self.print = widgets.when_clicked(
            widgets.button(self.tr("打印"), "secondary", "print"), self._choose_printer
        )

    def _lay_out(self) -> None:
        turning = widgets.row(self.previous, self.page_box, self.of_pages, self.following, gap=4)
        sizing = widgets.row(self.smaller, self.zoom, self.larger, self.fit, gap=4)
        self.tools = widgets.holding(
            widgets.row(turning, sizing, self.print, self.save, gap=2 * GRID)
        )
        head = widgets.row(self.back, self.title, self.tools, gap=12)
        head.setStretch(1, 1)
        self.pages.addWidget(self._waiting_page())
        self.pages.addWidget(self._stopped_page())
        self.pages.addWidget(self._ready_page())
        box = widgets.column(head, self.pages, gap=12)
        box.setContentsMargins(24, 12, 24, 16)
        box.setStretch(1, 1)
        self.setLayout(box)

    def _waiting_page(self) -> QWidget:
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(360)
        self.progress.setAccessibleName(self.tr("生成申报材料"))
        self.progress_text = widgets.text("", "soft")
        self.cancel = widgets.when_clicked(widgets.button(self.tr("取消"), icon="stop"), self._stop)
        box = widgets.column(1, gap=12)
        for part in (
            widgets.text(self.tr("正在生成申报材料"), "section"),
            self.progress,
            self.progress_text,
            self.cancel,
        ):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        return widgets.holding(box)

    def _stopped_page(self) -> QWidget:
        again = widgets.when_clicked(widgets.button(self.tr("重新生成"), "primary"), self._build)
        self.stopped = widgets.EmptyState("empty-papers", "", "", again)
        return self.stopped

    def _ready_page(self) -> QWidget:
        self.outdated = widgets.Card(tone="warn")
        note = widgets.text(self.tr("账套在生成之后有改动，这份材料可能已经过时。"), wrap=True)
        again = widgets.when_clicked(widgets.button(self.tr("重新生成")), self._build)
        line = widgets.row(note, again)
        line.setStretch(0, 1)
        self.outdated.body.addLayout(line)
        self.outdated.hide()
        self.contents = QTreeWidget()
        self.contents.setColumnCount(2)
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(12)
        self.contents.setWordWrap(True)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.contents.setStyleSheet("QTreeView::item { padding: 6px; }")
        self.contents.setAccessibleName(self.tr("目录"))
        header = self.contents.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.contents.currentItemChanged.connect(self._jump)
        self.warnings = widgets.column(gap=GRID)
        side = widgets.column(
            self.warnings, widgets.text(self.tr("目录"), "section"), self.contents, gap=GRID
        )
        right = widgets.holding(side)
        right.setFixedWidth(_SIDE)
        body = widgets.row(self.thumbnails, self.view, right, gap=12)
        body.setStretch(1, 1)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        page = widgets.column(self.outdated, body, gap=12)
        page.setStretch(1, 1)
        return widgets.holding(page)

    def refresh(self) -> None:
        """Override: a packet never changes by itself; say that the book did."""
        self.outdated.setVisible(self.packet is not None and self._job is None)

    def show_target(self, target: object) -> None:
        """Override: make the packet of this claim."""
        self._claim = cast("ClaimId", target)
        self._build()

    def _build(self) -> None:
        ws, number = self.workspace, self._claim
        if number is None:
            return
        self.packet = None
        self.outdated.hide()
        self.title.setText("")
        self.tools.hide()
        self.progress.setRange(0, 0)
        self.progress_text.setText(self.tr("正在准备…"))
        self.cancel.setEnabled(True)
        self.pages.setCurrentIndex(_WAITING)

        def work(report: Report) -> tuple[Packet, str]:
            from jiamao_desktop.app import claims, packets  # noqa: PLC0415 -- heavy: in the job

            made = packets.build(ws, number, report)
            row = next(row for row in claims.claim_list(ws) if row.id == number)
            return made, row.claim.title

        self._job = self.write(self.tr("生成申报材料"), work, self._show, self._show_why_not)

    def _progressed(self, job: object) -> None:
        if self._job is None or job is not self._job:
            return
        at = self._job.progress
        self.progress.setRange(0, at.total or 0)
        self.progress.setValue(at.done if at.total else 0)
        if at.label:
            self.progress_text.setText(at.label)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self.progress_text.setText(self.tr("正在停止…"))

    def _show(self, result: tuple[Packet, str]) -> None:
        self._job = None
        self.packet, self._title = result
        packet = self.packet
        self.title.setText(self.tr("{title}　申报材料").format(title=self._title))
        self.source.show(packet.pdf, packet.pages)
        self.thumbnails.refresh()
        self.page_box.setValidator(QIntValidator(1, packet.pages, self.page_box))
        self.of_pages.setText(self.tr("/ {pages} 页").format(pages=packet.pages))
        self._fill_contents(packet)
        self._fill_warnings(packet)
        self.tools.show()
        self.pages.setCurrentIndex(_READY)
        self.view.go(0)
        self._page_changed(0)
        self.view.setFocus()

    def _show_why_not(self, error: JiamaoError) -> None:
        self._job = None
        cancelled = isinstance(error, Cancelled)
        self.stopped.title.setText(self.tr("已取消生成") if cancelled else self.tr("材料没有生成"))
        self.stopped.hint.setText(
            self.tr("账套没有变化，可以随时重新生成。") if cancelled else say(error)
        )
        self.pages.setCurrentIndex(_STOPPED)

    def _fill_contents(self, packet: Packet) -> None:
        self.contents.clear()
        part: QTreeWidgetItem | None = None
        for entry in packet.contents:
            item = QTreeWidgetItem([f"{entry.number}　{entry.title}", str(entry.first_page)])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            item.setData(0, _PAGE_ROLE, entry.first_page - 1)
            item.setSizeHint(0, self._wrapped(item.text(0), entry.level))
            if entry.level > 1 and part is not None:
                part.addChild(item)
            else:
                part = item
                self.contents.addTopLevelItem(item)
        self.contents.expandAll()

    def _wrapped(self, words: str, level: int) -> QSize:
        """Return the room a line of the contents needs: a title wraps, it is never cut."""
        width = _SIDE - _PAGE_COLUMN - level * self.contents.indentation()
        metrics = self.contents.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, words)
        return QSize(width, box.height() + 12)

    def _fill_warnings(self, packet: Packet) -> None:
        widgets.clear(self.warnings)
        if packet.warnings:
            card = widgets.Card(tone="warn", gap=4)
            head = self.tr("签字前请看：{count} 处").format(count=len(packet.warnings))
            card.body.addWidget(widgets.text(head, "strong"))
            for warning in packet.warnings:
                card.body.addWidget(widgets.text(f"· {say(warning)}", wrap=True))
            if len(packet.warnings) > _MANY:
                area = widgets.scrolled(card)
                area.setFixedHeight(200)
                self.warnings.addWidget(area)
            else:
                self.warnings.addWidget(card)

    def _jump(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.view.go(int(item.data(0, _PAGE_ROLE)))

    def _go_to_typed(self) -> None:
        self.view.go(int(self.page_box.text()) - 1)

    def _page_changed(self, page: int) -> None:
        self.page_box.setText(str(page + 1))
        self.previous.setEnabled(page > 0)
        self.following.setEnabled(self.packet is not None and page + 1 < self.packet.pages)
        self.thumbnails.mark(page)

    def _choose_target(self) -> None:
        if self.packet is None:
            return
        proposed = re.sub(r'[\\/:*?"<>|]', "_", f"{self._title} 申报材料.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("保存申报材料"), proposed, self.tr("PDF 文件 (*.pdf)")
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, target: Path) -> None:
        """Write the packet to a file, exactly as it is shown."""
        packet = self.packet
        if packet is None:
            return

        def work(_report: Report) -> None:
            from jiamao_desktop.app import packets  # noqa: PLC0415 -- heavy: in the job

            packets.save(packet, target)

        said = self.tr("已保存：{name}").format(name=target.name)
        self.write(self.tr("保存 PDF"), work, lambda _nothing: self.shell.say(said))

    def _choose_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 -- rarely needed

        if self._run is not None:
            self._run.cancel()
            return
        if self.packet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.title.text())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.packet.pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Send the packet to a printer."""
        from jiamao_desktop.ui.printing import PrintRun  # noqa: PLC0415 -- rarely needed

        if self.packet is None:
            return
        run = self._run = PrintRun(
            self.shell.jobs, printer, self.packet.pdf, self.packet.pages, self
        )
        run.progressed.connect(
            lambda done, total: self.print.setText(
                self.tr("停止打印 {done}/{total}").format(done=done, total=total)
            )
        )
        run.finished.connect(self._printed)
        run.stopped.connect(self._end_printing)
        run.failed.connect(self._not_printed)
        run.start()

    def _printed(self) -> None:
        self._end_printing()
        self.shell.say(self.tr("已送到打印机。"))

    def _not_printed(self, error: JiamaoError) -> None:
        self._end_printing()
        self.shell.fail(error)

    def _end_printing(self) -> None:
        self._run = None
        self.print.setText(self.tr("打印"))
