"""Figures typed by a person: read exactly, stored so that they read back the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import ParameterType
from jiamao_desktop.domain.parameters import parameter_text, parse_parameter


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (ParameterType.MONEY, "50,000", Money(5_000_000)),
        (ParameterType.MONEY, "１５０００．５", Money(1_500_050)),
        (ParameterType.MONEY, "0", Money(0)),
        (ParameterType.RATIO, "70%", Fraction(7, 10)),
        (ParameterType.RATIO, "７０％", Fraction(7, 10)),
        (ParameterType.RATIO, "0.5", Fraction(1, 2)),
        (ParameterType.RATIO, "1/3", Fraction(1, 3)),
        (ParameterType.RATIO, "12.5%", Fraction(1, 8)),
        (ParameterType.COUNT, " 3 ", 3),
    ],
)
def test_a_figure_is_read_as_typed(kind: ParameterType, text: str, value: object) -> None:
    assert parse_parameter(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ParameterType.MONEY, "-1"),
        (ParameterType.RATIO, "101%"),
        (ParameterType.RATIO, "-5%"),
        (ParameterType.RATIO, "1/0"),
        (ParameterType.RATIO, "七成"),
        (ParameterType.COUNT, "2.5"),
        (ParameterType.COUNT, ""),
        (ParameterType.COUNT, "-2"),
    ],
)
def test_a_figure_of_another_kind_is_refused(kind: ParameterType, text: str) -> None:
    with pytest.raises(UserError, match="parameter.bad_value"):
        parse_parameter(kind, text)


def test_an_amount_that_is_no_number_says_so_as_any_amount_does() -> None:
    with pytest.raises(UserError, match="money.bad_format"):
        parse_parameter(ParameterType.MONEY, "五万")


@given(st.integers(0, 10**15))
def test_an_amount_reads_back(fen: int) -> None:
    assert parse_parameter(ParameterType.MONEY, parameter_text(Money(fen))) == Money(fen)


@given(st.fractions(0, 1))
def test_a_ratio_reads_back_exactly(ratio: Fraction) -> None:
    assert parse_parameter(ParameterType.RATIO, parameter_text(ratio)) == ratio


@given(st.integers(0, 10**6))
def test_a_count_reads_back(count: int) -> None:
    assert parse_parameter(ParameterType.COUNT, parameter_text(count)) == count
