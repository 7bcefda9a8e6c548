"""台账: expenses, any number of them, with their evidence and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QStackedWidget

from jiamao_desktop.app import chain, ledger, projects, splitting
from jiamao_desktop.app.chain import CheckFinding
from jiamao_desktop.app.ledger import ExpenseRow, LedgerFilter, LedgerTotals
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.chain import ChainState
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.contract_form import ContractDialog
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.evidence_chain import chain_verdict
from jiamao_desktop.ui.expense_columns import expense_columns
from jiamao_desktop.ui.expense_form import ExpenseForm
from jiamao_desktop.ui.expense_pane import ExpensePane
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.messages import language
from jiamao_desktop.ui.rates_dialog import RatesDialog
from jiamao_desktop.ui.record_table import RecordTable, RecordView
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.split_dialog import SplitDialog

_NOTHING, _DETAIL, _FORM = range(3)


class LedgerScreen(Screen):
    """The ledger. Its target is the id of an expense."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"expense", "evidence", "project", "document", "claim", "claim_expense", "applicant"}
        | {"fapiao", "fapiao_line", "payment", "settlement", "contract", "contract_fee"}
        | {"expense_item", "declaration", "declaration_item"}
    )
    search_hint: ClassVar[str] = "台账"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.filter = LedgerFilter()
        self._wanted: ExpenseId | None = None
        self.model: RecordTable[ExpenseRow] = RecordTable(expense_columns(), self._fetch, self)
        self.view = RecordView(self.model, self.tr("费用"))
        self.view.mark_sort(self.filter.sort, descending=True)
        self.view.picked.connect(self._pick)
        self.view.opened.connect(self._edit)
        self.view.sorted_by.connect(self._sort)
        self.totals = widgets.text("", "soft")
        self.category = self._choice(self.tr("费用类别"), self._filter_category)
        self.project = self._choice(self.tr("项目"), self._filter_project)
        self.chain = self._choice(self.tr("证据链"), self._filter_chain)
        self.chain.setMinimumWidth(120)
        self._offer_states()
        self.add_button = widgets.button(self.tr("新增费用"), "primary", "plus")
        self.add_button.clicked.connect(self.add)
        self.rates_button = widgets.when_clicked(
            widgets.button(self.tr("汇率表"), "quiet"), self._open_rates
        )
        self.pane = ExpensePane()
        self.pane.edit_wanted.connect(self._edit_shown)
        self.pane.delete_wanted.connect(self.delete)
        self.pane.chain.wanted.connect(self._link)
        self.pane.chain.opened.connect(lambda number: shell.go("papers", number))
        self.pane.chain.dropped.connect(self._unlink)
        self.pane.chain.contract_wanted.connect(self._open_contracts)
        self.pane.chain.split_wanted.connect(self._open_split)
        self.pane.chain.mended.connect(self._mend)
        self.form = ExpenseForm()
        self.form.finished.connect(self._store)
        self.form.cancelled.connect(self._leave_form)
        self.side = QStackedWidget()
        self.pages = QStackedWidget()
        self._lay_out()
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete)

    def _choice(self, name: str, chosen: object) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumWidth(148)
        box.activated.connect(chosen)
        return box

    def _lay_out(self) -> None:
        hint = widgets.text(self.tr("选一笔费用，这里显示它的证据链。"), "soft", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (widgets.holding(widgets.column(1, hint, 1)), self.pane, self.form):
            self.side.addWidget(page)
        self.side.setMinimumWidth(340)
        line = widgets.row(self.category, self.project, self.chain, 1, self.totals, gap=8)
        table = widgets.column(line, self.view, gap=12)
        split = widgets.side_by_side(widgets.holding(table), self.side, (820, 360))
        take = widgets.button(self.tr("去收单"), "primary", "inbox")
        take.clicked.connect(lambda: self.shell.go("review"))
        by_hand = widgets.button(self.tr("手工记一笔"), "secondary", "plus")
        by_hand.clicked.connect(self.add)
        empty = widgets.EmptyState(
            "empty-ledger",
            self.tr("台账还是空的"),
            self.tr("把发票拖进窗口，收单时选好费用类别，就会自动记进台账。也可以手工记一笔。"),
            take,
            by_hand,
        )
        self.pages.addWidget(empty)
        self.pages.addWidget(split)
        head = widgets.screen_head(
            self.tr("台账"),
            self.tr("每笔费用一行；申报时按证据链 合同→发票→付款→成果 逐项核对。"),
            ExportButton(
                self.shell, ["expenses", "fapiao", "fapiao-lines", "payments", "contracts"]
            ),
            self.rates_button,
            self.add_button,
        )
        box = widgets.column(head, self.pages, gap=16)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def _open_rates(self) -> None:
        open_dialog(RatesDialog(self.shell, self))

    def _fetch(self, ids: Sequence[int]) -> dict[int, ExpenseRow]:
        rows = ledger.expense_rows(self.workspace, [ExpenseId(number) for number in ids])
        return {int(number): row for number, row in rows.items()}

    def refresh(self) -> None:
        """Override: ids, totals and choices, as the filter stands."""
        ws, wanted = self.workspace, self.filter

        def load(
            _report: Report,
        ) -> tuple[Sequence[int], LedgerTotals, dict[str, str], dict[str, str]]:
            return (
                ledger.expense_ids(ws, wanted),
                ledger.ledger_totals(ws, wanted),
                {key: ws.catalog.category_label(key) for key in ws.catalog.categories},
                {str(row.id): row.project.title for row in projects.project_list(ws)},
            )

        self.read("list", load, lambda loaded: self._show(*loaded))

    def _show(
        self,
        ids: Sequence[int],
        totals: LedgerTotals,
        categories: dict[str, str],
        project_titles: dict[str, str],
    ) -> None:
        before = self._wanted or (self.pane.row.id if self.pane.row else None)
        self._offer(self.category, self.tr("全部类别"), categories, self.filter.category)
        self._offer(
            self.project, self.tr("全部项目"), project_titles, str(self.filter.project or "")
        )
        if self.side.currentIndex() != _FORM:
            self.form.offer(categories, project_titles)
        words = self.tr("{0} 笔　合计 {1} 元").format(f"{totals.count:,}", totals.gross)
        if totals.unpaid:
            words += self.tr("　未付款 {0} 笔").format(totals.unpaid)
        self.totals.setText(words)
        editing = self.side.currentIndex() == _FORM
        self.model.show(ids)
        narrowed = self.filter.narrows
        self.pages.setCurrentIndex(1 if len(ids) or narrowed or editing else 0)
        if before is not None and self.view.go_to(before):
            self._wanted = None
        elif len(ids) and not editing:
            self.view.go_to(ids[0])
        if editing:
            self.side.setCurrentIndex(_FORM)

    def _offer(self, box: QComboBox, everything: str, choices: dict[str, str], now: str) -> None:
        box.clear()
        box.addItem(everything, "")
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(now)))

    def show_target(self, target: object) -> None:
        """Override: the expense with this id."""
        if isinstance(target, int):
            self._wanted = ExpenseId(target)
            self.chain.setCurrentIndex(0)
            self.filter = LedgerFilter(sort=self.filter.sort, descending=self.filter.descending)
            self.refresh()

    def search(self, words: str) -> None:
        """Override."""
        self._narrow(contains=words)

    def _sort(self, name: str, descending: bool) -> None:
        self._narrow(sort=name, descending=descending)

    def _filter_category(self, _place: int) -> None:
        self._narrow(category=str(self.category.currentData()))

    def _filter_project(self, _place: int) -> None:
        chosen = self.project.currentData()
        self._narrow(project=ProjectId(int(chosen)) if chosen else None)

    def _offer_states(self) -> None:
        self.chain.addItem(self.tr("证据链不限"), "")
        for state in ChainState:
            self.chain.addItem(chain_verdict(state).text, str(state))

    def _filter_chain(self, _place: int) -> None:
        chosen = self.chain.currentData()
        self._narrow(chain=ChainState(chosen) if chosen else None)

    def _narrow(self, **changed: object) -> None:
        known = {name: getattr(self.filter, name) for name in self.filter.__slots__}
        self.filter = LedgerFilter(**(known | changed))
        self.refresh()

    def _pick(self, number: int | None) -> None:
        if self.side.currentIndex() == _FORM:
            return
        row = None if number is None else self._fetch([number]).get(number)
        if row is None:
            self.pane.row = None
            self.side.setCurrentIndex(_NOTHING)
        else:
            self.pane.show_row(row)
            self.side.setCurrentIndex(_DETAIL)
            self._read_chain(row.id)

    def _read_chain(self, number: ExpenseId) -> None:
        ws, pane = self.workspace, self.pane
        self.read(
            "chain",
            lambda _: chain.view(ws, number, language()),
            lambda view: pane.show_chain(number, view),
        )

    def add(self) -> None:
        """Begin a new expense."""
        self.pages.setCurrentIndex(1)
        self.side.setCurrentIndex(_FORM)
        self.form.edit(None, None)

    def _edit_shown(self) -> None:
        if self.pane.row:
            self._edit(self.pane.row.id)

    def _edit(self, number: int) -> None:
        row = self._fetch([number]).get(number)
        if row:
            self.side.setCurrentIndex(_FORM)
            self.form.edit(row.id, row.expense)

    def _leave_form(self) -> None:
        self.side.setCurrentIndex(_DETAIL if self.pane.row else _NOTHING)
        self.refresh()

    def _store(self, number: ExpenseId | None, expense: Expense) -> None:
        ws = self.workspace
        if number is None:
            self.write(
                self.tr("正在保存"),
                lambda _: ledger.add_expense(ws, expense),
                lambda result: self._stored(result[0], self.tr("已新增一笔费用。")),
                self.form.show_problem,
            )
        else:
            self.write(
                self.tr("正在保存"),
                lambda _: ledger.edit_expense(ws, number, expense),
                lambda _: self._stored(number, self.tr("已保存修改。")),
                self.form.show_problem,
            )

    def _stored(self, number: ExpenseId, sentence: str) -> None:
        self._wanted = number
        self.side.setCurrentIndex(_NOTHING)
        self.refresh()
        self.shell.say(sentence, undoable=True)

    def delete(self) -> None:
        """Delete the picked expenses; Undo brings them back."""
        picked = [ExpenseId(number) for number in self.view.chosen()]
        if not picked:
            return
        self.pane.row = None
        self.write(
            self.tr("正在删除"),
            lambda _: ledger.delete_expenses(self.workspace, picked),
            lambda _: self.shell.say(
                self.tr("已删除 {0} 笔费用，单证还在。").format(len(picked)), undoable=True
            ),
        )

    def _open_contracts(self) -> None:
        row = self.pane.row
        if row is not None:
            picked = [ExpenseId(number) for number in self.view.chosen()]
            under = picked if row.id in picked else [row.id]
            open_dialog(ContractDialog(self.shell, row.expense, under, self))

    def _open_split(self) -> None:
        row, ws = self.pane.row, self.workspace
        if row is not None:
            self.read(
                "split",
                lambda _: splitting.proposal(ws, row.id),
                lambda found: open_dialog(SplitDialog(self.shell, row.id, found, self)),
            )

    def _mend(self, finding: CheckFinding) -> None:
        """Go where a finding is mended: the contract, a document, or a field of the expense."""
        if finding.field == "contract":
            self._open_contracts()
        elif finding.field == "evidence" and finding.place is not None:
            self._link(finding.place)
        else:
            self._edit_shown()
            field = self.form.form.fields.get(finding.field)
            if field is not None:
                field.setFocus()

    def _link(self, role: EvidenceRole) -> None:
        row = self.pane.row
        if row is None:
            return
        title = self.tr("选择{0}").format(field_names.role_name(role))
        picker = DocumentPicker(self.shell, title, self)
        picker.accepted.connect(lambda: self._link_document(row.id, picker.chosen, role))
        open_dialog(picker)

    def _link_document(
        self, number: ExpenseId, document: DocumentId | None, role: EvidenceRole
    ) -> None:
        if document is not None:
            self.write(
                self.tr("正在关联"),
                lambda _: ledger.link_evidence(self.workspace, number, document, role),
                lambda _: self.shell.say(self.tr("已关联。"), undoable=True),
            )

    def _unlink(self, document: DocumentId, role: EvidenceRole) -> None:
        row = self.pane.row
        if row is not None:
            self.write(
                self.tr("正在取消关联"),
                lambda _: ledger.unlink_evidence(self.workspace, row.id, document, role),
                lambda _: self.shell.say(self.tr("已取消关联，单证还在。"), undoable=True),
            )


def open_dialog(dialog: QDialog) -> None:
    """Open a dialog over the window; it goes when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
