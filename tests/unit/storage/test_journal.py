from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.unit.storage.books import (
    LATER,
    NOW,
    WORDS,
    changing,
    contents,
    sample_document,
    sample_expense,
    sample_fapiao,
)

from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.expense import Evidence, ExpenseId
from jiamao_desktop.domain.project import Fair, Participant
from jiamao_desktop.storage import book, documents, expenses, fapiao, journal, projects
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database


def take_in(db: Database, numbers: range) -> None:
    """Take invoices in as an import does: file, 发票 with lines, expense, link."""
    with journal.operation(db, "import", f"收入单证 {len(numbers)} 件", NOW):
        for number in numbers:
            document = documents.add(db, sample_document(number))
            invoice = fapiao.add(db, sample_fapiao(number, document=document))
            expense = expenses.add(db, sample_expense(number, fapiao=invoice))
            link = Evidence(document=document, role=EvidenceRole.FAPIAO)
            expenses.link(db, expense, link)


def summaries(db: Database) -> list[str]:
    return [info.summary for info in journal.history(db, 100)]


def test_an_operation_is_all_or_nothing(db: Database) -> None:
    before = contents(db)
    with pytest.raises(ValueError, match="stop"), changing(db):
        add_and_stop(db)
    assert contents(db) == before
    assert journal.history(db, 10) == []


def add_and_stop(db: Database) -> None:
    expenses.add(db, sample_expense())
    raise ValueError("stop")


def test_an_operation_says_what_was_done_when_and_by_whom(db: Database) -> None:
    with journal.operation(db, "expense.add", "新增费用：展位费", NOW, actor="会计") as number:
        expenses.add(db, sample_expense())
        expenses.add(db, sample_expense(2))
    [info] = journal.history(db, 10)
    assert (info.id, info.kind, info.summary, info.at) == (
        number,
        "expense.add",
        "新增费用：展位费",
        NOW,
    )
    assert (info.actor, info.undoes, info.changes) == ("会计", None, 2)


def test_an_operation_that_changes_nothing_leaves_no_trace(db: Database) -> None:
    with changing(db) as number:
        pass
    assert journal.history(db, 10) == []
    assert journal.changes_of(db, number) == Changes(operation_id=number, tables=frozenset())
    with changing(db) as again:
        expenses.add(db, sample_expense())
    assert again == number


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_nobody_else_may_call_an_operation_an_undo(db: Database, kind: str) -> None:
    with pytest.raises(ValueError, match=kind), journal.operation(db, kind, "x", NOW):
        pytest.fail("began")


def test_operations_do_not_nest(db: Database) -> None:
    with pytest.raises(Exception, match="within a transaction"), changing(db), changing(db):
        pytest.fail("nested")
    assert not db.conn.in_transaction


def test_changes_name_the_tables_that_were_touched(db: Database) -> None:
    take_in(db, range(2))
    assert journal.changes_of(db, 1).tables == {
        "document", "fapiao", "fapiao_line", "expense", "evidence",
    }  # fmt: skip


def test_history_is_newest_first_and_no_longer_than_asked(db: Database) -> None:
    for number in range(5):
        with changing(db, f"第{number}次"):
            expenses.add(db, sample_expense(number + 1))
    assert [info.summary for info in journal.history(db, 2)] == ["第4次", "第3次"]


def test_nothing_can_be_undone_in_a_new_book(db: Database) -> None:
    with pytest.raises(UserError) as caught:
        journal.undo(db, NOW)
    assert caught.value.code == "undo.nothing"
    assert journal.undo_target(db) is None


def test_nothing_can_be_redone_unless_something_was_undone(db: Database) -> None:
    with changing(db):
        expenses.add(db, sample_expense())
    with pytest.raises(UserError) as caught:
        journal.redo(db, NOW)
    assert caught.value.code == "redo.nothing"


def test_redo_is_undoing_the_undo(db: Database) -> None:
    empty = contents(db)
    with changing(db):
        expenses.add(db, sample_expense())
    full = contents(db)
    undone = journal.undo(db, LATER)
    assert contents(db) == empty
    assert undone.tables == {"expense"}
    redone = journal.redo(db, LATER)
    assert contents(db) == full
    assert redone.tables == {"expense"}


def test_an_undo_is_an_operation_of_its_own_with_the_same_summary(db: Database) -> None:
    with changing(db, "新增费用"):
        expenses.add(db, sample_expense())
    journal.undo(db, LATER)
    newest, first = journal.history(db, 10)
    assert (newest.kind, newest.summary, newest.undoes, newest.at) == (
        "undo",
        "新增费用",
        first.id,
        LATER,
    )


