"""Staircases: the most money for 0, 1, 2 … vouchers.

A staircase is a list of whole numbers that never falls; beyond its end it stays as it is. What
leaves that share a cap bring together is the sum of theirs with the vouchers shared out best, cut
off at the cap. Where every further voucher brings no more than the one before (a concave
staircase) the largest steps are simply taken first, whoever they belong to.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Sequence

PAIRS = 5_000
"""Two staircases that are not concave are added exactly up to so many pairs of steps."""


def capped(stairs: list[int], fen: int) -> list[int]:
    """Return a staircase that ends where it reaches the cap."""
    if stairs[-1] <= fen:
        return stairs
    low, high = 0, len(stairs) - 1
    while low < high:
        middle = (low + high) // 2
        if stairs[middle] < fen:
            low = middle + 1
        else:
            high = middle
    return [*stairs[:low], fen]


def trimmed(stairs: list[int]) -> list[int]:
    """Return it without the level end, which costs vouchers and brings nothing."""
    end = len(stairs)
    while end > 1 and stairs[end - 1] == stairs[end - 2]:
        end -= 1
    return stairs[:end] if end < len(stairs) else stairs


def rises(stairs: Sequence[int]) -> list[int]:
    """Return what each further voucher brings."""
    return list(map(operator.sub, itertools.islice(stairs, 1, None), stairs))


def is_concave(stairs: Sequence[int]) -> bool:
    """Tell whether no voucher brings more than the one before."""
    return _falling(rises(stairs))


def _falling(steps: Sequence[int]) -> bool:
    return all(map(operator.ge, steps, itertools.islice(steps, 1, None)))


def majorant(stairs: Sequence[int]) -> list[int]:
    """Return a concave staircase in whole numbers that lies nowhere below, with the same ends."""
    corners = [0]
    for at in range(1, len(stairs)):
        while len(corners) > 1:
            first, last = corners[-2], corners[-1]
            if (stairs[last] - stairs[first]) * (at - last) > (stairs[at] - stairs[last]) * (
                last - first
            ):
                break
            corners.pop()
        corners.append(at)
    steps = list[int]()
    for first, last in itertools.pairwise(corners):
        each, over = divmod(stairs[last] - stairs[first], last - first)
        steps += [each + 1] * over + [each] * (last - first - over)
    steps.sort(reverse=True)
    return _climbed(stairs[0], steps)


def _nothing() -> None:
    """Report nothing."""


class Sum:
    """Several staircases together, the vouchers shared out best.

    Attributes:
        stairs: The sum, up to a number of vouchers; never less than can be had.
    """

    __slots__ = ("_even", "_parts", "_rough", "stairs")

    def __init__(
        self, parts: Sequence[list[int]], limit: int, report: Callable[[], None] = _nothing
    ) -> None:
        """Add staircases up.

        Args:
            parts: The staircases.
            limit: For so many vouchers at most.
            report: Called for each that takes long; may raise to stop.
        """
        self._parts = list(parts)
        self._even = list[int]()
        self._rough = list[tuple[int, int, list[int]]]()  # with what they are added to
        rough = list[int]()
        steps = list[int]()
        for at, part in enumerate(parts):
            mine = rises(part)
            if _falling(mine):
                self._even.append(at)
                steps += mine
            else:
                rough.append(at)
        steps.sort(reverse=True)
        steps, falling = steps[:limit], True
        base = sum([parts[at][0] for at in self._even])
        for at in rough:
            part = self._parts[at]
            if (len(steps) + 1) * len(part) > PAIRS:
                report()
                part = self._parts[at] = majorant(part)
                if not falling and not _falling(steps):
                    steps = rises(majorant(_climbed(base, steps)))
                self._rough.append((at, base, steps))
                steps, falling = sorted(steps + rises(part), reverse=True)[:limit], True
                base += part[0]
            else:
                self._rough.append((at, base, steps))
                whole = _added(_climbed(base, steps), part, limit)
                base, steps, falling = whole[0], rises(whole), False
        self.stairs = _climbed(base, steps)

    def split(self, vouchers: int) -> list[int]:
        """Return how many vouchers each staircase has of so many."""
        shares = [0] * len(self._parts)
        left = min(vouchers, len(self.stairs) - 1)
        for at, base, steps in reversed(self._rough):
            shares[at] = _share(self._parts[at], _climbed(base, steps), left)
            left = min(left - shares[at], len(steps))
        each = [(-step, at) for at in self._even for step in rises(self._parts[at][: left + 1])]
        each.sort()
        for _, at in each[:left]:
            shares[at] += 1
        return shares


def _climbed(base: int, steps: Sequence[int]) -> list[int]:
    """Return the staircase of these steps."""
    return list(itertools.accumulate(steps, initial=base))


def _added(one: Sequence[int], other: Sequence[int], limit: int) -> list[int]:
    """Return the best of every way to share the vouchers out."""
    short, long = sorted((one, other), key=len)
    length = min(len(one) + len(other) - 1, limit + 1)
    stairs = [0] * length
    for first, low in enumerate(short[:length]):
        both = [low + high for high in long[: length - first]]
        there = slice(first, first + len(both))
        stairs[there] = map(max, stairs[there], both)
    return list(itertools.accumulate(stairs, max))


def _share(part: Sequence[int], rest: Sequence[int], vouchers: int) -> int:
    """Return how many vouchers a part has of so many, the rest having the others."""
    top, found = -1, 0
    for share in range(min(vouchers, len(part) - 1) + 1):
        both = part[share] + rest[min(vouchers - share, len(rest) - 1)]
        if both > top:
            top, found = both, share
    return found
