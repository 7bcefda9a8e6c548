"""Ctrl+V of a range of cells, anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.unit.app.test_mapping import Here

from jiamao_desktop.app.environment import DATA
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.importers import table_process
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screens.review import ReviewScreen

Settle = Callable[[], None]

RANGE = "日期\t供应商\t费用类别\t金额\r\n2026-03-05\t甲公司\t展位费\t1,000.00\r\n"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dressed: QApplication) -> Iterator[None]:
    """Give each test a computer that remembers nothing, and leave nothing on the clipboard."""
    monkeypatch.setenv(DATA, str(tmp_path / "data"))
    monkeypatch.setattr(table_process, "ReadingProcess", Here)
    yield
    dressed.clipboard().clear()


def paste(window: MainWindow, settle: Settle, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    [paste] = [one for one in window.actions() if one.text() == "粘贴表格"]
    paste.trigger()
    settle()


def review(window: MainWindow) -> ReviewScreen:
    page = window.pages["review"]
    assert isinstance(page, ReviewScreen)
    return page


def test_a_new_header_is_asked_about_and_then_the_rows_are_in_the_list(
    window: MainWindow, settle: Settle
) -> None:
    paste(window, settle, RANGE)
    assert window.table_paste is not None
    dialog = window.table_paste.dialog
    assert dialog is not None
    assert dialog.looked.columns.target is DraftKind.EXPENSE
    dialog.take.click()
    settle()
    settle()
    settle()
    [item] = review(window).items.values()
    assert item.category == "fair.booth"
    assert window.key == "review"


def test_a_known_header_needs_no_question_and_a_second_paste_joins_the_first(
    window: MainWindow, settle: Settle
) -> None:
    paste(window, settle, RANGE)
    assert window.table_paste is not None
    assert window.table_paste.dialog is not None
    window.table_paste.dialog.take.click()
    settle()
    settle()
    settle()
    window.table_paste.dialog = None
    paste(window, settle, RANGE.replace("甲公司", "乙公司"))
    settle()
    assert window.table_paste.dialog is None
    items = review(window).items.values()
    assert {str(item.draft.fields["payee"].value) for item in items if item.draft} == {
        *("甲公司", "乙公司"),
    }
    review(window).accept()
    settle()
    assert not review(window).items


def test_the_usual_keys_paste(window: MainWindow) -> None:
    [action] = [one for one in window.actions() if one.text() == "粘贴表格"]
    assert QKeySequence(QKeySequence.StandardKey.Paste) in action.shortcuts()


def test_what_is_no_table_is_said(window: MainWindow, settle: Settle) -> None:
    said: list[str] = []
    window.shell.said.connect(lambda words, _undo: said.append(words))
    paste(window, settle, "just words")
    assert "剪贴板里没有表格" in said[0]
    assert window.table_paste is not None
    assert window.table_paste.dialog is None


def test_a_text_field_keeps_its_own_paste(window: MainWindow, settle: Settle) -> None:
    window.top_bar.focus_search()
    field = QApplication.focusWidget()
    assert field is not None
    QGuiApplication.clipboard().setText("展位")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.table_paste is None
