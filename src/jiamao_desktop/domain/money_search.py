"""The most money, of one part of a model: an answer, and a proof or an honest bound."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocation import Model, Proof, evaluate, gross_of
from jiamao_desktop.domain.payout import payout

ALL = 3_000
"""So many choices are simply all tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The most money found.

    Attributes:
        modes: How; every item has a mode.
        at_most: No choice comes to more.
    """

    modes: tuple[int, ...]
    total: int
    at_most: int
    proof: Proof


def most_money(
    model: Model, starts: Sequence[Sequence[int]], *, effort: int, report: Callable[[], None]
) -> Money:
    """Return the choice of modes that brings the most.

    Args:
        model: A part of a model, as ``components`` makes it.
        starts: Answers to begin with; each item has a mode in them.
        effort: Steps of search.
        report: Called now and then; it may raise to stop.
    """
    everything = tuple(
        max(range(len(item.modes)), key=lambda mode: sum(w for _, w in item.modes[mode]))
        for item in model.items
    )
    tried = [evaluate(model, modes) for modes in (everything, *starts)]
    if math.prod(len(item.modes) for item in model.items[:64]) <= min(ALL, effort):
        for modes in itertools.product(*(range(len(item.modes)) for item in model.items)):
            report()
            tried.append(evaluate(model, modes))
        best = max(tried, key=lambda one: one.total)
        return Money(modes=best.modes, total=best.total, at_most=best.total, proof=Proof.SEARCH)
    best = max(tried, key=lambda one: one.total)
    weights, counts = [0] * len(model.leaves), [0] * len(model.leaves)
    for item in model.items:
        most: dict[int, int] = {}
        for mode in item.modes:
            for leaf, weight in mode:
                most[leaf] = max(weight, most.get(leaf, 0))
        for leaf, weight in most.items():
            weights[leaf] += weight
            counts[leaf] += 1
    grosses = [gross_of(*three) for three in zip(model.leaves, weights, counts, strict=True)]
    loose = payout(model, grosses)
    bound = sum(loose.paid) if loose.exact else sum(grosses)
    proof = Proof.BOUND if bound == best.total else Proof.OPEN
    return Money(modes=best.modes, total=best.total, at_most=bound, proof=proof)
