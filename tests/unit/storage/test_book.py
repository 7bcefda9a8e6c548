from __future__ import annotations

import json
import re
import shutil
import threading
from pathlib import Path

import pytest
from tests.unit.storage.books import CHEAP, NOW, WORDS, changing, new_book, sample_expense

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import book, expenses, keyfile, migrations
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.driver import sqlite

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


def test_a_new_book_is_open_empty_and_whole(tmp_path: Path) -> None:
    made = new_book(tmp_path / "永州样例.book")
    assert made.book.folder == tmp_path / "永州样例.book"
    assert re.fullmatch(UUID, made.book.id)
    assert list(expenses.ids(made.book.db)) == []
    assert made.keychain_problem is None
    assert made.book.notices == ()
    made.book.close()
    assert [path.name for path in tmp_path.iterdir()] == ["永州样例.book"]


def test_a_new_book_may_lie_deep(tmp_path: Path) -> None:
    new_book(tmp_path / "账套" / "2026" / "a.book").book.close()
    assert book.is_book(tmp_path / "账套" / "2026" / "a.book")


def test_an_empty_folder_becomes_a_book(tmp_path: Path) -> None:
    (tmp_path / "a.book").mkdir()
    new_book(tmp_path / "a.book").book.close()
    assert book.is_book(tmp_path / "a.book")


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear sir")
    with pytest.raises(UserError) as caught:
        new_book(tmp_path)
    assert caught.value.code == "book.folder_not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder_for_a_book(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError) as caught:
        new_book(tmp_path / "file")
    assert caught.value.code == "book.folder_not_empty"


def test_a_short_passphrase_makes_no_book(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        book.create_book(tmp_path / "a.book", passphrase="短", now=NOW)
    assert caught.value.code == "passphrase.too_short"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(28, "full"), "book.disk_full"),
        (PermissionError(13, "no"), "book.read_only"),
        (OSError(5, "broken"), "book.io_error"),
        (sqlite.Error(), None),
    ],
)
def test_a_book_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str | None
) -> None:
    def fail(*_args: object) -> bool:
        raise error

    monkeypatch.setattr(migrations, "migrate", fail)
    with pytest.raises((MachineError, sqlite.Error)) as caught:
        new_book(tmp_path / "a.book")
    assert getattr(caught.value, "code", None) == code
    assert list(tmp_path.iterdir()) == []


def test_the_recovery_code_and_slot_do_not_show_in_a_traceback(tmp_path: Path) -> None:
    made = new_book(tmp_path / "a.book")
    made.book.close()
    assert made.recovery_code not in repr(made)
    assert made.recovery_slot not in repr(made)


def test_the_key_file_carries_the_salt_that_mends_a_damaged_header(folder: Path) -> None:
    content = json.loads((folder / keyfile.NAME).read_bytes())
    assert content["db"]["header_salt"] == (folder / "book.db").read_bytes()[:16].hex()


def test_the_key_file_names_no_client(tmp_path: Path) -> None:
    folder = tmp_path / "永州样例电子.book"
    made = book.create_book(
        folder, passphrase=WORDS, now=NOW, use_keychain=False, title="永州样例电子", cost=CHEAP
    )
    made.book.close()
    assert "永州" not in (folder / keyfile.NAME).read_text()


def test_a_reader_reads_and_never_writes(opened: Book) -> None:
    with changing(opened.db):
        expenses.add(opened.db, sample_expense())
    reader = opened.reader()
    assert len(expenses.ids(reader)) == 1
    with pytest.raises(MachineError, match=r"book\.read_only"):
        expenses.add(reader, sample_expense())
    reader.conn.close()


def test_readers_in_several_threads_see_what_was_saved(opened: Book) -> None:
    seen: list[int] = []

    def look() -> None:
        reader = opened.reader()
        seen.append(len(expenses.ids(reader)))
        reader.conn.close()

    with changing(opened.db):
        expenses.add(opened.db, sample_expense())
    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1, 1, 1, 1]


def test_a_checkpoint_brings_everything_into_one_file(opened: Book) -> None:
    with changing(opened.db):
        expenses.add(opened.db, sample_expense())
    opened.checkpoint()
    assert (opened.folder / "book.db-wal").stat().st_size == 0


def test_a_book_that_cannot_be_tidied_on_closing_is_closed_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = book.open_book(folder, passphrase=WORDS)

    def fail() -> None:
        raise OSError

    monkeypatch.setattr(one, "checkpoint", fail)
    with pytest.raises(OSError, match="^$"):
        one.close()
    book.open_book(folder, passphrase=WORDS).close()


def test_closing_twice_does_no_harm(folder: Path) -> None:
    one = book.open_book(folder, passphrase=WORDS)
    one.close()
    one.close()
    book.open_book(folder, passphrase=WORDS).close()


def test_a_book_can_be_moved_and_renamed_while_closed(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "搬家 后.book"
    folder.rename(moved)
    book.open_book(moved, passphrase=WORDS).close()


def test_a_copy_of_a_book_opens_beside_the_original(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy.book")
    with (
        book.open_book(folder, passphrase=WORDS) as one,
        book.open_book(copy, passphrase=WORDS) as two,
    ):
        assert one.id == two.id


def test_what_an_interrupted_import_left_is_swept_at_the_next_opening(folder: Path) -> None:
    left = folder / "files" / "0123456789abcdef.tmp"
    left.write_bytes(b"half")
    book.open_book(folder, passphrase=WORDS).close()
    assert not left.exists()


def test_a_lost_folder_of_documents_is_made_anew(folder: Path) -> None:
    (folder / "files").rmdir()
    with book.open_book(folder, passphrase=WORDS) as one:
        assert one.files.read(one.files.store(b"x")) == b"x"


def test_documents_can_be_stored_and_read(opened: Book) -> None:
    name = opened.files.store("发票".encode())
    assert opened.files.read(name) == "发票".encode()


@pytest.mark.parametrize("name", ["book.db", "book.keys.json", "book.keys.json.bak"])
def test_a_folder_looks_like_a_book_by_any_of_its_files(tmp_path: Path, name: str) -> None:
    assert not book.is_book(tmp_path)
    (tmp_path / name).write_bytes(b"")
    assert book.is_book(tmp_path)


def test_the_id_of_a_folder_without_a_key_file_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        book.book_id(tmp_path)
    assert caught.value.code == "keyfile.missing"


def test_two_books_have_different_keys_and_ids(tmp_path: Path) -> None:
    first, second = (new_book(tmp_path / name) for name in ("a", "b"))
    assert first.book.id != second.book.id
    assert first.recovery_code != second.recovery_code
    assert first.book._unlocked.data_key != second.book._unlocked.data_key
    first.book.close()
    second.book.close()
