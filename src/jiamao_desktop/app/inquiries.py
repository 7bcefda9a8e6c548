"""Letters of inquiry (咨询函): asking an office how it reads the words of its notice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.app import papers, profile
from jiamao_desktop.app.settling import keep_document, word_named
from jiamao_desktop.app.unsettled import UnsettledItem, unsettled_list
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents.inquiry_letter import inquiry_letter, title_of
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import Document, DocumentKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import (
    AskedWord,
    Inquiry,
    InquiryId,
    Letter,
    LetterQuestion,
)
from jiamao_desktop.storage import documents, inquiries
from jiamao_desktop.storage.database import Database

_SHORT_TITLE = re.compile(r"《(.+)》")
_MOST_TITLES = 3
"""More measures than this are counted rather than named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryRow:
    """A letter as lists show it.

    Attributes:
        title: Of the letter.
        questions: What it asks; a word that the pack no longer has is named by its id.
    """

    id: InquiryId
    inquiry: Inquiry
    title: str
    questions: tuple[str, ...]


def inquiry_list(ws: Workspace) -> Sequence[InquiryRow]:
    """Return every letter, newest first."""
    found = inquiries.all(ws.reader)
    kept = documents.get_many(ws.reader, [one.document for one in found.values()])
    return [
        InquiryRow(
            id=number,
            inquiry=one,
            title=kept[one.document].title,
            questions=tuple(_question(ws, asked) for asked in one.words),
        )
        for number, one in found.items()
    ]


def new_inquiries(
    ws: Workspace,
    words: Sequence[tuple[str, str]],
    *,
    with_amounts: bool = False,
    known: Sequence[UnsettledItem] | None = None,
) -> tuple[Sequence[InquiryId], Changes]:
    """Write to every office concerned: one letter for each, kept as documents of the book.

    Args:
        ws: The book.
        words: Pack and key of each word to be asked about.
        with_amounts: Say in the letter what each reading comes to for the applicant.
        known: The items already worked out, to save doing so again.

    Raises:
        UserError: ``inquiry.nothing_asked``, ``word.unknown``, ``applicant.missing``.
    """
    if not words:
        raise UserError("inquiry.nothing_asked")
    wanted = {(pack, word_named(ws, pack, key).key) for pack, key in words}
    items = [
        one
        for one in (unsettled_list(ws) if known is None else known)
        if (one.pack, one.key) in wanted
    ]
    offices = list(dict.fromkeys(one.notice.office for one in items))
    first = inquiries.next_number(ws.reader)
    letters = [
        letter_for(
            ws,
            [one for one in items if one.notice.office == office],
            number=first + place,
            with_amounts=with_amounts,
        )
        for place, office in enumerate(offices)
    ]
    printed = [inquiry_letter(one) for one in letters]
    attachments = ws.book.files.store_all(printed)
    made: list[InquiryId] = []
    with ws.operation("inquiry.new", f"写咨询函：{'、'.join(offices)}") as operation:
        for letter, pdf, attachment in zip(letters, printed, attachments, strict=True):
            document = keep_document(operation.db, _as_document(ws, letter, pdf, attachment))
            asked = tuple(_asked(ws, one) for one in items if one.notice.office == letter.office)
            made.append(
                inquiries.add(
                    operation.db,
                    Inquiry(
                        office=letter.office,
                        words=asked,
                        made_on=letter.made_on,
                        document=document,
                    ),
                )
            )
    return made, operation.changes


def letter_for(
    ws: Workspace, items: Sequence[UnsettledItem], *, number: int, with_amounts: bool
) -> Letter:
    """Return what a letter to the office of some words says.

    Args:
        ws: The book.
        items: The words; all of one office.
        number: Of the letter.
        with_amounts: Say what each reading comes to.

    Raises:
        UserError: ``applicant.missing``.
    """
    who = profile.applicant(ws)
    today = ws.clock.today()
    notices = {one.notice.number: one.notice for one in items}
    subject = "》《".join(_short(one.title) for one in notices.values())
    return Letter(
        reference=f"ZX{number:04d}-{today.isoformat()}",
        office=items[0].notice.office,
        subject=subject,
        notices=tuple((one.title, one.number) for one in notices.values()),
        applicant=who.name,
        uscc=who.uscc,
        contact=who.contact,
        phone=who.office_phone or who.mobile,
        made_on=today,
        questions=[_letter_question(one, with_amounts=with_amounts) for one in items],
    )


