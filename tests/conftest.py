"""A book to work on: made once per test process, copied for each test, opened in a blink.

Making a book costs what the passphrase's key is meant to cost. Its recovery code opens a copy
without that price.
"""

from __future__ import annotations

import datetime as dt
import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nacl.pwhash import argon2id

from jiamao_desktop.app import books
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.workspace import Workspace

DAY = dt.date(2026, 11, 20)
NAME = "永州样例进出口有限公司"
USCC = "91431100MA4YL0001K"


@pytest.fixture(scope="session", autouse=True)
def each_key_derived_once() -> Iterator[None]:
    """Derive the key of a passphrase once per process: the same inputs give the same key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2id, "kdf", functools.cache(argon2id.kdf))
        yield


@pytest.fixture(scope="session")
def template_book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a closed book and its recovery code."""
    folder = tmp_path_factory.mktemp("template") / "样例.book"
    made = books.create_book(
        folder,
        "只用于测试的口令-2026",
        FixedClock(DAY),
        name=NAME,
        uscc=USCC,
        city="永州市",
        use_keychain=False,
    )
    made.workspace.close()
    return folder, made.recovery_code


@pytest.fixture
def open_copy(template_book: tuple[Path, str], tmp_path: Path) -> Iterator[Callable[[], Workspace]]:
    """Return a function that opens the test's own copy of the book, again after closing too."""
    source, code = template_book
    folder = tmp_path / source.name
    shutil.copytree(source, folder)
    opened: list[Workspace] = []

    def open_it() -> Workspace:
        opened.append(books.open_book(folder, FixedClock(DAY), recovery_code=code))
        return opened[-1]

    yield open_it
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(open_copy: Callable[[], Workspace]) -> Workspace:
    """Return an open book of its own for the test."""
    return open_copy()
