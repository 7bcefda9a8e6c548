"""Answers typed by a hostile or hasty hand: refused at once, never computed for ever."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from jiamao_desktop.app.asking import parse_fact
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType


def fact(kind: FactType, choices: tuple[str, ...] = ()) -> FactDefinition:
    return FactDefinition(
        id="x.y", type=kind, scope="firm", question="？", choices=dict.fromkeys(choices, "名")
    )


@pytest.mark.parametrize(
    "text", ["1e999999999", "1e-999999999", "-5%", "1/0", "0x10", "nan", "", "1_0", "9" * 10]
)
def test_a_ratio_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"fact\.bad_value"):
        parse_fact(fact(FactType.RATIO), text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("60%", Fraction(3, 5)), ("0.6", Fraction(3, 5)), ("３/５", Fraction(3, 5)), ("100％", 1)],
)
def test_a_ratio_is_read_as_people_write_it(text: str, value: Fraction) -> None:
    assert parse_fact(fact(FactType.RATIO), text) == value


@pytest.mark.parametrize("text", ["9" * 5000, "9" * 10, "-1", "1.0", "两个"])
def test_a_count_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"fact\.bad_value"):
        parse_fact(fact(FactType.INT), text)


@pytest.mark.parametrize(("text", "value"), [("-1", -1), ("－1", -1), ("3", 3), ("0", 0)])
def test_places_may_be_lost(text: str, value: int) -> None:
    moved = dataclasses.replace(fact(FactType.INT), signed=True)
    assert parse_fact(moved, text) == value


def test_choices_may_stand_apart() -> None:
    several = fact(FactType.SET, ("a", "b"))
    assert parse_fact(several, "a， b") == frozenset({"a", "b"})