def mark_sent(ws: Workspace, number: InquiryId, day: dt.date | None = None) -> Changes:
    """Say on which day a letter went out; by default today.

    Raises:
        UserError: ``inquiry.missing``, ``inquiry.answered_already``, ``inquiry.before_made``,
            ``inquiry.in_future``.
    """
    letter = _get(ws.reader, number)
    sent_on = day or ws.clock.today()
    if letter.answered_on is not None:
        raise UserError("inquiry.answered_already", number=number)
    if sent_on < letter.made_on:
        raise UserError("inquiry.before_made", day=sent_on, made=letter.made_on)
    if sent_on > ws.clock.today():
        raise UserError("inquiry.in_future", day=sent_on)
    with ws.operation("inquiry.sent", f"寄出咨询函：{letter.office}") as operation:
        inquiries.update(operation.db, number, dataclasses.replace(letter, sent_on=sent_on))
    return operation.changes


def letter_pdf(ws: Workspace, number: InquiryId) -> bytes:
    """Return a letter as it was made, byte for byte.

    Raises:
        UserError: ``inquiry.missing``, ``document.gone``.
        MachineError: As :func:`~jiamao_desktop.app.papers.read_stored`.
    """
    return papers.content(ws, _get(ws.reader, number).document)


def _get(db: Database, number: InquiryId) -> Inquiry:
    found = inquiries.all(db).get(number)
    if found is None:
        raise UserError("inquiry.missing", number=number)
    return found


def _asked(ws: Workspace, item: UnsettledItem) -> AskedWord:
    """Return how the book names a word: by a measure that carries it."""
    word = word_named(ws, item.pack, item.key)
    return AskedWord(pack=item.pack, measure=word.sharers[0].id, word=item.word)


def _question(ws: Workspace, asked: AskedWord) -> str:
    try:
        return word_named(ws, asked.pack, f"{asked.measure}/{asked.word}").word.question
    except UserError:
        return asked.word


def _letter_question(item: UnsettledItem, *, with_amounts: bool) -> LetterQuestion:
    return LetterQuestion(
        question=item.question,
        clauses=item.clauses,
        remark=item.remark,
        options=tuple(one.label for one in item.options),
        meaning=_meaning(item, with_amounts=with_amounts),
        current=[one.id for one in item.options].index(item.chosen),
    )


def _meaning(item: UnsettledItem, *, with_amounts: bool) -> str:
    """Say what hangs on a word in plain words, and in yuan if that is wanted.

    What comes to nothing for the applicant is not named, unless nothing comes to anything.
    """
    titles = [title for _, title in item.measures[: item.paying or None]]
    named = "、".join(f"“{title}”" for title in titles[:_MOST_TITLES])
    rest = f"等 {len(titles)} 项支持" if len(titles) > _MOST_TITLES else ""
    meaning = f"关系到我单位申报{named}{rest}的条件或金额。"
    if not with_amounts:
        return meaning
    amounts = "；".join(
        f"理解{chr(ord('A') + place)}，{one.amount} 元" for place, one in enumerate(item.options)
    )
    return f"{meaning}按我单位已登记的费用测算，上述支持的上限合计为：{amounts}。"


def _short(title: str) -> str:
    """Return the title of what a notice issues: 关于印发《…》的通知."""
    match = _SHORT_TITLE.search(title)
    return match[1] if match else title


def _as_document(ws: Workspace, letter: Letter, pdf: bytes, attachment: str) -> Document:
    return Document(
        kind=DocumentKind.OTHER,
        title=f"{title_of(letter)}（{letter.reference}）",
        attachment=attachment,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        mime="application/pdf",
        original_name=f"咨询函-{letter.reference}.pdf",
        added_at=ws.clock.now(),
    )
