"""How list, card and notice share the width of the navigator."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from tests.qt.claim_book import AEO, project

from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.tile_list import Tile

Settle = Callable[[], None]
Show = Callable[[QWidget], None]


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> MeasuresScreen:
    made = MeasuresScreen(filled_shell)
    shown(made)
    settle()
    made.show_target((AEO, project(made.workspace, "AEO 高级认证")))
    return made


def sized(screen: MeasuresScreen, width: int) -> tuple[bool, bool, bool]:
    """Return whether list, card and notice are in view at a width of the screen."""
    screen.resize(width, 640)
    QApplication.processEvents()
    return screen.list.isVisible(), screen.right.isVisible(), screen.notice.isVisible()


def read_clause(screen: MeasuresScreen) -> None:
    key = AEO, project(screen.workspace, "AEO 高级认证")
    screen._show_clause(screen._seen.cards[key].clause)


@pytest.mark.parametrize("width", [944, 1200, 1500])
def test_without_a_notice_list_and_card_stand_side_by_side(
    screen: MeasuresScreen, width: int
) -> None:
    assert sized(screen, width) == (True, True, False)


def test_a_wide_window_shows_all_three(screen: MeasuresScreen) -> None:
    read_clause(screen)
    assert sized(screen, 1500) == (True, True, True)


def test_in_a_narrow_window_the_list_gives_way_to_the_notice(screen: MeasuresScreen) -> None:
    read_clause(screen)
    assert sized(screen, 944) == (False, True, True)
    assert screen.notice.width() >= 380
    screen.notice.closed.emit()
    assert sized(screen, 944) == (True, True, False)


def test_while_searching_the_card_gives_way_and_the_list_stays(screen: MeasuresScreen) -> None:
    screen.search("工作专班")
    [found] = [row for row in screen.list.rows if isinstance(row, Tile)]
    screen.list.open(found.key)
    assert sized(screen, 944) == (True, False, True)
    assert screen.notice.width() > 500


def test_a_small_window_has_a_narrower_list(screen: MeasuresScreen) -> None:
    sized(screen, 1200)
    wide = screen._left.width()
    sized(screen, 944)
    assert screen._left.width() < wide


def test_a_clause_of_a_pack_gone_meanwhile_opens_nothing(screen: MeasuresScreen) -> None:
    key = AEO, project(screen.workspace, "AEO 高级认证")
    clause = screen._seen.cards[key].clause
    screen._show_clause(type(clause)(id="x", number="无", where="", quote="没有"))
    assert not screen.notice.isVisible()
