"""A book for each test: made once, copied from then on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from tests.unit.storage.books import new_book

from jiamao_desktop.storage import book
from jiamao_desktop.storage.book import Book
from jiamao_desktop.storage.database import Database


@pytest.fixture(autouse=True)
def no_keychain() -> Iterator[None]:
    """Keep the tests out of the keychain of whoever runs them."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # -- keyring has no hints
    yield
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Create one closed book; return its folder and its recovery code."""
    folder = tmp_path_factory.mktemp("template") / "样例.book"
    made = new_book(folder)
    made.book.close()
    return folder, made.recovery_code


@pytest.fixture
def folder(made_once: tuple[Path, str], tmp_path: Path) -> Path:
    """Return the folder of a closed, empty book."""
    return Path(shutil.copytree(made_once[0], tmp_path / "样例.book"))


@pytest.fixture
def recovery_code(made_once: tuple[Path, str]) -> str:
    """Return the recovery code of the book in ``folder``."""
    return made_once[1]


@pytest.fixture
def opened(folder: Path, recovery_code: str) -> Iterator[Book]:
    """Return an open, empty book. The recovery code costs no key derivation."""
    with book.open_book(folder, recovery_code=recovery_code) as one:
        yield one


@pytest.fixture
def db(opened: Book) -> Database:
    """Return the writing connection of an open, empty book.

    It does not wait for the disk: what is tested through it is not durability.
    """
    opened.db.conn.execute("PRAGMA synchronous=OFF")
    return opened.db
