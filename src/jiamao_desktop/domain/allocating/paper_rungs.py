"""What each leaf could be paid for so much paper, where contested items have prices.

With a price for an item in each of its leaves, leaves have nothing to do with each other: each
has its own *rungs*, costs and the most that it could be paid for them. Items that stand in several
leaves but have no price count in each of them in full. Costs are whole numbers of small parts, so
that they can be told apart and added up without error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from jiamao_desktop.domain.allocating.paper_entries import entries_of, shelf_in
from jiamao_desktop.domain.allocating.paper_linked import UNIT, Linked, Toll, nothing
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.paper_shelf import Entry
from jiamao_desktop.domain.allocating.paper_tolls import Bound
from jiamao_desktop.domain.allocation import gross_of

PARTS = 8
"""Prices of contested items are rounded to such parts of a voucher."""
WIDTH = 20_000
"""A leaf with more pairs of costs to add up than these is not looked at closely."""

Rung = tuple[int, int]
"""A cost, and the most that is paid for it; both rise from rung to rung."""


class Rungs:
    """The rungs of the leaves of a sheet.

    Attributes:
        parts: So many parts make a voucher, or a claim if only claims count.
    """

    def __init__(
        self, sheet: Sheet, linked: Linked, limit: int, report: Callable[[], None] = nothing
    ) -> None:
        """Look at the leaves without contested items; they stay as they are.

        Args:
            sheet: The question.
            linked: The same as a question about claims.
            limit: Answers with more vouchers are of no interest.
            report: Called often; may raise to stop.
        """
        self.parts = PARTS if linked.homes else 1
        self._sheet = sheet
        self._linked = linked
        self._mixed: dict[int, Sequence[tuple[int, list[Entry]]]] = {}
        self._plain: dict[int, list[Rung]] = {}
        for leaf, groups in enumerate(entries_of(sheet)):
            if not sheet.cap[leaf]:
                continue
            report()
            if any(entry.item in linked.homes for _, some in groups for entry in some):
                self._mixed[leaf] = groups
            elif linked.counted:
                self._plain[leaf] = self._by_vouchers(leaf, limit)
            else:
                self._plain[leaf] = [(0, sheet.cap[leaf])]

    def at(self, toll: Toll) -> tuple[Mapping[int, Sequence[Rung]], int]:
        """Return the rungs of every leaf at some prices, and what all costs are too high by.

        Args:
            toll: The prices.
        """
        over = 0
        costs: dict[int, list[int]] = {}
        vouchers = self.parts if self._linked.counted else 0
        for item, prices in toll.costs.items():
            each = [max(price * self.parts + UNIT // 2, 0) // UNIT for price in prices]
            costs[item] = each
            dearest = max(sum(each[at] for at in way) for way in self._linked.ways[item])
            over += max(0, dearest - self._sheet.model.items[item].vouchers * vouchers)
        rungs = dict(self._plain)
        for leaf, groups in self._mixed.items():
            rungs[leaf] = self._priced(leaf, groups, costs)
        return rungs, over

    def most(self, bound: Bound, limit: int) -> dict[int, int]:
        """Return for each leaf the most vouchers that any answer within a limit has there.

        Items of ways with several leaves count where they are charged. Leaves that stay empty are
        not named.

        Args:
            bound: Prices, none of them for items.
            limit: Of vouchers.
        """
        linked, toll = self._linked, bound.toll
        worth = {
            leaf: toll.missing - sum(toll.caps[at] for at in linked.around[leaf])
            for leaf in self._plain
        }
        best = {
            leaf: min([0, *(cost * UNIT - worth[leaf] * fen for cost, fen in rungs)])
            for leaf, rungs in self._plain.items()
        }
        saved = [sum(best[leaf] for leaf in leaves) for leaves in linked.leaves]
        left = max(bound.size - len(bound.must), 0)
        order = sorted(saved[at] for at in bound.free)
        last = min(order[left - 1], 0) if 0 < left <= len(order) else 0
        units = bound.said.base + sum(saved[at] for at in bound.must) + sum(order[:left])
        room = limit * UNIT - units
        found: dict[int, int] = {}
        for at in (*bound.must, *(bound.free if left else ())):
            spare = room - (0 if at in bound.must else max(saved[at] - last, 0))
            for leaf in linked.leaves[at]:
                for cost, fen in self._plain[leaf]:
                    # items that are not the heaviest may take more vouchers for as much
                    vouchers = (spare + best[leaf] + worth[leaf] * fen) // UNIT
                    if vouchers >= cost:
                        found[leaf] = max(found.get(leaf, 0), vouchers)
        return found

    def _by_vouchers(self, leaf: int, limit: int) -> list[Rung]:
        top = self._sheet.cap[leaf]
        found, best = list[Rung](), 0
        for vouchers, fen in enumerate(shelf_in(self._sheet, leaf, limit).stairs):
            if fen > best:
                best = fen
                found.append((vouchers * self.parts, min(fen, top)))
        return found

    def _priced(
        self,
        leaf: int,
        groups: Sequence[tuple[int, list[Entry]]],
        costs: Mapping[int, Sequence[int]],
    ) -> list[Rung]:
        """Return what a leaf could be paid, by cost; contested items at their prices."""
        linked, kind, top = self._linked, self._sheet.model.leaves[leaf], self._sheet.cap[leaf]
        by_cost: dict[int, list[int]] = {}
        for vouchers, entries in groups:
            own = vouchers * self.parts if linked.counted else 0
            for entry in entries:
                cost = own
                if entry.item in costs:
                    cost = costs[entry.item][linked.homes[entry.item].index(leaf)]
                by_cost.setdefault(cost, []).append(entry.weight)
        for some in by_cost.values():
            some.sort(reverse=True)
        heaviest = _frontier(by_cost)
        most = _frontier({cost: [1] * len(some) for cost, some in by_cost.items()})
        if heaviest is None or most is None:
            return [(0, top)]
        weights, counts = dict(heaviest), dict(most)
        found, best, weight, count = list[Rung](), 0, 0, 0
        for cost in sorted(weights | counts):
            weight, count = weights.get(cost, weight), counts.get(cost, count)
            fen = min(gross_of(kind, weight, count), top)
            if fen > best and fen >= kind.least:
                best = fen
                found.append((cost, fen))
                if fen == top:
                    break
        return found


def _frontier(by_cost: Mapping[int, Sequence[int]]) -> list[tuple[int, int]] | None:
    """Return costs and the most that things bring for them, or ``None``: there are too many.

    Args:
        by_cost: What things of each cost bring, those first that bring most.
    """
    found = [(0, sum(by_cost.get(0, ())))]
    for cost in sorted(by_cost):
        if not cost:
            continue
        if len(found) * len(by_cost[cost]) > WIDTH:
            return None
        sums = list(accumulate(by_cost[cost], initial=0))
        best: dict[int, int] = {}
        for before, brings in found:
            for count, more in enumerate(sums):
                whole = before + count * cost
                if brings + more > best.get(whole, -1):
                    best[whole] = brings + more
        found, top = [], -1
        for whole in sorted(best):
            if best[whole] > top:
                top = best[whole]
                found.append((whole, top))
    return found
