"""From the terms of measures to a model of who may claim which expense, and for how much.

The closed steps of the packs become leaves, caps become rooms, and what documents say on taking
support together becomes the modes of each expense. Whatever a model cannot say exactly is left
out of it, with its reason: the measure's own assessment stands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from jiamao_desktop.domain.allocation import (
    GrossStep,
    Item,
    Leaf,
    Mode,
    Model,
    Ratio,
    Room,
    Rounded,
    gross_of,
)
from jiamao_desktop.domain.compiling.compiled import (
    Compiled,
    ItemInfo,
    LeafInfo,
    NotCompiled,
    Subject,
)
from jiamao_desktop.domain.compiling.draft import Draft
from jiamao_desktop.domain.compiling.items import ItemDraft, Spot, awards, bound_by_cost, spending
from jiamao_desktop.domain.compiling.rooms import (
    Placed,
    RoomDraft,
    check_windows,
    rooms,
    rooms_of,
    too_many_windows,
)
from jiamao_desktop.domain.compiling.said import remarks, unused
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.line import Line

NONE_TAKEN: Mapping[int, frozenset[str]] = {}
"""No expense is in a claim that was filed or granted."""

_FINEST = 10**18
"""Weights in smaller parts of a fen than these are cut down to such parts."""


def compile_model(
    subjects: Sequence[Subject], *, taken: Mapping[int, frozenset[str]] = NONE_TAKEN
) -> Compiled:
    """Return the model of some measures together, with what everything in it is.

    The order of the subjects and of their expenses makes no difference to the model.

    Args:
        subjects: Measures for projects, each with its case and what it came to in it.
        taken: Expense to the ids of the measures under which claims that were filed or
            granted contain it.
    """
    drafts, refused = _drafts(subjects)
    parts = _Parts(drafts, taken)
    while wrong := parts.wrong():
        refused |= {drafts[place].place: error for place, error in wrong.items()}
        drafts = [one for place, one in enumerate(drafts) if place not in wrong]
        parts = _Parts(drafts, taken)
    refused |= parts.idle()
    leaves, placed, caps = parts.leaves, parts.placed, parts.rooms
    return Compiled(
        model=Model(
            items=parts.items,
            leaves=leaves.leaves,
            rooms=tuple(Room(key=one.key, fen=one.fen, leaves=one.leaves) for one in caps),
        ),
        leaves=leaves.infos,
        rooms=tuple(one.info for one in caps),
        items=tuple(
            ItemInfo(
                expenses=item.expenses,
                gross=item.gross,
                silent=item.silent,
                crowded=item.crowded,
            )
            for item in parts.usable
        ),
        left_out=tuple(
            _not_compiled(place, subjects[place], refused[place]) for place in sorted(refused)
        ),
        unused=unused(subjects, drafts, parts.drafted, refused, taken),
        practice_after=_practice_after(drafts, placed, caps),
        remarks=remarks(subjects, leaves.leaves, placed, caps),
    )


def _drafts(subjects: Sequence[Subject]) -> tuple[list[Draft], dict[int, UserError]]:
    """Return the measures that can be part of a model, by their keys, and why others cannot."""
    by_id: dict[int, Mapping[int, Line]] = {}  # cases share their expenses
    drafts: list[Draft] = []
    refused: dict[int, UserError] = {}
    for place, subject in enumerate(subjects):
        known = subject.case.lines
        if id(known) not in by_id:
            by_id[id(known)] = {line.id: line for line in known}
        try:
            drafts.append(Draft(place, subject, by_id[id(known)]))
        except UserError as error:
            refused[place] = error
    drafts.sort(key=lambda one: one.key)
    wrong = check_windows(drafts)
    refused |= {drafts[place].place: error for place, error in wrong.items()}
    return [one for place, one in enumerate(drafts) if place not in wrong], refused


class _Parts:
    """Everything of a model, as some measures make it."""

    def __init__(self, drafts: Sequence[Draft], taken: Mapping[int, frozenset[str]]) -> None:
        self._drafts = drafts
        self.drafted = [*awards(drafts), *spending(drafts, taken)]
        self.usable = [item for item in self.drafted if item.ways]
        self.leaves = _Leaves(drafts, self.usable)
        self.items = tuple(
            Item(key=item.key, modes=self.leaves.modes(item), vouchers=len(item.expenses))
            for item in self.usable
        )
        self.placed = self.leaves.placed(self.items)
        self.rooms = rooms(self.placed)

    def wrong(self) -> dict[int, UserError]:
        """Return the measures that turn out not to fit into a model, by their places."""
        found = bound_by_cost(self._drafts, self.drafted)
        crossing = too_many_windows(self.rooms, self.placed)
        for place, draft in enumerate(self._drafts):
            if draft.place in crossing:
                found.setdefault(place, UserError("model.too_many_windows"))
        return found

    def idle(self) -> dict[int, UserError]:
        """Return the subjects of measures that nothing can be claimed under."""
        claimed = {spot[0] for spot in self.leaves.spots}
        return {
            draft.place: UserError("model.nothing_counts")
            for place, draft in enumerate(self._drafts)
            if place not in claimed
        }


class _Leaves:
    """The leaves that something can be claimed in, with their places in the model."""

    def __init__(self, drafts: Sequence[Draft], items: Sequence[ItemDraft]) -> None:
        self._drafts = drafts
        used: dict[Spot, int] = {}
        for item in items:
            for spot, weight in item.parts:
                scale = used.setdefault(spot, 1)
                if type(weight) is not int:
                    used[spot] = math.lcm(scale, Fraction(weight).denominator)
        self.spots = sorted(used)
        self._places = {spot: place for place, spot in enumerate(self.spots)}
        self._scales = [min(used[spot], _FINEST) for spot in self.spots]
        self._whole = [used[spot] == 1 for spot in self.spots]
        self.leaves = tuple(self._leaf(place) for place in range(len(self.spots)))
        self.infos = tuple(self._info(spot, rounded=used[spot] > _FINEST) for spot in self.spots)

    def modes(self, item: ItemDraft) -> tuple[Mode, ...]:
        """Return the modes of an item with leaves by their places and whole weights."""
        places, scales = self._places, self._scales
        parts = [
            (
                place,
                weight * scales[place]
                if type(weight) is int
                else math.floor(weight * scales[place]),
            )
            for spot, weight in item.parts
            for place in (places[spot],)
        ]
        return tuple([tuple([parts[one] for one in way]) for way in item.ways])

    def placed(self, items: Sequence[Item]) -> list[Placed]:
        """Return the leaves with what they can come to at most."""
        weights, counts = [0] * len(self.spots), [0] * len(self.spots)
        for item in items:
            for place, weight in {part for mode in item.modes for part in mode}:
                weights[place] += weight
                counts[place] += 1
        return [
            Placed(
                place=place,
                draft=self._drafts[draft],
                leaf=leaf,
                most=gross_of(self.leaves[place], weights[place], counts[place]),
            )
            for place, (draft, leaf) in enumerate(self.spots)
        ]

    def _leaf(self, place: int) -> Leaf:
        draft, number = self._drafts[self.spots[place][0]], self.spots[place][1]
        made = draft.leaves[number].recipe
        steps: list[GrossStep] = list(made.gross)
        if not self._whole[place]:
            steps.insert(0, Ratio(1, self._scales[place]))
        if draft.unit > 1:
            steps.append(Rounded(draft.unit))
        pack, measure, project = draft.key
        claim = f"{pack}|{measure}|{project:09d}"
        return Leaf(
            key=f"{claim}|{draft.leaves[number].day.isoformat()}",
            claim=claim,
            steps=tuple(steps),
            least=max(made.least, draft.least),
            least_items=draft.least_items,
        )

    def _info(self, spot: Spot, *, rounded: bool) -> LeafInfo:
        draft = self._drafts[spot[0]]
        leaf, measure = draft.leaves[spot[1]], draft.measure
        return LeafInfo(
            subject=draft.place,
            measure=measure.id,
            title=measure.title,
            pack=draft.subject.plan.pack.id,
            project=draft.subject.project,
            project_title=draft.subject.project_title,
            day=leaf.day,
            name=leaf.name,
            clause=measure.clause,
            up_to=draft.subject.assessment.up_to,
            award=draft.award,
            rounded=rounded,
        )


def _practice_after(
    drafts: Sequence[Draft], placed: Sequence[Placed], caps: Sequence[RoomDraft]
) -> tuple[int, ...]:
    """Return the subjects whose claims have to be assessed again, whatever an answer says.

    What a guide does to a claim of several leaves no model knows, nor a rounding to the yuan
    behind a cap of which odd fen are left. Where years are told apart, a red 发票 may take away
    from another year than the one it was put to.
    """
    after = {one.place for one in drafts if one.practice_after or (one.red and len(one.leaves) > 1)}
    left = rooms_of(caps)
    for leaf in placed:
        made = leaf.draft.leaves[leaf.leaf].recipe
        unit = max(leaf.draft.unit, *(one.unit for one in made.caps), 1)
        amounts = [made.least, *left.get(leaf.place, ())]
        if any(amount % unit for amount in amounts):
            after.add(leaf.draft.place)
    return tuple(sorted(after))


def _not_compiled(place: int, subject: Subject, error: UserError) -> NotCompiled:
    return NotCompiled(
        subject=place,
        measure=subject.plan.measure.id,
        project=subject.project,
        project_title=subject.project_title,
        why=Problem.from_error(error),
    )
