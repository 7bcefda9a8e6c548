"""Splitting a mixed 发票: each line with the kind of expense it goes to, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QWidget

from jiamao_desktop.app import splitting
from jiamao_desktop.app.splitting import Split
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.splitting import Choice, Part, is_mixed, parts_of
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.theme import GRID

_WIDTH, _HEIGHT = 820, 620
_CATEGORY_WIDTH = 220


class SplitDialog(QDialog):
    """Shows what each line of a 发票 speaks for; the person has the last word."""

    def __init__(self, shell: Shell, number: ExpenseId, found: Split, over: QWidget) -> None:
        """Ask how a 发票 is to be split.

        Args:
            shell: The window, with its book and jobs.
            number: The expense that the 发票 stands behind.
            found: The 发票 and what is proposed.
            over: Over which the dialog stands.
        """
        super().__init__(over)
        self._shell = shell
        self._number = number
        self._found = found
        self.categories: list[QComboBox] = []
        self.supported: list[QCheckBox] = []
        self.problem = widgets.text("", "problem", wrap=True)
        self.outcome = widgets.column(gap=4)
        self.take_button = widgets.when_clicked(
            widgets.button(self.tr("拆分"), "primary", "check"), self._take
        )
        self._lay_out()
        self._work_out()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("拆分发票"))
        self.resize(_WIDTH, _HEIGHT)
        bill = self._found.fapiao
        about = self.tr("　").join(part for part in (bill.number, bill.seller) if part)
        cancel = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        inside = widgets.column(self._lines(), 1)
        inside.setContentsMargins(0, 0, 10, 0)
        sheet = widgets.Card(gap=4)
        sheet.body.addLayout(self.outcome)
        box = widgets.column(
            widgets.text(self.tr("拆分发票　{0}").format(wording.yuan(bill.gross)), "section"),
            widgets.text(about, "soft"),
            widgets.text(
                self.tr(
                    "每行按字样建议了类别，请逐行核对。同一类别合成一笔费用，"
                    "不计入的部分记为“不支持的金额”并写明原因；单证和付款分到每一笔。"
                ),
                "soft",
                wrap=True,
            ),
            widgets.scrolled(widgets.holding(inside)),
            *self._replaced(),
            sheet,
            self.problem,
            widgets.row(1, cancel, self.take_button),
            gap=10,
            margin=20,
        )
        box.setStretch(3, 1)
        self.setLayout(box)
        self.problem.hide()

    def _replaced(self) -> Sequence[QWidget]:
        """Return a word on what was marked as unsupported before, which this takes the place of."""
        spent = self._found.expense
        if not spent.unsupported:
            return ()
        words = self.tr("这笔费用原来标有不支持 {0}（{1}），拆分后以下面的结果为准。")
        amount = wording.yuan(spent.unsupported)
        return (widgets.text(words.format(amount, spent.unsupported_reason), "problem", wrap=True),)

    def _lines(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, head in enumerate((self.tr("发票行"), self.tr("金额"), self.tr("费用类别"))):
            label = widgets.text(head, "label")
            if place == 1:
                label.setAlignment(right)
            grid.addWidget(label, 0, place)
        for place, (line, choice) in enumerate(
            zip(self._found.fapiao.lines, self._found.choices, strict=True), start=1
        ):
            grid.addWidget(self._name(line.name, choice), place, 0)
            amount = widgets.text(wording.yuan(line.net + line.tax))
            amount.setAlignment(right)
            grid.addWidget(amount, place, 1)
            box = self._category(choice)
            box.setAccessibleName(self.tr("“{0}”的费用类别").format(line.name))
            grid.addWidget(box, place, 2)
            counts = QCheckBox(self.tr("计入"))
            counts.setAccessibleName(self.tr("“{0}”计入支持范围").format(line.name))
            counts.setChecked(choice.supported)
            counts.toggled.connect(self._work_out)
            grid.addWidget(counts, place, 3)
            self.supported.append(counts)
        return widgets.holding(grid)

    def _name(self, name: str, choice: Choice) -> QWidget:
        why = (
            self.tr("字样“{0}”").format(choice.word)
            if choice.word
            else self.tr("没有对应的字样，请核对")
        )
        return widgets.holding(
            widgets.column(widgets.Elided(name), widgets.text(why, "small"), gap=0)
        )

    def _category(self, choice: Choice) -> QComboBox:
        box = QComboBox()
        box.setFixedWidth(_CATEGORY_WIDTH)
        catalog = self._shell.workspace.catalog
        for name in catalog.categories:
            box.addItem(catalog.category_label(name), name)
        box.setCurrentIndex(max(0, box.findData(choice.category)))
        box.activated.connect(self._work_out)
        self.categories.append(box)
        return box

    def choices(self) -> tuple[Choice, ...]:
        """Return what is to become of each line, as the person left it."""
        return tuple(
            Choice(category=str(box.currentData()), supported=counts.isChecked())
            for box, counts in zip(self.categories, self.supported, strict=True)
        )

    def _work_out(self) -> None:
        """Show what comes of the choices as they are."""
        widgets.clear(self.outcome)
        try:
            parts = parts_of(self._found.fapiao, self.choices())
        except UserError as error:
            self._refused(error)
            return
        words = self.tr("拆成 {0} 笔").format(len(parts))
        self.take_button.setText(words if len(parts) > 1 else self.tr("按此标记"))
        self.take_button.setEnabled(is_mixed(parts))
        for part in parts:
            self.outcome.addWidget(self._part(part))

    def _part(self, part: Part) -> QWidget:
        name = self._shell.workspace.catalog.category_label(part.category)
        line = widgets.row(widgets.text(name, "strong"))
        if part.unsupported:
            words = self.tr("不支持 {0}：{1}").format(
                wording.yuan(part.unsupported), splitting.reason(self._found.fapiao, part)
            )
            line.addWidget(widgets.Elided(words, "soft"), 1)
        else:
            line.addStretch(1)
        line.addWidget(widgets.text(wording.yuan(part.gross)))
        return widgets.holding(line, f"part.{part.category}")

    def _take(self) -> None:
        ws, number, choices = self._shell.workspace, self._number, self.choices()

        def done(result: tuple[tuple[ExpenseId, ...], Changes]) -> None:
            said = self.tr("已拆成 {0} 笔费用，可撤销。").format(len(result[0]))
            if len(result[0]) == 1:
                said = self.tr("已标记不支持的部分，可撤销。")
            self._shell.say(said, undoable=True)
            self.accept()

        self._shell.jobs.start(
            lambda _report: splitting.split(ws, number, choices),
            on_done=done,
            on_error=self._refused,
            title=self.tr("拆分发票"),
        )

    def _refused(self, error: JiamaoError) -> None:
        self.take_button.setEnabled(False)
        self.problem.setText(say(error))
        self.problem.show()
