"""Naming the columns of a table as a person does it, from the list to the book."""

from __future__ import annotations

import dataclasses
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from tests.unit.app.test_mapping import Here

from jiamao_desktop.app import column_memory, ledger, mapping
from jiamao_desktop.app.environment import DATA
from jiamao_desktop.app.mapping import Looked, Table
from jiamao_desktop.app.review import ItemState
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.importers import table_process
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.mapper_dialog import MapperDialog
from jiamao_desktop.ui.mapper_table import MapperModel
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.review import ReviewScreen

Show = Callable[[QWidget], None]
Settle = Callable[[], None]

LIST = (
    "某公司 2026 年支出,,,,\n"
    "发生日,对方,花在哪里,多少钱（元）,票号\n"
    '2026-03-05,深圳会展有限公司,展位费,"12,000.00",25312000000123456789\n'
    "2026-03-06,长沙某某检测认证股份有限公司,认证费,三百,25312000000123456790\n"
    "2026-03-07,丙公司,展位费,88,2.5312E+19\n"
    "合计,,,12300.50,\n"
)
COLUMNS = {"发生日": "issued_on", "对方": "payee", "花在哪里": "category", "多少钱（元）": "gross"}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give each test a computer that remembers nothing."""
    monkeypatch.setenv(DATA, str(tmp_path / "data"))
    monkeypatch.setattr(table_process, "ReadingProcess", Here)


def picture(widget: QWidget, name: str) -> None:
    """Keep a picture when somebody wants to look."""
    if folder := os.environ.get("JIAMAO_PICTURES"):
        QApplication.processEvents()
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


@pytest.fixture
def dialog(shell: Shell, shown: Show) -> Iterator[MapperDialog]:
    """Return the dialog over a list with headings that nobody knows."""
    looked = mapping.look(shell.workspace, Table(name="支出.csv", content=LIST.encode()))
    over = QWidget()
    shown(over)
    made = MapperDialog(shell, mapping.guessed(looked, head=1), over)
    made.show()
    made.target.edited.emit("expense")
    yield made
    over.close()


def name_columns(dialog: MapperDialog) -> None:
    for heading, name in COLUMNS.items():
        dialog.table.chosen.emit(heading, name)


def test_each_column_shows_what_it_is_read_as(dialog: MapperDialog) -> None:
    name_columns(dialog)
    rows = dialog.table.rows
    assert [rows.field_title(column) for column in range(rows.columnCount())] == [
        *("开票日期", "收款方", "费用类别", "价税合计", "不读"),
    ]
    assert rows.headerData(0, Qt.Orientation.Vertical) == "3"
    picture(dialog, "mapper")


def test_what_is_still_missing_is_said_and_nothing_can_be_read(dialog: MapperDialog) -> None:
    assert not dialog.take.isEnabled()
    assert "还没有指出：价税合计" in dialog.problem.text()
    name_columns(dialog)
    assert dialog.take.isEnabled()


def test_a_cell_that_cannot_be_read_is_marked_and_named(dialog: MapperDialog) -> None:
    name_columns(dialog)
    rows = dialog.table.rows
    bad, good = rows.index(1, 3), rows.index(0, 3)
    assert "三百" in str(rows.data(bad, Qt.ItemDataRole.ToolTipRole))
    brush = rows.data(bad, Qt.ItemDataRole.ForegroundRole)
    assert brush.color().name() == theme.TONES["bad"][0]  # type: ignore[attr-defined]  # a QBrush
    assert rows.data(bad) == "▲ 三百"
    assert rows.data(good) == "12,000.00"
    assert "第 4 行「多少钱（元）」" in dialog.problem.text()


def test_numbers_that_excel_has_rounded_ask_for_another_export(dialog: MapperDialog) -> None:
    assert "E 列「票号」" in dialog.rounded.text()
    assert "重新导出" in dialog.rounded.text()
    assert not dialog.rounded.isHidden()


def test_the_choice_of_fields_opens_with_the_keyboard_and_says_what_is_taken(
    dialog: MapperDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: opened.append(menu))
    name_columns(dialog)
    menu = dialog.table.menu(4)
    words = [action.text() for action in menu.actions()]
    assert words[0] == "不读这一列"
    assert "价税合计（已有一列）" in words
    [number] = [action for action in menu.actions() if action.text() == "发票号码"]
    number.trigger()
    assert dialog.table.rows.field(4) == "fapiao_number"
    dialog.table.setCurrentIndex(dialog.table.rows.index(0, 2))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert [one.actions()[0].text() for one in opened] == ["不读这一列"]
    picture(dialog, "mapper_menu")


def test_what_is_odd_in_the_whole_is_shown_once_before_it_is_read(
    shell: Shell, dialog: MapperDialog, settle: Settle
) -> None:
    name_columns(dialog)
    chosen: list[object] = []
    dialog.mapped.connect(chosen.append)
    dialog.take.click()
    settle()
    assert "全部 3 行" in dialog.state.text()
    assert dialog.take.text() == "仍然读入"
    assert not chosen
    picture(dialog, "mapper_checked")
    dialog.take.click()
    settle()
    assert chosen
    assert len(column_memory.of_book(shell.workspace)) == 1


def test_a_table_from_the_list_ends_in_the_ledger(
    shell: Shell, shown: Show, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "支出.csv"
    file.write_text(LIST.replace("三百", "300.00").replace("2.5312E+19", "3"), "utf-8")
    screen = ReviewScreen(shell)
    shown(screen)
    screen.show_target([file])
    settle()
    assert [item.state for item in screen.items.values()] == [ItemState.DOCUMENT]
    assert not screen.mapping.isHidden()
    picture(screen, "review_offer")
    screen.mapping.button.click()
    settle()
    dialog = screen.mapping.dialog
    assert dialog is not None
    dialog.head.edited.emit("1")
    dialog.target.edited.emit("expense")
    name_columns(dialog)
    dialog.take.click()
    settle()
    settle()
    settle()
    items = list(screen.items.values())
    assert {item.draft.kind for item in items if item.draft} == {DraftKind.EXPENSE}
    assert len(items) == 3
    picture(screen, "review_mapped")
    assert screen.mapping.button.text() == "改列对应…"
    screen.accept()
    settle()
    found = ledger.expense_ids(shell.workspace, ledger.LedgerFilter())
    assert len(found) == sum(item.take for item in items)
    assert found


def workbook_dialog(shell: Shell, over: QWidget) -> MapperDialog:
    """Return the dialog over a workbook with a hidden sheet."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = "封面"
    first.append(["说明", "无"])
    second = book.create_sheet("明细")
    for row in (["2026 年"], ["供应商", "金额", "摘要"], ["甲公司", 12.5, "展位费"]):
        second.append(row)
    third = book.create_sheet("旧")
    third.append(["供应商", "金额"])
    third.append(["乙公司", 1])
    third.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    table = Table(name="账.xlsx", content=file.getvalue())
    made = MapperDialog(shell, mapping.look(shell.workspace, table), over)
    made.show()
    return made


