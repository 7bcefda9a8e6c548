"""The chain beside the ledger: what the papers say, what is amiss, and the way to mend it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.claim_book import NAME
from tests.unit.app.chain_book import PLACES, agreed, bill, booth, proved, slip

from jiamao_desktop.app import chain, contracts, ledger
from jiamao_desktop.app.chain import ChainView
from jiamao_desktop.app.ledger import EvidenceLink
from jiamao_desktop.domain.chain import ChainState
from jiamao_desktop.domain.checks_base import Settled
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.customs import Declaration, DeclarationItem
from jiamao_desktop.domain.document import DocumentId, EvidenceRole
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.settlement import Sureness
from jiamao_desktop.ui.contract_form import ContractDialog
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.evidence_chain import EvidenceChain, chain_verdict
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.ledger import LedgerScreen
from jiamao_desktop.ui.split_dialog import SplitDialog

Show = Callable[[QWidget], None]
Settle = Callable[[], None]
FORM = 2
EMPTY = ChainView(
    state=ChainState.GAPS, fapiao=None, contract=None, settled=(), declarations=(), findings=()
)
MIXED = (
    FapiaoLine(name="*会展服务*展位费", net=Money(5000000), tax=Money(300000)),
    FapiaoLine(name="*餐饮服务*餐费", net=Money(2547170), tax=Money(152830)),
)


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def button(widget: QWidget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if words in one.text())


@pytest.fixture
def numbers(filled_shell: Shell) -> dict[str, ExpenseId]:
    """Return expenses with a sound chain, with gaps and a mixed 发票, and with problems."""
    ws = filled_shell.workspace
    own = booth(payer_account_name=NAME)
    sound = proved(
        ws,
        dataclasses.replace(own, description="足额"),
        bill(1, buyer=NAME),
        [slip("A", 5000000, payer=NAME), slip("B", 3000000, payer=NAME)],
    )
    mixed = proved(
        ws,
        dataclasses.replace(own, description="混合"),
        bill(2, buyer=NAME, lines=MIXED),
        roles=PLACES[1:3],
    )
    wrong = proved(
        ws,
        booth(description="不对", payer_account_name="张三", payment_method="现金"),
        bill(3, buyer="别家有限公司"),
        roles=(),
    )
    return {"sound": sound, "mixed": mixed, "wrong": wrong}


@pytest.fixture
def screen(
    filled_shell: Shell, numbers: dict[str, ExpenseId], shown: Show, settle: Settle
) -> LedgerScreen:
    made = LedgerScreen(filled_shell)
    shown(made)
    settle()
    return made


def looking_at(screen: LedgerScreen, number: ExpenseId, settle: Settle) -> EvidenceChain:
    screen.view.go_to(number)
    settle()
    return screen.pane.chain


def states(screen: LedgerScreen) -> list[str]:
    model = screen.model
    return [str(model.data(model.index(line, 4))) for line in range(model.rowCount())]


def test_split_payments_are_shown_slip_by_slip_with_their_sum(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    words = labels(looking_at(screen, numbers["sound"], settle))
    assert "2026-03-01　50,000.00 元　A" in words
    assert "2026-03-01　30,000.00 元　B" in words
    assert "2 张回单，合计 80,000.00 元" in words
    assert "✓ 证据链完整" in labels(screen.pane)


def test_what_is_amiss_stands_in_its_place_with_the_remedy(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    shown_chain = looking_at(screen, numbers["wrong"], settle)
    words = labels(shown_chain)
    assert any("从个人“张三”的账户付款" in one for one in words)
    assert any("红冲重开" in one for one in words)
    assert "! 证据链有问题" in labels(screen.pane)
    assert shown_chain.findChild(QWidget, "finding.R02") is not None


def test_a_finding_leads_to_the_field_that_mends_it(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle, qtbot: QtBot
) -> None:
    shown_chain = looking_at(screen, numbers["wrong"], settle)
    sheet = shown_chain.findChild(QWidget, "finding.R02")
    assert sheet is not None
    button(sheet, "去修改").click()
    assert screen.side.currentIndex() == FORM
    field = screen.form.form.fields["payer_account_name"]
    qtbot.waitUntil(field.editor.hasFocus)


def test_a_missing_slip_leads_to_the_documents(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    shown_chain = looking_at(screen, numbers["wrong"], settle)
    sheet = next(
        one
        for one in shown_chain.findChildren(QWidget, "finding.R03")
        if "没有关联银行回单" in " ".join(labels(one))
    )
    button(sheet, "关联单证").click()
    picker = screen.findChild(DocumentPicker)
    assert picker is not None
    assert picker.windowTitle() == "选择付款"
    settle()


def test_the_ledger_can_be_narrowed_to_chains_that_stand_so(
    screen: LedgerScreen, settle: Settle
) -> None:
    for state, words in ((ChainState.PROBLEM, "有问题"), (ChainState.COMPLETE, "完整")):
        screen.chain.setCurrentIndex(screen.chain.findData(str(state)))
        screen.chain.activated.emit(screen.chain.currentIndex())
        settle()
        assert screen.model.rowCount() == 1
        assert states(screen)[0].endswith(words)
        assert screen.totals.text().startswith("1 笔　合计 80,000.00 元")
    screen.chain.setCurrentIndex(0)
    screen.chain.activated.emit(0)
    settle()
    assert screen.model.rowCount() == 8


def test_going_to_an_expense_takes_the_filter_away(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    screen._narrow(chain=ChainState.COMPLETE)
    settle()
    screen.show_target(int(numbers["wrong"]))
    settle()
    assert screen.chain.currentIndex() == 0
    assert screen.pane.row is not None
    assert screen.pane.row.id == numbers["wrong"]


def test_a_chain_that_is_read_late_is_not_shown_for_another_expense(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    looking_at(screen, numbers["sound"], settle)
    before = labels(screen.pane.chain)
    late = chain.view(screen.workspace, numbers["wrong"])
    screen.pane.show_chain(numbers["wrong"], late)
    assert labels(screen.pane.chain) == before


def test_the_contract_dialog_opens_from_the_chain(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    shown_chain = looking_at(screen, numbers["sound"], settle)
    button(shown_chain, "登记合同").click()
    settle()
    dialog = screen.findChild(ContractDialog)
    assert dialog is not None
    dialog.form.save()
    settle()
    spent = ledger.expense_rows(screen.workspace, [numbers["sound"]])[numbers["sound"]].expense
    assert spent.contract is None
    assert dialog.form.form.fields["number"].problem.text()
    dialog.reject()


def test_only_a_mixed_fapiao_offers_to_be_split(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    sound = looking_at(screen, numbers["sound"], settle)
    assert not [one for one in sound.findChildren(QPushButton) if "拆分" in one.text()]
    mixed = looking_at(screen, numbers["mixed"], settle)
    button(mixed, "拆分发票").click()
    settle()
    dialog = screen.findChild(SplitDialog)
    assert dialog is not None
    dialog.take_button.click()
    settle()
    assert screen.model.rowCount() == 9
    assert not [one for one in screen.pane.chain.findChildren(QPushButton) if "拆分" in one.text()]


def test_the_contract_behind_an_expense_is_told(
    screen: LedgerScreen, numbers: dict[str, ExpenseId], settle: Settle
) -> None:
    ws = screen.workspace
    contracts.add_contract(ws, agreed(first_party=NAME), [numbers["mixed"]])
    words = labels(looking_at(screen, numbers["mixed"], settle))
    told = "HT-1　80,000.00 元\n参展合同\n样例会展服务有限公司\n2026-01-01 至 2026-12-31"
    assert told in words
    assert "有登记，缺单证" in words
    button(screen.pane.chain, "查看或更换合同登记")


def shown_with(shown: Show, **changes: object) -> EvidenceChain:
    made = EvidenceChain()
    shown(made)
    link = EvidenceLink(DocumentId(1), EvidenceRole.PAYMENT, "回单")
    made.show_links([link], dataclasses.replace(EMPTY, **changes))  # type: ignore[arg-type]  # by name
    return made


def test_a_slip_that_paid_more_than_this_says_how_much_in_all(shown: Show) -> None:
    part = Settled(payment=slip("A", 9000000), amount=Money(8000000), sureness=Sureness.UNSURE)
    words = labels(shown_with(shown, settled=(part,)))
    assert "回单共 90,000.00 元" in words
    assert "待确认" in words


def test_different_currencies_are_never_added_up(shown: Show) -> None:
    yuan = Settled(payment=slip("A"), amount=Money(8000000))
    euro = Settled(payment=slip("B", 100, currency="EUR"), amount=Money(100), currency="EUR")
    words = labels(shown_with(shown, settled=(yuan, euro)))
    assert "2 张回单，合计 80,000.00 元 + EUR 1.00" in words


def test_a_contract_of_which_little_is_known_shows_what_there_is(shown: Show) -> None:
    words = labels(shown_with(shown, contract=Contract(number="HT-2")))
    assert "HT-2" in words


def test_the_declarations_behind_an_expense_are_told(shown: Show) -> None:
    goods = DeclarationItem(number=1, hs_code="84", name="切割机")
    found = Declaration(number="530120260000000001", customs_regime="0110", items=(goods,))
    words = labels(shown_with(shown, declarations=(found,)))
    assert "报关单 530120260000000001　0110　切割机" in words


def test_every_state_has_a_word_a_glyph_and_a_tone(shown: Show) -> None:
    verdicts = [chain_verdict(state) for state in ChainState]
    assert len({one.text for one in verdicts}) == len({one.glyph for one in verdicts}) == 3
    assert [one.tone for one in verdicts] == ["ok", "warn", "bad"]
