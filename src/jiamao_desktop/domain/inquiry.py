"""A letter of inquiry (咨询函): asking an office how it reads a word of its notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.document import DocumentId

InquiryId = NewType("InquiryId", int)


class InquiryState(StrEnum):
    """已起草 / 已发出 / 已答复."""

    DRAFTED = "drafted"
    SENT = "sent"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWord:
    """One word that a letter asks about: its id in a measure of a pack."""

    pack: str
    measure: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A letter as the book keeps it.

    Attributes:
        office: 主送. document: The letter itself, byte for byte as it was made.
        answered_on: Day of the answer that left none of its words open.
    """

    office: str
    words: tuple[AskedWord, ...]
    made_on: dt.date
    sent_on: dt.date | None = None
    answered_on: dt.date | None = None
    document: DocumentId

    @property
    def state(self) -> InquiryState:
        """Return how far it has come."""
        if self.answered_on is not None:
            return InquiryState.ANSWERED
        return InquiryState.DRAFTED if self.sent_on is None else InquiryState.SENT


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQuestion:
    """One thing asked.

    Attributes:
        clauses: Quoted word for word.
        remark: What the notice leaves out, where the clause alone does not show it.
        options: The ways to read it, the careful default first.
        meaning: What hangs on it for the applicant.
        current: Place of the reading used for now among ``options``.
    """

    question: str
    clauses: tuple[Clause, ...]
    remark: str = ""
    options: tuple[str, ...]
    meaning: str
    current: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a letter is made from. The same letter always gives the same bytes.

    Attributes:
        reference: Number of the letter in the book.
        office: 主送. subject: Short title of the notice, for the letter's own title.
        notices: Title and 文号 of every notice asked about.
        contact, phone: Whom to answer; blank if the applicant's record has none.
    """

    reference: str
    office: str
    subject: str
    notices: tuple[tuple[str, str], ...]
    applicant: str
    uscc: str
    contact: str = ""
    phone: str = ""
    made_on: dt.date
    questions: Sequence[LetterQuestion]
