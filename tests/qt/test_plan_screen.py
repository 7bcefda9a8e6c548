"""The screen 最优方案: when it plans, what it waits for, how it stops, what adopting does."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.card_samples import yuan
from tests.qt.claim_book import AEO as REAL_AEO
from tests.qt.claim_book import OTHER_BOOTH, answer
from tests.qt.plan_samples import (
    AEO,
    BOOTH,
    WHY,
    empty_plan,
    make_adoption,
    make_comparison,
    make_cushion,
    make_details,
    make_outlook,
    make_plan,
    make_spare,
)
from tests.qt.unsettled_samples import make_item

from jiamao_desktop.app import (
    adopting,
    claims,
    cushioning,
    history,
    outlook,
    plan_details,
    planning,
    unsettled,
)
from jiamao_desktop.app.plan_parts import BestPlan, Scenario
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.money import total
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.plan_adopt import AdoptDialog
from jiamao_desktop.ui.plan_body import Tab
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.plan import PlanScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
TICK_MS, LONGEST_MS = 50, 200


@dataclass
class Planner:
    """Stands in for the use cases: answers with samples, fails or hangs where it is told to.

    Attributes:
        calls: What was asked for, in order.
        words: Unclear ones that a what-if may be about.
        hangs: What does not end but reports; ``fails``: What is refused.
    """

    plan: BestPlan = field(default_factory=make_plan)
    calls: list[str] = field(default_factory=list)
    hangs: set[str] = field(default_factory=set)
    fails: dict[str, JiamaoError] = field(default_factory=dict)
    words: Sequence[UnsettledItem] = ()
    begun: threading.Event = field(default_factory=threading.Event)

    def answer(self, name: str, report: Report, result: Callable[[], Any]) -> Any:
        self.calls.append(name)
        if name in self.fails:
            raise self.fails[name]
        while name in self.hangs:
            report(1, None, "")
            self.begun.set()
            time.sleep(0.002)
        return result()


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Planner:
    made = Planner()

    def plan(_ws: Workspace, scenario: Scenario | None = None, *, report: Report) -> BestPlan:
        return cast("BestPlan", made.answer("plan", report, lambda: made.plan))

    def details(_ws: Workspace, _plan: BestPlan, report: Report) -> object:
        return made.answer("details", report, make_details)

    def look_out(_ws: Workspace, plan: BestPlan, report: Report) -> object:
        return made.answer("outlook", report, lambda: make_outlook(plan))

    def cushion(_ws: Workspace, plan: BestPlan, report: Report) -> object:
        return made.answer("cushion", report, lambda: make_cushion(plan))

    def compare(_ws: Workspace, scenarios: Sequence[Scenario], report: Report) -> object:
        return made.answer("compare", report, lambda: make_comparison(made.plan, *scenarios))

    monkeypatch.setattr(unsettled, "unsettled_list", lambda _ws: made.words)
    monkeypatch.setattr(planning, "plan", plan)
    monkeypatch.setattr(planning, "compare", compare)
    monkeypatch.setattr(plan_details, "details", details)
    monkeypatch.setattr(outlook, "outlook", look_out)
    monkeypatch.setattr(cushioning, "cushion", cushion)
    return made


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


def page(screen: PlanScreen) -> QWidget | None:
    return screen.pages.currentWidget()


def press(widget: QWidget, name: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == name).click()


def during(do: Callable[[AdoptDialog], None]) -> None:
    """Do something with the dialog that is about to open."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, AdoptDialog):
            do(dialog)
        else:
            QTimer.singleShot(10, find)

    QTimer.singleShot(10, find)


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


# Variants and what-ifs.


