"""Asks HiGHS which expense to claim under which measure; runs in the child only.

HiGHS reckons in doubles: what it says is a hint, recomputed in whole numbers by whoever asked.
So nothing here has to be exact, only near and quick: money is scaled to the rounding step, and
further until no number is above what doubles and tolerances bear. A rounding finer than that is
left out. The first answer is for the most money, the second for the least paper with that money.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy

from jiamao_desktop.domain.allocation import (
    UNUSED,
    AtMost,
    Leaf,
    Model,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
)

_LARGEST = 10**7
"""Scaled amounts stay below: beyond, tolerances of 1e-6 hide whole units."""
_MOST_STEPS = 10**6
"""A rounding with more steps than this is left out: such integers are what makes solvers err."""
_FIRST_SHARE = 0.6
"""Of the time goes to the money; the rest is for the paper."""
_HALF = 0.5
_SEED = 1

Term = tuple[int, float]


def hints(model: Model, seconds: float) -> list[list[int]]:
    """Return choices of modes: the most money found, then the same with less paper.

    Args:
        model: What may be chosen.
        seconds: For both together; HiGHS looks at the clock now and then only.
    """
    until = time.monotonic() + seconds
    program = _Program(model)
    solver = program.loaded(seconds * _FIRST_SHARE)
    rich = program.answer(solver)
    if rich is None:
        return []
    program.ask_for_less_paper(solver, until - time.monotonic())
    lean = program.answer(solver)
    return [rich] if lean is None else [rich, lean]


@dataclass(slots=True)
class _Matrix:
    """Columns and rows as HiGHS takes them, gathered bit by bit."""

    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(self, upper: float, *, whole: bool = False) -> int:
        """Add a column from nought up and return its place."""
        if whole:
            self.whole.append(len(self.upper))
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(
        self, terms: Sequence[Term], *, least: float = -highspy.kHighsInf, most: float = 0.0
    ) -> None:
        """Add a row; without more words: terms come to nothing at most."""
        self.columns += [place for place, _ in terms]
        self.values += [value for _, value in terms]
        self.starts.append(len(self.columns))
        self.least.append(least)
        self.most.append(most)


@dataclass(slots=True)
class _Sum:
    """A sum of columns times a ratio: what a leaf comes to so far, in scaled money.

    Attributes:
        terms: Columns with whole factors. top: The terms never come to more, before the ratio.
    """

    terms: list[tuple[int, int]]
    top: int
    num: int = 1
    den: int = 1

    def scaled(self, scale: int, sign: int = 1) -> list[Term]:
        """Return the terms of a row."""
        below = self.den * scale
        return [(place, sign * weight * self.num / below) for place, weight in self.terms]


class _Program:
    """A model as a mixed integer program, and its answers as modes."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._matrix = matrix = _Matrix()
        self._chosen = [
            [matrix.column(1.0, whole=True) for _ in item.modes] for item in model.items
        ]
        self._users: list[list[tuple[int, int]]] = [[] for _ in model.leaves]
        tops = [0] * len(model.leaves)
        for item, places in zip(model.items, self._chosen, strict=True):
            if len(places) > 1:
                matrix.row([(place, 1.0) for place in places], most=1.0)
            best: dict[int, int] = {}
            for mode, place in zip(item.modes, places, strict=True):
                for leaf, weight in mode:
                    self._users[leaf].append((place, weight))
                    best[leaf] = max(best.get(leaf, 0), weight)
            for leaf, weight in best.items():
                tops[leaf] += weight
        self._scale = _scale(model, [_most(*pair) for pair in zip(model.leaves, tops, strict=True)])
        claims = sorted({leaf.claim for leaf in model.leaves})
        self._claims = {claim: matrix.column(1.0, whole=True) for claim in claims}
        self._paid = [self._leaf(place, tops[place]) for place in range(len(model.leaves))]
        for room in model.rooms:
            matrix.row(
                [(self._paid[leaf], 1.0) for leaf in room.leaves], most=room.fen / self._scale
            )

    def loaded(self, seconds: float) -> highspy.Highs:
        """Return HiGHS with the program, run once for the most money."""
        matrix = self._matrix
        count = len(matrix.upper)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, len(matrix.most)
        lp.sense_ = highspy.ObjSense.kMaximize
        costs = [0.0] * count
        for place in self._paid:
            costs[place] = 1.0
        lp.col_cost_ = costs
        lp.col_lower_, lp.col_upper_ = [0.0] * count, matrix.upper
        lp.row_lower_, lp.row_upper_ = matrix.least, matrix.most
        kinds = [highspy.HighsVarType.kContinuous] * count
        for place in matrix.whole:
            kinds[place] = highspy.HighsVarType.kInteger
        lp.integrality_ = kinds
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = count, len(matrix.most)
        lp.a_matrix_.start_ = matrix.starts
        lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.columns, matrix.values
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its maker gave no types
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", _SEED),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0),
            ("time_limit", seconds),
        ):
            solver.setOptionValue(name, value)
        solver.passModel(lp)
        solver.run()
        return solver

    def ask_for_less_paper(self, solver: highspy.Highs, seconds: float) -> None:
        """Run again: the same money, with as few claims as may be, then as few vouchers."""
        start = solver.getSolution()
        total = sum(start.col_value[place] for place in self._paid)
        count = len(self._matrix.upper)
        costs = [0.0] * count
        vouchers = sum(item.vouchers for item in self._model.items)
        for place in self._claims.values():
            costs[place] = vouchers + 1.0
        for item, places in zip(self._model.items, self._chosen, strict=True):
            for place in places:
                costs[place] = float(item.vouchers)
        solver.changeObjectiveSense(highspy.ObjSense.kMinimize)
        solver.changeColsCost(count, list(range(count)), costs)
        paid = len(self._paid)
        solver.addRow(total, highspy.kHighsInf, paid, self._paid, [1.0] * paid)
        solver.setSolution(start)
        solver.setOptionValue("time_limit", solver.getRunTime() + max(seconds, 0.0))
        solver.run()

    def answer(self, solver: highspy.Highs) -> list[int] | None:
        """Return the mode of each item in the answer that HiGHS has, or ``None``."""
        values = list(solver.getSolution().col_value)
        if len(values) != len(self._matrix.upper) or not all(map(math.isfinite, values)):
            return None
        feasible = highspy.SolutionStatus.kSolutionStatusFeasible
        if solver.getInfo().primal_solution_status != feasible:
            return None
        return [
            next((mode for mode, place in enumerate(places) if values[place] > _HALF), UNUSED)
            for places in self._chosen
        ]

    def _leaf(self, number: int, top: int) -> int:
        """Add the columns and rows of a leaf; return the column of what is paid."""
        matrix, scale = self._matrix, self._scale
        leaf, users = self._model.leaves[number], self._users[number]
        rooms = [room.fen for room in self._model.rooms if number in room.leaves]
        most = min(_most(leaf, top), *rooms) if rooms else _most(leaf, top)
        paid = matrix.column(most / scale)
        opened = matrix.column(1.0, whole=True)
        matrix.row([(paid, 1.0), (opened, -most / scale)])
        matrix.row([(opened, 1.0), (self._claims[leaf.claim], -1.0)])
        matrix.row([(opened, max(leaf.least_items, 1.0)), *((place, -1.0) for place, _ in users)])
        if leaf.least:
            matrix.row([(opened, leaf.least / scale), (paid, -1.0)])
        reached = _Sum(users, top)
        for step in leaf.steps:
            match step:
                case Ratio():
                    reached = _Sum(
                        reached.terms, reached.top, reached.num * step.num, reached.den * step.den
                    )
                case Rounded():
                    reached = self._rounded(reached, step)
                case AtMost():
                    reached = self._capped(reached, step.fen)
                case NothingBelow():
                    least = step.fen + step.strict
                    matrix.row([(opened, least / scale), *reached.scaled(scale, -1)])
                case Tiers():
                    reached = self._tiered(reached, step, opened, users)
        matrix.row([(paid, 1.0), *reached.scaled(scale, -1)])
        return paid

    def _rounded(self, reached: _Sum, step: Rounded) -> _Sum:
        steps = reached.top * reached.num // (reached.den * step.unit) + step.half_up
        if steps > _MOST_STEPS:
            return reached
        matrix, scale = self._matrix, self._scale
        place = matrix.column(float(steps), whole=True)
        unit = step.unit / scale
        matrix.row(
            [(place, unit), *reached.scaled(scale, -1)], most=unit / 2 if step.half_up else 0.0
        )
        return _Sum([(place, step.unit)], steps * step.unit)

    def _capped(self, reached: _Sum, fen: int) -> _Sum:
        matrix, scale = self._matrix, self._scale
        place = matrix.column(fen / scale)
        matrix.row([(place, 1.0), *reached.scaled(scale, -1)])
        return _Sum([(place, scale)], fen)

    def _tiered(
        self, reached: _Sum, step: Tiers, opened: int, users: Sequence[tuple[int, int]]
    ) -> _Sum:
        matrix, scale = self._matrix, self._scale
        counted = len(users) if step.most is None else min(len(users), step.most)
        capped = self._capped(reached, step.first + step.more * max(counted - 1, 0))
        [(place, _)] = capped.terms
        count = matrix.column(float(counted))
        matrix.row([(count, 1.0), *((user, -1.0) for user, _ in users)])
        matrix.row(
            [(place, 1.0), (opened, (step.more - step.first) / scale), (count, -step.more / scale)]
        )
        return capped


def _most(leaf: Leaf, top: int) -> int:
    """Return what a leaf cannot pass, whatever comes: its steps without what keeps it down."""
    num, den = top, 1
    for step in leaf.steps:
        match step:
            case Ratio():
                num, den = num * step.num, den * step.den
            case Rounded():
                num += den * step.unit
            case AtMost() if num > step.fen * den:
                num, den = step.fen, 1
            case _:
                pass
    return -(-num // den)


def _scale(model: Model, tops: Sequence[int]) -> int:
    """Return how many fen are one unit: the common rounding step, tenfold while too fine."""
    units = [step.unit for leaf in model.leaves for step in leaf.steps if isinstance(step, Rounded)]
    scale = math.gcd(*units) or 1
    while max(tops, default=0) > _LARGEST * scale:
        scale *= 10
    return scale
