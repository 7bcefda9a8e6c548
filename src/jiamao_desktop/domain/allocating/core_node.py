"""What a search over a core has decided at one place, and what is left to it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from jiamao_desktop.domain.allocating.meet import Unit
from jiamao_desktop.domain.allocating.prices import Status

Free = tuple[tuple[int, tuple[int, ...]], ...]
"""Items that are open yet, each with the modes that are left to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What a search has decided at one place, and what it may come to there at most."""

    chosen: tuple[int, ...]
    weights: tuple[int, ...]
    counts: tuple[int, ...]
    free: Free
    statuses: tuple[Status, ...]
    at_most: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Items of one kind and size with the same modes left, and how they may be spread."""

    kind: int
    size: int
    modes: tuple[int, ...]
    items: tuple[int, ...]
    splits: tuple[tuple[int, ...], ...]

    def unit(self, worths: Sequence[Sequence[Sequence[tuple[int, int]]]]) -> Unit:
        """Return what each spread loses, under the values that each set of prices gives."""
        lost = []
        for values in worths:
            of_kind = values[self.kind]
            worth = [of_kind[mode][0] * self.size + of_kind[mode][1] for mode in self.modes]
            lost.append([max(worth) - one for one in worth])
        return Unit(tuple(tuple([sum(map(mul, way, per)) for per in lost]) for way in self.splits))


def splits_of(items: int, modes: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield how equal items may be spread over modes; no more than a little above ``most``."""
    if modes == 1:
        yield (items,)
        return
    made = 0
    for first in range(items, -1, -1):
        for rest in splits_of(items - first, modes - 1, most):
            yield (first, *rest)
            made += 1
            if made > most:
                return
