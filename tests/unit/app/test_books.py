"""Making a book and opening it: three ways in, and a message for each way to fail."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from jiamao_desktop.app import books
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.profile import applicant
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.errors import JiamaoError, MachineError, UserError

CLOCK = FixedClock(dt.date(2026, 11, 20))
PASSPHRASE = "只用于测试的口令-2026"


@pytest.fixture
def folder(open_copy: Callable[[], Workspace]) -> Path:
    """Return the folder of a closed book."""
    ws = open_copy()
    ws.close()
    return ws.folder


@pytest.fixture
def no_keychain() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types
    yield
    keyring.set_keyring(before)


def why_not(folder: Path, **way_in: str) -> JiamaoError:
    with pytest.raises(JiamaoError) as caught:
        books.open_book(folder, CLOCK, **way_in)
    assert message(caught.value)
    assert message(caught.value, "en")
    return caught.value


def test_a_new_book_has_its_applicant_and_a_sheet_to_print(tmp_path: Path) -> None:
    made = books.create_book(
        tmp_path / "新.book",
        PASSPHRASE,
        CLOCK,
        name=" 永州样例进出口有限公司 ",
        uscc="91431100ma4yl0001k",
        city="永州市",
        use_keychain=False,
    )
    with_name = applicant(made.workspace)
    made.workspace.close()
    assert with_name.name == with_name.account_name == "永州样例进出口有限公司"
    assert with_name.uscc == "91431100MA4YL0001K"
    assert made.recovery_sheet.startswith(b"%PDF")
    assert made.recovery_code not in repr(made)
    with_code = books.open_book(tmp_path / "新.book", CLOCK, recovery_code=made.recovery_code)
    assert with_code.title == "永州样例进出口有限公司"
    with_code.close()


def test_the_passphrase_may_be_typed_with_an_input_method(folder: Path) -> None:
    full_width = PASSPHRASE.replace("-2026", "－２０２６")
    books.open_book(folder, CLOCK, passphrase=full_width).close()


def test_wrong_passphrase_missing_keychain_and_altered_key_file_are_told_apart(
    folder: Path, no_keychain: None
) -> None:
    wrong = why_not(folder, passphrase="完全不对的口令-2026")
    missing = why_not(folder)
    altered_book = folder.with_name("改动过.book")
    shutil.copytree(folder, altered_book)
    for name in ("book.keys.json", "book.keys.json.bak"):
        path = altered_book / name
        if path.exists():
            content = json.loads(path.read_text())
            content["kcv"] = content["kcv"][::-1]
            path.write_text(json.dumps(content))
    altered = why_not(altered_book, passphrase=PASSPHRASE)
    codes = {wrong.code, missing.code, altered.code}
    assert len(codes) == 3
    assert wrong.code == "passphrase.wrong"
    assert missing.code.startswith("keychain.")
    assert altered.code.startswith("keyfile.")
    assert len({message(error) for error in (wrong, missing, altered)}) == 3


def test_a_folder_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert why_not(tmp_path / "没有.book", passphrase=PASSPHRASE).code == "book.missing"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "book.empty"), (b"SQLite format 3\x00" + b"\0" * 4080, "book.plaintext")],
    ids=["empty", "plain"],
)
def test_a_file_that_is_no_book_is_said_so(folder: Path, content: bytes, code: str) -> None:
    (folder / "book.db").write_bytes(content)
    error = why_not(folder, passphrase=PASSPHRASE)
    assert error.code == code or error.code.replace("not_encrypted", "plaintext") == code


def test_a_file_of_somebody_else_is_foreign(folder: Path) -> None:
    (folder / "book.db").write_bytes(bytes(range(256)) * 64)
    error = why_not(folder, passphrase=PASSPHRASE)
    assert error.code.startswith("book.")
    assert error.code not in {"book.missing", "book.empty"}


def test_an_open_book_is_in_use(open_copy: Callable[[], Workspace]) -> None:
    ws = open_copy()
    assert why_not(ws.folder, passphrase=PASSPHRASE).code == "book.in_use"


def test_two_groups_of_the_recovery_code_prove_that_the_sheet_is_at_hand() -> None:
    code = "85P2-YVD3-4MEC-2DP6-XKG1-F64Y-HDHV"
    assert books.groups_match(code, "4mec", " XKG1 ")
    assert not books.groups_match(code, "4MEC", "F64Y")
    assert not books.groups_match(code, "", "")


def test_a_folder_is_known_as_a_book(folder: Path, tmp_path: Path) -> None:
    assert books.is_book(folder)
    assert not books.is_book(tmp_path)


def test_a_book_without_a_name_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"applicant\.no_name"):
        create(tmp_path / "甲", name="　")
    assert not (tmp_path / "甲").exists()


def test_a_book_whose_sheet_cannot_be_printed_does_not_stay_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_font(*_: object) -> bytes:
        raise MachineError("fonts.missing", file="x.ttf")

    monkeypatch.setattr(books, "recovery_sheet", no_font)
    with pytest.raises(MachineError, match=r"fonts\.missing"):
        create(tmp_path / "甲", name="甲公司")
    assert not (tmp_path / "甲").exists()


def create(folder: Path, *, name: str) -> None:
    books.create_book(
        folder,
        "只用于测试的口令-2026",
        FixedClock(dt.date(2026, 11, 20)),
        name=name,
        uscc="91431100MA4YL0001K",
        city="永州市",
        use_keychain=False,
    )
