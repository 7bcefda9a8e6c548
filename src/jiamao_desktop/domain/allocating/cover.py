"""The fewest vouchers that carry some payments even when any one of them is lost.

Items that could serve several leaves are shared out by a search with a bound; where nothing is
contested the largest items are best, and the bound meets them at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.allocating.holding import Needs, Put, Stand

SEARCHABLE = 400
"""With more items than this only the bound can show that a cover is the smallest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """An item that may be used.

    Attributes:
        key: For the order among equals. vouchers: Its papers.
        puts: The ways to use it: leaf and weight, of the leaves that have to hold.
        planned: The way in which the plan uses it already, if it does.
    """

    key: str
    vouchers: int
    puts: tuple[tuple[Put, ...], ...]
    planned: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What has to be carried.

    Attributes:
        leaves: Have to hold; of equals the first comes first.
        fixed: Leaf and weight of what is used anyway.
        spares: What may be used besides, by key.
    """

    leaves: tuple[int, ...]
    fixed: tuple[Put, ...]
    spares: tuple[Spare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The smallest cover found.

    Attributes:
        ways: Place of a spare → place of the way to use it; ``None``: no cover was found.
        vouchers: Of these. at_least: No cover needs fewer.
        known: Whether it is the smallest, or that there is none, is proved.
        searched: The bound alone did not show it.
    """

    ways: Mapping[int, int] | None
    vouchers: int
    at_least: int
    known: bool
    searched: bool = False


class Budget:
    """Steps that may still be taken; ``report`` is called with each."""

    def __init__(self, steps: int, report: Callable[[], None]) -> None:
        """Allow so many."""
        self._left = steps
        self._report = report

    @property
    def spent(self) -> bool:
        """Tell whether no step is left."""
        return self._left <= 0

    def tick(self) -> None:
        """Let the caller know that work goes on; it may stop it."""
        self._report()

    def spend(self) -> bool:
        """Take a step; tell whether there was one left."""
        self._report()
        self._left -= 1
        return self._left >= 0


def cover(task: Task, needs: Needs, budget: Budget) -> Cover:
    """Return the fewest vouchers that let every leaf of a task hold.

    Args:
        task: What has to hold. Everything is decided by weights, vouchers and keys, never by the
            order in which the spares came.
        needs: How much each leaf needs.
        budget: Steps for the search.
    """
    return _Search(task, needs, budget).run()


