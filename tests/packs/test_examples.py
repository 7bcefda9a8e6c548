"""Every worked example of every pack comes out as worked by hand."""

from __future__ import annotations

from functools import cache

import pytest

from jiamao_desktop.catalog.advice import advise
from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.pack import Measure, Pack, Promise
from jiamao_desktop.domain.predicate import Unjudged


@cache
def catalog() -> Catalog:
    return shipped_catalog()


@cache
def examples() -> list[tuple[Pack, Example]]:
    mistakes = Mistakes()
    found = [
        (pack, example)
        for pack in catalog().packs.values()
        for example in read_examples(
            read_raw(resources_folder() / "packs" / pack.id, mistakes), pack, mistakes
        )
    ]
    mistakes.refuse()
    return found


@pytest.mark.parametrize(
    ("pack", "example"), [pytest.param(p, e, id=f"{e.measure}：{e.name}") for p, e in examples()]
)
def test_an_example_comes_out_as_worked_by_hand(pack: Pack, example: Example) -> None:
    wrong = differences(pack, example)
    assert not wrong, f"{example.name}\n{worksheet_text(pack, example)}\n{wrong}"


def examples_of(measure: Measure) -> list[Example]:
    return [example for _, example in examples() if example.measure == measure.id]


def test_every_measure_has_a_yes_a_no_and_an_open_example() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            seen = {one.expect["status"] for one in examples_of(measure)}
            best = "not_calculable" if measure.promise is Promise.RANKED else "yes"
            assert {best, "no", "ask"} <= seen, measure.id


def test_every_condition_of_every_measure_is_seen_to_fail_by_name() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            blamed = {
                name for one in examples_of(measure) for name in one.expect.get("because", [])
            }
            always = {
                one.id
                for one in measure.conditions
                if one.under is None and one.severity is Severity.BLOCKS
            }
            dated = {"in_force"} if measure.expense or measure.event else set()
            assert {"applicant"} | always | dated <= blamed, measure.id


def test_every_condition_that_only_warns_or_that_the_officer_judges_is_seen_not_to_hold() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            soft = {
                one.id
                for one in measure.conditions
                if one.severity is not Severity.BLOCKS and not isinstance(one.predicate, Unjudged)
            }
            unmet = {
                found.check
                for example in (examples_of(measure) if soft else [])
                for found in assess(pack, measure, example.case).findings
                if found.holds is False
            }
            assert soft <= unmet, (measure.id, soft - unmet)


def test_every_step_that_can_bind_is_seen_to_bind() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            if not measure.steps or measure.promise is Promise.RANKED:
                continue
            bound = {one.expect.get("binding") for one in examples_of(measure)}
            shared = {one.id for one in pack.limits if one.clause.number == measure.notice.number}
            can = {step.id for step in measure.steps[1:]} | shared
            assert can <= bound, (measure.id, can - bound)


@pytest.mark.parametrize("pack", catalog().packs.values(), ids=lambda one: one.id)
def test_a_shipped_pack_shows_its_first_and_last_days_and_leaves_nothing_unused(pack: Pack) -> None:
    mistakes, advice = Mistakes(), Mistakes()
    raw = read_raw(resources_folder() / "packs" / pack.id, mistakes)
    checked = min(notice.verified_on for notice in pack.notices)
    advise(raw, pack, read_examples(raw, pack, mistakes), checked, advice)
    assert [(one.file, one.entry, one.message) for one in advice.found] == []
