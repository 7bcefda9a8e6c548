"""The applicant's particulars, as the heads of all forms ask for them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.domain.applicant import Applicant, ApplicantKind, Ownership
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.uscc import parse_uscc
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.fields import CheckedField, ChoiceField, Field, Form, TextField
from jiamao_desktop.ui.messages import say


class ApplicantForm(QWidget):
    """The form.

    Signals:
        finished: ``(Applicant)`` as it shall be stored.
    """

    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        groups = {
            self.tr("基本信息"): self._basics(),
            self.tr("联系人"): self._contacts(),
            self.tr("收款账户"): self._bank(),
        }
        self.form = Form([field for group in groups.values() for field in group])
        self.save_button = widgets.button(self.tr("保存资料"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        self.save_button.setEnabled(False)
        self.problem = widgets.text("", "problem", wrap=True)
        inside = widgets.column(gap=16)
        for title, group in groups.items():
            inside.addWidget(widgets.Card(widgets.text(title, "section"), _grid(group), gap=12))
        inside.addStretch(1)
        inside.setContentsMargins(0, 0, 10, 0)
        for field in self.form.fields.values():
            field.typing.connect(lambda: self.save_button.setEnabled(True))
        self.setLayout(
            widgets.column(
                widgets.scrolled(widgets.holding(inside)),
                widgets.row(self.problem, 1, self.save_button),
                gap=12,
            )
        )

    def _basics(self) -> list[Field]:
        return [
            TextField("name", self.tr("企业名称"), self.tr("与公章完全一致")),
            CheckedField("uscc", self.tr("统一社会信用代码"), parse_uscc),
            ChoiceField("kind", self.tr("主体类型"), field_names.applicant_kinds()),
            ChoiceField("ownership", self.tr("单位性质"), field_names.ownerships()),
            TextField("city", self.tr("登记所在市")),
            TextField("county", self.tr("县（市、区）")),
            TextField("address", self.tr("地址")),
            TextField("legal_representative", self.tr("法定代表人")),
            TextField("legal_representative_phone", self.tr("法定代表人电话")),
        ]

    def _contacts(self) -> list[Field]:
        return [
            TextField("contact", self.tr("联系人")),
            TextField("mobile", self.tr("手机")),
            TextField("office_phone", self.tr("办公电话")),
            TextField("fax", self.tr("传真")),
            TextField("email", self.tr("电子邮箱")),
        ]

    def _bank(self) -> list[Field]:
        return [
            TextField("account_name", self.tr("户名"), self.tr("一般与企业名称相同")),
            TextField("bank_name", self.tr("开户行")),
            TextField("bank_account", self.tr("账号")),
        ]

    def show_applicant(self, applicant: Applicant) -> None:
        """Show who claims."""
        self.form.fill({name: str(getattr(applicant, name)) for name in applicant.__slots__})
        self.save_button.setEnabled(False)

    def save(self) -> None:
        """Hand the applicant over, or say beside the field what is wrong."""
        self.problem.setText("")
        if self.form.check():
            self.finished.emit(_applicant(self.form.values()))

    def show_problem(self, error: JiamaoError) -> None:
        """Set a sentence beside the field it is about, else below the form."""
        name = "uscc" if error.code.startswith("uscc.") else str(error.details.get("field", ""))
        field = self.form.fields.get(name)
        if field is None:
            self.problem.setText(say(error))
        else:
            field.set_problem(say(error))
            field.setFocus()


def _applicant(values: Mapping[str, str]) -> Applicant:
    texts = {name: text for name, text in values.items() if name not in ("kind", "ownership")}
    return Applicant(
        kind=ApplicantKind(values["kind"]), ownership=Ownership(values["ownership"]), **texts
    )


def _grid(fields: list[Field]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    for place, field in enumerate(fields):
        line, side = divmod(place, 2)
        grid.addWidget(field, line, side, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
