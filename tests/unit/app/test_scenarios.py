"""What-ifs: a book with something supposed beside it, which leaves no trace in the real one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from tests.unit.app.contest_book import BASE, DAY, PACK, QUALITY, TESTING, contest, yuan
from tests.unit.app.test_assessing import certification, measure_for

from jiamao_desktop.app import ledger
from jiamao_desktop.app.assessing import card, cards, kept_card, plan_of
from jiamao_desktop.app.basis import in_order, supposing
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_parts import BestPlan, PlannedExpense, Scenario
from jiamao_desktop.app.planning import plan
from jiamao_desktop.app.scenarios import as_line, cases_of, pin_of
from jiamao_desktop.app.settling import OfficersAnswer, choose, record_answer
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.choice import ChosenReading
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money

COMING = PlannedExpense(
    category="yunxi.testing", gross=yuan("10600"), net=yuan("10000"), paid_on=DAY, label="复测"
)


def reading_in(cases: Cases, measure: str) -> str:
    """Return how the word of a measure is read in some cases."""
    pack = cases.ws.catalog.packs[PACK]
    case = cases.case(plan_of(cases.ws, pack, pack.measure(measure)), None)
    return case.readings.get(BASE, "")


def test_nothing_supposed_is_the_book_itself(workspace: Workspace) -> None:
    contest(workspace, "100")
    assert Scenario().supposes_nothing
    cases = cases_of(workspace, Scenario(name="照旧"))
    assert cases.basis is workspace.basis()
    assert not cases.supposed
    pinned = cases_of(workspace, Scenario(pinned={1: (TESTING, None)}))
    assert not pinned.supposed  # a pin is for the plan, the cards stay what they are


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(planned=(COMING,)),
        Scenario(readings={(PACK, BASE): "net"}),
        Scenario(today=dt.date(2026, 1, 1)),
        Scenario(pinned={1: ("m", None)}),
        Scenario(forbidden=frozenset({(1, None)})),
    ],
)
def test_whatever_is_supposed_is_told_from_the_book_as_it_is(scenario: Scenario) -> None:
    assert not scenario.supposes_nothing


def test_a_planned_expense_is_a_paid_line_under_a_number_of_its_own(workspace: Workspace) -> None:
    contest(workspace, "100")
    cases = cases_of(workspace, Scenario(planned=(COMING, COMING)))
    assert set(cases.basis.lines) == {1, -1, -2}
    line = cases.basis.lines[-2]
    assert (line.gross, line.net, line.paid_on) == (yuan("10600"), yuan("10000"), DAY)
    assert line.payer_is_applicant
    assert not line.evidence
    assert set(workspace.basis().lines) == {1}
    assert cases.supposed


def test_supposed_expenses_stand_among_the_others_in_their_order(workspace: Workspace) -> None:
    contest(workspace, "100", "200")
    early = as_line(-1, dataclasses.replace(COMING, paid_on=dt.date(2026, 4, 1)))
    late = as_line(-2, dataclasses.replace(COMING, paid_on=dt.date(2026, 6, 1)))
    before = workspace.basis()
    after = supposing(before, [early, late])
    [pile] = after.lines_of({"yunxi.testing"}, None)
    assert [line.id for line in pile] == [-2, 2, 1, -1]
    assert in_order((pile,)) == pile
    assert [line.id for line in in_order(before.lines_of(None, None))] == [2, 1]


def test_piles_that_nothing_was_added_to_stay_the_same_objects(workspace: Workspace) -> None:
    contest(workspace, "100")
    other = Expense(category="fair.booth", gross=yuan("5"), paid_on=DAY)
    ledger.add_expense(workspace, other)
    before = workspace.basis()
    after = supposing(before, [as_line(-1, COMING)])
    assert after.piles["fair.booth", None] is before.piles["fair.booth", None]
    assert after.piles["yunxi.testing", None] is not before.piles["yunxi.testing", None]
    assert list(after.piles) == sorted(after.piles, key=lambda pile: (pile[0], pile[1] or 0))


def test_a_supposed_reading_outweighs_the_persons_and_the_officers(workspace: Workspace) -> None:
    contest(workspace, "100")
    tried = Scenario(readings={(PACK, BASE): "gross"})
    assert reading_in(cases_of(workspace, tried), QUALITY) == "gross"
    choose(workspace, PACK, BASE, "net")
    assert reading_in(cases_of(workspace, tried), QUALITY) == "gross"
    answer = OfficersAnswer(office="云溪市商务局", day=dt.date(2026, 11, 1))
    record_answer(workspace, PACK, BASE, "net", answer)
    assert reading_in(cases_of(workspace, tried), QUALITY) == "gross"
    assert reading_in(cases_of(workspace, Scenario()), QUALITY) == "net"


def test_choices_are_added_behind_those_of_the_book(workspace: Workspace) -> None:
    contest(workspace)
    choose(workspace, PACK, BASE, "gross")
    mine = ChosenReading(pack=PACK, measure=QUALITY, reading=BASE, option="net")
    after = supposing(workspace.basis(), choices=[mine])
    assert [one.option for one in after.choices] == ["gross", "net"]
    assert [one.option for one in workspace.basis().choices] == ["gross"]


def test_cards_of_the_book_and_of_a_scenario_are_kept_apart(workspace: Workspace) -> None:
    contest(workspace, "100000")
    pack = workspace.catalog.packs[PACK]
    testing = plan_of(workspace, pack, pack.measure(TESTING))
    real = kept_card(Cases(workspace), testing, None)
    supposed = kept_card(cases_of(workspace, Scenario(planned=(COMING,))), testing, None)
    assert supposed.assessment.spent == yuan("110600")
    assert kept_card(Cases(workspace), testing, None) is real
    again = kept_card(cases_of(workspace, Scenario(planned=(COMING,))), testing, None)
    assert again is supposed


def test_a_card_that_the_scenario_does_not_touch_is_not_made_again(workspace: Workspace) -> None:
    contest(workspace, "100000")
    pack = workspace.catalog.packs[PACK]
    testing = plan_of(workspace, pack, pack.measure(TESTING))
    real = kept_card(Cases(workspace), testing, None)
    tried = cases_of(workspace, Scenario(readings={(PACK, BASE): "gross"}))
    assert kept_card(tried, testing, None) is real  # the word is one of the other measure


def test_cards_after_many_what_ifs_are_those_of_a_fresh_book(workspace: Workspace) -> None:
    contest(workspace, "100000", "40000")
    for scenario in (
        Scenario(planned=(COMING,)),
        Scenario(readings={(PACK, BASE): "gross"}),
        Scenario(today=dt.date(2029, 1, 1)),
        Scenario(forbidden=frozenset({(1, None)})),
    ):
        plan(workspace, scenario)
    kept = cards(workspace)
    workspace.kept.clear()
    assert kept == cards(workspace)


def test_on_a_day_after_its_end_a_notice_pays_for_nothing_new(workspace: Workspace) -> None:
    contest(workspace)
    late = dataclasses.replace(COMING, paid_on=dt.date(2029, 5, 1))
    assert plan(workspace, Scenario(planned=(late,))).total == Money(0)
    ended = Scenario(planned=(late,), today=dt.date(2029, 6, 1))
    assert plan(workspace, ended).claims == ()
    inside = Scenario(planned=(COMING,), today=dt.date(2029, 6, 1))
    assert plan(workspace, inside).total == yuan("6000")  # it was spent while it applied


def test_an_expense_is_pinned_to_a_measure_for_its_own_project(workspace: Workspace) -> None:
    project = certification(workspace)
    measure = measure_for(workspace, "certification.fee")
    [number] = map(ExpenseId, workspace.basis().lines)
    assert pin_of(workspace, number, measure) == (measure, project)
    of_the_firm = next(
        one.id
        for pack in workspace.catalog.packs.values()
        for one in pack.measures
        if one.project is None
    )
    assert pin_of(workspace, number, of_the_firm) == (of_the_firm, None)
    with pytest.raises(UserError, match=r"plan\.no_such_expense"):
        pin_of(workspace, ExpenseId(99), measure)
    with pytest.raises(UserError, match=r"measure\.unknown"):
        pin_of(workspace, number, "nothing")


def test_a_planned_expense_may_be_pinned_and_forbidden_like_any_other(
    workspace: Workspace,
) -> None:
    contest(workspace)
    pinned = Scenario(planned=(COMING,), pinned={-1: (QUALITY, None)})
    assert plan(workspace, pinned).total == yuan("5000")
    banned = Scenario(planned=(COMING,), forbidden=frozenset({(-1, None)}))
    assert plan(workspace, banned).total == Money(0)
    with pytest.raises(UserError, match=r"plan\.no_such_expense"):
        plan(workspace, Scenario(planned=(COMING,), pinned={-2: (QUALITY, None)}))


def random_expenses(dice: random.Random) -> list[PlannedExpense]:
    return [
        dataclasses.replace(
            COMING,
            gross=(gross := Money(dice.randrange(10_000, 30_000_000))),
            net=Money(gross.fen - dice.randrange(gross.fen // 8)),
            paid_on=dt.date(dice.choice([2026, 2027]), dice.randrange(3, 13), 10),
        )
        for _ in range(dice.randrange(1, 9))
    ]


def test_more_to_spend_never_brings_less_and_less_never_more(workspace: Workspace) -> None:
    contest(workspace)
    for seed in range(6):
        spent = random_expenses(random.Random(seed))
        whole = plan(workspace, Scenario(planned=tuple(spent)), seconds=0)
        fewer = plan(workspace, Scenario(planned=tuple(spent[:-1])), seconds=0)
        banned = frozenset({(-len(spent), None)})
        without = plan(workspace, Scenario(planned=tuple(spent), forbidden=banned), seconds=0)
        assert fewer.total == without.total <= whole.total, seed
        assert whole.total >= whole.obvious.total, seed


def test_the_order_of_expenses_changes_neither_sum_nor_paper(workspace: Workspace) -> None:
    contest(workspace)
    for seed in range(6):
        dice = random.Random(100 + seed)
        spent = random_expenses(dice)
        first = plan(workspace, Scenario(planned=tuple(spent)), seconds=0)
        dice.shuffle(spent)
        again = plan(workspace, Scenario(planned=tuple(spent)), seconds=0)
        assert _figures(first) == _figures(again), seed


def _figures(found: BestPlan) -> tuple[Money, int, int, bool]:
    return found.total, len(found.claims), found.vouchers, found.certified


def test_a_scenario_of_nothing_but_a_name_is_the_plan_itself(workspace: Workspace) -> None:
    contest(workspace, "100000", "40000")
    named = plan(workspace, Scenario(name="照旧"))
    assert dataclasses.replace(named, scenario=Scenario()) == plan(workspace)
    assert card(workspace, TESTING).assessment.counted == (2, 1)