def test_undo_goes_back_step_by_step_and_redo_forth_again(db: Database) -> None:
    states = [contents(db)]
    for number in range(1, 5):
        with changing(db, f"第{number}次"):
            expenses.add(db, sample_expense(number))
        states.append(contents(db))
    for state in reversed(states[:-1]):
        journal.undo(db, LATER)
        assert contents(db) == state
    for state in states[1:]:
        journal.redo(db, LATER)
        assert contents(db) == state
    assert journal.redo_target(db) is None


def test_the_menu_names_what_undo_and_redo_would_do(db: Database) -> None:
    for name in ("一", "二", "三"):
        with changing(db, name):
            expenses.add(db, sample_expense())

    def menu() -> tuple[str | None, str | None]:
        undo, redo = journal.undo_target(db), journal.redo_target(db)
        return undo.summary if undo else None, redo.summary if redo else None

    assert menu() == ("三", None)
    journal.undo(db, LATER)
    assert menu() == ("二", "三")
    journal.undo(db, LATER)
    assert menu() == ("一", "二")
    journal.redo(db, LATER)
    assert menu() == ("二", "三")
    journal.undo(db, LATER)
    journal.undo(db, LATER)
    assert menu() == (None, "一")


def test_something_new_makes_an_end_of_redoing(db: Database) -> None:
    for name in ("一", "二"):
        with changing(db, name):
            expenses.add(db, sample_expense())
    journal.undo(db, LATER)
    with changing(db, "三"):
        expenses.add(db, sample_expense())
    assert journal.redo_target(db) is None
    journal.undo(db, LATER)
    target = journal.undo_target(db)
    assert target is not None
    assert target.summary == "一"


def test_undo_refuses_to_overwrite_what_came_in_another_way(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, sample_expense())
    update = db.conn.execute(
        "SELECT sql FROM sqlite_master WHERE name='audit_expense_update'"
    ).fetchone()[0]
    db.conn.execute("DROP TRIGGER audit_expense_update")
    db.conn.execute("UPDATE expense SET note='behind our back'")
    db.conn.execute(update)
    before = contents(db)
    with pytest.raises(UserError) as caught:
        journal.undo(db, LATER)
    assert caught.value.code == "undo.changed_since"
    assert caught.value.details == {"table": "expense", "row": number}
    assert contents(db) == before
    assert len(journal.history(db, 10)) == 1


def test_rows_that_need_each_other_go_and_come_in_the_right_order(db: Database) -> None:
    fair = Fair(title="广交会", participants=(Participant(name="张三", passport_number="E1"),))
    with changing(db):
        project = projects.add(db, fair)
        expenses.add(db, sample_expense(project=project))
    full = contents(db)
    with changing(db):
        projects.delete(db, project)
    without = contents(db)
    journal.undo(db, LATER)
    assert contents(db) == full
    journal.redo(db, LATER)
    assert contents(db) == without


def test_undo_of_an_import_of_a_thousand_invoices_restores_the_book_exactly(
    opened: Book,
) -> None:
    db = opened.db
    take_in(db, range(10))
    before = contents(db)
    take_in(db, range(10, 1010))
    after = contents(db)
    assert len(after["fapiao"]) == 1010
    assert len(after["fapiao_line"]) == 2020
    journal.undo(db, LATER)
    assert contents(db) == before
    opened.close()

    with book.open_book(opened.folder, passphrase=WORDS) as again:
        assert contents(again.db) == before
        assert again.notices == ()
        journal.redo(again.db, LATER)
        assert contents(again.db) == after
        assert len(expenses.ids(again.db, contains="龙飞")) == 1010

    with book.open_book(opened.folder, passphrase=WORDS) as third:
        assert contents(third.db) == after
        assert journal.verify(third.db) is None
        assert journal.replay_check(third.db) == ()
        journal.undo(third.db, LATER)
        assert contents(third.db) == before
        assert len(expenses.ids(third.db, contains="龙飞")) == 10


def test_the_chain_of_a_book_in_order_holds(db: Database) -> None:
    assert journal.verify(db) is None
    take_in(db, range(3))
    journal.undo(db, LATER)
    assert journal.verify(db) is None
    assert journal.replay_check(db) == ()


def test_a_reader_with_the_key_can_verify_too(opened: Book) -> None:
    take_in(opened.db, range(3))
    reader = opened.reader()
    assert journal.verify(reader) is None
    reader.conn.close()


def test_the_chain_does_not_hold_under_another_key(db: Database) -> None:
    take_in(db, range(3))
    db.audit_key = bytes(32)
    assert journal.verify(db) == Problem.of("journal.broken_link", operation=1)


