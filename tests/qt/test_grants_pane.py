"""以前获得的支持: recorded in the window, taken out of the caps of cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.card_samples import lay_out, texts
from tests.qt.claim_book import AEO, project
from tests.qt.test_grant_form import choose, type_in
from tests.qt.test_nothing_is_cut import SIZES, cut, missing_glyphs, sized

from jiamao_desktop.app import grants, history
from jiamao_desktop.app.grants import TypedGrant
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.card_detail import Tab
from jiamao_desktop.ui.grants_pane import GrantsPane, SupportOf
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.screens.profile import ProfileScreen
from jiamao_desktop.ui.widgets import EmptyState

Show = Callable[[QWidget], None]
Settle = Callable[[], None]
OUTSIDE = TypedGrant(
    measure="省开放型经济专项", level="provincial", amount="120000", granted_on="2025-03-01"
)


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> ProfileScreen:
    made = ProfileScreen(filled_shell)
    shown(made)
    made.tabs.setCurrentIndex(2)
    settle()
    return made


def record(screen: ProfileScreen, settle: Settle, *typed: TypedGrant) -> None:
    for one in typed:
        grants.add_grant(screen.workspace, one)
    screen.refresh()
    settle()


def cells(pane: GrantsPane) -> list[list[str]]:
    """Return what the table says, row by row."""
    model = pane.table
    return [
        [str(model.data(model.index(line, column))) for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def test_an_empty_book_says_what_belongs_here_and_begins_at_once(screen: ProfileScreen) -> None:
    pane = screen.grants
    empty = pane.pages.currentWidget()
    assert isinstance(empty, EmptyState)
    assert "累计上限" in empty.title.text()
    button = empty.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert pane.pages.currentIndex() == 1
    assert pane.form.title.text() == "登记以前获得的支持"
    assert not pane.delete_button.isEnabled()


def test_a_list_says_day_measure_level_amount_and_note(
    screen: ProfileScreen, settle: Settle
) -> None:
    title = screen.workspace.catalog.measure_title(AEO)
    record(
        screen,
        settle,
        TypedGrant(measure=AEO, amount="80000", granted_on="2025-06-30", note="永财〔2025〕1号"),
        TypedGrant(measure=AEO, amount="5", granted_on="2025-01-02", group=True, note="子公司"),
    )
    assert cells(screen.grants) == [
        ["2025-06-30", title, "市级", "80,000.00", "永财〔2025〕1号"],
        ["2025-01-02", title, "市级", "5.00", "集团其他企业　子公司"],
    ]
    assert screen.grants.form.amount.text() == "80,000.00"


def test_each_level_is_added_up_with_the_group_apart(screen: ProfileScreen, settle: Settle) -> None:
    group = TypedGrant(
        measure="省奖励", level="provincial", amount="7", granted_on="2025-01-01", group=True
    )
    city = TypedGrant(measure=AEO, amount="80000", granted_on="2025-06-30")
    record(screen, settle, OUTSIDE, group, city)
    assert screen.grants.totals.text().splitlines() == [
        "省级合计 ¥120,000.00，另有集团其他企业 ¥7.00",
        "市级合计 ¥80,000.00",
    ]


def test_new_support_is_stored_shown_and_undoable(
    screen: ProfileScreen, settle: Settle, qtbot: QtBot
) -> None:
    pane = screen.grants
    record(screen, settle, OUTSIDE)
    pane.add_button.click()
    choose(pane.form, AEO)
    type_in(pane.form, amount="30000", granted_on="2024-12-01")
    with qtbot.waitSignal(screen.shell.said) as said:
        pane.form.save_button.click()
    settle()
    assert said.args is not None
    assert said.args[1] is True
    assert [row.grant.measure for row in grants.grant_list(screen.workspace)] == [
        *("省开放型经济专项", AEO)
    ]
    assert pane.form.title.text() == "修改登记"
    assert pane.form.amount.text() == "30,000.00"
    history.undo(screen.workspace)
    assert len(grants.grant_list(screen.workspace)) == 1


def test_pressed_twice_it_is_stored_once(screen: ProfileScreen, settle: Settle) -> None:
    form = screen.grants.form
    screen.grants.add()
    type_in(form, name="奖励", level="county", granted_on="2025-01-02")
    form.save_button.click()
    settle()
    assert form.amount.problem.text()
    type_in(form, amount="5")
    form.save_button.click()
    form.save_button.click()
    settle()
    assert len(grants.grant_list(screen.workspace)) == 1
    assert form.save_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": "5", "granted_on": "2025-01-02"}, "name"),
        ({"name": "奖励", "amount": "5", "granted_on": "2025-01-02"}, "level"),
        ({"name": "奖励", "level": "county", "granted_on": "2025-01-02"}, "amount"),
        ({"name": "奖励", "level": "county", "amount": "0", "granted_on": "2025-1-2"}, "amount"),
        ({"name": "奖励", "level": "county", "amount": "5"}, "granted_on"),
        (
            {"name": "奖励", "level": "county", "amount": "5", "granted_on": "20991231"},
            "granted_on",
        ),
    ],
    ids=["no name", "no level", "no amount", "nought", "no day", "to come"],
)
def test_what_is_missing_is_said_beside_its_field(
    screen: ProfileScreen, settle: Settle, typed: dict[str, str], field: str
) -> None:
    pane = screen.grants
    pane.add()
    type_in(pane.form, **typed)
    pane.form.save()
    settle()
    wrong = [name for name, one in pane.form.form.fields.items() if one.problem.text()]
    assert wrong == [field]
    assert grants.grant_list(screen.workspace) == []


def test_edited_support_is_stored(screen: ProfileScreen, settle: Settle) -> None:
    record(screen, settle, OUTSIDE)
    pane = screen.grants
    assert pane.form.name.text() == "省开放型经济专项"
    type_in(pane.form, amount="99")
    pane.form.save()
    settle()
    [row] = grants.grant_list(screen.workspace)
    assert row.grant.amount == Money(9900)
    assert row.grant.level == "provincial"
    assert cells(pane)[0][3] == "99.00"


def test_deleted_support_comes_back_by_undo(screen: ProfileScreen, settle: Settle) -> None:
    record(screen, settle, OUTSIDE)
    screen.grants.delete_button.click()
    settle()
    assert grants.grant_list(screen.workspace) == []
    assert screen.grants.pages.currentIndex() == 0
    history.undo(screen.workspace)
    screen.refresh()
    settle()
    assert cells(screen.grants)[0][1] == "省开放型经济专项"


def test_what_is_being_typed_stays_when_the_list_is_read_again(
    screen: ProfileScreen, settle: Settle
) -> None:
    pane = screen.grants
    pane.add()
    type_in(pane.form, name="打到一半")
    record(screen, settle, OUTSIDE)
    assert pane.form.name.text() == "打到一半"
    assert len(cells(pane)) == 1


def test_the_cursor_stays_in_a_new_record_while_the_rest_is_read(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    grants.add_grant(filled_shell.workspace, OUTSIDE)
    screen = ProfileScreen(filled_shell)
    shown(screen)
    screen.show_target(SupportOf(AEO))
    settle()
    form = screen.grants.form
    assert form.title.text() == "登记以前获得的支持"
    assert form.measure.text() == AEO
    assert screen.focusWidget() is form.amount.editor


def test_the_list_getting_the_focus_does_not_put_a_new_record_aside(
    screen: ProfileScreen, settle: Settle
) -> None:
    record(screen, settle, OUTSIDE)
    pane = screen.grants
    pane.add()
    type_in(pane.form, name="打到一半")
    record(screen, settle, replace(OUTSIDE, amount="5"))
    pane.view.setFocus()
    assert pane.form.name.text() == "打到一半"
    assert pane.view.chosen() == []


@pytest.mark.parametrize("how", ["click", "enter"])
def test_from_a_new_record_one_gets_to_any_row(
    screen: ProfileScreen, settle: Settle, how: str
) -> None:
    record(screen, settle, OUTSIDE)
    pane = screen.grants
    pane.add()
    if how == "click":
        place = pane.view.visualRect(pane.table.index(0, 1)).center()
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert pane.form.title.text() == "修改登记"
    assert pane.view.chosen() == [grants.grant_list(screen.workspace)[0].id]
    assert pane.delete_button.isEnabled()


def test_giving_up_shows_the_latest_again_or_what_belongs_here(
    screen: ProfileScreen, settle: Settle
) -> None:
    pane = screen.grants
    pane.add()
    pane.form.cancelled.emit()
    assert pane.pages.currentIndex() == 0
    record(screen, settle, OUTSIDE)
    pane.add()
    pane.form.cancelled.emit()
    assert pane.form.title.text() == "修改登记"
    assert pane.delete_button.isEnabled()


def test_support_of_a_measure_that_is_gone_keeps_name_and_level(
    screen: ProfileScreen, settle: Settle
) -> None:
    gone = TypedGrant(
        measure="gone-measure", level="county", amount="5", granted_on="2025-01-02", group=True
    )
    record(screen, settle, gone)
    form = screen.grants.form
    assert (form.measure.text(), form.name.text()) == ("", "gone-measure")
    assert (form.level.text(), form.group.text()) == ("county", "group")


def test_another_row_is_another_form(screen: ProfileScreen, settle: Settle) -> None:
    record(screen, settle, OUTSIDE, TypedGrant(measure=AEO, amount="5", granted_on="2025-01-02"))
    view = screen.grants.view
    place = view.visualRect(screen.grants.table.index(1, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.grants.form.measure.text() == AEO


def open_headroom(window: MainWindow, settle: Settle) -> MeasuresScreen:
    screen = window.page("measures")
    assert isinstance(screen, MeasuresScreen)
    window.go("measures", (AEO, project(screen.workspace, "AEO 高级认证")))
    settle()
    screen.detail.tabs.setCurrentIndex(Tab.HEADROOM)
    lay_out()
    return screen


def test_from_a_cap_to_its_record_and_back_the_card_has_changed(
    window: MainWindow, settle: Settle
) -> None:
    measures = open_headroom(window, settle)
    assert measures.detail.amount.text() == "不超过 ¥50,000.00 – ¥53,000.00"
    link = measures.detail.headroom.findChild(QPushButton, "record")
    assert isinstance(link, QPushButton)
    link.click()
    settle()
    profile = window.page("profile")
    assert window.stack.currentWidget() is profile
    assert isinstance(profile, ProfileScreen)
    assert profile.tabs.currentWidget().isAncestorOf(profile.grants)
    form = profile.grants.form
    assert form.measure.text() == AEO
    assert form.level.text() == "municipal"
    type_in(form, amount="120000", granted_on="2025-06-30")
    form.save_button.click()
    settle()
    measures = open_headroom(window, settle)
    assert measures.detail.amount.text() == "不超过 ¥30,000.00 – ¥53,000.00"
    said = texts(measures.detail.headroom)
    assert "上限 ¥150,000.00　已用 ¥120,000.00" in said
    assert "上限 ¥1,000,000.00　已用 ¥120,000.00" in said
    history.undo(measures.workspace)
    measures.refresh()
    settle()
    assert measures.detail.amount.text() == "不超过 ¥50,000.00 – ¥53,000.00"


def test_undo_in_the_window_gives_the_cap_back(window: MainWindow, settle: Settle) -> None:
    profile = window.page("profile")
    assert isinstance(profile, ProfileScreen)
    window.go("profile", SupportOf(AEO))
    settle()
    type_in(profile.grants.form, amount="150000", granted_on="2025-06-30")
    profile.grants.form.save()
    settle()
    assert len(cells(profile.grants)) == 1
    window.top_bar.undo_button.click()
    settle()
    assert profile.grants.pages.currentIndex() == 0


@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_in_list_form_and_problems(
    screen: ProfileScreen, settle: Settle, size: tuple[int, int]
) -> None:
    sized(screen, size)
    assert cut(screen) == []
    record(screen, settle, OUTSIDE, TypedGrant(measure=AEO, amount="5", granted_on="2025-01-02"))
    assert cut(screen) == []
    screen.grants.add()
    screen.grants.form.save()
    settle()
    assert cut(screen) == []
    assert missing_glyphs(screen) <= {"\n"}