def test_the_sheets_of_a_workbook_can_be_chosen_and_hidden_ones_are_marked(
    shell: Shell, shown: Show, settle: Settle
) -> None:
    over = QWidget()
    shown(over)
    dialog = workbook_dialog(shell, over)
    box = dialog.sheet.box
    assert [box.itemText(place) for place in range(box.count())] == [
        *("封面（1 行）", "明细（3 行）", "旧（2 行）　已隐藏"),
    ]
    assert dialog.sheet.text() == "1"
    assert dialog.looked.head == 1
    assert dialog.take.isEnabled()
    dialog.sheet.edited.emit("2")
    settle()
    assert dialog.isEnabled()
    assert dialog.looked.preview.sheet == 2
    assert dialog.table.rows.data(dialog.table.rows.index(0, 0)) == "乙公司"
    picture(dialog, "mapper_sheets")


def test_another_row_of_headings_and_another_target_are_guessed_afresh(
    shell: Shell, shown: Show
) -> None:
    over = QWidget()
    shown(over)
    dialog = workbook_dialog(shell, over)
    assert dialog.looked.columns.columns["供应商"] == "payee"
    dialog.target.edited.emit("contract")
    assert dialog.looked.columns.columns == {"供应商": "second_party", "金额": "amount"}
    assert "还没有指出：合同编号或合同名称" in dialog.problem.text()
    dialog.head.edited.emit("2")
    assert dialog.table.rows.heading(0) == "甲公司"
    assert dialog.table.rows.rowCount() == 0


def test_a_sheet_that_cannot_be_read_leaves_the_one_that_is_shown(
    shell: Shell, shown: Show, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = QWidget()
    shown(over)
    dialog = workbook_dialog(shell, over)

    def refuse(*_: object) -> Looked:
        raise UserError("mapping.no_table")

    monkeypatch.setattr(mapping, "look", refuse)
    dialog.sheet.edited.emit("0")
    settle()
    assert dialog.isEnabled()
    assert dialog.sheet.text() == "1"
    assert "这里没有表格" in dialog.problem.text()


def test_a_long_list_of_problems_is_cut_with_their_number(
    dialog: MapperDialog, settle: Settle
) -> None:
    rows = "".join(f"2026-01-01,甲,展位费,坏{number},1\n" for number in range(9))
    dialog.looked = dataclasses.replace(
        dialog.looked,
        table=Table(name="支出.csv", content=(LIST + rows).encode()),
    )
    name_columns(dialog)
    dialog.take.click()
    settle()
    assert dialog.problem.text().count("第 ") == 3
    assert "另有" in dialog.problem.text()


def test_a_column_can_be_left_out_again(dialog: MapperDialog) -> None:
    name_columns(dialog)
    dialog.table.chosen.emit("多少钱（元）", "")
    assert dialog.table.rows.field_title(3) == "不读"
    assert not dialog.take.isEnabled()


def test_a_change_after_the_check_is_checked_again(dialog: MapperDialog, settle: Settle) -> None:
    name_columns(dialog)
    dialog.take.click()
    settle()
    assert dialog.take.text() == "仍然读入"
    dialog.table.chosen.emit("票号", "fapiao_number")
    assert dialog.take.text() == "检查并读入"


def test_columns_are_neither_cut_to_nothing_nor_endless(dialog: MapperDialog) -> None:
    widths = [dialog.table.columnWidth(column) for column in range(4)]
    assert all(112 <= width <= 240 for width in widths)
    assert dialog.table.horizontalHeader().height() >= 60


def test_an_empty_model_has_no_rows() -> None:
    model = MapperModel(QObject())
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"
