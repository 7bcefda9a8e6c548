"""A claim uses up the caps of the years that its expenses fall into, whenever it was made."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from jiamao_desktop.app import asking, claims, ledger
from jiamao_desktop.app.adopting import adopt
from jiamao_desktop.app.pinned import used_by_day
from jiamao_desktop.app.planning import plan
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import claims as stored

PROMOTION = "yz-online-promotion"
"""Half of it, at most 150,000 a year."""


def _spend(ws: Workspace, text: str, year: int) -> None:
    gross = Money.from_yuan(text)
    paid = dt.date(year, 5, 10)
    ledger.add_expense(ws, Expense(category="promotion.platform", gross=gross, paid_on=paid))


def _filed(ws: Workspace, granted: str | None = None) -> Claim:
    number, _ = claims.start_claim(ws, PROMOTION)
    claims.set_state(ws, number, ClaimState.FILED)
    if granted is not None:
        claims.set_state(ws, number, ClaimState.GRANTED, granted)
    return claims.get_claim(ws, number)


@pytest.mark.parametrize("granted", [None, "150000"])
def test_a_claim_made_a_year_later_fills_the_cap_of_its_expenses_year(
    workspace: Workspace, granted: str | None
) -> None:
    _spend(workspace, "400000", 2025)
    _filed(workspace, granted)
    _spend(workspace, "100000", 2025)
    assert plan(workspace, seconds=0).claims == ()
    _spend(workspace, "80000", 2026)
    found = plan(workspace, seconds=0)
    assert [(one.measure, one.amount) for one in found.claims] == [
        (PROMOTION, Money.from_yuan("40000"))
    ]


def test_what_is_granted_in_part_leaves_its_part_of_each_year(workspace: Workspace) -> None:
    _spend(workspace, "400000", 2025)
    _spend(workspace, "100000", 2026)
    claim = _filed(workspace, "100000")
    assert used_by_day(claim) == [
        (dt.date(2025, 5, 10), Money.from_yuan("75000")),
        (dt.date(2026, 5, 10), Money.from_yuan("25000")),
    ]


def test_no_fen_is_lost_however_a_grant_is_spread(workspace: Workspace) -> None:
    _spend(workspace, "200.02", 2025)
    _spend(workspace, "100.02", 2026)
    claim = _filed(workspace)
    for fen in (0, 1, 2, 7, 9_999, claim.ceiling.fen):
        parts = used_by_day(dataclasses.replace(claim, granted=Money(fen)))
        assert sum(amount.fen for _, amount in parts) == fen
        assert all(amount <= Money(10_001) for _, amount in parts)


def test_a_claim_that_kept_no_figures_counts_on_the_day_it_was_made(workspace: Workspace) -> None:
    _spend(workspace, "400000", 2025)
    claim = dataclasses.replace(_filed(workspace), snapshot="{}")
    assert used_by_day(claim) == [(claim.created_on, claim.applied)]
    assert used_by_day(dataclasses.replace(claim, snapshot="[]")) == [
        (claim.created_on, claim.applied)
    ]


def test_when_a_whole_plan_is_granted_nothing_more_is_offered_under_its_caps(
    workspace: Workspace,
) -> None:
    asking.answer(workspace, "firm.foreign_trader", "是", None, "")
    for year in (2025, 2026):
        for text in ("200000", "150000", "90000"):
            _spend(workspace, text, year)
    best = plan(workspace, seconds=0)
    assert best.total == Money.from_yuan("300000")
    adopt(workspace, best)
    for number, claim in stored.all(workspace.reader).items():
        claims.set_state(workspace, ClaimId(number), ClaimState.FILED)
        claims.set_state(workspace, ClaimId(number), ClaimState.GRANTED, str(claim.applied))
    assert not plan(workspace, seconds=0).total
