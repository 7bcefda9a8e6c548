"""The checklist and the self-check of a claim, as a person reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import lay_out, texts
from tests.qt.claim_book import add_document

from jiamao_desktop.app.checking import CheckFinding, ChecklistItem
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.document import DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.ui.claim_papers import ChecklistPane, PaperPicker, SelfCheckPane
from jiamao_desktop.ui.grounds import Badge
from jiamao_desktop.ui.screen import Shell

Show = Callable[[QWidget], None]
Settle = Callable[[], None]


def item(title: str = "银行付款凭证", **given: Any) -> ChecklistItem:
    usual: dict[str, Any] = {
        "role": EvidenceRole.PAYMENT,
        "present": False,
        "made": False,
        "documents": (),
        "basis": "参考，非本地官方清单（天津市2020年）",
        "copies": 2,
        "help": "须从本单位账户付出。",
    }
    return ChecklistItem(title=title, **(usual | given))


def finding(rule: str = "R03", severity: Severity = Severity.BLOCK) -> CheckFinding:
    return CheckFinding(
        rule=rule,
        severity=severity,
        text=f"{rule} 没有关联银行回单。",
        remedy="把银行回单拖进“收单”。",
        basis="厦门2024",
        expense=ExpenseId(4),
        field="",
    )


@pytest.fixture
def papers(shown: Show) -> ChecklistPane:
    made = ChecklistPane()
    shown(made)
    return made


@pytest.fixture
def check(shown: Show) -> SelfCheckPane:
    made = SelfCheckPane()
    shown(made)
    return made


def glyphs(pane: QWidget) -> list[str]:
    return [badge.verdict.glyph for badge in pane.findChildren(Badge)]


def buttons(pane: QWidget) -> list[QPushButton]:
    return pane.findChildren(QPushButton)


def test_a_missing_paper_says_what_is_asked_how_often_and_by_whom(papers: ChecklistPane) -> None:
    papers.show_items([item()], {})
    lay_out()
    assert texts(papers) == [
        "银行付款凭证",
        "缺　·　2 份　·　参考，非本地官方清单（天津市2020年）",
        "须从本单位账户付出。",
    ]
    assert glyphs(papers) == ["×"]


def test_a_paper_that_is_there_is_ticked_and_needs_no_help(papers: ChecklistPane) -> None:
    papers.show_items([item(present=True)], {})
    lay_out()
    assert glyphs(papers) == ["✓"]
    assert "须从本单位账户付出。" not in texts(papers)
    assert [button.text() for button in buttons(papers)] == ["再加一份"]


def test_what_the_program_prints_itself_asks_for_nothing(papers: ChecklistPane) -> None:
    papers.show_items([item("申请表", made=True, present=True, role=None)], {})
    lay_out()
    assert texts(papers)[1].startswith("由程序生成")
    assert buttons(papers) == []


def test_papers_keep_the_order_of_the_list(papers: ChecklistPane) -> None:
    papers.show_items([item("丙"), item("甲"), item("乙")], {})
    names = [
        one.objectName()
        for one in papers.findChildren(QWidget)
        if one.objectName().startswith("paper.")
    ]
    assert names == ["paper.丙", "paper.甲", "paper.乙"]


def test_the_button_asks_for_this_paper(papers: ChecklistPane) -> None:
    heard: list[ChecklistItem] = []
    papers.paper_wanted.connect(heard.append)
    wanted = item("乙")
    papers.show_items([item("甲"), wanted], {})
    buttons(papers)[1].click()
    assert heard == [wanted]


def test_buttons_are_read_aloud_with_their_paper(papers: ChecklistPane) -> None:
    papers.show_items([item()], {})
    assert buttons(papers)[0].accessibleName() == "选用单证：银行付款凭证"


def test_the_documents_behind_a_paper_can_be_opened(papers: ChecklistPane) -> None:
    heard: list[object] = []
    papers.opened.connect(heard.append)
    papers.show_items(
        [item(present=True, documents=(DocumentId(3), DocumentId(9)))],
        {DocumentId(3): "回单一", DocumentId(9): "回单二"},
    )
    links = [button for button in buttons(papers) if button.text() in ("回单一", "回单二")]
    for link in links:
        link.click()
    assert heard == [3, 9]


def test_findings_that_send_a_packet_back_come_first(check: SelfCheckPane) -> None:
    check.show_findings([finding("R10", Severity.WARN), finding("R03", Severity.BLOCK)])
    lay_out()
    assert glyphs(check) == ["×", "!"]
    assert texts(check)[0].startswith("R03")


def test_a_finding_says_what_is_wrong_how_to_mend_it_and_where_it_was_seen(
    check: SelfCheckPane,
) -> None:
    check.show_findings([finding()])
    lay_out()
    assert texts(check) == [
        "R03 没有关联银行回单。",
        "把银行回单拖进“收单”。",
        "会被退回　·　R03　·　见于：厦门2024",
    ]


def test_a_warning_is_told_apart_in_words_too(check: SelfCheckPane) -> None:
    check.show_findings([finding(severity=Severity.WARN)])
    lay_out()
    assert texts(check)[2].startswith("请留意")


def test_a_finding_leads_to_the_place_to_mend_it(check: SelfCheckPane) -> None:
    heard: list[CheckFinding] = []
    check.jumped.connect(heard.append)
    one = finding()
    check.show_findings([one])
    [button] = buttons(check)
    assert button.accessibleName() == "去修改：R03 没有关联银行回单。"
    button.click()
    assert heard == [one]


def test_a_clean_claim_says_so_and_asks_for_a_last_look(check: SelfCheckPane) -> None:
    check.show_findings([finding()])
    check.show_findings([])
    lay_out()
    assert texts(check) == ["没有发现会被退回的问题。签字盖章前，请再看一遍预览。"]
    assert glyphs(check) == ["✓"]


def test_the_picker_offers_the_documents_of_the_book(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    number = add_document(filled_shell.workspace, "银行回单", DocumentKind.BANK_SLIP)
    window = QWidget()
    shown(window)
    picker = PaperPicker(filled_shell, item(), {ExpenseId(1): "甲", ExpenseId(2): "乙"}, window)
    picker.open()
    settle()
    assert picker.expense.isVisible()
    assert picker.view.go_to(number)
    picker.expense.set_text("2")
    picker.take_button.click()
    assert picker.chosen == number
    assert picker.chosen_expense == ExpenseId(2)


def test_with_one_expense_there_is_nothing_to_ask(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    window = QWidget()
    shown(window)
    picker = PaperPicker(filled_shell, item(), {ExpenseId(1): "甲"}, window)
    picker.open()
    settle()
    assert not picker.expense.isVisible()
    assert picker.chosen_expense == ExpenseId(1)
    picker.reject()


def test_a_paper_of_the_applicant_belongs_to_no_expense(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    window = QWidget()
    shown(window)
    picker = PaperPicker(filled_shell, item(role=None), {}, window)
    picker.open()
    settle()
    assert picker.chosen_expense is None
    picker.reject()
