from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.storage.books import LATER, changing, sample_document, sample_expense
from tests.unit.storage.test_claims import sample_claim

from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import Fair
from jiamao_desktop.storage import claims, documents, expenses, journal, projects
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database


def one(number: int, **changed: object) -> Expense:
    """Return an expense with nothing but what a test says."""
    fields: dict[str, object] = {"category": "fair.booth", "gross": Money(number * 100)}
    return Expense(**(fields | changed))  # type: ignore[arg-type]  # -- tests name real fields


@pytest.fixture
def ledger(db: Database) -> Database:
    """Five expenses with ids 1 to 5, not in the order of anything."""
    with changing(db):
        fair = projects.add(db, Fair(title="广交会"))
        expenses.add_all(
            db,
            [
                one(300, paid_on=dt.date(2026, 3, 1), payee="丙", project=fair),
                one(100, paid_on=dt.date(2026, 1, 1), payee="甲", category="aeo.consulting"),
                one(200, paid_on=None, payee="乙", project=fair),
                one(500, paid_on=dt.date(2026, 3, 1), payee="丁", category="aeo.consulting"),
                one(-50, paid_on=dt.date(2026, 5, 1), payee="甲", tax=Money(-300)),
            ],
        )
    return db


def test_an_expense_comes_back_as_it_was(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, sample_expense())
    assert expenses.get_many(db, [number]) == {number: sample_expense()}


def test_a_bare_expense_comes_back_as_it_was(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, one(1))
    assert expenses.get_many(db, [number]) == {number: one(1)}


def test_pages_come_in_the_order_asked_and_without_what_is_gone(ledger: Database) -> None:
    wanted = [ExpenseId(4), ExpenseId(99), ExpenseId(1)]
    assert list(expenses.get_many(ledger, wanted)) == [4, 1]


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("paid_on", True, [5, 4, 1, 2, 3]),
        ("paid_on", False, [3, 2, 1, 4, 5]),
        ("gross", True, [4, 1, 3, 2, 5]),
        ("gross_fen", False, [5, 2, 3, 1, 4]),
        ("category", False, [2, 4, 1, 3, 5]),
        ("issued_on", True, [5, 4, 3, 2, 1]),
    ],
)
def test_a_list_is_sorted_totally(
    ledger: Database, sort: str, descending: bool, expected: list[int]
) -> None:
    assert list(expenses.ids(ledger, sort=sort, descending=descending)) == expected


@pytest.mark.parametrize("sort", ["", "nothing", "id; DROP TABLE expense", "paid_on DESC"])
def test_there_is_no_order_but_those_named(ledger: Database, sort: str) -> None:
    with pytest.raises(ValueError, match=f"^{sort}"):
        expenses.ids(ledger, sort=sort)


@pytest.mark.parametrize("sort", expenses.SORTS)
def test_every_order_comes_from_an_index(ledger: Database, sort: str) -> None:
    plan = ledger.conn.execute(
        f"EXPLAIN QUERY PLAN SELECT id FROM expense WHERE 1 ORDER BY {sort} DESC, id DESC"  # noqa: S608 -- constants
    ).fetchall()
    assert "USING COVERING INDEX" in plan[0][3]


def test_a_list_can_be_narrowed(ledger: Database) -> None:
    fair = next(iter(projects.all(ledger)))
    assert list(expenses.ids(ledger, categories=["aeo.consulting"])) == [4, 2]
    assert list(expenses.ids(ledger, categories=["aeo.consulting", "fair.booth"])) == [
        5, 4, 1, 2, 3,
    ]  # fmt: skip
    assert list(expenses.ids(ledger, categories=[])) == []
    assert list(expenses.ids(ledger, project=fair)) == [1, 3]
    assert list(expenses.ids(ledger, unpaid=True)) == [3]
    assert list(expenses.ids(ledger, contains="甲", categories=["fair.booth"])) == [5]
    assert list(expenses.ids(ledger, contains="甲", project=fair)) == []


def test_ids_take_eight_bytes_each(ledger: Database) -> None:
    assert expenses.ids(ledger).itemsize == 8


