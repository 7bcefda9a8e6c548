"""The packet in the window: made with progress, paged through, saved, printed, cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot
from tests.qt.card_samples import lay_out, texts
from tests.qt.claim_book import AEO, project

from jiamao_desktop.app import claims, ledger, packets
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import ClaimId
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.packet import ContentsEntry, Packet
from jiamao_desktop.ui.main_window import SCREENS
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.packet import PacketScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
WAITING, STOPPED, READY = range(3)


@pytest.fixture
def claim(filled_shell: Shell) -> ClaimId:
    ws = filled_shell.workspace
    return claims.start_claim(ws, AEO, project(ws, "AEO 高级认证"))[0]


@pytest.fixture
def screen(filled_shell: Shell, shown: Show) -> PacketScreen:
    made = PacketScreen(filled_shell)
    shown(made)
    return made


@pytest.fixture
def ready(screen: PacketScreen, claim: ClaimId, settle: Settle) -> PacketScreen:
    screen.show_target(claim)
    settle()
    lay_out()
    return screen


def packet(screen: PacketScreen) -> Packet:
    assert screen.packet is not None
    return screen.packet


def entry(screen: PacketScreen, number: int) -> QTreeWidgetItem:
    item = screen.contents.topLevelItem(number)
    assert item is not None
    return item


def test_while_it_is_made_the_screen_says_so_and_offers_to_stop(
    screen: PacketScreen, claim: ClaimId, settle: Settle
) -> None:
    screen.show_target(claim)
    assert screen.pages.currentIndex() == WAITING
    assert screen.cancel.isEnabled()
    assert not screen.tools.isVisible()
    settle()


def test_a_finished_packet_opens_at_its_first_page(ready: PacketScreen) -> None:
    assert ready.pages.currentIndex() == READY
    assert ready.title.text() == "AEO 高级认证　申报材料"
    assert ready.page_box.text() == "1"
    assert ready.of_pages.text() == f"/ {packet(ready).pages} 页"
    assert ready.view.hasFocus()
    assert not ready.previous.isEnabled()
    assert ready.following.isEnabled()


def test_progress_is_shown_as_it_is_reported(
    screen: PacketScreen,
    claim: ClaimId,
    settle: Settle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()
    real = packets.build

    def slow(ws: Workspace, number: ClaimId, report: Report) -> Packet:
        report(3, 8, "费用明细表")
        assert go_on.wait(10)
        return real(ws, number, report)

    monkeypatch.setattr(packets, "build", slow)
    screen.show_target(claim)
    qtbot.waitUntil(lambda: screen.progress.maximum() == 8)
    assert screen.progress.value() == 3
    assert screen.progress_text.text() == "费用明细表"
    go_on.set()
    settle()
    assert screen.pages.currentIndex() == READY


def test_stopping_ends_the_making_and_offers_to_begin_again(
    screen: PacketScreen,
    claim: ClaimId,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    real = packets.build

    def slow(ws: Workspace, number: ClaimId, report: Report) -> Packet:
        reached.set()
        assert go_on.wait(10)
        report(1, 8, "")
        return real(ws, number, report)

    monkeypatch.setattr(packets, "build", slow)
    screen.show_target(claim)
    assert reached.wait(10)
    screen.cancel.click()
    assert screen.progress_text.text() == "正在停止…"
    assert not screen.cancel.isEnabled()
    go_on.set()
    settle()
    assert screen.pages.currentIndex() == STOPPED
    assert screen.stopped.title.text() == "已取消生成"
    assert screen.packet is None
    again = next(one for one in screen.findChildren(QPushButton) if one.text() == "重新生成")
    monkeypatch.setattr(packets, "build", real)
    again.click()
    settle()
    assert screen.pages.currentIndex() == READY


def test_a_claim_that_no_longer_follows_from_the_book_is_refused_with_the_reason(
    screen: PacketScreen, claim: ClaimId, settle: Settle
) -> None:
    ws = screen.workspace
    [row] = claims.claim_list(ws)
    [number] = row.claim.expenses
    expense = ledger.expense_rows(ws, [number])[number].expense
    ledger.edit_expense(ws, number, ledger.parse_expense({"gross": "90,000"}, expense))
    screen.show_target(claim)
    settle()
    assert screen.pages.currentIndex() == STOPPED
    assert screen.stopped.title.text() == "材料没有生成"
    assert "50,000.00" in screen.stopped.hint.text()


def test_a_claim_that_has_gone_is_named(screen: PacketScreen, settle: Settle) -> None:
    screen.show_target(ClaimId(99))
    settle()
    assert screen.pages.currentIndex() == STOPPED
    assert screen.stopped.hint.text()


def test_paging_by_button_key_and_number_stays_together(ready: PacketScreen) -> None:
    last = packet(ready).pages
    ready.following.click()
    assert (ready.view.page, ready.page_box.text()) == (1, "2")
    assert ready.thumbnails.currentIndex().row() == 1
    QTest.keyClick(ready.view, Qt.Key.Key_End)
    assert ready.page_box.text() == str(last)
    assert not ready.following.isEnabled()
    ready.previous.click()
    assert ready.view.page == last - 2
    ready.page_box.setText("3")
    QTest.keyClick(ready.page_box, Qt.Key.Key_Return)
    assert ready.view.page == 2


def test_a_page_number_that_does_not_exist_is_not_accepted(ready: PacketScreen) -> None:
    ready.page_box.setText("9999")
    QTest.keyClick(ready.page_box, Qt.Key.Key_Return)
    assert ready.view.page == 0


def test_a_thumbnail_opens_its_page(ready: PacketScreen) -> None:
    ready.thumbnails.setCurrentIndex(ready.thumbnails.model().index(4, 0))
    assert ready.view.page == 4
    assert ready.page_box.text() == "5"


def test_every_page_comes_up_as_it_is_paged_to(ready: PacketScreen, settle: Settle) -> None:
    for page in range(packet(ready).pages):
        ready.view.go(page)
        settle()
        assert ready.source.any_image(page) is not None


def test_the_contents_jump_to_their_pages(ready: PacketScreen) -> None:
    contents = packet(ready).contents
    assert ready.contents.topLevelItemCount() == sum(one.level == 1 for one in contents)
    item = entry(ready, 1)
    ready.contents.setCurrentItem(item)
    assert ready.view.page == int(item.text(1)) - 1


def test_pieces_stand_under_their_part_and_titles_are_whole(ready: PacketScreen) -> None:
    made = Packet(
        pdf=packet(ready).pdf,
        pages=packet(ready).pages,
        contents=[
            ContentsEntry(number="①", title="申请表", level=1, first_page=3, last_page=4),
            ContentsEntry(
                number="①-01",
                title="一个很长很长的标题，" * 4,
                level=2,
                first_page=4,
                last_page=4,
            ),
        ],
        evidence_pages={},
    )
    ready._fill_contents(made)
    part = entry(ready, 0)
    assert part.childCount() == 1
    assert part.isExpanded()
    piece = part.child(0)
    assert piece is not None
    assert piece.sizeHint(0).height() > part.sizeHint(0).height()


def test_warnings_stand_above_the_contents(ready: PacketScreen) -> None:
    said = texts(ready)
    assert "签字前请看：1 处" in said


def test_many_warnings_scroll_instead_of_pushing_the_contents_away(
    ready: PacketScreen,
) -> None:
    warning = Problem.of("packet.no_evidence", number=1)
    real = packet(ready)
    known = real.warnings[0] if real.warnings else warning
    ready._fill_warnings(
        Packet(
            pdf=real.pdf,
            pages=real.pages,
            contents=real.contents,
            evidence_pages={},
            warnings=[known] * 12,
        )
    )
    lay_out()
    assert "签字前请看：12 处" in texts(ready)
    assert ready.contents.height() > 200


def test_zooming_shows_its_size_and_fits_again(ready: PacketScreen) -> None:
    fitted = ready.zoom.text()
    ready.larger.click()
    assert ready.zoom.text() != fitted
    ready.smaller.click()
    ready.smaller.click()
    ready.fit.click()
    assert ready.zoom.text() == fitted


def test_the_saved_file_is_what_was_shown(
    ready: PacketScreen, settle: Settle, tmp_path: Path
) -> None:
    said: list[str] = []
    ready.shell.said.connect(lambda words, _undoable: said.append(words))
    target = tmp_path / "材料.pdf"
    ready.save_to(target)
    settle()
    assert target.read_bytes() == packet(ready).pdf
    assert said == ["已保存：材料.pdf"]


def test_saving_asks_where_and_proposes_a_name(
    ready: PacketScreen, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    target = tmp_path / "申报.pdf"

    def ask(_parent: QWidget, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(proposed)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    ready.save.click()
    settle()
    assert asked == ["AEO 高级认证 申报材料.pdf"]
    assert target.exists()


def test_leaving_the_save_dialog_saves_nothing(
    ready: PacketScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    ready.save.click()
    assert not ready.shell.jobs.busy


def test_a_file_that_cannot_be_written_is_named(
    ready: PacketScreen, settle: Settle, tmp_path: Path
) -> None:
    failed: list[object] = []
    ready.shell.failed.connect(failed.append)
    ready.save_to(tmp_path / "没有这个文件夹" / "材料.pdf")
    settle()
    assert [getattr(error, "code", "") for error in failed] == ["packet.not_saved"]


def test_printing_sends_every_page_and_says_so(
    ready: PacketScreen, settle: Settle, tmp_path: Path
) -> None:
    said: list[str] = []
    ready.shell.said.connect(lambda words, _undoable: said.append(words))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    ready.print_on(printer)
    assert ready._run is not None
    settle()
    with pikepdf.open(tmp_path / "paper.pdf") as paper:
        assert len(paper.pages) == packet(ready).pages
    assert said == ["已送到打印机。"]
    assert ready.print.text() == "打印"


def test_printing_can_be_stopped_with_the_same_button(
    ready: PacketScreen, settle: Settle, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    ready.print_on(printer)
    ready.print.click()
    settle()
    assert ready._run is None
    assert ready.print.text() == "打印"


def test_a_change_in_the_book_is_announced_and_the_packet_stays(
    ready: PacketScreen, claim: ClaimId, settle: Settle
) -> None:
    before = packet(ready)
    assert not ready.outdated.isVisible()
    ws = ready.workspace
    ready.write("", lambda _report: claims.set_applied(ws, claim, "40,000"), lambda _done: None)
    settle()
    assert ready.outdated.isVisible()
    assert ready.packet is before
    button = ready.outdated.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    settle()
    assert not ready.outdated.isVisible()
    assert packet(ready).pdf != before.pdf


def test_the_same_claim_gives_the_same_bytes_again(
    ready: PacketScreen, claim: ClaimId, settle: Settle
) -> None:
    before = packet(ready).pdf
    ready.show_target(claim)
    settle()
    assert packet(ready).pdf == before


def test_the_way_back_leads_to_the_claim(ready: PacketScreen, claim: ClaimId) -> None:
    gone: list[tuple[str, object]] = []
    ready.shell.gone_to.connect(lambda key, target: gone.append((key, target)))
    ready.back.click()
    assert gone == [("claims", claim)]


def test_nothing_happens_without_a_packet(screen: PacketScreen, tmp_path: Path) -> None:
    screen.save_to(tmp_path / "nichts.pdf")
    screen._choose_target()
    screen._build()
    assert not screen.shell.jobs.busy
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_packet_stands_under_the_claims_in_the_window(dressed: QApplication) -> None:
    entry = next(one for one in SCREENS if one.key == "packet")
    assert entry.under == "claims"
    assert entry.kind == PacketScreen.__name__
