"""Examples beside a measure: read strictly, compared exactly, shown when they fail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.catalog.pack_files import PACK

from jiamao_desktop.catalog.examples import Example, differences, read_examples, worksheet_text
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import RawPack
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.errors import PackError, PackMistake
from jiamao_desktop.domain.money import Money

YONGZHOU = load_pack(resources_folder() / "packs" / PACK)
FACTS = {
    "firm.kind": "enterprise",
    "firm.registered_city": "永州市",
    "certification.standard": "aeo_advanced",
    "certification.certified_on": dt.date(2025, 3, 1),
    "certification.first": True,
}
LINE = {"category": "certification.fee", "yuan": "200000.00", "paid_on": dt.date(2025, 3, 10)}
GOOD: dict[str, Any] = {
    "name": "一半",
    "lines": [LINE],
    "expect": {"status": "yes", "amount": "100000.00", "binding": "share"},
}


def read(
    *examples: Mapping[str, Any], measure: str = "yz-aeo", facts: Mapping[str, Any] = FACTS
) -> tuple[list[Example], list[PackMistake]]:
    file = f"measures/{measure}.examples.toml"
    documents = {file: {"given": {"facts": facts}, "example": list(examples)}}
    mistakes = Mistakes()
    found = read_examples(RawPack(documents=documents, sources={}), YONGZHOU, mistakes)
    try:
        mistakes.refuse()
    except PackError as refused:
        return list(found), list(refused.mistakes)
    return list(found), []


def one(**changes: Any) -> Example:
    (example,), mistakes = read({**GOOD, **changes})
    assert mistakes == []
    return example


def test_an_example_that_comes_out_has_no_differences() -> None:
    assert differences(YONGZHOU, one()) == []


def test_what_comes_out_otherwise_is_shown_with_both_sides() -> None:
    wrong = {"status": "no", "amount": "1.00", "binding": "share"}
    assert differences(YONGZHOU, one(expect=wrong)) == [
        "status: 'yes' != 'no'",
        "amount: '100000.00' != '1.00'",
    ]


def test_the_right_amount_for_the_wrong_reason_does_not_pass() -> None:
    expect = {"status": "yes", "amount": "100000.00", "binding": "capped"}
    assert differences(YONGZHOU, one(expect=expect)) == ["binding: 'share' != 'capped'"]


def test_a_failing_example_shows_the_worksheet_and_not_python() -> None:
    shown = worksheet_text(YONGZHOU, one(lines=[{**LINE, "yuan": "100.01"}]))
    assert shown.splitlines() == [
        "  按不含税金额，合计 1 笔　100.01　base（assumed）",
        "  × 50%　50.005　share（law）",
        "  舍去不足一分　50.00　rounded（assumed）",
        "  不超过 150,000.00　50.00　capped（law）",
        "  不超过 1,000,000.00　50.00　yz-pool（law）",
    ]


def test_facts_of_an_example_are_added_to_the_common_ones_and_may_be_made_unknown() -> None:
    example = one(facts={"certification.first": False}, unknown=["firm.registered_city"])
    assert example.case.facts == {
        "firm.kind": "enterprise",
        "certification.standard": "aeo_advanced",
        "certification.certified_on": dt.date(2025, 3, 1),
        "certification.first": False,
    }


def test_lines_are_numbered_and_keep_what_is_written() -> None:
    lines = [
        {**LINE, "own_account": False, "project": 7},
        {
            "category": "other",
            "gross": "106.00",
            "net": "100.00",
            "issued_on": dt.date(2025, 1, 1),
            "unsupported": "6.00",
            "other_funding": "1.00",
            "funded_by": "省级资金",
        },
    ]
    first, second = one(lines=lines, project=3).case.lines
    assert (first.id, first.gross, first.net) == (1, Money(20000000), Money(20000000))
    assert (first.payer_is_applicant, first.project) == (False, 7)
    assert (second.id, second.gross, second.net) == (2, Money(10600), Money(10000))
    assert (second.paid_on, second.issued_on) == (None, dt.date(2025, 1, 1))
    assert (second.unsupported, second.other_funding) == (Money(600), Money(100))
    assert (second.funded_by, second.project, second.payer_is_applicant) == ("省级资金", 3, None)


def test_support_readings_and_day_are_those_written() -> None:
    support = {"measure": "m", "level": "municipal", "amount": "5.00", "on": dt.date(2025, 1, 1)}
    example = one(
        granted=[support],
        claimed=[support, support],
        readings={"window": "year"},
        today=dt.date(2026, 1, 1),
    )
    assert (len(example.case.grants), len(example.case.claimed)) == (1, 2)
    assert example.case.grants[0].amount == Money(500)
    assert example.case.readings == {"window": "year"}
    assert example.case.today == dt.date(2026, 1, 1)


def test_without_a_day_an_example_plays_on_the_first_of_the_notice() -> None:
    assert one().case.today == dt.date(2024, 6, 14)


BY_REFERENCE: dict[str, Any] = {"name": "例", "expect": {"status": "ask"}}


def test_figures_are_entered_or_taken_from_a_practice_or_both() -> None:
    both = {**BY_REFERENCE, "practice": "hunan-fair-2017", "entered": {"rate": "70/100"}}
    (example,), mistakes = read(both, measure="yz-fair-key-booth", facts={})
    assert mistakes == []
    entered = example.case.entered
    assert entered["rate"].value == Fraction(7, 10)
    assert entered["rate"].basis is Basis.ENTERED
    assert entered["most-booths"].value == 3
    assert entered["most-booths"].basis is Basis.PRACTICE


@pytest.mark.parametrize(
    ("changes", "entry", "words"),
    [
        ({"lime": []}, "lime", "不认识的键“lime”"),
        ({"facts": {"firm.city": "永州市"}}, "facts.firm.city", "事实“firm.city”不能是“永州市”"),
        ({"facts": {"certification.first": "是"}}, "facts.certification.first", "不能是“是”"),
        ({"unknown": ["firm.foreign_trader"]}, "unknown", "“firm.foreign_trader”本来就未知"),
        ({"lines": [{**LINE, "yuan": 200000}]}, "lines.1.yuan", "“200000”不是这里要的内容"),
        ({"lines": [{**LINE, "day": 1}]}, "lines.1.day", "不认识的键“day”"),
        ({"granted": [{"measure": "m"}]}, "granted.1.level", "缺少“level”"),
        ({"readings": {"window": "month"}}, "readings.window", "选项写得不对"),
        ({"readings": {"weather": "fine"}}, "readings.weather", "选项写得不对"),
        ({"practice": "hunan-fair-2017"}, "practice", "没有参考做法“hunan-fair-2017”"),
        ({"entered": {"rate": "70/100"}}, "entered.rate", "没有类型相符的参数“rate”"),
        ({"expect": {"amount": "1.00"}}, "expect.status", "缺少“status”"),
        ({"expect": {"status": "perhaps"}}, "expect.status", "“perhaps”不是这里要的内容"),
        ({"expect": {"status": "yes", "sum": "1"}}, "expect.sum", "不认识的键“sum”"),
        ({"expect": {"status": "yes", "binding": "cap"}}, "expect.binding", "没有步骤或上限“cap”"),
        ({"expect": {"status": "no", "because": ["town"]}}, "expect.because", "没有条件“town”"),
        ({"expect": {"status": "ask", "missing": ["x.y"]}}, "expect.missing", "没有“x.y”"),
    ],
)
def test_a_mistake_in_an_example_is_named_with_its_place(
    changes: dict[str, Any], entry: str, words: str
) -> None:
    _, mistakes = read({**GOOD, **changes})
    assert mistakes[0].entry == f"example.一半.{entry}"
    assert words in mistakes[0].message
    assert mistakes[0].file == "measures/yz-aeo.examples.toml"


def test_two_examples_of_one_name_are_a_mistake() -> None:
    _, mistakes = read(GOOD, GOOD)
    assert [m.message for m in mistakes] == ["“一半”出现了两次。"]


def test_conditions_that_every_measure_has_may_be_blamed() -> None:
    expect = {"status": "no", "because": ["applicant", "in_force", "expense"]}
    assert read({**GOOD, "expect": expect})[1] == []
