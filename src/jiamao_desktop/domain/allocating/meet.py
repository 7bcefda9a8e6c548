"""All ways to settle what is left of a search, met in the middle.

What is left is cut in two halves, and the ways of each half are listed with what they lose against
the best of each of several upper bounds. Only pairs whose losses leave something to win under
*every* bound have to be looked at; a tree of least losses finds them without trying the others.
Twenty items of two ways each are two lists of a thousand instead of a million.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import add

from jiamao_desktop.domain.allocating.steps_left import StepsLeft

FEW = 1_500
"""So few ways are all looked at, if it has to be."""
SAMPLE = 48
"""Ways that are thrown to see whether to list them all."""

Losses = tuple[int, ...]
Picks = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that is settled as a whole.

    Attributes:
        losses: For each of its ways, what it loses under each bound.
    """

    losses: tuple[Losses, ...]


@dataclass(frozen=True, slots=True)
class _Half:
    """Ways to settle one half: losses, and which way for each unit."""

    units: Sequence[int]
    ways: Sequence[tuple[Losses, Picks]]


def settle(
    units: Sequence[Unit],
    slack: list[int],
    visit: Callable[[Sequence[int]], None],
    *,
    most: int,
    visits: int,
    steps: StepsLeft,
) -> bool:
    """Visit every way to settle the units that might win; tell whether all were seen.

    Args:
        units: What is to be settled.
        slack: What may be lost under each bound; ``visit`` may lower it.
        visit: Called with the way chosen for each unit.
        most: Ways of one half that may be listed.
        visits: How many may be visited where there are many.
        steps: What the search may cost.
    """
    possible = math.prod(len(unit.losses) for unit in units)
    if possible > FEW and _hopeless(units, slack, steps):
        return False
    halves = _cut(units)
    listed = []
    for half in halves:
        ways = _listed([units[place] for place in half], slack, most, steps)
        if ways is None:
            return False
        listed.append(_Half(half, ways))
    left, right = listed
    for number, (way, other) in enumerate(_pairs(left.ways, right.ways, slack, steps)):
        if steps.left <= 0 or (number == visits and possible > FEW):
            return False
        picks = [0] * len(units)
        for side, (_, chosen) in ((left, way), (right, other)):
            for place, pick in zip(side.units, chosen, strict=True):
                picks[place] = pick
        steps.spend(4)
        visit(picks)
    return steps.left > 0


def _hopeless(units: Sequence[Unit], slack: Sequence[int], steps: StepsLeft) -> bool:
    """Tell from a sample whether far too many ways would have to be visited."""
    steps.spend(min(len(units), SAMPLE) * SAMPLE // 8)
    if len(units) > SAMPLE:
        return True
    die, might_win = 1, 0
    for _ in range(SAMPLE):
        together = [0] * len(slack)
        for unit in units:
            die = die * 69_069 % 4_294_967_291  # the same throws on every machine
            together = list(map(add, together, unit.losses[(die >> 8) % len(unit.losses)]))
        might_win += all(map(int.__le__, together, slack))
    return might_win > 0


def _cut(units: Sequence[Unit]) -> tuple[list[int], list[int]]:
    """Return two halves of about as many ways, the units that lose most first."""
    order = sorted(range(len(units)), key=lambda at: (-max(map(max, units[at].losses)), at))
    halves: tuple[list[int], list[int]] = ([], [])
    ways = [1, 1]
    for place in order:
        half = 0 if ways[0] <= ways[1] else 1
        halves[half].append(place)
        ways[half] *= len(units[place].losses)
    return halves


def _listed(
    units: Sequence[Unit], slack: Sequence[int], most: int, steps: StepsLeft
) -> list[tuple[Losses, Picks]] | None:
    found: list[tuple[Losses, Picks]] = [((0,) * len(slack), ())]
    for unit in units:
        steps.spend(len(found) * len(unit.losses) // 4 + 1)
        further = []
        for losses, picks in found:
            for pick, more in enumerate(unit.losses):
                together = tuple(map(add, losses, more))
                if all(map(int.__le__, together, slack)):
                    further.append((together, (*picks, pick)))
        found = further
        if len(found) > most or steps.left <= 0:
            return None
    return found


def _pairs(
    left: Sequence[tuple[Losses, Picks]],
    right: Sequence[tuple[Losses, Picks]],
    slack: Sequence[int],
    steps: StepsLeft,
) -> Iterator[tuple[tuple[Losses, Picks], tuple[Losses, Picks]]]:
    """Yield pairs whose losses together are within the slack, whatever it is by then."""
    if not left or not right:
        return
    first, second = _telling(left, right, slack)
    ordered = sorted(right, key=lambda way: (way[0][first], way[1]))
    keys = [losses[first] for losses, _ in ordered]
    tree = _least([losses[second] for losses, _ in ordered])
    size = len(tree) // 2
    for way in sorted(left, key=lambda way: (sum(way[0]), way[1])):
        losses = way[0]
        end = bisect.bisect_right(keys, slack[first] - losses[first])
        steps.spend(1)
        todo = [(1, 0, size)]
        while todo:
            node, low, width = todo.pop()
            if low >= end or tree[node] > slack[second] - losses[second]:
                continue
            if width > 1:
                half = width // 2
                todo += [(2 * node + 1, low + half, half), (2 * node, low, half)]
                continue
            other = ordered[low]
            steps.spend(1)
            if all(map(int.__le__, map(add, losses, other[0]), slack)):
                yield way, other
            if steps.left <= 0:
                return


def _least(values: Sequence[int]) -> list[int]:
    """Return a tree in an array: the least of both children; node 1 is the root."""
    size = 1 << (len(values) - 1).bit_length()
    beyond = max(values) + 1 << 200
    tree = [beyond] * size + list(values) + [beyond] * (size - len(values))
    for node in range(size - 1, 0, -1):
        tree[node] = min(tree[2 * node], tree[2 * node + 1])
    return tree


def _telling(
    left: Sequence[tuple[Losses, Picks]],
    right: Sequence[tuple[Losses, Picks]],
    slack: Sequence[int],
) -> tuple[int, int]:
    """Return the two bounds that together rule out the most pairs of a sample."""
    some = [
        tuple(map(add, one[0], other[0]))
        for one in left[:: max(1, len(left) // 16)]
        for other in right[:: max(1, len(right) // 16)]
    ]
    places = range(len(slack))
    pairs = list(itertools.combinations(places, 2)) or [(0, 0)]

    def passing(pair: tuple[int, int]) -> int:
        one, two = pair
        return sum(1 for losses in some if losses[one] <= slack[one] and losses[two] <= slack[two])

    return min(pairs, key=lambda pair: (passing(pair), pair))
