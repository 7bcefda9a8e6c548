"""Figures of a measure: dated, each with its clause; entered ones; what a county raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import Predicate

ParameterValue = Money | Fraction | int


class ParameterType(StrEnum):
    """The kinds of figure."""

    MONEY = "money"
    RATIO = "ratio"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A figure and the day from which it applies."""

    first: dt.date
    value: ParameterValue
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A higher figure of a county or a park, for those it concerns (县级可适当提升).

    Attributes:
        of: The figure it raises: ``PACK#MEASURE.PARAMETER``.
        level: Whose money the rest is. over: Level of the pack whose figure it raises, once
            the catalogue has found it.
        where: Whom it concerns.
        values: In order of their days, as those of a parameter. last: Last day of its notice.
    """

    of: str
    level: str
    where: Predicate
    values: tuple[DatedValue, ...]
    last: dt.date | None
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A figure that steps name.

    Attributes:
        values: In order of their days; empty if the notice names none and a person enters it.
        help: Where to find a figure that has to be entered.
        overlays: What counties make of it; put here by the catalogue.
    """

    id: str
    type: ParameterType
    label: str
    help: str = ""
    values: tuple[DatedValue, ...] = ()
    overlays: tuple[Overlay, ...] = ()

    @property
    def entered(self) -> bool:
        """Tell whether a person has to enter it."""
        return not self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Figures of another place or year, offered as a labelled default, never as law.

    Attributes:
        source: Where the figures were read.
        note: What else that practice says, and what of it is not known.
        values: Parameter to figure; empty if no figure is known.
    """

    id: str
    label: str
    place: str
    year: int
    source: str
    note: str
    values: Mapping[str, ParameterValue]


def size_of(value: ParameterValue) -> Fraction:
    """Return how large a figure is, for comparing two of one kind."""
    return Fraction(value.fen if isinstance(value, Money) else value)


def in_effect(values: Sequence[DatedValue], day: dt.date) -> DatedValue:
    """Return the figure of a day; before the first day it is the first one."""
    return [value for value in values if value.first <= day or value is values[0]][-1]
