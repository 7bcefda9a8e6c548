"""Reading a table key by key: what is wrong is noted with its place, and reading goes on."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.table import BareDecimal, Table
from jiamao_desktop.domain.errors import PackError, PackMistake
from jiamao_desktop.domain.money import Money


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def table(text: str) -> Table:
    return Table(tomllib.loads(text, parse_float=BareDecimal), "a.toml", "", Mistakes())


def noted(one: Table) -> list[PackMistake]:
    try:
        one.mistakes.refuse()
    except PackError as refused:
        return list(refused.mistakes)
    return []


READERS: list[tuple[str, Callable[[Table], Any], Any]] = [
    ('k = "文字"', lambda t: t.text("k"), "文字"),
    ("", lambda t: t.text("k", ""), ""),
    ('k = ["a", "b"]', lambda t: t.texts("k"), ("a", "b")),
    ("", lambda t: t.texts("k", optional=True), ()),
    ("k = true", lambda t: t.flag("k", default=False), True),
    ("", lambda t: t.flag("k", default=True), True),
    ("k = 3", lambda t: t.whole("k"), 3),
    ("", lambda t: t.whole("k", 1), 1),
    ("k = 2024-06-14", lambda t: t.day("k"), dt.date(2024, 6, 14)),
    ('k = "blue"', lambda t: t.choice("k", Colour), Colour.BLUE),
    ("", lambda t: t.choice("k", Colour, Colour.RED), Colour.RED),
    ('k = "150000.00"', lambda t: t.money("k"), Money(15000000)),
    ('k = "70/100"', lambda t: t.ratio("k"), Fraction(7, 10)),
    ('k = "1/1"', lambda t: t.ratio("k"), Fraction(1)),
    ("k = [1]", lambda t: t.raw("k"), [1]),
    ("", lambda t: t.raw("k"), None),
]


@pytest.mark.parametrize(("text", "read", "value"), READERS)
def test_what_is_right_is_read(text: str, read: Callable[[Table], Any], value: Any) -> None:
    one = table(text)
    assert read(one) == value
    one.close()
    assert noted(one) == []


WRONG: list[tuple[str, Callable[[Table], Any], str]] = [
    ("", lambda t: t.text("k"), "缺少“k”"),
    ('k = " "', lambda t: t.text("k"), "缺少“k”"),
    ("k = 3", lambda t: t.text("k"), "“3”不是这里要的内容"),
    ("k = 0.5", lambda t: t.text("k"), "“0.5”是不加引号的小数"),
    ("", lambda t: t.texts("k"), "缺少“k”"),
    ("k = [1]", lambda t: t.texts("k"), "“[1]”不是这里要的内容"),
    ('k = "true"', lambda t: t.flag("k", default=False), "“true”不是这里要的内容"),
    ("k = true", lambda t: t.whole("k"), "“True”不是这里要的内容"),
    ('k = "3"', lambda t: t.whole("k"), "“3”不是这里要的内容"),
    ('k = "2024-06-14"', lambda t: t.day("k"), "“2024-06-14”不是这里要的内容"),
    ("k = 2024-06-14T08:00:00", lambda t: t.day("k"), "不是这里要的内容"),
    ('k = "green"', lambda t: t.choice("k", Colour), "“green”不是这里要的内容"),
    ("k = 150000", lambda t: t.money("k"), "“150000”不是这里要的内容"),
    ("k = 150000.00", lambda t: t.money("k"), "“150000.00”是不加引号的小数"),
    ('k = "一万"', lambda t: t.money("k"), "“一万”不是精确到分的金额"),
    ('k = "0.7"', lambda t: t.ratio("k"), "“0.7”不是这里要的内容"),
    ('k = "1/0"', lambda t: t.ratio("k"), "“1/0”不是这里要的内容"),
    ('k = "3/2"', lambda t: t.ratio("k"), "“3/2”大于 1"),
    ('k = "x"', lambda t: t.table("k"), "“x”不是这里要的内容"),
    ("k = [1]", lambda t: t.tables("k"), "“[1]”不是这里要的内容"),
]


@pytest.mark.parametrize(("text", "read", "words"), WRONG)
def test_what_is_wrong_is_noted_at_its_key_and_reading_goes_on(
    text: str, read: Callable[[Table], Any], words: str
) -> None:
    one = table(text)
    read(one)
    (mistake,) = noted(one)
    assert (mistake.file, mistake.entry) == ("a.toml", "k")
    assert words in mistake.message
    assert mistake.remedy


def test_the_remedy_lists_the_words_that_would_do() -> None:
    one = table('k = "green"')
    assert one.choice("k", Colour) is Colour.RED
    assert noted(one)[0].remedy == "写成其中之一：red、blue。"


def test_a_key_that_nobody_reads_is_a_slip() -> None:
    one = table("a = 1\nb = 2\nc = 3")
    one.whole("a")
    one.raw("c")
    one.close()
    assert [mistake.entry for mistake in noted(one)] == ["b"]


def test_where_any_key_may_be_every_key_counts_as_read() -> None:
    one = table("a = 1\nb = 2")
    assert dict(one.items()) == {"a": 1, "b": 2}
    one.close()
    assert noted(one) == []


def test_places_are_known_by_name_or_by_number() -> None:
    one = table('[[x]]\nid = "first"\n[[x]]\n[x.inner]\nid = "i"\n[[x]]\nid = "first"')
    found = one.tables("x")
    assert [entry.entry for entry in found] == ["x.first", "x.2", "x.first"]
    assert found[1].table("inner").entry == "x.2.inner"
    assert [mistake.message for mistake in noted(one)] == ["“first”出现了两次。"]


def test_entries_without_names_may_repeat() -> None:
    one = table("x = [{ a = 1 }, { a = 1 }]")
    assert [entry.entry for entry in one.tables("x", name="")] == ["x.1", "x.2"]
    assert noted(one) == []


def test_a_bare_decimal_is_never_a_number() -> None:
    assert tomllib.loads("k = 0.30", parse_float=BareDecimal)["k"] == BareDecimal("0.30")


def test_mistakes_are_falsy_until_there_is_one() -> None:
    one = table("")
    assert not one.mistakes
    one.text("k")
    assert one.mistakes
