from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.storage.books import WORDS, changing, sample_expense

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.storage import book, database, expenses, triggers
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite

JOURNALLED = {
    "adopted_guide",
    "answer",
    "applicant",
    "booth",
    "certification",
    "claim",
    "claim_expense",
    "column_map",
    "contract",
    "contract_fee",
    "declaration",
    "declaration_item",
    "document",
    "drawback_export",
    "drawback_purchase",
    "evidence",
    "exchange_rate",
    "expense",
    "expense_item",
    "fair",
    "fapiao",
    "fapiao_line",
    "grant_line",
    "handbook",
    "handbook_material",
    "handbook_product",
    "handbook_use",
    "import_batch",
    "import_file",
    "inquiry",
    "inquiry_word",
    "matter",
    "own_guide",
    "parameter",
    "participant",
    "payment",
    "pilot",
    "project",
    "reading",
    "received_grant",
    "settlement",
    "watched_folder",
}


def changes(db: Database) -> list[tuple[str, int, str, dict[str, object], dict[str, object]]]:
    found = db.conn.execute("SELECT tbl, rid, op, old, new FROM audit_change ORDER BY id")
    return [
        (table, row, op, json.loads(old or "{}"), json.loads(new or "{}"))
        for table, row, op, old, new in found
    ]


def test_every_table_of_peoples_work_is_journalled(db: Database) -> None:
    assert set(triggers.journalled_tables(db)) == JOURNALLED


def test_a_book_has_exactly_the_generated_triggers(db: Database) -> None:
    assert triggers.installed(db) == triggers.generated(db)
    assert len(triggers.generated(db)) == 3 * len(JOURNALLED) + 6


@pytest.mark.parametrize("table", sorted(JOURNALLED))
def test_an_image_holds_every_column_of_its_table(db: Database, table: str) -> None:
    for verb in ("insert", "update", "delete"):
        sql = triggers.installed(db)[f"audit_{table}_{verb}"]
        for column in triggers.columns(db, table):
            assert f"'{column}', " in sql


@pytest.mark.parametrize("table", sorted(JOURNALLED))
def test_every_table_has_an_integer_key_called_id(db: Database, table: str) -> None:
    keys = db.conn.execute("SELECT name, type FROM pragma_table_info(?) WHERE pk", [table])
    assert keys.fetchall() == [("id", "INTEGER")]


def test_adding_changing_and_deleting_leave_their_images(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, sample_expense(note="一"))
        expenses.update(db, number, sample_expense(note="二"))
        expenses.delete(db, number)
    (_, _, added, none, first), (_, _, changed, before, after), (_, _, gone, last, nothing) = (
        changes(db)
    )
    assert (added, changed, gone) == ("I", "U", "D")
    assert none == nothing == {}
    assert (first["note"], before["note"], after["note"], last["note"]) == ("一", "一", "二", "二")
    assert first["gross_fen"] == sample_expense().gross.fen


def test_writing_the_same_again_leaves_no_image(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, sample_expense())
    with changing(db):
        expenses.update(db, number, sample_expense())
    assert len(changes(db)) == 1


def test_replacing_a_row_records_the_one_that_went(db: Database) -> None:
    """Caught only because recursive triggers are on."""
    row = "INTO reading (id, pack, measure, reading, option) VALUES (1, 'p', 'm', 'r', ?)"
    with changing(db):
        db.conn.execute(f"INSERT {row}", ["a"])
        db.conn.execute(f"INSERT OR REPLACE {row}", ["b"])
    assert [op for _, _, op, _, _ in changes(db)] == ["I", "D", "I"]


def test_a_stray_write_is_refused(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError, match=r"audit_change\.tx"):
        expenses.add(db, sample_expense())
    assert db.table("expense").count == 0


def test_a_write_by_another_tool_is_refused(opened: Book) -> None:
    keys = opened._unlocked.keys
    path = opened.folder / "book.db"
    other = sqlite.connect(str(path), isolation_level=None)
    database.give_key(other, keys.database)
    for sql in (
        "INSERT INTO reading (pack, measure, reading, option) VALUES ('p', 'm', 'r', 'a')",
        "DELETE FROM project",
    ):
        if sql.startswith("DELETE"):
            with changing(opened.db):
                opened.db.conn.execute("INSERT INTO project VALUES (1, 'fair', 'x')")
        with pytest.raises(sqlite.IntegrityError, match=r"audit_change\.tx"):
            other.execute(sql)
    other.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_tx SET summary='nothing'",
        "DELETE FROM audit_tx",
        "UPDATE audit_change SET new='{}'",
        "DELETE FROM audit_change",
    ],
)
def test_the_journal_itself_is_append_only(db: Database, sql: str) -> None:
    with changing(db):
        expenses.add(db, sample_expense())
    with pytest.raises(sqlite.IntegrityError, match="append-only"):
        db.conn.execute(sql)


def test_text_of_every_kind_survives_in_an_image(db: Database) -> None:
    odd = "引号\"' 反斜\\ 换行\n 制表\t 表情😀 生僻𠮷 零\x01"
    with changing(db):
        expenses.add(db, sample_expense(note=odd))
    assert changes(db)[0][4]["note"] == odd


def test_the_largest_amounts_survive_in_an_image(db: Database) -> None:
    with changing(db):
        db.conn.execute(
            "INSERT INTO received_grant (measure, level, amount_fen) VALUES ('m', 'county', ?)",
            [2**63 - 1],
        )
    assert changes(db)[0][4]["amount_fen"] == 2**63 - 1


def test_dropped_triggers_are_put_back_at_the_next_opening_and_it_is_said(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as first:
        first.db.conn.execute("DROP TRIGGER audit_expense_insert")
    with book.open_book(folder, passphrase=WORDS) as second:
        assert second.notices == (Problem.of("journal.triggers_restored"),)
        assert triggers.installed(second.db) == triggers.generated(second.db)
    with book.open_book(folder, passphrase=WORDS) as third:
        assert third.notices == ()


def test_what_was_changed_while_the_triggers_were_gone_is_named(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as first:
        with changing(first.db):
            number = expenses.add(first.db, sample_expense())
        first.db.conn.execute("DROP TRIGGER audit_expense_update")
        first.db.conn.execute("UPDATE expense SET gross_fen=gross_fen*2")
    with book.open_book(folder, passphrase=WORDS) as second:
        assert second.notices == (
            Problem.of("journal.triggers_restored"),
            Problem.of("journal.differs", table="expense", row=number),
        )


def test_a_trigger_that_somebody_added_is_taken_out(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as first:
        first.db.conn.execute("CREATE TRIGGER sneaky AFTER INSERT ON expense BEGIN SELECT 1; END")
    with book.open_book(folder, passphrase=WORDS) as second:
        assert "sneaky" not in triggers.installed(second.db)
