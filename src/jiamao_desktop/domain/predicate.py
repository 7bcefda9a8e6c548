"""Conditions over what is known: yes, no, or which facts would settle it.

A fact that is absent is not *false*. Parts combine by Kleene's logic: one part that settles
the matter decides, whatever else is open; else the unknown outweighs the known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.facts import Facts, FactType, FactValue
from jiamao_desktop.domain.money import Money


class Op(StrEnum):
    """The closed list of comparisons."""

    IS = "is"
    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    BEFORE = "before"
    ON_OR_AFTER = "on_or_after"


_QUANTITIES = frozenset({FactType.INT, FactType.MONEY, FactType.RATIO})
_DATES = frozenset({FactType.DATE})
ALLOWED: dict[Op, frozenset[FactType]] = {
    Op.IS: frozenset(FactType) - {FactType.SET},
    Op.IN: frozenset({FactType.TEXT, FactType.CODE, FactType.SET, FactType.INT}),
    Op.NOT_IN: frozenset({FactType.TEXT, FactType.CODE, FactType.SET, FactType.INT}),
    Op.AT_LEAST: _QUANTITIES,
    Op.AT_MOST: _QUANTITIES,
    Op.BETWEEN: _QUANTITIES | _DATES,
    Op.BEFORE: _DATES,
    Op.ON_OR_AFTER: _DATES,
}
"""Which comparison makes sense for which kind of fact; the loader refuses the rest."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a condition comes to.

    Attributes:
        holds: ``None``: not known yet.
        missing: The facts that would settle it; empty once settled.
    """

    holds: bool | None
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One fact against the values the notice names.

    Attributes:
        values: One value; for ``in`` and ``not_in`` any number; for ``between`` the first and
            the last that still belong.
    """

    fact: str
    op: Op
    values: tuple[FactValue, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Tell whether the condition holds, does not, or what is missing to tell."""
        if self.fact not in facts:
            return Verdict(None, frozenset({self.fact}))
        return Verdict(_compare(facts[self.fact], self))

    @property
    def facts(self) -> frozenset[str]:
        """Return every fact the condition reads."""
        return frozenset({self.fact})


class Quantifier(StrEnum):
    """How many parts of a group must hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several conditions taken together."""

    quantifier: Quantifier
    parts: tuple[Predicate, ...]

    def judge(self, facts: Facts) -> Verdict:
        """Tell whether the group holds, does not, or what is missing to tell."""
        verdicts = [part.judge(facts) for part in self.parts]
        if self.quantifier is Quantifier.ALL:
            return combined(verdicts, settled_by=False)
        any_of = combined(verdicts, settled_by=True)
        if self.quantifier is Quantifier.ANY or any_of.holds is None:
            return any_of
        return Verdict(not any_of.holds)

    @property
    def facts(self) -> frozenset[str]:
        """Return every fact the parts read."""
        return frozenset[str]().union(*(part.facts for part in self.parts))


Predicate = Comparison | Group


def combined(verdicts: Sequence[Verdict], *, settled_by: bool) -> Verdict:
    """Combine verdicts: one that equals ``settled_by`` decides alone."""
    if any(verdict.holds is settled_by for verdict in verdicts):
        return Verdict(settled_by)
    if any(verdict.holds is None for verdict in verdicts):
        return Verdict(None, frozenset[str]().union(*(verdict.missing for verdict in verdicts)))
    return Verdict(not settled_by)


def _compare(  # noqa: PLR0911 -- one branch for each comparison
    value: FactValue, test: Comparison
) -> bool:
    match test.op:
        case Op.IS:
            return value == test.values[0]
        case Op.IN:
            return _meets(value, test.values)
        case Op.NOT_IN:
            return not _meets(value, test.values)
        case Op.AT_LEAST | Op.ON_OR_AFTER:
            return _rank(value) >= _rank(test.values[0])
        case Op.AT_MOST:
            return _rank(value) <= _rank(test.values[0])
        case Op.BETWEEN:
            first, last = test.values
            return _rank(first) <= _rank(value) <= _rank(last)
        case Op.BEFORE:
            return _rank(value) < _rank(test.values[0])


def _meets(value: FactValue, values: tuple[FactValue, ...]) -> bool:
    if isinstance(value, frozenset):
        return any(one in value for one in values)
    return value in values


def _rank(value: FactValue) -> Fraction:
    """Return a place on a line; the loader sees to it that both sides are of one kind."""
    match value:
        case Money():
            return Fraction(value.fen)
        case dt.date():
            return Fraction(value.toordinal())
        case int() | Fraction():
            return Fraction(value)
        case _:
            raise TypeError(type(value).__name__)
