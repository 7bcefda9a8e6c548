from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.unit.storage.books import WORDS, changing, contents, sample_expense

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import book, database, expenses, journal, migrations, triggers
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite, sqlite_utils


def steps_with(*more: Any) -> Any:
    """Return the steps of a program that is ahead of ours."""
    ahead = sqlite_utils.Migrations("jiamao")
    for step in (*(one.fn for one in migrations.STEPS._migrations), *more):
        ahead()(step)
    return ahead


def m9001_remember_the_weather(db: Any) -> None:
    db.table("expense").transform(defaults={"note": "晴"})
    db.execute("ALTER TABLE expense ADD COLUMN weather TEXT NOT NULL DEFAULT '晴'")
    db.execute("CREATE TABLE storm (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")


def m9002_break(db: Any) -> None:
    db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY)")
    db.execute("SELECT no_such_function()")


def m9003_orphan(db: Any) -> None:
    db.execute("CREATE TABLE orphan (id INTEGER PRIMARY KEY, parent REFERENCES claim(id))")
    db.execute("INSERT INTO orphan VALUES (1, 4711)")


def test_steps_are_numbered_and_each_says_what_it_does() -> None:
    names = [step.name for step in migrations.STEPS._migrations]
    assert [int(name[1:5]) for name in names] == list(range(1, len(names) + 1))
    assert all(step.fn.__doc__ for step in migrations.STEPS._migrations)


def test_every_table_of_a_new_book_is_strict(db: Database) -> None:
    loose = db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND NOT strict "
        "AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"
    ).fetchall()
    assert loose == []


def test_every_check_has_a_name(db: Database) -> None:
    for table in db.tables:
        checks = re.findall(r"(\S+)\s+CHECK", table.schema)
        named = re.findall(r"CONSTRAINT\s+(\S+)\s+CHECK", table.schema)
        assert checks == named, table.name


def test_no_two_constraints_share_a_name(db: Database) -> None:
    names = [
        name for table in db.tables for name in re.findall(r"CONSTRAINT\s+(\S+)", table.schema)
    ]
    assert len(names) == len(set(names))


def test_every_reference_has_an_index(db: Database) -> None:
    """Without one, deleting a document would read every expense."""
    for table in triggers.journalled_tables(db):
        for column in db.conn.execute('SELECT "from" FROM pragma_foreign_key_list(?)', [table]):
            if column == ("id",):
                continue
            plan = db.conn.execute(
                f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE {column[0]}=1"  # noqa: S608 -- from the schema
            ).fetchall()
            assert "USING" in plan[0][3], (table, column[0])


def test_a_new_book_has_nothing_to_migrate(db: Database) -> None:
    assert not migrations.migrate(db)


def test_an_id_is_never_given_twice(db: Database) -> None:
    with changing(db):
        first = expenses.add(db, sample_expense())
        expenses.delete(db, first)
        assert expenses.add(db, sample_expense()) > first


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("UPDATE expense SET gross_fen=0", "expense_gross_not_nought"),
        ("UPDATE expense SET tax_fen=gross_fen+1", "expense_tax_within_gross"),
        ("UPDATE expense SET unsupported_fen=-1", "expense_unsupported_within_gross"),
        ("UPDATE expense SET paid_on='2026/03/01'", "expense_paid_on_is_a_day"),
        ("UPDATE expense SET paid_on='昨天'", "expense_paid_on_is_a_day"),
        ("UPDATE expense SET fapiao=4711", "FOREIGN KEY"),
        ("UPDATE expense SET gross_fen='many'", "cannot store TEXT value in INTEGER column"),
        ("UPDATE expense SET payee=NULL", "expense.payee"),
    ],
)
def test_the_tables_refuse_what_the_records_would_never_say(
    db: Database, sql: str, constraint: str
) -> None:
    with changing(db):
        expenses.add(db, sample_expense())
    with pytest.raises(sqlite.IntegrityError, match=constraint), changing(db):
        db.conn.execute(sql)


def test_a_step_that_changes_a_table_keeps_its_rows_and_its_triggers(opened: Book) -> None:
    db = opened.db
    with changing(db):
        number = expenses.add(db, sample_expense())
    assert migrations.migrate(db, steps_with(m9001_remember_the_weather))
    assert triggers.installed(db) == triggers.generated(db)
    assert "audit_storm_insert" in triggers.installed(db)
    with changing(db):
        db.conn.execute("UPDATE expense SET weather='雨' WHERE id=?", [number])
        db.conn.execute("INSERT INTO storm VALUES (1, '利奇马')")
    assert journal.verify(db) is None
    assert journal.replay_check(db) == ()


def test_what_was_done_before_a_step_can_still_be_undone(opened: Book) -> None:
    db = opened.db
    with changing(db):
        expenses.add(db, sample_expense())
    migrations.migrate(db, steps_with(m9001_remember_the_weather))
    journal.undo(db, "2026-12-01T00:00:00Z")
    assert db.table("expense").count == 0
    journal.redo(db, "2026-12-01T00:00:00Z")
    assert [row["weather"] for row in db.table("expense").rows] == ["晴"]


def test_a_step_that_fails_leaves_nothing_behind(opened: Book) -> None:
    db = opened.db
    before = [row[0] for row in db.conn.execute("SELECT sql FROM sqlite_master ORDER BY name")]
    with pytest.raises(MachineError) as caught:
        migrations.migrate(db, steps_with(m9002_break))
    assert caught.value.code == "book.migration_failed"
    after = [row[0] for row in db.conn.execute("SELECT sql FROM sqlite_master ORDER BY name")]
    assert after == before
    assert db.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_step_that_breaks_a_reference_is_noticed(opened: Book) -> None:
    with pytest.raises(MachineError) as caught:
        migrations.migrate(opened.db, steps_with(m9003_orphan))
    assert caught.value.details == {"reason": "foreign_key_check"}


def test_a_book_of_a_newer_program_is_refused_and_not_a_byte_of_it_changes(
    folder: Path,
) -> None:
    with book.open_book(folder, passphrase=WORDS) as ours:
        migrations.migrate(ours.db, steps_with(m9001_remember_the_weather))
    before = (folder / "book.db").read_bytes()
    with pytest.raises(UserError) as caught:
        book.open_book(folder, passphrase=WORDS)
    assert caught.value.code == "book.newer"
    assert caught.value.details == {"step": "m9001_remember_the_weather"}
    assert (folder / "book.db").read_bytes() == before


def test_steps_of_other_programs_in_the_same_file_are_none_of_our_business(
    opened: Book,
) -> None:
    other = sqlite_utils.Migrations("another")
    other()(m9001_remember_the_weather)
    other.apply(opened.db)
    migrations.refuse_newer(opened.db)


def test_a_book_can_be_made_from_the_first_step_on(tmp_path: Path) -> None:
    db = database.create(tmp_path / "book.db", bytes(32), b"audit")
    assert migrations.migrate(db)
    assert set(contents(db)) == set(triggers.journalled_tables(db))
    assert triggers.installed(db) == triggers.generated(db)
    db.conn.close()
