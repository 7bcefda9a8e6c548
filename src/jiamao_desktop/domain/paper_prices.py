"""Prices for caps and vouchers: what they prove about the paper that a sum needs.

Give every cap a price between 0 and 1 for each fen that passes it, and every voucher a price in
fen. Then no answer with N vouchers brings more than: the prices of the caps, N times that of a
voucher, and for each item what its best way leaves over once all prices are paid. Whatever the
prices, that holds, and it is a plain sum over the items: so what a decision costs is known at
once. Prices are whole numbers of small units; every figure is rounded against the proof.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.allocation import UNUSED, Leaf, Ratio, Rounded, Tiers
from jiamao_desktop.domain.paper_sheet import Sheet
from jiamao_desktop.domain.price_finding import SHIFT, Column, Simplex

WHOLE = 1 << 20
"""The price at which a cap takes all."""
FINE = 1 << 16
"""Weights are reckoned in such parts of a fen."""
SHARES = (8, 64, 0)
"""Further prices of a voucher that are tried: an eighth of the best one, … and nothing."""
ROUNDS = 400
"""Rounds of looking for prices at most, and as many as there are caps."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices, and what they say.

    Attributes:
        voucher: The price of one.
        most: What is never passed, without what the vouchers add.
        losses: For each item what each option falls short of its best, then what not using it
            does.
    """

    voucher: int
    most: int
    losses: list[list[int]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight line over what a leaf can come to: a rate, and what roundings may add.

    Attributes:
        tier: What the number of items allows: with none, and for each; ``None``: anything.
    """

    num: int
    den: int
    extra: int
    tier: tuple[int, int] | None


@dataclass(slots=True)
class _State:
    """Prices that are being adjusted: of caps, of tiers by leaf, of a voucher."""

    caps: list[int]
    tiers: list[int]
    voucher: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """What is left of a question once some items are decided.

    Attributes:
        limit: The vouchers that may still be spent.
        voucher: The price of a voucher that is given instead of a limit, or ``None``.
        items: Those that are not decided.
        weights, counts: What the others bring into each leaf, before caps, and how many.
    """

    limit: int
    voucher: int | None
    items: Sequence[int]
    weights: Sequence[int]
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Offer:
    """Prices, and for each item that was not decided how much of it each option has."""

    prices: Prices
    parts: dict[int, dict[int, int]]


