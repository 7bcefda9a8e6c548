"""Passphrase, recovery code, keychain, paper: each way in, and its faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import keyring
import pytest
from tests.unit.storage.books import CHEAP, LATER, NOW, WORDS, changing, new_book, sample_expense
from tests.unit.storage.test_secrets import Forgetful, Raising, Remembering

from jiamao_desktop.domain.errors import JiamaoError, MachineError, Problem, UserError
from jiamao_desktop.storage import book, expenses, keyfile, keys, recovery, secrets
from jiamao_desktop.storage.keys import COST, LOW_MEMORY_COST, PassphraseCost

NEW_WORDS = "另一个同样很长的口令 2027 年用"


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> Remembering:
    """Return a keychain that works."""
    module = Remembering.__module__
    monkeypatch.setattr(secrets, "ACCEPTED_BACKENDS", {*secrets.ACCEPTED_BACKENDS, module})
    backend = Remembering()
    keyring.set_keyring(backend)
    return backend


def code_of(folder: Path, **how: str) -> str:
    with pytest.raises(JiamaoError) as caught:
        book.open_book(folder, **how)
    return caught.value.code


def slots_of(folder: Path) -> dict[str, dict[str, Any]]:
    content = json.loads((folder / keyfile.NAME).read_bytes())
    return {slot["type"]: slot for slot in content["slots"]}


def test_the_passphrase_opens_the_book(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        assert one.id == book.book_id(folder)


def test_the_passphrase_may_be_typed_full_width(folder: Path) -> None:
    wide = WORDS.replace("2026", "２０２６").replace(" ", "　")
    book.open_book(folder, passphrase=wide).close()


def test_the_recovery_code_opens_the_book_however_it_is_typed(
    folder: Path, recovery_code: str
) -> None:
    for typed in (recovery_code, recovery_code.lower().replace("-", " ")):
        book.open_book(folder, recovery_code=typed).close()


def test_each_wrong_secret_has_its_code(folder: Path) -> None:
    other = recovery.code_of(bytes(16))
    assert code_of(folder, passphrase="") == "passphrase.wrong"
    assert code_of(folder, passphrase=WORDS + " ") == "passphrase.wrong"
    assert code_of(folder, recovery_code="1234") == "recovery.mistyped"
    assert code_of(folder, recovery_code=other) == "recovery.wrong"
    assert code_of(folder) == "keychain.not_used"


def test_the_keychain_opens_the_book(tmp_path: Path, keychain: Remembering) -> None:
    made = new_book(tmp_path / "a.book", use_keychain=True)
    made.book.close()
    assert made.keychain_problem is None
    assert list(keychain.kept) == [(f"jiamao-desktop/{made.book.id}", "kek")]
    book.open_book(tmp_path / "a.book").close()


def test_the_keychain_holds_a_key_to_the_key_and_never_the_key(
    tmp_path: Path, keychain: Remembering
) -> None:
    made = new_book(tmp_path / "a.book", use_keychain=True)
    data_key = made.book._unlocked.data_key
    made.book.close()
    assert secrets.load(made.book.id) != data_key


def test_without_a_keychain_the_book_is_made_all_the_same_and_it_is_said(tmp_path: Path) -> None:
    made = new_book(tmp_path / "a.book", use_keychain=True)
    made.book.close()
    assert made.keychain_problem == Problem.of("keychain.missing")
    assert set(slots_of(tmp_path / "a.book")) == {"passphrase", "recovery"}


@pytest.mark.parametrize("backend", [Forgetful(), Raising(OSError())])
def test_a_keychain_that_cannot_be_relied_on_is_not_relied_on(
    tmp_path: Path, keychain: Remembering, backend: Remembering
) -> None:
    keyring.set_keyring(backend)
    made = new_book(tmp_path / "a.book", use_keychain=True)
    made.book.close()
    assert made.keychain_problem is not None
    assert made.keychain_problem.code == "keychain.failed"
    assert code_of(tmp_path / "a.book") == "keychain.not_used"
    book.open_book(tmp_path / "a.book", passphrase=WORDS).close()


def test_each_fault_of_the_keychain_has_its_code_and_the_passphrase_still_opens(
    tmp_path: Path, keychain: Remembering
) -> None:
    folder = tmp_path / "a.book"
    made = new_book(folder, use_keychain=True)
    made.book.close()
    service = (f"jiamao-desktop/{made.book.id}", "kek")
    keychain.kept[service] = "AAAA" * 10 + "AAA="
    assert code_of(folder) == "keychain.stale"
    keychain.kept[service] = "?"
    assert code_of(folder) == "keychain.stale"
    del keychain.kept[service]
    assert code_of(folder) == "keychain.no_entry"
    keyring.set_keyring(Raising(OSError()))
    assert code_of(folder) == "keychain.failed"
    book.open_book(folder, passphrase=WORDS).close()


def test_the_keychain_can_be_taken_into_use_and_left_later(
    folder: Path, keychain: Remembering
) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        one.use_keychain(now=LATER)
    with book.open_book(folder) as one:
        one.leave_keychain()
    assert keychain.kept == {}
    assert code_of(folder) == "keychain.not_used"


def test_a_keychain_that_fails_changes_nothing(folder: Path) -> None:
    before = (folder / keyfile.NAME).read_bytes()
    with book.open_book(folder, passphrase=WORDS) as one, pytest.raises(MachineError) as caught:
        one.use_keychain(now=LATER)
    assert caught.value.code == "keychain.missing"
    assert (folder / keyfile.NAME).read_bytes() == before


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    folder: Path, recovery_code: str
) -> None:
    database = (folder / "book.db").read_bytes()
    with book.open_book(folder, passphrase=WORDS) as one:
        one.change_passphrase(NEW_WORDS, now=LATER, cost=CHEAP)
    assert code_of(folder, passphrase=WORDS) == "passphrase.wrong"
    book.open_book(folder, passphrase=NEW_WORDS).close()
    book.open_book(folder, recovery_code=recovery_code).close()
    assert (folder / "book.db").stat().st_size == len(database)
    assert slots_of(folder)["passphrase"]["created"] == LATER


def test_a_short_new_passphrase_changes_nothing(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one, pytest.raises(UserError):
        one.change_passphrase("短", now=LATER)
    book.open_book(folder, passphrase=WORDS).close()


def test_changing_the_passphrase_twice_in_one_session_works(folder: Path) -> None:
    with book.open_book(folder, passphrase=WORDS) as one:
        one.change_passphrase(NEW_WORDS, now=LATER, cost=CHEAP)
        one.change_passphrase(NEW_WORDS * 2, now=LATER, cost=CHEAP)
    book.open_book(folder, passphrase=NEW_WORDS * 2).close()


def test_a_machine_with_little_memory_gets_a_cheaper_slot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = keys.kek

    def little(kdf: keys.Kdf, secret: bytes, purpose: str) -> bytes:
        if kdf.get("m_kib") == COST.kib:
            raise MachineError("passphrase.not_enough_memory", mib=256)
        return real(kdf, secret, purpose)

    monkeypatch.setattr(keys, "kek", little)
    book.create_book(
        tmp_path / "a.book", passphrase=WORDS, now=NOW, use_keychain=False
    ).book.close()
    kdf = slots_of(tmp_path / "a.book")["passphrase"]["kdf"]
    assert PassphraseCost(passes=kdf["t"], kib=kdf["m_kib"]) == LOW_MEMORY_COST


def test_books_cost_what_was_decided_unless_a_test_says_otherwise(tmp_path: Path) -> None:
    made = book.create_book(tmp_path / "a.book", passphrase=WORDS, now=NOW, use_keychain=False)
    made.book.close()
    kdf = slots_of(tmp_path / "a.book")["passphrase"]["kdf"]
    assert PassphraseCost(passes=kdf["t"], kib=kdf["m_kib"]) == COST


def test_paper_alone_opens_a_book_whose_key_file_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "a.book"
    made = new_book(folder)
    with changing(made.book.db):
        expenses.add(made.book.db, sample_expense())
    made.book.close()
    for name in (keyfile.NAME, keyfile.BACKUP):
        (folder / name).unlink()
    assert code_of(folder, recovery_code=made.recovery_code) == "keyfile.missing"
    book.rebuild_key_file(
        folder,
        recovery_slot=made.recovery_slot,
        recovery_code=made.recovery_code,
        passphrase=NEW_WORDS,
        now=LATER,
        cost=CHEAP,
    )
    for how in ({"passphrase": NEW_WORDS}, {"recovery_code": made.recovery_code}):
        with book.open_book(folder, **how) as one:
            assert len(expenses.ids(one.db)) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"recovery_slot": "{}"}, "recovery.bad_sheet"),
        ({"recovery_code": "1234"}, "recovery.mistyped"),
        ({"recovery_code": recovery.code_of(bytes(16))}, "recovery.wrong"),
        ({"passphrase": "短"}, "passphrase.too_short"),
    ],
)
def test_wrong_paper_makes_no_key_file(tmp_path: Path, changed: dict[str, str], code: str) -> None:
    folder = tmp_path / "a.book"
    made = new_book(folder)
    made.book.close()
    before = (folder / keyfile.NAME).read_bytes()
    sheet = {
        "recovery_slot": made.recovery_slot,
        "recovery_code": made.recovery_code,
        "passphrase": NEW_WORDS,
    }
    with pytest.raises(UserError) as caught:
        book.rebuild_key_file(folder, **(sheet | changed), now=LATER, cost=CHEAP)
    assert caught.value.code == code
    assert (folder / keyfile.NAME).read_bytes() == before


def test_paper_without_a_slot_is_a_bad_sheet(tmp_path: Path) -> None:
    made = new_book(tmp_path / "a.book")
    made.book.close()
    without = json.dumps(json.loads(made.recovery_slot) | {"slots": []})
    with pytest.raises(UserError) as caught:
        book.rebuild_key_file(
            tmp_path / "a.book",
            recovery_slot=without,
            recovery_code=made.recovery_code,
            passphrase=NEW_WORDS,
            now=LATER,
        )
    assert caught.value.code == "recovery.bad_sheet"
