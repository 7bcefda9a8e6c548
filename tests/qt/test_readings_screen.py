"""待明确事项: what a person does with a word nobody has settled yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton, QWidget
from tests.qt.claim_book import AEO, KEY_BOOTH, add_document, project
from tests.unit.documents.reading import all_text

from jiamao_desktop.app import assessing, history, inquiries, papers, settling
from jiamao_desktop.app.settling import OfficersAnswer
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.answer_dialog import AnswerDialog
from jiamao_desktop.ui.document_picker import DocumentPicker
from jiamao_desktop.ui.letter_dialog import LetterDialog
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.readings import ReadingsScreen
from jiamao_desktop.ui.tile_list import Heading, Tile

Show = Callable[[QWidget], None]
Settle = Callable[[], None]
PACK = "cn.hn.yongzhou.foreign-trade"
VAT = (PACK, "vat-base")
SAID = OfficersAnswer(office="永州市商务局", officer="王科长", day=dt.date(2026, 11, 18))


@pytest.fixture
def ws(filled_shell: Shell) -> Workspace:
    return filled_shell.workspace


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> ReadingsScreen:
    made = ReadingsScreen(filled_shell)
    shown(made)
    settle()
    return made


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def ceiling(ws: Workspace) -> Money:
    return assessing.card(ws, AEO, project(ws, "AEO 高级认证")).assessment.ceiling


def during(do: Callable[[QDialog], None], kind: type[QDialog]) -> None:
    """Do this with the dialog that opens next, so that ``exec`` comes to an end."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        do(dialog)

    QTimer.singleShot(0, act)


def test_the_dearest_word_comes_first_and_is_open(screen: ReadingsScreen) -> None:
    heading, first, *rest = screen.list.rows
    assert isinstance(heading, Heading)
    assert isinstance(first, Tile)
    assert first.title == "按价税合计还是不含税金额计算？"
    assert first.figure == "相差 ¥3,000.00"
    assert first.verdict.text == "暂按默认"
    said = words(screen.detail)
    assert "市商务局会同市财政局负责制定具体的操作细则" in said
    assert "文件未写明；未见公开的操作细则。" in said
    assert "¥144,000.00" in said
    assert "¥147,000.00" in said
    # Those without effect are folded away under a heading of their own.
    assert [type(row) for row in rest] == [Heading]


def test_words_without_effect_unfold(screen: ReadingsScreen) -> None:
    heading = screen.list.rows[-1]
    assert isinstance(heading, Heading)
    assert heading.folded
    screen.list.folding.emit(heading.key)
    assert len(screen.list.rows) == 3 + heading.count
    screen.list.folding.emit(heading.key)
    assert len(screen.list.rows) == 3


def test_adopting_a_reading_changes_the_figures_and_can_be_undone(
    screen: ReadingsScreen, ws: Workspace, settle: Settle
) -> None:
    before = ceiling(ws)
    screen.detail.options["gross"].adopt.click()
    settle()
    assert ceiling(ws) > before
    assert "✓ 现按此计算" in words(screen.detail.options["gross"])
    assert "按本单位选定的口径" in words(screen.detail)
    tile = screen.list.rows[1]
    assert isinstance(tile, Tile)
    assert tile.verdict.text == "自行选定"
    screen.shell.jobs.changed.emit(history.undo(ws))
    settle()
    assert ceiling(ws) == before
    assert "✓ 现按此计算" in words(screen.detail.options["net"])


def test_a_choice_goes_back_to_the_default(
    screen: ReadingsScreen, ws: Workspace, settle: Settle
) -> None:
    before = ceiling(ws)
    assert not screen.detail.back.isVisible()
    screen.detail.options["gross"].adopt.click()
    settle()
    assert screen.detail.back.text() == "恢复默认"
    screen.detail.back.click()
    settle()
    assert ceiling(ws) == before
    assert not screen.detail.back.isVisible()


