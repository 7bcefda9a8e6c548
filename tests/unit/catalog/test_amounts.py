"""Figures and steps: what would compute nonsense is refused before it computes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from tests.unit.domain.pack_making import CLAUSE, FACTS, FIRST, entered

from jiamao_desktop.catalog.amounts import (
    StepOp,
    check_use,
    read_parameters,
    read_steps,
    read_values,
)
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.errors import PackError
from jiamao_desktop.domain.pack import Parameter, ParameterType
from jiamao_desktop.domain.steps import Cap, MinOf, Per, Step, Window

PARAMETERS = [
    entered("rate", ParameterType.RATIO),
    entered("cap", ParameterType.MONEY),
    entered("award", ParameterType.MONEY),
    entered("most", ParameterType.COUNT),
]
SUM = {"id": "base", "op": "sum"}
SHARE = {"id": "share", "op": "times", "by": "rate", "source": "c"}
ROUND = {"id": "rounded", "op": "round", "mode": "down_to_fen", "basis": "assumed"}
CAP = {"id": "capped", "op": "cap", "at": "cap", "per": "project", "source": "c"}
EACH = {"id": "each", "op": "cap", "at": "cap", "per": "line", "source": "c"}
FIXED = {"id": "award", "op": "fixed", "amount": "award", "source": "c"}
PER_UNIT = {
    "id": "units",
    "op": "per_unit",
    "amount": "award",
    "count": "fair.booth_count",
    "source": "c",
}
LEAST = {"id": "least", "op": "min_of", "of": ["cap", "spent"], "source": "c"}
FLOOR = {"id": "floor", "op": "floor_at", "at": "cap", "source": "c"}
UNITS = {**CAP, "id": "booths", "per": "unit", "count": "fair.booth_count", "most": "most"}


def context(**settled: str) -> Context:
    return Context(facts=FACTS, categories={}, clauses={"c": CLAUSE}, settled=settled)


def used(steps: Sequence[dict[str, Any]]) -> list[Parameter]:
    names = str(steps)
    return [one for one in PARAMETERS if f"'{one.id}'" in names]


def read(*steps: dict[str, Any]) -> tuple[tuple[Step, ...], list[tuple[str, str]]]:
    table = Table({"step": list(steps)}, "m.toml", "", Mistakes())
    found = read_steps(table, context(), used(steps))
    try:
        table.mistakes.refuse()
    except PackError as refused:
        return found, [(one.entry, one.message) for one in refused.mistakes]
    return found, []


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [SUM, SHARE, ROUND],
        [SUM, SHARE, ROUND, CAP, FLOOR],
        [SUM, SHARE, CAP, ROUND],
        [SUM, SHARE, LEAST, ROUND],
        [SHARE, EACH, SUM, ROUND],
        [SUM, SHARE, ROUND, UNITS],
        [FIXED],
        [FIXED, {**CAP, "per": "firm", "window": "lifetime"}],
        [PER_UNIT, CAP],
        [PER_UNIT, SHARE, ROUND],
    ],
)
def test_steps_that_make_sense_are_read_in_their_order(steps: list[dict[str, Any]]) -> None:
    found, mistakes = read(*steps)
    assert mistakes == []
    assert [step.id for step in found] == [step["id"] for step in steps]


@pytest.mark.parametrize(
    ("steps", "entry", "words"),
    [
        ([SHARE, ROUND], "step.share.op", "恰好有一个起点"),
        ([SUM, SHARE, ROUND, FIXED], "step.base.op", "恰好有一个起点"),
        ([CAP, SUM, ROUND], "step.capped.op", "只能逐笔计算"),
        ([ROUND, SUM], "step.rounded.op", "只能逐笔计算"),
        ([EACH, FIXED], "step.award.op", "重新变大"),
        ([SUM, SHARE], "step.share.op", "没有恰好一次取整"),
        ([SUM, ROUND, {**ROUND, "id": "again"}], "step.again.op", "没有恰好一次取整"),
        ([FIXED, ROUND], "step.rounded.op", "没有恰好一次取整"),
        ([SUM, ROUND, SHARE], "step.share.op", "取整之后"),
        ([SUM, SHARE, ROUND, LEAST], "step.least.op", "取整之后"),
        ([SUM, EACH, ROUND], "step.each.per", "不能再逐笔封顶"),
        ([SUM, {**SHARE, "by": "cap"}, ROUND], "step.share.by", "没有类型相符的参数“cap”"),
        ([SUM, ROUND, {**CAP, "at": "rate"}], "step.capped.at", "没有类型相符的参数“rate”"),
        ([SUM, ROUND, {**CAP, "per": "firm"}], "step.capped.window", "缺少“window”"),
        ([SUM, ROUND, {**CAP, "window": "lifetime"}], "step.capped.window", "不认识的键"),
        ([SUM, ROUND, {**UNITS, "count": "fair.halls"}], "step.booths.count", "没有“fair.halls”"),
        ([SUM, ROUND, {**UNITS, "most": "cap"}], "step.booths.most", "没有类型相符的参数“cap”"),
        ([SUM, ROUND, {**LEAST, "of": ["rate"]}], "step.least.of", "没有类型相符的参数“rate”"),
        ([{**SUM, "op": "add"}, ROUND], "step.base.op", "“add”不是这里要的内容"),
        ([SUM, {**ROUND, "mode": "up"}], "step.rounded.mode", "“up”不是这里要的内容"),
        ([SUM, {**SHARE, "source": "z"}, ROUND], "step.share.source", "没有编号为“z”的引文"),
    ],
)
def test_steps_that_would_compute_nonsense_are_refused(
    steps: list[dict[str, Any]], entry: str, words: str
) -> None:
    _, mistakes = read(*steps)
    assert [one for one in mistakes if one[0] == entry and words in one[1]], mistakes


def test_a_figure_that_nothing_uses_is_refused() -> None:
    table = Table({"step": [SUM, ROUND]}, "m.toml", "", Mistakes())
    steps = read_steps(table, context(), PARAMETERS[:1])
    check_use(table, PARAMETERS[:1], steps, ["another"])
    with pytest.raises(PackError) as refused:
        table.mistakes.refuse()
    assert refused.value.mistakes[0].entry == "parameter.rate"


def test_a_figure_that_only_a_deadline_or_a_ceiling_uses_is_used() -> None:
    table = Table({}, "m.toml", "", Mistakes())
    check_use(table, PARAMETERS[:1], (), [PARAMETERS[0].id])
    assert not table.mistakes


def test_a_cap_keeps_what_its_kind_needs_and_nothing_else() -> None:
    (_, _, units), _ = read(SUM, ROUND, UNITS)
    assert isinstance(units, Cap)
    assert (units.per, units.window, units.count, units.most, units.more) == (
        Per.UNIT,
        None,
        "fair.booth_count",
        "most",
        "",
    )


def test_what_was_spent_may_be_compared_with() -> None:
    (_, least, _), _ = read(SUM, LEAST, ROUND)
    assert isinstance(least, MinOf)
    assert least.of == ("cap", "spent")


def test_a_window_that_a_word_sets_starts_from_its_default() -> None:
    table = Table({"step": [SUM, ROUND, {**CAP, "per": "firm"}]}, "m.toml", "", Mistakes())
    where = Context(
        facts=FACTS,
        categories={},
        clauses={"c": CLAUSE},
        settled={"step.capped.window": "calendar_year"},
    )
    *_, cap = read_steps(table, where, PARAMETERS[1:2])
    table.mistakes.refuse()
    assert isinstance(cap, Cap)
    assert cap.window is Window.CALENDAR_YEAR


def test_the_closed_list_of_steps_is_nine_long() -> None:
    assert len(StepOp) == len(Step.__args__) == 9


def values(*entries: dict[str, Any]) -> tuple[list[str], list[str]]:
    table = Table({"values": list(entries)}, "m.toml", "parameter.rate", Mistakes())
    found = read_values(table, ParameterType.RATIO, context(), FIRST)
    try:
        table.mistakes.refuse()
    except PackError as refused:
        return [], [one.entry for one in refused.mistakes]
    return [f"{one.first}: {one.value}" for one in found], []


HALF = {"value": "1/2", "source": "c"}
LATER = {"from": dt.date(2025, 1, 1), "value": "2/5", "source": "c"}


def test_the_first_figure_applies_from_the_first_day_of_the_notice() -> None:
    assert values(HALF, LATER) == (["2024-06-14: 1/2", "2025-01-01: 2/5"], [])
    assert values({"from": FIRST, **HALF}) == (["2024-06-14: 1/2"], [])


@pytest.mark.parametrize(
    ("entries", "entry"),
    [
        ([LATER], "values.2025-01-01.from"),
        ([HALF, {**LATER, "from": FIRST}], "values.2024-06-14.from"),
        ([HALF, LATER, {**LATER, "from": dt.date(2024, 12, 31)}], "values.2024-12-31.from"),
        ([HALF, HALF], "values.2.from"),
        ([{"value": "1/2"}], "values.1.source"),
        ([{**HALF, "value": "3/2"}], "values.1.value"),
    ],
)
def test_figures_with_a_gap_or_an_overlap_are_refused(
    entries: list[dict[str, Any]], entry: str
) -> None:
    assert f"parameter.rate.{entry}" in values(*entries)[1]


def test_a_figure_without_values_is_entered_and_needs_help() -> None:
    content = {"id": "rate", "type": "ratio", "label": "比例", "help": "见通知"}
    table = Table({"parameter": [content]}, "m.toml", "", Mistakes())
    (parameter,) = read_parameters(table, context(), FIRST)
    table.mistakes.refuse()
    assert parameter.entered
