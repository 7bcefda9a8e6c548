"""The best answer there is, with its proof: part by part, first the money, then the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.collecting import seldom_collected
from jiamao_desktop.domain.allocating.components import Component, components
from jiamao_desktop.domain.allocating.money_closing import settled_money
from jiamao_desktop.domain.allocating.paper import fewest
from jiamao_desktop.domain.allocating.soundness import demand_sound
from jiamao_desktop.domain.allocating.steps_left import StepsLeft
from jiamao_desktop.domain.allocating.thinning import thinned
from jiamao_desktop.domain.allocation import (
    UNUSED,
    Model,
    Optimum,
    Proof,
    evaluate,
)

DEFAULT = 400_000
"""Steps of search: a few seconds where nothing but search helps, which is rare."""
MANY = 1_000
"""With more items than these those that cannot matter are looked for, and left out."""


def nothing() -> None:
    """Report nothing to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Solved:
    modes: tuple[int, ...]
    at_most: int
    claims: int
    vouchers: int
    money: Proof
    paper: Proof


def optimum(
    model: Model,
    *,
    effort: int = DEFAULT,
    hints: Sequence[Sequence[int]] = (),
    report: Callable[[], None] = nothing,
) -> Optimum:
    """Return the answer that pays the most, of those one that takes the least paper.

    Args:
        model: What there is to claim.
        effort: Steps of search that may be spent; the same answer on every machine.
        hints: Answers of somebody else; they are worked out again, and used if they are better.
        report: Called often; it may raise, to stop.

    Raises:
        ValueError: No model can be like that, see ``demand_sound``.
    """
    demand_sound(model)
    with seldom_collected():
        return _thinned(model, effort, hints, report)


def _thinned(
    model: Model, effort: int, hints: Sequence[Sequence[int]], report: Callable[[], None]
) -> Optimum:
    """Return the best answer; of a large book it is looked for among what can matter."""
    if len(model.items) > MANY:
        thin = thinned(model, report)
        moved = [thin.moved(hint) for hint in hints]
        known = [hint for hint in moved if hint is not None]
        if thin.shortened and len(known) == len(moved):
            best = _best(thin.model, effort, known, report)
            modes = thin.restored(best.allocation.modes)
            return replace(best, allocation=replace(best.allocation, modes=modes))
    return _best(model, effort, hints, report)


def _best(
    model: Model, effort: int, hints: Sequence[Sequence[int]], report: Callable[[], None]
) -> Optimum:
    parts = components(model, report)
    steps = StepsLeft(effort, report)
    modes = [UNUSED] * len(model.items)
    solved = []
    for part in parts:
        report()
        one = _solved(part, [_hint(part, hint) for hint in hints], steps)
        solved.append(one)
        for item, places, mode in zip(part.items, part.modes, one.modes, strict=True):
            modes[item] = UNUSED if mode == UNUSED else places[mode]
    return Optimum(
        allocation=evaluate(model, modes),
        at_most=sum(one.at_most for one in solved),
        claims_at_least=sum(one.claims for one in solved),
        vouchers_at_least=sum(one.vouchers for one in solved),
        money_proof=_together([one.money for one in solved]),
        paper_proof=_together([one.paper for one in solved]),
    )


def _together(proofs: Sequence[Proof]) -> Proof:
    for worse in (Proof.OPEN, Proof.SEARCH):
        if worse in proofs:
            return worse
    return Proof.BOUND


def _hint(part: Component, hint: Sequence[int]) -> tuple[int, ...]:
    """Return what a hint says of a part; where it says nothing usable, the first mode."""
    found = []
    for item, places in zip(part.items, part.modes, strict=True):
        mode = hint[item] if item < len(hint) else UNUSED
        found.append(places.index(mode) if mode in places else 0)
    return tuple(found)


def _solved(
    part: Component,
    hints: Sequence[Sequence[int]],
    steps: StepsLeft,
) -> _Solved:
    money = settled_money(part.model, hints, steps)
    paper = fewest(
        part.model,
        money.total,
        money.modes,
        effort=max(steps.left // 10, 1),
        report=steps.tell,
    )
    return _Solved(
        modes=paper.modes,
        at_most=money.at_most,
        claims=paper.claims_at_least,
        vouchers=paper.vouchers_at_least,
        money=money.proof,
        paper=paper.proof,
    )