def test_a_kept_list_is_never_stale(ledger: Database) -> None:
    before = expenses.ids(ledger)
    assert expenses.ids(ledger) == before
    with changing(ledger):
        number = expenses.add(ledger, one(1, paid_on=dt.date(2027, 1, 1)))
        assert expenses.ids(ledger)[0] == number
        expenses.delete(ledger, ExpenseId(1))
        assert 1 not in expenses.ids(ledger)
    assert expenses.ids(ledger)[0] == number
    journal.undo(ledger, LATER)
    assert expenses.ids(ledger) == before


def test_a_reader_sees_what_was_saved_since_its_last_list(opened: Book) -> None:
    reader = opened.reader()
    assert list(expenses.ids(reader)) == []
    for number in range(1, 4):
        with changing(opened.db):
            expenses.add(opened.db, one(number))
        assert len(expenses.ids(reader)) == number
        assert len(expenses.ids(reader, sort="gross")) == number
    reader.conn.close()


def test_what_a_caller_does_to_its_list_harms_nobody(ledger: Database) -> None:
    expenses.ids(ledger).reverse()
    assert list(expenses.ids(ledger)) == [5, 4, 1, 2, 3]


def test_many_matches_are_sorted_like_few(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [list(expenses.ids(ledger, contains="甲", descending=way)) for way in (True, False)]
    monkeypatch.setattr(expenses, "_FEW", 0)
    many = [list(expenses.ids(ledger, contains="甲", descending=way)) for way in (True, False)]
    assert few == many == [[5, 2], [2, 5]]
    assert list(expenses.ids(ledger, contains="甲", categories=["fair.booth"])) == [5]
    assert list(expenses.ids(ledger, contains="戊")) == []


def test_a_word_that_stands_everywhere_finds_everything_in_order(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changing(ledger):
        for number, expense in expenses.get_many(
            ledger, [ExpenseId(n) for n in range(1, 6)]
        ).items():
            expenses.update(ledger, number, replace(expense, note="公司"))
    monkeypatch.setattr(expenses, "_FEW", 0)
    assert list(expenses.ids(ledger, contains="公司")) == [5, 4, 1, 2, 3]
    assert list(expenses.ids(ledger, contains="公司", unpaid=True)) == [3]
    assert list(expenses.ids(ledger, contains="公司", categories=[])) == []
    expenses.ids(ledger, contains="公司").reverse()
    assert list(expenses.ids(ledger)) == [5, 4, 1, 2, 3]


def test_sums_come_from_the_book_and_not_from_a_page(ledger: Database) -> None:
    sums = expenses.totals(ledger)
    assert sums.count == 5
    assert sums.gross == Money(105_000)
    assert sums.tax == Money(-300)
    assert (sums.unsupported, sums.other_funding) == (ZERO, ZERO)
    assert sums.unpaid == 1


def test_sums_can_be_narrowed_like_lists(ledger: Database) -> None:
    fair = next(iter(projects.all(ledger)))
    assert expenses.totals(ledger, project=fair).gross == Money(50_000)
    assert expenses.totals(ledger, contains="甲").count == 2
    assert expenses.totals(ledger, categories=["aeo.consulting"]).gross == Money(60_000)
    assert expenses.totals(ledger, [ExpenseId(1), ExpenseId(2)]).gross == Money(40_000)
    assert expenses.totals(ledger, [ExpenseId(1)], project=fair).count == 1
    assert expenses.totals(ledger, []).count == 0


def test_the_sum_of_nothing_is_nought(db: Database) -> None:
    sums = expenses.totals(db)
    assert (sums.count, sums.gross, sums.unpaid) == (0, ZERO, 0)


def test_sums_of_all_never_touch_the_rows(ledger: Database) -> None:
    plan = ledger.conn.execute(
        "EXPLAIN QUERY PLAN SELECT sum(gross_fen), sum(tax_fen), sum(unsupported_fen), "
        "sum(other_funding_fen), count(paid_on) FROM expense WHERE 1"
    ).fetchall()
    assert "COVERING INDEX expense_sums" in plan[0][3]


def test_unpaid_expenses_are_those_without_a_day(ledger: Database) -> None:
    assert list(expenses.unpaid(ledger)) == [3]


def test_an_expense_can_be_changed(ledger: Database) -> None:
    with changing(ledger):
        expenses.update(ledger, ExpenseId(1), sample_expense())
    assert expenses.get_many(ledger, [ExpenseId(1)])[ExpenseId(1)] == sample_expense()


def test_changing_what_is_gone_is_named(ledger: Database) -> None:
    with pytest.raises(UserError) as caught, changing(ledger):
        expenses.update(ledger, ExpenseId(99), sample_expense())
    assert caught.value.code == "expense.gone"


def test_a_chain_holds_its_documents_in_the_order_they_were_linked(ledger: Database) -> None:
    with changing(ledger):
        first, second = (documents.add(ledger, sample_document(number)) for number in (1, 2))
        chain = (
            Evidence(document=second, role=EvidenceRole.CONTRACT),
            Evidence(document=first, role=EvidenceRole.FAPIAO),
            Evidence(document=first, role=EvidenceRole.PAYMENT),
        )
        for link in chain:
            expenses.link(ledger, ExpenseId(1), link)
        expenses.link(ledger, ExpenseId(2), chain[0])
    found = expenses.evidence(ledger, [ExpenseId(1), ExpenseId(2), ExpenseId(3)])
    assert found == {1: chain, 2: chain[:1]}


def test_linking_twice_is_linking_once(ledger: Database) -> None:
    with changing(ledger):
        link = Evidence(document=documents.add(ledger, sample_document()), role=EvidenceRole.OTHER)
        expenses.link(ledger, ExpenseId(1), link)
        expenses.link(ledger, ExpenseId(1), link)
    assert expenses.evidence(ledger, [ExpenseId(1)]) == {1: (link,)}


def test_unlinking_keeps_the_document_and_the_other_roles(ledger: Database) -> None:
    with changing(ledger):
        document = documents.add(ledger, sample_document())
        links = [Evidence(document=document, role=role) for role in EvidenceRole]
        for link in links:
            expenses.link(ledger, ExpenseId(1), link)
        expenses.unlink(ledger, ExpenseId(1), links[0])
        expenses.unlink(ledger, ExpenseId(2), links[0])
    assert expenses.evidence(ledger, [ExpenseId(1)]) == {1: tuple(links[1:])}
    assert document in documents.get_many(ledger, [document])


def test_deleting_an_expense_takes_its_links_but_not_its_documents(ledger: Database) -> None:
    with changing(ledger):
        link = Evidence(document=documents.add(ledger, sample_document()), role=EvidenceRole.OTHER)
        expenses.link(ledger, ExpenseId(1), link)
    with changing(ledger):
        expenses.delete(ledger, ExpenseId(1))
    assert ledger.table("evidence").count == 0
    assert ledger.table("document").count == 1


def test_a_claimed_expense_cannot_be_deleted_and_is_not_listed_as_unclaimed(
    ledger: Database,
) -> None:
    with changing(ledger):
        claims.add(ledger, sample_claim(expenses=(ExpenseId(1), ExpenseId(4))))
    assert list(expenses.ids(ledger, unclaimed=True)) == [5, 2, 3]
    assert expenses.totals(ledger, unclaimed=True).count == 3
    with pytest.raises(UserError) as caught, changing(ledger):
        expenses.delete(ledger, ExpenseId(4))
    assert caught.value.code == "expense.claimed"
    assert list(expenses.get_many(ledger, [ExpenseId(4)])) == [4]


def test_two_thousand_expenses_are_read_by_ids_in_pages(db: Database) -> None:
    with changing(db):
        expenses.add_all(db, (one(number) for number in range(1, 2001)))
    every = expenses.ids(db, sort="gross", descending=False)
    assert len(every) == 2000
    page = [ExpenseId(number) for number in every[-100:]]
    assert [record.gross.fen for record in expenses.get_many(db, page).values()] == [
        number * 100 for number in range(1901, 2001)
    ]
