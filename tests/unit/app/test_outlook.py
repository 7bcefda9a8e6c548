"""How far open words move a plan: each tried by itself, and the plan that fears them least."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence

from tests.unit.app.contest_book import BASE, PACK, QUALITY, TESTING, contest, lower_pool, yuan

from jiamao_desktop.app import asking, ledger
from jiamao_desktop.app.plan_findings import OpenEffect
from jiamao_desktop.app.plan_parts import BestPlan, Scenario
from jiamao_desktop.app.planning import outlook, plan
from jiamao_desktop.app.settling import choose
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.pack import Option, UnsettledWord

OWN = "testing-tax"
"""An unclear word of the first measure."""
YEARS = "pool-years"
"""An unclear word about the limit that both measures share."""


def unclear(ws: Workspace, measure_id: str, *words: UnsettledWord) -> None:
    """Let a measure have these unclear words besides its own."""
    pack = ws.catalog.packs[PACK]
    measures = tuple(
        dataclasses.replace(one, unsettled=(*one.unsettled, *words))
        if one.id == measure_id
        else one
        for one in pack.measures
    )
    changed = dataclasses.replace(pack, measures=measures)
    ws.catalog = dataclasses.replace(ws.catalog, packs={PACK: changed})


def word(name: str, sets: str, *values: str) -> UnsettledWord:
    """Return a word; its first option is the one that holds until another is chosen."""
    options = tuple(Option(id=one, label=one, value=one) for one in values)
    return UnsettledWord(id=name, question=f"{name}？", options=options, sets=sets)


def spend(ws: Workspace, gross: str, tax: str, day: dt.date = dt.date(2026, 5, 10)) -> ExpenseId:
    """Spend on testing, with tax."""
    expense = Expense(category="yunxi.testing", gross=yuan(gross), tax=yuan(tax), paid_on=day)
    return ledger.add_expense(ws, expense)[0]


def sums(effect: OpenEffect) -> dict[str, Money]:
    """Return what the options of a word come to; every one of them proved."""
    assert all(one.total.exact for one in effect.options)
    return {one.id: one.total.at_least for one in effect.options}


def kept(ws: Workspace, found: BestPlan, **readings: str) -> Money:
    """Return what the same expenses under the same measures come to under other readings."""
    pins = {line.expense: (one.measure, None) for one in found.claims for line in one.lines}
    spare = frozenset((one.expense, None) for one in found.spare)
    tried = {(PACK, key): option for key, option in readings.items()}
    return plan(ws, Scenario(readings=tried, pinned=pins, forbidden=spare), seconds=0).total


def test_each_word_is_tried_while_the_others_stay_as_they_are_read(workspace: Workspace) -> None:
    contest(workspace)
    unclear(workspace, TESTING, word(OWN, "expense.base", "net", "gross"))
    spend(workspace, "60000", "30000")
    spend(workspace, "60000", "10000")
    found = plan(workspace)
    assert found.total == yuan("48000")  # 60 % of 80,000 without tax
    first, second = outlook(workspace, found).effects
    assert (first.key, second.key) == (OWN, BASE)  # the one with the most yuan first
    assert sums(first) == {"net": yuan("48000"), "gross": yuan("72000")}
    # With its tax the first is worth more under quality: half of 60,000.
    assert sums(second) == {"net": yuan("48000"), "gross": yuan("60000")}


def test_the_option_in_use_is_named_and_comes_to_the_plan_itself(workspace: Workspace) -> None:
    contest(workspace)
    spend(workspace, "100000", "40000")
    spend(workspace, "100000", "0")
    for chosen in ("gross", "net"):
        choose(workspace, PACK, BASE, chosen)
        found = plan(workspace)
        [effect] = outlook(workspace, found).effects
        assert [one.id for one in effect.options] == ["net", "gross"]  # in the pack's order
        [own] = [one for one in effect.options if one.chosen]
        assert (own.id, own.total.at_least) == (chosen, found.total)


def test_a_word_about_a_shared_limit_moves_what_no_measure_alone_shows(
    workspace: Workspace,
) -> None:
    contest(workspace)
    lower_pool(workspace, "50000")
    [pool] = workspace.catalog.packs[PACK].limits
    years = word(YEARS, f"limit.{pool.id}.window", "calendar_year", "lifetime")
    unclear(workspace, QUALITY, years)
    spend(workspace, "100000", "0")
    spend(workspace, "100000", "0", dt.date(2027, 5, 10))
    found = plan(workspace)
    assert found.total == yuan("100000")  # 50,000 in each year
    [effect] = outlook(workspace, found).effects
    assert effect.key == YEARS
    assert sums(effect) == {"calendar_year": yuan("100000"), "lifetime": yuan("50000")}


def test_a_word_about_a_limit_under_which_nothing_stands_is_not_tried(
    workspace: Workspace,
) -> None:
    contest(workspace)
    [pool] = workspace.catalog.packs[PACK].limits
    years = word(YEARS, f"limit.{pool.id}.window", "calendar_year", "lifetime")
    unclear(workspace, QUALITY, years)
    said: list[str] = []

    def note(done: int, total: int | None = None, label: str = "") -> None:
        said.append(label)

    ahead = outlook(workspace, plan(workspace), note)
    assert (ahead.effects, ahead.robust, ahead.low, ahead.high) == ((), None, ZERO, ZERO)
    assert not any(said)


def made_up(ws: Workspace, dice: random.Random) -> Sequence[ExpenseId]:
    """Spend at random, with much tax on some of it."""
    return [
        spend(ws, f"{gross}", f"{gross * dice.choice((0, 0, 3, 6)) // 10}")
        for gross in (dice.randrange(10, 150) * 1000 for _ in range(dice.randrange(2, 5)))
    ]


def test_every_option_comes_to_what_a_what_if_of_it_says(workspace: Workspace) -> None:
    contest(workspace)
    unclear(workspace, TESTING, word(OWN, "expense.base", "net", "gross"))
    dice, moved = random.Random(5), 0
    for _ in range(3):
        made_up(workspace, dice)
        found = plan(workspace, seconds=0)
        ahead = outlook(workspace, found)
        for effect in ahead.effects:
            for option, amount in sums(effect).items():
                tried = Scenario(readings={(PACK, effect.key): option})
                assert plan(workspace, tried, seconds=0).total == amount
                assert ahead.low <= amount <= ahead.high
                moved += amount != found.total
    assert moved


def test_the_safer_plan_keeps_its_promise_under_every_reading(workspace: Workspace) -> None:
    contest(workspace)
    choose(workspace, PACK, BASE, "gross")
    dice, safer = random.Random(2), 0
    for _ in range(4):
        made_up(workspace, dice)
        found = plan(workspace, seconds=0)
        robust = outlook(workspace, found).robust
        if robust is None:
            continue
        promised = [kept(workspace, robust.plan, **{BASE: one}) for one in ("net", "gross")]
        gambled = [kept(workspace, found, **{BASE: one}) for one in ("net", "gross")]
        assert robust.worst <= min(promised)
        assert min(gambled) <= robust.worst <= robust.at_most
        assert robust.same == (robust.plan == found)
        safer += not robust.same
    assert safer


def test_words_that_gain_together_reach_beyond_what_each_gains_alone(workspace: Workspace) -> None:
    contest(workspace)
    unclear(workspace, TESTING, word(OWN, "expense.base", "net", "gross"))
    spend(workspace, "60000", "30000")
    spend(workspace, "60000", "10000")
    found = plan(workspace, seconds=0)
    ahead = outlook(workspace, found)
    both = Scenario(readings={(PACK, OWN): "gross", (PACK, BASE): "gross"})
    together = plan(workspace, both, seconds=0).total
    assert ahead.high == max(together, *(one.high for one in ahead.effects))
    assert ahead.low == found.total


def test_the_most_counts_an_open_answer_under_its_best_reading(workspace: Workspace) -> None:
    contest(workspace)
    unclear(workspace, TESTING, word(OWN, "expense.base", "net", "gross"))
    spend(workspace, "100000", "40000")
    asking.answer(workspace, "yunxi.export_product", None, None, "")
    ahead = outlook(workspace, plan(workspace, seconds=0))
    assert ahead.waiting == yuan("36000")  # 60 % of 60,000 without tax
    assert ahead.high == yuan("60000")  # 60 % of 100,000


def test_a_word_counts_though_a_cap_hides_it_from_its_measure_alone(workspace: Workspace) -> None:
    contest(workspace)
    unclear(workspace, TESTING, word(OWN, "expense.base", "net", "gross"))
    spend(workspace, "100000", "30000")
    spend(workspace, "100000", "10000")
    found = plan(workspace, seconds=0)
    ahead = outlook(workspace, found)
    assert plan(workspace, Scenario(readings={(PACK, OWN): "gross"})).total == yuan("105000")
    assert OWN in {effect.key for effect in ahead.effects}
    assert ahead.high >= yuan("105000")
