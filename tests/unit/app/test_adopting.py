"""Adopting a plan: all claims at once on exactly their expenses, and one undo takes all back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from tests.unit.app.contest_book import QUALITY, contest, lower_pool, yuan
from tests.unit.app.plans_by_hand import plan_of_claims, planned_claim
from tests.unit.app.test_assessing import certification, fair, measure_for

from jiamao_desktop.app import history, ledger, packets
from jiamao_desktop.app.adopting import adopt, adoption
from jiamao_desktop.app.checking import self_check
from jiamao_desktop.app.claims import claim_list, set_state, start_claim
from jiamao_desktop.app.plan_parts import BestPlan, PlannedExpense, Scenario
from jiamao_desktop.app.planning import plan
from jiamao_desktop.app.renewing import renew
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.settled import open_words

AEO_CLAIM = "AEO 高级认证费用支持（AEO）"
FAIR_CLAIM = "其他境外展会展位费补贴（迪拜展）"


@dataclasses.dataclass
class Firm:
    """A book with a certification on two expenses, and a fair on one."""

    ws: Workspace
    aeo: ProjectId
    fair: ProjectId
    paid: list[ExpenseId]

    @property
    def measure(self) -> str:
        return measure_for(self.ws, "certification.fee")

    @property
    def booths(self) -> str:
        return measure_for(self.ws, "fair.booth")

    def plan(self, lines: int = 1, amount: str = "100000", **changes: object) -> BestPlan:
        aeo = planned_claim(self.ws, self.measure, self.aeo, self.paid[:lines], amount)
        booth = planned_claim(self.ws, self.booths, self.fair, self.paid[2:], "20000")
        return plan_of_claims(self.ws, aeo, booth, **changes)


@pytest.fixture
def firm(workspace: Workspace) -> Firm:
    aeo = certification(workspace, "200000")
    [first] = map(ExpenseId, workspace.basis().lines)
    row = ledger.expense_rows(workspace, [first])[first]
    other = dataclasses.replace(row.expense, gross=Money.from_yuan("40000"))
    second, _ = ledger.add_expense(workspace, other)
    show = fair(workspace)
    [third] = workspace.basis().lines.keys() - {first, second}
    return Firm(workspace, aeo, show, [first, second, ExpenseId(third)])


def test_every_claim_of_the_plan_is_made_on_exactly_its_expenses(firm: Firm) -> None:
    adopt(firm.ws, firm.plan())
    made = {row.claim.measure: row.claim for row in claim_list(firm.ws)}
    assert set(made) == {firm.measure, firm.booths}
    claim = made[firm.measure]
    assert claim.expenses == (firm.paid[0],)
    assert (claim.state, claim.chosen) == (ClaimState.DRAFT, True)
    assert claim.spent == Money.from_yuan("200000")
    assert claim.ceiling == claim.applied == Money.from_yuan("100000")
    assert made[firm.booths].expenses == (firm.paid[2],)


def test_what_is_applied_for_is_what_the_plan_pays_not_what_the_claim_alone_may(
    firm: Firm,
) -> None:
    adopt(firm.ws, firm.plan(amount="61234.56"))
    [claim] = [one.claim for one in claim_list(firm.ws) if one.claim.measure == firm.measure]
    assert claim.applied == Money.from_yuan("61234.56")
    assert claim.ceiling == Money.from_yuan("100000")


def test_adopted_claims_can_be_printed_at_once(firm: Firm) -> None:
    adopt(firm.ws, firm.plan())
    assert all(packets.build(firm.ws, row.id).pages for row in claim_list(firm.ws))


def test_one_undo_takes_the_whole_plan_back(firm: Firm) -> None:
    start_claim(firm.ws, firm.measure, firm.aeo)
    before = claim_list(firm.ws)
    changes = adopt(firm.ws, firm.plan())
    assert changes.tables == {"claim", "claim_expense"}
    assert history.undo_label(firm.ws) == "采用最优方案：2 项申报"
    history.undo(firm.ws)
    assert claim_list(firm.ws) == before
    history.redo(firm.ws)
    assert {row.claim.chosen for row in claim_list(firm.ws)} == {True}


def test_drafts_of_the_same_measure_and_project_make_way_and_that_is_said(firm: Firm) -> None:
    old, _ = start_claim(firm.ws, firm.measure, firm.aeo)
    plan = firm.plan()
    doing = adoption(firm.ws, plan)
    assert doing.replaced == (AEO_CLAIM,)
    assert doing.made == (AEO_CLAIM, FAIR_CLAIM)
    assert (doing.obstacles, doing.double) == ((), ())
    adopt(firm.ws, plan)
    assert old not in {row.id for row in claim_list(firm.ws)}
    assert len(claim_list(firm.ws)) == 2


def test_what_has_been_filed_is_not_touched(firm: Firm) -> None:
    old, _ = start_claim(firm.ws, firm.measure, firm.aeo)
    set_state(firm.ws, old, ClaimState.FILED)
    plan = firm.plan()
    assert adoption(firm.ws, plan).replaced == ()
    adopt(firm.ws, plan)
    [kept] = [row.claim for row in claim_list(firm.ws) if row.id == old]
    assert kept.state is ClaimState.FILED
    assert not kept.chosen


def test_a_draft_that_stays_and_stands_on_the_same_expense_is_named(firm: Firm) -> None:
    start_claim(firm.ws, firm.measure, firm.aeo)
    elsewhere = planned_claim(firm.ws, firm.booths, firm.fair, [firm.paid[0]], "1")
    doing = adoption(firm.ws, plan_of_claims(firm.ws, elsewhere))
    assert doing.replaced == ()
    assert doing.double == ((firm.paid[0], AEO_CLAIM),)


def test_a_plan_of_yesterdays_book_is_not_adopted(firm: Firm) -> None:
    plan = firm.plan()
    ledger.delete_expenses(firm.ws, [firm.paid[1]])
    [obstacle] = adoption(firm.ws, plan).obstacles
    assert obstacle.code == "plan.stale"
    with pytest.raises(UserError, match=r"plan\.stale"):
        adopt(firm.ws, plan)
    assert claim_list(firm.ws) == []


def test_planned_expenses_are_named_and_not_adopted(firm: Firm) -> None:
    coming = PlannedExpense(
        category="certification.fee",
        gross=Money.from_yuan("1000"),
        net=Money.from_yuan("1000"),
        paid_on=dt.date(2026, 12, 1),
        project=firm.aeo,
    )
    scenario = Scenario(name="再花一千", planned=(coming, coming))
    lines = [firm.paid[0], -2]
    claim = planned_claim(firm.ws, firm.measure, firm.aeo, lines, "100000")
    [obstacle] = adoption(firm.ws, plan_of_claims(firm.ws, claim, scenario=scenario)).obstacles
    assert obstacle.code == "plan.holds_planned"
    label = firm.ws.catalog.categories["certification.fee"].label
    assert dict(obstacle.details) == {"count": "1", "names": label}
    real = dataclasses.replace(claim, lines=claim.lines[:1])
    plan = plan_of_claims(firm.ws, real, scenario=scenario)
    adopt(firm.ws, plan)  # it was tried, and the plan does without
    assert len(claim_list(firm.ws)) == 1


def test_a_reading_that_is_not_the_books_is_named_and_not_adopted(firm: Firm) -> None:
    pack = firm.ws.catalog.pack_of(firm.measure)
    word = next(one for one in open_words(pack) if len(one.word.options) > 1)
    here, other = word.word.options[:2]
    plan = firm.plan(scenario=Scenario(readings={(pack.id, word.key): other.id}))
    with pytest.raises(UserError, match=r"plan\.other_reading") as caught:
        adopt(firm.ws, plan)
    assert caught.value.details["option"] == other.label
    as_read = firm.plan(scenario=Scenario(readings={(pack.id, word.key): here.id}))
    assert adoption(firm.ws, as_read).obstacles == ()


def test_a_plan_of_another_day_is_not_adopted(firm: Firm) -> None:
    plan = firm.plan(scenario=Scenario(today=dt.date(2027, 1, 5)))
    with pytest.raises(UserError, match=r"plan\.other_day"):
        adopt(firm.ws, plan)
    assert adoption(firm.ws, firm.plan(scenario=Scenario(today=dt.date(2026, 11, 20)))).made


def test_a_plan_without_claims_has_nothing_to_adopt(workspace: Workspace) -> None:
    with pytest.raises(UserError, match=r"plan\.nothing_to_adopt"):
        adopt(workspace, plan_of_claims(workspace))


def test_a_plan_can_be_adopted_again_and_takes_its_own_drafts_place(firm: Firm) -> None:
    adopt(firm.ws, firm.plan())
    first = {row.id for row in claim_list(firm.ws)}
    doing = adoption(firm.ws, firm.plan(lines=2, amount="120000"))
    assert set(doing.replaced) == {AEO_CLAIM, FAIR_CLAIM}
    adopt(firm.ws, firm.plan(lines=2, amount="120000"))
    rows = claim_list(firm.ws)
    assert len(rows) == 2
    assert first.isdisjoint(row.id for row in rows)
    [claim] = [row.claim for row in rows if row.claim.measure == firm.measure]
    assert set(claim.expenses) == set(firm.paid[:2])


def test_filing_one_claim_lets_the_other_be_renewed_for_the_same_sum(workspace: Workspace) -> None:
    """Both stand under one cap: what was granted lowers the ceiling of the other, not its sum."""
    contest(workspace, "140000", "450000")
    lower_pool(workspace, "250000")
    adopt(workspace, plan(workspace))
    [first, other] = sorted(
        claim_list(workspace), key=lambda row: row.claim.ceiling - row.claim.applied
    )
    applied = first.claim.applied, other.claim.applied
    assert applied[0] + applied[1] == yuan("250000")
    assert first.claim.applied == first.claim.ceiling
    assert other.claim.applied == other.claim.ceiling - yuan("30000")
    set_state(workspace, first.id, ClaimState.FILED)
    set_state(workspace, first.id, ClaimState.GRANTED, str(applied[0]))
    with pytest.raises(UserError, match=r"claim\.stale"):
        packets.build(workspace, other.id)
    made, _ = renew(workspace, other.id)
    assert made.ceiling == (other.claim.ceiling, applied[1])
    assert made.applied == (applied[1], applied[1])
    assert packets.build(workspace, other.id).pages


def test_two_drafts_on_one_expense_are_objected_to_when_checked(workspace: Workspace) -> None:
    [number] = contest(workspace, "100000")
    adopt(workspace, plan(workspace))
    start_claim(workspace, QUALITY)
    [adopted] = [row.id for row in claim_list(workspace) if row.claim.chosen]
    objections = [one for one in self_check(workspace, adopted) if one.expense == number]
    assert any("出口产品质量支持" in one.text for one in objections)


def test_an_award_is_adopted_without_any_expense(firm: Firm) -> None:
    claim = planned_claim(firm.ws, firm.measure, firm.aeo, [], "1")
    adopt(firm.ws, plan_of_claims(firm.ws, claim))
    [row] = claim_list(firm.ws)
    assert (row.claim.expenses, row.claim.spent) == ((), Money(0))
    assert row.claim.only == frozenset()


def test_asking_what_adoption_would_do_changes_nothing(firm: Firm) -> None:
    plan_made = firm.plan()
    before = firm.ws.basis().operation
    assert adoption(firm.ws, plan_made) == adoption(firm.ws, plan_made)
    assert firm.ws.basis().operation == before
    assert claim_list(firm.ws) == []


def test_every_claim_keeps_why_it_came_to_its_figures(firm: Firm) -> None:
    adopt(firm.ws, firm.plan())
    for row in claim_list(firm.ws):
        kept = json.loads(row.claim.snapshot)
        assert kept["assessment"]["counted"] == list(row.claim.expenses)
        assert kept["assessment"]["ceiling"]["fen"] == row.claim.ceiling.fen
        assert kept["pack"] == [row.claim.pack, row.claim.pack_version]


def test_claims_of_one_project_under_several_measures_are_told_apart_by_name(
    workspace: Workspace,
) -> None:
    contest(workspace, "130000", "400000")
    best = plan(workspace, seconds=0)
    of_a_fair = dataclasses.replace(
        best, claims=tuple(dataclasses.replace(one, project_title="科隆展") for one in best.claims)
    )
    assert {*adoption(workspace, of_a_fair).made} == {
        "出口产品检测支持（科隆展）",
        "出口产品质量支持（科隆展）",
    }
    adopt(workspace, best)
    assert {*adoption(workspace, plan(workspace, seconds=0)).replaced} == {
        "出口产品检测支持",
        "出口产品质量支持",
    }
