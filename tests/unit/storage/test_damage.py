"""A book on a failing disk: whatever page is gone, people get a sentence and no traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.unit.storage.books import LATER, changing, sample_document, sample_expense

from jiamao_desktop.domain.document import DocumentId
from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.storage import book, documents, expenses, journal
from jiamao_desktop.storage.book import Book

PAGE = 4096
WORKS: tuple[Callable[[Book], object], ...] = (
    lambda one: expenses.ids(one.db),
    lambda one: expenses.get_many(one.db, map(ExpenseId, expenses.ids(one.db))),
    lambda one: expenses.ids(one.db, contains="展位"),
    lambda one: documents.get_many(one.db, map(DocumentId, documents.ids(one.db))),
    lambda one: journal.history(one.db, 10),
    lambda one: journal.undo(one.db, LATER),
)


@pytest.fixture
def filled(folder: Path, recovery_code: str) -> Path:
    with book.open_book(folder, recovery_code=recovery_code) as one:
        with changing(one.db):
            expenses.add_all(one.db, (sample_expense(number) for number in range(1, 200)))
        with changing(one.db):
            for number in range(1, 20):
                documents.add(one.db, sample_document(number))
    return folder


def spoil(folder: Path, page: int) -> None:
    with (folder / "book.db").open("r+b") as file:
        file.seek(page * PAGE + 200)
        file.write(b"\xaa" * 50)


@pytest.mark.parametrize("start", range(7))
def test_no_damaged_page_ends_in_a_traceback(
    filled: Path, recovery_code: str, tmp_path: Path, start: int
) -> None:
    pages = (filled / "book.db").stat().st_size // PAGE
    found: list[str] = []
    for page in range(start, pages, 7):
        copy = tmp_path / f"{page}"
        shutil.copytree(filled, copy)
        spoil(copy, page)
        found += faults(copy, recovery_code)
        shutil.rmtree(copy)
    # After the first fault SQLCipher lets nothing more be written.
    assert "book.damaged" in found
    assert set(found) <= {"book.damaged", "book.read_only", "undo.changed_since"}


def faults(folder: Path, recovery_code: str) -> list[str]:
    """Do all there is to do with a book and return what was said; anything else would raise."""
    found: list[str] = []
    with noted(found), closing(book.open_book(folder, recovery_code=recovery_code)) as one:
        for work in WORKS:
            with noted(found):
                work(one)
    return found


@contextmanager
def noted(found: list[str]) -> Iterator[None]:
    try:
        yield
    except (MachineError, UserError) as error:
        found.append(error.code)


def test_a_disk_that_filled_up_does_not_keep_a_book_from_closing(
    opened: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changing(opened.db):
        expenses.add(opened.db, sample_expense())

    def full(_self: Book) -> None:
        raise MachineError("book.disk_full")

    monkeypatch.setattr(Book, "checkpoint", full)
    opened.close()
    monkeypatch.undo()
    assert (opened.folder / "book.lock").read_bytes() == b""


def test_a_disk_too_full_for_the_lock_is_said_and_locks_nothing(
    folder: Path, recovery_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int, _text: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(MachineError, match=r"book\.disk_full"):
            book.open_book(folder, recovery_code=recovery_code)
    book.open_book(folder, recovery_code=recovery_code).close()
