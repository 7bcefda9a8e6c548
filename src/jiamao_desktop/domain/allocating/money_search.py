"""The most money of one part of a model: an answer, and a proof or an honest bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.allocating.contest import core_of, reduced
from jiamao_desktop.domain.allocating.core_parts import solve
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocation import Model, Proof


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
        steps: What it may cost; each core may spend most of what is left.
    """
    whole = core_of(model, steps.tell)
    plain = reduced(whole)
    choice, at_most, proof = dict(plain.choice), plain.certain, Proof.BOUND
    hints = [dict(enumerate(start)) for start in starts]
    for core in plain.cores:
        found = solve(core, hints, steps.part(max(steps.left * 7 // 8, 0)))
        choice |= found.choice
        at_most += found.at_most
        if found.by_search:
            proof = Proof.SEARCH
    total, exact = whole.total(*whole.loads(choice))
    if not (plain.exact and exact):
        at_most = max(at_most, sum(whole.most))
    return Money(
        modes=tuple(choice[item] for item in range(len(model.items))),
        total=total,
        at_most=at_most,
        proof=proof if total == at_most else Proof.OPEN,
    )
