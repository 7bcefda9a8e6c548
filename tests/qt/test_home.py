"""The first screen of an open book: the days to keep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from tests.qt.card_samples import lay_out, texts
from tests.qt.claim_book import AEO

from jiamao_desktop.app import assessing
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.home import HomeScreen
from jiamao_desktop.ui.widgets import Elided

Show = Callable[[QWidget], None]


def test_coming_days_stand_beside_and_lead_to_their_measure(
    filled_shell: Shell, shown: Show, settle: Callable[[], None]
) -> None:
    screen = HomeScreen(filled_shell)
    shown(screen)
    settle()
    lay_out()
    assert screen.days.isVisible()
    said = texts(screen.days)
    assert said[0] == "近期日期"
    assert "2027-06-13　有效期满（推算）" in said
    gone: list[tuple[str, object]] = []
    filled_shell.gone_to.connect(lambda where, target: gone.append((where, target)))
    number = filled_shell.workspace.catalog.measure(AEO).notice.number
    line = next(
        one for one in screen.days.findChildren(QPushButton) if number in one.accessibleName()
    )
    line.click()
    [(where, target)] = gone
    assert where == "measures"
    keys = {(one.measure, one.project) for one in assessing.cards(filled_shell.workspace)}
    assert target in keys


def test_an_empty_book_has_room_for_what_was_done(
    shell: Shell, shown: Show, settle: Callable[[], None]
) -> None:
    screen = HomeScreen(shell)
    shown(screen)
    settle()
    lay_out()
    assert "最近做了什么" in texts(screen)


@pytest.mark.parametrize("width", [1286, 944])
def test_no_amount_is_cut_however_narrow_the_window(
    filled_shell: Shell, shown: Show, settle: Callable[[], None], width: int
) -> None:
    screen = HomeScreen(filled_shell)
    shown(screen)
    settle()
    screen.resize(width, 552)
    lay_out()
    figures = [
        one
        for one in screen.findChildren(Elided)
        if one.property("look") in {"figure", "section"} and one.whole()[-1:] == "元"
    ]
    assert figures
    assert [one.whole() for one in figures if one.text() != one.whole()] == []


def test_a_figure_is_large_again_where_there_is_room(
    filled_shell: Shell, shown: Show, settle: Callable[[], None]
) -> None:
    screen = HomeScreen(filled_shell)
    shown(screen)
    settle()
    for width, look in ((944, "section"), (1286, "figure")):
        screen.resize(width, 552)
        lay_out()
        ledger = next(one for one in screen.findChildren(Elided) if one.whole().endswith("元"))
        assert ledger.property("look") == look