COPY_OF_THE_FIRST = """
    INSERT INTO expense
      (id, category, gross_fen, tax_fen, unsupported_fen, other_funding_fen, currency)
    SELECT 99, category, gross_fen, tax_fen, unsupported_fen, other_funding_fen, currency
    FROM expense WHERE id=1
"""
TAMPERINGS = {
    "a summary": "UPDATE audit_tx SET summary='x' WHERE id=2",
    "a time": "UPDATE audit_tx SET ts='2020-01-01T00:00:00Z' WHERE id=2",
    "an actor": "UPDATE audit_tx SET actor='x' WHERE id=2",
    "a kind": "UPDATE audit_tx SET action='x' WHERE id=2",
    "what was undone": "UPDATE audit_tx SET undo_of=1 WHERE id=2",
    "a count": "UPDATE audit_tx SET n_changes=n_changes+1 WHERE id=2",
    "a link": "UPDATE audit_tx SET hash=zeroblob(32) WHERE id=2",
    "the link before": "UPDATE audit_tx SET prev_hash=zeroblob(32) WHERE id=2",
    "an image": "UPDATE audit_change SET new=replace(new, '展位', '展览') WHERE tx=2",
    "a table": "UPDATE audit_change SET tbl='payment' WHERE tx=2 AND tbl='expense'",
    "a row": "UPDATE audit_change SET rid=rid+1 WHERE tx=2",
    "a verb": "UPDATE audit_change SET op='D' WHERE tx=2",
    "a change gone": "DELETE FROM audit_change WHERE id=(SELECT max(id) FROM audit_change)",
    "an operation gone": "DELETE FROM audit_tx WHERE id=2",
    "a change moved": "UPDATE audit_change SET tx=2 WHERE id=(SELECT min(id) FROM audit_change)",
    "a change of nobody": "INSERT INTO audit_change (tx, tbl, rid, op) VALUES (99, 'x', 1, 'D')",
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_any_tampering_with_the_journal_is_found(db: Database, what: str) -> None:
    for number in range(3):
        take_in(db, range(number * 2, number * 2 + 2))
    for table in ("audit_tx", "audit_change"):
        for verb in ("update", "delete"):
            db.conn.execute(f"DROP TRIGGER {table}_is_{verb}_kept")
    db.conn.execute("PRAGMA foreign_keys=OFF")
    db.conn.execute(TAMPERINGS[what])
    found = journal.verify(db)
    assert found is not None
    assert found.code == "journal.broken_link"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE expense SET gross_fen=gross_fen+1 WHERE id=2",
        "DELETE FROM expense WHERE id=2",
        COPY_OF_THE_FIRST,
    ],
)
def test_a_silent_edit_leaves_the_chain_whole_but_the_replay_names_the_row(
    db: Database, sql: str
) -> None:
    with changing(db):
        for number in range(1, 5):
            expenses.add(db, sample_expense(number))
    for verb in ("insert", "update", "delete"):
        db.conn.execute(f"DROP TRIGGER audit_expense_{verb}")
    db.conn.execute(sql)
    assert journal.verify(db) is None
    row = 99 if "99" in sql else 2
    assert journal.replay_check(db) == (Problem.of("journal.differs", table="expense", row=row),)


def test_silent_rows_before_and_between_known_ones_are_named(db: Database) -> None:
    with changing(db):
        for number in range(1, 7):
            expenses.add(db, sample_expense(number))
    with changing(db):
        for gap in (1, 3, 4):
            expenses.delete(db, ExpenseId(gap))
    db.conn.execute("DROP TRIGGER audit_expense_insert")
    for gap in (1, 4, 0):
        copy = COPY_OF_THE_FIRST.replace("99", str(gap)).replace("id=1", "id=2")
        db.conn.execute(copy)
    assert [dict(one.details)["row"] for one in journal.replay_check(db)] == ["0", "1", "4"]


def test_a_silent_edit_that_was_edited_properly_afterwards_is_still_named(db: Database) -> None:
    with changing(db):
        number = expenses.add(db, sample_expense())
    update = db.conn.execute(
        "SELECT sql FROM sqlite_master WHERE name='audit_expense_update'"
    ).fetchone()[0]
    db.conn.execute("DROP TRIGGER audit_expense_update")
    db.conn.execute("UPDATE expense SET note='silent'")
    db.conn.execute(update)
    with changing(db):
        expenses.update(db, number, sample_expense(note="proper"))
    assert journal.replay_check(db) == (Problem.of("journal.differs", table="expense", row=number),)


def test_the_journal_of_an_open_book_cannot_be_read_without_its_key(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        take_in(one.db, range(3))
    plain = sqlite3.connect(folder / "book.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM audit_change")
    plain.close()
