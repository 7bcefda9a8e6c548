"""A book of the program before files of every kind were read: it opens, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.unit.storage.books import LATER, NOW, contents

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
    steps_first,
    triggers,
)
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite_utils

SLIP = (
    "INSERT INTO payment (number, paid_on, payer, payer_account, payee, amount_hundredths, "
    "currency) VALUES (?, '2025-03-01', '永州样例电子有限公司', ?, '长沙龙飞展览有限公司', ?, ?)"
)
EXPENSE = (
    "INSERT INTO expense (category, gross_fen, tax_fen, payee, bank_slip_number, "
    "unsupported_fen, other_funding_fen, currency, foreign_hundredths) "
    "VALUES ('fair.booth', ?, 0, '长沙龙飞展览有限公司', ?, 0, 0, ?, ?)"
)


def migrated(db: Database) -> Database:
    """Do what opening a book does."""
    assert migrations.migrate(db)
    settlements.fill(db)
    return db


@contextmanager
def before(db: Database) -> Iterator[None]:
    """Open an operation as the old program would, which indexed three tables only."""
    three = {name: search.SEARCHED[name] for name in ("expense", "document", "declaration")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "SEARCHED", three)
        with journal.operation(db, "import", "收入单证", NOW):
            yield


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """Return a book as the tenth step left it, with two slips and what they paid."""
    db = database.create(tmp_path / "book.db", bytes(32), b"audit")
    db.conn.execute("PRAGMA synchronous=OFF")
    steps = sqlite_utils.Migrations("jiamao")
    for step in steps_first.STEPS:
        steps()(step)
    steps.apply(db)
    triggers.install(db)
    with before(db):
        db.conn.execute(
            "INSERT INTO fapiao (kind, number, code, seller, net_fen, tax_fen, gross_fen) "
            "VALUES ('other', '12345678', '', '长沙龙飞展览有限公司', 100, 0, 100)"
        )
        db.conn.execute(SLIP, ["S1", "6222", 300, "CNY"])
        db.conn.execute(EXPENSE, [100, "S1", "CNY", None])
        db.conn.execute(EXPENSE, [200, "S1", "CNY", None])
        db.conn.execute(SLIP, ["S2", "6222", 5000, "USD"])
        db.conn.execute(EXPENSE, [35_000, "S2", "USD", 5000])
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
    assert [journal.undo(old, LATER).tables for _ in range(2)] == [
        {"settlement"},
        {"fapiao", "payment", "expense"},
    ]
    assert all(rows == [] for rows in contents(old).values())
    for _ in range(2):
        journal.redo(old, LATER)
    assert old.table("expense").count == 3
    assert len(settlements.of_payments(old, [PaymentId(1)])) == 2
    assert journal.replay_check(old) == ()


def test_slips_are_known_by_account_and_serial(old: Database) -> None:
    migrated(old)
    assert payments.by_identity(old, "6222|S1") == PaymentId(1)
    assert payments.by_identity(old, "6222|S9") is None


def test_slips_that_share_account_and_number_stay_two(old: Database) -> None:
    with before(old):
        old.conn.execute(SLIP, ["S1", "6222", 1, "CNY"])
    migrated(old)
    assert payments.by_identity(old, "6222|S1") is None
    assert old.table("payment").count == 3


def test_what_its_slips_paid_is_noted_where_nothing_is_left_to_doubt(old: Database) -> None:
    migrated(old)
    found = settlements.of_expenses(old, map(ExpenseId, (1, 2, 3)))
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
    [newest, _] = journal.history(old, 5)
    assert (newest.kind, newest.at) == ("settlement.fill", NOW)


@pytest.mark.parametrize(
    ("slip", "sql", "values"),
    [
        (1, SLIP, ["S1", "6333", 300, "CNY"]),  # another bank's slip has the number too
        (1, EXPENSE, [1, "S1", "CNY", None]),  # more was spent than the slip paid
        (2, EXPENSE, [1, "S2", "USD", None]),  # and nobody knows how much of that in its currency
    ],
)
def test_what_is_in_doubt_is_left_open(
    old: Database, slip: int, sql: str, values: list[str | int | None]
) -> None:
    with before(old):
        old.conn.execute(sql, values)
    migrated(old)
    assert settlements.of_payments(old, [PaymentId(slip)]) == {}
    assert PaymentId(slip) in settlements.open_payments(old)


def test_its_papers_can_be_searched_from_now_on(old: Database) -> None:
    migrated(old)
    assert list(fapiao.ids(old, contains="龙飞")) == [1]
    assert list(payments.ids(old, contains="龙飞")) == [2, 1]
    were = old.conn.execute("SELECT count(*) FROM fapiao_search").fetchone()
    search.fill(old)
    assert old.conn.execute("SELECT count(*) FROM fapiao_search").fetchone() == were


def test_a_book_without_a_past_has_nothing_to_fill(tmp_path: Path) -> None:
    db = database.create(tmp_path / "book.db", bytes(32), b"audit")
    migrated(db)
    assert journal.history(db, 5) == []
    db.conn.close()
