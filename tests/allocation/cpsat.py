"""The judge of middle models: both stages as a model of CP-SAT, a second exact method.

Every step of a leaf becomes whole numbers and divisions. Amounts have to stay below some
10^9 fen, where CP-SAT was always seen to be right.

A process that has loaded CP-SAT cannot load HiGHS, nor the other way round: both bring their own
HiGHS under the same names. So tests ask this judge in a process of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model
from tests.allocation.brute import Best

from jiamao_desktop.domain.allocation import (
    UNUSED,
    Allocation,
    AtMost,
    Leaf,
    Model,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
    gross_of,
    weighed,
)

Sum = cp_model.LinearExprT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What CP-SAT makes of a model.

    Attributes:
        answer: The best that it found, to be checked like any other; ``None``: nothing.
        proved: Whether it says that nothing beats it.
    """

    answer: Allocation | None
    proved: bool

    @property
    def best(self) -> Best:
        """Return the figures alone."""
        if self.answer is None:
            return Best(0, 0, 0)
        return Best(self.answer.total, self.answer.claims, self.answer.vouchers)


def judge(model: Model, *, seconds: float = 60, workers: int = 2) -> Verdict:
    """Return the best by CP-SAT: first the sum, then, that sum kept, claims and vouchers."""
    asked = _Asked(model)
    money = _solved(asked.cp, sum(asked.paid), seconds, workers)
    if money is None:
        return Verdict(None, proved=False)
    solver, richest = money
    asked.cp.add(sum(asked.paid) == sum(solver.value(one) for one in asked.paid))
    for one in asked.used:
        asked.cp.add_hint(one, solver.value(one))
    papers = sum(item.vouchers for item in model.items) + 1
    spent = sum(x * item.vouchers for item, x in zip(model.items, asked.in_use, strict=True))
    paper = _solved(asked.cp, -(sum(asked.claims) * papers + spent), seconds, workers)
    if paper is None:
        return Verdict(asked.answer(model, solver), proved=False)
    solver, least = paper
    return Verdict(asked.answer(model, solver), proved=richest and least)


def _solved(
    cp: cp_model.CpModel, goal: Sum, seconds: float, workers: int
) -> tuple[cp_model.CpSolver, bool] | None:
    cp.maximize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(cp)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return solver, status == cp_model.OPTIMAL


