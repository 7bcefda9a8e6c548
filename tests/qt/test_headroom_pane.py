"""What is left under a cap: the bar, the words, who shares it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import CLAUSE, lay_out, make_card, make_headroom, texts, yuan

from jiamao_desktop.app.assessing import Card
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.steps import Window
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.grants_pane import SupportOf
from jiamao_desktop.ui.grounds import ClauseLink
from jiamao_desktop.ui.headroom_pane import HeadroomPane, Meter

Show = Callable[[QWidget], None]


@pytest.fixture
def pane(shown: Show) -> HeadroomPane:
    made = HeadroomPane()
    shown(made)
    return made


def show(pane: HeadroomPane, *rooms: Headroom, sharing: tuple[str, ...] = (), **given: Any) -> Card:
    card = make_card(limits=rooms, **given)
    pane.show_card(card, lambda _room: sharing)
    lay_out()
    return card


def test_a_cap_says_what_is_left_and_until_when(pane: HeadroomPane) -> None:
    show(pane, replace(make_headroom("250000"), ends_on=dt.date(2027, 6, 13)))
    said = texts(pane)
    assert "还可用 ¥750,000.00，2027-06-13 到期" in said
    assert "上限 ¥1,000,000.00　已用 ¥250,000.00" in said


def test_a_cap_without_end_names_no_day(pane: HeadroomPane) -> None:
    show(pane, make_headroom("250000"))
    assert "还可用 ¥750,000.00" in texts(pane)


def test_the_bar_shows_what_is_used_and_what_this_claim_would_take(pane: HeadroomPane) -> None:
    show(pane, make_headroom("250000"), ceiling=yuan("500000"))
    meter = pane.findChild(Meter)
    assert isinstance(meter, Meter)
    assert meter.shares() == (0.25, 0.5)
    assert meter.accessibleName().endswith("还可用 ¥750,000.00")
    assert "斜线部分：这一项按测算上限要用 ¥500,000.00" in texts(pane)


def test_a_cap_overdrawn_fills_the_bar_and_no_more(pane: HeadroomPane) -> None:
    show(pane, make_headroom("1200000"))
    meter = pane.findChild(Meter)
    assert isinstance(meter, Meter)
    assert meter.shares() == (1.0, 0.0)
    assert "还可用 ¥0.00" in texts(pane)


def test_used_and_free_are_told_apart_in_the_picture(shown: Show) -> None:
    meter = Meter(yuan("100"), yuan("50"), ZERO)
    shown(meter)
    meter.resize(200, 14)
    image = meter.grab().toImage()
    assert QColor(image.pixel(40, 7)).name() == theme.INK_SOFT
    assert QColor(image.pixel(160, 7)).name() == theme.LINE


def test_a_shared_cap_names_who_shares_it(pane: HeadroomPane) -> None:
    show(pane, make_headroom(), sharing=("AEO 高级认证费用支持", "其他境外展会展位费补贴"))
    said = texts(pane)
    assert "多项共用" in said
    assert "共用的措施：AEO 高级认证费用支持、其他境外展会展位费补贴" in said


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window.DOCUMENT, "文件有效期内合计"),
        (Window.CALENDAR_YEAR, "每个自然年度合计"),
        (Window.LIFETIME, "一次性，以后不再计"),
        (Window.DECLARATION_YEAR, "每个申报年度合计"),
        (Window.ROLLING_YEAR, "任意连续十二个月合计"),
    ],
)
def test_the_window_over_which_it_counts_is_said(
    pane: HeadroomPane, window: Window, words: str
) -> None:
    show(pane, replace(make_headroom(), window=window))
    assert words in texts(pane)


def test_the_clause_of_a_cap_leads_to_its_place(pane: HeadroomPane) -> None:
    wanted: list[object] = []
    pane.clause_wanted.connect(wanted.append)
    show(pane, replace(make_headroom(), clause=CLAUSE))
    link = pane.findChild(ClauseLink)
    assert isinstance(link, ClauseLink)
    link.source.click()
    assert wanted == [CLAUSE]


def test_each_cap_has_a_sheet_and_none_stays_from_the_card_before(pane: HeadroomPane) -> None:
    show(pane, make_headroom(), make_headroom("0"))
    assert len(pane.findChildren(QWidget, "room")) == 2
    show(pane, make_headroom())
    assert len(pane.findChildren(QWidget, "room")) == 1


def test_support_received_before_is_recorded_from_here(pane: HeadroomPane) -> None:
    wanted: list[object] = []
    pane.support_wanted.connect(wanted.append)
    card = show(pane, make_headroom(), make_headroom("0"))
    [link] = pane.findChildren(QPushButton, "record")
    link.click()
    assert wanted == [SupportOf(card.measure)]
