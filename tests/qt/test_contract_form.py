"""Recording a contract, choosing one, taking it away again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.qt.claim_book import NAME, add_document
from tests.unit.app.chain_book import SELLER, agreed, booth, proved

from jiamao_desktop.app import contracts, ledger
from jiamao_desktop.domain.contract import Contract, ContractFee, ContractId, FeeKind
from jiamao_desktop.domain.document import DocumentId, DocumentKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.contract_form import ContractDialog, ContractForm
from jiamao_desktop.ui.screen import Shell

Show = Callable[[QWidget], None]
Settle = Callable[[], None]
CHOOSE, FORM = range(2)


@pytest.fixture
def number(filled_shell: Shell) -> ExpenseId:
    return proved(filled_shell.workspace, booth(contract_number="HT-9"), roles=())


def spent(shell: Shell, number: ExpenseId) -> Expense:
    return ledger.expense_rows(shell.workspace, [number])[number].expense


@pytest.fixture
def opened(
    filled_shell: Shell, number: ExpenseId, qtbot: QtBot, settle: Settle
) -> Callable[..., ContractDialog]:
    """Return a function that opens the dialog for some expenses."""
    over = QWidget()
    qtbot.addWidget(over)

    def open_it(*more: ExpenseId) -> ContractDialog:
        made = ContractDialog(filled_shell, spent(filled_shell, number), [number, *more], over)
        made.show()
        settle()
        return made

    return open_it


def recorded(shell: Shell, **changes: object) -> ContractId:
    made, _ = contracts.add_contract(shell.workspace, agreed(first_party=NAME, **changes))
    return made


def test_a_book_without_contracts_begins_with_the_form(
    opened: Callable[..., ContractDialog],
) -> None:
    dialog = opened()
    assert dialog.pages.currentIndex() == FORM
    values = dialog.form.form.values()
    assert values["number"] == "HT-9"
    assert (values["first_party"], values["second_party"]) == (NAME, SELLER)
    assert values["amount"] == "80,000.00"
    dialog.form.cancelled.emit()
    assert not dialog.isVisible()


def test_a_contract_is_recorded_with_its_fees_and_the_agents_apart(
    opened: Callable[..., ContractDialog], filled_shell: Shell, number: ExpenseId, settle: Settle
) -> None:
    dialog = opened()
    dialog.form.fees.add_row({"name": "展位费", "amount": "70000"})
    dialog.form.agent.add_row({"name": "代理服务费", "amount": "10,000"})
    dialog.form.save_button.click()
    settle()
    made = spent(filled_shell, number).contract
    assert made is not None
    found = contracts.contract_rows(filled_shell.workspace, [made])[made].contract
    assert found.fees == (
        ContractFee(name="展位费", amount=Money(7000000)),
        ContractFee(name="代理服务费", amount=Money(1000000), kind=FeeKind.AGENT),
    )
    assert not dialog.isVisible()


def test_a_wrong_day_is_said_beside_its_field(opened: Callable[..., ContractDialog]) -> None:
    form = opened().form
    form.form.fields["starts_on"].set_text("2026-02-01")
    form.form.fields["ends_on"].set_text("2026-01-01")
    form.save()
    assert "早于" in form.form.fields["ends_on"].problem.text()
    form.form.fields["ends_on"].set_text("二月")
    form.save()
    assert form.form.fields["ends_on"].problem.text()


def test_a_wrong_fee_is_said_beside_its_cell(opened: Callable[..., ContractDialog]) -> None:
    form = opened().form
    form.fees.add_row({"name": "展位费", "amount": "七万"})
    form.save()
    assert form.fees.rows[0]["amount"].problem.text()
    assert form.problem.text()


def test_a_recorded_contract_is_put_behind_all_picked_expenses(
    opened: Callable[..., ContractDialog], filled_shell: Shell, number: ExpenseId, settle: Settle
) -> None:
    other = proved(filled_shell.workspace, booth(), roles=())
    made = recorded(filled_shell)
    dialog = opened(other)
    assert dialog.pages.currentIndex() == CHOOSE
    assert dialog.title.text() == "2 笔费用的合同"
    assert dialog.view.chosen() == [made]
    dialog.take_button.click()
    settle()
    assert spent(filled_shell, number).contract == made
    assert spent(filled_shell, other).contract == made


def test_the_likely_contract_stands_first_and_others_are_found_by_words(
    opened: Callable[..., ContractDialog], filled_shell: Shell, settle: Settle
) -> None:
    named = recorded(filled_shell, number="HT-9", second_party="别家有限公司")
    other = recorded(filled_shell, number="2", title="认证合同", second_party="认证公司")
    dialog = opened()
    assert dialog.table.id_at(0) == named
    dialog.search.setText("认证")
    settle()
    assert dialog.view.chosen() == [other]
    assert dialog.table.rowCount() == 1


def test_a_contract_is_corrected_from_the_list(
    opened: Callable[..., ContractDialog], filled_shell: Shell, settle: Settle
) -> None:
    made = recorded(filled_shell)
    dialog = opened()
    dialog.edit_button.click()
    assert dialog.title.text() == "修改合同登记"
    assert [row["name"].text() for row in dialog.form.fees.rows] == ["展位费"]
    dialog.form.form.fields["note"].set_text("展位 A1，9 平方米")
    dialog.form.save()
    settle()
    assert contracts.contract_rows(filled_shell.workspace, [made])[made].contract.note.startswith(
        "展位"
    )


def test_leaving_the_form_leads_back_to_the_list(
    opened: Callable[..., ContractDialog], filled_shell: Shell
) -> None:
    recorded(filled_shell)
    dialog = opened()
    dialog.new_button.click()
    assert dialog.pages.currentIndex() == FORM
    dialog.form.cancelled.emit()
    assert dialog.pages.currentIndex() == CHOOSE
    assert dialog.isVisible()


def test_a_contract_can_be_taken_away_and_stays_recorded(
    opened: Callable[..., ContractDialog], filled_shell: Shell, number: ExpenseId, settle: Settle
) -> None:
    made = recorded(filled_shell)
    assert opened().drop_button.isHidden()
    contracts.link_contract(filled_shell.workspace, [number], made)
    dialog = opened()
    assert not dialog.drop_button.isHidden()
    dialog.drop_button.click()
    settle()
    assert spent(filled_shell, number).contract is None
    assert list(contracts.contract_ids(filled_shell.workspace)) == [made]


def for_paper(shell: Shell, document: DocumentId, over: QWidget) -> ContractDialog:
    made = ContractDialog(shell, None, (), over, document)
    made.show()
    return made


def test_a_contract_is_recorded_from_its_paper_and_opened_from_it_again(
    filled_shell: Shell, qtbot: QtBot, settle: Settle
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    document = add_document(filled_shell.workspace, "合同扫描件", DocumentKind.CONTRACT)
    dialog = for_paper(filled_shell, document, over)
    settle()
    assert dialog.pages.currentIndex() == FORM
    dialog.form.form.fields["title"].set_text("展位合同")
    dialog.form.save()
    settle()
    [made] = contracts.contract_ids(filled_shell.workspace)
    assert contracts.of_paper(filled_shell.workspace, document) == made
    again = for_paper(filled_shell, document, over)
    settle()
    assert again.title.text() == "修改合同登记"
    assert again.form.form.values()["title"] == "展位合同"


def test_a_paper_can_be_given_to_a_contract_that_is_recorded_already(
    filled_shell: Shell, qtbot: QtBot, settle: Settle
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    made = recorded(filled_shell)
    document = add_document(filled_shell.workspace, "合同扫描件", DocumentKind.CONTRACT)
    dialog = for_paper(filled_shell, document, over)
    settle()
    assert dialog.pages.currentIndex() == CHOOSE
    dialog.take_button.click()
    settle()
    assert contracts.of_paper(filled_shell.workspace, document) == made


def test_an_error_about_no_field_stands_below_the_form(shown: Show) -> None:
    form = ContractForm()
    shown(form)
    form.edit(Contract(number="1"))
    form.show_problem(UserError("contract.gone"))
    assert form.problem.text()
    assert form.form.values()["amount"] == ""
