"""Rows by the hundred thousand are undone, done again, proved and searched like any other."""

from __future__ import annotations

import zlib

import pytest
from tests.unit.storage.books import LATER, NOW, changing, contents, sample_document

from jiamao_desktop.domain.customs import DeclarationId
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.storage import blocks, declarations, documents, journal, search, triggers
from jiamao_desktop.storage.blocks import Header, Image
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite
from jiamao_desktop.storage.rows import SqlValue

HEADS = Header(columns=("number", "domestic_party"), same={"document": 1})
GOODS = Header(
    columns=("declaration", "position", "number", "hs_code", "name", "total_hundredths"),
    same={"currency": "USD"},
    shift={"declaration": 1},
)


def image(rows: list[list[SqlValue]]) -> Image:
    return Image(blocks.packed(list(zip(*rows, strict=True))), len(rows))


def put(db: Database, table: str, first: int, header: Header, rows: list[list[SqlValue]]) -> None:
    with triggers.silent(db, table, "insert"):
        blocks.insert(db, table, first, header, image(rows))


@pytest.fixture
def filled(db: Database) -> Database:
    """Return a book with a document and, in the same operation, three declarations in blocks."""
    with journal.operation(db, "import", "收入单证 1 件", NOW):
        documents.add(db, sample_document())
        put(db, "declaration", 1, HEADS, [[f"{n:018}", "永州样例电子有限公司"] for n in range(3)])
        goods: list[list[SqlValue]] = [
            [n % 3, n // 3, n // 3 + 1, "8504401990", f"电源{n}", n] for n in range(6)
        ]
        put(db, "declaration_item", 1, GOODS, goods[:4])
        put(db, "declaration_item", 5, GOODS, goods[4:])
    return db


def test_the_rows_are_there_as_if_they_had_come_one_by_one(filled: Database) -> None:
    found = declarations.get_many(filled, map(DeclarationId, (1, 2, 3)))
    assert [one.number for one in found.values()] == [f"{n:018}" for n in range(3)]
    items = [[(item.number, item.name, item.total) for item in one.items] for one in found.values()]
    assert items[1] == [(1, "电源1", 1), (2, "电源4", 4)]
    assert {item.currency for one in found.values() for item in one.items} == {"USD"}


def test_an_operation_counts_every_row(filled: Database) -> None:
    [info] = journal.history(filled, 5)
    assert info.changes == 1 + 3 + 6
    assert journal.changes_of(filled, 1).tables == {"document", "declaration", "declaration_item"}
    assert journal.changed_since(filled, 0) == {
        "document": {1},
        "declaration": {1, 2, 3},
        "declaration_item": {1, 2, 3, 4, 5, 6},
    }


def test_blocks_are_undone_and_done_again_and_undone(filled: Database) -> None:
    full = contents(filled)
    for _ in range(2):
        undone = journal.undo(filled, LATER)
        assert undone.tables == {"document", "declaration", "declaration_item"}
        assert not any(contents(filled).values())
        assert list(declarations.ids(filled, contains="永州")) == []
        journal.redo(filled, LATER)
        assert contents(filled) == full
        assert sorted(declarations.ids(filled, contains="永州")) == [1, 2, 3]
    assert journal.verify(filled) is None
    assert journal.replay_check(filled) == ()


def test_an_image_is_kept_once_however_often_it_is_undone(filled: Database) -> None:
    journal.undo(filled, LATER)
    journal.redo(filled, LATER)
    images = filled.conn.execute("SELECT op, image IS NULL FROM audit_block ORDER BY id").fetchall()
    assert images == [("I", 0)] * 3 + [("D", 1)] * 3 + [("I", 1)] * 3


def test_an_edit_of_such_a_row_is_journalled_by_itself(filled: Database) -> None:
    with changing(filled):
        filled.conn.execute("UPDATE declaration SET terms='FOB' WHERE id=2")
        filled.conn.execute("DELETE FROM declaration_item WHERE id=6")
    assert filled.conn.execute("SELECT count(*) FROM audit_change WHERE tx=2").fetchone() == (2,)
    assert journal.replay_check(filled) == ()
    journal.undo(filled, LATER)
    assert journal.replay_check(filled) == ()
    journal.undo(filled, LATER)
    assert not any(contents(filled).values())


@pytest.mark.parametrize(
    ("sql", "table", "row"),
    [
        ("UPDATE declaration SET domestic_party='别人' WHERE id=2", "declaration", 2),
        ("UPDATE declaration SET terms='FOB' WHERE id=3", "declaration", 3),
        ("UPDATE declaration SET document=NULL WHERE id=1", "declaration", 1),
        ("DELETE FROM declaration_item WHERE id=6", "declaration_item", 6),
    ],
)
def test_undo_refuses_to_overwrite_what_came_later(
    filled: Database, sql: str, table: str, row: int
) -> None:
    for verb in ("update", "delete"):
        filled.conn.execute(f"DROP TRIGGER audit_{table}_{verb}")
    filled.conn.execute(sql)
    triggers.install(filled)
    before = contents(filled)
    with pytest.raises(UserError) as caught:
        journal.undo(filled, LATER)
    assert caught.value.code == "undo.changed_since"
    assert caught.value.details == {"table": table, "row": row}
    assert contents(filled) == before
    assert triggers.installed(filled) == triggers.generated(filled)


def test_redo_refuses_where_a_row_has_come_meanwhile(filled: Database) -> None:
    journal.undo(filled, LATER)
    filled.conn.execute("DROP TRIGGER audit_declaration_insert")
    filled.conn.execute("INSERT INTO declaration (id, number) VALUES (2, '')")
    triggers.install(filled)
    with pytest.raises(UserError) as caught:
        journal.redo(filled, LATER)
    assert caught.value.details == {"table": "declaration", "row": 2}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE declaration_item SET total_hundredths=7 WHERE id=4",
        "UPDATE declaration_item SET unit='个' WHERE id=4",
        "DELETE FROM declaration_item WHERE id=4",
    ],
)
def test_a_silent_edit_of_such_a_row_is_named(filled: Database, sql: str) -> None:
    for verb in ("update", "delete"):
        filled.conn.execute(f"DROP TRIGGER audit_declaration_item_{verb}")
    filled.conn.execute(sql)
    assert journal.verify(filled) is None
    assert journal.replay_check(filled) == (
        Problem.of("journal.differs", table="declaration_item", row=4),
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_block SET first_rid=9 WHERE id=1",
        "UPDATE audit_block SET n=n+1 WHERE id=1",
        "UPDATE audit_block SET image=x'00' WHERE id=2",
        "UPDATE audit_block SET header='{}' WHERE id=1",
        "DELETE FROM audit_block WHERE id=3",
        """INSERT INTO audit_block
           SELECT 9, 9, after, tbl, op, 99, n, header, image, of FROM audit_block WHERE id=1""",
    ],
)
def test_an_altered_block_breaks_the_chain(filled: Database, sql: str) -> None:
    for verb in ("update", "delete"):
        filled.conn.execute(f"DROP TRIGGER audit_block_is_{verb}_kept")
    filled.conn.execute(sql)
    found = journal.verify(filled)
    assert found is not None
    assert found.code == "journal.broken_link"


