"""Which leaves of a plan can be made safe together, and with which items.

Where items are contested, not all leaves may be safe at once: then as little money as can be is
given up, and of equal sums the one that takes the fewest vouchers.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.allocating.cover import Budget, Spare, Task, cover
from jiamao_desktop.domain.allocating.holding import Needs, Put
from jiamao_desktop.domain.allocation import UNUSED, Allocation, Mode, Model, Proof


@dataclass(slots=True)
class Part:
    """Leaves that share items, by key, with the items that are free to be used on them."""

    leaves: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for a part.

    Attributes:
        modes: Place of an item → place of its mode, of the items in use.
        safe_at_most: No choice makes leaves of it safe that are paid more together.
        at_least: No choice that makes as much safe needs fewer vouchers.
        proof: How both was shown.
    """

    modes: Mapping[int, int]
    safe_at_most: int
    at_least: int
    proof: Proof


class InUse:
    """A plan, and what could be used on each leaf."""

    def __init__(self, model: Model, best: Allocation) -> None:
        """Take a plan for a model."""
        self.model = model
        self.best = best
        self.largest = [_largest(item.modes) for item in model.items]
        self.takers: list[list[int]] = [[] for _ in model.leaves]
        for place, largest in enumerate(self.largest):
            for leaf in largest:
                self.takers[leaf].append(place)

    def now(self, place: int) -> dict[int, int]:
        """Return leaves and weights of an item as the plan uses it."""
        mode = self.best.modes[place]
        return {} if mode == UNUSED else dict(self.model.items[place].modes[mode])

    def used_on(self, leaves: Collection[int]) -> Iterator[int]:
        """Yield the items that the plan uses on some leaves."""
        for leaf in leaves:
            for place in self.takers[leaf]:
                if leaf in self.now(place):
                    yield place

    def vouchers(self, modes: Collection[int]) -> int:
        """Count the papers of some items."""
        return sum(self.model.items[place].vouchers for place in modes)


