"""Search for the fewest vouchers that still bring a sum, in open claims that are given.

At every knot of the search it is asked how much money any number of vouchers could bring if an
expense might be claimed in every way at once: that splits the question leaf by leaf, is answered
exactly by staircases, and never says too little money. Where the answer uses no expense twice it
is an answer to the question itself. Otherwise one expense is decided, each way in turn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.allocation import UNUSED, gross_of
from jiamao_desktop.domain.paper_sheet import Sheet, lesser_of
from jiamao_desktop.domain.paper_shelf import EMPTY, Entry, Shelf, entries_of, shelf_of
from jiamao_desktop.domain.staircase import Sum, capped, trimmed

FREE = -2
"""The item is not decided."""


Branch = Sequence[tuple[int, int]]
"""Items and what is decided of each: the place of an option, or ``UNUSED``."""


@dataclass(slots=True)
class _Undo:
    """What a decision changed."""

    items: list[int] = field(default_factory=list)
    shelves: list[tuple[int, Shelf]] = field(default_factory=list)
    knots: list[tuple[int, int, list[int], Sum | None]] = field(default_factory=list)


class Search:
    """A search on one sheet.

    Attributes:
        best: The modes of the best answer so far.
        limit: Only answers with no more vouchers are wanted: one less than the best has.
    """

    def __init__(self, sheet: Sheet, total: int, limit: int, spend: Callable[[], bool]) -> None:
        """Prepare a search.

        Args:
            sheet: The question.
            total: What has to be paid.
            limit: Answers with more vouchers are not wanted.
            spend: Called for every step; false: stop.
        """
        self.best: tuple[int, ...] | None = None
        self.limit = limit
        self._sheet = sheet
        self._total = total
        self._spend = spend
        self._vouchers = [item.vouchers for item in sheet.model.items]
        self._entries = entries_of(sheet)
        self._lesser = lesser_of(sheet)
        count = len(sheet.model.leaves)
        self._state = [FREE if ways else UNUSED for ways in sheet.options]
        self._weight, self._count = [0] * count, [0] * count
        self._spent = 0
        self._shelves = [EMPTY] * count
        self._sums: list[list[Sum | None]] = [[None] * len(tree.knots) for tree in sheet.trees]
        self._stairs: list[list[list[int]]] = [[[0]] * len(tree.knots) for tree in sheet.trees]
        self._refresh(sheet.leaves, _Undo())

    def root(self) -> int:
        """Return a lower bound of the vouchers; more than the limit: there is no such answer."""
        return self._bound()

    def look(self) -> bool:
        """Try the first relaxed answer; tell whether it was an answer."""
        bound = self._bound()
        if bound <= self.limit:
            self._look(bound)
        return self.best is not None

    def run(self) -> tuple[int, bool]:
        """Search; return a lower bound of the vouchers and whether nothing was left out."""
        root = self._bound()
        frames: list[tuple[Iterator[Branch], _Undo]] = []
        if root <= self.limit:
            frames.append((self._look(root), _Undo()))
        while frames:
            branches, undo = frames[-1]
            self._take_back(undo)
            branch = next(branches, None)
            if branch is None:
                frames.pop()
                continue
            if not self._spend():
                return min(root, self.limit + 1), False
            frames[-1] = (branches, self._decide(branch))
            bound = self._bound()
            if bound <= self.limit:
                frames.append((self._look(bound), _Undo()))
        return self.limit + 1, True

    def _bound(self) -> int:
        """Return how many vouchers it takes at least from here; more than the limit: too many."""
        bound = self._spent
        for stairs in self._stairs:
            top = stairs[-1]
            if top[-1] < self._total:
                return self.limit + 1
            bound = max(bound, self._spent + bisect_left(top, self._total))
        return bound

    def _look(self, bound: int) -> Iterator[Branch]:
        """Try the relaxed answer as an answer; return what to decide next, nothing if it is one."""
        further = bound - self._spent
        tree = max(
            range(len(self._stairs)),
            key=lambda at: (bisect_left(self._stairs[at][-1], self._total), -at),
        )
        picked: dict[int, list[Entry]] = {}
        leaf_of: dict[int, list[int]] = {}
        for leaf, entries in self._picks(tree, further):
            for entry in entries:
                picked.setdefault(entry.item, []).append(entry)
                leaf_of.setdefault(entry.item, []).append(leaf)
        answer: dict[int, int] = {}
        doubtful: list[tuple[int, int]] = []
        for item, entries in picked.items():
            charged = any(entry.cost for entry in entries) or not self._vouchers[item]
            at = self._best_option(item, leaf_of[item])
            option = self._sheet.options[item][at]
            covered = set(leaf_of[item]) <= {leaf for leaf, _ in option.parts}
            if charged:
                answer[item] = at
            if not charged or not covered:
                doubtful.append((-option.worth, item))
        if self._try(answer) == bound:
            return iter(())
        if doubtful:
            return self._ways(min(doubtful)[1], leaf_of)
        if answer:
            options = self._sheet.options
            item = min(answer, key=lambda one: (-options[one][answer[one]].worth, one))
            return self._ways(item, leaf_of)
        item = next((at for at, state in enumerate(self._state) if state == FREE), UNUSED)
        return iter(()) if item == UNUSED else self._ways(item, leaf_of)

    def _best_option(self, item: int, leaves: Iterable[int]) -> int:
        """Return the option that covers most of these leaves, then the one worth most."""
        wanted = set(leaves)
        options = self._sheet.options[item]
        return min(
            range(len(options)),
            key=lambda at: (
                -sum(leaf in wanted for leaf, _ in options[at].parts),
                -options[at].worth,
                at,
            ),
        )

    def _ways(self, item: int, leaf_of: dict[int, list[int]]) -> Iterator[Branch]:
        """Yield each way to decide an item, the likeliest first."""
        options = self._sheet.options[item]
        wanted = set(leaf_of.get(item, ()))
        order = sorted(
            range(len(options)),
            key=lambda at: (
                -sum(leaf in wanted for leaf, _ in options[at].parts),
                -options[at].worth,
                at,
            ),
        )
        for at in order:
            yield [(item, at)]
        lesser = (other for other in self._lesser(item) if self._state[other] == FREE)
        yield [(item, UNUSED), *((other, UNUSED) for other in lesser)]

    def _try(self, answer: dict[int, int]) -> int:
        """Take an answer if it reaches the sum; return its vouchers, or −1."""
        vouchers = self._spent + sum(self._vouchers[item] for item in answer)
        if vouchers > self.limit:
            return -1
        weight, count = list(self._weight), list(self._count)
        for item, at in answer.items():
            for leaf, part in self._sheet.options[item][at].parts:
                weight[leaf] += part
                count[leaf] += 1
        gross = [
            gross_of(leaf, weight[at], count[at])
            for at, leaf in enumerate(self._sheet.model.leaves)
        ]
        if not self._sheet.reaches(gross, self._total):
            return -1
        modes = [UNUSED] * len(self._state)
        for item, state in enumerate(self._state):
            at = answer.get(item, state)
            if at >= 0:
                modes[item] = self._sheet.options[item][at].mode
        self.best, self.limit = tuple(modes), vouchers - 1
        return vouchers

    def _picks(self, tree: int, vouchers: int) -> Iterator[tuple[int, list[Entry]]]:
        """Yield for each leaf the items of the relaxed answer with so many vouchers."""
        knots = self._sheet.trees[tree].knots
        waiting = [(len(knots) - 1, vouchers)]
        while waiting:
            at, share = waiting.pop()
            share = min(share, len(self._stairs[tree][at]) - 1)
            whole = self._sums[tree][at]
            if whole is None:
                (leaf,) = knots[at].leaves
                yield leaf, self._shelves[leaf].picked(share)
            else:
                waiting += zip(knots[at].inner, whole.split(share), strict=True)

    def _decide(self, branch: Branch) -> _Undo:
        undo = _Undo()
        touched = set[int]()
        for item, at in branch:
            self._state[item] = at
            undo.items.append(item)
            for option in self._sheet.options[item]:
                touched.update(leaf for leaf, _ in option.parts)
            if at != UNUSED:
                self._spent += self._vouchers[item]
                for leaf, weight in self._sheet.options[item][at].parts:
                    self._weight[leaf] += weight
                    self._count[leaf] += 1
        self._refresh([leaf for leaf in self._sheet.leaves if leaf in touched], undo)
        return undo

    def _take_back(self, undo: _Undo) -> None:
        for item in undo.items:
            at = self._state[item]
            self._state[item] = FREE
            if at != UNUSED:
                self._spent -= self._vouchers[item]
                for leaf, weight in self._sheet.options[item][at].parts:
                    self._weight[leaf] -= weight
                    self._count[leaf] -= 1
        for leaf, shelf in undo.shelves:
            self._shelves[leaf] = shelf
        for tree, at, stairs, whole in undo.knots:
            self._stairs[tree][at], self._sums[tree][at] = stairs, whole

    def _refresh(self, leaves: Iterable[int], undo: _Undo) -> None:
        """Work out anew what depends on these leaves."""
        left = max(self.limit - self._spent, 0)
        for leaf in leaves:
            undo.shelves.append((leaf, self._shelves[leaf]))
            self._shelves[leaf] = self._shelf(leaf, left)
        for number, tree in enumerate(self._sheet.trees):
            stale = [False] * len(tree.knots)
            for leaf in leaves:
                stale[tree.holder[leaf]] = True
            stairs, sums = self._stairs[number], self._sums[number]
            for at, knot in enumerate(tree.knots):
                if not stale[at]:
                    continue
                undo.knots.append((number, at, stairs[at], sums[at]))
                if knot.leaves:
                    top = self._shelves[knot.leaves[0]].stairs
                else:
                    whole = Sum([stairs[one] for one in knot.inner], left)
                    sums[at], top = whole, whole.stairs
                stairs[at] = trimmed(capped(top, knot.fen))
                if knot.parent >= 0:
                    stale[knot.parent] = True

    def _shelf(self, leaf: int, left: int) -> Shelf:
        groups = [
            (cost, [one for one in some if self._state[one.item] == FREE])
            for cost, some in self._entries[leaf]
        ]
        base = self._weight[leaf], self._count[leaf]
        sheet = self._sheet
        return shelf_of(sheet.model.leaves[leaf], base, groups, sheet.cap[leaf], left)
