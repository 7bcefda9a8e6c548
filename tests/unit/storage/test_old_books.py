"""A book of the program before files of every kind were read: it opens, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.storage.books import LATER, contents

from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import PaymentId
from jiamao_desktop.domain.settlement import Settlement, Sureness
from jiamao_desktop.storage import (
    database,
    fapiao,
    journal,
    migrations,
    payments,
    search,
    settlements,
    triggers,
)
from jiamao_desktop.storage.database import Database

BOOK = Path(__file__).parents[2] / "files/old_books/m0010.sql"


def migrated(db: Database) -> Database:
    """Do what opening a book does."""
    assert migrations.migrate(db)
    settlements.fill(db)
    return db


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """Return a book as that program left it after two operations."""
    db = database.create(tmp_path / "book.db", bytes(32), b"audit")
    db.conn.execute("PRAGMA synchronous=OFF")
    db.conn.executescript(BOOK.read_text("utf-8"))
    yield db
    db.conn.close()


def test_an_old_book_is_brought_up_to_date_and_every_row_is_as_it_was(old: Database) -> None:
    were = contents(old)
    columns = {table: triggers.columns(old, table) for table in were}
    migrated(old)
    for table, rows in were.items():
        names = ", ".join(columns[table])
        assert old.conn.execute(f"SELECT {names} FROM {table} ORDER BY id").fetchall() == rows  # noqa: S608 -- from the schema
    assert triggers.installed(old) == triggers.generated(old)
    assert not migrations.migrate(old)


def test_its_journal_still_holds(old: Database) -> None:
    migrated(old)
    assert journal.verify(old) is None
    assert journal.replay_check(old) == ()


def test_what_was_done_before_can_be_undone_and_redone(old: Database) -> None:
    migrated(old)
    assert [journal.undo(old, LATER).tables for _ in range(3)] == [
        {"settlement"},
        {"payment", "expense"},
        {"fapiao", "payment", "expense", "declaration", "declaration_item"},
    ]
    assert all(rows == [] for rows in contents(old).values())
    for _ in range(3):
        journal.redo(old, LATER)
    assert old.table("expense").count == 7
    assert len(settlements.of_payments(old, [PaymentId(1)])) == 2
    assert journal.replay_check(old) == ()


def test_slips_are_known_by_account_and_serial(old: Database) -> None:
    migrated(old)
    assert payments.by_identity(old, "6222|S1") == PaymentId(1)
    assert payments.by_identity(old, "6333|S3") == PaymentId(4)
    assert payments.by_identity(old, "6222|S9") is None


def test_slips_that_share_account_and_number_stay_two(old: Database) -> None:
    migrated(old)
    assert payments.by_identity(old, "6222|S6") is None
    assert old.table("payment").count == 8


def test_what_its_slips_paid_is_noted_where_nothing_is_left_to_doubt(old: Database) -> None:
    migrated(old)
    found = settlements.of_expenses(old, map(ExpenseId, range(1, 8)))
    assert list(found.values()) == [
        Settlement(
            payment=PaymentId(1), expense=ExpenseId(1), amount=Money(100), sureness=Sureness.SURE
        ),
        Settlement(
            payment=PaymentId(1), expense=ExpenseId(2), amount=Money(200), sureness=Sureness.SURE
        ),
        Settlement(
            payment=PaymentId(2),
            expense=ExpenseId(3),
            amount=Money(5000),
            currency="USD",
            sureness=Sureness.SURE,
        ),
    ]
    [newest, before, _] = journal.history(old, 5)
    assert (newest.kind, newest.at) == ("settlement.fill", before.at)


@pytest.mark.parametrize(
    "slips",
    [
        pytest.param((3, 4), id="two banks gave the same number"),
        pytest.param((5,), id="more was spent than the slip paid"),
        pytest.param((6,), id="how much of it in its currency is not known"),
        pytest.param((7, 8), id="nothing names it"),
    ],
)
def test_what_is_in_doubt_is_left_open(old: Database, slips: tuple[int, ...]) -> None:
    migrated(old)
    assert settlements.of_payments(old, map(PaymentId, slips)) == {}
    assert set(slips) <= set(settlements.open_payments(old))


def test_its_papers_can_be_searched_from_now_on(old: Database) -> None:
    migrated(old)
    assert list(fapiao.ids(old, contains="龙飞")) == [1]
    assert len(payments.ids(old, contains="龙飞")) == 8
    assert list(search.matches(old, "declaration_item", "电源") or []) == [1]
    were = old.conn.execute("SELECT count(*) FROM fapiao_search").fetchone()
    search.fill(old)
    assert old.conn.execute("SELECT count(*) FROM fapiao_search").fetchone() == were


def test_a_book_without_a_past_has_nothing_to_fill(tmp_path: Path) -> None:
    db = database.create(tmp_path / "book.db", bytes(32), b"audit")
    migrated(db)
    assert journal.history(db, 5) == []
    db.conn.close()
