"""The screen 最优方案: when it plans, what it waits for, how it stops."""

from __future__ import annotations

import itertools
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.qt.plan_reading import page, press
from tests.qt.plan_samples import (
    empty_plan,
    make_plan,
    make_spare,
)
from tests.qt.plan_stand_in import LONGEST_MS, TICK_MS, Planner, Settle, Show, stand_in

from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.ui.plan_body import Tab
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.plan import PlanScreen


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Planner:
    return stand_in(monkeypatch)


@pytest.fixture
def screen(planner: Planner, shell: Shell, shown: Show, settle: Settle) -> PlanScreen:
    made = PlanScreen(shell)
    shown(made)
    settle()
    return made


@pytest.fixture
def gone(screen: PlanScreen) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    screen.shell.gone_to.connect(lambda key, target: found.append((key, target)))
    return found


# Planning.


def test_the_plan_shows_first_and_its_details_follow(screen: PlanScreen, planner: Planner) -> None:
    assert planner.calls == ["plan", "details"]
    assert page(screen) is screen.body
    assert screen.body.head.figure.text() == "¥70,000.00"
    assert screen.body.head.adopt.isEnabled()
    model = screen.body.claims.table.records
    assert model.data(model.index(0, 4)) == "≥ ¥40,000.00\n≤ ¥50,000.00"
    assert not screen.progress.running


