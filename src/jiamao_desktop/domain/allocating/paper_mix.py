"""Which claims to open, and how far to fill each: settled exactly once prices set leaves apart.

A linear program opens claims in part and fills them in part; with some fifteen claims to open that
makes its bound some vouchers too low. So what each leaf could be paid for what it costs is put
together leaf by leaf, cap by cap, and of all that costs as much in as many claims only the most
money is kept. That looks at everything, but prices tell of every leaf how far its rungs lie above
the best one: whatever lies above all together by more than limit and bound are apart can be left
out at once, and that is nearly all.

Caps that cross others are left out, so that what is said is too low there, never too high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from jiamao_desktop.domain.allocating.paper_caps import Tree
from jiamao_desktop.domain.allocating.paper_linked import UNIT, Linked
from jiamao_desktop.domain.allocating.paper_rungs import Rung, Rungs
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.paper_tolls import Bound

PAIRS = 200
"""So many pairs are put together in a step."""

Trail = tuple[object, ...]
"""Leaves that are opened: nothing, one, or the trails of what was put together."""
_Label = tuple[int, int, int, int, Trail]
"""A way to fill what was looked at: by how much it costs more than the best one once all prices
are paid, the claims and the cost that it takes, the money that it brings, and what it opens."""

_EMPTY: _Label = (0, 0, 0, 0, ())
_ORDER = itemgetter(0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Mixed:
    """What was found.

    Attributes:
        least: No answer takes less.
        claims: Those that the cheapest mix opens; ``None``: none was found within the limit.
    """

    least: int
    claims: list[int] | None


class Mixing:
    """A sheet that can be asked at any prices."""

    def __init__(
        self, sheet: Sheet, linked: Linked, limit: int, report: Callable[[], None]
    ) -> None:
        """Lay it out.

        Args:
            sheet: The question.
            linked: The same as a question about claims.
            limit: Answers with more vouchers are of no interest.
            report: Called often; may raise to stop.
        """
        self.linked = linked
        self.report = report
        self.rungs = Rungs(sheet, linked, limit, report)
        self.claim_of = {leaf: at for at, leaves in enumerate(linked.leaves) for leaf in leaves}
        self.charged = {
            max(leaves, key=lambda leaf: (sheet.cap[leaf], -leaf)) for leaves in linked.leaves
        }
        self._trees = [(tree, _held(tree)) for tree in sheet.trees]

    def at(self, bound: Bound) -> Mix:
        """Return the question at some prices, in the tree of caps that says most."""
        laid = self.rungs.at(bound.toll)
        caps = zip(self.linked.caps, bound.toll.caps, strict=True)
        prices = {frozenset(leaves): price for (_, leaves), price in caps}
        mixes = []
        for tree, held in self._trees:
            # the last one holds everything and is no cap
            each = [prices.get(leaves, 0) for leaves in held[:-1]]
            mixes.append(Mix(self, bound, tree, [*each, 0], laid))
        return max(mixes, key=lambda one: one.units)


class Mix:
    """The question at some prices.

    Attributes:
        units: What any answer takes at least, as far as prices tell.
        work: The steps that were taken.
    """

    def __init__(
        self,
        mixing: Mixing,
        bound: Bound,
        tree: Tree,
        prices: Sequence[int],
        laid: tuple[Mapping[int, Sequence[Rung]], int],
    ) -> None:
        """Find out what is best in each leaf.

        Args:
            mixing: The question.
            bound: The prices, and which claims are open anyway, or may be.
            tree: The caps that are looked at.
            prices: What a fen of each costs.
            laid: The rungs of each leaf, and what all costs are too high by.
        """
        self.work = 0
        self._mixing = mixing
        self._knots = tree.knots
        self._parts = mixing.rungs.parts
        self._one = UNIT // self._parts
        self._left = max(bound.size - len(bound.must), 0)
        self._must, self._free = frozenset(bound.must), frozenset(bound.free)
        self._claim = _claim(bound, self._left)
        self._fee = bound.fee // self._one
        self._over = laid[1] - self._fee * len(bound.must)
        self._worth = [bound.toll.missing] * len(tree.knots)
        for at in reversed(range(len(tree.knots))):
            around = tree.knots[at].parent
            if around >= 0:
                self._worth[at] = max(0, self._worth[around] - prices[around])
        self._filled: list[list[_Label]] = [[] for _ in tree.knots]
        self._best = [0] * len(tree.knots)
        for at, knot in enumerate(tree.knots):
            if knot.leaves:
                [leaf] = knot.leaves
                labels = self._ways(leaf, laid[0][leaf], self._worth[at])
                self._best[at] = best = labels[0][0]
                self._filled[at] = [(one[0] - best, *one[1:]) for one in labels]
            else:
                inside = sum(self._best[inner] for inner in knot.inner)
                self._best[at] = inside - prices[at] * knot.fen
        self._base = bound.toll.missing * mixing.linked.total - self._claim * self._left
        self._base += self._best[-1]
        self.units = self._base - self._over * self._one

    def least(self, limit: int, steps: int) -> Mixed:
        """Return the cheapest mix of all; where steps are too few, what is known by then.

        Args:
            limit: Nothing above it is of interest.
            steps: So many may be taken.
        """
        end, aim, more = self.work + steps, -(-self.units // UNIT), 0
        while aim <= limit:
            found = self.within(min(aim + more, limit), end - self.work)
            if found is None:
                return Mixed(aim, None)
            if found.claims is not None:
                return found
            aim, more = found.least, 2 * more + 1
        return Mixed(limit + 1, None)

    def within(self, limit: int, steps: int) -> Mixed | None:
        """Return the cheapest mix within a limit, or that there is none.

        Args:
            limit: Of vouchers, or of claims if only these count.
            steps: So many may be taken; ``None`` is returned where they are too few.
        """
        room = (limit * self._parts + self._over) * self._one - self._base
        if room < 0:
            return Mixed(limit + 1, None)
        end = self.work + steps
        labels = list[list[_Label]]()
        for at, knot in enumerate(self._knots):
            if knot.leaves:
                labels.append([one for one in self._filled[at] if one[0] <= room])
                continue
            found = [_EMPTY]
            for inner in sorted(knot.inner, key=lambda one: (len(labels[one]), one)):
                found = self._together(found, labels[inner], room)
                self._mixing.report()
                if self.work > end:
                    return None
            labels.append(self._through(at, found, room))
        enough = [one for one in labels[-1] if one[3] >= self._mixing.linked.total]
        if not enough:
            return Mixed(limit + 1, None)
        best = min(enough, key=lambda one: (one[2], one[1], -one[3]))
        return Mixed(-((self._over - best[2]) // self._parts), self._opened(best[4]))

    def _ways(self, leaf: int, rungs: Sequence[Rung], worth: int) -> list[_Label]:
        """Return the ways to fill a leaf, the best first; it may stay empty too."""
        found = [_EMPTY]
        claim = self._mixing.claim_of[leaf]
        if claim in self._must or claim in self._free:
            counted = claim in self._free and leaf in self._mixing.charged
            claims, fee = (1, self._fee) if counted else (0, 0)
            for cost, fen in rungs:
                above = (cost + fee) * self._one + claims * self._claim - worth * fen
                found.append((above, claims, cost + fee, fen, (leaf,)))
            found.sort(key=_ORDER)
        return found

    def _together(
        self, some: Sequence[_Label], others: Sequence[_Label], room: int
    ) -> list[_Label]:
        """Return what is made of two lots of labels, those first that cost least more."""
        if len(others) == 1 and others[0] == _EMPTY:
            return list(some)
        pairs, best = 0, dict[tuple[int, int], _Label]()
        for above, claims, cost, fen, trail in some:
            spare, left = room - above, self._left - claims
            for other in others:
                if other[0] > spare:
                    break
                pairs += 1
                if other[1] <= left:
                    key = claims + other[1], cost + other[2]
                    whole = fen + other[3]
                    known = best.get(key)
                    if known is None or known[3] < whole:
                        best[key] = (above + other[0], *key, whole, (trail, other[4]))
        self.work += 1 + pairs // PAIRS
        return _kept(best.values())

    def _through(self, at: int, labels: Iterable[_Label], room: int) -> list[_Label]:
        """Return what is left of labels that pass a cap."""
        most, worth, lost = self._knots[at].fen, self._worth[at], self._best[at]
        if at == len(self._knots) - 1:
            most = self._mixing.linked.total  # what goes beyond is of no use
        best = dict[tuple[int, int], _Label]()
        for _, claims, cost, fen, trail in labels:
            passed = min(fen, most)
            above = cost * self._one + claims * self._claim - worth * passed - lost
            if above <= room:
                known = best.get((claims, cost))
                if known is None or known[3] < passed:
                    best[claims, cost] = (above, claims, cost, passed, trail)
        return _kept(best.values())

    def _opened(self, trail: Trail) -> list[int]:
        """Return the claims of the leaves of a trail."""
        found, waiting = set[int](), list[object](trail)
        while waiting:
            one = waiting.pop()
            if isinstance(one, tuple):
                waiting += one
            elif isinstance(one, int):
                found.add(self._mixing.claim_of[one])
        return sorted(found)


def _claim(bound: Bound, left: int) -> int:
    """Return what one more claim could save: the price of a claim."""
    order = sorted(bound.said.saved[at] + bound.fee for at in bound.free)
    return -min(order[left - 1], 0) if 0 < left <= len(order) else 0


def _kept(labels: Iterable[_Label]) -> list[_Label]:
    """Return the labels that bring more than any cheaper one in as many claims, best first."""
    found, claims, top = list[_Label](), -1, -1
    for one in sorted(labels, key=itemgetter(1, 2)):
        if one[1] != claims:
            claims, top = one[1], -1
        if one[3] > top:
            top = one[3]
            found.append(one)
    found.sort(key=_ORDER)
    return found


def _held(tree: Tree) -> list[frozenset[int]]:
    """Return the leaves inside each cap of a tree."""
    held = list[frozenset[int]]()
    for knot in tree.knots:
        held.append(frozenset(knot.leaves).union(*[held[at] for at in knot.inner]))
    return held
