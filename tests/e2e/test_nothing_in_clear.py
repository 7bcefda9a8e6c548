"""After a session and a kill, no planted string is in any file: not even in pieces of pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.clear_text_child import PLANTED, session
from tests.unit.storage.books import CHEAP, NOW, WORDS

from jiamao_desktop.storage import book, database
from jiamao_desktop.storage.driver import sqlite

ROOT = Path(__file__).parents[2]
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def leaks(folder: Path, planted: tuple[str, ...] = PLANTED) -> set[tuple[str, str, str]]:
    """Return which string stands in which file in which encoding."""
    return {
        (path.name, text, encoding)
        for path in folder.rglob("*")
        if path.is_file()
        for content in [path.read_bytes()]
        for text in planted
        for encoding in ENCODINGS
        if text.encode(encoding) in content
    }


def test_no_planted_string_is_in_any_file_after_a_session_and_a_kill(tmp_path: Path) -> None:
    folder, scratch = tmp_path / "a.book", tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.clear_text_child", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "TMPDIR": str(scratch),
            "TEMP": str(scratch),
            "SQLITE_TMPDIR": str(scratch),
        },
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    assert (folder / "book.db-wal").stat().st_size > 0
    process.kill()
    _, said = process.communicate()
    assert said == ""

    files = {path.name for path in folder.rglob("*") if path.is_file()}
    assert {"book.db", "book.db-wal", "book.keys.json", "book.lock"} <= files
    assert any(name.endswith(".enc") for name in files)
    assert leaks(tmp_path) == set()

    with book.open_book(folder, passphrase=WORDS) as one:
        secrets = one._unlocked
        assert one.db.table("expense").count == 2999
    keys = (secrets.data_key, secrets.keys.database, secrets.keys.files, secrets.keys.audit)
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        content = path.read_bytes()
        assert not any(key in content or key.hex().encode() in content for key in keys), path
    assert leaks(tmp_path) == set()


def test_the_same_session_without_a_key_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: were the database not encrypted, this search would find every string."""

    def no_key(connection: sqlite.Connection, key: bytes) -> None:
        del connection, key

    monkeypatch.setattr(database, "give_key", no_key)
    one = book.create_book(
        tmp_path / "a.book", passphrase=WORDS, now=NOW, use_keychain=False, cost=CHEAP
    ).book
    session(one)
    one.close()
    in_database = {text for name, text, _ in leaks(tmp_path) if name == "book.db"}
    only_in_files = {PLANTED[5], WORDS}
    assert in_database == set(PLANTED) - only_in_files


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_itself_finds_what_lies_in_clear(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "file").write_bytes(b"\x00" + "".join(PLANTED).encode(encoding) + b"\xff")
    assert {text for _, text, _ in leaks(tmp_path)} == set(PLANTED)
