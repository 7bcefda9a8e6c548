"""Claims: four amounts, checklist, self-check, state; on a real book."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from tests.qt.card_samples import lay_out, texts
from tests.qt.claim_book import (
    AEO,
    FAIR,
    OTHER_BOOTH,
    add_document,
    answer,
    project,
)

from jiamao_desktop.app import claims, history, ledger
from jiamao_desktop.app.checking import CheckFinding
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.claim_detail import Tab
from jiamao_desktop.ui.claim_papers import PaperPicker
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.claims import ClaimsScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]


@pytest.fixture
def aeo(filled_shell: Shell) -> ClaimId:
    ws = filled_shell.workspace
    return claims.start_claim(ws, AEO, project(ws, "AEO 高级认证"))[0]


@pytest.fixture
def booth(filled_shell: Shell) -> ClaimId:
    ws = filled_shell.workspace
    answer(ws, "firm.foreign_trader", "yes")
    return claims.start_claim(ws, OTHER_BOOTH, project(ws, FAIR))[0]


@pytest.fixture
def screen(filled_shell: Shell, aeo: ClaimId, shown: Show, settle: Settle) -> ClaimsScreen:
    made = ClaimsScreen(filled_shell)
    shown(made)
    settle()
    return made


@pytest.fixture
def gone(filled_shell: Shell) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []
    filled_shell.gone_to.connect(lambda key, target: heard.append((key, target)))
    return heard


def stored(screen: ClaimsScreen, number: ClaimId) -> Claim:
    return next(row.claim for row in claims.claim_list(screen.workspace) if row.id == number)


def apply_for(screen: ClaimsScreen, words: str) -> None:
    screen.detail.amounts.applied_field.set_text(words)
    screen.detail.amounts.applied_field._finish()


def choose_state(screen: ClaimsScreen, words: str) -> None:
    menu = screen.detail.state.menu()
    assert menu is not None
    action = next(one for one in menu.actions() if one.text() == words)
    action.trigger()


def test_without_claims_the_screen_says_where_they_come_from(
    filled_shell: Shell, shown: Show, settle: Settle, gone: list[tuple[str, object]]
) -> None:
    made = ClaimsScreen(filled_shell)
    shown(made)
    settle()
    lay_out()
    assert made.pages.currentIndex() == 1
    assert "还没有申报" in texts(made)
    button = next(one for one in made.findChildren(QPushButton) if one.text() == "去看能申报什么")
    button.click()
    assert gone == [("measures", None)]


def test_the_open_claim_shows_its_four_amounts(screen: ClaimsScreen) -> None:
    amounts = screen.detail.amounts
    assert amounts.spent.text() == "¥106,000.00"
    assert amounts.ceiling.text() == "¥50,000.00"
    assert amounts.applied_field.text() == "50,000.00"
    assert amounts.granted_text.text() == "—"


def test_the_head_names_measure_day_and_pinned_version(screen: ClaimsScreen) -> None:
    assert screen.detail.title.text() == "AEO 高级认证"
    about = screen.detail.about.text()
    assert "AEO 高级认证费用支持" in about
    assert "2026-11-20 发起" in about
    assert "政策包版本" in about


def test_claiming_less_is_stored(screen: ClaimsScreen, aeo: ClaimId, settle: Settle) -> None:
    apply_for(screen, "48,000")
    settle()
    assert stored(screen, aeo).applied == Money.from_yuan("48,000")
    assert screen.detail.amounts.ceiling.text() == "¥50,000.00"


def test_more_than_the_ceiling_is_refused_beside_the_field(
    screen: ClaimsScreen, aeo: ClaimId, settle: Settle
) -> None:
    failed: list[object] = []
    screen.shell.failed.connect(failed.append)
    apply_for(screen, "50,000.01")
    settle()
    problem = screen.detail.amounts.applied_field.problem
    assert problem.isVisible()
    assert "50,000.00" in problem.text()
    assert stored(screen, aeo).applied == Money.from_yuan("50,000")
    assert failed == []


def test_a_lower_amount_after_a_refusal_takes_the_message_away(
    screen: ClaimsScreen, settle: Settle
) -> None:
    for words in ("99,999", "40,000"):
        apply_for(screen, words)
        settle()
    assert not screen.detail.amounts.applied_field.problem.isVisible()


def test_the_self_check_counts_on_its_tab_and_leads_to_the_ledger(
    screen: ClaimsScreen, gone: list[tuple[str, object]], aeo: ClaimId
) -> None:
    assert screen.detail.tabs.tabText(Tab.CHECK) == "自查：1 处须改"
    lay_out()
    button = next(
        one for one in screen.detail.check.findChildren(QPushButton) if one.text() == "去修改"
    )
    button.click()
    assert gone == [("ledger", stored(screen, aeo).expenses[0])]


@pytest.mark.parametrize(
    ("field", "expense", "leads_to"),
    [
        ("", ExpenseId(4), [("ledger", 4)]),
        ("开户行", None, [("profile", "开户行")]),
        ("booths", None, [("profile", 3)]),
        ("applied", None, []),
        ("", None, []),
    ],
)
def test_each_finding_leads_to_where_it_can_be_mended(
    screen: ClaimsScreen,
    gone: list[tuple[str, object]],
    field: str,
    expense: ExpenseId | None,
    leads_to: list[tuple[str, object]],
) -> None:
    screen.detail.check.jumped.emit(
        CheckFinding(
            rule="R00",
            severity=Severity.WARN,
            text="",
            remedy="",
            basis="",
            expense=expense,
            field=field,
        )
    )
    assert gone == leads_to
    if field == "applied":
        assert screen.detail.amounts.applied_field.line.hasFocus()
    elif not leads_to:
        assert screen.detail.tabs.currentIndex() == Tab.PAPERS


def test_the_checklist_counts_what_is_there_of_what_is_to_be_brought(
    screen: ClaimsScreen,
) -> None:
    assert screen.detail.tabs.tabText(Tab.PAPERS) == "材料清单 0/7"


def test_a_missing_paper_is_picked_from_the_documents(screen: ClaimsScreen, settle: Settle) -> None:
    number = add_document(screen.workspace, "工行回单", DocumentKind.BANK_SLIP)
    screen.refresh()
    settle()
    screen.detail.tabs.setCurrentIndex(Tab.PAPERS)
    line = screen.detail.papers.findChild(QWidget, "paper.银行付款凭证")
    assert isinstance(line, QWidget)
    line.findChildren(QPushButton)[0].click()
    settle()
    [picker] = screen.findChildren(PaperPicker)
    assert picker.view.go_to(number)
    picker.take_button.click()
    settle()
    QApplication.processEvents()
    assert screen.detail.tabs.tabText(Tab.PAPERS) == "材料清单 1/7"
    assert screen.detail.tabs.tabText(Tab.CHECK) != "自查：1 处须改"
    assert history.undo_label(screen.workspace) == "补材料：银行付款凭证"


def test_a_document_of_the_checklist_opens_among_the_papers(
    screen: ClaimsScreen, gone: list[tuple[str, object]]
) -> None:
    screen.detail.papers.opened.emit(7)
    assert gone == [("papers", 7)]


def test_the_lines_show_their_evidence_and_end_with_the_sum(screen: ClaimsScreen) -> None:
    screen.detail.tabs.setCurrentIndex(Tab.EXPENSES)
    lay_out()
    said = [words for words in texts(screen.detail.tabs.currentWidget()) if words]
    assert said == [
        "2026-04-20",
        "样例认证有限公司　认证费",
        "合同 ×　发票 ×　付款 ×　成果 ×",
        "¥106,000.00",
        "合计",
        "¥106,000.00",
    ]
    assert screen.detail.tabs.tabText(Tab.EXPENSES) == "费用明细 1"


def test_a_change_in_the_ledger_reaches_the_open_claim(
    screen: ClaimsScreen, aeo: ClaimId, settle: Settle
) -> None:
    ws = screen.workspace
    [number] = stored(screen, aeo).expenses
    expense = ledger.expense_rows(ws, [number])[number].expense
    changed = ledger.parse_expense({"payee": "改名认证有限公司"}, expense)
    screen.write("", lambda _report: ledger.edit_expense(ws, number, changed), lambda _done: None)
    settle()
    screen.detail.tabs.setCurrentIndex(Tab.EXPENSES)
    lay_out()
    assert "改名认证有限公司　认证费" in texts(screen.detail)


def test_a_claim_goes_from_draft_to_granted(
    screen: ClaimsScreen, aeo: ClaimId, settle: Settle
) -> None:
    choose_state(screen, "标记为：已提交")
    settle()
    assert stored(screen, aeo).state is ClaimState.FILED
    assert not screen.detail.amounts.applied_field.isVisible()
    screen.detail.amounts.granted_field.set_text("45,000")
    screen.detail.amounts.granted_field._finish()
    settle()
    claim = stored(screen, aeo)
    assert claim.state is ClaimState.GRANTED
    assert claim.granted == Money.from_yuan("45,000")
    assert claim.applied == Money.from_yuan("50,000")


def test_more_than_was_applied_for_is_not_granted(
    screen: ClaimsScreen, aeo: ClaimId, settle: Settle
) -> None:
    choose_state(screen, "标记为：已提交")
    settle()
    screen.detail.amounts.granted_field.set_text("60,000")
    screen.detail.amounts.granted_field._finish()
    settle()
    assert "50,000.00" in screen.detail.amounts.granted_field.problem.text()
    assert stored(screen, aeo).granted is None


def test_only_what_can_follow_is_offered(screen: ClaimsScreen, settle: Settle) -> None:
    def offered() -> list[str]:
        menu = screen.detail.state.menu()
        assert menu is not None
        return [one.text() for one in menu.actions() if one.text()]

    assert "删除这项申报" in offered()
    assert "标记为：未通过" not in offered()
    choose_state(screen, "标记为：已提交")
    settle()
    assert "删除这项申报" not in offered()
    assert "标记为：未通过" in offered()


def test_deleting_a_claim_can_be_undone(screen: ClaimsScreen, aeo: ClaimId, settle: Settle) -> None:
    said: list[tuple[str, bool]] = []
    screen.shell.said.connect(lambda words, undoable: said.append((words, undoable)))
    choose_state(screen, "删除这项申报")
    settle()
    assert claims.claim_list(screen.workspace) == []
    assert screen.pages.currentIndex() == 1
    assert said == [("已删除申报，可撤销。", True)]
    screen.write("", lambda _report: history.undo(screen.workspace), lambda _done: None)
    settle()
    assert screen.list.key == aeo
    assert screen.pages.currentIndex() == 2


def test_another_screen_can_open_a_claim(
    filled_shell: Shell, booth: ClaimId, aeo: ClaimId, shown: Show, settle: Settle
) -> None:
    made = ClaimsScreen(filled_shell)
    made.show_target(booth)
    shown(made)
    settle()
    assert made.list.key == booth
    assert made.detail.title.text() == FAIR
    made.show_target(aeo)
    settle()
    assert made.detail.title.text() == "AEO 高级认证"


def test_the_button_leads_to_the_packet_of_the_open_claim(
    screen: ClaimsScreen, aeo: ClaimId, gone: list[tuple[str, object]]
) -> None:
    screen.detail.packet.click()
    assert gone == [("packet", aeo)]


def test_the_list_says_whose_amount_it_shows(screen: ClaimsScreen, settle: Settle) -> None:
    model = screen.list.model()
    assert "申请金额" in str(model.data(model.index(0, 0)))
    choose_state(screen, "标记为：已提交")
    settle()
    screen.detail.amounts.granted_field.set_text("45,000")
    screen.detail.amounts.granted_field._finish()
    settle()
    words = str(model.data(model.index(0, 0)))
    assert "核定金额" in words
    assert "¥45,000.00" in words
