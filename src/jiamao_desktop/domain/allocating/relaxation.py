"""A core as a linear program: kinds of items may be split, steps are straight lines.

Everything a search decides (an item put into a mode, a leaf opened or shut) changes limits only,
so one program serves a whole search, and each answer begins where the last one ended.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocating.contest import Core, Kind
from jiamao_desktop.domain.allocating.fixed_point import ONE, POINT, Program
from jiamao_desktop.domain.allocating.pieces import Line, lines, threshold
from jiamao_desktop.domain.allocating.prices import SHIFT, Prices, Scarce, Status
from jiamao_desktop.domain.allocating.steps_left import StepsLeft

GROUPS = 128
"""With more kinds than these, kinds that hardly differ share their variables."""


PIVOT = 40
"""Rows and variables that one step works on, of a pivot."""
GRACE = 20_000
"""Steps that a program may overdraw, so that a first answer is a good one."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a search has decided so far.

    Attributes:
        weights, counts: What is in each leaf.
        shares: How much of each group of kinds is still free, in fixed point.
        statuses: What is assumed of each leaf.
    """

    weights: Sequence[int]
    counts: Sequence[int]
    shares: Sequence[int]
    statuses: Sequence[Status]


@dataclass(frozen=True, slots=True)
class Slope:
    """A line over what a leaf can come to, in whole parts of a fen.

    Attributes:
        weight, count, fen: For each unit of weight, for each item, and besides.
        parts: So many are a fen.
    """

    weight: int
    count: int
    fen: int
    parts: int

    @classmethod
    def of(cls, line: Line) -> Slope:
        """Return a line in the least parts in which it is whole."""
        parts = math.lcm(line.weight.denominator, line.count.denominator, line.fen.denominator)
        return cls(int(line.weight * parts), int(line.count * parts), int(line.fen * parts), parts)

    def at(self, weight: int, count: int, up: int, more: int = 0) -> int:
        """Return what it comes to in fixed point, with some parts more."""
        return ((self.weight * weight + self.count * count + more) << up) // self.parts


class Relaxation:
    """The program of one core.

    Attributes:
        scarce: What the prices are for.
        group_of: For each kind, its group.
    """

    def __init__(self, core: Core, steps: StepsLeft) -> None:
        """Set the program up.

        Args:
            core: What is contested.
            steps: What solving costs is spent of these.
        """
        self._core = core
        places = range(len(core.leaves))
        weights, counts = list(core.weights), list(core.counts)
        for kind in core.kinds:
            size = sum(kind.sizes)
            for leaf in {leaf for mode in kind.modes for leaf, _ in mode}:
                heaviest = max(w for mode in kind.modes for at, w in mode if at == leaf)
                weights[leaf] += size * heaviest
                counts[leaf] += len(kind.sizes)
        self.scarce = Scarce(
            rooms=core.rooms,
            most=core.most,
            lines=[lines(leaf) for leaf in core.leaves],
            thresholds=[
                threshold(
                    core.leaves[at], (core.weights[at], weights[at]), (core.counts[at], counts[at])
                )
                for at in places
            ],
        )
        self._heaviest = weights
        self.group_of = _groups(core.kinds)
        self._totals = [0] * (max(self.group_of) + 1)
        for kind, group in zip(core.kinds, self.group_of, strict=True):
            self._totals[group] += sum(kind.sizes) * bulk(kind)
        self._money = max(*core.most, *(room.fen for room in core.rooms), 1).bit_length()
        self._weight = max(*weights, 1).bit_length()
        self._count = max(*counts, 1).bit_length()
        self._line_rows = [(at, Slope.of(line)) for at in places for line in self.scarce.lines[at]]
        needs = self.scarce.thresholds
        self._least_rows = [at for at in places if needs[at].fen]
        self._weight_rows = [at for at in places if needs[at].weight]
        self._count_rows = [at for at in places if needs[at].count]
        self._first: list[int] = []
        self._steps = steps
        self._program = self._built()

    def share(self, kind: int, size: int) -> int:
        """Return the part of its group that an item is, in fixed point."""
        total = self._totals[self.group_of[kind]]
        return (size * bulk(self._core.kinds[kind]) << POINT) // total

    def start(self) -> Held:
        """Return what is held before anything is decided."""
        core = self._core
        return Held(
            weights=core.weights,
            counts=core.counts,
            shares=[ONE] * len(self._totals),
            statuses=(Status.ANY,) * len(core.leaves),
        )

    def solve(self, held: Held) -> tuple[Prices, Prices | None]:
        """Return good prices; and, if what is held cannot be, prices that show it."""
        ray = self._program.solve(self._limits(held))
        return self._prices(self._program.prices()), self._prices(ray) if ray else None

    def _ticked(self) -> bool:
        self._steps.spend(1 + self._program.size // PIVOT)
        return self._steps.left > -GRACE

    def shares(self) -> list[list[int]]:
        """Return for each group how it is split among its modes, in fixed point."""
        amounts = self._program.amounts()
        return [[amounts[column] for column in columns] for columns in self._columns]

    def leaves(self) -> list[int]:
        """Return what each leaf is paid in the last solution, in fen, rounded down."""
        amounts = self._program.amounts()
        return [amounts[at] >> (POINT - self._money) for at in range(len(self._core.leaves))]

    def filled(self, held: Held) -> tuple[list[int], list[int]]:
        """Return what is in each leaf in the last solution: weight and items, rounded down."""
        amounts = self._program.amounts()
        weights, counts = list(held.weights), list(held.counts)
        for columns, modes in zip(self._columns, self._mixes, strict=True):
            for column, mix in zip(columns, modes, strict=True):
                for leaf, (weight, count) in mix.items():
                    weights[leaf] += amounts[column] * weight >> POINT
                    counts[leaf] += amounts[column] * count >> POINT
        return weights, counts

    def _built(self) -> Program:
        core = self._core
        self._mixes = self._mixed()
        self._columns: list[list[int]] = []
        width = len(core.leaves)
        for mixes in self._mixes:
            self._columns.append(list(range(width, width + len(mixes))))
            width += len(mixes)
        takers: list[list[tuple[int, int, int]]] = [[] for _ in core.leaves]
        for columns, mixes in zip(self._columns, self._mixes, strict=True):
            for column, mix in zip(columns, mixes, strict=True):
                for leaf, (weight, count) in mix.items():
                    takers[leaf].append((column, weight, count))
        rows = [dict.fromkeys(columns, ONE) for columns in self._columns]
        self._first.append(len(rows))
        for leaf, slope in self._line_rows:
            row = {leaf: ONE}
            for column, weight, count in takers[leaf]:
                row[column] = -slope.at(weight, count, POINT - self._money)
            rows.append(row)
        self._first.append(len(rows))
        rows += [{leaf: ONE} for leaf in range(len(core.leaves))]
        self._first.append(len(rows))
        rows += [dict.fromkeys(room.leaves, ONE) for room in core.rooms]
        self._first.append(len(rows))
        rows += [{leaf: -ONE} for leaf in self._least_rows]
        self._first.append(len(rows))
        for leaf in self._weight_rows:
            rows.append({at: -(one << POINT >> self._weight) for at, one, _ in takers[leaf]})
        self._first.append(len(rows))
        for leaf in self._count_rows:
            rows.append({at: -(one << POINT >> self._count) for at, _, one in takers[leaf]})
        gains = [ONE] * len(core.leaves) + [0] * (width - len(core.leaves))
        return Program(rows, gains, self._ticked)

    def _mixed(self) -> list[list[dict[int, tuple[int, int]]]]:
        """Return for each group and mode: what it would bring to each leaf, weight and items."""
        found: list[list[dict[int, tuple[int, int]]]] = [[] for _ in self._totals]
        for kind, group in zip(self._core.kinds, self.group_of, strict=True):
            mixes = found[group]
            mixes += [{} for _ in kind.modes[len(mixes) :]]
            size, count = sum(kind.sizes), len(kind.sizes)
            for mix, mode in zip(mixes, kind.modes, strict=True):
                for leaf, weight in mode:
                    before = mix.get(leaf, (0, 0))
                    mix[leaf] = before[0] + weight * size, before[1] + count
        return found

    def _fen(self, amount: int) -> int:
        return amount << (POINT - self._money)

    def _limits(self, held: Held) -> list[int]:
        shut = [status is Status.SHUT for status in held.statuses]
        opened = [status is Status.OPEN for status in held.statuses]
        needs = self.scarce.thresholds
        found = list(held.shares)
        up = POINT - self._money
        found += [
            slope.at(held.weights[leaf], held.counts[leaf], up, slope.fen)
            for leaf, slope in self._line_rows
        ]
        found += [
            0 if closed else self._fen(most)
            for closed, most in zip(shut, self._core.most, strict=True)
        ]
        found += [self._fen(room.fen) for room in self._core.rooms]
        found += [-self._fen(needs[leaf].fen) if opened[leaf] else 0 for leaf in self._least_rows]
        found += [
            (held.weights[leaf] - (needs[leaf].weight if opened[leaf] else 0) << POINT)
            >> self._weight
            for leaf in self._weight_rows
        ]
        found += [
            (held.counts[leaf] - (needs[leaf].count if opened[leaf] else 0) << POINT) >> self._count
            for leaf in self._count_rows
        ]
        return found

    def _prices(self, rows: Sequence[int]) -> Prices:
        down = POINT - SHIFT
        groups, most, rooms, least, weight, count = self._first
        by_leaf: list[list[int]] = [[] for _ in self._core.leaves]
        for at, (leaf, _) in enumerate(self._line_rows):
            by_leaf[leaf].append(rows[groups + at] >> down)
        nothing = [0] * len(self._core.leaves)
        found = []
        for first, leaves, up in (
            (least, self._least_rows, 0),
            (weight, self._weight_rows, self._money - self._weight),
            (count, self._count_rows, self._money - self._count),
        ):
            prices = list(nothing)
            for at, leaf in enumerate(leaves):
                price = rows[first + at]
                prices[leaf] = (price << up if up > 0 else price >> -up) >> down
            found.append(tuple(prices))
        return Prices(
            rooms=tuple(price >> down for price in rows[rooms:least]),
            most=tuple(price >> down for price in rows[most:rooms]),
            lines=tuple(tuple(prices) for prices in by_leaf),
            least=found[0],
            weight=found[1],
            count=found[2],
        )


def bulk(kind: Kind) -> int:
    """Return what an item of size 1 weighs in all its modes together."""
    return sum(weight for mode in kind.modes for _, weight in mode)


def _groups(kinds: Sequence[Kind]) -> list[int]:
    """Return for each kind its group: itself, or with many kinds all of nearly its ratios."""
    found = list(range(len(kinds)))
    for digits in (3, 2, 1, 0):
        if len(set(found)) <= GROUPS:
            break
        first: dict[object, int] = {}
        found = [first.setdefault(_rough(kind, digits), len(first)) for kind in kinds]
    return found


def _rough(kind: Kind, digits: int) -> object:
    """Return the leaves of a kind, with the first binary digits of what weighs what."""
    base = kind.modes[0][0][1]
    found = []
    for mode in kind.modes:
        for leaf, weight in mode:
            ratio = (weight << 32) // base
            found.append((leaf, ratio >> max(ratio.bit_length() - digits, 0), ratio.bit_length()))
        found.append((-1, 0, 0))
    return tuple(found) if digits else tuple(leaf for leaf, _, _ in found)
