"""Prices that bind claims and vouchers, found by a linear program over what claims could do.

Of every claim only a few ways to be filled are known at first; at the prices that follow from
these, each claim says which way would save most, and those are taken in, until no claim knows
better. Every bound on the way holds by itself, however good the prices are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from jiamao_desktop.domain.allocating.paper_linked import SHARE, UNIT, Linked, Said, Toll
from jiamao_desktop.domain.allocating.price_finding import (
    NOTHING,
    ONE,
    SHIFT,
    Column,
    Simplex,
)

PIVOTS = 400
"""So many changes are made before the claims are asked again."""
ROUNDS = 80
"""So often claims are asked at most."""
STALLED = 15
"""After so many rounds that did not raise the bound it is as good as it gets."""
JUMPING = 3
"""After so many such rounds prices are taken half way between the best ones and the new ones."""
WORK = 3_000
"""After so many steps what was found has to do."""
LOOKED = 500
"""So many rows and columns are looked at in a step."""
APART = ONE >> 20
"""Rows that would be equal are kept so far apart, lest the program go in circles."""
RECENT = 6
"""So many of the last ways of a claim are kept in mind."""
FINE, DEARER, PAID = ONE << 12, 5, 5
"""What it costs at first to bring nothing: mostly much more than a fen is worth. The last fen of a
sum whose caps are nearly full may be worth more: where it is paid for so many rounds on end, it is
raised by so many powers of two, once."""
NEAR = UNIT >> 10
"""Bounds that grow by less than this are as good as they get."""


_Filled = list[tuple[int, int, list[tuple[int, int, int]] | None]]
"""For each leaf of a claim its own costs, what it is paid, and the contested items in it."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the best prices say.

    Attributes:
        units: What any answer takes at least, in units.
        size: The claims that it may have.
        toll: The prices.
        said: What the prices say of every claim.
        fee: What is added for each claim.
        must, free: Claims that are open anyway, and those that may be.
        used: For each claim how much of it the linear program opens.
    """

    units: int
    size: int
    toll: Toll
    said: Said
    fee: int
    must: Sequence[int]
    free: Sequence[int]
    used: dict[int, int]

    @property
    def least(self) -> int:
        """Return what any answer takes at least, as nothing is taken in part."""
        return -(-self.units // UNIT)

    def settled(self, limit: int) -> tuple[list[int], list[int]]:
        """Return the claims that every answer within a limit opens, and those that none opens."""
        left = max(self.size - len(self.must), 0)
        order = sorted((self.said.saved[at] + self.fee, at) for at in self.free)
        last = min(order[left - 1][0], 0) if 0 < left <= len(order) else 0
        spare = min(order[left][0], 0) if left < len(order) else 0
        room = limit * UNIT - self.units
        opened, shut = [], []
        for place, (one, at) in enumerate(order):
            if place < left and one < 0:
                if spare - one > room:
                    opened.append(at)
            elif not left or one - last > room:
                shut.append(at)
        return sorted(opened), sorted(shut)


class _Program(Simplex):
    """The linear program; of every set only a few ways are looked at."""

    def worth(self, limits: Sequence[int]) -> int:
        """Return what prices make of limits and sets: the profit, once nothing can be improved."""
        whole = sum(price * limit for price, limit in zip(self._prices, limits, strict=True))
        return (whole >> SHIFT) + sum(
            self._worth(self._sets[at][key]) for at, key in enumerate(self._keys) if key != NOTHING
        )

    def taken(self, at: int) -> list[int]:
        """Return the ways of a set that the basis holds, and its key."""
        return [self._keys[at], *(way for kind, way in self._basis if kind == at)]


class Tolls:
    """Prices for answers in at most so many claims, of which some are settled.

    Attributes:
        work: How much was reckoned, in steps of some 100 microseconds.
    """

    def __init__(
        self,
        linked: Linked,
        size: int,
        expected: int,
        *,
        must: Collection[int] = (),
        shut: Collection[int] = (),
        known: Mapping[int, Sequence[Column]] = MappingProxyType({}),
    ) -> None:
        """Lay out the rows: what is missing, shared caps, claims, items wanted twice.

        Args:
            linked: The question.
            size: How many claims may be open.
            expected: About so much will be taken; figures are reckoned in parts of it.
            must: Places of claims that are open.
            shut: Places of claims that are not.
            known: For each claim ways that are worth a look.
        """
        self.work = 0
        self.known: dict[int, list[Column]] = {}
        self._linked = linked
        self._size = size
        self._expected = max(expected, 1)
        self._must = sorted(must)
        settled = {*must, *shut}
        self._free = [at for at in range(len(linked.names)) if at not in settled]
        self._fee = 0 if linked.counted else UNIT
        self._limits = [-ONE, *(ONE for _ in linked.caps), max(size - len(self._must), 0) * ONE]
        self._rows: dict[int, list[int]] = {}
        self._sets: list[list[Column]] = [[] for _ in linked.names]
        self._before: dict[int, tuple[_Filled, Column]] = {}
        self._one = ((1 + len(linked.caps), ONE),)
        for at in (*self._must, *self._free):
            self._sets[at] += [self._counted(at, column) for column in known.get(at, ())]
        for item, homes in linked.homes.items():
            self._add(item, homes)

    def _kept(self, program: _Program) -> None:
        """Keep for each claim the ways that the linear program takes, and the last one."""
        fee = self._scaled(self._fee)
        self.known = {}
        for at in (*self._must, *self._free):
            ways = self._sets[at]
            kept = [ways[way] for way in sorted({*program.taken(at), len(ways) - 1} - {NOTHING})]
            if at not in self._must:
                kept = [(gain + fee, rows[1:]) for gain, rows in kept]
            if kept:
                self.known[at] = kept

    def _counted(self, at: int, column: Column) -> Column:
        """Return a way that also takes one of the claims, if that is not settled."""
        gain, rows = column
        if at in self._must:
            return column
        return gain - self._scaled(self._fee), self._one + rows

    def _add(self, item: int, homes: Sequence[int]) -> None:
        """Give a contested item its rows: one, or one for each leaf where ways take several."""
        ways, rows = self._linked.ways[item], len(self._limits)
        if item in self._linked.single:
            self._rows[item] = [rows] * len(homes)
            self._limits.append(ONE)
            return
        self._rows[item] = [rows + at for at in range(len(homes))]
        self._limits += [APART * (1 + (7 * at + 3 * item) % 11) for at in range(len(homes))]
        profit = -self._scaled(self._linked.papers[item])
        self._sets.append([(profit, tuple((rows + at, -ONE) for at in way)) for way in ways])

    def best(self, target: int, report: Callable[[], None], first: Toll | None = None) -> Bound:
        """Return the best bound that was found, or the first that meets the target.

        Args:
            target: More than that is not asked for.
            report: Called often; may raise to stop.
            first: Prices to begin with.
        """
        linked = self._linked
        program = _Program(self._limits, self._sets, [], FINE)
        fixed = [
            (at, way)
            for at in range(len(linked.names), len(self._sets))
            for way in range(len(self._sets[at]))
        ]
        best = here = self.bound(self._begun(first))
        since, ways, paid, fine = 0, 0, 0, FINE
        for _ in range(ROUNDS):
            if best.least >= target or self.work > WORK or since > STALLED:
                break
            since += 1
            if paid > PAID and fine == FINE:
                fine, since = FINE << DEARER, 0
                program = _Program(self._limits, self._sets, [], fine)
            report()
            live = fixed + self._filled(here)
            found = program.run(PIVOTS, report, live)
            used = {at: sum(found.parts[at].values()) for at in self._free if found.parts[at]}
            toll = self._toll(found.prices)
            paid = paid + 1 if found.prices[0] >= fine else 0
            known, ways = ways, sum(map(len, self._sets))
            if since > JUMPING and ways > known:
                toll = _between(toll, best.toll)
            here = self.bound(toll, used)
            self.work += 1 + found.rounds * self._looked(len(live)) // LOOKED
            if here.units > best.units:
                best, since = here, 0
            most = -program.worth(self._limits) * self._expected * UNIT >> SHIFT
            if most + self._fee * len(self._must) - best.units < NEAR:
                if not (paid and linked.homes) or fine > FINE:
                    break  # without prices of contested items more is not worth the time
                paid = PAID + 1
        self._kept(program)
        return best

    def _looked(self, live: int) -> int:
        """Return how much is looked at in a round of the linear program."""
        rows = len(self._limits)
        return live + 2 * len(self._sets) + 4 * rows + rows * rows // 100

    def _begun(self, first: Toll | None) -> Toll:
        """Return prices to begin with: every fen takes its share of what is expected.

        Args:
            first: What is known; it may say nothing of contested items.
        """
        linked = self._linked
        if first is not None and len(first.costs) == len(linked.homes):
            return first
        costs = {}
        for item, homes in linked.homes.items():
            together = max(len(way) for way in linked.ways[item])
            costs[item] = [linked.papers[item] // together] * len(homes)
        if first is not None:
            return Toll(first.missing, first.caps, costs)
        return Toll(self._expected * UNIT // linked.total, (0,) * len(linked.caps), costs)

    def bound(self, toll: Toll, used: dict[int, int] | None = None) -> Bound:
        """Return what prices say of answers in so many claims.

        Args:
            toll: The prices.
            used: How much of each claim a linear program opens.
        """
        said = self._linked.said(toll)
        self.work += 1 + self._linked.entries // 100
        left = max(self._size - len(self._must), 0)
        units = said.base + sum(said.saved[at] + self._fee for at in self._must)
        order = sorted(said.saved[at] + self._fee for at in self._free)
        units += sum(min(one, 0) for one in order[:left])
        return Bound(units, self._size, toll, said, self._fee, self._must, self._free, used or {})

    def _scaled(self, units: int) -> int:
        return (units << SHIFT) // (self._expected * UNIT)

    def _toll(self, prices: Sequence[int]) -> Toll:
        """Return what a program's prices are in the units of bounds."""
        linked = self._linked
        whole = self._expected * UNIT
        costs = {}
        for item, rows in self._rows.items():
            base = linked.papers[item] if item in linked.single else 0
            costs[item] = [base + (prices[row] * whole >> SHIFT) for row in rows]
        return Toll(
            (prices[0] * whole // linked.total) >> SHIFT,
            tuple(
                (price * whole // max(fen, 1)) >> SHIFT
                for price, (fen, _) in zip(prices[1:], linked.caps, strict=False)
            ),
            costs,
        )

    def _filled(self, here: Bound) -> list[tuple[int, int]]:
        """Return the ways to look at, those included that claims name at these prices."""
        live = list[tuple[int, int]]()
        taking = self._taking(here.said)
        for at in (*self._must, *self._free):
            if here.said.saved[at]:
                ways = self._sets[at]
                column = self._known_column(at, here.said, taking)
                if column not in ways[-RECENT:]:
                    ways.append(column)
                live += [(at, way) for way in range(max(0, len(ways) - RECENT), len(ways))]
        return live

    def _taking(self, said: Said) -> dict[int, list[tuple[int, int, int]]]:
        """Return for each leaf the contested items that it takes, their places and parts."""
        taking: dict[int, list[tuple[int, int, int]]] = {}
        for item, parts in said.taken.items():
            for at, part in enumerate(parts):
                if part:
                    taking.setdefault(self._linked.homes[item][at], []).append((item, at, part))
        return taking

    def _known_column(
        self, at: int, said: Said, taking: dict[int, list[tuple[int, int, int]]]
    ) -> Column:
        """Return what a claim takes and brings; mostly it is filled as it was before."""
        filled = [
            (said.own[leaf], said.paid[leaf], taking.get(leaf)) for leaf in self._linked.leaves[at]
        ]
        before = self._before.get(at)
        if before is None or before[0] != filled:
            before = self._before[at] = filled, self._column(at, said, taking)
        return before[1]

    def _column(self, at: int, said: Said, taking: dict[int, list[tuple[int, int, int]]]) -> Column:
        """Return what a claim takes and brings as it would be filled."""
        linked = self._linked
        cost = paid = 0
        inside, taken = dict[int, int](), dict[int, int]()
        for leaf in linked.leaves[at]:
            cost += said.own[leaf]
            paid += said.paid[leaf]
            for room in linked.around[leaf]:
                inside[room] = inside.get(room, 0) + said.paid[leaf]
            for item, place, part in taking.get(leaf, ()):
                row = self._rows[item][place]
                taken[row] = taken.get(row, 0) + part * (ONE // SHARE)
                if item in linked.single:
                    cost += linked.papers[item] * part // SHARE
        rows = [(0, -((paid << SHIFT) // linked.total))]
        rows += [
            (1 + room, (fen << SHIFT) // max(linked.caps[room][0], 1))
            for room, fen in inside.items()
        ]
        return self._counted(at, (-self._scaled(cost), (*rows, *taken.items())))


def _between(one: Toll, other: Toll) -> Toll:
    """Return prices half way between others: these jump less from round to round."""
    return Toll(
        (one.missing + other.missing) // 2,
        tuple([(a + b) // 2 for a, b in zip(one.caps, other.caps, strict=True)]),
        {
            item: [(a + b) // 2 for a, b in zip(costs, other.costs[item], strict=True)]
            for item, costs in one.costs.items()
        },
    )
