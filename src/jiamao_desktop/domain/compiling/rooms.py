"""The rooms of a model: what is left of each cap, in each of its windows."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.compiling.compiled import RoomInfo
from jiamao_desktop.domain.compiling.draft import Draft
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.limits import uses_of
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.pack import Limit
from jiamao_desktop.domain.steps import Cap, Counts, Per, Window
from jiamao_desktop.domain.windows import YEARS, last_day_of, part_of, used_in, year_back

MOST_WINDOWS = 24
"""Of one cap over any twelve months that can be filled at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A leaf with its place in the model.

    Attributes:
        most: It never comes to more, before any cap that it shares.
    """

    place: int
    draft: Draft
    leaf: int
    most: int

    @property
    def day(self) -> dt.date:
        """Return the first day of its expenses."""
        return self.draft.leaves[self.leaf].day

    @property
    def last(self) -> dt.date:
        """Return the last day of its expenses."""
        return self.draft.leaves[self.leaf].last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A leaf under a cap of some height, what is left of which goes by units."""

    leaf: Placed
    cap: Cap
    height: int
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDraft:
    """A room, the places of its leaves, and what it is in words."""

    key: str
    fen: int
    leaves: tuple[int, ...]
    info: RoomInfo


def check_windows(drafts: Sequence[Draft]) -> dict[int, UserError]:
    """Return the drafts that read the window of a shared limit otherwise than one before.

    Over two kinds of years at once nobody can say what is left of one and the same limit.
    """
    read: dict[tuple[str, str], Window | None] = {}
    wrong: dict[int, UserError] = {}
    for place, draft in enumerate(drafts):
        for shared in draft.leaves[0].recipe.caps:
            cap, limit = shared.cap, _limit_of(shared.cap, draft)
            if limit is None:
                continue
            key = draft.subject.plan.pack.id, limit.id
            if read.setdefault(key, cap.window) is not cap.window:
                wrong[place] = UserError("model.limit_read_twice", title=limit.title)
    return wrong


def rooms(placed: Sequence[Placed]) -> list[RoomDraft]:
    """Return the rooms of all caps, by their keys.

    Args:
        placed: The leaves of the model, by their places.
    """
    caps: dict[tuple[str, ...], list[_Held]] = {}
    for leaf in placed:
        for one in leaf.draft.leaves[leaf.leaf].recipe.caps:
            held = _Held(leaf=leaf, cap=one.cap, height=one.height, unit=one.unit)
            caps.setdefault(_owner(one.cap, leaf.draft), []).append(held)
    found = [room for key in sorted(caps) for room in _rooms_of(key, caps[key], placed)]
    return sorted(found, key=lambda room: room.key)


def rooms_of(found: Iterable[RoomDraft]) -> dict[int, list[int]]:
    """Return for each leaf what is left in the rooms that it is in."""
    left: dict[int, list[int]] = {}
    for room in found:
        for place in room.leaves:
            left.setdefault(place, []).append(room.fen)
    return left


def _limit_of(cap: Cap, draft: Draft) -> Limit | None:
    """Return the shared limit that a cap is; ``None``: it is the measure's own."""
    return next((one for one in draft.subject.plan.pack.limits if one.amount.id == cap.at), None)


def _owner(cap: Cap, draft: Draft) -> tuple[str, ...]:
    """Return whose a cap is: leaves with the same owner use it up together."""
    pack, measure, project = draft.key
    if _limit_of(cap, draft) is not None:
        return pack, "", cap.id
    if cap.per in {Per.FIRM, Per.GROUP}:
        return pack, measure, cap.id
    return pack, measure, cap.id, f"{project:09d}"


def _rooms_of(
    key: tuple[str, ...], held: Sequence[_Held], placed: Sequence[Placed]
) -> list[RoomDraft]:
    if held[0].cap.window is Window.ROLLING_YEAR:
        return _rolling(key, held)
    parts: dict[int, list[_Held]] = {}
    for one in held:
        part = part_of(one.cap.window, one.leaf.day, one.leaf.draft.measure)
        parts.setdefault(part, []).append(one)
    found = []
    for part in sorted(parts):
        others = _others(parts[part][0], part, placed)
        name = (*key, str(part)) if held[0].cap.window in YEARS else key
        found += _chained(name, parts[part], others)
    return found


def _chained(
    key: tuple[str, ...], held: Sequence[_Held], others: Sequence[Placed]
) -> list[RoomDraft]:
    """Return a room for each height of a cap: the lower ones hold the earlier leaves alone."""
    heights = sorted({one.height for one in held})
    found = []
    for height in heights:
        inside = [one for one in held if one.height <= height]
        used, pending = _used(inside[0])
        fen = _left(height, used, inside)
        joined, outside = _joining(others if height == heights[-1] else (), fen)
        name = key if height == heights[-1] else (*key, f"{height:015d}")
        found.append(
            RoomDraft(
                key="|".join(name),
                fen=fen,
                leaves=tuple(sorted([*(one.leaf.place for one in inside), *joined])),
                info=_info(inside, used=used, pending=pending, others=outside),
            )
        )
    return found


def _left(height: int, used: Money, held: Sequence[_Held]) -> int:
    """Return what is left of a cap, in the units of what it holds."""
    left = max(height - used.fen, 0)
    return left - left % max(one.unit for one in held)


def _joining(others: Sequence[Placed], fen: int) -> tuple[list[int], tuple[str, ...]]:
    """Return the leaves that use a limit up without being held by it: places, or else titles.

    They join as long as the room can never be in their way; what a document does not hold
    back must not be held back for the sake of another's limit.
    """
    if sum(one.most for one in others) <= fen:
        return [one.place for one in others], ()
    return [], tuple(sorted({one.draft.measure.title for one in others}))


