"""Recording a contract: its parties, its days, its fees, and the agent's fee by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QStackedWidget, QWidget

from jiamao_desktop.app import contracts
from jiamao_desktop.app.contracts import ContractRow
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.contract import Contract, ContractFee, ContractId, FeeKind
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import icons, widgets
from jiamao_desktop.ui.fields import DateField, Form, MoneyField, TextField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.rows_editor import Cell, RowsEditor
from jiamao_desktop.ui.screen import Shell

_CHOOSE, _FORM = range(2)
_WIDTH, _HEIGHT = 760, 620


class ContractForm(QWidget):
    """The form.

    Signals:
        finished: ``(Contract)`` what to store.
        cancelled: Nothing shall change.
    """

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._base: Contract | None = None
        self.form = Form(
            [
                TextField("number", self.tr("合同编号")),
                MoneyField("amount", self.tr("合同金额（元）")),
                TextField("title", self.tr("合同名称")),
                TextField("first_party", self.tr("甲方")),
                TextField("second_party", self.tr("乙方")),
                DateField("signed_on", self.tr("签订日期")),
                DateField("starts_on", self.tr("起始日期")),
                DateField("ends_on", self.tr("终止日期")),
                TextField(
                    "note",
                    self.tr("备注"),
                    placeholder=self.tr("例如展位号、面积、服务内容"),
                ),
            ]
        )
        cells = [
            Cell("name", self.tr("费用项目")),
            Cell("amount", self.tr("金额（元）"), Money.from_yuan, "0.00"),
        ]
        self.fees = RowsEditor(cells, self.tr("加一项费用"))
        self.agent = RowsEditor(cells, self.tr("加一项代理费"))
        self.problem = widgets.text("", "problem", wrap=True)
        self.save_button = widgets.button(self.tr("保存"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        cancel = widgets.button(self.tr("取消"))
        cancel.clicked.connect(self.cancelled)
        inside = widgets.column(
            self._grid(),
            widgets.section(
                self.tr("合同列明的费用"),
                self.tr("认证费、展位费等，按合同逐项照抄；没有分列的可以不填。"),
            ),
            self.fees,
            widgets.section(
                self.tr("其中的代理（中介）费"),
                self.tr("代理费要与认证费、申请费分列，申报时不计入。"),
            ),
            self.agent,
            1,
            gap=14,
        )
        inside.setContentsMargins(0, 0, 10, 0)
        self.setLayout(
            widgets.column(
                widgets.scrolled(widgets.holding(inside)),
                self.problem,
                widgets.row(1, cancel, self.save_button),
                gap=12,
            )
        )

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        columns = 6
        line, side = 0, 0
        for name, field in self.form.fields.items():
            span = columns if name in {"title", "note"} else 3
            span = 2 if name.endswith("_on") else span
            if side + span > columns:
                line, side = line + 1, 0
            grid.addWidget(field, line, side, 1, span, Qt.AlignmentFlag.AlignTop)
            side += span
        for place in range(columns):
            grid.setColumnStretch(place, 1)
        return grid

    def edit(self, contract: Contract) -> None:
        """Begin with a contract, or with what is known of one yet to be recorded."""
        self._base = contract
        texts = {
            name: "" if getattr(contract, name) is None else str(getattr(contract, name))
            for name in self.form.fields
        }
        self.form.fill(texts)
        for editor, kind in ((self.fees, FeeKind.FEE), (self.agent, FeeKind.AGENT)):
            editor.fill([_texts(fee) for fee in contract.fees if fee.kind is kind])
        self.problem.setText("")
        self.form.fields["number"].setFocus()

    def save(self) -> None:
        """Read the form; hand the contract over, or say beside the field what is wrong."""
        self.problem.setText("")
        if not self.form.check():
            return
        try:
            rows: list[Mapping[str, str]] = [
                row | {"kind": str(kind)}
                for editor, kind in ((self.fees, FeeKind.FEE), (self.agent, FeeKind.AGENT))
                for row in editor.values()
            ]
            made = contracts.parse_contract(self.form.values(), rows, self._base)
        except UserError as error:
            self.show_problem(error)
            return
        self.finished.emit(made)

    def show_problem(self, error: JiamaoError) -> None:
        """Set a sentence beside the field it is about, else below the form."""
        if not (isinstance(error, UserError) and self.form.show_problem(error)):
            self.problem.setText(say(error))


def _texts(fee: ContractFee) -> dict[str, str]:
    return {"name": fee.name, "amount": str(fee.amount)}


class ContractDialog(QDialog):
    """Chooses the contract behind expenses, or records one."""

    def __init__(
        self,
        shell: Shell,
        expense: Expense | None,
        under: Sequence[ExpenseId],
        over: QWidget,
        document: DocumentId | None = None,
    ) -> None:
        """Ask for the contract of an expense, or of a document.

        Args:
            shell: The window, with its book and jobs.
            expense: Whose contract it is; what it says is filled in.
            under: The expenses that the contract is put behind, this one among them.
            over: Over which the dialog stands.
            document: The paper of the contract, where it is asked for one.
        """
        super().__init__(over)
        self._shell = shell
        self._expense = expense
        self._under = tuple(under)
        self._document = document
        self._edited: ContractId | None = None
        self.setWindowTitle(self.tr("合同登记"))
        self.resize(_WIDTH, _HEIGHT)
        self.title = widgets.text("", "section")
        self.table: RecordTable[ContractRow] = RecordTable(self._columns(), self._fetch, self)
        self.view = RecordView(self.table, self.tr("合同"))
        self.form = ContractForm()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._chooser())
        self.pages.addWidget(self.form)
        self.form.finished.connect(self._store)
        self.form.cancelled.connect(self._back)
        box = widgets.column(self.title, self.pages, gap=12, margin=20)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._turn(_CHOOSE)
        self._look("", begin=True)

    def _columns(self) -> list[Column[ContractRow]]:
        return [
            Column(self.tr("编号"), lambda row: row.contract.number, width=120),
            Column(self.tr("名称"), lambda row: row.contract.title, width=0),
            Column(self.tr("乙方"), lambda row: row.contract.second_party, width=190),
            Column(
                self.tr("金额"),
                lambda row: "" if row.contract.amount is None else str(row.contract.amount),
                align_right=True,
                width=110,
            ),
            Column(self.tr("费用"), lambda row: self.tr("{0} 笔").format(row.expenses), width=64),
        ]

    def _chooser(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("按编号、名称、单位搜索"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._look)
        self.new_button = widgets.when_clicked(
            widgets.button(self.tr("登记新合同"), "secondary", "plus"), self._begin
        )
        self.edit_button = widgets.when_clicked(
            widgets.button(self.tr("修改"), "secondary", "edit"), self._edit
        )
        self.drop_button = widgets.when_clicked(
            widgets.button(self.tr("取消关联"), "quiet", "close"), self._drop
        )
        self.take_button = widgets.when_clicked(
            widgets.button(self.tr("关联"), "primary", "link"), self._take
        )
        self.drop_button.setVisible(self._behind() is not None)
        for button in (self.edit_button, self.take_button):
            button.setEnabled(False)
            self.view.picked.connect(lambda key, one=button: one.setEnabled(key is not None))
        self.view.opened.connect(lambda _key: self._take())
        cancel = widgets.when_clicked(widgets.button(self.tr("关闭")), self.reject)
        buttons = widgets.row(
            self.new_button, self.edit_button, self.drop_button, 1, cancel, self.take_button
        )
        return widgets.holding(widgets.column(self.search, self.view, buttons, gap=12))

    def _behind(self) -> ContractId | None:
        """Return the contract that stands behind the expense already."""
        return self._expense.contract if self._expense is not None else None

    def _fetch(self, ids: Sequence[int]) -> dict[int, ContractRow]:
        rows = contracts.contract_rows(self._shell.workspace, [ContractId(one) for one in ids])
        return {int(number): row for number, row in rows.items()}

    def _look(self, words: str, *, begin: bool = False) -> None:
        ws, expense, document = self._shell.workspace, self._expense, self._document

        def found(_report: Report) -> tuple[Sequence[int], ContractId | None]:
            recorded = contracts.of_paper(ws, document) if document is not None else None
            if words.strip():
                return contracts.contract_ids(ws, words.strip()), recorded
            return contracts.likely(ws, expense), recorded

        self._shell.jobs.read(
            found,
            on_done=lambda answer: self._show(*answer, begin=begin),
            on_error=self._shell.fail,
            channel="contracts",
        )

    def _show(self, ids: Sequence[int], recorded: ContractId | None, *, begin: bool) -> None:
        self.table.show(ids)
        if len(ids):
            now = recorded or self._behind()
            if now is None or not self.view.go_to(now):
                self.view.go_to(ids[0])
        if begin and not len(ids):
            self._begin()
        elif begin and recorded is not None:
            self._edit()

    def _turn(self, page: int) -> None:
        count = len(self._under)
        words = self.tr("合同登记") if count <= 1 else self.tr("{0} 笔费用的合同").format(count)
        if page == _FORM:
            words = self.tr("登记新合同") if self._edited is None else self.tr("修改合同登记")
        self.title.setText(words)
        self.pages.setCurrentIndex(page)

    def _begin(self) -> None:
        self._edited = None
        self._turn(_FORM)
        self.form.edit(contracts.begun(self._shell.workspace, self._expense, self._document))

    def _edit(self) -> None:
        number = self._picked()
        row = self._fetch([number]).get(number) if number is not None else None
        if row is not None:
            self._edited = row.id
            self._turn(_FORM)
            self.form.edit(row.contract)

    def _back(self) -> None:
        if self.table.rowCount():
            self._turn(_CHOOSE)
        else:
            self.reject()

    def _picked(self) -> ContractId | None:
        picked = self.view.chosen()
        return ContractId(picked[0]) if picked else None

    def _take(self) -> None:
        ws, under, number = self._shell.workspace, self._under, self._picked()
        document = self._document
        if number is None:
            return
        said = self.tr("已关联合同，可撤销。")
        if document is not None:
            self._write(lambda: contracts.set_paper(ws, number, document), said)
        else:
            self._write(lambda: contracts.link_contract(ws, under, number), said)

    def _drop(self) -> None:
        ws, under = self._shell.workspace, self._under
        self._write(
            lambda: contracts.unlink_contract(ws, under), self.tr("已取消关联，合同登记还在。")
        )

    def _store(self, contract: Contract) -> None:
        ws, under, number = self._shell.workspace, self._under, self._edited
        if number is None:
            self._write(
                lambda: contracts.add_contract(ws, contract, under)[1],
                self.tr("已登记合同，可撤销。"),
            )
        else:
            self._write(
                lambda: contracts.edit_contract(ws, number, contract),
                self.tr("已保存合同登记，可撤销。"),
            )

    def _write(self, work: Callable[[], Changes], said: str) -> None:
        def done(_changes: Changes) -> None:
            self._shell.say(said, undoable=True)
            self.accept()

        self._shell.jobs.start(
            lambda _report: work(),
            on_done=done,
            on_error=self.form.show_problem if self.pages.currentIndex() else self._shell.fail,
            title=self.tr("合同登记"),
        )
