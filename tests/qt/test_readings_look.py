"""待明确事项 at every size of the window, and in an empty book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from tests.qt.claim_book import project
from tests.qt.test_nothing_is_cut import SIZES, cut, missing_glyphs
from tests.qt.test_readings_screen import SAID, VAT, words
from tests.unit.app.test_unsettled import pay

from jiamao_desktop.app import settling
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.readings import ReadingsScreen
from jiamao_desktop.ui.tile_list import Tile

Show = Callable[[QWidget], None]
Settle = Callable[[], None]


@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_and_no_glyph_is_missing(
    filled_shell: Shell, shown: Show, settle: Settle, size: tuple[int, int]
) -> None:
    ws = filled_shell.workspace
    screen = ReadingsScreen(filled_shell)
    shown(screen)
    settle()
    pay(ws, project(ws, "AEO 高级认证"), "certification.consulting", "40000", dt.date(2026, 4, 20))
    settling.record_answer(ws, *VAT, "gross", SAID)
    screen.write_letters([VAT], with_amounts=False)
    settle()
    screen.refresh()
    settle()
    screen.resize(*size)
    for tab in (0, 1):
        screen.tabs.setCurrentIndex(tab)
        assert cut(screen) == []
        assert missing_glyphs(screen) == set()


def test_an_empty_book_shows_the_words_without_amounts(
    shell: Shell, shown: Show, settle: Settle
) -> None:
    made = ReadingsScreen(shell)
    shown(made)
    settle()
    tiles = [row for row in made.list.rows if isinstance(row, Tile)]
    assert len(tiles) > 1
    assert {tile.figure for tile in tiles} == {""}
    assert "按现有费用，怎样理解金额都一样。" in words(made.detail)
