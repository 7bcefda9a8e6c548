"""A range of cells pasted from a spreadsheet (Ctrl+V): read like a file, looked at like a file."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app import column_memory, mapping
from jiamao_desktop.app.mapping import Looked, Table
from jiamao_desktop.app.progress import Report
from jiamao_desktop.ui.mapper_dialog import MapperDialog
from jiamao_desktop.ui.screen import Shell


class TablePaste(QObject):
    """Takes a table from the clipboard to the review list; asks only about headings it meets first.

    Attributes:
        dialog: The question that is open, or was last.
    """

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell = shell
        self._window = window
        self.dialog: MapperDialog | None = None

    def paste(self) -> None:
        """Read what the clipboard holds; a text that is no table is passed over."""
        text = QGuiApplication.clipboard().text()
        if not mapping.looks_like_table(text):
            self._shell.say(
                self.tr("剪贴板里没有表格。请在电子表格里选中带列名的一片单元格再复制。")
            )
            return
        ws, name = self._shell.workspace, self.tr("粘贴的表格.csv")

        def work(report: Report) -> tuple[Looked, bool]:
            looked = mapping.look(ws, mapping.pasted(text, name), report=report)
            known = {one.signature for one in column_memory.known(ws)}
            return looked, looked.columns.signature in known

        self._shell.jobs.read(
            work,
            on_done=lambda found: self._take(*found),
            on_error=self._shell.fail,
            channel="paste",
        )

    def _take(self, looked: Looked, known: bool) -> None:
        if known:
            self._review(looked.table)
            return
        self.dialog = MapperDialog(self._shell, looked, self._window)
        self.dialog.mapped.connect(lambda _choice: self._review(looked.table))
        self.dialog.open()

    def _review(self, table: Table) -> None:
        self._shell.go("review", [table])
