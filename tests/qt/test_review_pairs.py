"""What an item belongs to, on the screen: sure, unsure, new, and a choice for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml

from jiamao_desktop.app.review import ItemState, ReviewItem, Target, TargetKind
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui.review_pairs import PairsPane, choice_of, target_of
from jiamao_desktop.ui.review_words import (
    STATE_GLYPHS,
    STATE_TONES,
    SURENESS_GLYPHS,
    SURENESS_TONES,
    pair_sign,
    relation_name,
    state_name,
    sureness_name,
)
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.review import ReviewScreen

Settle = Callable[[], None]


@pytest.fixture
def screen(shell: Shell, shown: Callable[[QWidget], None], settle: Settle) -> ReviewScreen:
    made = ReviewScreen(shell)
    shown(made)
    settle()
    return made


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "发票1.xml").write_bytes(fapiao_xml(1))
    return folder


def read(screen: ReviewScreen, settle: Settle, *paths: Path) -> None:
    screen.show_target(list(paths))
    settle()


def by_name(screen: ReviewScreen, name: str) -> ReviewItem:
    return next(item for item in screen.items.values() if item.reading.name == name)


def texts(screen: ReviewScreen) -> list[str]:
    return [label.text() for label in screen.details.findChildren(QLabel)]


def test_an_unsure_pair_wants_a_look_and_takes_the_persons_choice(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "发票3.xml").write_bytes(fapiao_xml(3))
    (files / "回单.xml").write_bytes(slip_xml(1, amount=Money(10600)))
    read(screen, settle, files)
    slip = by_name(screen, "回单.xml")
    assert (slip.state, slip.ties) == (ItemState.LOOK, ())
    assert not screen.clean()
    screen.view.go_to(slip.key)
    [pane] = screen.details.findChildren(PairsPane)
    assert {target.number for _, target in pane.ticks} == {
        by_name(screen, name).key for name in ("发票1.xml", "发票3.xml")
    }
    assert any("另一种配法" in words for words in texts(screen))
    third = Target(TargetKind.ITEM, by_name(screen, "发票3.xml").key)
    pane.ticks[Relation.PAYMENT, third].click()
    settle()
    assert by_name(screen, "回单.xml").tied(Relation.PAYMENT) == (third,)
    assert by_name(screen, "回单.xml").state is ItemState.READY
    assert screen.clean()


def test_a_choice_for_one_slip_settles_the_other(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "发票3.xml").write_bytes(fapiao_xml(3))
    for serial in (1, 2):
        (files / f"回单{serial}.xml").write_bytes(slip_xml(serial, amount=Money(10600)))
    read(screen, settle, files)
    screen.view.go_to(by_name(screen, "回单1.xml").key)
    [pane] = screen.details.findChildren(PairsPane)
    third = by_name(screen, "发票3.xml").key
    pane.ticks[Relation.PAYMENT, Target(TargetKind.ITEM, third)].click()
    settle()
    other = by_name(screen, "回单2.xml")
    assert other.tied(Relation.PAYMENT) == (
        Target(TargetKind.ITEM, by_name(screen, "发票1.xml").key),
    )
    assert other.state is ItemState.READY


def test_states_and_relations_are_told_apart_by_sign_and_word() -> None:
    assert state_name(ItemState.SAME) == "另一格式"
    assert {ItemState.SAME} <= STATE_TONES.keys() & STATE_GLYPHS.keys()
    assert len({SURENESS_GLYPHS[one] for one in SURENESS_TONES}) == len(SURENESS_TONES)
    assert all(sureness_name(one) for one in SURENESS_TONES)
    assert len({relation_name(one) for one in Relation}) == len(Relation)
    assert target_of(choice_of(Target(TargetKind.PAYMENT, 12))) == Target(TargetKind.PAYMENT, 12)


def test_the_list_tells_what_is_sure_unsure_and_new(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "发票2.xml").write_bytes(fapiao_xml(2, gross=Money(21200)))
    (files / "发票3.xml").write_bytes(fapiao_xml(3, gross=Money(21200)))
    for serial, fen in ((1, 10600), (2, 21200), (3, 99999)):
        (files / f"回单{serial}.xml").write_bytes(slip_xml(serial, amount=Money(fen)))
    read(screen, settle, files)
    signs = {name: pair_sign(by_name(screen, f"回单{name}.xml"))[0] for name in "123"}
    assert signs == {"1": "● 有把握", "2": "▲ 请选定", "3": "＋ 新"}
    assert pair_sign(by_name(screen, "发票1.xml"))[0] == ""
    screen.view.go_to(by_name(screen, "回单3.xml").key)
    assert any("没有找到" in words for words in texts(screen))


def test_a_bill_shows_what_pays_it_and_like_ones_are_told_apart(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "回单1.xml").write_bytes(slip_xml(1, amount=Money(10600)))
    read(screen, settle, files)
    screen.view.go_to(by_name(screen, "发票1.xml").key)
    assert "付款：回单1.xml　106.00　…0001" in texts(screen)
    screen.view.go_to(by_name(screen, "回单1.xml").key)
    [pane] = screen.details.findChildren(PairsPane)
    [tick] = pane.ticks.values()
    assert tick.accessibleName() == "本批：发票1.xml　106.00　…0001"


@pytest.mark.usefixtures("english")
def test_reasons_in_english_are_sentences_with_blanks_between(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "回单1.xml").write_bytes(slip_xml(1, amount=Money(10600)))
    read(screen, settle, files)
    screen.view.go_to(by_name(screen, "回单1.xml").key)
    settle()
    [why] = [text for text in texts(screen) if "Equal amounts" in text]
    assert "106.00. The same firm" in why
