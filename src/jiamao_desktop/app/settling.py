"""Settling an unclear word: by the person's own choice, or by the answer of an office.

A word that several measures of a notice share is settled once, for all of them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.app.choices import choices_for
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.settled import OpenWord, find_word
from jiamao_desktop.importers import worker
from jiamao_desktop.storage import documents, inquiries, readings
from jiamao_desktop.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersAnswer:
    """What an office said.

    Attributes:
        office, officer: Who answered; the name may stay blank.
        day: Of the answer. note: What was said.
        document: The answer on paper, if the book has it already.
        file: The answer on paper, to be kept with the book.
    """

    office: str
    officer: str = ""
    day: dt.date
    note: str = ""
    document: DocumentId | None = None
    file: Path | None = None


def word_named(ws: Workspace, pack: str, name: str) -> OpenWord:
    """Return an unclear word.

    Args:
        ws: The book.
        pack: Id of its pack.
        name: Its key, or ``measure/word``.

    Raises:
        UserError: ``word.unknown``.
    """
    known = ws.catalog.packs.get(pack)
    found = find_word(known, name) if known else None
    if found is None:
        raise UserError("word.unknown", word=name, pack=pack)
    return found


def choose(ws: Workspace, pack: str, name: str, option: str) -> Changes:
    """Let the person settle a word, for every measure that shares it.

    Raises:
        UserError: ``word.unknown``, ``reading.unknown``; ``reading.answered`` -- an office has
            settled it, and a careless click must not undo that.
    """
    word = word_named(ws, pack, name)
    check_option(word, option)
    before = choice_of(ws, pack, word)
    if before is not None and before.decided_by is DecidedBy.OFFICER:
        raise UserError("reading.answered", office=before.office, day=before.decided_on)
    made = ChosenReading(
        pack=pack, measure="", reading=word.word.id, option=option, decided_on=ws.clock.today()
    )
    with ws.operation("reading.choose", f"解释口径：{word.word.question}") as operation:
        _put(operation.db, word, made)
    return operation.changes


def record_answer(
    ws: Workspace, pack: str, name: str, option: str, answer: OfficersAnswer
) -> Changes:
    """Record how an office reads a word; it then holds for every measure that shares it.

    Letters whose words have all been answered are closed.

    Raises:
        UserError: ``word.unknown``, ``reading.unknown``, ``answer.without_office``,
            ``answer.in_future``, ``answer.file_refused``.
    """
    word = word_named(ws, pack, name)
    check_option(word, option)
    if not answer.office.strip():
        raise UserError("answer.without_office", field="office")
    if answer.day > ws.clock.today():
        raise UserError("answer.in_future", field="day", day=answer.day)
    paper = _read(answer.file) if answer.file is not None else None
    attachment = ws.book.files.store(paper.content) if paper else ""
    with ws.operation("reading.answer", f"记录答复：{word.word.question}") as operation:
        document = answer.document
        if paper is not None:
            document = keep_document(
                operation.db, _as_document(ws, paper, attachment, word.word.question)
            )
        made = ChosenReading(
            pack=pack,
            measure="",
            reading=word.word.id,
            option=option,
            note=answer.note.strip(),
            decided_by=DecidedBy.OFFICER,
            office=answer.office.strip(),
            officer=answer.officer.strip(),
            decided_on=answer.day,
            document=document,
        )
        _put(operation.db, word, made)
        _close_letters(operation.db, answer.day)
    return operation.changes


def take_back(ws: Workspace, pack: str, name: str) -> Changes:
    """Take a choice or an answer back: the careful default applies again.

    Raises:
        UserError: ``word.unknown``, ``reading.not_settled``.
    """
    word = word_named(ws, pack, name)
    if choice_of(ws, pack, word) is None:
        raise UserError("reading.not_settled", question=word.word.question)
    with ws.operation("reading.take_back", f"撤回口径：{word.word.question}") as operation:
        readings.remove(operation.db, pack, [one.id for one in word.sharers], word.word.id)
        _close_letters(operation.db, ws.clock.today())
    return operation.changes


def choice_of(ws: Workspace, pack: str, word: OpenWord) -> ChosenReading | None:
    """Return how a word was settled; ``None``: by default."""
    return choices_for(ws, ws.catalog.packs[pack], word.sharers[0]).get(word.word.id)


def keep_document(db: Database, document: Document) -> DocumentId:
    """Keep a paper, once: a book that has this very file gives it back."""
    known = documents.number_of(db, document.sha256)
    return documents.add(db, document) if known is None else known


def check_option(word: OpenWord, option: str) -> None:
    """Refuse an option that a word does not have.

    Raises:
        UserError: ``reading.unknown``.
    """
    if option not in {one.id for one in word.word.options}:
        raise UserError("reading.unknown", reading=word.key, option=option)


def _put(db: Database, word: OpenWord, made: ChosenReading) -> None:
    for measure in word.sharers:
        readings.put(db, dataclasses.replace(made, measure=measure.id))


def _read(file: Path) -> FileReading:
    """Read a paper in the worker process: it came from outside like any other."""
    [found] = worker.read_files([file])
    if found.refused:
        reason = message(found.problem) if found.problem else ""
        raise UserError("answer.file_refused", field="file", name=file.name, reason=reason)
    return found


def _as_document(ws: Workspace, paper: FileReading, attachment: str, question: str) -> Document:
    return Document(
        kind=DocumentKind.OTHER,
        title=f"答复：{question}",
        attachment=attachment,
        sha256=paper.sha256,
        size=len(paper.content),
        mime=paper.mime,
        original_name=paper.name,
        added_at=ws.clock.now(),
    )


def _close_letters(db: Database, day: dt.date) -> None:
    """Close the letters whose words an office has answered, and open the others again."""
    answered = {
        (one.pack, one.measure, one.reading)
        for one in readings.all(db)
        if one.decided_by is DecidedBy.OFFICER
    }
    for number, letter in inquiries.all(db).items():
        closed = all((one.pack, one.measure, one.word) in answered for one in letter.words)
        if closed != (letter.answered_on is not None):
            inquiries.update(
                db, number, dataclasses.replace(letter, answered_on=day if closed else None)
            )
