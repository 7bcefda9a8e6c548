"""收单 as a person does it: drop, look, correct, accept, undo."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml

from jiamao_desktop.app import history, ledger, papers
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.review import ItemState, ReviewItem, Target, TargetKind
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.draft import DraftKind, Origin
from jiamao_desktop.domain.matching.model import Relation
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import field_names, theme
from jiamao_desktop.ui.review_words import STATE_GLYPHS, STATE_TONES, state_name
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.review import ReviewScreen


def current(pages: QStackedWidget) -> QWidget:
    widget = pages.currentWidget()
    assert widget is not None
    return widget


Show = Callable[[QWidget], None]
Settle = Callable[[], None]
BROKEN = b"PK\x03\x04 not really a zip"


@pytest.fixture
def screen(shell: Shell, shown: Show, settle: Settle) -> ReviewScreen:
    made = ReviewScreen(shell)
    shown(made)
    settle()
    return made


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "发票1.xml").write_bytes(fapiao_xml(1))
    (folder / "发票2.xml").write_bytes(fapiao_xml(2, gross=Money(21200)))
    return folder


def read(screen: ReviewScreen, settle: Settle, *paths: Path) -> None:
    screen.show_target(list(paths))
    settle()


def by_name(screen: ReviewScreen, name: str) -> ReviewItem:
    return next(item for item in screen.items.values() if item.reading.name.endswith(name))


def expense_count(screen: ReviewScreen) -> int:
    return ledger.ledger_totals(screen.workspace, LedgerFilter()).count


def texts(screen: ReviewScreen) -> list[str]:
    return [label.text() for label in screen.details.findChildren(QLabel)]


def test_at_first_it_says_what_to_drop(screen: ReviewScreen) -> None:
    assert screen.pages.currentIndex() == 0
    words = [label.text() for label in current(screen.pages).findChildren(QLabel)]
    assert "把文件或文件夹拖到窗口任何地方" in words


def test_a_folder_becomes_a_list_with_counts(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    assert screen.pages.currentIndex() == 1
    assert screen.list.rowCount() == 2
    assert {item.state for item in screen.items.values()} == {ItemState.READY}
    assert screen.accept_button.text() == "收入 2 件（回车）"
    assert screen.clean()


def test_nothing_is_in_the_book_before_it_is_accepted(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    assert expense_count(screen) == 0
    assert len(papers.document_ids(screen.workspace)) == 0


def test_enter_accepts_a_clean_batch(
    screen: ReviewScreen, files: Path, settle: Settle, qtbot: QtBot
) -> None:
    read(screen, settle, files)
    with qtbot.waitSignal(screen.shell.said) as said:
        QTest.keyClick(screen.view, Qt.Key.Key_Return)
    assert said.args is not None
    assert said.args[0] == "已收入 2 件（2 个文件），可撤销。"
    assert said.args[1] is True
    assert len(papers.document_ids(screen.workspace)) == 2
    assert screen.pages.currentIndex() == 0


def test_undo_takes_the_whole_batch_back(screen: ReviewScreen, files: Path, settle: Settle) -> None:
    read(screen, settle, files)
    screen.accept()
    settle()
    history.undo(screen.workspace)
    assert len(papers.document_ids(screen.workspace)) == 0
    assert expense_count(screen) == 0


def test_a_batch_that_needs_a_look_does_not_answer_enter(
    screen: ReviewScreen, files: Path, settle: Settle, qtbot: QtBot
) -> None:
    read(screen, settle, files)
    screen.details.fields["number"].set_text("")
    screen.details._correct("number", "")
    assert not screen.clean()
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    settle()
    assert expense_count(screen) == 0


def test_what_is_missing_blocks_its_item_and_is_said(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    screen.details._correct("gross", "")
    item = screen.items[screen._current() or 0]
    assert item.blocked is not None
    assert not item.take
    assert screen.accept_button.text() == "收入 1 件"
    assert not screen.details.findChildren(QCheckBox)


def test_a_corrected_field_is_marked_as_the_persons_own(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    key = screen._current()
    assert key is not None
    screen.details._correct("seller", "改过的公司")
    draft = screen.items[key].draft
    assert draft is not None
    assert draft.fields["seller"].value == "改过的公司"
    assert draft.fields["seller"].origin is Origin.PERSON
    assert "★ 您填写的" in texts(screen)
    assert screen.list.data(screen.view.currentIndex().siblingAtColumn(3)) == "改过的公司"


def test_a_wrong_amount_is_said_beside_its_field(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    before = dict(screen.items)
    screen.details._correct("gross", "一百元")
    assert screen.details.fields["gross"].problem.text()
    assert screen.items == before


def test_leaving_a_field_unchanged_corrects_nothing(
    screen: ReviewScreen, files: Path, settle: Settle, qtbot: QtBot
) -> None:
    read(screen, settle, files)
    with qtbot.assertNotEmitted(screen.details.corrected):
        screen.details._correct("seller", screen.details.fields["seller"].text())


def test_an_item_can_be_left_out(screen: ReviewScreen, files: Path, settle: Settle) -> None:
    read(screen, settle, files)
    screen.details.findChildren(QCheckBox)[0].click()
    assert screen.accept_button.text() == "收入 1 件（回车）"
    screen.accept()
    settle()
    assert len(papers.document_ids(screen.workspace)) == 1
    assert screen.list.rowCount() == 1


def test_a_category_makes_an_expense_and_asks_for_its_project(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    screen.details.fields["category"].edited.emit("fair.booth")
    assert {"project", "unsupported"} <= set(screen.details.fields)
    screen.accept()
    settle()
    categories = {
        row.expense.category
        for row in ledger.expense_rows(
            screen.workspace, ledger.expense_ids(screen.workspace, LedgerFilter())
        ).values()
    }
    assert "fair.booth" in categories


def test_no_category_means_no_expense(screen: ReviewScreen, files: Path, settle: Settle) -> None:
    read(screen, settle, files)
    for key in list(screen.items):
        screen.view.go_to(key)
        screen.details.fields["category"].edited.emit("")
    assert "project" not in screen.details.fields
    screen.accept()
    settle()
    assert expense_count(screen) == 0
    assert len(papers.document_ids(screen.workspace)) == 2


def test_a_part_that_is_not_supported_is_kept_with_its_reason(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    screen.details.fields["category"].edited.emit("fair.booth")
    screen.details.fields["unsupported"].edited.emit("20")
    assert not screen.details.fields["unsupported_reason"].isHidden()
    screen.details.fields["unsupported_reason"].edited.emit("餐费")
    item = screen.items[screen._current() or 0]
    assert item.unsupported == Money(2000)
    assert item.unsupported_reason == "餐费"


def test_a_broken_file_is_named_with_its_reason_and_the_rest_goes_on(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "坏文件.ofd").write_bytes(BROKEN)
    read(screen, settle, files)
    item = by_name(screen, "坏文件.ofd")
    assert item.state is ItemState.REFUSED
    screen.view.go_to(item.key)
    assert item.reading.problem is not None
    assert screen.details.fields == {}
    screen.accept()
    settle()
    assert len(papers.document_ids(screen.workspace)) == 2
    assert [left.reading.name for left in screen.items.values()] == ["坏文件.ofd"]


def test_the_same_file_twice_is_named_and_locked(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    screen.accept()
    settle()
    read(screen, settle, files)
    assert {item.state for item in screen.items.values()} == {ItemState.DUPLICATE}
    assert not screen.accept_button.isEnabled()
    assert not screen.details.fields["number"].isEnabled()


def test_the_same_number_twice_in_one_batch_is_named(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "发票3.xml").write_bytes(fapiao_xml(1, item="*会展服务*另一种展位费"))
    read(screen, settle, files)
    assert by_name(screen, "发票3.xml").state is ItemState.DUPLICATE


def test_more_files_join_a_batch_and_corrections_are_kept(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files / "发票1.xml")
    screen.details._correct("seller", "改过的公司")
    read(screen, settle, files / "发票2.xml")
    assert len(screen.items) == 2
    draft = by_name(screen, "发票1.xml").draft
    assert draft is not None
    assert draft.fields["seller"].value == "改过的公司"


def test_a_slip_finds_the_invoice_it_pays(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "回单.xml").write_bytes(slip_xml(1, amount=Money(10600)))
    read(screen, settle, files)
    slip = by_name(screen, "回单.xml")
    fapiao = by_name(screen, "发票1.xml")
    screen.view.go_to(fapiao.key)
    screen.details.fields["category"].edited.emit("fair.booth")
    screen.view.go_to(slip.key)
    assert slip.partners == {fapiao.key}
    assert screen.details.fields["expense"].text() == f"b{fapiao.key}"


def test_what_a_slip_proves_can_be_changed(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "回单.xml").write_bytes(slip_xml(1, amount=Money(10600)))
    read(screen, settle, files)
    slip = by_name(screen, "回单.xml")
    screen.view.go_to(slip.key)
    screen.details._prove("e7")
    chosen = screen.items[slip.key].tied(Relation.PAYMENT)
    assert chosen == (Target(TargetKind.EXPENSE, 7),)
    screen.details._prove("")
    assert screen.items[slip.key].ties == ()


def test_a_slip_left_behind_comes_loose_from_the_invoice_that_was_taken(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "回单.xml").write_bytes(slip_xml(1, amount=Money(10600)))
    read(screen, settle, files)
    slip = by_name(screen, "回单.xml")
    assert slip.partners
    screen.items[slip.key] = dataclasses.replace(slip, wanted=False)
    screen.accept()
    settle()
    assert not by_name(screen, "回单.xml").partners


def test_another_file_is_kept_as_a_document_of_a_kind(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    (files / "展位合同.txt").write_text("合同", encoding="utf-8")
    read(screen, settle, files)
    item = by_name(screen, "展位合同.txt")
    screen.view.go_to(item.key)
    assert item.state is ItemState.DOCUMENT
    assert screen.details.fields["document_kind"].text() == DocumentKind.CONTRACT
    screen.details.fields["document_kind"].edited.emit("licence")
    assert screen.items[item.key].document_kind is DocumentKind.LICENCE


def test_what_needs_a_look_stands_first(screen: ReviewScreen, files: Path, settle: Settle) -> None:
    (files / "坏文件.ofd").write_bytes(BROKEN)
    read(screen, settle, files)
    states = [screen.items[screen.list.id_at(line)].state for line in range(3)]
    assert states[-1] is ItemState.REFUSED


def test_the_whole_list_can_be_dropped(screen: ReviewScreen, files: Path, settle: Settle) -> None:
    read(screen, settle, files)
    screen.drop_button.click()
    assert screen.items == {}
    assert screen.pages.currentIndex() == 0


def test_the_lines_of_an_invoice_are_shown(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    assert "明细 1 行" in texts(screen)


def test_the_legend_explains_every_origin_in_sight(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    legend = screen.details.findChild(QWidget, "legend")
    assert legend is not None
    assert [label.text() for label in legend.findChildren(QLabel)] == ["◆ 结构化数据"]


def test_with_nothing_picked_the_pane_says_what_it_is_for(screen: ReviewScreen) -> None:
    screen._show_details(None)
    assert any("选一个文件" in words for words in texts(screen))


def test_pressing_accept_twice_takes_in_once(
    screen: ReviewScreen, files: Path, settle: Settle
) -> None:
    read(screen, settle, files)
    screen.accept_button.click()
    screen.accept_button.click()
    settle()
    assert len(papers.document_ids(screen.workspace)) == 2


@pytest.mark.parametrize("state", ItemState)
def test_every_state_has_word_glyph_and_tone(state: ItemState) -> None:
    assert state_name(state)
    assert STATE_GLYPHS[state]
    assert STATE_TONES[state] in theme.TONES


@pytest.mark.parametrize("origin", Origin)
def test_every_origin_has_a_glyph_a_tone_and_words(origin: Origin) -> None:
    glyph, tone, words = field_names.origin_sign(origin)
    assert glyph
    assert tone in theme.TONES
    assert words


@pytest.mark.parametrize("kind", DraftKind)
def test_every_kind_of_draft_has_a_name(kind: DraftKind) -> None:
    assert field_names.draft_name(kind)


def test_origins_can_be_told_apart_without_colour() -> None:
    trusted = {field_names.origin_sign(o)[0] for o in (Origin.XML, Origin.LAYOUT, Origin.PERSON)}
    assert len(trusted) == 3
