"""An upper bound in whole numbers, from prices of whatever is scarce.

Give every cap a price per fen. A leaf may then take what it is worth after the prices of its caps,
and every item the mode that is worth most: together with what the caps cost at their prices, no
choice comes to more (Lagrange). Any prices give a bound; good ones come from a linear program.
Prices are whole numbers over a power of two, all that is rounded is rounded up, so the bound holds
to the fen for amounts of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from jiamao_desktop.domain.allocating.pieces import Line, Threshold
from jiamao_desktop.domain.allocation import Room

SHIFT = 64
UNIT = 1 << SHIFT


class Status(IntEnum):
    """What is assumed of a leaf: nothing, that it is paid something, that it is paid nothing."""

    ANY = 0
    OPEN = 1
    SHUT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Prices in parts of ``UNIT``, none negative.

    Attributes:
        rooms: For each room, per fen.
        most: For each leaf, per fen, of the most it comes to.
        lines: For each leaf and each of its lines, per fen.
        weight, count, least: For each leaf, what reaching its threshold would cost; they play a
            part only where a leaf is assumed open.
    """

    rooms: tuple[int, ...]
    most: tuple[int, ...]
    lines: tuple[tuple[int, ...], ...]
    weight: tuple[int, ...]
    count: tuple[int, ...]
    least: tuple[int, ...]

    def raised(self, ray: Prices, times: int) -> Prices:
        """Return these prices with others on top, so many times."""

        def both(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
            return tuple([a + times * b for a, b in zip(one, other, strict=True)])

        return Prices(
            rooms=both(self.rooms, ray.rooms),
            most=both(self.most, ray.most),
            lines=tuple(both(*pair) for pair in zip(self.lines, ray.lines, strict=True)),
            weight=both(self.weight, ray.weight),
            count=both(self.count, ray.count),
            least=both(self.least, ray.least),
        )


@dataclass(frozen=True, slots=True)
class Worth:
    """What prices come to under some assumptions, all in parts of ``UNIT``.

    Attributes:
        fixed: Whatever is chosen.
        weight, count: What a unit of weight, and an item, is worth in each leaf.
    """

    fixed: int
    weight: tuple[int, ...]
    count: tuple[int, ...]

    def of(self, mode: Sequence[tuple[int, int]], size: int = 1) -> int:
        """Return what an item in such a mode is worth."""
        return sum([self.weight[leaf] * w * size + self.count[leaf] for leaf, w in mode])

    def held(self, weights: Sequence[int], counts: Sequence[int]) -> int:
        """Return the worth of what is in the leaves, and of all that does not depend on it."""
        return (
            self.fixed
            + sum([worth * one for worth, one in zip(self.weight, weights, strict=True)])
            + sum([worth * one for worth, one in zip(self.count, counts, strict=True)])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scarce:
    """All that can have a price."""

    rooms: Sequence[Room]
    most: Sequence[int]
    lines: Sequence[Sequence[Line]]
    thresholds: Sequence[Threshold]

    def worth(self, prices: Prices, statuses: Sequence[Status]) -> Worth:
        """Return what everything is worth at some prices, under some assumptions.

        Args:
            prices: Any.
            statuses: For each leaf.
        """
        fixed = sum(price * room.fen for price, room in zip(prices.rooms, self.rooms, strict=True))
        taken = [0] * len(self.most)
        for price, room in zip(prices.rooms, self.rooms, strict=True):
            if price:
                for leaf in room.leaves:
                    taken[leaf] += price
        weights, counts = [], []
        for leaf, status in enumerate(statuses):
            extra, weight, count = (
                (0, 0, 0)
                if status is Status.SHUT
                else self._leaf(prices, leaf, taken[leaf], opened=status is Status.OPEN)
            )
            fixed += extra
            weights.append(weight)
            counts.append(count)
        return Worth(fixed, tuple(weights), tuple(counts))

    def _leaf(self, prices: Prices, leaf: int, taken: int, *, opened: bool) -> tuple[int, int, int]:
        """Return what a leaf adds whatever is chosen, and its worth of weight and of an item."""
        wanted = UNIT + (prices.least[leaf] if opened else 0)
        most = prices.most[leaf]
        missing = wanted - taken - most - sum(prices.lines[leaf])
        shares = list(prices.lines[leaf])
        if missing > 0:  # a leaf may not be worth more than it is charged for
            if shares and shares[0]:
                shares[0] += missing
            else:
                most += missing
        elif missing < 0:  # nor need it be charged for more than it is worth
            less = min(-missing, most)
            most -= less
            missing += less
            for place, share in enumerate(shares):
                less = min(-missing, share)
                shares[place] -= less
                missing += less
        fixed, weight, count = most * self.most[leaf], 0, 0
        for share, line in zip(shares, self.lines[leaf], strict=True):
            if share:
                fixed += _up(share, line.fen)
                weight += _up(share, line.weight)
                count += _up(share, line.count)
        if opened:
            needs = self.thresholds[leaf]
            fixed -= prices.least[leaf] * needs.fen
            fixed -= prices.weight[leaf] * needs.weight
            fixed -= prices.count[leaf] * needs.count
            weight += prices.weight[leaf] if needs.weight else 0
            count += prices.count[leaf] if needs.count else 0
        return fixed, weight, count


def _up(share: int, by: Fraction) -> int:
    return -(-share * by.numerator // by.denominator)
