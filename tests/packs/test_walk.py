"""Every path of the questions leaves every shipped measure settled."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

import pytest
from tests.packs.samples import (
    NAMES,
    SPENDING,
    day_inside,
    entered_for,
    plan_of,
    spending,
    values_of,
)

from jiamao_desktop.domain.assessment import Assessment, Status
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.facts import FactValue

MOST = 4000
"""More places than these on the paths of one measure would be a measure nobody can answer."""
DEEPEST = 15


def paths(name: str, case: Case, depth: int = 0) -> Iterator[tuple[Case, Assessment]]:
    """Yield the end of every path: the first question offered is answered in every way."""
    plan = plan_of(name)
    found = plan.assess(case)
    if not found.missing:
        yield case, found
        return
    assert found.status is Status.ASK
    assert depth < DEEPEST, found.missing
    fact = found.missing[0]
    assert fact not in case.facts, f"{fact} was answered already"
    for value in values_of(name, fact):
        facts: Mapping[str, FactValue] = {**case.facts, fact: value}
        yield from paths(name, dataclasses.replace(case, facts=facts), depth + 1)


def start(name: str) -> Case:
    plan = plan_of(name)
    day = day_inside(plan.measure)
    return Case(facts={}, lines=spending(plan, day), entered=entered_for(plan.measure), today=day)


@pytest.mark.parametrize("name", NAMES)
def test_from_nothing_known_every_path_of_the_questions_ends_settled(name: str) -> None:
    ends = set()
    for number, (case, found) in enumerate(paths(name, start(name))):
        assert number < MOST
        assert found.status is not Status.ASK, case.facts
        ends.add(found.status)
    good = {Status.YES, Status.NOT_CALCULABLE, Status.READING}
    assert ends & good, "no answers lead to a yes, or to what only others can decide"


@pytest.mark.parametrize("name", SPENDING)
def test_without_an_expense_only_the_expense_is_still_missing(name: str) -> None:
    for _, found in paths(name, dataclasses.replace(start(name), lines=[])):
        if found.status is Status.ASK:
            assert [one.check for one in found.findings if one.holds is None][-1] == "expense"
