"""What belongs together, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def joined(size: int, groups: Iterable[Sequence[int]]) -> list[int]:
    """Return for each place the first of those that groups join it to, each to the next."""
    head = list(range(size))

    def find(place: int) -> int:
        while head[place] != place:
            head[place] = place = head[head[place]]
        return place

    for group in groups:
        for one in group[1:]:
            low, high = sorted((find(group[0]), find(one)))
            head[high] = low
    return [find(place) for place in range(size)]
