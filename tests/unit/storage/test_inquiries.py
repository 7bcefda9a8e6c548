"""Letters of inquiry and officers' answers as the book keeps them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.unit.storage.books import changing

from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import AskedWord, Inquiry, InquiryId, InquiryState
from jiamao_desktop.storage import documents, inquiries, journal, readings
from jiamao_desktop.storage.database import Database

NOW = "2026-11-20T08:30:00Z"
DAY = dt.date(2026, 11, 20)
WORDS = (
    AskedWord(pack="p", measure="m", word="window"),
    AskedWord(pack="p", measure="n", word="base"),
)


def keep_letter(db: Database, digest: str = "ab" * 32) -> DocumentId:
    return documents.add(
        db,
        Document(
            kind=DocumentKind.OTHER,
            title="咨询函",
            attachment="cd" * 32,
            sha256=digest,
            size=3,
            mime="application/pdf",
            original_name="咨询函.pdf",
            added_at=NOW,
        ),
    )


def make(db: Database) -> tuple[InquiryId, Inquiry]:
    with changing(db):
        letter = keep_letter(db)
        inquiry = Inquiry(office="样例市商务局", words=WORDS, made_on=DAY, document=letter)
        return inquiries.add(db, inquiry), inquiry


def test_a_letter_keeps_its_words_in_their_order(db: Database) -> None:
    number, inquiry = make(db)
    assert inquiries.all(db) == {number: inquiry}
    assert inquiry.state is InquiryState.DRAFTED


def test_a_letter_goes_out_and_is_answered(db: Database) -> None:
    number, inquiry = make(db)
    sent = dataclasses.replace(inquiry, sent_on=dt.date(2026, 11, 21))
    with changing(db):
        inquiries.update(db, number, sent)
    assert inquiries.all(db)[number].state is InquiryState.SENT
    answered = dataclasses.replace(sent, answered_on=dt.date(2026, 12, 1))
    with changing(db):
        inquiries.update(db, number, answered)
    assert inquiries.all(db)[number].state is InquiryState.ANSWERED


def test_a_letter_that_is_gone_cannot_be_changed(db: Database) -> None:
    _, inquiry = make(db)
    with pytest.raises(UserError) as caught, changing(db):
        inquiries.update(db, InquiryId(99), inquiry)
    assert caught.value.code == "inquiry.missing"


def test_the_newest_letter_comes_first(db: Database) -> None:
    first, inquiry = make(db)
    with changing(db):
        second = inquiries.add(db, inquiry)
    assert list(inquiries.all(db)) == [second, first]


def test_the_number_of_a_letter_taken_back_is_not_given_again(db: Database) -> None:
    assert inquiries.next_number(db) == 1
    with journal.operation(db, "inquiry.new", "写咨询函", NOW):
        letter = keep_letter(db)
        number = inquiries.add(
            db, Inquiry(office="样例市商务局", words=WORDS, made_on=DAY, document=letter)
        )
    assert number == 1
    journal.undo(db, NOW)
    assert inquiries.all(db) == {}
    assert inquiries.next_number(db) == 2


def test_an_answer_is_kept_with_office_officer_day_and_paper(db: Database) -> None:
    with changing(db):
        answer = ChosenReading(
            pack="p",
            measure="m",
            reading="base",
            option="gross",
            note="电话答复，随后发来书面答复",
            decided_by=DecidedBy.OFFICER,
            office="样例市商务局",
            officer="王科长",
            decided_on=DAY,
            document=keep_letter(db),
        )
        readings.put(db, answer)
    assert readings.all(db) == [answer]
    assert answer.basis == "按样例市商务局 2026-11-20 答复"


def test_a_choice_of_an_old_book_is_the_persons_own(db: Database) -> None:
    with changing(db):
        db.conn.execute(
            "INSERT INTO reading (pack, measure, reading, option) VALUES ('p', 'm', 'base', 'net')"
        )
    [old] = readings.all(db)
    assert old.decided_by is DecidedBy.PERSON
    assert old.decided_on is None
    assert old.basis == "按本单位选定的口径"


def test_taking_back_touches_only_the_word_and_the_measures_named(db: Database) -> None:
    kept = ChosenReading(pack="p", measure="other", reading="base", option="gross")
    with changing(db):
        for one in (kept, dataclasses.replace(kept, measure="m")):
            readings.put(db, one)
        readings.remove(db, "p", ["m", "never"], "base")
    assert readings.all(db) == [kept]


def test_the_latest_choice_comes_last_even_if_it_replaces_an_older_one(db: Database) -> None:
    first = ChosenReading(pack="p", measure="m", reading="base", option="net")
    second = dataclasses.replace(first, measure="n")
    with changing(db):
        for one in (first, second, dataclasses.replace(first, option="gross")):
            readings.put(db, one)
    assert [one.measure for one in readings.all(db)] == ["n", "m"]


def test_a_document_is_found_by_its_content(db: Database) -> None:
    with changing(db):
        number = keep_letter(db)
    assert documents.number_of(db, "ab" * 32) == number
    assert documents.number_of(db, "ba" * 32) is None
