"""A claim worked out anew: what would change, in yuan, before anything does."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from jiamao_desktop.app.renewing import Renewal, renew, renewal
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.screen import Shell


class RenewalDialog(QDialog):
    """Shows what becomes of a claim; the button changes it, in one step that can be undone."""

    def __init__(self, shell: Shell, number: ClaimId, version: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._number = number
        self._version = version
        title = (
            self.tr("移到版本 {version}").format(version=version)
            if version
            else self.tr("按现有账目重算")
        )
        self.setWindowTitle(title)
        self.resize(720, 480)
        self.head = widgets.text(title, "section", wrap=True)
        self.about = widgets.text(self.tr("正在重算…"), "soft", wrap=True)
        self._body = widgets.column(gap=12)
        inside = widgets.column(self._body, 1)
        inside.setContentsMargins(0, 0, 12, 0)
        cancel = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        self.do_button = widgets.when_clicked(
            widgets.button(self.tr("照此改动"), "primary", "refresh"), self._do
        )
        self.do_button.setEnabled(False)
        box = widgets.column(
            self.head,
            self.about,
            widgets.scrolled(widgets.holding(inside)),
            widgets.row(1, cancel, self.do_button, gap=12),
            gap=12,
            margin=24,
        )
        box.setStretch(2, 1)
        self.setLayout(box)
        ws = shell.workspace
        self._job = shell.jobs.read(
            lambda _report: renewal(ws, number, version),
            on_done=self._show,
            on_error=self._refused,
            channel="renewal",
        )
        self.finished.connect(self._stop)

    def _stop(self) -> None:
        self._job.cancel()

    def _refused(self, error: JiamaoError) -> None:
        self.about.setText(say(error))
        self.do_button.setEnabled(False)

    def _show(self, found: Renewal) -> None:
        if found.changes_nothing:
            self.about.setText(self.tr("“{title}”没有变化。").format(title=found.title))
            return
        self.about.setText(self._summary(found))
        self._body.addWidget(self._amounts(found))
        if found.lines:
            self._body.addWidget(widgets.rule())
            self._body.addWidget(widgets.text(self.tr("测算过程中有变化的"), "strong"))
            self._body.addWidget(self._lines(found))
        for words, expenses in (
            (self.tr("新计入的费用：{count} 笔"), found.added),
            (self.tr("不再计入的费用：{count} 笔"), found.dropped),
        ):
            if expenses:
                self._body.addWidget(widgets.text(words.format(count=len(expenses))))
        if found.obstacle is not None:
            self._body.addWidget(widgets.rule())
            why = self.tr("不能照此改动：{reason}").format(reason=say(found.obstacle))
            self._body.addWidget(widgets.text(why, "strong", wrap=True))
        self.do_button.setEnabled(found.obstacle is None)

    def _summary(self, found: Renewal) -> str:
        if not found.difference:
            return self.tr("“{title}”的测算上限不变。").format(title=found.title)
        words = (
            self.tr("“{title}”的测算上限增加 {amount}。")
            if found.difference.fen > 0
            else self.tr("“{title}”的测算上限减少 {amount}。")
        )
        amount = wording.yuan(Money(abs(found.difference.fen)))
        return words.format(title=found.title, amount=amount)

    def _amounts(self, found: Renewal) -> QWidget:
        pairs = (
            (self.tr("实际发生额"), found.spent),
            (self.tr("测算上限"), found.ceiling),
            (self.tr("申请金额"), found.applied),
        )
        head = ("", self.tr("原来"), self.tr("现在"), self.tr("差额"))
        rows = [
            (name, wording.yuan(old), wording.yuan(new), _signed(new - old))
            for name, (old, new) in pairs
        ]
        return _table([head, *rows])

    def _lines(self, found: Renewal) -> QWidget:
        head = (
            self.tr("原来的步骤"),
            self.tr("结果"),
            self.tr("现在的步骤"),
            self.tr("结果"),
        )
        rows = [(*_half(one.before), *_half(one.after)) for one in found.lines]
        return _table([head, *rows], words=(0, 2))

    def _do(self) -> None:
        ws, number, version = self._shell.workspace, self._number, self._version
        self.do_button.setEnabled(False)
        self._shell.jobs.start(
            lambda _report: renew(ws, number, version),
            on_done=lambda _made: self._done(),
            on_error=self._refused,
            title=self.windowTitle(),
        )

    def _done(self) -> None:
        self._shell.say(self.tr("申报已重算。"), undoable=True)
        self.accept()


def _signed(gap: Money) -> str:
    if not gap:
        return "—"
    return f"+{wording.yuan(gap)}" if gap.fen > 0 else wording.yuan(gap)


def _half(line: tuple[str, Fraction] | None) -> tuple[str, str]:
    return ("—", "") if line is None else (line[0], wording.exact_yuan(line[1]))


def _table(rows: Sequence[Sequence[str]], words: Sequence[int] = (0,)) -> QWidget:
    """Return texts in columns, the first row as their heads; amounts stand on the right."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            label = widgets.text(cell, "body" if number else "label", wrap=column in words)
            if column not in words:
                _to_the_right(label)
            grid.addWidget(label, number, column)
    for column in words:
        grid.setColumnStretch(column, 1)
    return widgets.holding(grid)


def _to_the_right(label: QLabel) -> None:
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
