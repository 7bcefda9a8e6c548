"""Claims (申报): what is to be filed, what it still lacks, where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QMenu, QStackedWidget

from jiamao_desktop.app import attaching, checking, claims, ledger, papers
from jiamao_desktop.app.checking import CheckFinding, ChecklistItem
from jiamao_desktop.app.claims import ClaimRow
from jiamao_desktop.app.ledger import ExpenseRow
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.claim import ClaimId, ClaimState
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.amounts import EDITABLE
from jiamao_desktop.ui.claim_detail import ClaimDetail, Tab
from jiamao_desktop.ui.claim_papers import PaperPicker
from jiamao_desktop.ui.claim_renewal import RenewalDialog
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.guide_pane import GuidePane
from jiamao_desktop.ui.screen import CLAIM_TABLES, Screen, Shell
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.tile_list import Tile, TileList
from jiamao_desktop.ui.wording import tr

_NEXT = {
    ClaimState.DRAFT: (ClaimState.READY, ClaimState.FILED, ClaimState.WITHDRAWN),
    ClaimState.READY: (ClaimState.DRAFT, ClaimState.FILED, ClaimState.WITHDRAWN),
    ClaimState.FILED: (ClaimState.REFUSED, ClaimState.WITHDRAWN, ClaimState.DRAFT),
    ClaimState.GRANTED: (ClaimState.FILED,),
    ClaimState.REFUSED: (ClaimState.FILED, ClaimState.DRAFT),
    ClaimState.WITHDRAWN: (ClaimState.DRAFT,),
}
"""Where a claim can go from where it stands; 已核定 comes by entering the amount granted."""
_OVER = frozenset({ClaimState.REFUSED, ClaimState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class _Opened:
    """One claim with everything around it, read in one go."""

    row: ClaimRow
    items: Sequence[ChecklistItem]
    findings: Sequence[CheckFinding]
    titles: Mapping[DocumentId, str]
    expenses: Mapping[ExpenseId, ExpenseRow]


class ClaimsScreen(Screen):
    """All claims, one of them open. ``show_target`` takes a ``ClaimId``."""

    tables = CLAIM_TABLES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted: ClaimId | None = None
        self._opened: _Opened | None = None
        self.list = TileList(self.tr("申报"))
        self.list.opened.connect(self._open)
        self.guide = GuidePane(shell)
        self.detail = ClaimDetail(guide=self.guide)
        self._connect_detail()
        self.pages = QStackedWidget()
        self._lay_out()

    def _connect_detail(self) -> None:
        detail = self.detail
        detail.amounts.applied.connect(self._set_applied)
        detail.amounts.granted.connect(self._set_granted)
        detail.papers.paper_wanted.connect(self._pick_paper)
        detail.papers.opened.connect(lambda number: self.shell.go("papers", number))
        detail.check.jumped.connect(self._mend)
        widgets.when_clicked(detail.packet, self._make_packet)

    def _lay_out(self) -> None:
        empty = widgets.EmptyState(
            "empty-claim",
            self.tr("还没有申报"),
            self.tr(
                "在“政策”里打开一项可申报的措施，按“发起申报”，金额、材料清单和自查就到这里来。"
            ),
            widgets.when_clicked(
                widgets.button(self.tr("去看能申报什么"), "primary"),
                lambda: self.shell.go("measures"),
            ),
        )
        self.list.setMinimumWidth(240)
        self.list.setMaximumWidth(320)
        body = widgets.row(self.list, self.detail, gap=2 * GRID)
        body.setStretch(0, 1)
        body.setStretch(1, 3)
        self.pages.addWidget(widgets.holding(widgets.column()))
        self.pages.addWidget(empty)
        self.pages.addWidget(widgets.holding(body))
        title = widgets.text(self.tr("申报"), "title")
        head = widgets.row(title, 1, ExportButton(self.shell, ["claims", "grants"]))
        box = widgets.column(head, self.pages, gap=2 * GRID)
        box.setContentsMargins(24, 16, 24, 16)
        box.setStretch(1, 1)
        self.setLayout(box)

    def refresh(self) -> None:
        """Override."""
        ws = self.workspace
        self.read("list", lambda _report: claims.claim_list(ws), self._show_list)

    def show_target(self, target: object) -> None:
        """Override: open a claim."""
        self._wanted = cast("ClaimId", target)
        if self.list.open(target):
            self._wanted = None

    def _show_list(self, rows: Sequence[ClaimRow]) -> None:
        self.list.show_rows([_tile(row) for row in rows])
        self.pages.setCurrentIndex(2 if rows else 1)
        if self._wanted is not None and self.list.open(self._wanted):
            self._wanted = None
        elif self.list.key is not None:
            self._open(cast("ClaimId", self.list.key))

    def _open(self, number: ClaimId) -> None:
        ws = self.workspace

        def look(_report: Report) -> _Opened | None:
            row = next((row for row in claims.claim_list(ws) if row.id == number), None)
            if row is None:
                return None
            items = checking.checklist(ws, number)
            wanted = sorted({document for item in items for document in item.documents})
            found = papers.document_rows(ws, wanted)
            return _Opened(
                row,
                items,
                checking.self_check(ws, number),
                {document: one.title for document, one in found.items()},
                ledger.expense_rows(ws, row.claim.expenses),
            )

        self.read("claim", look, self._show)

    def _show(self, opened: _Opened | None) -> None:
        if opened is None:
            return
        self._opened = opened
        self.guide.show_for(opened.row.claim.measure, opened.row.claim.project)
        self.detail.show_claim(opened.row, self._states(opened.row))
        self.detail.show_lists(opened.items, opened.findings, opened.titles)
        self.detail.show_expenses(opened.row.claim.expenses, opened.expenses)

    def _states(self, row: ClaimRow) -> QMenu:
        menu = QMenu(self)
        for state in _NEXT[row.claim.state]:
            words = wording.state_verdict(state).text
            menu.addAction(
                self.tr("标记为：{state}").format(state=words),
                partial(self._set_state, row.id, state),
            )
        if row.claim.state in EDITABLE:
            menu.addSeparator()
            menu.addAction(self.tr("按现有账目重算…"), partial(self._renew, row.id, None))
            for version in self.workspace.catalog.versions.of(row.claim.pack):
                if version != row.claim.pack_version:
                    words = self.tr("移到政策包版本 {version}…").format(version=version)
                    menu.addAction(words, partial(self._renew, row.id, version))
            menu.addSeparator()
            menu.addAction(self.tr("删除这项申报"), partial(self._delete, row.id))
        return menu

    def _renew(self, number: ClaimId, version: str | None) -> None:
        dialog = RenewalDialog(self.shell, number, version, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _number(self) -> ClaimId:
        if self._opened is None:
            raise LookupError("no claim is open")
        return self._opened.row.id

    def _set_applied(self, words: str) -> None:
        ws, number = self.workspace, self._number()
        self.write(
            self.tr("修改申请金额"),
            lambda _report: claims.set_applied(ws, number, words),
            lambda _changes: None,
            self._refused,
        )

    def _set_granted(self, words: str) -> None:
        ws, number = self.workspace, self._number()
        self.write(
            self.tr("登记核定金额"),
            lambda _report: claims.set_state(ws, number, ClaimState.GRANTED, words),
            lambda _changes: self.shell.say(self.tr("已登记核定金额。"), undoable=True),
            self._refused,
        )

    def _refused(self, error: JiamaoError) -> None:
        if not self.detail.amounts.show_problem(error):
            self.shell.fail(error)

    def _set_state(self, number: ClaimId, state: ClaimState) -> None:
        ws = self.workspace
        said = self.tr("申报已标记为“{state}”。").format(state=wording.state_verdict(state).text)
        self.write(
            self.tr("更改申报状态"),
            lambda _report: claims.set_state(ws, number, state),
            lambda _changes: self.shell.say(said, undoable=True),
        )

    def _delete(self, number: ClaimId) -> None:
        ws = self.workspace
        self.write(
            self.tr("删除申报"),
            lambda _report: claims.delete_claim(ws, number),
            lambda _changes: self.shell.say(self.tr("已删除申报，可撤销。"), undoable=True),
        )

    def _pick_paper(self, item: ChecklistItem) -> None:
        if self._opened is None:
            return
        names = {
            number: f"{row.expense.payee or row.category}　{wording.yuan(row.expense.gross)}"
            for number, row in self._opened.expenses.items()
        }
        dialog = PaperPicker(self.shell, item, names if item.role else {}, self)
        dialog.accepted.connect(lambda: self._attach(item, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _attach(self, item: ChecklistItem, dialog: PaperPicker) -> None:
        document, expense = dialog.chosen, dialog.chosen_expense
        if document is None:
            return
        ws = self.workspace
        self.write(
            self.tr("补材料"),
            lambda _report: attaching.attach_paper(ws, item, document, expense),
            lambda _changes: self.shell.say(self.tr("已补上材料，可撤销。"), undoable=True),
        )

    def _mend(self, finding: CheckFinding) -> None:
        if finding.expense is not None:
            self.shell.go("ledger", finding.expense)
        elif finding.field == "applied":
            self.detail.amounts.applied_field.setFocus()
        elif finding.field.isascii() and finding.field and self._opened is not None:
            # Fields of a project come as identifiers, those of the applicant as their labels.
            self.shell.go("profile", self._opened.row.claim.project)
        elif finding.field:
            self.shell.go("profile", finding.field)
        else:
            self.detail.tabs.setCurrentIndex(Tab.PAPERS)

    def _make_packet(self) -> None:
        self.shell.go("packet", self._number())


def _tile(row: ClaimRow) -> Tile:
    claim = row.claim
    return Tile(
        key=row.id,
        title=claim.title,
        subtitle=row.measure_title if row.measure_title != claim.title else "",
        figure=wording.yuan(claim.applied if claim.granted is None else claim.granted),
        verdict=wording.state_verdict(claim.state),
        foot=tr("{what}　{day} 发起").format(
            what=tr("申请金额") if claim.granted is None else tr("核定金额"),
            day=wording.day(claim.created_on),
        ),
        faded=claim.state in _OVER,
    )
