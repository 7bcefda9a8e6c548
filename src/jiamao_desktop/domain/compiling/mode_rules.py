"""Which measures may pay for one expense together: only those whose documents say that they may.

Silence of a document is not a permission. An assessment counts an expense that others paid for
unless a rule forbids it, because that support is a fact; a plan does not bring such a fact about
without the word of every document concerned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.stacking import OTHER_FUNDS, Stacking

MOST_TOGETHER = 5
"""More measures than these are never considered together for one expense."""
_MOST_WAYS = 63
"""More ways than these are not considered for one expense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The sets of measures that may pay for an expense.

    Attributes:
        together: Each a set of places, in order; the smaller sets first.
        silent: Two could each pay but not together, though no document forbids it: none
            allows it either.
        crowded: There are more ways than are considered.
    """

    together: tuple[tuple[int, ...], ...]
    silent: bool = False
    crowded: bool = False


class Sharing:
    """What the documents of some measures say on paying for one expense together."""

    def __init__(self, measures: Sequence[tuple[Measure, Stacking]]) -> None:
        """Take the measures; places below are theirs.

        Args:
            measures: Each with what support of others means for its expenses.
        """
        self._measures = measures
        self._rules = {measure.id: (measure, rules) for measure, rules in measures}

    def ways(
        self, places: Sequence[int], funds: frozenset[tuple[str, ...]], taken: frozenset[str]
    ) -> Ways:
        """Return the sets of measures that may pay for expenses that stand together.

        Args:
            places: Of the measures under which they count, in order.
            funds: What paid for each of the expenses already.
            taken: Measures of claims that were filed or granted and hold one of them.
        """
        singles = [
            one for one in places if self._allows(one, taken) and self._may((one,), funds, taken)
        ]
        together: list[tuple[int, ...]] = [(one,) for one in singles]
        found = together
        crowded = False
        for size in range(2, len(singles) + 1):
            together = [
                (*some, one)
                for some in together
                for one in singles
                if one > some[-1]
                and all(self._agree(one, other) for other in some)
                and self._may((*some, one), funds, taken)
            ]
            if together and (size > MOST_TOGETHER or len(found) + len(together) > _MOST_WAYS):
                crowded = True
                break
            found = found + together
        return Ways(
            together=tuple(found),
            silent=any(
                not self._agree(one, other) and self._may((one, other), funds, taken)
                for one in singles
                for other in singles
                if one < other
            ),
            crowded=crowded,
        )

    def _may(
        self, places: Sequence[int], funds: frozenset[tuple[str, ...]], taken: frozenset[str]
    ) -> bool:
        """Tell whether no rule forbids some measures to pay for expenses beside other funds."""
        for place in places:
            rules = self._measures[place][1]
            others = {self._measures[one][0].id for one in places if one != place} | taken
            if any(rules.bars(_paid_by((*fund, *sorted(others)))) for fund in funds):
                return False
        return True

    def _allows(self, place: int, taken: frozenset[str]) -> bool:
        """Tell whether a measure and those that have an expense already allow one another."""
        measure, rules = self._measures[place]
        for name in taken:
            known = self._rules.get(name)
            other = (name, name) if known is None else (known[0].id, known[0].title)
            if not _permits(rules, other):
                return False
            if known is not None and not _permits(known[1], (measure.id, measure.title)):
                return False
        return True

    def _agree(self, one: int, other: int) -> bool:
        """Tell whether the documents of two measures both say that they may pay together."""
        (first, first_rules), (second, second_rules) = self._measures[one], self._measures[other]
        return _permits(first_rules, (second.id, second.title)) and _permits(
            second_rules, (first.id, first.title)
        )


def _permits(rules: Stacking, other: tuple[str, str]) -> bool:
    """Tell whether a document says in so many words that another may pay for the same."""
    if not rules.own.isdisjoint(other):
        return False
    if not rules.beside.isdisjoint(other):
        return True
    return rules.within_cost is not None if rules.most is None else rules.most > 1


def funds_of(line: Line) -> tuple[str, ...]:
    """Return what has paid for an expense already."""
    if line.funded_by:
        return (line.funded_by,)
    return (OTHER_FUNDS,) if line.other_funding else ()


_UNPAID = Line(id=0, category="", gross=ZERO, net=ZERO)


def _paid_by(funds: Sequence[str]) -> Line:
    return replace(_UNPAID, funded_by="、".join(funds))
