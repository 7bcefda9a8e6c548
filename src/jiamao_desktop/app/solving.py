"""The best allocation: by the program itself; where it cannot prove one, with a solver's hints.

A solver is asked only about the parts that stayed open, in a process that may hang, crash or
lie. Its hints are worked out anew in whole numbers, and what is proved is proved by the program
itself, so whatever a solver does, the answer is certified or says honestly between what it lies.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from jiamao_desktop.domain.allocating import optimum as exact
from jiamao_desktop.domain.allocating.components import Component, components
from jiamao_desktop.domain.allocating.optimum import optimum
from jiamao_desktop.domain.allocation import UNUSED, Allocation, Model, Optimum, evaluate
from jiamao_desktop.solvers import process
from jiamao_desktop.solvers.process import Answer

SECONDS = 4.0
"""For all that a solver is asked about one model; a person is waiting."""

_GLANCE = 2_000
"""Steps of search that tell parts proved at once from those worth asking about."""
_TOO_SHORT = 0.3
"""Seconds below which starting a process is not worth it."""


class Ask(Protocol):
    """Whom to ask; see :func:`process.solve`."""

    def __call__(self, model: Model, *, seconds: float, report: Callable[[], None]) -> Answer:
        """Return hints, or why there are none."""


def best(
    model: Model,
    *,
    seconds: float = SECONDS,
    effort: int = exact.DEFAULT,
    report: Callable[[], None] = exact.nothing,
    ask: Ask = process.solve,
) -> Optimum:
    """Return the best allocation that can be had, and what is proved of it.

    Args:
        model: What there is to claim.
        seconds: For the solver in all; 0: none is asked, and the answer is the same on every
            machine, however busy.
        effort: Steps of search by the program itself, each time.
        report: Called often, also while waiting; may raise, to stop.
        ask: Whom to ask.
    """
    first = optimum(model, effort=effort, report=report)
    if first.certified or seconds < _TOO_SHORT:
        return first
    modes = list(first.allocation.modes)
    until = time.monotonic() + seconds
    waiting = [part for part in components(model) if _is_open(part, modes, effort, report)]
    while waiting and (left := until - time.monotonic()) >= _TOO_SHORT:
        part = waiting.pop(0)
        report()
        answer = ask(part.model, seconds=left / (len(waiting) + 1), report=report)
        _take(part, answer.hints, modes, report)
    report()
    if _rank(evaluate(model, modes)) <= _rank(first.allocation):
        return first
    second = optimum(model, effort=effort, hints=[modes], report=report)
    return max(first, second, key=lambda one: (_rank(one.allocation), -one.at_most))


def _is_open(
    part: Component, modes: Sequence[int], effort: int, report: Callable[[], None]
) -> bool:
    """Tell whether a part is not proved at a glance, knowing the answer."""
    known = _within(part, modes)
    glance = optimum(part.model, effort=min(effort, _GLANCE), hints=[known], report=report)
    return not glance.certified


def _take(
    part: Component,
    hints: Sequence[Sequence[int]],
    modes: list[int],
    report: Callable[[], None],
) -> None:
    """Put the best hint for a part into the answer, if it is better there."""
    found: Sequence[int] = _within(part, modes)
    best_rank = _rank(evaluate(part.model, found))
    for hint in hints:
        report()
        rank = _rank(evaluate(part.model, hint))
        if rank > best_rank:
            found, best_rank = hint, rank
    for item, places, mode in zip(part.items, part.modes, found, strict=True):
        modes[item] = UNUSED if mode == UNUSED else places[mode]


def _within(part: Component, modes: Sequence[int]) -> tuple[int, ...]:
    """Return what an answer says of a part."""
    return tuple(
        places.index(modes[item]) if modes[item] in places else UNUSED
        for item, places in zip(part.items, part.modes, strict=True)
    )


def _rank(answer: Allocation) -> tuple[int, int, int]:
    """Return what makes an answer better: more money, then less paper."""
    return answer.total, -answer.claims, -answer.vouchers
