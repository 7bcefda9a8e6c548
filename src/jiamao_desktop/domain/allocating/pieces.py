"""The steps of a leaf as straight lines that its gross never passes: what prices can work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.allocation import (
    AtMost,
    Leaf,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    gross_of,
)

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Line:
    """No more than so much for each unit of weight, and for each item, and this besides."""

    weight: Fraction
    count: Fraction
    fen: Fraction


def lines(leaf: Leaf) -> tuple[Line, ...]:
    """Return lines that the gross stays under, whatever is in the leaf.

    What caps it at a fixed sum is left out: the most that the leaf comes to says as much.
    """
    found = [Line(Fraction(1), Fraction(0), Fraction(0))]
    for step in leaf.steps:
        match step:
            case Ratio():
                by = Fraction(step.num, step.den)
                found = [Line(one.weight * by, one.count * by, one.fen * by) for one in found]
            case Rounded() if step.half_up:
                more = HALF * step.unit
                found = [Line(one.weight, one.count, one.fen + more) for one in found]
            case Tiers():
                above = max(step.first - step.more, 0)
                found.append(Line(Fraction(0), Fraction(step.more), Fraction(above)))
            case Rounded() | AtMost() | NothingBelow():
                pass
    return tuple(one for one in found if one.weight or one.count)


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a leaf needs to be paid anything at all; nought: no more than is in it already."""

    weight: int
    count: int
    fen: int

    @property
    def matters(self) -> bool:
        """Tell whether there is a step at which something jumps."""
        return bool(self.weight or self.count > 1 or self.fen)


def threshold(leaf: Leaf, weights: Sequence[int], counts: Sequence[int]) -> Threshold:
    """Return what a leaf needs.

    Args:
        leaf: The leaf.
        weights: What is in it already, and what may come to be in it.
        counts: Likewise.
    """
    jumps = leaf.least or any(isinstance(step, NothingBelow) for step in leaf.steps)
    wanted = max(leaf.least, 1)
    low, high = weights
    if jumps and gross_of(leaf, high, counts[1]) >= wanted:
        while low < high:
            middle = (low + high) // 2
            if gross_of(leaf, middle, counts[1]) >= wanted:
                high = middle
            else:
                low = middle + 1
    needed = low if low > weights[0] else 0
    count = leaf.least_items if leaf.least_items > counts[0] else 0
    return Threshold(needed, count, leaf.least)
