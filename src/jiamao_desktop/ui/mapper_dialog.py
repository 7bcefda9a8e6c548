"""Saying once what the columns of a table are (列对应); the same header is known from then on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from jiamao_desktop.app import column_memory, mapping
from jiamao_desktop.app.mapping import Checked, Looked
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.mapping import TARGETS, assigned, lacking, letters
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.fields import ChoiceField
from jiamao_desktop.ui.mapper_table import MapperTable
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.screen import Shell

_WIDTH, _HEIGHT = 1120, 680
_SHOWN_PROBLEMS = 3


class MapperDialog(QDialog):
    """Shows how a table begins, and asks what each column is.

    Signals:
        mapped: ``(TableChoice)`` once the whole has been checked and the header is remembered.
    """

    mapped = Signal(object)

    def __init__(self, shell: Shell, looked: Looked, over: QWidget) -> None:
        super().__init__(over)
        self._shell = shell
        self.looked = looked
        self._agreed: Looked | None = None
        self.sheet = ChoiceField("sheet", self.tr("工作表"), {})
        self.head = ChoiceField("head", self.tr("列名在哪一行"), {})
        self.target = ChoiceField(
            "target",
            self.tr("每一行读成"),
            {str(kind): field_names.draft_name(kind) for kind in TARGETS},
        )
        self.table = MapperTable()
        self.table.chosen.connect(self._assign)
        self.rounded = widgets.text("", "problem", wrap=True)
        self.problem = widgets.text("", "problem", wrap=True)
        self.state = widgets.text("", "soft", wrap=True)
        self.take = widgets.when_clicked(
            widgets.button(self.tr("检查并读入"), "primary", "check"), self._check
        )
        self.sheet.edited.connect(self._open_sheet)
        self.head.edited.connect(
            lambda row: self._show(mapping.guessed(self.looked, head=int(row)))
        )
        self.target.edited.connect(
            lambda kind: self._show(mapping.guessed(self.looked, target=DraftKind(kind)))
        )
        self._lay_out()
        self._show(looked)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("指出每列是什么"))
        self.resize(_WIDTH, _HEIGHT)
        choices = widgets.row(self.sheet, self.head, self.target, gap=12)
        for place, share in enumerate((4, 4, 3)):
            choices.setStretch(place, share)
        cancel = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        hint = self.tr(
            "点列名下的框选字段，或把光标移到那一列按回车。只需一次：以后遇到同样的列名，不论顺序，"
            "都会照此读入。电脑上只记列名，不记内容。"
        )
        below = widgets.row(self.state, cancel, self.take, gap=8)
        below.setStretch(0, 1)
        box = widgets.column(
            widgets.text(self.looked.table.name, "section"),
            widgets.text(hint, "soft", wrap=True),
            choices,
            self.rounded,
            self.table,
            self.problem,
            below,
            gap=10,
            margin=20,
        )
        box.setStretch(4, 1)
        self.setLayout(box)

    def _show(self, looked: Looked) -> None:
        """Show a table as it is now mapped, with what is wrong in the rows that are shown."""
        self.looked, self._agreed = looked, None
        preview = looked.preview
        self.sheet.set_choices(
            {f"{place}": self._sheet_words(place) for place in range(len(preview.sheets))}
        )
        self.sheet.set_text(f"{preview.sheet}")
        self.sheet.setVisible(len(preview.sheets) > 1)
        self.head.set_choices({f"{row}": self._head_words(row) for row in sorted(preview.heads)})
        self.head.set_text(f"{looked.head}")
        self.target.set_text(str(looked.columns.target))
        faults = mapping.faults(looked)
        self.table.show_table(looked, faults)
        self._say_rounded()
        self._say_problems([one.problem for one in faults])

    def _sheet_words(self, place: int) -> str:
        one = self.looked.preview.sheets[place]
        words = self.tr("{0}（{1} 行）").format(one.name or self.tr("整张表"), f"{one.rows:,}")
        return self.tr("{0}　已隐藏").format(words) if one.hidden else words

    def _head_words(self, row: int) -> str:
        cells = [cell for cell in self.looked.preview.rows[row] if cell]
        return self.tr("第 {0} 行：{1}").format(row + 1, self.tr("、").join(cells))

    def _say_rounded(self) -> None:
        header = mapping.header_of(self.looked)
        names = [
            self.tr("{0} 列「{1}」").format(letters(place), header[place])
            for place in self.looked.preview.rounded
            if place < len(header)
        ]
        self.rounded.setText(
            self.tr(
                "{0}里的长号码已被 Excel 变成 2.53E+19 这样的数，末几位丢失，找不回来。"
                "请从原系统重新导出（CSV，或先把该列设成“文本”）。"
            ).format(self.tr("、").join(names))
        )
        self.rounded.setVisible(bool(names))

    def _say_problems(self, problems: Sequence[object], *, whole: bool = False) -> None:
        columns = self.looked.columns
        missing = lacking(columns.target, set(columns.columns.values()))
        titles = mapping.field_titles(columns.target)
        lines = []
        if missing:
            names = [self.tr("或").join(titles.get(one, one) for one in group) for group in missing]
            lines.append(self.tr("还没有指出：{0}。").format(self.tr("；").join(names)))
        lines += [say(one) for one in problems[:_SHOWN_PROBLEMS]]  # type: ignore[arg-type]  # problems
        if len(problems) > _SHOWN_PROBLEMS:
            lines.append(self.tr("另有 {0} 处。").format(len(problems) - _SHOWN_PROBLEMS))
        self.problem.setText("\n".join(lines))
        self.problem.setVisible(bool(lines))
        self.take.setEnabled(not missing)
        if not whole:
            shown = self.table.rows.rowCount()
            self.state.setText(self.tr("这里是前 {0} 行；读入前会检查全部。").format(shown))
            self.take.setText(self.tr("检查并读入"))

    def _assign(self, heading: str, field: str) -> None:
        columns = assigned(self.looked.columns.columns, heading, field)
        self._show(mapping.with_columns(self.looked, columns))

    def _open_sheet(self, place: str) -> None:
        table, ws = self.looked.table, self._shell.workspace
        self.setEnabled(False)
        self._shell.jobs.read(
            lambda report: mapping.look(ws, table, int(place), report),
            on_done=self._opened,
            on_error=self._failed,
            channel="mapper",
        )

    def _opened(self, looked: Looked) -> None:
        self.setEnabled(True)
        self._show(looked)

    def _failed(self, error: JiamaoError) -> None:
        self.setEnabled(True)
        self._show(self.looked)
        self.problem.setText(say(error))
        self.problem.show()

    def _check(self) -> None:
        """Check the whole; what is odd in it is shown once before it is read all the same."""
        if self._agreed is self.looked:
            self._remember()
            return
        looked = self.looked
        self.setEnabled(False)
        self.state.setText(self.tr("正在检查全部…"))

        def work(report: Report) -> Checked:
            return mapping.check(looked.table, [mapping.choice_of(looked)], report)

        self._shell.jobs.read(work, on_done=self._checked, on_error=self._failed, channel="mapper")

    def _checked(self, checked: Checked) -> None:
        self.setEnabled(True)
        if not checked.problems:
            self._remember()
            return
        self._agreed = self.looked
        self._say_problems(checked.problems, whole=True)
        self.state.setText(
            self.tr("全部 {0} 行，{1} 处要看：有问题的格子不采用，其余照读，收单时再核对。").format(
                f"{checked.rows:,}", f"{len(checked.problems):,}"
            )
        )
        self.take.setText(self.tr("仍然读入"))

    def _remember(self) -> None:
        ws, looked = self._shell.workspace, self.looked
        self.setEnabled(False)

        def done(_changes: Changes) -> None:
            self.mapped.emit(mapping.choice_of(looked))
            self.accept()

        self._shell.jobs.start(
            lambda _report: column_memory.remember(ws, looked.columns),
            on_done=done,
            on_error=self._failed,
            title=self.tr("记住列对应"),
        )
