"""Linear programs in fixed point, solved again and again for changing limits.

The answers are hints, as precise as sixty digits after the point would make them: prices and
shares, from which bounds and choices are worked out exactly elsewhere. Nothing here is a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

POINT = 96
"""Binary digits after the point."""
ONE = 1 << POINT
TINY = 1 << (POINT - 64)
"""Nothing but the dust of rounding is smaller."""


def _always() -> bool:
    return True


class Program:
    """Maximise gains under rows of the form "sum at most limit", variables not negative.

    Kept as a dictionary (Chvátal): inside variables in terms of outside ones. Whatever the
    limits, its prices stay in order; after limits change the dual method mends the amounts.

    Attributes:
        size: Rows and variables together.
        pivots: How many were made so far.
    """

    def __init__(
        self,
        rows: Sequence[Mapping[int, int]],
        gains: Sequence[int],
        tick: Callable[[], bool] = _always,
    ) -> None:
        """Begin with nothing used.

        Args:
            rows: For each row: variable and coefficient, in fixed point.
            gains: For each variable.
            tick: Called before each pivot; tells whether to go on.
        """
        self._tick = tick
        self._width = len(gains)
        self._rows = [[0] * self._width for _ in rows]
        for line, row in zip(self._rows, rows, strict=True):
            for one, slope in row.items():
                line[one] = slope
        self._gains = list(gains)
        self._outside = list(range(self._width))
        self._inside = [self._width + row for row in range(len(rows))]
        self._values = [0] * len(rows)
        self.size = self._width + len(rows)
        self.pivots = 0

    def solve(self, limits: Sequence[int]) -> list[int] | None:
        """Solve for such limits; return a ray of prices if nothing keeps to them.

        Args:
            limits: For each row; not negative the first time.
        """
        self._fill(limits)
        patience = 10 * (self._width + len(self._rows))
        if any(gain > TINY for gain in self._gains):
            for turn in range(patience):
                if not self._tick() or not self._improve(bland=turn > patience // 2):
                    break
        for turn in range(patience):
            row = self._broken(bland=turn > patience // 2)
            if row is None or not self._tick():
                return None
            column = self._mending(row)
            if column is None:
                return self._ray(row)
            self._pivot(row, column)
        return None

    def prices(self) -> list[int]:
        """Return what each row's limit is worth."""
        found = [0] * len(self._rows)
        for column, name in enumerate(self._outside):
            if name >= self._width:
                found[name - self._width] = max(-self._gains[column], 0)
        return found

    def amounts(self) -> list[int]:
        """Return what each variable comes to."""
        found = [0] * self._width
        for row, name in enumerate(self._inside):
            if name < self._width:
                found[name] = max(self._values[row], 0)
        return found

    def _fill(self, limits: Sequence[int]) -> None:
        """Work out the inside variables from the limits, through the slacks that are outside."""
        through = [
            (column, limits[name - self._width])
            for column, name in enumerate(self._outside)
            if name >= self._width and limits[name - self._width]
        ]
        for row, name in enumerate(self._inside):
            line = self._rows[row]
            value = sum([line[column] * limit for column, limit in through if line[column]])
            own = limits[name - self._width] if name >= self._width else 0
            self._values[row] = (value >> POINT) + own

    def _improve(self, *, bland: bool) -> bool:
        gains = self._gains
        top = max(gains, default=0)
        if top <= TINY:
            return False
        column = gains.index(top)
        if bland:
            named = zip(self._outside, gains, strict=True)
            column = self._outside.index(min(name for name, gain in named if gain > TINY))
        chosen = None
        for row, line in enumerate(self._rows):
            slope = line[column]
            if slope > TINY:
                ratio = (max(self._values[row], 0) << POINT) // slope
                key = (ratio, self._inside[row], row)
                chosen = key if chosen is None or key < chosen else chosen
        if chosen is None:
            return False
        self._pivot(chosen[2], column)
        return True

    def _broken(self, *, bland: bool) -> int | None:
        values = self._values
        low = min(values, default=0)
        if low >= -TINY:
            return None
        if bland:
            named = zip(self._inside, values, strict=True)
            return self._inside.index(min(name for name, value in named if value < -TINY))
        return values.index(low)

    def _mending(self, row: int) -> int | None:
        chosen = None
        for column, slope in enumerate(self._rows[row]):
            if slope < -TINY:
                ratio = (max(-self._gains[column], 0) << POINT) // -slope
                key = (ratio, self._outside[column], column)
                chosen = key if chosen is None or key < chosen else chosen
        return None if chosen is None else chosen[2]

    def _ray(self, row: int) -> list[int]:
        found = [0] * len(self._rows)
        for column, name in enumerate(self._outside):
            if name >= self._width:
                found[name - self._width] = max(self._rows[row][column], 0)
        name = self._inside[row]
        if name >= self._width:
            found[name - self._width] = ONE
        return found

    def _pivot(self, row: int, column: int) -> None:
        self.pivots += 1
        pivot = self._rows[row][column]
        half = pivot >> 1
        line = [((one << POINT) + half) // pivot if one else 0 for one in self._rows[row]]
        line[column] = ((ONE << POINT) + half) // pivot
        value = ((self._values[row] << POINT) + half) // pivot
        used = [(place, one) for place, one in enumerate(line) if one]
        for other, theirs in enumerate(self._rows):
            times = theirs[column]
            if other == row or not times:
                continue
            theirs[column] = 0
            for place, one in used:
                left = theirs[place] - (times * one >> POINT)
                theirs[place] = left if left > TINY or left < -TINY else 0
            self._values[other] -= times * value >> POINT
        times = self._gains[column]
        self._gains[column] = 0
        for place, one in used:
            self._gains[place] -= times * one >> POINT
        self._rows[row] = line
        self._values[row] = value
        self._outside[column], self._inside[row] = self._inside[row], self._outside[column]
