"""How a measure that is refused could be had: what people read, and that it is enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.domain.pack_making import (
    CITY,
    CLAUSE,
    FACTS,
    FIRST,
    KNOWN,
    LAST,
    TODAY,
    case,
    fact,
    line,
    measure,
    pack,
    word,
    yuan,
)

from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Severity
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.nearest import Change, nearest
from jiamao_desktop.domain.pack import Category, Condition, Ends, Pack
from jiamao_desktop.domain.predicate import (
    Comparison,
    Group,
    LineGroup,
    LineTest,
    Op,
    Predicate,
    Quantifier,
    Rows,
)
from jiamao_desktop.domain.wanted import wanted_text

DAY = dt.timedelta(days=1)
COUNT = fact("firm.orders", FactType.INT, unit="家")
FIXED = fact("firm.founded_on", FactType.DATE, fixed=True)
GOODS = fact("firm.goods", FactType.SET)
GOOD = fact("firm.good", FactType.TEXT)
MORE = {one.id: one for one in (COUNT, FIXED, GOODS, GOOD)}


def condition(name: str, predicate: Predicate, **more: Any) -> Condition:
    return Condition(id=name, label=name, predicate=predicate, clause=CLAUSE, **more)


def at_least(name: str, value: Any) -> Comparison:
    return Comparison(fact=name, op=Op.AT_LEAST, values=(value,))


def yes(name: str) -> Comparison:
    return Comparison(fact=name, op=Op.IS, values=(True,))


TEN = condition("ten", at_least("firm.orders", 10))
SMALL = condition("small", yes("firm.small"))


def wide(one: Any) -> Pack:
    return replace(pack(one), facts={**FACTS, **MORE})


def ways(*conditions: Condition, lines: Sequence[Any] = (), **more: Any) -> list[list[Change]]:
    changes = more.pop("changes", {})
    one = measure(conditions=conditions, **changes)
    about = case(*(lines or [line(1, "100")]), **more)
    return [list(way.changes) for way in nearest(wide(one), one, about)]


def texts(*conditions: Condition, **more: Any) -> list[list[tuple[str, str, str]]]:
    return [[(one.label, one.now, one.wanted) for one in way] for way in ways(*conditions, **more)]


def test_eight_firms_of_ten_is_said_in_words_that_people_use() -> None:
    facts = {**KNOWN, "firm.orders": 8}
    assert texts(TEN, facts=facts) == [[("firm.orders", "8 家", "至少 10 家")]]


@pytest.mark.parametrize(
    ("test", "now", "wanted"),
    [
        (Comparison(fact="firm.orders", op=Op.AT_MOST, values=(3,)), 8, "至多 3 家"),
        (Comparison(fact="firm.orders", op=Op.BETWEEN, values=(3, 5)), 8, "3 家 至 5 家"),
        (Comparison(fact="firm.orders", op=Op.IS, values=(3,)), 8, "3 家"),
        (at_least("firm.exports", yuan("50000")), yuan("1"), "至少 50,000.00 元"),
        (Comparison(fact="fair.ends_on", op=Op.ON_OR_AFTER, values=(FIRST,)), FIRST - DAY,
         "2024-06-14 或以后"),
        (Comparison(fact="fair.ends_on", op=Op.BEFORE, values=(FIRST,)), FIRST,
         "2024-06-13 或以前"),
        (Comparison(fact="firm.modes", op=Op.IN, values=("0615",)), frozenset({"0214"}),
         "有“进料对口”"),
        (Comparison(fact="firm.modes", op=Op.NOT_IN, values=("0214",)), frozenset({"0214"}),
         "没有“来料加工”"),
        (Comparison(fact="firm.registered_city", op=Op.IN, values=("永州市",)), "长沙市", "永州市"),
        (Comparison(fact="firm.registered_city", op=Op.NOT_IN, values=("长沙市",)), "长沙市",
         "不是“长沙市”"),
        (yes("firm.small"), False, "是"),
    ],
)  # fmt: skip
def test_every_comparison_says_what_would_do(test: Comparison, now: Any, wanted: str) -> None:
    facts = {"firm.kind": "enterprise", test.fact: now}
    [[(_, _, said)]] = texts(condition("x", test), facts=facts)
    assert said == wanted


@pytest.mark.parametrize(
    ("places", "now", "wanted"),
    [
        ({"base": "承接地", "zone": "综保区", "none": "都不在"}, "none", "改为“承接地”或“综保区”"),
        ({"base": "承接地", "zone": "综保区", "none": "都不在"}, None, "“承接地”或“综保区”"),
        ({"base": "承接地", "none": "都不在"}, "none", "承接地"),
        ({**dict.fromkeys("abcde", "某地"), "none": "都不在"}, "none", "不是“都不在”"),
    ],
)
def test_the_few_choices_that_would_do_are_named(
    places: dict[str, str], now: str | None, wanted: str
) -> None:
    definition = fact("firm.place", FactType.CODE, choices=places)
    assert where_not_none(definition, now) == wanted


def where_not_none(definition: FactDefinition, now: str | None) -> str:
    """Return what is wanted where anything but ``none`` will do."""
    values = tuple(definition.choices)
    works = [one for one in values if one != "none"]
    return wanted_text(definition, now, values, works, works[0])


def test_applying_the_changes_leaves_no_condition_unmet() -> None:
    one = measure(conditions=(CITY, TEN, SMALL))
    facts: dict[str, Any] = dict(KNOWN)
    facts |= {"firm.registered_city": "长沙市", "firm.orders": 9, "firm.small": False}
    about = case(line(1, "100"), facts=facts)
    [way] = nearest(wide(one), one, about)
    assert [change.fact for change in way.changes] == [
        "firm.registered_city", "firm.orders", "firm.small",
    ]  # fmt: skip
    changed: dict[str, Any] = {change.fact: change.value for change in way.changes}
    found = assess(wide(one), one, replace(about, facts={**facts, **changed}))
    assert all(finding.holds for finding in found.findings)


def test_what_is_fixed_is_never_changed_and_then_there_is_no_way() -> None:
    old = condition("old", Comparison(fact="firm.founded_on", op=Op.BEFORE, values=(FIRST,)))
    assert ways(old, facts={**KNOWN, "firm.founded_on": LAST}) == []
    assert ways(CITY, facts={**KNOWN, "firm.kind": "county"}) == []


def test_one_road_of_several_avoids_what_is_fixed() -> None:
    old = Comparison(fact="firm.founded_on", op=Op.BEFORE, values=(FIRST,))
    either = Group(quantifier=Quantifier.ANY, parts=(old, at_least("firm.orders", 10)))
    facts = {**KNOWN, "firm.founded_on": LAST, "firm.orders": 2}
    assert texts(condition("either", either), facts=facts) == [
        [("firm.orders", "2 家", "至少 10 家")]
    ]


def test_what_is_not_known_may_be_answered_even_if_it_is_fixed() -> None:
    old = condition("old", Comparison(fact="firm.founded_on", op=Op.BEFORE, values=(FIRST,)))
    assert texts(old, facts=KNOWN) == [[("firm.founded_on", "未回答", "2024-06-13 或以前")]]


def test_two_of_three_are_enough() -> None:
    parts = (yes("firm.small"), at_least("firm.orders", 10), at_least("firm.exports", yuan("5")))
    two = condition("two", Group(quantifier=Quantifier.AT_LEAST_N, parts=parts, count=2))
    facts = {**KNOWN, "firm.small": True, "firm.orders": 1, "firm.exports": yuan("1")}
    assert [[one.fact for one in way] for way in ways(two, facts=facts)] == [
        ["firm.orders"], ["firm.exports"],
    ]  # fmt: skip


def test_a_condition_of_another_reading_or_that_does_not_block_is_not_in_the_way() -> None:
    either = word("online", "", "exclude", "include")
    under = replace(SMALL, under=("online", "exclude"))
    facts = {**KNOWN, "firm.small": False}
    changes = {"unsettled": (either,)}
    assert len(ways(under, facts=facts, changes=changes)) == 1
    assert ways(under, facts=facts, changes=changes, readings={"online": "include"}) == []
    assert ways(replace(SMALL, severity=Severity.WARNS), facts=facts) == []
    assert ways(replace(SMALL, severity=Severity.OFFICER_DECIDES), facts=facts) == []


def test_without_an_expense_one_has_to_be_paid_in_the_days_that_are_left() -> None:
    outside = line(1, "100", paid_on=FIRST - DAY)
    [[(label, now, wanted)]] = texts(CITY, lines=[outside], facts=KNOWN)
    assert (label, now) == ("费用", "没有可计入的费用")
    assert wanted == f"一笔“fee”费用，在 {TODAY} 至 {LAST} 之间付款"
    one = measure(conditions=(CITY,))
    named = {"fee": Category(id="fee", label="认证费")}
    [way] = nearest(wide(one), one, case(outside), categories=named)
    assert "“认证费”" in way.changes[0].wanted


def test_once_the_notice_has_ended_nothing_can_be_spent_any_more() -> None:
    outside = line(1, "100", paid_on=FIRST - DAY)
    assert ways(CITY, lines=[outside], facts=KNOWN, today=LAST + DAY) == []


def test_where_the_day_of_the_fair_decides_it_has_to_fall_into_the_notice() -> None:
    usual = measure().expense
    assert usual is not None
    expense = replace(usual, date="fair.ends_on")
    facts = {**KNOWN, "fair.ends_on": LAST + DAY}
    found = texts(CITY, facts=facts, changes={"expense": expense})
    assert found == [[("fair.ends_on", "2027-06-14", "2024-06-14 至 2027-06-13")]]


def test_expenses_that_prove_too_little_are_a_change_of_their_own() -> None:
    two = LineGroup(
        rows=Rows.COUNT_AT_LEAST,
        where=(LineTest(field="category", op=Op.IS, values=("fee",)),),
        count=2,
    )
    assert texts(condition("两笔以上", two), facts=KNOWN) == [
        [("费用", "现有费用不足以证明", "两笔以上")]
    ]
    assert ways(condition("两笔以上", two), lines=[line(1, "1"), line(2, "1")], facts=KNOWN) == []


def test_a_published_list_is_not_changed_but_one_may_come_to_stand_in_it() -> None:
    listed = condition(
        "listed", Comparison(fact="firm.good", op=Op.IN_CATALOGUE, values=("firm.goods",))
    )
    facts = {**KNOWN, "firm.good": "苹果", "firm.goods": frozenset({"柑橘"})}
    assert texts(listed, facts=facts) == [[("firm.good", "苹果", "列入“firm.goods”")]]
    assert ways(listed, facts={**facts, "firm.good": "柑橘"}) == []


def test_guidance_that_has_ended_cannot_be_had_any_more() -> None:
    ended = {"expense": None, "steps": (), "parameters": (),
             "ends": Ends(on=TODAY - DAY, clause=CLAUSE)}  # fmt: skip
    assert ways(SMALL, facts={**KNOWN, "firm.small": False}, changes=ended) == []
    still = {**ended, "ends": Ends(on=TODAY, clause=CLAUSE)}
    assert len(ways(SMALL, facts={**KNOWN, "firm.small": False}, changes=still)) == 1


def test_no_more_ways_than_asked_for() -> None:
    parts = (at_least("firm.orders", 1), yes("firm.small"))
    either = condition("either", Group(quantifier=Quantifier.ANY, parts=parts))
    one = measure(conditions=(either,))
    about = case(line(1, "1"), facts={**KNOWN, "firm.orders": 0, "firm.small": False})
    assert len(nearest(wide(one), one, about)) == 2
    assert len(nearest(wide(one), one, about, limit=1)) == 1
