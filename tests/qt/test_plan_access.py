"""The plan without a mouse and without eyes: names for everything, a way to it by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QTabWidget,
    QWidget,
)
from tests.qt.card_samples import lay_out
from tests.qt.plan_samples import (
    BOOTH,
    make_comparison,
    make_cushion,
    make_details,
    make_outlook,
    make_plan,
)
from tests.qt.test_plan_what_if import BOOTH_FEE, CHOICES

from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.headroom_pane import Meter
from jiamao_desktop.ui.plan_body import PlanBody, Tab
from jiamao_desktop.ui.plan_head import StatementRow

Show = Callable[[QWidget], None]
CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)


@pytest.fixture
def body(shown: Show) -> PlanBody:
    made = PlanBody()
    shown(made)
    made.show_plan(make_plan(), "", None)
    made.show_details(make_details())
    return made


def suppose(body: PlanBody) -> None:
    """Turn to the what-if, with something supposed."""
    body.tabs.setCurrentIndex(Tab.WHAT_IF)
    body.what_if.show_choices(CHOICES)
    body.what_if.scenarios[0].spend(BOOTH_FEE)
    body.what_if.show_comparison(make_comparison(make_plan(), *body.what_if.supposed))
    lay_out()


def visible(body: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    return (one for one in body.findChildren(kind) if one.isVisible())


def name_of(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or said


def of_its_own(widget: QWidget) -> bool:
    """Tell whether a control is one of ours, and not a part that Qt makes for another."""
    return not isinstance(widget.parent(), QTabBar | QAbstractItemView | QLineEdit | QComboBox)


def reached(body: PlanBody, start: QWidget) -> list[QWidget]:
    """Return what the tab key comes to, one after another, until it is round."""
    start.setFocus()
    found: list[QWidget] = []
    now: QWidget | None = start
    while now is not None and now not in found[1:]:
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    return found


def test_everything_that_can_be_used_has_a_name(body: PlanBody) -> None:
    plan = make_plan()
    body.outlook.show_outlook(plan, make_outlook(plan))
    body.cushion.show_cushion(plan, make_cushion(plan))
    suppose(body)
    nameless = []
    for tab in Tab:
        body.tabs.setCurrentIndex(tab)
        lay_out()
        nameless += [
            f"{tab.name} {type(one).__name__} {one.objectName()}"
            for kind in CONTROLS
            for one in visible(body, kind)
            if of_its_own(one) and not name_of(one)
        ]
    assert nameless == []


def test_bars_and_statements_are_read_as_words(body: PlanBody) -> None:
    body.tabs.setCurrentIndex(Tab.CAPS)
    lay_out()
    meters = list(visible(body, Meter))
    assert [one.accessibleName() for one in meters] == [
        "单位年度上限：已用满",
        "市级外贸项目支持资金单位年度上限：还剩 ¥20,000.00，可用到 2026-12-31",
    ]
    assert all(one.accessibleName() for one in visible(body, StatementRow))


def test_the_tab_key_comes_to_every_part_of_a_claim(body: PlanBody) -> None:
    claims = body.claims
    claims.table.go_to(0)
    found = reached(body, body.head.adopt)
    bar = body.tabs.findChild(QTabBar)
    for part in (bar, claims.list, claims.card, claims.table, claims.suppose, claims.ledger):
        assert part in found
    order = [found.index(part) for part in (claims.list, claims.card, claims.table, claims.ledger)]
    assert order == sorted(order)


def test_arrow_keys_open_the_next_claim(body: PlanBody) -> None:
    claims = body.claims
    claims.list.setFocus()
    QTest.keyClick(claims.list, Qt.Key.Key_Down)
    assert claims.list.key == (BOOTH, ProjectId(1))
    assert claims.title.text() == "境外展会展位费支持"
    QTest.keyClick(claims.list, Qt.Key.Key_Up)
    assert claims.title.text() == "AEO 高级认证费用支持"


def test_arrow_keys_and_enter_open_an_expense(body: PlanBody) -> None:
    wanted: list[int] = []
    body.expense_wanted.connect(wanted.append)
    body.claims.open((BOOTH, ProjectId(1)))
    body.claims.table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(body.claims.table, key)
    assert wanted == [2]


def test_the_space_bar_switches_the_cushion(body: PlanBody) -> None:
    switched: list[bool] = []
    body.switched.connect(switched.append)
    body.tabs.setCurrentIndex(Tab.CUSHION)
    plan = make_plan()
    body.cushion.show_cushion(plan, make_cushion(plan))
    body.cushion.switch.setFocus()
    QTest.keyClick(body.cushion.switch, Qt.Key.Key_Space)
    assert switched == [True]


def test_a_form_is_filled_and_added_by_keys_alone(body: PlanBody) -> None:
    suppose(body)
    form = body.what_if.form
    found = reached(body, form.kind.box)
    parts = [form.category.box, form.gross.line, form.tax.line, form.paid_on.line, form.add]
    places = [found.index(part) for part in parts]
    assert places == sorted(places)
    for field, words in ((form.gross, "12000"), (form.paid_on, "2026-12-20")):
        field.line.setFocus()
        QTest.keyClicks(field.line, words)
    form.add.setFocus()
    QTest.keyClick(form.add, Qt.Key.Key_Space)
    assert len(body.what_if.scenarios[0].scenario.planned) == 2


def test_the_side_of_a_what_if_is_two_tabs(body: PlanBody) -> None:
    suppose(body)
    side = body.what_if.side
    assert isinstance(side, QTabWidget)
    assert [side.tabText(place) for place in range(side.count())] == ["假如 A　1", "假如 B"]
    side.tabBar().setFocus()
    QTest.keyClick(side.tabBar(), Qt.Key.Key_Right)
    assert side.currentIndex() == 1


def test_what_is_spare_is_said_and_not_only_shown_in_grey(body: PlanBody) -> None:
    body.claims.open((BOOTH, ProjectId(1)))
    model = body.claims.table.records
    assert model.data(model.index(1, 4)) == "富余"
    assert model.data(model.index(1, 4), Qt.ItemDataRole.ToolTipRole) == "富余"


def test_columns_that_can_be_sorted_say_by_what(body: PlanBody) -> None:
    heads = [column.title for column in body.claims.table.records.columns]
    assert heads == ["付款日期", "收款方和类别", "金额", "计入", "若被退回少得"]
    assert all(column.sort for column in body.claims.table.records.columns)
    assert body.claims.table.accessibleName() == "这项申报的费用"
    assert body.left_out.table.accessibleName() == "没有用上的费用"
    assert body.cushion.table.accessibleName() == "各项申报的防退票"
