"""Every shape that the five documents take fits the format, without a line of Python.

The pack ``shapes`` holds one measure for each kind of rule, the figures and vectors those of the
reference; ``docs/decisions/0100-pack-format.md`` says which measure stands for which. The pack
``words`` uses every word of the vocabulary that they do not.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from tools.pack_mutants import examine, rule_files

from jiamao_desktop.catalog.amounts import StepOp
from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.facts import load_facts
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.raw import read_raw
from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.deadlines import After
from jiamao_desktop.domain.pack import Pack, Promise
from jiamao_desktop.domain.predicate import Quantifier, Rows
from jiamao_desktop.domain.stacking import ExclusionRule
from jiamao_desktop.domain.steps import Step, Window

SHAPES = Path(__file__).parent / "shapes"


@cache
def shapes(name: str = "shapes") -> Pack:
    return load_pack(SHAPES / "packs" / name, SHAPES)


def examples(name: str = "shapes") -> list[Example]:
    mistakes = Mistakes()
    raw = read_raw(SHAPES / "packs" / name, mistakes)
    found = read_examples(raw, shapes(name), mistakes)
    mistakes.refuse()
    return list(found)


EVERY = [
    pytest.param(name, one, id=f"{one.measure}：{one.name}")
    for name in ("shapes", "words")
    for one in examples(name)
]


@pytest.mark.parametrize(("name", "example"), EVERY)
def test_a_vector_comes_out_as_worked_by_hand(name: str, example: Example) -> None:
    wrong = differences(shapes(name), example)
    assert not wrong, f"{worksheet_text(shapes(name), example)}\n{wrong}"


def written(name: str) -> str:
    """Return all the measures of a pack as they are written."""
    files = sorted((SHAPES / "packs" / name).glob("**/*.toml"))
    return "\n".join(file.read_text("utf-8") for file in files if "examples" not in file.name)


CLOSED: list[type[StrEnum]] = [
    *(After, ExclusionRule, Promise, Quantifier, Rows, Severity, StepOp, Window),
]


@pytest.mark.parametrize("words", CLOSED)
def test_every_word_of_a_closed_list_is_used_by_some_shape(words: type[StrEnum]) -> None:
    everything = written("shapes") + written("words")
    for word in words:
        default = word in {Severity.BLOCKS, ExclusionRule.AT_MOST_ONE}
        assert re.search(rf'"{word}"|\b{word} = ', everything) or default, word


def test_no_change_of_a_rule_of_the_invented_pack_goes_unnoticed() -> None:
    folder = SHAPES / "packs" / "words"
    report = examine(folder, SHAPES, rule_files(folder))
    assert not report.survivors, "\n".join(report.survivors)
    assert report.killed > 200


def test_every_kind_of_step_is_used_by_some_shape() -> None:
    used = {
        type(step).__name__
        for name in ("shapes", "words")
        for measure in shapes(name).measures
        for step in measure.steps
    }
    assert used == {kind.__name__ for kind in Step.__args__}


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
