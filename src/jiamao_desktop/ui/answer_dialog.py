"""Recording an officer's answer (记录答复): who, when, which reading, and the paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from jiamao_desktop.app.settling import OfficersAnswer
from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.fields import ChoiceField, DateField, Form, TextField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.screen import Shell


class AnswerDialog(QDialog):
    """Asks for an answer; stays open until it has been stored.

    Signals:
        given: ``(option, OfficersAnswer)``.
    """

    given = Signal(str, object)

    def __init__(self, shell: Shell, item: UnsettledItem, today: dt.date, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.file: Path | None = None
        self.document: DocumentId | None = None
        self.setWindowTitle(self.tr("记录答复"))
        self.setMinimumWidth(560)
        self.option = ChoiceField(
            "option",
            self.tr("答复采用的理解"),
            {one.id: one.label for one in item.options},
        )
        self.office = TextField("office", self.tr("答复的部门"))
        self.officer = TextField("officer", self.tr("答复的人"), placeholder=self.tr("可不填"))
        self.day = DateField("day", self.tr("答复日期"))
        self.note = TextField(
            "note", self.tr("答复的内容"), placeholder=self.tr("例如：电话答复，文号、原话")
        )
        self.form = Form([self.option, self.office, self.officer, self.day, self.note])
        self.form.fill(
            {
                "option": item.chosen,
                "office": item.notice.office,
                "day": today.isoformat(),
            }
        )
        self.paper = widgets.Elided(self.tr("没有附件"), "soft")
        self.problem = widgets.text("", "problem", wrap=True)
        self.problem.hide()
        self.save = widgets.when_clicked(
            widgets.button(self.tr("记录并按此计算"), "primary", "check"), self._give
        )
        self._lay_out(item)

    def _lay_out(self, item: UnsettledItem) -> None:
        choose = widgets.button(self.tr("选择扫描件…"), icon="file")
        choose.clicked.connect(self._choose_file)
        kept = widgets.button(self.tr("用账套里的单证…"), icon="link")
        kept.clicked.connect(self._choose_document)
        paper = widgets.row(self.paper, choose, kept, gap=8)
        paper.setStretch(0, 1)
        cancel = widgets.button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        who = widgets.row(self.office, self.officer, self.day, gap=12)
        for place, share in enumerate((3, 2, 2)):
            who.setStretch(place, share)
        self.setLayout(
            widgets.column(
                widgets.text(item.question, "section", wrap=True),
                widgets.text(
                    self.tr("答复会用于涉及的全部 {0} 项措施，并印在测算表上。").format(
                        len(item.measures)
                    ),
                    "soft",
                    wrap=True,
                ),
                self.option,
                who,
                self.note,
                widgets.text(self.tr("答复原件（收入账套，加密保存）"), "label"),
                paper,
                self.problem,
                widgets.row(1, cancel, self.save),
                gap=12,
                margin=20,
            )
        )

    def attach(self, file: Path) -> None:
        """Let this file be the paper of the answer."""
        self.file, self.document = file, None
        self.paper.say(file.name)

    def show_problem(self, error: JiamaoError) -> None:
        """Say what is wrong, beside its field where it has one."""
        self.save.setEnabled(True)
        shown = isinstance(error, UserError) and self.form.show_problem(error)
        self.problem.setText("" if shown else say(error))
        self.problem.setVisible(not shown)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("选择答复的扫描件"),
            "",
            self.tr("文档和图片 (*.pdf *.ofd *.png *.jpg *.jpeg)"),
        )
        if name:
            self.attach(Path(name))

    def _choose_document(self) -> None:
        picker = DocumentPicker(self._shell, self.tr("选择答复原件"), self)
        if picker.exec() == QDialog.DialogCode.Accepted and picker.chosen is not None:
            self.file, self.document = None, picker.chosen
            self.paper.say(self.tr("账套里的单证（编号 {0}）").format(picker.chosen))

    def _give(self) -> None:
        if not self.form.check():
            return
        if not self.day.text():
            self.day.set_problem(self.tr("请填写收到答复的日期。"))
            self.day.setFocus()
            return
        self.problem.hide()
        self.save.setEnabled(False)
        self.given.emit(
            self.option.text(),
            OfficersAnswer(
                office=self.office.text(),
                officer=self.officer.text(),
                day=parse_day(self.day.text()),
                note=self.note.text(),
                document=self.document,
                file=self.file,
            ),
        )
