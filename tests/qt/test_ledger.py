"""台账 as a person does it: look, sort, search, narrow, add, edit, link, delete."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app import history, intake, ledger, papers, projects
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.ledger import LedgerScreen


def current(pages: QStackedWidget) -> QWidget:
    widget = pages.currentWidget()
    assert widget is not None
    return widget


Show = Callable[[QWidget], None]
Settle = Callable[[], None]
NOTHING, DETAIL, FORM = range(3)


def a_paper(ws: Workspace, name: str, kind: DocumentKind = DocumentKind.CONTRACT) -> None:
    reading = FileReading(
        name=name, sha256=f"{abs(hash(name)):064x}", mime="text/plain", content=name.encode()
    )
    intake.take_in(ws, [ReviewItem(key=0, reading=reading, document_kind=kind)])


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> LedgerScreen:
    a_paper(filled_shell.workspace, "展位合同.txt")
    made = LedgerScreen(filled_shell)
    shown(made)
    settle()
    return made


@pytest.fixture
def empty(shell: Shell, shown: Show, settle: Settle) -> LedgerScreen:
    made = LedgerScreen(shell)
    shown(made)
    settle()
    return made


def column(screen: LedgerScreen, place: int) -> list[str]:
    model = screen.model
    return [str(model.data(model.index(line, place))) for line in range(model.rowCount())]


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_an_empty_ledger_says_what_to_do_next(empty: LedgerScreen) -> None:
    assert empty.pages.currentIndex() == 0
    assert "台账还是空的" in labels(current(empty.pages))


def test_all_expenses_are_listed_with_their_sum_from_the_book(screen: LedgerScreen) -> None:
    assert screen.model.rowCount() == 5
    assert screen.totals.text() == "5 笔　合计 289,800.00 元"


def test_the_first_expense_is_open(screen: LedgerScreen) -> None:
    assert screen.side.currentIndex() == DETAIL
    assert screen.pane.row is not None
    assert screen.pane.row.id == screen.model.id_at(0)


def test_sorting_by_amount_reads_the_order_from_the_book(
    screen: LedgerScreen, settle: Settle
) -> None:
    screen.view.sorted_by.emit("gross", True)
    settle()
    assert column(screen, 5) == ["106,000.00", "86,000.00", "52,000.00", "31,800.00", "14,000.00"]
    screen.view.sorted_by.emit("gross", False)
    settle()
    assert column(screen, 5)[0] == "14,000.00"


def test_sorting_by_payee_works_too(screen: LedgerScreen, settle: Settle) -> None:
    screen.view.sorted_by.emit("payee", False)
    settle()
    payees = column(screen, 2)
    assert payees == sorted(payees)


def test_a_search_in_chinese_narrows_rows_and_sum(screen: LedgerScreen, settle: Settle) -> None:
    screen.search("孵化")
    settle()
    assert column(screen, 2) == ["样例孵化服务有限公司"]
    assert screen.totals.text().startswith("1 笔　合计 31,800.00 元")
    screen.search("")
    settle()
    assert screen.model.rowCount() == 5


def test_a_search_that_finds_nothing_keeps_the_table(screen: LedgerScreen, settle: Settle) -> None:
    screen.search("没有这家公司")
    settle()
    assert screen.model.rowCount() == 0
    assert screen.pages.currentIndex() == 1
    assert screen.side.currentIndex() == NOTHING


def test_one_category_can_be_chosen(screen: LedgerScreen, settle: Settle) -> None:
    screen.category.setCurrentIndex(screen.category.findData("fair.booth"))
    screen.category.activated.emit(screen.category.currentIndex())
    settle()
    assert screen.model.rowCount() == 3
    assert screen.filter.category == "fair.booth"
    assert screen.category.currentData() == "fair.booth"


def test_one_project_can_be_chosen(screen: LedgerScreen, settle: Settle) -> None:
    place = screen.project.findText("德国科隆五金工具展")
    screen.project.setCurrentIndex(place)
    screen.project.activated.emit(place)
    settle()
    assert column(screen, 5) == ["52,000.00"]


def test_filters_add_up_and_can_be_taken_back(screen: LedgerScreen, settle: Settle) -> None:
    screen._narrow(category="fair.booth", contains="科隆")
    settle()
    assert screen.model.rowCount() == 1
    screen._narrow(category="", contains="")
    settle()
    assert screen.model.rowCount() == 5


def test_the_detail_shows_the_four_places_of_the_chain(screen: LedgerScreen) -> None:
    words = labels(screen.pane.chain)
    for name in ("合同", "发票", "付款", "成果"):
        assert name in words


def test_a_document_can_be_put_into_a_place(screen: LedgerScreen, settle: Settle) -> None:
    row = screen.pane.row
    assert row is not None
    document = papers.document_ids(screen.workspace)[0]
    screen._link_document(row.id, document, EvidenceRole.CONTRACT)
    settle()
    assert screen.pane.row is not None
    assert [link.title for link in screen.pane.row.evidence] == ["展位合同"]
    assert column(screen, 4)[0] == "●○○○ 有缺口"


def test_a_document_can_leave_the_chain_and_stays_in_the_book(
    screen: LedgerScreen, settle: Settle
) -> None:
    row = screen.pane.row
    assert row is not None
    document = papers.document_ids(screen.workspace)[0]
    screen._link_document(row.id, document, EvidenceRole.CONTRACT)
    settle()
    screen.pane.chain.dropped.emit(document, EvidenceRole.CONTRACT)
    settle()
    assert screen.pane.row is not None
    assert screen.pane.row.evidence == ()
    assert len(papers.document_ids(screen.workspace)) == 1


def test_choosing_no_document_links_none(screen: LedgerScreen, settle: Settle) -> None:
    row = screen.pane.row
    assert row is not None
    screen._link_document(row.id, None, EvidenceRole.CONTRACT)
    settle()
    assert screen.pane.row is not None
    assert screen.pane.row.evidence == ()


def test_pressing_link_offers_the_documents(
    screen: LedgerScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.pane.chain.wanted.emit(EvidenceRole.PAYMENT)
    picker = screen.findChild(DocumentPicker)
    assert picker is not None
    settle()
    assert picker.windowTitle() == "选择付款"
    picker.view.go_to(picker.list.id_at(0))
    picker.take_button.click()
    settle()
    assert screen.pane.row is not None
    assert [link.role for link in screen.pane.row.evidence] == [EvidenceRole.PAYMENT]


def test_a_linked_document_can_be_opened(screen: LedgerScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.shell.gone_to) as gone:
        screen.pane.chain.opened.emit(DocumentId(7))
    assert gone.args == ["papers", 7]


def test_adding_by_hand_stores_shows_and_can_be_undone(
    screen: LedgerScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.add_button.click()
    assert screen.side.currentIndex() == FORM
    screen.form.form.fill(
        {
            "category": "fair.booth",
            "payee": "新收款方",
            "gross": "1,234.50",
            "paid_on": "2026-11-01",
        }
    )
    with qtbot.waitSignal(screen.shell.said) as said:
        screen.form.save_button.click()
    settle()
    assert said.args == ["已新增一笔费用。", True]
    assert screen.pane.row is not None
    assert screen.pane.row.expense.payee == "新收款方"
    history.undo(screen.workspace)
    assert ledger.ledger_totals(screen.workspace, LedgerFilter()).count == 5


def test_the_first_expense_of_an_empty_book_can_be_added_by_hand(
    empty: LedgerScreen, settle: Settle
) -> None:
    empty.add()
    assert empty.pages.currentIndex() == 1
    empty.form.form.fill({"category": "fair.booth", "gross": "10"})
    empty.form.save()
    settle()
    assert empty.model.rowCount() == 1
    assert empty.totals.text() == "1 笔　合计 10.00 元　未付款 1 笔"


def test_a_number_typed_wrongly_is_said_beside_its_field(screen: LedgerScreen) -> None:
    screen.add()
    screen.form.form.fill({"category": "fair.booth", "gross": "一千"})
    screen.form.save()
    assert "一千" in screen.form.form.fields["gross"].problem.text()
    assert screen.side.currentIndex() == FORM


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"gross": "5"}, "category"),
        ({"category": "fair.booth"}, "gross"),
        ({"category": "fair.booth", "gross": "5", "tax": "6"}, "tax"),
        ({"category": "fair.booth", "gross": "5", "unsupported": "6"}, "unsupported"),
        ({"category": "fair.booth", "gross": "5", "unsupported": "1"}, "unsupported_reason"),
        ({"category": "fair.booth", "gross": "5", "fapiao_number": "12"}, "fapiao_number"),
        ({"category": "fair.booth", "gross": "5", "paid_on": "2026-02-30"}, "paid_on"),
    ],
)
def test_every_rule_of_an_expense_speaks_beside_the_field_it_is_about(
    screen: LedgerScreen, values: dict[str, str], field: str
) -> None:
    screen.add()
    screen.form.form.fill(values)
    screen.form.save()
    assert screen.form.form.fields[field].problem.text()


def test_editing_keeps_what_the_form_does_not_show(screen: LedgerScreen, settle: Settle) -> None:
    row = screen.pane.row
    assert row is not None
    screen.pane.edit_button.click()
    assert screen.form.form.values()["payee"] == row.expense.payee
    screen.form.form.fields["note"].set_text("补记")
    screen.form.save_button.click()
    settle()
    stored = ledger.expense_rows(screen.workspace, [row.id])[row.id].expense
    assert stored.note == "补记"
    assert stored.rate_note == row.expense.rate_note
    assert stored.project == row.expense.project
    assert stored.gross == row.expense.gross


def test_leaving_the_form_changes_nothing(screen: LedgerScreen, settle: Settle) -> None:
    row = screen.pane.row
    screen.pane.edit_button.click()
    screen.form.form.fields["payee"].set_text("不要的")
    screen.form.cancelled.emit()
    settle()
    assert screen.side.currentIndex() == DETAIL
    assert screen.pane.row is not None
    assert row is not None
    assert screen.pane.row.expense == row.expense


def test_a_change_elsewhere_does_not_take_the_form_away(
    screen: LedgerScreen, settle: Settle
) -> None:
    screen.add()
    screen.form.form.fields["payee"].set_text("正在填")
    screen.refresh()
    settle()
    assert screen.side.currentIndex() == FORM
    assert screen.form.form.values()["payee"] == "正在填"


def test_deleting_says_that_documents_stay_and_can_be_undone(
    screen: LedgerScreen, settle: Settle, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.shell.said) as said:
        screen.pane.delete_button.click()
    settle()
    assert said.args is not None
    assert "单证还在" in said.args[0]
    assert screen.model.rowCount() == 4
    history.undo(screen.workspace)
    screen.refresh()
    settle()
    assert screen.model.rowCount() == 5


def test_the_delete_key_deletes_what_is_picked(
    screen: LedgerScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.view.setFocus()
    screen.view.selectAll()
    QTest.keyClick(screen.view, Qt.Key.Key_Delete)
    settle()
    assert screen.model.rowCount() == 0
    assert screen.pages.currentIndex() == 0


def test_enter_on_a_row_opens_its_form(screen: LedgerScreen, qtbot: QtBot) -> None:
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    assert screen.side.currentIndex() == FORM


def test_a_target_is_found_even_if_the_filter_hid_it(screen: LedgerScreen, settle: Settle) -> None:
    wanted = screen.model.id_at(3)
    screen.search("没有")
    settle()
    screen.show_target(wanted)
    settle()
    assert screen.pane.row is not None
    assert screen.pane.row.id == wanted


def test_a_change_by_another_screen_is_seen(screen: LedgerScreen, settle: Settle) -> None:
    expense = Expense(category="fair.booth", gross=Money(100))
    screen.write("", lambda _: ledger.add_expense(screen.workspace, expense), lambda _: None)
    settle()
    settle()
    assert screen.model.rowCount() == 6


def test_a_hidden_screen_catches_up_when_it_is_shown(screen: LedgerScreen, settle: Settle) -> None:
    screen.hide()
    row = projects.project_list(screen.workspace)[0]
    screen.write("", lambda _: projects.delete_project(screen.workspace, row.id), lambda _: None)
    settle()
    assert screen._stale
    screen.show()
    settle()
    assert screen.project.findText(row.project.title) == -1
