"""The items of a model: expenses, those that stand or fall together, and awards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiamao_desktop.domain.compiling.draft import Draft, upper_share
from jiamao_desktop.domain.compiling.mode_rules import Sharing, Ways, funds_of
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import ZERO, Exact, Money, total

Spot = tuple[int, int]
"""A draft and one of its leaves, by their places."""

_Choice = tuple[Ways, set[int], tuple[tuple[int, ...], ...]]
"""Measures that may pay together, measures that may not, and places of parts for each way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """An item before its leaves have places in a model.

    Attributes:
        expenses: Ids, in order; empty: an award.
        parts: Each leaf that it may be claimed in, in order, with what it counts for there.
        ways: The ways to claim it, each as places among the parts.
    """

    key: str
    expenses: tuple[int, ...]
    parts: tuple[tuple[Spot, Exact], ...]
    ways: tuple[tuple[int, ...], ...]
    gross: Money
    silent: bool = False
    crowded: bool = False


def awards(drafts: Sequence[Draft]) -> list[ItemDraft]:
    """Return an item for each measure that needs no expense and comes to something."""
    found = []
    for place, draft in enumerate(drafts):
        award = draft.leaves[0].recipe.award
        if draft.award and award:
            pack, measure, project = draft.key
            found.append(
                ItemDraft(
                    key=f"award:{pack}:{measure}:{project:09d}",
                    expenses=(),
                    parts=(((place, 0), award),),
                    ways=((0,),),
                    gross=ZERO,
                )
            )
    return found


def spending(drafts: Sequence[Draft], taken: Mapping[int, frozenset[str]]) -> list[ItemDraft]:
    """Return an item for each expense that counts somewhere, or for several of them together.

    Args:
        drafts: The measures.
        taken: Expense to the measures of claims that were filed or granted and hold it.
    """
    places: dict[int, list[int]] = {}
    lines: dict[int, Line] = {}
    for place, draft in enumerate(drafts):
        for number, one in draft.counted.items():
            if number in places:
                places[number].append(place)
            else:
                places[number] = [place]
                lines[number] = one.line
    chooser = _Chooser(drafts, lines, taken)
    found = []
    for members in together(drafts, places, lines):
        if len(members) == 1:
            counting = places[members[0]]
        else:
            counting = sorted({place for one in members for place in places[one]})
        parts = tuple(
            [
                ((place, leaf), weight)
                for place in counting
                for leaf, weight in drafts[place].part(members)
            ]
        )
        if parts:
            found.append(chooser.item(members, parts))
    return found


