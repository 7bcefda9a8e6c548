"""The state of a search for the least paper: what is decided, and what that leaves possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.paper_entries import entries_of, shelf_in
from jiamao_desktop.domain.allocating.paper_lines import FINE, Threshold
from jiamao_desktop.domain.allocating.paper_offer import Offer, Opening, Prices
from jiamao_desktop.domain.allocating.paper_prices import SHARES, WHOLE, Market
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.paper_shelf import EMPTY, Entry, Shelf, shelf_of
from jiamao_desktop.domain.allocating.staircase import Sum, capped, trimmed
from jiamao_desktop.domain.allocation import UNUSED, gross_of

FREE = -2
"""The item is not decided."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """That a leaf reaches its threshold, or is paid nothing."""

    leaf: int
    opening: Opening


Branch = Sequence[tuple[int, int]] | Assumption
"""Items and what is decided of each: the place of an option, or ``UNUSED``; or a leaf."""


@dataclass(slots=True)
class Purse:
    """The steps that a search may still take."""

    left: int
    report: Callable[[], None]

    def spend(self, steps: int) -> bool:
        """Take some; tell whether there were so many left."""
        self.report()
        self.left -= steps
        return self.left >= 0


class Board:
    """What is decided on a sheet; every change can be taken back.

    Attributes:
        sheet: The question. total: What has to be paid.
        state: For each item the place of its option, ``UNUSED`` or ``FREE``.
        best: The modes of the best answer so far.
        limit: Only answers with no more vouchers are wanted: one less than the best has.
        opening: What is assumed of each leaf that has a threshold, or is needed.
        floors: What each leaf needs if it is open.
        entries: For each leaf the items that could come into it, by cost.
        weight, count: What the decided items bring into each leaf.
        spent: The vouchers of the items that are decided.
    """

    def __init__(self, sheet: Sheet, total: int, limit: int) -> None:
        """Begin with nothing decided."""
        self.sheet = sheet
        self.total = total
        self.limit = limit
        self.best: tuple[int, ...] | None = None
        self.state = [FREE if ways else UNUSED for ways in sheet.options]
        self.opening = [Opening.ANY] * len(sheet.model.leaves)
        self.floors = list(sheet.thresholds)
        self.spent = 0
        self.vouchers = [item.vouchers for item in sheet.model.items]
        self.entries = entries_of(sheet)
        count = len(sheet.model.leaves)
        self.weight, self.count = [0] * count, [0] * count
        self._market: Market | None = None
        self._prices: list[Prices] = []
        self._said: list[int] = []
        left = max(limit, 0)
        self._shelves = [EMPTY] * count
        for leaf in sheet.leaves:
            sheet.report()
            self._shelves[leaf] = shelf_in(sheet, leaf, left)
        self._sums: list[list[Sum | None]] = [[None] * len(tree.knots) for tree in sheet.trees]
        self._stairs: list[list[list[int]]] = [[[0]] * len(tree.knots) for tree in sheet.trees]
        self._journal: list[Callable[[], None]] = []
        self._climb(sheet.leaves, left)

    def mark(self) -> int:
        """Return where things stand, for ``back``."""
        return len(self._journal)

    def back(self, mark: int) -> None:
        """Take back everything since then."""
        while len(self._journal) > mark:
            self._journal.pop()()

    def bound(self) -> int:
        """Return how many vouchers it takes at least; more than the limit: too many."""
        bound, aim = self.spent, self.total * WHOLE * FINE
        for prices, said in zip(self._prices, self._said, strict=True):
            if said + prices.voucher * self.limit < aim:
                return self.limit + 1
            if said < aim:
                bound = max(bound, -((said - aim) // prices.voucher))
        for stairs in self._stairs:
            top = stairs[-1]
            if top[-1] < self.total:
                return self.limit + 1
            bound = max(bound, self.spent + bisect_left(top, self.total))
        return bound

    def allowed(self, item: int, at: int) -> bool:
        """Tell whether prices allow to decide an item so."""
        return all(
            said - prices.losses[item][at] + prices.voucher * self.limit
            >= self.total * WHOLE * FINE
            for prices, said in zip(self._prices, self._said, strict=True)
        )

    def decide(self, branch: Branch) -> None:
        """Decide some items, or assume something of a leaf."""
        touched = set[int]()
        if isinstance(branch, Assumption):
            self._assume(branch.leaf, branch.opening)
            return
        for item, at in branch:
            self._settle(item, at)
            for option in self.sheet.options[item]:
                touched.update(leaf for leaf, _ in option.parts)
        self._refresh([leaf for leaf in self.sheet.leaves if leaf in touched])

    def _assume(self, leaf: int, opening: Opening) -> None:
        before = self.opening[leaf]
        self.opening[leaf] = opening

        def back() -> None:
            self.opening[leaf] = before

        self._journal.append(back)
        self._refresh([leaf])

    def demand(self, needs: dict[int, Threshold]) -> None:
        """Hold that no answer does without so much in some leaves."""
        changed = [leaf for leaf, floor in needs.items() if self.floors[leaf] != floor]
        opened = [leaf for leaf in needs if self.opening[leaf] is Opening.ANY]
        before = [(leaf, self.floors[leaf], self.opening[leaf]) for leaf in {*changed, *opened}]
        for leaf in changed:
            self.floors[leaf] = needs[leaf]
        for leaf in opened:
            self.opening[leaf] = Opening.OPEN

        def back() -> None:
            for leaf, floor, opening in before:
                self.floors[leaf], self.opening[leaf] = floor, opening

        self._journal.append(back)
        self._refresh(opened)

    def price(self, purse: Purse) -> Offer:
        """Look for prices that tell whether this leads anywhere; they hold until taken back."""
        market = self._market
        first = market is None
        if market is None:
            market = self._market = Market(self.sheet, self.total)
        offer = self._offer(market, self.limit - self.spent, purse)
        if first:
            self._price_on(market, offer, purse)
        return offer

    def _offer(self, market: Market, left: int, purse: Purse, voucher: int | None = None) -> Offer:
        offer = market.offer(
            self.state, self.opening, left, purse.report, voucher=voucher, floors=self.floors
        )
        purse.spend(2 + len(self.state) // 60 + offer.work)
        self._add(offer.prices)
        return offer

    def _price_on(self, market: Market, offer: Offer, purse: Purse) -> None:
        """Look for prices that tell of fewer vouchers than the limit, and for lower ones."""
        before = 0
        while before < self.bound() <= self.limit:
            before = self.bound()
            self._offer(market, before - self.spent, purse)
        for share in SHARES:
            if self.bound() > self.limit:
                break
            voucher = offer.prices.voucher // share if share else 0
            self._offer(market, 0, purse, voucher)

    def further(self) -> int:
        """Return how many further vouchers might bring the sum, were no item excluded."""
        return bisect_left(self._stairs[self._tree()][-1], self.total)

    def _tree(self) -> int:
        """Return the tree that asks for the most vouchers."""
        return max(
            range(len(self._stairs)),
            key=lambda at: (bisect_left(self._stairs[at][-1], self.total), -at),
        )

    def picks(self, vouchers: int) -> Iterator[tuple[int, list[Entry]]]:
        """Yield for each leaf the items of an answer that may claim items several times.

        Args:
            vouchers: How many further ones it may take, each item counted every time.
        """
        tree = self._tree()
        knots = self.sheet.trees[tree].knots
        waiting = [(len(knots) - 1, vouchers)]
        while waiting:
            at, share = waiting.pop()
            whole = self._sums[tree][at]
            if whole is None:
                leaf = knots[at].leaves[0]
                yield leaf, self._shelves[leaf].picked(share)
            else:
                share = min(share, len(self._stairs[tree][at]) - 1)
                waiting += zip(knots[at].inner, whole.split(share), strict=True)

    def attempt(self, answer: dict[int, int]) -> int:
        """Take an answer if it reaches the sum within the limit.

        Args:
            answer: Options of items that are not decided; the others are not used.

        Returns:
            Its vouchers, or −1.
        """
        vouchers = self.spent + sum(self.vouchers[item] for item in answer)
        if vouchers > self.limit:
            return -1
        weight, count = list(self.weight), list(self.count)
        for item, at in answer.items():
            for leaf, part in self.sheet.options[item][at].parts:
                weight[leaf] += part
                count[leaf] += 1
        gross = [
            gross_of(leaf, weight[at], count[at]) for at, leaf in enumerate(self.sheet.model.leaves)
        ]
        if not self.sheet.reaches(gross, self.total):
            return -1
        modes = [UNUSED] * len(self.state)
        for item, state in enumerate(self.state):
            at = answer.get(item, state)
            if at >= 0:
                modes[item] = self.sheet.options[item][at].mode
        self.best, self.limit = tuple(modes), vouchers - 1
        return vouchers

    def _add(self, prices: Prices) -> None:
        said = prices.most
        for item, at in enumerate(self.state):
            if at != FREE:
                said -= prices.losses[item][at]
        self._prices.append(prices)
        self._said.append(said)

        def back() -> None:
            self._prices.pop()
            self._said.pop()

        self._journal.append(back)

    def _settle(self, item: int, at: int) -> None:
        self.state[item] = at
        for number, prices in enumerate(self._prices):
            self._said[number] -= prices.losses[item][at]
        parts = self.sheet.options[item][at].parts if at != UNUSED else ()
        papers = self.vouchers[item] if at != UNUSED else 0
        self.spent += papers
        for leaf, weight in parts:
            self.weight[leaf] += weight
            self.count[leaf] += 1

        def back() -> None:
            self.state[item] = FREE
            for number, prices in enumerate(self._prices):
                self._said[number] += prices.losses[item][at]
            self.spent -= papers
            for leaf, weight in parts:
                self.weight[leaf] -= weight
                self.count[leaf] -= 1

        self._journal.append(back)

    def _refresh(self, leaves: Iterable[int]) -> None:
        """Work out anew what depends on these leaves."""
        left = max(self.limit - self.spent, 0)
        shelves = {leaf: self._shelves[leaf] for leaf in leaves}
        for leaf in shelves:
            self.sheet.report()
            self._shelves[leaf] = self._shelf(leaf, left)
        knots = self._climb(shelves, left)

        def back() -> None:
            for leaf, shelf in shelves.items():
                self._shelves[leaf] = shelf
            for number, at, stairs, whole in knots:
                self._stairs[number][at], self._sums[number][at] = stairs, whole

        self._journal.append(back)

    def _climb(
        self, leaves: Iterable[int], left: int
    ) -> list[tuple[int, int, list[int], Sum | None]]:
        """Work out anew the caps around some leaves; return what was before."""
        return [
            changed
            for number in range(len(self.sheet.trees))
            for changed in self._climbed(number, leaves, left)
        ]

    def _climbed(
        self, number: int, leaves: Iterable[int], left: int
    ) -> Iterator[tuple[int, int, list[int], Sum | None]]:
        """Work out anew the caps around some leaves in a tree; yield what was before."""
        tree = self.sheet.trees[number]
        stale = {tree.holder[leaf] for leaf in leaves}
        stairs, sums = self._stairs[number], self._sums[number]
        for at, knot in enumerate(tree.knots):
            if at in stale:
                yield number, at, stairs[at], sums[at]
                if knot.leaves:
                    top = self._shelves[knot.leaves[0]].stairs
                else:
                    inner = [stairs[one] for one in knot.inner]
                    whole = Sum(inner, left, self.sheet.report)
                    sums[at], top = whole, whole.stairs
                stairs[at] = trimmed(capped(top, knot.fen))
                stale.add(knot.parent)

    def _shelf(self, leaf: int, left: int) -> Shelf:
        groups = [
            (cost, [one for one in some if self.state[one.item] == FREE])
            for cost, some in self.entries[leaf]
        ]
        base = self.weight[leaf], self.count[leaf]
        shelf = shelf_of(self.sheet.model.leaves[leaf], base, groups, self.sheet.cap[leaf], left)
        match self.opening[leaf]:
            case Opening.CLOSED:
                return replace(shelf, stairs=[0])
            case Opening.OPEN:
                return replace(shelf, stairs=[one or -2 * self.total for one in shelf.stairs])
        return shelf
