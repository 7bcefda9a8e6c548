"""Badges and quotes: what a verdict rests on, in glyphs and word for word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from tests.qt.card_samples import CLAUSE, texts

from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.ui import theme, wording
from jiamao_desktop.ui.grounds import Badge, ClauseLink, Quote, basis_chip, verdict_chip

Show = Callable[[QWidget], None]


@pytest.mark.parametrize("holds", [True, False, None])
def test_a_badge_is_a_disc_in_the_tone_of_its_verdict(shown: Show, holds: bool | None) -> None:
    verdict = wording.holds_verdict(holds)
    badge = Badge(verdict)
    shown(badge)
    image = badge.grab().toImage()
    ink, ground = theme.TONES[verdict.tone]
    colours = {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert ground in colours
    assert ink in colours


def test_a_badge_is_read_aloud_as_its_word(shown: Show) -> None:
    badge = Badge(wording.holds_verdict(None))
    assert badge.accessibleName() == "待确认"
    assert badge.toolTip() == "待确认"


def test_a_badge_keeps_its_size(shown: Show) -> None:
    badge = Badge(wording.holds_verdict(True), side=30)
    shown(badge)
    assert (badge.width(), badge.height()) == (30, 30)
    assert badge.sizeHint().toTuple() == (30, 30)


def test_a_chip_says_glyph_and_word(shown: Show) -> None:
    chip = verdict_chip(wording.basis_verdict(Basis.LAW))
    assert isinstance(chip, QLabel)
    assert chip.text() == "§ 条文"
    assert chip.property("tone") == "ok"


@pytest.mark.parametrize("basis", list(Basis))
def test_the_chip_of_a_basis_explains_itself(shown: Show, basis: Basis) -> None:
    assert basis_chip(basis).toolTip() == wording.basis_meaning(basis)


def test_a_quote_stands_word_for_word_with_notice_and_place(shown: Show) -> None:
    quote = Quote(CLAUSE)
    shown(quote)
    assert texts(quote) == [f"“{CLAUSE.quote}”", "永政办发〔2024〕8号　九、提高通关效率"]


def test_a_quote_can_be_copied(shown: Show) -> None:
    quote = Quote(CLAUSE)
    words = quote.findChildren(QLabel)[0]
    assert words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_long_quote_wraps_and_is_never_cut(shown: Show) -> None:
    quote = Quote(CLAUSE)
    shown(quote)
    quote.resize(200, quote.heightForWidth(200))
    words = quote.findChildren(QLabel)[0]
    assert words.wordWrap()
    assert words.height() >= words.heightForWidth(words.width())


def test_a_link_opens_and_folds_its_quote(shown: Show) -> None:
    link = ClauseLink(CLAUSE)
    shown(link)
    seen = [link.quote.isVisible()]
    for _ in range(2):
        QTest.mouseClick(link.button, Qt.MouseButton.LeftButton)
        seen.append(link.quote.isVisible())
    assert seen == [False, True, False]


def test_a_link_can_begin_open(shown: Show) -> None:
    link = ClauseLink(CLAUSE, shown=True)
    shown(link)
    assert link.quote.isVisible()
    assert link.button.isChecked()


def test_a_link_answers_to_the_space_bar(shown: Show) -> None:
    link = ClauseLink(CLAUSE)
    shown(link)
    link.button.setFocus()
    QTest.keyClick(link.button, Qt.Key.Key_Space)
    assert link.quote.isVisible()


def test_a_clause_without_a_place_is_linked_by_its_number(shown: Show) -> None:
    link = ClauseLink(replace(CLAUSE, where=""))
    assert link.button.text() == "§ 永政办发〔2024〕8号"


def test_a_clause_offers_its_place_only_where_that_can_be_shown(shown: Show) -> None:
    wanted: list[object] = []
    plain, placed = ClauseLink(CLAUSE), ClauseLink(CLAUSE, placed=True)
    for link in (plain, placed):
        shown(link)
        link.wanted.connect(wanted.append)
    assert not plain.source.isVisible()
    placed.source.click()
    assert wanted == [CLAUSE]
    assert placed.source.accessibleName() == f"在文件原文中查看：{CLAUSE.where}"
