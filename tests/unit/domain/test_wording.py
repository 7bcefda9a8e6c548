"""Values beside a condition read like something a person would write."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from tests.unit.domain.pack_making import FACTS

from jiamao_desktop.domain.facts import FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import Comparison, Group, Op, Quantifier
from jiamao_desktop.domain.wording import fact_text, value_text


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("firm.small", True, "是"),
        ("firm.small", False, "否"),
        ("firm.exports", Money(123450), "1,234.50 元"),
        ("firm.share", Fraction(7, 10), "70%"),
        ("fair.ends_on", dt.date(2025, 4, 18), "2025-04-18"),
        ("firm.modes", frozenset({"0615", "0214"}), "来料加工、进料对口"),
        ("firm.modes", frozenset({"9999"}), "9999"),
        ("firm.kind", "enterprise", "企业"),
        ("firm.registered_city", "永州市", "永州市"),
        ("fair.booth_count", 2, "2 个"),
    ],
)
def test_a_value_reads_by_its_kind(fact: str, value: FactValue, text: str) -> None:
    assert fact_text(FACTS[fact], value) == text


SMALL = Comparison(fact="firm.small", op=Op.IS, values=(True,))
CITY = Comparison(fact="firm.registered_city", op=Op.IN, values=("永州市",))
BOTH = Group(quantifier=Quantifier.ANY, parts=(SMALL, CITY))


def test_one_value_stands_alone_and_several_with_their_names() -> None:
    assert value_text(SMALL, {"firm.small": True}, FACTS) == "是"
    known: dict[str, FactValue] = {"firm.small": False, "firm.registered_city": "长沙市"}
    assert value_text(BOTH, known, FACTS) == "firm.registered_city：长沙市；firm.small：否"


def test_what_is_not_known_is_not_shown() -> None:
    assert value_text(BOTH, {"firm.small": False}, FACTS) == "否"
    assert value_text(BOTH, {}, FACTS) == ""
