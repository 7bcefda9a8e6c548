from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.storage.books import LATER, changing, sample_expense

from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState, Grant, GrantId
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Fair
from jiamao_desktop.storage import claims, expenses, grants, journal, projects
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite


def sample_claim(**changed: Any) -> Claim:
    """Return a claim with all four amounts apart."""
    return replace(
        Claim(
            measure="fair.other_overseas",
            pack="cn.hn.yongzhou.foreign-trade",
            pack_version="2024.1",
            title="广交会",
            state=ClaimState.DRAFT,
            created_on=dt.date(2026, 11, 20),
            project=None,
            expenses=(),
            spent=Money(10_600_00),
            ceiling=Money(7_000_00),
            applied=Money(6_900_00),
            snapshot='{"facts":{"城市":"永州市"}}',
        ),
        **changed,
    )


@pytest.fixture
def ids(db: Database) -> list[ExpenseId]:
    with changing(db):
        return [expenses.add(db, sample_expense(number)) for number in range(1, 4)]


def test_a_claim_comes_back_with_its_expenses_in_their_order(
    db: Database, ids: list[ExpenseId]
) -> None:
    claim = sample_claim(expenses=(ids[2], ids[0]))
    with changing(db):
        number = claims.add(db, claim)
    assert claims.get(db, number) == claim
    assert claims.get(db, ClaimId(99)) is None


def test_the_four_amounts_are_never_mixed(db: Database) -> None:
    with changing(db):
        number = claims.add(db, sample_claim(granted=Money(6_500_00)))
    row = db.conn.execute(
        "SELECT spent_fen, ceiling_fen, applied_fen, granted_fen FROM claim WHERE id=?", [number]
    ).fetchone()
    assert row == (1060000, 700000, 690000, 650000)


def test_claims_are_listed_newest_first(db: Database) -> None:
    with changing(db):
        first, second = (claims.add(db, sample_claim(title=title)) for title in "一二")
    assert list(claims.all(db)) == [second, first]


def test_a_claim_can_be_granted(db: Database, ids: list[ExpenseId]) -> None:
    with changing(db):
        number = claims.add(db, sample_claim(expenses=tuple(ids)))
    granted = sample_claim(expenses=tuple(ids), state=ClaimState.GRANTED, granted=Money(5))
    with changing(db):
        claims.update(db, number, granted)
    assert claims.get(db, number) == granted
    assert journal.changes_of(db, 3).tables == {"claim"}


def test_the_expenses_of_a_claim_can_be_changed(db: Database, ids: list[ExpenseId]) -> None:
    with changing(db):
        number = claims.add(db, sample_claim(expenses=tuple(ids)))
        claims.update(db, number, sample_claim(expenses=(ids[1],)))
    found = claims.get(db, number)
    assert found is not None
    assert found.expenses == (ids[1],)
    assert claims.claimed_expenses(db, ids) == {ids[1]}


def test_deleting_a_claim_frees_its_expenses(db: Database, ids: list[ExpenseId]) -> None:
    with changing(db):
        number = claims.add(db, sample_claim(expenses=tuple(ids)))
    assert claims.claimed_expenses(db, ids) == set(ids)
    with changing(db):
        claims.delete(db, number)
    assert claims.claimed_expenses(db, ids) == frozenset()
    assert claims.all(db) == {}
    assert db.table("expense").count == 3
    journal.undo(db, LATER)
    assert claims.claimed_expenses(db, ids) == set(ids)


def test_changing_a_claim_that_is_gone_is_named(db: Database) -> None:
    with pytest.raises(UserError) as caught, changing(db):
        claims.update(db, ClaimId(99), sample_claim())
    assert caught.value.code == "claim.gone"


def test_a_claim_about_a_project_keeps_it_from_being_deleted(db: Database) -> None:
    with changing(db):
        project = projects.add(db, Fair(title="广交会"))
        claims.add(db, sample_claim(project=project))
    with pytest.raises(UserError) as caught, changing(db):
        projects.delete(db, project)
    assert caught.value.code == "project.claimed"


def test_a_snapshot_that_is_no_json_is_refused(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError, match="claim_snapshot_is_json"), changing(db):
        claims.add(db, sample_claim(snapshot="{"))


def test_grants_come_back_latest_first(db: Database) -> None:
    first = Grant(
        measure="fair", level="municipal", amount=Money(5), granted_on=dt.date(2025, 1, 1)
    )
    second = replace(first, granted_on=dt.date(2026, 1, 1), note="省级资金")
    with changing(db):
        numbers = [grants.add(db, one) for one in (first, second)]
    assert list(grants.all(db).items()) == [(numbers[1], second), (numbers[0], first)]


def test_a_grant_can_be_changed_and_deleted(db: Database) -> None:
    grant = Grant(measure="fair", level="county", amount=Money(5), granted_on=dt.date(2025, 1, 1))
    with changing(db):
        number = grants.add(db, grant)
    with changing(db):
        grants.update(db, number, replace(grant, amount=Money(7)))
    assert grants.all(db)[number].amount == Money(7)
    with changing(db):
        grants.delete(db, number)
    assert grants.all(db) == {}


def test_a_grant_of_another_firm_of_the_group_is_told_apart(db: Database) -> None:
    own = Grant(measure="fair", level="county", amount=Money(5), granted_on=dt.date(2025, 1, 1))
    with changing(db):
        numbers = [grants.add(db, one) for one in (own, replace(own, group=True))]
    assert [grants.all(db)[number].group for number in numbers] == [False, True]


def test_changing_a_grant_that_is_gone_is_named(db: Database) -> None:
    grant = Grant(measure="fair", level="county", amount=Money(5), granted_on=dt.date(2025, 1, 1))
    with pytest.raises(UserError) as caught, changing(db):
        grants.update(db, GrantId(99), grant)
    assert caught.value.code == "grant.gone"


def test_a_claim_says_whether_its_expenses_were_chosen(db: Database, ids: list[ExpenseId]) -> None:
    with changing(db):
        whole = claims.add(db, sample_claim(expenses=(ids[0],)))
        some = claims.add(db, sample_claim(expenses=(ids[0],), chosen=True))
    found = claims.all(db)
    assert (found[whole].chosen, found[whole].only) == (False, None)
    assert (found[some].chosen, found[some].only) == (True, frozenset({ids[0]}))
    with pytest.raises(sqlite.IntegrityError, match="claim_chosen_is_a_flag"), changing(db):
        db.conn.execute("UPDATE claim SET chosen=2 WHERE id=?", [whole])