def test_the_cushion_is_switched_on_and_off(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    screen.tabs.setCurrentIndex(Tab.CUSHION)
    settle()
    screen.body.cushion.switch.click()
    settle()
    head = screen.body.head
    assert "5 张凭证" in head.counts.text()
    assert head.variant.text() == "这是防退票的方案：申请金额不变，多用 2 张凭证。"
    assert head.paper.sentence.text() == "要防退票，凭证不能再少。"
    head.best.click()
    settle()
    assert "3 张凭证" in head.counts.text()
    assert not screen.body.cushion.switch.isChecked()
    assert planner.calls.count("details") == 2, "those of the best plan are still known"
    screen.body.cushion.switch.click()
    screen.body.cushion.switch.click()
    settle()
    assert "3 张凭证" in head.counts.text()


def test_the_safer_plan_is_shown_whole(screen: PlanScreen, settle: Settle) -> None:
    screen.tabs.setCurrentIndex(Tab.OUTLOOK)
    settle()
    screen.body.outlook.show_robust.click()
    settle()
    assert screen.tabs.currentIndex() == Tab.CLAIMS
    assert screen.body.head.variant.text() == "这是更稳的方案：在最坏的理解下也最好。"
    assert len(screen.body.claims.list.rows) == 1


def test_an_expense_is_supposed_away_from_its_claim(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    screen.body.claims.table.go_to(0)
    menu = screen.body.claims.suppose.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    settle()
    assert screen.tabs.currentIndex() == Tab.WHAT_IF
    assert planner.calls[-1] == "compare"
    assert screen.body.what_if.said.text().startswith("有 2 项申报因此不同")


def test_a_reading_is_supposed_and_its_plan_shown(screen: PlanScreen, settle: Settle) -> None:
    screen.suppose_reading(("yongzhou", "vat-base"), "gross")
    settle()
    press(screen.body.what_if, "看这个方案")
    settle()
    assert screen.body.head.variant.text() == "这是“假如 A”的方案：只算不存。"
    assert screen.body.head.figure.text() == "¥82,000.00"


def test_what_is_supposed_outlives_a_change_of_the_book(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    screen.suppose_reading(("yongzhou", "vat-base"), "gross")
    settle()
    screen.tabs.setCurrentIndex(Tab.CLAIMS)
    screen.refresh()
    settle()
    assert planner.calls[-2:] == ["plan", "details"]
    screen.tabs.setCurrentIndex(Tab.WHAT_IF)
    settle()
    assert planner.calls[-1] == "compare"


def test_a_supposition_that_cannot_be_says_why_in_its_place(
    screen: PlanScreen, planner: Planner, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[object] = []
    monkeypatch.setattr(screen.shell, "fail", errors.append)
    planner.fails["compare"] = UserError("claim.nothing_to_claim", title="某措施")
    screen.suppose(
        Supposed(expense=7, label="认证费", target=(AEO, None), title="AEO", pinned=True)
    )
    settle()
    assert "“某措施”目前没有可申请的金额" in screen.body.what_if.said.text()
    assert errors == []


def test_the_choices_of_a_what_if_come_from_the_book(
    screen: PlanScreen, planner: Planner, settle: Settle
) -> None:
    planner.words = [make_item()]
    screen.tabs.setCurrentIndex(Tab.WHAT_IF)
    settle()
    form = screen.body.what_if.form
    assert form.category.box.findText("展位费") >= 0
    assert form.word.box.count() == 1
    assert form.option.box.count() == len(make_item().options)
    assert form.project.box.itemText(0) == "不归项目"


# Where it leads.


def test_other_screens_lead_to_a_claim_of_the_plan(screen: PlanScreen) -> None:
    screen.tabs.setCurrentIndex(Tab.CAPS)
    screen.show_target((BOOTH, ProjectId(1)))
    assert screen.tabs.currentIndex() == Tab.CLAIMS
    assert screen.body.claims.title.text() == "境外展会展位费支持"
    screen.show_target(("not-planned", None))
    assert screen.body.claims.title.text() == "境外展会展位费支持"


def test_it_leads_to_ledger_measures_and_open_words(
    screen: PlanScreen, settle: Settle, gone: list[tuple[str, object]]
) -> None:
    body = screen.body
    body.claims.card.click()
    body.claims.table.go_to(0)
    body.claims.ledger.click()
    body.left_out.table.opened.emit(0)
    body.left_out.words_wanted.emit(AEO)
    screen.tabs.setCurrentIndex(Tab.OUTLOOK)
    settle()
    press(body.outlook, "去待明确事项")
    body.outlook.questions.click()
    assert gone == [
        ("measures", (AEO, ProjectId(2))),
        ("ledger", 7),
        ("readings", AEO),
        ("readings", ("yongzhou", "vat-base")),
        ("measures", None),
    ]


# Adopting.


def test_adopting_says_first_what_it_does(
    screen: PlanScreen, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = make_adoption(double=((3, "旧草稿"),))
    monkeypatch.setattr(adopting, "adoption", lambda _ws, _plan: found)
    adopted: list[object] = []
    monkeypatch.setattr(adopting, "adopt", lambda _ws, plan: adopted.append(plan))
    said: list[str] = []

    def read(dialog: AdoptDialog) -> None:
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.cancel.click()

    during(read)
    screen.body.head.adopt.click()
    qtbot.waitUntil(lambda: bool(said))
    settle()
    for words in (
        *("¥70,000.00", "生成 2 份申报草稿", "· 香港春季电子产品展"),
        *("这 1 份准备中的草稿会被换掉", "· 旧草稿"),
    ):
        assert words in said
    assert adopted == []


def test_a_plan_that_cannot_be_adopted_says_why(
    screen: PlanScreen, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = make_adoption(obstacles=(WHY,))
    monkeypatch.setattr(adopting, "adoption", lambda _ws, _plan: found)
    seen: list[object] = []

    def read(dialog: AdoptDialog) -> None:
        seen.append(dialog.do_button.isEnabled())
        seen.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.reject()

    during(read)
    screen.suppose_reading(("yongzhou", "vat-base"), "gross")
    settle()
    press(screen.body.what_if, "采用…")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] is False
    assert "现在不能采用" in seen
    assert any("国际市场开拓支持" in str(words) for words in seen)


def test_a_long_list_of_drafts_is_cut_short_in_words(screen: PlanScreen) -> None:
    found = make_adoption(made=tuple(f"申报 {number}" for number in range(50)), replaced=())
    dialog = AdoptDialog(make_plan(), found, screen)
    words = [one.text() for one in dialog.findChildren(QLabel)]
    assert "· 申报 39" in words
    assert "· 申报 40" not in words
    assert "另有 10 份" in words


def test_the_plan_of_a_real_book_is_adopted_in_one_step_and_undone_in_one(
    filled_shell: Shell, shown: Show, settle: Settle, qtbot: QtBot
) -> None:
    ws = filled_shell.workspace
    answer(ws, "firm.foreign_trader", "yes")
    said: list[tuple[str, bool]] = []
    gone: list[str] = []
    filled_shell.said.connect(lambda words, undo: said.append((words, undo)))
    filled_shell.gone_to.connect(lambda key, _target: gone.append(key))
    screen = PlanScreen(filled_shell)
    shown(screen)
    settle()
    assert screen.body.head.figure.text() == "¥120,000.00"
    assert screen.body.head.money.sign.text() == "✓ 已证明"
    for tab in Tab:
        screen.tabs.setCurrentIndex(tab)
        settle()
    during(lambda dialog: dialog.do_button.click())
    screen.body.head.adopt.click()
    qtbot.waitUntil(lambda: bool(said))
    settle()
    assert said == [("已采用方案，生成 2 份申报草稿，可撤销。", True)]
    assert gone == ["claims"]
    drafts = claims.claim_list(ws)
    assert {row.claim.measure for row in drafts} == {REAL_AEO, OTHER_BOOTH}
    assert total(row.claim.applied for row in drafts) == yuan("120000")
    history.undo(ws)
    assert claims.claim_list(ws) == []
