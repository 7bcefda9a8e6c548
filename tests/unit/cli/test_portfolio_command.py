"""``jiamao portfolio``: a table on the screen, tables in a folder, reasons for what is missing."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from tests.unit.app.small_books import PASSPHRASE, TODAY, make_books

from jiamao_desktop.app import environment
from jiamao_desktop.app.portfolio import plan_book
from jiamao_desktop.app.portfolio_parts import Planned, Spread, Task, Work
from jiamao_desktop.cli.main import FAILED, MISUSED, OK, main
from jiamao_desktop.domain.money import Money, total

DAY = ("--today", TODAY.isoformat())


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of three books."""
    folder = tmp_path_factory.mktemp("客户")
    make_books(folder, ["乙.book", "甲.book", "丙.book"])
    return folder


@functools.cache
def once(task: Task) -> Planned:
    """Plan a book once for all tests."""
    return plan_book(task)


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Work in this process; note how many workers were asked for."""
    asked: list[int] = []
    monkeypatch.setenv(environment.PASSPHRASE, PASSPHRASE)

    def on_this_machine(count: int) -> Spread:
        asked.append(count)
        return here

    def here(
        work: Work, tasks: Sequence[Task], tell: Callable[[Planned], None]
    ) -> Mapping[int, Planned]:
        found = {place: once(task) for place, task in enumerate(tasks)}
        for one in found.values():
            tell(one)
        return found

    monkeypatch.setattr("jiamao_desktop.cli.portfolio.on_this_machine", on_this_machine)
    return asked


def test_every_client_has_a_line_and_progress_goes_to_the_screen_of_errors(
    books: Path, capsys: pytest.CaptureFixture[str], workers: list[int]
) -> None:
    assert main([*DAY, "portfolio", str(books)]) == OK
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    heads = ["账套", "单位", "可得（元）", "证明", "已申报", "已获得", "最近期限", "待办"]
    assert lines[0].split() == heads
    assert [line.split()[0] for line in lines[1:]] == ["丙.book", "乙.book", "甲.book", "合计"]
    assert printed.err.splitlines() == ["[1/3] 丙.book", "[2/3] 乙.book", "[3/3] 甲.book"]
    assert workers == [2]


def test_sums_below_the_table_are_those_of_its_lines(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*DAY, "portfolio", str(books)]) == OK
    *lines, last = capsys.readouterr().out.splitlines()[1:]
    amounts = [Money.from_yuan(line.split()[2]) for line in lines]
    assert last.split()[:4] == ["合计", "3", "家", str(total(amounts))]


def test_tables_are_written_where_asked_and_nowhere_else(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name for path in books.iterdir()}
    out = tmp_path / "表"
    assert main([*DAY, "portfolio", str(books), "--out", str(out), "--workers", "3"]) == OK
    assert "已写入 6 个文件" in capsys.readouterr().out
    names = {f"{stem}{suffix}" for stem in "甲乙丙" for suffix in (".csv", ".xlsx")}
    assert {path.name for path in out.iterdir()} == names
    assert {path.name for path in books.iterdir()} == before


def test_a_script_gets_every_figure_in_fen(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", *DAY, "portfolio", str(books)]) == OK
    found = json.loads(capsys.readouterr().out)
    assert [one["book"] for one in found] == ["丙.book", "乙.book", "甲.book"]
    for one in found:
        best = [row["amount_fen"] for row in one["rows"] if row["kind"] == "best"]
        assert sum(best) == one["best_fen"] <= one["at_most_fen"]


def test_what_could_not_be_planned_is_named_the_rest_is_done_and_the_exit_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_books(tmp_path, ["好.book", "坏.book"])
    (tmp_path / "坏.book" / "book.db").write_bytes(b"")
    (tmp_path / "散件").mkdir()
    assert main([*DAY, "portfolio", str(tmp_path)]) == FAILED
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1].startswith("好.book")
    assert "坏.book：账套文件是空的" in printed.out
    assert "散件：不是账套" in printed.out
    assert "有 1 个账套没有测算（第一个是“坏.book”）" in printed.err
    assert main(["--json", *DAY, "portfolio", str(tmp_path)]) == FAILED
    found = {one["book"]: one.get("error") for one in json.loads(capsys.readouterr().out)}
    assert found == {"坏.book": "book.empty", "好.book": None, "散件": "portfolio.not_a_book"}


def test_a_folder_beside_the_books_that_is_none_does_not_fail_the_command(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = books / "散件"
    stray.mkdir()
    try:
        assert main([*DAY, "portfolio", str(books)]) == OK
    finally:
        stray.rmdir()
    assert "散件：不是账套" in capsys.readouterr().out


def test_a_folder_without_books_is_refused_with_what_to_name_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["portfolio", str(tmp_path)]) == FAILED
    assert "上一级文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "65", "-1", "two"])
def test_a_senseless_number_of_workers_is_refused(
    count: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["portfolio", str(tmp_path), f"--workers={count}"])
    assert left.value.code == MISUSED
    assert "--workers" in capsys.readouterr().err


def test_a_cluster_takes_the_place_of_this_machines_workers(
    books: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: list[int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    addresses: list[str] = []

    def on_cluster(address: str) -> Spread:
        addresses.append(address)
        return lambda work, tasks, tell: {
            place: Planned(task.folder.name) for place, task in enumerate(tasks)
        }

    monkeypatch.setattr("jiamao_desktop.cli.portfolio.on_cluster", on_cluster)
    assert main([*DAY, "portfolio", str(books), "--cluster", "tls://there:8786"]) == OK
    assert (addresses, workers) == (["tls://there:8786"], [])


def test_a_folders_name_can_neither_break_a_row_nor_move_the_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a\nb").mkdir()
    make_books(tmp_path, ["e\x1b[31m红"])
    assert main([*DAY, "portfolio", str(tmp_path)]) == OK
    screen = capsys.readouterr()
    assert "\x1b" not in screen.out + screen.err
    assert any(line.startswith("e�[31m红  永州样例") for line in screen.out.splitlines())
    assert any(line.startswith("a�b：") for line in screen.out.splitlines())
