"""What would have to be, in words: 至少 10 家, 不是“限制类”, 2026-11-21 至 2027-06-13."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.telling import OTHER
from jiamao_desktop.domain.wording import fact_text

_FEW = 4
"""Choices that are named one by one; where more would do, the one that will not is named."""
_ORDERED = frozenset({FactType.INT, FactType.MONEY, FactType.RATIO, FactType.DATE})


def now_text(definition: FactDefinition, now: FactValue | None) -> str:
    """Return what is known of a fact."""
    return "未回答" if now is None else fact_text(definition, now)


def wanted_text(
    definition: FactDefinition,
    now: FactValue | None,
    values: Sequence[FactValue],
    works: Sequence[FactValue],
    chosen: FactValue,
) -> str:
    """Return what a fact would have to be.

    Args:
        definition: Of the fact.
        now: As it is.
        values: All its values that can be told apart, quantities in their order.
        works: Those that will do, in the same order.
        chosen: The nearest of them.
    """
    if definition.type in _ORDERED:
        return _span(definition, values, works, chosen)
    if isinstance(chosen, frozenset):
        return _members(definition, now if isinstance(now, frozenset) else frozenset(), chosen)
    if definition.type is FactType.CODE and 1 < len(works) <= _FEW:
        named = "或".join(f"“{fact_text(definition, one)}”" for one in works)
        return named if now is None else f"改为{named}"
    rest = [one for one in values if one not in works]
    if OTHER in works or (len(works) > 1 and len(rest) < len(works)):
        return "不是" + "、".join(f"“{fact_text(definition, one)}”" for one in rest)
    return "或".join(fact_text(definition, one) for one in works)


def _span(
    definition: FactDefinition,
    values: Sequence[FactValue],
    works: Sequence[FactValue],
    chosen: FactValue,
) -> str:
    """Name the ends of the unbroken stretch of values round the chosen one."""
    place = values.index(chosen)
    first = last = place
    while first > 0 and values[first - 1] in works:
        first -= 1
    while last + 1 < len(values) and values[last + 1] in works:
        last += 1
    low = None if first == 0 else fact_text(definition, values[first])
    high = None if last + 1 == len(values) else fact_text(definition, values[last])
    if values[last] == dt.date.max:
        high = None
    is_day = definition.type is FactType.DATE
    if low is not None and high is not None:
        return low if low == high else f"{low} 至 {high}"
    if low is not None:
        return f"{low} 或以后" if is_day else f"至少 {low}"
    if high is not None:
        return f"{high} 或以前" if is_day else f"至多 {high}"
    return fact_text(definition, chosen)


def _members(definition: FactDefinition, now: frozenset[str], chosen: frozenset[str]) -> str:
    added, removed = chosen - now, now - chosen
    texts = []
    if added:
        texts.append(f"有“{fact_text(definition, added)}”")
    if removed:
        texts.append(f"没有“{fact_text(definition, removed)}”")
    return "，".join(texts)
