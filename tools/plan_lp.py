"""The best plan as a linear program: an upper bound in floats, to measure ours against.

Steps become the least concave function above them: no roundings but half a unit for rounding
up, no minimums, ceilings as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from jiamao_desktop.domain.allocation import (
    AtMost,
    Leaf,
    Model,
    NothingBelow,
    Ratio,
    Rounded,
    Tiers,
)

INFINITE = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class _Line:
    """An upper bound on what a leaf comes to: a factor each for weight and items, and more."""

    weight: float
    items: float
    more: float


def lp_bound(model: Model) -> float:
    """Return what no allocation beats, in fen, as HiGHS finds it with one thread.

    Raises:
        RuntimeError: HiGHS finds no optimum.
    """
    if not model.leaves:
        return 0.0  # HiGHS calls a program without columns neither solved nor unsolved
    table = _table(model)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS has half of its types
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 -- HiGHS knows no names
    solver.setOptionValue("threads", 1)
    solver.passModel(table.program())
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(solver.modelStatusToString(solver.getModelStatus()))
    return float(solver.getInfo().objective_function_value)


@dataclass(slots=True)
class _Table:
    """Columns, and rows that may not come to more than a number."""

    gains: list[float] = field(default_factory=list)
    highest: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    places: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, gain: float, highest: float) -> int:
        """Add a column and return its place."""
        self.gains.append(gain)
        self.highest.append(highest)
        return len(self.gains) - 1

    def row(self, places: Sequence[int], factors: Sequence[float], most: float) -> None:
        """Add a row."""
        self.places += places
        self.factors += factors
        self.most.append(most)
        self.starts.append(len(self.places))

    def program(self) -> highspy.HighsLp:
        """Return it as HiGHS takes it."""
        made = highspy.HighsLp()
        made.num_col_, made.num_row_ = len(self.gains), len(self.most)
        made.sense_ = highspy.ObjSense.kMaximize
        made.col_cost_ = np.array(self.gains)
        made.col_lower_ = np.zeros(len(self.gains))
        made.col_upper_ = np.array(self.highest)
        made.row_lower_ = np.full(len(self.most), -INFINITE)
        made.row_upper_ = np.array(self.most)
        made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.array(self.starts)
        made.a_matrix_.index_ = np.array(self.places)
        made.a_matrix_.value_ = np.array(self.factors)
        return made


def _table(model: Model) -> _Table:
    table = _Table()
    paid = [table.column(1.0, INFINITE) for _ in model.leaves]
    into: list[tuple[list[int], list[float]]] = [([], []) for _ in model.leaves]
    for item in model.items:
        modes = [table.column(0.0, 1.0) for _ in item.modes]
        if modes:
            table.row(modes, [1.0] * len(modes), 1.0)
        for column, mode in zip(modes, item.modes, strict=True):
            for place, weight in mode:
                into[place][0].append(column)
                into[place][1].append(float(weight))
    for own, leaf, (columns, weights) in zip(paid, model.leaves, into, strict=True):
        for line in _lines(leaf):
            factors = [-(line.weight * weight + line.items) for weight in weights]
            table.row([own, *columns], [1.0, *factors], line.more)
    for room in model.rooms:
        table.row([paid[leaf] for leaf in room.leaves], [1.0] * len(room.leaves), float(room.fen))
    return table


def _lines(leaf: Leaf) -> list[_Line]:
    """Return affine functions none of which the gross passes."""
    lines = [_Line(1.0, 0.0, 0.0)]
    for step in leaf.steps:
        match step:
            case Ratio():
                rate = step.num / step.den
                lines = [
                    _Line(one.weight * rate, one.items * rate, one.more * rate) for one in lines
                ]
            case Rounded():
                added = step.unit / 2 if step.half_up else 0.0
                lines = [_Line(one.weight, one.items, one.more + added) for one in lines]
            case AtMost():
                lines.append(_Line(0.0, 0.0, float(step.fen)))
            case Tiers():  # without any item there is nothing, so the first counts for one
                lines.append(_Line(0.0, float(step.more), float(max(0, step.first - step.more))))
                if step.most is not None:
                    lines.append(_Line(0.0, 0.0, float(step.first + step.more * (step.most - 1))))
            case NothingBelow():
                pass
    return lines