@pytest.mark.parametrize("sql", ["UPDATE audit_block SET n=1", "DELETE FROM audit_block"])
def test_blocks_are_append_only(filled: Database, sql: str) -> None:
    with pytest.raises(sqlite.IntegrityError, match="append-only"):
        filled.conn.execute(sql)


def test_a_block_outside_an_operation_is_refused(db: Database) -> None:
    with pytest.raises(sqlite.IntegrityError, match=r"audit_block\.tx"):
        put(db, "declaration", 1, Header(columns=("number",)), [["1"]])


def test_blocks_and_single_rows_mix_in_one_operation_in_any_order(db: Database) -> None:
    bare = Header(columns=("number",))
    with changing(db):
        put(db, "declaration", 1, bare, [["1"], ["2"]])
        db.conn.execute("UPDATE declaration SET terms='FOB' WHERE id=1")
        db.conn.execute("INSERT INTO declaration (number) VALUES ('3')")
        put(db, "declaration", 4, bare, [["4"]])
        db.conn.execute("DELETE FROM declaration WHERE id=4")
    full = contents(db)
    for _ in range(2):
        journal.undo(db, LATER)
        assert not any(contents(db).values())
        journal.redo(db, LATER)
        assert contents(db) == full
    assert journal.replay_check(db) == ()
    assert journal.verify(db) is None


def test_ids_go_on_behind_a_block(filled: Database) -> None:
    with changing(filled):
        filled.conn.execute("INSERT INTO declaration (number) VALUES ('9')")
    assert filled.conn.execute("SELECT max(id) FROM declaration").fetchone() == (4,)


def test_an_operation_that_fails_leaves_the_triggers_as_they_were(db: Database) -> None:
    with pytest.raises(ValueError, match="declaration"), changing(db):
        put_broken(db)
    assert triggers.installed(db) == triggers.generated(db)
    assert not any(contents(db).values())


def put_broken(db: Database) -> None:
    with triggers.silent(db, "declaration", "insert"):
        blocks.insert(db, "declaration", 1, HEADS, Image(image([["1", "x"]]).packed, 2))


@pytest.mark.parametrize(
    "made",
    [
        b"",
        b"rubbish",
        blocks.packed([["1"]])[:-2],
        zlib.compress(b"[" + b" " * (17 << 20) + b"]"),
        zlib.compress(b"[[1,"),
    ],
)
def test_an_image_that_is_none_is_refused(made: bytes) -> None:
    with pytest.raises(ValueError, match=r"image|JSON|Expecting"):
        blocks.unpacked(made)


def test_a_later_column_does_not_stand_in_the_way_of_an_undo(filled: Database) -> None:
    filled.conn.execute("ALTER TABLE declaration ADD COLUMN weather TEXT NOT NULL DEFAULT ''")
    triggers.install(filled)
    filled.conn.execute("DROP TRIGGER audit_declaration_update")
    filled.conn.execute("UPDATE declaration SET weather='雨'")
    triggers.install(filled)
    assert journal.replay_check(filled) == ()
    journal.undo(filled, LATER)
    assert not any(contents(filled).values())


def test_goods_can_be_searched_as_soon_as_they_are_in(filled: Database) -> None:
    def found(text: str) -> list[int]:
        return sorted(search.matches(filled, "declaration_item", text) or [])

    assert found("电源3") == [4]
    assert found("8504") == [1, 2, 3, 4, 5, 6]
    assert found("1990") == [1, 2, 3, 4, 5, 6]
    search.rebuild(filled)
    assert found("电源3") == [4]
