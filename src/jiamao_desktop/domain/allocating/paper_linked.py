"""A bound that ties vouchers to claims: what any answer takes in so few claims.

Every fen that is still missing has a price, every fen of a shared cap has one, and an expense
that could stand in several leaves has a price in each of them. Then the claims have nothing to
do with each other any more, and each says by itself what it would save if it were opened. An
answer in K claims saves no more than the best K of them. Whatever the prices, that holds; it is
reckoned in whole numbers, and what a claim saves also tells which claims every better answer
opens, and which it leaves shut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocating.paper_entries import entries_of, shelf_in
from jiamao_desktop.domain.allocating.paper_lines import FINE, line_of
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.paper_shelf import Groups

UNIT = 1 << 60
"""Prices of vouchers and claims are whole numbers of such parts of one."""
SHARE = 1 << 20
"""Parts of an item that is claimed in part."""
RATE = 40
"""Rates are whole numbers of such a power of a half of a unit."""

PRICED, MANY = 200, 1_500
"""Of more contested items than these only those worth most are priced leaf by leaf, and none
where there are very many items: then each of them says little, and all together take long."""

Costs = Mapping[int, Sequence[int]]
"""For each item that could stand in several leaves what it costs in each of them."""


@dataclass(frozen=True, slots=True)
class Toll:
    """Prices.

    Attributes:
        missing: Of a fen that is missing.
        caps: Of a fen of each shared cap.
        costs: Of each contested item, by place in its leaves.
    """

    missing: int
    caps: tuple[int, ...]
    costs: Costs


@dataclass(frozen=True, slots=True)
class Said:
    """What prices say.

    Attributes:
        base: What an answer would take at least that opens no claim, in units.
        saved: For each claim by how much less it could be if the claim were opened; not positive.
        paid: For each leaf what it would be paid if its claim were opened.
        taken: For each contested item the parts of it that its leaves would take then.
        own: For each leaf what the items cost that stand nowhere else.
    """

    base: int
    saved: list[int]
    paid: list[int]
    own: list[int]
    taken: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A leaf whose items stand nowhere else: vouchers and what they bring, where it bends."""

    corners: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A leaf with contested items; amounts in parts of a fen.

    Attributes:
        top: No more is paid. extra: What roundings may add.
        own: Items that stand nowhere else, the cheapest first.
        shared: Contested items: what it brings, the item, the place of this leaf among its own.
    """

    top: int
    extra: int
    own: list[_Offered]
    shared: list[tuple[int, int, int]]


_Offered = tuple[int, int, int, int, int]
"""Price for a part of a fen, what it brings, its cost; the contested item and the place, or −1."""


def nothing() -> None:
    """Report nothing to nobody."""


class Linked:
    """A sheet as a question about claims.

    Attributes:
        names: Its claims.
        leaves: Places of the leaves of each.
        caps: Shared caps: what passes, and where.
        homes: For each contested item that is priced its leaves.
        ways: For each contested item the places, among these, of the leaves of each way.
        single: Contested items of which each way has one leaf.
        papers: What each contested item takes.
        around: For each leaf the shared caps that it lies in.
        entries: How much there is to look at.
    """

    def __init__(
        self,
        sheet: Sheet,
        total: int,
        limit: int,
        *,
        counted: bool = True,
        priced: int | None = None,
        report: Callable[[], None] = nothing,
    ) -> None:
        """Lay out the claims.

        Args:
            sheet: The question.
            total: What has to be paid.
            limit: Answers with more vouchers are of no interest.
            counted: Whether vouchers count; if not, only claims do.
            priced: So many contested items are priced at most; ``None``: as many as are worth it.
            report: Called often; may raise to stop.
        """
        self.total = total
        self.counted = counted
        found: dict[str, list[int]] = {}
        for leaf in sheet.leaves:
            found.setdefault(sheet.model.leaves[leaf].claim, []).append(leaf)
        self.names = sorted(found)
        self.leaves = [tuple(found[name]) for name in self.names]
        self.caps = [(fen, leaves) for fen, leaves in sheet.caps if len(leaves) > 1]
        self.homes: dict[int, list[int]] = {}
        self.ways: dict[int, list[tuple[int, ...]]] = {}
        self.single = set[int]()
        self.papers: dict[int, int] = {}
        self._shares: dict[int, int] = {}  # of items that stand in several leaves
        many = PRICED if len(sheet.options) <= MANY else 0
        mixing = self._contested(sheet, many if priced is None else priced)
        self.around: list[list[int]] = [[] for _ in sheet.model.leaves]
        for at, (_, leaves) in enumerate(self.caps):
            for leaf in leaves:
                self.around[leaf].append(at)
        report()
        entries = entries_of(sheet)
        self.entries = 0
        self._shelves: dict[int, _Plain | _Mixed] = {}
        for leaf in sheet.leaves:
            report()
            self.entries += 1
            if leaf in mixing:
                self._shelves[leaf] = mixed = self._mixed(sheet, leaf, entries[leaf])
                self.entries += len(mixed.own) + len(mixed.shared)
            else:
                self._shelves[leaf] = self._plain(sheet, leaf, limit)

    def said(self, toll: Toll) -> Said:
        """Return what prices say."""
        base = toll.missing * self.total
        base -= sum(price * fen for price, (fen, _) in zip(toll.caps, self.caps, strict=True))
        taken = {item: [0] * len(homes) for item, homes in self.homes.items()}
        for item, costs in toll.costs.items():
            if item in self.single:
                dearest = max(costs)
            else:
                dearest = max([sum([costs[at] for at in way]) for way in self.ways[item]])
            base -= max(0, dearest - self.papers[item])
        prices = [toll.missing] * len(self.around)
        for price, (_, leaves) in zip(toll.caps, self.caps, strict=True):
            if price:
                for leaf in leaves:
                    prices[leaf] -= price
        paid = [0] * len(self.around)
        own = [0] * len(self.around)
        saved = []
        for leaves in self.leaves:
            less = 0
            for leaf in leaves:
                price = prices[leaf]
                if price > 0:
                    shelf = self._shelves[leaf]
                    if isinstance(shelf, _Plain):
                        one, paid[leaf], own[leaf] = _bent(shelf, price)
                    else:
                        one, paid[leaf], own[leaf] = _cheapest(shelf, price, toll.costs, taken)
                    less += one
            saved.append(min(less, 0))
        return Said(base, saved, paid, own, taken)

    def _contested(self, sheet: Sheet, priced: int) -> set[int]:
        """Look at the items that could stand in several leaves; return these leaves."""
        found = sheet.contested()
        for item, _ in found:
            self._shares[item] = max([len(option.parts) for option in sheet.options[item]])
        for item, homes in found[:priced]:
            self.homes[item] = homes
            self.ways[item] = sorted(
                {
                    tuple(homes.index(leaf) for leaf, _ in option.parts if leaf in homes)
                    for option in sheet.options[item]
                }
            )
            if all(len(way) == 1 for way in self.ways[item]):
                self.single.add(item)
            self.papers[item] = self._cost(sheet, item)
        return {leaf for _, homes in found for leaf in homes}

    def _cost(self, sheet: Sheet, item: int) -> int:
        return sheet.model.items[item].vouchers * UNIT if self.counted else 0

    def _plain(self, sheet: Sheet, leaf: int, limit: int) -> _Plain:
        if not self.counted:
            return _Plain([(0, sheet.cap[leaf])])
        stairs = [min(fen, sheet.cap[leaf]) for fen in shelf_in(sheet, leaf, limit).stairs]
        return _Plain(_corners(stairs))

    def _mixed(self, sheet: Sheet, leaf: int, groups: Groups) -> _Mixed:
        line, top = line_of(sheet.model.leaves[leaf]), sheet.cap[leaf] * FINE
        num, den = line.num * FINE, line.den
        own, shared = list[_Offered](), list[tuple[int, int, int]]()
        free = 0  # what items bring that cost nothing: one more or less of them is all the same
        for weight, _, item in (entry for _, some in groups for entry in some):
            brings = min(-(-weight * num // den), top)
            if item in self.homes:
                shared.append((brings, item, self.homes[item].index(leaf)))
            elif brings:
                cost = self._cost(sheet, item) // self._shares.get(item, 1)
                if cost:
                    own.append(((cost << RATE) // brings, brings, cost, -1, 0))
                else:
                    free += brings
        if free:
            own.append((0, min(free, top), 0, -1, 0))
        return _Mixed(top, line.extra, _needed(sorted(own), top), shared)


def _needed(own: Sequence[_Offered], top: int) -> list[_Offered]:
    """Return the cheapest items, as many as fill the leaf."""
    kept, brought = [], 0
    for one in own:
        if brought >= top:
            break
        kept.append(one)
        brought += one[1]
    return kept


def _bent(shelf: _Plain, price: int) -> tuple[int, int, int]:
    """Return what a leaf saves at best where a fen saves so much, what it is paid, its costs."""
    corners = shelf.corners
    vouchers, fen = corners[0]
    for further, more in corners[1:]:  # each brings less for a voucher than the one before
        if (further - vouchers) * UNIT >= (more - fen) * price:
            break
        vouchers, fen = further, more
    return vouchers * UNIT - price * fen, fen, vouchers * UNIT


def _cheapest(
    shelf: _Mixed, price: int, costs: Costs, taken: dict[int, list[int]]
) -> tuple[int, int, int]:
    """Return what a leaf saves where a fen saves so much, what it is paid then, its own costs.

    The dearest item that it still has room for sets a rate. With that rate for the room the
    items have nothing to do with each other: a bound whatever the rate is.
    """
    whole = (price << RATE) // FINE
    offers = shelf.own[: bisect_left(shelf.own, (whole,))]
    for brings, item, at in shelf.shared:
        cost = costs[item][at]
        one = (cost << RATE) // max(brings, 1)
        if one < whole:  # dearer ones save nothing
            offers.append((one, brings, cost, item, at))
    offers.sort()
    room = left = max(shelf.top - shelf.extra, 0)
    rate = whole
    own = 0
    used = list[tuple[int, int]]()
    for one, brings, cost, item, at in offers:
        if item >= 0:
            taken[item][at] = SHARE if brings <= left else left * SHARE // brings
        else:
            own += cost if brings <= left else cost * left // brings
        if brings > left:
            rate, left = one, 0
            break
        used.append((brings, cost))
        left -= brings
    spent = sum([min(0, (cost << RATE) - rate * brings) for brings, cost in used])
    spent -= (whole + 1 - rate) * room
    spent -= (whole + 1) * min(shelf.extra, shelf.top)
    return spent >> RATE, (shelf.top - left) // FINE, own


def _corners(stairs: Sequence[int]) -> list[tuple[int, int]]:
    """Return vouchers and money where a staircase's upper hull bends."""
    corners = [(0, stairs[0])]
    for vouchers, fen in enumerate(stairs):
        if fen > corners[-1][1]:
            while len(corners) > 1:
                (first, low), (last, high) = corners[-2:]
                if (high - low) * (vouchers - last) > (fen - high) * (last - first):
                    break
                corners.pop()
            corners.append((vouchers, fen))
    return corners
