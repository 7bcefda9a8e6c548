"""What a part of a model loses with each of its items.

More items never bring less. So an answer that uses everything shows in most cases at once what
is left without an item: as much as before. Otherwise only the piece is worked out again that the
item is in; and where that does not settle it, the whole part, as long as there are steps for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiamao_desktop.domain.allocating.grounds import Ground, Most, most_of
from jiamao_desktop.domain.allocating.loosening import LARGE, loosened
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, Allocation, Mode, Model, gross_of, weighed
from jiamao_desktop.domain.payout import payout


def closest(model: Model, start: Sequence[int], steps: StepsLeft) -> Most:
    """Return the most money of a part, by its pieces; a small one that they leave open is searched.

    Args:
        model: A part of a model.
        start: An answer to begin with.
        steps: What it may cost.
    """
    loose = loosened(model, start, steps)
    found = Most(loose.modes, loose.at_least, loose.at_most)
    if found.at_least == found.at_most or len(model.items) > LARGE or steps.left <= 0:
        return found
    most = most_of(model, [start, loose.modes], steps)
    better = most if most.at_least >= found.at_least else found
    return Most(better.modes, better.at_least, min(most.at_most, found.at_most))


class Refusals:
    """The losses of one part."""

    def __init__(self, ground: Ground, best: Allocation, steps: StepsLeft) -> None:
        """Work out what all items together come to.

        Args:
            ground: The part.
            best: The plan for the whole model.
            steps: What it may cost.
        """
        self._model = ground.model
        self._steps = steps
        self._total = sum(best.paid[leaf] for leaf in ground.leaves)
        self._loose = loosened(ground.model, [best.modes[place] for place in ground.items], steps)
        self._modes = list(self._loose.modes)
        self._weights, self._counts = weighed(self._model, self._modes)
        self._gross = [
            gross_of(*three)
            for three in zip(self._model.leaves, self._weights, self._counts, strict=True)
        ]
        self._at = {
            item: (number, local)
            for number, piece in enumerate(self._loose.pieces)
            for local, item in enumerate(piece.part.items)
        }
        self._known: dict[tuple[Mode, ...], tuple[int, int]] = {}

    def of(self, place: int) -> tuple[int, int]:
        """Return what is lost with an item that the plan uses: at least, and at most.

        Items of the same modes lose the same.
        """
        modes = self._model.items[place].modes
        if modes not in self._known:
            self._steps.spend(1)
            left, reach = self._left(place)
            self._known[modes] = (max(self._total - reach, 0), max(self._total - left, 0))
        return self._known[modes]

    def _left(self, place: int) -> tuple[int, int]:
        """Return what can be had without an item: at least, and at most."""
        left = self._without(place)
        if left >= self._total:
            return left, left
        reach = self._loose.at_most
        if place in self._at:
            piece_left, reach = self._in_piece(place)
            left = max(left, piece_left)
        if left < reach and self._steps.left > 0:
            items = self._model.items
            most = closest(
                replace(self._model, items=items[:place] + items[place + 1 :]),
                self._modes[:place] + self._modes[place + 1 :],
                self._steps,
            )
            left, reach = max(left, most.at_least), min(reach, most.at_most)
        return left, reach

    def _without(self, place: int) -> int:
        """Return what all others come to in the modes that they have."""
        gross = list(self._gross)
        for leaf, weight in self._model.items[place].modes[self._modes[place]]:
            gross[leaf] = gross_of(
                self._model.leaves[leaf], self._weights[leaf] - weight, self._counts[leaf] - 1
            )
        return sum(payout(self._model, gross).paid)

    def _in_piece(self, place: int) -> tuple[int, int]:
        """Return what can be had if the piece of an item is chosen anew without it."""
        number, local = self._at[place]
        piece = self._loose.pieces[number]
        items = piece.part.model.items
        modes = piece.most.modes
        most = most_of(
            replace(piece.part.model, items=items[:local] + items[local + 1 :]),
            [modes[:local] + modes[local + 1 :]],
            self._steps,
        )
        chosen = list(self._modes)
        chosen[place] = UNUSED
        others = [at for at in range(len(items)) if at != local]
        for at, mode in zip(others, most.modes, strict=True):
            if mode != UNUSED:
                chosen[piece.part.items[at]] = piece.modes[at][mode]
        gross = [
            gross_of(*three)
            for three in zip(self._model.leaves, *weighed(self._model, chosen), strict=True)
        ]
        left = sum(payout(self._model, gross).paid)
        return left, self._loose.at_most - piece.most.at_most + most.at_most