class Sparing:
    """A plan whose parts are made safe one by one."""

    def __init__(self, plan: InUse, needs: Needs, fixed: Collection[int], budget: Budget) -> None:
        """Take what is common to all parts.

        Args:
            plan: What is to be made safe.
            needs: How much each leaf needs.
            fixed: Places of items that stay as they are.
            budget: Steps for the search in all parts together.
        """
        self._plan = plan
        self._needs = needs
        self._fixed = fixed
        self._budget = budget

    def solve(self, part: Part) -> Answer:
        """Make as much of a part safe as can be, in the fewest vouchers.

        Sets of leaves to give up are tried, the least money first, until one can be covered.
        """
        everything = sum(self._plan.best.paid[leaf] for leaf in part.leaves)
        best: tuple[int, Mapping[int, int]] | None = None
        least_lost: int | None = None
        at_least = self._plan.vouchers(part.items)
        searched = unknown = False
        for lost, dropped in self._given_up(part.leaves):
            if best is not None and lost > best[0]:
                break
            if self._budget.spent and dropped:
                unknown = True
                at_least = 0  # as much could be safe in ways that are not tried any more
                least_lost = lost if least_lost is None else least_lost
                if best is not None:
                    break
            task, offers, modes = self._task(part, dropped)
            answer = cover(task, self._needs, self._budget)
            searched = searched or answer.searched or bool(dropped)
            if answer.ways is None and answer.known:
                continue
            least_lost = lost if least_lost is None else least_lost
            unknown = unknown or not answer.known
            at_least = min(at_least, self._plan.vouchers(modes) + answer.at_least)
            if answer.ways is not None:
                for number, way in answer.ways.items():
                    place, theirs = offers[number]
                    modes[place] = theirs[way]
                if best is None or self._plan.vouchers(modes) < self._plan.vouchers(best[1]):
                    best = (lost, modes)
        if best is None or least_lost is None:
            raise AssertionError(part.leaves)  # to give up everything is always possible
        return Answer(
            modes=best[1],
            safe_at_most=everything - least_lost,
            at_least=at_least,
            proof=Proof.OPEN if unknown else Proof.SEARCH if searched else Proof.BOUND,
        )

    def _task(
        self, part: Part, dropped: Collection[int]
    ) -> tuple[Task, list[tuple[int, list[int]]], dict[int, int]]:
        """Say what has to be covered if some leaves are given up.

        Returns:
            The task; for each of its spares the item, and for each way to use it the mode; the
            modes of items that stay on the leaves given up.
        """
        hold = [leaf for leaf in part.leaves if leaf not in dropped]
        modes = {
            place: self._plan.best.modes[place]
            for place in sorted(set(self._plan.used_on(dropped)) - set(self._fixed))
        }
        staying = [
            (leaf, self._plan.now(place)[leaf])
            for leaf in hold
            for place in self._plan.takers[leaf]
            if (place in self._fixed or place in modes) and leaf in self._plan.now(place)
        ]
        spares: list[Spare] = []
        offers: list[tuple[int, list[int]]] = []
        for place in part.items:
            ways = [] if place in modes else self._ways(place, hold)
            if ways:
                item, now = self._plan.model.items[place], self._plan.best.modes[place]
                theirs = [mode for mode, _ in ways]
                offers.append((place, theirs))
                spares.append(
                    Spare(
                        key=item.key,
                        vouchers=item.vouchers,
                        puts=tuple(puts for _, puts in ways),
                        planned=theirs.index(now) if now in theirs else None,
                    )
                )
        return Task(leaves=tuple(hold), fixed=tuple(staying), spares=tuple(spares)), offers, modes

    def _ways(self, place: int, hold: Sequence[int]) -> list[tuple[int, tuple[Put, ...]]]:
        """Return the modes of an item that serve some leaves, without those that another beats.

        Of equal ones the plan's own stays.
        """
        order = {leaf: number for number, leaf in enumerate(hold)}
        item = self._plan.model.items[place]
        ways = []
        for mode, leaves in enumerate(item.modes):
            puts = tuple(
                sorted((one for one in leaves if one[0] in order), key=lambda one: order[one[0]])
            )
            if puts:
                named = sorted(
                    (self._plan.model.leaves[leaf].key, weight) for leaf, weight in leaves
                )
                ways.append((mode != self._plan.best.modes[place], named, mode, puts))
        ways.sort()
        kept: list[tuple[int, tuple[Put, ...]]] = []
        for number, (_, _, mode, puts) in enumerate(ways):
            beaten = any(
                _beats(other, puts, strictly=at > number)
                for at, (_, _, _, other) in enumerate(ways)
                if at != number
            )
            if not beaten:
                kept.append((mode, puts))
        return kept

    def _given_up(self, leaves: Sequence[int]) -> Iterator[tuple[int, frozenset[int]]]:
        """Yield sets of leaves with what they are paid, the least first.

        When the budget is spent only few more are tried: the next, which tells what is lost at
        least, and then one more leaf each time.
        """
        order = sorted(
            leaves, key=lambda leaf: (self._plan.best.paid[leaf], self._plan.model.leaves[leaf].key)
        )
        queue: list[tuple[int, tuple[int, ...]]] = [(0, ())]
        last = False
        while queue and not last:
            lost, chosen = heapq.heappop(queue)
            last = self._budget.spent and bool(chosen)
            yield lost, frozenset(order[number] for number in chosen)
            for number in range(chosen[-1] + 1 if chosen else 0, len(order)):
                more = lost + self._plan.best.paid[order[number]]
                heapq.heappush(queue, (more, (*chosen, number)))
        for count in range(1, len(order) + 1 if queue else 0):
            some = order[:count]
            yield sum(self._plan.best.paid[leaf] for leaf in some), frozenset(some)


def _largest(modes: Sequence[Mode]) -> dict[int, int]:
    """Return the largest weight that an item could bring to each leaf."""
    found: dict[int, int] = {}
    for mode in modes:
        for leaf, weight in mode:
            found[leaf] = max(weight, found.get(leaf, 0))
    return found


def _beats(one: Mode, other: Mode, *, strictly: bool) -> bool:
    """Tell whether one way serves everything that another does, no worse; ``strictly``: better."""
    if strictly and one == other:
        return False
    weights = dict(one)
    return all(weights.get(leaf, 0) >= weight for leaf, weight in other)
