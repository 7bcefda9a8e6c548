"""A mixed 发票 becomes parts that come to the whole, to the fen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind, FapiaoLine
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.splitting import (
    Choice,
    is_mixed,
    parts_of,
    poured,
    shared,
    suggested,
)

WORDS = {"fair.booth": ("展位费", "展位"), "fair.freight": ("展品运输",), "other": ()}


def line(name: str, net: int, tax: int = 0, category: str = "") -> FapiaoLine:
    return FapiaoLine(name=name, net=Money(net), tax=Money(tax), category=category)


def bill(*lines: FapiaoLine, over: int = 0, over_tax: int = 0) -> Fapiao:
    net = sum(one.net.fen for one in lines)
    tax = sum(one.tax.fen for one in lines) + over_tax
    return Fapiao(
        kind=FapiaoKind.DIGITAL_SPECIAL,
        number="25432000000000000011",
        net=Money(net),
        tax=Money(tax),
        gross=Money(net + tax - over_tax + over),
        lines=lines,
    )


MIXED = bill(
    line("*会展服务*展位费", 5000000, 300000),
    line("*运输服务*展品运输费", 1000000, 90000),
    line("*餐饮服务*餐费", 200000, 12000),
)


def proposed(one: Fapiao) -> list[tuple[str, int, int]]:
    parts = parts_of(one, suggested(one, WORDS, "other"))
    return [(part.category, part.gross.fen, part.unsupported.fen) for part in parts]


def test_each_line_goes_where_its_words_say_and_the_rest_is_left_out() -> None:
    assert proposed(MIXED) == [
        ("fair.booth", 5300000, 0),
        ("fair.freight", 1090000, 0),
        ("other", 212000, 212000),
    ]


def test_the_word_that_spoke_is_named() -> None:
    assert [choice.word for choice in suggested(MIXED, WORDS, "other")] == [
        "展位费",
        "展品运输",
        "",
    ]


def test_the_longest_word_speaks_loudest() -> None:
    words = {"a": ("展位",), "b": ("展位费",)}
    [choice] = suggested(bill(line("展位费", 1)), words, "other")
    assert choice == Choice(category="b", word="展位费")


def test_the_name_speaks_before_its_tax_class() -> None:
    words = {"class": ("会展服务",), "name": ("展位费",)}
    [choice] = suggested(bill(line("*会展服务*展位费", 1)), words, "other")
    assert choice.category == "name"
    [choice] = suggested(bill(line("*会展服务*服务费", 1)), words, "other")
    assert choice.category == "class"


def test_a_discount_goes_with_the_line_above() -> None:
    one = bill(line("展位费", 1000), line("折扣", -100), line("展品运输", 50))
    assert proposed(one) == [("fair.booth", 900, 0), ("fair.freight", 50, 0)]


def test_what_a_person_said_of_a_line_stands() -> None:
    one = bill(line("展位费", 1000, category="fair.freight"))
    assert proposed(one) == [("fair.freight", 1000, 0)]


def test_part_of_a_kind_may_be_left_out() -> None:
    one = bill(line("展位费", 1000, 60), line("服务费", 100, 6))
    choices = (Choice(category="a"), Choice(category="a", supported=False))
    [part] = parts_of(one, choices)
    assert (part.gross, part.tax, part.unsupported) == (Money(1166), Money(66), Money(106))
    assert part.left_out == (1,)
    assert is_mixed([part])


def test_a_fapiao_of_one_kind_is_not_mixed() -> None:
    assert not is_mixed(parts_of(bill(line("展位费", 1)), [Choice(category="a")]))


def test_the_largest_part_takes_what_rounding_left_over() -> None:
    one = bill(line("展位费", 1000, 60), line("展品运输", 500, 30), over=1, over_tax=1)
    assert proposed(one) == [("fair.booth", 1061, 0), ("fair.freight", 530, 0)]
    assert total(part.tax for part in parts_of(one, suggested(one, WORDS, "other"))) == one.tax


def test_a_kind_that_comes_to_nothing_joins_the_largest() -> None:
    one = bill(line("展位费", 1000), line("减免", -10))
    [part] = parts_of(one, [Choice(category="a"), Choice(category="b")])
    assert (part.category, part.lines, part.gross) == ("a", (0, 1), Money(990))


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (bill(line("展位费", -5)), "split.red"),
        (bill(over=100), "split.no_lines"),
        (bill(line("展位费", 1000), over=2), "split.lines_differ"),
    ],
)
def test_what_cannot_be_split_says_why(one: Fapiao, code: str) -> None:
    with pytest.raises(UserError, match=code):
        parts_of(one, [Choice(category="a")] * len(one.lines))


def test_payments_fill_the_parts_one_after_the_other() -> None:
    assert poured([100], [60, 40]) == [[60, 40]]
    assert poured([30, 70], [60, 40]) == [[30, 0], [30, 40]]
    assert poured([120], [60, 40]) == [[60, 60]]
    assert poured([], [1]) == []


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**7), min_size=1, max_size=6))
@settings(max_examples=30)
def test_shares_are_whole_and_come_to_the_amount(amount: int, weights: list[int]) -> None:
    shares = shared(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount * weight) < sum(weights)


@given(
    st.lists(
        st.tuples(st.integers(1, 10**7), st.integers(0, 10**5), st.sampled_from("abc")),
        min_size=1,
        max_size=7,
    ),
    st.integers(0, 127),
)
@settings(max_examples=40)
def test_the_parts_always_come_to_the_fapiao(
    rows: list[tuple[int, int, str]], supported: int
) -> None:
    one = bill(*(line("x", net, tax) for net, tax, _ in rows))
    choices = [
        Choice(category=kind, supported=bool(supported >> place & 1))
        for place, (_, _, kind) in enumerate(rows)
    ]
    parts = parts_of(one, choices)
    assert total(part.gross for part in parts) == one.gross
    assert total(part.tax for part in parts) == one.tax
    assert sorted(place for part in parts for place in part.lines) == list(range(len(rows)))
    assert all(Money(0) <= part.unsupported <= part.gross for part in parts)
