"""The bench of the search compares what it finds with a scan, and says so when it is slow."""

from __future__ import annotations

import pytest
from tools import bench_search

from jiamao_desktop.storage import expenses


def test_it_finds_what_a_scan_finds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(expenses, "_FEW", 3)
    assert bench_search.main(["--rows", "300"]) == 0
    told = capsys.readouterr().out
    assert "wrong answers: 0" in told
    assert told.count("有限") == len(bench_search.FILTERS)


def test_it_fails_when_a_search_is_slow_or_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_search, "LIMIT_MS", -1.0)
    monkeypatch.setattr(bench_search, "with_word", lambda _db, _word: {1})
    assert bench_search.main(["--rows", "50"]) == 1


def test_the_rows_are_the_same_at_every_run() -> None:
    assert list(bench_search.made_up(20)) == list(bench_search.made_up(20))
