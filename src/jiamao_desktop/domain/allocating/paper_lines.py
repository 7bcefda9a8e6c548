"""Straight lines that a leaf's gross is never above, for bounds; and where it begins at all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.allocation import Leaf, NothingBelow, Ratio, Rounded, Tiers, gross_of

FINE = 1 << 16
"""Weights are reckoned in such parts of a fen."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line over what a leaf can come to: a rate, and what roundings may add.

    Attributes:
        tier: What the number of items allows: with none, and for each; ``None``: anything.
    """

    num: int
    den: int
    extra: int
    tier: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a leaf needs before it is paid at all."""

    weight: int
    items: int


def line_of(leaf: Leaf) -> Line:
    """Return a line that a leaf's gross is never above."""
    num = den = 1
    extra = Fraction(0)
    tier: tuple[Fraction, Fraction] | None = None
    for step in leaf.steps:
        match step:
            case Ratio():
                num, den = num * step.num, den * step.den
                extra *= Fraction(step.num, step.den)
                if tier is not None:
                    tier = tier[0] * step.num / step.den, tier[1] * step.num / step.den
            case Rounded() if step.half_up:
                extra += Fraction(step.unit, 2)
                if tier is not None:
                    tier = tier[0] + Fraction(step.unit, 2), tier[1]
            case Tiers() if tier is None:
                tier = Fraction(max(step.first - step.more, 0)), Fraction(step.more)
    ceiling = None if tier is None else (math.ceil(tier[0] * FINE), math.ceil(tier[1] * FINE))
    return Line(num, den, math.ceil(extra * FINE), ceiling)


def threshold_of(leaf: Leaf, weight: int, items: int) -> Threshold | None:
    """Return the threshold of a leaf, or ``None`` if any item may be paid.

    Args:
        leaf: The leaf.
        weight: The most that could come into it.
        items: How many could.
    """
    sudden = any(isinstance(step, NothingBelow) for step in leaf.steps)
    if not (sudden or leaf.least > 1 or leaf.least_items > 1):
        return None
    low, high = 0, weight
    while low < high:
        middle = (low + high) // 2
        if gross_of(leaf, middle, items) >= max(leaf.least, 1):
            high = middle
        else:
            low = middle + 1
    return Threshold(low, leaf.least_items)
