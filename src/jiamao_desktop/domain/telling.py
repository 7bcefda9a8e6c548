"""The few values of a fact that tell all its values apart, for the conditions that read it.

Comparisons cut the values of a fact into pieces, within which no condition can tell one value
from another. One value from each piece is enough to try them all.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction

from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import Comparison, rank

OTHER = "（其他）"
"""A text that no condition names."""

_LAST = dt.date.max.toordinal()


def telling_values(  # noqa: PLR0911 -- one branch for each kind of fact
    definition: FactDefinition, comparisons: Iterable[Comparison], now: FactValue | None = None
) -> tuple[FactValue, ...]:
    """Return one value from each piece; quantities and days in their order.

    Args:
        definition: Of the fact.
        comparisons: All those that read it.
        now: What it is; of a set, whatever makes no difference stays in it.
    """
    tests = [one for one in comparisons if one.fact == definition.id]
    named = [value for one in tests for value in one.values]
    match definition.type:
        case FactType.BOOL:
            return (True, False)
        case FactType.CODE:
            return tuple(definition.choices)
        case FactType.TEXT:
            return (*dict.fromkeys(named), OTHER)
        case FactType.SET:
            return _sets(tests, now if isinstance(now, frozenset) else frozenset())
        case FactType.INT:
            return tuple(place for place in _around(_whole(named)) if place >= 0)
        case FactType.MONEY:
            return tuple(Money(place) for place in _around(_whole(named)) if place >= 0)
        case FactType.DATE:
            places = _around(_whole(named))
            return tuple(dt.date.fromordinal(place) for place in places if 0 < place <= _LAST)
        case FactType.RATIO:
            return _ratios(named)


def distance(value: FactValue, now: FactValue | None) -> tuple[int, Fraction]:
    """Return how far a value is from the present one; the nearest change comes first."""
    if now is None or isinstance(value, bool | str) or isinstance(now, bool | str):
        return 0, Fraction(0)
    if isinstance(value, frozenset) and isinstance(now, frozenset):
        return len(now - value), Fraction(len(value - now))
    return 0, abs(rank(value) - rank(now))


def _around(places: Iterable[int]) -> list[int]:
    """Return whole numbers with their neighbours, in order."""
    return sorted({place + step for place in places for step in (-1, 0, 1)})


def _whole(values: Sequence[FactValue]) -> list[int]:
    return [int(rank(value)) for value in values]


def _ratios(values: Sequence[FactValue]) -> tuple[FactValue, ...]:
    """Return ratios, and one between each two of them, below the first and above the last."""
    cuts = sorted({Fraction(0), *(rank(value) for value in values)})
    between = [(one + other) / 2 for one, other in itertools.pairwise(cuts)]
    return tuple(sorted({*cuts, *between, cuts[-1] + 1}))


def _sets(tests: Sequence[Comparison], now: frozenset[str]) -> tuple[FactValue, ...]:
    """Return every choice of pieces that the comparisons tell apart.

    Of a piece that is in the set already, its members stay; of another the first is enough.
    """
    members = dict.fromkeys(str(value) for one in tests for value in one.values)
    pieces: dict[tuple[bool, ...], frozenset[str]] = {}
    for member in members:
        alike = tuple(member in one.values for one in tests)
        pieces[alike] = pieces.get(alike, frozenset()) | {member}
    chosen = [one & now or frozenset({min(one)}) for one in pieces.values()]
    rest = now.difference(members)
    sizes = range(len(chosen) + 1)
    return tuple(rest.union(*one) for size in sizes for one in itertools.combinations(chosen, size))
