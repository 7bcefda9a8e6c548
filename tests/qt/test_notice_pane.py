"""The notice beside the card: its text, the clause marked, how far it can be trusted."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.qt.card_samples import lay_out

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import Notice
from jiamao_desktop.ui.notice_pane import NoticePane

Show = Callable[[QWidget], None]
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return shipped_catalog()


@pytest.fixture
def pane(shown: Show) -> NoticePane:
    made = NoticePane()
    shown(made)
    made.resize(380, 500)
    return made


def clause(catalog: Catalog) -> Clause:
    return catalog.measure("yz-aeo").clause


def notice(catalog: Catalog) -> Notice:
    return catalog.measure("yz-aeo").notice


def test_a_clause_is_marked_word_for_word(pane: NoticePane, catalog: Catalog) -> None:
    assert pane.show_clause(catalog, clause(catalog), TODAY)
    marked = "".join(pane.marked().split())
    assert marked == "".join(clause(catalog).quote.split())


def test_the_clause_is_in_view_even_when_the_pane_becomes_narrower(
    pane: NoticePane, catalog: Catalog, qtbot: QtBot
) -> None:
    pane.show_clause(catalog, clause(catalog), TODAY)
    for width in (380, 300):
        pane.resize(width, 500)
        lay_out()
        qtbot.wait(5)
        place = pane.text.cursorRect()
        assert pane.text.viewport().rect().contains(place.center())


def test_it_says_number_place_days_and_who_checked(pane: NoticePane, catalog: Catalog) -> None:
    pane.show_clause(catalog, clause(catalog), TODAY)
    shown = notice(catalog)
    assert pane.number.text() == f"{shown.number}　{shown.issuer}"
    assert pane.place.text() == clause(catalog).where
    assert pane.state.text() == "2024-06-14 至 2027-06-13（推算）"
    assert pane.state.property("tone") == "ok"
    assert pane.checked.text() == f"{shown.verified_on} 核对：{shown.verified_by}"
    assert shown.sha256.startswith(pane.digest.whole().split("SHA-256 ")[1].rstrip("…"))


def test_a_notice_that_has_lapsed_says_so(pane: NoticePane, catalog: Catalog) -> None:
    pane.show_clause(catalog, clause(catalog), dt.date(2027, 6, 14))
    assert pane.state.text().startswith("○ 已到期")
    assert pane.state.property("tone") == "calm"


def test_the_text_is_the_notices_own(pane: NoticePane, catalog: Catalog) -> None:
    pane.show_clause(catalog, clause(catalog), TODAY)
    assert pane.text.toPlainText() == notice(catalog).text
    assert pane.text.isReadOnly()


def test_line_ends_of_two_letters_do_not_move_the_mark(pane: NoticePane, catalog: Catalog) -> None:
    text = "第一行\r\n第二行\r\n累计不超过一百万元。"
    odd = dataclasses.replace(notice(catalog), id="odd", text=text)
    first = text.index("累计")
    pane.show_passage(odd, (first, first + 5), TODAY)
    assert pane.marked() == "累计不超过"


def test_letters_beyond_the_basic_plane_do_not_move_the_mark(
    pane: NoticePane, catalog: Catalog
) -> None:
    text = "𠮷祥\n支持企业"
    odd = dataclasses.replace(notice(catalog), id="rare", text=text)
    pane.show_passage(odd, (3, 5), TODAY)
    assert pane.marked() == "支持"


def test_a_passage_names_the_heading_it_stands_under(pane: NoticePane, catalog: Catalog) -> None:
    shown = notice(catalog)
    first = shown.text.index("工作专班")
    pane.show_passage(shown, (first, first + 4), TODAY)
    assert pane.place.text().startswith("十、")
    assert pane.marked() == "工作专班"


def test_a_clause_of_no_pack_in_force_is_not_shown(pane: NoticePane, catalog: Catalog) -> None:
    stray = Clause(id="x", number="某政发〔1999〕1号", where="", quote="没有这句")
    assert not pane.show_clause(catalog, stray, TODAY)
