"""Prices by a simplex method in fixed-point whole numbers: hints for bounds, never a proof.

The problem: a profit as high as possible; of each set of ways at most one way is taken (or parts
of several, one together), further activities are free, and every row has a limit. Since each set
is its own simple row, only a basis of as many columns as there are limits is kept (generalised
upper bounds); of every set one way, its *key*, stands outside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul

SHIFT = 96
ONE = 1 << SHIFT
TINY = 1 << (SHIFT - 36)
FINE_FOR_LESS = 4 * ONE
"""What it costs to fall short of a row that demands something."""
NOTHING = -1
"""The way of a set that takes nothing."""
ROUNDS_WORK = 600
"""So many entries are looked at in a step."""
LIMIT_OF = -1
ACTIVITY = -2

Column = tuple[int, tuple[tuple[int, int], ...]]
"""Profit, and rows with what is taken of them; all in units of ``ONE``."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        prices: What one unit of each limit is worth.
        work: How much was reckoned, in steps of some 100 microseconds.
        parts: For each set the parts of its ways that are taken, where any is.
    """

    prices: list[int]
    work: int
    parts: list[dict[int, int]]


class Simplex:
    """The method on one problem."""

    def __init__(
        self,
        limits: Sequence[int],
        sets: Sequence[Sequence[Column]],
        activities: Sequence[Column],
        fine: int = FINE_FOR_LESS,
    ) -> None:
        """Start where nothing is taken.

        Args:
            limits: Of each row; one below nothing is met at a high price at first.
            sets: Ways of which one is taken at most.
            activities: What is taken freely.
            fine: That high price.
        """
        count = len(limits)
        self._sets = sets
        short = [row for row, limit in enumerate(limits) if limit < 0]
        self._activities = [*activities, *((-fine, ((row, -ONE),)) for row in short)]
        self._inverse = [
            [ONE if one == other else 0 for other in range(count)] for one in range(count)
        ]
        self._basis = [(LIMIT_OF, row) for row in range(count)]
        self._values = list(limits)
        self._gains = [0] * count
        self._keys = [NOTHING] * len(sets)
        self._left = [ONE] * len(sets)  # what the key has of its set
        for at, row in enumerate(short, len(activities)):
            self._inverse[row][row] = -ONE
            self._basis[row] = (ACTIVITY, at)
            self._values[row] = -limits[row]
            self._gains[row] = -fine
        self._prices = [0] * count
        self._stuck = False

    def run(self, rounds: int, report: Callable[[], None]) -> Found:
        """Improve it as long as that is possible, for so many rounds at most."""
        done = 0
        for _ in range(rounds):
            done += 1
            report()
            self._reprice()
            entering = self._entering()
            if entering is None or self._stuck:
                break
            self._enter(entering)
        parts: list[dict[int, int]] = [{} for _ in self._sets]
        for at, key in enumerate(self._keys):
            if key != NOTHING:
                parts[at][key] = self._left[at]
        for (kind, way), value in zip(self._basis, self._values, strict=True):
            if kind >= 0 and way != NOTHING:
                parts[kind][way] = value
        columns = sum(len(ways) for ways in self._sets)
        work = done * (len(self._basis) ** 2 + columns) // ROUNDS_WORK
        return Found([max(one, 0) for one in self._prices], work, parts)

    def _reprice(self) -> None:
        rows = [row for gain, row in zip(self._gains, self._inverse, strict=True) if gain]
        gains = [gain for gain in self._gains if gain]
        if rows:
            columns = zip(*rows, strict=True)
            self._prices = [sum(map(mul, gains, column)) >> SHIFT for column in columns]
        else:
            self._prices = [0] * len(self._basis)

    def _worth(self, column: Column) -> int:
        """Return the profit that is left once prices are paid."""
        prices = self._prices
        cost = 0
        for row, one in column[1]:
            cost += prices[row] * one
        return column[0] - (cost >> SHIFT)

    def _entering(self) -> tuple[int, int] | None:
        """Return what would bring most for each unit of it, or ``None``: nothing would."""
        best, found = TINY, None
        for row, price in enumerate(self._prices):
            if -price > best:
                best, found = -price, (LIMIT_OF, row)
        for at, column in enumerate(self._activities):
            worth = self._worth(column)
            if worth > best:
                best, found = worth, (ACTIVITY, at)
        for at, ways in enumerate(self._sets):
            key = self._keys[at]
            base = 0 if key == NOTHING else self._worth(ways[key])
            if -base > best:
                best, found = -base, (at, NOTHING)
            for way, column in enumerate(ways):
                worth = self._worth(column) - base
                if worth > best:
                    best, found = worth, (at, way)
        return found

    def _column(self, one: tuple[int, int]) -> tuple[int, dict[int, int]]:
        """Return profit and rows of a column, those of its set's key taken off."""
        kind, at = one
        if kind == LIMIT_OF:
            return 0, {at: ONE}
        if kind == ACTIVITY:
            gain, rows = self._activities[at]
            return gain, dict(rows)
        gain, rows = (0, ()) if at == NOTHING else self._sets[kind][at]
        dense = dict(rows)
        key = self._keys[kind]
        if key != NOTHING:
            less, theirs = self._sets[kind][key]
            gain -= less
            for row, amount in theirs:
                dense[row] = dense.get(row, 0) - amount
        return gain, dense

    def _direction(self, dense: dict[int, int]) -> list[int]:
        if not dense:
            return [0] * len(self._inverse)
        if len(dense) == 1:
            [(at, amount)] = dense.items()
            return [row[at] * amount >> SHIFT for row in self._inverse]
        of, amounts = itemgetter(*dense), tuple(dense.values())
        return [sum(map(mul, of(row), amounts)) >> SHIFT for row in self._inverse]

    def _enter(self, entering: tuple[int, int]) -> None:
        """Let something in, as far as nothing else would fall below nothing."""
        gain, dense = self._column(entering)
        down = self._direction(dense)
        key_down = self._key_direction(entering, down)
        length, leaving = _shortest(self._values, enumerate(down))
        shorter, of_set = _shortest(self._left, key_down.items())
        if of_set is not None and (length is None or (shorter or 0) < length):
            length = shorter
            members = [at for at, (kind, _) in enumerate(self._basis) if kind == of_set]
            if not members:
                self._move(down, key_down, length or 0)
                self._keys[of_set], self._left[of_set] = entering[1], ONE
                return
            self._swap_key(of_set, members)
            gain, dense = self._column(entering)
            down = self._direction(dense)
            key_down = self._key_direction(entering, down)
            leaving = members[0]
        if leaving is None or length is None or down[leaving] <= TINY:
            self._stuck = True
            return
        self._move(down, key_down, length)
        self._pivot(leaving, down)
        self._basis[leaving], self._gains[leaving], self._values[leaving] = entering, gain, length

    def _key_direction(self, entering: tuple[int, int], down: Sequence[int]) -> dict[int, int]:
        """Return how fast the keys of sets shrink."""
        found = {entering[0]: ONE} if entering[0] >= 0 else {}
        for (kind, _), one in zip(self._basis, down, strict=True):
            if kind >= 0 and one:
                found[kind] = found.get(kind, 0) - one
        return found

    def _move(self, down: Sequence[int], key_down: dict[int, int], length: int) -> None:
        for at, one in enumerate(down):
            if one:
                self._values[at] = max(0, self._values[at] - (length * one >> SHIFT))
        for at, one in key_down.items():
            self._left[at] = max(0, self._left[at] - (length * one >> SHIFT))

    def _swap_key(self, at: int, members: Sequence[int]) -> None:
        """Make the first member of a set in the basis its key, and the key a member."""
        first = members[0]
        together = [
            -sum(column) for column in zip(*(self._inverse[m] for m in members), strict=True)
        ]
        self._inverse[first] = together
        old, new = self._keys[at], self._basis[first][1]
        self._keys[at] = new
        self._basis[first] = (at, old)
        self._values[first], self._left[at] = self._left[at], self._values[first]
        for member in members:
            self._gains[member] = self._column(self._basis[member])[0]

    def _pivot(self, leaving: int, down: Sequence[int]) -> None:
        pivot = down[leaving]
        row = [(one << SHIFT) // pivot for one in self._inverse[leaving]]
        self._inverse[leaving] = row
        cells = [(place, one) for place, one in enumerate(row) if one]  # mostly few
        for at, factor in enumerate(down):
            if factor and at != leaving:
                other = self._inverse[at]
                for place, one in cells:
                    other[place] -= factor * one >> SHIFT


def _shortest(
    values: Sequence[int], down: Iterable[tuple[int, int]]
) -> tuple[int | None, int | None]:
    """Return after what step a value is the first to be nothing, and which."""
    length, found = None, None
    for at, one in down:
        if one > TINY:
            step = (values[at] << SHIFT) // one
            if length is None or step < length:
                length, found = step, at
    return length, found
