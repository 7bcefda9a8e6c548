"""Adding or editing one expense: typed text, sentences beside the field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.app import ledger
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import ChoiceField, DateField, Field, Form, MoneyField, TextField
from jiamao_desktop.ui.messages import say

_FIELD_OF_CODE = {
    "expense.amount_zero": "gross",
    "expense.tax_over_gross": "tax",
    "expense.unsupported_out_of_range": "unsupported",
    "expense.unsupported_without_reason": "unsupported_reason",
    "expense.bad_fapiao_number": "fapiao_number",
    "expense.no_category": "category",
    "expense.unknown_category": "category",
}


class ExpenseForm(QWidget):
    """The form.

    Signals:
        finished: ``(id or None, Expense)`` what to store; ``None``: a new one.
        cancelled: Nothing shall change.
    """

    finished = Signal(object, object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number: ExpenseId | None = None
        self._base: Expense | None = None
        self.title = widgets.text("", "section")
        self.category = ChoiceField("category", self.tr("费用类别"), {}, blank=self.tr("请选择"))
        self.project = ChoiceField(
            "project", self.tr("所属项目"), {}, blank=self.tr("暂不归入项目")
        )
        self.form = Form([self.category, self.project, *self._plain_fields()])
        self.problem = widgets.text("", "problem", wrap=True)
        self.save_button = widgets.button(self.tr("保存"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        cancel = widgets.button(self.tr("取消"))
        cancel.clicked.connect(self.cancelled)
        body = widgets.scrolled(widgets.holding(self._grid()))
        self.setLayout(
            widgets.column(
                self.title, body, self.problem, widgets.row(1, cancel, self.save_button), gap=12
            )
        )

    def _plain_fields(self) -> list[Field]:
        return [
            TextField("description", self.tr("内容")),
            TextField("payee", self.tr("收款方")),
            MoneyField("gross", self.tr("价税合计（元）")),
            MoneyField("tax", self.tr("其中税额（元）")),
            DateField("issued_on", self.tr("开票日期")),
            DateField("paid_on", self.tr("付款日期")),
            TextField("fapiao_number", self.tr("发票号码")),
            TextField("contract_number", self.tr("合同号")),
            TextField("bank_slip_number", self.tr("回单号")),
            TextField("payment_method", self.tr("付款方式")),
            TextField("payer_account_name", self.tr("付款户名")),
            MoneyField("unsupported", self.tr("不支持的金额（元）")),
            TextField("unsupported_reason", self.tr("不支持的原因")),
            MoneyField("other_funding", self.tr("已获其他资金（元）")),
            TextField("funded_by", self.tr("其他资金来源")),
            TextField("note", self.tr("备注")),
        ]

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        wide = {"category", "project", "description", "payee", "unsupported_reason", "note"}
        line, side = 0, 0
        for name, field in self.form.fields.items():
            span = 2 if name in wide else 1
            if side and span > 1:
                line, side = line + 1, 0
            grid.addWidget(field, line, side, 1, span, Qt.AlignmentFlag.AlignTop)
            side += span
            if side > 1:
                line, side = line + 1, 0
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(line + 1, 1)
        return grid

    def offer(self, categories: Mapping[str, str], projects: Mapping[str, str]) -> None:
        """Offer these categories and projects."""
        self.category.set_choices(categories, self.tr("请选择"))
        self.project.set_choices(projects, self.tr("暂不归入项目"))

    def edit(self, number: ExpenseId | None, expense: Expense | None) -> None:
        """Begin: with an expense, or with a blank form for a new one."""
        self._number, self._base = number, expense
        self.title.setText(self.tr("新增费用") if expense is None else self.tr("修改费用"))
        self.form.fill({} if expense is None else texts_of(expense))
        self.problem.setText("")
        self.category.setFocus()

    def save(self) -> None:
        """Read the form; hand the expense over, or say beside the field what is wrong."""
        self.problem.setText("")
        if not self.form.check():
            return
        values = self.form.values()
        project = values.pop("project")
        try:
            expense = ledger.parse_expense(values, self._base)
        except UserError as error:
            self.show_problem(error)
            return
        chosen = ProjectId(int(project)) if project else None
        self.finished.emit(self._number, dataclasses.replace(expense, project=chosen))

    def show_problem(self, error: JiamaoError) -> None:
        """Set a sentence beside the field it is about, else below the form."""
        name = str(error.details.get("field") or _FIELD_OF_CODE.get(error.code, ""))
        field = self.form.fields.get(name)
        if field is None:
            self.problem.setText(say(error))
        else:
            field.set_problem(say(error))
            field.setFocus()


def texts_of(expense: Expense) -> dict[str, str]:
    """Return an expense as the form shows it; nought and unknown are blank."""
    texts: dict[str, str] = {}
    for field in dataclasses.fields(expense):
        value = getattr(expense, field.name)
        texts[field.name] = "" if not value else str(value)
    return texts
