"""The parts of the ledger by themselves: chain, form, picker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app import intake
from jiamao_desktop.app.ledger import EvidenceLink
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.evidence_chain import CHAIN, EvidenceChain
from jiamao_desktop.ui.expense_form import ExpenseForm, texts_of
from jiamao_desktop.ui.screen import Shell

Show = Callable[[QWidget], None]
Settle = Callable[[], None]


def a_paper(ws: Workspace, name: str, kind: DocumentKind = DocumentKind.CONTRACT) -> None:
    reading = FileReading(
        name=name, sha256=f"{abs(hash(name)):064x}", mime="text/plain", content=name.encode()
    )
    intake.take_in(ws, [ReviewItem(key=0, reading=reading, document_kind=kind)])


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_chain_shows_titles_counts_and_other_papers(shown: Show) -> None:
    chain = EvidenceChain()
    shown(chain)
    chain.show_links(
        [
            EvidenceLink(DocumentId(1), EvidenceRole.CONTRACT, "合同一"),
            EvidenceLink(DocumentId(2), EvidenceRole.CONTRACT, "合同二"),
            EvidenceLink(DocumentId(3), EvidenceRole.OTHER, "说明"),
        ]
    )
    words = labels(chain)
    assert {"合同一", "合同二", "说明", "2 份", "还没有成果", "其他"} <= set(words)
    names = [made.accessibleName() for made in chain.findChildren(QToolButton)]
    assert "查看 合同一" in names
    assert "取消关联 说明" in names
    assert len(CHAIN) == 4


def test_texts_of_an_expense_are_blank_where_nothing_is_known() -> None:
    texts = texts_of(Expense(category="fair.booth", gross=Money(5)))
    assert texts["gross"] == "0.05"
    assert texts["tax"] == ""
    assert texts["paid_on"] == ""
    assert texts["project"] == ""


def test_an_error_about_no_field_stands_below_the_form(shown: Show) -> None:
    form = ExpenseForm()
    shown(form)
    form.show_problem(UserError("expense.claimed"))
    assert form.problem.text()


def test_the_picker_searches_and_takes_by_enter(
    filled_shell: Shell, settle: Settle, qtbot: QtBot, dressed: QApplication
) -> None:
    a_paper(filled_shell.workspace, "展位合同.txt")
    a_paper(filled_shell.workspace, "登机牌.txt", DocumentKind.PHOTO)
    parent = QWidget()
    qtbot.addWidget(parent)
    picker = DocumentPicker(filled_shell, "选择合同", parent)
    picker.show()
    settle()
    assert picker.list.rowCount() == 2
    assert not picker.take_button.isEnabled()
    picker.search.setText("展位")
    settle()
    assert picker.list.rowCount() == 1
    picker.view.go_to(picker.list.id_at(0))
    QTimer.singleShot(0, lambda: None)
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    assert picker.chosen == picker.list.id_at(0)
    assert not picker.isVisible()
