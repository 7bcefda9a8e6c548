"""``jiamao export`` from a terminal and for scripts."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from tests.unit.cli.test_commands import Shell, shell

from jiamao_desktop.app.export_tables import titles
from jiamao_desktop.cli.main import FAILED

__all__ = ["shell"]


def test_all_tables_leave_in_one_workbook(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "全部.xlsx"
    assert shell.run("export", str(path)).startswith("已导出")
    assert load_workbook(path).sheetnames == list(titles().values())


def test_one_table_leaves_as_csv_and_a_script_learns_how_many_rows(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "费用.csv"
    told = shell.json("export", str(path), "expenses")
    assert told["file"] == str(path)
    assert len(path.read_text("utf-8-sig").splitlines()) == told["rows"] + 1


def test_a_table_that_there_is_not_is_named(shell: Shell, tmp_path: Path) -> None:
    said = shell.run("export", str(tmp_path / "a.csv"), "nonsense", code=FAILED)
    assert "nonsense" in said
