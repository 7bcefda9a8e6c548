"""What a person has to be told beside a model: expenses left over, and caps that are odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiamao_desktop.domain.allocation import Leaf
from jiamao_desktop.domain.compiling.compiled import Subject, Unused
from jiamao_desktop.domain.compiling.draft import Draft
from jiamao_desktop.domain.compiling.items import ItemDraft
from jiamao_desktop.domain.compiling.rooms import Placed, RoomDraft, rooms_of
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Limit, Pack

_PARTLY = "line.partly_unsupported"
_FARTHEST_LAST = (
    "model.expense_taken",
    "model.red_takes_all",
    "model.measure_left_out",
    "line.wholly_unsupported",
    "line.paid_by_other",
    "line.funded_already",
    "line.undated",
    "line.unpaid",
    "line.outside_window",
    "line.other_project",
    "line.other_category",
)
"""Reasons why an expense is not in a model, from the nearest to counting on."""


def unused(
    subjects: Sequence[Subject],
    drafts: Sequence[Draft],
    items: Sequence[ItemDraft],
    refused: Mapping[int, UserError],
    taken: Mapping[int, frozenset[str]],
) -> tuple[Unused, ...]:
    """Return the expenses that nothing in the model can support, each with its best reasons.

    Args:
        subjects: All measures that were given.
        drafts: Those in the model.
        items: Their items; those without a way are barred.
        refused: Places of the others, and why.
        taken: Expense to the measures of claims that were filed or granted and hold it.
    """
    used = {number for item in items if item.ways for number in item.expenses}
    reasons: dict[int, list[tuple[int, Unused]]] = {}
    for place, number, why in _reasons(subjects, drafts, refused, taken, used):
        subject = subjects[place]
        one = Unused(
            expense=number,
            measure=subject.plan.measure.id,
            project=subject.project,
            why=why,
        )
        reasons.setdefault(number, []).append((_FARTHEST_LAST.index(why.code), one))
    found = []
    for number in sorted(reasons):
        nearest = min(rank for rank, _ in reasons[number])
        best = [one for rank, one in reasons[number] if rank == nearest]
        found += sorted(best, key=lambda one: (one.measure, one.project or 0))
    return tuple(found)


def _reasons(
    subjects: Sequence[Subject],
    drafts: Sequence[Draft],
    refused: Mapping[int, UserError],
    taken: Mapping[int, frozenset[str]],
    used: set[int],
) -> Iterator[tuple[int, int, Problem]]:
    """Yield place of a subject, expense and reason, for each expense that is not used."""
    titles = {one.id: one.title for subject in subjects for one in subject.plan.pack.measures}
    for draft in drafts:
        for number in draft.counted.keys() - used:
            if number in taken:
                names = "、".join(titles.get(one, one) for one in sorted(taken[number]))
                yield draft.place, number, Problem.of("model.expense_taken", measures=names)
            else:
                yield draft.place, number, Problem.of("model.red_takes_all")
    for place, subject in enumerate(subjects):
        if place in refused:
            for number in set(subject.assessment.counted) - used:
                yield place, number, Problem.of("model.measure_left_out")
        for left in subject.assessment.left_out:
            if left.line not in used and left.code != _PARTLY:
                yield place, left.line, Problem(left.code, left.details)


def remarks(
    subjects: Sequence[Subject],
    leaves: Sequence[Leaf],
    placed: Sequence[Placed],
    caps: Sequence[RoomDraft],
) -> tuple[Problem, ...]:
    """Return what is odd about the caps, or that there is nothing to plan at all."""
    found: list[Problem] = []
    if not subjects:
        found.append(Problem.of("model.no_measures"))
    elif not leaves:
        found.append(Problem.of("model.no_items"))
    packs = {one.plan.pack.id: one.plan.pack for one in subjects}
    for _, pack in sorted(packs.items()):
        found += [
            Problem.of("model.limit_covers_nothing", title=one.title, pack=pack.title)
            for one in pack.limits
            if not _covers(one, pack)
        ]
    for cap in caps:
        info = cap.info
        if info.overdrawn:
            found.append(
                Problem.of("model.room_overdrawn", title=info.title, over=info.used - info.limit)
            )
    left = rooms_of(caps)
    for one in placed:
        least_room = min([one.most, *left.get(one.place, ())])
        if not least_room or leaves[one.place].least > least_room:
            found.append(
                Problem.of(
                    "model.leaf_pays_nothing",
                    title=one.draft.measure.title,
                    name=one.draft.leaves[one.leaf].name,
                    room=Money(least_room),
                )
            )
    return tuple(found)


def _covers(limit: Limit, pack: Pack) -> bool:
    """Tell whether some measure with an amount stands under a limit."""
    number = limit.clause.number
    return any(one.notice.number == number and one.steps for one in pack.measures)
