"""Prices for caps and vouchers: what they prove about the paper that a sum needs.

Give every cap a price between 0 and 1 for each fen that passes it, and every voucher a price in
fen. Then no answer with N vouchers brings more than: the prices of the caps, N times that of a
voucher, and for each item what its best way leaves over once all prices are paid. Whatever the
prices, that holds, and it is a plain sum over the items: so what a decision costs is known at
once. Prices are whole numbers of small units; every figure is rounded against the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from jiamao_desktop.domain.allocating.paper_lines import FINE, Threshold, line_of
from jiamao_desktop.domain.allocating.paper_offer import Offer, Opening, Prices, State
from jiamao_desktop.domain.allocating.paper_rows import Need, Rows, crossed
from jiamao_desktop.domain.allocating.paper_sheet import Sheet
from jiamao_desktop.domain.allocating.price_finding import SHIFT, Column, Simplex
from jiamao_desktop.domain.allocation import UNUSED

WHOLE = 1 << 20
"""The price at which a cap takes all."""
SHARES = (8, 64, 0)
"""Further prices of a voucher that are tried: an eighth of the best one, … and nothing."""
SETS = 200
"""More items than these are priced in bundles."""
ROUNDS = 400
"""Rounds of looking for prices at most, and as many as there are caps."""


class Market:
    """A sheet as prices see it."""

    def __init__(self, sheet: Sheet, total: int) -> None:
        """Reckon what every option brings into every leaf before prices."""
        self._total = total * FINE
        self._open = sheet.leaves
        self._lines = [line_of(leaf) for leaf in sheet.model.leaves]
        self._options = [
            [
                [
                    (leaf, -(-weight * self._lines[leaf].num * FINE // self._lines[leaf].den))
                    for leaf, weight in way.parts
                ]
                for way in ways
            ]
            for ways in sheet.options
        ]
        self._tier = [line.tier or (0, 0) for line in self._lines]
        self._thresholds = sheet.thresholds
        self._caps = self._biting(sheet)
        self._crossed = crossed(self._caps)
        self._most = [max(fen, 1) * FINE for fen in sheet.cap]
        self._vouchers = [item.vouchers for item in sheet.model.items]
        self._items = [at for at, ways in enumerate(sheet.options) if ways]
        self._shapes = self._sorted(sheet)
        self._values: tuple[State, list[list[list[tuple[int, int]]]], list[list[int]]] | None = None

    def _biting(self, sheet: Sheet) -> list[tuple[int, tuple[int, ...]]]:
        """Return the caps that could be reached by what the items bring before caps."""
        most = [line.extra for line in self._lines]
        for ways in self._options:
            heaviest: dict[int, int] = {}
            for parts in ways:
                for leaf, weight in parts:
                    heaviest[leaf] = max(weight, heaviest.get(leaf, 0))
            for leaf, weight in heaviest.items():
                most[leaf] += weight
        caps = [(fen * FINE, leaves) for fen, leaves in sheet.caps]
        return [one for one in caps if sum(most[leaf] for leaf in one[1]) > one[0]]

    def _sorted(self, sheet: Sheet) -> list[list[int]]:
        """Return the items by the leaves and vouchers of their ways, those worth most first."""
        found: dict[object, list[int]] = {}
        for item in self._items:
            ways = sheet.options[item]
            shape = tuple(tuple(leaf for leaf, _ in way.parts) for way in ways)
            found.setdefault((shape, self._vouchers[item]), []).append(item)
        for items in found.values():
            items.sort(key=lambda item: (-max(way.worth for way in sheet.options[item]), item))
        return list(found.values())

    def offer(
        self,
        state: Sequence[int],
        opening: Sequence[Opening],
        limit: int,
        report: Callable[[], None],
        *,
        voucher: int | None = None,
        floors: Sequence[Threshold | None] | None = None,
    ) -> Offer:
        """Return prices that say much about answers in which some items are decided.

        Args:
            state: For each item the place of its option, ``UNUSED``, or less: not decided.
            opening: What is assumed of each leaf.
            limit: The vouchers that may still be spent.
            report: Called often; may raise to stop.
            voucher: The price that a voucher is to have; ``None``: any.
            floors: What each leaf needs if it is open; ``None``: what it is paid at all from.
        """
        need = self._need(state, opening, limit, voucher, floors or self._thresholds)
        rows = self._rows(need)
        bundles = self._bundles(need.items)
        sets = [self._bundle(items, rows, need) for items in bundles]
        activities = []
        for leaf, within in rows.money.items():
            most = self._most[leaf] << SHIFT
            lost = [(row, -(most // rows.scales[row])) for row in within]
            if leaf in rows.spills:
                lost.append((rows.spills[leaf], most // rows.scales[rows.spills[leaf]]))
            activities.append((-(most // self._total), tuple(lost)))
        simplex = Simplex(rows.limits, sets, activities)
        found = simplex.run(ROUNDS + 4 * len(rows.limits), report)
        prices = self._state(found.prices, rows, need)
        parts = {
            item: share for items, share in zip(bundles, found.parts, strict=True) for item in items
        }
        return Offer(self._said(prices, need, state), prices, found.work, parts)

    def losses(self, state: State, leaves: Collection[int]) -> int:
        """Return by how much less could be paid if some leaves were paid nothing.

        Args:
            state: Prices that were found where nothing is assumed of any leaf.
            leaves: Those that are paid nothing.
        """
        if self._values is None or self._values[0] is not state:
            self._values = state, *self._valued(state)
        _, values, by_leaf = self._values
        lost = sum(
            price * fen
            for price, (fen, within) in zip(state.caps, self._caps, strict=True)
            if price and all(leaf in leaves for leaf in within)
        )
        for item in {item for leaf in leaves for item in by_leaf[leaf]}:
            cost = state.voucher * self._vouchers[item]
            whole, rest = cost, cost
            for parts in values[item]:
                whole = max(whole, sum(one for _, one in parts))
                rest = max(rest, sum(one for leaf, one in parts if leaf not in leaves))
            lost += whole - rest
        return lost

    def _valued(self, state: State) -> tuple[list[list[list[tuple[int, int]]]], list[list[int]]]:
        """Return what each option leaves in each leaf, and the items of each leaf."""
        net = self._net(state, [Opening.ANY] * len(self._lines))
        by_leaf: list[list[int]] = [[] for _ in self._lines]
        values: list[list[list[tuple[int, int]]]] = [[]] * len(self._options)
        each = [price * tier[1] for price, tier in zip(state.tiers, self._tier, strict=True)]
        for item in self._items:
            values[item] = [
                [
                    (leaf, net[leaf] * min(weight, self._most[leaf]) + each[leaf])
                    for leaf, weight in parts
                ]
                for parts in self._options[item]
            ]
            for leaf in {leaf for parts in values[item] for leaf, _ in parts}:
                by_leaf[leaf].append(item)
        return values, by_leaf

    def _bundles(self, free: Sequence[int]) -> list[list[int]]:
        """Return items that are priced together: many that are alike, and not the largest."""
        if len(free) <= SETS:
            return [[item] for item in free]
        wanted = set(free)
        single = max(1, SETS // (2 * len(self._shapes)))
        bundles = []
        for shape in self._shapes:
            items = [item for item in shape if item in wanted]
            bundles += [[item] for item in items[:single]]
            at, size = single, 2
            while at < len(items):
                bundles.append(items[at : at + size])
                at, size = at + size, 2 * size
        return bundles

    def _bundle(self, items: Sequence[int], rows: Rows, need: Need) -> list[Column]:
        """Return what each way of a bundle brings and takes."""
        columns = self._columns(items[0], rows, need)
        for item in items[1:]:
            for at, (gain, taken) in enumerate(self._columns(item, rows, need)):
                together = dict(columns[at][1])
                for row, one in taken:
                    together[row] = together.get(row, 0) + one
                columns[at] = columns[at][0] + gain, tuple(together.items())
        return columns

    def _need(
        self,
        state: Sequence[int],
        opening: Sequence[Opening],
        limit: int,
        voucher: int | None,
        floors: Sequence[Threshold | None],
    ) -> Need:
        weights, counts = [0] * len(self._lines), [0] * len(self._lines)
        items = []
        for item in self._items:
            at = state[item]
            if at < UNUSED:
                items.append(item)
            elif at != UNUSED:
                for leaf, weight in self._options[item][at]:
                    weights[leaf] += weight
                    counts[leaf] += 1
        return Need(
            limit=limit,
            voucher=voucher,
            items=items,
            weights=weights,
            counts=counts,
            opening=opening,
            floors={
                leaf: self._floor(leaf, floors[leaf])
                for leaf in self._open
                if opening[leaf] is Opening.OPEN
            },
        )

    def _rows(self, need: Need) -> Rows:
        """Return the rows: caps, spills, tiers, thresholds of leaves that are to be open, vouchers.

        What comes to a leaf and is not paid spills, so that it weighs on no cap. Where caps cross,
        more might seem to spill than comes, which would make room in several caps at once.
        """
        rows = Rows(money={leaf: [] for leaf in self._live(need.opening)})
        passing = {leaf: min(need.weights[leaf], self._most[leaf]) for leaf in rows.money}
        for fen, leaves in self._caps:
            used = sum(passing.get(leaf, 0) for leaf in leaves)
            at = rows.add(fen - used, fen)
            for leaf in leaves:
                if leaf in rows.money:
                    rows.money[leaf].append(at)
        for leaf in rows.money:
            if leaf in self._crossed:
                rows.spills[leaf] = rows.add(passing[leaf], self._most[leaf])
            if self._lines[leaf].tier is not None:
                none, each = self._tier[leaf]
                room = none + each * need.counts[leaf] - passing[leaf]
                rows.tiers[leaf] = rows.add(room, self._most[leaf])
                rows.money[leaf].append(rows.tiers[leaf])
            if leaf in need.floors:
                weight, items = need.floors[leaf]
                rows.weights[leaf] = rows.add(-need.missing(leaf), max(weight, 1))
                rows.items[leaf] = rows.add(min(need.counts[leaf] - items, 0), max(items, 1))
        if need.voucher is None:
            rows.add(max(need.limit, 0), max(need.limit, 1))
        return rows

    def _live(self, opening: Sequence[Opening]) -> list[int]:
        return [leaf for leaf in self._open if opening[leaf] is not Opening.CLOSED]

    def _floor(self, leaf: int, threshold: Threshold | None) -> tuple[int, int]:
        """Return the weight, as it counts before prices, and the items that a leaf needs."""
        if threshold is None:
            return 0, 0
        line = self._lines[leaf]
        return threshold.weight * line.num * FINE // line.den, threshold.items

    def _columns(self, item: int, rows: Rows, need: Need) -> list[Column]:
        """Return what each way of an item brings and takes."""
        columns: list[Column] = []
        papers = self._vouchers[item]
        for parts in self._options[item]:
            brings = 0
            takes: dict[int, int] = {}
            for leaf, weight in parts:
                if leaf in rows.money:
                    passing = min(weight, self._most[leaf])
                    brings += passing
                    for row in rows.money[leaf]:
                        takes[row] = takes.get(row, 0) + passing
                    if leaf in rows.spills:
                        takes[rows.spills[leaf]] = -passing
                    if leaf in rows.tiers:
                        takes[rows.tiers[leaf]] -= self._tier[leaf][1]
                    if leaf in rows.weights:
                        takes[rows.weights[leaf]] = -min(weight, need.missing(leaf))
                        takes[rows.items[leaf]] = -1
            if need.voucher is not None:
                brings -= need.voucher * papers // WHOLE
            elif papers:
                takes[len(rows.limits) - 1] = papers
            scaled = tuple((row, (one << SHIFT) // rows.scales[row]) for row, one in takes.items())
            columns.append(((brings << SHIFT) // self._total, scaled))
        return columns

    def _state(self, prices: Sequence[int], rows: Rows, need: Need) -> State:
        """Return what was found in the units of proofs."""
        per = [
            (price * self._total * WHOLE // scale) >> SHIFT
            for price, scale in zip(prices, rows.scales, strict=True)
        ]
        count = range(len(self._lines))
        return State(
            caps=per[: len(self._caps)],
            tiers=[per[rows.tiers[leaf]] if leaf in rows.tiers else 0 for leaf in count],
            weights=[per[rows.weights[leaf]] if leaf in rows.weights else 0 for leaf in count],
            items=[per[rows.items[leaf]] if leaf in rows.items else 0 for leaf in count],
            voucher=per[-1] if need.voucher is None else need.voucher,
        )

    def _net(self, state: State, opening: Sequence[Opening]) -> list[int]:
        """Return what is left of a fen in each leaf once its caps are paid."""
        net = [0] * len(self._lines)
        for leaf in self._live(opening):
            net[leaf] = WHOLE - state.tiers[leaf]
        for price, (_, leaves) in zip(state.caps, self._caps, strict=True):
            for leaf in leaves:
                net[leaf] -= price
        return [max(one, 0) for one in net]

    def _said(self, state: State, need: Need, decided: Sequence[int]) -> Prices:
        """Return what prices say of every option."""
        net = self._net(state, need.opening)
        most = sum(price * fen for price, (fen, _) in zip(state.caps, self._caps, strict=True))
        each = list(state.items)
        for leaf in self._open:
            most += state.tiers[leaf] * self._tier[leaf][0] + net[leaf] * self._lines[leaf].extra
            each[leaf] += state.tiers[leaf] * self._tier[leaf][1]
        helps = dict[int, int]()
        for leaf, (weight, items) in need.floors.items():
            most -= state.weights[leaf] * weight + state.items[leaf] * items
            helps[leaf] = need.missing(leaf)
        losses: list[list[int]] = [[0]] * len(self._options)
        for item in self._items:
            cost = state.voucher * self._vouchers[item]
            limits = helps if decided[item] < UNUSED else {}
            left = [
                sum(
                    net[leaf] * min(weight, self._most[leaf])
                    + state.weights[leaf] * min(weight, limits.get(leaf, weight))
                    + each[leaf]
                    for leaf, weight in parts
                )
                - cost
                for parts in self._options[item]
            ]
            top = max(0, *left)
            most += top
            losses[item] = [*(top - one for one in left), top]
        return Prices(state.voucher, most, losses)
