"""Many books at once: the same tables, byte for byte, wherever and in whatever order."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from tests.unit.app.small_books import MARKS, PASSPHRASE, TODAY, dies_once, make_books

from jiamao_desktop.app import claims, cluster, environment, grants
from jiamao_desktop.app.assessing import Group, cards
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.crew import on_this_machine
from jiamao_desktop.app.grants import TypedGrant
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.portfolio import folders_in, plan_book, portfolio
from jiamao_desktop.app.portfolio_client import client_at
from jiamao_desktop.app.portfolio_parts import Kind, Planned, Task, Work, name_of
from jiamao_desktop.app.portfolio_tables import save_tables
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.installed import load_installed
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.errors import MachineError, Problem, UserError
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.storage import book, secrets

NAMES = ("乙 有限.book", "庚.book", "甲.book", "辰", "戊.book", "壬.book")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of six books, and of some things that are none."""
    folder = tmp_path_factory.mktemp("客户")
    make_books(folder, NAMES)
    (folder / "散件").mkdir()
    (folder / "散件" / "合同.pdf").touch()
    (folder / ".隐藏").mkdir()
    (folder / "说明.txt").touch()
    (folder / "链接.book").symlink_to(folder / "甲.book", target_is_directory=True)
    return folder


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.PASSPHRASE, PASSPHRASE)


def here(
    work: Work, tasks: Sequence[Task], tell: Callable[[Planned], None]
) -> Mapping[int, Planned]:
    """Work on tasks in this very process, the last first."""
    found = {}
    for place in reversed(range(len(tasks))):
        found[place] = work(tasks[place])
        tell(found[place])
    return found


def silent(done: int, count: int, name: str) -> None:
    """Report to nobody."""


@pytest.fixture(scope="module")
def expected(books: Path) -> tuple[Sequence[Planned], dict[str, bytes]]:
    """Return what comes out, and the tables, where everything is done in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(environment.PASSPHRASE, PASSPHRASE)
        found = portfolio(books, TODAY, here, silent)
    return found, written(found, books.parent / "expected")


def written(found: Sequence[Planned], out: Path) -> dict[str, bytes]:
    """Write the tables and return them."""
    return {path.name: path.read_bytes() for path in save_tables(found, TODAY.isoformat(), out)}


def test_every_folder_is_named_once_in_order_and_each_book_is_planned(
    books: Path, expected: tuple[Sequence[Planned], dict[str, bytes]]
) -> None:
    found, tables = expected
    assert [one.name for one in found] == sorted([*NAMES, "散件"])
    [stray] = [one for one in found if one.client is None]
    assert (stray.name, stray.stray) == ("散件", True)
    assert stray.problem == Problem.of("portfolio.not_a_book")
    assert len(tables) == 12
    assert {one.client.title for one in found if one.client} == {
        f"永州样例{number:04}号进出口有限公司" for number in range(6)
    }


def test_a_clients_figures_add_up(expected: tuple[Sequence[Planned], dict[str, bytes]]) -> None:
    clients = [one.client for one in expected[0] if one.client]
    assert any(one.best.fen for one in clients)
    for one in clients:
        sums = dict.fromkeys(Kind, 0)
        for row in one.rows:
            sums[row.kind] += row.amount.fen if row.amount else 0
        assert sums[Kind.BEST] == one.best.fen <= one.at_most.fen
        assert sums[Kind.FILED] == one.filed.fen
        assert sums[Kind.GRANTED] == one.granted.fen
        days = [row.day for row in one.rows if row.kind is Kind.DAY and row.day]
        assert one.next_day == min(days, default=None)
        assert one.open == sum(row.kind in {Kind.QUESTION, Kind.WORD} for row in one.rows)
        for row in one.rows:
            if row.kind is Kind.ROOM:
                assert row.amount is not None
                assert row.limit is not None
                assert row.used is not None
                assert row.amount.fen == max(row.limit.fen - row.used.fen, 0)


def test_nothing_of_one_client_stands_in_anothers_table(
    expected: tuple[Sequence[Planned], dict[str, bytes]],
) -> None:
    found, tables = expected
    titles = {one.client.title for one in found if one.client}
    for name, content in tables.items():
        if name.endswith(".csv"):
            assert sum(title.encode() in content for title in titles) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_processes_give_the_same_bytes_though_workers_die(
    books: Path,
    expected: tuple[Sequence[Planned], dict[str, bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setenv(MARKS, str(marks))
    told: list[tuple[int, int]] = []
    found = portfolio(
        books,
        TODAY,
        on_this_machine(1),
        lambda done, count, name: told.append((done, count)),
        work=dies_once,
    )
    assert [mark.name for mark in marks.iterdir()] == ["辰"], "not one was killed"
    assert found == expected[0]
    assert written(found, tmp_path / "out") == expected[1]
    assert told == [(done, 6) for done in range(7)]


CLUSTER = """
import datetime, logging, sys
from pathlib import Path
import distributed
from jiamao_desktop.app.cluster import on_cluster
from jiamao_desktop.app.portfolio import portfolio
from jiamao_desktop.app.portfolio_tables import save_tables
if __name__ == "__main__":
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address=":0",
        local_directory=sys.argv[2], silence_logs=logging.CRITICAL,
    ) as cluster:
        spread = on_cluster(cluster.scheduler_address)
        today = datetime.date.fromisoformat(sys.argv[4])
        found = portfolio(Path(sys.argv[1]), today, spread, lambda *_: None)
    save_tables(found, sys.argv[4], Path(sys.argv[3]))
