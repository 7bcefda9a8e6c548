from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage import database
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.driver import sqlite

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "中文 文件夹 %20?#" / "book.db"


@pytest.fixture
def plain(path: Path) -> Iterator[Database]:
    path.parent.mkdir()
    db = database.create(path, KEY, b"")
    db.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT) STRICT")
    yield db
    db.conn.close()


def insert_and_stop(db: Database, number: int) -> None:
    db.conn.execute("INSERT INTO thing VALUES (?, 'dropped')", [number])
    raise ValueError("stop")


def pragma(db: Database, name: str) -> object:
    return db.conn.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("cache_size", -65536),
        ("temp_store", 2),
        ("secure_delete", 2),
        ("application_id", 0x4A5A4231),
        ("page_size", "4096"),
        ("journal_size_limit", 67108864),
        ("recursive_triggers", 1),
    ],
)
def test_a_writing_connection_has_the_measured_settings(
    plain: Database, name: str, value: object
) -> None:
    assert pragma(plain, name) == value


def test_the_file_is_encrypted_from_its_first_byte(plain: Database, path: Path) -> None:
    plain.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert b"CREATE TABLE" not in path.read_bytes()


def test_a_wrong_key_opens_nothing(plain: Database, path: Path) -> None:
    with pytest.raises(sqlite.DatabaseError) as caught:
        database.open_for_reading(path, OTHER_KEY)
    assert database.error_code(caught.value) == 26


def test_opening_never_creates_a_file(path: Path) -> None:
    path.parent.mkdir()
    with pytest.raises(sqlite.OperationalError) as caught:
        database.open_for_writing(path, KEY, b"")
    assert database.error_code(caught.value) == 14
    assert not path.exists()


def test_a_reading_connection_can_change_nothing(plain: Database, path: Path) -> None:
    reader = database.open_for_reading(path, KEY)
    with pytest.raises(MachineError, match=r"book\.read_only"):
        reader.conn.execute("INSERT INTO thing VALUES (1, 'x')")
    reader.conn.close()


def test_a_reader_goes_on_while_somebody_writes(plain: Database, path: Path) -> None:
    reader = database.open_for_reading(path, KEY)
    with database.write(plain):
        plain.conn.execute("INSERT INTO thing VALUES (1, 'x')")
        assert reader.table("thing").count == 0
    assert reader.table("thing").count == 1
    reader.conn.close()


def test_a_connection_may_change_threads(plain: Database) -> None:
    seen: list[object] = []
    thread = threading.Thread(target=lambda: seen.append(pragma(plain, "user_version")))
    thread.start()
    thread.join()
    assert seen == [0]


def test_a_failure_inside_a_write_leaves_nothing(plain: Database) -> None:
    with pytest.raises(ValueError, match="stop"), database.write(plain):
        insert_and_stop(plain, 1)
    assert plain.table("thing").count == 0
    assert not plain.conn.in_transaction


def test_atomic_inside_a_write_is_a_savepoint(plain: Database) -> None:
    with database.write(plain):
        plain.conn.execute("INSERT INTO thing VALUES (1, 'kept')")
        with pytest.raises(ValueError, match="stop"), plain.atomic():
            insert_and_stop(plain, 2)
    assert [row["name"] for row in plain.table("thing").rows] == ["kept"]


def test_a_second_writer_waits_and_then_is_told_the_book_is_busy(
    plain: Database, path: Path
) -> None:
    other = database.open_for_writing(path, KEY, b"")
    other.conn.execute("PRAGMA busy_timeout=20")
    with database.write(plain):
        with pytest.raises(MachineError) as caught, database.write(other):
            pytest.fail("two wrote at once")
        plain.conn.execute("INSERT INTO thing VALUES (1, 'x')")
    assert caught.value.code == "book.busy"
    other.conn.close()


def test_reading_first_and_writing_then_does_not_lose_to_another_writer(
    plain: Database, path: Path
) -> None:
    """A deferred transaction fails here at once, whatever the timeout."""
    other = database.open_for_writing(path, KEY, b"")
    done: list[str] = []

    def write_soon() -> None:
        with database.write(other):
            other.conn.execute("INSERT INTO thing VALUES (2, 'other')")
        done.append("other")

    thread = threading.Thread(target=write_soon)
    with database.write(plain):
        plain.conn.execute("SELECT count(*) FROM thing").fetchone()
        thread.start()
        plain.conn.execute("INSERT INTO thing VALUES (1, 'ours')")
    thread.join()
    assert done == ["other"]
    assert plain.table("thing").count == 2
    other.conn.close()


def test_a_full_disk_is_named_and_nothing_is_half_saved(plain: Database) -> None:
    pages = plain.conn.execute("PRAGMA page_count").fetchone()[0]
    plain.conn.execute(f"PRAGMA max_page_count={pages}").fetchone()
    with pytest.raises(MachineError) as caught, database.write(plain):
        plain.conn.executemany(
            "INSERT INTO thing VALUES (?, ?)", [(number, "x" * 1000) for number in range(1000)]
        )
    assert caught.value.code == "book.disk_full"
    assert not plain.conn.in_transaction
    assert plain.table("thing").count == 0


def test_writing_to_a_read_only_book_is_named(plain: Database, path: Path) -> None:
    reader = database.open_for_reading(path, KEY)
    with pytest.raises(MachineError) as caught, database.write(reader):
        reader.conn.execute("INSERT INTO thing VALUES (1, 'x')")
    assert caught.value.code == "book.read_only"
    reader.conn.close()


def test_a_broken_constraint_is_left_for_whoever_knows_the_field(plain: Database) -> None:
    plain.execute("CREATE TABLE one (id INTEGER PRIMARY KEY CONSTRAINT only_one CHECK (id = 1))")
    with pytest.raises(sqlite.IntegrityError, match="only_one"), database.write(plain):
        plain.conn.execute("INSERT INTO one VALUES (2)")


def test_an_error_without_a_code_has_code_nought() -> None:
    assert database.error_code(ValueError()) == 0


def test_a_driver_without_a_cipher_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        def execute(self, sql: str) -> Plain:
            return self

        def fetchone(self) -> None:
            return None

    with pytest.raises(RuntimeError, match="in clear"):
        database.give_key(Plain(), KEY)


def test_mac_computers_flush_to_the_platter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert "PRAGMA fullfsync=ON" in database._writing_settings()
