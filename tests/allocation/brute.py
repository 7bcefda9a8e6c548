"""The judge of tiny models: every choice is tried, and every payment is weighed anew.

Nothing of the program is used but the shapes and ``gross_of``. What caps let through is found
by a simplex method in whole numbers with branching, which trusts no structure of the caps.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocation import UNUSED, Allocation, Model, gross_of, weighed

Caps = Sequence[tuple[frozenset[int], int]]
"""Which places share a cap, and the cap."""


@dataclass(frozen=True, slots=True)
class Best:
    """What no choice beats: the sum, then claims, then vouchers."""

    total: int
    claims: int
    vouchers: int


def best(model: Model) -> Best:
    """Return the best by trying everything."""
    caps: Caps = [(frozenset(room.leaves), room.fen) for room in model.rooms]
    least = [max(leaf.least, 1) for leaf in model.leaves]
    ceiling = [
        min((fen for group, fen in caps if place in group), default=None)
        for place in range(len(model.leaves))
    ]
    answers = dict[tuple[int, ...], int]()  # what may come to be paid, and the papers it takes
    for gross, vouchers in _grosses(model):
        useful = tuple(
            clipped if (clipped := one if most is None else min(one, most)) >= low else 0
            for one, most, low in zip(gross, ceiling, least, strict=True)
        )
        answers[useful] = min(vouchers, answers.get(useful, vouchers))
    payer = _Payer(caps, least)
    total = 0
    for gross in sorted(answers, key=sum, reverse=True):
        if payer.roughly(gross) > total:
            total = max(total, payer.most(gross))
    if total == 0:
        return Best(0, 0, 0)
    names = sorted({leaf.claim for leaf in model.leaves})
    for claims in range(1, len(names) + 1):
        enough = [
            papers
            for chosen in itertools.combinations(names, claims)
            if (papers := _papers(model, answers, payer, set(chosen), total)) is not None
        ]
        if enough:
            return Best(total, claims, min(enough))
    raise AssertionError  # with all claims it was reached


def _grosses(model: Model) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield what every choice comes to, leaf by leaf, and the fewest vouchers that do it."""
    empty = (0,) * len(model.leaves)
    states = {(empty, empty): 0}
    for item in model.items:
        further = dict(states)
        for (weights, counts), vouchers in states.items():
            for mode in item.modes:
                heavier, more = list(weights), list(counts)
                for place, weight in mode:
                    heavier[place] += weight
                    more[place] += 1
                key, papers = (tuple(heavier), tuple(more)), vouchers + item.vouchers
                further[key] = min(papers, further.get(key, papers))
        states = further
    for (weights, counts), vouchers in states.items():
        figures = zip(model.leaves, weights, counts, strict=True)
        yield tuple(gross_of(leaf, weight, count) for leaf, weight, count in figures), vouchers


def _papers(
    model: Model,
    answers: Mapping[tuple[int, ...], int],
    payer: _Payer,
    chosen: set[str],
    total: int,
) -> int | None:
    """Return the fewest vouchers with which these claims alone reach the sum."""
    inside = [leaf.claim in chosen for leaf in model.leaves]
    fewest = dict[tuple[int, ...], int]()
    for gross, vouchers in answers.items():
        cut = tuple(one if kept else 0 for one, kept in zip(gross, inside, strict=True))
        fewest[cut] = min(vouchers, fewest.get(cut, vouchers))
    for gross, vouchers in sorted(fewest.items(), key=lambda pair: pair[1]):
        if payer.roughly(gross) >= total and payer.most(gross) >= total:
            return vouchers
    return None


class _Payer:
    """What can be paid of a gross; remembers what it was asked."""

    def __init__(self, caps: Caps, least: Sequence[int]) -> None:
        self._caps = caps
        self._least = least
        self._known = dict[tuple[int, ...], int]()

    def roughly(self, gross: Sequence[int]) -> int:
        """Return a sum that is surely not passed."""
        rough = whole = sum(gross)
        for group, fen in self._caps:
            rough = min(rough, whole - max(0, sum(gross[place] for place in group) - fen))
        return rough

    def most(self, gross: tuple[int, ...]) -> int:
        """Return the most that can be paid, every leaf nothing or its least."""
        if gross not in self._known:
            self._known[gross] = self._most(gross)
        return self._known[gross]

    def _most(self, gross: Sequence[int]) -> int:
        demanding = [p for p, one in enumerate(gross) if one and self._least[p] > 1]
        free = most_within([0] * len(gross), gross, self._caps)
        found = 0
        for closed in _subsets(demanding):
            high = [0 if p in closed else one for p, one in enumerate(gross)]
            low = [
                self._least[p] if p in demanding and p not in closed else 0
                for p in range(len(gross))
            ]
            found = max(found, most_within(low, high, self._caps) or 0)
            if found == free:
                break
        return found


