"""The navigator's rows and its filter, on cards made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.qt.card_samples import make_card, make_due, make_finding, yuan

from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.navigating import Filter
from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Status
from jiamao_desktop.ui.navigator import Navigator, piled
from jiamao_desktop.ui.navigator_filter import FilterPanel
from jiamao_desktop.ui.navigator_rows import OTHERS, in_force_chip, tile_of
from jiamao_desktop.ui.tile_list import Heading, Tile

Show = Callable[[QWidget], None]
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return shipped_catalog()


def sample(catalog: Catalog) -> list[Card]:
    """Return a card of the first measures, each meaning something else."""
    ids = [one.id for pack in catalog.packs.values() for one in pack.measures][:4]
    other = make_finding("applicant", holds=False)
    return [
        make_card(Group.CAN, measure=ids[0], title="能报"),
        make_card(Group.CAN, measure=ids[1], title="能报更多", high=yuan("90000")),
        make_card(Group.NO, measure=ids[2], title="不行", status=Status.NO),
        make_card(Group.NO, measure=ids[3], title="别人的", status=Status.NO, findings=(other,)),
    ]


@pytest.fixture
def navigator(catalog: Catalog, shown: Show) -> Navigator:
    made = Navigator()
    shown(made)
    made.resize(360, 700)
    made.show_pile(piled(catalog, sample(catalog), TODAY))
    return made


def said(navigator: Navigator) -> list[str]:
    return [
        row.title if isinstance(row, Tile) else f"{row.verdict.text} {row.count}"
        for row in navigator.list.rows
    ]


def test_what_brings_nothing_is_folded_at_first(navigator: Navigator) -> None:
    shown = said(navigator)
    assert shown[:4] == ["可申报 2", "能报更多", "能报", "不符合 1"]
    assert shown[4].startswith("另有面向")
    assert navigator.summary() == "可申报 2　·　不符合 1"
    assert navigator.found.whole() == "3 项"


def test_a_heading_says_what_its_cards_are_worth_together(navigator: Navigator) -> None:
    first = navigator.list.rows[0]
    assert isinstance(first, Heading)
    assert first.note == "共 ¥140,000.00 以内"


def test_a_press_on_a_heading_unfolds_its_group(navigator: Navigator) -> None:
    index = navigator.list.model().index(3, 0)
    place = navigator.list.visualRect(index).center()
    button, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(navigator.list.viewport(), button, no_keys, place)
    assert "不行" in said(navigator)


def test_a_heading_can_be_reached_and_folded_by_key(navigator: Navigator) -> None:
    opened: list[object] = []
    navigator.opened.connect(opened.append)
    navigator.list.setFocus()
    navigator.list.setCurrentIndex(navigator.list.model().index(0, 0))
    QTest.keyClick(navigator.list, Qt.Key.Key_Return)
    assert said(navigator)[:2] == ["可申报 2", "不符合 1"]
    assert opened == []
    QTest.keyClick(navigator.list, Qt.Key.Key_Space)
    assert "能报" in said(navigator)


def test_somebody_sent_to_a_card_for_others_sees_that_line_unfold(
    navigator: Navigator, catalog: Catalog
) -> None:
    card = sample(catalog)[3]
    assert navigator.open((card.measure, card.project))
    assert "别人的" in said(navigator)
    assert OTHERS not in navigator._folded


def test_somebody_sent_to_a_card_that_is_filtered_out_gives_the_filter_up(
    navigator: Navigator, catalog: Catalog
) -> None:
    panel = navigator.filter
    panel.group.setCurrentIndex(panel.group.findData("can"))
    panel.group.activated.emit(panel.group.currentIndex())
    assert said(navigator) == ["可申报 2", "能报更多", "能报"]
    card = sample(catalog)[2]
    assert navigator.open((card.measure, card.project))
    assert navigator.filter.chosen() == Filter()
    assert not navigator.open(("不存在", None))


def test_a_search_is_given_up_for_a_card_it_does_not_show(
    navigator: Navigator, catalog: Catalog
) -> None:
    navigator.search("查无此词某某")
    assert navigator.searching
    card = sample(catalog)[0]
    assert navigator.open((card.measure, card.project))
    assert not navigator.searching


def test_a_notice_that_has_lapsed_says_so_and_whether_that_was_worked_out() -> None:
    last = (dt.date(2024, 4, 22), dt.date(2026, 4, 21))
    chip = in_force_chip(make_card(Group.LAPSED, in_force=last), TODAY)
    assert (chip.glyph, chip.text) == ("○", "2026-04-21 已到期（推算）")
    written = make_card(Group.LAPSED, in_force=last, derived=False)
    assert in_force_chip(written, TODAY).text == "2026-04-21 已到期"
    endless = make_card(in_force=(last[0], None))
    assert in_force_chip(endless, TODAY).text == "长期有效"


def test_a_near_deadline_is_a_chip_and_a_far_one_is_not(catalog: Catalog) -> None:
    card = sample(catalog)[0]
    near = make_card(measure=card.measure, deadlines=(make_due(TODAY + dt.timedelta(days=11)),))
    chips = tile_of(catalog, near, TODAY).chips
    assert (chips[0].glyph, chips[0].text) == ("!", "2026-12-01　集中申报")
    far = make_card(measure=card.measure, deadlines=(make_due(TODAY + dt.timedelta(days=99)),))
    assert len(tile_of(catalog, far, TODAY).chips) == 1


def test_the_filter_tells_what_is_asked_and_can_be_cleared(shown: Show) -> None:
    panel = FilterPanel()
    shown(panel)
    heard: list[Filter] = []
    panel.changed.connect(heard.append)
    panel.offer({"level": ["municipal"], "number": ["甲发〔2024〕1号"], "kind": ["enterprise"]})
    assert panel.level.itemText(1) == "市级"
    assert not panel.clear.isVisible()
    panel.money.setCurrentIndex(panel.money.findData("no"))
    panel.money.activated.emit(panel.money.currentIndex())
    panel.soon.click()
    assert heard[-1] == Filter(money=False, soon=True)
    assert panel.clear.isVisible()
    panel.clear.click()
    assert heard[-1] == Filter()


def test_what_is_chosen_stays_chosen_when_the_choices_come_anew(shown: Show) -> None:
    panel = FilterPanel()
    shown(panel)
    offered = {"level": ["municipal", "central"], "number": [], "kind": []}
    panel.offer(offered)
    panel.level.setCurrentIndex(panel.level.findData("central"))
    panel.offer(offered)
    assert panel.chosen().level == "central"
