"""Tables leave from the head of the screen that shows them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QWidget

from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screen import Shell

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
Choose = Callable[..., None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Return a function that says what the person chooses in the system's dialog."""

    def chosen(path: Path | str, kind: str = "") -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))

    return chosen


@pytest.fixture
def button(filled_shell: Shell, shown: Show) -> ExportButton:
    made = ExportButton(filled_shell, ["expenses", "fapiao"])
    shown(made)
    return made


def test_each_table_and_all_together_are_offered(button: ExportButton) -> None:
    words = [action.text() for action in button.menu().actions() if not action.isSeparator()]
    assert words == ["费用", "发票", "以上各表，放进一个工作簿", "账套里的全部表"]


def test_a_chosen_table_is_written_and_the_person_told(
    button: ExportButton, filled_shell: Shell, choose: Choose, settle: Settle, tmp_path: Path
) -> None:
    said: list[str] = []
    filled_shell.said.connect(lambda words, _undo: said.append(words))
    choose(tmp_path / "费用", "CSV 表格 (*.csv)")
    button.menu().actions()[0].trigger()
    settle()
    assert (tmp_path / "费用.csv").read_text("utf-8-sig").startswith("费用类别")
    assert said[0].startswith("已导出")
    assert said[0].endswith("费用.csv。")


def test_several_tables_go_into_one_workbook(
    button: ExportButton, choose: Choose, settle: Settle, tmp_path: Path
) -> None:
    choose(tmp_path / "两张", "Excel 工作簿 (*.xlsx)")
    button.menu().actions()[3].trigger()
    settle()
    assert load_workbook(tmp_path / "两张.xlsx").sheetnames == ["费用", "发票"]


def test_a_dialog_that_is_cancelled_writes_nothing(
    button: ExportButton, choose: Choose, settle: Settle, tmp_path: Path
) -> None:
    choose("")
    button.export(["expenses"], "费用")
    settle()
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_place_that_cannot_be_written_is_said(
    button: ExportButton, filled_shell: Shell, choose: Choose, settle: Settle, tmp_path: Path
) -> None:
    failed: list[JiamaoError] = []
    filled_shell.failed.connect(failed.append)
    choose(tmp_path / "nowhere" / "a.xlsx")
    button.export(["expenses"], "费用")
    settle()
    assert [error.code for error in failed] == ["export.not_written"]


@pytest.mark.parametrize("key", ["ledger", "trade", "papers", "handbook", "claims"])
def test_every_screen_with_a_table_has_the_button(
    window: MainWindow, settle: Settle, key: str
) -> None:
    window.go(key)
    settle()
    assert window.pages[key].findChild(ExportButton) is not None
    if folder := os.environ.get("JIAMAO_PICTURES"):
        window.grab().save(f"{folder}/export_{key}.png")
