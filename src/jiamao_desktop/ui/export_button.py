"""The button in the head of a screen that lets its tables leave (导出)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from jiamao_desktop.app import export_tables, exporting
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.screen import Shell


class ExportButton(QWidget):
    """Offers the tables of a screen, each by itself or together, and those of the whole book."""

    def __init__(self, shell: Shell, keys: Sequence[str]) -> None:
        super().__init__()
        self._shell = shell
        self._keys = list(keys)
        self.button: QPushButton = widgets.when_clicked(
            widgets.button(self.tr("导出…"), "secondary", "save"), self._offer
        )
        self.setLayout(widgets.column(self.button))

    def menu(self) -> QMenu:
        """Return what can be exported from here."""
        menu = QMenu(self)
        titles = export_tables.titles()
        for key in self._keys:
            menu.addAction(titles[key]).triggered.connect(
                lambda _=False, key=key: self.export([key], titles[key])
            )
        menu.addSeparator()
        if len(self._keys) > 1:
            here = self.tr("、").join(titles[key] for key in self._keys)
            together = menu.addAction(self.tr("以上各表，放进一个工作簿"))
            together.triggered.connect(lambda: self.export(self._keys, here))
        whole = menu.addAction(self.tr("账套里的全部表"))
        whole.triggered.connect(lambda: self.export([], self._shell.workspace.title))
        return menu

    def _offer(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def export(self, keys: Sequence[str], name: str) -> None:
        """Ask where to, and write the tables there in the background."""
        book = self.tr("Excel 工作簿 (*.xlsx)")
        single = self.tr("CSV 表格 (*.csv)")
        kinds = f"{book};;{single}" if len(keys) == 1 else book
        chosen, kind = QFileDialog.getSaveFileName(self, self.tr("导出"), f"{name}.xlsx", kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in (exporting.XLSX, exporting.CSV):
            path = path.with_name(path.name + (exporting.CSV if "csv" in kind else exporting.XLSX))
        ws = self._shell.workspace
        self._shell.jobs.start(
            lambda report: exporting.export(ws, keys, path, report),
            on_done=lambda rows: self._done(path, rows),
            on_error=self._shell.fail,
            title=self.tr("正在导出"),
        )

    def _done(self, path: Path, rows: int) -> None:
        self._shell.say(self.tr("已导出 {0} 行到 {1}。").format(f"{rows:,}", path.name))
