"""Values as people read them: beside a condition, and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from jiamao_desktop.domain.facts import FactDefinition, Facts, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import Predicate
from jiamao_desktop.domain.worksheet import percent

LEVELS = {
    "central": "中央",
    "provincial": "省级",
    "municipal": "市级",
    "county": "县级",
    "park": "园区",
}
"""Whose money it is, as people say it."""


def figure_text(value: Money | Fraction | int) -> str:
    """Return a figure of a measure: ``200,000.00 元``, ``50%``, ``10``."""
    match value:
        case Money():
            return f"{value} 元"
        case Fraction():
            return percent(value)
        case int():
            return str(value)


def value_text(
    predicate: Predicate, facts: Facts, definitions: Mapping[str, FactDefinition]
) -> str:
    """Return the values a condition used; blank while none of them is known."""
    known = [name for name in sorted(predicate.facts) if name in facts]
    texts = [fact_text(definitions[name], facts[name]) for name in known]
    if len(texts) == 1:
        return texts[0]
    return "；".join(
        f"{definitions[name].label}：{text}" for name, text in zip(known, texts, strict=True)
    )


def fact_text(  # noqa: PLR0911 -- one branch for each kind of value
    definition: FactDefinition, value: FactValue
) -> str:
    """Return one value of a fact: ``是``, ``1,200.00 元``, the label of a choice."""
    match value:
        case bool():
            return "是" if value else "否"
        case Money():
            return f"{value} 元"
        case Fraction():
            return percent(value)
        case dt.date():
            return value.isoformat()
        case frozenset():
            return "、".join(definition.choices.get(one, one) for one in sorted(value))
        case str():
            return definition.choices.get(value, value)
        case int():
            return f"{value} {definition.unit}".rstrip()
