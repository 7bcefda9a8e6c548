"""Linear programs in exact numbers: small ones, without rounding anywhere.

Numbers are whole as long as the pivots are ones, as they are where caps lie inside caps; only
where caps cross in earnest do fractions come up.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction


def largest_sum(most: Sequence[int], rooms: Sequence[tuple[int, frozenset[int]]]) -> list[Number]:
    """Return amounts of the largest sum: each at most its own, each room's together its own.

    Args:
        most: The most of each amount; not negative.
        rooms: What some of them may come to together, not negative, and their places.
    """
    size = len(most)
    own = [(limit, frozenset([place])) for place, limit in enumerate(most)]
    rows: list[list[Number]] = [
        [*(int(one in within) for one in range(size)), limit] for limit, within in (*own, *rooms)
    ]
    gains: list[Number] = [*(1 for _ in most), 0]
    outside = list(range(size))
    inside = list(range(size, size + len(rows)))
    while (column := _entering(gains, outside)) is not None:
        row = _leaving(rows, inside, column)
        _pivot(rows, gains, row, column)
        outside[column], inside[row] = inside[row], outside[column]
    found: list[Number] = [0] * size
    for one, row_of in zip(inside, rows, strict=True):
        if one < size:
            found[one] = row_of[-1]
    return found


def _entering(gains: Sequence[Number], outside: Sequence[int]) -> int | None:
    """Return the column of the least variable that still gains; so no round repeats (Bland)."""
    better = [(name, column) for column, name in enumerate(outside) if gains[column] > 0]
    return min(better)[1] if better else None


def _leaving(rows: Sequence[Sequence[Number]], inside: Sequence[int], column: int) -> int:
    """Return the row that stops a variable from growing; each has a row of its own that does."""
    return min(
        (Fraction(row[-1]) / row[column], inside[place], place)
        for place, row in enumerate(rows)
        if row[column] > 0
    )[2]


def _pivot(rows: list[list[Number]], gains: list[Number], row: int, column: int) -> None:
    pivot = rows[row][column]
    if pivot != 1:
        rows[row] = [_plain(one / Fraction(pivot)) for one in rows[row]]
    taken = rows[row]
    taken[column] = _plain(1 / Fraction(pivot))
    for place, other in enumerate(rows):
        if place != row and other[column]:
            _take(other, taken, column)
    _take(gains, taken, column)


def _take(line: list[Number], taken: Sequence[Number], column: int) -> None:
    times = line[column]
    line[column] = 0
    for place, one in enumerate(taken):
        if one:
            line[place] = _plain(line[place] - times * one)


def _plain(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number
