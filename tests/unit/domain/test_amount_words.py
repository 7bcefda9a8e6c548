"""Amounts in words: the vectors of the rules, both ways, and everything between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiamao_desktop.domain.amount_words import PREFIX, amount_in_words, parse_amount_words
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money

VECTORS = [
    ("0", "零元整"),
    ("0.05", "伍分"),
    ("0.50", "伍角整"),
    ("10", "壹拾元整"),
    ("10.05", "壹拾元零伍分"),
    ("10.50", "壹拾元零伍角整"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("1000.05", "壹仟元零伍分"),
    ("1010", "壹仟零壹拾元整"),
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("20000.50", "贰万元零伍角整"),
    ("24000", "贰万肆仟元整"),
    ("100000", "壹拾万元整"),
    ("100010", "壹拾万零壹拾元整"),
    ("101250", "壹拾万壹仟贰佰伍拾元整"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("908888.2", "玖拾万捌仟捌佰捌拾捌元贰角整"),
    ("10100101.01", "壹仟零壹拾万零壹佰零壹元零壹分"),
    ("30105000", "叁仟零壹拾万伍仟元整"),
    ("100000001", "壹亿零壹元整"),
    ("1205008000", "壹拾贰亿零伍佰万捌仟元整"),
    ("9800005000", "玖拾捌亿零伍仟元整"),
]

VARIANTS = [
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "壹拾万零柒仟元伍角叁分"),
    ("107000.53", "壹拾万零柒仟元零伍角叁分"),
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("20000.50", "贰万元伍角"),
    ("100", "壹佰圆整"),
    ("100", "壹佰元正"),
    ("100", "人民币壹佰元整"),
    ("100", "人民币：壹佰元整"),
    ("100", " 人民币 壹佰元整 "),
    ("230000", "貳拾參萬圓整"),
    ("100000000", "壹億圓正"),
    ("-100.05", "负壹佰元零伍分"),
    ("-100.05", "人民币负壹佰元零伍分"),
]

REFUSED = [
    "",
    "壹",
    "拾元整",
    "拾伍万元整",
    "叁仟零拾万元整",
    "叁仟拾万元整",
    "一百元整",
    "壹佰元",
    "壹佰元伍分",
    "壹佰零壹元零伍角整",
    "壹佰零零伍元整",
    "壹佰伍元整",
    "壹佰元整整",
    "壹佰元壹分整",
    "壹佰元零伍分元",
    "100元整",
    "壹元贰元整",
    "负",
    "人民币",
]


@pytest.mark.parametrize(("amount", "words"), VECTORS)
def test_the_vectors_of_the_rules_are_written_as_they_stand(amount: str, words: str) -> None:
    assert amount_in_words(Money.from_yuan(amount), prefix=False) == words


@pytest.mark.parametrize(("amount", "words"), VECTORS + VARIANTS)
def test_every_legal_form_is_understood(amount: str, words: str) -> None:
    assert parse_amount_words(words) == Money.from_yuan(amount)


@pytest.mark.parametrize("words", REFUSED)
def test_what_no_cashier_would_accept_is_refused_with_its_text(words: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_amount_words(words)
    assert caught.value.code == "amount_words.bad_format"
    assert caught.value.details == {"text": words}


def test_the_currency_stands_in_front_without_a_gap() -> None:
    assert amount_in_words(Money(2_400_000)) == "人民币贰万肆仟元整"


def test_a_red_amount_says_so() -> None:
    assert amount_in_words(Money(-10_005)) == "人民币负壹佰元零伍分"


@given(st.integers(min_value=-(10**17), max_value=10**17))
@example(10**17)
@example(10**16 + 1)
@example(10**10)
@example(10**10 + 10**6)
@example(1_0000_5000_0000_00)
@example(1_0005_0000_00)
def test_what_is_written_is_read_back(fen: int) -> None:
    amount = Money(fen)
    assert parse_amount_words(amount_in_words(amount)) == amount


@given(st.integers(min_value=0, max_value=10**17))
def test_words_look_as_a_cashier_wants_them(fen: int) -> None:
    words = amount_in_words(Money(fen)).removeprefix(PREFIX)
    assert set(words) <= set("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整")
    assert "零零" not in words
    assert not re.search(r"(^|[^零壹贰叁肆伍陆柒捌玖])[拾佰仟]", words)
    assert words.endswith(("分", "整"))
    assert words.endswith("整") == (fen % 10 == 0)
    assert fen < 100 or "元" in words


@given(st.integers(min_value=1, max_value=9999))
def test_different_amounts_have_different_words(fen: int) -> None:
    assert amount_in_words(Money(fen)) != amount_in_words(Money(fen + 1))
