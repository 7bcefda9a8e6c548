"""The table of exchange rates: enter one, paste many, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from jiamao_desktop.app import exchanging
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.exchange import Rate, RateId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import ChoiceField, DateField, Form, TextField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.screen import Shell

T = TypeVar("T")
_WIDTH, _HEIGHT, _PASTE_HEIGHT = 760, 620, 84
_WIDTHS = {"currency": 76, "day": 148, "value": 108, "per": 76, "into": 88}


class RatesDialog(QDialog):
    """Shows the rates of the book and takes in more. None comes with the program."""

    def __init__(self, shell: Shell, over: QWidget) -> None:
        super().__init__(over)
        self._shell = shell
        self._rates: Mapping[RateId, Rate] = {}
        self.table: RecordTable[Rate] = RecordTable(
            [
                Column(self.tr("日期"), lambda one: one.day.isoformat(), width=110),
                Column(self.tr("汇率"), lambda one: one.text, width=220),
                Column(self.tr("出处"), lambda one: one.source, width=0),
            ],
            self._fetch,
            self,
        )
        self.view = RecordView(self.table, self.tr("汇率"))
        self.form = Form(
            [
                TextField("currency", self.tr("币种"), placeholder="USD"),
                DateField("day", self.tr("公布日期")),
                TextField("value", self.tr("汇率"), placeholder="7.1268"),
                ChoiceField("per", self.tr("单位"), {"1": "1", "100": "100"}),
                ChoiceField("into", self.tr("折成"), {"CNY": "CNY", "USD": "USD"}),
                TextField("source", self.tr("出处"), placeholder=self.tr("公布机构")),
            ]
        )
        self.paste = QPlainTextEdit()
        self.paste.setPlaceholderText(
            self.tr("每行：币种,日期,汇率[,单位,折成,出处]，也可带表头，从电子表格直接粘贴")
        )
        self.paste.setAccessibleName(self.tr("粘贴汇率表"))
        self.paste.setFixedHeight(_PASTE_HEIGHT)
        self.problem = widgets.text("", "problem", wrap=True)
        self.add = widgets.when_clicked(
            widgets.button(self.tr("录入"), "primary", "plus"), self._add
        )
        self.take = widgets.when_clicked(widgets.button(self.tr("导入粘贴的表")), self._import)
        self.delete = widgets.when_clicked(
            widgets.button(self.tr("删除选中的"), "quiet", "trash"), self._delete
        )
        self._lay_out()
        shell.jobs.changed.connect(self._note)
        self._read()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("汇率表"))
        self.resize(_WIDTH, _HEIGHT)
        line = widgets.row(gap=8)
        for name, field in self.form.fields.items():
            if name in _WIDTHS:
                field.setFixedWidth(_WIDTHS[name])
            line.addWidget(field)
        close = widgets.when_clicked(widgets.button(self.tr("关闭")), self.accept)
        box = widgets.column(
            widgets.text(self.tr("汇率表"), "section"),
            widgets.text(
                self.tr(
                    "程序不带汇率。请按中国人民银行公布的中间价、外汇局公布的折算率录入，并注明出处；"
                    "当天没有公布的，折算时取此前最近一日。"
                ),
                "soft",
                wrap=True,
            ),
            self.view,
            line,
            widgets.row(1, self.add),
            self.paste,
            self.problem,
            widgets.row(self.delete, 1, self.take, close),
            gap=10,
            margin=20,
        )
        box.setStretch(2, 1)
        self.setLayout(box)
        self.problem.hide()

    def _fetch(self, ids: Sequence[int]) -> dict[int, Rate]:
        return {number: self._rates[RateId(number)] for number in ids if number in self._rates}

    def _read(self) -> None:
        ws = self._shell.workspace
        self._shell.jobs.read(
            lambda _report: exchanging.rate_list(ws),
            on_done=self._show,
            on_error=self._shell.fail,
            channel="rates",
        )

    def _show(self, found: Mapping[RateId, Rate]) -> None:
        self._rates = found
        self.table.show([int(number) for number in found])

    def _note(self, changes: Changes) -> None:
        if "exchange_rate" in changes.tables:
            self._read()

    def _add(self) -> None:
        if not self.form.check():
            return
        ws, values = self._shell.workspace, self.form.values()

        def done(_changes: Changes) -> None:
            self.form.fill(values | {"day": "", "value": ""})
            self._said(self.tr("已录入汇率，可撤销。"))

        self._write(lambda _report: exchanging.add_rate(ws, values), done)

    def _import(self) -> None:
        ws, text = self._shell.workspace, self.paste.toPlainText()
        source = self.form.values()["source"]

        def done(result: tuple[int, Changes]) -> None:
            self.paste.clear()
            self._said(self.tr("已导入 {count} 条汇率，可撤销。").format(count=result[0]))

        self._write(lambda _report: exchanging.import_rates(ws, text, source), done)

    def _delete(self) -> None:
        picked = [RateId(number) for number in self.view.chosen()]
        if not picked:
            return
        ws = self._shell.workspace
        self._write(
            lambda _report: exchanging.delete_rates(ws, picked),
            lambda _changes: self._said(self.tr("已删除，可撤销。")),
        )

    def _write(self, work: Callable[[Report], T], done: Callable[[T], None]) -> None:
        self.problem.hide()
        self._shell.jobs.start(work, on_done=done, on_error=self._refused, title=self.tr("汇率表"))

    def _said(self, sentence: str) -> None:
        self._shell.say(sentence, undoable=True)

    def _refused(self, error: JiamaoError) -> None:
        if isinstance(error, UserError) and self.form.show_problem(error):
            return
        self.problem.setText(say(error))
        self.problem.show()