class _Chooser:
    """Which parts of an expense may be claimed together; like expenses are asked for once."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        lines: Mapping[int, Line],
        taken: Mapping[int, frozenset[str]],
    ) -> None:
        self._drafts = drafts
        self._lines = lines
        self._taken = taken
        self._sharing = Sharing([(one.measure, one.subject.plan.stacking) for one in drafts])
        self._known: dict[tuple[object, ...], _Choice] = {}
        self._held = {
            place
            for place, one in enumerate(drafts)
            if one.subject.plan.stacking.within_cost is not None
        }

    def item(self, members: tuple[int, ...], parts: tuple[tuple[Spot, Exact], ...]) -> ItemDraft:
        """Return the item of some expenses that stand together."""
        inside = [self._lines[one] for one in members]
        nothing = frozenset[str]()
        held = nothing.union(*(self._taken.get(one, nothing) for one in members))
        whose = tuple([spot[0] for spot, _ in parts])
        funds = frozenset(funds_of(line) for line in inside)
        key = whose, funds, held
        if key not in self._known:
            self._known[key] = self._choice(whose, funds, held)
        allowed, barred, ways = self._known[key]
        if barred:
            parts = tuple([part for part in parts if part[0][0] not in barred])
        if self._held and len(ways) > 1:
            ways = tuple(
                way
                for way, together_in in zip(ways, allowed.together, strict=True)
                if len(together_in) == 1 or self._within_cost([parts[one] for one in way], members)
            )
        return ItemDraft(
            key=f"expense:{members[0]:+013d}",
            expenses=members,
            parts=parts,
            ways=ways,
            gross=inside[0].gross if len(inside) == 1 else total(one.gross for one in inside),
            silent=allowed.silent,
            crowded=allowed.crowded,
        )

    def _choice(
        self, whose: tuple[int, ...], funds: frozenset[tuple[str, ...]], held: frozenset[str]
    ) -> _Choice:
        """Return which measures may pay together, which may not at all, and for which parts."""
        allowed = self._sharing.ways(tuple(dict.fromkeys(whose)), funds, held)
        barred = set(whose).difference(*allowed.together)
        left = [one for one in whose if one not in barred]
        return allowed, barred, tuple(_of_parts(way, left) for way in allowed.together)

    def _within_cost(self, parts: Sequence[tuple[Spot, Exact]], members: Sequence[int]) -> bool:
        """Tell whether measures together can never pay more for expenses than they cost.

        Asked only where a document says that they may not.
        """
        drafts = self._drafts
        paid = sum(
            (
                upper_share(weight, drafts[place].leaves[leaf].recipe)
                for (place, leaf), weight in parts
            ),
            start=Fraction(0),
        )
        held = self._held.intersection(place for (place, _), _ in parts)
        return all(paid <= cost(drafts[one], members, less_others=True) for one in held)


def _of_parts(way: Sequence[int], whose: Sequence[int]) -> tuple[int, ...]:
    """Return the places of the parts that belong to some measures."""
    return tuple(place for place, measure in enumerate(whose) if measure in way)


def together(
    drafts: Sequence[Draft], places: Mapping[int, Sequence[int]], lines: Mapping[int, Line]
) -> list[tuple[int, ...]]:
    """Return which expenses stand or fall together, each a group of ids, in order.

    A red 发票 belongs to the expenses nearest to it under the same measures: those of its
    category first, of its project always, by day, of equals the first; so many that together
    they do not come to less than nothing.
    """
    red = sorted(set().union(*(one.red for one in drafts)), key=lambda one: (_day(lines[one]), one))
    group_of: dict[int, list[int]] = {}
    for number in red:
        group = group_of.setdefault(number, [number])
        sum_left = sum(lines[one].gross.fen for one in group)
        for near in _nearest(number, places, lines, drafts) if sum_left < 0 else ():
            if near in group:
                continue
            joined = group_of.get(near, [near])
            group += joined
            for one in joined:
                group_of[one] = group
            sum_left = sum(lines[one].gross.fen for one in group)
            if sum_left >= 0:
                break
    groups = {id(group): tuple(sorted(group)) for group in group_of.values()}
    alone = [(number,) for number in places if number not in group_of]
    return sorted([*groups.values(), *alone])


def _nearest(
    number: int,
    places: Mapping[int, Sequence[int]],
    lines: Mapping[int, Line],
    drafts: Sequence[Draft],
) -> list[int]:
    """Return the expenses that a red 发票 may take away from, the nearest first."""
    red = lines[number]
    day = _day(red)
    others = set().union(*(drafts[place].weights for place in places[number]))
    return sorted(
        (one for one in others if lines[one].project == red.project),
        key=lambda one: (
            lines[one].category != red.category,
            abs(_day(lines[one]) - day),
            one,
        ),
    )


def _day(line: Line) -> int:
    day = line.paid_on or line.issued_on
    return day.toordinal() if day else 0


def cost(draft: Draft, members: Iterable[int], *, less_others: bool) -> Exact:
    """Return what expenses cost, as far as they count under a measure.

    Args:
        draft: The measure.
        members: The expenses.
        less_others: Without what other funds paid of it.
    """
    inside = [draft.counted[one] for one in members if one in draft.counted]
    others = sum(one.line.other_funding.fen for one in inside) if less_others else 0
    return sum((one.fen for one in inside), start=-others)


def bound_by_cost(drafts: Sequence[Draft], items: Sequence[ItemDraft]) -> dict[int, UserError]:
    """Return the measures whose amounts might be held down by what the expenses cost.

    A cost is not a cap of a known height: it grows with each expense that is claimed. It may be
    passed over only where no expense can ever bring more than its own part of it.
    """
    wrong: dict[int, UserError] = {}
    asked = {
        place
        for place, draft in enumerate(drafts)
        if _capped_by_cost(draft) or any(one.recipe.spent is not None for one in draft.leaves)
    }
    for item in items if asked else ():
        for place in asked.intersection(spot[0] for spot, _ in item.parts) - set(wrong):
            draft = drafts[place]
            part = [(spot[1], weight) for spot, weight in item.parts if spot[0] == place]
            if _above_spent(draft, part, item.expenses):
                wrong[place] = UserError("model.spent_may_bind")
            elif _capped_by_cost(draft) and _above_cost(draft, part, item.expenses):
                wrong[place] = UserError("model.cost_may_bind")
    return wrong


def _capped_by_cost(draft: Draft) -> bool:
    return draft.subject.plan.stacking.within_cost is not None and not draft.award


def _above_spent(draft: Draft, part: Sequence[tuple[int, Exact]], members: Sequence[int]) -> bool:
    """Tell whether expenses could count for more than was spent on them."""
    shares = [draft.leaves[leaf].recipe.spent or Fraction(0) for leaf, _ in part]
    brought = sum(
        (share * weight for share, (_, weight) in zip(shares, part, strict=True)),
        start=Fraction(0),
    )
    return brought > cost(draft, members, less_others=False)


def _above_cost(draft: Draft, part: Sequence[tuple[int, Exact]], members: Sequence[int]) -> bool:
    """Tell whether expenses could bring more than they cost beyond what others paid.

    Whole amounts stay below a whole cost however they are rounded.
    """
    within = Fraction(cost(draft, members, less_others=True))
    made = [draft.leaves[leaf].recipe for leaf, _ in part]
    brought = sum(
        (one.share * weight for one, (_, weight) in zip(made, part, strict=True)),
        start=Fraction(0),
    )
    if within.denominator != 1 and any(one.half_up for one in made):
        brought += 1
    return brought > within
