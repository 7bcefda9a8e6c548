"""Every shape that the five documents take fits the format, without a line of Python.

``shapes/`` holds one measure for each kind of rule, the figures and vectors those of the
reference. ``docs/decisions/pack-format.md`` says which measure stands for which.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.facts import load_facts
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.domain.pack import Pack, Promise
from jiamao_desktop.domain.steps import Step

SHAPES = Path(__file__).parent / "shapes"
FOLDER = SHAPES / "packs" / "shapes"


@cache
def shapes() -> Pack:
    return load_pack(FOLDER, SHAPES)


def examples() -> list[Example]:
    mistakes = Mistakes()
    found = read_examples(read_raw(FOLDER, mistakes), shapes(), mistakes)
    mistakes.refuse()
    return list(found)


@pytest.mark.parametrize(
    "example", [pytest.param(e, id=f"{e.measure}：{e.name}") for e in examples()]
)
def test_a_vector_of_the_reference_comes_out(example: Example) -> None:
    wrong = differences(shapes(), example)
    assert not wrong, f"{worksheet_text(shapes(), example)}\n{wrong}"


def test_every_kind_of_step_is_used_by_some_shape_or_by_the_shipped_packs() -> None:
    used = {type(step).__name__ for measure in shapes().measures for step in measure.steps}
    kinds = {kind.__name__ for kind in Step.__args__}
    assert kinds - used == {"MinOf", "FloorAt"}  # seen in the guides of other places only


def test_every_promise_is_used() -> None:
    assert {measure.promise for measure in shapes().measures} == set(Promise)


def test_a_notice_may_name_its_last_day_or_how_long_it_lasts() -> None:
    days = {
        one.number: (str(one.in_force.first), str(one.in_force.last)) for one in shapes().notices
    }
    assert days == {
        "永政办发〔2024〕8号": ("2024-06-14", "2027-06-13"),
        "湘商加贸〔2024〕2号": ("2024-12-30", "2027-12-31"),
        "湘政办发〔2024〕13号": ("2024-04-22", "2026-04-21"),
    }


def test_a_limit_holds_for_the_measures_of_its_own_notice_only() -> None:
    (limit,) = shapes().limits
    assert limit.measures == ("hn-fair", "hn-service", "deep-processing")
    over = [e for e in examples() if e.measure == "zone-class-a"]
    assert over
    assert not differences(shapes(), over[0])  # 5,000,000 yuan, and no limit in the worksheet
    assert "hn-pool" not in worksheet_text(shapes(), over[0])


def test_the_dictionary_of_the_shapes_knows_every_kind_of_fact_but_text() -> None:
    kinds = {fact.type.value for fact in load_facts(SHAPES, Mistakes()).values()}
    assert kinds == {"bool", "int", "money", "ratio", "date", "code", "set"}
