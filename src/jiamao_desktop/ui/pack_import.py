"""Bringing a pack in: choose it, see what is wrong with it or what it changes, then use it.

Nothing is in force before the person has seen the result and pressed the button; a pack with
one mistake changes nothing at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QGridLayout, QWidget

from jiamao_desktop.app import pack_import
from jiamao_desktop.app.pack_import import Candidate, PackRow
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.renewing import Replayed
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import Cancelled, JiamaoError, PackError, PackMistake
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.jobs import Job
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.wording import tr

_FOLLOWS = frozenset({"claim", "answer", "parameter", "reading", "received_grant", "expense"})
"""What screens show that depends on the packs in force."""


class PackImportDialog(QDialog):
    """Choose, check, decide. One dialog for one pack."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._candidate: Candidate | None = None
        self._chosen = False
        self._job: Job[Any] | None = None
        self.setWindowTitle(self.tr("导入政策包"))
        self.resize(760, 560)
        self.head = widgets.text("", "section", wrap=True)
        self.about = widgets.text("", "soft", wrap=True)
        self._body = widgets.column(gap=12)
        inside = widgets.column(self._body, 1)
        inside.setContentsMargins(0, 0, 12, 0)
        self.archive_button = widgets.when_clicked(
            widgets.button(self.tr("选择 .zip 文件…"), icon="file"), self._choose_archive
        )
        self.folder_button = widgets.when_clicked(
            widgets.button(self.tr("选择文件夹…"), icon="folder"), self._choose_folder
        )
        self.copy_button = widgets.when_clicked(
            widgets.button(self.tr("复制全部错误"), "quiet", "copy"), self._copy
        )
        self.cancel_button = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        self.use_button = widgets.when_clicked(
            widgets.button(self.tr("启用这个政策包"), "primary", "check"), self._use
        )
        self._mistakes: Sequence[PackMistake] = ()
        box = widgets.column(
            self.head,
            self.about,
            widgets.scrolled(widgets.holding(inside)),
            widgets.row(
                self.archive_button,
                self.folder_button,
                self.copy_button,
                1,
                self.cancel_button,
                self.use_button,
                gap=12,
            ),
            gap=12,
            margin=24,
        )
        box.setStretch(2, 1)
        self.setLayout(box)
        self.finished.connect(self._forget)
        self._begin()

    def _begin(self) -> None:
        self._turn_to(
            self.tr("导入政策包"),
            self.tr(
                "选一个政策包：.zip 文件，或里面有 pack.toml 的文件夹。先检查，看清结果再决定；"
                "有一处错误就整个不用，正在使用的政策包不变。"
            ),
        )
        self._job = self._shell.jobs.read(
            lambda _report: pack_import.pack_rows(),
            on_done=self._list,
            on_error=self._shell.fail,
            channel="packs-there",
        )

    def _list(self, rows: Sequence[PackRow]) -> None:
        """Show what is there already, unless something has been chosen meanwhile."""
        if self._chosen:
            return
        head = (self.tr("这台电脑上的政策包"), self.tr("版本"), self.tr("来源"), self.tr("措施"))
        cells = [
            (
                one.title,
                one.version if one.in_force else self.tr("{0}（旧）").format(one.version),
                self.tr("导入") if one.imported else self.tr("随程序"),
                str(one.measures),
            )
            for one in rows
        ]
        self._body.addWidget(_table([head, *cells], right=3))

    def _turn_to(self, head: str, about: str) -> None:
        widgets.clear(self._body)
        self.head.setText(head)
        self.about.setText(about)
        self.copy_button.setVisible(bool(self._mistakes))
        self.use_button.setVisible(self._candidate is not None)
        for button in (self.archive_button, self.folder_button):
            button.setVisible(self._candidate is None)
            button.setEnabled(True)

    def _choose_archive(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("选择政策包"), "", self.tr("政策包 (*.zip)")
        )
        if name:
            self.look_at(Path(name))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("选择政策包的文件夹"))
        if name:
            self.look_at(Path(name))

    def look_at(self, source: Path) -> None:
        """Check a pack in the background and show what came of it."""
        ws = self._shell.workspace
        self._mistakes, self._chosen = (), True
        self._turn_to(
            self.tr("正在检查“{name}”…").format(name=source.name),
            self.tr("核对每一条引文、每一个算例，并把已发起的申报按新版本重算一遍。"),
        )
        self.archive_button.setEnabled(False)
        self.folder_button.setEnabled(False)
        self._job = self._shell.jobs.read(
            lambda report: _examined(source, ws, report),
            on_done=self._show,
            on_error=self._refuse,
            channel="pack-import",
        )

    def _refuse(self, error: JiamaoError) -> None:
        if isinstance(error, PackError):
            self._mistakes = error.mistakes
            self._turn_to(
                self.tr("没有导入：有 {count} 处要改").format(count=len(error.mistakes)),
                self.tr("正在使用的政策包没有变。请把以下内容交给编写政策包的人，改好后重新选择。"),
            )
            for mistake in error.mistakes:
                self._body.addWidget(_mistake_card(mistake, self.tr("怎么改：")))
        else:
            self._turn_to(self.tr("没有导入"), say(error))

    def _show(self, candidate: Candidate) -> None:
        incoming = candidate.incoming
        pack = incoming.pack
        if incoming.known:
            pack_import.drop(candidate)
            self._turn_to(
                self.tr("“{title}”{version} 已经在用了").format(
                    title=pack.title, version=pack.version
                ),
                self.tr("内容完全相同，没有什么要导入的。"),
            )
            return
        self._candidate = candidate
        self._turn_to(
            self.tr("检查通过：{title}").format(title=pack.title),
            self.tr("{count} 个手工算例全部相符，每条引文都在原文中找到。").format(
                count=incoming.examples
            ),
        )
        facts = [
            (self.tr("版本"), pack.version),
            (self.tr("代替"), incoming.replaces or self.tr("无，是新的政策包")),
            (self.tr("地区"), pack.region),
            (self.tr("文件"), self.tr("、").join(one.number for one in pack.notices)),
            (self.tr("措施"), self.tr("{count} 项").format(count=len(pack.measures))),
        ]
        self._body.addWidget(widgets.key_values(facts))
        self._body.addWidget(widgets.rule())
        self._body.addWidget(widgets.text(self.tr("对已发起的申报"), "strong"))
        if candidate.replayed:
            self._body.addWidget(_replay_table(candidate.replayed))
            words = self.tr("已发起的申报仍按原来的版本计算；要改用新版本，在“申报”里逐项重算。")
        else:
            words = self.tr("账套里没有按这个政策包发起的申报，不受影响。")
        self._body.addWidget(widgets.text(words, "soft", wrap=True))
        self.use_button.setFocus()

    def _use(self) -> None:
        candidate, ws = self._candidate, self._shell.workspace
        if candidate is None:
            return
        self.use_button.setEnabled(False)
        self._shell.jobs.start(
            lambda _report: _put_in_force(candidate, ws),
            on_done=lambda _changes: self._used(candidate),
            on_error=self._not_used,
            title=self.tr("启用政策包"),
        )

    def _used(self, candidate: Candidate) -> None:
        pack = candidate.incoming.pack
        self._candidate = None
        self._shell.say(
            self.tr("已启用“{title}”{version}。").format(title=pack.title, version=pack.version)
        )
        self.accept()

    def _not_used(self, error: JiamaoError) -> None:
        self._forget()
        self._turn_to(self.tr("没有导入"), say(error))
        self.use_button.setEnabled(True)

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(str(one) for one in self._mistakes))
        self.copy_button.setText(self.tr("已复制"))

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()  # nobody is there any more to be shown what comes of it
            self._job = None
        if self._candidate is not None:
            pack_import.drop(self._candidate)
            self._candidate = None


