"""Contracts: recorded by hand, put behind expenses, edited, deleted, undone."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.conftest import NAME
from tests.unit.app.chain_book import SELLER, agreed, booth, paper, proved

from jiamao_desktop.app import contracts, history, ledger
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.contract import ContractFee, ContractId, FeeKind
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money

TYPED = {
    "number": " HT-2026-01 ",
    "title": "展位合同",
    "first_party": NAME,
    "second_party": SELLER,
    "signed_on": "2026-01-05",
    "starts_on": "20260110",
    "ends_on": "2026年12月31日",
    "amount": "80,000",
    "note": "",
}
FEES = [{"name": "展位费", "amount": "70,000"}, {"name": "代理费", "amount": "1", "kind": "agent"}]


def spent(ws: Workspace, number: ExpenseId) -> Expense:
    return ledger.expense_rows(ws, [number])[number].expense


def test_a_contract_is_read_as_people_type_it() -> None:
    made = contracts.parse_contract(TYPED, FEES)
    assert made.number == "HT-2026-01"
    assert (made.starts_on, made.ends_on) == (dt.date(2026, 1, 10), dt.date(2026, 12, 31))
    assert made.amount == Money(8000000)
    assert made.currency == "CNY"
    assert made.fees == (
        ContractFee(name="展位费", amount=Money(7000000)),
        ContractFee(name="代理费", amount=Money(100), kind=FeeKind.AGENT),
    )


def test_what_the_form_does_not_show_is_kept() -> None:
    base = agreed(currency="USD")
    assert contracts.parse_contract({"number": "2"}, [], base).currency == "USD"
    assert contracts.parse_contract({"amount": ""}, [], base).amount is None


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"number": "", "title": " "}, "contract.no_name", "number"),
        ({"ends_on": "2026-01-09"}, "contract.ends_before_start", "ends_on"),
        ({"second_party": f"{NAME} "}, "contract.same_parties", "second_party"),
        ({"amount": "八万"}, "money.bad_format", "amount"),
        ({"signed_on": "2026-02-30"}, "date.bad_format", "signed_on"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    changes: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(UserError, match=code) as caught:
        contracts.parse_contract(TYPED | changes, [])
    assert caught.value.details["field"] == field


def test_a_contract_is_recorded_for_expenses_and_undone_whole(workspace: Workspace) -> None:
    first, second = proved(workspace, roles=()), proved(workspace, roles=())
    number, _ = contracts.add_contract(workspace, agreed(), [first, second])
    assert spent(workspace, first).contract == number
    assert spent(workspace, second).contract_number == "HT-1"
    assert contracts.contract_rows(workspace, [number])[number].expenses == 2
    history.undo(workspace)
    assert contracts.contract_rows(workspace, [number]) == {}
    assert spent(workspace, first).contract is None
    assert spent(workspace, first).contract_number == ""


def test_the_paper_of_a_contract_joins_the_chains_of_its_expenses(workspace: Workspace) -> None:
    number = proved(workspace, roles=())
    with workspace.operation("test.paper", "单证") as operation:
        document = paper(operation.db, "合同扫描件")
    contracts.add_contract(workspace, agreed(document=document), [number])
    [link] = ledger.expense_rows(workspace, [number])[number].evidence
    assert (link.document, link.role) == (document, EvidenceRole.CONTRACT)


def test_a_contract_without_a_number_leaves_the_typed_one(workspace: Workspace) -> None:
    number = proved(workspace, booth(contract_number="旧号"), roles=())
    made, _ = contracts.add_contract(workspace, agreed(number=""), [number])
    assert spent(workspace, number).contract_number == "旧号"
    contracts.edit_contract(workspace, made, agreed(number="新号"))
    assert spent(workspace, number).contract_number == "新号"


def test_a_recorded_contract_is_put_behind_another_expense(workspace: Workspace) -> None:
    made, _ = contracts.add_contract(workspace, agreed())
    number = proved(workspace, roles=())
    contracts.link_contract(workspace, [number], made)
    assert spent(workspace, number).contract == made
    contracts.unlink_contract(workspace, [number])
    assert spent(workspace, number).contract is None
    assert contracts.contract_rows(workspace, [made])[made].expenses == 0


def test_deleting_a_contract_leaves_its_expenses(workspace: Workspace) -> None:
    number = proved(workspace, roles=())
    made, _ = contracts.add_contract(workspace, agreed(), [number])
    contracts.delete_contract(workspace, made)
    assert spent(workspace, number).contract is None
    assert contracts.contract_ids(workspace) == contracts.contract_ids(workspace, "没有")


def test_what_is_gone_is_said_to_be(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"contract\.gone"):
        contracts.link_contract(workspace, [], ContractId(9))
    assert not contracts.unlink_contract(workspace, [ExpenseId(9)]).tables


def test_likely_contracts_come_first_by_number_then_by_party(workspace: Workspace) -> None:
    other, _ = contracts.add_contract(workspace, agreed(number="3", second_party="别家"))
    by_party, _ = contracts.add_contract(workspace, agreed(number="2"))
    by_number, _ = contracts.add_contract(workspace, agreed(number="1", second_party="别家"))
    order = contracts.likely(workspace, booth(contract_number="1"))
    assert list(order) == [by_number, by_party, other]


def test_a_new_contract_begins_with_what_the_expense_says(workspace: Workspace) -> None:
    begun = contracts.begun(workspace, booth(contract_number="HT-9"))
    assert (begun.number, begun.first_party, begun.second_party) == ("HT-9", NAME, SELLER)
    assert begun.amount == Money(8000000)
    red = contracts.begun(workspace, dataclasses.replace(booth(), gross=Money(-5), tax=Money(0)))
    assert red.amount is None


def test_contracts_are_found_by_their_words(workspace: Workspace) -> None:
    made, _ = contracts.add_contract(workspace, agreed(title="香港春季展展位合同"))
    contracts.add_contract(workspace, agreed(number="2", title="认证合同", second_party="认证机构"))
    assert list(contracts.contract_ids(workspace, "春季")) == [made]
    assert len(contracts.contract_ids(workspace, "合同")) == 2


def test_a_contract_recorded_from_its_paper_is_found_again_by_it(workspace: Workspace) -> None:
    with workspace.operation("test.paper", "单证") as operation:
        document = paper(operation.db, "合同扫描件")
    assert contracts.of_paper(workspace, document) is None
    begun = contracts.begun(workspace, None, document)
    assert (begun.first_party, begun.document) == (NAME, document)
    made, _ = contracts.add_contract(workspace, dataclasses.replace(begun, title="合同"))
    assert contracts.of_paper(workspace, document) == made


def test_a_paper_that_comes_later_joins_the_chains_under_its_contract(
    workspace: Workspace,
) -> None:
    number = proved(workspace, roles=())
    made, _ = contracts.add_contract(workspace, agreed(), [number])
    with workspace.operation("test.paper", "单证") as operation:
        document = paper(operation.db, "合同扫描件")
    contracts.set_paper(workspace, made, document)
    [link] = ledger.expense_rows(workspace, [number])[number].evidence
    assert link.document == document
    with pytest.raises(UserError, match=r"contract\.gone"):
        contracts.set_paper(workspace, ContractId(99), document)


def test_without_an_expense_contracts_come_in_their_usual_order(workspace: Workspace) -> None:
    first, _ = contracts.add_contract(workspace, agreed())
    second, _ = contracts.add_contract(workspace, agreed(number="2"))
    assert list(contracts.likely(workspace, None)) == [second, first]
