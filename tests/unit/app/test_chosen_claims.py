"""Claims on chosen expenses: worked out again from these alone, never from what lies beside."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.unit.app.test_assessing import measure_for

from jiamao_desktop.app import history, ledger, packets, projects
from jiamao_desktop.app.assessing import card, card_of_claim
from jiamao_desktop.app.claims import get_claim
from jiamao_desktop.app.renewing import renew, renewal
from jiamao_desktop.app.snapshot import snapshot_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Certification, ProjectId
from jiamao_desktop.storage import claims


@pytest.fixture
def project(workspace: Workspace) -> ProjectId:
    made = Certification(title="AEO", certified_on=dt.date(2026, 6, 30), first=True)
    return projects.add_project(workspace, made)[0]


@pytest.fixture
def paid(workspace: Workspace, project: ProjectId) -> list[ExpenseId]:
    """Return three expenses of 60,000, 40,000 and 20,000."""
    return [spend(workspace, project, yuan) for yuan in ("60000", "40000", "20000.01")]


def spend(ws: Workspace, project: ProjectId, yuan: str) -> ExpenseId:
    expense = Expense(
        category="certification.fee",
        gross=Money.from_yuan(yuan),
        paid_on=dt.date(2026, 6, 12),
        project=project,
    )
    return ledger.add_expense(ws, expense)[0]


def chosen(ws: Workspace, project: ProjectId, lines: list[ExpenseId], applied: str) -> ClaimId:
    """Store a claim on some of the expenses, as a plan would."""
    measure = measure_for(ws, "certification.fee")
    whole = card(ws, measure, project)
    bare = Claim(
        measure=measure,
        pack=whole.pack,
        pack_version=whole.pack_version,
        title="AEO",
        state=ClaimState.DRAFT,
        created_on=ws.clock.today(),
        project=project,
        expenses=tuple(lines),
        spent=Money(0),
        ceiling=Money(0),
        applied=Money.from_yuan(applied),
        chosen=True,
    )
    with ws.operation("claim.start", "选定费用") as operation:
        number = claims.add(operation.db, bare)
    found = card_of_claim(ws, number, bare)
    assessed = dataclasses.replace(
        bare,
        expenses=tuple(ExpenseId(line) for line in found.assessment.counted),
        spent=found.assessment.spent,
        ceiling=found.assessment.ceiling,
        snapshot=snapshot_of(ws, found),
    )
    with ws.operation("claim.start", "选定费用") as operation:
        claims.update(operation.db, number, assessed)
    return number


def test_a_claim_on_chosen_expenses_comes_to_what_they_alone_do(
    workspace: Workspace, project: ProjectId, paid: list[ExpenseId]
) -> None:
    number = chosen(workspace, project, paid[:2], "50000")
    claim = get_claim(workspace, number)
    assert (claim.spent, claim.ceiling) == (Money.from_yuan("100000"), Money.from_yuan("50000"))
    assert set(claim.expenses) == set(paid[:2])
    assert claim.chosen
    whole = card(workspace, claim.measure, project).assessment
    assert whole.ceiling == Money.from_yuan("60000.00")  # the card still counts all three


def test_it_is_not_stale_because_other_expenses_lie_beside_it(
    workspace: Workspace, project: ProjectId, paid: list[ExpenseId]
) -> None:
    number = chosen(workspace, project, paid[:1], "30000")
    assert packets.build(workspace, number).pages
    spend(workspace, project, "9000")
    assert packets.build(workspace, number).pages
    assert renewal(workspace, number).changes_nothing


def test_it_is_stale_once_one_of_its_own_expenses_changes(
    workspace: Workspace, project: ProjectId, paid: list[ExpenseId]
) -> None:
    number = chosen(workspace, project, paid[:2], "50000")
    row = ledger.expense_rows(workspace, paid[:1])[paid[0]]
    ledger.edit_expense(
        workspace, paid[0], dataclasses.replace(row.expense, gross=Money.from_yuan("50000"))
    )
    with pytest.raises(UserError, match=r"claim\.stale"):
        packets.build(workspace, number)


def test_renewing_keeps_to_its_own_expenses_and_to_the_fen(
    workspace: Workspace, project: ProjectId, paid: list[ExpenseId]
) -> None:
    number = chosen(workspace, project, paid[1:], "30000")
    row = ledger.expense_rows(workspace, paid[1:2])[paid[1]]
    ledger.edit_expense(
        workspace, paid[1], dataclasses.replace(row.expense, gross=Money.from_yuan("40000.05"))
    )
    assert get_claim(workspace, number).ceiling == Money.from_yuan("30000")
    renew(workspace, number)
    claim = get_claim(workspace, number)
    assert set(claim.expenses) == set(paid[1:])
    assert claim.ceiling == claim.applied == Money.from_yuan("30000.03")
    assert claim.chosen


def test_an_expense_that_no_longer_counts_is_dropped_and_none_is_added(
    workspace: Workspace, project: ProjectId, paid: list[ExpenseId]
) -> None:
    number = chosen(workspace, project, paid[:2], "45000")
    row = ledger.expense_rows(workspace, paid[:1])[paid[0]]
    ledger.edit_expense(workspace, paid[0], dataclasses.replace(row.expense, paid_on=None))
    made, _ = renew(workspace, number)
    assert (made.added, made.dropped) == ((), (paid[0],))
    claim = get_claim(workspace, number)
    assert (claim.expenses, claim.applied) == ((paid[1],), Money.from_yuan("20000"))
    history.undo(workspace)
    assert set(get_claim(workspace, number).expenses) == set(paid[:2])


def test_an_ordinary_claim_still_takes_whatever_counts(
    workspace: Workspace, project: ProjectId, paid: list[ExpenseId]
) -> None:
    number = chosen(workspace, project, paid[:1], "30000")
    ordinary = dataclasses.replace(get_claim(workspace, number), chosen=False)
    assert ordinary.only is None
    assert set(card_of_claim(workspace, number, ordinary).assessment.counted) == set(paid)
