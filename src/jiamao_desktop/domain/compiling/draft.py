"""One measure on its way into a model: its leaves, and what each expense counts for in them.

The expenses that count, their groups and their figures are those of the assessment; nothing is
judged here a second time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain.compiling.compiled import Subject
from jiamao_desktop.domain.compiling.conditions import lines_needed
from jiamao_desktop.domain.compiling.steps import YUAN, Recipe, recipe
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import day_in
from jiamao_desktop.domain.limits import Batch, batches, settings_on, stays, used_up
from jiamao_desktop.domain.line import Line
from jiamao_desktop.domain.money import Exact, Money, Rounding, added
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.readings import Terms
from jiamao_desktop.domain.selection import Counted, day_of
from jiamao_desktop.domain.steps import Cap, Counts, FloorAt, Window, facts_of
from jiamao_desktop.domain.verdicts import calculable
from jiamao_desktop.domain.windows import part_of
from jiamao_desktop.domain.worksheet import Given, amounts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafDraft:
    """A leaf before anybody knows which expenses can be in it.

    Attributes:
        day, last: First and last day of its expenses.
        name: What a worksheet calls them if there are several leaves.
        given: The figures that apply.
    """

    day: dt.date
    last: dt.date
    name: str
    given: Given
    recipe: Recipe


class Draft:
    """A measure in its own case.

    Attributes:
        place: Among the subjects that were given.
        leaves: Earliest first.
        counted: What counts, by expense. red: The expenses that take away.
        weights: Expense to the place of its leaf and its weight there; red ones have none.
        least, least_items: For the only leaf, if they are not nought.
        unit: The only leaf is rounded down to multiples of it in the end.
        practice_after: A guide does something to the claim that no leaf can say.
    """

    def __init__(self, place: int, subject: Subject, lines: Mapping[int, Line]) -> None:
        """Work out the leaves.

        Args:
            place: Of the subject.
            subject: The measure.
            lines: The expenses of its case, by id.

        Raises:
            UserError: ``model.*`` -- it cannot be part of a model.
        """
        self.place = place
        self.subject = subject
        self.measure: Measure = subject.plan.measure
        self.terms: Terms = subject.plan.terms_for(subject.case.readings)
        if not self.terms.steps or not calculable(self.measure, subject.case):
            raise UserError("model.no_amount")
        self.counted = self._counted(lines)
        self.red = frozenset(number for number, one in self.counted.items() if one.fen < 0)
        groups = self._groups([one for one in self.counted.values() if one.fen >= 0])
        self.leaves = self._leaves(groups)
        self.weights: dict[int, tuple[int, Exact]] = {}
        for leaf, group in enumerate(groups):
            self._weigh(leaf, group)
        self.least, self.unit, self.practice_after = self._practice()
        self.least_items = self._least_items()
        self._check_caps()

    @property
    def key(self) -> tuple[str, str, int]:
        """Return what orders drafts, whatever order they were given in."""
        return self.subject.plan.pack.id, self.measure.id, self.subject.project or 0

    @property
    def award(self) -> bool:
        """Tell whether it needs no expense."""
        return self.terms.expense is None

    def part(self, members: Sequence[int]) -> tuple[tuple[int, Exact], ...]:
        """Return leaves and weights of expenses that stand or fall together, if they count.

        A red 发票 takes away from those of them that are nearest to it, and from no others.
        """
        if len(members) == 1:
            found = self.weights.get(members[0])
            return (found,) if found is not None and found[1] > 0 else ()
        inside = [self.counted[one] for one in members if one in self.counted]
        parts = []
        for group in self._groups(inside) if inside else ():
            paid = [one.line.id for one in group.counted if one.line.id in self.weights]
            if paid:
                leaf = self.weights[paid[0]][0]
                weight = self._weight(leaf, group)
                if weight > 0:
                    parts.append((leaf, weight))
        return tuple(parts)

    def _counted(self, lines: Mapping[int, Line]) -> dict[int, Counted]:
        """Return what the assessment counted, in its order."""
        assessment, case, expense = self.subject.assessment, self.subject.case, self.terms.expense
        if expense is None:
            return {}
        if not assessment.counted:
            raise UserError("model.nothing_counts")
        days = dict[int, dt.date | None]()
        if "." in expense.date:
            days = dict.fromkeys(assessment.counted, day_in(case.facts, expense.date))
        return {
            number: Counted(
                line=lines[number],
                fen=base.numerator if base.denominator == 1 else base,
                day=days[number] if days else day_of(lines[number], expense.date, case),
            )
            for number, base in zip(assessment.counted, assessment.bases, strict=True)
        }

    def _groups(self, counted: Sequence[Counted]) -> list[Batch]:
        measure, case = self.measure, self.subject.case
        event = day_in(case.facts, measure.event) if measure.event else None
        return batches(counted, self.terms, measure, event)

    def _leaves(self, groups: Sequence[Batch]) -> list[LeafDraft]:
        if not self.award and not groups[0].counted:
            raise UserError("model.nothing_counts")
        case, parameters, steps = self.subject.case, self.terms.parameters, self.terms.steps
        named = {name for step in steps for name in facts_of(step)}
        counts = {name: value for name in named if isinstance(value := case.facts.get(name), int)}
        labels = {**self.subject.plan.labels, **{one.id: one.label for one in parameters}}
        same = stays(parameters) and not any(isinstance(step, FloorAt) for step in steps)
        leaves = list[LeafDraft]()
        for group in groups:
            if leaves and same:
                given, made = leaves[0].given, leaves[0].recipe
            else:
                given = Given(
                    lines=(),
                    settings=settings_on(group.day, parameters, case),
                    labels=labels,
                    counts=counts,
                    facts=case.facts,
                )
                made = recipe(steps, given, self._used(group, groups), alone=len(groups) == 1)
            days = {one.day for one in group.counted if one.day is not None}
            leaves.append(
                LeafDraft(
                    day=group.day,
                    last=max(days, default=group.day),
                    name=group.name if len(groups) > 1 else "",
                    given=given,
                    recipe=made,
                )
            )
        return leaves

    def _used(self, group: Batch, groups: Sequence[Batch]) -> Callable[[Cap], Money | None]:
        """Return what tells how far a cap was used up before, where a group has the rest alone.

        Projects share the caps of their measure, and groups those of their window.
        """
        measure, case = self.measure, self.subject.case

        def used(cap: Cap) -> Money | None:
            rolling = cap.window is Window.ROLLING_YEAR and len(groups) > 1
            if measure.project is not None or case.project is not None or rolling:
                return None
            parts = [part_of(cap.window, one.day, measure) for one in groups]
            if parts.count(part_of(cap.window, group.day, measure)) > 1:
                return None
            return used_up([replace(cap, counts=Counts.CLAIMED)], measure, case, group.day, ())[
                cap.id
            ]

        return used

    def _weigh(self, leaf: int, group: Batch) -> None:
        """Note what each expense of a group counts for in its leaf."""
        draft = self.leaves[leaf]
        award, weights = draft.recipe.award, self.weights
        if award is not None:
            weights.update((one.line.id, (leaf, award)) for one in group.counted if one.fen > 0)
        elif draft.recipe.before:
            amounts = amounts_of(draft.recipe.before, _with_lines(draft.given, group.counted))
            for one, amount in zip(group.counted, amounts, strict=True):
                weights[one.line.id] = leaf, amount
        else:
            weights.update((one.line.id, (leaf, one.fen)) for one in group.counted)

    def _weight(self, leaf: int, group: Batch) -> Exact:
        """Return what expenses that stand together count for in a leaf."""
        draft = self.leaves[leaf]
        if draft.recipe.award is not None:
            return draft.recipe.award if group.spent > 0 else 0
        if not draft.recipe.before:
            return group.spent
        return added(amounts_of(draft.recipe.before, _with_lines(draft.given, group.counted)))

    def _practice(self) -> tuple[int, int, bool]:
        """Return what the guide in use does to the only leaf, and whether it does more."""
        practised = self.subject.case.practised
        if practised is None:
            return 0, 1, False
        unit = YUAN if practised.rounding is Rounding.DOWN_TO_YUAN else 1
        least = practised.minimum.fen if practised.minimum else 0
        if len(self.leaves) > 1 or least % unit:
            return 0, 1, bool(least) or unit > 1
        return least, unit, False

    def _least_items(self) -> int:
        """Return how many expenses the claim needs, where that can be said of its only leaf."""
        lines = [one.line for one in self.counted.values()]
        if not lines:
            return 0
        needed, label = lines_needed(self.terms.conditions, self.subject.case.facts, lines)
        if needed is None or (needed > 1 and (len(self.leaves) > 1 or self.red)):
            raise UserError("model.condition_on_lines", label=label)
        return needed if needed > 1 else 0

    def _check_caps(self) -> None:
        """Refuse what a model would answer otherwise than the steps, group after group."""
        heights: dict[tuple[str, int], int] = {}
        for leaf in self.leaves:
            for shared in leaf.recipe.caps:
                cap, height = shared.cap, shared.height
                rolling = cap.window is Window.ROLLING_YEAR
                key = cap.id, 0 if rolling else part_of(cap.window, leaf.day, self.measure)
                before = heights.get(key)
                if before is not None and leaf.recipe.least:
                    raise UserError("model.floor_over_years")
                if before is not None and (height < before or (rolling and height > before)):
                    raise UserError("model.cap_changes")
                heights[key] = height


def _with_lines(given: Given, counted: Sequence[Counted]) -> Given:
    return Given(
        lines=[(one.line.id, one.fen) for one in counted],
        settings=given.settings,
        labels=given.labels,
        counts=given.counts,
        facts=given.facts,
    )


def upper_share(weight: Exact, made: Recipe) -> Fraction:
    """Return what no payment for a weight can pass."""
    return weight * made.share + (Fraction(1, 2) if made.half_up else 0)
