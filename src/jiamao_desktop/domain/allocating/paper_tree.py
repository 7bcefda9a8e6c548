"""Sets of claims that might do, by branching on claims where the bound that ties them falls short.

Prices settle most claims at once: what every better answer opens, what none does. The rest is
branched on, each time with prices of its own, until a set is complete. Two sorts of prices are
asked. Where contested items count in each of their leaves, what is left is settled exactly, claim
by claim (``paper_mix``); where they have prices, only the linear program tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.paper_board import Board, Purse
from jiamao_desktop.domain.allocating.paper_effort import apart
from jiamao_desktop.domain.allocating.paper_linked import MANY, Linked, Toll
from jiamao_desktop.domain.allocating.paper_question import Question
from jiamao_desktop.domain.allocating.paper_tolls import Bound, Tolls
from jiamao_desktop.domain.allocating.price_finding import Column

FIRST, LATER = 1_000, 300
"""So many steps may be taken to settle exactly what prices leave open: at first, and later on."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Prices and ways to begin with."""

    toll: Toll | None
    known: dict[int, list[Column]]


_NOTHING = _Start(None, {})


@dataclass(frozen=True, slots=True)
class _Node:
    """A place in the search.

    Attributes:
        must, shut: Claims that are open, and those that are not.
        free, priced: What to begin with where contested items are free, and where they have prices.
    """

    must: frozenset[int] = frozenset()
    shut: frozenset[int] = frozenset()
    free: _Start = _NOTHING
    priced: _Start = _NOTHING

    @property
    def is_first(self) -> bool:
        """Tell whether nothing is settled yet."""
        return not self.must and not self.shut

    def narrowed(self, bound: Bound, limit: int) -> _Node:
        """Return what is left once it is settled what a bound says."""
        opened, closed = bound.settled(limit)
        return replace(self, must=self.must.union(opened), shut=self.shut.union(closed))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was found out about a place.

    Attributes:
        node: The place, with what is settled there.
        bound: The last prices.
        least: What any answer from there takes at least.
        mixed: The claims that the cheapest mix opens, if there is any.
    """

    node: _Node
    bound: Bound
    least: int
    mixed: list[int]


Begun = dict[tuple[int, int, int], _Asked]
"""What was found out about a whole question, by claims, expected vouchers and limit."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the search for sets stands.

    Attributes:
        least: What any answer from here takes at least.
        names: The claims that the linear program opens most.
        others: Further claims that might do: all that it opens at all, and the cheapest mix.
        whole: The set is complete: no other claim can be opened.
    """

    least: int
    names: list[str]
    others: list[list[str]]
    whole: bool


class ClaimTree:
    """Sets of at most so many claims, with what answers in them take at least.

    Attributes:
        least: What any answer takes at least, as far as is known.
        left_out: Whether the steps ran out.
        contested: How many items stand in several leaves.
    """

    def __init__(
        self, question: Question, size: int, limit: int, begun: Begun | None = None
    ) -> None:
        """Begin with nothing settled.

        Args:
            question: The question.
            size: How many claims may be open.
            limit: About so many vouchers will be taken, or claims if only these count.
            begun: What was asked about the whole question before; what is asked is added.
        """
        self.least = 0
        self.left_out = False
        self._linked = question.linked
        self._free = question.free
        self._mixing = question.mixing
        self.contested = len(self._linked.homes)
        self._sheet = question.sheet
        self._papers = sum(item.vouchers for item in question.sheet.model.items)
        self._size = size
        self._limit = limit
        self._begun = {} if begun is None else begun

    def branches(self, limit: Callable[[], int], purse: Purse) -> Iterator[Branch]:
        """Yield what is met on the way; of the complete sets none is left out.

        Args:
            limit: Tells what answers may take by now.
            purse: What may be spent.
        """
        waiting = [_Node()]
        while waiting:
            node = waiting.pop()
            if not (node.is_first or self._open(node.shut, limit())):
                continue
            if node.is_first:
                asked = self._asked_first(node, limit, purse)
                self.least = asked.least
            else:
                asked = self._asked(node, limit, purse)
            must, shut = asked.node.must, asked.node.shut
            if asked.least > limit() or len(must) > self._size:
                continue
            free = [at for at in asked.bound.free if at not in must and at not in shut]
            whole = not free or len(must) == self._size
            yield self._branch(asked, free, whole=whole)
            if self.left_out:
                return
            if not whole and asked.least <= limit():
                waiting += self._further(asked, free)

    def _asked_first(self, node: _Node, limit: Callable[[], int], purse: Purse) -> _Asked:
        """Ask about the first place, unless somebody has asked just that before."""
        key = self._size, self._limit, limit()
        known = self._begun.get(key)
        if known is None:
            known = self._asked(node, limit, purse)
            if not self.left_out:
                self._begun[key] = known
        return known

    def _asked(self, node: _Node, limit: Callable[[], int], purse: Purse) -> _Asked:
        """Ask for all that can be known of a place."""
        bound, start = self._priced(self._free, node, node.free, limit, purse)
        least, mixed = bound.least, list[int]()
        node = replace(node, free=start)
        if self._mixing is not None and least <= limit() and not self._far(least, limit()):
            mix = self._mixing.at(bound)
            found = mix.least(limit(), FIRST if node.is_first else LATER)
            if not purse.spend(mix.work):
                self.left_out = True
            least, mixed = max(least, found.least), found.claims or []
        if least <= limit():
            node = node.narrowed(bound, limit())
            if self._linked is not self._free:
                begun = node.priced if node.priced.toll else _Start(bound.toll, {})
                bound, start = self._priced(self._linked, node, begun, limit, purse)
                least = max(least, bound.least)
                node = replace(node, priced=start)
                if least <= limit():
                    node = node.narrowed(bound, limit())
        return _Asked(node, bound, least, mixed)

    def _far(self, least: int, limit: int) -> bool:
        """Tell whether prices fall so short in a large part that a mix does not help either."""
        return len(self._sheet.options) > MANY and apart(least, limit)

    def _priced(
        self, linked: Linked, node: _Node, start: _Start, limit: Callable[[], int], purse: Purse
    ) -> tuple[Bound, _Start]:
        """Return what prices say, and what to begin with further on."""
        must, shut = node.must, node.shut
        tolls = Tolls(linked, self._size, self._limit, must=must, shut=shut, known=start.known)
        bound = tolls.best(limit() + 1, purse.report, start.toll)
        if not purse.spend(tolls.work):
            self.left_out = bound.least <= limit()
        return bound, _Start(bound.toll, tolls.known)

    def _branch(self, asked: _Asked, free: list[int], *, whole: bool) -> Branch:
        """Return what is said about a place."""
        named = self._named(asked.bound, asked.node.must, free)
        more = {at for at, part in asked.bound.used.items() if part}.union(named)
        others = [sorted(more)]
        if asked.mixed:
            others.insert(0, asked.mixed)
        names = self._linked.names
        told = [[names[at] for at in some] for some in (named, *others)]
        return Branch(asked.least, told[0], told[1:], whole)

    def _further(self, asked: _Asked, free: list[int]) -> list[_Node]:
        """Return the places that a place falls apart into, the first one last."""
        node = asked.node
        if len(node.must) + 1 == self._size:
            free.sort(key=lambda at: (-asked.bound.said.saved[at], -at))
            return [
                replace(node, must=node.must | {one}, shut=node.shut.union(free) - {one})
                for one in free
            ]
        one = self._doubtful(asked.bound, free)
        return [replace(node, shut=node.shut | {one}), replace(node, must=node.must | {one})]

    def _open(self, shut: frozenset[int], limit: int) -> bool:
        """Tell whether the claims that are not shut could do, were no item excluded."""
        closed = frozenset(self._linked.names[at] for at in shut)
        board = Board(self._sheet.without(closed), self._linked.total, self._most(limit))
        return board.bound() <= board.limit

    def _most(self, limit: int) -> int:
        """Return the vouchers within a limit."""
        return limit if self._linked.counted else self._papers

    def _named(self, bound: Bound, must: frozenset[int], free: list[int]) -> list[int]:
        """Return the claims that are open anyway, and those that prices would open next."""
        order = sorted(free, key=lambda at: (-bound.used.get(at, 0), bound.said.saved[at], at))
        return sorted([*must, *order[: self._size - len(must)]])

    def _doubtful(self, bound: Bound, free: list[int]) -> int:
        """Return the claim that the linear program opens by half, or else one that it opens."""
        most = max(bound.used.values(), default=0)
        return min(
            free,
            key=lambda at: (
                abs(2 * bound.used.get(at, 0) - most),
                bound.said.saved[at],
                at,
            ),
        )