"""


def test_a_cluster_of_processes_gives_the_same_bytes(
    books: Path, expected: tuple[Sequence[Planned], dict[str, bytes]], tmp_path: Path
) -> None:
    """In a process of its own: workers talk over sockets, which no test here may open."""
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    program = tmp_path / "program.py"
    program.write_text(CLUSTER, encoding="utf-8")
    out = tmp_path / "out"
    root = Path(cluster.__file__).resolve().parents[2]
    words = [str(program), str(books), str(tmp_path / "dask"), str(out), TODAY.isoformat()]
    subprocess.run(
        [sys.executable, *words],
        env=os.environ | {"PYTHONPATH": str(root)},
        check=True,
        capture_output=True,
    )
    assert {path.name: path.read_bytes() for path in out.iterdir()} == expected[1]


@pytest.fixture
def copy(books: Path, tmp_path: Path) -> Path:
    """Return a book to do harm to."""
    return Path(shutil.copytree(books / NAMES[0], tmp_path / "x.book"))


def problem_of(folder: Path) -> Problem:
    planned = plan_book(Task(folder, TODAY))
    assert planned.client is None
    assert planned.problem is not None
    assert message(planned.problem)
    return planned.problem


def test_a_damaged_book_is_named_with_its_reason(copy: Path) -> None:
    database = copy / "book.db"
    database.write_bytes(database.read_bytes()[:4096] + b"\0" * 8192)
    assert problem_of(copy).code in {"book.damaged", "book.foreign"}


def test_a_book_without_its_key_file_is_named(copy: Path) -> None:
    for name in ("book.keys.json", "book.keys.json.bak"):
        (copy / name).unlink()
    assert problem_of(copy).code == "keyfile.missing"


def test_a_book_of_another_passphrase_is_named(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.PASSPHRASE, "一个别的口令，也不短")
    assert problem_of(copy).code == "passphrase.wrong"


def test_a_book_that_nothing_opens_is_named_with_why_the_keychain_does_not(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(environment.PASSPHRASE)
    assert problem_of(copy).code == "keychain.not_used"


def test_a_book_that_is_open_elsewhere_is_named(copy: Path) -> None:
    with book.open_book(copy, passphrase=PASSPHRASE):
        assert problem_of(copy).code == "book.in_use"
    assert plan_book(Task(copy, TODAY)).problem is None


def test_the_keychain_is_asked_before_the_passphrase_is_tried(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(secrets, "save", kept.__setitem__)
    monkeypatch.setattr(secrets, "load", kept.__getitem__)
    with book.open_book(copy, passphrase=PASSPHRASE) as opened:
        opened.use_keychain(now="2026-11-20T12:00:00Z")
    monkeypatch.setenv(environment.PASSPHRASE, "一个别的口令，也不短")
    assert plan_book(Task(copy, TODAY)).problem is None
    kept.clear()
    monkeypatch.setattr(secrets, "load", _no_entry)
    assert problem_of(copy).code == "passphrase.wrong"


def _no_entry(name: str) -> bytes:
    raise MachineError("keychain.no_entry")


def test_planning_a_book_changes_nothing_in_it(copy: Path) -> None:
    client_at(copy, TODAY)
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    client_at(copy, TODAY)
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_what_was_filed_and_granted_is_listed_and_uses_caps_up(copy: Path) -> None:
    before = client_at(copy, TODAY)
    opened = book.open_book(copy, passphrase=PASSPHRASE)
    ws = Workspace(opened, load_installed(environment.data_folder()), FixedClock(TODAY))
    filed, granted = [
        claims.start_claim(ws, card.measure, card.project)[0]
        for card in cards(ws)
        if card.group is Group.CAN
    ][:2]
    applied = claims.get_claim(ws, filed).applied
    claims.set_state(ws, filed, ClaimState.FILED)
    claims.set_state(ws, granted, ClaimState.GRANTED, "100")
    for group in (False, True):
        typed = TypedGrant(
            measure="别处的支持",
            amount="30",
            granted_on="2025-03-01",
            level="provincial",
            group=group,
        )
        grants.add_grant(ws, typed)
    ws.close()
    after = client_at(copy, TODAY)
    assert (before.filed, before.granted) == (ZERO, ZERO)
    assert (after.filed, after.granted) == (applied, Money.from_yuan("130"))
    assert [row.note for row in after.rows if row.kind is Kind.GRANTED] == [
        "本账套的申报",
        "以前登记",
    ]
    assert after.best < before.best


def test_as_of_a_later_day_only_days_to_come_are_named_and_past_caps_are_said_to_be_over(
    copy: Path,
) -> None:
    today = dt.date(2027, 12, 31)
    dated = [row for row in client_at(copy, today).rows if row.day is not None]
    assert all(row.day >= today for row in dated if row.kind is Kind.DAY)  # type: ignore[operator]  # all have days
    over = {"已到期" in row.note: row.day < today for row in dated if row.kind is Kind.ROOM}  # type: ignore[operator]  # all have days
    assert over == {True: True, False: False}


def test_a_folder_that_is_not_there_or_holds_no_book_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        portfolio(tmp_path / "没有", TODAY, here, silent)
    assert raised.value.code == "portfolio.no_folder"
    (tmp_path / "散件").mkdir()
    with pytest.raises(UserError) as raised:
        portfolio(tmp_path, TODAY, here, silent)
    assert raised.value.code == "portfolio.no_book"


def test_the_folder_that_tables_go_to_is_no_book_to_be_named(books: Path, tmp_path: Path) -> None:
    inside = tmp_path / "客户" / "表"
    inside.mkdir(parents=True)
    (tmp_path / "客户" / "甲.book").mkdir()
    assert [one.name for one in folders_in(tmp_path / "客户", inside)] == ["甲.book"]


@pytest.mark.skipif(os.name == "nt", reason="Windows names are always text")
def test_a_name_in_another_encoding_is_shown_as_it_was_meant() -> None:
    assert name_of(Path(os.fsdecode("客户.book".encode("gb18030")))) == "客户.book"
    assert name_of(Path("客户.book")) == "客户.book"
