"""What a person settled beside the facts: how an unclear word is read, and entered rates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.project import ProjectId


class DecidedBy(StrEnum):
    """Who settled an unclear word: the person, or an officer who answered."""

    PERSON = "person"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenReading:
    """One unsettled reading as it was settled.

    Attributes:
        reading: Id of the reading in its measure.
        option: Id of the option chosen.
        note: Why, or what was said.
        office, officer: Who answered; blank where the person decided.
        decided_on: Day of the answer or of the choice; not kept for choices of old books.
        document: The answer on paper, if there is one.
    """

    pack: str
    measure: str
    reading: str
    option: str
    note: str = ""
    decided_by: DecidedBy = DecidedBy.PERSON
    office: str = ""
    officer: str = ""
    decided_on: dt.date | None = None
    document: DocumentId | None = None

    @property
    def basis(self) -> str:
        """Say who settled it, as printed beside a figure: ``按永州市商务局 2026-11-18 答复``."""
        if self.decided_by is DecidedBy.OFFICER:
            return f"按{self.office} {self.decided_on} 答复"
        return "按本单位选定的口径"


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
