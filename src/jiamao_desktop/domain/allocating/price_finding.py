"""Prices by a simplex method in fixed-point whole numbers: hints for bounds, never a proof.

The problem: a profit as high as possible; of each set of ways at most one way is taken (or parts
of several, one together), further activities are free, and every row has a limit. Since each set
is its own simple row, only a basis of as many columns as there are limits is kept (generalised
upper bounds); of every set one way, its *key*, stands outside it.

Most limits do not bind, and a step changes few prices. So the inverse of the basis is kept by
columns, without what is nothing in it, and after a step only the prices and the worths that it
may have changed are reckoned anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import sub

SHIFT = 80
ONE = 1 << SHIFT
TINY = 1 << (SHIFT - 36)
DUST = 1 << (SHIFT - 56)
"""What is smaller was left over by rounding, and is nothing."""
FINE_FOR_LESS = 4 * ONE
"""What it costs to fall short of a row that demands something."""
NOTHING = -1
"""The way of a set that takes nothing."""
ROUNDS_WORK = 600
"""So many entries are looked at in a step."""
OLD = 3
"""With so many times as many columns as are looked at, those that no longer are are put away."""
LIMIT_OF = -1
ACTIVITY = -2

Column = tuple[int, tuple[tuple[int, int], ...]]
"""Profit, and rows with what is taken of them; all in units of ``ONE``."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        prices: What one unit of each limit is worth.
        rounds: How often something was looked for that would bring more.
        work: How much was reckoned, in steps of some 100 microseconds.
        parts: For each set the parts of its ways that are taken, where any is.
    """

    prices: list[int]
    rounds: int
    work: int
    parts: list[dict[int, int]]


class _Desk:
    """Columns that are looked at, and what each is worth at the prices.

    Attributes:
        places: For each column, by the set and the way of it, where it is; the first is nothing.
    """

    def __init__(self, prices: list[int]) -> None:
        self.places = dict[tuple[int, int], int]()
        self._prices = prices
        self._gains = [0]
        self._costs = [0]
        self._takers: list[list[tuple[int, int]]] = [[] for _ in prices]

    def place(self, name: tuple[int, int], column: Column) -> int:
        """Return where a column is; it is taken in if it is new."""
        place = self.places.get(name)
        if place is None:
            place = self.places[name] = len(self._gains)
            cost = 0
            for row, one in column[1]:
                cost += self._prices[row] * one
                self._takers[row].append((place, one))
            self._gains.append(column[0])
            self._costs.append(cost)
        return place

    def charge(self, row: int, price: int) -> None:
        """Give a row another price."""
        more = price - self._prices[row]
        if more:
            self._prices[row] = price
            costs = self._costs
            for place, one in self._takers[row]:
                costs[place] += more * one

    def worths(self, places: Iterable[int]) -> list[int]:
        """Return the profit that columns leave once prices are paid."""
        gains, costs = self._gains, self._costs
        return [gains[place] - (costs[place] >> SHIFT) for place in places]


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
        self._inverse = [{row: ONE} for row in range(count)]  # by columns
        self._basis = [(LIMIT_OF, row) for row in range(count)]
        self._values = list(limits)
        self._gains = [0] * count
        self._keys = [NOTHING] * len(sets)
        self._held = [0] * len(sets)  # where the keys are on the desk
        self._left = [ONE] * len(sets)  # what the key has of its set
        for at, row in enumerate(short, len(activities)):
            self._inverse[row][row] = -ONE
            self._basis[row] = (ACTIVITY, at)
            self._values[row] = -limits[row]
            self._gains[row] = -fine
        self._prices = [0] * count
        self._stale = set(short)  # prices that are to be reckoned anew
        self._desk = _Desk(self._prices)
        self._stuck = False

    def run(
        self,
        rounds: int,
        report: Callable[[], None],
        live: Sequence[tuple[int, int]] | None = None,
    ) -> Found:
        """Improve it as long as that is possible, for so many rounds at most.

        Args:
            rounds: So many.
            report: Called in each; may raise to stop.
            live: Sets and ways that may be taken in; ``None``: all.
        """
        if live is None:
            live = [(at, way) for at, ways in enumerate(self._sets) for way in range(len(ways))]
        if len(self._desk.places) > OLD * len(live):
            self._desk = _Desk(self._prices)
            self._held = [self._place(key) for key in enumerate(self._keys)]
        names = [*((ACTIVITY, at) for at in range(len(self._activities))), *live]
        known = self._desk.places
        places = [known[name] if name in known else self._place(name) for name in names]
        # activities are in no set: they go with one behind the last, which is worth nothing
        owners = [at if at >= 0 else len(self._sets) for at, _ in names]
        done = 0
        for _ in range(rounds):
            done += 1
            report()
            self._reprice()
            entering = self._entering(names, places, owners)
            if entering is None or self._stuck:
                break
            self._enter(entering)
        columns = sum(len(ways) for ways in self._sets)
        work = done * (len(self._basis) ** 2 + columns) // ROUNDS_WORK
        return Found([max(one, 0) for one in self._prices], done, work, self._parts())

    def _parts(self) -> list[dict[int, int]]:
        parts: list[dict[int, int]] = [{} for _ in self._sets]
        for at, key in enumerate(self._keys):
            if key != NOTHING:
                parts[at][key] = self._left[at]
        for (kind, way), value in zip(self._basis, self._values, strict=True):
            if kind >= 0 and way != NOTHING:
                parts[kind][way] = value
        return parts

    def _place(self, name: tuple[int, int]) -> int:
        kind, at = name
        if at == NOTHING:
            return 0
        column = self._activities[at] if kind == ACTIVITY else self._sets[kind][at]
        return self._desk.place(name, column)

    def _hold(self, at: int, way: int) -> None:
        """Give a set another key."""
        self._keys[at] = way
        self._held[at] = self._place((at, way))

    def _reprice(self) -> None:
        gains = self._gains
        for row in self._stale:
            whole = 0
            for at, one in self._inverse[row].items():
                gain = gains[at]
                if gain:
                    whole += gain * one
            self._desk.charge(row, whole >> SHIFT)
        self._stale.clear()

    def _worth(self, column: Column) -> int:
        """Return the profit that is left once prices are paid."""
        prices = self._prices
        cost = 0
        for row, one in column[1]:
            cost += prices[row] * one
        return column[0] - (cost >> SHIFT)

    def _entering(
        self, names: Sequence[tuple[int, int]], places: Sequence[int], owners: Sequence[int]
    ) -> tuple[int, int] | None:
        """Return what would bring most for each unit of it, or ``None``: nothing would.

        Args:
            names: What is looked at.
            places: Where that is on the desk.
            owners: The sets that it is in.
        """
        bases = self._desk.worths(self._held)
        best, found = TINY, None
        if self._prices and -(low := min(self._prices)) > best:
            best, found = -low, (LIMIT_OF, self._prices.index(low))
        if bases and -(low := min(bases)) > best:
            best, found = -low, (bases.index(low), NOTHING)
        bases.append(0)
        more = list(map(sub, self._desk.worths(places), map(bases.__getitem__, owners)))
        if more and (high := max(more)) > best:
            found = names[more.index(high)]
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

    def _direction(self, dense: dict[int, int]) -> list[tuple[int, int]]:
        """Return the places of the basis that change with what enters, and how fast they fall."""
        whole: dict[int, int] = {}
        for row, amount in dense.items():
            if amount:
                for at, one in self._inverse[row].items():
                    whole[at] = whole.get(at, 0) + one * amount
        down = [(at, whole[at] >> SHIFT) for at in sorted(whole)]
        return [one for one in down if one[1] >= DUST or one[1] <= -DUST]

    def _enter(self, entering: tuple[int, int]) -> None:
        """Let something in, as far as nothing else would fall below nothing."""
        gain, dense = self._column(entering)
        down = self._direction(dense)
        key_down = self._key_direction(entering, down)
        length, leaving = _shortest(self._values, down)
        shorter, of_set = _shortest(self._left, key_down)
        if of_set is not None and (length is None or (shorter or 0) < length):
            length = shorter
            members = [at for at, (kind, _) in enumerate(self._basis) if kind == of_set]
            if not members:
                self._move(down, key_down, length or 0)
                self._hold(of_set, entering[1])
                self._left[of_set] = ONE
                return
            self._swap_key(of_set, members)
            gain, dense = self._column(entering)
            down = self._direction(dense)
            key_down = self._key_direction(entering, down)
            leaving = members[0]
        pivot = next((one for at, one in down if at == leaving), 0)
        if leaving is None or length is None or pivot <= TINY:
            self._stuck = True
            return
        self._move(down, key_down, length)
        self._pivot(leaving, pivot, down)
        self._basis[leaving], self._gains[leaving], self._values[leaving] = entering, gain, length

    def _key_direction(
        self, entering: tuple[int, int], down: Iterable[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return how fast the keys of sets shrink."""
        found = {entering[0]: ONE} if entering[0] >= 0 else {}
        for at, one in down:
            kind = self._basis[at][0]
            if kind >= 0:
                found[kind] = found.get(kind, 0) - one
        return list(found.items())

    def _move(
        self,
        down: Iterable[tuple[int, int]],
        key_down: Iterable[tuple[int, int]],
        length: int,
    ) -> None:
        for values, falls in ((self._values, down), (self._left, key_down)):
            for at, one in falls:
                values[at] = max(0, values[at] - (length * one >> SHIFT))

    def _swap_key(self, at: int, members: Sequence[int]) -> None:
        """Make the first member of a set in the basis its key, and the key a member."""
        first = members[0]
        for place, column in enumerate(self._inverse):
            touched = [column[member] for member in members if member in column]
            if touched:
                column[first] = -sum(touched)
                self._stale.add(place)
        old, new = self._keys[at], self._basis[first][1]
        self._hold(at, new)
        self._basis[first] = (at, old)
        self._values[first], self._left[at] = self._left[at], self._values[first]
        for member in members:
            self._gains[member] = self._column(self._basis[member])[0]

    def _pivot(self, leaving: int, pivot: int, down: Iterable[tuple[int, int]]) -> None:
        others = [one for one in down if one[0] != leaving]
        for place, column in enumerate(self._inverse):
            if leaving not in column:
                continue
            self._stale.add(place)
            share = (column[leaving] << SHIFT) // pivot
            column[leaving] = share
            for at, factor in others:
                left = column.get(at, 0) - (factor * share >> SHIFT)
                if left >= DUST or left <= -DUST:
                    column[at] = left
                elif at in column:
                    del column[at]


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
