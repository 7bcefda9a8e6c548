"""The bench of long lists measures honest lists, and says so when a limit is not kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import bench_import
from tools.bench_import import Run

from jiamao_desktop.importers import bulk, customs_list
from jiamao_desktop.importers.sheet_workbook import load


def test_the_workbook_is_a_list_of_declarations_without_a_fault() -> None:
    drafts = customs_list.read(load(bench_import.workbook(40)))
    assert sum(len(draft.lines) for draft in drafts) == 40
    assert [draft.warnings for draft in drafts] == [()] * len(drafts)


def test_the_workbook_is_the_same_at_every_run() -> None:
    assert list(bench_import.made_up(30)) == list(bench_import.made_up(30))
    assert len(list(bench_import.made_up(1))) == 1


def test_it_is_read_as_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FROM_ROWS", 10)
    monkeypatch.setattr(bulk, "_FROM_BYTES", 0)
    table = bulk.read(bench_import.workbook(40), lambda first: bool(customs_list.read(first)))
    assert table is not None
    assert (table.items, table.notes) == (40, ())


@pytest.mark.parametrize(
    ("seconds", "mib", "code"), [(2.4, 300, 0), (2.6, 300, 1), (1.0, 700, 1), (1.0, 300, 0)]
)
def test_it_fails_when_a_limit_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    seconds: float,
    mib: int,
    code: int,
) -> None:
    def way(chosen: object, _: Path) -> Run:
        took = 1.0 if chosen is bench_import.raw else seconds
        return Run(wall=took, processor=took, mib=100, parts={"child MiB": mib})

    monkeypatch.setattr(bench_import, "_apart", way)
    assert bench_import.main(["--rows", "5", "--runs", "1"]) == code
    assert f"ratio of the wall {seconds:.2f}" in capsys.readouterr().out
