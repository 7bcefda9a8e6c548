"""Letters of inquiry: one for each office, kept with the book until they are answered."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.qt.claim_book import NAME, fill_book
from tests.unit.documents.reading import all_text, squeezed

from jiamao_desktop.app import history, papers
from jiamao_desktop.app.inquiries import (
    inquiry_list,
    letter_for,
    letter_pdf,
    mark_sent,
    new_inquiries,
)
from jiamao_desktop.app.unsettled import UnsettledItem, unsettled_list
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.documents.inquiry_letter import inquiry_letter
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.inquiry import AskedWord, Inquiry, InquiryId, InquiryState
from jiamao_desktop.storage import inquiries

PACK = "cn.hn.yongzhou.foreign-trade"
VAT, PAYER = (PACK, "vat-base"), (PACK, "payer")


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


def item(ws: Workspace, key: str) -> UnsettledItem:
    return next(one for one in unsettled_list(ws) if (one.pack, one.key) == (PACK, key))


def test_a_letter_quotes_the_clause_and_says_who_asks_whom(book: Workspace) -> None:
    [number], changes = new_inquiries(book, [VAT, PAYER])
    assert changes.tables == {"inquiry", "inquiry_word", "document"}
    found = all_text(letter_pdf(book, number))
    notice = item(book, "vat-base").notice
    assert squeezed(f"{notice.office}：") in found
    assert squeezed(notice.number) in found
    assert found.count(squeezed(NAME)) == 2
    for key in ("vat-base", "payer"):
        one = item(book, key)
        assert squeezed(one.question) in found
        for clause in one.clauses:
            assert squeezed(f"“{clause.quote}”（{clause.number}，{clause.where}）") in found
        for option in one.options:
            assert squeezed(option.label) in found


def test_amounts_stand_in_a_letter_only_if_that_is_wanted(book: Workspace) -> None:
    [quiet], _ = new_inquiries(book, [VAT])
    [open_], _ = new_inquiries(book, [VAT], with_amounts=True)
    amounts = [f"{one.amount}元" for one in item(book, "vat-base").options]
    assert not any(amount in all_text(letter_pdf(book, quiet)) for amount in amounts)
    assert all(amount in all_text(letter_pdf(book, open_)) for amount in amounts)


def test_a_letter_holds_no_personal_data_but_whom_to_answer(book: Workspace) -> None:
    [number], _ = new_inquiries(book, [VAT], with_amounts=True)
    found = all_text(letter_pdf(book, number))
    assert "李四" in found
    assert "张三" not in found
    assert "6222000011112222" not in found


def test_every_office_gets_a_letter_of_its_own(book: Workspace) -> None:
    items = unsettled_list(book)
    wanted = {one.notice.office: (one.pack, one.key) for one in items}
    assert len(wanted) > 1
    made, _ = new_inquiries(book, list(wanted.values()))
    rows = inquiry_list(book)
    assert {row.inquiry.office for row in rows} == set(wanted)
    assert {row.id for row in rows} == set(made)
    assert history.undo_label(book) == f"写咨询函：{'、'.join(_in_order(items, wanted))}"
    history.undo(book)
    assert inquiry_list(book) == []
    assert len(papers.document_ids(book)) == 0


def _in_order(items: object, wanted: dict[str, tuple[str, str]]) -> list[str]:
    assert isinstance(items, list)
    chosen = [one.notice.office for one in items if (one.pack, one.key) in wanted.values()]
    return list(dict.fromkeys(chosen))


def test_a_letter_is_listed_with_its_questions(book: Workspace) -> None:
    [number], _ = new_inquiries(book, [PAYER, VAT])
    [row] = inquiry_list(book)
    assert row.id == number
    assert set(row.questions) == {item(book, "vat-base").question, item(book, "payer").question}
    assert row.inquiry.made_on == dt.date(2026, 11, 20)
    assert "咨询函" in row.title


def test_the_item_knows_its_newest_letter(book: Workspace) -> None:
    assert item(book, "vat-base").letter is None
    new_inquiries(book, [VAT])
    [second], _ = new_inquiries(book, [VAT, PAYER])
    found = item(book, "vat-base").letter
    assert found is not None
    assert found[0] == second
    assert item(book, "pool-window").letter is None


def test_a_letter_goes_out_on_a_day(book: Workspace) -> None:
    [number], _ = new_inquiries(book, [VAT])
    mark_sent(book, number)
    [row] = inquiry_list(book)
    assert (row.inquiry.state, row.inquiry.sent_on) == (
        InquiryState.SENT,
        dt.date(2026, 11, 20),
    )
    history.undo(book)
    assert inquiry_list(book)[0].inquiry.state is InquiryState.DRAFTED


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2026, 11, 19), "inquiry.before_made"),
        (dt.date(2026, 11, 21), "inquiry.in_future"),
    ],
)
def test_a_letter_cannot_go_out_before_it_is_made_nor_in_the_future(
    book: Workspace, day: dt.date, code: str
) -> None:
    [number], _ = new_inquiries(book, [VAT])
    with pytest.raises(UserError, match=code):
        mark_sent(book, number, day)


def test_a_letter_that_is_not_there_cannot_be_sent_or_read(book: Workspace) -> None:
    for work in (mark_sent, letter_pdf):
        with pytest.raises(UserError, match="inquiry.missing"):
            work(book, InquiryId(7))


def test_an_answered_letter_is_not_sent_again(book: Workspace) -> None:
    [number], _ = new_inquiries(book, [VAT])
    with book.operation("inquiry.test", "答复") as operation:
        [one] = inquiries.all(operation.db).values()
        answered = Inquiry(
            office=one.office,
            words=one.words,
            made_on=one.made_on,
            answered_on=one.made_on,
            document=one.document,
        )
        inquiries.update(operation.db, number, answered)
    with pytest.raises(UserError, match="inquiry.answered_already"):
        mark_sent(book, number)


def test_somebody_has_to_say_what_to_ask(book: Workspace) -> None:
    with pytest.raises(UserError, match="inquiry.nothing_asked"):
        new_inquiries(book, [])
    with pytest.raises(UserError, match="word.unknown"):
        new_inquiries(book, [(PACK, "nothing")])
    assert inquiry_list(book) == []


def test_two_letters_on_one_day_have_numbers_of_their_own(book: Workspace) -> None:
    new_inquiries(book, [VAT])
    new_inquiries(book, [VAT])
    newer, older = (row.title for row in inquiry_list(book))
    assert newer.endswith("（ZX0002-2026-11-20）")
    assert older.endswith("（ZX0001-2026-11-20）")
    assert len(papers.document_ids(book)) == 2


def test_the_same_words_give_the_same_letter(book: Workspace) -> None:
    items = [item(book, "vat-base")]
    made = [letter_for(book, items, number=3, with_amounts=True) for _ in range(2)]
    assert inquiry_letter(made[0]) == inquiry_letter(made[1])


def test_a_letter_says_how_it_is_counted_for_now(book: Workspace) -> None:
    [question] = letter_for(book, [item(book, "vat-base")], number=1, with_amounts=False).questions
    assert question.current == 0
    assert question.options[0] == "按不含税金额"
    assert question.meaning.startswith("关系到我单位申报“")
    found = item(book, "vat-base")
    ours, others = found.measures[: found.paying], found.measures[found.paying :]
    assert all(f"“{title}”" in question.meaning for _, title in ours[:3])
    assert not any(f"“{title}”" in question.meaning for _, title in others)


def test_many_measures_are_counted_and_none_is_left_out_where_nothing_comes_to_anything(
    workspace: Workspace,
) -> None:
    empty = item(workspace, "vat-base")
    assert empty.paying == 0
    [question] = letter_for(workspace, [empty], number=1, with_amounts=False).questions
    assert f"等 {len(empty.measures)} 项支持" in question.meaning


def test_a_word_its_pack_no_longer_has_is_named_by_its_id(book: Workspace) -> None:
    [number], _ = new_inquiries(book, [VAT])
    with book.operation("inquiry.test", "改") as operation:
        [one] = inquiries.all(operation.db).values()
        gone = Inquiry(
            office=one.office,
            words=(AskedWord(pack="gone", measure="m", word="old-word"),),
            made_on=one.made_on,
            document=one.document,
        )
        inquiries.update(operation.db, number, gone)
    assert inquiry_list(book)[0].questions == ("old-word",)
