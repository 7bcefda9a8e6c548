"""Every figure of a pack is read from a clause, and stands in the very words it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.notices import without_space
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import DatedValue, ParameterValue
from jiamao_desktop.domain.steps import Step, Sum

PACKS = list(shipped_catalog().packs.values())
_DIGITS = "零一二三四五六七八九十"


def figures() -> Iterator[tuple[str, DatedValue]]:
    for pack in PACKS:
        for limit in pack.limits:
            for value in limit.amount.values:
                yield limit.id, value
        for measure in pack.measures:
            for parameter in measure.parameters:
                for value in parameter.values:
                    yield f"{measure.id}.{parameter.id}", value


def steps() -> Iterator[tuple[str, Step]]:
    for pack in PACKS:
        for measure in pack.measures:
            for step in measure.steps:
                yield f"{measure.id}.{step.id}", step


def written(value: ParameterValue) -> set[str]:
    """Return the ways in which notices write a figure, without white space."""
    match value:
        case Money():
            whole = Fraction(value.fen, 100 * 10_000)
            tenths = whole * 10
            plain = (
                str(whole)
                if whole.denominator == 1
                else f"{tenths.numerator // 10}.{tenths.numerator % 10}"
            )
            return {f"{plain}万元"}
        case Fraction():
            return {f"{value * 100}%"}
        case int():
            words = {_DIGITS[value]} if value < len(_DIGITS) else set()
            # “上月”的事本月底前办：相隔一个月。
            return {str(value), *words, *(("上月",) if value == 1 else ())}


@pytest.mark.parametrize(("name", "figure"), [pytest.param(*one, id=one[0]) for one in figures()])
def test_a_figure_stands_in_the_clause_it_names(name: str, figure: DatedValue) -> None:
    quote = without_space(figure.clause.quote)
    assert any(re.search(rf"(?<![\d.]){re.escape(one)}", quote) for one in written(figure.value)), (
        name,
        figure.value,
        quote,
    )


@pytest.mark.parametrize(("name", "step"), [pytest.param(*one, id=one[0]) for one in steps()])
def test_a_step_rests_on_a_clause_or_says_that_it_does_not(name: str, step: Step) -> None:
    # Adding up is what the measure's own clause asks for; how much of each is a word of its own.
    assert isinstance(step, Sum) or step.clause or step.basis is not Basis.LAW, name


def test_figures_are_told_from_longer_ones() -> None:
    assert written(Money(2_400_000)) == {"2.4万元"}
    assert written(Money(15_000_000)) == {"15万元"}
    assert written(Fraction(70, 100)) == {"70%"}
    assert written(3) == {"3", "三"}
    assert written(10) == {"10", "十"}
    assert not re.search(r"(?<![\d.])5万元", "最高15万元")


def test_there_are_figures_to_look_at() -> None:
    assert len(list(figures())) > 30
