"""Steps of a measure as steps of a leaf, and the caps that leaves share.

A model knows a leaf by itself first and what it shares after. So a cap that other expenses use
up as well may be followed only by what comes to the same if it is done before the cap. Steps in
any other order are refused with a code that says which.

A minimum behind a cap comes to the same before it, if the leaf has the cap to itself and enough
of it is left. Rounding to the yuan does, if whole yuan are left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from jiamao_desktop.domain.allocation import AtMost, GrossStep, NothingBelow, Ratio, Rounded
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.steps import (
    SPENT,
    Cap,
    Fixed,
    FloorAt,
    Interest,
    MinOf,
    Per,
    PerUnit,
    Round,
    Step,
    Sum,
    Times,
)
from jiamao_desktop.domain.worksheet import Given, amount_of, ceiling_of, needs

YUAN = 100
"""Fen of one yuan."""

_STARTS = (Sum, Fixed, PerUnit, Interest)
_OF_ONE_CLAIM = frozenset({Per.UNIT, Per.PROJECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A cap that a leaf shares with others.

    Attributes:
        height: Fen, before anything has used it up.
        unit: What it leaves is rounded down to multiples of so many fen.
    """

    cap: Cap
    height: int
    unit: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a measure comes to for expenses that are worked out together.

    Attributes:
        before: Steps that work on each expense by itself.
        gross: Steps of the leaf.
        caps: Caps that it shares with others, in their order.
        least: After the caps it is at least this, or nothing.
        award: Fen, whatever was spent; ``None``: it goes by the expenses.
        share: No more is paid than this share of the weights; if ``half_up``, than half a fen
            more.
        spent: The largest share of the weights that is held against what was spent itself;
            ``None``: none is.
    """

    before: tuple[Step, ...]
    gross: tuple[GrossStep, ...]
    caps: tuple[Shared, ...]
    least: int
    award: int | None
    share: Fraction
    half_up: bool
    spent: Fraction | None


Used = Callable[[Cap], Money | None]
"""What has used a cap up before, if the leaf has what is left to itself; else ``None``."""


def recipe(steps: Sequence[Step], given: Given, used: Used, *, alone: bool) -> Recipe:
    """Return what the steps of a measure come to be in a model.

    Args:
        steps: Those of the terms. A cap on all support together is not among the figures and
            so is passed over; whoever compiles has to show that it cannot bind.
        given: Figures and facts; its lines do not matter.
        used: For caps of the firm and its group.
        alone: These are all expenses of the claim, so that a cap per unit or per project
            holds for them alone.

    Raises:
        UserError: ``model.*`` -- the steps stand in an order that a model cannot follow.
    """
    start = next(place for place, step in enumerate(steps) if isinstance(step, _STARTS))
    done = _Steps(given, used, alone=alone)
    for step in steps[start + 1 :]:
        if all(name in given.settings for name in needs(step)):
            done.take(step)
    award = None if isinstance(steps[start], Sum) else _award(steps, given, done)
    return Recipe(
        before=tuple(steps[:start]),
        gross=tuple(done.gross) if award is None else (AtMost(award),),
        caps=tuple(done.caps),
        least=done.least,
        award=award,
        share=done.share,
        half_up=done.half_up,
        spent=done.spent,
    )


def _award(steps: Sequence[Step], given: Given, done: _Steps) -> int:
    """Return an award with every cap at its full height; what is left of caps are rooms."""
    if done.spent is not None:
        raise UserError("model.spent_may_bind")
    amount = Fraction(0 if done.nothing else amount_of(steps, given))
    if amount.denominator != 1:
        raise ValueError(amount)  # the loader demands a rounding step
    return max(amount.numerator, 0)


class _Steps:
    """The steps of a leaf as they come together."""

    def __init__(self, given: Given, used: Used, *, alone: bool) -> None:
        self._given = given
        self._used = used
        self._alone = alone
        self._rounded = False
        self._left: int | None = None
        self._shared = False
        self.gross: list[GrossStep] = []
        self.caps: list[Shared] = []
        self.least = 0
        self.nothing = False
        self.share = Fraction(1)
        self.half_up = False
        self.spent: Fraction | None = None

    def take(self, step: Step) -> None:
        """Add a step."""
        match step:
            case Times():
                self._times(self._ratio(step.by))
            case Round():
                self._round(step.mode)
            case Cap():
                self._cap(step)
            case MinOf():
                self._min_of(step)
            case FloorAt():
                self._floor(self._money(step.at), strict=step.strict)
            case _:
                raise TypeError(step)

    def _times(self, ratio: Fraction) -> None:
        if self.caps:
            raise UserError("model.share_after_cap")
        self.share *= ratio
        self.gross.append(Ratio(ratio.numerator, ratio.denominator))

    def _round(self, mode: Rounding) -> None:
        """Round; to the fen that may as well be done before a cap, whose height is whole fen."""
        self._rounded = True
        self.half_up = mode is Rounding.HALF_UP_TO_FEN
        unit = YUAN if mode is Rounding.DOWN_TO_YUAN else 1
        if self.caps:
            if self.least % unit:
                raise UserError("model.yuan_after_cap")
            self.caps = [replace(one, unit=unit) for one in self.caps]
        self.gross.append(Rounded(unit, half_up=self.half_up))

    def _cap(self, step: Cap) -> None:
        ceiling = ceiling_of(step, self._given)
        if ceiling is None:
            return
        height = max(ceiling.fen, 0)
        if step.per is Per.LINE or (step.per in _OF_ONE_CLAIM and self._alone):
            self._at_most(height)
        elif self.least:
            raise UserError("model.cap_after_floor")
        else:
            self.caps.append(Shared(cap=step, height=height))
            used = self._used(step)
            if used is None:
                self._shared = True
            else:
                left = max(height - used.fen, 0)
                self._left = left if self._left is None else min(left, self._left)

    def _min_of(self, step: MinOf) -> None:
        if SPENT in step.of:
            self.spent = max(self.share, self.spent or Fraction(0))
        for name in step.of:
            if name != SPENT:
                self._at_most(self._money(name))

    def _at_most(self, fen: int) -> None:
        if fen < self.least:
            raise UserError("model.cap_after_floor")
        self.gross.append(AtMost(fen))

    def _floor(self, fen: int, *, strict: bool) -> None:
        self.gross.append(NothingBelow(fen, strict=strict))
        if not self.caps:
            return
        least = fen + strict
        if self._left is not None and not self._shared:
            if self._left < least:
                self.nothing = True
                self.gross.append(AtMost(0))
            return
        if strict and not self._rounded:
            raise UserError("model.floor_before_rounding")
        self.least = max(self.least, least)

    def _ratio(self, name: str) -> Fraction:
        value = self._given.settings[name].value
        if not isinstance(value, Fraction):
            raise TypeError(name)
        return value

    def _money(self, name: str) -> int:
        value = self._given.settings[name].value
        if not isinstance(value, Money):
            raise TypeError(name)
        return value.fen
