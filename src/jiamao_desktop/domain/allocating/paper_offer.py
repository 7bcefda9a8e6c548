"""What is assumed when prices are looked for, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Opening(Enum):
    """What is assumed of a leaf that is paid nothing below a threshold."""

    ANY = "any"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices, and what they say.

    Attributes:
        voucher: The price of one.
        most: What is never passed, without what the vouchers add.
        losses: For each item what each option falls short of its best, then what not using it
            does.
    """

    voucher: int
    most: int
    losses: list[list[int]]


@dataclass(frozen=True, slots=True)
class State:
    """Prices: of caps; by leaf of tiers and of thresholds in weight and in items; of a voucher."""

    caps: list[int]
    tiers: list[int]
    weights: list[int]
    items: list[int]
    voucher: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What was found.

    Attributes:
        prices: What prices say.
        state: The prices themselves.
        work: The steps that it took.
        parts: For each item that was not decided how much of it each option has.
    """

    prices: Prices
    state: State
    work: int
    parts: dict[int, dict[int, int]]