class _Asked:
    """A model in the words of CP-SAT."""

    def __init__(self, model: Model) -> None:
        self.cp = cp_model.CpModel()
        self._choice = [[self.cp.new_bool_var("") for _ in item.modes] for item in model.items]
        self.used = [one for choice in self._choice for one in choice]
        self.in_use = [sum(choice) for choice in self._choice]
        for choice in self._choice:
            self.cp.add_at_most_one(choice)
        self.paid = [self._paid(model, place) for place in range(len(model.leaves))]
        for room in model.rooms:
            self.cp.add(sum(self.paid[place] for place in room.leaves) <= room.fen)
        self.claims = [
            self._any([self.paid[p] for p, leaf in enumerate(model.leaves) if leaf.claim == name])
            for name in sorted({leaf.claim for leaf in model.leaves})
        ]

    def answer(self, model: Model, solver: cp_model.CpSolver) -> Allocation:
        """Return what the solver holds, its grosses worked out by ``gross_of``."""
        modes = tuple(
            next((n for n, one in enumerate(choice) if solver.value(one)), UNUSED)
            for choice in self._choice
        )
        paid = tuple(solver.value(one) for one in self.paid)
        used = [item for item, mode in zip(model.items, modes, strict=True) if mode != UNUSED]
        figures = zip(model.leaves, *weighed(model, modes), strict=True)
        return Allocation(
            modes=modes,
            gross=tuple(gross_of(leaf, weight, count) for leaf, weight, count in figures),
            paid=paid,
            total=sum(paid),
            claims=len({leaf.claim for leaf, one in zip(model.leaves, paid, strict=True) if one}),
            vouchers=sum(item.vouchers for item in used),
        )

    def _any(self, amounts: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
        some = self.cp.new_bool_var("")
        for one in amounts:
            self.cp.add(one == 0).only_enforce_if(~some)
        self.cp.add(sum(amounts) >= 1).only_enforce_if(some)
        return some

    def _paid(self, model: Model, place: int) -> cp_model.IntVar:
        """Return what a leaf is paid: nothing, or between its least and its gross."""
        leaf = model.leaves[place]
        terms = [
            (self._choice[number][mode], weight)
            for number, item in enumerate(model.items)
            for mode, parts in enumerate(item.modes)
            for at, weight in parts
            if at == place
        ]
        items = len(terms)
        heaviest = sum(weight for _, weight in terms)
        if not terms:
            return self.cp.new_constant(0)
        weight = self.cp.new_int_var(0, heaviest, "")
        self.cp.add(weight == sum(one * factor for one, factor in terms))
        count = self.cp.new_int_var(0, items, "")
        self.cp.add(count == sum(one for one, _ in terms))
        gross = self._gross(leaf, weight, heaviest, count, items)
        paid = self.cp.new_int_var(0, gross_of(leaf, heaviest, items), "")
        open_ = self._any([paid])
        self.cp.add(paid <= gross)
        self.cp.add(paid >= leaf.least).only_enforce_if(open_)
        self.cp.add(count >= max(leaf.least_items, 1)).only_enforce_if(open_)
        return paid

    def _gross(
        self, leaf: Leaf, weight: cp_model.IntVar, most: int, count: cp_model.IntVar, items: int
    ) -> cp_model.IntVar:
        """Return the gross before ``least_items``; ``most`` bounds the numerator all along."""
        num, den = weight, 1
        for step in leaf.steps:
            match step:
                case Ratio():
                    most, den, scaled = most * step.num, den * step.den, num * step.num
                    num = self.cp.new_int_var(0, most, "")
                    self.cp.add(num == scaled)
                case Rounded():
                    added = den * step.unit if step.half_up else 0
                    top = (2 * most + added) // (2 * den * step.unit)
                    whole = self.cp.new_int_var(0, top, "")
                    self.cp.add_division_equality(whole, 2 * num + added, 2 * den * step.unit)
                    most, den = top * step.unit, 1
                    num = self.cp.new_int_var(0, most, "")
                    self.cp.add(num == whole * step.unit)
                case AtMost():
                    num = self._least_of(num, step.fen * den, most)
                case NothingBelow():
                    low = step.fen * den + int(step.strict)
                    num = self._nothing_below(num, low, most)
                case Tiers():
                    counted = count
                    if step.most is not None:
                        counted = self._least_of(count, step.most, items)
                    ceiling = (counted - 1) * (step.more * den) + step.first * den
                    num = self._least_of(num, ceiling, most, some=count)
        exact = self.cp.new_int_var(0, most // den, "")
        self.cp.add(exact * den <= num)
        return exact

    def _least_of(
        self, one: cp_model.IntVar, other: Sum, most: int, some: cp_model.IntVar | None = None
    ) -> cp_model.IntVar:
        """Return the lesser of two; where ``some`` is zero, nothing."""
        found = self.cp.new_int_var(0, most, "")
        if some is None:
            self.cp.add_min_equality(found, [one, other])
            return found
        any_ = self._any([some])
        lesser = self.cp.new_int_var(-(10**15), most, "")
        self.cp.add_min_equality(lesser, [one, other])
        self.cp.add(found == lesser).only_enforce_if(any_)
        self.cp.add(found == 0).only_enforce_if(~any_)
        return found

    def _nothing_below(self, one: cp_model.IntVar, low: int, most: int) -> cp_model.IntVar:
        enough = self.cp.new_bool_var("")
        self.cp.add(one >= low).only_enforce_if(enough)
        self.cp.add(one <= low - 1).only_enforce_if(~enough)
        found = self.cp.new_int_var(0, most, "")
        self.cp.add(found == one).only_enforce_if(enough)
        self.cp.add(found == 0).only_enforce_if(~enough)
        return found