def test_an_answer_is_recorded_with_its_scan(
    screen: ReadingsScreen, ws: Workspace, settle: Settle, tmp_path: Path
) -> None:
    before = ceiling(ws)
    scan = tmp_path / "回函.png"
    Image.new("RGB", (60, 40), "white").save(scan)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        assert dialog.office.text() == "永州市商务局"
        dialog.option.set_text("gross")
        dialog.officer.set_text("王科长")
        dialog.day.set_text("2026-11-18")
        dialog.note.set_text("书面答复")
        dialog.attach(scan)
        dialog.save.click()
        settle()

    during(fill, AnswerDialog)
    screen.detail.record.click()
    settle()
    assert ceiling(ws) > before
    said = words(screen.detail)
    assert "按永州市商务局 2026-11-18 答复" in said
    assert "答复人：王科长　书面答复" in said
    assert not any(card.adopt.isVisible() for card in screen.detail.options.values())
    [paper] = papers.document_ids(ws)
    assert papers.content(ws, paper) == scan.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        gone: list[object] = []
        patch.setattr(screen.shell, "go", lambda key, target=None: gone.append((key, target)))
        press(screen.detail, "查看答复原件")
        assert gone == [("papers", paper)]
    screen.shell.jobs.changed.emit(history.undo(ws))
    settle()
    assert ceiling(ws) == before


def press(widget: QWidget, name: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == name).click()


def test_an_answer_without_office_or_day_stays_in_the_dialog(
    screen: ReadingsScreen, ws: Workspace, settle: Settle
) -> None:
    seen: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        dialog.day.set_text("")
        dialog.save.click()
        seen.append(dialog.day.problem.text())
        dialog.day.set_text("2026-11-25")
        dialog.save.click()
        settle()
        seen.append(dialog.day.problem.text())
        dialog.day.set_text("2026-11-18")
        dialog.office.set_text(" ")
        dialog.save.click()
        settle()
        seen.append(dialog.office.problem.text())
        dialog.reject()

    during(fill, AnswerDialog)
    screen.detail.record.click()
    settle()
    assert seen[0] == "请填写收到答复的日期。"
    assert "还没有到" in seen[1]
    assert "没有填写是哪个部门答复的" in seen[2]
    assert settling.choice_of(ws, PACK, settling.word_named(ws, PACK, "vat-base")) is None


def test_a_broken_scan_is_refused_in_the_dialog(
    screen: ReadingsScreen, settle: Settle, tmp_path: Path
) -> None:
    seen: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        dialog.attach(tmp_path / "不存在.pdf")
        dialog.save.click()
        settle()
        seen.append(dialog.problem.text())
        dialog.reject()

    during(fill, AnswerDialog)
    screen.detail.record.click()
    settle()
    assert "“不存在.pdf”不能作为答复附件收存" in seen[0]


def test_a_paper_of_the_book_may_be_the_answer(
    screen: ReadingsScreen, ws: Workspace, settle: Settle
) -> None:
    paper = add_document(ws, "市商务局回函", DocumentKind.OTHER)

    def choose(picker: QDialog) -> None:
        assert isinstance(picker, DocumentPicker)
        picker._take(paper)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        during(choose, DocumentPicker)
        press(dialog, "用账套里的单证…")
        dialog.save.click()
        settle()

    during(fill, AnswerDialog)
    screen.detail.record.click()
    settle()
    found = settling.choice_of(ws, PACK, settling.word_named(ws, PACK, "vat-base"))
    assert found is not None
    assert found.document == paper


def test_the_file_of_an_answer_is_chosen_in_a_dialog(
    filled_shell: Shell, screen: ReadingsScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    item = screen._item(VAT)
    dialog = AnswerDialog(filled_shell, item, dt.date(2026, 11, 20), screen)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "答复.pdf"), ""))
    press(dialog, "选择扫描件…")
    assert dialog.file == tmp_path / "答复.pdf"
    assert dialog.paper.whole() == "答复.pdf"


