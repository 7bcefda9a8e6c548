"""Which expense is claimed under which measure: the model, free of law and of screens.

All amounts are whole fen, all figures whole numbers. An *item* is an expense (or an award, which
needs none); a *leaf* is one line of a claim: a measure, a project, a year. A *mode* is one way to
claim an item: one leaf as a rule, several where a document lets measures be enjoyed together. An
item is claimed in one mode at most: that is the ban on paying for it twice.

What the items of a leaf weigh together becomes money by the leaf's steps: its *gross*. What is
*paid* never exceeds the gross, nor together what is left of any cap, its *room*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.payout import pay

Mode = tuple[tuple[int, int], ...]
"""Leaf and weight, by leaf; the weight is positive, in the units that the leaf's steps expect."""

UNUSED = -1
"""The place of the mode of an item that is not claimed."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Take ``num/den`` of it, exactly."""

    num: int
    den: int


@dataclass(frozen=True, slots=True)
class Rounded:
    """Round to multiples of ``unit`` fen, downwards or, from the half on, upwards."""

    unit: int = 1
    half_up: bool = False


@dataclass(frozen=True, slots=True)
class AtMost:
    """No more than this."""

    fen: int


@dataclass(frozen=True, slots=True)
class NothingBelow:
    """Nothing at all below this; ``strict``: nor at this itself."""

    fen: int
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Tiers:
    """No more than a first amount and a further one for each item beyond the first.

    Attributes:
        most: Items beyond these do not raise it; ``None``: all do.
    """

    first: int
    more: int
    most: int | None = None


GrossStep = Ratio | Rounded | AtMost | NothingBelow | Tiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One expense, or an award.

    Attributes:
        key: Tells items apart; of two equal answers the one with the smaller keys is taken.
        modes: The ways to claim it; empty: none.
        vouchers: How many papers it takes; an award takes none.
    """

    key: str
    modes: tuple[Mode, ...]
    vouchers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One line of a claim.

    Attributes:
        key: Tells leaves apart, whatever their order.
        claim: The claim it stands in; it is counted once if anything is paid in it.
        steps: What turns the weight of its items into its gross. They never let a larger weight,
            or one item more, come to less; the last amount is whole.
        least: Paid is nothing, or at least this.
        least_items: With fewer items nothing is paid.
    """

    key: str
    claim: str
    steps: tuple[GrossStep, ...]
    least: int = 0
    least_items: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is left of a cap.

    Attributes:
        fen: Not negative.
        leaves: Places of the leaves that share it; their payments may not pass it together.
    """

    key: str
    fen: int
    leaves: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Everything an allocation has to respect; leaves are named by their places."""

    items: tuple[Item, ...]
    leaves: tuple[Leaf, ...]
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """One answer, worked out in whole numbers.

    Attributes:
        modes: For each item the place of its mode, or ``UNUSED``.
        gross, paid: Fen, for each leaf.
        total: All that is paid.
        claims: How many claims are paid anything. vouchers: Papers of the items in use.
    """

    modes: tuple[int, ...]
    gross: tuple[int, ...]
    paid: tuple[int, ...]
    total: int
    claims: int
    vouchers: int


class Proof(StrEnum):
    """How the best answer was shown to be the best.

    ``BOUND``: an upper bound, worked out in whole numbers, meets it. ``SEARCH``: whatever could
    be better was tried. ``OPEN``: neither, so only bounds are known.
    """

    BOUND = "bound"
    SEARCH = "search"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """The best answer found, and what no answer can beat.

    Attributes:
        at_most: No allocation pays more.
        claims_at_least, vouchers_at_least: No allocation that pays ``allocation.total`` needs
            fewer claims, nor, with as few claims, fewer vouchers.
        money_proof, paper_proof: How that was shown.
    """

    allocation: Allocation
    at_most: int
    claims_at_least: int
    vouchers_at_least: int
    money_proof: Proof
    paper_proof: Proof

    @property
    def money_certified(self) -> bool:
        """Tell whether it is proved that no more can be had."""
        return self.allocation.total == self.at_most

    @property
    def certified(self) -> bool:
        """Tell whether sum, claims and vouchers are all proved to be the best."""
        return (
            self.money_certified
            and self.allocation.claims == self.claims_at_least
            and self.allocation.vouchers == self.vouchers_at_least
        )


def gross_of(leaf: Leaf, weight: int, items: int) -> int:
    """Return what a leaf comes to before caps that it shares.

    Args:
        leaf: The leaf.
        weight: Of its items together.
        items: How many there are.
    """
    if items < leaf.least_items or not items:
        return 0
    num, den = weight, 1
    for step in leaf.steps:
        match step:
            case Ratio():
                num, den = num * step.num, den * step.den
            case Rounded():
                doubled = 2 * num + den * step.unit if step.half_up else 2 * num
                num, den = doubled // (2 * den * step.unit) * step.unit, 1
            case AtMost():
                num, den = (step.fen, 1) if num > step.fen * den else (num, den)
            case NothingBelow():
                least = step.fen * den
                num = 0 if num < least or (step.strict and num == least) else num
            case Tiers():
                counted = items if step.most is None else min(items, step.most)
                ceiling = step.first + step.more * (counted - 1)
                num, den = (ceiling, 1) if num > ceiling * den else (num, den)
    if num % den:
        raise ValueError(leaf.key)  # a leaf without a rounding step
    return max(num // den, 0)


def weighed(model: Model, modes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return weight and number of items for each leaf under some choice of modes."""
    weights, counts = [0] * len(model.leaves), [0] * len(model.leaves)
    for item, mode in zip(model.items, modes, strict=True):
        if mode != UNUSED:
            for leaf, weight in item.modes[mode]:
                weights[leaf] += weight
                counts[leaf] += 1
    return weights, counts


def evaluate(model: Model, modes: Sequence[int]) -> Allocation:
    """Return what a choice of modes comes to, worked out from nothing but the choice.

    Args:
        model: The model.
        modes: For each item the place of its mode, or ``UNUSED``.

    Raises:
        ValueError: If a mode does not exist, or there are more or fewer than items.
    """
    for item, mode in zip(model.items, modes, strict=True):
        if not (mode == UNUSED or 0 <= mode < len(item.modes)):
            raise ValueError(item.key)
    weights, counts = weighed(model, modes)
    gross = [
        gross_of(leaf, weight, count)
        for leaf, weight, count in zip(model.leaves, weights, counts, strict=True)
    ]
    paid = pay(model, gross)
    return Allocation(
        modes=tuple(modes),
        gross=tuple(gross),
        paid=paid,
        total=sum(paid),
        claims=len({leaf.claim for leaf, fen in zip(model.leaves, paid, strict=True) if fen}),
        vouchers=sum(
            item.vouchers for item, mode in zip(model.items, modes, strict=True) if mode != UNUSED
        ),
    )