def _others(first: _Held, part: int, placed: Sequence[Placed]) -> list[Placed]:
    """Return the leaves whose grants will use up a limit of a level that does not hold them."""
    cap, draft = first.cap, first.leaf.draft
    if not cap.level:
        return []
    measure, pack = draft.measure, draft.subject.plan.pack
    return [
        one
        for one in placed
        if one.draft.subject.plan.pack.level == cap.level
        and not _holds(cap, pack.id, one.draft)
        and part_of(cap.window, one.day, measure) == part == part_of(cap.window, one.last, measure)
    ]


def _holds(cap: Cap, pack: str, draft: Draft) -> bool:
    """Tell whether a limit of a pack is among the caps of a measure."""
    own = draft.subject.plan.pack.id == pack
    return own and any(isinstance(step, Cap) and step.at == cap.at for step in draft.terms.steps)


def _rolling(key: tuple[str, ...], held: Sequence[_Held]) -> list[RoomDraft]:
    """Return a room for any twelve months that tell something: as few as say all of them.

    Every window that matters ends on the day of a leaf or of earlier support. One that holds
    no more leaves than the next, and leaves them no less room, says nothing new.
    """
    held = sorted(held, key=lambda one: (one.leaf.day, one.leaf.place))
    first, days = held[0], [one.leaf.day for one in held]
    measure, case = first.leaf.draft.measure, first.leaf.draft.subject.case
    uses, granted = (
        uses_of(replace(first.cap, counts=counts), measure, case)
        for counts in (Counts.CLAIMED, Counts.GRANTED)
    )
    kept = list[_Span]()
    for end in sorted({*days, *(use.day for use in uses)}):
        back = year_back(end)
        used = total(use.amount for use in uses if back < use.day <= end)
        span = _Span(
            first=bisect.bisect_right(days, back),
            last=bisect.bisect_right(days, end),
            end=end,
            used=used,
            pending=used - total(use.amount for use in granted if back < use.day <= end),
            fen=_left(first.height, used, held),
        )
        if span.first == span.last:
            continue
        while kept and kept[-1].fen >= span.fen and span.first <= kept[-1].first:
            kept.pop()
        if not (kept and kept[-1].fen <= span.fen and kept[-1].last == span.last):
            kept.append(span)
    return [
        RoomDraft(
            key="|".join((*key, one.end.isoformat())),
            fen=one.fen,
            leaves=tuple(sorted(inside.leaf.place for inside in held[one.first : one.last])),
            info=replace(
                _info(held[one.first : one.last], used=one.used, pending=one.pending, others=()),
                day=one.end,
            ),
        )
        for one in _binding(kept, [one.leaf.most for one in held])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Twelve months: places of the first leaf in them and of the first behind, by day."""

    first: int
    last: int
    end: dt.date
    used: Money
    pending: Money
    fen: int


def _binding(spans: Sequence[_Span], most: Sequence[int]) -> list[_Span]:
    """Return the spans that could be filled, or else the one that comes nearest to it."""
    before = [0, *itertools.accumulate(most)]

    def free(span: _Span) -> int:
        return span.fen - (before[span.last] - before[span.first])

    return [span for span in spans if free(span) < 0] or sorted(spans, key=free)[:1]


def too_many_windows(found: Sequence[RoomDraft], placed: Sequence[Placed]) -> set[int]:
    """Return the drafts, by their subjects, under a cap whose windows cross too often.

    Any twelve months that can be filled are a room, and rooms that cross one another in great
    numbers are more than a plan can be proved for in the time that a person waits.
    """
    counted: dict[str, list[RoomDraft]] = {}
    for room in found:
        if room.info.window is Window.ROLLING_YEAR:
            counted.setdefault(room.key.rpartition("|")[0], []).append(room)
    return {
        placed[leaf].draft.place
        for rooms_of_cap in counted.values()
        if len(rooms_of_cap) > MOST_WINDOWS
        for room in rooms_of_cap
        for leaf in room.leaves
    }


def _used(held: _Held) -> tuple[Money, Money]:
    """Return what has used a cap up before, and what of that nobody has decided yet."""
    draft, cap = held.leaf.draft, held.cap
    case, measure, day = draft.subject.case, draft.measure, held.leaf.day
    granted, filed = (
        used_in(cap.window, uses_of(replace(cap, counts=counts), measure, case), day, measure)
        for counts in (Counts.GRANTED, Counts.CLAIMED)
    )
    return filed, filed - granted


def _info(held: Sequence[_Held], *, used: Money, pending: Money, others: Iterable[str]) -> RoomInfo:
    last = max(held, key=lambda one: (one.leaf.day, one.leaf.place))
    cap, draft, day = last.cap, last.leaf.draft, last.leaf.day
    limit = _limit_of(cap, draft)
    labels = last.leaf.draft.leaves[0].given.labels
    uses = uses_of(replace(cap, counts=Counts.CLAIMED), draft.measure, draft.subject.case)
    return RoomInfo(
        cap=cap.id,
        title=limit.title if limit else labels[cap.at],
        limit=Money(max(one.height for one in held)),
        used=used,
        pending=pending,
        window=cap.window,
        day=day,
        ends_on=last_day_of(cap.window, day, draft.measure, uses),
        clause=cap.clause,
        shared=limit is not None,
        pack=draft.subject.plan.pack.id,
        measure="" if limit else draft.measure.id,
        others=tuple(others),
    )
