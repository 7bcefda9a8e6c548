"""Nothing of a plan is cut: in the smallest window, in both languages, with the longest names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from tests.qt.card_samples import lay_out
from tests.qt.plan_samples import (
    WHY,
    empty_plan,
    long_plan,
    make_adoption,
    make_comparison,
    make_cushion,
    make_details,
    make_outlook,
    make_plan,
    make_spare,
    uncertified,
)
from tests.qt.test_nothing_is_cut import SIZES, cut, missing_glyphs
from tests.qt.test_nothing_is_cut_in_english import hidden_at_the_side
from tests.qt.test_plan_what_if import BOOTH_FEE, CHOICES, WORD, placed

from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.plan_adopt import AdoptDialog
from jiamao_desktop.ui.plan_body import PlanBody, Tab
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.plan import PlanScreen

Show = Callable[[QWidget], None]
HEAD, MARGINS = 34 + theme.GRID, (48, 28)
"""What the screen keeps for its title, and around everything."""
PLANS: dict[str, Callable[[], BestPlan]] = {
    "long": long_plan,
    "bounds": uncertified,
    "nothing": lambda: empty_plan(spare=(make_spare(1),), lowered=(WHY,)),
}


def wrong(body: QWidget) -> list[str]:
    return cut(body) + hidden_at_the_side(body)


def fill(body: PlanBody, plan: BestPlan) -> None:
    """Show everything that can be shown of a plan."""
    variant = "这是防退票的方案：申请金额不变，多用 2 张凭证。" if plan.certified else ""
    body.show_plan(plan, variant, None)
    body.show_details(make_details())
    sample = make_plan()
    body.outlook.show_outlook(plan, make_outlook(sample))
    body.cushion.show_cushion(sample, make_cushion(sample))
    what_if = body.what_if
    what_if.show_choices(CHOICES)
    for pane in what_if.scenarios:
        pane.spend(BOOTH_FEE)
        pane.read(WORD, "gross")
        pane.on_day(dt.date(2027, 3, 1))
        pane.suppose(placed(9))
    what_if.show_comparison(make_comparison(plan if plan.claims else sample, *what_if.supposed))


def sized(body: PlanBody, size: tuple[int, int]) -> None:
    body.resize(size[0] - MARGINS[0], size[1] - MARGINS[1] - HEAD)
    lay_out()


def check(body: PlanBody, size: tuple[int, int]) -> None:
    for tab in Tab:
        body.tabs.setCurrentIndex(tab)
        lay_out()
        assert wrong(body) == [], (tab, size)
    bar = body.tabs.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    assert bar.sizeHint().width() <= body.width(), "every tab is in sight"


@pytest.mark.parametrize("name", ["long", "nothing"])
def test_every_tab_of_a_plan(name: str, shown: Show) -> None:
    body = PlanBody()
    shown(body)
    fill(body, PLANS[name]())
    sized(body, SIZES[-1])
    check(body, SIZES[-1])
    assert missing_glyphs(body) == set()


@pytest.mark.parametrize("name", ["long", "bounds"])
def test_every_tab_of_a_plan_in_english(name: str, english: QApplication, shown: Show) -> None:
    body = PlanBody()
    shown(body)
    fill(body, PLANS[name]())
    sized(body, SIZES[-1])
    check(body, SIZES[-1])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_adopting_does(language: str, shown: Show, request: pytest.FixtureRequest) -> None:
    if language == "en":
        request.getfixturevalue("english")
    holder = QWidget()
    found = make_adoption(double=((1, "旧草稿"),))
    for one in (found, make_adoption(obstacles=(WHY,))):
        dialog = AdoptDialog(long_plan(), one, holder)
        shown(dialog)
        dialog.resize(dialog.minimumSizeHint().expandedTo(dialog.size()))
        assert wrong(dialog) == []
        assert missing_glyphs(dialog) == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_without_a_plan(
    language: str, shell: Shell, shown: Show, request: pytest.FixtureRequest
) -> None:
    if language == "en":
        request.getfixturevalue("english")
    screen = PlanScreen(shell)
    screen.hide()
    shown(screen)
    screen.resize(*SIZES[-1])
    for page in (screen.empty, screen.stopped):
        screen.pages.setCurrentWidget(page)
        lay_out()
        assert cut(screen) == []
    screen.progress.offer_again("没有算完")
    lay_out()
    assert cut(screen) == []


def test_columns_hold_the_amounts_they_are_for(shown: Show) -> None:
    body = PlanBody()
    shown(body)
    fill(body, long_plan())
    sized(body, SIZES[-1])
    metrics = QFontMetrics(theme.font())
    table = body.claims.table
    for column in (2, 3, 4):
        text = str(table.records.data(table.records.index(0, column))).split("\n")[0]
        inner = table.columnWidth(column) - 26
        assert metrics.horizontalAdvance(text) <= inner, text
    assert table.columnWidth(1) >= 100, "the payee keeps a place"
    assert metrics.horizontalAdvance("≥ ¥1,000,000.00") <= table.columnWidth(4) - 26
