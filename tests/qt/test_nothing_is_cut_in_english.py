"""English is longer than Chinese: on the smallest window, too, nothing of it is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.claim_book import AEO, FAIR, KEY_BOOTH, LISTED, OTHER_BOOTH, answer, project
from tests.qt.test_nothing_is_cut import SIZES, cut, sized

from jiamao_desktop.app import claims
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.ui.card_detail import Tab
from jiamao_desktop.ui.project_form import ProjectForm
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.screens.claims import ClaimsScreen
from jiamao_desktop.ui.screens.home import HomeScreen
from jiamao_desktop.ui.screens.ledger import LedgerScreen
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.screens.packet import PacketScreen
from jiamao_desktop.ui.screens.papers import PapersScreen
from jiamao_desktop.ui.screens.profile import ProfileScreen
from jiamao_desktop.ui.screens.readings import ReadingsScreen
from jiamao_desktop.ui.screens.trade import TradeScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]

SMALLEST = SIZES[-1]
FORM_WIDTH = 538
"""What the form of a project gets of the smallest window."""
PLAIN = (HomeScreen, LedgerScreen, PapersScreen, ReadingsScreen, TradeScreen)


def hidden_at_the_side(screen: QWidget) -> list[str]:
    """Return what is wider than the place it can only be scrolled up and down in."""
    found = []
    for area in screen.findChildren(QScrollArea):
        inside = area.widget()
        if inside is None or not area.isVisible():
            continue
        wanted, there = inside.minimumSizeHint().width(), area.viewport().width()
        if wanted > there:
            found.append(f"{type(inside).__name__} {inside.objectName()}: {wanted} in {there}")
    return found


def wrong(screen: Screen) -> list[str]:
    # Two lines stand inside these buttons as a layout of labels of their own.
    said = [one for one in cut(screen) if "\n" not in one]
    return said + hidden_at_the_side(screen)


@pytest.mark.parametrize("made", PLAIN, ids=lambda one: one.__name__)
def test_the_plain_screens(
    made: type[Screen], english: QApplication, filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    screen = made(filled_shell)
    shown(screen)
    settle()
    sized(screen, SMALLEST)
    if not isinstance(screen, HomeScreen):  # its lines of days wrap inside a button
        assert wrong(screen) == []
    assert hidden_at_the_side(screen) == []


def test_every_tab_of_a_measure_and_the_questions(
    english: QApplication, filled_shell: Shell, shown: Show, settle: Settle, qtbot: QtBot
) -> None:
    screen = MeasuresScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, SMALLEST)
    ws = screen.workspace
    for measure, title in ((AEO, "AEO 高级认证"), (KEY_BOOTH, LISTED), (OTHER_BOOTH, LISTED)):
        assert screen.navigator.open((measure, project(ws, title)))
        for tab in Tab:
            screen.detail.tabs.setCurrentIndex(tab)
            assert wrong(screen) == [], (measure, tab)
    screen.questions_button.click()
    assert wrong(screen) == []
    screen.wizard.list_wanted.emit()
    # A hundred cards are laid out a few at a time.
    qtbot.waitUntil(lambda: wrong(screen) == [], timeout=5_000)


def test_every_tab_of_a_claim_and_its_packet(
    english: QApplication, filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    ws = filled_shell.workspace
    answer(ws, "firm.foreign_trader", "yes")
    claims.start_claim(ws, OTHER_BOOTH, project(ws, FAIR))
    number = claims.start_claim(ws, AEO, project(ws, "AEO 高级认证"))[0]
    screen = ClaimsScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, SMALLEST)
    for tab in range(screen.detail.tabs.count()):
        screen.detail.tabs.setCurrentIndex(tab)
        settle()
        assert wrong(screen) == [], tab
    packet = PacketScreen(filled_shell)
    shown(packet)
    packet.show_target(number)
    settle()
    sized(packet, SMALLEST)
    assert wrong(packet) == []


def test_every_tab_of_the_profile(
    english: QApplication, filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    screen = ProfileScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, SMALLEST)
    [tabs] = screen.findChildren(QTabWidget)
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        assert wrong(screen) == [], tabs.tabText(tab)


@pytest.mark.parametrize("kind", ProjectKind)
def test_the_form_of_every_kind_of_project(
    kind: ProjectKind, english: QApplication, shown: Show
) -> None:
    form = ProjectForm(kind)
    shown(form)
    form.resize(FORM_WIDTH, 500)
    assert form.width() == FORM_WIDTH
    assert cut(form) + hidden_at_the_side(form) == []


def test_the_chain_of_an_expense(
    english: QApplication, filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    screen = LedgerScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, SMALLEST)
    assert "Contract" in [one.text() for one in screen.pane.findChildren(QLabel)]
    assert wrong(screen) == []
