"""What a person settled beside the facts: how an unclear word is read, and entered rates."""

from __future__ import annotations

from dataclasses import dataclass

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.project import ProjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenReading:
    """One unsettled reading as the person settled it.

    Attributes:
        reading: Id of the reading in its measure.
        option: Id of the option chosen.
        note: Why, or who said so; printed beside the figure.
    """

    pack: str
    measure: str
    reading: str
    option: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterEntry:
    """A figure that a measure takes by reference, as the person entered it.

    Attributes:
        project: The project it is about, or ``None`` for all of the measure.
        param: Id of the parameter in its measure.
        value: As typed, e.g. ``"70%"``; the measure's own type reads it.
        source: Where the person has it from: notice, page, day.
        basis: ``ENTERED``, or ``PRACTICE`` when a labelled practice was taken over.
    """

    measure: str
    project: ProjectId | None = None
    param: str
    value: str
    source: str
    basis: Basis = Basis.ENTERED
