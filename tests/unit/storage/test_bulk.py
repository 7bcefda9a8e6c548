"""A long list of declarations goes into a book: all of it but what is there, and out again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.storage.books import LATER, changing, contents, sample_document

from jiamao_desktop.domain.batch import BatchSource, ImportBatch, Provenance
from jiamao_desktop.domain.customs import Declaration, DeclarationId, DeclarationItem
from jiamao_desktop.domain.draft import Origin, PackedRows, TableReading
from jiamao_desktop.storage import (
    batches,
    blocks,
    bulk,
    declarations,
    documents,
    journal,
    provenance,
    search,
    triggers,
)
from jiamao_desktop.storage.bulk import Stored
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.rows import SqlValue

HEAD = ("number", "direction", "declared_on")
REGIME = {"customs_regime": "0615"}
ITEM = ("declaration", "position", "number", "hs_code", "name", "quantity", "total", "currency")
MOST = 4


def table(first: int, count: int, items: int = 3) -> TableReading:
    """Return a list of declarations with these numbers, three items each."""
    heads: list[list[SqlValue]] = [
        [f"53012025{number:010}", "export", "2025-03-08"] for number in range(first, first + count)
    ]
    rows: list[list[SqlValue]] = [
        [at // items, at % items, at % items + 1, "8536690000", f"连接器{at}", "1.50", 99, "USD"]
        for at in range(count * items)
    ]
    return TableReading(
        declarations=count,
        items=len(rows),
        heads=[
            replace(packed(HEAD, heads[at : at + MOST]), same=REGIME)
            for at in range(0, count, MOST)
        ],
        rows=[packed(ITEM, rows[at : at + MOST]) for at in range(0, len(rows), MOST)],
    )


def packed(fields: tuple[str, ...], rows: list[list[SqlValue]]) -> PackedRows:
    return PackedRows(
        fields=fields, count=len(rows), packed=blocks.packed(list(zip(*rows, strict=True)))
    )


def numbers(db: Database) -> list[str]:
    found = db.conn.execute("SELECT number FROM declaration ORDER BY id")
    return [number for [number] in found]


def test_a_list_goes_in_whole_with_the_file_it_came_from(db: Database) -> None:
    with changing(db):
        document = documents.add(db, sample_document())
        batch = batches.add(db, ImportBatch(source=BatchSource.FILES, at=LATER))
        read = Provenance(batch=batch)
        stored = bulk.store(db, table(0, 10), read=read, document=document)
    assert stored == Stored(declarations=10, items=30, known=0)
    [first, *_, last] = declarations.get_many(db, map(DeclarationId, range(1, 11))).values()
    assert (first.number, last.number) == ("530120250000000000", "530120250000000009")
    assert (first.document, str(first.direction), first.customs_regime) == (
        document,
        "export",
        "0615",
    )
    assert [item.name for item in last.items] == ["连接器27", "连接器28", "连接器29"]
    assert {(item.total, item.currency, str(item.quantity)) for item in last.items} == {
        (99, "USD", "1.50")
    }
    fields = (*HEAD, *REGIME)
    known = Provenance(batch=batch, origins=dict.fromkeys(fields, Origin.SHEET))
    assert provenance.of(db, "declaration", [1, 10]) == {1: known, 10: known}


def test_what_the_book_has_is_left_as_it_is(db: Database) -> None:
    mine = Declaration(
        number="530120250000000005",
        domestic_party="样例",
        items=(DeclarationItem(number=1, hs_code="1", name="原有"),),
    )
    with changing(db):
        declarations.add(db, mine)
    with changing(db):
        assert bulk.known_among(db, table(0, 10)) == {5}
        stored = bulk.store(db, table(0, 10))
    assert stored == Stored(declarations=9, items=27, known=1)
    found = declarations.get_many(db, map(DeclarationId, range(1, 11)))
    assert found[DeclarationId(1)] == mine
    by_number = {one.number: [item.name for item in one.items] for one in found.values()}
    assert by_number["530120250000000004"] == ["连接器12", "连接器13", "连接器14"]
    assert by_number["530120250000000006"] == ["连接器18", "连接器19", "连接器20"]
    assert len(by_number) == 10


def test_a_list_taken_in_twice_is_taken_in_once(db: Database) -> None:
    with changing(db):
        bulk.store(db, table(0, 9))
    once = contents(db)
    with changing(db):
        assert bulk.store(db, table(0, 9)) == Stored(declarations=0, items=0, known=9)
    assert contents(db) == once
    assert len(journal.history(db, 9)) == 1


def test_a_list_that_overlaps_adds_the_rest(db: Database) -> None:
    with changing(db):
        bulk.store(db, table(0, 6))
    with changing(db):
        assert bulk.store(db, table(4, 6)) == Stored(declarations=4, items=12, known=2)
    assert len(set(numbers(db))) == len(numbers(db)) == 10
    orphans = (
        "SELECT count(*) FROM declaration_item "
        "WHERE declaration NOT IN (SELECT id FROM declaration)"
    )
    assert db.conn.execute(orphans).fetchone() == (0,)


def test_declarations_without_a_number_are_never_the_same(db: Database) -> None:
    blank = TableReading(
        declarations=1,
        items=0,
        heads=[packed(("number",), [[""]])],
        rows=[],
    )
    for _ in range(2):
        with changing(db):
            assert bulk.store(db, blank).declarations == 1
    assert numbers(db) == ["", ""]


def test_it_is_one_operation_undone_and_done_again_whole(db: Database) -> None:
    with changing(db):
        bulk.store(db, table(0, 3))
    before = contents(db)
    with changing(db):
        documents.add(db, sample_document())
        bulk.store(db, table(3, 8))
    full = contents(db)
    journal.undo(db, LATER)
    assert contents(db) == before
    journal.redo(db, LATER)
    assert contents(db) == full
    assert journal.verify(db) is None
    assert journal.replay_check(db) == ()
    assert triggers.installed(db) == triggers.generated(db)


def test_it_is_searched_as_soon_as_it_is_in_and_no_longer_than_it_is(db: Database) -> None:
    def found(text: str) -> int:
        return len(list(search.matches(db, "declaration_item", text) or []))

    with changing(db):
        bulk.store(db, table(0, 7))
    assert (found("连接"), found("连接器20"), found("85366")) == (21, 1, 21)
    assert len(declarations.ids(db, contains="53012025")) == 7
    journal.undo(db, LATER)
    assert (found("连接"), len(declarations.ids(db, contains="5301"))) == (0, 0)
    journal.redo(db, LATER)
    assert found("连接") == 21


@pytest.mark.parametrize("count", [1, 9])
def test_rows_that_are_not_what_they_say_are_refused_and_nothing_is_kept(
    db: Database, count: int
) -> None:
    broken = TableReading(
        declarations=count,
        items=0,
        heads=[PackedRows(fields=HEAD, count=count, packed=table(0, 2).heads[0].packed)],
        rows=[],
    )
    with pytest.raises(ValueError, match="declaration"), changing(db):
        bulk.store(db, broken)
    assert not any(contents(db).values())


def test_a_later_declaration_is_typed_in_behind_a_list(db: Database) -> None:
    with changing(db):
        bulk.store(db, table(0, 5))
    with changing(db):
        assert declarations.add(db, Declaration(number="")) == 6
    with changing(db):
        bulk.store(db, table(50, 2))
    assert numbers(db)[-2:] == ["530120250000000050", "530120250000000051"]
    assert journal.replay_check(db) == ()
