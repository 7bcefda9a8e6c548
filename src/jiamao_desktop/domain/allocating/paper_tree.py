"""Sets of claims that might do, by branching on claims where the bound that ties them falls short.

Prices settle most claims at once: what every better answer opens, what none does. The rest is
branched on, each time with prices of its own, until a set is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jiamao_desktop.domain.allocating.paper_board import Board, Purse
from jiamao_desktop.domain.allocating.paper_linked import Linked, Toll, nothing
from jiamao_desktop.domain.allocating.paper_sheet import Sheet, sheet_of
from jiamao_desktop.domain.allocating.paper_tolls import Bound, Tolls
from jiamao_desktop.domain.allocating.price_finding import Column

_Node = tuple[frozenset[int], frozenset[int], Toll | None, dict[int, list[Column]]]
"""What is open, what is shut, prices and ways to begin with."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the search for sets stands.

    Attributes:
        least: What any answer from here takes at least.
        names: The claims that the linear program opens most.
        more: All that it opens at all.
        whole: The set is complete: no other claim can be opened.
    """

    least: int
    names: list[str]
    more: list[str]
    whole: bool


class ClaimTree:
    """Sets of at most so many claims, with what answers in them take at least.

    Attributes:
        least: What any answer takes at least, as far as is known.
        left_out: Whether the steps ran out.
        contested: How many items stand in several leaves.
    """

    def __init__(
        self,
        sheet: Sheet,
        total: int,
        size: int,
        limit: int,
        *,
        counted: bool,
        report: Callable[[], None] = nothing,
    ) -> None:
        """Lay out the question.

        Args:
            sheet: It, with every claim open.
            total: What has to be paid.
            size: How many claims may be open.
            limit: Answers that take more are not wanted.
            counted: Whether it is vouchers that are limited; if not, claims.
            report: Called often; may raise to stop.
        """
        self.least = 0
        self.left_out = False
        papers = limit if counted else 0
        self._linked = Linked(sheet, total, papers, counted=counted, report=report)
        self.contested = len(self._linked.homes)
        self._sheet = sheet
        self._papers = sum(item.vouchers for item in sheet.model.items)
        self._size = size
        self._limit = limit

    def branches(self, limit: Callable[[], int], purse: Purse) -> Iterator[Branch]:
        """Yield what is met on the way; of the complete sets none is left out.

        Args:
            limit: Tells what answers may take by now.
            purse: What may be spent.
        """
        waiting: list[_Node] = [(frozenset(), frozenset(), None, {})]
        while waiting:
            must, shut, toll, known = waiting.pop()
            if (must or shut) and not self._open(shut, limit()):
                continue
            tolls = Tolls(self._linked, self._size, self._limit, must=must, shut=shut, known=known)
            bound = tolls.best(limit() + 1, purse.report, toll)
            if not must and not shut:
                self.least = bound.least
            if not purse.spend(tolls.work):
                self.left_out = bound.least <= limit()
            if bound.least > limit():
                continue
            opened, closed = bound.settled(limit())
            must, shut = must.union(opened), shut.union(closed)
            if len(must) > self._size:
                continue
            free = [at for at in bound.free if at not in must and at not in shut]
            whole = not free or len(must) == self._size
            named = self._named(bound, must, shut)
            more = {self._linked.names[at] for at, part in bound.used.items() if part}
            yield Branch(bound.least, named, sorted(more.union(named)), whole)
            if self.left_out:
                return
            if whole or bound.least > limit():
                continue
            if len(must) + 1 == self._size:
                free.sort(key=lambda at: (-bound.said.saved[at], -at))
                waiting += [
                    (must | {one}, shut.union(free) - {one}, bound.toll, tolls.known)
                    for one in free
                ]
            else:
                one = self._doubtful(bound, free)
                waiting.append((must, shut | {one}, bound.toll, tolls.known))
                waiting.append((must | {one}, shut, bound.toll, tolls.known))

    def _open(self, shut: frozenset[int], limit: int) -> bool:
        """Tell whether the claims that are not shut could do, were no item excluded."""
        closed = frozenset(self._linked.names[at] for at in shut)
        board = Board(sheet_of(self._sheet.model, closed), self._linked.total, self._most(limit))
        return board.bound() <= board.limit

    def _most(self, limit: int) -> int:
        """Return the vouchers within a limit."""
        return limit if self._linked.counted else self._papers

    def _named(self, bound: Bound, must: frozenset[int], shut: frozenset[int]) -> list[str]:
        """Return the claims that are open anyway, and those that prices would open next."""
        free = [at for at in bound.free if at not in must and at not in shut]
        free.sort(key=lambda at: (-bound.used.get(at, 0), bound.said.saved[at], at))
        chosen = sorted([*must, *free[: self._size - len(must)]])
        return [self._linked.names[at] for at in chosen]

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
