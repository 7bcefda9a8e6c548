"""The parts of all screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.ui import widgets

Show = Callable[[QWidget], None]


def test_a_column_stacks_and_a_row_sets_side_by_side(shown: Show) -> None:
    first, second = QLabel("一"), QLabel("二")
    column = widgets.holding(widgets.column(first, second, 1))
    shown(column)
    assert first.y() < second.y()
    third, fourth = QLabel("三"), QLabel("四")
    row = widgets.holding(widgets.row(third, fourth, 1))
    shown(row)
    assert third.x() < fourth.x()


def test_clearing_a_layout_takes_inner_layouts_away_too(shown: Show, qtbot: QtBot) -> None:
    label = QLabel("一")
    box = widgets.column(widgets.row(label), QLabel("二"))
    holder = widgets.holding(box)
    shown(holder)
    widgets.clear(box)
    assert box.count() == 0
    assert label.parent() is None


def test_an_elided_text_keeps_the_whole_for_the_tip_and_the_reader(shown: Show) -> None:
    label = widgets.Elided("永州样例进出口有限公司的一个很长很长的文件名")
    shown(label)
    label.resize(120, 24)
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole()
    assert label.accessibleName() == label.whole()


def test_an_elided_text_with_room_is_whole_and_needs_no_tip(shown: Show) -> None:
    label = widgets.Elided("短")
    shown(label)
    assert label.text() == "短"
    assert label.toolTip() == ""
    label.say("也短")
    assert label.text() == "也短"


def test_an_empty_state_says_what_to_do_next_and_cuts_nothing(shown: Show) -> None:
    button = widgets.button("去收单", "primary")
    empty = widgets.EmptyState("empty-drop", "还没有文件", "把文件拖到窗口任何地方。" * 6, button)
    shown(empty)
    assert empty.hint.height() >= empty.hint.heightForWidth(empty.hint.width())
    assert button.isVisible()


def test_an_icon_button_has_a_name_although_it_shows_none(dressed: QApplication) -> None:
    made = widgets.tool("close", "关闭提示")
    assert made.accessibleName() == "关闭提示"
    assert made.toolTip() == "关闭提示"
    assert not made.icon().isNull()


def test_a_button_does_not_answer_enter_for_a_whole_dialog(dressed: QApplication) -> None:
    assert not widgets.button("好").autoDefault()


def test_values_of_a_table_can_be_copied_and_blanks_are_dashes(shown: Show) -> None:
    table = widgets.key_values([("收款方", "样例公司"), ("合同号", "")], columns=2)
    shown(table)
    texts = {label.text(): label for label in table.findChildren(QLabel)}
    assert texts["–"].accessibleName() == "合同号："
    flags = texts["样例公司"].textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse


def test_flowing_parts_begin_a_new_line_where_the_place_ends(shown: Show) -> None:
    flow = widgets.FlowLayout(gap=4)
    for number in range(8):
        chip = QLabel(f"标签{number}")
        chip.setFixedSize(80, 20)
        flow.addWidget(chip)
    holder = widgets.holding(flow)
    shown(holder)
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(170) == 4 * 20 + 3 * 4
    assert flow.hasHeightForWidth()
    assert flow.count() == 8


def test_a_flow_gives_its_parts_back(dressed: QApplication) -> None:
    flow = widgets.FlowLayout()
    flow.addWidget(QLabel("一"))
    assert flow.itemAt(0) is not None
    assert flow.itemAt(1) is None
    assert flow.takeAt(0) is not None
    assert flow.takeAt(0) is None
    assert flow.minimumSize().isEmpty()


def test_two_panes_side_by_side_cannot_be_collapsed(shown: Show) -> None:
    left, right = QWidget(), QWidget()
    left.setMinimumWidth(100)
    right.setMinimumWidth(100)
    split = widgets.side_by_side(left, right, (600, 300))
    shown(split)
    assert split.handleWidth() == 16
    assert not split.childrenCollapsible()
    assert left.width() > right.width()


@pytest.mark.parametrize(("label", "answer"), [("删除", True), ("保留", False)])
def test_a_question_is_answered_by_its_verbs(
    dressed: QApplication, qtbot: QtBot, label: str, answer: bool
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        buttons = {made.text(): made for made in dialog.findChildren(QPushButton)}
        buttons[label].click()

    QTimer.singleShot(50, press)
    assert widgets.confirmed(parent, "删除费用", "删除后可以撤销。", "删除", "保留") is answer


def test_escape_means_no(dressed: QApplication, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(50, press)
    assert not widgets.confirmed(parent, "标题", "内容", "做", "不做")


def test_a_section_shows_its_title_hint_and_actions(shown: Show) -> None:
    action = widgets.button("新增")
    section = widgets.section("展位", "每个展位一行", action)
    shown(section)
    assert [label.text() for label in section.findChildren(QLabel)] == ["展位", "每个展位一行"]
    assert action.isVisible()


def test_when_clicked_passes_nothing_along(dressed: QApplication, qtbot: QtBot) -> None:
    calls: list[int] = []
    made = widgets.when_clicked(widgets.button("做"), lambda: calls.append(1))
    qtbot.addWidget(made)
    made.click()
    assert calls == [1]