def _subsets(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for count in range(len(places) + 1):
        yield from itertools.combinations(places, count)


def most_within(low: Sequence[int], high: Sequence[int], caps: Caps) -> int | None:
    """Return the greatest sum of whole numbers between bounds under caps; ``None``: there is none.

    Args:
        low, high: For each place the least and the most.
        caps: Any groups of places and what they may come to together.
    """
    if any(one > other for one, other in zip(low, high, strict=True)):
        return None
    spare = [(group, fen - sum(low[place] for place in group)) for group, fen in caps]
    if any(fen < 0 for _, fen in spare):
        return None
    span = [other - one for one, other in zip(low, high, strict=True)]
    span = [min([one, *(fen for group, fen in spare if p in group)]) for p, one in enumerate(span)]
    tight = [(group, fen) for group, fen in spare if sum(span[p] for p in group) > fen]
    if not tight:
        return sum(low) + sum(span)
    values, den = _simplex(span, tight)
    cut = next((p for p, value in enumerate(values) if value % den), None)
    if cut is None:
        return sum(low) + sum(values) // den
    below = low[cut] + values[cut] // den
    down = [below if p == cut else low[p] + one for p, one in enumerate(span)]
    up = [below + 1 if p == cut else one for p, one in enumerate(low)]
    ends = [most_within(low, down, caps), most_within(up, high, caps)]
    return max(one for one in ends if one is not None)


def _simplex(high: Sequence[int], caps: Caps) -> tuple[list[int], int]:
    """Return the places of the greatest sum in fractions of one denominator, and that.

    Dantzig's tableau with Bland's rule; the entries stay whole, the denominator is the pivot
    before (Edmonds).
    """
    count = len(high)
    rows = [[int(p == place) for p in range(count)] + [fen] for place, fen in enumerate(high)]
    rows += [[int(p in group) for p in range(count)] + [fen] for group, fen in caps]
    for number, row in enumerate(rows):
        row[count:count] = [int(number == other) for other in range(len(rows))]
    goal = [-1] * count + [0] * (len(rows) + 1)
    basis, den = [count + number for number in range(len(rows))], 1
    while (enter := next((c for c, one in enumerate(goal[:-1]) if one < 0), None)) is not None:
        leave = _leaving(rows, basis, enter)
        pivot = rows[leave]
        for row in [*rows, goal]:
            if row is not pivot:
                factor = row[enter]
                row[:] = [
                    (one * pivot[enter] - factor * other) // den
                    for one, other in zip(row, pivot, strict=True)
                ]
        basis[leave], den = enter, pivot[enter]
    values = [0] * count
    for row, column in zip(rows, basis, strict=True):
        if column < count:
            values[column] = row[-1]
    return values, den


def _leaving(rows: Sequence[Sequence[int]], basis: Sequence[int], enter: int) -> int:
    """Return the row whose bound is met first; of several, the first column (Bland)."""
    found: int | None = None
    for number, row in enumerate(rows):
        if row[enter] <= 0:
            continue
        if found is None:
            found = number
            continue
        ours, theirs = row[-1] * rows[found][enter], rows[found][-1] * row[enter]
        if ours < theirs or (ours == theirs and basis[number] < basis[found]):
            found = number
    assert found is not None  # every place has a most
    return found


def complaints(model: Model, answer: Allocation) -> list[str]:
    """Return what is wrong with an answer, worked out anew: nothing, if it is as it says."""
    said = list(_complaints_of_choice(model, answer.modes))
    if said:
        return said
    weights, counts = weighed(model, answer.modes)
    figures = zip(model.leaves, weights, counts, strict=True)
    gross = tuple(gross_of(leaf, weight, count) for leaf, weight, count in figures)
    if answer.gross != gross:
        said.append(f"gross {answer.gross}, not {gross}")
    for leaf, one, most in zip(model.leaves, answer.paid, gross, strict=True):
        if not 0 <= one <= most:
            said.append(f"{leaf.key} is paid {one} of {most}")
        if 0 < one < leaf.least:
            said.append(f"{leaf.key} is paid {one}, less than {leaf.least}")
    said += [
        f"{room.key} is passed"
        for room in model.rooms
        if sum(answer.paid[place] for place in room.leaves) > room.fen
    ]
    paid = {leaf.claim for leaf, one in zip(model.leaves, answer.paid, strict=True) if one}
    used = [item for item, mode in zip(model.items, answer.modes, strict=True) if mode != UNUSED]
    sums: Iterable[tuple[str, int, int]] = (
        ("total", answer.total, sum(answer.paid)),
        ("claims", answer.claims, len(paid)),
        ("vouchers", answer.vouchers, sum(item.vouchers for item in used)),
    )
    said += [f"{name} {one}, not {other}" for name, one, other in sums if one != other]
    return said


def _complaints_of_choice(model: Model, modes: Sequence[int]) -> Iterator[str]:
    if len(modes) != len(model.items):
        yield f"{len(modes)} modes for {len(model.items)} items"
        return
    for item, mode in zip(model.items, modes, strict=True):
        if mode != UNUSED and not 0 <= mode < len(item.modes):
            yield f"{item.key} has no mode {mode}"