def _examined(source: Path, ws: Workspace, report: Report) -> Candidate:
    candidate = pack_import.examine(source, ws, report)
    try:
        report(1, 1, "")
    except Cancelled:
        pack_import.drop(candidate)
        raise
    return candidate


def _put_in_force(candidate: Candidate, ws: Workspace) -> Changes:
    pack_import.put_in_force(candidate, ws)
    return Changes(operation_id=0, tables=_FOLLOWS)


def _mistake_card(mistake: PackMistake, remedy: str) -> QWidget:
    card = widgets.Card(gap=4)
    place = widgets.text(f"{mistake.file}　·　{mistake.entry}", "small", wrap=True)
    place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    card.body.addWidget(place)
    card.body.addWidget(widgets.text(mistake.message, "strong", wrap=True))
    card.body.addWidget(widgets.text(remedy + mistake.remedy, wrap=True))
    return card


def _replay_table(rows: Sequence[Replayed]) -> QWidget:
    """Return claim, ceiling as it is, ceiling to come, and the difference, a row a claim."""
    head = (
        tr("申报"),
        tr("现用版本"),
        tr("测算上限"),
        tr("按新版本"),
        tr("差额"),
    )
    cells = []
    for one in rows:
        after = tr("无结果") if one.new is None else wording.yuan(one.new)
        gap = "—" if one.difference is None else wording.yuan(one.difference)
        if one.difference is not None and one.difference.fen > 0:
            gap = f"+{gap}"
        cells.append((one.title, one.version, wording.yuan(one.old), after, gap))
    return _table([head, *cells], right=2)


def _table(rows: Sequence[Sequence[str]], right: int) -> QWidget:
    """Return texts in columns under the first row as heads; from ``right`` on at the right."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            label = widgets.text(cell, "body" if number else "label", wrap=not column)
            if column >= right:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, number, column)
    grid.setColumnStretch(0, 1)
    return widgets.holding(grid)
