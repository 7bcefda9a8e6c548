"""Money is a whole number of fen, read as people type it and rounded once by name."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import ZERO, Money, Rounding, exact_text, total


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("0.01", 1),
        ("0", 0),
        ("-3", -300),
        ("−3.10", -310),
        ("¥ 12".replace(" ", ""), 1200),
        ("￥1,000,000.00", 100000000),
        ("１２３．４５", 12345),
        ("１，２３４", 123400),
        (" 88元 ", 8800),
        ("1000000", 100000000),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, fen: int) -> None:
    assert Money.from_yuan(typed) == Money(fen)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.234", "1,23", "12,34.5", "1e5", "--3", "1 000", "0x10", "1.", "三元"]
)
def test_what_is_not_an_amount_is_refused_by_name(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        Money.from_yuan(typed)
    assert refused.value.code == "money.bad_format"
    assert refused.value.details == {"text": typed}


def test_an_amount_beyond_all_measure_is_a_slip() -> None:
    assert Money.from_yuan("1000000000000000.00")
    with pytest.raises(UserError) as refused:
        Money.from_yuan("1000000000000000.01")
    assert refused.value.code == "money.too_large"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_printed_is_read_back(fen: int) -> None:
    assert Money.from_yuan(str(Money(fen))) == Money(fen)


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_money_adds_like_whole_numbers(a: int, b: int) -> None:
    assert (Money(a) + Money(b)).fen == a + b
    assert (Money(a) - Money(b)).fen == a - b
    assert -Money(a) == Money(-a)
    assert (Money(a) < Money(b)) == (a < b)


@given(st.lists(st.integers(0, 10**9)))
def test_a_total_is_the_sum_in_any_order(amounts: list[int]) -> None:
    money = [Money(fen) for fen in amounts]
    assert total(money) == total(reversed(money)) == Money(sum(amounts))


def test_nothing_adds_up_to_nought() -> None:
    assert total([]) == ZERO
    assert not ZERO
    assert Money(-1)


@pytest.mark.parametrize(
    ("exact", "rounding", "fen"),
    [
        (Fraction(70707, 10), Rounding.DOWN_TO_FEN, 7070),
        (Fraction(70707, 10), Rounding.HALF_UP_TO_FEN, 7071),
        (Fraction(70707, 10), Rounding.DOWN_TO_YUAN, 7000),
        (Fraction(1, 2), Rounding.DOWN_TO_FEN, 0),
        (Fraction(1, 2), Rounding.HALF_UP_TO_FEN, 1),
        (Fraction(49, 100), Rounding.HALF_UP_TO_FEN, 0),
        (Fraction(9999), Rounding.DOWN_TO_YUAN, 9900),
        (Fraction(10000), Rounding.DOWN_TO_YUAN, 10000),
    ],
)
def test_rounding_does_what_its_name_says(exact: Fraction, rounding: Rounding, fen: int) -> None:
    assert Money.rounded(exact, rounding) == Money(fen)


@given(st.fractions(min_value=0, max_value=10**12))
def test_rounding_down_never_gives_more_and_loses_less_than_one_unit(exact: Fraction) -> None:
    fen = Money.rounded(exact, Rounding.DOWN_TO_FEN).fen
    yuan = Money.rounded(exact, Rounding.DOWN_TO_YUAN).fen
    assert 0 <= exact - fen < 1
    assert 0 <= exact - yuan < 100
    assert yuan % 100 == 0


@pytest.mark.parametrize(
    ("fen", "printed"),
    [(0, "0.00"), (5, "0.05"), (123450, "1,234.50"), (-310, "-3.10"), (10**8, "1,000,000.00")],
)
def test_money_prints_with_separators_and_two_places(fen: int, printed: str) -> None:
    assert str(Money(fen)) == printed
    assert Decimal(printed.replace(",", "")) == Decimal(fen) / 100


@given(st.fractions(min_value=0, max_value=10**10))
def test_what_is_shown_of_an_exact_amount_is_near_it_or_marked(exact: Fraction) -> None:
    text = exact_text(exact)
    shown = Fraction(text.removeprefix("≈ ").replace(",", "")) * 100
    assert abs(shown - exact) <= Fraction(1, 200)
    assert (shown == exact) == (not text.startswith("≈"))


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (Fraction(0), "0.00"),
        (Fraction(123_456), "1,234.56"),
        (Fraction(3_703_701, 10), "3,703.701"),
        (Fraction(1, 100), "0.0001"),
        (Fraction(100, 3), "≈ 0.3333"),
        (Fraction(200, 3), "≈ 0.6667"),
        (Fraction(-5, 2), "-0.025"),
        (Fraction(100_000_001, 2), "500,000.005"),
        (Fraction(1, 1000), "≈ 0.00"),
    ],
)
def test_exact_amounts_show_their_decimals_or_say_that_they_are_rounded(
    fen: Fraction, text: str
) -> None:
    assert exact_text(fen) == text
