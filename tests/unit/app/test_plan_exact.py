"""The plan of a book against every way to share its expenses out, worked out by the rules alone."""

from __future__ import annotations

import datetime as dt
import itertools
import random

from tests.unit.app.contest_book import QUALITY, TESTING, contest, yuan

from jiamao_desktop.app.assessing import plan_of
from jiamao_desktop.app.cases import Cases
from jiamao_desktop.app.plan_parts import PlannedExpense, Scenario
from jiamao_desktop.app.planning import plan
from jiamao_desktop.app.scenarios import cases_of
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.money import Money

POOL = yuan("300000")
"""What the city gives one firm in a year, under all its measures."""


def expenses(seed: int) -> tuple[PlannedExpense, ...]:
    """Return a few expenses of two years, some alike, some large enough to fill a cap."""
    dice = random.Random(seed)
    made = []
    for _ in range(dice.randrange(2, 6)):
        gross = Money(dice.choice([dice.randrange(1, 10**4), dice.randrange(10**6, 5 * 10**7)]))
        net = Money(gross.fen - dice.randrange(gross.fen // 10 + 1))
        day = dt.date(dice.choice([2026, 2027]), dice.randrange(3, 13), 15)
        made.append(PlannedExpense(category="yunxi.testing", gross=gross, net=net, paid_on=day))
    return (*made, made[0]) if dice.randrange(2) else tuple(made)


def by_year(cases: Cases, measure: str, lines: frozenset[int]) -> dict[int, int]:
    """Return what a measure comes to on some expenses alone, year by year."""
    about = plan_of(cases.ws, cases.ws.catalog.pack_of(measure), cases.ws.catalog.measure(measure))
    found = about.assess(cases.case(about, None, only=lines))
    years: dict[int, int] = {}
    for day, amount in found.by_day:
        years[day.year] = years.get(day.year, 0) + amount.fen
    return years


def best_by_trying(ws: Workspace, scenario: Scenario) -> tuple[int, int, int]:
    """Return the most that can be had, and the fewest claims and vouchers for it."""
    cases = cases_of(ws, scenario)
    numbers = [-place for place in range(1, len(scenario.planned) + 1)]
    known: dict[tuple[str, frozenset[int]], dict[int, int]] = {}
    best = (0, 0, 0)
    for choice in itertools.product(("", TESTING, QUALITY), repeat=len(numbers)):
        total: dict[int, int] = {}
        claims = 0
        for measure in (TESTING, QUALITY):
            lines = frozenset(n for n, one in zip(numbers, choice, strict=True) if one == measure)
            if (measure, lines) not in known:
                known[measure, lines] = by_year(cases, measure, lines)
            years = known[measure, lines]
            claims += any(years.values())
            for year, fen in years.items():
                total[year] = total.get(year, 0) + fen
        fen = sum(min(one, POOL.fen) for one in total.values())
        best = max(best, (fen, -claims, -sum(map(bool, choice))))
    return best[0], -best[1], -best[2]


def test_no_way_to_share_expenses_out_beats_the_plan(workspace: Workspace) -> None:
    contest(workspace)
    for seed in range(8):
        scenario = Scenario(planned=expenses(seed))
        found = plan(workspace, scenario, seconds=0)
        assert found.certified, seed
        best = best_by_trying(workspace, scenario)
        assert (found.total.fen, len(found.claims), found.vouchers) == best, seed
