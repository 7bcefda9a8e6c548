"""Splitting the 发票 of an expense: parts, papers, payments, one undo."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.app.chain_book import PLACES, bill, booth, proved, slip

from jiamao_desktop.app import history, ledger, splitting
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import FapiaoLine
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.splitting import Choice
from jiamao_desktop.storage import claims, fapiao, settlements

LINES = (
    FapiaoLine(name="*会展服务*展位费", net=Money(5000000), tax=Money(300000)),
    FapiaoLine(name="*运输服务*展品运输费", net=Money(1000000), tax=Money(90000)),
    FapiaoLine(name="*餐饮服务*餐费", net=Money(1547170), tax=Money(62830)),
)
MIXED = bill(lines=LINES)


def mixed(ws: Workspace, **changes: object) -> ExpenseId:
    spent = booth(**changes)
    return proved(ws, spent, MIXED, [slip("A", 6000000), slip("B", 2000000)])


def halved(ws: Workspace, number: ExpenseId) -> list[ExpenseId]:
    made, _ = splitting.split(ws, number, splitting.proposal(ws, number).choices)
    return list(made)


def test_the_proposal_follows_the_lines(workspace: Workspace) -> None:
    found = splitting.proposal(workspace, mixed(workspace))
    assert [choice.category for choice in found.choices] == ["fair.booth", "fair.freight", "other"]
    assert [choice.supported for choice in found.choices] == [True, True, False]


def test_one_expense_becomes_one_of_each_kind(workspace: Workspace) -> None:
    number = mixed(workspace)
    made = halved(workspace, number)
    assert made[0] == number
    rows = ledger.expense_rows(workspace, made)
    spent = [rows[one].expense for one in made]
    assert [one.category for one in spent] == ["fair.booth", "fair.freight", "other"]
    assert [one.gross.fen for one in spent] == [5300000, 1090000, 1610000]
    assert total(one.gross for one in spent) == MIXED.gross
    assert total(one.tax for one in spent) == MIXED.tax
    assert spent[2].unsupported == spent[2].gross
    assert spent[2].unsupported_reason == "发票中的“餐费”不属于支持范围"
    assert {one.fapiao for one in spent} == {spent[0].fapiao}
    assert {one.paid_on for one in spent} == {booth().paid_on}


def test_the_papers_stand_behind_every_part(workspace: Workspace) -> None:
    made = halved(workspace, mixed(workspace))
    for row in ledger.expense_rows(workspace, made).values():
        assert {link.role for link in row.evidence} == set(PLACES)


def test_payments_are_shared_out_to_the_fen(workspace: Workspace) -> None:
    made = halved(workspace, mixed(workspace))
    by_part = dict.fromkeys(made, 0)
    for one in settlements.of_expenses(workspace.reader, made).values():
        assert one.expense is not None
        by_part[one.expense] += one.amount.fen
    assert list(by_part.values()) == [5300000, 1090000, 1610000]


def test_payments_in_foreign_money_are_shared_in_proportion(workspace: Workspace) -> None:
    number = mixed(workspace, currency="EUR", foreign_amount=1000001)
    with workspace.operation("test.foreign", "外币") as operation:
        db = operation.db
        for place, one in settlements.of_expenses(db, [number]).items():
            settlements.delete(db, place)
            settlements.add(db, dataclasses.replace(one, currency="EUR"))
    made = halved(workspace, number)
    rows = ledger.expense_rows(workspace, made)
    assert sum(rows[one].expense.foreign_amount or 0 for one in made) == 1000001
    known = settlements.of_expenses(workspace.reader, made).values()
    assert sum(one.amount.fen for one in known) == 8000000
    assert {one.currency for one in known} == {"EUR"}


def test_other_funds_are_shared_out_too(workspace: Workspace) -> None:
    made = halved(workspace, mixed(workspace, other_funding=Money(1000), funded_by="县级"))
    spent = [row.expense for row in ledger.expense_rows(workspace, made).values()]
    assert total(one.other_funding for one in spent) == Money(1000)
    assert {one.funded_by for one in spent} == {"县级"}


def test_what_became_of_each_line_is_noted_on_the_fapiao(workspace: Workspace) -> None:
    made = halved(workspace, mixed(workspace))
    number = ledger.expense_rows(workspace, made)[made[0]].expense.fapiao
    assert number is not None
    found = fapiao.get(workspace.reader, number)
    assert found is not None
    assert [line.category for line in found.lines] == ["fair.booth", "fair.freight", "other"]
    assert [line.unsupported.fen for line in found.lines] == [0, 0, 1610000]


def test_one_undo_takes_all_of_it_back(workspace: Workspace) -> None:
    number = mixed(workspace)
    before = ledger.expense_rows(workspace, [number])
    halved(workspace, number)
    history.undo(workspace)
    assert ledger.expense_rows(workspace, [number]) == before
    assert ledger.ledger_totals(workspace, LedgerFilter()).count == 1
    assert len(settlements.of_expenses(workspace.reader, [number])) == 2


def test_a_person_has_the_last_word_on_each_line(workspace: Workspace) -> None:
    number = mixed(workspace)
    choices = [Choice(category="fair.booth")] * 2 + [Choice(category="fair.booth", supported=False)]
    made, _ = splitting.split(workspace, number, choices)
    assert made == (number,)
    spent = ledger.expense_rows(workspace, [number])[number].expense
    assert spent.gross == MIXED.gross
    assert spent.unsupported == Money(1610000)


def test_what_has_been_split_is_not_split_again(workspace: Workspace) -> None:
    made = halved(workspace, mixed(workspace))
    with pytest.raises(UserError, match=r"split\.already"):
        splitting.proposal(workspace, made[0])


def test_what_stands_in_a_claim_is_not_split(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = mixed(workspace)
    monkeypatch.setattr(claims, "claimed_expenses", lambda _db, ids: frozenset(ids))
    with pytest.raises(UserError, match=r"split\.claimed"):
        splitting.proposal(workspace, number)


def test_why_an_expense_cannot_be_split_is_said(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"split\.no_fapiao"):
        splitting.proposal(workspace, proved(workspace))
    with pytest.raises(UserError, match=r"expense\.gone"):
        splitting.proposal(workspace, ExpenseId(99))
    short = proved(workspace, booth(gross=Money(5), tax=Money(0)), bill(7))
    with pytest.raises(UserError, match=r"split\.amount_differs"):
        splitting.proposal(workspace, short)


def test_a_fapiao_is_worth_splitting_if_its_lines_speak_for_several_kinds(
    workspace: Workspace,
) -> None:
    assert splitting.is_worth_splitting(workspace, MIXED)
    assert not splitting.is_worth_splitting(workspace, bill())
    unspoken = bill(lines=(dataclasses.replace(LINES[0], name="杂费"),) * 1)
    assert not splitting.is_worth_splitting(workspace, unspoken)
    assert not splitting.is_worth_splitting(workspace, bill(lines=LINES[:2]))
