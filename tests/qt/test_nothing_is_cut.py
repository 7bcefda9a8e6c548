"""On a small laptop no text of measures, claims and packet is cut, and no glyph is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget
from tests.qt.claim_book import AEO, FAIR, KEY_BOOTH, LISTED, OTHER_BOOTH, answer, project

from jiamao_desktop.app import claims
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.ui.card_detail import Tab
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.screens.claims import ClaimsScreen
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.screens.packet import PacketScreen

Settle = Callable[[], None]

SIZES = [(1286, 640), (944, 552)]
"""What a screen gets of 1366×768, and of the smallest window."""
_ROUNDS = 50
"""A busy machine takes its time to give each text its place."""


def visible(screen: QWidget) -> Iterator[QLabel | QAbstractButton]:
    for _ in range(4):  # a scrolled layout settles from the inside to the outside
        QApplication.processEvents()
    labels, buttons = screen.findChildren(QLabel), screen.findChildren(QAbstractButton)
    yield from (label for label in labels if label.isVisible() and label.text())
    yield from (button for button in buttons if button.isVisible() and button.text())


def cut(screen: QWidget) -> list[str]:
    """Return the texts that do not fit the place they have, once every layout is at rest."""
    found = list[str]()
    for _ in range(_ROUNDS):
        found = [widget.text() for widget in visible(screen) if not fits(widget)]
        if not found:
            return []
        QTest.qWait(10)
    return found


def fits(widget: QLabel | QAbstractButton) -> bool:
    metrics = QFontMetrics(widget.font())
    inner = widget.contentsRect()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return (
            widget.height()
            >= metrics.boundingRect(inner, int(Qt.TextFlag.TextWordWrap), widget.text()).height()
        )
    room = 0 if isinstance(widget, QLabel) else widget.iconSize().width()
    needed = metrics.horizontalAdvance(widget.text())
    if isinstance(widget, QRadioButton):
        return needed <= inner.width() - room
    return needed <= inner.width() and metrics.height() <= widget.height() + 2


def missing_glyphs(screen: QWidget) -> set[str]:
    raw = QRawFont(str(resources_folder() / "fonts" / "JMHei-Regular.ttf"), 14)
    said = {letter for widget in visible(screen) for letter in widget.text()}
    return {letter for letter in said if not raw.glyphIndexesForString(letter)[0]}


def sized(screen: Screen, size: tuple[int, int]) -> None:
    screen.resize(*size)
    QApplication.processEvents()


@pytest.fixture
def claim(filled_shell: Shell) -> ClaimId:
    ws = filled_shell.workspace
    answer(ws, "firm.foreign_trader", "yes")
    claims.start_claim(ws, OTHER_BOOTH, project(ws, FAIR))
    return claims.start_claim(ws, AEO, project(ws, "AEO 高级认证"))[0]


@pytest.mark.parametrize("size", SIZES)
def test_every_tab_of_a_measure(
    filled_shell: Shell, shown: Callable[[QWidget], None], settle: Settle, size: tuple[int, int]
) -> None:
    screen = MeasuresScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, size)
    ws = screen.workspace
    for key in (
        (AEO, project(ws, "AEO 高级认证")),
        (KEY_BOOTH, project(ws, LISTED)),
        (OTHER_BOOTH, project(ws, LISTED)),
    ):
        assert screen.navigator.open(key)
        for tab in Tab:
            screen.detail.tabs.setCurrentIndex(tab)
            assert cut(screen) == [], (key, tab)
            assert missing_glyphs(screen) == set(), (key, tab)


@pytest.mark.parametrize("size", SIZES)
def test_all_questions(
    filled_shell: Shell, shown: Callable[[QWidget], None], settle: Settle, size: tuple[int, int]
) -> None:
    answer(filled_shell.workspace, "firm.foreign_trader", "yes")
    screen = MeasuresScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, size)
    screen.questions_button.click()
    assert cut(screen) == []
    assert missing_glyphs(screen) == set()


@pytest.mark.parametrize("size", SIZES)
def test_every_tab_of_a_claim(
    filled_shell: Shell,
    claim: ClaimId,
    shown: Callable[[QWidget], None],
    settle: Settle,
    size: tuple[int, int],
) -> None:
    screen = ClaimsScreen(filled_shell)
    shown(screen)
    settle()
    sized(screen, size)
    for tab in range(3):
        screen.detail.tabs.setCurrentIndex(tab)
        assert cut(screen) == [], tab
        assert missing_glyphs(screen) == set(), tab


@pytest.mark.parametrize("size", SIZES)
def test_the_packet(
    filled_shell: Shell,
    claim: ClaimId,
    shown: Callable[[QWidget], None],
    settle: Settle,
    size: tuple[int, int],
) -> None:
    screen = PacketScreen(filled_shell)
    shown(screen)
    screen.show_target(claim)
    settle()
    sized(screen, size)
    assert cut(screen) == []
    assert missing_glyphs(screen) == set()


def test_an_empty_list_of_claims(
    shell: Shell, shown: Callable[[QWidget], None], settle: Settle
) -> None:
    screen = ClaimsScreen(shell)
    shown(screen)
    settle()
    sized(screen, SIZES[1])
    assert cut(screen) == []


def test_the_measure_of_cutting_itself_notices_a_cut(
    shell: Shell, shown: Callable[[QWidget], None]
) -> None:
    label = QLabel("这一行放不下")
    shown(label)
    label.resize(20, 20)
    holder = QWidget()
    label.setParent(holder)
    shown(holder)
    label.show()
    assert cut(holder) == ["这一行放不下"]