class Market:
    """A sheet as prices see it."""

    def __init__(self, sheet: Sheet, total: int) -> None:
        """Reckon what every option brings into every leaf before prices."""
        self._total = total * FINE
        self._caps = [(fen * FINE, leaves) for fen, leaves in sheet.caps]
        self._open = sheet.leaves
        self._lines = [_line(leaf) for leaf in sheet.model.leaves]
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
        self._tiered = [leaf for leaf in self._open if self._lines[leaf].tier]
        self._most = [max(fen, 1) * FINE for fen in sheet.cap]
        self._vouchers = [item.vouchers for item in sheet.model.items]
        self._items = [at for at, ways in enumerate(sheet.options) if ways]

    def offer(
        self,
        state: Sequence[int],
        limit: int,
        report: Callable[[], None],
        voucher: int | None = None,
    ) -> Offer:
        """Return prices that say much about answers in which some items are decided.

        Args:
            state: For each item the place of its option, ``UNUSED``, or less: not decided.
            limit: The vouchers that may still be spent.
            report: Called often; may raise to stop.
            voucher: The price that a voucher is to have; ``None``: any.
        """
        need = self._need(state, limit, voucher)
        rows, limits, scales = self._rows(need)
        sets = [self._columns(item, rows, scales, need) for item in need.items]
        activities = []
        for leaf in self._open:
            most = self._most[leaf] << SHIFT
            lost = tuple((row, -(most // scales[row])) for row in rows[leaf])
            activities.append((-(most // self._total), lost))
        simplex = Simplex(limits, sets, activities)
        found = simplex.run(ROUNDS + 4 * len(limits), report)
        prices = self._state(found.prices, scales, need)
        return Offer(self._said(prices), dict(zip(need.items, found.parts, strict=True)))

    def _need(self, state: Sequence[int], limit: int, voucher: int | None) -> _Need:
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
        return _Need(limit=limit, voucher=voucher, items=items, weights=weights, counts=counts)

    def _rows(self, need: _Need) -> tuple[dict[int, list[int]], list[int], list[int]]:
        """Return the rows that money of each leaf is in, what they allow, and their units.

        Caps come first, then the tiers of leaves, last the vouchers.
        """
        rows: dict[int, list[int]] = {leaf: [] for leaf in self._open}
        limits, scales = [], []
        for fen, leaves in self._caps:
            used = sum(min(need.weights[leaf], self._most[leaf]) for leaf in leaves)
            for leaf in leaves:
                rows[leaf].append(len(limits))
            limits.append((max(fen - used, 0) << SHIFT) // fen)
            scales.append(fen)
        for leaf in self._tiered:
            none, each = self._tier[leaf]
            most = self._most[leaf]
            room = none + each * need.counts[leaf] - min(need.weights[leaf], most)
            rows[leaf].append(len(limits))
            limits.append((max(room, 0) << SHIFT) // most)
            scales.append(most)
        scale = max(need.limit, 1)
        if need.voucher is None:
            limits.append((max(need.limit, 0) << SHIFT) // scale)
            scales.append(scale)
        return rows, limits, scales

    def _columns(
        self, item: int, rows: dict[int, list[int]], scales: Sequence[int], need: _Need
    ) -> list[Column]:
        """Return what each way of an item brings and takes."""
        first_tier = len(self._caps)
        columns: list[Column] = []
        for parts in self._options[item]:
            brings = 0
            takes: dict[int, int] = {}
            for leaf, weight in parts:
                if leaf not in rows:
                    continue
                brings += weight
                for row in rows[leaf]:
                    more = self._tier[leaf][1] if row >= first_tier else 0
                    takes[row] = takes.get(row, 0) + weight - more
            papers = self._vouchers[item]
            if need.voucher is not None:
                brings -= need.voucher * papers // WHOLE
            elif papers:
                takes[len(scales) - 1] = papers
            columns.append(
                (
                    (brings << SHIFT) // (self._total),
                    tuple((row, (one << SHIFT) // scales[row]) for row, one in takes.items()),
                )
            )
        return columns

    def _state(self, prices: Sequence[int], scales: Sequence[int], need: _Need) -> _State:
        """Return what was found in the units of proofs."""
        per = [
            (price * self._total * WHOLE // scale) >> SHIFT
            for price, scale in zip(prices, scales, strict=True)
        ]
        tiers = [0] * len(self._lines)
        first = len(self._caps)
        for at, leaf in enumerate(self._tiered, first):
            tiers[leaf] = per[at]
        return _State(per[:first], tiers, per[-1] if need.voucher is None else need.voucher)

    def _net(self, state: _State) -> list[int]:
        """Return what is left of a fen in each leaf once its caps are paid."""
        net = [0] * len(self._lines)
        for leaf in self._open:
            net[leaf] = WHOLE - state.tiers[leaf]
        for price, (_, leaves) in zip(state.caps, self._caps, strict=True):
            for leaf in leaves:
                net[leaf] -= price
        return [max(one, 0) for one in net]

    def _fixed(self, state: _State, net: Sequence[int]) -> int:
        """Return what does not depend on the items."""
        said = sum(price * fen for price, (fen, _) in zip(state.caps, self._caps, strict=True))
        said += sum(price * tier[0] for price, tier in zip(state.tiers, self._tier, strict=True))
        return said + sum(one * line.extra for one, line in zip(net, self._lines, strict=True))

    def _said(self, state: _State) -> Prices:
        """Return what prices say of every option."""
        net = self._net(state)
        most = self._fixed(state, net)
        losses: list[list[int]] = [[0]] * len(self._options)
        for item in self._items:
            cost = state.voucher * self._vouchers[item]
            left = [
                sum(
                    net[leaf] * weight + state.tiers[leaf] * self._tier[leaf][1]
                    for leaf, weight in parts
                )
                - cost
                for parts in self._options[item]
            ]
            top = max(0, *left)
            most += top
            losses[item] = [*(top - one for one in left), top]
        return Prices(state.voucher, most, losses)


def _line(leaf: Leaf) -> _Line:
    """Return a line that a leaf's gross is never above."""
    num = den = 1
    extra = Fraction(0)
    tier: tuple[Fraction, Fraction] | None = None
    for step in leaf.steps:
        match step:
            case Ratio():
                num, den = num * step.num, den * step.den
                extra *= Fraction(step.num, step.den)
                if tier is not None:
                    tier = tier[0] * step.num / step.den, tier[1] * step.num / step.den
            case Rounded() if step.half_up:
                extra += Fraction(step.unit, 2)
                if tier is not None:
                    tier = tier[0] + Fraction(step.unit, 2), tier[1]
            case Tiers() if tier is None:
                tier = Fraction(max(step.first - step.more, 0)), Fraction(step.more)
    ceiling = None if tier is None else (math.ceil(tier[0] * FINE), math.ceil(tier[1] * FINE))
    return _Line(num, den, math.ceil(extra * FINE), ceiling)
