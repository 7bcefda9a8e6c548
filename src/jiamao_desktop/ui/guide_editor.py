"""The firm's own version of a guide: its list, its figures, its way of counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QWidget

from jiamao_desktop.app import guiding
from jiamao_desktop.app.guide_editing import (
    TypedPaper,
    edited,
    typed_figures,
    typed_papers,
    typed_settings,
)
from jiamao_desktop.app.guide_words import BASES, ROUNDINGS
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.exchange import NAMES, RuleKind
from jiamao_desktop.domain.guide import Guide
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import ChoiceField, DateField, Field, Form, MoneyField, TextField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.screen import Shell

Kind = TypeVar("Kind", bound=StrEnum)
_WIDTH, _HEIGHT, _COPIES_WIDTH = 760, 620, 64
_DAYS = frozenset({RuleKind.MID_ON_DAY, RuleKind.MID_ON_ACCEPTANCE, RuleKind.THROUGH_USD})


class PaperRows(QWidget):
    """Papers in their order: rename, change copies, move, take out, add."""

    def __init__(self, papers: Sequence[TypedPaper]) -> None:
        super().__init__()
        self.rows: list[tuple[TypedPaper, QLineEdit, QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.add = widgets.when_clicked(
            widgets.button(self.tr("补一项材料"), "quiet", "plus"), self._add
        )
        self.setLayout(widgets.column(self._grid, widgets.row(self.add, 1), gap=6))
        self._show(papers)

    def typed(self) -> Sequence[TypedPaper]:
        """Return the list as it stands."""
        return [
            TypedPaper(paper=was.paper, title=title.text(), copies=copies.text())
            for was, title, copies in self.rows
        ]

    def _show(self, papers: Sequence[TypedPaper]) -> None:
        widgets.clear(self._grid)
        self.rows = []
        for place, head in enumerate((self.tr("序号"), self.tr("材料"), self.tr("份数"))):
            self._grid.addWidget(widgets.text(head, "label"), 0, place)
        for number, paper in enumerate(papers, start=1):
            self._row(number, paper, last=number == len(papers))

    def _row(self, number: int, paper: TypedPaper, *, last: bool) -> None:
        title, copies = QLineEdit(paper.title), QLineEdit(paper.copies)
        title.setCursorPosition(0)
        title.setAccessibleName(self.tr("第 {number} 项材料").format(number=number))
        copies.setAccessibleName(self.tr("第 {number} 项份数").format(number=number))
        copies.setFixedWidth(_COPIES_WIDTH)
        copies.setAlignment(Qt.AlignmentFlag.AlignRight)
        up = widgets.tool("up", self.tr("上移第 {number} 项").format(number=number))
        down = widgets.tool("down", self.tr("下移第 {number} 项").format(number=number))
        away = widgets.tool("close", self.tr("去掉第 {number} 项").format(number=number))
        up.clicked.connect(lambda: self._move(number - 1, number - 2))
        down.clicked.connect(lambda: self._move(number - 1, number))
        away.clicked.connect(lambda: self._drop(number - 1))
        up.setEnabled(number > 1)
        down.setEnabled(not last)
        shown = (widgets.text(str(number), "soft"), title, copies, up, down, away)
        for place, one in enumerate(shown):
            self._grid.addWidget(one, number, place)
        self.rows.append((paper, title, copies))

    def _move(self, here: int, there: int) -> None:
        papers = list(self.typed())
        papers[here], papers[there] = papers[there], papers[here]
        self._show(papers)

    def _drop(self, here: int) -> None:
        papers = list(self.typed())
        del papers[here]
        self._show(papers)

    def _add(self) -> None:
        self._show([*self.typed(), TypedPaper(paper=None, title="", copies="1")])
        added = self.rows[-1][1]
        added.show()  # what is not yet shown takes no cursor
        added.setFocus()


class GuideEditor(QDialog):
    """Changes a guide; what is stored is the firm's own version of it."""

    def __init__(
        self, shell: Shell, measure: Measure, project: ProjectId | None, guide: Guide, over: QWidget
    ) -> None:
        """Show a guide to be changed.

        Args:
            shell: The window, with its book and jobs.
            measure: For which the version is put to use.
            project: The project, if the measure is about one.
            guide: As it is.
            over: Over which the dialog stands.
        """
        super().__init__(over)
        self._shell, self._measure, self._project = shell, measure, project
        self._guide = guide
        self.papers = PaperRows(typed_papers(guide, measure))
        self.settings = Form(self._fields())
        self.figures = Form(
            [
                TextField(name, label)
                for name, label in self._labels().items()
                if name in typed_figures(measure, guide)
            ]
        )
        self.settings.fill(typed_settings(guide.settings))
        self.figures.fill(typed_figures(measure, guide))
        self.problem = widgets.text("", "problem", wrap=True)
        self.save = widgets.when_clicked(
            widgets.button(self.tr("保存并采用"), "primary"), self._save
        )
        self._lay_out()

    def _labels(self) -> dict[str, str]:
        return {one.id: one.label for one in self._measure.parameters}

    def _fields(self) -> Sequence[Field]:
        unsaid = self.tr("不规定")
        rule = ChoiceField(
            "exchange",
            self.tr("外币折算"),
            _words(NAMES),
            blank=self.tr("不规定（按登记的人民币金额）"),
        )
        rule.typing.connect(self._show_rule_fields)
        return [
            ChoiceField("base", self.tr("计算口径"), _words(BASES), blank=unsaid),
            ChoiceField("rounding", self.tr("取整"), _words(ROUNDINGS), blank=unsaid),
            MoneyField("minimum", self.tr("起付金额（低于此数不予支持）")),
            TextField("binding", self.tr("装订要求")),
            rule,
            DateField("table_day", self.tr("折算率日期")),
            DateField("day", self.tr("中间价日期")),
            TextField("currency", self.tr("币种"), placeholder="USD"),
            TextField("value", self.tr("汇率"), placeholder="7.1268"),
            TextField("source", self.tr("汇率出处")),
        ]

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("修改参考做法"))
        self.resize(_WIDTH, _HEIGHT)
        intro = widgets.text(
            self.tr("保存的是本单位的修改稿，注明来自{label}；原来的参考做法不变。").format(
                label=self._guide.origin or self._guide.label
            ),
            "soft",
            wrap=True,
        )
        body = widgets.column(widgets.section(self.tr("材料清单")), self.papers, gap=12)
        body.setContentsMargins(0, 0, 12, 0)
        if self.figures.fields:
            body.addWidget(widgets.section(self.tr("标准")))
            body.addLayout(_pairs(list(self.figures.fields.values())))
        body.addWidget(widgets.section(self.tr("怎样计数")))
        body.addLayout(_pairs(list(self.settings.fields.values())))
        body.addStretch(1)
        cancel = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        box = widgets.column(
            widgets.text(self._guide.title, "section", wrap=True),
            intro,
            widgets.scrolled(widgets.holding(body)),
            self.problem,
            widgets.row(1, cancel, self.save),
            gap=12,
            margin=20,
        )
        box.setStretch(2, 1)
        self.setLayout(box)
        self.problem.hide()
        self._show_rule_fields()

    def _show_rule_fields(self) -> None:
        """Show only what the chosen exchange rule needs."""
        fields, kind = self.settings.fields, self.settings.fields["exchange"].text()
        for name in ("currency", "value", "source"):
            fields[name].setVisible(kind == RuleKind.FIXED)
        fields["day"].setVisible(kind in _DAYS)
        fields["table_day"].setVisible(kind == RuleKind.THROUGH_USD)

    def _save(self) -> None:
        if not (self.settings.check() and self.figures.check()):
            return
        try:
            changed = edited(
                self._guide,
                self._measure,
                papers=self.papers.typed(),
                settings=self.settings.values(),
                figures=self.figures.values(),
            )
        except UserError as error:
            self._refused(error)
            return
        ws, measure, project = self._shell.workspace, self._measure.id, self._project
        self._shell.jobs.start(
            lambda _report: guiding.edit(ws, measure, project, changed),
            on_done=lambda _changes: self._saved(),
            on_error=self._refused,
            title=self.tr("保存修改稿"),
        )

    def _saved(self) -> None:
        self._shell.say(self.tr("已保存并采用本单位的修改稿，可撤销。"), undoable=True)
        self.accept()

    def _refused(self, error: JiamaoError) -> None:
        if isinstance(error, UserError) and (
            self.settings.show_problem(error) or self.figures.show_problem(error)
        ):
            return
        self.problem.setText(say(error))
        self.problem.show()


def _words(choices: Mapping[Kind, str]) -> dict[str, str]:
    return {one.value: words for one, words in choices.items()}


def _pairs(fields: Sequence[Field]) -> QGridLayout:
    """Return fields two in a row."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for place, field in enumerate(fields):
        line, side = divmod(place, 2)
        grid.addWidget(field, line, side, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(side, 1)
    return grid
