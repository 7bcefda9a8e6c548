"""The search behind a plan: one question, its bound from above, answers carried between models."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.app.contest_book import BASE, DAY, PACK, QUALITY, TESTING, contest, yuan

from jiamao_desktop.app import ledger
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_carrying import carried, uses_of
from jiamao_desktop.app.plan_parts import Scenario
from jiamao_desktop.app.plan_search import Question, asked, most_money, ticking, worked_out
from jiamao_desktop.app.progress import silent
from jiamao_desktop.app.scenarios import cases_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.allocation import UNUSED, evaluate
from jiamao_desktop.domain.compiling.compiled import Compiled
from jiamao_desktop.domain.errors import Cancelled, UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money


def question(ws: Workspace, scenario: Scenario | None = None) -> Question:
    wanted = scenario or Scenario()
    return asked(cases_of(ws, wanted), wanted)


def part(ws: Workspace, fen: int) -> None:
    """Spend what is supported in part only, so that what counts is no whole fen."""
    expense = Expense(
        category="yunxi.testing",
        gross=Money(fen),
        tax=Money(fen // 17),
        paid_on=DAY,
        unsupported=Money(fen // 3),
        unsupported_reason="用餐",
    )
    ledger.add_expense(ws, expense)


def test_a_model_of_whole_amounts_is_its_own_bound_from_above(workspace: Workspace) -> None:
    contest(workspace, "100000", "50000")
    found = question(workspace)
    assert found.above is found.model


def test_where_weights_were_cut_down_the_bound_has_a_part_more_in_each(
    workspace: Workspace,
) -> None:
    contest(workspace)
    for number in range(12):
        part(workspace, 10_000_019 + 2 * number * number)
    found = question(workspace)
    assert found.above is not found.model
    for item, heavier in zip(found.model.items, found.above.items, strict=True):
        for mode, more in zip(item.modes, heavier.modes, strict=True):
            assert [leaf for leaf, _ in mode] == [leaf for leaf, _ in more]
            assert {b - a for (_, a), (_, b) in zip(mode, more, strict=True)} == {1}
    work = worked_out(found, seconds=0)
    assert work.above.at_most >= work.best.at_most >= work.best.allocation.total


def test_the_most_money_is_that_of_the_plan(workspace: Workspace) -> None:
    contest(workspace, "100000", "100000", "50000")
    found = question(workspace)
    most = most_money(found.model, None, silent)
    assert most.at_least == most.at_most == 13_500_000
    assert evaluate(found.model, most.modes).total == most.at_least
    again = most_money(found.model, most.modes, silent)
    assert again.at_least == most.at_least


def test_searching_asks_now_and_then_whether_to_stop(workspace: Workspace) -> None:
    contest(workspace, "100000", "100000", "50000")

    def stop(done: int, total: int | None = None, label: str = "") -> None:
        assert (done, total, label) == (0, None, "")
        raise Cancelled

    with pytest.raises(Cancelled):
        ticking(stop)()
    with pytest.raises(Cancelled):
        worked_out(question(workspace), stop, seconds=0)


def test_an_answer_is_carried_to_where_the_same_claims_can_be_made(workspace: Workspace) -> None:
    contest(workspace, "100000", "80000")
    here = question(workspace)
    work = worked_out(here, seconds=0)
    uses = uses_of(here.compiled, here.model, work.best.allocation.modes)
    assert set(uses.values()) == {frozenset({(TESTING, None)}), frozenset({(QUALITY, None)})}
    there = question(workspace, Scenario(readings={(PACK, BASE): "gross"}))
    modes = carried(uses, there.compiled, there.model)
    assert uses_of(there.compiled, there.model, modes) == uses
    assert carried(uses, here.compiled, here.model) == list(work.best.allocation.modes)


def test_what_cannot_stand_there_is_left_unclaimed(workspace: Workspace) -> None:
    first, second = contest(workspace, "100000", "80000")
    here = question(workspace)
    uses = uses_of(here.compiled, here.model, worked_out(here, seconds=0).best.allocation.modes)
    banned = frozenset({(first, TESTING), (first, QUALITY)})
    there = question(workspace, Scenario(forbidden=banned))
    modes = carried(uses, there.compiled, there.model)
    by_expense = dict(zip((one.expenses for one in there.compiled.items), modes, strict=True))
    assert by_expense[first,] == UNUSED
    assert by_expense[second,] != UNUSED


def test_items_that_the_answer_does_not_know_stay_unclaimed(workspace: Workspace) -> None:
    contest(workspace, "100000", "80000")
    found = question(workspace)
    assert carried({}, found.compiled, found.model) == [UNUSED, UNUSED]
    assert uses_of(found.compiled, found.model, [UNUSED, UNUSED]) == {}


def test_an_item_that_may_stand_in_fewer_claims_stands_in_as_many_as_it_can(
    workspace: Workspace,
) -> None:
    contest(workspace, "100000")
    found = question(workspace)
    [item] = found.model.items
    both = (item.modes[0][0], item.modes[1][0])
    stacked = dataclasses.replace(
        found.model, items=(dataclasses.replace(item, modes=(*item.modes, both)),)
    )
    together = uses_of(found.compiled, stacked, [2])
    assert together == {item.key: frozenset({(TESTING, None), (QUALITY, None)})}
    assert carried(together, found.compiled, stacked) == [2]
    assert carried(together, found.compiled, found.model) == [0]


def test_a_pin_that_cannot_be_stops_the_question_unless_it_may_be_left(
    workspace: Workspace,
) -> None:
    [number] = contest(workspace, "100000")
    pinned = Scenario(pinned={number: ("yunxi-filing", None)})
    with pytest.raises(UserError, match=r"plan\.pin_impossible"):
        question(workspace, pinned)
    lenient = asked(cases_of(workspace, pinned), pinned, strict=False)
    assert isinstance(lenient.compiled, Compiled)
    assert [one.modes for one in lenient.model.items] == [()]


def test_the_question_is_the_same_however_often_it_is_asked(workspace: Workspace) -> None:
    contest(workspace, "100000", "-20000", "80000")
    first, second = question(workspace), asked(Cases(workspace), Scenario())
    assert first.model == second.model
    assert first.compiled.items == second.compiled.items
    assert worked_out(first, seconds=0).best == worked_out(second, seconds=0).best
    assert first.offer.subjects[0].assessment.ceiling == yuan("80000")
