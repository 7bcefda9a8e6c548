"""Values of conditions and examples, as the type of their fact has them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.pack_making import CLAUSE, FACTS, fact

from jiamao_desktop.catalog.conditions import fact_value, read_conditions, read_predicate
from jiamao_desktop.catalog.context import Context
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.errors import PackError
from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import Comparison, Group, Op, Quantifier


def of(kind: FactType) -> FactDefinition:
    return fact("f", kind, choices={"a": "甲", "b": "乙"})


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FactType.BOOL, True, True),
        (FactType.INT, 3, 3),
        (FactType.DATE, dt.date(2024, 6, 14), dt.date(2024, 6, 14)),
        (FactType.TEXT, "永州市", "永州市"),
        (FactType.CODE, "a", "a"),
        (FactType.SET, ["a", "b"], frozenset({"a", "b"})),
        (FactType.MONEY, "1.50", Money(150)),
        (FactType.RATIO, "1/3", Fraction(1, 3)),
    ],
)
def test_a_value_is_read_by_the_type_of_its_fact(
    kind: FactType, raw: Any, value: FactValue
) -> None:
    assert fact_value(raw, of(kind)) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (FactType.BOOL, "true"),
        (FactType.BOOL, 1),
        (FactType.INT, True),
        (FactType.INT, "3"),
        (FactType.DATE, "2024-06-14"),
        (FactType.DATE, dt.datetime(2024, 6, 14, tzinfo=dt.UTC)),
        (FactType.TEXT, 3),
        (FactType.CODE, "c"),
        (FactType.SET, ["a", "c"]),
        (FactType.SET, "a"),
        (FactType.MONEY, "1.505"),
        (FactType.MONEY, 1),
        (FactType.RATIO, "0.5"),
        (FactType.RATIO, "1/0"),
    ],
)
def test_a_value_of_another_kind_is_none(kind: FactType, raw: Any) -> None:
    assert fact_value(raw, of(kind)) is None


def context() -> Context:
    return Context(facts=FACTS, categories={}, clauses={"c": CLAUSE})


def entry(**content: Any) -> Table:
    return Table(content, "m.toml", "eligible.x", Mistakes())


def test_a_comparison_is_read_with_its_value() -> None:
    read = read_predicate(entry(fact="firm.exports", op="at_least", value="10.00"), context())
    assert read == Comparison(fact="firm.exports", op=Op.AT_LEAST, values=(Money(1000),))


def test_between_takes_the_first_and_the_last_that_belong() -> None:
    read = read_predicate(entry(fact="firm.share", op="between", value=["1/10", "2/10"]), context())
    assert read == Comparison(
        fact="firm.share", op=Op.BETWEEN, values=(Fraction(1, 10), Fraction(1, 5))
    )


def test_a_member_of_a_set_is_what_in_compares() -> None:
    read = read_predicate(entry(fact="firm.modes", op="in", value=["0615"]), context())
    assert read.judge({"firm.modes": frozenset({"0615", "0214"})}).holds
    assert read.judge({"firm.modes": frozenset({"0214"})}).holds is False


def test_groups_are_read_at_any_depth_and_note_every_fact() -> None:
    small = {"fact": "firm.small", "op": "is", "value": True}
    here = context()
    read = read_predicate(entry(all=[small, {"none": [small, {"any": [small]}]}]), here)
    assert isinstance(read, Group)
    assert read.quantifier is Quantifier.ALL
    assert read.judge({"firm.small": True}).holds is False
    assert here.read_facts == {"firm.small"}


@pytest.mark.parametrize(
    "content",
    [
        {"all": []},
        {"all": [{"fact": "firm.small", "op": "is", "value": True}], "none": []},
        {"fact": "firm.share", "op": "between", "value": ["1/10"]},
        {"fact": "firm.registered_city", "op": "in", "value": []},
        {"fact": "firm.small", "op": "in", "value": [True]},
        {"fact": "firm.modes", "op": "is", "value": "0615"},
        {"fact": "firm.kind", "op": "is", "value": "person"},
        {"fact": "nowhere", "op": "is", "value": "person"},
        {"op": "is", "value": "person"},
    ],
)
def test_a_condition_that_makes_no_sense_is_noted(content: dict[str, Any]) -> None:
    one = entry(**content)
    read_predicate(one, context())
    with pytest.raises(PackError):
        one.mistakes.refuse()


def test_a_condition_keeps_sentence_rule_and_source_together() -> None:
    measure = Table(
        {
            "eligible": [
                {
                    "id": "small",
                    "label": "是小微企业",
                    "fact": "firm.small",
                    "op": "is",
                    "value": True,
                    "basis": "assumed",
                    "source": "c",
                    "note": "文件未写明",
                }
            ]
        },
        "m.toml",
        "",
        Mistakes(),
    )
    (read,) = read_conditions(measure, context(), ())
    measure.mistakes.refuse()
    assert (read.id, read.label, read.basis, read.note) == (
        "small",
        "是小微企业",
        Basis.ASSUMED,
        "文件未写明",
    )
    assert read.clause == CLAUSE
    assert read.under is None
