"""The items of the review list, laid out off the window's thread.

A batch may be thirty thousand rows. Sorting and counting them takes longer than a window may
stand still, so a job does it once, and an edit changes the counts by one item.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from jiamao_desktop.app import intake
from jiamao_desktop.app.review import ItemState, ReviewItem, Target, TargetKind
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.matching.model import Relation

Identity = tuple[str, str, str]
MOST_OFFERED = 200
_FIRST = (ItemState.LOOK, ItemState.READY, ItemState.SAME, ItemState.DOCUMENT)
_RANKS = {state: at for at, state in enumerate(dict.fromkeys([*_FIRST, *ItemState]))}


@dataclass(slots=True)
class Batch:
    """Items with what the list says of all of them.

    Attributes:
        order: Their keys as listed: what needs a look stands first.
        names: What pairs point to in the book, in words.
        taken: How many are marked to be taken.
    """

    items: dict[int, ReviewItem] = field(default_factory=dict)
    order: Sequence[int] = ()
    names: Mapping[Target, str] = field(default_factory=dict)
    states: Counter[ItemState] = field(default_factory=Counter)
    taken: int = 0
    _keys: Mapping[Identity, int] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Tell whether nothing needs a look."""
        return bool(self.items) and not self.states[ItemState.LOOK]

    @property
    def some_clean(self) -> bool:
        """Tell whether some items need a look and others could be taken without."""
        could = sum(self.states[state] for state in _FIRST[1:])
        return bool(self.states[ItemState.LOOK] and could)

    def replace(self, item: ReviewItem) -> None:
        """Put an item in place of the one with its key."""
        self._count(self.items[item.key], -1)
        self.items[item.key] = item
        self._count(item, 1)

    def keep_edits(self, edited: Iterable[ReviewItem]) -> set[int]:
        """Keep what a person has changed when more files joined; return the keys it has now."""
        kept = set()
        for old in edited:
            key = self._keys.get(identity(old))
            if key is not None:
                read = self.items[key]
                same = {"duplicate": read.duplicate, "same": read.same, "sources": read.sources}
                self.replace(dataclasses.replace(old, key=key, **same))  # type: ignore[arg-type]  # each value is of its field
                kept.add(key)
        return kept

    def offered(self, besides: ReviewItem) -> Iterator[ReviewItem]:
        """Yield items that will make an expense: those that one may prove, not endlessly many."""
        makers = (
            item
            for item in self.items.values()
            if item.category
            and item.draft is not None
            and item.draft.kind is DraftKind.FAPIAO
            and item.take
            and item.key != besides.key
        )
        return islice(makers, MOST_OFFERED)

    def tied_to(self, item: ReviewItem) -> list[tuple[ReviewItem, Relation]]:
        """Return the items that belong to this one, each with how."""
        here = Target(TargetKind.ITEM, item.key)
        return [
            (other, tie.relation)
            for other in self.items.values()
            if other.ties
            for tie in other.ties
            if tie.target == here and tie.relation is not None
        ]

    def _count(self, item: ReviewItem, by: int) -> None:
        self.states[item.state] += by
        self.taken += by * item.take


def laid_out(items: Iterable[ReviewItem], names: Mapping[Target, str]) -> Batch:
    """Sort and count items. Called in a job."""
    every = {item.key: item for item in items}
    states = {key: item.state for key, item in every.items()}
    return Batch(
        items=every,
        order=sorted(every, key=lambda key: (_RANKS[states[key]], key)),
        names=names,
        states=Counter(states.values()),
        taken=sum(item.take for item in every.values()),
        _keys={identity(item): key for key, item in every.items()},
    )


def identity(item: ReviewItem) -> Identity:
    """Return what makes an item of two readings the same one, whatever was typed since."""
    return item.reading.name, item.reading.sha256, item.identity


def changed(before: Sequence[ReviewItem], after: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Return those items of which matching says something else now."""
    return [
        new
        for old, new in zip(before, after, strict=True)
        if (old.found, old.ties) != (new.found, new.ties)
    ]


def only_clean(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Return the items with all those held back that need a look, or belong to one that does."""
    held = [
        dataclasses.replace(item, wanted=item.wanted and item.state is not ItemState.LOOK)
        for item in items
    ]
    while loose := {item.key for item in intake.loose_items(held)}:
        held = [
            dataclasses.replace(item, wanted=False) if item.key in loose else item for item in held
        ]
    return held


def left_over(items: Sequence[ReviewItem], taken: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Return the items that stay in the list, loose from vouchers that have left it."""
    gone = {item.key for item in taken if item.take}
    return [_without_partner(item, gone) for item in items if item.key not in gone]


def _without_partner(item: ReviewItem, gone: set[int]) -> ReviewItem:
    ties = tuple(
        tie
        for tie in item.ties
        if tie.target.kind is not TargetKind.ITEM or tie.target.number not in gone
    )
    return dataclasses.replace(item, ties=ties)
