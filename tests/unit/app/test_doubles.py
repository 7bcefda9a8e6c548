"""Double claims in a book, and the same line in two books of one computer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from tests.unit.app.fapiao_files import fapiao_xml, write

from jiamao_desktop.app import doubles
from jiamao_desktop.app.environment import DATA, data_folder
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.ledger import LedgerFilter, expense_ids, expense_rows
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimState, Grant, GrantLine
from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoKind, FapiaoLine
from jiamao_desktop.domain.matching.doubles import Clash
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.storage import claims, expenses, fingerprints, grants, secrets

BOOTH = Money(8_480_000)
NUMBER = "26432000000000000001"


class Remembering(KeyringBackend):
    """A keychain in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Remembering]:
    monkeypatch.setattr(secrets, "ACCEPTED_BACKENDS", {__name__})
    monkeypatch.setenv(DATA, str(tmp_path / "本机"))
    before = keyring.get_keyring()
    made = Remembering()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def booth(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a book with one 发票 for a booth."""
    path = write(tmp_path, "1.xml", fapiao_xml(1, gross=BOOTH))
    take_in(workspace, read_files(workspace, [path]))
    return workspace


def claim(ws: Workspace, measure: str, state: ClaimState = ClaimState.DRAFT) -> None:
    [number] = expense_ids(ws, LedgerFilter())
    made = Claim(
        measure=measure,
        pack="",
        pack_version="",
        title=f"申报 {measure}",
        state=state,
        created_on=dt.date(2026, 11, 20),
        project=None,
        expenses=(number,),
        spent=BOOTH,
        ceiling=BOOTH,
        applied=BOOTH,
    )
    with ws.operation("claim.add", "申报") as operation:
        claims.add(operation.db, made)


def test_one_expense_under_two_measures_is_named(booth: Workspace) -> None:
    claim(booth, "甲")
    assert doubles.doubles(booth) == []
    claim(booth, "乙")
    [double] = doubles.doubles(booth)
    assert double.number == NUMBER
    assert double.clashes == {Clash.EXPENSE, Clash.MEASURE}
    assert {use.title for use in double.uses} == {"申报 甲", "申报 乙"}


def test_a_claim_that_was_withdrawn_uses_nothing(booth: Workspace) -> None:
    claim(booth, "甲")
    claim(booth, "乙", ClaimState.WITHDRAWN)
    assert doubles.doubles(booth) == []


def test_what_was_granted_before_is_named(booth: Workspace) -> None:
    claim(booth, "甲")
    with booth.operation("grant.add", "已获支持") as operation:
        grant = Grant(
            measure="旧", level="provincial", amount=BOOTH, granted_on=dt.date(2024, 6, 1)
        )
        number = grants.add(operation.db, grant)
        grants.set_lines(operation.db, number, [GrantLine(fapiao_number=NUMBER, amount=BOOTH)])
    [double] = doubles.doubles(booth)
    assert Clash.GRANT in double.clashes


def test_the_level_comes_from_the_pack(booth: Workspace) -> None:
    [first, second] = [pack.measures[0].id for pack in list(booth.catalog.packs.values())[:2]]
    claim(booth, first)
    claim(booth, second)
    [double] = doubles.doubles(booth)
    assert all(use.level for use in double.uses)


def bill(*amounts: int) -> Fapiao:
    lines = tuple(
        FapiaoLine(name=f"第{place}行", net=Money(fen)) for place, fen in enumerate(amounts)
    )
    total = Money(sum(amounts))
    return Fapiao(
        kind=FapiaoKind.OTHER, number="12345678", net=total, tax=ZERO, gross=total, lines=lines
    )


def cost(fen: int, description: str = "") -> Expense:
    return Expense(category="fair.booth", gross=Money(fen), description=description)


def test_the_amount_tells_the_line_and_the_name_where_amounts_are_equal() -> None:
    assert doubles.line_of(cost(200), bill(100, 200)) == 2
    assert doubles.line_of(cost(100, "第1行"), bill(100, 100)) == 2
    assert doubles.line_of(cost(100), bill(100, 100)) == 0
    assert doubles.line_of(cost(300), bill(100, 200)) == 0
    assert doubles.line_of(cost(100), bill(100)) == 0


def test_nothing_is_compared_before_somebody_asks(
    booth: Workspace, keychain: Remembering, tmp_path: Path
) -> None:
    assert not doubles.keeps_fingerprints()
    assert doubles.shared_lines(booth) == ()
    assert keychain.kept == {}
    assert not (tmp_path / "本机").exists()


@pytest.fixture
def other_book(booth: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that makes the book another one, with the same contents."""
    return lambda name: monkeypatch.setattr(booth.book, "id", name)


def test_the_same_line_in_another_book_is_shown_and_nothing_else(
    booth: Workspace, keychain: Remembering, other_book: Callable[[str], None], tmp_path: Path
) -> None:
    doubles.start_fingerprints()
    assert doubles.keeps_fingerprints()
    assert doubles.shared_lines(booth) == []
    assert doubles.shared_lines(booth) == []  # one's own lines are no collision
    other_book("another")
    [line] = doubles.shared_lines(booth)
    assert (line.number, line.line, line.amount) == (NUMBER, 1, BOOTH)
    kept = (tmp_path / "本机" / fingerprints.FILE).read_bytes()
    assert NUMBER.encode() not in kept
    assert b"another" not in kept
    assert len(keychain.kept) == 1


def test_a_book_can_be_taken_out_again(
    booth: Workspace, keychain: Remembering, other_book: Callable[[str], None]
) -> None:
    del keychain
    doubles.start_fingerprints()
    doubles.shared_lines(booth)
    doubles.forget_book(booth)
    other_book("another")
    assert doubles.shared_lines(booth) == []


def test_erasing_leaves_neither_file_nor_key(
    booth: Workspace, keychain: Remembering, tmp_path: Path
) -> None:
    doubles.start_fingerprints()
    doubles.shared_lines(booth)
    doubles.erase_fingerprints()
    assert keychain.kept == {}
    assert list((tmp_path / "本机").iterdir()) == []
    doubles.forget_book(booth)
    assert doubles.shared_lines(booth) == ()


def test_starting_again_keeps_the_key_and_what_is_noted(
    booth: Workspace, keychain: Remembering
) -> None:
    doubles.start_fingerprints()
    doubles.shared_lines(booth)
    before = dict(keychain.kept), fingerprints.read(data_folder())
    doubles.start_fingerprints()
    assert (dict(keychain.kept), fingerprints.read(data_folder())) == before


def test_a_damaged_file_is_said_to_be_damaged(keychain: Remembering, tmp_path: Path) -> None:
    del keychain
    doubles.start_fingerprints()
    (tmp_path / "本机" / fingerprints.FILE).write_bytes(b"something else")
    with pytest.raises(MachineError, match=r"fingerprints\.damaged"):
        fingerprints.read(tmp_path / "本机")


def test_an_expense_without_the_record_of_its_fapiao_counts_whole(
    booth: Workspace,
) -> None:
    rows = expense_rows(booth, expense_ids(booth, LedgerFilter()))
    [row] = rows.values()
    loose = dataclasses.replace(row.expense, fapiao=None)
    with booth.operation("expense.edit", "改") as operation:
        expenses.update(operation.db, row.id, loose)
    [line] = doubles.own_lines(booth)
    assert (line.line, line.amount) == (0, BOOTH)
