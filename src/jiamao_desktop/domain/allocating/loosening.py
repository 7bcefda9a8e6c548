"""A close bound for a part of a model by letting go of caps that hardly matter.

What one answer pays tells which caps matter. A cap that it does not reach is let go. A cap that it
fills, with more to spare, will be filled whatever is chosen: what stands under it is worth nothing
more, and all that the cap has room for is taken as paid. Both can only raise what may be had, so
what is left, in many small pieces, leaves a bound; and what the pieces choose is an answer.
Caps that turn out to matter are taken back in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.components import Component, components
from jiamao_desktop.domain.allocating.grounds import Most, apart, most_of
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import UNUSED, Item, Mode, Model, Room, gross_of, weighed
from jiamao_desktop.domain.payout import payout

ROUNDS = 5
"""How often caps are taken back in."""
LARGE = 60
"""Caps are not taken back in if a piece of more items came of it: its search would cost much."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is left of a model in one place, and the most it pays.

    Attributes:
        part: Its items, leaves and caps.
        modes: For each item the place of each of its modes among those of the whole.
        most: The most money of it by itself.
    """

    part: Component
    modes: tuple[tuple[int, ...], ...]
    most: Most


@dataclass(frozen=True, slots=True)
class Loose:
    """The most money of a model.

    Attributes:
        modes: An answer; it uses every item that can be used.
        at_least: What it comes to. at_most: What none passes.
        pieces: What the bound is made of, besides what is paid whatever is chosen.
        rooms: Places of the rooms that the bound needs; it holds without all others.
    """

    modes: tuple[int, ...]
    at_least: int
    at_most: int
    pieces: tuple[Piece, ...]
    rooms: frozenset[int]


def loosened(model: Model, start: Sequence[int], steps: StepsLeft) -> Loose:
    """Return an answer for a model, and a bound.

    Args:
        model: A part of a model.
        start: An answer to begin with: what it reaches and fills is believed at first.
        steps: What it may cost; pieces are looked at even when nothing is left.
    """
    return _Loosening(model, start, steps).run()


class _Loosening:
    """One model whose caps are let go and taken back."""

    def __init__(self, model: Model, start: Sequence[int], steps: StepsLeft) -> None:
        self._model = model
        self._steps = steps
        self._start = [
            0 if mode == UNUSED and item.modes else mode
            for item, mode in zip(model.items, start, strict=True)
        ]

    def run(self) -> Loose:
        modes, (total, paid, gross) = self._start, self._worked_out(self._start)
        filled, kept = self._believed(paid, gross)
        at_most: int | None = None
        found: tuple[Piece, ...] = ()
        rooms: frozenset[int] = frozenset()
        parts, places = self._parts(filled, kept)
        for _ in range(ROUNDS):
            pieces = tuple(self._solved(part, places) for part in parts)
            bound = sum(self._model.rooms[room].fen for room in filled)
            bound += sum(piece.most.at_most for piece in pieces)
            if at_most is None or bound < at_most:
                at_most, found, rooms = bound, pieces, frozenset(filled | kept)
            tried = self._joined(pieces)
            reached, _, gross = self._worked_out(tried)
            if reached >= total:
                modes, total = tried, reached
            if total >= at_most:
                break
            wanted = [room for room in sorted(filled) if self._spare(room, gross) < 0]
            wanted += sorted(self._passed(pieces, filled) - kept)
            smaller = self._taken_back(filled, kept, wanted)
            if smaller is None:
                break
            filled, kept, parts, places = smaller
        return Loose(tuple(modes), total, max(at_most or 0, total), found, rooms)

    def _taken_back(
        self, filled: set[int], kept: set[int], wanted: Sequence[int]
    ) -> tuple[set[int], set[int], tuple[Component, ...], list[tuple[int, ...]]] | None:
        """Take back in the rooms that matter, as many as leave no large piece.

        Returns:
            What is filled and kept then, and the parts; ``None`` if there is none to take back.
        """
        found = None
        for rooms in (wanted, *([room] for room in wanted if len(wanted) > 1)):
            if not rooms:
                continue
            fewer, more = filled - set(rooms), kept | set(rooms)
            parts, places = self._parts(fewer, more)
            if all(len(part.items) <= LARGE for part in parts):
                found = fewer, more, parts, places
                filled, kept = fewer, more
                if rooms is wanted:
                    break
        return found

    def _worked_out(self, modes: Sequence[int]) -> tuple[int, Sequence[int], list[int]]:
        """Return what modes come to, what is paid, and the gross of each leaf."""
        gross = [
            gross_of(*three)
            for three in zip(self._model.leaves, *weighed(self._model, modes), strict=True)
        ]
        paid = payout(self._model, gross).paid
        return sum(paid), paid, gross

    def _believed(self, paid: Sequence[int], gross: Sequence[int]) -> tuple[set[int], set[int]]:
        """Return the rooms that are taken for filled, and those that are kept as they are."""
        rooms = self._model.rooms
        tight = [
            place
            for place, room in enumerate(rooms)
            if sum(paid[leaf] for leaf in room.leaves) == room.fen
        ]
        filled: set[int] = set()
        under: set[int] = set()
        for place in sorted(tight, key=lambda place: (-len(rooms[place].leaves), rooms[place].key)):
            if under.isdisjoint(rooms[place].leaves) and self._spare(place, gross) > 0:
                filled.add(place)
                under.update(rooms[place].leaves)
        return filled, set(tight) - filled

    def _spare(self, place: int, gross: Sequence[int]) -> int:
        """Return by how much the leaves of a room would pass it, each within its other rooms."""
        clipped = {leaf: gross[leaf] for leaf in self._model.rooms[place].leaves}
        for other, room in enumerate(self._model.rooms):
            if other != place:
                for leaf in room.leaves:
                    if leaf in clipped:
                        clipped[leaf] = min(clipped[leaf], room.fen)
        return sum(clipped.values()) - self._model.rooms[place].fen

    def _passed(self, pieces: Sequence[Piece], filled: set[int]) -> set[int]:
        """Return the rooms that the pieces pass together."""
        paid = [0] * len(self._model.leaves)
        for piece in pieces:
            inside = piece.part.model
            theirs = [
                gross_of(*three)
                for three in zip(inside.leaves, *weighed(inside, piece.most.modes), strict=True)
            ]
            for leaf, fen in zip(piece.part.leaves, payout(inside, theirs).paid, strict=True):
                paid[leaf] = fen
        return {
            place
            for place, room in enumerate(self._model.rooms)
            if place not in filled and sum(paid[leaf] for leaf in room.leaves) > room.fen
        }

    def _parts(
        self, filled: set[int], kept: set[int]
    ) -> tuple[tuple[Component, ...], list[tuple[int, ...]]]:
        """Return what is left without filled leaves and without rooms that are let go.

        With it for each item the places that its modes had.
        """
        self._steps.spend(len(self._model.items) + len(self._model.leaves))
        under = {leaf for room in filled for leaf in self._model.rooms[room].leaves}
        items, places = list[Item](), list[tuple[int, ...]]()
        for item, now in zip(self._model.items, self._start, strict=True):
            first: dict[Mode, int] = {}
            order = sorted(range(len(item.modes)), key=lambda mode: (mode != now, mode))
            for mode in order:
                outside = tuple(one for one in item.modes[mode] if one[0] not in under)
                if outside:
                    first.setdefault(outside, mode)
            items.append(replace(item, modes=tuple(first)))
            places.append(tuple(first.values()))
        rooms = [self._model.rooms[place] for place in sorted(kept)]
        rest = Model(
            items=tuple(items),
            leaves=self._model.leaves,
            rooms=tuple(
                Room(key=room.key, fen=room.fen, leaves=within)
                for room in rooms
                if (within := tuple(leaf for leaf in room.leaves if leaf not in under))
            ),
        )
        return components(apart(rest)), places

    def _solved(self, part: Component, places: Sequence[Sequence[int]]) -> Piece:
        """Return the most money of a piece."""
        modes = tuple(
            tuple(places[item][mode] for mode in theirs)
            for item, theirs in zip(part.items, part.modes, strict=True)
        )
        start = [
            theirs.index(self._start[item]) if self._start[item] in theirs else 0
            for item, theirs in zip(part.items, modes, strict=True)
        ]
        return Piece(part, modes, most_of(part.model, [start], self._steps))

    def _joined(self, pieces: Sequence[Piece]) -> list[int]:
        """Return the answer that the pieces choose; what is in none stays as it was."""
        modes = list(self._start)
        for piece in pieces:
            for item, theirs, mode in zip(
                piece.part.items, piece.modes, piece.most.modes, strict=True
            ):
                if mode != UNUSED:
                    modes[item] = theirs[mode]
        return modes
