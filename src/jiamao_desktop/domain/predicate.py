"""Conditions over what is known: yes, no, or which facts would settle it.

A fact that is absent is not *false*. Parts combine by Kleene's logic: one part that settles
the matter decides, whatever else is open; else the unknown outweighs the known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.facts import Facts, FactType, FactValue
from jiamao_desktop.domain.line import Line
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
    IN_CATALOGUE = "in_catalogue"


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
    Op.IN_CATALOGUE: frozenset({FactType.TEXT, FactType.CODE, FactType.SET}),
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
            the last that still belong; for ``in_catalogue`` the fact that holds the list.
    """

    fact: str
    op: Op
    values: tuple[FactValue, ...]

    def judge(self, facts: Facts, _lines: Sequence[Line] = ()) -> Verdict:
        """Tell whether the condition holds, does not, or what is missing to tell."""
        unknown = [name for name in self.facts if name not in facts]
        if unknown:
            return Verdict(None, frozenset(unknown))
        if self.op is Op.IN_CATALOGUE:
            return Verdict(_listed(facts[self.fact], facts[str(self.values[0])]))
        return Verdict(_compare(facts[self.fact], self.op, self.values))

    @property
    def facts(self) -> frozenset[str]:
        """Return every fact the condition reads."""
        lists = {str(one) for one in self.values if self.op is Op.IN_CATALOGUE}
        return frozenset({self.fact, *lists})


class Quantifier(StrEnum):
    """How many parts of a group must hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    AT_LEAST_N = "at_least_n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several conditions taken together.

    Attributes:
        count: With ``at_least_n``: how many parts have to hold.
    """

    quantifier: Quantifier
    parts: tuple[Predicate, ...]
    count: int = 0

    def judge(self, facts: Facts, lines: Sequence[Line] = ()) -> Verdict:
        """Tell whether the group holds, does not, or what is missing to tell."""
        verdicts = [part.judge(facts, lines) for part in self.parts]
        if self.quantifier is Quantifier.AT_LEAST_N:
            return _enough(verdicts, self.count)
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


LINE_FIELDS = {
    "category": FactType.CODE,
    "gross": FactType.MONEY,
    "net": FactType.MONEY,
    "paid_on": FactType.DATE,
    "issued_on": FactType.DATE,
    "unsupported": FactType.MONEY,
    "other_funding": FactType.MONEY,
    "funded_by": FactType.TEXT,
    "evidence": FactType.SET,
    "payer_is_applicant": FactType.BOOL,
}
"""What of an expense a condition may compare, and as which kind of value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTest:
    """One field of an expense against the values the notice names."""

    field: str
    op: Op
    values: tuple[FactValue, ...]

    def holds(self, line: Line) -> bool | None:
        """Tell whether an expense passes; ``None``: its record does not say."""
        value = getattr(line, self.field)
        return None if value is None else _compare(value, self.op, self.values)


class Rows(StrEnum):
    """How many expenses must pass."""

    ANY_LINE = "any_line"
    EVERY_LINE = "every_line"
    COUNT_AT_LEAST = "count_at_least"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """Expenses, of which some or all have to pass every test.

    Too few is not *no*: further expenses may follow. A 红字 takes away, it proves nothing.

    Attributes:
        count: With ``count_at_least``: how many have to pass.
    """

    rows: Rows
    where: tuple[LineTest, ...]
    count: int = 1

    def judge(self, _facts: Facts, lines: Sequence[Line] = ()) -> Verdict:
        """Tell whether the expenses pass, or whether that is open."""
        passed = [self._passes(line) for line in lines if line.gross.fen > 0]
        if self.rows is Rows.EVERY_LINE:
            found = combined([Verdict(one) for one in passed], settled_by=False)
            return found if passed else Verdict(None)
        return Verdict(True if passed.count(True) >= self.count else None)

    def _passes(self, line: Line) -> bool | None:
        tests = [Verdict(one.holds(line)) for one in self.where]
        return combined(tests, settled_by=False).holds

    @property
    def facts(self) -> frozenset[str]:
        """Return the facts it reads: none, it reads expenses."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A condition that only the officer can judge: it is shown and never settled."""

    def judge(self, _facts: Facts, _lines: Sequence[Line] = ()) -> Verdict:
        """Leave it open; nothing that we could ask would settle it."""
        return Verdict(None)

    @property
    def facts(self) -> frozenset[str]:
        """Return the facts it reads: none."""
        return frozenset()


Predicate = Comparison | Group | LineGroup | Unjudged


def parts_of(predicate: Predicate) -> Iterator[Comparison | LineGroup | Unjudged]:
    """Yield the comparisons and the like that a condition is made of, in their order."""
    if isinstance(predicate, Group):
        for part in predicate.parts:
            yield from parts_of(part)
    else:
        yield predicate


def combined(verdicts: Sequence[Verdict], *, settled_by: bool) -> Verdict:
    """Combine verdicts: one that equals ``settled_by`` decides alone."""
    if any(verdict.holds is settled_by for verdict in verdicts):
        return Verdict(settled_by)
    if any(verdict.holds is None for verdict in verdicts):
        return Verdict(None, frozenset[str]().union(*(verdict.missing for verdict in verdicts)))
    return Verdict(not settled_by)


def _enough(verdicts: Sequence[Verdict], count: int) -> Verdict:
    """Combine verdicts of which so many have to hold."""
    held = sum(verdict.holds is True for verdict in verdicts)
    unknown = [verdict for verdict in verdicts if verdict.holds is None]
    if held >= count or held + len(unknown) < count:
        return Verdict(held >= count)
    return Verdict(None, frozenset[str]().union(*(verdict.missing for verdict in unknown)))


def _listed(value: FactValue, catalogue: FactValue) -> bool:
    if not isinstance(catalogue, frozenset):
        raise TypeError(type(catalogue).__name__)
    return _meets(value, tuple(catalogue))


def _compare(  # noqa: PLR0911 -- one branch for each comparison
    value: FactValue, op: Op, values: tuple[FactValue, ...]
) -> bool:
    match op:
        case Op.IS:
            return value == values[0]
        case Op.IN | Op.IN_CATALOGUE:
            return _meets(value, values)
        case Op.NOT_IN:
            return not _meets(value, values)
        case Op.AT_LEAST | Op.ON_OR_AFTER:
            return rank(value) >= rank(values[0])
        case Op.AT_MOST:
            return rank(value) <= rank(values[0])
        case Op.BETWEEN:
            first, last = values
            return rank(first) <= rank(value) <= rank(last)
        case Op.BEFORE:
            return rank(value) < rank(values[0])


def _meets(value: FactValue, values: tuple[FactValue, ...]) -> bool:
    if isinstance(value, frozenset):
        return any(one in value for one in values)
    return value in values


def rank(value: FactValue) -> Fraction:
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