class _Search:
    """Covers are built largest first, made smaller, and then searched for one that is better."""

    def __init__(self, task: Task, needs: Needs, budget: Budget) -> None:
        self._task = task
        self._stand = Stand(needs, task.leaves, task.fixed)
        self._budget = budget
        self._used: dict[int, int] = {}
        self._barred: set[tuple[int, int]] = set()
        self._best: dict[int, int] | None = None
        self._fewest = sum(spare.vouchers for spare in task.spares) + 1
        self._complete = True
        widest = max((len(puts) for spare in task.spares for puts in spare.puts), default=1)
        self._scale = math.lcm(*range(1, widest + 1))
        self._offers: dict[int, list[tuple[int, int, int]]] = {leaf: [] for leaf in task.leaves}
        for place, spare in enumerate(task.spares):
            for way, puts in enumerate(spare.puts):
                for leaf, weight in puts:
                    self._offers[leaf].append((place, way, weight))
        for offers in self._offers.values():
            offers.sort(key=self._rank)

    def run(self) -> Cover:
        at_least = self._bound()
        if at_least is None:
            return Cover(ways=None, vouchers=0, at_least=0, known=True)
        for planned in (True, False):
            for alone in (False, True):
                self._build(planned=planned, alone=alone)
        searched = self._fewest > at_least
        if searched:
            self._complete = len(self._task.spares) <= SEARCHABLE
            if self._complete:
                self._try(0)
                self._tidy()
        known = self._complete or not searched
        if self._best is None:
            return Cover(ways=None, vouchers=0, at_least=at_least, known=known, searched=True)
        return Cover(
            ways=self._best,
            vouchers=self._fewest,
            at_least=self._fewest if known else at_least,
            known=known,
            searched=searched,
        )

    def _rank(self, offer: tuple[int, int, int]) -> tuple[int, int, bool, str, int]:
        place, way, weight = offer
        spare = self._task.spares[place]
        return (-weight, spare.vouchers, spare.planned != way, spare.key, way)

    def _use(self, place: int, way: int) -> None:
        self._used[place] = way
        self._stand.add(self._task.spares[place].puts[way])

    def _drop(self, place: int) -> None:
        self._stand.remove(self._task.spares[place].puts[self._used.pop(place)])

    def _keep(self, vouchers: int) -> None:
        """Remember what stands if nothing smaller is known."""
        if vouchers < self._fewest:
            self._best, self._fewest = dict(self._used), vouchers

    def _build(self, *, planned: bool, alone: bool) -> None:
        """Build a cover, and drop from it what it does not need.

        Args:
            planned: Begin with what the plan uses anyway.
            alone: Take first what serves no other leaf.
        """
        spares = self._task.spares
        for place, spare in enumerate(spares if planned else ()):
            if spare.planned is not None:
                self._use(place, spare.planned)
        for leaf in sorted(self._task.leaves, key=lambda leaf: len(self._offers[leaf])):
            offers = self._offers[leaf]
            if alone:
                offers = sorted(offers, key=lambda offer: len(spares[offer[0]].puts))
            self._fill(leaf, offers)
        if all(self._stand.holds(leaf) for leaf in self._task.leaves):
            self._thin()
            self._keep(sum(spares[place].vouchers for place in self._used))
        for place in list(self._used):
            self._drop(place)

    def _fill(self, leaf: int, offers: Sequence[tuple[int, int, int]]) -> None:
        """Use one offer after the other until a leaf holds."""
        for place, way, _ in offers:
            if self._stand.holds(leaf):
                return
            if place not in self._used:
                self._budget.tick()
                self._use(place, way)

    def _thin(self) -> None:
        """Drop what is not needed: most vouchers first, then what weighs least."""

        def order(place: int) -> tuple[int, int, bool, str]:
            spare = self._task.spares[place]
            way = self._used[place]
            weight = sum(weight for _, weight in spare.puts[way])
            return (-spare.vouchers, weight, spare.planned is not None, spare.key)

        for place in sorted(self._used, key=order):
            way = self._used[place]
            self._drop(place)
            if not all(self._stand.holds(leaf) for leaf, _ in self._task.spares[place].puts[way]):
                self._use(place, way)

    def _tidy(self) -> None:
        """Drop from the best cover what takes no voucher and is not needed."""
        for place, way in (self._best or {}).items():
            self._use(place, way)
        self._thin()
        if self._best is not None:
            self._best = dict(self._used)
        for place in list(self._used):
            self._drop(place)

    def _bound(self) -> int | None:
        """Return vouchers that are needed yet at least; ``None``: no cover is possible.

        The vouchers of an item that serves several leaves are shared out among them, so nothing
        is counted twice.
        """
        lacking = [leaf for leaf in self._task.leaves if not self._stand.holds(leaf)]
        total = 0
        for leaf in lacking:
            share = self._share(leaf, frozenset(lacking))
            if share is None:
                return None
            total += share
        return -(-total // self._scale)

    def _share(self, leaf: int, lacking: frozenset[int]) -> int | None:
        """Return the least share of vouchers that one leaf alone needs yet."""
        weights: dict[int, int] = {}
        shares: dict[int, int] = {}
        for place, way, weight in self._offers[leaf]:
            if place in self._used or (place, way) in self._barred:
                continue
            spare = self._task.spares[place]
            served = sum(other in lacking for other, _ in spare.puts[way])
            share = spare.vouchers * self._scale // served
            weights.setdefault(place, weight)  # the largest comes first
            shares[place] = min(share, shares.get(place, share))
        needed = self._least_items(leaf, list(weights.values()))
        if needed is None:
            return None
        cheapest = sorted(shares.values())
        share = sum(cheapest[:needed])
        if cheapest[0] == cheapest[-1]:
            return share
        return max(share, self._fraction(leaf, weights, shares))

    def _least_items(self, leaf: int, weights: Sequence[int]) -> int | None:
        """Return how many items are needed if the largest are taken."""
        standing = self._stand.weights[leaf]
        total = self._stand.sums[leaf]
        largest = standing[-1] if standing else 0
        for items, weight in enumerate(weights, 1):
            total, largest = total + weight, max(largest, weight)
            if self._stand.carries(leaf, len(standing) + items, total, largest):
                return items
        return None

    def _fraction(self, leaf: int, weights: Mapping[int, int], shares: Mapping[int, int]) -> int:
        """Return the least share if items could be cut up: cheapest weight first."""
        lacks = self._stand.lacks(leaf, len(weights))
        spent = Fraction(0)
        for place in sorted(weights, key=lambda place: Fraction(shares[place], weights[place])):
            if weights[place] >= lacks:
                spent += Fraction(shares[place] * lacks, weights[place])
                break
            spent += shares[place]
            lacks -= weights[place]
        return math.ceil(spent)

    def _try(self, vouchers: int) -> None:
        """Search everything that could still be smaller."""
        lacking = [leaf for leaf in self._task.leaves if not self._stand.holds(leaf)]
        if not lacking:
            self._keep(vouchers)
            return
        leaf = min(lacking, key=lambda leaf: len(self._offers[leaf]))
        barred: list[tuple[int, int]] = []
        for place, way, weight in self._offers[leaf]:
            if place in self._used or (place, way) in self._barred:
                continue
            if not self._budget.spend():
                self._complete = False
                break
            further = self._bound()
            if further is None or vouchers + further >= self._fewest:
                break
            self._use(place, way)
            self._try(vouchers + self._task.spares[place].vouchers)
            self._drop(place)
            for pair in self._no_better(leaf, place, way, weight):
                self._barred.add(pair)
                barred.append(pair)
        self._barred.difference_update(barred)

    def _no_better(self, leaf: int, place: int, way: int, weight: int) -> list[tuple[int, int]]:
        """Return offers that need not be tried where one was tried: itself and what it beats.

        Equal items can change places. And an item that nothing else can use is never left out in
        favour of a smaller one for as many vouchers.
        """
        spare = self._task.spares[place]
        beaten = [(place, way)]
        only = len(spare.puts) == 1 and len(spare.puts[0]) == 1
        for other, other_way, other_weight in self._offers[leaf]:
            rival = self._task.spares[other]
            if other == place or other in self._used or (other, other_way) in self._barred:
                continue
            equal = rival.puts == spare.puts and rival.vouchers == spare.vouchers
            if (equal and other_way == way) or (
                only
                and len(rival.puts) == 1
                and len(rival.puts[0]) == 1
                and rival.vouchers >= spare.vouchers
                and other_weight <= weight
            ):
                beaten.append((other, other_way))
        return beaten
