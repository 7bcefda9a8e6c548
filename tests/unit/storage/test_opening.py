"""Every fault of a book's files ends in exactly one code, and nothing is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.storage.books import NOW, WORDS, changing, new_book, sample_expense

from jiamao_desktop.domain.errors import JiamaoError, MachineError, Problem, UserError
from jiamao_desktop.storage import book, database, expenses, keyfile, migrations, opening
from jiamao_desktop.storage.driver import sqlite


def refused(folder: Path, **how: str) -> JiamaoError:
    with pytest.raises(JiamaoError) as caught:
        book.open_book(folder, **(how or {"passphrase": WORDS}))
    return caught.value


def gone(folder: Path) -> None:
    (folder / "book.db").unlink()


def empty(folder: Path) -> None:
    (folder / "book.db").write_bytes(b"")


def plaintext(folder: Path) -> None:
    (folder / "book.db").unlink()
    plain = sqlite3.connect(folder / "book.db")
    plain.execute("CREATE TABLE expense (id INTEGER PRIMARY KEY)")
    plain.close()


def overwritten(folder: Path) -> None:
    size = (folder / "book.db").stat().st_size
    (folder / "book.db").write_bytes(os.urandom(size))


def short_rubbish(folder: Path) -> None:
    (folder / "book.db").write_bytes(b"not a database at all")


def a_spreadsheet(folder: Path) -> None:
    (folder / "book.db").write_bytes(b"PK\x03\x04" + b"sheet" * 3000)


def anothers(folder: Path) -> None:
    other = new_book(folder.with_name("other.book"))
    other.book.close()
    shutil.copy(folder.with_name("other.book") / "book.db", folder / "book.db")


def a_folder(folder: Path) -> None:
    (folder / "book.db").unlink()
    (folder / "book.db").mkdir()


def first_page_hit(folder: Path) -> None:
    with (folder / "book.db").open("r+b") as file:
        file.seek(200)
        file.write(bytes(64))


def later_page_hit(folder: Path) -> None:
    with (folder / "book.db").open("r+b") as file:
        for page in range(1, 12):
            file.seek(page * 4096 + 100)
            file.write(bytes(64))


def no_key_file(folder: Path) -> None:
    for name in (keyfile.NAME, keyfile.BACKUP):
        (folder / name).unlink()


def altered_key_files(folder: Path) -> None:
    for name in (keyfile.NAME, keyfile.BACKUP):
        text = (folder / name).read_text()
        (folder / name).write_text(text.replace('"generation":1', '"generation":2'))


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "gone": (gone, "book.missing"),
    "empty": (empty, "book.empty"),
    "plaintext": (plaintext, "book.plaintext"),
    "overwritten": (overwritten, "book.foreign"),
    "short rubbish": (short_rubbish, "book.foreign"),
    "a spreadsheet": (a_spreadsheet, "book.foreign"),
    "another's": (anothers, "book.foreign"),
    "a folder": (a_folder, "book.not_a_file"),
    "first page hit": (first_page_hit, "book.damaged"),
    "later pages hit": (later_page_hit, "book.damaged"),
    "no key file": (no_key_file, "keyfile.missing"),
    "altered key files": (altered_key_files, "keyfile.altered"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_code(folder: Path, fault: str) -> None:
    do, code = FAULTS[fault]
    do(folder)
    assert refused(folder).code == code


@pytest.mark.parametrize("fault", FAULTS)
def test_a_refused_book_is_left_as_it_was(folder: Path, fault: str) -> None:
    FAULTS[fault][0](folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    refused(folder)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("fault", FAULTS)
def test_a_refused_book_is_not_locked(folder: Path, fault: str, tmp_path: Path) -> None:
    whole = shutil.copytree(folder, tmp_path / "whole")
    FAULTS[fault][0](folder)
    refused(folder)
    shutil.rmtree(folder)
    shutil.copytree(whole, folder)
    book.open_book(folder, passphrase=WORDS).close()


def test_a_folder_that_is_not_there_is_missing(tmp_path: Path) -> None:
    error = refused(tmp_path / "nowhere")
    assert error.code == "book.missing"
    assert error.details == {"folder": str(tmp_path / "nowhere")}


def test_wrong_passphrase_missing_keychain_and_altered_key_file_are_told_apart(
    folder: Path,
) -> None:
    codes = [refused(folder, passphrase="不是这个口令,真的不是").code]
    codes.append(refused_by_keychain(folder))
    altered_key_files(folder)
    codes.append(refused(folder).code)
    assert codes == ["passphrase.wrong", "keychain.not_used", "keyfile.altered"]


def refused_by_keychain(folder: Path) -> str:
    with pytest.raises(JiamaoError) as caught:
        book.open_book(folder)
    return caught.value.code


def test_an_encrypted_database_that_is_no_book_is_named(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        keys = one._unlocked.keys
    (folder / "book.db").unlink()
    other = database.create(folder / "book.db", keys.database, keys.audit)
    other.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY)")
    other.conn.close()
    assert refused(folder).code == "book.not_a_book"


def test_an_encrypted_database_of_another_program_is_named(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        one.db.conn.execute("PRAGMA application_id=1")
    assert refused(folder).code == "book.not_a_book"


@pytest.mark.parametrize("sql", ["UPDATE book_info SET book='another'", "DELETE FROM book_info"])
def test_a_database_that_names_another_book_is_refused(folder: Path, sql: str) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        one.db.conn.execute(sql)
    assert refused(folder).code == "book.other"


def test_an_open_book_is_in_use(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS):
        error = refused(folder)
    assert error.code == "book.in_use"
    assert error.details["process"] == str(os.getpid())
    book.open_book(folder, passphrase=WORDS).close()


def test_a_crashed_book_recovers_its_last_save(folder: Path, tmp_path: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        with changing(one.db):
            expenses.add(one.db, sample_expense())
        crashed = shutil.copytree(folder, tmp_path / "crashed.book")
    assert (crashed / "book.db-wal").stat().st_size > 0
    with book.open_book(crashed, passphrase=WORDS) as again:
        assert len(expenses.ids(again.db)) == 1


def test_a_closed_book_is_one_file_to_copy(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one, changing(one.db):
        expenses.add(one.db, sample_expense())
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["book.db", "book.keys.json", "book.keys.json.bak", "book.lock", "files"]


def test_a_missing_key_file_is_mended_from_the_copy_and_it_is_said(folder: Path) -> None:
    (folder / keyfile.NAME).unlink()
    with book.open_book(folder, passphrase=WORDS) as one:
        assert one.notices == (Problem.of("keyfile.restored"),)
    with book.open_book(folder, passphrase=WORDS) as two:
        assert two.notices == ()


def test_an_altered_key_file_is_mended_from_the_copy_and_kept_aside(folder: Path) -> None:
    (folder / keyfile.NAME).write_text("{}")
    with book.open_book(folder, passphrase=WORDS) as one:
        assert one.notices == (Problem.of("keyfile.restored"),)
    assert (folder / keyfile.SET_ASIDE).read_text() == "{}"


def test_a_file_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, *_mode: object, **_more: object) -> object:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(MachineError) as caught:
        opening.check_file(folder)
    assert caught.value.code == "book.cannot_open"
    assert caught.value.details == {"reason": "PermissionError"}


def test_a_database_that_cannot_be_opened_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(sqlite.OperationalError):  # type: ignore[misc]  # -- the driver has no hints
        sqlite_errorcode = 14

    def fail(*_path: object) -> object:
        raise Refusing

    monkeypatch.setattr(database, "open_for_reading", fail)
    error = refused(folder)
    assert (error.code, error.details) == ("book.cannot_open", {"reason": "SQLITE_CANTOPEN"})


def test_a_book_held_by_another_program_is_busy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Busy(sqlite.OperationalError):  # type: ignore[misc]  # -- the driver has no hints
        sqlite_errorcode = 5

    def fail(*_path: object) -> object:
        raise Busy

    monkeypatch.setattr(database, "open_for_reading", fail)
    assert refused(folder).code == "book.busy"


def test_a_newer_key_file_is_named(folder: Path) -> None:
    text = (folder / keyfile.NAME).read_text()
    (folder / keyfile.NAME).write_text(text.replace('"version":1', '"version":2'))
    error = refused(folder)
    assert isinstance(error, UserError)
    assert error.code == "keyfile.newer"


def test_time_is_a_parameter(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        created = one.db.conn.execute("SELECT created_at FROM book_info").fetchone()
    assert created == (NOW,)


def test_a_book_that_cannot_be_migrated_is_closed_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_db: object) -> bool:
        raise MachineError("book.migration_failed", reason="test")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migrate", fail)
        assert refused(folder).code == "book.migration_failed"
    book.open_book(folder, passphrase=WORDS).close()
