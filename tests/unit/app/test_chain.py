"""How the chains of a book's expenses stand, one by one and all together."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from tests.conftest import NAME
from tests.unit.app.chain_book import (
    PLACES,
    SELLER,
    agreed,
    bill,
    booth,
    fill_at_random,
    proved,
    slip,
)

from jiamao_desktop.app import chain, contracts, history, ledger
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.chain import ChainState
from jiamao_desktop.domain.checks_base import CheckedExpense
from jiamao_desktop.domain.claim import Claim, ClaimState, Grant, GrantLine
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.storage import claims, grants


def state(ws: Workspace, number: ExpenseId) -> ChainState:
    return chain.chains_of(ws, [number])[number].state


def rules(ws: Workspace, number: ExpenseId) -> list[str]:
    return [slip.rule for slip in chain.chains_of(ws, [number])[number].slips]


def test_an_expense_with_all_its_papers_is_complete(workspace: Workspace) -> None:
    number = proved(workspace, one=bill(), paid=[slip()])
    assert state(workspace, number) is ChainState.COMPLETE
    assert chain.ids_in(workspace, ChainState.COMPLETE) == {number}


def test_one_without_a_paper_has_gaps(workspace: Workspace) -> None:
    number = proved(workspace, one=bill(), roles=PLACES[:3])
    assert state(workspace, number) is ChainState.GAPS
    assert chain.ids_in(workspace, ChainState.GAPS) == {number}


def test_one_made_out_to_another_firm_has_a_problem(workspace: Workspace) -> None:
    number = proved(workspace, one=bill(buyer="别家有限公司"))
    assert rules(workspace, number) == ["R04-buyer"]
    assert chain.ids_in(workspace, ChainState.PROBLEM) == {number}


def test_names_typed_in_another_width_are_no_problem(workspace: Workspace) -> None:
    number = proved(workspace, booth(payee=f"{SELLER}　"), bill(buyer=f"{NAME} "))
    assert chain.ids_in(workspace, ChainState.COMPLETE) == {number}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_quick_answer_for_all_is_that_of_each_one(workspace: Workspace, seed: int) -> None:
    fill_at_random(workspace, 150, seed)
    every = ledger.expense_ids(workspace, LedgerFilter())
    slow = {number: one.state for number, one in chain.chains_of(workspace, every).items()}
    for wanted in ChainState:
        expected = {number for number, found in slow.items() if found is wanted}
        assert chain.ids_in(workspace, wanted) == expected
    assert min(Counter(slow.values()).values()) > 1
    assert len(Counter(slow.values())) == len(ChainState)


def test_only_what_may_be_amiss_is_looked_at_one_by_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        proved(workspace, one=bill(number))
    odd = proved(workspace, booth(payment_method="现金"), bill(9))
    looked_at: list[ExpenseId] = []
    whole = chain.checked

    def noted(
        ws: Workspace, ids: Sequence[ExpenseId], language: str = "zh"
    ) -> Mapping[ExpenseId, CheckedExpense]:
        looked_at.extend(ids)
        return whole(ws, ids, language)

    monkeypatch.setattr(chain, "checked", noted)
    assert chain.ids_in(workspace, ChainState.PROBLEM) == {odd}
    assert looked_at == [odd]
    assert len(chain.ids_in(workspace, ChainState.COMPLETE)) == 5
    assert looked_at == [odd]


def test_an_edit_is_seen_at_once_and_its_undo_too(workspace: Workspace) -> None:
    number = proved(workspace, one=bill())
    assert chain.ids_in(workspace, ChainState.PROBLEM) == frozenset()
    spent = ledger.expense_rows(workspace, [number])[number].expense
    ledger.edit_expense(
        workspace, number, dataclasses.replace(spent, payer_account_name="别家有限公司")
    )
    assert chain.ids_in(workspace, ChainState.PROBLEM) == {number}
    history.undo(workspace)
    assert chain.ids_in(workspace, ChainState.PROBLEM) == frozenset()


def test_the_ledger_shows_and_filters_by_the_state_of_the_chain(workspace: Workspace) -> None:
    whole = proved(workspace, one=bill(1))
    gaps = proved(workspace, booth(gross=Money(100), tax=Money(0)), bill(2), roles=())
    rows = ledger.expense_rows(workspace, [whole, gaps])
    assert [rows[number].chain for number in (whole, gaps)] == ["complete", "gaps"]
    only = LedgerFilter(chain=ChainState.GAPS)
    assert list(ledger.expense_ids(workspace, only)) == [gaps]
    assert ledger.ledger_totals(workspace, only).gross == Money(100)
    assert ledger.ledger_totals(workspace, LedgerFilter(chain=ChainState.PROBLEM)).count == 0


def test_filters_by_chain_and_words_add_up(workspace: Workspace) -> None:
    proved(workspace, booth(note="一号"), bill(1))
    proved(workspace, booth(note="二号"), bill(2))
    wanted = LedgerFilter(chain=ChainState.COMPLETE, contains="二号")
    assert ledger.ledger_totals(workspace, wanted).count == 1
    assert len(ledger.expense_ids(workspace, wanted)) == 1


def test_the_view_tells_of_split_payments_in_the_order_of_their_days(workspace: Workspace) -> None:
    number = proved(workspace, one=bill(), paid=[slip("B", 5000000), slip("A", 3000000)])
    seen = chain.view(workspace, number)
    assert seen is not None
    assert [one.payment.number for one in seen.settled] == ["A", "B"]
    assert total(one.amount for one in seen.settled) == Money(8000000)
    assert seen.findings == ()
    assert seen.state is ChainState.COMPLETE


def test_each_finding_has_its_sentence_its_remedy_and_its_place(workspace: Workspace) -> None:
    number = proved(workspace, booth(payer_account_name="张三"), bill(), roles=())
    seen = chain.view(workspace, number)
    assert seen is not None
    by_rule = {one.rule: one for one in seen.findings}
    assert "张三" in by_rule["R02"].text
    assert by_rule["R02"].place is EvidenceRole.PAYMENT
    assert by_rule["R02"].field == "payer_account_name"
    assert all(one.remedy and one.basis for one in seen.findings)
    english = chain.view(workspace, number, "en")
    assert english is not None
    assert "was paid by a person" in english.findings[0].text


def test_what_would_send_it_back_comes_first(workspace: Workspace) -> None:
    number = proved(workspace, booth(payer_account_name=""), bill(buyer="别家有限公司"))
    seen = chain.view(workspace, number)
    assert seen is not None
    severities = [one.severity for one in seen.findings]
    assert severities == [Severity.BLOCK, Severity.WARN]


def test_an_expense_that_is_gone_has_no_view(workspace: Workspace) -> None:
    assert chain.view(workspace, ExpenseId(99)) is None


def test_the_contract_behind_an_expense_is_compared(workspace: Workspace) -> None:
    number = proved(workspace, one=bill())
    contracts.add_contract(workspace, agreed(second_party="别家有限公司"), [number])
    assert rules(workspace, number) == ["R04-party"]
    seen = chain.view(workspace, number)
    assert seen is not None
    assert seen.contract is not None
    assert seen.contract.number == "HT-1"


def on_bill(number: str, fen: int = 8000000) -> Expense:
    return booth(fapiao_number=number, gross=Money(fen), tax=Money(0))


def test_two_expenses_that_use_more_than_their_fapiao_name_each_other(
    workspace: Workspace,
) -> None:
    one = bill(1)
    first = proved(workspace, on_bill(one.number), one)
    shared = ledger.expense_rows(workspace, [first])[first].expense.fapiao
    second, _ = ledger.add_expense(
        workspace, dataclasses.replace(on_bill(one.number, 100), fapiao=shared)
    )
    assert "R15-line" in rules(workspace, first)
    seen = chain.view(workspace, first)
    assert seen is not None
    assert "另一笔费用（1.00 元）" in seen.findings[0].text
    assert chain.ids_in(workspace, ChainState.PROBLEM) == {first, second}
    english = chain.view(workspace, second, "en")
    assert english is not None
    assert "another expense (80,000.00)" in " ".join(one.text for one in english.findings)


def test_expenses_that_share_a_fapiao_rightly_are_no_problem(workspace: Workspace) -> None:
    one = bill(1)
    first = proved(workspace, on_bill(one.number, 7999900), one)
    shared = ledger.expense_rows(workspace, [first])[first].expense.fapiao
    ledger.add_expense(workspace, dataclasses.replace(on_bill(one.number, 100), fapiao=shared))
    assert rules(workspace, first) == []
    assert chain.ids_in(workspace, ChainState.PROBLEM) == frozenset()


def test_support_received_before_for_the_same_fapiao_is_named(workspace: Workspace) -> None:
    one = bill(1)
    number = proved(workspace, on_bill(one.number), one)
    with workspace.operation("test.grant", "往年") as operation:
        grant = Grant(
            measure="2025 年省级展位补助",
            level="provincial",
            amount=Money(100),
            granted_on=dt.date(2025, 9, 1),
        )
        made = grants.add(operation.db, grant)
        before = GrantLine(fapiao_number=one.number, amount=Money(8000000))
        grants.set_lines(operation.db, made, [before])
    with workspace.operation("test.claim", "今年") as operation:
        claims.add(
            operation.db,
            Claim(
                measure="yz-fair-key-booth",
                pack="cn.hn.yongzhou.foreign-trade",
                pack_version="1",
                title="展位费",
                state=ClaimState.DRAFT,
                created_on=dt.date(2026, 11, 20),
                project=None,
                expenses=(number,),
                spent=Money(8000000),
                ceiling=Money(1),
                applied=Money(1),
            ),
        )
    seen = chain.view(workspace, number)
    assert seen is not None
    assert "已获支持“2025 年省级展位补助”（2025 年，80,000.00 元）" in seen.findings[0].text
    assert chain.ids_in(workspace, ChainState.PROBLEM) == {number}
