"""``jiamao doubles``: what is claimed twice, and comparing the books of one computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from tests.unit.app.fapiao_files import fapiao_xml, write
from tests.unit.app.test_doubles import Remembering
from tests.unit.cli.test_commands import PASSPHRASE, Shell, shell

from jiamao_desktop.app import books
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.environment import DATA
from jiamao_desktop.cli.doubles import CLASHES
from jiamao_desktop.cli.main import FAILED
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.matching.doubles import Clash
from jiamao_desktop.domain.money import Money
from jiamao_desktop.storage import expenses, secrets

__all__ = ["shell"]
DAY = dt.date(2026, 11, 20)
NUMBER = "26432000000000000003"
GROSS = Money(8_480_000)


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Remembering]:
    monkeypatch.setattr(secrets, "ACCEPTED_BACKENDS", {"tests.unit.app.test_doubles"})
    monkeypatch.setenv(DATA, str(tmp_path / "本机"))
    before = keyring.get_keyring()
    made = Remembering()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_book_without_doubles_says_so(shell: Shell) -> None:
    assert "本账套内重复 0 处" in shell.run("doubles")
    assert shell.json("doubles") == {"doubles": [], "shared": []}


def test_an_expense_entered_twice_is_named(shell: Shell, tmp_path: Path) -> None:
    shell.run("import", str(write(tmp_path / "来件", "发票.xml", fapiao_xml(3, gross=GROSS))))
    twice = Expense(category="fair.booth", gross=GROSS, fapiao_number=NUMBER)
    ws = books.open_book(shell.folder, FixedClock(DAY), passphrase=PASSPHRASE)
    with ws.operation("expense.add", "又登记一次") as operation:
        expenses.add(operation.db, twice)
    ws.close()
    printed = shell.run("doubles")
    assert NUMBER in printed
    assert "合计超过票面" in printed
    [double] = shell.json("doubles")["doubles"]
    assert double["clashes"] == ["amount"]
    assert len(double["uses"]) == 2


def test_books_are_compared_only_when_asked(
    shell: Shell, tmp_path: Path, keychain: Remembering
) -> None:
    shell.run("import", str(write(tmp_path / "来件", "发票.xml", fapiao_xml(3, gross=GROSS))))
    assert "其他账套" not in shell.run("doubles")
    assert "与本机其他账套相同 0 行" in shell.run("doubles", "--compare", "start")
    assert len(keychain.kept) == 1
    assert "其他账套" in shell.run("doubles", "--compare", "stop")
    assert "其他账套" not in shell.run("doubles", "--compare", "erase")
    assert keychain.kept == {}


def test_without_a_keychain_comparing_is_refused_in_words(shell: Shell) -> None:
    assert shell.run("doubles", "--compare", "start", code=FAILED)


def test_every_clash_has_its_words() -> None:
    assert CLASHES.keys() == set(Clash)
