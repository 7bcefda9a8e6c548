"""What is known of an applicant. Absence is not "no": it is "not known yet"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.money import Money

FactValue = bool | int | str | Money | Fraction | dt.date | frozenset[str]
Facts = Mapping[str, FactValue]
"""Fact id to value. A fact that is not in here is unknown."""


def day_in(facts: Facts, name: str) -> dt.date | None:
    """Return the day that a fact of type date holds; ``None``: it is not known.

    Raises:
        TypeError: It holds something else, which the loader rules out.
    """
    value = facts.get(name)
    if value is not None and not isinstance(value, dt.date):
        raise TypeError(name)
    return value


class FactType(StrEnum):
    """The kinds of value a fact may have."""

    BOOL = "bool"
    INT = "int"
    MONEY = "money"
    RATIO = "ratio"
    DATE = "date"
    TEXT = "text"
    CODE = "code"
    SET = "set"


class FactOrigin(StrEnum):
    """Where an answer came from; shown by colour and glyph."""

    ENTERED = "entered"
    IMPORTED = "imported"
    COMPUTED = "computed"
    ESTIMATED = "estimated"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDefinition:
    """An entry of ``resources/facts.toml``.

    Attributes:
        question: As the person is asked, in Chinese.
        choices: For ``code`` and ``set``: value to Chinese label, in order. A ``set`` without
            choices is an open list, entered by the person (a catalogue of goods).
        scope: ``"firm"`` (one answer per book) or ``"project"`` (one per project).
        unit: Printed behind a number, or blank.
        from_record: Record and field it is worked out from, e.g. ``fair.ends_on``; such a
            fact is asked for only while the record is silent. Blank: a question.
        signed: A whole number that may be less than nought, such as places lost.
        true_for: For a yes-or-no fact: what the record says where the answer is yes, such as
            the cities of a province. The record is silent where it says anything else.
        fixed: It is what it is (the day of a registration): no way to qualify may change it.
    """

    id: str
    type: FactType
    question: str
    help: str = ""
    label: str = ""
    choices: Mapping[str, str]
    scope: str = "firm"
    unit: str = ""
    from_record: str = ""
    fixed: bool = False
    true_for: tuple[str, ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A stored answer.

    Attributes:
        fact: Id in the dictionary.
        project: Database id of the project it is about; ``None`` for the firm.
        value: ``None`` with ``not_applicable`` false means: unknown, said so.
        source: Where the person has it from, e.g. a notice; printed for entered rates.
    """

    fact: str
    value: FactValue | None
    project: int | None = None
    not_applicable: bool = False
    origin: FactOrigin = FactOrigin.ENTERED
    as_of: dt.date | None = None
    source: str = ""
