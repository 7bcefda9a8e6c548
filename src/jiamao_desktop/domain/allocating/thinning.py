"""Items that cannot matter, told before anything is worked out.

Items that can be claimed in the same leaves with the same vouchers, each with no more weight than
the one before in all of them, are a *row*. Only the first of a row can matter, once there are
enough to fill every leaf of the row. This is why:

Let a leaf be *full* with what reaches its ceiling: the least of what all its items come to and of
the caps around it. More weight, or one item more, never makes a full leaf pay more. Let any ``n``
of the first ``k`` of a row fill a leaf, for each leaf of the row another ``n``, and let ``k`` be
no less than the sum of these ``n``. Take an answer that uses an item behind the first ``k``. Is
one of the first ``k`` not used, it can stand in: as many vouchers, and no less anywhere. Otherwise
``k`` + 1 are in use, and one of these is only in leaves that hold more than their ``n`` of these;
for there are at most ``k`` places among the ``n`` of leaves that hold no more. That one takes the
place of the item behind, which is then used no longer. Each leaf that it left keeps ``n`` of the
first ``k``, so it is full. Nothing is lost, no claim and no voucher comes in addition; and so on,
until nothing behind the first ``k`` is used.
"""

from __future__ import annotations

import itertools
import operator
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jiamao_desktop.domain.allocating.components import largest
from jiamao_desktop.domain.allocation import UNUSED, Item, Leaf, Mode, Model, evaluate, gross_of
from jiamao_desktop.domain.payout import ceilings

OFTEN = 1_000
"""After so many items somebody is told."""
SLACK = 64
"""One in so many is kept too much, for the sake of finding out sooner."""

Form = tuple[tuple[int, ...], ...]
"""The leaves of each way to claim an item."""


@dataclass(slots=True)
class _Row:
    """Items of one form with the same vouchers.

    Attributes:
        weights: For each item, one after the other, its weights in the order of the form.
    """

    items: list[int] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """A model without what cannot matter.

    Attributes:
        whole: The model with it.
        kept: Places of the items that can matter, in their order.
        model: These items, all leaves and all rooms.
        shortened: Of rows that end sooner: those that can matter, and those that cannot.
    """

    whole: Model
    kept: tuple[int, ...]
    model: Model
    shortened: tuple[tuple[list[int], list[int]], ...]

    def restored(self, modes: Sequence[int]) -> tuple[int, ...]:
        """Return modes for the whole, from those of the items that can matter."""
        found = [UNUSED] * len(self.whole.items)
        for place, mode in zip(self.kept, modes, strict=True):
            found[place] = mode
        return tuple(found)

    def moved(self, modes: Sequence[int]) -> tuple[int, ...] | None:
        """Return an answer that uses only what can matter, or ``None`` if it came to less so.

        Args:
            modes: For each item of the whole; what does not exist counts as unused.
        """
        items = self.whole.items
        found = [
            mode if 0 <= mode < len(item.modes) else UNUSED
            for item, mode in itertools.zip_longest(items, modes[: len(items)], fillvalue=UNUSED)
            if isinstance(item, Item)
        ]
        before = evaluate(self.whole, found).total
        for needed, behind in self.shortened:
            unused = (place for place in needed if found[place] == UNUSED)
            for place in behind:
                if found[place] != UNUSED and (other := next(unused, None)) is not None:
                    wanted = _leaves(items[place].modes[found[place]])
                    found[other] = [_leaves(mode) for mode in items[other].modes].index(wanted)
        kept = tuple([found[place] for place in self.kept])
        return kept if evaluate(self.model, kept).total >= before else None