def test_a_change_of_the_book_plans_again_by_itself(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    planner.plan = make_plan(claims=make_plan().claims[:1], operation=8)
    screen.shell.jobs.changed.emit(Changes(operation_id=8, tables=frozenset({"expense"})))
    assert not screen.body.head.adopt.isEnabled(), "what is behind the book cannot be adopted"
    assert screen.progress.label.whole().startswith("账目有变动，正在重新安排…")
    assert page(screen) is screen.body, "nothing jumps meanwhile"
    settle()
    assert screen.body.head.figure.text() == "¥50,000.00"
    assert screen.body.head.adopt.isEnabled()


def test_what_is_seldom_looked_at_is_worked_out_when_it_is(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    screen.tabs.setCurrentIndex(Tab.OUTLOOK)
    settle()
    screen.tabs.setCurrentIndex(Tab.CUSHION)
    settle()
    screen.tabs.setCurrentIndex(Tab.OUTLOOK)
    settle()
    assert planner.calls == ["plan", "details", "outlook", "cushion"]
    assert screen.body.outlook.range.text() == "¥66,000.00 – ¥93,000.00"
    screen.refresh()
    settle()
    assert planner.calls[4:] == ["plan", "details", "outlook"], "the open tab, and no other"


def test_a_book_without_expenses_says_what_to_do(
    screen: PlanScreen,
    planner: Planner,
    settle: Settle,
    gone: list[tuple[str, object]],
) -> None:
    planner.plan = empty_plan()
    screen.refresh()
    settle()
    assert page(screen) is screen.empty
    assert "国际市场开拓支持" in screen.empty.hint.text()
    assert planner.calls.count("details") == 1
    press(screen.empty, "收进发票和回单")
    press(screen.empty, "看有哪些政策")
    assert gone == [("review", None), ("measures", None)]


def test_where_all_has_lapsed_the_reasons_are_a_tab_away(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    planner.plan = empty_plan(spare=(make_spare(1),))
    screen.refresh()
    settle()
    assert page(screen) is screen.body
    assert screen.body.claims.empty.isVisible()
    assert screen.tabs.tabText(Tab.LEFT_OUT) == "没有计入 1"
    for tab in Tab:
        screen.tabs.setCurrentIndex(tab)
        settle()


def test_a_plan_that_fails_says_why_and_can_be_tried_again(
    planner: Planner, shell: Shell, shown: Show, settle: Settle
) -> None:
    errors: list[JiamaoError] = []
    shell.failed.connect(errors.append)
    planner.fails["plan"] = UserError("project.missing")
    screen = PlanScreen(shell)
    shown(screen)
    settle()
    assert [error.code for error in errors] == ["project.missing"]
    assert page(screen) is screen.stopped
    assert screen.progress.label.whole() == "没有算完"
    planner.fails.clear()
    press(screen.stopped, "重新计算")
    settle()
    assert page(screen) is screen.body


def test_details_that_fail_leave_the_plan_as_it_is(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    planner.fails["details"] = UserError("project.missing")
    screen.refresh()
    settle()
    assert screen.body.head.adopt.isEnabled()
    model = screen.body.claims.table.records
    assert model.data(model.index(0, 4)) == "—"
    planner.fails.clear()
    screen.progress.again.click()
    settle()
    assert model.data(model.index(0, 4)) != "—"


# Waiting and stopping.


def test_the_window_lives_while_a_slow_plan_runs(
    screen: PlanScreen, planner: Planner, qtbot: QtBot
) -> None:
    planner.hangs.add("plan")
    screen.refresh()
    ticks: list[float] = []
    timer = QTimer(screen)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(TICK_MS)
    qtbot.waitUntil(lambda: len(ticks) >= 6 and planner.begun.is_set(), timeout=5_000)
    timer.stop()
    gaps = [later - before for before, later in itertools.pairwise(ticks)]
    assert max(gaps) * 1000 < LONGEST_MS
    assert screen.progress.stop.isVisible()
    planner.hangs.clear()


def test_stop_ends_a_slow_plan_within_a_fifth_of_a_second(
    screen: PlanScreen, planner: Planner, qtbot: QtBot
) -> None:
    planner.hangs.add("plan")
    screen.refresh()
    qtbot.waitUntil(planner.begun.is_set)
    began = time.monotonic()
    screen.progress.stop.click()
    qtbot.waitUntil(lambda: not screen.shell.jobs.reading)
    assert time.monotonic() - began < 0.2
    assert page(screen) is screen.body, "the plan of before stays"
    assert not screen.body.head.adopt.isEnabled(), "but it is behind the book"
    assert screen.progress.label.whole() == "已停止"


def test_a_first_plan_that_is_stopped_leaves_a_way_to_go_on(
    planner: Planner, shell: Shell, shown: Show, qtbot: QtBot, settle: Settle
) -> None:
    planner.hangs.add("plan")
    screen = PlanScreen(shell)
    shown(screen)
    qtbot.waitUntil(planner.begun.is_set)
    screen.progress.stop.click()
    assert page(screen) is screen.stopped
    planner.hangs.clear()
    screen.progress.again.click()
    settle()
    assert page(screen) is screen.body


@pytest.mark.parametrize(
    ("tab", "name"), [(Tab.OUTLOOK, "outlook"), (Tab.CUSHION, "cushion"), (Tab.CAPS, "details")]
)
def test_what_was_stopped_says_so_in_its_tab(
    screen: PlanScreen, planner: Planner, settle: Settle, tab: Tab, name: str
) -> None:
    planner.hangs.add(name)
    screen.tabs.setCurrentIndex(tab)
    if name == "details":
        screen.refresh()
    while not planner.begun.is_set():
        QApplication.processEvents()
    screen.progress.stop.click()
    settle()
    shown = screen.tabs.currentWidget()
    assert shown is not None
    labels = [one.text() for one in shown.findChildren(QLabel)]
    assert screen.body.unfinished() in labels
    planner.hangs.clear()
    screen.progress.again.click()
    settle()
    assert planner.calls[-1] in {name, "details"}


def test_whoever_leaves_does_not_wait_and_finds_it_done_anew(
    screen: PlanScreen, planner: Planner, qtbot: QtBot, settle: Settle
) -> None:
    planner.hangs.add("details")
    screen.refresh()
    qtbot.waitUntil(planner.begun.is_set)
    screen.hide()
    qtbot.waitUntil(lambda: not screen.shell.jobs.reading)
    planner.hangs.clear()
    screen.show()
    settle()
    assert planner.calls[-2:] == ["plan", "details"]


def test_leaving_a_plan_that_is_done_plans_nothing_anew(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    screen.hide()
    screen.show()
    settle()
    assert planner.calls == ["plan", "details"]
