"""Every worked example of every pack comes out as worked by hand."""

from __future__ import annotations

from functools import cache

import pytest

from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import Catalog, load_catalog
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.domain.pack import Pack


@cache
def catalog() -> Catalog:
    return load_catalog()


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


def test_every_measure_has_a_yes_a_no_and_an_open_example() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            seen = {e.expect["status"] for p, e in examples() if e.measure == measure.id}
            assert {"yes", "no", "ask"} <= seen, measure.id


def test_every_condition_of_every_measure_is_seen_to_fail_by_name() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            blamed = {
                name
                for _, e in examples()
                if e.measure == measure.id
                for name in e.expect.get("because", [])
            }
            always = {one.id for one in measure.conditions if one.under is None}
            assert always | {"applicant", "in_force"} <= blamed, measure.id


def test_every_step_that_can_bind_is_seen_to_bind() -> None:
    for pack in catalog().packs.values():
        for measure in pack.measures:
            bound = {e.expect.get("binding") for _, e in examples() if e.measure == measure.id}
            can = {step.id for step in measure.steps[1:]} | {limit.id for limit in pack.limits}
            assert can <= bound, (measure.id, can - bound)
