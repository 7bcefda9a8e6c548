from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tools import bench_ledger
from tools.bench_ledger import Figure

from jiamao_desktop.storage import expenses, journal


def test_made_up_expenses_are_the_same_at_every_run() -> None:
    first, second = (list(bench_ledger.made_up(50)) for _ in range(2))
    assert first == second
    assert len({expense.fapiao_number for expense in first}) == 50


def test_the_book_is_a_real_one_with_journal_and_index(tmp_path: Path) -> None:
    made = bench_ledger.build(tmp_path / "a.book", 2500)
    assert len(expenses.ids(made.db)) == 2500
    assert len(expenses.ids(made.db, contains=bench_ledger.EVERY)) == 2500
    assert 0 < len(expenses.ids(made.db, contains=bench_ledger.COMMON)) < 1000
    assert journal.verify(made.db) is None
    made.close()


def test_it_prints_every_figure_with_its_ratio_and_keeps_its_limits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench_ledger.py", "--rows", "3000"])
    assert bench_ledger.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("3000 expenses taken in")
    for name in ("all ids", "first page", "last page", "scroll to the end", "search", "sums"):
        [line, *_] = [line for line in lines if line.startswith(name)]
        assert " raw " in line
        assert " x" in line


def test_a_limit_that_is_not_kept_is_said() -> None:
    slow = Figure("first page", 201.0, 10.0, 200)
    assert not slow.kept
    assert str(slow).endswith("NOT KEPT")
    assert Figure("first page", 199.0, 10.0, 200).kept
    assert Figure("no limit", 10_000.0, 10.0).kept


def test_a_slow_machine_makes_the_run_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slow(*_connections: object) -> list[Figure]:
        return [Figure("first page", 201.0, 10.0, 200)]

    monkeypatch.setattr(bench_ledger, "measure", slow)
    monkeypatch.setattr(sys, "argv", ["bench_ledger.py", "--rows", "100"])
    assert bench_ledger.main() == 1
    assert "NOT KEPT" in capsys.readouterr().out
