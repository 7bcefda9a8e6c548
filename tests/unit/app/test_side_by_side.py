"""One expense in two claims: twice the same, unless the notice lets both stand beside (R15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from jiamao_desktop.app import ledger
from jiamao_desktop.app.checking import CheckFinding, self_check
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.stacking import ExclusionRule
from jiamao_desktop.storage import claims

GROSS = Money.from_yuan("84,800")


@pytest.fixture
def expense(workspace: Workspace) -> ExpenseId:
    number, _ = ledger.add_expense(
        workspace,
        Expense(category="certification.fee", gross=GROSS, paid_on=dt.date(2026, 6, 30)),
    )
    return number


def of_one_notice(ws: Workspace, *, allowed: bool) -> tuple[Pack, Measure, Measure]:
    """Return two measures of a notice that lets them stand side by side, or that does not."""
    for pack in ws.catalog.packs.values():
        numbers = {one.clause.number for one in pack.allowances}
        forbidden = {
            one.clause.number for one in pack.exclusions if one.rule is ExclusionRule.AT_MOST_ONE
        }
        wanted = numbers if allowed else forbidden - numbers
        with_money = [one for one in pack.measures if one.steps and one.notice.number in wanted]
        if len(with_money) > 1:
            return pack, with_money[0], with_money[1]
    raise LookupError("no pack has such a notice")


def file(
    ws: Workspace,
    pack: Pack,
    measure: Measure,
    expense: ExpenseId,
    *,
    state: ClaimState = ClaimState.DRAFT,
    version: str = "",
) -> ClaimId:
    """Keep a claim on an expense, whether or not it could be started."""
    claim = Claim(
        measure=measure.id,
        pack=pack.id,
        pack_version=version or pack.version,
        title=measure.title,
        state=state,
        created_on=dt.date(2026, 11, 20),
        project=None,
        expenses=(expense,),
        spent=GROSS,
        ceiling=Money(100),
        applied=Money(100),
    )
    with ws.operation("claim.start", measure.title) as operation:
        return claims.add(operation.db, claim)


def twice(ws: Workspace, number: ClaimId) -> Sequence[CheckFinding]:
    return [one for one in self_check(ws, number) if one.rule == "R15"]


def test_measures_of_a_notice_that_lets_both_stand_are_no_duplicate(
    workspace: Workspace, expense: ExpenseId
) -> None:
    pack, one, other = of_one_notice(workspace, allowed=True)
    first = file(workspace, pack, one, expense)
    second = file(workspace, pack, other, expense)
    assert not twice(workspace, first)
    assert not twice(workspace, second)


def test_the_same_measure_twice_is_a_duplicate_even_there(
    workspace: Workspace, expense: ExpenseId
) -> None:
    pack, one, _ = of_one_notice(workspace, allowed=True)
    first = file(workspace, pack, one, expense)
    file(workspace, pack, one, expense)
    [found] = twice(workspace, first)
    assert one.title in found.text


def test_a_notice_that_pays_once_has_no_two_claims_on_an_expense(
    workspace: Workspace, expense: ExpenseId
) -> None:
    pack, one, other = of_one_notice(workspace, allowed=False)
    first = file(workspace, pack, one, expense)
    second = file(workspace, pack, other, expense)
    [found] = twice(workspace, first)
    assert other.title in found.text
    assert twice(workspace, second)


def test_what_one_notice_allows_does_not_reach_another(
    workspace: Workspace, expense: ExpenseId
) -> None:
    allowing, one, _ = of_one_notice(workspace, allowed=True)
    forbidding, other, _ = of_one_notice(workspace, allowed=False)
    first = file(workspace, allowing, one, expense)
    second = file(workspace, forbidding, other, expense)
    assert twice(workspace, first)
    assert twice(workspace, second)


def test_only_the_claim_that_may_not_stand_beside_is_named(
    workspace: Workspace, expense: ExpenseId
) -> None:
    allowing, one, beside = of_one_notice(workspace, allowed=True)
    forbidding, other, _ = of_one_notice(workspace, allowed=False)
    first = file(workspace, allowing, one, expense)
    file(workspace, allowing, beside, expense)
    file(workspace, forbidding, other, expense)
    [found] = twice(workspace, first)
    assert other.title in found.text
    assert beside.title not in found.text


def test_a_version_that_is_not_here_allows_nothing(
    workspace: Workspace, expense: ExpenseId
) -> None:
    pack, one, other = of_one_notice(workspace, allowed=True)
    first = file(workspace, pack, one, expense)
    file(workspace, pack, other, expense, version="0.0-gone")
    assert twice(workspace, first)


@pytest.mark.parametrize("state", [ClaimState.REFUSED, ClaimState.WITHDRAWN])
def test_a_claim_that_is_over_takes_nothing(
    workspace: Workspace, expense: ExpenseId, state: ClaimState
) -> None:
    pack, one, other = of_one_notice(workspace, allowed=False)
    first = file(workspace, pack, one, expense)
    file(workspace, pack, other, expense, state=state)
    assert not twice(workspace, first)