def test_an_answer_is_taken_back_only_after_a_question(
    screen: ReadingsScreen, ws: Workspace, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    settling.record_answer(ws, *VAT, "gross", SAID)
    screen.refresh()
    settle()
    assert screen.detail.back.text() == "撤回答复"
    answers = [False, True]
    monkeypatch.setattr(widgets, "confirmed", lambda *_: answers.pop(0))
    screen.detail.back.click()
    settle()
    assert "按永州市商务局 2026-11-18 答复" in words(screen.detail)
    screen.detail.back.click()
    settle()
    assert "按永州市商务局 2026-11-18 答复" not in words(screen.detail)


def test_a_letter_is_written_for_several_words_and_saved(
    screen: ReadingsScreen,
    ws: Workspace,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    screen.detail.pick.click()
    assert screen.write_button.text() == "写咨询函（1）"
    screen.show_word(PACK, "pool-window")
    screen.detail.pick.click()
    assert screen.write_button.text() == "写咨询函（2）"

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, LetterDialog)
        assert "致 永州市商务局" in words(dialog)
        dialog.amounts.setChecked(True)
        dialog.accept()

    during(agree, LetterDialog)
    screen.write_button.click()
    settle()
    assert screen.tabs.currentWidget() is screen.letters
    assert screen.write_button.text() == "写咨询函"
    [card] = screen.letters.cards
    assert len(card.row.questions) == 2
    target = tmp_path / "函.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(card, "另存 PDF…")
    settle()
    assert target.read_bytes() == inquiries.letter_pdf(ws, card.row.id)
    assert "147,000.00元" in all_text(target.read_bytes())


def test_a_word_can_be_left_out_of_the_letter_again(screen: ReadingsScreen) -> None:
    screen.detail.pick.click()
    tile = screen.list.rows[1]
    assert isinstance(tile, Tile)
    assert [chip.text for chip in tile.chips] == ["列入咨询函"]
    screen.detail.pick.click()
    assert screen.picked == set()
    tile = screen.list.rows[1]
    assert isinstance(tile, Tile)
    assert tile.chips == ()


def test_without_a_tick_the_letter_asks_about_the_open_word(
    screen: ReadingsScreen, settle: Settle
) -> None:
    during(lambda dialog: dialog.accept(), LetterDialog)
    screen.write_button.click()
    settle()
    assert screen.letters.cards[0].row.questions == ("按价税合计还是不含税金额计算？",)
    assert "已就此写过咨询函" in words(screen.detail)


def test_a_letter_thought_better_of_is_not_written(screen: ReadingsScreen, settle: Settle) -> None:
    during(lambda dialog: dialog.reject(), LetterDialog)
    screen.write_button.click()
    settle()
    assert screen.letters.cards == []


def test_a_letter_goes_out_and_is_closed_by_its_answer(
    screen: ReadingsScreen, ws: Workspace, settle: Settle
) -> None:
    screen.write_letters([VAT], with_amounts=False)
    settle()
    press(screen.letters.cards[0], "登记寄出")
    settle()
    [card] = screen.letters.cards
    assert card.row.inquiry.state is InquiryState.SENT
    assert not card.send.isVisible()
    screen.shell.jobs.changed.emit(settling.record_answer(ws, *VAT, "gross", SAID))
    settle()
    assert screen.letters.cards[0].row.inquiry.state is InquiryState.ANSWERED
    assert "答复 2026-11-18" in words(screen.letters.cards[0])


def test_a_letter_is_looked_at_among_the_documents(
    screen: ReadingsScreen, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.write_letters([VAT], with_amounts=False)
    settle()
    gone: list[object] = []
    monkeypatch.setattr(screen.shell, "go", lambda key, target=None: gone.append((key, target)))
    [card] = screen.letters.cards
    press(card, "查看")
    assert gone == [("papers", card.row.inquiry.document)]


def test_other_screens_lead_to_a_word_or_to_those_of_a_measure(
    window: MainWindow, settle: Settle
) -> None:
    window.go("readings", (PACK, f"{KEY_BOOTH}/online"))
    settle()
    screen = window.page("readings")
    assert isinstance(screen, ReadingsScreen)
    assert "线上参展支持吗？" in words(screen.detail)
    window.go("readings", AEO)
    settle()
    assert AEO in {measure for measure, _ in screen._item(screen._open_key()).measures}


def test_a_word_that_is_not_there_is_said_so(
    screen: ReadingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[object] = []
    monkeypatch.setattr(screen.shell, "fail", errors.append)
    screen.show_word(PACK, "nothing")
    assert str(errors[0]) == "word.unknown"


def test_the_measures_of_a_word_are_a_press_away(
    screen: ReadingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[object] = []
    monkeypatch.setattr(screen.shell, "go", lambda key, target=None: gone.append((key, target)))
    measure, title = screen._item(VAT).measures[0]
    press(screen.detail, title)
    assert gone == [("measures", (measure, None))]
