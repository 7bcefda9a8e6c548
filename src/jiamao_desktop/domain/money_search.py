"""The most money of one part of a model: an answer, and a proof or an honest bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocation import Model, Proof, evaluate
from jiamao_desktop.domain.core import Core, reduced
from jiamao_desktop.domain.core_search import CoreSearch
from jiamao_desktop.domain.steps_left import StepsLeft


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


def most_money(model: Model, starts: Sequence[Sequence[int]], steps: StepsLeft) -> Money:
    """Return the choice of modes that brings the most.

    Args:
        model: A part of a model, as ``components`` makes it.
        starts: Answers to begin with; each item has a mode in them.
        steps: What it may cost; each core may spend half of what is left.
    """
    plain = reduced(model)
    modes, at_most, proof = list(plain.modes), plain.certain, Proof.BOUND
    for core in plain.cores:
        allowed = StepsLeft(max(steps.left // 2, 0), steps.tell)
        search = CoreSearch(core, [_inside(core, start) for start in starts], allowed)
        before = allowed.left
        search.run()
        steps.spend(before - allowed.left)
        at_most += search.at_most
        if search.by_search:
            proof = Proof.SEARCH
        chosen = iter(search.best)
        for kind in core.kinds:
            for item in kind.items:
                modes[item] = kind.places[next(chosen)]
    total = evaluate(model, modes).total
    if not plain.exact or total < at_most:
        proof = Proof.OPEN
    if not plain.exact:
        at_most = max(at_most, sum(evaluate(model, modes).gross))
    return Money(modes=tuple(modes), total=total, at_most=at_most, proof=proof)


def _inside(core: Core, start: Sequence[int]) -> list[int]:
    return [
        kind.places.index(start[item]) if start[item] in kind.places else 0
        for kind in core.kinds
        for item in kind.items
    ]
