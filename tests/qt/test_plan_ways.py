"""The screen 最优方案: variants, what-ifs, where it leads, and what adopting does."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.qt.card_samples import yuan
from tests.qt.claim_book import AEO as REAL_AEO
from tests.qt.claim_book import OTHER_BOOTH, answer
from tests.qt.plan_reading import during, press
from tests.qt.plan_samples import (
    AEO,
    BOOTH,
    WHY,
    make_adoption,
    make_plan,
)
from tests.qt.plan_stand_in import Planner, Settle, Show, stand_in
from tests.qt.unsettled_samples import make_item

from jiamao_desktop.app import (
    adopting,
    claims,
    history,
)
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import total
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.plan_adopt import AdoptDialog
from jiamao_desktop.ui.plan_body import Tab
from jiamao_desktop.ui.plan_supposed import Supposed
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
