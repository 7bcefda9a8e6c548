"""The policy navigator: what a person does there, on a real book."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from tests.qt.card_samples import lay_out, texts
from tests.qt.claim_book import AEO, FAIR, LISTED, OTHER_BOOTH, PILOT, project

from jiamao_desktop.app import asking, assessing, navigating
from jiamao_desktop.app.assessing import Group
from jiamao_desktop.app.navigating import ORDER
from jiamao_desktop.ui.card_detail import Tab
from jiamao_desktop.ui.fields import FlagField
from jiamao_desktop.ui.navigator import Pile
from jiamao_desktop.ui.navigator_rows import Key, Passage
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.tile_list import Heading, Tile

Settle = Callable[[], None]
Show = Callable[[QWidget], None]


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> MeasuresScreen:
    made = MeasuresScreen(filled_shell)
    shown(made)
    settle()
    return made


def key(screen: MeasuresScreen, measure: str, title: str) -> Key:
    return measure, project(screen.workspace, title)


def open_card(screen: MeasuresScreen, measure: str, title: str) -> None:
    screen.show_target(key(screen, measure, title))


def group(screen: MeasuresScreen, measure: str, title: str) -> Group:
    return screen._seen.cards[key(screen, measure, title)].group


def headings(screen: MeasuresScreen) -> list[Heading]:
    return [row for row in screen.list.rows if isinstance(row, Heading)]


def tile(screen: MeasuresScreen, measure: str, title: str) -> Tile:
    return screen._seen.pile.tiles[key(screen, measure, title)]


def fold(screen: MeasuresScreen, word: str) -> None:
    heading = next(row for row in headings(screen) if word in row.verdict.text)
    screen.navigator.fold(heading.key)


def test_cards_stand_under_headings_in_the_order_of_what_they_mean(
    screen: MeasuresScreen,
) -> None:
    found = [row.key for row in headings(screen) if isinstance(row.key, Group)]
    assert found[0] is Group.CAN
    assert found == [group for group in ORDER if group in found]
    for row in headings(screen):
        if isinstance(row.key, Group):
            members = [one for one in screen._seen.cards.values() if one.group is row.key]
            assert row.count == sum(not navigating.for_others(one) for one in members)


def test_within_a_group_the_dearest_card_comes_first(screen: MeasuresScreen) -> None:
    asked = [
        screen._seen.cards[cast("Key", row.key)]
        for row in screen.list.rows
        if isinstance(row, Tile) and row.verdict.text == "待回答"
    ]
    stakes = [assessing.at_stake(card).fen for card in asked]
    assert stakes == sorted(stakes, reverse=True)
    assert stakes[0] > 0


def test_a_tile_says_amount_reason_last_day_and_number(screen: MeasuresScreen) -> None:
    found = tile(screen, AEO, "AEO 高级认证")
    assert found.title == "AEO 高级认证费用支持"
    assert found.subtitle == "AEO 高级认证"
    assert found.figure == "不超过 ¥50,000.00 – ¥53,000.00"
    assert found.said == "认证费 ¥100,000.00 × 50%，未到上限 ¥150,000.00。"
    assert found.chips[-1].text == "有效期至 2027-06-13（推算）"
    assert found.foot == "永政办发〔2024〕8号"
    assert found.verdict.glyph == "✓"


def test_the_first_card_is_open_when_the_screen_comes_up(screen: MeasuresScreen) -> None:
    assert screen.right.currentWidget() is screen.detail
    assert screen.detail.title.text() == "AEO 高级认证费用支持"
    assert screen.detail.claim.isVisible()
    assert screen.summary.whole().startswith("可申报 1　·　")


def test_a_group_folds_and_stays_folded_through_a_recomputation(
    screen: MeasuresScreen, settle: Settle
) -> None:
    before = len(screen.list.rows)
    assert not headings(screen)[0].folded
    fold(screen, "可申报")
    assert len(screen.list.rows) == before - 1
    screen.refresh()
    settle()
    assert len(screen.list.rows) == before - 1
    assert screen.detail.title.text() == "AEO 高级认证费用支持"
    fold(screen, "可申报")
    assert len(screen.list.rows) == before


def test_what_is_folded_is_remembered_by_the_next_window(
    filled_shell: Shell, shown: Show, settle: Settle, screen: MeasuresScreen
) -> None:
    fold(screen, "可申报")
    other = MeasuresScreen(filled_shell)
    shown(other)
    settle()
    assert next(row for row in headings(other) if row.verdict.text == "可申报").folded


def test_measures_for_other_applicants_are_one_line_until_asked_for(
    screen: MeasuresScreen,
) -> None:
    last = headings(screen)[-1]
    assert last.verdict.text.startswith("另有面向")
    assert last.count == len(screen.navigator._listing.hidden) > 0
    before = len(screen.list.rows)
    fold(screen, "另有面向")
    assert len(screen.list.rows) == before + last.count


def test_a_folded_card_is_unfolded_when_somebody_is_sent_to_it(
    screen: MeasuresScreen, settle: Settle
) -> None:
    fold(screen, "可申报")
    screen.show_target(key(screen, PILOT, "亚马逊跨境电商试点"))
    screen.show_target(key(screen, AEO, "AEO 高级认证"))
    assert screen.list.key == key(screen, AEO, "AEO 高级认证")


def test_the_filter_leaves_only_what_was_asked_for(screen: MeasuresScreen) -> None:
    panel = screen.navigator.filter
    screen.navigator.toggle.click()
    assert panel.isVisible()
    panel.level.setCurrentIndex(panel.level.findData("municipal"))
    panel.level.activated.emit(panel.level.currentIndex())
    shown = [row for row in screen.list.rows if isinstance(row, Tile)]
    assert {row.foot for row in shown} == {"永政办发〔2024〕8号"}
    assert screen.navigator.toggle.text() == "筛选 1"
    panel.clear.click()
    assert screen.navigator.toggle.text() == "筛选"
    assert len([row for row in screen.list.rows if isinstance(row, Tile)]) > len(shown)


def test_filtering_by_a_kind_of_applicant_shows_its_measures(screen: MeasuresScreen) -> None:
    panel = screen.navigator.filter
    panel.kind.setCurrentIndex(panel.kind.findData("county"))
    panel.kind.activated.emit(panel.kind.currentIndex())
    screen.navigator._folded.clear()
    screen.navigator._show()
    shown = [cast("Key", row.key)[0] for row in screen.list.rows if isinstance(row, Tile)]
    assert shown
    for measure in shown:
        assert "county" in screen.workspace.catalog.measure(measure).applicants


def test_a_search_shows_measures_and_notices_with_the_words_marked(
    screen: MeasuresScreen,
) -> None:
    opened = screen.detail.title.text()
    screen.search("展位费 70%")
    rows = screen.list.rows
    assert [row.verdict.text for row in headings(screen)] == ["措施", "文件原文"]
    tiles = [row for row in rows if isinstance(row, Tile)]
    for row in tiles:
        assert {row.said[a:b].replace(" ", "") for a, b in row.marked} <= {"展位费", "70%"}
    assert screen.navigator.found.whole().startswith(f"找到 {len(tiles)} 处")
    assert screen.detail.title.text() == opened
    screen.search("")
    assert isinstance(headings(screen)[0].key, Group)


def test_a_search_in_vain_says_so(screen: MeasuresScreen) -> None:
    screen.search("查无此词某某")
    assert screen.navigator.found.whole() == "没有找到：查无此词某某"
    assert screen.list.rows == []


def test_a_passage_that_was_found_opens_in_its_notice(screen: MeasuresScreen) -> None:
    screen.search("工作专班")
    [found] = [row for row in screen.list.rows if isinstance(row, Tile)]
    assert isinstance(found.key, Passage)
    screen.list.open(found.key)
    assert screen.notice.isVisible()
    assert "工作专班" in screen.notice.marked()
    assert screen.notice.place.text().startswith("十、")
    screen.notice.closed.emit()
    assert not screen.notice.isVisible()


def test_a_clause_opens_beside_the_card_in_its_place(screen: MeasuresScreen) -> None:
    source = screen.detail.why.findChild(QPushButton, "source")
    assert isinstance(source, QPushButton)
    source.click()
    assert screen.notice.isVisible()
    assert screen.detail.isVisible()
    assert "".join(screen.notice.marked().split()) == "".join(
        screen._seen.cards[key(screen, AEO, "AEO 高级认证")].clause.quote.split()
    )


def test_a_refusal_names_the_condition_and_the_nearest_way(
    screen: MeasuresScreen, settle: Settle
) -> None:
    asking.answer(screen.workspace, "firm.foreign_trader", "yes")
    screen.refresh()
    settle()
    open_card(screen, OTHER_BOOTH, LISTED)
    settle()
    why = screen.detail.why
    refusal = why.findChild(QWidget, "refusal")
    assert isinstance(refusal, QWidget)
    assert any("未列入" in words for words in texts(refusal))
    ways = why.findChild(QWidget, "ways")
    assert isinstance(ways, QWidget)
    assert "↗ 只差 1 项" in texts(ways)


def test_the_voucher_behind_a_figure_opens_among_the_papers(
    screen: MeasuresScreen, settle: Settle
) -> None:
    gone: list[tuple[str, object]] = []
    screen.shell.gone_to.connect(lambda where, target: gone.append((where, target)))
    open_card(screen, AEO, "AEO 高级认证")
    screen.detail.tabs.setCurrentIndex(Tab.WORKSHEET)
    behind = screen.detail.worksheet.findChild(QPushButton, "behind")
    assert isinstance(behind, QPushButton)
    behind.click()
    buttons = screen.detail.worksheet.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "在台账中查看").click()
    [(where, target)] = gone
    assert where == "ledger"
    assert isinstance(target, int)


def test_what_is_left_of_each_cap_has_a_tab(screen: MeasuresScreen) -> None:
    open_card(screen, AEO, "AEO 高级认证")
    screen.detail.tabs.setCurrentIndex(Tab.HEADROOM)
    lay_out()
    said = texts(screen.detail.headroom)
    assert "还可用 ¥150,000.00，2027-06-13 到期" in said
    assert any(words.startswith("共用的措施：") for words in said)


def test_the_wizard_asks_one_question_and_a_card_moves(
    screen: MeasuresScreen, settle: Settle
) -> None:
    screen.questions_button.click()
    wizard = screen.wizard
    assert screen.right.currentWidget() is wizard
    while wizard.field is not None and wizard.field.name != "firm.foreign_trader":
        wizard.skip.click()
    assert "¥70,000.00" in wizard.stake.text()
    assert isinstance(wizard.field, FlagField)
    wizard.field._buttons["yes"].click()
    wizard.next.click()
    settle()
    assert group(screen, OTHER_BOOTH, FAIR) is Group.CAN
    assert wizard.field.name != "firm.foreign_trader"
    wizard.end.click()
    lay_out()
    assert any("项措施有了变化" in words for words in texts(wizard))
    assert any("¥120,000.00" in words for words in texts(wizard))


def test_the_wizard_refuses_an_answer_beside_its_question(
    screen: MeasuresScreen, settle: Settle
) -> None:
    screen.questions_button.click()
    wizard = screen.wizard
    shown = wizard._now
    assert shown is not None
    wizard._texts[shown] = "vielleicht"
    wizard.answered.emit(*shown, "vielleicht")
    settle()
    assert wizard.field is not None
    assert wizard.field.problem.text()
    assert wizard.next.isEnabled()


def test_a_screen_of_all_cards_is_filled_within_a_blink(screen: MeasuresScreen) -> None:
    pile = screen._seen.pile
    assert len(pile.cards) >= 60
    screen.navigator._folded.clear()
    screen.navigator.show_pile(pile)
    QApplication.processEvents()
    fastest = min(_milliseconds(screen, pile) for _ in range(5))
    assert fastest < 50, f"{fastest:.1f} ms"


def _milliseconds(screen: MeasuresScreen, pile: Pile) -> float:
    # Of this process alone: what else the machine does says nothing about the window.
    started = time.process_time()
    screen.navigator.show_pile(pile)
    QApplication.processEvents()
    return (time.process_time() - started) * 1000
