"""Forty times kill -9 in the middle of an import: nothing acknowledged is ever lost."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.crash_child import BATCH
from tests.unit.storage.books import CHEAP, NOW, WORDS

from jiamao_desktop.storage import book, journal
from jiamao_desktop.storage.book import Book

ROOT = Path(__file__).parents[2]
KILLS = 40
SEED = 20261120
LONGEST_S = 0.25

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = book.create_book(
        tmp_path / "样例.book", passphrase=WORDS, now=NOW, use_keychain=False, cost=CHEAP
    )
    made.book.close()
    return tmp_path / "样例.book"


@pytest.fixture
def importer(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the process that forks importing workers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.crash_child", str(folder), str(tmp_path / "acks")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
    )
    yield process
    process.communicate("")
    assert process.returncode == 0


def one_kill(importer: subprocess.Popen[str], delay_s: float) -> None:
    """Let a worker run for a moment and kill it."""
    assert importer.stdin is not None
    assert importer.stdout is not None
    importer.stdin.write("go\n")
    importer.stdin.flush()
    worker = int(importer.stdout.readline())
    time.sleep(delay_s)
    os.kill(worker, signal.SIGKILL)
    assert importer.stdout.readline() == "dead\n"


def check_whole(one: Book, acknowledged: int, checked: int) -> int:
    """Check a book after a kill; return how many invoices it holds.

    Args:
        one: The book, opened again.
        acknowledged: Invoices that were reported as saved.
        checked: Invoices whose files an earlier round has looked at.
    """
    counts = {
        table: one.db.table(table).count for table in ("document", "fapiao", "expense", "evidence")
    }
    assert len(set(counts.values())) == 1, counts
    held = counts["document"]
    assert acknowledged <= held <= acknowledged + BATCH
    assert held % BATCH == 0
    assert one.db.table("fapiao_line").count == 2 * held
    rows = one.db.conn.execute(
        "SELECT attachment, sha256, size FROM document WHERE id > ?", [checked]
    )
    for name, sha256, size in rows.fetchall():
        content = one.files.read(name)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)
    assert one.db.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert one.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert journal.verify(one.db) is None
    assert len(journal.history(one.db, 10_000)) == held // BATCH
    return held


def test_forty_kills_in_the_middle_of_an_import_lose_nothing(
    folder: Path, tmp_path: Path, importer: subprocess.Popen[str]
) -> None:
    dice = random.Random(SEED)
    acks, held, hot = tmp_path / "acks", 0, 0
    for _ in range(KILLS):
        one_kill(importer, dice.uniform(0, LONGEST_S))
        side_file = folder / "book.db-wal"
        hot += side_file.exists() and side_file.stat().st_size > 0
        lines = acks.read_text().split() if acks.exists() else []
        with book.open_book(folder, passphrase=WORDS) as one:
            assert one.notices == ()
            # What an earlier round found counts as saved too, acknowledged or not.
            saved = max(held, int(lines[-1])) if lines else held
            held = check_whole(one, saved, held)
    assert held > KILLS, "the kills came too early to prove anything"
    assert hot > KILLS // 4, "the kills came when nothing was being written"

    with book.open_book(folder, passphrase=WORDS) as one:
        assert check_whole(one, held, 0) == held
        assert journal.replay_check(one.db) == ()
        assert one.db.conn.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert list((folder / "files").glob("*.tmp")) == []
        referenced = {name for [name] in one.db.conn.execute("SELECT attachment FROM document")}
        stored = {path.stem for path in (folder / "files").rglob("*.enc")}
        assert referenced <= stored