def thinned(model: Model, report: Callable[[], None]) -> Thinned:
    """Return a model without what cannot matter: its best answers are as good.

    Args:
        model: The model.
        report: Called every few milliseconds; may raise to stop.
    """
    most = ceilings(model, largest(model, report))
    kept = list[int]()
    shortened = list[tuple[list[int], list[int]]]()
    for form, row in _rows(model, report):
        report()
        if not any(most[leaf] for way in form for leaf in way):
            continue
        columns = [row.weights[at :: sum(map(len, form))] for at in range(sum(map(len, form)))]
        order = list(range(len(row.items)))
        for column in reversed(columns):
            order.sort(key=column.__getitem__, reverse=True)
        items = [row.items[at] for at in order]
        needed = len(items)
        if len(set(form)) == len(form):  # else it is not told which mode is which
            columns = [[column[at] for at in order] for column in columns]
            if all(all(map(operator.ge, column, column[1:])) for column in columns):
                needed = _needed(model.leaves, most, form, columns)
        if needed < len(items):
            shortened.append((items[:needed], items[needed:]))
        kept += items[:needed]
    kept.sort()
    return Thinned(
        whole=model,
        kept=tuple(kept),
        model=Model(
            items=tuple([model.items[at] for at in kept]), leaves=model.leaves, rooms=model.rooms
        ),
        shortened=tuple(shortened),
    )


def _leaves(mode: Mode) -> list[int]:
    return sorted(leaf for leaf, _ in mode)


def _rows(model: Model, report: Callable[[], None]) -> list[tuple[Form, _Row]]:
    """Return forms and the items that have them, apart by vouchers, each row by key."""
    rows: dict[tuple[Form, int], _Row] = {}
    keys = [item.key for item in model.items]
    for number, place in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        if not number % OFTEN:
            report()
        item = model.items[place]
        modes: Sequence[Mode] = item.modes
        form: Form
        if len(modes) == 1 and len(modes[0]) == 1:
            form = ((modes[0][0][0],),)
        else:
            modes = sorted([tuple(sorted(mode)) for mode in modes])
            form = tuple([tuple([leaf for leaf, _ in mode]) for mode in modes])
        row = rows.get((form, item.vouchers))
        if row is None:
            row = rows[form, item.vouchers] = _Row()
        row.items.append(place)
        row.weights += [weight for mode in modes for _, weight in mode]
    return [(form, row) for (form, _), row in rows.items()]


def _needed(
    leaves: Sequence[Leaf], most: Sequence[int], form: Form, columns: Sequence[Sequence[int]]
) -> int:
    """Return how many items of a row can matter.

    Args:
        leaves: All leaves.
        most: What each can be paid at most.
        form: The leaves of the row.
        columns: For each leaf in a mode of the form the weights, none above the one before.
    """
    by_leaf: dict[int, list[Sequence[int]]] = {}
    for leaf, column in zip(itertools.chain(*form), columns, strict=True):
        if most[leaf]:
            by_leaf.setdefault(leaf, []).append(column)
    fills = [
        _Filling(leaves[leaf], most[leaf], [0, *itertools.accumulate(map(min, *some, some[0]))])
        for leaf, some in by_leaf.items()
    ]
    size, first = len(columns[0]), 0
    while first < size:
        wanted = sum(one.enough(first) for one in fills)
        if wanted <= first:
            return first
        first = max(wanted, first + 1 + first // SLACK)
    return size


@dataclass(frozen=True, slots=True)
class _Filling:
    """How many items of a row fill one leaf.

    Attributes:
        ceiling: What fills it.
        sums: What the first of the row weigh together, by how many.
    """

    leaf: Leaf
    ceiling: int
    sums: Sequence[int]

    def enough(self, first: int) -> int:
        """Return the least number such that any so many of the first ones fill the leaf.

        If all of them do not, the least number of first ones that do, or more than there are.
        """
        sums, ceiling = self.sums, self.ceiling
        last = sums[first]
        if self._gross(last, first) < ceiling:
            places = range(len(sums))
            return bisect_left(places, ceiling, lo=first, key=lambda n: self._gross(sums[n], n))
        return bisect_left(
            range(first), ceiling, key=lambda n: self._gross(last - sums[first - n], n)
        )

    def _gross(self, weight: int, items: int) -> int:
        return gross_of(self.leaf, weight, items)
