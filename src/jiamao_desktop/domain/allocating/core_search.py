"""Branch and bound over one core: prices bound it, rounding and meeting in the middle settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiamao_desktop.domain.allocating.contest import Core
from jiamao_desktop.domain.allocating.core_desk import CoreDesk
from jiamao_desktop.domain.allocating.core_node import Alike, Free, Node
from jiamao_desktop.domain.allocating.fixed_point import ONE
from jiamao_desktop.domain.allocating.meet import SAMPLE, settle
from jiamao_desktop.domain.allocating.prices import SHIFT, UNIT, Prices, Status
from jiamao_desktop.domain.allocating.relaxation import Relaxation
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import gross_of

HALF = 6_000
"""Ways of one half of what is left, when all of it is met in the middle."""
VISITS = 500
"""Ways that are worked out in full before it is better to branch."""
AIMS = (10**18, 64, 4)
"""How near to the bound a mended answer has to be: all but such a part of what is missing."""
MENDING = 1_500
"""Likewise, when a rounded answer is mended."""
SMALL = 22
"""So many items are settled anew at a time to mend a rounded answer."""
BOUNDS = 8
"""Sets of prices that are kept for ruling choices out."""


class CoreSearch(CoreDesk):
    """The search for the most money of one core.

    Attributes:
        best: Mode of each item (kind by kind, as the kinds list them) in the best answer.
        total: What it comes to. at_most: What none passes.
        by_search: Whether it took more than a bound to show that.
    """

    def __init__(
        self,
        core: Core,
        relaxation: Relaxation,
        starts: Sequence[Sequence[int]],
        steps: StepsLeft,
    ) -> None:
        """Set up.

        Args:
            core: What is contested.
            relaxation: Its linear program.
            starts: Answers to begin with.
            steps: What the search may cost.
        """
        super().__init__(core, relaxation, steps)
        self._pool: list[Prices] = []
        self.best: tuple[int, ...] = (0,) * len(self.items)
        self.total = -1
        self.at_most = 0
        self.by_search = False
        for start in (self.best, *starts):
            self._try(start)

    def run(self, at_most: int) -> None:
        """Search until it is proved, or the steps are spent.

        Args:
            at_most: What is known already not to be passed.
        """
        core = self.core
        root = Node(
            chosen=(-1,) * len(self.items),
            weights=core.weights,
            counts=core.counts,
            free=tuple(
                (item, tuple(range(len(core.kinds[kind].modes))))
                for item, (kind, _) in enumerate(self.items)
            ),
            statuses=(Status.ANY,) * len(core.leaves),
            at_most=at_most,
        )
        todo = [root]
        beyond = 0  # what may be had where exact payments were out of reach
        while todo and (self.steps.left > 0 or todo[0] is root):
            node = todo.pop()
            if node.at_most <= self.total:
                continue
            self.by_search = self.by_search or node is not root
            children, unknown = self._visit(node, first=node is root)
            beyond = max(beyond, unknown)
            todo += children
        self.at_most = max([self.total, beyond, *(node.at_most for node in todo)])

    def _visit(self, node: Node, *, first: bool) -> tuple[list[Node], int]:
        """Return what is to be searched below a node, and what is unknown there at most."""
        held = self.held(node)
        prices, ray = self.relaxation.solve(held)
        self.steps.spend(10 + len(self.items) // 50)
        node = self._bounded(node, prices)
        if node.at_most > self.total and ray is not None:
            node = self._refuted(node, prices, ray)
        if node.at_most <= self.total:
            return [], 0
        self._remember(prices)
        targets = self.relaxation.shares()
        filled = self.relaxation.filled(held)
        paid = self.relaxation.leaves()
        self._try(self.rounded(node, targets))
        if node.at_most > self.total:
            self._try(self.poured(node, filled[0]))
        if first and node.at_most > self.total:
            self._spread()
            self._mend(node)
        node = self._thinned(node)
        if node.at_most <= self.total:
            return [], 0
        if not node.free:
            total, exact = self.core.total(node.weights, node.counts)
            self._try(node.chosen)
            return [], 0 if exact else max(total, node.at_most)
        self.by_search = True
        exact = self._settled(node, node.free, HALF, VISITS)
        if exact or node.at_most <= self.total:
            return [], 0
        return self._branches(node, targets, filled, paid), 0

    def _bounded(self, node: Node, prices: Prices) -> Node:
        bound = self.reach(node, prices)[0] >> SHIFT
        return replace(node, at_most=bound) if bound < node.at_most else node

    def _refuted(self, node: Node, prices: Prices, ray: Prices) -> Node:
        """Use prices that show that nothing fits, as far as they are believed exactly."""
        for power in (4, 16, 64):
            node = self._bounded(node, prices.raised(ray, 1 << power))
            if node.at_most <= self.total:
                break
        return node

    def _remember(self, prices: Prices) -> None:
        if prices not in self._pool:
            self._pool.append(prices)
            if len(self._pool) > BOUNDS:
                del self._pool[1]  # the first stays: it is that of the root

    def _spread(self) -> None:
        """Remember prices at which a cap costs all, or nothing; both rule out what one cannot."""
        prices = self._pool[0]
        rows = [*prices.rooms, *prices.most]
        order = sorted(range(len(rows)), key=lambda row: (-rows[row], row))
        for row in [row for row in order if 0 < rows[row] < UNIT - 1][:3]:
            for price in (UNIT, 0):
                changed = [*rows[:row], price, *rows[row + 1 :]]
                leaf = row - len(prices.rooms)
                self._remember(
                    replace(
                        prices,
                        rooms=tuple(changed[: len(prices.rooms)]),
                        most=tuple(changed[len(prices.rooms) :]),
                        lines=tuple(
                            tuple(0 for _ in of) if price and at == leaf else of
                            for at, of in enumerate(prices.lines)
                        ),
                    )
                )

    def _try(self, chosen: Sequence[int]) -> None:
        self.steps.spend(len(chosen) // 20 + 5)
        total, _ = self.core.total(*self.loads(chosen))
        if total > self.total:
            self.total, self.best = total, tuple(chosen)

    def _mend(self, node: Node) -> None:
        """Settle a few items of the best answer anew, all others staying; again and again."""
        for few in self._handfuls(node):
            fixed = self._fixed(node, {item for item, _ in few})
            for part in AIMS:
                gap = node.at_most - self.total
                if gap <= 0 or self.steps.left <= 0:
                    return
                self._settled(fixed, few, HALF // 2, MENDING, node.at_most - gap // part)

    def _handfuls(self, node: Node) -> Iterator[Free]:
        """Yield items that hardly lose by another mode: small ones, and all sizes."""
        _, values = self.reach(node, self._pool[0])
        spread = []
        for item, modes in node.free:
            kind, size = self.items[item]
            worth = sorted((values[kind][mode][0] * size for mode in modes), reverse=True)
            spread.append((worth[0] - worth[1] if len(worth) > 1 else 0, size, item, modes))
        ready = [
            (size, item, modes)
            for loss, size, item, modes in spread
            if len(modes) > 1 and loss >> SHIFT <= node.at_most - self.total
        ]
        ready.sort()
        if len(ready) <= SMALL:
            return
        by_size = [(item, modes) for _, item, modes in ready]
        yield tuple(by_size[:SMALL])
        yield tuple(by_size[:: len(by_size) // SMALL][:SMALL])
        for first in range(SMALL, 4 * SMALL, SMALL):
            yield tuple(by_size[first : first + SMALL])

    def _fixed(self, node: Node, but: set[int]) -> Node:
        """Return a node in which all is as in the best answer, but for some items."""
        weights, counts = list(self.core.weights), list(self.core.counts)
        chosen = list(self.best)
        for item, ((kind, size), mode) in enumerate(zip(self.items, self.best, strict=True)):
            if item in but:
                chosen[item] = -1
                continue
            for leaf, weight in self.core.kinds[kind].modes[mode]:
                weights[leaf] += weight * size
                counts[leaf] += 1
        return replace(
            node,
            chosen=tuple(chosen),
            weights=tuple(weights),
            counts=tuple(counts),
            free=tuple(one for one in node.free if one[0] in but),
        )

    def _thinned(self, node: Node) -> Node:
        """Drop modes that lose more than there is to win; settle items of one mode."""
        left = [list(modes) for _, modes in node.free]
        at_most = node.at_most
        for prices in self._pool:
            bound, values = self.reach(node, prices)
            at_most = min(at_most, bound >> SHIFT)
            slack = bound - (self.total + 1 << SHIFT)
            if slack < 0:
                return replace(node, at_most=self.total)
            for place, (item, modes) in enumerate(node.free):
                if not place % 500:
                    self.steps.spend(50)
                kind, size = self.items[item]
                worth = [values[kind][mode][0] * size + values[kind][mode][1] for mode in modes]
                least = max(worth) - slack
                for mode, one in zip(modes, worth, strict=True):
                    if one < least and mode in left[place]:
                        left[place].remove(mode)
        if not all(left):
            return replace(node, at_most=self.total)
        free = [(item, tuple(modes)) for (item, _), modes in zip(node.free, left, strict=True)]
        return self.with_items(replace(node, at_most=at_most, free=()), free)

    def _settled(
        self, node: Node, free: Free, most: int, visits: int, aim: int | None = None
    ) -> bool:
        """Try all that is left of a node, if it can be done; tell whether it was.

        Args:
            node: What is decided.
            free: What is not.
            most: Ways of one half that may be listed.
            visits: Ways that may be worked out.
            aim: Only what comes to this is looked for; ``None``: all that is better than the best.
        """
        aim = self.total + 1 if aim is None else max(aim, self.total + 1)
        groups = self.alike(free, most)
        if len(groups) > SAMPLE or any(len(one.splits) > most for one in groups):
            return False
        slack, worths = [], []
        for prices in self._pool:
            bound, values = self.reach(node, prices)
            slack.append(bound - (aim << SHIFT))
            worths.append(values)
        if min(slack) < 0:
            return True
        units = [one.unit(worths) for one in groups]
        exact = True

        def visit(picks: Sequence[int]) -> None:
            nonlocal exact, aim
            proved, gained = self._weigh(node, groups, picks)
            exact = exact and proved
            if gained:
                over = max(self.total + 1 - aim, 0)
                aim += over
                slack[:] = [one - (over << SHIFT) for one in slack]

        return settle(units, slack, visit, most=most, visits=visits, steps=self.steps) and exact

    def _weigh(self, node: Node, groups: Sequence[Alike], picks: Sequence[int]) -> tuple[bool, int]:
        """Work out one way to settle a node; tell whether exactly, and what it gained."""
        weights, counts = list(node.weights), list(node.counts)
        for pick, one in zip(picks, groups, strict=True):
            ways = self.core.kinds[one.kind].modes
            for times, mode in zip(one.splits[pick], one.modes, strict=True):
                if times:
                    for leaf, weight in ways[mode]:
                        weights[leaf] += weight * one.size * times
                        counts[leaf] += times
        total, exact = self.core.total(weights, counts)
        gained = total - self.total
        if gained <= 0:
            return exact, 0
        chosen = list(node.chosen)
        for pick, one in zip(picks, groups, strict=True):
            into = [
                m
                for times, m in zip(one.splits[pick], one.modes, strict=True)
                for _ in range(times)
            ]
            for item, mode in zip(one.items, into, strict=True):
                chosen[item] = mode
        self.total, self.best = total, tuple(chosen)
        return exact, gained

    def _branches(
        self,
        node: Node,
        targets: Sequence[Sequence[int]],
        filled: tuple[Sequence[int], Sequence[int]],
        paid: Sequence[int],
    ) -> list[Node]:
        """Return the cases of a node, the most promising last."""
        leaf = self._jumping(node, filled, paid)
        if leaf is not None:
            opened, shut = (
                replace(node, statuses=(*node.statuses[:leaf], status, *node.statuses[leaf + 1 :]))
                for status in (Status.OPEN, Status.SHUT)
            )
            return [shut, opened]
        _, values = self.reach(node, self._pool[-1])
        item, modes = max(node.free, key=lambda one: self._torn(one[0], targets))
        kind, size = self.items[item]
        order = sorted(modes, key=lambda mode: (values[kind][mode][0] * size, -mode))
        rest = replace(node, free=tuple(one for one in node.free if one[0] != item))
        return [self.with_items(rest, [(item, (mode,))]) for mode in order]

    def _torn(self, item: int, targets: Sequence[Sequence[int]]) -> tuple[int, int, int]:
        """Return how much hangs on an item: how far its kind is split, and its size."""
        kind, size = self.items[item]
        split = sorted(targets[self.relaxation.group_of[kind]], reverse=True)
        share = self.relaxation.share(kind, size)
        return min(split[1], ONE - split[0]) >> 32 > 0, share, -item

    def _jumping(
        self, node: Node, filled: tuple[Sequence[int], Sequence[int]], paid: Sequence[int]
    ) -> int | None:
        """Return the leaf that the program pays most too much, for it knows no thresholds."""
        found = []
        for leaf, (status, weight, count) in enumerate(zip(node.statuses, *filled, strict=True)):
            needs = self.relaxation.scarce.thresholds[leaf]
            if status is not Status.ANY or not needs.matters:
                continue
            real = gross_of(self.core.leaves[leaf], weight + 1, count + 1)
            if paid[leaf] < needs.fen:
                real = 0
            if paid[leaf] > real:
                found.append((paid[leaf] - real, -leaf))
        return -max(found)[1] if found else None
