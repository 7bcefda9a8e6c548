"""The window around a book: rail, keys, drop, undo, notices, closing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.unit.app.fapiao_files import fapiao_xml

from jiamao_desktop.app import ledger
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import main_window, widgets
from jiamao_desktop.ui.main_window import SCREENS, MainWindow
from jiamao_desktop.ui.screens.ledger import LedgerScreen
from jiamao_desktop.ui.screens.review import ReviewScreen


def current(pages: QStackedWidget) -> QWidget:
    widget = pages.currentWidget()
    assert widget is not None
    return widget


Settle = Callable[[], None]
RAIL = ("home", "review", "ledger", "measures", "plan", "claims", "papers", "trade", "profile")
IN_THE_RAIL = [entry for entry in SCREENS if entry.key in RAIL]


def count(window: MainWindow) -> int:
    return ledger.ledger_totals(window.shell.workspace, LedgerFilter()).count


def labels(window: MainWindow) -> list[str]:
    return [label.text() for label in current(window.stack).findChildren(QLabel)]


def test_the_rail_names_the_ten_places_in_order(window: MainWindow) -> None:
    names = list(dict.fromkeys(button.text() for button in window._rail_buttons.values()))
    before = ["开始", "收单", "台账", "政策", "待明确"]
    assert names == [*before, "最优方案", "申报", "单证", "报关", "资料"]


def test_the_rail_fits_the_smallest_window_whole(window: MainWindow) -> None:
    window.resize(window.minimumSize())
    QApplication.processEvents()
    assert window.height() == 640
    buttons = list(dict.fromkeys(window._rail_buttons.values()))
    bottoms = [button.mapTo(window, QPoint(0, button.height())).y() for button in buttons]
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] <= window.height()
    assert {button.height() for button in buttons} == {52}


def test_a_screen_is_built_at_its_first_visit_only(window: MainWindow, settle: Settle) -> None:
    assert set(window.pages) == {"home"}
    window.go("trade")
    first = window.page("trade")
    window.go("home")
    window.go("trade")
    settle()
    assert window.page("trade") is first


@pytest.mark.parametrize("entry", IN_THE_RAIL, ids=lambda entry: entry.key)
def test_every_screen_opens_on_a_real_book(
    window: MainWindow, settle: Settle, entry: main_window.Entry
) -> None:
    opens(window, settle, entry.key)


@pytest.mark.parametrize("entry", IN_THE_RAIL, ids=lambda entry: entry.key)
def test_every_screen_opens_on_an_empty_book(
    bare: MainWindow, settle: Settle, entry: main_window.Entry
) -> None:
    opens(bare, settle, entry.key)


def opens(window: MainWindow, settle: Settle, key: str) -> None:
    window._rail_buttons[key].click()
    settle()
    assert window.key == key
    assert window.stack.currentWidget() is window.pages[key]
    assert window._rail_buttons[key].isChecked()
    assert not window.errors.isVisible()


def test_the_title_names_the_applicant(window: MainWindow) -> None:
    assert window.windowTitle().startswith("永州嘉茂样例电子有限公司")
    assert window.top_bar.book.text() == "永州嘉茂样例电子有限公司"


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        (Qt.Key.Key_3, "ledger"),
        (Qt.Key.Key_6, "plan"),
        (Qt.Key.Key_9, "trade"),
        (Qt.Key.Key_0, "profile"),
        (Qt.Key.Key_1, "home"),
    ],
)
def test_ctrl_and_a_figure_change_the_screen(
    window: MainWindow, qtbot: QtBot, settle: Settle, key: Qt.Key, screen: str
) -> None:
    window.go("papers")
    settle()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.key == screen)
    settle()


def test_home_tells_where_the_work_stands(window: MainWindow) -> None:
    words = labels(window)
    assert "289,800.00 元" in words
    assert "0 份" in words
    assert any("个问题" in text for text in words)


def test_home_of_an_empty_book_says_what_comes_first(bare: MainWindow) -> None:
    assert "收进第一批文件" in labels(bare)


def test_ctrl_f_puts_the_cursor_into_the_search(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.search.hasFocus()


def test_a_search_from_anywhere_leads_to_the_ledger(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    with qtbot.waitSignal(window.top_bar.searched):
        window.top_bar.search.setText("孵化")
    settle()
    assert window.key == "ledger"
    assert window.top_bar.search.text() == "孵化"
    screen = window.page("ledger")
    assert isinstance(screen, LedgerScreen)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)


def test_a_search_stays_on_a_screen_that_can_search(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.go("papers")
    settle()
    assert "单证" in window.top_bar.search.placeholderText()
    with qtbot.waitSignal(window.top_bar.searched):
        window.top_bar.search.setText("合同")
    assert window.key == "papers"


def test_typing_quickly_searches_once(window: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    window.top_bar.searched.connect(told.append)
    for words in ("展", "展位", "展位费"):
        window.top_bar.search.setText(words)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["展位费"]


def test_another_screen_begins_with_an_empty_search(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.go("ledger")
    with qtbot.waitSignal(window.top_bar.searched):
        window.top_bar.search.setText("孵化")
    window.go("trade")
    settle()
    assert window.top_bar.search.text() == ""


def add(window: MainWindow, settle: Settle) -> None:
    ws = window.shell.workspace
    expense = Expense(category="fair.booth", gross=Money(100), description="新展位")
    window.shell.jobs.start(
        lambda _: ledger.add_expense(ws, expense),
        on_done=lambda _: None,
        on_error=window.shell.fail,
    )
    settle()
    settle()


def test_undo_says_what_it_would_undo(window: MainWindow, settle: Settle) -> None:
    add(window, settle)
    assert window.top_bar.undo_button.text() == "撤销：新增费用：新展位"
    assert "Ctrl+Z" in window.top_bar.undo_button.toolTip()
    assert window.top_bar.undo_button.isEnabled()
    assert not window.top_bar.redo_button.isEnabled()


def test_ctrl_z_undoes_and_ctrl_y_does_it_again(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    add(window, settle)
    assert count(window) == 6
    current(window.stack).setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert count(window) == 5
    assert window.toast.label.text() == "已撤销：新增费用：新展位"
    assert window.top_bar.redo_button.text().startswith("重做：")
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert count(window) == 6


def test_pressing_undo_twice_quickly_undoes_once(window: MainWindow, settle: Settle) -> None:
    add(window, settle)
    add(window, settle)
    window.top_bar.undo()
    window.top_bar.undo()
    settle()
    assert count(window) == 6


def test_the_undo_of_a_notice_undoes(window: MainWindow, settle: Settle) -> None:
    add(window, settle)
    window.shell.say("已新增。", undoable=True)
    assert window.toast.isVisible()
    window.toast.undo.click()
    settle()
    assert count(window) == 5


def test_a_notice_without_undo_has_no_such_button(window: MainWindow) -> None:
    window.shell.say("已另存。")
    assert window.toast.isVisible()
    assert not window.toast.undo.isVisible()


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    move, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), move, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window._drop_veil.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), move, mime, left, none))


def test_files_dropped_anywhere_are_read_for_review(
    window: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    file = tmp_path / "发票.xml"
    file.write_bytes(fapiao_xml(9))
    drop(window, file)
    assert window.key == "review"
    assert not window._drop_veil.isVisible()
    settle()
    screen = window.page("review")
    assert isinstance(screen, ReviewScreen)
    assert [item.reading.name for item in screen.items.values()] == ["发票.xml"]
    assert count(window) == 5


def test_files_carried_away_again_lift_the_veil(window: MainWindow, tmp_path: Path) -> None:
    window._drop_veil.cover()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window._drop_veil.isVisible()


def test_text_dragged_over_the_window_is_not_welcome(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("只是文字")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, event)
    assert not window._drop_veil.isVisible()


def test_the_veil_covers_the_whole_window(window: MainWindow) -> None:
    window.resize(1200, 700)
    assert window._drop_veil.size() == window.size()


def test_an_error_stands_above_the_screen_until_it_is_closed(
    window: MainWindow, settle: Settle
) -> None:
    window.shell.fail(UserError("field.empty"))
    assert window.errors.isVisible()
    assert window.errors.label.text() == "这一栏必须填写。"


def test_a_refused_undo_is_said_and_undo_is_offered_again(bare: MainWindow, settle: Settle) -> None:
    add(bare, settle)
    bare.top_bar._refused(UserError("field.empty"))
    settle()
    assert bare.errors.isVisible()
    assert bare.top_bar.undo_button.isEnabled()


def test_closing_asks_before_it_stops_what_is_being_written(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    window.shell.jobs.start(
        lambda _: go_on.wait(5), on_done=lambda _: None, on_error=lambda _: None
    )
    monkeypatch.setattr(widgets, "confirmed", lambda *_: False)
    assert not window.close()
    assert window.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: not window.shell.jobs.busy)


def test_closing_closes_the_book_and_says_whether_another_is_wanted(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    settle()
    with qtbot.waitSignal(window.left) as left:
        window.close()
    assert left.args == [False]
    assert not (window.shell.workspace.folder / "book.db-wal").exists()


def test_another_book_can_be_asked_for(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    settle()
    with qtbot.waitSignal(window.left) as left:
        window.top_bar.other_book_wanted.emit()
    assert left.args == [True]


def test_nothing_is_cut_off_on_a_small_laptop(window: MainWindow, settle: Settle) -> None:
    for entry in IN_THE_RAIL:
        window.go(entry.key)
        settle()
        assert window.size().width() == 1366
        assert window.size().height() == 768
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 768


def test_everything_in_the_frame_has_a_name_for_screen_readers(window: MainWindow) -> None:
    for button in (window.top_bar.undo_button, window.top_bar.redo_button, window.top_bar.book):
        assert button.accessibleName()
    assert window.top_bar.search.accessibleName()
