"""Settling unclear words: one choice for all measures, answers with their papers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest
from PIL import Image
from tests.qt.claim_book import (
    AEO,
    FAIR,
    KEY_BOOTH,
    OTHER_BOOTH,
    add_document,
    answer,
    fill_book,
    project,
)

from jiamao_desktop.app import asking, history, inquiries, papers, settling
from jiamao_desktop.app.assessing import Card, card
from jiamao_desktop.app.claims import start_claim
from jiamao_desktop.app.settling import OfficersAnswer
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assessment import Basis, Reading
from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.storage import claims, readings

PACK = "cn.hn.yongzhou.foreign-trade"
ANCHOR = f"{KEY_BOOTH}/anchor"
SAID = OfficersAnswer(office="永州市商务局", officer="王科长", day=dt.date(2026, 11, 18))
BASIS = "按永州市商务局 2026-11-18 答复"


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


def aeo(ws: Workspace) -> Card:
    return card(ws, AEO, project(ws, "AEO 高级认证"))


def reading(ws: Workspace, measure: str, word: str) -> Reading:
    """Return how a word of a measure is read, for any of its projects."""
    found = aeo(ws) if measure == AEO else card(ws, measure, project(ws, FAIR))
    return next(one for one in found.assessment.readings if one.id == word)


def test_what_is_chosen_for_one_measure_holds_for_all_that_share_the_word(
    book: Workspace,
) -> None:
    asking.choose_reading(book, KEY_BOOTH, "anchor", "paid")
    assert reading(book, OTHER_BOOTH, "anchor").chosen == "paid"
    assert reading(book, KEY_BOOTH, "anchor").chosen == "paid"


def test_a_choice_of_an_old_book_holds_for_all_that_share_the_word(book: Workspace) -> None:
    with book.operation("reading.choose", "解释口径") as operation:
        readings.put(
            operation.db,
            ChosenReading(pack=PACK, measure=KEY_BOOTH, reading="anchor", option="paid"),
        )
    assert reading(book, OTHER_BOOTH, "anchor").chosen == "paid"


def test_a_choice_is_undone_for_all_at_once(book: Workspace) -> None:
    settling.choose(book, PACK, "vat-base", "gross")
    assert reading(book, AEO, "vat-base").chosen == "gross"
    history.undo(book)
    assert reading(book, AEO, "vat-base").chosen == "net"
    assert readings.all(book.reader) == []
    history.redo(book)
    assert reading(book, OTHER_BOOTH, "vat-base").chosen == "gross"


def test_an_answer_changes_the_figures_and_is_named_beside_them(book: Workspace) -> None:
    before = aeo(book).assessment
    settling.record_answer(book, PACK, "vat-base", "gross", SAID)
    after = aeo(book).assessment
    assert after.ceiling > before.ceiling
    assert reading(book, AEO, "vat-base").decided == BASIS
    assert reading(book, AEO, "vat-base").answered
    assert after.worksheet[0].note == BASIS
    assert after.worksheet[0].basis is Basis.SETTLED


def test_a_claim_keeps_whose_answer_its_figures_rest_on(book: Workspace) -> None:
    answer(book, "firm.foreign_trader", "yes")
    settling.record_answer(book, PACK, "vat-base", "gross", SAID)
    number, _ = start_claim(book, AEO, project(book, "AEO 高级认证"))
    kept = json.loads(claims.get(book.reader, number).snapshot)  # type: ignore[union-attr]  # -- just made
    assert BASIS in [one["decided"] for one in kept["assessment"]["readings"]]
    assert kept["assessment"]["worksheet"][0]["note"] == BASIS


def test_an_answer_keeps_office_officer_day_note_and_a_paper_of_the_book(book: Workspace) -> None:
    paper = add_document(book, "市商务局回函", DocumentKind.OTHER)
    said = dataclasses.replace(SAID, office=" 永州市商务局 ", note="电话记录", document=paper)
    settling.record_answer(book, PACK, ANCHOR, "paid", said)
    word = settling.word_named(book, PACK, ANCHOR)
    found = settling.choice_of(book, PACK, word)
    assert found is not None
    assert (found.decided_by, found.office, found.officer) == (
        DecidedBy.OFFICER,
        "永州市商务局",
        "王科长",
    )
    assert (found.decided_on, found.note, found.document) == (SAID.day, "电话记录", paper)
    assert {one.measure for one in readings.all(book.reader)} == {one.id for one in word.sharers}


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "回函.png"
    Image.new("RGB", (60, 40), "white").save(file)
    return file


def test_the_paper_of_an_answer_becomes_a_document_of_the_book(book: Workspace, scan: Path) -> None:
    said = dataclasses.replace(SAID, file=scan)
    changes = settling.record_answer(book, PACK, "vat-base", "gross", said)
    assert changes.tables == {"reading", "document"}
    word = settling.word_named(book, PACK, "vat-base")
    found = settling.choice_of(book, PACK, word)
    assert found is not None
    assert found.document is not None
    assert papers.content(book, found.document) == scan.read_bytes()
    kept = papers.document_rows(book, [found.document])[found.document]
    assert (kept.title, kept.original_name) == (f"答复：{word.word.question}", "回函.png")
    # The same paper may answer a second question: it is kept once.
    settling.record_answer(book, PACK, "payer", "anyone", said)
    assert len(papers.document_ids(book)) == 1
    history.undo(book)
    history.undo(book)
    assert len(papers.document_ids(book)) == 0


def test_a_broken_paper_is_refused_and_nothing_is_recorded(book: Workspace, tmp_path: Path) -> None:
    missing = dataclasses.replace(SAID, file=tmp_path / "不存在.pdf")
    with pytest.raises(UserError, match="answer.file_refused"):
        settling.record_answer(book, PACK, "vat-base", "gross", missing)
    assert readings.all(book.reader) == []


def test_an_answer_is_not_undone_by_a_careless_choice(book: Workspace) -> None:
    settling.record_answer(book, PACK, "vat-base", "gross", SAID)
    with pytest.raises(UserError, match="reading.answered"):
        asking.choose_reading(book, AEO, "vat-base", "net")
    assert reading(book, AEO, "vat-base").chosen == "gross"


def test_a_later_answer_takes_the_place_of_an_earlier_one(book: Workspace) -> None:
    settling.record_answer(book, PACK, "vat-base", "gross", SAID)
    later = dataclasses.replace(SAID, day=dt.date(2026, 11, 20))
    settling.record_answer(book, PACK, "vat-base", "net", later)
    assert reading(book, AEO, "vat-base").decided == "按永州市商务局 2026-11-20 答复"
    assert reading(book, AEO, "vat-base").chosen == "net"


def test_an_answer_taken_back_leaves_the_careful_default(book: Workspace) -> None:
    settling.record_answer(book, PACK, "vat-base", "gross", SAID)
    settling.take_back(book, PACK, "vat-base")
    found = reading(book, AEO, "vat-base")
    assert (found.chosen, found.decided, found.answered) == ("net", "", False)
    with pytest.raises(UserError, match="reading.not_settled"):
        settling.take_back(book, PACK, "vat-base")


def test_the_answer_to_its_last_question_closes_a_letter(book: Workspace) -> None:
    [number], _ = inquiries.new_inquiries(book, [(PACK, "vat-base"), (PACK, ANCHOR)])
    settling.record_answer(book, PACK, "vat-base", "gross", SAID)
    assert state(book, number) is InquiryState.DRAFTED
    settling.record_answer(book, PACK, ANCHOR, "paid", SAID)
    assert state(book, number) is InquiryState.ANSWERED
    settling.take_back(book, PACK, ANCHOR)
    assert state(book, number) is InquiryState.DRAFTED
    history.undo(book)
    assert state(book, number) is InquiryState.ANSWERED


def state(ws: Workspace, number: int) -> InquiryState:
    return next(one.inquiry.state for one in inquiries.inquiry_list(ws) if one.id == number)


def test_the_persons_own_choice_answers_no_letter(book: Workspace) -> None:
    [number], _ = inquiries.new_inquiries(book, [(PACK, "vat-base")])
    settling.choose(book, PACK, "vat-base", "gross")
    assert state(book, number) is InquiryState.DRAFTED


@pytest.mark.parametrize(
    ("name", "option", "changes", "code"),
    [
        ("nothing", "x", {}, "word.unknown"),
        ("window", "year", {}, "word.unknown"),
        ("vat-base", "x", {}, "reading.unknown"),
        ("vat-base", "net", {"office": "  "}, "answer.without_office"),
        ("vat-base", "net", {"day": dt.date(2026, 11, 21)}, "answer.in_future"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    book: Workspace, name: str, option: str, changes: dict[str, object], code: str
) -> None:
    said = dataclasses.replace(SAID, **changes)  # type: ignore[arg-type]  # -- a test's own names
    with pytest.raises(UserError, match=code):
        settling.record_answer(book, PACK, name, option, said)
    assert readings.all(book.reader) == []


def test_a_pack_that_is_not_there_has_no_words(book: Workspace) -> None:
    with pytest.raises(UserError, match="word.unknown"):
        settling.choose(book, "cn.nowhere", "vat-base", "net")
