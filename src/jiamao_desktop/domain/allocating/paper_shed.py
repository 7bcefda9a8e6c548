"""An answer without the items that its payments do not need: quick, whatever the size of a book.

What is paid is left as it is, so each leaf can be looked at by itself: an item may go if all its
leaves still come to what they are paid. Those that bring least for a voucher go first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jiamao_desktop.domain.allocation import UNUSED, Model, Ratio, gross_of, weighed
from jiamao_desktop.domain.payout import pay

OFTEN = 2_000
"""After so many items somebody is told."""
FINE = 60
"""What is brought for a voucher is compared in these parts of the least unit."""


def shed(model: Model, modes: Sequence[int], report: Callable[[], None]) -> tuple[int, ...]:
    """Return an answer that is paid the same in every leaf, with as few items as that takes.

    Args:
        model: The model.
        modes: The answer.
        report: Called every few milliseconds; may raise to stop.
    """
    weights, counts = weighed(model, modes)
    paid = pay(model, list(map(gross_of, model.leaves, weights, counts)))
    rates = [_rate(model, leaf) for leaf in range(len(model.leaves))]
    used = list[tuple[int, int]]()
    for place, mode in enumerate(modes):
        if mode != UNUSED:
            item, worth = model.items[place], 0
            for leaf, weight in item.modes[mode]:
                num, den = rates[leaf]
                worth += weight * num * FINE // den
            # what takes no voucher saves none, so it goes last
            used.append((worth // item.vouchers if item.vouchers else -1, -place))
    used.sort(key=lambda one: (one[0] < 0, one))
    found = list(modes)
    for number, (_, negated) in enumerate(used):
        if not number % OFTEN:
            report()
        parts = model.items[-negated].modes[found[-negated]]
        for leaf, weight in parts:
            if paid[leaf]:
                less = gross_of(model.leaves[leaf], weights[leaf] - weight, counts[leaf] - 1)
                if less < paid[leaf]:
                    break
        else:
            found[-negated] = UNUSED
            for leaf, weight in parts:
                weights[leaf] -= weight
                counts[leaf] -= 1
    return tuple(found)


def _rate(model: Model, leaf: int) -> tuple[int, int]:
    """Return what a unit of weight is worth before ceilings."""
    num = den = 1
    for step in model.leaves[leaf].steps:
        if isinstance(step, Ratio):
            num, den = num * step.num, den * step.den
    return num, den
